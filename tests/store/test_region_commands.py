"""Questions by region through the command line, and an update; with the gazetteer users have."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys

import geopandas
import pytest
import shapely
from click.testing import CliRunner
from example_store import BELGOROD, KHERSON, UKRAINE, article

from geomap.cli import geomap
from geomap.gazetteer import build_gazetteer
from geomap.store import MentionStore, geopackage


@pytest.fixture(scope="module", autouse=True)
def gazetteer():
    """The gazetteer at its usual place."""
    return build_gazetteer(progress=False)


@pytest.fixture
def store(tmp_path):
    path = tmp_path / "week.gpkg"
    with MentionStore(path) as held:
        held.add([article(number) for number in range(3)])
    return path


def run(*arguments, status=0):
    done = CliRunner().invoke(geomap, [str(argument) for argument in arguments])
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    assert done.exit_code == status, done.output
    return done


def named(done):
    return {json.loads(line)["name"] for line in done.stdout.splitlines()}


@pytest.mark.parametrize(
    "asked",
    ["Kherson Oblast", "UA-65", "Gebiet Cherson", "bbox:31,45,35,48", "9 km around Kherson"],
)
def test_one_region_asked_for_in_many_ways(store, asked):
    done = run("query", store, "--region", asked)
    assert named(done) == {"Kherson"}
    assert len(done.stdout.splitlines()) == 3
    reason = "only partly in" if ":" in asked or "km" in asked else "as a whole, which is more than"
    assert "not counted: 3 mentions: " in done.stderr
    assert reason in done.stderr.splitlines()[0]


def test_a_region_and_what_it_holds_are_told_apart(store):
    rows = [json.loads(line) for line in run("query", store, "--region", "UA").stdout.splitlines()]
    assert {(row["name"], row["relation"]) for row in rows} == {
        ("Ukraine", "self"),
        ("Kherson", "inside"),
        ("Lyman", "inside"),
    }
    done = run("query", store, "--region", "Ukraine except Donetsk Oblast")
    assert named(done) == {"Kherson"}


def test_a_file_is_a_region_and_where_chooses_among_its_features(store, tmp_path):
    path = tmp_path / "areas.geojson"
    shapes = [shapely.Point(place.lon, place.lat).buffer(0.5) for place in (KHERSON, BELGOROD)]
    geopandas.GeoDataFrame({"zone": ["a", "b"]}, geometry=shapes, crs="EPSG:4326").to_file(path)
    assert named(run("query", store, "--region", path)) == {"Kherson", "Belgorod"}
    assert named(run("query", store, "--region", path, "--where", "zone = 'b'")) == {"Belgorod"}


def test_touching_also_counts_what_lies_partly_in_the_region(store):
    region = ("--region", "20 km of border BY-UA")
    done = run("query", store, *region, status=1)
    assert "places that are only partly in" in done.stderr
    assert named(run("query", store, *region, "--touching")) == {UKRAINE.name}


def test_what_is_named_together(store):
    assert named(run("query", store, "--with", "Belgorod")) == {"Kherson", "Lyman", "Ukraine"}
    done = run("query", store, "--with", "Donetsk Oblast", "--same", "sentence")
    assert named(done) == {"Ukraine"}
    run("query", store, "--with", "Belgorod", "--same", "sentence", status=1)


@pytest.mark.parametrize(
    ("by", "row"),
    [
        ("place", {"place_id": KHERSON.id, "name": "Kherson", "mentions": 3}),
        ("admin1", {"admin1": "Kherson Oblast", "country": "UA", "mentions": 3}),
        ("country", {"country": "UA", "mentions": 6}),
        ("source", {"source": "Example Post", "mentions": 6}),
        ("day", {"day": "2024-10-01", "mentions": 2}),
        ("week", {"week": "2024-09-30", "mentions": 6}),
        ("month", {"month": "2024-10", "mentions": 6}),
    ],
)
def test_counts_of_a_region(store, by, row):
    done = run("query", store, "--region", "UA", "--kind", "town", "--count-by", by, "--json")
    rows = json.loads(done.stdout)
    assert [found for found in rows if row.items() <= found.items()] != []
    run("query", store, "--region", "PL", "--count-by", by, status=1)


def test_since_and_until_go_with_a_region(store):
    done = run(
        "query", store, "--region", "UA-65", "--since", "2024-10-02", "--until", "2024-10-02"
    )
    assert len(done.stdout.splitlines()) == 1
    run("query", store, "--region", "UA-65", "--since", "2025-01-01", status=1)


@pytest.mark.parametrize(
    "asked", ["Georgia", "Nowhereville", "bbox:1,2,3", "20 km of border PT-PL"]
)
def test_a_wrong_question_is_told_in_one_line_and_is_two(store, asked):
    command = [sys.executable, "-m", "geomap", "query", str(store), "--region", asked]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("geomap: ")
    assert done.stderr.count("\n") == 1


def test_update_geoparses_anew_what_an_older_run_produced(tmp_path):
    story = tmp_path / "story.txt"
    story.write_text("Shells fell on the city of Kherson, officials in Mykolaiv said.\n")
    path = tmp_path / "week.gpkg"
    run("ingest", story, "--store", path)
    first = run("query", path).stdout
    assert named(run("query", path)) == {"Kherson", "Mykolaiv"}
    # As an older gazetteer would have left it: other versions, and another place.
    with sqlite3.connect(path) as file:
        geopackage.register_functions(file)
        file.execute("UPDATE runs SET gazetteer = 'of last year'")
        file.execute("UPDATE mentions SET place = NULL, reason = 'not known then'")
    file.close()
    run("query", path, "--count-by", "place", status=1)
    assert "1 unchanged" in run("ingest", story, "--store", path).stderr
    run("query", path, "--count-by", "place", status=1)
    done = run("ingest", story, "--store", path, "--update")
    assert "1 articles geoparsed anew" in done.stderr
    assert run("query", path).stdout == first
    assert "0 articles geoparsed anew" in run("ingest", story, "--store", path, "--update").stderr


def test_update_of_another_model_recognises_anew(tmp_path):
    story = tmp_path / "story.txt"
    story.write_text("Shells fell on the city of Kherson, officials in Mykolaiv said.\n")
    path = tmp_path / "week.gpkg"
    run("ingest", story, "--store", path)
    with sqlite3.connect(path) as file:
        file.execute("UPDATE runs SET model = 'of last year'")
        file.executescript(
            "DELETE FROM candidates; DELETE FROM mention_evidence; DELETE FROM mentions"
        )
    file.close()
    run("ingest", story, "--store", path, "--update")
    assert named(run("query", path)) == {"Kherson", "Mykolaiv"}
