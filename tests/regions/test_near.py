from __future__ import annotations

import pytest
import shapely
from geopy.distance import geodesic
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from geomap.model import Box, Place
from geomap.regions import NearRegion, ShapeRegion
from geomap.regions.near import disc
from geomap.regions.shape import box_shape

LATS = st.floats(-90, 90)
LONS = st.floats(-180, 180)


def here(lat, lon):
    return Place(id="geonames:1", name="Here", kind="P.PPL", lat=lat, lon=lon)


def in_boxes(region, lat, lon):
    return any(
        box.west <= lon <= box.east and box.south <= lat <= box.north for box in region.boxes
    )


@settings(deadline=None)
@given(LATS, LONS, LATS, LONS, st.floats(1, 15000))
def test_a_point_is_near_when_its_geodesic_distance_says_so(lat, lon, other_lat, other_lon, km):
    distance = geodesic((lat, lon), (other_lat, other_lon)).km
    assume(abs(distance - km) > 1e-6)
    region = NearRegion("near", shapely.Point(lon, lat), km)
    assert (region.relation(here(other_lat, other_lon)) == "inside") == (distance < km)


@settings(deadline=None)
@given(LATS, LONS, st.floats(0, 360), st.floats(1, 5000))
def test_boxes_hold_every_near_point(lat, lon, bearing, km):
    point = geodesic(kilometers=km * 0.999).destination((lat, lon), bearing)
    region = NearRegion("near", shapely.Point(lon, lat), km)
    lon_there = (point.longitude + 180) % 360 - 180
    assert in_boxes(region, point.latitude, lon_there)


@settings(deadline=None)
@given(st.floats(-89, 89), LONS, st.floats(0, 360), st.floats(5, 3000))
def test_the_polygon_of_a_circle_is_the_circle(lat, lon, bearing, km):
    shape = disc(lat, lon, km)
    assert shape.is_valid
    west, south, east, north = shape.bounds
    assert -180 <= west <= east <= 180
    assert -90 <= south <= north <= 90
    for share, inside in ((0.98, True), (1.02, False)):
        point = geodesic(kilometers=km * share).destination((lat, lon), bearing)
        # An edge of the polygon is straight in degrees, so near a pole it leaves the circle.
        assume(abs(point.latitude) < 80 and abs(lat) + km / 111 < 80)
        lon_there = (point.longitude + 180) % 360 - 180
        assert shape.covers(shapely.Point(lon_there, point.latitude)) == inside


def test_a_circle_over_the_antimeridian():
    region = NearRegion("50 km around Taveuni", shapely.Point(179.99, -16.85), 50)
    assert region.relation(here(-16.85, -179.9)) == "inside"
    assert region.relation(here(-16.85, -179.0)) == "outside"
    assert region.geometry.bounds[0] == -180
    assert region.geometry.bounds[2] == 180
    assert region.geometry.area < 1


def test_a_circle_around_a_pole():
    region = NearRegion("300 km around the pole", shapely.Point(0, 89.9), 300)
    assert {region.relation(here(88.0, lon)) for lon in range(-180, 181, 30)} == {"inside"}
    assert region.relation(here(86.0, 0)) == "outside"
    assert region.geometry.covers(shapely.Point(77, 89.95))


def test_a_box_over_the_antimeridian():
    region = ShapeRegion("Fiji", box_shape(Box(177, -20, -178, -15)))
    assert region.relation(here(-17.7, 178.0)) == "inside"
    assert region.relation(here(-17.7, -179.0)) == "inside"
    assert region.relation(here(-17.7, 0.0)) == "outside"
    assert sorted(box.west for box in region.boxes) == [-180, 177]


@settings(deadline=None)
@given(st.floats(49, 53), st.floats(23, 33))
def test_the_distance_to_a_line_is_the_shortest_one(lat, lon):
    line = shapely.LineString([(24, 51), (28, 51.5), (32, 51)])
    region = NearRegion("near a border", line, 20)
    fine = shapely.get_coordinates(shapely.segmentize(line, 0.002))
    shortest = min(geodesic((lat, lon), (y, x)).km for x, y in fine[::7])
    assert region.distance(lat, lon) == pytest.approx(shortest, abs=1.2)
    assert region.distance(lat, lon) <= shortest + 0.05


def test_inside_of_a_shape_the_distance_is_nothing():
    region = NearRegion("near a square", shapely.box(30, 45, 40, 50), 20)
    assert region.distance(47, 35) == 0
    assert region.relation(here(47, 35)) == "inside"
    assert region.relation(here(50.1, 35)) == "inside"
    assert region.relation(here(50.3, 35)) == "outside"
