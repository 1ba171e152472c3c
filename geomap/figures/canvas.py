"""A map on a sheet: the land of a view in a room, and the names on it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from geomap.figures import style
from geomap.figures.labels import Dot, Labels
from geomap.figures.land import Land, draw_land, fill, land, stroke, towns
from geomap.figures.sheet import Grid, Room, Sheet
from geomap.figures.view import shaped, view_of_points, view_of_shape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from collections.abc import Set as AbstractSet

    from matplotlib.axes import Axes
    from shapely.geometry.base import BaseGeometry

    from geomap.figures.asked import Asked
    from geomap.figures.marks import Mark
    from geomap.figures.sheet import Block, Words
    from geomap.figures.tally import PlaceCount
    from geomap.figures.view import View

    Describe = Callable[[View, float], tuple[Words, Sequence[Block], Block | None]]
    """What stands around a map: of its view and its width in points; the last is the locator."""

FLATTEST, STEEPEST = 0.5, 1.1
"""The least and the greatest height of a map by its width."""
_REGION_NAMES_KM = 1500.0
_LARGE = 12.0
"""Degrees across from which an area, as a country, says too little of where the mentions are."""
_TOWNS_KM = 1000.0
_FINE = 9000.0
"""Metres a point up to which a map has rivers and the borders of regions."""
_CONTEXT = 16
"""Names of neighbours that are written at most."""


def view_for(asked: Asked) -> View:
    """Return the view of the region asked about, else of where the mentions are."""
    if asked.region is not None and asked.region.geometry is not None:
        return view_of_shape(asked.region.geometry)
    places = asked.tally.places
    dots = [(place.lat, place.lon, place.mentions) for place in places if place.form == "dot"]
    near = [place for place in places if place.group != "country"]
    return view_of_points([*dots, *_corners(near, _LARGE)] or _corners(places))


def _corners(
    places: Iterable[PlaceCount], most: float = math.inf
) -> list[tuple[float, float, float]]:
    """The corners of areas of up to so many degrees; the point of those without an outline."""
    import shapely

    found: list[tuple[float, float, float]] = []
    for place in places:
        shape = outline(place, level="world") if place.form == "area" else None
        if shape is None:
            found += [(place.lat, place.lon, place.mentions)] if place.form == "area" else []
            continue
        main = max(shapely.get_parts(shape).tolist(), key=lambda part: part.area)
        west, south, east, north = main.bounds
        if max(east - west, north - south) <= most:
            share = place.mentions / 4
            found += [(lat, lon, share) for lat in (south, north) for lon in (west, east)]
    return found


def outline(place: PlaceCount, *, level: str) -> BaseGeometry | None:
    """Return the outline of an area (lon/lat, EPSG:4326), None where none is known."""
    from geomap.gazetteer.outlines import Outlines

    return Outlines.open().outline(place.id, level=level)


def laid_out(asked: Asked, describe: Describe, grid: Grid | None = None) -> tuple[Sheet, View]:
    """Return the sheet with everything but the map, and the view that fills the map's room.

    ``grid``: how many maps there are, one where None.

    On a slide the room decides the view's shape and the words around decide the room: it settles in
    the second or third round.
    """
    size, grid = asked.size, grid or Grid()
    view = shaped(view_for(asked), FLATTEST, STEEPEST)
    width = Sheet.map_width(size) / grid.columns(size)
    for _ in range(4):
        words, blocks, globe = describe(view, width)
        ratio = grid.ratio(Sheet.map_width(size), view.height / view.width, size)
        sheet = Sheet(size, words, blocks, inset=globe, ratio=ratio)
        cell = grid.cells(sheet.room, size)[0]
        ratio = cell.height / cell.width
        fitting = shaped(view, ratio * 0.999, ratio * 1.001)
        narrow = min(cell.width, cell.height / (fitting.height / fitting.width))
        if fitting == view and abs(narrow - width) < 1:
            break
        view, width = fitting, narrow
    return sheet, view


def has_towns(view: View) -> bool:
    """Whether a map is of so small a part of the world that towns help to find one's way."""
    return view.width / 1000 < _TOWNS_KM


class Canvas:
    """A map drawn in a room of a sheet; marks and names go on it."""

    def __init__(self, sheet: Sheet, room: Room, view: View) -> None:
        ratio = view.height / view.width
        wide = min(room.width, room.height / ratio)
        self.room = Room(
            room.x + (room.width - wide) / 2,
            room.y + (room.height - wide * ratio) / 2,
            wide,
            wide * ratio,
        )
        self.view = view
        self.size = sheet.size
        self.ax: Axes = sheet.axes(self.room, label="map")
        self.ax.set_xlim(view.west, view.east)
        self.ax.set_ylim(view.south, view.north)
        for spine in self.ax.spines.values():
            spine.set_visible(not view.is_world)
            spine.set_color(style.BORDER)
            spine.set_linewidth(0.5)
        # A quarter of a point can't be seen, and makes a vector file several times smaller.
        self.fine = 0.2 * view.width / self.room.width
        self.land: Land = land(view, self.fine)
        thin = 0.04 if view.is_world else 0.07
        is_fine = view.width / self.room.width < _FINE
        draw_land(self.ax, view, self.land, width=thin * sheet.size.text, is_fine=is_fine)

    @property
    def scale(self) -> float:
        """Points a metre."""
        return self.room.width / self.view.width

    def shade(self, flat: BaseGeometry, colour: str, *, label: str = "") -> None:
        """Shade an area, in metres of the view."""
        import shapely

        flat = shapely.simplify(flat, self.fine)
        fill(self.ax, [flat], colour, zorder=2, label=label)
        stroke(self.ax, [flat.boundary], style.BORDER, 0.05 * self.size.text, zorder=2.5)

    def frame_region(self, shape: BaseGeometry) -> None:
        """Draw the edge of the region asked about."""
        flat = self.view.projected(shape, fine=self.fine)
        stroke(self.ax, [flat.boundary], style.REGION, 0.11 * self.size.text, zorder=5)

    def dot(self, mark: Mark) -> Dot:
        """A mark in points of the map, as names see it."""
        x, y = self.at(mark.x, mark.y)
        return Dot(x, y, mark.radius, float(mark.place.mentions))

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Metres of the view in points of the map."""
        return (x - self.view.west) * self.scale, (y - self.view.south) * self.scale

    def in_points(self, shape: BaseGeometry) -> BaseGeometry:
        """A shape in metres of the view as one in points of the map."""
        import numpy as np
        import shapely

        corner = np.array([self.view.west, self.view.south])
        cut = shapely.intersection(
            shapely.make_valid(shape),
            shapely.box(self.view.west, self.view.south, self.view.east, self.view.north),
        )
        return shapely.transform(cut, lambda points: (points - corner) * self.scale)

    def labels(self, marks: Iterable[Mark]) -> Labels:
        """The names of this map, none written yet."""
        dots = [self.dot(mark) for mark in marks]
        return Labels(self.ax, self.room.width, self.room.height, dots)

    def name_towns(self, asked: Asked, labels: Labels, drawn: AbstractSet[str]) -> None:
        """Write the names of large towns that are not drawn, with a small grey point for each."""
        import numpy as np

        size = asked.size.text
        written = 0
        for town in towns(self.view) if has_towns(self.view) else ():
            if written == asked.size.labels // 3:
                break
            (x,), (y,) = self.view.xy(np.array([town.lon]), np.array([town.lat]))
            dot = Dot(*self.at(float(x), float(y)), 0.16 * size)
            if town.id in drawn or not labels.is_free(dot):
                continue
            name = asked.town_name(town.id, town.name)
            if labels.beside(name, dot, 0.85 * size, color=style.SOFT, zorder=6, far=False):
                self.ax.scatter([x], [y], s=[(2 * dot.radius) ** 2], color=style.FAINT, zorder=6)
                written += 1

    def name_neighbours(self, asked: Asked, labels: Labels, named: set[str]) -> None:
        """Write the names of countries and regions, faintly, where there is room for them."""
        countries = [one for one in self.land.countries if one.name]
        regions = self.land.regions if self.view.width / 1000 < _REGION_NAMES_KM else ()
        if regions and len(countries) == 1:
            # Its name would stand in one of its regions.
            countries = []
        written = 0
        for shapes, letters in ((countries, 0.95), (regions, 0.8)):
            for one in sorted(shapes, key=lambda one: (-one.shape.area, one.id)):
                name = asked.unit_name(one.id, one.name)
                if name in named or written == _CONTEXT:
                    continue
                look: dict[str, Any] = {"color": style.FAINT, "style": "italic", "zorder": 6}
                shape = self.in_points(one.shape)
                if labels.inside(name, shape, letters * asked.size.text, **look):
                    written += 1
                    named.add(name)
