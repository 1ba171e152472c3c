"""What the recogniser can't read, or not as well as it could, so that it says so."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from geomap.recognition.languages import LANGUAGES
from geomap.recognition.languages.detection import ENGLISH, language_of
from geomap.recognition.languages.networks import is_installed

if TYPE_CHECKING:
    from geomap.model import Article

_SAMPLE = 2_000


def unread(article: Article) -> str | None:
    """Why names in an article are missed, or None where its text is read as it should be.

    A language is read as it should be when it is English or one of `LANGUAGES` and its extra is
    installed; else the reason says what can be done. Where the language is unknown, most letters
    have to be Latin.
    """
    language = language_of(article)
    if language is None:
        letters = [c for c in article.text[:_SAMPLE] if c.isalpha()]
        latin = sum(unicodedata.name(c, "").startswith("LATIN") for c in letters)
        if 2 * latin >= len(letters):
            return None
        return "not in Latin letters, too short to tell the language: most names are missed"
    if language == ENGLISH:
        return None
    if language not in LANGUAGES:
        return f"in {language}, which is not read: most names in them are missed"
    if is_installed(language):
        return None
    return f"in {language}: more names are found after `pip install 'geomap[{language}]'`"
