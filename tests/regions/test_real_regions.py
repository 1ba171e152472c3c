"""Regions from the gazetteer that users have, with its outlines."""

from __future__ import annotations

import pytest
import shapely

from geomap.errors import RegionError
from geomap.gazetteer import Gazetteer, build_gazetteer
from geomap.regions import region

COUNTRIES = ("UA", "BY", "PL", "DE", "FR", "US", "RU", "CA", "BR", "AU")


@pytest.fixture(scope="module")
def gazetteer():
    with Gazetteer.open(build_gazetteer(progress=False)) as opened:
        yield opened


def town(gazetteer, name, country):
    return gazetteer.search(name, country=country, kind="town")[0].place


@pytest.mark.parametrize(
    "asked", ["Kherson Oblast", "Gebiet Cherson", "UA.08", "UA-65", "geonames:706442"]
)
def test_one_oblast_under_many_names(gazetteer, asked):
    found = region(asked, gazetteer)
    assert found.relation(gazetteer.get("geonames:706442")) == "self"
    assert found.relation(town(gazetteer, "Kherson", "UA")) == "inside"
    assert found.relation(town(gazetteer, "Mykolaiv", "UA")) == "outside"
    assert found.relation(gazetteer.by_code("UA")) == "coarser"


def test_a_raion_is_not_the_oblast_nor_the_town(gazetteer):
    raion = region("Kherson Raion", gazetteer)
    assert raion.place.kind == "A.ADM2"
    assert raion.relation(town(gazetteer, "Kherson", "UA")) == "inside"
    assert raion.relation(town(gazetteer, "Henichesk", "UA")) == "outside"
    assert raion.relation(gazetteer.get("geonames:706442")) == "coarser"


def test_an_unknown_code_suggests_nothing_that_is_not_there(gazetteer):
    with pytest.raises(RegionError, match="no place called 'UA-99'"):
        region("UA-99", gazetteer)


def test_regions_that_are_made_of_units(gazetteer):
    donbas = region("Donbas", gazetteer)
    assert donbas.relation(town(gazetteer, "Bakhmut", "UA")) == "inside"
    assert donbas.relation(town(gazetteer, "Kharkiv", "UA")) == "outside"
    assert donbas.relation(gazetteer.by_code("UA")) == "coarser"
    baltic = region("Baltic states", gazetteer)
    assert baltic.relation(gazetteer.by_code("LT")) == "inside"
    assert baltic.relation(town(gazetteer, "Tallinn", "EE")) == "inside"
    assert baltic.relation(gazetteer.by_code("PL")) == "outside"


def test_a_country_without_a_unit_of_its_own(gazetteer):
    rest = region("Ukraine except Crimea", gazetteer)
    assert rest.relation(town(gazetteer, "Kherson", "UA")) == "inside"
    assert rest.relation(town(gazetteer, "Simferopol", "UA")) == "outside"
    assert rest.relation(gazetteer.by_code("UA")) == "coarser"
    assert not rest.geometry.covers(shapely.Point(34.1, 44.95))


def test_along_a_border(gazetteer):
    border = region("20 km of border BY-UA", gazetteer)
    assert border.relation(town(gazetteer, "Chornobyl", "UA")) == "inside"
    assert border.relation(town(gazetteer, "Kyiv", "UA")) == "outside"
    assert border.relation(gazetteer.by_code("BY")) == "touching"
    with pytest.raises(RegionError, match="share no border"):
        region("20 km of border PT-PL", gazetteer)


def test_around_a_town(gazetteer):
    near = region("50 km around Minsk", gazetteer)
    assert near.relation(town(gazetteer, "Minsk", "BY")) == "inside"
    assert near.relation(town(gazetteer, "Zaslawye", "BY")) == "inside"
    assert near.relation(town(gazetteer, "Babruysk", "BY")) == "outside"
    assert near.relation(gazetteer.by_code("BY")) == "coarser"


def test_a_shared_name_asks_back(gazetteer):
    with pytest.raises(RegionError, match=r"geonames:614540 .country Georgia"):
        region("Georgia", gazetteer)


@pytest.mark.parametrize("code", COUNTRIES)
def test_a_country_is_never_in_what_lies_around_its_own_point(gazetteer, code):
    country = gazetteer.by_code(code)
    point = shapely.Point(country.lon, country.lat)
    units = [
        place
        for place in gazetteer.within(country)
        if place.group == "region"
        and (outline := gazetteer.outline(place)) is not None
        and outline.covers(point)
    ]
    assert len(units) == 1
    assert region(units[0].id, gazetteer).relation(country) == "coarser"
    west, south = country.lon - 0.2, country.lat - 0.2
    for asked in (
        f"bbox:{west},{south},{west + 0.4},{south + 0.4}",
        f"30 km around {country.lat},{country.lon}",
    ):
        assert region(asked, gazetteer).relation(country) == "coarser"
