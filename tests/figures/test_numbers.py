"""What a figure draws is what the result holds; what it does not draw it counts."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from geomap.errors import UsageError
from geomap.figures import alt_text, figure
from geomap.figures.tally import tally
from geomap.query import LeftOut


def of(result, eyes, **options):
    return eyes(figure(result, **options))


def test_the_area_of_dots_is_proportional_to_mentions(corpus, eyes):
    seen = of(corpus({"Kherson": 8, "Nova Kakhovka": 4, "Kyiv": 2}), eyes)
    areas = seen.dots(*seen.axes("map"))
    assert [round(area / areas[0] * 2) for area in areas] == [2, 4, 8]


def test_dots_of_the_legend_are_those_of_the_map(corpus, eyes):
    seen = of(corpus({"Kherson": 5, "Kyiv": 1}), eyes)
    (page,) = seen.axes("page")
    legend = sorted(float(area) for dots in page.collections for area in dots.get_sizes())
    assert legend == pytest.approx(seen.dots(*seen.axes("map")))
    assert {"1", "5 mentions"} <= set(seen.lines())


def test_countries_and_regions_are_shaded_and_never_dots(corpus, eyes):
    seen = of(corpus({"Kherson": 2, "Kherson Oblast": 3, "Ukraine": 7}), eyes)
    (ax,) = seen.axes("map")
    assert len(seen.dots(ax)) == 1
    assert set(seen.shaded(ax)) == {"geonames:706442", "geonames:690791"}
    assert len(set(seen.shaded(ax).values())) == 2
    assert {"3", "7"} <= set(seen.lines())


def test_the_whole_of_a_country_is_drawn_for_it_alone(corpus, eyes):
    seen = of(corpus({"Belarus": 2}), eyes)
    (ax,) = seen.axes("map")
    assert seen.dots(ax) == []
    assert list(seen.shaded(ax)) == ["geonames:630336"]
    assert "Belarus 2" in seen.lines()


def test_an_area_without_an_outline_is_a_ring(corpus, eyes):
    seen = of(corpus({"Kherson": 2, "Black Sea": 2}), eyes)
    (ax,) = seen.axes("map")
    assert seen.dots(ax, "rings") == seen.dots(ax)
    assert "area known by a point" in seen.lines()


def test_a_part_of_the_world_is_counted_and_not_drawn(corpus, eyes):
    seen = of(corpus({"Kherson": 2, "Europe": 3}), eyes)
    (ax,) = seen.axes("map")
    assert len(seen.dots(ax)) == 1
    assert "Not drawn, for want of an outline: 3 mentions of 1 place (Europe 3)." in seen.lines()


def test_usages_other_than_the_place_itself_are_counted_and_not_drawn(corpus, eyes):
    result = corpus({"Kherson": 2}, usage="demonym")
    seen = of(result, eyes)
    assert seen.dots(*seen.axes("map")) == []
    assert any("2 of people or things" in line for line in seen.lines())
    assert (
        len(
            eyes(figure(result, usages=["demonym"])).dots(
                *eyes(figure(result, usages=["demonym"])).axes("map")
            )
        )
        == 1
    )


def test_every_mention_of_the_result_is_drawn_or_counted_in_a_note(corpus, eyes):
    result = corpus({"Kherson": 50, "Kyiv": 40, "Tokyo": 1, "Kherson Oblast": 3, "Europe": 2})
    seen = of(result, eyes)
    notes = " ".join(seen.lines())
    outside = int(re.search(r"Outside the map: (\d+) mention", notes)[1])
    shapeless = int(re.search(r"for want of an outline: (\d+) mention", notes)[1])
    assert (outside, shapeless) == (1, 2)
    assert "96 mentions of 5 places in 96 articles; 3 of the places are on the map" in notes


def test_what_the_question_left_out_is_said(corpus, eyes):
    from dataclasses import replace

    left = (LeftOut("Ukraine as a whole, which is more than Kherson Oblast", 20),)
    seen = of(replace(corpus({"Kherson": 1}), left_out=left), eyes)
    assert any("Mentions not counted: 20 (Ukraine as a whole" in line for line in seen.lines())


def test_leftovers_of_a_site_do_not_count(corpus):
    result = corpus({"Kherson": 3})
    result.frame.loc[0, "part"] = "leftover"
    counted = tally(result)
    assert counted.mentions == 2
    assert [(left.count, left.reason) for left in counted.left_out] == [
        (1, "in text of the site, not of the story")
    ]


def test_sources_and_dates_are_said(corpus, eyes):
    result = corpus({"Kherson": 9}, day=lambda at: date(2024, 1, 1) + timedelta(days=at))
    assert (
        "Source: 9 articles from 3 publishers (Paper 0, Paper 1, Paper 2),"
        " 2024-01-01 to 2024-01-09." in of(result, eyes).lines()
    )


def test_a_figure_of_nothing_says_so(corpus, eyes):
    assert "No mention of a place was found." in of(corpus({}), eyes).lines()


@pytest.mark.parametrize("wrong", [{"kind": "pie"}, {"size": "poster"}, {"language": "uk"}])
def test_what_can_not_be_drawn_is_refused(corpus, wrong):
    with pytest.raises(UsageError, match=r"there are|need a gazetteer"):
        figure(corpus({"Kherson": 1}), **wrong)


def test_the_description_is_made_of_the_data(corpus):
    described = alt_text(corpus({"Kherson": 5, "Kyiv": 2}))
    assert described == (
        "Map: 7 mentions of 2 places in 7 articles, 2024-01-01. Most named: Kherson 5, Kyiv 2."
    )
    assert alt_text(corpus({})) == "Map: No mention of a place was found."


def test_towns_to_find_ones_way_by_are_not_those_that_are_named(corpus, eyes):
    seen = of(corpus({"Kherson": 2}), eyes)
    lines = seen.lines()
    assert lines.count("Kherson") == 1
    assert "Mykolaiv" in lines
    assert "Small grey points: towns to find one's way by." in lines
    (ax,) = seen.axes("map")
    assert len(seen.dots(ax)) == 1
