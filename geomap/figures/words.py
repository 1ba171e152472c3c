"""The words around a figure: title, counts, what is not drawn; and its description."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geomap.figures.furniture import dates, source_notes
from geomap.figures.sheet import Words
from geomap.figures.text import shown

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Set as AbstractSet

    from geomap.figures.asked import Asked
    from geomap.figures.tally import PlaceCount

_NAMED = 4
"""Places that a note names; it counts the others."""
_DESCRIBED = 8


@dataclass(frozen=True, slots=True)
class Missing:
    """Places that count and are not drawn: off the map, or without a shape on any."""

    outside: tuple[PlaceCount, ...]
    shapeless: tuple[PlaceCount, ...]

    @classmethod
    def of(cls, places: Iterable[PlaceCount], drawn: AbstractSet[str]) -> Missing:
        """Those of the places that are not drawn."""
        others = [place for place in places if place.id not in drawn]
        return cls(
            outside=tuple(place for place in others if place.form != "nowhere"),
            shapeless=tuple(place for place in others if place.form == "nowhere"),
        )


def words(
    asked: Asked,
    *,
    drawn: int | None,
    missing: Missing,
    floor: tuple[int, int] | None = None,
    more: Iterable[str] = (),
    is_map: bool = True,
) -> Words:
    """Return the words around a map.

    ``drawn``: how many of the places are on the map, None where that says nothing. ``floor``:
    mentions below which dots are drawn alike, and how many dots are.
    """
    notes = list(more)
    if missing.outside:
        notes.append(f"Outside the map: {listed(missing.outside, asked)}.")
    if missing.shapeless:
        notes.append(f"Not drawn, for want of an outline: {listed(missing.shapeless, asked)}.")
    if floor is not None:
        least, many = floor
        notes.append(f"{many:,} dots of fewer than {least:,} mentions are drawn as large as that.")
    notes += left_out_notes(asked)
    notes += source_notes(asked.span, asked.runs, asked.version, is_map=is_map)
    return Words(title=title_of(asked), subtitle=subtitle_of(asked, drawn), notes=notes)


def title_of(asked: Asked) -> str:
    """Return the title given, else one made of the region."""
    if asked.title is not None:
        return asked.title
    region = asked.region_name()
    return "Places named in the articles" if region is None else f"Places named: {region}"


def subtitle_of(asked: Asked, drawn: int | None = None) -> str:
    """Return how much a figure shows: mentions, places, articles."""
    places = len(asked.tally.places)
    if not places:
        where = asked.region_name()
        return "No mention of a place" + (f" in {where}" if where else "") + " was found."
    text = (
        f"{_many(asked.tally.mentions, 'mention')} of {_many(places, 'place')}"
        f" in {_many(asked.span.articles, 'article')}"
    )
    return text if drawn in {None, places} else f"{text}; {drawn:,} of the places are on the map"


def left_out_notes(asked: Asked) -> list[str]:
    """Return what the question and the figure do not count, with the counts."""
    notes = []
    usages = [f"{left.count:,} {left.reason}" for left in asked.tally.left_out]
    if usages:
        notes.append(f"Mentions not drawn: {'; '.join(usages)}.")
    asked_for = [f"{left.count:,} ({left.reason})" for left in asked.left_out]
    if asked_for:
        notes.append(f"Mentions not counted: {'; '.join(asked_for)}.")
    return notes


def listed(places: Iterable[PlaceCount], asked: Asked) -> str:
    """Return how many mentions of how many places these are, and the first few of them."""
    rows = list(places)
    total = sum(place.mentions for place in rows)
    named = ", ".join(f"{asked.name(place)} {place.mentions:,}" for place in rows[:_NAMED])
    more = f", {len(rows) - _NAMED:,} more places" if len(rows) > _NAMED else ""
    return f"{_many(total, 'mention')} of {_many(len(rows), 'place')} ({named}{more})"


def _many(count: int, word: str) -> str:
    return f"{count:,} {word}" if count == 1 else f"{count:,} {word}s"


def described(asked: Asked) -> str:
    """Return what a figure shows, for those who can't see it: made from the data alone."""
    start = {"timeline": "Timeline", "co-mentions": "Map of links between places"}
    text = f"{start.get(asked.kind, 'Map')}: {subtitle_of(asked)}"
    span = asked.span
    if span.first is not None and span.last is not None:
        text += f", {dates(span.first, span.last)}"
    places = asked.tally.places
    if not places:
        return text
    named = ", ".join(f"{asked.name(place)} {place.mentions:,}" for place in places[:_DESCRIBED])
    region = asked.region_name()
    where = f" in {region}" if region else ""
    return shown(f"{text}. Most named{where}: {named}.")
