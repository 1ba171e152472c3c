"""What a report says is what the question to the store answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
import shapely
import stories
from hypothesis import given, settings
from hypothesis import strategies as st
from runs import RUN

from geomap.model import Sentence
from geomap.query import query_result
from geomap.regions import ShapeRegion
from geomap.reports import make_report, question_facts
from geomap.reports.sections import Table, sections
from geomap.reports.sentences import LONGEST
from geomap.store import MentionStore, Run


@pytest.fixture
def store(tmp_path):
    with MentionStore(tmp_path / "week.gpkg") as held:
        held.add(stories.sample(), run=RUN)
        yield held


def known(counts):
    """Counts by name, with None where a table has NaN."""
    return {key if isinstance(key, str) else None: count for key, count in counts.items()}


def test_the_counts_are_those_of_the_store(store):
    result = store.query()
    report = make_report(result, runs=store.runs_of_articles())
    by_place = store.count("place")
    assert [(p.place_id, p.mentions) for p in report.places] == sorted(
        zip(by_place["place_id"], by_place["mentions"], strict=True),
        key=lambda pair: (-pair[1], pair[0]),
    )
    by_country = store.count("country").set_index("country")["mentions"]
    assert {row.country: row.mentions for row in report.countries} == known(by_country)
    by_source = store.count("source").set_index("source")["mentions"]
    unplaced = {"Another Paper": 1}
    assert {
        row.publisher: row.mentions + unplaced.get(row.publisher, 0) for row in report.publishers
    } == known(by_source)
    counts = report.counts
    assert counts.placed == len(result.frame) == by_place["mentions"].sum()
    assert counts.mentions == counts.placed + len(result.unplaced)
    assert counts.places == len(by_place)
    assert (counts.articles, counts.publishers, counts.unplaced) == (3, 2, 1)
    assert sum(row.mentions for row in report.usages) == counts.placed
    assert [(v.geomap, v.gazetteer, v.model, v.articles) for v in report.versions] == [
        ("1.2.3", "abc", "model", 3)
    ]


def test_what_a_region_leaves_out_is_said(store):
    region = ShapeRegion("The south", shapely.box(32, 46, 34, 47))
    asked = {"region": region, "since": date(2022, 1, 1)}
    result = store.query(**asked)
    report = make_report(result, question=question_facts(asked))
    assert report.left_out == result.left_out
    assert report.title == "Places named in the articles: The south"
    assert [(f.name, f.value) for f in report.question] == [
        ("Region", "The south"),
        ("Published from", "2022-01-01"),
    ]
    assert report.versions[0].gazetteer is None
    assert "with geomap (version not recorded): " in report.citation


def test_rows_and_rest_add_up(sample):
    report = make_report(sample, top=2)
    assert len(report.places) == 2
    assert report.other_places.rows == report.counts.places - 2
    listed = sum(place.mentions for place in report.places)
    assert listed + report.other_places.mentions == report.counts.placed
    table = next(s for s in sections(report) if s.slot == "places").blocks[0]
    assert isinstance(table, Table)
    assert table.more == (
        f"And {report.other_places.rows} other places with {report.other_places.mentions} mentions."
    )


def test_the_place_itself_is_counted_as_the_map_draws_it(sample):
    drawn = sample.frame[
        (sample.frame["part"] != "leftover")
        & (sample.frame["usage"].isna() | (sample.frame["usage"] == "literal"))
    ]
    report = make_report(sample)
    assert report.counts.itself == len(drawn)
    assert {p.place_id: p.itself for p in report.places if p.itself} == dict(
        drawn["place_id"].value_counts()
    )


def test_low_scores_are_counted():
    articles = stories.sample()
    low = query_result(articles)
    assert make_report(low).counts.low == 1
    unknown = [
        replace(a, mentions=tuple(replace(m, score=None) for m in a.mentions)) for a in articles
    ]
    assert make_report(query_result(unknown)).counts.low == len(low.frame)


def test_countries_have_the_names_that_are_given(sample):
    report = make_report(sample, country_names={"UA": "Ukraine"})
    assert {place.country for place in report.places} == {"Ukraine", "RU", None}
    assert {row.country for row in report.countries} == {"Ukraine", "RU", None}


def test_key_sentences_follow_their_rule(sample):
    report = make_report(sample)
    assert len(report.sentences) == len({(s.article_id, s.before) for s in report.sentences})
    kyiv = next(s for s in report.sentences if s.place == "Kyiv")
    said = kyiv.before + kyiv.name + kyiv.after
    # The leftover and the bank are passed over; the sentence of the undated article is older.
    assert said == "Officials in Kyiv met on Monday."
    assert kyiv.link == "http://example.com/power"
    article = sample.articles[kyiv.article_id]
    assert article.text[kyiv.start : kyiv.end] == kyiv.name == "Kyiv"
    assert str(len({p.place_id for p in report.places})) in report.sentence_rule


@settings(deadline=None)
@given(st.text(max_size=600), st.text(max_size=600), st.booleans())
def test_a_key_sentence_is_what_stands_in_the_text(before, after, spaced):
    gap = " " if spaced else ""
    text = f"{before}{gap}Kherson{gap}{after}"
    article = stories.story("a", text, [("Kherson", stories.KHERSON, {})])
    article = replace(article, sentences=(Sentence(0, len(text)),))
    (sentence,) = make_report(query_result([article])).sentences
    assert sentence.name == "Kherson"
    assert text[sentence.start : sentence.end] == "Kherson"
    for half, whole in ((sentence.before, text[: sentence.start]), (sentence.after, text)):
        assert "\n" not in half
        if "…" not in text and "…" in half:
            assert len(whole) > LONGEST - len(half)
    shown = len(sentence.before) + len(sentence.after)
    assert shown <= LONGEST + len(" … …")


def test_a_long_sentence_is_cut_between_words_around_the_name():
    text = "word " * 200 + "Kherson" + " other" * 200
    article = replace(
        stories.story("a", text, [("Kherson", stories.KHERSON, {})]),
        sentences=(Sentence(0, len(text)),),
    )
    (sentence,) = make_report(query_result([article])).sentences
    assert sentence.before.startswith("… word ")
    assert sentence.before.endswith("word ")
    assert sentence.after.startswith(" other ")
    assert sentence.after.endswith(" other …")


def test_articles_of_several_runs_are_told_apart(sample):
    runs = {"a1": Run("1", "g1", "m"), "a2": Run("1", "g2", "m"), "a3": Run("1", "g2", "m")}
    report = make_report(sample, runs=runs)
    assert [(v.gazetteer, v.articles) for v in report.versions] == [("g2", 2), ("g1", 1)]
    assert "geomap 1 (gazetteer g2, model m) for 2 articles; geomap 1" in report.citation


def test_every_number_of_the_method_is_the_report_s(sample):
    report = make_report(sample)
    counts = report.counts
    assert f"Of the {counts.placed} placed mentions, {counts.itself} mean" in report.method[-1]
    assert f"{counts.low} of the {counts.placed} placed mentions has" in report.limits[2]
    assert f"{counts.low} of the {counts.placed} placed mentions has" in report.citation
    assert report.summary in report.citation
    assert report.summary == (
        f"{counts.mentions} mentions of {counts.places} places in 3 articles of 2 publishers, "
        "published 2022-10-01 to 2022-11-15, 1 without a date; 1 not placed."
    )


def test_every_question_has_its_words():
    region = ShapeRegion("Box", shapely.box(0, 0, 1, 1))
    facts = question_facts(
        {
            "region": region,
            "touching": True,
            "until": date(2022, 1, 2),
            "text": "bridge\x00",
            "named_with": region,
            "same": "sentence",
            "source": ["A", "B"],
            "usage": "unsure",
            "kind": ["town"],
            "place": ["geonames:1"],
            "min_score": 0.5,
        }
    )
    assert [f"{fact.name}: {fact.value}" for fact in facts] == [
        "Region: Box, and places only partly in it",
        "Published until: 2022-01-02",
        "Words: bridge\ufffd (in the same sentence)",
        "Named together with: Box (in the same sentence)",
        "Publisher: A or B",
        "Usage of the name: unsure",
        "Kind of place: town",
        "Place id: geonames:1",
        "Least score: 0.5",
    ]
