"""Names of which the text says that they lie near each other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marked import article

from geomap.resolution.nearness import kilometres_between


@pytest.mark.parametrize(
    ("gap", "km"),
    [
        (", north-west of ", 120),
        (", 20 km north of ", 50),
        (", some 60 km southeast of ", 90),
        (", a village 100 kilometres (62 miles) north-west of the city of ", 150),
        (", about 200km north of ", 300),
        (", Russian forces advanced near ", None),
        (", a fire broke out near ", None),
        (", born in 1950 near ", None),
        (" is 40 miles from ", 1.5 * 40 * 1.609344),
        (", about 1,200 km from ", None),
        (" outside ", 50),
        (" (near ", 50),
        (" on the outskirts of ", 50),
        (", a suburb of ", 50),
        (" town near ", 50),
        (" and north of ", None),
        (" said near ", None),
        (" to ", None),
        (" of ", None),
        (". Near ", None),
    ],
)
def test_how_far_apart_two_names_are_said_to_be(gap, km):
    assert kilometres_between(gap) == (None if km is None else pytest.approx(km))


@given(st.integers(1, 186), st.sampled_from(["km", "kilometres", "miles"]))
def test_a_number_reaches_half_as_far_again_and_never_less_than_a_suburb(number, unit):
    km = kilometres_between(f", {number} {unit} east of ")
    assert km == pytest.approx(max(50.0, 1.5 * number * (1.609344 if unit == "miles" else 1.0)))


WORDS = [",", " a", " village", " about", " 12", " 30km", " miles", " north", " and", " he said"]


@given(
    st.lists(st.sampled_from(WORDS)), st.sampled_from([" of ", " near ", " from ", " the city of "])
)
def test_any_words_between_names_are_read(words, end):
    km = kilometres_between("".join(words) + end)
    assert km is None or (50 <= km <= 450 and not {" and", " he said"} & set(words))


def test_a_town_is_the_one_near_the_town_beside_it(resolver):
    text = "The course is at Muirfield Village in [Dublin], north-west of [Columbus]."
    dublin, columbus = resolver.resolve(article(text)).mentions
    assert dublin.place is not None
    assert columbus.place is not None
    assert (dublin.place.admin1, columbus.place.admin1) == ("Ohio", "Ohio")
    assert "near_by_cue" in {said.feature for said in dublin.evidence}
