"""Names that are written as rivers are."""

from __future__ import annotations

import pytest
from hypothesis import given
from marked import NAME, around, article

from geomap.gazetteer.folding import fold
from geomap.model import Mention
from geomap.resolution.waters import has_article, is_of_water, waters


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A dam on the [Benue] burst.", True),
        ("Work on the bridges over the [Usk] began.", True),
        ("Effluent was pumped into the [Waikato].", True),
        ("The [Usk] rose by a metre.", True),
        ("On the banks of the [Naf] people wait.", True),
        ("They marched into the [Bronx].", False),
        ("Violence spilled into the [West Bank].", False),
        ("Crossings across the [Gaza Strip] were shut.", False),
        ("A ban on the [Vatican] bank", False),
        ("Trains in the [Ruhr] are late.", False),
    ],
)
def test_what_is_said_of_rivers(text, expected):
    made = article(text)
    assert is_of_water(made.text, made.mentions[0]) is expected


@pytest.mark.parametrize(
    ("name", "apart"), [("Dnipro", True), ("Hague", False), ("The Hague", False), ("Mali", False)]
)
def test_a_river_is_no_member_of_a_list_of_towns(name, apart):
    made = article(f"Across the [{name}], in [Oleshky]")
    levels = {"Mali": frozenset({"country"})}
    keys = [fold(mention.text) for mention in made.mentions]
    water = waters(made.mentions, keys, [True, False], lambda form: levels.get(form, frozenset()))
    assert water(0) is apart


WORDS = [
    "a dam ",
    "on ",
    "the ",
    "banks of ",
    "sailed ",
    "up ",
    "X ",
    " rose",
    " said",
    " flows",
    "'s ",
]


@given(around(WORDS))
def test_any_words_beside_a_name_can_be_asked(sides):
    left, right = sides
    text = f"{left}{NAME}{right}"
    mention = Mention(len(left), len(left) + len(NAME), NAME)
    if has_article(text, mention):
        assert left.endswith("the ")
    if is_of_water(text, mention):
        assert {"dam", "banks", "sailed"} & set(left.split()) or right.startswith(
            (" rose", " flows")
        )
