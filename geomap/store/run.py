"""What produced the mentions of an article, and what an ingest did."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Run:
    """The versions that produced mentions; two runs with the same versions are one.

    ``gazetteer``, ``model`` and ``rules`` are names or hashes of content; ``"-"`` is not known.
    Corrections are no part of it: the store keeps them, and which mentions they changed.
    """

    geomap: str = "-"
    gazetteer: str = "-"
    model: str = "-"
    rules: str = "-"


@dataclass(frozen=True, slots=True)
class Refused:
    """An article that the store did not take, and why."""

    article_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Ingested:
    """What an ingest did, in articles, and how many mentions it wrote.

    renamed : (id as read, id in the store) of articles whose id another article already had.
    """

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    mentions: int = 0
    refused: tuple[Refused, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()

    @classmethod
    def total(cls, parts: Sequence[Ingested]) -> Ingested:
        """All of them together."""
        return cls(
            added=sum(part.added for part in parts),
            changed=sum(part.changed for part in parts),
            unchanged=sum(part.unchanged for part in parts),
            mentions=sum(part.mentions for part in parts),
            refused=tuple(one for part in parts for one in part.refused),
            renamed=tuple(one for part in parts for one in part.renamed),
        )

    def __add__(self, other: Ingested) -> Ingested:
        """Both together."""
        return Ingested.total((self, other))
