"""Which language a text is taken to be in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.model import Article
from geomap.recognition.languages.detection import code_of, detect, language_of

ENGLISH = "The mayor of the town said on Monday that the bridge to the island would be closed. "


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (ENGLISH * 3, "en"),
        ("Rain fell on the whole of the country, and roads to the coast were closed.", "en"),
        ("У Харкові пролунали вибухи, повідомив міський голова.", "uk"),
        ("В Харькове прогремели взрывы, сообщил мэр города.", "ru"),
        ("W Charkowie słychać było wybuchy, poinformował mer.", "pl"),
        ("Im Gebiet Cherson sind drei Menschen getötet worden.", "de"),
        ("Des tirs ont touché la région de Kherson dans la nuit.", "fr"),
        ("Il sindaco della città ha detto che le strade sono chiuse.", "it"),
        ("Kyiv, Ukraine", None),
        ("", None),
        ("1234567890 " * 20, None),
    ],
)
def test_a_text_is_in_the_language_it_looks_like(text: str, language: str | None) -> None:
    assert detect(text) == language


def test_a_long_text_is_judged_by_its_middle_too() -> None:
    polish = "W Charkowie słychać było wybuchy, poinformował mer miasta w poniedziałek rano. " * 40
    assert detect("Read more. Share this. " + polish) == "pl"


@pytest.mark.parametrize(
    ("tag", "code"),
    [("en-GB", "en"), ("UK", "uk"), ("pl_PL", "pl"), ("", None), (None, None), (" de ", "de")],
)
def test_language_tags_become_codes(tag: str | None, code: str | None) -> None:
    assert code_of(tag) == code


def test_what_the_article_says_wins() -> None:
    assert language_of(Article("a", ENGLISH, language="fr-FR")) == "fr"
    assert language_of(Article("a", ENGLISH)) == "en"


@given(st.text(max_size=2000))
def test_any_text_has_one_language_or_none(text: str) -> None:
    found = detect(text)
    assert found == detect(text)
    assert found is None or found.isalpha()
