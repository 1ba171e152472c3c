"""Text is drawn as it is: never mathematics, never more than a line, in a font that has it."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest
from hostile import PAYLOADS
from hypothesis import given
from hypothesis import strategies as st

from geomap.errors import UsageError
from geomap.figures import figure, save_figure
from geomap.figures.text import families, fitted, shown, unwritable, width_of, wrapped

HOSTILE = ["$\\frac{", "$x^2$", "a_$b$^{", "\\textbf{x}", "{{7*7}}", *PAYLOADS.values()]
NOWHERE = "\U0001f6a3"


@given(st.text(max_size=200))
def test_what_is_drawn_is_one_line_without_controls(text):
    line = shown(text)
    assert shown(line) == line
    assert not any(unicodedata.category(letter) in {"Cc", "Cs", "Zl", "Zp"} for letter in line)
    assert not any(letter in line for letter in "\u202a\u202b\u202d\u202e\u2066\u2067\u2068")


@pytest.mark.filterwarnings("ignore:drawn as a replacement character")
@pytest.mark.parametrize("suffix", ["png", "svg", "pdf"])
def test_hostile_names_and_titles_are_drawn_as_they_are(tmp_path, corpus, places, eyes, suffix):
    towns = {
        replace(places["Kyiv"], id=f"test:{at}", name=name, lat=45 + at % 6, lon=25 + at): 1
        for at, name in enumerate(HOSTILE)
    }
    drawn = figure(
        corpus(towns, source=lambda at: HOSTILE[at % len(HOSTILE)]), title="$\\frac{ {{x}}"
    )
    save_figure(drawn, tmp_path / f"a.{suffix}")
    lines = eyes(drawn).lines()
    assert "$\\frac{ {{x}}" in lines
    assert {"$\\frac{", "$x^2$", "\\textbf{x}", "{{7*7}}"} <= set(lines)
    assert all(text.get_parse_math() is False for text, _ in eyes(drawn).texts())


def test_an_endless_title_is_cut(corpus, eyes):
    drawn = figure(corpus({"Kherson": 1}), title="word " * 5000)
    height = drawn.get_figheight()
    assert height < 15
    assert any(line.endswith("…") for line in eyes(drawn).lines())


def test_letters_that_no_font_has_are_named_in_a_warning(corpus):
    with pytest.warns(UserWarning, match=r"letters of symbols, such as U\+1F6A3"):
        figure(corpus({"Kherson": 1}), title=f"Row {NOWHERE}")
    assert shown(NOWHERE) == "\ufffd"


def test_cyrillic_greek_and_arabic_need_no_other_font():
    assert families("Херсон Χερσώνα خيرسون") == ("DejaVu Sans",)
    assert unwritable(["Херсон", "Χερσώνα", "خيرسون", "\x00\u202e \n"]) is None


@given(st.lists(st.sampled_from(["a", "Kherson", "x" * 50, "и"]), max_size=7), st.floats(40, 300))
def test_lines_fit_and_hold_every_word(words, width):
    lines = wrapped(" ".join(words), width, 8.0)
    assert all(width_of(line, 8.0) <= width for line in lines)
    assert [word for line in lines for word in line.split()] == [
        fitted(word, width, 8.0) for word in words
    ]


def test_names_are_in_the_language_asked_for(corpus, gazetteer, eyes):
    result = corpus({"Kherson": 3, "Kyiv": 1, "Kherson Oblast": 2})
    lines = eyes(figure(result, language="uk", gazetteer=gazetteer)).lines()
    assert {"Херсон", "Київ"} <= set(lines)
    assert not {"Kherson", "Kyiv"} & set(lines)
    assert "Cherson" in eyes(figure(result, language="de", gazetteer=gazetteer)).lines()


def test_a_language_that_no_font_can_write_is_refused_with_what_to_install(
    corpus, gazetteer, monkeypatch
):
    # Without the other fonts of this machine, as where only matplotlib's own are installed.
    from geomap.figures import text

    own = {name: path for name, path in text._files().items() if "mpl-data" in path}
    monkeypatch.setattr(text, "_files", lambda: own)
    for function in (text.shown, text.families, text._font_with, text._extent):
        function.cache_clear()
    try:
        with pytest.raises(UsageError, match=r"can't label in 'zh'.*CJK.*Noto Sans CJK"):
            figure(corpus({"Kherson": 3}), language="zh", gazetteer=gazetteer)
    finally:
        for function in (text.shown, text.families, text._font_with, text._extent):
            function.cache_clear()
