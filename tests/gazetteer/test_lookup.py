"""Names to places, tier by tier, and what a scan of text asks."""

from __future__ import annotations

import os
import pickle
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tiny import build_tiny

from geomap.gazetteer import Gazetteer, fold
from geomap.gazetteer.matches import EXACT, SKELETON, VARIANT, WORD_DROPPED

if TYPE_CHECKING:
    from pathlib import Path

    from geomap.gazetteer import Match

KHERSON, KHERSON_OBLAST = "geonames:706448", "geonames:706442"


def _ids(matches: list[Match]) -> set[str]:
    return {match.place.id for match in matches}


@pytest.mark.parametrize(
    "name", ["Kherson", "KHERSON", "Cherson", "Chersoń", "Херсон", "Kherson's", "the Kherson"]
)
def test_spellings_of_one_town_find_it(few: Gazetteer, name: str) -> None:
    assert KHERSON in _ids(few.lookup(name))


@pytest.mark.parametrize(
    "name",
    [
        "Kherson Oblast",
        "Kherson region",
        "Oblast Cherson",
        "Gebiet Cherson",
        "Херсонська область",
        "Херсонщина",
    ],
)
def test_names_of_an_oblast_find_it_and_not_its_town(few: Gazetteer, name: str) -> None:
    found = _ids(few.lookup(name))
    assert KHERSON_OBLAST in found
    assert KHERSON not in found


def test_a_match_says_how_it_came_about(few: Gazetteer) -> None:
    match = next(m for m in few.lookup("Kherson") if m.place.id == KHERSON)
    assert (match.step, match.is_display, match.is_main) == (EXACT, True, True)
    assert match.spelling.form == "Kherson"
    assert match.alternates > 10
    romanised = few.lookup("Andrijiwka")
    assert {m.step for m in romanised} <= {EXACT, VARIANT}
    assert any(m.spelling.provenance == "romanised:de" for m in romanised)


def test_a_wrong_scheme_is_reached_by_its_skeleton(tmp_path: Path) -> None:
    with Gazetteer.open(build_tiny(tmp_path)) as tiny:
        (match,) = tiny.lookup("Zimlyansk")
    assert match.step == SKELETON
    assert match.place.name == "Tsimlyansk"
    assert match.spelling.original == "Цимлянск"


def test_a_district_is_found_by_the_town_that_it_is_called_after(few: Gazetteer) -> None:
    (match,) = [m for m in few.lookup("Cherson district") if m.place.country == "UA"]
    assert match.place.kind == "A.ADM2"
    assert match.place.id == few.get(KHERSON).admin2_id
    assert match.step >= WORD_DROPPED or match.spelling.provenance == "composed"


def test_a_river_that_is_not_known_is_not_the_town(few: Gazetteer) -> None:
    assert KHERSON not in _ids(few.lookup("Kherson River"))


def test_a_unit_after_a_comma_chooses(few: Gazetteer) -> None:
    plain = few.lookup("Brest")
    chosen = few.lookup("Brest, Belarus")
    assert {m.place.country for m in chosen} == {"BY"}
    assert _ids(chosen) <= _ids(plain)


@pytest.mark.parametrize(
    ("short", "name", "country"),
    [
        ("Loudon Co.", "Loudon County", "US"),
        ("Co. Mayo", "Mayo", "IE"),
        ("W. Columbia", "West Columbia", "US"),
        ("S. Carolina", "South Carolina", "US"),
    ],
)
def test_short_words_are_read_in_full(
    whole: Gazetteer, short: str, name: str, country: str
) -> None:
    assert (name, country) in {(m.place.name, m.place.country) for m in whole.lookup(short)}


def test_a_shallow_look_up_asks_no_deeper_tiers(few: Gazetteer) -> None:
    assert few.lookup("northern Kherson")
    assert few.lookup("northern Kherson", deepest=VARIANT) == []


def test_the_alternate_name_of_a_town_hardly_larger_is_odd(whole: Gazetteer) -> None:
    steps = {(m.place.name, m.place.country): m.step for m in whole.lookup("Venice", limit=None)}
    assert steps["Dayton", "US"] == VARIANT
    assert steps["Venice", "IT"] == EXACT
    odessa = {m.place.country: m.step for m in whole.lookup("Odessa", limit=None)}
    assert odessa["UA"] == EXACT


def test_a_name_written_down_for_a_city_is_odd_for_smaller_towns(whole: Gazetteer) -> None:
    steps = {(m.place.name, m.place.country): m.step for m in whole.lookup("Frankfurt", limit=None)}
    assert steps["Frankfurt am Main", "DE"] == EXACT
    assert steps["Frankfurt (Oder)", "DE"] == EXACT
    assert steps["Frankfort", "US"] == VARIANT


@pytest.mark.parametrize(
    ("name", "town", "unit"),
    [("Kern", "Boron", "Kern County"), ("Loudoun", "Sterling", "Loudoun County")],
)
def test_a_town_that_is_called_like_the_unit_around_it_is_an_odd_match(
    whole: Gazetteer, name: str, town: str, unit: str
) -> None:
    steps = {m.place.name: m.step for m in whole.lookup(name, limit=None)}
    assert steps[town] == VARIANT
    assert steps[unit] == EXACT


@pytest.mark.parametrize("name", ["Luik", "Liège", "Cooch Behar", "Den Haag"])
def test_a_town_keeps_the_spellings_of_its_own_name_though_a_unit_has_them(
    whole: Gazetteer, name: str
) -> None:
    assert EXACT in {m.step for m in whole.lookup(name, limit=None) if m.place.group == "town"}


def test_an_odd_alternate_name_is_no_exact_match(whole: Gazetteer) -> None:
    steps = {m.place.id: m.step for m in whole.lookup("Victoria", limit=None)}
    assert steps.get("geonames:1819729", VARIANT) >= VARIANT  # Hong Kong
    assert steps["geonames:2145234"] == EXACT  # the state of Australia


def test_a_cut_list_says_so_and_keeps_each_country(whole: Gazetteer) -> None:
    everything = whole.lookup("San Antonio", limit=None)
    cut = whole.lookup("San Antonio")
    assert len(everything) > len(cut) == 40
    assert {m.total for m in cut} == {len(everything)}
    countries = {m.place.country for m in everything}
    assert {m.place.country for m in cut} == countries
    assert {m.total for m in everything} == {None}
    order = [m.place.id for m in everything]
    ranks = [order.index(m.place.id) for m in cut]
    assert ranks == sorted(ranks)
    assert ranks[:20] == list(range(20))


def test_abbreviations_count_as_they_are_written(whole: Gazetteer) -> None:
    (texas,) = whole.abbreviation("Tex.")
    assert texas.place.name == "Texas"
    assert [m.place.name for m in whole.abbreviation("OR")] == ["Oregon"]
    assert whole.abbreviation("or") == []
    assert "geonames:6252001" in _ids(whole.lookup("U.S."))
    assert "geonames:6252001" not in _ids(whole.lookup("us"))


def test_demonyms_name_their_place_or_none(few: Gazetteer) -> None:
    place = few.demonym("Ukrainian")
    assert place is not None
    assert place.id == "geonames:690791"
    assert few.demonym("Ukrainians") == place
    assert few.is_demonym("Western")
    assert few.demonym("Western") is None
    assert not few.is_demonym("Kherson")
    assert few.demonym("Kherson") is None


def test_a_key_has_a_profile(few: Gazetteer) -> None:
    profile = few.key_profile(fold("Kherson"))
    assert profile is not None
    assert (profile.town, profile.admin1, profile.country) == (True, True, False)
    assert profile.is_main
    assert not profile.is_word
    assert profile.places >= 2
    assert profile.population == 1001598
    assert profile.region
    demonym = few.key_profile("ukrainian")
    assert demonym is not None
    assert (demonym.is_demonym, demonym.places) == (True, 0)
    assert few.key_profile("no such key") is None


def test_ordinary_words_are_known_to_be_words(whole: Gazetteer) -> None:
    for word in ("of", "march", "police", "union", "mobile"):
        profile = whole.key_profile(word)
        assert profile is None or profile.is_word, word


def test_beginnings_of_longer_names_are_prefixes(few: Gazetteer) -> None:
    assert few.is_prefix("kherson")
    assert few.is_prefix("bilhorod")
    assert not few.is_prefix("kherson oblast of nowhere")
    assert not few.is_prefix("zzz")


@settings(max_examples=200, deadline=None)
@given(name=st.text(max_size=40))
def test_any_text_can_be_looked_up(few_path: Path, name: str) -> None:
    with Gazetteer.open(few_path) as gazetteer:
        matches = gazetteer.lookup(name)
        assert len({m.place.id for m in matches}) == len(matches)
        for candidate in gazetteer.search(name):
            assert 0 <= candidate.score <= 1
            assert gazetteer.reason(candidate)


def test_each_spelling_finds_its_place(few: Gazetteer) -> None:
    for form, place_id in list(few.all_spellings())[::97]:
        assert place_id in _ids(few.lookup(form, limit=None)), (form, place_id)


def test_threads_share_a_gazetteer(few: Gazetteer) -> None:
    names = ["Kherson", "Brest", "Minsk", "Victoria"] * 25
    alone = [_ids(few.lookup(name)) for name in names]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda name: _ids(few.lookup(name)), names)) == alone


def test_a_forked_process_reads_on(few: Gazetteer) -> None:
    expected = _ids(few.lookup("Kherson"))
    child = os.fork()
    if child == 0:
        os._exit(0 if _ids(few.lookup("Kherson")) == expected else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert _ids(few.lookup("Kherson")) == expected


def test_a_gazetteer_travels_to_other_processes(few: Gazetteer) -> None:
    with pickle.loads(pickle.dumps(few)) as other:  # noqa: S301
        assert other.version == few.version
        assert _ids(other.lookup("Kherson")) == _ids(few.lookup("Kherson"))


@pytest.mark.parametrize(
    ("short", "name"),
    [("Tenn", "Tennessee"), ("Ore", "Oregon"), ("N.Y", "New York"), ("Ont", "Ontario")],
)
def test_abbreviations_count_without_their_last_full_stop(
    whole: Gazetteer, short: str, name: str
) -> None:
    (match,) = [m for m in whole.lookup(short) if m.spelling.provenance == "abbreviation"]
    assert (match.place.name, match.step) == (name, VARIANT)
    assert not any(m.spelling.provenance == "abbreviation" for m in whole.lookup(short.lower()))
