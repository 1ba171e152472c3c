from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marked import article

from geomap.gazetteer.folding import fold
from geomap.model import Article, Mention
from geomap.resolution.layout import lay_out
from geomap.resolution.names import joined

HOLDERS = {
    ("Texas", "Paris"),
    ("France", "Paris"),
    ("Tex.", "Paris"),
    ("Rostov", "Zimljansk"),
    ("Ukraine", "Kherson"),
    ("Ukrainian", "Lviv"),
    ("Belgium", "Luxembourg"),
}


COUNTRIES = frozenset({"Luxembourg", "Belgium", "France"})


def levels(name: str) -> frozenset[str]:
    return frozenset({"country"} if name in COUNTRIES else ())


def layout_of(text: str):
    written = article(text)
    layout = lay_out(
        written,
        fold,
        lambda holder, name: (holder, name) in HOLDERS,
        levels,
        lambda name: name == "NEW YORK",
    )
    return layout, [written.mentions[m[0]].text for m in layout.mentions_of]


def holder_of(layout, forms, name):
    return {forms[holder] for holder in layout.holders[forms.index(name)]}


def test_one_form_is_one_name():
    layout, forms = layout_of("[Kherson] was hit. In [KHERSON] and [Kyiv] sirens sounded.")
    assert forms == ["Kherson", "Kyiv"]
    assert layout.name_of == (0, 0, 1)


def test_another_kind_word_makes_another_name():
    layout, forms = layout_of("The [Kherson] region and the city of [Kherson].")
    assert forms == ["Kherson", "Kherson"]
    assert [name.kind_word for name in layout.names] == ["region", "city"]


def test_another_holder_makes_another_name_and_later_mentions_follow_the_last():
    layout, _ = layout_of("[Paris], [France], wrote to [Paris], [Texas]. [Paris] answered.")
    first, second, third = (layout.name_of[i] for i in (0, 2, 4))
    assert first != second == third


def test_one_holder_counts_for_the_whole_text():
    layout, forms = layout_of("A fair in [Paris] drew many. [Paris], [Texas], has one a year.")
    assert layout.name_of[0] == layout.name_of[1]
    assert holder_of(layout, forms, "Paris") == {"Texas"}


def test_a_holder_is_read_in_many_ways():
    for text, name, holder in (
        ("[Paris], [Texas]", "Paris", "Texas"),
        ("[Paris] ([Texas])", "Paris", "Texas"),
        ("[Paris] in northern [Texas]", "Paris", "Texas"),
        ("[Paris], a town in [Texas]", "Paris", "Texas"),
        ("the [Zimljansk] district in the [Rostov] region", "Zimljansk", "Rostov"),
        ("[Ukraine]'s southern [Kherson]", "Kherson", "Ukraine"),
        ("the {Ukrainian} city of [Lviv]", "Lviv", "Ukrainian"),
    ):
        layout, forms = layout_of(text)
        assert holder_of(layout, forms, name) == {holder}, text


def test_what_cannot_hold_is_no_holder():
    layout, _ = layout_of("[Texas], [Paris]")
    assert not any(layout.holders)


def test_a_holder_that_is_no_mention_is_read_too():
    layout, forms = layout_of("[Paris], Tex., has a tower")
    assert layout.outer[forms.index("Paris")] == {"Tex."}


def test_lists_are_found_and_a_town_with_its_state_is_none():
    layout, forms = layout_of("[Kharkiv], [Donetsk] and [Luhansk] lost power. [Paris], [Texas].")
    assert [{forms[i] for i in members} for members in layout.lists] == [
        {"Kharkiv", "Donetsk", "Luhansk"}
    ]


def test_counted_places_make_a_list():
    layout, _ = layout_of(
        "In the region of [Kharkiv], 502 settlements were freed, 43 in [Donetsk] and 7 in [Luhansk]"
    )
    assert len(layout.lists) == 1
    assert len(layout.lists[0]) == 3


def test_a_plural_kind_word_speaks_for_its_list():
    layout, _ = layout_of("in the [Kharkiv], [Donetsk] and [Luhansk] regions")
    assert {name.kind_word for name in layout.names} == {"regions"}


def test_countries_in_a_list_do_not_hold_each_other():
    layout, forms = layout_of("Ministers of [Luxembourg], [Belgium] and [France] met.")
    assert not any(layout.holders)
    assert [{forms[i] for i in members} for members in layout.lists] == [
        {"Luxembourg", "Belgium", "France"}
    ]
    layout, forms = layout_of("Trains stop in [Luxembourg], [Belgium].")
    assert holder_of(layout, forms, "Luxembourg") == {"Belgium"}


def test_the_ends_of_a_route_are_no_list_with_the_state_before_it():
    layout, forms = layout_of("Farms in [New York], from [Utica] to [Watertown], lost crops.")
    assert forms.index("New York") not in {name for members in layout.lists for name in members}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("in the [Maryland] suburbs", {None}),  # those in it
        ("in the [Erie] and [Niagara] counties", {"counties"}),
        ("in the [Canary] islands", {"islands"}),
    ],
)
def test_a_plural_kind_word_after_one_name_means_what_lies_in_it(text, words):
    layout, _ = layout_of(text)
    assert {name.kind_word for name in layout.names} == words


def test_two_names_with_a_comma_alone_are_no_list():
    layout, _ = layout_of("Classes moved to [Midland], the [Ector] County school board said.")
    assert layout.lists == ()


def test_the_article_counts_where_no_noun_follows():
    layout, forms = layout_of("Ice on the [Hudson] is thin, the [Ohio] governor said.")
    assert dict(zip(forms, layout.articled, strict=True)) == {"Hudson": 1.0, "Ohio": 0.0}


def test_offices_and_ways_tell_of_a_kind():
    layout, forms = layout_of(
        "The mayor of [Kherson] met [Texas] Governor Smith after a flight from [Kyiv] to [Lviv]."
    )
    assert dict(zip(forms, layout.roles, strict=True)) == {
        "Kherson": {"town"},
        "Texas": {"region"},
        "Kyiv": {"town"},
        "Lviv": {"town"},
    }


@given(st.text(min_size=1, max_size=80), st.data())
def test_every_mention_belongs_to_one_name(text, data):
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=8)))
    spans = list(zip(cuts[::2], cuts[1::2], strict=False))
    mentions = tuple(Mention(a, b, text[a:b]) for a, b in spans)

    # No unit is called like a place in it here: "New York, New York" is one name that holds itself.
    def holds(holder: str, name: str) -> bool:
        return fold(holder) != fold(name)

    layout = lay_out(Article("a", text, mentions=mentions), fold, holds, levels, bool)
    assert len(layout.name_of) == len(mentions)
    assert sorted(m for group in layout.mentions_of for m in group) == list(range(len(mentions)))
    assert all(name not in holders for name, holders in enumerate(layout.holders))
    assert [layout.names[first].key for first in layout.kin] == [n.key for n in layout.names]


def test_layouts_of_articles_are_joined_as_if_they_were_one_after_the_other():
    texts = (
        "In [Guatemala City] and [Guatemala], [Paris], [Texas], and [Lviv], [Donetsk] and [Kyiv].",
        "Nobody was named.",
        "[Ukraine]'s [Kherson] and [Paris], [France].",
    )
    alone = [layout_of(text)[0] for text in texts]
    together = joined(alone)
    assert together.articles == (7, 0, 4)
    at = 0
    for layout in alone:
        count = len(layout.names)
        here = slice(at, at + count)
        assert together.names[here] == layout.names
        assert [first - at for first in together.kin[here]] == list(layout.kin)
        assert [{held - at for held in names} for names in together.holders[here]] == [
            set(names) for names in layout.holders
        ]
        at += count
    assert {(city - 0, short) for city, short in together.cities} == set(alone[0].cities)
    assert sum(map(len, together.mentions_of)) == len(together.name_of) == len(together.starts)
