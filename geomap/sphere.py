"""Distances on a round Earth, where half a percent does not matter; what must be exact is geodesic.

Points are ``(lat, lon)`` in degrees, EPSG:4326.
"""

from __future__ import annotations

import math

EARTH_KM = 6371.0088
"""Mean radius of the Earth (IUGG)."""


def great_circle_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Kilometres between two points along a great circle (haversine)."""
    lat, other_lat = math.radians(one[0]), math.radians(other[0])
    half = math.sin((other_lat - lat) / 2) ** 2
    half += math.cos(lat) * math.cos(other_lat) * math.sin(math.radians(other[1] - one[1]) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def unit_vector(lat: float, lon: float) -> tuple[float, float, float]:
    """The direction from the centre of the Earth to a point, a vector of length 1."""
    phi, lam = math.radians(lat), math.radians(lon)
    across = math.cos(phi)
    return (across * math.cos(lam), across * math.sin(lam), math.sin(phi))


def cosine(km: float) -> float:
    """The cosine of the angle between two points that far apart, seen from the Earth's centre."""
    return math.cos(min(km / EARTH_KM, math.pi))
