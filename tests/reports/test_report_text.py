"""Text from outside becomes text that any document can show, and links that lead to the web."""

from __future__ import annotations

import re

import pytest
from hostile import PAYLOADS, URLS
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from markdown_it import MarkdownIt

from geomap.reports.markdown import escaped
from geomap.reports.text import safe_link, shown

ANY = st.text(st.characters(exclude_categories=[]))
SIGNS = st.text(st.sampled_from("\\`*_{}[]()#+-.!|<>~^$@&\"'=:;/ 1aA\u202e\x00\nwhtp"))


def rendered(markdown: str) -> str:
    """The text that a reader of the Markdown sees; fails where it holds anything but text."""
    tokens = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    found = []
    for token in tokens.parse(markdown):
        assert token.type in {"paragraph_open", "inline", "paragraph_close"}, token
        for child in token.children or ():
            assert child.type == "text", child
            found.append(child.content)
    return "".join(found)


@settings(deadline=None)
@given(ANY | SIGNS)
def test_any_text_can_stand_in_xml(text):
    element = etree.Element("a")
    element.text = shown(text)
    assert (etree.fromstring(etree.tostring(element)).text or "") == shown(text)


@settings(deadline=None)
@given(ANY | SIGNS)
def test_what_is_shown_is_one_line_and_turns_nothing(text):
    said = shown(text)
    assert said == " ".join(said.split())
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", said)
    assert shown(said) == said


def test_ordinary_text_is_shown_as_it_is():
    said = "Хе́рсон, 赫尔松 – “naïve” 🇺🇦 قصف 100 % <b> {{x}}"
    assert shown(said) == said
    assert shown(" two\nlines\tand \u2028 more ") == "two lines and more"
    assert shown("a\x00b\u202ec\ud800") == "a\ufffdb\ufffdc\ufffd"


@settings(deadline=None)
@given(SIGNS | ANY)
def test_markdown_shows_a_text_as_it_is(text):
    said = shown(text)
    assert rendered(escaped(said)) == said
    assert rendered(f"x {escaped(said)}").removeprefix("x ") == said or not said


@pytest.mark.parametrize("text", PAYLOADS.values(), ids=PAYLOADS)
def test_markdown_shows_hostile_text(text):
    assert rendered(escaped(shown(text))) == shown(text)


@pytest.mark.parametrize(
    "text",
    [
        "www.example.org",
        "https://example.org",
        "me@example.org",
        "$x^2$",
        "a -- b ... c",
        ":smile:",
    ],
)
def test_markdown_of_other_dialects_finds_no_sign(text):
    assert not re.search(r"(?<!\\)[@$^:](?=\S)|\w\.\w|(?<!\\)--|(?<!\\)\.\.", escaped(text))


def test_markdown_for_people_stays_readable():
    said = "Ivano-Frankivsk, St. Petersburg (100 %); 3.5 km: it's far."
    assert escaped(said) == said


@pytest.mark.parametrize("url", URLS)
def test_only_addresses_of_the_web_are_linked(url):
    link = safe_link(url)
    if url.startswith("https://example.org"):
        assert link is not None
        assert link.startswith("https://example.org/")
        assert not set(link) & set("<>\"'{} ") - set("'")
    else:
        assert link is None


def test_an_address_keeps_its_meaning():
    assert safe_link("https://example.org/a%20b?q=1&r=2#top") == (
        "https://example.org/a%20b?q=1&r=2#top"
    )
    assert safe_link("https://example.org/Херсон") == (
        "https://example.org/%D0%A5%D0%B5%D1%80%D1%81%D0%BE%D0%BD"
    )
    assert safe_link(None) is None
    assert safe_link("http://[broken") is None
