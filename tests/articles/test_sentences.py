from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.articles import split_sentences
from geomap.model import PartSpan


def sentences(text: str) -> list[str]:
    return [text[s.start : s.end] for s in split_sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Kyiv was quiet.|Minsk was not!|Was Moscow?|Nobody knew…|The night went on.",
        "Mr. Smith of the U.S. Army met Gov. J. B. Pritzker in St. Louis.|He paid $3.5 million.",
        "George W. Bush came at 5 p.m.|The rest left for the U.S.|The end.",
        '"When?" he asked.|"Now."|She left.',
        "“We will not stop.”|He sat down.",
        "Lake St. Clair is No. 5 on the list of Sen. Carl Levin.|It rained.",
        "In 2022. |They left.".replace(" |", "|"),
        "Am 3. Oktober kam er nach Kiew.|Dr. Müller war z.B. in Charkiv.|Dann ging er.",
        "В г. Харькове и в Херсонской обл. стреляли.|Ночь была тихой.|«Мы ждём.»|Он ушёл.",
        "У м. Львів приїхали люди.|Вони з Бахмута.",
        "W woj. lubelskim jest spokój.|Prezydent był tam.",
        "他在北京。|他说：“好。”|然后走了！",
        "هل وصل؟|نعم.",
        "He said (it was late.)|They went home.",
        "1. Despite the rain they came.",
        "It cost 12,500. 22 people saw it.".replace(". ", ".|", 1),
    ],
)
def test_sentences_end_where_people_end_them(text: str) -> None:
    wanted = text.split("|")
    separator = "" if "北" in text else " "
    assert sentences(separator.join(wanted)) == wanted


def test_a_headline_is_a_sentence_of_its_own() -> None:
    text = (
        "Calm in Minsk\n\nThe president spoke\nThe president of Belarus spoke for two hours today."
    )
    assert sentences(text) == [
        "Calm in Minsk",
        "The president spoke",
        "The president of Belarus spoke for two hours today.",
    ]


def test_a_wrapped_paragraph_is_read_through_its_newlines() -> None:
    text = (
        "The president of Belarus spoke for two hours today and said\n"
        "that the tension on the border with Ukraine was over. Then\n"
        "he left."
    )
    first, second = sentences(text)
    assert first.endswith("border with Ukraine was over.")
    assert second == "Then\nhe left."


def test_items_of_a_list_are_not_joined() -> None:
    text = (
        "Towns:\n- Lyman in the north of the Donetsk region, taken in October\n- Izium\n- Kupiansk"
    )
    assert len(sentences(text)) == 4


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\u2028", "\x0b"])
def test_every_kind_of_newline_ends_a_paragraph(newline: str) -> None:
    assert sentences(f"Calm in Minsk{newline * 2}Noise in Brest") == [
        "Calm in Minsk",
        "Noise in Brest",
    ]


TEXTS = st.text() | st.lists(
    st.sampled_from(
        [
            "Mr.",
            "Kyiv",
            "U.S.",
            "3.5",
            "?!",
            "。",
            "\n",
            "\n\n",
            " ",
            "\r\n",
            "x" * 60,
            "“",
            "”",
            "– ",
            "1.",
        ]
    )
).map("".join)


@given(TEXTS, st.data())
def test_sentences_cover_the_text_and_respect_parts(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=6)))
    parts = [PartSpan(a, b, "caption") for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    found = split_sentences(text, parts)
    end = 0
    for sentence in found:
        assert end <= sentence.start < sentence.end <= len(text)
        assert not text[end : sentence.start].strip()
        piece = text[sentence.start : sentence.end]
        assert piece == piece.strip()
        assert "\n\n" not in piece
        for border in (b for p in parts for b in (p.start, p.end)):
            assert not sentence.start < border < sentence.end
        end = sentence.end
    assert not text[end:].strip()
