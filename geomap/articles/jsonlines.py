"""JSON Lines: one object a line, one article an object; and JSON with one object or a list."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from typing import TYPE_CHECKING

from geomap.articles.encoding import decode
from geomap.articles.rows import RowReader
from geomap.articles.sources import Draft, Refusal, Source
from geomap.errors import ArticleError

if TYPE_CHECKING:
    from collections.abc import Iterator

_ESCAPES = 7  # a character can take six bytes as \uXXXX; the rest of the row comes on top


def read_json(source: Source) -> Iterator[Draft | Refusal]:
    """The article of a JSON object, or those of a list of them; else of lines, each an object."""
    data = source.read_whole()
    try:
        document = json.loads(decode(data))
    except (ValueError, RecursionError) as error:
        if not _starts_with_object(data):
            raise ArticleError(f"not JSON ({_why(error)})") from error
        yield from read_json_lines(replace(source, stream=io.BytesIO(data)))
        return
    rows = RowReader(source)
    if isinstance(document, dict):
        found = rows.read(document, "the object", 1)
        yield replace(found, place=None) if isinstance(found, Draft) else found
    elif isinstance(document, list):
        for number, item in enumerate(document, 1):
            place = f"item {number:,}"
            if isinstance(item, dict):
                yield rows.read(item, place, number)
            else:
                yield source.refuse(f"{place}: not a JSON object")
    else:
        raise ArticleError("neither a JSON object nor a list of them")
    yield from rows.closing()


def _starts_with_object(data: bytes) -> bool:
    try:
        return isinstance(json.loads(data.split(b"\n", 1)[0].decode("utf-8-sig")), dict)
    except (ValueError, RecursionError):
        return False


def read_json_lines(source: Source) -> Iterator[Draft | Refusal]:
    """The articles of ``source``, a line at a time; blank lines are skipped, bad ones refused."""
    rows = RowReader(source)
    empty = True
    for number, line in _lines(source):
        place = f"line {number:,}"
        if isinstance(line, ArticleError):
            empty = False
            yield source.refuse(f"{place}: {line}")
            continue
        if not line.strip():
            continue
        empty = False
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield source.refuse(f"{place}: not JSON ({_why(error)})")
            continue
        if isinstance(row, dict):
            yield rows.read(row, place, number)
        else:
            yield source.refuse(f"{place}: not a JSON object; write one article a line")
    if empty:
        yield source.refuse("empty")
    yield from rows.closing()


def _why(error: ValueError | RecursionError) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg} at column {error.colno:,}"
    return "nested too deeply" if isinstance(error, RecursionError) else str(error)


def _lines(source: Source) -> Iterator[tuple[int, str | ArticleError]]:
    """Numbered lines; a line that is too long or not UTF-8 is an error in its place."""
    limit = source.max_bytes * _ESCAPES
    stream, number = source.stream, 0
    while line := stream.readline(limit):
        number += 1
        if number == 1 and line.startswith((b"\xff\xfe", b"\xfe\xff")):
            yield 1, ArticleError("UTF-16; save it again as UTF-8")
            return
        if len(line) == limit and not line.endswith(b"\n"):
            while line and not line.endswith(b"\n"):
                line = stream.readline(limit)
            yield number, ArticleError(f"too long: over {limit:,} bytes")
            continue
        try:
            yield number, _decode_line(line)
        except ArticleError as error:
            yield number, error


def _decode_line(line: bytes) -> str:
    """The text of a line; JSON Lines is UTF-8 by definition (https://jsonlines.org)."""
    try:
        return line.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ArticleError(f"not UTF-8 at byte {error.start:,}") from error
