"""Places by position."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from geomap.errors import GazetteerError
from geomap.gazetteer import schema

if TYPE_CHECKING:
    from geomap.gazetteer.index import Index
    from geomap.model import Place

_KM_A_DEGREE = 110.5  # a little less than the shortest degree of latitude, 110.57 km (WGS 84)
_MANY_CELLS = 2000


def places_near(index: Index, lat: float, lon: float, km: float) -> list[tuple[Place, float]]:
    """Places that are points, at most ``km`` from a point in degrees, nearest first, with km.

    Distances are geodesic on WGS 84 (Karney's method, by pyproj).
    """
    if not (-90 <= lat <= 90 and -180 <= lon <= 360 and km >= 0):  # noqa: PLR2004
        raise GazetteerError(
            f"no place at lat={lat}, lon={lon} (within {km} km): give degrees, latitude first"
        )
    from pyproj import Geod

    cells = _cells(lat, lon, km)
    points = f"p.flags & {schema.COUNTRY | schema.ADMIN1 | schema.ADMIN2} = 0 AND p.lat IS NOT NULL"
    if cells is None:
        found = list(index.places(points))
    else:
        slots = ",".join("?" * len(cells))
        found = list(index.places(f"p.cell IN ({slots}) AND {points}", cells))
    if not found:
        return []
    _, _, metres = Geod(ellps="WGS84").inv(
        [lon] * len(found),
        [lat] * len(found),
        [place.lon for place in found],
        [place.lat for place in found],
    )
    near = [(place, m / 1000) for place, m in zip(found, metres, strict=True) if m <= km * 1000]
    return sorted(near, key=lambda hit: (hit[1], hit[0].id))


def _cells(lat: float, lon: float, km: float) -> list[int] | None:
    """The one-degree cells that a circle touches, over poles and antimeridian; None: very many."""
    reach = km / _KM_A_DEGREE
    south, north = max(lat - reach, -90.0), min(lat + reach, 90.0)
    widest = max(abs(south), abs(north))
    slimmest = math.cos(math.radians(widest))
    wide = 180.0 if widest + 1 >= 90 or reach / slimmest >= 180 else reach / slimmest  # noqa: PLR2004
    columns = (
        range(360)
        if wide >= 180  # noqa: PLR2004
        else range(math.floor(lon - wide + 180), math.floor(lon + wide + 180) + 1)
    )
    rows = range(min(math.floor(south + 90), 179), min(math.floor(north + 90), 179) + 1)
    if len(rows) * len(columns) > _MANY_CELLS:
        return None
    return sorted({row * 360 + column % 360 for row in rows for column in columns})
