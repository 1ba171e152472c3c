"""Tiles: images out of a local archive up to a limit; online ones only with a credit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import archives
import pytest
import stories
from hypothesis import given
from hypothesis import strategies as st

from geomap.errors import UsageError
from geomap.maps import MentionMap
from geomap.maps.pmtiles import Archive, tile_number
from geomap.maps.tiles import asks, embedded, online
from geomap.model import Box
from geomap.query import query_result

if TYPE_CHECKING:
    from pathlib import Path

TEMPLATE = "https://{s}.tiles.example.org/{z}/{x}/{y}.png"


def test_tiles_are_numbered_as_the_specification_says() -> None:
    assert [tile_number(0, 0, 0), tile_number(1, 0, 0), tile_number(2, 0, 0)] == [0, 1, 5]
    assert [tile_number(1, 0, 1), tile_number(1, 1, 1), tile_number(1, 1, 0)] == [2, 3, 4]
    assert tile_number(12, 3423, 1763) == 19078479


@given(st.integers(0, 9))
def test_the_numbers_of_a_zoom_are_a_path_without_gaps(zoom: int) -> None:
    side = 2 ** min(zoom, 5)
    numbers = {tile_number(zoom, x, y): (x, y) for x in range(side) for y in range(side)}
    assert len(numbers) == side * side
    first = (4**zoom - 1) // 3
    assert min(numbers) == first
    for number, (x, y) in numbers.items():
        if number + 1 in numbers:
            x2, y2 = numbers[number + 1]
            assert abs(x - x2) + abs(y - y2) == 1


@pytest.mark.parametrize("leaves", [False, True])
@pytest.mark.parametrize("packing", [1, 2])
def test_a_tile_is_found_by_zoom_column_and_row(tmp_path: Path, leaves: bool, packing: int) -> None:
    tiles = {(3, x, y): f"{x},{y}".encode() for x in range(8) for y in range(8) if (x, y) != (5, 2)}
    path = archives.write(tmp_path / "a.pmtiles", tiles, leaves=leaves, packing=packing)
    with Archive(path) as archive:
        for x in range(8):
            for y in range(8):
                assert archive.tile(3, x, y) == tiles.get((3, x, y))
        assert archive.tile(2, 0, 0) is None
        assert archive.tile(4, 0, 0) is None


def test_the_images_of_the_region_are_embedded_up_to_the_limit(tmp_path: Path) -> None:
    path = archives.world(tmp_path / "a.pmtiles", 6)
    size = len(archives.png())
    box = Box(west=23.0, south=44.0, east=40.0, north=52.5)
    found = embedded(path, box)
    assert (found["least"], found["most"], found["note"]) == (0, 5, None)
    assert sorted(key for key in found["images"] if key.startswith("5/")) == [
        f"5/{x}/{y}" for x in (18, 19) for y in (10, 11)
    ]
    few = embedded(path, box, limit=4 * size)
    assert few["most"] == 3
    assert "closer than zoom 3" in few["note"]
    assert "zoom 5" in few["note"]


def test_a_box_over_the_antimeridian_takes_tiles_from_both_sides(tmp_path: Path) -> None:
    path = archives.world(tmp_path / "a.pmtiles", 3)
    found = embedded(path, Box(west=170.0, south=-20.0, east=-170.0, north=-10.0))
    assert {key for key in found["images"] if key.startswith("2/")} == {"2/3/2", "2/0/2"}


def test_the_credit_of_an_archive_stands_in_the_page_without_its_markup(tmp_path: Path) -> None:
    credit = '<a href="javascript:x">&copy; Somebody</a> <script>{{ 7 * 7 }}</script>'
    path = archives.world(tmp_path / "a.pmtiles", 1, metadata={"attribution": credit})
    assert embedded(path, None)["credit"] == "© Somebody {{ 7 * 7 }}"
    drawn = MentionMap(query_result(stories.sample()), tiles=path)
    assert drawn.payload["tiles"]["credit"] == "© Somebody {{ 7 * 7 }}"
    html = drawn.get_root().render()
    assert "javascript:x" not in html
    assert html.count("<script") == 4


def test_vector_tiles_are_refused_with_what_to_do(tmp_path: Path) -> None:
    path = archives.world(tmp_path / "a.pmtiles", 1, kind=1)
    with pytest.raises(UsageError, match=r"vector tiles.*make an archive of images"):
        embedded(path, None)


def test_an_archive_of_another_area_is_refused(tmp_path: Path) -> None:
    path = archives.write(tmp_path / "a.pmtiles", {(5, 0, 0): archives.png()})
    with pytest.raises(UsageError, match="no image where the mentions are"):
        embedded(path, Box(west=23.0, south=44.0, east=40.0, north=52.5))


def test_a_file_that_is_missing_or_something_else_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="can't read tiles"):
        embedded(tmp_path / "none.pmtiles", None)
    (tmp_path / "b.pmtiles").write_text("PMTiles are nice" * 20)
    with pytest.raises(UsageError, match="no PMTiles archive of version 3"):
        embedded(tmp_path / "b.pmtiles", None)


@given(st.data())
def test_a_damaged_archive_is_refused_or_read_but_never_crashes(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    path = archives.world(tmp_path_factory.mktemp("tiles") / "a.pmtiles", 3, leaves=True)
    whole = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(8, 400))] = data.draw(st.integers(0, 255))
    path.write_bytes(whole[: data.draw(st.integers(0, len(whole)))])
    try:
        found = embedded(path, None, limit=10**6)
    except UsageError as error:
        assert str(path) in str(error)  # noqa: PT017 - either way is right
    else:
        assert found["images"]


def test_a_page_with_a_local_archive_asks_nobody(tmp_path: Path) -> None:
    path = archives.world(tmp_path / "a.pmtiles", 3)
    drawn = MentionMap(query_result(stories.sample()), tiles=str(path))
    html = drawn.get_root().render()
    assert "connect-src 'none'" in html
    assert "img-src data: blob:;" in html
    assert drawn.payload["basemap"] is not None
    assert drawn.payload["towns"] is None


def test_online_tiles_are_said_on_the_page() -> None:
    drawn = MentionMap(query_result(stories.sample()), tiles=TEMPLATE, tiles_credit="© Somebody")
    assert "tiles.example.org while you look" in drawn.payload["notes"][-1]
    assert "Somebody" in drawn.get_root().render()
    assert "tile.openstreetmap.org" in asks(online("OpenStreetMap", None))


@pytest.mark.parametrize(
    ("tiles", "credit", "why"),
    [
        (TEMPLATE, None, "--tiles-credit"),
        (TEMPLATE, "{{ 7 * 7 }}", "braces"),
        (TEMPLATE + "{{ 7 }}", "Somebody", "braces"),
        ("http://tiles.example.org/{z}/{x}/{y}", "Somebody", "https://"),
        ("No such tiles", None, "no tile set"),
    ],
)
def test_tiles_that_cannot_be_drawn_are_refused(tiles: str, credit: str | None, why: str) -> None:
    with pytest.raises(UsageError, match=why):
        online(tiles, credit)
