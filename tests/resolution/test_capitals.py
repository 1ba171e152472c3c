"""Names that the text calls a capital."""

from __future__ import annotations

import pytest
from hypothesis import given
from marked import NAME, around, article

from geomap.resolution.capitals import said_capitals


def levels(name: str) -> frozenset[str]:
    return frozenset({"country"} if name == "Georgia" else ())


def said(text: str) -> list[str | None]:
    written = article(text)
    found = said_capitals(written.text, written.mentions, levels)
    return [found.get(index) for index in range(len(written.mentions))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He asked [Springfield], the state capital, for a loan", ["region"]),
        ("the provincial capital [Kostanay]", ["region"]),
        ("in the capital, [Tripoli]", ["any"]),
        ("the Libyan capital [Tripoli]", ["any"]),
        ("the federal capital, [Abuja]", ["country"]),
        ("[Tbilisi], Georgia's capital, was calm", ["any"]),
        ("[Tbilisi] is the capital of [Georgia]", ["any", None]),
        ("the capital of [Georgia]", [None]),
        ("the capital city of [Kyiv]", ["any"]),
        ("[Milan], the fashion capital, and", [None]),
        ("[Paris], a venture capital firm", [None]),
        ("[Springfield] is far from the capital", [None]),
        ("[Springfield] was quiet", [None]),
    ],
)
def test_what_is_called_a_capital(text, expected):
    assert said(text) == expected


WORDS = ["the ", "state ", "capital", "capital ", ", ", "of ", "city ", "Libyan ", "is "]


@given(around(WORDS))
def test_nothing_is_a_capital_unless_the_word_stands_beside_it(sides):
    before, after = sides
    if said(f"{before}[{NAME}]{after}") != [None]:
        assert "capital" in before + after


@pytest.mark.parametrize(
    ("text", "kind", "admin1"),
    [
        ("The mayor of [Cairo] has asked [Springfield], the state capital.", "P.PPLA", "Illinois"),
        ("A boat left [New Amsterdam] for the capital, [Georgetown].", "P.PPLC", None),
        ("A ferry left the provincial capital, [Victoria].", "P.PPLA", "British Columbia"),
    ],
)
def test_a_capital_is_the_one_that_is_a_seat(resolver, text, kind, admin1):
    mention = resolver.resolve(article(text)).mentions[-1]
    assert mention.place is not None
    assert mention.place.kind == kind
    assert admin1 in {None, mention.place.admin1}
    assert "capital_by_cue" in {said.feature for said in mention.evidence}
