"""What a name can mean, without an article."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geomap.resolution.candidates import CandidateFinder


@pytest.fixture(scope="module")
def finder(gazetteer):
    return CandidateFinder(gazetteer)


@pytest.mark.parametrize(
    ("lat", "lon", "holder", "may_lie"),
    [
        (-78.5, 106.8, "Antarctica", True),  # whose box goes all the way round
        (54.6, -5.9, "Ireland", True),  # Belfast: beside the box
        (53.5, -113.5, "Ireland", False),
        (-18.1, 178.4, "Fiji", True),  # on both sides of the antimeridian
        (-16.8, -179.9, "Fiji", True),
        (-18.1, 150.0, "Fiji", False),
        (50.0, 36.2, "Alberta", False),
    ],
)
def test_a_place_may_lie_in_or_beside_the_box_of_what_is_said_to_hold_it(
    gazetteer, finder, lat, lon, holder, may_lie
):
    place = replace(gazetteer.search("Kharkiv")[0].place, lat=lat, lon=lon)
    assert finder.may_lie(place, holder) == may_lie


def test_nobody_can_tell_where_a_place_without_a_point_may_not_lie(gazetteer, finder):
    place = replace(gazetteer.search("Kharkiv")[0].place, lat=None, lon=None)
    assert finder.may_lie(place, "Alberta")


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("Charków", "Kharkiv Oblast"),
        ("Zimljansk", "Tsimlyansky District"),
        ("Rostov", "Rostov Oblast"),
    ],
)
def test_the_unit_around_a_town_that_is_called_like_it_is_a_candidate(finder, name, unit):
    assert unit in {reading.place.name for reading in finder.find(name, None, None).readings}


def test_a_unit_that_a_name_has_anyway_is_not_called_after_its_town(finder):
    (oblast,) = (
        reading
        for reading in finder.find("Kherson", None, None).readings
        if reading.place.name == "Kherson Oblast"
    )
    assert oblast.note is None
