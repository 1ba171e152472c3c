"""The language of an article: what its publisher says, else what its text looks like."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

    from geomap.model import Article

ENGLISH = "en"
SAMPLE = 500
"""Characters that are read at the beginning of a text and, of a longer one, in its middle."""
_FEWEST_LETTERS = 20
_SURE = 0.8
# English needs no detector: no other language has that many of these words.
_WORD = re.compile(r"[^\W\d_]+")
_ENGLISH = frozenset({"the", "and", "of", "to"})
_ENGLISH_SHARE = 0.08
_FEWEST_WORDS = 20
# Headlines full of names look like Nigerian Pidgin, whose words are English.
_PIDGIN = "pcm"


def code_of(tag: str | None) -> str | None:
    """The ISO 639-1 code of a language tag: "en" of "en-GB"; None of None or an empty tag."""
    code = re.split("[-_]", tag or "", maxsplit=1)[0].strip().lower()
    return code or None


def language_of(article: Article) -> str | None:
    """The language of an article as an ISO 639-1 code, or None where its text does not tell.

    What the article itself says wins. Else the text is shown to py3langid; below 20 letters, or a
    probability of 0.8, it does not tell.
    """
    return code_of(article.language) or detect(article.text)


def detect(text: str) -> str | None:
    """The language that a text looks like, None where it is too short or could be several."""
    sample = text[:SAMPLE]
    if len(text) > 2 * SAMPLE:
        middle = len(text) // 2
        sample += "\n" + text[middle : middle + SAMPLE]
    words = _WORD.findall(sample)
    common = sum(word in _ENGLISH for word in words)
    if "the" in words and (len(words) < _FEWEST_WORDS or common >= _ENGLISH_SHARE * len(words)):
        return ENGLISH
    if sum(map(len, words)) < _FEWEST_LETTERS:
        return None
    language, share = _identifier().classify(sample)
    if share < _SURE:
        return None
    return ENGLISH if language == _PIDGIN else str(language)


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
