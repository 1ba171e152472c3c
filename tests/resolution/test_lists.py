"""Lists of names, and what the text says of all of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from marked import NAME, around, article

from geomap.gazetteer.folding import fold
from geomap.resolution.layout import lay_out
from geomap.resolution.lists import phrase_of_list


@pytest.mark.parametrize(
    ("before", "after", "word"),
    [
        ("in counties such as ", " said", "counties"),
        ("the Iowa counties of ", " said", "counties"),
        ("Three counties in Iowa, ", ", were hit", "counties"),
        ("in two villages: ", " and", "villages"),
        ("", ", two swing counties, voted", "counties"),
        ("", ", the three Montana counties worst hit", "counties"),
        ("", ", California's second and third most populous counties", "counties"),
        ("", ", he said in two counties", None),
        ("he left the counties. ", " said", None),
        ("", " said", None),
    ],
)
def test_what_is_said_of_a_list(before, after, word):
    text = f"{before}Yy and Zz{after}"
    start = len(before)
    phrase = phrase_of_list(text, start, start + len("Yy and Zz"))
    assert (phrase.word if phrase else None) == word


WORDS = ["counties", "villages ", "of ", "such as ", "in ", "Iowa", ", ", "two ", "the ", "'s "]


@given(around(WORDS))
def test_a_phrase_lies_beside_its_list(sides):
    before, after = sides
    start, end = len(before), len(before) + len(NAME)
    phrase = phrase_of_list(f"{before}{NAME}{after}", start, end)
    if phrase is not None:
        text = f"{before}{NAME}{after}"[phrase.start : phrase.end]
        assert phrase.word in text.lower()
        assert phrase.end == start or phrase.start == end


HOLDERS = {
    ("Iowa", "Polk"),
    ("Iowa", "Dallas"),
    ("Montana", "Madison"),
    ("Montana", "Gallatin"),
    ("Jefferson", "Madison"),
    ("Deir Ezzor", "Busayra"),
    ("Deir Ezzor", "Hajin"),
    ("La Union", "San Miguel"),
    ("Tenn", "Paris"),
}
REGIONS = frozenset({"Iowa", "Montana", "Deir Ezzor", "La Union", "Tenn"})


@pytest.mark.parametrize(
    ("text", "name", "holder"),
    [
        ("the [Iowa] counties of [Polk], [Dallas] and [Story]", "Polk", "Iowa"),
        ("the [Iowa] counties of [Polk], [Dallas] and [Story]", "Dallas", "Iowa"),
        ("Counties in [Iowa], [Polk] and [Dallas], voted", "Dallas", "Iowa"),
        ("[Madison] and [Gallatin], the two [Montana] counties", "Gallatin", "Montana"),
        ("[Busayra] and [Hajin], all in [Deir Ezzor] governorate", "Busayra", "Deir Ezzor"),
        ("In [Madison], [Jefferson] and [Gallatin], schools closed", "Madison", None),
        ("the departments of [San Miguel], [La Union] and [Usulutan]", "San Miguel", None),
        ("in [San Miguel], [La Union], and nowhere else", "San Miguel", "La Union"),
        ("A storm hit [Paris], [Tenn], and [Cairo]", "Paris", "Tenn"),
    ],
)
def test_what_holds_the_members_of_a_list(text, name, holder):
    written = article(text)
    layout = lay_out(
        written,
        fold,
        lambda unit, place: (unit, place) in HOLDERS,
        lambda unit: frozenset({"region"} if unit in REGIONS else ()),
        lambda _: False,
    )
    forms = [one.form for one in layout.names]
    found = {forms[number] for number in layout.holders[forms.index(name)]}
    assert found == ({holder} if holder else set())
