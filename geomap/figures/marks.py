"""Marks: dots whose area is proportional to mentions, shaded areas, dashed rings, their legends."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from geomap.figures import style
from geomap.figures.sheet import Block, Sheet
from geomap.figures.text import put, width_of, wrapped

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from matplotlib.axes import Axes

    from geomap.figures.style import Size
    from geomap.figures.tally import PlaceCount

AREA_STEPS = 3
"""Classes of shaded areas under dots."""
SMALLEST = 0.8
"""Points: the radius below which a dot is not drawn smaller (the notes say so)."""
_INK = 0.12
"""The share of a map that its dots may cover."""
_FEW = 20
_ROUND = 10
_SINGLE = 0.26
"""The radius of one mention where all are few, by the largest radius."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A dot or a ring: its place, where it is (metres of the view), its radius in points."""

    place: PlaceCount
    x: float
    y: float
    radius: float


@dataclass(frozen=True, slots=True)
class DotScale:
    """Mentions to radius: the area of a dot is ``unit`` square points times pi a mention."""

    unit: float

    @classmethod
    def up_to(cls, most: int, size: Size, *, total: int = 1, room: float = math.inf) -> DotScale:
        """The scale on which ``most`` mentions have the largest dot of a size.

        ``total`` mentions may cover no more than a share of a map of ``room`` square points.
        """
        largest = size.dot**2 / max(most, 1)
        single = (_SINGLE * size.dot) ** 2
        return cls(min(largest, single, _INK * room / (math.pi * max(total, 1))))

    def radius(self, mentions: int) -> float:
        """The radius of a dot in points."""
        return max(math.sqrt(self.unit * mentions), SMALLEST)

    @property
    def least(self) -> int:
        """Mentions below which dots are drawn as large as this many."""
        return max(1, math.ceil(SMALLEST**2 / self.unit))


def _start(value: float) -> int:
    """Where a class begins: at a round number, among the first ten at the nearest."""
    return round(value) if value < _ROUND else round_number(value)


def round_number(value: float) -> int:
    """Return the largest of 1, 2, 5, 10, 20 ... that is no more than a value of at least 1."""
    tens: int = 10 ** int(math.log10(max(value, 1)))
    return max(step * tens for step in (1, 2, 5) if step * tens <= max(value, 1))


@dataclass(frozen=True, slots=True)
class Classes:
    """Numbers of mentions in classes, each with a colour; ``ranges``: the least and the most."""

    ranges: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, counts: Collection[int], steps: int) -> Classes:
        """Up to ``steps`` classes: one for each number where they are so few.

        Else they begin at numbers that grow by the same factor; empty ones are left out.
        """
        distinct = sorted(set(counts))
        if len(distinct) <= steps:
            return cls(tuple((number, number) for number in distinct))
        grows = distinct[-1] ** (1 / steps)
        starts = sorted({_start(grows**step) for step in range(steps)})
        groups = [
            [number for number in distinct if start <= number < end]
            for start, end in pairwise([*starts, distinct[-1] + 1])
        ]
        return cls(tuple((group[0], group[-1]) for group in groups if group))

    @property
    def labels(self) -> list[str]:
        """The classes in figures."""
        dash = "\N{EN DASH}"
        return [f"{low:,}" if low == top else f"{low:,}{dash}{top:,}" for low, top in self.ranges]

    def colours(self, steps: int) -> list[str]:
        """The colours of the classes, spread over the first steps of the scale."""
        count = len(self.ranges)
        if count == 1:
            return [style.STEPS[1]]
        return [style.STEPS[round(at * (steps - 1) / (count - 1))] for at in range(count)]

    def at(self, mentions: int) -> int:
        """The class of a number of mentions."""
        return sum(mentions >= low for low, _ in self.ranges) - 1


def draw_dots(ax: Axes, marks: Sequence[Mark], *, zorder: float = 8) -> None:
    """Draw dots, the largest first so that small ones stay on top."""
    look = {"facecolors": style.DOT, "edgecolors": style.EDGE, "linewidths": 0.5}
    _scatter(ax, marks, zorder, label="dots", **look)


def draw_rings(ax: Axes, marks: Sequence[Mark], *, zorder: float = 7) -> None:
    """Draw dashed rings: areas of which only a point is known."""
    look = {"facecolors": "none", "edgecolors": style.RING, "linewidths": 0.9}
    _scatter(ax, marks, zorder, label="rings", linestyles=(0, (2, 1.4)), **look)


def _scatter(ax: Axes, marks: Sequence[Mark], zorder: float, **look: Any) -> None:  # noqa: ANN401
    order = sorted(marks, key=lambda mark: (-mark.radius, mark.place.id))
    ax.scatter(
        [mark.x for mark in order],
        [mark.y for mark in order],
        s=[(2 * mark.radius) ** 2 for mark in order],
        zorder=zorder,
        **look,
    )


def dots_legend(scale: DotScale, most: int, size: Size) -> Block:
    """Return the legend of dots: a large one and a small one, with the mentions they stand for."""
    large = round_number(most)
    small = 1 if large <= _FEW else round_number(large / 10)
    numbers = [large] if small == large else [small, large]
    words = "mention" if numbers[-1] == 1 else "mentions"
    labels = [f"{number:,}" for number in numbers]
    labels[-1] += f" {words}"
    radii = [scale.radius(number) for number in numbers]
    gap = 0.4 * size.text
    widths = [width_of(label, size.text) for label in labels]
    width = sum(2 * radius + gap + wide for radius, wide in zip(radii, widths, strict=True))
    width += 2 * gap * (len(numbers) - 1)
    height = max(2 * radii[-1], 1.2 * size.text) + 1

    def draw(page: Axes, x: float, y: float) -> None:
        middle = y - height / 2
        for radius, label, wide in zip(radii, labels, widths, strict=True):
            page.scatter(
                [x + radius],
                [middle],
                s=[(2 * radius) ** 2],
                facecolors=style.DOT,
                edgecolors=style.EDGE,
                linewidths=0.5,
            )
            x += 2 * radius + gap
            put(page, x, middle, label, fontsize=size.text, va="center", color=style.INK)
            x += wide + 2 * gap

    return Block(width, height, draw)


def ring_legend(size: Size) -> Block:
    """Return the legend of dashed rings."""
    label = "area known by a point"
    radius = 0.5 * size.text
    width = 2 * radius + 0.4 * size.text + width_of(label, size.text)

    def draw(page: Axes, x: float, y: float) -> None:
        middle = y - 0.7 * size.text
        page.scatter(
            [x + radius],
            [middle],
            s=[(2 * radius) ** 2],
            facecolors="none",
            edgecolors=style.RING,
            linewidths=0.9,
            linestyles=(0, (2, 1.4)),
        )
        x += 2 * radius + 0.4 * size.text
        put(page, x, middle, label, fontsize=size.text, va="center", color=style.INK)

    return Block(width, 1.4 * size.text, draw)


def shades_legend(classes: Classes, steps: int, words: str, size: Size) -> Block:
    """Return the legend of shaded areas: a box a class, what they count above it."""
    labels, shades = classes.labels, classes.colours(steps)
    wide = max(*(width_of(label, size.text) + 0.6 * size.text for label in labels), 2 * size.text)
    lines = wrapped(words, Sheet.legend_width(size), size.text)
    width = max(wide * len(labels), *(width_of(line, size.text) for line in lines))
    tall, head = 0.9 * size.text, 1.3 * size.text * len(lines)

    def draw(page: Axes, x: float, y: float) -> None:
        from matplotlib.patches import Rectangle

        look = {"fontsize": size.text, "va": "center", "color": style.INK}
        for at, line in enumerate(lines):
            put(page, x, y - (0.6 + 1.3 * at) * size.text, line, **look)
        top = y - head - 0.1 * size.text
        for at, (label, colour) in enumerate(zip(labels, shades, strict=True)):
            left = x + at * wide
            box = Rectangle((left, top - tall), wide, tall, facecolor=colour, edgecolor=style.SOFT)
            box.set_linewidth(0.4)
            page.add_patch(box)
            put(page, left + wide / 2, top - tall - 0.75 * size.text, label, ha="center", **look)

    return Block(width, head + tall + 1.5 * size.text, draw)


def largest(places: Iterable[PlaceCount]) -> int:
    """Return the most mentions of one place, 0 of none."""
    return max((place.mentions for place in places), default=0)
