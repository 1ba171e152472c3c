"""Which part of the earth a figure shows, and in which projection: always an equal-area one.

The world is Equal Earth (Savric, Patterson and Jenny 2018), centred on 11 degrees east so that its
edge runs through the Bering Strait and cuts no land. A region is Lambert's azimuthal equal-area
projection about its middle, a wide one Albers' conic with the parallels at a sixth from its edges
(Snyder 1987, USGS Professional Paper 1395, p. 98 and 182).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray
    from pyproj import Transformer
    from shapely.geometry.base import BaseGeometry

    Floats = NDArray[np.float64]

WORLD_LON = 11.0
WORLD_KM = 10_000.0
"""Kilometres across, in the middle, above which an extent is drawn as the world."""
_WIDE = 1.8
"""How many times wider than high an extent of the middle latitudes is conic rather than round."""
_WIDE_KM = 3000.0
_MIDDLE = (20.0, 65.0)
LEAST_KM = 220.0
"""The least width and height of a map around points: neighbours are needed to know where it is."""
LEAST_REGION_KM = 40.0
MARGIN = 0.11
_HALF_TURN = 180.0
_KM = 111.2
"""Kilometres in a degree of latitude."""
_SOUTH, _NORTH = -57.0, 84.0
"""The world without Antarctica, unless something lies there."""


@dataclass(frozen=True)
class View:
    """A projection and the rectangle of it that is shown, in metres.

    ``lon_0`` is the middle meridian: shapes are cut at the one opposite.
    """

    crs: str
    lon_0: float
    west: float
    south: float
    east: float
    north: float
    is_world: bool

    @property
    def width(self) -> float:
        """Metres from left to right."""
        return self.east - self.west

    @property
    def height(self) -> float:
        """Metres from bottom to top."""
        return self.north - self.south

    @cached_property
    def _transformer(self) -> Transformer:
        import pyproj

        return pyproj.Transformer.from_crs("EPSG:4326", self.crs, always_xy=True)

    def xy(self, lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
        """Degrees to metres."""
        x, y = self._transformer.transform(lon, lat)
        return x, y

    def lonlat(self, x: Floats, y: Floats) -> tuple[Floats, Floats]:
        """Metres to degrees; what lies off the earth is infinite."""
        lon, lat = self._transformer.transform(x, y, direction="INVERSE")
        return lon, lat

    def holds(self, lon: float, lat: float) -> bool:
        """Whether a point is on the map."""
        import numpy as np

        (x,), (y,) = self.xy(np.array([lon]), np.array([lat]))
        return bool(self.west <= x <= self.east and self.south <= y <= self.north)

    def is_outside(self, flat: BaseGeometry) -> bool:
        """Whether nothing of a shape (in metres of the view) is on the map."""
        import shapely

        return not shapely.box(self.west, self.south, self.east, self.north).intersects(flat)

    @cached_property
    def window(self) -> BaseGeometry:
        """The box of degrees that holds the map, longitudes within 180 of ``lon_0``."""
        import numpy as np
        import shapely

        if self.is_world:
            edge = self.lonlat(np.zeros(2), np.array([self.south, self.north]))[1]
            # A hair inside the edge: on it, left and right are the same meridian.
            half = 180.0 - 1e-6
            whole: BaseGeometry = shapely.box(
                self.lon_0 - half, edge[0], self.lon_0 + half, edge[1]
            )
            return whole
        steps = np.linspace(-0.02, 1.02, 45)
        x, y = np.meshgrid(self.west + steps * self.width, self.south + steps * self.height)
        lon, lat = self.lonlat(x.ravel(), y.ravel())
        known = np.isfinite(lon) & np.isfinite(lat)
        lon, lat = unwrapped(lon[known], self.lon_0), lat[known]
        west, east, south, north = lon.min(), lon.max(), lat.min(), lat.max()
        for pole in (-90.0, 90.0):
            if self.holds(self.lon_0, pole):
                west, east = self.lon_0 - 180, self.lon_0 + 180
                south, north = min(south, pole), max(north, pole)
        more = 0.02 * (north - south)
        box: BaseGeometry = shapely.box(
            max(west - more, self.lon_0 - 180),
            max(south - more, -90.0),
            min(east + more, self.lon_0 + 180),
            min(north + more, 90.0),
        )
        return box

    def projected(self, shape: BaseGeometry, *, fine: float = 0.0) -> BaseGeometry:
        """A shape (lon/lat, EPSG:4326) in metres, cut to the map; empty where it is outside.

        ``fine``: metres below which bends are left out.
        """
        import shapely

        cut = shapely.intersection(turned(shape, self.lon_0), self.window)
        if cut.is_empty:
            return cut
        step = 2.0 if self.is_world else 0.5
        flat = shapely.transform(shapely.segmentize(cut, step), self._flat)
        return shapely.simplify(flat, fine) if fine else flat

    def _flat(self, points: Floats) -> Floats:
        import numpy as np

        return np.column_stack(self.xy(points[:, 0], points[:, 1]))


def unwrapped(lon: Floats, lon_0: float) -> Floats:
    """Longitudes as those within 180 degrees of ``lon_0``."""
    return (lon - lon_0 + 180.0) % 360.0 - 180.0 + lon_0


def turned(shape: BaseGeometry, lon_0: float) -> BaseGeometry:
    """A shape cut at 180 degrees as one cut at the meridian opposite to ``lon_0`` instead."""
    import shapely

    if lon_0 == 0.0:
        return shape
    by = 360.0 if lon_0 > 0 else -360.0
    cut = lon_0 - 180.0 if lon_0 > 0 else lon_0 + 180.0
    west, _, east, _ = shape.bounds if not shape.is_empty else (0.0, 0.0, 0.0, 0.0)
    if (lon_0 > 0 and west >= cut) or (lon_0 < 0 and east <= cut):
        return shape
    left = shapely.intersection(shape, shapely.box(-180.0, -90.0, cut, 90.0))
    right = shapely.intersection(shape, shapely.box(cut, -90.0, 180.0, 90.0))
    moved, kept = (left, right) if lon_0 > 0 else (right, left)
    moved = shapely.transform(moved, lambda points: points + (by, 0.0))  # noqa: RUF005 - arrays
    whole: BaseGeometry = shapely.union(kept, moved)
    return whole


def view_of_points(points: Sequence[tuple[float, float, float]]) -> View:
    """Return the view of the middle nine tenths of mentions: ``(lat, lon, mentions)`` each."""
    if not points:
        return world()
    import numpy as np

    lat = np.array([point[0] for point in points])
    weights = np.array([point[2] for point in points], dtype=float)
    lon = _together(np.array([point[1] for point in points]))
    west, east = _middle(lon, weights)
    south, north = _middle(lat, weights)
    return _view(west, south, east, north, least=LEAST_KM)


def view_of_shape(shape: BaseGeometry) -> View:
    """Return the view of a region's geometry (lon/lat, EPSG:4326, cut at the antimeridian)."""
    import shapely

    points = shapely.get_coordinates(shape)
    lon = _together(points[:, 0])
    return _view(
        float(lon.min()),
        float(points[:, 1].min()),
        float(lon.max()),
        float(points[:, 1].max()),
        least=LEAST_REGION_KM,
    )


def world(*, south: float = _SOUTH, north: float = _NORTH) -> View:
    """Return the view of the world, without Antarctica unless ``south`` says so."""
    import numpy as np
    import pyproj

    crs = f"+proj=eqearth +lon_0={WORLD_LON:g} +datum=WGS84 +units=m"
    turn = pyproj.Transformer.from_crs("EPSG:4326", crs, always_xy=True)
    x, _ = turn.transform(np.array([WORLD_LON - 179.9999, WORLD_LON + 179.9999]), np.zeros(2))
    _, y = turn.transform(np.full(2, WORLD_LON), np.array([south, north]))
    return View(crs, WORLD_LON, float(x[0]), float(y[0]), float(x[1]), float(y[1]), is_world=True)


def _view(west: float, south: float, east: float, north: float, *, least: float) -> View:
    import numpy as np
    import pyproj

    lat_0 = round((south + north) / 2, 2)
    lon_0 = round((west + east) / 2, 2)
    shrink = float(np.cos(np.radians(lat_0)))
    wide, high = (east - west) * _KM * shrink, (north - south) * _KM
    if max(wide, high) > WORLD_KM:
        return world(south=min(_SOUTH, max(south - 3, -90)), north=max(_NORTH, min(north + 3, 90)))
    lon_0 = (lon_0 + 180.0) % 360.0 - 180.0
    is_wide = wide > _WIDE * high and wide > _WIDE_KM
    if is_wide and _MIDDLE[0] < abs(lat_0) < _MIDDLE[1]:
        sixth = (north - south) / 6
        head = f"+proj=aea +lat_1={south + sixth:.2f} +lat_2={north - sixth:.2f}"
    else:
        head = "+proj=laea"
    crs = f"{head} +lat_0={lat_0:g} +lon_0={lon_0:g} +datum=WGS84 +units=m"
    turn = pyproj.Transformer.from_crs("EPSG:4326", crs, always_xy=True)
    steps = np.linspace(0.0, 1.0, 25)
    lon, lat = np.meshgrid(west + steps * (east - west), south + steps * (north - south))
    x, y = turn.transform(lon.ravel(), lat.ravel())
    return _room(View(crs, lon_0, x.min(), y.min(), x.max(), y.max(), is_world=False), least)


def _room(view: View, least: float) -> View:
    """The view with a margin, no smaller than ``least`` kilometres."""
    wide = max(view.width * (1 + 2 * MARGIN), least * 1000)
    high = max(view.height * (1 + 2 * MARGIN), least * 700)
    return _resized(view, wide, high)


def shaped(view: View, least: float, most: float) -> View:
    """The view made larger until its height by its width is between ``least`` and ``most``.

    The world stays as it is: there is no more of it.
    """
    ratio = view.height / view.width
    if view.is_world or least <= ratio <= most:
        return view
    if ratio < least:
        return _resized(view, view.width, view.width * least)
    return _resized(view, view.height / most, view.height)


def _resized(view: View, wide: float, high: float) -> View:
    x, y = (view.west + view.east) / 2, (view.south + view.north) / 2
    edges = (float(x - wide / 2), float(y - high / 2), float(x + wide / 2), float(y + high / 2))
    return View(view.crs, view.lon_0, *edges, is_world=view.is_world)


def _together(lon: Floats) -> Floats:
    """Longitudes as they lie nearest together: across 180 degrees where that is shorter."""
    import numpy as np

    order = np.unique(lon % 360.0)
    gaps = np.diff(order, append=order[0] + 360.0)
    after = int(np.argmax(gaps)) + 1
    first = float(order[after % len(order)])
    found: Floats = (lon - first) % 360.0 + first
    return found - 360.0 if first >= _HALF_TURN else found


def _middle(values: Floats, weights: Floats) -> tuple[float, float]:
    """The edges of the middle nine tenths of weighted values."""
    import numpy as np

    order = np.argsort(values, kind="stable")
    passed = np.cumsum(weights[order])
    low, high = np.searchsorted(passed, [0.05 * passed[-1], 0.95 * passed[-1]])
    return float(values[order][low]), float(values[order][min(high, len(order) - 1)])
