"""Places by id, in their units, and around a point."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from geopy.distance import geodesic
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.errors import GazetteerError
from geomap.gazetteer import Gazetteer

if TYPE_CHECKING:
    from pathlib import Path

KHERSON = "geonames:706448"


def test_a_place_knows_its_units(few: Gazetteer) -> None:
    place = few.get(KHERSON)
    assert (place.country, place.admin1, place.kind) == ("UA", "Kherson Oblast", "P.PPLA")
    assert place.admin1_id == "geonames:706442"
    assert [parent.kind for parent in few.parents(place)] == [
        "A.ADM2",
        "A.ADM1",
        "A.PCLI",
        "L.CONT",
    ]
    oblast = few.get("geonames:706442")
    assert (oblast.admin1, oblast.admin1_id) == ("Kherson Oblast", oblast.id)
    assert [parent.id for parent in few.parents(oblast)] == ["geonames:690791", "curated:europe"]


def test_an_unknown_id_is_an_error_that_names_it(few: Gazetteer) -> None:
    for unknown in ("geonames:1", "geonames:x", "curated:nowhere", ""):
        with pytest.raises(GazetteerError, match="no place"):
            few.get(unknown)


@pytest.mark.parametrize(
    ("number", "place"),
    [
        ("13043996500", "West Virginia"),
        ("15196615670", "Ontario"),
        ("18765550142", "Jamaica"),
        ("380442345678", "Ukraine"),
        ("442079460958", "United Kingdom"),
        ("375162269500", "Belarus"),
        ("18002228477", None),
        ("77172123456", None),
        ("", None),
    ],
)
def test_a_telephone_number_is_of_a_country_or_an_american_unit(
    whole: Gazetteer, number: str, place: str | None
) -> None:
    found = whole.dialled(number)
    assert (found.name if found else None) == place


def test_units_have_codes(few: Gazetteer) -> None:
    oblast = few.by_code("UA.08")
    assert oblast is not None
    assert oblast.id == "geonames:706442"
    assert few.code(oblast) == "UA.08"
    assert few.by_code("XX") is None
    assert few.code(few.get(KHERSON)) is None


@pytest.mark.parametrize(
    ("iso", "code"),
    [("UA-65", "UA.08"), ("UA-43", "UA.11"), ("DE-BY", "DE.02"), ("US-PR", "PR"), ("IT-RM", None)],
)
def test_units_have_codes_of_iso_too(whole: Gazetteer, iso: str, code: str | None) -> None:
    unit = whole.by_code(iso)
    assert unit is not None
    assert unit == whole.by_code(code or "IT.07.RM")
    # "ME-12" and "IN-..." stand for other things in a text.
    assert whole.lookup(iso) == []
    assert whole.key_profile(iso.casefold().replace("-", " ")) is None


def test_countries_and_units_have_the_extent_of_their_outline(whole: Gazetteer) -> None:
    for code in ("UA", "UA.08", "UA.08.6510", "PL", "DE.02"):
        unit = whole.by_code(code)
        assert unit is not None
        assert unit.extent is not None
        outline = whole.outline(unit)
        assert outline is not None
        box = unit.extent
        assert (box.west, box.south, box.east, box.north) == outline.bounds
    for code in ("RU", "US", "NZ", "FJ"):
        country = whole.by_code(code)
        assert country is not None
        assert country.extent is not None
        assert country.extent.west > 0 > country.extent.east, "over the antimeridian, not around"
    soviet = whole.get("curated:soviet-union")
    assert soviet.extent is not None
    assert (soviet.extent.west, soviet.extent.south) == (19.6095, 35.1406)


@pytest.mark.parametrize(
    ("name", "group", "country", "lat", "lon"),
    [
        ("Dulles", "site", "US", 38.94, -77.46),
        ("Schiphol", "site", "NL", 52.31, 4.76),
        ("O'Hare", "site", "US", 41.98, -87.90),
        ("French Quarter", "town", "US", 29.96, -90.06),
        ("FATA", "region", "PK", 33.0, 70.2),
        ("Greater Toronto Area", "area", "CA", 43.7, -79.3),
        ("Nazi Germany", "country", None, 51.0, 11.0),
        ("Zaporizhzhia NPP", "site", "UA", 47.51, 34.59),
        ("Antonivskyi Bridge", "site", "UA", 46.67, 32.72),
        ("Kherson Raion", "district", "UA", 46.66, 32.82),
    ],
)
def test_places_of_the_news_that_are_no_towns_are_there(
    whole: Gazetteer, name: str, group: str, country: str | None, lat: float, lon: float
) -> None:
    found = [match.place for match in whole.lookup(name) if match.place.group == group]
    assert [place.country for place in found] == [country]
    assert found[0].lat == pytest.approx(lat, abs=0.1)
    assert found[0].lon == pytest.approx(lon, abs=0.1)


def test_what_lies_within_a_unit_says_so(few: Gazetteer) -> None:
    oblast = few.get("geonames:706442")
    inside = list(few.within(oblast))
    assert KHERSON in {place.id for place in inside}
    assert oblast not in inside
    assert {place.admin1_id for place in inside} == {oblast.id}
    country = few.by_code("UA")
    assert country is not None
    in_country = {place.id for place in few.within(country)}
    assert {place.id for place in inside} < in_country


def test_a_region_made_of_units_holds_what_they_hold(few: Gazetteer) -> None:
    donbas = few.get("curated:donbas")
    assert {unit.name for unit in few.members(donbas)} == {"Donetsk Oblast", "Luhansk Oblast"}
    inside = [place.name for place in few.within(donbas)]
    assert {"Donetsk Oblast", "Bakhmut", "Luhansk"} <= set(inside)
    assert "Kherson" not in inside


def test_a_landmark_stands_for_a_city(whole: Gazetteer) -> None:
    city = whole.metonym_of(whole.get("curated:kremlin"))
    assert city is not None
    assert city.name == "Moscow"
    assert whole.metonym_of(city) is None


def test_a_place_has_labels_by_language(few: Gazetteer) -> None:
    labels = few.labels(KHERSON)
    assert (labels["de"], labels["pl"], labels["uk"]) == ("Cherson", "Chersoń", "Херсон")
    assert few.labels("geonames:1") == {}


def test_places_nearby_come_with_their_distance(few: Gazetteer) -> None:
    near = few.nearby(46.65581, 32.6178, 20)
    assert near[0][0].id == KHERSON
    distances = [km for _, km in near]
    assert distances == sorted(distances)
    assert max(distances) <= 20
    assert not {place.group for place, _ in near} & {"country", "region", "district"}
    assert few.nearby(46.65581, 32.6178, 20, limit=2) == near[:2]
    with pytest.raises(GazetteerError, match="degrees"):
        few.nearby(32.6, 466.5, 10)


@settings(max_examples=25, deadline=None)
@given(
    lat=st.floats(-90, 90),
    lon=st.floats(-180, 180),
    km=st.floats(0, 3000),
)
def test_nearby_is_what_a_look_at_every_place_gives(
    few_path: Path, lat: float, lon: float, km: float
) -> None:
    with Gazetteer.open(few_path) as gazetteer:
        points = [
            place
            for country in ("LU", "HK")
            if (unit := gazetteer.by_code(country))
            for place in gazetteer.within(unit)
            if place.group == "town" and place.lat is not None and place.lon is not None
        ]
        distances = {p.id: geodesic((lat, lon), (p.lat, p.lon)).km for p in points}
        found = {place.id for place, _ in gazetteer.nearby(lat, lon, km)}
    # A millimetre either way: two libraries measure.
    assert {i for i, far in distances.items() if far <= km - 1e-6} <= found
    assert not {i for i, far in distances.items() if far > km + 1e-6} & found


def test_outlines_come_from_the_outlines(whole: Gazetteer) -> None:
    from shapely.geometry import Point

    outline = whole.outline(whole.get("geonames:706442"))
    assert outline is not None
    assert outline.contains(Point(33.5, 46.6))
    assert whole.outline(whole.get(KHERSON)) is None
