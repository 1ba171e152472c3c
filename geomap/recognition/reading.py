"""What the recogniser can't read, so that it says so instead of returning little."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geomap.model import Article

READ = "en"
"""The language of the stock model."""

_SAMPLE = 2_000


def unread(article: Article) -> str | None:
    """Why names in an article are mostly missed, or None where its text is read as it should be.

    Its language is what its publisher says, and else, as far as letters tell, not English where
    most of them are not Latin. Languages that share the alphabet are not told apart.
    """
    if article.language is not None and article.language.lower().partition("-")[0] != READ:
        return f"in {article.language}"
    letters = [c for c in article.text[:_SAMPLE] if c.isalpha()]
    latin = sum(unicodedata.name(c, "").startswith("LATIN") for c in letters)
    return "not in Latin letters" if 2 * latin < len(letters) else None
