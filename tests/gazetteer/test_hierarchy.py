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


def test_units_have_codes(few: Gazetteer) -> None:
    oblast = few.by_code("UA.08")
    assert oblast is not None
    assert oblast.id == "geonames:706442"
    assert few.code(oblast) == "UA.08"
    assert few.by_code("XX") is None
    assert few.code(few.get(KHERSON)) is None


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
