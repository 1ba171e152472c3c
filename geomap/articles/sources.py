"""What passes between the readers and `read_articles`: sources in, drafts and refusals out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO

from geomap.errors import ArticleError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from geomap.model import PartSpan

COLUMNS = ("id", "title", "text", "published", "url", "source", "language")
"""The columns of a table of articles, in our words; ``published`` may also be called ``date``."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something that was not read: the path it came from, and the reason in words.

    ``duplicate`` says that nothing was lost: the same article had been read before.
    """

    path: str
    reason: str
    duplicate: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """One file or stream, opened, with what a reader needs to know about it.

    ``path`` is how the user knows it (for refusals), ``name`` how ids call it; ``head`` holds the
    bytes with which ``stream`` begins, and comes again in it.
    """

    path: str
    name: str
    stream: BinaryIO
    head: bytes
    max_bytes: int
    columns: Mapping[str, str] = field(default_factory=dict)

    def read_whole(self) -> bytes:
        """All bytes, never more than the limit.

        Raises
        ------
        ArticleError
            If the source is empty or larger than ``max_bytes``.
        """
        data = self.stream.read(self.max_bytes + 1)
        if len(data) > self.max_bytes:
            raise too_large(None, self.max_bytes)
        if not data.strip():
            raise ArticleError("empty")
        return data

    def refuse(self, reason: str) -> Refusal:
        """A refusal of this source or of a part of it."""
        return Refusal(self.path, reason)


@dataclass(frozen=True, slots=True)
class Draft:
    """An article as a reader found it, before it has an id that is its own in the run.

    ``id`` is one that the input gave (a row's id column, a feed's guid), or None; ``place`` says
    where in the source it stood ("line 3"), None when it was all of it; ``number`` counts it.
    ``parts`` are those that the reader knows from the markup.
    """

    text: str
    id: str | None = None
    title: str | None = None
    url: str | None = None
    source: str | None = None
    published: date | None = None
    language: str | None = None
    place: str | None = None
    number: int | None = None
    parts: tuple[PartSpan, ...] = ()


def too_large(size: int | None, max_bytes: int) -> ArticleError:
    """The error for a text above the limit, with both figures."""
    what = "more" if size is None else f"{size:,} bytes"
    return ArticleError(f"too large: {what}, over the limit of {max_bytes:,} bytes")


def text_bytes(text: str) -> int:
    """The size of a text in UTF-8, lone surrogates counted like any other character."""
    return len(text.encode("utf-8", "surrogatepass"))
