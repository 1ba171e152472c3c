"""The sheet a figure is drawn on: title, map, legend and sources, each in its own room.

Positions are in points (1/72 inch) from the lower left corner.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geomap.figures import style
from geomap.figures.text import put, wrapped

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from geomap.figures.style import Size

_SLIDE_ROOM = 1.75
"""The width of a slide's room by its height, more or less."""
_NARROW = 5.0
"""Inches: a narrower figure has no more than two maps side by side."""
_LEADING = 1.35
"""Line height by letter height."""
_SIDE = 0.25
"""The share of a slide's width that the legend has, beside the map."""
_NOTE_LINES = 14
"""Lines of notes that are drawn; what is more is counted in the last."""


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the legend: its size, and what draws it with its upper left corner at x, y."""

    width: float
    height: float
    draw: Callable[[Axes, float, float], None]


@dataclass(frozen=True, slots=True)
class Room:
    """A rectangle of the sheet."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Words:
    """What is written around a figure."""

    title: str
    subtitle: str
    notes: Sequence[str]


@dataclass(frozen=True, slots=True)
class Grid:
    """How maps share a room: ``head`` points above each, ``gap`` between them.

    ``shape``: their height by their width, more or less.
    """

    count: int = 1
    shape: float = 1.0
    head: float = 0.0
    gap: float = 0.0

    def columns(self, size: Size) -> int:
        """How many stand side by side."""
        if size.is_slide:
            return max(1, round(math.sqrt(_SLIDE_ROOM * self.shape * self.count)))
        return min(self.count, 2 if size.width < _NARROW else 3)

    def rows(self, size: Size) -> int:
        """How many stand one above the other."""
        return -(-self.count // self.columns(size))

    def ratio(self, width: float, ratio: float, size: Size) -> float:
        """The height by the width of a room this wide, for maps of this ratio."""
        wide = self._wide(width, size)
        rows = self.rows(size)
        return (rows * (wide * ratio + self.head) + (rows - 1) * self.gap) / width

    def cells(self, room: Room, size: Size) -> list[Room]:
        """The rooms of the maps, row by row from the upper left; their heads are above them."""
        wide, rows, columns = self._wide(room.width, size), self.rows(size), self.columns(size)
        high = (room.height - (rows - 1) * self.gap) / rows
        return [
            Room(
                room.x + (at % columns) * (wide + self.gap),
                room.y + room.height - (at // columns + 1) * high - (at // columns) * self.gap,
                wide,
                high - self.head,
            )
            for at in range(self.count)
        ]

    def _wide(self, width: float, size: Size) -> float:
        columns = self.columns(size)
        return (width - (columns - 1) * self.gap) / columns


class Sheet:
    """A figure with its words and legend drawn, and the ``room`` left for the map or chart.

    ``ratio`` is the height of that room by its width; a slide decides it by itself. ``inset``
    stands at the right end of the legend; on a slide, whose legend is a column, at its foot.
    """

    def __init__(
        self,
        size: Size,
        words: Words,
        blocks: Sequence[Block],
        *,
        ratio: float,
        inset: Block | None = None,
    ) -> None:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure

        self.size = size
        width = size.width * style.INCH
        pad = 0.8 * size.text
        inner = width - 2 * pad
        title = wrapped(words.title, inner, size.title, weight="bold")
        subtitle = wrapped(words.subtitle, inner, size.text)
        small = 0.82 * size.text
        notes = _notes(words.notes, inner, small)
        head = (len(title) * size.title + len(subtitle) * size.text) * _LEADING + pad
        foot = len(notes) * small * _LEADING + pad
        side = inner * _SIDE if size.is_slide else inner
        gap = 1.4 * size.text
        if inset is not None and size.is_slide:
            blocks, inset = [*blocks, inset], None
        at, legend = flow(blocks, side - (inset.width + gap if inset else 0.0), gap=gap)
        if inset is not None:
            at.append((inner - inset.width, 0.0))
            blocks = [*blocks, inset]
            legend = max(legend, inset.height)
        if size.height is not None:
            height = size.height * style.INCH
            room = Room(pad, foot + pad, inner - side - pad, height - head - foot - 2 * pad)
            corner = (width - pad - side, height - head - pad)
        else:
            legend += pad if blocks else 0.0
            height = head + inner * ratio + legend + foot + 2 * pad
            room = Room(pad, foot + pad + legend, inner, inner * ratio)
            corner = (pad, foot + pad + legend - pad)
        self.room = room
        self.figure: Figure = Figure(
            figsize=(width / style.INCH, height / style.INCH), dpi=size.dpi, facecolor="white"
        )
        FigureCanvasAgg(self.figure)
        self.page = self._page(width, height)
        y = height - pad
        y = self._lines(title, pad, y, size.title, color=style.INK, fontweight="bold")
        self._lines(subtitle, pad, y, size.text, color=style.SOFT)
        self._lines(notes, pad, foot, small, color=style.SOFT)
        for block, (x, down) in zip(blocks, at, strict=True):
            block.draw(self.page, corner[0] + x, corner[1] - down)

    @staticmethod
    def map_width(size: Size) -> float:
        """The width of the room for the map in points, whatever the words around it."""
        pad = 0.8 * size.text
        inner = size.width * style.INCH - 2 * pad
        return inner * (1 - _SIDE) - pad if size.is_slide else inner

    @staticmethod
    def legend_width(size: Size) -> float:
        """The width that a part of the legend may have, in points."""
        inner = size.width * style.INCH - 2 * 0.8 * size.text
        return inner * _SIDE if size.is_slide else 0.7 * inner

    def axes(self, room: Room, **more: Any) -> Axes:  # noqa: ANN401 - matplotlib's own options
        """New axes in a room, without ticks."""
        width, height = self.figure.get_size_inches() * style.INCH
        ax: Axes = self.figure.add_axes(
            (room.x / width, room.y / height, room.width / width, room.height / height), **more
        )
        ax.set_xticks([])
        ax.set_yticks([])
        return ax

    def _page(self, width: float, height: float) -> Axes:
        """Axes over the whole figure, in points; what is drawn on them is above all else."""
        page: Axes = self.figure.add_axes((0, 0, 1, 1), zorder=5, label="page")
        page.set_axis_off()
        page.patch.set_alpha(0.0)
        page.set_xlim(0, width)
        page.set_ylim(0, height)
        return page

    def _lines(self, lines: Sequence[str], x: float, y: float, size: float, **look: Any) -> float:  # noqa: ANN401
        for line in lines:
            middle = y - size * _LEADING / 2
            put(self.page, x, middle, line, fontsize=size, va="center", ha="left", **look)
            y -= size * _LEADING
        return y


def flow(
    blocks: Sequence[Block], width: float, *, gap: float
) -> tuple[list[tuple[float, float]], float]:
    """Return where blocks stand (x, down) in rows of a width, and the height they take."""
    at: list[tuple[float, float]] = []
    x = down = row = 0.0
    for block in blocks:
        if x and x + block.width > width:
            x, down, row = 0.0, down + row + gap / 2, 0.0
        at.append((x, down))
        x += block.width + gap
        row = max(row, block.height)
    return at, down + row


def _notes(notes: Sequence[str], width: float, size: float) -> list[str]:
    lines = [line for note in notes for line in wrapped(note, width, size)]
    if len(lines) <= _NOTE_LINES:
        return lines
    return [*lines[: _NOTE_LINES - 1], f"({len(lines) - _NOTE_LINES + 1} more lines of notes)"]
