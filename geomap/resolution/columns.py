"""What is known of the candidates of a name as columns: what no article changes."""

from __future__ import annotations

import math
import zlib
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, get_args

import numpy as np

from geomap.gazetteer.folding import fold
from geomap.model import KindGroup, kind_group
from geomap.resolution.kinds import groups_of, kind_word_inside

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from geomap.gazetteer import Match
    from geomap.model import Place

STATIC_FEATURES = (
    "log_population",
    "kind_country",
    "kind_admin1",
    "kind_admin2",
    "kind_town",
    "kind_area",
    "capital",
    "seat_admin1",
    "seat_admin2",
    "log_alternates",
    "alternates_rank",
    "population_rank",
    "name_is_display",
    "name_is_main",
    "name_begins_display",
    "name_lacks_kind_word",
    "name_is_admin",
    "name_is_demonym",
    "name_is_abbreviation",
    "key_step",
    "kind_word_agrees",
    "kind_word_contradicts",
    "river_by_short_name",
    "district_called_like_country",
    "unit_called_like_seat",
)
"""Features of a candidate that depend on its name and kind word alone, in column order."""

COUNTRY_COLUMN = STATIC_FEATURES.index("kind_country")
GROUPS: tuple[KindGroup, ...] = get_args(KindGroup)
_ABOVE_PLACES = 2**40
_GEONAMES = "geonames:"
_AFTER_SOURCE = len(_GEONAMES)
_CACHED_UNITS = 1 << 14
_OF_UNITS = frozenset({"admin", "composed"})
_SECOND_KIND = 0.5
"""How far a kind agrees with a kind word that may mean it, but asks for another one first."""
_SEATS = frozenset({"P.PPLC", "P.PPLA", "P.PPLA2"})


@dataclass(frozen=True, slots=True)
class NameCandidates:
    """The readings of one name and their columns; row ``i`` of each column is ``readings[i]``.

    ``codes`` holds integers for the place, its country, first and second level unit (0: none);
    ``points`` unit vectors from the centre of the Earth (zeros: no point). ``sentences`` are
    those of the evidence so far, by row, feature and percent (`evidence.said`).
    """

    readings: tuple[Match, ...]
    static: NDArray[np.float64]
    codes: NDArray[np.int64]
    groups: NDArray[np.int64]
    points: NDArray[np.float64]
    reason: str | None = None
    sentences: dict[tuple[int, int, int], str] = field(default_factory=dict, compare=False)


def code_of(place_id: str | None) -> int:
    """A whole number for a place id, the same in every process; 0 for none."""
    if place_id is None:
        return 0
    if place_id.startswith(_GEONAMES) and place_id[_AFTER_SOURCE:].isdecimal():
        return int(place_id[_AFTER_SOURCE:])
    return -1 - zlib.crc32(place_id.encode())


@lru_cache(maxsize=_CACHED_UNITS)
def country_code(iso2: str | None) -> int:
    """A whole number for a two-letter country code, no place's number; 0 for none."""
    return 0 if iso2 is None else -_ABOVE_PLACES - int.from_bytes(iso2.encode(), "big")


def unit_code(unit: str) -> int:
    """The number of a unit's id or a country's code."""
    return code_of(unit) if ":" in unit else country_code(unit)


def columns(
    readings: tuple[Match, ...], name: str, kind_word: str | None, *, reason: str | None
) -> NameCandidates:
    """The columns of a name's readings beside ``kind_word``; ``reason``: why there are none."""
    wanted = groups_of(kind_word or kind_word_inside(name))
    begin = f"{fold(name)} "
    count = len(readings)
    fame = _ranks([-reading.alternates for reading in readings])
    size = _ranks([-(reading.place.population or 0) for reading in readings])
    alike = frozenset() if wanted else _units_called_like_seats(readings)
    is_country = not wanted and any(r.is_display and r.place.group == "country" for r in readings)
    # One flat list for each type: numpy reads it several times as fast as rows.
    numbers: list[float] = []
    codes: list[int] = []
    for row, reading in enumerate(readings):
        place = reading.place
        kind = _kind_columns(place.kind)
        group = kind.group
        is_display, is_main = reading.is_display, reading.is_main
        begins = not is_display and fold(place.name).startswith(begin)
        provenance = reading.spelling.provenance
        numbers += (
            math.log1p(place.population or 0),
            *kind.is_a,
            math.log1p(reading.alternates),
            math.log1p(fame[row]),
            math.log1p(size[row]),
            is_display,
            is_main,
            begins and group == "town",
            begins and group != "town",
            provenance in _OF_UNITS,
            provenance == "demonym",
            provenance == "abbreviation",
            reading.step,
            0.0 if group not in wanted else 1.0 if group == wanted[0] else _SECOND_KIND,
            bool(wanted) and group not in wanted,
            kind.is_river and not (wanted or is_display or is_main),
            is_country and group == "district",
            place.id in alike,
            *_vector(place),
        )
        codes += (
            code_of(place.id),
            country_code(place.country),
            code_of(place.admin1_id),
            code_of(place.admin2_id),
            kind.number,
        )
    table = np.array(numbers, dtype=np.float64).reshape(count, len(STATIC_FEATURES) + 3)
    whole = np.array(codes, dtype=np.int64).reshape(count, 5)
    return NameCandidates(
        readings=readings,
        static=table[:, :-3],
        codes=whole[:, :-1],
        groups=whole[:, -1],
        points=table[:, -3:],
        reason=reason,
    )


class _KindColumns(NamedTuple):
    """What a place's kind gives: its group, from ``kind_country`` to ``seat_admin2``, its number.

    ``is_river``: a stream, which may have a short name.
    """

    group: KindGroup
    is_a: tuple[bool, ...]
    number: int
    is_river: bool


@lru_cache(maxsize=1024)
def _kind_columns(kind: str) -> _KindColumns:
    group = kind_group(kind)
    return _KindColumns(
        group,
        (
            group == "country",
            group == "region",
            group == "district",
            group == "town",
            group in {"area", "water", "landform", "site", "world"},
            kind == "P.PPLC",
            kind == "P.PPLA",
            kind == "P.PPLA2",
        ),
        GROUPS.index(group),
        kind == "H.STM",
    )


def _units_called_like_seats(readings: Sequence[Match]) -> frozenset[str]:
    """The units that a bare name means less than their seat: "Kherson" is the town first.

    Not where the name is the unit's full one, "Quebec". Gold can't teach it: a unit and its seat
    lie within 161 km of each other.
    """
    units = {
        reading.place.id
        for reading in readings
        if reading.place.group in {"region", "district"}
        and not (reading.is_display or reading.is_main)
    }
    seats = [reading.place for reading in readings if reading.place.kind in _SEATS]
    return frozenset(
        unit for seat in seats for unit in (seat.admin1_id, seat.admin2_id) if unit in units
    )


def _ranks(values: list[int]) -> list[int]:
    """Rank of each value, the smallest 0; equal values share a rank."""
    if len(values) == 1:
        return [0]
    order = {value: rank for rank, value in enumerate(sorted(set(values)))}
    return [order[value] for value in values]


def _vector(place: Place) -> tuple[float, float, float]:
    if place.lat is None or place.lon is None:
        return (0.0, 0.0, 0.0)
    return unit_vector(place.lat, place.lon)


def unit_vector(lat: float, lon: float) -> tuple[float, float, float]:
    """The direction from the centre of a round Earth to a point in degrees."""
    phi, lam = math.radians(lat), math.radians(lon)
    across = math.cos(phi)
    return (across * math.cos(lam), across * math.sin(lam), math.sin(phi))
