"""Offices and journeys beside names."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from marked import NAME, around, article

from geomap.model import KIND_GROUPS
from geomap.resolution.offices import begins_way, role_beside, roles


@pytest.mark.parametrize(
    ("text", "name", "group"),
    [
        ("the mayor of New York said", "New York", "town"),
        ("New York Mayor Eric Adams", "New York", "town"),
        ("New York Gov. Kathy Hochul", "New York", "region"),
        ("Georgia's parliament voted", "Georgia", "country"),
        ("Georgia's new parliament", "Georgia", "country"),
        ("Boston University president Melissa Gilliam", "Boston", None),
        ("the Kharkiv military administration", "Kharkiv", "region"),
        ("the Kharkiv regional military administration", "Kharkiv", "region"),
        ("the Kherson city military administration", "Kherson", "town"),
        ("Ector sheriff's deputies", "Ector", None),
        ("Kinross island councilman", "Kinross", "town"),
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


def _levels(name):
    return frozenset({"region"} if name in {"Belgorod", "Kursk", "NEW YORK", "VIRGINIA"} else ())


def _is_city(name):
    return name in {"Belgorod", "Kursk", "NEW YORK"}


@pytest.mark.parametrize(
    ("text", "runs", "expected"),
    [
        ("The governors of [Belgorod] and [Kursk] met.", [[0, 1]], ["region", "region"]),
        ("The [Gary] and [Hammond] mayors met.", [[0, 1]], ["town", "town"]),
        ("The [Gary] and [Hammond] teams met.", [[0, 1]], [None, None]),
        ("Flights from [Belgorod] to [Kursk]", [], ["town", "town"]),
        ("Trains from [VIRGINIA] to [Gary]", [], [None, None]),
        ("[NEW YORK] \u2014 Stocks fell.", [], ["town"]),
        ("Stocks\n[NEW YORK], Nov. 3 (Reuters) - Stocks fell.", [], ["town"]),
        ("[NEW YORK] stocks fell - again.", [], [None]),
        ("Stocks fell in [NEW YORK] - again.", [], [None]),
        ("[VIRGINIA] (AP) - Fires burned.", [], [None]),
        ("[New York] - 12 cases", [], [None]),
        ("The mayors of [VIRGINIA] and [Gary] met.", [[0, 1]], [None, "town"]),
        ("The {Polish} and [Gary] mayors met.", [[0, 1]], [None, "town"]),
    ],
)
def test_offices_of_a_list_ways_and_datelines_tell_the_kind_of_their_places(text, runs, expected):
    made = article(text)
    mentions = made.mentions
    gaps = [made.text[a.end : b.start] for a, b in pairwise(mentions)]
    assert roles(made, gaps, runs, set(), _levels, _is_city) == expected


def test_what_a_dateline_says_to_hold_its_town_is_no_town():
    made = article("[ALEXANDRIA], [VIRGINIA] (AP) - A man was shot.")
    assert roles(made, [", "], [], {1}, _levels, _is_city) == [None, None]


WORDS = [
    "Mayor ",
    "mayors ",
    "of ",
    "the ",
    "Gov. ",
    "flights ",
    "from ",
    "between ",
    "X",
    "'s ",
    " ",
]


@given(around(WORDS))
def test_any_words_beside_a_name_can_be_asked(sides):
    left, right = sides
    text = f"{left}{NAME}{right}"
    role = role_beside(text, len(left), len(left) + len(NAME))
    assert role in {None, *KIND_GROUPS}
    assert role is None or "ayor" in text or "Gov" in text
    assert not begins_way(text, len(left)) or "flights" in left
