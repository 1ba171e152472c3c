"""The map of dots: towns as dots, countries and units as shaded outlines, never as a pin."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from geomap.figures import style
from geomap.figures.canvas import Canvas, has_towns, laid_out, outline
from geomap.figures.furniture import locator, scale_bar
from geomap.figures.land import level_for
from geomap.figures.marks import (
    AREA_STEPS,
    Classes,
    DotScale,
    Mark,
    dots_legend,
    draw_dots,
    draw_rings,
    largest,
    ring_legend,
    shades_legend,
)
from geomap.figures.words import Missing, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.figure import Figure
    from shapely.geometry.base import BaseGeometry

    from geomap.figures.asked import Asked
    from geomap.figures.sheet import Block, Words
    from geomap.figures.tally import PlaceCount
    from geomap.figures.view import View


def draw_dot_map(asked: Asked) -> Figure:
    """Return the map of dots."""
    drawing = DotMap(asked, asked.tally.places)
    sheet, view = laid_out(asked, drawing.describe)
    drawing.draw(Canvas(sheet, sheet.room, view))
    return sheet.figure


@dataclass(frozen=True, slots=True)
class Look:
    """How places are drawn; maps that are compared share it.

    dot, dots : the most mentions that a dot and that all dots of one of these maps have, None: as
        the map has.
    areas : the mentions of all areas of these maps, empty: as the map has.
    steps : classes of shaded areas.
    shades : what the shades count, for the legend.
    names : names of dots that are written, None: as many as the size allows.
    letters : the size of names by that of other text.
    neighbours : whether countries and regions that are not mentioned are named.
    notes : what else is to be said.
    """

    dot: int | None = None
    dots: int | None = None
    areas: tuple[int, ...] = ()
    steps: int = AREA_STEPS
    shades: str = "mentions of the area itself"
    names: int | None = None
    letters: float = 1.0
    neighbours: bool = True
    notes: tuple[str, ...] = ()


class DotMap:
    """Places as dots, rings and shaded areas, on as many maps as there are views."""

    def __init__(
        self, asked: Asked, places: Sequence[PlaceCount], look: Look | None = None
    ) -> None:
        self.asked = asked
        self.places = places
        self.look = look or Look()
        self._flat: dict[View, dict[str, BaseGeometry]] = {}

    @cached_property
    def outlines(self) -> dict[str, BaseGeometry]:
        """The coarse outlines of areas by place id, as far as they are known."""
        areas = [place for place in self.places if place.form != "dot"]
        found = ((place.id, outline(place, level="world")) for place in areas)
        return {place_id: shape for place_id, shape in found if shape is not None}

    def pointed(self, view: View) -> list[PlaceCount]:
        """The places that have a dot or a ring on the map."""
        return [
            place
            for place in self.places
            if place.id not in self.outlines
            and place.form != "nowhere"
            and view.holds(place.lon, place.lat)
        ]

    def shaded(self, view: View) -> list[PlaceCount]:
        """The areas of which a part is on the map; the largest first, so that all are seen."""
        found = [
            place
            for place in self.places
            if place.id in self.outlines and not view.is_outside(self.flat(view, place))
        ]
        return sorted(found, key=lambda place: (-self.outlines[place.id].area, place.id))

    def flat(self, view: View, place: PlaceCount) -> BaseGeometry:
        """The outline of an area in metres of a view."""
        known = self._flat.setdefault(view, {})
        if place.id not in known:
            shape = outline(place, level=level_for(view)) or self.outlines[place.id]
            known[place.id] = view.projected(shape)
        return known[place.id]

    def scale(self, pointed: Sequence[PlaceCount], view: View, width: float) -> DotScale:
        """The size of dots on a map ``width`` points wide."""
        most = largest(pointed) if self.look.dot is None else self.look.dot
        total = sum(place.mentions for place in pointed)
        total = total if self.look.dots is None else self.look.dots
        room = width * width * view.height / view.width
        return DotScale.up_to(most, self.asked.size, total=total, room=room)

    def classes(self, shaded: Sequence[PlaceCount]) -> Classes:
        """The classes of areas."""
        counts = self.look.areas or [place.mentions for place in shaded]
        return Classes.of(counts, self.look.steps)

    def describe(self, view: View, width: float) -> tuple[Words, Sequence[Block], Block | None]:
        """Return the words, the legend and the locator of a map ``width`` points wide."""
        asked = self.asked
        pointed, shaded = self.pointed(view), self.shaded(view)
        drawn = {place.id for place in (*pointed, *shaded)}
        scale = self.scale(pointed, view, width)
        blocks: list[Block] = []
        if pointed:
            blocks.append(dots_legend(scale, largest(pointed), asked.size))
        if shaded:
            look, classes = self.look, self.classes(shaded)
            blocks.append(shades_legend(classes, look.steps, look.shades, asked.size))
        if any(place.form == "area" for place in pointed):
            blocks.append(ring_legend(asked.size))
        blocks.append(scale_bar(view, width, asked.size))
        smaller = sum(place.mentions < scale.least for place in pointed)
        notes = list(self.look.notes)
        if self.look.neighbours and has_towns(view):
            notes.append("Small grey points: towns to find one's way by.")
        counted = {place.id: place for place in asked.tally.places}
        said = words(
            asked,
            drawn=len(drawn) if drawn <= counted.keys() else None,
            missing=Missing.of([counted.get(p.id, p) for p in self.places], drawn),
            floor=(scale.least, smaller) if smaller else None,
            more=notes,
        )
        return said, blocks, None if view.is_world else locator(view, asked.size)

    def draw(self, canvas: Canvas) -> list[Mark]:
        """Draw the marks and names on a map; return the dots and rings."""
        view, asked = canvas.view, self.asked
        shaded, pointed = self.shaded(view), self.pointed(view)
        classes = self.classes(shaded)
        shades = classes.colours(self.look.steps)
        for place in shaded:
            colour = shades[classes.at(place.mentions)]
            canvas.shade(self.flat(view, place), colour, label=place.id)
        if asked.region is not None and asked.region.geometry is not None:
            canvas.frame_region(asked.region.geometry)
        marks = self.marks(view, pointed, canvas.room.width)
        draw_dots(canvas.ax, [mark for mark in marks if mark.place.form == "dot"])
        draw_rings(canvas.ax, [mark for mark in marks if mark.place.form == "area"])
        self.name(canvas, marks, shaded)
        return marks

    def marks(self, view: View, pointed: Sequence[PlaceCount], width: float) -> list[Mark]:
        """The dots and rings of a view, most mentions first."""
        import numpy as np

        scale = self.scale(pointed, view, width)
        x, y = view.xy(np.array([p.lon for p in pointed]), np.array([p.lat for p in pointed]))
        return [
            Mark(place, float(east), float(north), scale.radius(place.mentions))
            for place, east, north in zip(pointed, x, y, strict=True)
        ]

    def name(self, canvas: Canvas, marks: Sequence[Mark], shaded: Sequence[PlaceCount]) -> None:
        """Write the names of dots, most mentions first, then of areas, then of neighbours."""
        asked, size = self.asked, self.asked.size
        labels = canvas.labels(marks)
        most = size.labels if self.look.names is None else self.look.names
        letters = self.look.letters * size.text
        written = 0
        for mark, dot in zip(marks, labels.dots, strict=True):
            if written < most:
                written += labels.beside(asked.name(mark.place), dot, letters)
        named = set()
        for place in sorted(shaded, key=lambda place: (-place.mentions, place.id)):
            flat = canvas.in_points(self.flat(canvas.view, place))
            name, number = asked.name(place), f"{place.mentions:,}"
            for text in (f"{name} {number}", number):
                look = {"fontweight": "bold", "color": style.SOFT}
                if labels.inside(text, flat, letters, share=0.98, **look):
                    break
            named.add(name)
        if self.look.neighbours:
            canvas.name_neighbours(asked, labels, named)
            canvas.name_towns(asked, labels, {mark.place.id for mark in marks})
