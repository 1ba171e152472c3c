"""The gazetteer behind geopy's interface."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pytest
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders.base import Geocoder
from geopy.point import Point
from hypothesis import given, settings
from hypothesis import strategies as st
from tiny import build_tiny

from geomap.errors import GeocodingError, UsageError
from geomap.gazetteer.gazetteer import Gazetteer
from geomap.gazetteer.geocoder import GazetteerGeocoder

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def geocoder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GazetteerGeocoder]:
    with Gazetteer.open(build_tiny(tmp_path_factory.mktemp("tiny"))) as gazetteer:
        yield GazetteerGeocoder(gazetteer)


def test_it_is_a_geopy_geocoder(geocoder: GazetteerGeocoder) -> None:
    assert isinstance(geocoder, Geocoder)


def test_a_name_gives_an_address_a_point_and_what_is_known(geocoder: GazetteerGeocoder) -> None:
    location = geocoder.geocode("Zimljansk")
    assert location.address == "Tsimlyansk, Rostov Oblast, Russia"
    assert (location.latitude, location.longitude) == (47.64771, 42.09278)
    assert location.raw["id"] == "geonames:481453"
    assert location.raw["kind"] == "P.PPL"
    assert location.raw["source"] == "gazetteer"
    assert 0 < location.raw["score"] <= 1
    assert "German" in location.raw["reason"]
    assert "Цимлянск" in location.raw["reason"]


def test_the_address_is_in_the_language_asked_for(geocoder: GazetteerGeocoder) -> None:
    assert geocoder.geocode("Kherson", language="de").address == "Cherson, Oblast Cherson, Ukraine"
    assert geocoder.geocode("Kherson", language="pl").address == "Chersoń, Kherson Oblast, Ukraine"


def test_an_address_finds_the_place_it_was_made_of(geocoder: GazetteerGeocoder) -> None:
    for name, country in [("Kherson", "UA"), ("Halbstadt", "UA"), ("Halbstadt", "RU")]:
        location = geocoder.geocode(name, country=country)
        assert geocoder.geocode(location.address).point == location.point


def test_country_and_kind_choose_among_namesakes(geocoder: GazetteerGeocoder) -> None:
    assert geocoder.geocode("Halbstadt").raw["country"] == "UA"
    assert geocoder.geocode("Halbstadt", country="RU").raw["country"] == "RU"
    assert geocoder.geocode("Ukraine", kind="town") is None


def test_many_are_a_list_up_to_the_limit(geocoder: GazetteerGeocoder) -> None:
    both = geocoder.geocode("Halbstadt", exactly_one=False)
    assert [place.raw["id"] for place in both] == ["geonames:1", "geonames:2"]
    assert len(geocoder.geocode("Halbstadt", exactly_one=False, limit=1)) == 1


@pytest.mark.parametrize("exactly_one", [True, False])
@pytest.mark.parametrize("query", ["Qwertzuiop", "", "  ", "of", None, float("nan")])
def test_what_is_not_found_is_none(
    geocoder: GazetteerGeocoder, query: str | None, *, exactly_one: bool
) -> None:
    assert geocoder.geocode(query, exactly_one=exactly_one) is None


def test_a_place_without_a_point_has_no_location(geocoder: GazetteerGeocoder) -> None:
    assert geocoder.gazetteer.search("Nowhere Land")
    assert geocoder.geocode("Nowhere Land") is None


def test_something_that_is_no_name_is_refused(geocoder: GazetteerGeocoder) -> None:
    with pytest.raises(UsageError, match="as a string"):
        geocoder.geocode(42)  # type: ignore[arg-type]


@given(query=st.text())
@settings(max_examples=50, deadline=None)
def test_any_text_is_answered(geocoder: GazetteerGeocoder, query: str) -> None:
    location = geocoder.geocode(query)
    assert location is None or -90 <= location.latitude <= 90


@pytest.mark.parametrize("query", [(46.66, 32.62), "46.66, 32.62", Point(46.66, 32.62)])
def test_reverse_gives_the_nearest_town(
    geocoder: GazetteerGeocoder, query: Point | str | tuple[float, float]
) -> None:
    location = geocoder.reverse(query)
    assert location.raw["id"] == "geonames:706448"
    assert location.raw["km"] == pytest.approx(0.495, abs=0.005)


def test_reverse_lists_by_distance_and_knows_languages(geocoder: GazetteerGeocoder) -> None:
    found = geocoder.reverse((46.69, 32.74), exactly_one=False, language="uk")
    assert [place.raw["name"] for place in found] == ["Antonivka", "Kherson"]
    assert found[1].address == "Херсон, Херсонська область, Україна"
    assert len(geocoder.reverse((46.69, 32.74), exactly_one=False, limit=1)) == 1


def test_reverse_far_from_everything_is_none(geocoder: GazetteerGeocoder) -> None:
    assert geocoder.reverse((0, 0)) is None
    assert geocoder.reverse((46.69, 32.74), km=0.1) is None
    assert geocoder.reverse(None) is None


def test_reverse_of_no_point_is_refused(geocoder: GazetteerGeocoder) -> None:
    with pytest.raises(UsageError, match="not a point"):
        geocoder.reverse("Kherson")


def test_it_works_in_a_rate_limiter_and_on_a_column(geocoder: GazetteerGeocoder) -> None:
    geocode = RateLimiter(geocoder.geocode, min_delay_seconds=0)
    frame = pd.DataFrame({"place": ["Cherson", "Qwertzuiop", None, "Zimljansk"]})
    points = frame["place"].apply(geocode).apply(lambda found: found and found.latitude)
    assert points[0] == 46.65581
    assert pd.isna(points[1])
    assert pd.isna(points[2])
    assert points[3] == 47.64771


def test_it_makes_no_request(geocoder: GazetteerGeocoder) -> None:
    with pytest.raises(GeocodingError, match="no request"):
        geocoder._call_geocoder("http://127.0.0.1/", lambda answer: answer)
