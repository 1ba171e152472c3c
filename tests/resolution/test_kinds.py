from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.resolution import kinds
from geomap.resolution.kinds import (
    KIND_WORDS,
    groups_of,
    kind_word_beside,
    kind_word_inside,
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
        ("the Kherson region of Ukraine", "Kherson", "region"),
        ("farms in upstate New York", "New York", "state"),
        ("left the city, Moscow said that", "Moscow", None),
        ("in Moscow", "Moscow", None),
        ("Moscow", "Moscow", None),
    ],
)
def test_kind_word_beside_a_name(text, name, word):
    assert beside(text, name) == word


@pytest.mark.parametrize(
    ("text", "name", "word", "is_of_another"),
    [
        ("the Maryland suburb of Bethesda", "Maryland", "suburb", True),
        ("in Rampur village of Uttar Pradesh", "Rampur", "village", False),
        ("the Maryland suburbs", "Maryland", "suburbs", True),
        ("two Iowa counties", "Iowa", "counties", True),
        ("the Kherson and occupied Zaporizhzhia regions", "Zaporizhzhia", "regions", False),
        ("parts of Orange and much of Riverside counties", "Riverside", "counties", False),
        ("the Kherson region", "Kherson", "region", False),
    ],
)
def test_a_kind_word_may_be_of_what_lies_in_a_place(text, name, word, is_of_another):
    start = text.index(name)
    assert kinds.is_of_another(word, text, start, start + len(name)) == is_of_another


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
    ("name", "word"),
    [
        ("Madison County", "county"),
        ("Lake Erie", "lake"),
        ("Херсонскую область", "область"),
        ("Charkiv", None),
        ("Los Lagos del Mar", None),
    ],
)
def test_a_name_carries_its_kind_word(name, word):
    assert kind_word_inside(name) == word


def test_a_county_is_a_district_first_and_may_be_a_region():
    assert groups_of("county") == ("district", "region")
    assert groups_of("nonsense") == groups_of(None) == ()


def test_every_kind_word_asks_for_something():
    assert all(groups_of(word) for word in KIND_WORDS)


@given(st.text(), st.integers(0, 50), st.integers(0, 50))
def test_any_text_can_be_asked(text, start, length):
    word = kind_word_beside(text, min(start, len(text)), min(start + length, len(text)))
    assert word is None or word in KIND_WORDS
