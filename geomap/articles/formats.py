"""Which reader reads what: by the name of a file, else by how it begins."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePath

from geomap.articles.encoding import refuse_binary
from geomap.articles.jsonlines import read_json_lines
from geomap.articles.plaintext import read_plain_text
from geomap.articles.sources import Draft, Refusal, Source

Reader = Callable[[Source], Iterator[Draft | Refusal]]


@dataclass(frozen=True, slots=True)
class Format:
    """A reader, and whether it reads its source whole (then the size limit is the file's)."""

    read: Reader
    whole: bool = True


_TEXT = Format(read_plain_text)
_JSON_LINES = Format(read_json_lines, whole=False)

_BY_SUFFIX = {
    ".txt": _TEXT,
    ".text": _TEXT,
    ".jsonl": _JSON_LINES,
    ".ndjson": _JSON_LINES,
}
_JSON_OBJECT = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{\s*\"")


def format_of(name: str, head: bytes) -> Format:
    """The format of a source, from its name or the first bytes of it.

    Raises
    ------
    ArticleError
        If nothing reads it: the message says what it is.
    """
    known = _BY_SUFFIX.get(PurePath(name).suffix.lower())
    if known is not None:
        return known
    refuse_binary(head)
    if _JSON_OBJECT.match(head):
        return _JSON_LINES
    return _TEXT
