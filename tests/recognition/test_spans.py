"""Right spans: articles, genitives, line breaks, kind words, glued words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.recognition.candidates import Spellings, find_spans
from geomap.recognition.language import LanguageModel
from geomap.recognition.spans import kind_word, trim, with_kind_word, without_kind_word
from geomap.recognition.tokens import softened

if TYPE_CHECKING:
    from geomap.gazetteer import Gazetteer
    from geomap.recognition.tokens import Tokens


@pytest.fixture(scope="module")
def language() -> LanguageModel:
    return LanguageModel()


def read(language: LanguageModel, text: str) -> Tokens:
    return language.tokens([text])[0]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("the Netherlands", "Netherlands"),
        ("Ukraine's", "Ukraine"),
        ("The Hague\u2019s", "Hague"),
        ("Minsk\n\nBy", "Minsk"),
        ("\u201cMoscow\u201d", "Moscow"),
        ("- - -", ""),
    ],
)
def test_a_name_is_trimmed(language: LanguageModel, text: str, name: str) -> None:
    tokens = read(language, text)
    start, end = trim(tokens, 0, len(tokens))
    assert (tokens.span(start, end) if start < end else "") == name


def test_kind_words_in_capitals_are_taken_in_and_small_ones_left_out(
    language: LanguageModel,
) -> None:
    tokens = read(language, "Kherson Oblast and Rostov region and Lake Geneva")
    assert with_kind_word(tokens, 0, 1) == (0, 2)
    assert with_kind_word(tokens, 3, 4) == (3, 4)
    assert without_kind_word(tokens, 3, 5) == (3, 4)
    assert kind_word(tokens, 3, 4) == "region"
    assert with_kind_word(tokens, 7, 8) == (6, 8)
    assert kind_word(tokens, 0, 2) is None


def test_a_kind_word_before_the_name_is_found(language: LanguageModel) -> None:
    tokens = read(language, "the region of Kharkiv and the region, Cherson")
    assert kind_word(tokens, 3, 4) == "region"
    assert kind_word(tokens, 8, 9) == "region"


def test_glued_words_are_two_tokens(language: LanguageModel) -> None:
    tokens = read(language, "in BelarusREUTERS McDonald NATO")
    assert tokens.words == ("in", "Belarus", "REUTERS", "McDonald", "NATO")
    for word, start, end in zip(tokens.words, tokens.starts, tokens.ends, strict=True):
        assert tokens.text[start:end] == word


def test_white_space_is_in_no_token(language: LanguageModel) -> None:
    tokens = read(language, " \n\nMinsk  \t fell\n ")
    assert tokens.words == ("Minsk", "fell")


@given(st.text(alphabet="ABÉQÖkn .-(\n1", max_size=40))
def test_softened_text_is_as_long_and_has_the_same_letters(text: str) -> None:
    soft = softened(text)
    assert len(soft) == len(text)
    assert soft.upper() == text.upper()


@pytest.mark.parametrize(
    ("text", "soft"),
    [
        ("SOUTH WAZIRISTAN, April 5 (APP)", "South Waziristan, April 5 (APP)"),
        ("NATO and UNHCR in NEW YORK", "NATO and Unhcr in NEW YORK"),
        ("ST. LOUIS (AP) and PORT ST. LUCIE", "St. Louis (AP) and Port St. Lucie"),
        ("at 5TH ST. The NATO ST. X", "at 5TH ST. The NATO ST. X"),
        ("BelarusREUTERS", "BelarusREUTERS"),
    ],
)
def test_long_words_in_capitals_are_softened(text: str, soft: str) -> None:
    assert softened(text) == soft


def test_two_names_joined_by_a_hyphen_are_two_candidates(
    language: LanguageModel, gazetteer: Gazetteer
) -> None:
    text = "Police closed the Trafalgar Street-Clarke Road intersection in London."
    tokens = read(language, text)
    spans = find_spans(tokens, Spellings(gazetteer))
    names = {tokens.span(span.start, span.end) for span in spans}
    assert {"Trafalgar Street", "Clarke Road", "London"} <= names
    assert "Trafalgar Street-Clarke Road" not in names
