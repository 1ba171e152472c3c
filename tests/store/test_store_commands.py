"""The verbs of the store, through the command line itself, on a store made by hand."""

from __future__ import annotations

import base64
import csv
import gzip
import io
import json
import re
from dataclasses import replace
from datetime import date

import geopandas
import pytest
from click.testing import CliRunner
from example_store import KHERSON, article, mention

from geomap.cli import geomap
from geomap.errors import StoreError, UsageError
from geomap.store import MentionStore


@pytest.fixture
def store(tmp_path):
    path = tmp_path / "week.gpkg"
    with MentionStore(path) as held:
        held.add([article(number) for number in range(3)])
        text = "=Kherson\x1b[2J\u202e again."
        odd = article(3, text=text, title="=1+1", mentions=(mention(text, "Kherson", KHERSON),))
        held.add([replace(odd, source="@Evil")])
    return path


def run(*arguments, status=0):
    done = CliRunner().invoke(geomap, [str(argument) for argument in arguments])
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    assert done.exit_code == status, done.output
    return done


def test_the_formats_say_the_same(store, tmp_path):
    lines = [json.loads(line) for line in run("query", store, "--jsonl").stdout.splitlines()]
    assert len(lines) == 13
    assert json.loads(run("query", store, "--json").stdout) == lines
    assert [json.loads(x) for x in run("query", store).stdout.splitlines()] == lines
    rows = list(csv.DictReader(io.StringIO(run("query", store, "--csv").stdout)))
    assert [row["mention_id"] for row in rows] == [line["mention_id"] for line in lines]
    collection = json.loads(run("query", store, "--geojson").stdout)
    assert [f["properties"] for f in collection["features"]] == lines
    for name in ("out.gpkg", "out.parquet", "out.geojson"):
        run("query", store, "--output", tmp_path / name)
        if name.endswith("parquet"):
            frame = geopandas.read_parquet(tmp_path / name)
        else:
            frame = geopandas.read_file(tmp_path / name)
        assert frame.crs == "EPSG:4326"
        assert list(frame["mention_id"]) == [line["mention_id"] for line in lines]
        for row, line in zip(frame.itertuples(), lines, strict=True):
            assert (row.geometry is None) == (line["group"] == "country")
            assert row.geometry is None or row.geometry.x == line["lon"]


def test_a_spreadsheet_is_given_no_formula(store):
    rows = list(csv.DictReader(io.StringIO(run("query", store, "--csv").stdout)))
    assert (rows[-1]["title"], rows[-1]["source"]) == ("'=1+1", "'@Evil")
    assert rows[0]["lon"] == str(KHERSON.lon)


def test_a_terminal_is_given_no_control_characters(store):
    shown = run("query", store, "--table", "--sentences", "--source", "@Evil").stdout
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert "=Kherson [2J" in shown


def test_nothing_found_is_one_and_a_wrong_question_is_told(store, tmp_path):
    assert run("query", store, "--text", "nothing", status=1).stdout == ""
    with pytest.raises(UsageError, match="no day"):
        run("query", store, "--since", "someday")
    with pytest.raises(UsageError, match="needs a file"):
        run("query", store, "--gpkg")
    with pytest.raises(UsageError, match="counts are no points"):
        run("query", store, "--count-by", "place", "--geojson")
    with pytest.raises(UsageError, match="two answers"):
        run("query", store, "--count-by", "place", "--explain")
    with pytest.raises(UsageError, match="goes with a file"):
        run("query", store, "--where", "x = 1")
    with pytest.raises(StoreError, match="no store"):
        run("query", tmp_path / "none.gpkg")
    run("query", store, "--kind", "castle", status=2)


def test_what_is_not_counted_is_said_beside_the_answer(store):
    done = run("query", store, "--usage", "literal", "--jsonl")
    assert "not counted: 6 mentions: usage is not literal" in done.stderr
    assert "not counted" not in done.stdout


def test_counts(store):
    rows = [
        json.loads(line)
        for line in run("query", store, "--count-by", "country", "--jsonl").stdout.splitlines()
    ]
    assert rows == [{"country": "UA", "mentions": 10}, {"country": "RU", "mentions": 3}]
    table = run("query", store, "--count-by", "place", "--table").stdout.splitlines()
    assert table[0].split() == ["place_id", "name", "group", "country", "admin1", "mentions"]
    assert table[1].split()[1] == "Kherson"


def test_explain_names_the_evidence(store):
    shown = run("query", store, "--place", KHERSON.id, "--explain").stdout
    assert shown.count("Kherson: Kherson, town in Kherson Oblast, UA") == 4
    assert "Lyman: Lyman" not in shown


def test_a_page_of_the_answer(store, tmp_path):
    run("query", store, "--text", "bridge", "--map", tmp_path / "page.html")
    page = (tmp_path / "page.html").read_text()
    packed = re.search('<script type="application/gzip" id="gm-data">([^<]+)<', page)
    data = page if packed is None else gzip.decompress(base64.b64decode(packed[1])).decode()
    assert "Kherson was shelled." in data
    assert "=1+1" not in data


def test_corrections_by_command(store, tmp_path):
    run("correct", store, "--name", "Belgorod", "--place", "none", "--note", "a rocket's name")
    assert "Belgorod" not in run("query", store, "--csv").stdout
    path = tmp_path / "corrections.csv"
    run("correct", store, "--export", path)
    assert "Belgorod,,,none,a rocket's name" in path.read_text()
    run("correct", store, "--file", path, "--undo")
    assert "Belgorod" in run("query", store, "--csv").stdout
    run("correct", store, "--file", path)
    run("correct", store, "--file", path, status=1)
    with pytest.raises(UsageError, match="nothing to correct"):
        run("correct", store)
    with pytest.raises(UsageError, match="give --place"):
        run("correct", store, "--name", "Belgorod")


def test_remove_and_merge(store, tmp_path):
    other = tmp_path / "other.gpkg"
    with MentionStore(other) as held:
        held.add([article(0), article(9)])
    assert "1 articles added, 0 changed, 1 unchanged" in run("merge", store, other).stderr
    assert "1 articles removed" in run("remove", store, "--article", "story-9").stderr
    run("remove", store, "--article", "story-9", status=1)


def test_what_is_new_since_a_day(tmp_path):
    path = tmp_path / "week.gpkg"
    text = "Belgorod only."
    with MentionStore(path) as held:
        held.add([article(number, text=text) for number in range(1, 4)])
        held.add([article(number) for number in range(4, 8)])
    done = run("diff", path, "--since", "2024-10-05", "--until", "2024-10-08", "--jsonl")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(r["name"], r["mentions"], r["before"], r["change"], r["new"]) for r in rows] == [
        ("Ukraine", 4, 0, 4, True),
        ("Lyman", 4, 0, 4, True),
        ("Kherson", 4, 0, 4, True),
        ("Belgorod", 4, 3, 1, False),
    ]
    with MentionStore(path) as held:
        assert len(held.changes(since=date(2024, 10, 5))) == 4
        with pytest.raises(UsageError, match="nothing can be new"):
            held.changes(since=date(2030, 1, 1))
    run("diff", path, "--since", "2024-10-05", "--source", "Nobody", status=1)
