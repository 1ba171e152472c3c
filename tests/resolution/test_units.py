"""Units that a bare name seldom means."""

from __future__ import annotations

import pytest

from geomap.gazetteer import Match
from geomap.gazetteer.matches import EXACT
from geomap.model import Place, Spelling
from geomap.resolution.units import demoted_units, names_a_country

FULL = {"is_display": True, "is_main": True}
HALF = {"is_display": False, "is_main": False}


def reading(id, kind, population, admin1="r", admin2=None, *, name="Xx", **known):  # noqa: A002
    place = Place(id, name, kind, "XX", population=population, admin1_id=admin1, admin2_id=admin2)
    return Match(place, Spelling("Xx", "main"), EXACT, alternates=0, **(known or FULL))


def demoted(*readings):
    return demoted_units(readings, [one.place.group for one in readings])


TOWN = reading("t", "P.PPL", 1000)


@pytest.mark.parametrize(
    ("share", "feature"),
    [(0.01, "district_dwarfs_town"), (0.03, None), (0.06, "unit_called_like_town")],
)
def test_a_district_by_the_share_of_its_people_in_the_town_of_its_name(share, feature):
    district = reading("d", "A.ADM2", round(1000 / share), **HALF)
    assert demoted(TOWN, district) == ({} if feature is None else {feature: frozenset({"d"})})


@pytest.mark.parametrize(
    ("kind", "share", "is_demoted"),
    [("P.PPLA", 0.06, False), ("P.PPLA", 0.08, True), ("P.PPL", 0.3, False), ("P.PPL", 0.5, True)],
)
def test_a_region_by_the_share_of_its_people_in_the_city_of_its_name(kind, share, is_demoted):
    region = reading("r", "A.ADM1", round(1000 / share))
    expected = {"region_called_like_city": frozenset({"r"})} if is_demoted else {}
    assert demoted(reading("t", kind, 1000), region) == expected


def test_a_seat_goes_before_the_region_of_which_the_name_lacks_a_word():
    seat = reading("t", "P.PPLA", 10)
    region = reading("r", "A.ADM1", 10**6, name="Xx Oblast", **HALF)
    assert demoted(seat, region) == {"unit_called_like_town": frozenset({"r"})}


def test_a_seat_of_a_district_is_not_that_of_the_region():
    village = reading("t", "P.PPLA2", 10, admin2="d")
    region = reading("r", "A.ADM1", 10**6, name="Xx Department", **HALF)
    assert demoted(village, region) == {}


def test_a_district_that_has_no_other_name_than_its_seat_is_meant_less_still():
    seat = reading("t", "P.PPLA2", 10, admin2="d", **HALF)
    only_so = demoted(seat, reading("d", "A.ADM2", 10))
    assert set(only_so) == {"unit_called_like_town", "district_called_only_so"}
    town = reading("t", "P.PPLA2", 10, admin2="d")
    county = reading("d", "A.ADM2", 10, name="Xx County", **HALF)
    assert demoted(town, county) == {"unit_called_like_town": frozenset({"d"})}


def test_a_district_of_a_region_or_country_of_its_name():
    district = reading("d", "A.ADM2", 10**6, **HALF)
    inside = demoted(reading("r", "A.ADM1", 10**7), district)
    assert inside == {"district_called_like_larger": frozenset({"d"})}
    elsewhere = reading("d", "A.ADM2", 10**6, "other", **HALF)
    assert demoted(reading("r", "A.ADM1", 10**7), elsewhere) == {}
    country = reading("c", "A.PCLI", 10**7, None)
    assert names_a_country([country])
    assert demoted(country, elsewhere) == inside


def test_towns_alone_are_no_units():
    assert demoted(TOWN, reading("u", "P.PPL", 5)) == {}
