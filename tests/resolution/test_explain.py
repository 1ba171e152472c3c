from __future__ import annotations

from geomap.model import Candidate, Evidence, Mention, Place
from geomap.resolution import explain

TEXAS = Place("geonames:4717560", "Paris", "P.PPLA2", "US", "Texas")
FRANCE = Place("geonames:2988507", "Paris", "P.PPLC", "FR", "Île-de-France")
CUE = Evidence("contained_by_cue", 4.0, "the text says beside the name that it lies in Texas, US")
CHOSEN = Candidate(TEXAS, 0.97, evidence=(CUE,))
LOST = Candidate(FRANCE, 0.03, evidence=(Evidence("capital", 1.2, "Paris is a capital"),))


def test_it_says_the_place_its_reasons_and_what_told_against_the_others():
    mention = Mention(
        0, 5, "Paris", place=TEXAS, score=0.97, candidates=(CHOSEN, LOST), evidence=(CUE,)
    )
    against = (
        "unlike the chosen place, where the text says beside the name that it lies in Texas, US"
    )
    assert explain(mention).splitlines() == [
        "Paris: Paris, town in Texas, US (geonames:4717560), score 0.97.",
        "  + the text says beside the name that it lies in Texas, US",
        f"  not Paris, town in Île-de-France, FR, score 0.03: {against}",
    ]


def test_without_a_place_it_says_the_reason_and_the_guesses():
    mention = Mention(0, 5, "Paris", score=0.2, reason="too unsure", candidates=(CHOSEN, LOST))
    lines = explain(mention).splitlines()
    assert lines[0] == "Paris: no place. Too unsure."
    assert lines[1] == "  could be Paris, town in Texas, US, score 0.97"


def test_without_candidates_it_says_so():
    reason = "no place of this name is in the gazetteer"
    assert explain(Mention(0, 1, "X", reason=reason)) == (
        "X: no place. No place of this name is in the gazetteer."
    )


def test_a_point_that_stands_for_an_area_is_called_that():
    oblast = Place("geonames:706442", "Kherson Oblast", "A.ADM1", "UA", precision="region")
    assert "stands for an area" in explain(Mention(0, 1, "K", place=oblast, score=0.9))
