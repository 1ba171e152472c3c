"""The last step of every reader: text and what is known about it, to an `Article`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geomap.model import Article

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from geomap.model import PartSpan

_SURROGATE = re.compile("[\ud800-\udfff]")


def make_article(
    text: str,
    *,
    article_id: str,
    title: str | None = None,
    url: str | None = None,
    source: str | None = None,
    published: date | None = None,
    language: str | None = None,
    parts: Iterable[PartSpan] = (),
) -> Article:
    """An `Article` with its parts and sentences marked.

    ``text`` is stored as it is, but for lone surrogates (halves of characters that JSON escapes can
    leave behind, which no file can hold): each becomes U+FFFD, so offsets stay the same.
    """
    return Article(
        id=whole(article_id),
        text=whole(text),
        title=None if title is None else whole(title),
        url=None if url is None else whole(url),
        source=None if source is None else whole(source),
        published=published,
        language=language,
        parts=tuple(parts),
    )


def whole(text: str) -> str:
    """``text`` with each lone surrogate replaced by U+FFFD; the length stays the same."""
    return _SURROGATE.sub("\ufffd", text)
