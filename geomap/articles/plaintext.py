"""Plain text: one file, one article; the stored text is the file's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.articles.encoding import decode
from geomap.articles.sources import Draft, Source

if TYPE_CHECKING:
    from collections.abc import Iterator


def read_plain_text(source: Source) -> Iterator[Draft]:
    """The one article in ``source``; its text is the file's, newlines as they are."""
    yield Draft(text=decode(source.read_whole()))
