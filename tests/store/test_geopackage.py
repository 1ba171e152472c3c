from __future__ import annotations

import sqlite3
from dataclasses import replace

import geopandas
import pyogrio
import pytest
from example_store import KHERSON, LYMAN_WYOMING, PLACES, TEXT, article
from geopackage_rules import faults

from geomap.corrections import Correction
from geomap.store import MentionStore

PLACE_OF = {place.id: place for place in PLACES}.get


@pytest.fixture
def path(tmp_path):
    """A store that has been through everything that can happen to one."""
    path = tmp_path / "week.gpkg"
    with MentionStore(path) as store:
        store.add([article(number) for number in range(6)])
        store.add([article(1, text="Kherson. " + TEXT)])
        store.correct([Correction(LYMAN_WYOMING.id, name="Lyman")], PLACE_OF)
        store.correct([Correction(None, name="Belgorod")], PLACE_OF)
        store.remove(article="story-2")
        moved = replace(KHERSON, lat=46.7)
        mentions = tuple(replace(m, place=moved) for m in article(7).mentions)
        store.add([article(7, mentions=mentions)])
    return path


def test_a_store_keeps_the_rules_of_the_standard(path):
    assert faults(path) == []


def test_an_empty_store_keeps_them_too(tmp_path):
    with MentionStore(tmp_path / "empty.gpkg"):
        pass
    assert faults(tmp_path / "empty.gpkg") == []


def test_the_rules_are_really_checked(path):
    with sqlite3.connect(path) as file:
        file.execute("PRAGMA user_version = 1")
        file.execute("DELETE FROM rtree_mentions_geom WHERE id = 1")
        file.execute("DROP TRIGGER rtree_mentions_geom_update6")
    file.close()
    assert len(faults(path)) == 3


def test_gdal_sees_one_layer_of_points(path):
    assert pyogrio.list_layers(path).tolist() == [["mentions", "Point"]]
    info = pyogrio.read_info(path, force_total_bounds=True)
    assert (info["driver"], info["crs"], info["fid_column"]) == ("GPKG", "EPSG:4326", "fid")
    assert info["capabilities"]["fast_spatial_filter"]
    assert info["features"] == 30


def test_geopandas_reads_it_with_columns_that_speak(path):
    frame = geopandas.read_file(path)
    assert frame.crs == "EPSG:4326"
    assert {"text", "name", "group", "country", "admin1", "source", "published"} <= set(frame)
    row = frame[frame["text"] == "Lyman"].iloc[0]
    assert (row["name"], row["country"], row["group"]) == ("Lyman", "US", "town")
    assert row.geometry.equals(
        geopandas.points_from_xy([LYMAN_WYOMING.lon], [LYMAN_WYOMING.lat])[0]
    )
    assert str(row["published"])[:10] == "2024-10-01"


def test_a_box_is_read_by_the_index(path):
    frame = geopandas.read_file(path, bbox=(32, 46, 33, 47))
    assert set(frame["name"]) == {"Kherson"}
    assert len(frame) == 8


def test_other_tools_may_edit_the_layer(path):
    frame = geopandas.read_file(path).head(1)
    pyogrio.write_dataframe(frame, path, layer="mentions", append=True)
    assert faults(path) == []
    assert pyogrio.read_info(path)["features"] == 31
