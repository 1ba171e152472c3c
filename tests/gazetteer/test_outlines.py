"""Outlines: the right units hold the right towns, neighbours share borders, one read is cheap."""

from __future__ import annotations

import json
import lzma
import shutil
import zipfile
from pathlib import Path

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geomap.errors import GazetteerError
from geomap.gazetteer.outlines import (
    ARCHIVE,
    LEVELS,
    STEP,
    Outlines,
    box_around,
    packed,
    unpacked,
)
from geomap.model import Box

DATA = Path(__file__).parents[2] / "data" / "gazetteer"

# lat, lon, country, admin1: points of Wikipedia's articles.
TOWNS = {
    "Simferopol": (44.952, 34.102, "UA", "UA.11"),
    "Sevastopol": (44.600, 33.525, "UA", "UA.20"),
    "Beryslav": (46.842, 33.429, "UA", "UA.08"),
    "Donetsk": (48.003, 37.805, "UA", "UA.05"),
    "Tsimlyansk": (47.648, 42.095, "RU", "RU.61"),
    "Augsburg": (48.367, 10.900, "DE", "DE.02"),
    "Dallas": (32.779, -96.808, "US", "US.TX"),
    "Lyon": (45.767, 4.834, "FR", "FR.84"),
    "Florence": (43.771, 11.254, "IT", "IT.16"),
    "Edinburgh": (55.953, -3.189, "GB", "GB.SCT"),
    "Sokhumi": (43.003, 41.015, "GE", "GE.02"),
    "Le Tampon": (-21.278, 55.515, "RE", None),
    "Longyearbyen": (78.220, 15.630, "SJ", None),
}


@pytest.fixture(scope="module")
def outlines():
    return Outlines(DATA)


@pytest.fixture(scope="module")
def countries(outlines):
    return {code: outlines.outline(code) for code in outlines.codes() if "." not in code}


@pytest.mark.parametrize("town", TOWNS)
def test_a_town_lies_in_its_country_and_unit_and_in_no_other_country(outlines, countries, town):
    lat, lon, country, unit = TOWNS[town]
    point = shapely.Point(lon, lat)
    holding = [code for code, shape in countries.items() if shape.contains(point)]
    assert holding == [country]
    if unit is not None:
        assert outlines.outline(unit).contains(point)


def test_a_place_id_and_its_code_have_the_same_outline(outlines):
    assert outlines.outline("geonames:706442").equals(outlines.outline("UA.08"))
    assert outlines.outline("geonames:690791").equals(outlines.outline("UA"))


def test_a_curated_region_is_the_union_of_its_members(outlines):
    donbas = outlines.outline("curated:donbas")
    parts = [outlines.outline("UA.05"), outlines.outline("UA.14")]
    assert donbas.area == pytest.approx(sum(part.area for part in parts))
    assert donbas.geom_type == "Polygon", "the two oblasts share their border point for point"


def test_curated_towns_and_sites_lie_in_the_unit_they_are_said_to_be_in(outlines):
    lines = (DATA / "extra.tsv").read_text(encoding="utf-8").splitlines()
    columns = lines[0].split("\t")
    places = [dict(zip(columns, line.split("\t"), strict=True)) for line in lines[1:]]
    on_land = [p for p in places if p["kind"][:2] in {"P.", "S."} and p["country"]]
    assert len(on_land) > 80
    for place in on_land:
        unit = outlines.outline(place["admin1"] or place["country"])
        point = shapely.Point(float(place["lon"]), float(place["lat"]))
        # The coast of a 1:10m map is a few kilometres off.
        assert unit.distance(point) < 0.05, place["id"]


def test_no_outline_is_made_up(outlines):
    assert outlines.outline("curated:black-sea") is None
    assert outlines.outline("geonames:1") is None
    assert outlines.outline("XX.99") is None
    assert outlines.outline("../extra.tsv") is None


def test_an_unknown_level_is_an_error_that_names_the_levels(outlines):
    with pytest.raises(GazetteerError, match="full, region, world"):
        outlines.outline("UA", level="fine")


@pytest.mark.parametrize("level", LEVELS)
def test_every_outline_is_valid_and_lies_on_the_globe(outlines, level):
    for code in outlines.codes():
        shape = outlines.outline(code, level=level)
        west, south, east, north = shape.bounds
        assert shape.is_valid, code
        assert shape.geom_type in {"Polygon", "MultiPolygon"}, code
        assert -180 <= west < east <= 180, code
        assert -90 <= south < north <= 90, code


@pytest.mark.parametrize("level", LEVELS)
def test_units_of_a_country_tile_it_without_overlap(outlines, level):
    units = [code for code in outlines.codes() if code.startswith("UA.") and code.count(".") == 1]
    shapes = [outlines.outline(code, level=level) for code in units]
    assert len(units) == 27
    # Rounding to the grid moves a border by 11 m at most.
    assert sum(shape.area for shape in shapes) == pytest.approx(
        outlines.outline("UA", level=level).area, rel=0.002
    )
    assert shapely.coverage_is_valid(shapes)


def test_coarser_levels_have_fewer_points(outlines):
    points = [shapely.get_num_coordinates(outlines.outline("UA", level=level)) for level in LEVELS]
    assert points == sorted(points, reverse=True)
    assert len(set(points)) == len(LEVELS)


def test_raions_are_marked_approximate_and_lie_in_their_oblast(outlines):
    raions = [code for code in outlines.codes() if code.startswith("UA.08.")]
    oblast = outlines.outline("UA.08")
    assert len(raions) == 5
    for raion in raions:
        shape = outlines.outline(raion)
        assert outlines.is_approximate(raion)
        assert shape.intersection(oblast).area == pytest.approx(shape.area, rel=0.01)
    assert not outlines.is_approximate("UA.08")
    assert outlines.outline(raions[0], level="world").equals(outlines.outline(raions[0]))


def test_opening_reads_nothing(tmp_path):
    outlines = Outlines(tmp_path)
    with pytest.raises(GazetteerError, match="install geomap again"):
        outlines.codes()


def test_a_broken_archive_is_named(tmp_path):
    (tmp_path / ARCHIVE).write_bytes(b"not a zip")
    with pytest.raises(GazetteerError, match=ARCHIVE):
        Outlines(tmp_path).outline("UA")


def test_a_region_that_lacks_a_member_has_no_outline(tmp_path):
    shutil.copy(DATA / ARCHIVE, tmp_path)
    table = "id\tmembers\ncurated:whole\tUA.05,UA.14\ncurated:lacking\tUA.05,XX.01\n"
    (tmp_path / "extra.tsv").write_text(table, encoding="utf-8")
    outlines = Outlines(tmp_path)
    assert outlines.outline("curated:whole") is not None
    assert outlines.outline("curated:lacking") is None


def test_the_archive_carries_no_dates():
    with zipfile.ZipFile(DATA / ARCHIVE) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@st.composite
def boxes_with_holes(draw):
    """A polygon on the grid: a box with up to two holes, anywhere on the globe."""
    west = draw(st.integers(-1_800_000, 1_799_000))
    south = draw(st.integers(-900_000, 899_000))
    box = shapely.box(west, south, west + 1000, south + 1000)
    holes = draw(st.lists(st.sampled_from([100, 400, 700]), unique=True, max_size=2))
    rings = [
        shapely.box(west + h, south + h, west + h + 200, south + h + 200).exterior for h in holes
    ]
    return shapely.transform(shapely.Polygon(box.exterior, rings), lambda xy: xy / round(1 / STEP))


@given(st.lists(boxes_with_holes(), min_size=1, max_size=4))
def test_a_record_gives_back_the_shape_it_was_made_of(parts):
    shape = parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)
    assert shapely.equals_exact(unpacked(packed(shape)), shape)


@pytest.mark.parametrize("layer", ["countries", "admin1", "lakes", "rivers"])
def test_a_layer_of_the_basemap_is_geojson_with_an_id_and_a_name_a_feature(layer):
    collection = json.loads(lzma.decompress((DATA / "basemap" / f"{layer}.json.xz").read_bytes()))
    ids = [feature["id"] for feature in collection["features"]]
    assert collection["type"] == "FeatureCollection"
    assert ids == sorted(set(ids))
    for feature in collection["features"]:
        shape = shapely.from_geojson(json.dumps(feature["geometry"]))
        assert isinstance(feature["properties"]["name"], str)
        assert shape.is_valid, feature["id"]
        assert not shape.is_empty, feature["id"]
    expected = "LineString" if layer == "rivers" else "Polygon"
    assert all(f["geometry"]["type"].endswith(expected) for f in collection["features"])


def test_the_map_shows_crimea_as_ukraine():
    collection = json.loads(lzma.decompress((DATA / "basemap" / "countries.json.xz").read_bytes()))
    shapes = {
        f["id"]: shapely.from_geojson(json.dumps(f["geometry"])) for f in collection["features"]
    }
    simferopol = shapely.Point(34.102, 44.952)
    assert shapes["UA"].contains(simferopol)
    assert not shapes["RU"].contains(simferopol)


_LONGITUDES = st.integers(-180, 180)


@given(st.lists(st.tuples(_LONGITUDES, _LONGITUDES), min_size=1, max_size=6))
def test_the_box_around_boxes_holds_each_and_no_more_than_it_must(spans):
    boxes = [Box(float(west), 0.0, float(east), float(n)) for n, (west, east) in enumerate(spans)]
    around = box_around(boxes)
    assert (around.south, around.north) == (0.0, float(len(boxes) - 1))

    def degrees(box):
        end = box.east if box.west <= box.east else box.east + 360
        return {(half + 360) % 720 for half in range(2 * int(box.west), 2 * int(end) + 1)}

    held = set().union(*map(degrees, boxes))
    assert held <= degrees(around)
    # The stretch left out is as long as the longest that no box touches.
    free = run = 0
    for half in range(2 * 720):
        run = 0 if half % 720 in held else run + 1
        free = max(free, min(run, 720))
    assert len(degrees(around)) == 720 - free
