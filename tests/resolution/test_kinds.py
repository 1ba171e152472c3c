from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.resolution.kinds import (
    KIND_WORDS,
    begins_way,
    groups_of,
    kind_word_beside,
    kind_word_inside,
    role_beside,
)


def beside(text: str, name: str) -> str | None:
    start = text.index(name)
    return kind_word_beside(text, start, start + len(name))


@pytest.mark.parametrize(
    ("text", "name", "word"),
    [
        ("in the Rostov region today", "Rostov", "region"),
        ("Rostov Region", "Rostov", "region"),
        ("the region of Kharkiv", "Kharkiv", "region"),
        ("in a southern region, Cherson, two died", "Cherson", "region"),
        ("the village Lyman was hit", "Lyman", "village"),
        ("in the Zimljansk district in", "Zimljansk", "district"),
        ("Fannin and Lamar counties", "Lamar", "counties"),
        ("Rostov regional council", "Rostov", "region"),
        ("left the city, Moscow said that", "Moscow", None),
        ("in Moscow", "Moscow", None),
        ("Moscow", "Moscow", None),
    ],
)
def test_kind_word_beside_a_name(text, name, word):
    assert beside(text, name) == word


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("Madison County", "county"),
        ("Republic of the Congo", "republic"),
        ("Lake Erie", "lake"),
        ("Paris", None),
        ("County", None),
        ("", None),
    ],
)
def test_kind_word_inside_a_name(name, word):
    assert kind_word_inside(name) == word


@pytest.mark.parametrize(
    ("text", "name", "group"),
    [
        ("the mayor of New York said", "New York", "town"),
        ("New York Mayor Eric Adams", "New York", "town"),
        ("New York Gov. Kathy Hochul", "New York", "region"),
        ("Georgia's parliament voted", "Georgia", "country"),
        ("Georgia's new parliament", "Georgia", "country"),
        ("Boston University president Melissa Gilliam", "Boston", None),
        ("in Georgia", "Georgia", None),
        ("Georgia governors' meeting", "Georgia", None),
    ],
)
def test_an_office_beside_a_name_goes_with_a_kind_of_place(text, name, group):
    start = text.index(name)
    assert role_beside(text, start, start + len(name)) == group


def test_a_way_begins_where_one_leaves_from():
    for text, begins in (
        ("the flight from Washington", True),
        ("Trains between Washington", True),
        ("Ferries between Washington", True),
        ("he drove slowly from Washington", True),
        ("news from Washington", False),
    ):
        assert begins_way(text, text.index("Washington")) is begins


def test_a_county_is_a_district_first_and_may_be_a_region():
    assert groups_of("county") == ("district", "region")
    assert groups_of("nonsense") == groups_of(None) == ()


def test_every_kind_word_asks_for_something():
    assert all(groups_of(word) for word in KIND_WORDS)


@given(st.text(), st.integers(0, 50), st.integers(0, 50))
def test_any_text_can_be_asked(text, start, length):
    word = kind_word_beside(text, min(start, len(text)), min(start + length, len(text)))
    assert word is None or word in KIND_WORDS
