"""Units, weeks, publishers, time, and places named together: each draws the result's numbers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import numpy as np

from geomap.figures import figure
from geomap.figures.marks import Classes
from geomap.figures.panels import PANELS
from geomap.figures.timeline import Periods
from geomap.regions import region


def test_units_count_what_lies_in_them(corpus, eyes):
    result = corpus({"Kherson": 3, "Nova Kakhovka": 2, "Kherson Oblast": 1, "Ukraine": 4})
    seen = eyes(figure(result, kind="choropleth"))
    (ax,) = seen.axes("map")
    assert list(seen.shaded(ax)) == ["geonames:706442"]
    assert seen.dots(ax) == []
    assert {"Kherson Oblast 6", "6"} & set(seen.lines())
    assert "Larger than a unit, or in none: 4 mentions of 1 place (Ukraine 4)." in seen.lines()


def test_in_a_region_units_are_its_districts_with_a_word_on_their_outlines(
    corpus, places, gazetteer, eyes
):
    raion = {"admin2": "Kherson Raion", "admin2_id": "geonames:12189518"}
    town = replace(places["Kherson"], **raion)
    seen = eyes(
        figure(corpus({town: 3}), kind="choropleth", region=region("Kherson Oblast", gazetteer))
    )
    (ax,) = seen.axes("map")
    assert list(seen.shaded(ax)) == [raion["admin2_id"]]
    assert any("approximate" in line for line in seen.lines())


def test_on_a_map_of_the_world_units_are_countries(corpus, eyes):
    result = corpus({"Kherson": 3, "Ukraine": 2, "New York": 2, "Tokyo": 1})
    (ax,) = eyes(figure(result, kind="choropleth")).axes("map")
    assert set(eyes(figure(result, kind="choropleth")).shaded(ax)) == {"UA", "US", "JP"}


def test_a_map_a_publisher_on_one_scale(corpus, eyes):
    result = corpus({"Kherson": 6, "Kyiv": 2}, source=lambda at: "A" if at < 4 else "B")
    seen = eyes(figure(result, kind="by-source"))
    first, second = seen.axes("map")
    assert {"A", "B", "4"} <= set(seen.lines())
    (alone,) = seen.dots(first)
    assert [round(4 * area / alone) for area in seen.dots(second)] == [2, 2]


def test_publishers_that_do_not_fit_are_counted(corpus, eyes):
    result = corpus({"Kherson": 15}, source=lambda at: f"Paper {at:02}")
    seen = eyes(figure(result, kind="by-source"))
    assert len(seen.axes("map")) == PANELS
    assert "Not drawn: 3 mentions by 3 other publishers." in seen.lines()


def test_a_map_a_week_with_the_empty_ones(corpus, eyes):
    days = [date(2024, 1, 3), date(2024, 1, 7), date(2024, 1, 15), None]
    result = corpus({"Kherson": 4}, day=lambda at: days[at])
    seen = eyes(figure(result, kind="by-week"))
    assert len(seen.axes("map")) == 3
    assert {"2024-01-01", "2024-01-08", "2024-01-15"} <= set(seen.lines())
    assert [len(seen.dots(ax)) for ax in seen.axes("map")] == [1, 0, 1]
    assert "In no week: 1 mentions in articles without a date." in seen.lines()


def test_many_weeks_are_the_latest_that_have_mentions(corpus, eyes):
    result = corpus({"Kherson": 14}, day=lambda at: date(2024, 1, 1) + timedelta(days=14 * at))
    seen = eyes(figure(result, kind="by-week"))
    assert len(seen.axes("map")) == PANELS
    assert "Before the first week drawn: 2 mentions." in seen.lines()
    assert "Weeks between them without a mention, not drawn: 11." in seen.lines()


def test_the_bars_of_the_timeline_are_the_mentions_of_each_day(corpus, eyes):
    days = [date(2024, 2, 1)] * 3 + [date(2024, 2, 3)] * 2
    result = corpus({"Kherson": 4, "Kyiv": 1}, day=lambda at: days[at])
    seen = eyes(figure(result, kind="timeline"))
    (bars,) = seen.axes("bars")
    assert [bar.get_height() for bar in bars.patches] == [3, 0, 2]
    assert {"Kherson 4", "Kyiv 1"} <= set(seen.lines())
    (rows,) = seen.axes("rows")
    kherson, kyiv = (collection.get_sizes() for collection in rows.collections)
    assert list(np.round(4 * kherson / kyiv[0]) / 4) == [3, 1]


def test_bars_are_days_weeks_or_months():
    start = date(2024, 1, 3)
    assert Periods.between(start, start).unit == "day"
    weeks = Periods.between(start, date(2024, 3, 20))
    assert (weeks.unit, weeks.starts[0]) == ("week", date(2024, 1, 1))
    months = Periods.between(start, date(2026, 1, 1))
    assert (months.unit, len(months.starts)) == ("month", 25)
    assert months.at(date(2025, 12, 31)) == 23


def test_lines_join_places_that_articles_name_together(together, eyes):
    result = together(
        ["Kherson", "Kyiv"], ["Kherson", "Kyiv"], ["Kyiv", "Minsk"], ["Kyiv", "Ukraine"]
    )
    seen = eyes(figure(result, kind="co-mentions"))
    (ax,) = seen.axes("map")
    (links,) = [lines for lines in ax.collections if lines.get_label() == "links"]
    thin, thick = sorted(links.get_linewidths())
    assert thick > thin
    assert "Lines: the 2 pairs of places that most articles name together." in seen.lines()
    assert "Not drawn, as they are areas: 1 mention of 1 place (Ukraine 1)." in seen.lines()


def test_classes_hold_every_number_and_say_what_they_hold():
    assert Classes.of([3], 5).labels == ["3"]
    assert Classes.of([1, 2, 3, 6], 3).labels == ["1", "2", "3–6"]
    classes = Classes.of([1, 4, 9, 45, 300, 301], 3)
    assert [low for low, _ in classes.ranges] == [1, 9, 45]
    assert [classes.at(number) for number in (1, 4, 9, 45, 300, 301)] == [0, 0, 1, 2, 2, 2]


def test_shades_get_darker_in_greyscale():
    """Luminance as in ITU-R BT.709."""
    from matplotlib.colors import to_rgb

    shades = Classes.of([1, 2, 3, 4, 5], 5).colours(5)
    light = [0.2126 * r + 0.7152 * g + 0.0722 * b for r, g, b in map(to_rgb, shades)]
    assert light == sorted(light, reverse=True)
    assert all(one - other > 0.05 for one, other in pairwise(light))
