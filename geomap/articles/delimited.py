"""CSV and TSV: a header, then one article a row."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from geomap.articles.encoding import encoding_of
from geomap.articles.rows import RowReader, text_column
from geomap.errors import ArticleError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geomap.articles.sources import Draft, Refusal, Source

_SEPARATORS = ",;\t|"
_WAYWARD = 4  # times the limit of a text: what is longer was never meant as one field
_MARKED = {"utf-8": "utf-8-sig", "utf-16-le": "utf-16", "utf-16-be": "utf-16"}


def read_delimited(source: Source) -> Iterator[Draft | Refusal]:
    """The articles of a CSV or TSV file, a row at a time.

    The separator is the one of comma, semicolon, tab and bar that makes a column for the text in
    the header.
    """
    encoding = encoding_of(source.head)
    text = io.TextIOWrapper(source.stream, encoding=_MARKED.get(encoding, encoding), newline="")
    try:
        yield from _rows(source, text)
    except UnicodeDecodeError as error:
        raise ArticleError(
            f"broken {encoding.upper()}; the rest of the file was not read; save it again as UTF-8"
        ) from error
    finally:
        text.detach()  # the stream belongs to whoever opened it


def _rows(source: Source, text: io.TextIOWrapper) -> Iterator[Draft | Refusal]:
    limit = source.max_bytes * _WAYWARD
    lines = _lines(text, limit)
    first = next(lines, "")
    wanted = source.columns.get("text", "text")
    separator = separator_of(first, wanted) or max(_SEPARATORS, key=first.count)
    header = split_header(first, separator)
    text_column(source, header)
    rows, start, empty = RowReader(source), 2, True
    reader = csv.reader(lines, delimiter=separator)
    while (fields := _next(reader, start, limit)) is not None:
        place, number = f"line {start:,}", start
        start = reader.line_num + 2
        if not any(fields):
            continue
        empty = False
        if len(fields) > len(header):
            yield source.refuse(
                f"{place}: {len(fields)} fields where the header has {len(header)}; "
                "put those that hold the separator in quotes"
            )
            continue
        yield rows.read(dict(zip(header, fields, strict=False)), place, number)
    if empty:
        yield source.refuse("no rows below the header")
    yield from rows.closing()


def separator_of(line: str, column: str) -> str | None:
    """The separator with which ``line`` is a header that has ``column``; None if there is none."""
    return next((s for s in _SEPARATORS if column in split_header(line, s)), None)


def split_header(line: str, separator: str) -> list[str]:
    """The names in a header line."""
    fields = next(csv.reader([line], delimiter=separator), [])
    return [field.strip() for field in fields]


def _lines(text: io.TextIOWrapper, limit: int) -> Iterator[str]:
    while line := text.readline(limit):
        if len(line) == limit and not line.endswith(("\n", "\r")):
            raise ArticleError(f"a line of over {limit:,} characters; the rest was not read")
        yield line


def _next(reader: Iterator[list[str]], start: int, limit: int) -> list[str] | None:
    # The module has one limit for all readers and an article may be longer than its default, so it
    # is raised for one row at a time.
    before = csv.field_size_limit(limit)
    try:
        return next(reader, None)
    except csv.Error as error:
        raise ArticleError(
            f"line {start:,}: {error}; the rest was not read (a quote that is never closed?)"
        ) from error
    finally:
        csv.field_size_limit(before)
