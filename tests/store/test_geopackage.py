from __future__ import annotations

import sqlite3
from dataclasses import replace

import geopandas
import pyogrio
import pytest
import shapely
from example_store import KHERSON, LYMAN_WYOMING, PLACES, TEXT, UKRAINE, article, mention
from geopackage_rules import faults

from geomap.corrections import Correction
from geomap.gazetteer import Gazetteer, build_gazetteer
from geomap.model import Article, Place
from geomap.store import MentionStore

PLACE_OF = {place.id: place for place in PLACES}.get


@pytest.fixture(scope="module")
def whole():
    """The gazetteer that users have."""
    with Gazetteer.open(build_gazetteer(progress=False)) as gazetteer:
        yield gazetteer


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


def test_gdal_sees_a_layer_of_points_and_one_of_regions(path):
    assert pyogrio.list_layers(path).tolist() == [
        ["mentions", "Point"],
        ["regions", "MultiPolygon"],
    ]
    info = pyogrio.read_info(path, layer="mentions", force_total_bounds=True)
    assert (info["driver"], info["crs"], info["fid_column"]) == ("GPKG", "EPSG:4326", "fid")
    assert info["capabilities"]["fast_spatial_filter"]
    assert info["features"] == 30


def test_geopandas_reads_it_with_columns_that_speak(path):
    frame = geopandas.read_file(path, layer="mentions")
    assert frame.crs == "EPSG:4326"
    assert {"text", "name", "group", "country", "admin1", "source", "published"} <= set(frame)
    row = frame[frame["text"] == "Lyman"].iloc[0]
    assert (row["name"], row["country"], row["group"]) == ("Lyman", "US", "town")
    assert row.geometry.equals(
        geopandas.points_from_xy([LYMAN_WYOMING.lon], [LYMAN_WYOMING.lat])[0]
    )
    assert str(row["published"])[:10] == "2024-10-01"


def test_a_box_is_read_by_the_index(path):
    frame = geopandas.read_file(path, layer="mentions", bbox=(32, 46, 33, 47))
    assert set(frame["name"]) == {"Kherson"}
    assert len(frame) == 8


def test_other_tools_may_edit_the_layer(path):
    frame = geopandas.read_file(path, layer="mentions").head(1)
    pyogrio.write_dataframe(frame, path, layer="mentions", append=True)
    assert faults(path) == []
    assert pyogrio.read_info(path, layer="mentions")["features"] == 31


def test_without_a_layer_named_the_mentions_are_read(path):
    with pytest.warns(UserWarning, match="mentions"):
        frame = geopandas.read_file(path)
    assert {"text", "place_id"} <= set(frame)


def test_a_country_is_no_point_but_an_outline_with_its_counts(path):
    mentions = geopandas.read_file(path, layer="mentions")
    assert mentions[mentions["name"] == "Ukraine"].geometry.isna().all()
    assert mentions[mentions["group"] == "town"].geometry.notna().all()
    regions = geopandas.read_file(path, layer="regions")
    assert regions.crs == "EPSG:4326"
    assert regions["name"].tolist() == ["Ukraine"]
    row = regions.iloc[0]
    named = mentions[mentions["name"] == "Ukraine"]
    assert (row["mentions"], row["articles"]) == (len(named), named["article"].nunique())
    assert (row["place_id"], row["lat"], row["lon"]) == (UKRAINE.id, UKRAINE.lat, UKRAINE.lon)
    assert row.geometry.covers(shapely.Point(30.52, 50.45))
    assert not row.geometry.covers(shapely.Point(37.6, 55.75))


def test_regions_go_with_their_last_mention(path):
    with MentionStore(path) as store:
        store.remove(source="Example Post")
    assert geopandas.read_file(path, layer="regions").empty
    assert faults(path) == []


def test_an_area_whose_outline_is_not_known_is_listed_without_one(tmp_path):
    sea = Place("curated:black-sea", "Black Sea", "H.SEA", lat=43.0, lon=34.0, precision="region")
    text = "Over the Black Sea."
    story = Article("a", text, mentions=(mention(text, "Black Sea", sea),))
    with MentionStore(tmp_path / "week.gpkg") as store:
        store.add([story])
    frame = geopandas.read_file(tmp_path / "week.gpkg", layer="regions")
    assert frame["name"].tolist() == ["Black Sea"]
    assert frame.geometry.isna().all()
    assert faults(tmp_path / "week.gpkg") == []


@pytest.mark.parametrize("code", ["UA", "BY", "PL", "DE", "FR", "US", "RU", "CA", "BR", "AU"])
def test_a_join_by_hand_puts_no_country_into_what_lies_around_its_point(tmp_path, whole, code):
    country = whole.by_code(code)
    text = f"{country.name} said so."
    story = Article("a", text, mentions=(mention(text, country.name, country),))
    with MentionStore(tmp_path / "week.gpkg") as store:
        store.add([story])
    around = shapely.Point(country.lon, country.lat).buffer(3)
    area = geopandas.GeoDataFrame(geometry=[around], crs="EPSG:4326")
    mentions = geopandas.read_file(tmp_path / "week.gpkg", layer="mentions")
    assert len(mentions) == 1
    assert mentions.sjoin(area).empty
    regions = geopandas.read_file(tmp_path / "week.gpkg", layer="regions")
    assert len(regions) == 1
    assert regions.sjoin(area, predicate="within").empty
    assert len(regions.sjoin(area)) == 1
