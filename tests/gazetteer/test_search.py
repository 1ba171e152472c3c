"""Searching as people type, and the reasons given."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest
from geopy.distance import geodesic

from geomap.errors import GazetteerError
from geomap.gazetteer.search import Searcher

if TYPE_CHECKING:
    from pathlib import Path

    from geomap.gazetteer import Gazetteer


def test_each_hit_has_a_reason(whole: Gazetteer) -> None:
    hit = whole.search("Zimljansk")[0]
    assert hit.place.name == "Tsimlyansk"
    assert "German" in whole.reason(hit)
    assert "Цимлянск" in whole.reason(hit)
    assert "(pl)" in whole.reason(whole.search("Chersoń", kind="town")[0])
    assert whole.reason(whole.search("Kherson")[0]) == "main name"
    assert "one letter off" in whole.reason(whole.search("Tsimlyqnsk")[0])


def test_scores_fall_from_tier_to_tier(whole: Gazetteer) -> None:
    names = ["Tsimlyansk", "Zimljansk", "Zimlyansk", "Tsimlyqnsk"]
    scores = [whole.search(name, country="RU")[0].score for name in names]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == len(scores)


def test_a_country_and_a_kind_choose(whole: Gazetteer) -> None:
    assert {c.place.country for c in whole.search("Brest", country="by")} == {"BY"}
    assert {c.place.group for c in whole.search("Kherson", kind="region")} == {"region"}
    assert {c.place.kind for c in whole.search("Kherson", kind="A.ADM1")} == {"A.ADM1"}
    with pytest.raises(GazetteerError, match="no kind 'village'"):
        whole.search("Kherson", kind="village")


def test_short_names_are_never_fuzzy(whole: Gazetteer) -> None:
    assert whole.search("Xjqz") == []
    assert whole.search("Kiiv", country="UA") == whole.search("Kiiv", country="UA", fuzzy=False)


@pytest.mark.parametrize(
    ("typo", "name"),
    [
        ("Khersn", "Kherson"),
        ("Khreson", "Kherson"),
        ("Ausgburg", "Augsburg"),
        ("Luhanks", "Luhansk"),
    ],
)
def test_one_letter_off_is_found(whole: Gazetteer, typo: str, name: str) -> None:
    assert name in {c.place.name for c in whole.search(typo)}
    assert whole.search(typo, fuzzy=False) == []


def test_every_single_edit_of_a_key_is_found(whole: Gazetteer) -> None:
    searcher = Searcher(whole._index)
    key = "tsimlyansk"
    edits = [key[:i] + key[i + 1 :] for i in range(len(key))]
    edits += [key[:i] + "q" + key[i:] for i in range(len(key) + 1)]
    edits += [key[:i] + "q" + key[i + 1 :] for i in range(len(key))]
    for edit in edits:
        assert key in searcher._keys_off(edit, 1), edit
    for index in range(len(key) - 1):
        swapped = key[:index] + key[index + 1] + key[index] + key[index + 2 :]
        assert key in searcher._keys_off(swapped, 1), swapped


@pytest.mark.parametrize("word", ["End", "Man", "Sin"])
def test_short_names_of_countries_in_far_languages_are_none(whole: Gazetteer, word: str) -> None:
    assert [m for m in whole.lookup(word) if m.place.group == "country"] == []


def test_short_names_that_news_prints_are_countries(whole: Gazetteer) -> None:
    assert {"GB"} == {m.place.country for m in whole.lookup("UK") if m.place.group == "country"}
    assert {"US"} == {m.place.country for m in whole.lookup("USA") if m.place.group == "country"}


def test_hostile_names_are_only_names(few: Gazetteer) -> None:
    for name in (
        '" OR 1=1 --',
        "'; DROP TABLE place; --",
        'a" AND "b',
        "* NEAR *",
        "\x00\x02abcdef",
    ):
        few.search(name)
    assert few.get("geonames:706448").name == "Kherson"


@pytest.mark.corpora
def test_the_probe_is_found(whole: Gazetteer, corpora: Path) -> None:
    missed = []
    with (corpora.parent / "probe.tsv").open(encoding="utf-8", newline="") as file:
        pairs = list(csv.DictReader(file, delimiter="\t"))
    for pair in pairs:
        point = (float(pair["lat"]), float(pair["lon"]))
        found = [c.place for c in whole.search(pair["spelling"], country=pair["country"], limit=3)]
        if not any(p.lat and p.lon and geodesic(point, (p.lat, p.lon)).km <= 15 for p in found):
            missed.append(pair["spelling"])
    assert len(pairs) == 107
    assert missed == []
