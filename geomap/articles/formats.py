"""Which reader reads what: by the name of a file, else by how it begins."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePath

from geomap.articles.delimited import read_delimited, separator_of, split_header
from geomap.articles.encoding import refuse_binary
from geomap.articles.feed import read_feed
from geomap.articles.jsonlines import read_json, read_json_lines
from geomap.articles.markdown import read_markdown
from geomap.articles.parquet import read_parquet
from geomap.articles.plaintext import read_plain_text
from geomap.articles.sources import COLUMNS, Draft, Refusal, Source
from geomap.articles.webpage import read_web_page

Reader = Callable[[Source], Iterator[Draft | Refusal]]


@dataclass(frozen=True, slots=True)
class Format:
    """A reader, and whether it reads its source whole (then the size limit is the file's)."""

    read: Reader
    whole: bool = True


_TEXT = Format(read_plain_text)
_PAGE = Format(read_web_page)
_MARKDOWN = Format(read_markdown)
_FEED = Format(read_feed)
_JSON = Format(read_json)
_JSON_LINES = Format(read_json_lines, whole=False)
_DELIMITED = Format(read_delimited, whole=False)
_PARQUET = Format(read_parquet, whole=False)

_BY_SUFFIX = {
    ".txt": _TEXT,
    ".text": _TEXT,
    ".html": _PAGE,
    ".htm": _PAGE,
    ".xhtml": _PAGE,
    ".md": _MARKDOWN,
    ".markdown": _MARKDOWN,
    ".json": _JSON,
    ".jsonl": _JSON_LINES,
    ".ndjson": _JSON_LINES,
    ".csv": _DELIMITED,
    ".tsv": _DELIMITED,
    ".parquet": _PARQUET,
    ".pq": _PARQUET,
    ".rss": _FEED,
    ".atom": _FEED,
}
_MARKUP_START = r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*"
_IS_FEED = re.compile(_MARKUP_START + r"<(?:rss|feed|rdf:rdf)[\s>]", re.IGNORECASE | re.DOTALL)
_IS_PAGE = re.compile(
    _MARKUP_START + r"<(?:!doctype html|html|head|body|article|main)[\s>]",
    re.IGNORECASE | re.DOTALL,
)
_IS_JSON = re.compile(r'\s*(?:\[\s*)?\{\s*"')
_BEGINNING = 4096


def format_of(name: str, head: bytes, columns: Mapping[str, str]) -> Format:
    """The format of a source, from its name or else from the first bytes of it.

    Raises
    ------
    ArticleError
        If nothing reads it: the message says what it is.
    """
    known = _BY_SUFFIX.get(PurePath(name).suffix.lower())
    return known or _sniffed(head, columns)


def _sniffed(head: bytes, columns: Mapping[str, str]) -> Format:
    if head.startswith(b"PAR1"):
        return _PARQUET
    refuse_binary(head)
    # Good enough to recognise markup and names of columns, in UTF-16 too.
    start = head.replace(b"\0", b"").decode("utf-8", "replace").lstrip("\ufeff\ufffd")
    first = start.lstrip().split("\n", 1)[0].rstrip()
    if _IS_FEED.match(start, 0, _BEGINNING):
        return _FEED
    if _IS_PAGE.match(start, 0, _BEGINNING):
        return _PAGE
    if _IS_JSON.match(start):
        # A line that is longer than what was read can only be one of JSON Lines, or a list.
        lines = first.startswith("{") and (first.endswith("}") or "\n" not in start.strip())
        return _JSON_LINES if lines else _JSON
    if _is_header(first, columns):
        return _DELIMITED
    return _TEXT


def _is_header(line: str, columns: Mapping[str, str]) -> bool:
    """Whether a line is a header, with a column for the text and another that articles have."""
    separator = separator_of(line, columns.get("text", "text"))
    if separator is None:
        return False
    names = {columns.get(column, column) for column in (*COLUMNS, "date")}
    return len(names.intersection(split_header(line, separator))) > 1
