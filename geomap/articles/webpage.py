"""Web pages: the main text, and what the page says of itself."""

from __future__ import annotations

import logging
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from geomap.articles.dates import read_date
from geomap.articles.encoding import decode
from geomap.articles.markers import words
from geomap.articles.sources import Draft, Source
from geomap.errors import ArticleError

if TYPE_CHECKING:
    from collections.abc import Iterator

_LOG = logging.getLogger(__name__)

_CHARSET = re.compile(
    rb"(?i)<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?([\w.:-]{2,40})"
)
_LANGUAGE = re.compile(r"<html[^>]{0,500}?\slang\s*=\s*[\"']?([a-z]{2})\b", re.IGNORECASE)
_DATES = {
    # A date in the page's text may be any day; only what the page says of itself is believed. The
    # upper limit would be today, and the same page would read differently tomorrow.
    "extensive_search": False,
    "original_date": True,
    "max_date": "9999-12-31",
}
_BLOCKS = words("""
    address article aside blockquote caption center dd details div dl dt fieldset figcaption figure
    footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol option p pre section select summary table
    td th tr ul
""")
_UNSEEN = words("iframe math noscript script style svg template title")
_SPACE = re.compile(r"\s+")


def read_web_page(source: Source) -> Iterator[Draft]:
    """The one article of a page: its main text, paragraphs with a blank line between them.

    Title, date, publisher and canonical address come from the page's own statements; the address
    identifies the article. Where no main text is found, all text of the page is taken. The
    extractor leaves out invisible characters (marks of direction, zero-width spaces).
    """
    import trafilatura

    data = source.read_whole()
    charset = _CHARSET.search(data[:4096])
    page = decode(data, declared=charset[1].decode("ascii") if charset else None)
    found = trafilatura.bare_extraction(
        page, with_metadata=True, include_comments=False, date_extraction_params=dict(_DATES)
    )
    if found is None or isinstance(found, dict) or not found.text:
        _LOG.info("%s: no main text found, all of the page taken", source.path)
        found = trafilatura.extract_metadata(page, date_config=dict(_DATES))
        text = html_text(page)
    else:
        text = re.sub(r"\s*\n\s*", "\n\n", found.text.strip())
    if not text:
        raise ArticleError("no text in the page")
    language = _LANGUAGE.search(page)
    yield Draft(
        text=text,
        title=found.title or None,
        url=found.url or None,
        source=found.sitename or found.hostname or None,
        published=read_date(found.date),
        language=language[1].lower() if language else None,
    )


def html_text(markup: str) -> str:
    """The text that a reader of ``markup`` would see, a blank line between its blocks."""
    parser = _TextOnly()
    parser.feed(markup)
    parser.close()
    return parser.text()


class _TextOnly(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._blocks: list[str] = []
        self._pieces: list[str] = []
        self._hidden = ""
        self._depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if self._hidden:
            self._depth += tag == self._hidden
        elif tag in _UNSEEN:
            self._hidden, self._depth = tag, 1
        elif tag == "br":
            self._pieces.append("\0")
        elif tag in _BLOCKS:
            self._break()

    def handle_endtag(self, tag: str) -> None:
        if self._hidden:
            self._depth -= tag == self._hidden
            self._hidden = self._hidden if self._depth else ""
        elif tag in _BLOCKS:
            self._break()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _UNSEEN:
            self.handle_starttag(tag, attrs)

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self._pieces.append(data.replace("\0", ""))

    def text(self) -> str:
        self._break()
        return "\n\n".join(self._blocks)

    def _break(self) -> None:
        lines = "".join(self._pieces).split("\0")
        block = "\n".join(filter(None, (_SPACE.sub(" ", line).strip() for line in lines)))
        if block:
            self._blocks.append(block)
        self._pieces.clear()
