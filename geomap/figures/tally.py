"""What a figure draws: places with their mentions, and what it leaves out, with counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from geomap.query import LeftOut

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    import pandas as pd

    from geomap.query import QueryResult

DRAWN: tuple[str | None, ...] = ("literal", None)
"""The usages that are drawn unless others are asked for: the place itself, and unsure ones."""

Form = Literal["dot", "area", "nowhere"]

_DOTS = frozenset({"town", "site"})
_USAGE_WORDS = {
    "metonymic": "for a government or people (“Moscow said”)",
    "demonym": "of people or things (“Ukrainian troops”)",
    "embedded": "within another name (“Bank of America”)",
    "literal": "of the place itself",
    None: "of unsure usage",
}


@dataclass(frozen=True, slots=True)
class PlaceCount:
    """A place and how many mentions of it count.

    ``form``: a ``dot`` where it is a town or a site, an ``area`` where it is larger than its point,
    ``nowhere`` for a part of the world whose point stands for nothing.
    """

    id: str
    name: str
    group: str
    country: str | None
    admin1_id: str | None
    lat: float
    lon: float
    form: Form
    mentions: int


@dataclass(frozen=True, slots=True)
class Tally:
    """The mentions that a figure draws.

    places : most mentions first, then by id.
    rows : the mentions counted, as they stand in the result's frame.
    left_out : mentions of the frame that do not count, by reason.
    """

    places: tuple[PlaceCount, ...]
    rows: pd.DataFrame
    left_out: tuple[LeftOut, ...]

    @property
    def mentions(self) -> int:
        """How many mentions count."""
        return sum(place.mentions for place in self.places)


def tally(result: QueryResult, *, usages: Collection[str | None] = DRAWN) -> Tally:
    """Return the places of a result with their mentions of these usages, outside leftovers."""
    frame = result.frame
    left: list[LeftOut] = []
    leftover = frame["part"] == "leftover"
    usage = [None if value is None or value != value else str(value) for value in frame["usage"]]  # noqa: PLR0124 - NaN
    counted = [use in usages and not out for use, out in zip(usage, leftover.tolist(), strict=True)]
    for use in (*_USAGE_WORDS,):
        many = sum(
            mine == use and use not in usages and not out
            for mine, out in zip(usage, leftover.tolist(), strict=True)
        )
        if many:
            left.append(LeftOut(_USAGE_WORDS[use], many))
    if leftover.any():
        left.append(LeftOut("in text of the site, not of the story", int(leftover.sum())))
    rows = frame.loc[counted]
    return Tally(places=_places(rows), rows=rows, left_out=tuple(left))


def retallied(whole: Tally, kept: Sequence[bool]) -> Tally:
    """Return the tally of a part of the rows of another."""
    rows = whole.rows.loc[list(kept)]
    return Tally(places=_places(rows), rows=rows, left_out=())


def _places(rows: pd.DataFrame) -> tuple[PlaceCount, ...]:
    names = ("place_id", "name", "group", "country", "admin1_id", "lat", "lon", "precision")
    counts: dict[str, int] = {}
    first: dict[str, dict[str, object]] = {}
    for values in zip(*(rows[name].tolist() for name in names), strict=True):
        row = dict(zip(names, values, strict=True))
        place = str(row["place_id"])
        counts[place] = counts.get(place, 0) + 1
        first.setdefault(place, row)
    places = [_place(row, counts[key]) for key, row in first.items()]
    return tuple(sorted(places, key=lambda place: (-place.mentions, place.id)))


def _place(row: dict[str, object], mentions: int) -> PlaceCount:
    group = str(row["group"])
    form: Form = "dot" if group in _DOTS and row["precision"] == "town" else "area"
    return PlaceCount(
        id=str(row["place_id"]),
        name=str(row["name"]),
        group=group,
        country=_text(row["country"]),
        admin1_id=_text(row["admin1_id"]),
        lat=float(str(row["lat"])),
        lon=float(str(row["lon"])),
        form="nowhere" if group == "world" else form,
        mentions=mentions,
    )


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


@dataclass(frozen=True, slots=True)
class Span:
    """Where the articles of a result come from, and when: for the line of sources."""

    articles: int
    sources: tuple[str, ...]
    first: date | None
    last: date | None
    undated: int


def span(result: QueryResult) -> Span:
    """Return the sources (most articles first, then by name) and dates of a result's articles."""
    articles = list(result.articles.values())
    dates = sorted(article.published for article in articles if article.published is not None)
    counts: dict[str, int] = {}
    for article in articles:
        if article.source is not None:
            counts[article.source] = counts.get(article.source, 0) + 1
    return Span(
        articles=len(articles),
        sources=tuple(sorted(counts, key=lambda name: (-counts[name], name))),
        first=dates[0] if dates else None,
        last=dates[-1] if dates else None,
        undated=len(articles) - len(dates),
    )
