"""The map of dots: towns as dots, countries and units as shaded outlines, never as a pin."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from geomap.figures import style
from geomap.figures.canvas import Canvas, laid_out, outline
from geomap.figures.furniture import locator, scale_bar
from geomap.figures.marks import (
    AREA_STEPS,
    DotScale,
    Mark,
    breaks,
    colours,
    dots_legend,
    draw_dots,
    draw_rings,
    largest,
    ring_legend,
    shades_legend,
    step_of,
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
    drawing = DotMap(asked)
    sheet, view = laid_out(asked, drawing.describe)
    canvas = Canvas(sheet, sheet.room, view)
    drawing.draw(canvas)
    return sheet.figure


class DotMap:
    """The dots, rings and shaded areas of a tally, on as many maps as there are views."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.places = asked.tally.places

    @cached_property
    def outlines(self) -> dict[str, BaseGeometry]:
        """The outlines of areas by place id, as far as they are known."""
        areas = (place for place in self.places if place.form != "dot")
        return {place.id: shape for place in areas if (shape := outline(place)) is not None}

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
            if place.id in self.outlines and not view.is_outside(self.outlines[place.id])
        ]
        return sorted(found, key=lambda place: (-self.outlines[place.id].area, place.id))

    def describe(self, view: View, width: float) -> tuple[Words, Sequence[Block], Block | None]:
        """Return the words and the legend of a map of this view, ``width`` points wide."""
        asked = self.asked
        pointed, shaded = self.pointed(view), self.shaded(view)
        drawn = {place.id for place in (*pointed, *shaded)}
        scale = DotScale.up_to(largest(pointed), asked.size)
        blocks: list[Block] = []
        if pointed:
            blocks.append(dots_legend(scale, largest(pointed), asked.size))
        if shaded:
            most = largest(shaded)
            least = breaks(most, AREA_STEPS)
            blocks.append(
                shades_legend(
                    least, most, "mentions of the area itself", asked.size, under_dots=True
                )
            )
        if any(place.form == "area" for place in pointed):
            blocks.append(ring_legend(asked.size))
        blocks.append(scale_bar(view, width, asked.size))
        globe = None if view.is_world else locator(view, asked.size)
        smaller = [p for p in pointed if p.mentions < scale.least]
        missing = Missing.of(self.places, drawn)
        floor = (scale.least, len(smaller)) if smaller else None
        return words(asked, drawn=len(drawn), missing=missing, floor=floor), blocks, globe

    def draw(self, canvas: Canvas) -> None:
        """Draw the marks and names of the tally on a map."""
        view, asked = canvas.view, self.asked
        shaded = self.shaded(view)
        least = breaks(largest(shaded), AREA_STEPS)
        for place in shaded:
            colour = colours(len(least), under_dots=True)[step_of(place.mentions, least)]
            canvas.shade(self.outlines[place.id], colour)
        if asked.region is not None and asked.region.geometry is not None:
            canvas.frame_region(asked.region.geometry)
        marks = self.marks(view, DotScale.up_to(largest(self.pointed(view)), asked.size))
        draw_dots(canvas.ax, [mark for mark in marks if mark.place.form == "dot"])
        draw_rings(canvas.ax, [mark for mark in marks if mark.place.form == "area"])
        self.name(canvas, marks, shaded)

    def marks(self, view: View, scale: DotScale) -> list[Mark]:
        """The dots and rings of a view, most mentions first."""
        import numpy as np

        pointed = self.pointed(view)
        x, y = view.xy(np.array([p.lon for p in pointed]), np.array([p.lat for p in pointed]))
        return [
            Mark(place, float(east), float(north), scale.radius(place.mentions))
            for place, east, north in zip(pointed, x, y, strict=True)
        ]

    def name(self, canvas: Canvas, marks: Sequence[Mark], shaded: Sequence[PlaceCount]) -> None:
        """Write the names of what is drawn, most mentions first, then those of the neighbours."""
        asked, view = self.asked, canvas.view
        labels = canvas.labels(marks)
        dots = dict(zip([mark.place.id for mark in marks], labels.dots, strict=True))
        written = 0
        for mark in sorted(marks, key=lambda mark: (-mark.place.mentions, mark.place.id)):
            dot = dots[mark.place.id]
            if written < asked.size.labels:
                written += labels.beside(asked.name(mark.place), dot, asked.size.text)
        named = set()
        for place in sorted(shaded, key=lambda place: (-place.mentions, place.id)):
            flat = canvas.in_points(view.projected(self.outlines[place.id]))
            text = f"{asked.name(place)} {place.mentions:,}"
            labels.inside(text, flat, asked.size.text, weight="bold", color=style.SOFT)
            named.add(asked.name(place))
        canvas.name_neighbours(asked, labels, named)
