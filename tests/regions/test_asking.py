from __future__ import annotations

import json

import geopandas
import pytest
import shapely
from example_regions import (
    CONTINENT,
    DISTRICT,
    EAST_OBLAST,
    HILL,
    LAKE,
    LOST,
    MIDDLE,
    NORTHLAND,
    OLD_LANDS,
    PORT,
    PORT_NORTH,
    RIVER,
    SEA,
    SOUTHLAND,
    STEPPE,
    TWIN,
    TWIN_NORTH,
    TWO_LANDS,
    WEST_OBLAST,
    HandDrawn,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.errors import RegionError
from geomap.regions import region


def relations(asked, **expected):
    found = region(asked, HandDrawn())
    for relation, places in expected.items():
        for place in places:
            assert found.relation(place) == relation, (asked, place.name)


def test_a_unit_holds_what_the_hierarchy_says_and_no_more():
    relations(
        "West Oblast",
        self=[WEST_OBLAST],
        inside=[MIDDLE, HILL, DISTRICT, LAKE],
        coarser=[SOUTHLAND, CONTINENT, TWO_LANDS],
        touching=[RIVER],
        unknown=[SEA],
        outside=[EAST_OBLAST, PORT, PORT_NORTH, NORTHLAND, STEPPE],
    )


def test_hierarchy_comes_before_geometry():
    from dataclasses import replace

    beyond = replace(MIDDLE, lon=35.1)
    relations("West Oblast", inside=[beyond])
    relations("East Oblast", outside=[beyond])


def test_a_town_without_a_unit_is_placed_by_its_point():
    relations("East Oblast", inside=[LOST])
    relations("West Oblast", outside=[LOST])


def test_a_country_holds_its_units_and_towns_but_not_a_river_that_leaves_it():
    relations(
        "Southland",
        self=[SOUTHLAND],
        inside=[WEST_OBLAST, DISTRICT, MIDDLE, LOST, OLD_LANDS, STEPPE, LAKE],
        coarser=[CONTINENT, TWO_LANDS],
        touching=[RIVER],
        outside=[NORTHLAND, PORT_NORTH],
    )


def test_a_district_holds_its_towns():
    relations(
        "Hill District",
        self=[DISTRICT],
        inside=[HILL],
        coarser=[WEST_OBLAST, SOUTHLAND],
        outside=[MIDDLE, PORT, EAST_OBLAST, NORTHLAND],
    )


def test_an_area_made_of_units_holds_what_they_hold():
    relations(
        "Two Lands",
        self=[TWO_LANDS],
        coarser=[CONTINENT],
        inside=[NORTHLAND, SOUTHLAND, WEST_OBLAST, PORT, PORT_NORTH, RIVER],
    )
    relations("Old Lands", self=[OLD_LANDS], inside=[WEST_OBLAST, MIDDLE], coarser=[SOUTHLAND])


def test_a_town_is_a_region_of_its_own():
    relations("Middle", self=[MIDDLE], outside=[HILL, PORT], coarser=[WEST_OBLAST, SOUTHLAND])


def test_an_area_of_no_units_is_its_box_and_says_so():
    relations("Steppe", self=[STEPPE], inside=[LOST], coarser=[SOUTHLAND], touching=[RIVER])
    assert "box" in (region("Steppe", HandDrawn()).note or "")


def test_in_a_box_towns_are_points_and_all_else_is_its_whole_extent():
    relations(
        "bbox:34,45,38,50",
        inside=[MIDDLE, LOST, PORT, STEPPE],
        touching=[EAST_OBLAST, WEST_OBLAST, RIVER],
        coarser=[],
        outside=[HILL, DISTRICT, PORT_NORTH, LAKE],
    )
    relations("bbox:30.5,45.5,31.5,46.5", unknown=[DISTRICT], inside=[HILL], coarser=[WEST_OBLAST])


def test_what_holds_the_whole_box_is_coarser_even_at_its_own_point():
    for country in (NORTHLAND, SOUTHLAND):
        box = f"bbox:{country.lon - 1},{country.lat - 1},{country.lon + 1},{country.lat + 1}"
        relations(box, coarser=[country])


def test_except_takes_away():
    relations(
        "Southland except East Oblast",
        inside=[WEST_OBLAST, MIDDLE, LAKE],
        coarser=[SOUTHLAND, CONTINENT],
        outside=[EAST_OBLAST, PORT, NORTHLAND],
        touching=[RIVER],
    )
    found = region("Southland except East Oblast", HandDrawn())
    assert found.geometry.equals(shapely.box(30, 45, 35, 50))


def test_plus_puts_together():
    relations(
        "West Oblast + Northland",
        self=[WEST_OBLAST, NORTHLAND],
        inside=[MIDDLE, PORT_NORTH],
        touching=[SOUTHLAND],
        coarser=[CONTINENT],
        outside=[PORT, EAST_OBLAST],
    )


def test_near_a_town_and_near_a_border():
    relations("30 km around geonames:103", inside=[PORT, PORT_NORTH], outside=[MIDDLE, TWIN])
    relations(
        "20 km of border NL-SL",
        inside=[PORT, PORT_NORTH],
        outside=[MIDDLE, TWIN_NORTH],
        touching=[NORTHLAND, SOUTHLAND, EAST_OBLAST],
    )
    relations("20 km from the border between West Oblast and East Oblast", inside=[MIDDLE])
    relations("12.5 mi around 50,36", inside=[PORT, PORT_NORTH], outside=[TWIN])


@pytest.mark.parametrize(
    ("asked", "place"),
    [
        ("SL", SOUTHLAND),
        ("SL.01", WEST_OBLAST),
        ("SL-02", EAST_OBLAST),
        ("geonames:106", TWIN_NORTH),
        ("west oblast", WEST_OBLAST),
        ("Port", PORT),
    ],
)
def test_codes_ids_and_names(asked, place):
    assert region(asked, HandDrawn()).relation(place) == "self"


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("Twin", "geonames:105 .town Twin, East Oblast, SL.*geonames:106"),
        ("Norhtland", "no place called 'Norhtland'.*geonames:1 .country Northland, NL"),
        ("Xyzzy", "no place called 'Xyzzy'"),
        ("geonames:999", "no place geonames:999"),
        ("bbox:1,2,3", "bbox:west,south,east,north"),
        ("bbox:0,50,1,40", "south before north"),
        ("bbox:0,40,200,50", "-180 to 180"),
        ("bbox:nan,40,2,50", "no box on earth"),
        ("50 km around Sea", "outline of Sea is not known"),
        ("5 km around 91,0", "no point on earth"),
        ("0 km around Middle", "no distance"),
        ("99999 km around Middle", "no distance"),
        ("5 km of border geonames:1 / Middle", "outline of Middle is not known"),
        ("West Oblast except Southland", "nothing is left"),
        ("", "no place called"),
        ("missing.geojson", "no file missing.geojson"),
    ],
)
def test_what_cannot_be_asked_is_said_with_what_to_do(asked, said):
    with pytest.raises(RegionError, match=said):
        assert region(asked, HandDrawn()).geometry


def test_a_file_is_the_area_of_its_features(tmp_path):
    frame = geopandas.GeoDataFrame(
        {"name": ["one", "two"]},
        geometry=[shapely.box(34, 47, 35, 48), shapely.box(36, 47, 37, 48)],
        crs="EPSG:4326",
    )
    for name in ("area.geojson", "area.gpkg", "area.shp", "area.parquet"):
        path = tmp_path / name
        if path.suffix == ".parquet":
            frame.to_parquet(path)
        else:
            frame.to_crs(3857 if path.suffix == ".gpkg" else 4326).to_file(path)
        relations(str(path), inside=[MIDDLE, LOST], outside=[PORT, TWIN_NORTH])
    path = tmp_path / "area.gpkg"
    found = region(str(path), HandDrawn(), where="name = 'two'")
    assert [found.relation(place) for place in (MIDDLE, LOST)] == ["outside", "inside"]
    with pytest.raises(RegionError, match="no feature"):
        region(str(path), HandDrawn(), where="name = 'three'")
    with pytest.raises(RegionError, match="can't read"):
        region(str(path), HandDrawn(), where="nonsense ===")
    with pytest.raises(RegionError, match="goes with a file"):
        region("West Oblast", HandDrawn(), where="name = 'two'")


def test_a_file_that_is_none_is_said(tmp_path):
    path = tmp_path / "broken.geojson"
    path.write_text("{not json")
    with pytest.raises(RegionError, match="can't read"):
        region(str(path), HandDrawn())
    path.write_text(json.dumps({"type": "Point", "coordinates": [1, 2]}))
    with pytest.raises(RegionError, match="no area"):
        region(str(path), HandDrawn())


def test_a_shape_of_your_own_is_a_region():
    found = region(shapely.box(34, 47, 35, 48), HandDrawn())
    assert found.relation(MIDDLE) == "inside"
    bow_tie = shapely.Polygon([(34, 47), (36, 48), (36, 47), (34, 48)])
    assert region(bow_tie, HandDrawn()).relation(MIDDLE) == "inside"


@settings(deadline=None)
@given(st.text(max_size=40))
def test_whatever_is_typed_is_a_region_or_refused(asked):
    try:
        found = region(asked, HandDrawn())
    except RegionError:
        return
    assert found.name


@settings(deadline=None)
@given(
    st.sampled_from(["West Oblast", "Southland", "Two Lands", "bbox:34,45,38,50", "SL except NL"]),
    st.floats(44, 56),
    st.floats(28, 42),
)
def test_boxes_and_units_never_leave_out_what_is_not_outside(asked, lat, lon):
    from dataclasses import replace

    place = replace(LOST, country=None, lat=lat, lon=lon)
    found = region(asked, HandDrawn())
    if found.relation(place) != "outside":
        assert any(
            box.west <= lon <= box.east and box.south <= lat <= box.north for box in found.boxes
        )
