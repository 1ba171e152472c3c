"""RSS and Atom: one article an entry."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any
from xml.sax import SAXParseException

from geomap.articles.dates import read_date
from geomap.articles.heads import web_address
from geomap.articles.sources import Draft, Refusal, Source
from geomap.articles.webpage import html_text
from geomap.errors import ArticleError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


def read_feed(source: Source) -> Iterator[Draft | Refusal]:
    """The entries of a feed that have text: their content, else their summary, as plain text.

    An entry's own id identifies the article, its publisher is the one it names or the feed.
    """
    import feedparser

    # A stream, as feedparser would take a string for an address and fetch it.
    feed = feedparser.parse(
        io.BytesIO(source.read_whole()), sanitize_html=False, resolve_relative_uris=False
    )
    broken = feed.get("bozo_exception")
    why = f" ({broken})" if isinstance(broken, SAXParseException) else ""
    if not feed.entries:
        raise ArticleError(f"no entries in the feed{why}")
    publisher = _text(feed.feed, "title")
    for number, entry in enumerate(feed.entries, 1):
        draft = _draft(entry, publisher, number)
        yield draft or source.refuse(f"entry {number:,}: no text")
    if why:
        yield source.refuse(f"broken XML{why}; entries behind that point may be missing")


def _draft(entry: Mapping[str, Any], publisher: str | None, number: int) -> Draft | None:
    contents = entry.get("content") or [entry.get("summary_detail")]
    texts = (_plain(content) for content in contents if content)
    text = "\n\n".join(filter(None, texts))
    if not text:
        return None
    # As a plain dict: its own `get` answers for a missing date with another one, and a warning.
    plain = dict(entry.items())
    dates = (plain.get(name) for name in ("published", "updated", "created"))
    return Draft(
        text=text,
        id=entry.get("id") or None,
        title=_text(entry, "title"),
        url=web_address(entry.get("link")),
        source=_text(entry.get("source") or {}, "title") or publisher,
        published=next(filter(None, map(read_date, dates)), None),
        place=f"entry {number:,}",
        number=number,
    )


def _text(fields: Mapping[str, Any], name: str) -> str | None:
    detail = fields.get(f"{name}_detail") or {"value": fields.get(name) or ""}
    return " ".join(_plain(detail).split()) or None


def _plain(detail: Mapping[str, Any]) -> str:
    value = str(detail.get("value") or "")
    marked_up = detail.get("type") in {"text/html", "application/xhtml+xml"}
    return html_text(value) if marked_up else value.strip()
