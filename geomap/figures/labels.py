"""Names on a map: each stands free of every other, of the marks that are named, and of the edge.

A name is tried beside its mark first (right, then left, above, below, the corners: the order of
Imhof 1975, "Positioning names on maps"), then a little off with a line to its mark. What finds no
room is not written; no name is ever moved onto another.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geomap.figures import style
from geomap.figures.text import put, shown, width_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from matplotlib.axes import Axes
    from shapely.geometry.base import BaseGeometry

HIGH = 1.25
"""The height of a name's room by the size of its letters."""
_GAP = 0.25
_STEPS = 12
_TURNS = (0, 180, 90, 270, 45, 135, 315, 225)
_REACH = (0.0, 1.3, 2.8)
"""How far off its mark a name may stand, by the size of its letters."""


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A rectangle in points of the map."""

    west: float
    south: float
    east: float
    north: float

    def meets(self, other: Rectangle) -> bool:
        """Whether the two have a point in common."""
        return (
            self.west < other.east
            and other.west < self.east
            and self.south < other.north
            and other.south < self.north
        )

    def within(self, other: Rectangle) -> bool:
        """Whether it lies in another."""
        return (
            self.west >= other.west
            and self.east <= other.east
            and self.south >= other.south
            and self.north <= other.north
        )


@dataclass(frozen=True, slots=True)
class Dot:
    """What a name may stand beside, and should not hide: a mark, in points of the map."""

    x: float
    y: float
    radius: float
    weight: float = 0.0

    @property
    def room(self) -> Rectangle:
        """The square around it."""
        return Rectangle(
            self.x - self.radius, self.y - self.radius, self.x + self.radius, self.y + self.radius
        )


class Labels:
    """Names placed one after the other on axes whose size in points is known."""

    def __init__(self, ax: Axes, width: float, height: float, dots: Sequence[Dot]) -> None:
        self.ax = ax
        self.map = Rectangle(1.0, 1.0, width - 1.0, height - 1.0)
        self.size = (width, height)
        self.dots = list(dots)
        self.taken: list[Rectangle] = []

    def beside(
        self,
        text: str,
        dot: Dot,
        size: float,
        *,
        far: bool = True,
        **look: Any,  # noqa: ANN401
    ) -> bool:
        """Write a name beside a dot, or ``far`` off with a line; False where it finds no room."""
        best: tuple[float, Rectangle, bool] | None = None
        for room, is_off in self._rooms(text, dot, size):
            if is_off and not far:
                break
            hidden = self._hidden(room, dot) + (self._crossed(room, dot) if is_off else 0.0)
            if 2 * hidden <= dot.weight and (best is None or hidden < best[0]):
                best = (hidden, room, is_off)
            if hidden == 0.0:
                break
        if best is None:
            return False
        _, room, is_off = best
        if is_off:
            self._line(dot, room)
        self._write(text, room, size, **look)
        # The mark itself is named now: no later name may cover it.
        self.taken.append(dot.room)
        return True

    def is_free(self, dot: Dot) -> bool:
        """Whether nothing stands where a mark would be."""
        return self._hidden(dot.room, None) == 0.0

    def inside(
        self,
        text: str,
        shape: BaseGeometry,
        size: float,
        *,
        share: float = 0.8,
        **look: Any,  # noqa: ANN401
    ) -> bool:
        """Write a name in a shape (points of the map); False where it finds no room.

        ``share``: how much of the name must lie in the shape.
        """
        wide = width_of(text, size, weight=look.get("fontweight", "normal")) + 2
        high = HIGH * size
        for x, y in _points_in(shape, wide, high, share):
            room = Rectangle(x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)
            if self._hidden(room, None) == 0.0:
                self._write(text, room, size, **look)
                return True
        return False

    def _rooms(self, text: str, dot: Dot, size: float) -> Iterator[tuple[Rectangle, bool]]:
        wide, high = width_of(text, size) + 2, HIGH * size
        for reach in _REACH:
            away = dot.radius + _GAP * size + reach * size
            for turn in _TURNS:
                east, north = math.cos(math.radians(turn)), math.sin(math.radians(turn))
                x, y = dot.x + away * east, dot.y + away * north
                left = x - wide / 2 if abs(east) < 0.1 else (x if east > 0 else x - wide)  # noqa: PLR2004
                low = y - high / 2 if abs(north) < 0.1 else (y if north > 0 else y - high)  # noqa: PLR2004
                yield Rectangle(left, low, left + wide, low + high), reach > 0

    def _hidden(self, room: Rectangle, own: Dot | None) -> float:
        """The mentions that a name would hide; infinite where it can't stand at all."""
        if not room.within(self.map) or any(room.meets(other) for other in self.taken):
            return math.inf
        if own is not None and room.meets(own.room) and own.radius > 0:
            return math.inf
        return sum(
            max(dot.weight, 1e-9) for dot in self.dots if dot is not own and room.meets(dot.room)
        )

    def _crossed(self, room: Rectangle, own: Dot) -> float:
        """The mentions of marks that a line to a name would cross; infinite where names are."""
        x, y = _nearest(room, own)
        steps = [step / _STEPS for step in range(1, _STEPS)]
        line = [(own.x + step * (x - own.x), own.y + step * (y - own.y)) for step in steps]
        spots = [Rectangle(east, north, east, north) for east, north in line]
        if any(spot.meets(other) for spot in spots for other in self.taken):
            return math.inf
        others = [dot for dot in self.dots if dot is not own and dot.radius > own.radius]
        return sum(dot.weight for dot in others if any(spot.meets(dot.room) for spot in spots))

    def _line(self, dot: Dot, room: Rectangle) -> None:
        x, y = _nearest(room, dot)
        width, height = self.size
        self.ax.plot(
            [dot.x / width, x / width],
            [dot.y / height, y / height],
            transform=self.ax.transAxes,
            color=style.SOFT,
            linewidth=0.5,
            zorder=7.5,
        )

    def _write(self, text: str, room: Rectangle, size: float, **look: Any) -> None:  # noqa: ANN401
        from matplotlib.patheffects import withStroke

        width, height = self.size
        look = {"color": style.INK, "zorder": 10, **look}
        put(
            self.ax,
            (room.west + room.east) / 2 / width,
            (room.south + room.north) / 2 / height,
            shown(text),
            transform=self.ax.transAxes,
            ha="center",
            va="center",
            fontsize=size,
            path_effects=[withStroke(linewidth=0.22 * size, foreground="#FFFFFFCC")],
            **look,
        )
        self.taken.append(room)


def _nearest(room: Rectangle, dot: Dot) -> tuple[float, float]:
    """The point of a name's room that is nearest to a mark."""
    x = min(max(dot.x, room.west), room.east)
    return x, min(max(dot.y, room.south), room.north)


def _points_in(
    shape: BaseGeometry, wide: float, high: float, share: float
) -> Iterator[tuple[float, float]]:
    """Points of a shape where a name of this size might stand, from the middle outwards."""
    import shapely

    largest = max(shapely.get_parts(shape).tolist(), key=lambda part: part.area, default=None)
    if largest is None or not largest.area:
        return
    west, south, east, north = largest.bounds
    if east - west < wide * share or north - south < high / 2:
        return
    circle = shapely.maximum_inscribed_circle(largest, max(east - west, north - south) / 50)
    x, y = (float(value) for value in shapely.get_coordinates(circle)[0])
    shapely.prepare(largest)
    steps = [(x + i * wide / 3, y + j * high) for i in range(-6, 7) for j in range(-8, 9)]
    steps.sort(key=lambda at: (math.hypot(at[0] - x, at[1] - y), at))
    for at in steps:
        half = share * wide / 2
        if largest.covers(shapely.LineString([(at[0] - half, at[1]), (at[0] + half, at[1])])):
            yield at
