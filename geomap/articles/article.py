"""The last step of every reader: text and what is known about it, to an `Article`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geomap.articles.heads import domain
from geomap.articles.parts import read_markings
from geomap.articles.sentences import split_sentences
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
    """An `Article` with its parts and sentences marked, in the order of the text.

    What the arguments leave open (title, address, publisher, date) is taken from the text where one
    of its lines says nothing else; a publisher that is named nowhere is the host of the address.
    ``parts`` are those that a reader knows from markup; they win over those found in the text.

    ``text`` is stored as it is, but for lone surrogates (halves of characters that JSON escapes can
    leave behind, which no file can hold): each becomes U+FFFD, so offsets stay the same.
    """
    text = whole(text)
    title = None if title is None else whole(title)
    known = tuple(parts)
    markings = read_markings(text, title=title)
    spans = _merged(known, markings.parts)
    url = url or markings.url
    publisher = source or markings.source or domain(url)
    return Article(
        id=whole(article_id),
        text=text,
        title=title or markings.title,
        url=None if url is None else whole(url),
        source=None if publisher is None else whole(publisher),
        published=published or markings.published,
        language=language,
        parts=spans,
        sentences=split_sentences(text, spans),
    )


def _merged(known: tuple[PartSpan, ...], found: tuple[PartSpan, ...]) -> tuple[PartSpan, ...]:
    """What the markup said, and what was found in the text where that said nothing."""
    free = (f for f in found if all(f.end <= k.start or k.end <= f.start for k in known))
    return tuple(sorted((*known, *free), key=lambda span: span.start))


def whole(text: str) -> str:
    """``text`` with each lone surrogate replaced by U+FFFD; the length stays the same."""
    return _SURROGATE.sub("\ufffd", text)
