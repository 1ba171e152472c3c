"""Distances on a round Earth, beside those on the ellipsoid."""

from __future__ import annotations

import math

import pytest
from geopy.distance import geodesic
from hypothesis import given
from hypothesis import strategies as st

from geomap.sphere import EARTH_KM, cosine, great_circle_km, unit_vector

points = st.tuples(st.floats(-90, 90), st.floats(-180, 180))


@given(points, points)
def test_a_round_earth_is_half_a_percent_off(one, other):
    exact = geodesic(one, other).km
    assert great_circle_km(one, other) == pytest.approx(exact, rel=0.0057, abs=1e-6)


@given(points, points)
def test_vectors_and_haversine_tell_the_same_distance(one, other):
    dot = sum(a * b for a, b in zip(unit_vector(*one), unit_vector(*other), strict=True))
    assert cosine(great_circle_km(one, other)) == pytest.approx(dot, abs=1e-9)


def test_a_quarter_of_the_girth_is_a_right_angle():
    assert great_circle_km((0, 0), (90, 0)) == pytest.approx(EARTH_KM * math.pi / 2)
    assert cosine(EARTH_KM * math.pi / 2) == pytest.approx(0, abs=1e-12)
