"""Right spans: articles, genitives, line breaks, kind words, glued words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geomap.recognition.language import LanguageModel
from geomap.recognition.spans import kind_word, trim, with_kind_word, without_kind_word

if TYPE_CHECKING:
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
