"""The data that the page reads says what the query result said."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
import stories
from hypothesis import given
from hypothesis import strategies as st

from geomap.maps.payload import REJECTED_KEPT, Payload
from geomap.maps.texts import clean, utf16_offset
from geomap.model import Candidate, Sentence
from geomap.query import LeftOut, QueryResult, query_result


def built(articles: list[stories.Article], **limits: int) -> dict:
    limits.setdefault("text_limit", 10**6)
    # As the page reads it.
    return json.loads(json.dumps(Payload(query_result(articles), **limits).build("T")))


def units(text: str) -> list[str]:
    """A text as JavaScript sees it: one string a UTF-16 unit."""
    raw = text.encode("utf-16-le", "surrogatepass")
    return [raw[at : at + 2].decode("utf-16-le", "surrogatepass") for at in range(0, len(raw), 2)]


def test_each_mention_is_found_at_its_offsets_as_javascript_counts() -> None:
    data = built(stories.sample())
    mentions, sentences = data["mentions"], data["sentences"]
    for sentence, start, end, name in zip(
        mentions["sentence"], mentions["start"], mentions["end"], mentions["name"], strict=True
    ):
        text = units(data["articles"][sentences["article"][sentence]]["text"])
        assert "".join(text[start:end]) == data["names"][name]
        assert sentences["start"][sentence] <= start < end <= sentences["end"][sentence]


@given(st.text(), st.data())
def test_an_offset_counts_utf16_units(text: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text)))
    assert utf16_offset(text)(at) == len(units(text[:at]))


@given(st.text(alphabet=st.characters(codec=None)))
def test_cleaned_text_can_be_saved_and_keeps_its_length(text: str) -> None:
    assert len(clean(text).encode().decode()) == len(text)


def test_no_mention_is_lost_and_reading_order_is_kept() -> None:
    articles = stories.sample()
    data = built(articles)
    mentions = data["mentions"]
    assert len(mentions["place"]) == sum(len(article.mentions) for article in articles)
    assert mentions["place"].count(-1) == 1
    owners = [data["sentences"]["article"][at] for at in mentions["sentence"]]
    order = list(zip(owners, mentions["start"], strict=True))
    assert order == sorted(order)


def test_a_country_a_region_and_a_river_are_areas_and_a_town_is_a_dot() -> None:
    places = built(stories.sample())["places"]
    forms = dict(zip(places["name"], places["form"], strict=True))
    assert forms["Kherson"] == forms["Kyiv"] == "dot"
    assert forms["Ukraine"] == forms["Kherson Oblast"] == forms["Dnipro River"] == "area"


def test_rejected_candidates_follow_with_their_scores_but_are_no_mentioned_places() -> None:
    data = built(stories.sample())
    first = data["rejected"][data["mentions"]["rejected"][0]]
    assert first == [[[data["places"]["name"].index("Kherson, Kentucky"), 6]], 0]
    assert data["mentioned"] == 7
    assert data["places"]["name"].index("Kherson, Kentucky") >= data["mentioned"]


def test_rejected_candidates_beyond_the_limit_are_counted() -> None:
    many = tuple(
        Candidate(stories.place(f"Other {n}", "P.PPL", 1.0, float(n)), 0.01)
        for n in range(REJECTED_KEPT + 3)
    )
    article = stories.story("a", "Kherson.", [("Kherson", stories.KHERSON, {"candidates": many})])
    kept, others = built([article])["rejected"][0]
    assert (len(kept), others) == (REJECTED_KEPT, 3)


def test_full_texts_beyond_the_limit_stay_outside_and_the_page_says_so() -> None:
    articles = stories.sample()
    data = built(articles, text_limit=len(articles[0].text))
    assert [article["text"] is None for article in data["articles"]] == [False, True, True]
    assert "2 of 3 articles" in data["notes"][0]
    for at, text in enumerate(data["sentences"]["text"]):
        assert (text is None) == (data["sentences"]["article"][at] == 0)


def test_a_long_sentence_without_its_text_keeps_what_is_near_the_mention() -> None:
    article = stories.story("a", "x" * 5000 + " Kherson " + "y" * 5000, [("Kherson", None, {})])
    article = replace(article, sentences=(Sentence(0, len(article.text)),))
    data = built([article], text_limit=10)
    text, start = data["sentences"]["text"][0], data["sentences"]["start"][0]
    at = data["mentions"]["start"][0] - start
    assert text[at : at + 7] == "Kherson"
    assert len(text) < 1000


def test_sentences_beyond_the_limit_of_a_place_are_counted_and_named() -> None:
    names = [("Kherson", stories.KHERSON, {})] * 5
    data = built([stories.story("a", "Kherson. " * 5, names)], sentence_limit=2)
    carried = [data["sentences"]["end"][at] > 0 for at in data["mentions"]["sentence"]]
    assert carried == [True, True, False, False, False]
    assert data["notes"] == [
        "3 mentions are counted without their sentence (limit: 2 sentences a place)."
    ]


def test_what_the_question_left_out_travels_with_its_count() -> None:
    result = query_result(stories.sample())
    asked = QueryResult(
        result.frame,
        result.articles,
        result.candidates,
        result.unplaced,
        (LeftOut("coarser than the region", 7),),
    )
    assert Payload(asked, text_limit=10**6).build()["leftOut"] == [["coarser than the region", 7]]


def test_no_mentions_make_an_empty_payload() -> None:
    data = built([])
    assert data["mentions"]["place"] == []
    assert data["mentioned"] == 0


@pytest.mark.parametrize("published", [None, date(2022, 10, 1)])
def test_a_date_is_iso_or_nothing(published: date | None) -> None:
    article = stories.story("a", "Kyiv.", [("Kyiv", stories.KYIV, {})], published=published)
    expected = None if published is None else "2022-10-01"
    assert built([article])["articles"][0]["published"] == expected
