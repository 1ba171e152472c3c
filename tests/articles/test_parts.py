from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reads import check, part

from geomap.articles import make_article, mark_parts

if TYPE_CHECKING:
    from geomap.model import Article

STORY = (
    "The river rose again in the night, and people in the villages east of Mykolaiv left home.",
    "In the town itself the bridges stayed open, the mayor said on the radio in the morning.",
    "Nobody was hurt, but the road to Odesa was closed between two junctions until the evening.",
)


def text(*lines: str) -> str:
    return "\n\n".join(lines)


def article(*lines: str, title: str | None = None) -> Article:
    made = make_article(text(*lines), article_id="a", title=title)
    check(made)
    return made


def leftovers(*lines: str) -> str:
    made = article(*lines)
    return "\n\n".join(made.text[p.start : p.end] for p in made.parts if p.part == "leftover")


def test_a_story_alone_is_all_body() -> None:
    assert article(*STORY).parts == ()


def test_a_sentence_alone_is_body() -> None:
    for line in ("Drones hit the Rostov region.", "Kherson", "Water rises in Kherson", STORY[0]):
        made = article(line)
        assert made.parts == ()
        assert made.title is None


def test_the_headline_above_the_story_is_its_title() -> None:
    made = article("Water rises east of Mykolaiv", *STORY)
    assert made.title == "Water rises east of Mykolaiv"
    assert part(made, made.title) == "title"
    assert part(made, STORY[0]) == "body"


@pytest.mark.parametrize(
    "title",
    [
        "Is the water rising in Kherson?",
        "Water rises | Road closed | NOW",
        "Mayor: “The worst is over”",
        "Вода піднімається під Миколаєвом",
        "赫尔松附近水位上涨居民撤离",
    ],
)
def test_headlines_of_many_kinds(title: str) -> None:
    assert article(title, *STORY).title == title


def test_a_title_of_its_own_is_marked_only_where_the_text_repeats_it() -> None:
    made = article("Subheading of the day", *STORY, title="Water rises")
    assert made.title == "Water rises"
    assert made.parts == ()
    made = article("WATER  rises", *STORY, title="Water rises")
    assert part(made, "WATER  rises") == "title"


def test_site_name_slogan_date_byline_and_source() -> None:
    made = article(
        "The Example Herald",
        "Skip to content",
        "Water rises east of Mykolaiv",
        "By Jane Doe and John Smith",
        "Published: 6 June 2023, 10:15",
        *STORY,
        "Source: Example Wire",
    )
    assert made.title == "Water rises east of Mykolaiv"
    assert made.published == date(2023, 6, 6)
    assert made.source == "Example Wire"
    assert part(made, "The Example Herald") == "leftover"
    assert part(made, "By Jane Doe and John Smith") == "leftover"
    assert part(made, "Published: 6 June 2023, 10:15") == "dateline"
    assert part(made, "Source: Example Wire") == "leftover"


def test_the_site_above_the_headline_is_the_source_if_no_line_names_one() -> None:
    made = article("Example Herald", "Skip to content", "Water rises near Odesa again", *STORY)
    assert made.source == "Example Herald"


def test_an_address_in_the_head_is_kept_and_its_host_is_the_source() -> None:
    made = article("Water rises", "https://www.example.org/story?a=1", *STORY)
    assert made.url == "https://www.example.org/story?a=1"
    assert made.source == "example.org"


@pytest.mark.parametrize("url", ["http://[", "javascript:alert(1)", "https://", "//x", "\u2028"])
def test_addresses_that_are_none_name_no_source(url: str) -> None:
    assert make_article(STORY[0], article_id="a", url=url).source is None


def test_nothing_is_taken_from_sentences_that_only_sound_like_it() -> None:
    made = article(
        "On 6 June 2023 the dam broke, and the water reached Kherson within a few hours.",
        "The source: a pipe that had burst years ago, said the people who live above the town.",
        "By Friday the water had gone, and so had most of the people who came to look at it.",
    )
    assert (made.published, made.source, made.title, made.parts) == (None, None, None, ())


@pytest.mark.parametrize(
    ("dateline", "rest"),
    [
        ("Moscow/Minsk –", " The river rose again in the night."),
        ("KYIV, Ukraine (AP) —", " The river rose again in the night."),
        ("KYIV (Reuters) -", " The river rose again in the night."),
        ("KHERSON —", " The river rose again in the night."),
        ("Berlin, 3. Mai (dpa) –", " The river rose again in the night."),
        ("(AFP) –", " The river rose again in the night."),
        ("WASHINGTON, D.C. --", " “The river rose again”, he said."),
        ("КИЇВ —", " Річка знову піднялася вночі, повідомили місцеві жителі."),
    ],
)
def test_datelines(dateline: str, rest: str) -> None:
    made = article(dateline + rest, *STORY)
    first = made.parts[0]
    assert (first.part, made.text[first.start : first.end]) == ("dateline", dateline)
    assert made.sentences[0].end <= first.end
    assert part(made, rest.strip()) == "body"


@pytest.mark.parametrize(
    "line",
    [
        "Ukraine – a country as large as France – has asked for help with the flood again.",
        "The mayor of Kherson – He was born there – has asked for help with the flood again.",
        "– This is our river and our business, said the man who keeps the lock near Odesa.",
        "Three towns - Lyman, Izium and Kupiansk - have asked for help with the flood again.",
    ],
)
def test_dashes_that_make_no_dateline(line: str) -> None:
    assert article(line, *STORY).parts == ()


@pytest.mark.parametrize(
    "caption",
    [
        "The bridge of Mykolaiv. (Archive picture)",
        "The mayor (file photo)",
        "Photo: the bridge of Mykolaiv at night",
        "Foto: Die Brücke von Mykolajiw",
        "Фото: мост в Николаеве",
        "People on a roof in KhersonREUTERS",
        "People on a roof in Kherson / Reuters",
        "Main photo source: REUTERS",
    ],
)
def test_captions(caption: str) -> None:
    assert part(article(STORY[0], caption, STORY[1]), caption) == "caption"


def test_a_headline_that_quotes_an_agency_is_no_caption() -> None:
    assert part(article(STORY[0], "Dam was mined, says Reuters", STORY[1]), "Dam was") == "body"


TAIL = (
    "Check Also",
    "Cyclist hurt near Graz",
    "An old woman from Graz fell from her bicycle when a lorry …",
    "Leave a Reply",
    "Your email address will not be published. Required fields are marked *",
)


def test_what_stands_below_the_story_is_left_over() -> None:
    assert leftovers("Water rises", *STORY, *TAIL) == text(*TAIL)


def test_comments_below_the_form_are_left_over() -> None:
    comment = "I was in Paris at the time and saw nothing of it, but who knows what is true today."
    assert leftovers(*STORY, "Leave a Reply", comment) == text("Leave a Reply", comment)


def test_a_form_above_the_story_does_not_end_it() -> None:
    assert leftovers("Water rises", "Leave a Comment", *STORY) == "Leave a Comment"


@pytest.mark.parametrize("where", [1, 2])
def test_a_box_amid_the_story_does_not_end_it(where: int) -> None:
    lines = [*STORY]
    lines[where:where] = ["Read also:", "Cyclist hurt near Graz"]
    assert leftovers(*lines) == text("Read also:", "Cyclist hurt near Graz")


def test_a_subheading_below_an_empty_box_is_story() -> None:
    lines = (STORY[0], "Related", "Roads in Odesa", STORY[1], STORY[2])
    assert leftovers(*lines) == "Related"


def test_a_list_below_a_subheading_is_story() -> None:
    towns = ("Lyman in the north", "Izium on the Donets", "Kupiansk on the Oskil", "Balakliia")
    assert leftovers(STORY[0], "Latest", *towns) == "Latest"


@pytest.mark.parametrize(
    "line",
    [
        "See also  War in the East. A special team will be formed",
        "READ MORE: Cyclist hurt near Graz",
        ">> Not just rain. On Saturday it also snowed in Graz",
        "Lesen Sie auch: Radfahrer bei Graz verletzt",
        "Zobacz także: Rowerzysta ranny w Grazu",
        "Читайте також: Велосипедист постраждав у Граці",
        "Читайте также: Велосипедист пострадал в Граце",
        "Lire aussi : Un cycliste blessé à Graz",
        "Sign up for our weekly newsletter",
        "We use cookies to make this site better.",
        "Now you can see non-English news...",
        "Follow us on Telegram",
        "12 comments",
        "Advertisement",
        "Реклама",
        "© 2023 Example Post",
    ],
)
def test_lines_of_the_site_amid_the_story(line: str) -> None:
    made = article(STORY[0], line, *STORY[1:], *STORY)
    assert [made.text[p.start : p.end] for p in made.parts] == [line]
    assert made.parts[0].part == "leftover"


@pytest.mark.parametrize(
    "line",
    [
        "See also the report of the OSCE on the Vienna document, which says the same of the river.",
        "Comments from Minsk were not to be had on this day, and none were expected for the next.",
        "Share prices in Moscow fell by two points after the news from the border had come in.",
        "  1. Despite the flood, people on both sides of the border said that they felt relaxed.",
        "Latest figures from Kharkiv speak of two people who were killed and of 22 who were hurt.",
        "Related to this, the ministry of defence in Minsk gave orders to the units on the border.",
        "The search for survivors in Izium goes on, and the print shop has become a hospital now.",
    ],
)
def test_sentences_that_begin_like_leftovers_are_story(line: str) -> None:
    assert leftovers(STORY[0], line, *STORY[1:]) == ""
    assert leftovers(*STORY, line) == ""


def test_a_story_that_is_told_after_many_boxes_is_kept() -> None:
    boxes = ("Related", "Cyclist hurt near Graz", "Most read", "Bakery wins a prize")
    made = article(STORY[0], *boxes, *STORY[1:])
    for sentence in STORY:
        assert part(made, sentence) == "body"


LINES = st.lists(
    st.sampled_from(
        [
            *STORY,
            *TAIL,
            "",
            "Water rises",
            "Kyiv, 6 June 2023",
            "Photo: x",
            "Source: y",
            "1. a",
            "\r\n",
        ]
    )
    | st.text()
)


@given(LINES, st.sampled_from(["\n", "\n\n", "\r\n"]))
def test_parts_of_any_text_are_in_order(lines: list[str], newline: str) -> None:
    whole = newline.join(lines)
    end = 0
    for span in mark_parts(whole):
        assert end <= span.start < span.end <= len(whole)
        assert whole[span.start : span.end] == whole[span.start : span.end].strip()
        end = span.end


@given(
    st.permutations(range(3)), st.integers(0, 3), st.sampled_from(["Related", "Comments", "Share"])
)
def test_no_heading_before_most_of_the_story_takes_its_sentences(
    order: list[int], at: int, heading: str
) -> None:
    lines = [STORY[i] for i in order]
    lines.insert(min(at, 1), heading)
    made = article(*lines)
    for sentence in STORY:
        assert part(made, sentence) == "body"


def test_the_end_of_a_story_behind_boxes_is_told_from_teasers_by_its_names() -> None:
    boxes = ("Related", "Cyclist hurt near Graz", "Most read", "Bakery wins a prize")
    story = (*STORY, *STORY)
    end = "The road from Mykolaiv to Odesa will be open again on Friday, the mayor has promised."
    assert part(article(*story, *boxes, end), end) == "body"
    other = "The prison of Augsburg in Bavaria is accused of having locked people up without beds."
    assert part(article(*story, *boxes, other), other) == "leftover"


def test_a_credit_amid_the_story_does_not_end_it() -> None:
    made = article(*STORY, "© 2023 Example Pictures", STORY[0])
    assert made.part_at(made.text.rindex(STORY[0])) == "body"


def test_the_source_of_a_figure_is_not_the_publisher() -> None:
    made = article(STORY[0], "Source: Office of Rivers", *STORY[1:])
    assert made.source is None
    assert part(made, "Source: Office of Rivers") == "caption"
