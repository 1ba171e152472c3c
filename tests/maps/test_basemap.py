"""The land under the mentions: cut to where they are, nothing invented, nothing far away."""

from __future__ import annotations

import itertools
from dataclasses import astuple
from typing import TYPE_CHECKING, Any

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geomap.gazetteer.sources import Sources
from geomap.maps.basemap import BORDERS, CREDITS, focus, land, read_layer
from geomap.maps.outlines import outline, outlines_of, rings
from geomap.model import Box

if TYPE_CHECKING:
    from pathlib import Path


SHIPPED = Sources.installed().tables / "basemap"


def decoded(drawn: list[list[int]], digits: int) -> list[list[tuple[float, float]]]:
    found = []
    for ring in drawn:
        lon = lat = 0
        points = []
        for east, north in zip(ring[::2], ring[1::2], strict=True):
            lon, lat = lon + east, lat + north
            points.append((lon / 10**digits, lat / 10**digits))
        found.append(points)
    return found


def area(shapes: list[list[list[int]]], digits: int) -> float:
    return sum(shapely.Polygon(ring).area for shape in shapes for ring in decoded(shape, digits))


def test_without_layers_there_is_no_basemap(tmp_path: Path) -> None:
    assert land(tmp_path, None) is None


def test_the_world_is_drawn_whole_with_names_and_credits(layers: Path) -> None:
    drawn = land(layers, None)
    assert drawn
    assert area(drawn["land"], drawn["digits"]) == pytest.approx(800)
    assert [one["name"] for one in drawn["countries"]] == ["Name of AA", "Name of BB"]
    assert drawn["credits"] == list(CREDITS)
    assert "regions" not in drawn


def test_a_region_is_finer_and_the_rest_of_the_world_is_still_there(layers: Path) -> None:
    drawn = land(layers, Box(5, 5, 25, 15))
    assert drawn
    # The two pieces overlap by a hair so that no seam shows.
    assert area(drawn["land"], drawn["digits"]) == pytest.approx(800, rel=0.01)
    assert {one["name"] for one in drawn["regionNames"]} >= {"Name of AA.01", "Name of AA.02"}
    # Three quarters of the lake lie outside: it does not end at the edge.
    assert len(drawn["lakes"]) == 2
    assert area(drawn["lakes"], drawn["digits"]) == pytest.approx(4, rel=0.01)
    assert drawn["rivers"] == []


def test_an_area_that_only_touches_the_cut_is_no_part_of_it(layers: Path) -> None:
    drawn = land(layers, Box(10, 5, 18, 15))
    assert drawn
    assert [one["name"] for one in drawn["regionNames"]] == ["Name of AA.02"]


def test_the_edge_of_the_cut_is_not_drawn_as_a_border(layers: Path) -> None:
    drawn = land(layers, Box(5, 5, 25, 15))
    assert drawn
    for line in decoded([r for shape in drawn["borders"] for r in shape], drawn["digits"]):
        for (x, y), (x2, y2) in itertools.pairwise(line):
            middle = ((x + x2) / 2, (y + y2) / 2)
            on_frame = middle[0] in {0, 40} or middle[1] in {0, 20}
            assert on_frame or middle[0] == pytest.approx(20, abs=0.02), line


@pytest.mark.parametrize("name", ["world", "around"])
def test_the_world_in_outline_is_the_countries_with_fewer_points(name: str) -> None:
    fine, coarse = read_layer(SHIPPED, "countries"), read_layer(SHIPPED, name)
    assert [*coarse.ids] == [*fine.ids, BORDERS]
    simferopol = shapely.Point(34.102, 44.952)
    for key, shape, drawn in zip(fine.ids, fine.shapes, coarse.shapes, strict=False):
        # Islands go, the mainland stays.
        assert 0.2 * shape.area < drawn.area < 1.1 * shape.area + 0.2, key
        assert drawn.intersects(simferopol) == (key == "UA")
    total = shapely.area(fine.shapes).sum()
    assert shapely.area(coarse.shapes).sum() == pytest.approx(total, rel=0.01)
    borders = coarse.shapes[-1]
    between = coarse.shapes[coarse.ids.index("FR")].boundary
    assert borders.intersection(between).length > 15


@pytest.mark.parametrize(
    ("points", "found"),
    [
        ([], None),
        ([(46.6, 32.6, 3)], Box(28.6, 43.8, 36.6, 49.4)),
        ([(50.0, -100.0, 1), (50.0, 100.0, 1)], None),
    ],
)
def test_the_focus_is_where_the_mentions_are(
    points: list[tuple[float, float, int]], found: Box | None
) -> None:
    box = focus(points)
    assert (box is None) == (found is None)
    if box and found:
        assert astuple(box) == pytest.approx(astuple(found))


def test_one_far_place_among_many_does_not_make_a_world_map() -> None:
    points = [(50.0, 30.0, 40), (47.0, 35.0, 40), (38.9, -77.0, 1)]
    box = focus(points)
    assert box
    assert box.west > 20


@given(
    st.lists(
        st.tuples(st.floats(-180, 180), st.floats(-90, 90)), min_size=3, max_size=20, unique=True
    )
)
def test_rings_come_back_within_half_a_step(points: list[tuple[float, float]]) -> None:
    line = shapely.LineString(points)
    for ring in decoded(rings(line, 3), 3):
        for lon, lat in ring:
            assert shapely.Point(lon, lat).distance(shapely.MultiPoint(points)) <= 0.00075


def test_an_outline_keeps_holes_and_labels_a_point_inside() -> None:
    shape = shapely.box(0, 0, 10, 10).difference(shapely.box(1, 1, 9, 9))
    drawn = outline(shape)
    assert len(drawn["rings"]) == 2
    lat, lon = drawn["label"]
    assert shape.contains(shapely.Point(lon, lat))


def test_a_long_outline_is_simplified_and_a_short_one_stays_as_it_came() -> None:
    short = shapely.Point(30, 50).buffer(2, quad_segs=20)
    long = shapely.Point(30, 50).buffer(2, quad_segs=2000)
    assert len(outline(short)["rings"][0]) == 2 * len(short.exterior.coords)
    ring = outline(long)["rings"][0]
    assert len(ring) < 500
    drawn = shapely.Polygon(decoded([ring], 3)[0])
    assert drawn.symmetric_difference(long).area < 0.01 * long.area


def test_only_mentioned_areas_are_asked_for_an_outline() -> None:
    asked: list[str] = []

    def find(key: str) -> Any:
        asked.append(key)
        return shapely.box(0, 0, 1, 1) if key == "area" else None

    places = {"id": ["dot", "area", "bare", "lost"], "form": ["dot", "area", "area", "area"]}
    found = outlines_of(places, 3, find)
    assert asked == ["area", "bare"]
    assert list(found) == ["1"]
