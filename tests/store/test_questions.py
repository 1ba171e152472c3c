from __future__ import annotations

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from example_store import (
    BELGOROD,
    KHERSON,
    KHERSON_OBLAST,
    LYMAN,
    PLACES,
    UKRAINE,
    article,
    mention,
)

from geomap.errors import UsageError
from geomap.model import Box, Place
from geomap.query import LeftOut, query_result
from geomap.regions import NearRegion, ShapeRegion, UnitRegion
from geomap.regions.shape import box_shape
from geomap.store import MentionStore

OBLAST = UnitRegion(KHERSON_OBLAST, parents=[UKRAINE])
COUNTRY = UnitRegion(UKRAINE)
BELGOROD_TOWN = UnitRegion(BELGOROD)


@pytest.fixture
def store(tmp_path):
    with MentionStore(tmp_path / "week.gpkg") as made:
        yield made


@pytest.fixture
def week(store):
    """Five days of stories, one each day from 1 October 2024, a Tuesday."""
    store.add([article(number) for number in range(5)])
    return store


def test_everything_is_what_the_articles_say(week):
    result, direct = week.query(), query_result(article(number) for number in range(5))
    pd.testing.assert_frame_equal(result.frame, direct.frame)
    pd.testing.assert_frame_equal(result.candidates, direct.candidates)
    pd.testing.assert_frame_equal(result.unplaced, direct.unplaced)
    assert result.articles == direct.articles
    assert result.left_out == ()
    assert result.frame.crs == "EPSG:4326"


def test_an_oblast_counts_its_towns_and_says_what_it_does_not_count(week):
    text = "Kherson Oblast, Kherson."
    week.add(
        [
            article(
                9,
                text=text,
                mentions=(
                    mention(text, "Kherson Oblast", KHERSON_OBLAST),
                    replace(mention(text, ", Kherson", KHERSON), start=16, end=23, text="Kherson"),
                ),
            )
        ]
    )
    result = week.query(region=OBLAST)
    assert set(result.frame["name"]) == {"Kherson", "Kherson Oblast"}
    assert dict(result.frame.groupby("relation").size()) == {"inside": 6, "self": 1}
    assert result.unplaced.empty
    assert result.left_out == (
        LeftOut("Ukraine as a whole, which is more than Kherson Oblast", 5),
        LeftOut("no place was found for them", 5),
    )


def test_a_country_counts_itself_and_its_towns(week):
    frame = week.query(region=COUNTRY).frame
    assert dict(frame.groupby("name").size()) == {"Kherson": 5, "Lyman": 5, "Ukraine": 5}


def test_a_box_counts_towns_but_no_country_whose_middle_it_holds(week):
    box = ShapeRegion("a box", box_shape(Box(31, 45, 38, 49.5)))
    result = week.query(region=box)
    assert set(result.frame["name"]) == {"Kherson", "Lyman"}
    assert result.left_out[0] == LeftOut("Ukraine as a whole, which is more than a box", 5)


def test_touching_counts_what_is_partly_in(week):
    box = ShapeRegion("a box", box_shape(Box(20, 45, 33, 60)))
    strict, loose = week.query(region=box), week.query(region=box, touching=True)
    assert set(strict.frame["name"]) == {"Kherson"}
    assert strict.left_out[0] == LeftOut("places that are only partly in a box", 5)
    assert set(loose.frame["name"]) == {"Kherson", "Ukraine"}
    assert set(loose.frame[loose.frame["name"] == "Ukraine"]["relation"]) == {"touching"}


def test_around_a_point(week):
    near = NearRegion("near Belgorod", box_shape(Box(36.5, 50.6, 36.6, 50.7)), 5)
    assert set(week.query(region=near).frame["name"]) == {"Belgorod"}


def test_days_are_counted_from_and_to(week):
    frame = week.query(since=date(2024, 10, 2), until=date(2024, 10, 3)).frame
    assert list(dict.fromkeys(frame["article_id"])) == ["story-1", "story-2"]


def test_words_are_looked_for_in_title_and_text(week):
    week.add([article(7, text="Kherson again.", title="The bridge")])
    assert len(week.query(text="bridge").articles) == 6
    assert len(week.query(text="again bridge").articles) == 1
    assert week.query(text="nothing").frame.empty


def test_words_in_the_same_sentence(week):
    result = week.query(text="bridge", same="sentence")
    assert set(result.frame["name"]) == {"Belgorod"}
    assert len(result.unplaced) == 5


def test_named_with_another_place(week):
    result = week.query(named_with=BELGOROD_TOWN)
    assert set(result.frame["name"]) == {"Kherson", "Ukraine", "Lyman"}
    near = UnitRegion(LYMAN)
    result = week.query(named_with=near, same="sentence")
    assert set(result.frame["name"]) == {"Ukraine"}


def test_named_with_in_a_text_without_sentences(store):
    store.add([article(1, sentences=())])
    result = store.query(named_with=BELGOROD_TOWN, same="sentence")
    assert set(result.frame["name"]) == {"Kherson", "Ukraine", "Lyman"}


def test_what_filters_hide_is_counted(week):
    result = week.query(usage=["literal", "unsure"], kind="town", min_score=0.5)
    assert len(result.frame) == 15
    assert result.left_out == (
        LeftOut("usage is not literal or unsure", 5),
        LeftOut("kind is not town", 5),
    )
    assert week.query(min_score=0.8).left_out == (LeftOut("score is unknown or below 0.8", 25),)


def test_a_place_and_a_source(week):
    week.add([article(8, source="Other")])
    assert len(week.query(place=KHERSON.id).frame) == 6
    assert len(week.query(place=[KHERSON.id, LYMAN.id], source="Other").frame) == 2
    assert set(week.query(source=["Other", "None"]).articles) == {"story-8"}


def test_undated_articles_are_in_no_span_of_days_and_that_is_said(week):
    week.add([article(8, published=None)])
    result = week.query(since=date(2024, 10, 1))
    assert "story-8" not in result.articles
    assert LeftOut("their article has no date", 5) in result.left_out
    assert "story-8" in week.query().articles


def test_counts(week):
    by_place = week.count("place", region=COUNTRY)
    assert list(by_place["name"]) == ["Ukraine", "Lyman", "Kherson"]
    assert list(by_place["mentions"]) == [5, 5, 5]
    by_unit = week.count("admin1")
    assert list(by_unit["mentions"]) == [5] * 4
    assert list(by_unit["admin1_id"].dropna()) == [
        "geonames:578071",
        "geonames:706442",
        "geonames:709716",
    ]
    assert week.count("day").to_dict("list") == {
        "day": [f"2024-10-0{day}" for day in range(1, 6)],
        "mentions": [5] * 5,
    }
    assert week.count("week").to_dict("list") == {"week": ["2024-09-30"], "mentions": [25]}
    assert week.count("month").to_dict("list") == {"month": ["2024-10"], "mentions": [25]}
    assert week.count("source", text="bridge", usage="metonymic").to_dict("list") == {
        "source": ["Example Post"],
        "mentions": [5],
    }
    assert list(week.count("country")["country"]) == ["UA", "RU"]
    assert list(week.count("group")["group"]) == ["town", "country"]


@pytest.mark.parametrize(
    ("day", "monday"),
    [("2024-10-06", "2024-09-30"), ("2024-10-07", "2024-10-07"), ("2024-12-31", "2024-12-30")],
)
def test_a_week_begins_on_monday(store, day, monday):
    store.add([article(1, published=date.fromisoformat(day))])
    assert list(store.count("week")["week"]) == [monday]


def test_what_can_not_be_asked_is_said(week):
    with pytest.raises(UsageError, match="can't ask for regoin"):
        week.query(regoin=OBLAST)
    with pytest.raises(UsageError, match="can't count by colour"):
        week.count("colour")
    with pytest.raises(UsageError, match="no word"):
        week.query(text="-")
    with pytest.raises(UsageError, match="no usage, kind"):
        week.query(usage=[])


@pytest.mark.parametrize(
    ("code", "country", "unit"),
    [
        ("UA", (49.0, 32.0), "Cherkasy Oblast"),
        ("BY", (53.0, 28.0), "Minsk Region"),
        ("PL", (52.0, 20.0), "Mazovia"),
        ("DE", (51.5, 10.5), "Thuringia"),
        ("FR", (46.0, 2.0), "Nouvelle-Aquitaine"),
        ("US", (39.8, -98.5), "Kansas"),
        ("RU", (60.0, 100.0), "Krasnoyarsk Krai"),
        ("CA", (60.1, -113.6), "Northwest Territories"),
        ("BR", (-10.0, -55.0), "Mato Grosso"),
        ("AU", (-25.0, 135.0), "Northern Territory"),
    ],
)
def test_a_country_is_never_in_the_unit_that_holds_its_point(store, code, country, unit):
    """By hierarchy, by outline, and by distance from its very point, strict and loose."""
    lat, lon = country
    whole = Place(
        id="geonames:1",
        name=code,
        kind="A.PCLI",
        country=code,
        lat=lat,
        lon=lon,
        extent=Box(lon - 5, lat - 3, lon + 5, lat + 3),
        precision="region",
    )
    part = Place(
        id="geonames:2",
        name=unit,
        kind="A.ADM1",
        country=code,
        admin1=unit,
        admin1_id="geonames:2",
        lat=lat + 0.5,
        lon=lon + 0.5,
        extent=Box(lon - 1, lat - 1, lon + 2, lat + 2),
        precision="region",
    )
    text = f"{code} and Kherson"
    town = replace(KHERSON, country=code, lat=lat, lon=lon, admin1=unit, admin1_id="geonames:2")
    store.add(
        [
            article(
                1, text=text, mentions=(mention(text, code, whole), mention(text, "Kherson", town))
            )
        ]
    )
    assert part.extent is not None
    for region in (
        UnitRegion(part, parents=[whole]),
        ShapeRegion(unit, box_shape(part.extent)),
        NearRegion(unit, box_shape(Box(lon, lat, lon + 0.1, lat + 0.1)), 30),
    ):
        for touching in (False, True):
            result = store.query(region=region, touching=touching)
            assert list(result.frame["name"]) == ["Kherson"], region
            assert LeftOut(f"{code} as a whole, which is more than {unit}", 1) in result.left_out


def test_places_of_the_example_are_real_ones():
    assert len({place.id for place in PLACES}) == len(PLACES)
