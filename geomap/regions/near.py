"""Regions by distance: "50 km around Minsk", "20 km of border BY-UA". Distances are geodesic."""

from __future__ import annotations

import math
from functools import cached_property
from typing import TYPE_CHECKING

from geomap.errors import RegionError
from geomap.model import Box
from geomap.regions.relation import Region
from geomap.regions.shape import is_point, no_outline, relation_of_shapes
from geomap.sphere import EARTH_KM

if TYPE_CHECKING:
    import numpy as np
    from shapely.geometry.base import BaseGeometry

    from geomap.model import Place
    from geomap.regions.relation import Outline, Relation

_SPHERE_ERROR = 0.006  # a sphere is at most 0.56 % off the ellipsoid's distances
_DEGREE_KM = 110.57  # the shortest degree of latitude on WGS 84, at the equator
_STEP = 0.02  # degrees between the points that stand for a line: about 2 km
_FINE = 64  # steps into which the line around the nearest point is cut to measure
_MOST_DISCS = 400
_HALF_TURN_KM = 20003.0  # from pole to pole along a meridian of WGS 84, rounded down


class NearRegion(Region):
    """All that is at most ``km`` kilometres from a shape (lon/lat), or inside of it."""

    def __init__(
        self, name: str, core: BaseGeometry, km: float, *, outline: Outline = no_outline
    ) -> None:
        if not 0 < km < _HALF_TURN_KM:
            raise RegionError(f"{km:g} km is no distance on earth; give 0 to {_HALF_TURN_KM:g} km")
        if core.is_empty:
            raise RegionError(f"{name}: there is nothing to measure from")
        self.name = name
        self.note: str | None = None
        self.core = core
        self.km = km
        self._outline = outline

    @property
    def units(self) -> frozenset[str]:
        """None: distance knows no units."""
        return frozenset()

    @cached_property
    def boxes(self) -> tuple[Box, ...]:
        """Boxes that hold all points within the distance, over poles and antimeridian too."""
        import shapely

        found: list[Box] = []
        for part in shapely.get_parts(self.core):
            found += widened_boxes(Box(*part.bounds), self.km)
        return tuple(dict.fromkeys(found))

    @cached_property
    def geometry(self) -> BaseGeometry:
        """The area as a polygon, good to 2 % of the distance: to draw, and for whole extents."""
        import shapely

        points = self._points
        spacing = max(1, len(points) // _MOST_DISCS)
        chosen = points[::spacing]
        discs = [disc(float(lat), float(lon), self.km) for lon, lat in chosen]
        whole: BaseGeometry = shapely.union_all([*discs, self.core])
        shapely.prepare(whole)
        return whole

    def relation(self, place: Place) -> Relation:
        """Towns by the distance of their point, exactly; all else by its whole extent."""
        if is_point(place):
            if place.lat is None or place.lon is None:
                return "outside"
            return "inside" if self.reaches(place.lat, place.lon) else "outside"
        return relation_of_shapes(place, self.geometry, self._outline)

    def reaches(self, lat: float, lon: float) -> bool:
        """Whether a point (degrees) is within the distance."""
        guess = self._guess(lat, lon)
        doubt = guess * _SPHERE_ERROR + 2 * _STEP * _DEGREE_KM
        if abs(guess - self.km) > doubt:
            return guess < self.km or self._covers(lat, lon)
        return self.distance(lat, lon) <= self.km

    def distance(self, lat: float, lon: float) -> float:
        """Kilometres (geodesic, WGS 84) from a point in degrees to the shape; 0 inside of it."""
        import numpy as np
        from pyproj import Geod

        if self._covers(lat, lon):
            return 0.0
        nearest = int(np.argmax(self._vectors @ _vector(lat, lon)))
        around = self._around(nearest)
        _, _, metres = Geod(ellps="WGS84").inv(
            np.full(len(around), lon), np.full(len(around), lat), around[:, 0], around[:, 1]
        )
        return float(np.min(metres)) / 1000

    def _covers(self, lat: float, lon: float) -> bool:
        import shapely

        return bool(self.core.area) and bool(self.core.covers(shapely.Point(lon, lat)))

    def _guess(self, lat: float, lon: float) -> float:
        cosine = float((self._vectors @ _vector(lat, lon)).max())
        return EARTH_KM * math.acos(max(-1.0, min(1.0, cosine)))

    @cached_property
    def _lines(self) -> list[np.ndarray]:
        """The shape's points and lines as runs of points (lon, lat), at most `_STEP` apart."""
        import shapely

        return [
            shapely.get_coordinates(shapely.segmentize(line, _STEP))
            for part in shapely.get_parts(self.core)
            for line in shapely.get_parts(part.boundary if part.area else part)
        ]

    @cached_property
    def _points(self) -> np.ndarray:
        import numpy as np

        return np.concatenate(self._lines)

    @cached_property
    def _vectors(self) -> np.ndarray:
        return _vector(self._points[:, 1], self._points[:, 0]).T

    def _around(self, nearest: int) -> np.ndarray:
        """Points, metres apart, on the line to both sides of the nearest point."""
        import numpy as np

        for line in self._lines:
            if nearest < len(line):
                break
            nearest -= len(line)
        neighbours = [other for other in (nearest - 1, nearest + 1) if 0 <= other < len(line)]
        sides = [np.linspace(line[nearest], line[other], _FINE) for other in neighbours]
        return np.concatenate([line[nearest : nearest + 1], *sides])


def _vector(lat: float | np.ndarray, lon: float | np.ndarray) -> np.ndarray:
    """Unit vectors of points on a sphere."""
    import numpy as np

    phi, lam = np.radians(lat), np.radians(lon)
    return np.array([np.cos(phi) * np.cos(lam), np.cos(phi) * np.sin(lam), np.sin(phi)])


def widened_boxes(box: Box, km: float) -> list[Box]:
    """Boxes that hold all that is within ``km`` of a box, cut at the antimeridian."""
    reach = km / _DEGREE_KM * (1 + _SPHERE_ERROR)
    south, north = box.south - reach, box.north + reach
    if south <= -90 or north >= 90:  # noqa: PLR2004
        return [Box(-180.0, max(south, -90.0), 180.0, min(north, 90.0))]
    # The meridians that a circle touches are asin(sin(reach) / cos(lat)) away from its centre's.
    highest = math.radians(max(abs(box.south), abs(box.north)))
    ratio = math.sin(math.radians(reach)) / math.cos(highest)
    if ratio >= 1:
        return [Box(-180.0, south, 180.0, north)]
    wide = math.degrees(math.asin(ratio))
    west, east = box.west - wide, box.east + wide
    if east - west >= 360:  # noqa: PLR2004
        return [Box(-180.0, south, 180.0, north)]
    if west < -180:  # noqa: PLR2004
        return [Box(west + 360, south, 180.0, north), Box(-180.0, south, east, north)]
    if east > 180:  # noqa: PLR2004
        return [Box(west, south, 180.0, north), Box(-180.0, south, east - 360, north)]
    return [Box(west, south, east, north)]


def disc(lat: float, lon: float, km: float, *, corners: int = 128) -> BaseGeometry:
    """The polygon (lon/lat) of all points within ``km`` of a point, cut at the antimeridian.

    Its corners lie on the geodesic circle (WGS 84).
    """
    import numpy as np
    import shapely
    from pyproj import Geod
    from shapely.affinity import translate

    geod = Geod(ellps="WGS84")
    bearings = np.linspace(0, 360, corners, endpoint=False)
    lons, lats, _ = geod.fwd(
        np.full(corners, lon), np.full(corners, lat), bearings, np.full(corners, km * 1000)
    )
    poles = [pole for pole in (90.0, -90.0) if geod.inv(lon, lat, lon, pole)[2] <= km * 1000]
    if len(poles) == 2:  # noqa: PLR2004
        return shapely.box(-180, -90, 180, 90)
    if poles:
        order = np.argsort(lons)
        rim = [(float(lons[i]), float(lats[i])) for i in order]
        edge = (rim[0][1] + rim[-1][1]) / 2
        corners_of_cap = [
            (-180.0, poles[0]),
            (-180.0, edge),
            *rim,
            (180.0, edge),
            (180.0, poles[0]),
        ]
        return shapely.Polygon(corners_of_cap).buffer(0)
    # Counted from the centre, the circle is whole; what lies beyond 180 degrees comes in again. One
    # that all but touches a pole has corners there on every meridian; buffer(0) puts it in order.
    ring = shapely.Polygon(np.column_stack([lon + (lons - lon + 180) % 360 - 180, lats])).buffer(0)
    world = [shapely.box(turn - 180, -90, turn + 180, 90) for turn in (-360, 0, 360)]
    pieces = [shapely.intersection(ring, part) for part in world]
    turns = ((360, 0), (0, 0), (-360, 0))
    return shapely.union_all(
        [translate(piece, *turn) for piece, turn in zip(pieces, turns, strict=True)]
    )
