"""Projections: equal-area always, right at the antimeridian, chosen for the extent."""

from __future__ import annotations

import numpy as np
import pyproj
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.figures import figure
from geomap.figures.furniture import Globe, scale_bar
from geomap.figures.style import SIZES
from geomap.figures.view import shaped, turned, view_of_points, view_of_shape, world
from geomap.gazetteer.outlines import Outlines

lats = st.floats(-75, 75)
lons = st.floats(-180, 180)


def test_the_world_is_equal_earth_and_a_region_is_not():
    assert "+proj=eqearth" in view_of_points([(40.7, -74.0, 1), (35.7, 139.7, 1)]).crs
    assert "+proj=laea" in view_of_points([(46.6, 32.6, 1), (50.4, 30.5, 1)]).crs
    wide = view_of_points([(38.0, -120.0, 1), (42.0, -75.0, 1)])
    assert "+proj=aea" in wide.crs


@given(st.lists(st.tuples(lats, lons, st.integers(1, 50)), min_size=1, max_size=12))
@settings(max_examples=60, deadline=None)
def test_a_view_holds_the_middle_of_its_points_and_is_never_mercator(points):
    view = view_of_points(points)
    assert "merc" not in view.crs
    assert view.width > 0
    heaviest = max(points, key=lambda point: point[2])
    if heaviest[2] > sum(many for *_, many in points) * 0.95:
        assert view.holds(heaviest[1], heaviest[0])


@given(st.lists(st.tuples(lats, lons, st.just(1)), min_size=1, max_size=6))
@settings(max_examples=40, deadline=None)
def test_areas_are_true(points):
    view = view_of_points(points)
    x, y = (view.west + view.east) / 2, (view.south + view.north) / 2
    for dx, dy in ((0.0, 0.0), (0.2, 0.1)):
        lon, lat = (
            v[0]
            for v in view.lonlat(np.array([x + dx * view.width]), np.array([y + dy * view.height]))
        )
        if not np.isfinite(lon) or not np.isfinite(lat) or abs(lat) > 80:
            continue
        ring = np.array(
            [(lon, lat), (lon + 0.01, lat), (lon + 0.01, lat + 0.01), (lon, lat + 0.01)]
        )
        flat = shapely.Polygon(np.column_stack(view.xy(ring[:, 0], ring[:, 1]))).area
        true, _ = pyproj.Geod(ellps="WGS84").polygon_area_perimeter(ring[:, 0], ring[:, 1])
        assert flat == pytest.approx(abs(true), rel=2e-3)


def test_neighbours_across_the_antimeridian_are_near_each_other():
    view = view_of_points([(-18.1, 178.4, 3), (-13.8, -171.8, 2)])
    assert view.width < 2_000_000
    assert view.holds(178.4, -18.1)
    assert view.holds(-171.8, -13.8)


@pytest.mark.parametrize("code", ["FJ", "RU", "US", "NZ"])
def test_a_country_that_is_cut_at_the_antimeridian_is_whole_on_its_map(code):
    shape = Outlines.open().outline(code, level="region")
    view = view_of_shape(shape)
    flat = view.projected(shape)
    assert flat.area == pytest.approx(shapely.area(pyproj_area(shape)), rel=1e-3)
    assert not view.is_world
    seam = turned(shapely.box(170, -20, 180, -10).union(shapely.box(-180, -20, -170, -10)), 175.0)
    assert seam.geom_type == "Polygon"
    assert seam.bounds == (170.0, -20.0, 190.0, -10.0)


def pyproj_area(shape):
    """The shape in a projection that keeps areas (Lambert cylindrical equal-area)."""
    turn = pyproj.Transformer.from_crs("EPSG:4326", "+proj=cea +datum=WGS84", always_xy=True)
    fine = shapely.segmentize(shape, 0.5)
    return shapely.transform(fine, lambda p: np.column_stack(turn.transform(p[:, 0], p[:, 1])))


def test_no_land_streaks_across_the_map_of_the_world():
    view = world()
    for code in ("RU", "US", "FJ", "CA"):
        flat = view.projected(Outlines.open().outline(code, level="world"))
        for part in shapely.get_parts(flat):
            assert part.bounds[2] - part.bounds[0] < 0.45 * view.width


def test_a_view_grows_to_the_shape_it_is_given():
    view = view_of_points([(46.6, 32.6, 1), (50.4, 30.5, 1)])
    flat = shaped(view, 0.3, 0.4)
    assert flat.height / flat.width == pytest.approx(0.4)
    assert flat.width >= view.width
    assert flat.height >= view.height


def test_the_scale_bar_is_true_in_the_middle_of_the_map():
    import matplotlib.figure

    view = view_of_points([(46.6, 32.6, 1), (50.4, 30.5, 1)])
    page = matplotlib.figure.Figure().add_axes((0, 0, 1, 1))
    scale_bar(view, 400.0, SIZES["page"]).draw(page, 0.0, 20.0)
    (bar,) = page.lines
    points = np.ptp(bar.get_xdata())
    kilometres = int(page.texts[0].get_text().split()[0])
    metres = view.width * points / 400.0
    middle = (view.south + view.north) / 2
    x = (view.west + view.east) / 2
    lon, lat = view.lonlat(np.array([x - metres / 2, x + metres / 2]), np.array([middle, middle]))
    assert pyproj.Geod(ellps="WGS84").line_length(lon, lat) / 1000 == pytest.approx(
        kilometres, rel=1e-3
    )


@given(lons, lats)
@settings(max_examples=8, deadline=None)
def test_the_globe_shows_about_the_land_that_a_half_of_the_earth_has(lon, lat):
    globe = Globe(lon, lat)
    land = globe.land()
    whole = shapely.union_all([shapely.make_valid(shape) for shape in land])
    assert whole.area < 0.85 * np.pi
    assert all(abs(edge) < 1.001 for edge in whole.bounds)


def test_one_point_has_its_neighbourhood(corpus, eyes):
    (ax,) = eyes(figure(corpus({"Kherson": 1}))).axes("map")
    wide = np.ptp(ax.get_xlim())
    assert 200_000 < wide < 400_000
