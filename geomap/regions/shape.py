"""Regions that are a shape: a box, a polygon, the union of a file's features."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from geomap.errors import RegionError
from geomap.model import Box
from geomap.regions.relation import Region

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from geomap.model import Place
    from geomap.regions.relation import Outline, Relation

_POINTS = frozenset({"town", "site", "landform"})
_OUTLINED = frozenset({"country", "region", "district", "area", "world"})


def no_outline(place: Place) -> None:
    """What to give as ``outline`` where no outlines are known."""


def is_point(place: Place) -> bool:
    """Whether a place is no larger than its point on our scale: a town, a site, a summit."""
    return place.extent is None and place.group in _POINTS and place.precision != "region"


def box_shape(box: Box) -> BaseGeometry:
    """A box as a polygon; as two where it crosses the antimeridian."""
    import shapely

    if box.west <= box.east:
        return shapely.box(box.west, box.south, box.east, box.north)
    halves = [
        shapely.box(box.west, box.south, 180.0, box.north),
        shapely.box(-180.0, box.south, box.east, box.north),
    ]
    return shapely.MultiPolygon(halves)


def shape_boxes(shape: BaseGeometry) -> tuple[Box, ...]:
    """The boxes around a shape, east and west of Greenwich apart.

    A country on both sides of the antimeridian is cut there, and one box would span the globe.
    """
    import shapely

    parts = shapely.get_parts(shape)
    eastern = shapely.get_coordinates(shapely.centroid(parts))[:, 0] >= 0
    return tuple(
        Box(*(float(edge) for edge in shapely.total_bounds(side)))
        for side in (parts[~eastern], parts[eastern])
        if len(side)
    )


def relation_of_shapes(place: Place, region: BaseGeometry, outline: Outline) -> Relation:
    """How a place stands to a shape, by geometry alone; ``region`` is prepared by the caller.

    The box of a place decides where it can; the outline is fetched only where that matters.
    """
    import shapely

    here = False
    if place.lat is not None and place.lon is not None:
        here = region.covers(shapely.Point(place.lon, place.lat))
    if is_point(place):
        return "inside" if here else "outside"
    shape = None if place.extent is None else box_shape(place.extent)
    found = _relation(shape, region)
    if found in {"inside", "outside"}:
        return found
    if place.group in _OUTLINED:
        found = _relation(outline(place), region) or found
    return found or ("unknown" if here else "outside")


def _relation(shape: BaseGeometry | None, region: BaseGeometry) -> Relation | None:
    if shape is None:
        return None
    if region.covers(shape):
        return "inside"
    if not region.intersects(shape):
        return "outside"
    return "coarser" if shape.covers(region) else "touching"


class ShapeRegion(Region):
    """An area given by its geometry (lon/lat, EPSG:4326); every place stands to it by geometry."""

    def __init__(
        self,
        name: str,
        geometry: BaseGeometry,
        *,
        outline: Outline = no_outline,
        note: str | None = None,
    ) -> None:
        import shapely

        if geometry.is_empty:
            raise RegionError(f"{name} is empty; give a shape with an area")
        if not geometry.is_valid:
            geometry = shapely.make_valid(geometry)
        if geometry.area == 0:
            raise RegionError(f"{name} is a {geometry.geom_type}, no area; ask “5 km around” it")
        shapely.prepare(geometry)
        self.name = name
        self.note = note
        self._geometry = geometry
        self._outline = outline

    @property
    def units(self) -> frozenset[str]:
        """None: no unit is part of a shape by name."""
        return frozenset()

    @cached_property
    def boxes(self) -> tuple[Box, ...]:
        """Boxes that hold the shape."""
        return shape_boxes(self._geometry)

    @property
    def geometry(self) -> BaseGeometry:
        """The shape."""
        return self._geometry

    def relation(self, place: Place) -> Relation:
        """How the place stands to the shape: towns by their point, all else by its whole extent."""
        return relation_of_shapes(place, self._geometry, self._outline)
