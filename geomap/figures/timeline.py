"""The timeline: mentions a day, week or month, and when the most named places were named."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from geomap.figures import style
from geomap.figures.marks import DotScale, dots_legend, round_number
from geomap.figures.sheet import Room, Sheet
from geomap.figures.text import fitted, put, width_of
from geomap.figures.words import Missing, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from geomap.figures.asked import Asked
    from geomap.figures.tally import PlaceCount

DAYS, WEEKS = 45, 366
"""Days from first to last up to which bars are days, up to which they are weeks; else months."""
_ROWS = 10
"""Places that have a row of their own."""
_NAMES = 0.4
"""The most that their names take of the chart's width."""
_ROW = 2.1
"""The height of a row by the size of letters."""
_RATIO = 0.28


@dataclass(frozen=True, slots=True)
class Periods:
    """Days, weeks or months in order, none left out: the first day of each, and the end."""

    unit: str
    starts: tuple[date, ...]

    @classmethod
    def between(cls, first: date, last: date) -> Periods:
        """Those from a first to a last day."""
        span = (last - first).days
        unit = "day" if span <= DAYS else "week" if span <= WEEKS else "month"
        starts = [_start(first, unit)]
        while (after := _next(starts[-1], unit)) <= last:
            starts.append(after)
        return cls(unit, tuple(starts))

    def at(self, day: date) -> int:
        """The number of the period that holds a day."""
        return self.starts.index(_start(day, self.unit))

    @property
    def edges(self) -> list[int]:
        """Where periods begin, as day numbers, and where the last one ends."""
        end = _next(self.starts[-1], self.unit)
        return [day.toordinal() for day in (*self.starts, end)]


def draw_timeline(asked: Asked) -> Figure:
    """Return bars of mentions over time, and rows of dots for the places named most."""
    days = [asked.articles[article].published for article in asked.tally.rows["article_id"]]
    dated = [day for day in days if day is not None]
    periods = Periods.between(min(dated), max(dated)) if dated else None
    size = asked.size
    rows = list(asked.tally.places[:_ROWS]) if periods else []
    counts = _counts(asked, periods, days, rows)
    notes = [] if periods is None else [_unit_note(periods)]
    if undated := days.count(None):
        notes.append(f"Not drawn: {undated:,} mentions in articles without a date.")
    if (more := len(asked.tally.places) - len(rows)) and rows:
        notes.append(f"In the bars alone: {more:,} places that are named less.")
    most = max((many for (place, _), many in counts.items() if place), default=0)
    tall = 0.42 * _ROW * size.text
    unit = min(tall**2 / max(most, 1), (0.4 * tall) ** 2)
    scale = DotScale(unit)
    blocks = [dots_legend(scale, most, size)] if most else []
    said = words(asked, drawn=None, missing=Missing((), ()), more=notes, is_map=False)
    width = Sheet.map_width(size)
    high = _RATIO * width + (len(rows) * _ROW + 3) * size.text
    sheet = Sheet(size, said, blocks, ratio=high / width)
    if periods is not None:
        _draw(asked, sheet, periods, counts, rows, scale)
    return sheet.figure


def _counts(
    asked: Asked,
    periods: Periods | None,
    days: Sequence[date | None],
    rows: Sequence[PlaceCount],
) -> Counter[tuple[str, int]]:
    """Mentions by place and period; the place ``""`` is all places together."""
    counts: Counter[tuple[str, int]] = Counter()
    own = {place.id for place in rows}
    for place, day in zip(asked.tally.rows["place_id"], days, strict=True):
        if periods is None or day is None:
            continue
        at = periods.at(day)
        counts["", at] += 1
        if place in own:
            counts[place, at] += 1
    return counts


def _draw(
    asked: Asked,
    sheet: Sheet,
    periods: Periods,
    counts: Counter[tuple[str, int]],
    rows: Sequence[PlaceCount],
    scale: DotScale,
) -> None:
    size, room = asked.size, sheet.room
    wide = max((width_of(_named(asked, place), size.text) for place in rows), default=0.0)
    names = min(wide + 2 * size.text, _NAMES * room.width)
    edges = periods.edges
    below = min(len(rows) * _ROW * size.text, 0.62 * room.height)
    ticks = 2.0 * size.text
    bars = Room(
        room.x + names, room.y + below + ticks, room.width - names, room.height - below - ticks
    )
    ax = _axes(sheet, bars, edges, "bars")
    most = max(counts["", at] for at in range(len(periods.starts)))
    ax.set_ylim(0, 1.08 * most)
    for at, (left, right) in enumerate(pairwise(edges)):
        gap = 0.12 * (right - left)
        ax.bar(left + gap, counts["", at], right - left - 2 * gap, align="edge", color=style.DOT)
    _levels(ax, sheet, bars, most)
    _dates(sheet, bars, periods)
    grid = _axes(sheet, Room(bars.x, room.y, bars.width, below), edges, "rows")
    grid.set_ylim(len(rows), 0)
    for row, place in enumerate(rows):
        y = room.y + below * (1 - (row + 0.5) / len(rows))
        text = fitted(_named(asked, place), names - size.text, size.text)
        put(
            sheet.page,
            bars.x - 0.7 * size.text,
            y,
            text,
            fontsize=size.text,
            va="center",
            ha="right",
        )
        grid.axhline(row + 0.5, color=style.INNER_BORDER, linewidth=0.4, zorder=1)
        found = [at for at in range(len(periods.starts)) if counts[place.id, at]]
        grid.scatter(
            [(edges[at] + edges[at + 1]) / 2 for at in found],
            [row + 0.5] * len(found),
            s=[(2 * scale.radius(counts[place.id, at])) ** 2 for at in found],
            facecolors=style.DOT,
            edgecolors=style.EDGE,
            linewidths=0.5,
            zorder=2,
            clip_on=False,
        )


def _named(asked: Asked, place: PlaceCount) -> str:
    return f"{asked.name(place)} {place.mentions:,}"


def _axes(sheet: Sheet, room: Room, edges: Sequence[int], label: str) -> Axes:
    ax = sheet.axes(room, label=label)
    ax.set_xlim(edges[0], edges[-1])
    ax.patch.set_alpha(0.0)
    for side, spine in ax.spines.items():
        spine.set_visible(label == "bars" and side == "bottom")
        spine.set_color(style.SOFT)
        spine.set_linewidth(0.6)
    return ax


def _levels(ax: Axes, sheet: Sheet, bars: Room, most: int) -> None:
    """Write the numbers beside the bars: none, and a round one."""
    size = sheet.size.text
    for number in (0, round_number(most)):
        y = bars.y + bars.height * number / (1.08 * most)
        look = {"fontsize": size, "va": "center", "ha": "right", "color": style.SOFT}
        put(sheet.page, bars.x - 0.5 * size, y, f"{number:,}", **look)
        if number:
            ax.axhline(number, color=style.INNER_BORDER, linewidth=0.4, zorder=0)


def _dates(sheet: Sheet, bars: Room, periods: Periods) -> None:
    """Write dates under the bars, as many as fit."""
    size, edges = sheet.size.text, periods.edges
    month = periods.unit == "month"
    labels = [day.isoformat()[: 7 if month else 10] for day in periods.starts]
    wide = width_of(labels[0], size) + 1.5 * size
    each = max(1, -(-int(wide * len(labels)) // int(bars.width)))
    for at in range(0, len(labels), each):
        middle = (edges[at] + edges[at + 1]) / 2
        x = bars.x + bars.width * (middle - edges[0]) / (edges[-1] - edges[0])
        x = min(max(x, bars.x + wide / 2 - size), bars.x + bars.width - wide / 2 + 0.7 * size)
        look = {"fontsize": size, "va": "center", "ha": "center", "color": style.SOFT}
        put(sheet.page, x, bars.y - 0.9 * size, labels[at], **look)


def _unit_note(periods: Periods) -> str:
    more = ", each named by its Monday" if periods.unit == "week" else ""
    return f"Bars: mentions a {periods.unit}{more}."


def _start(day: date, unit: str) -> date:
    if unit == "month":
        return day.replace(day=1)
    return day - timedelta(days=day.weekday()) if unit == "week" else day


def _next(start: date, unit: str) -> date:
    if unit == "month":
        return (start.replace(day=1) + timedelta(days=32)).replace(day=1)
    return start + timedelta(days=7 if unit == "week" else 1)
