"""Small multiples: the same map week by week, or publisher by publisher, on one scale."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from geomap.figures import style
from geomap.figures.canvas import Canvas, laid_out, view_for
from geomap.figures.dots import DotMap, Look
from geomap.figures.marks import largest
from geomap.figures.sheet import Grid
from geomap.figures.tally import retallied
from geomap.figures.text import fitted, put, width_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from matplotlib.figure import Figure

    from geomap.figures.asked import Asked
    from geomap.figures.sheet import Room, Sheet
    from geomap.figures.tally import PlaceCount, Tally

PANELS = 12
"""Small maps on a figure at most; what is left is counted in a note."""
_NAMES = 3
"""Names of dots on a small map."""
_DOT, _LETTERS = 0.7, 0.85
"""The size of dots and letters on a small map, by that on a large one."""
UNKNOWN = "source not known"


def draw_weeks(asked: Asked) -> Figure:
    """Return a map a week (Monday to Sunday), from the first to the last, empty ones too.

    Of more than `PANELS` weeks those with mentions are drawn, the latest ones.
    """
    days = [asked.articles[article].published for article in asked.tally.rows["article_id"]]
    weeks = [None if day is None else day - timedelta(days=day.weekday()) for day in days]
    wanted, notes = _chosen(Counter(monday for monday in weeks if monday is not None))
    if undated := weeks.count(None):
        notes.append(f"In no week: {undated:,} mentions in articles without a date.")
    parts = [(monday.isoformat(), [mine == monday for mine in weeks]) for monday in wanted]
    return _draw(asked, parts, notes)


def _chosen(counts: Counter[date]) -> tuple[list[date], list[str]]:
    """The Mondays of the weeks that are drawn, and what is to be said of the others."""
    notes = ["A map a week, named by its Monday."]
    if not counts:
        return [], notes
    first, last = min(counts), max(counts)
    weeks = [first + timedelta(weeks=at) for at in range((last - first).days // 7 + 1)]
    if len(weeks) <= PANELS:
        return weeks, notes
    wanted = sorted(counts)[-PANELS:]
    empty = sum(wanted[0] <= week for week in weeks) - len(wanted)
    if empty:
        notes.append(f"Weeks between them without a mention, not drawn: {empty:,}.")
    if early := sum(many for week, many in counts.items() if week < wanted[0]):
        notes.append(f"Before the first week drawn: {early:,} mentions.")
    return wanted, notes


def draw_sources(asked: Asked) -> Figure:
    """Return a map a publisher, those with most mentions first."""
    rows = asked.tally.rows
    sources = [asked.articles[article].source or UNKNOWN for article in rows["article_id"]]
    counts = Counter(sources)
    order = sorted(counts, key=lambda name: (-counts[name], name))
    notes = []
    if rest := order[PANELS:]:
        many = sum(counts[name] for name in rest)
        notes.append(f"Not drawn: {many:,} mentions by {len(rest):,} other publishers.")
    parts = [(name, [mine == name for mine in sources]) for name in order[:PANELS]]
    return _draw(asked, parts, notes)


def _draw(asked: Asked, parts: Sequence[tuple[str, list[bool]]], notes: Sequence[str]) -> Figure:
    size = replace(asked.size, dot=_DOT * asked.size.dot)
    asked = replace(asked, size=size)
    tallies = [(name, retallied(asked.tally, kept)) for name, kept in parts]
    together = _together([part for _, part in tallies])
    look = Look(
        dot=largest(place for place in together if place.form == "dot"),
        dots=max((part.mentions for _, part in tallies), default=0),
        areas=tuple(p.mentions for _, part in tallies for p in part.places if p.form != "dot"),
        names=_NAMES,
        letters=_LETTERS,
        neighbours=False,
        notes=tuple(notes),
    )
    drawing = DotMap(asked, together, look)
    seen = view_for(asked)
    shape = seen.height / seen.width
    grid = Grid(max(len(tallies), 1), shape, head=1.7 * size.text, gap=size.text)
    sheet, view = laid_out(asked, drawing.describe, grid)
    cells = grid.cells(sheet.room, size)
    for (name, part), cell in zip(tallies, cells, strict=False):
        canvas = Canvas(sheet, cell, view)
        DotMap(asked, part.places, look).draw(canvas)
        _head(sheet, canvas.room, name, part.mentions)
    if not tallies:
        Canvas(sheet, cells[0], view)
    return sheet.figure


def _together(parts: Iterable[Tally]) -> list[PlaceCount]:
    """Each place once, with the most mentions that it has on one of the maps."""
    most: dict[str, PlaceCount] = {}
    for part in parts:
        for place in part.places:
            if place.id not in most or place.mentions > most[place.id].mentions:
                most[place.id] = place
    return sorted(most.values(), key=lambda place: (-place.mentions, place.id))


def _head(sheet: Sheet, room: Room, name: str, mentions: int) -> None:
    """Write the name of a small map and its mentions above it."""
    size, y = sheet.size.text, room.y + room.height + 0.85 * sheet.size.text
    count = f"{mentions:,}"
    wide = room.width - width_of(count, size) - size
    text = fitted(name, wide, size, weight="bold")
    put(sheet.page, room.x, y, text, fontsize=size, fontweight="bold", va="center")
    look = {"fontsize": size, "va": "center", "ha": "right", "color": style.SOFT}
    put(sheet.page, room.x + room.width, y, count, **look)
