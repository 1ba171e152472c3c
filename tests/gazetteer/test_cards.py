"""Cards: what is written of a place is what is read of it, whatever its names hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from geomap.gazetteer.cards import read_card, write_card
from geomap.model import Box, Place

if TYPE_CHECKING:
    from geomap.gazetteer import Gazetteer

_DEGREES = st.floats(-180, 180)
_NAMES = st.text(st.characters(exclude_characters="\x1f", exclude_categories=["Cs"]), min_size=1)
_MAYBE = st.none() | _NAMES


def _fields(place: Place, alternates: int) -> list[object]:
    box = place.extent
    return [
        place.id,
        place.name,
        place.kind,
        place.country,
        place.admin1,
        place.admin2,
        place.lat,
        place.lon,
        place.population,
        *((box.west, box.south, box.east, box.north) if box else [None] * 4),
        place.precision,
        place.admin1_id,
        place.admin2_id,
        alternates,
    ]


_PLACES = st.builds(
    Place,
    id=_NAMES,
    name=_NAMES,
    kind=st.sampled_from(["P.PPL", "A.ADM1", "H.STM"]),
    country=st.none() | st.sampled_from(["UA", "US"]),
    admin1=_MAYBE,
    admin2=_MAYBE,
    lat=st.none() | _DEGREES,
    lon=st.none() | _DEGREES,
    population=st.none() | st.integers(0, 10**10),
    extent=st.none() | st.builds(Box, _DEGREES, _DEGREES, _DEGREES, _DEGREES),
    precision=st.sampled_from(["town", "region", "approximate"]),
    admin1_id=_MAYBE,
    admin2_id=_MAYBE,
)


@given(_PLACES, st.integers(0, 1000))
def test_what_is_read_is_what_was_written(place: Place, alternates: int) -> None:
    assert read_card(write_card(*_fields(place, alternates))) == (place, alternates)


def test_a_separator_in_a_name_moves_no_field() -> None:
    hostile = Place("imported:1", "Kyiv\x1fP.PPLC\x1fRU", "P.PPL", country="UA")
    place, alternates = read_card(write_card(*_fields(hostile, 3)))
    assert (place.name, place.kind, place.country, alternates) == (
        "Kyiv P.PPLC RU",
        "P.PPL",
        "UA",
        3,
    )


def test_zero_is_known_and_empty_is_not() -> None:
    point = Place("curated:null", "Null Island", "L.AREA", lat=0.0, lon=0.0, population=0)
    assert read_card(write_card(*_fields(point, 0)))[0] == point


def test_a_place_in_the_index_has_its_units(whole: Gazetteer) -> None:
    city = whole.get("geonames:706448")
    assert (city.name, city.country, city.admin1) == ("Kherson", "UA", "Kherson Oblast")
    assert city.admin1_id is not None
    assert whole.get(city.admin1_id).extent is not None
