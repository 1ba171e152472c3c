from __future__ import annotations

import geopandas

from geomap.model import Article, Candidate, Evidence, Mention, Place, Sentence, Spelling
from geomap.query import (
    CANDIDATE_COLUMNS,
    MENTION_COLUMNS,
    PLACE_COLUMNS,
    mention_id,
    query_result,
)

LYMAN = Place(id="geonames:702320", name="Lyman", kind="P.PPL", country="UA", lat=48.98, lon=37.81)
OTHER = Place(id="geonames:5830401", name="Lyman", kind="P.PPL", country="US", lat=41.3, lon=-110.3)
NOWHERE = Place(id="curated:nowhere", name="Nowhere", kind="L.RGN")
REASON = Evidence("country", 1.0, "its country is named")
SPELLING = Spelling("Krasnyi Lyman", "alternate", "uk")
TEXT = "Lyman held. Nowhere and Someone in Lyman."


def mention(start, text, place, **more):
    return Mention(start=start, end=start + len(text), text=text, place=place, **more)


ARTICLE = Article(
    id="a",
    text=TEXT,
    sentences=(Sentence(0, 11), Sentence(12, len(TEXT))),
    mentions=(
        mention(
            0,
            "Lyman",
            LYMAN,
            score=0.9,
            candidates=(Candidate(LYMAN, 0.9, SPELLING, (REASON,)), Candidate(OTHER, 0.1)),
            evidence=(REASON,),
        ),
        mention(12, "Nowhere", NOWHERE, score=0.6),
        mention(24, "Someone", None, reason="no place of this name is known"),
        mention(35, "Lyman", LYMAN, score=0.8),
    ),
)


def test_placed_mentions_are_rows_with_points_in_reading_order():
    frame = query_result([ARTICLE]).frame
    assert isinstance(frame, geopandas.GeoDataFrame)
    assert frame.crs == "EPSG:4326"
    assert list(frame.columns) == [*MENTION_COLUMNS, *PLACE_COLUMNS, "geometry"]
    assert list(frame["mention_id"]) == ["a#0-5", "a#35-40"]
    assert list(frame["mention_id"]) == [mention_id(ARTICLE, ARTICLE.mentions[at]) for at in (0, 3)]
    assert [(point.x, point.y) for point in frame.geometry] == [(37.81, 48.98)] * 2
    assert list(frame["sentence"]) == ["Lyman held.", "Nowhere and Someone in Lyman."]
    assert list(frame["group"]) == ["town", "town"]


def test_a_row_knows_the_spelling_by_which_its_place_was_found():
    assert list(query_result([ARTICLE]).frame["spelling"]) == [SPELLING, None]


def test_what_has_no_place_or_no_point_is_listed_apart():
    unplaced = query_result([ARTICLE]).unplaced
    assert list(unplaced.columns) == list(MENTION_COLUMNS)
    assert list(unplaced["text"]) == ["Nowhere", "Someone"]
    assert list(unplaced["reason"]) == ["Nowhere has no point", "no place of this name is known"]


def test_all_candidates_are_kept_best_first():
    candidates = query_result([ARTICLE]).candidates
    assert list(candidates.columns) == list(CANDIDATE_COLUMNS)
    assert list(candidates["rank"]) == [1, 2]
    assert list(candidates["place_id"]) == [LYMAN.id, OTHER.id]
    assert candidates["evidence"][0] == (REASON,)


def test_articles_are_kept_in_order_without_their_mentions():
    later = Article(id="0", text="Nothing.")
    articles = query_result([ARTICLE, later]).articles
    assert list(articles) == ["a", "0"]
    assert articles["a"].mentions == ()
    assert articles["a"].text == TEXT


def test_no_articles_make_an_empty_answer_with_all_its_columns():
    result = query_result([])
    assert list(result.frame.columns) == [*MENTION_COLUMNS, *PLACE_COLUMNS, "geometry"]
    assert result.frame.crs == "EPSG:4326"
    assert len(result.frame) == len(result.unplaced) == len(result.candidates) == 0
    assert result.left_out == ()
