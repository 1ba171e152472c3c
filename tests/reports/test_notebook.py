"""Articles and results show themselves in a notebook; hostile text stays text."""

from __future__ import annotations

from dataclasses import replace

import lxml.html
import pytest
import stories
from hostile import PAYLOADS
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.notebook import COLOURS, LONGEST
from geomap.query import query_result
from geomap.reports.text import visible


def text_of(html):
    """The text of a fragment with a line break for each <br>, as a reader sees it."""
    root = lxml.html.fragment_fromstring(html, create_parent=True)
    for node in root.iter("br"):
        node.tail = "\n" + (node.tail or "")
    return root.text_content()


def marks_of(html):
    root = lxml.html.fragment_fromstring(html, create_parent=True)
    return [" ".join(mark.text_content().split()) for mark in root.iter("mark")]


def test_an_article_shows_its_mentions_in_their_places():
    (first, second, _) = stories.sample()
    assert marks_of(first._repr_html_()) == [
        "Kherson town Kherson, Kherson Oblast, UA",
        "Nova Kakhovka town Nova Kakhovka, Kherson Oblast, UA",
        "Moscow town Moscow, RU",
        "Dnipro River water Dnipro River",
        "Kherson town Kherson, Kherson Oblast, UA",
    ]
    assert "Qqville not placed" in marks_of(second._repr_html_())
    assert "7 mentions, 6 placed · Another Paper · 2022-11-15" in text_of(second._repr_html_())


@pytest.mark.parametrize("text", PAYLOADS.values(), ids=PAYLOADS)
def test_hostile_text_of_an_article_is_text(text):
    place = stories.place(text, "P.PPL", 1, 2, admin1=text)
    article = stories.story(
        "a", f"{text} Kherson {text}", [("Kherson", place, {})], title=text, source=text
    )
    html = article._repr_html_()
    root = lxml.html.fragment_fromstring(html, create_parent=True)
    assert {node.tag for node in root.iter()} <= {"div", "p", "b", "br", "mark", "span", "a"}
    assert not [name for node in root.iter() for name in node.attrib if name.startswith("on")]
    assert " ".join(visible(text).split()) in " ".join(text_of(html).split())


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=[]), max_size=80))
def test_the_text_of_an_article_is_whole(text):
    article = stories.story("a", f"{text}Kherson{text}", [("Kherson", None, {})])
    (drawn,) = lxml.html.fragment_fromstring(article._repr_html_(), create_parent=True).find_class(
        "entities"
    )
    for node in drawn.iter("br"):
        node.tail = "\n" + (node.tail or "")
    for node in drawn.iter("span"):
        node.text = ""
    shown = drawn.text_content().replace("\r\n", "\n").replace("\r", "\n")
    whole = visible(article.text).replace("\r\n", "\n").replace("\r", "\n")
    assert "".join(shown.split()) == "".join(whole.split())


def test_overlapping_mentions_are_marked_once():
    article = stories.story("a", "Kherson Oblast.", [("Kherson", stories.KHERSON, {})])
    both = (replace(article.mentions[0], end=14, text="Kherson Oblast"), article.mentions[0])
    assert len(marks_of(replace(article, mentions=both)._repr_html_())) == 1


def test_a_long_article_says_what_is_not_shown():
    text = "Kherson. " + "x" * LONGEST + " Kyiv."
    names = [("Kherson", stories.KHERSON, {}), ("Kyiv", stories.KYIV, {})]
    html = stories.story("a", text, names)._repr_html_()
    assert len(marks_of(html)) == 1
    assert f"the first {LONGEST:,} of {len(text):,} characters" in text_of(html)


def test_a_result_shows_counts_places_and_a_picture(sample):
    html = sample._repr_html_()
    assert "14 mentions of 7 places in 3 articles of 2 publishers" in text_of(html)
    root = lxml.html.fragment_fromstring(html)
    names = [row[0].text_content() for row in root.iter("tr")]
    assert names[:3] == ["Place", "Kyiv", "Kherson"]
    (image,) = root.iter("img")
    assert image.get("src").startswith("data:image/png;base64,")
    assert image.get("alt").startswith("Map")


def test_a_result_without_places_shows_itself_too():
    unplaced = stories.story("a", "Qqville.", [("Qqville", None, {})])
    html = query_result([unplaced])._repr_html_()
    assert "1 mention of 0 places" in text_of(html)
    assert "<img" not in html
    people = stories.story(
        "b", "Ukrainian songs.", [("Ukrainian", stories.UKRAINE, {"usage": "demonym"})]
    )
    assert "1 mention of 1 place" in text_of(query_result([people])._repr_html_())


def test_colours_are_light_enough_for_black_letters():
    def luminance(colour):
        channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    assert all((luminance(colour) + 0.05) / 0.05 >= 7 for colour in COLOURS.values())
