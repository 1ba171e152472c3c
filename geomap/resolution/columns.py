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
from geomap.resolution.units import demoted_units, names_a_country
from geomap.sphere import unit_vector

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
    "name_unlike_display",
    "name_is_admin",
    "name_is_demonym",
    "name_is_abbreviation",
    "key_step",
    "kind_word_agrees",
    "kind_word_contradicts",
    "river_by_short_name",
    "district_called_like_larger",
    "unit_called_like_town",
    "district_called_only_so",
    "region_called_like_city",
    "district_dwarfs_town",
)
"""Features of a candidate that depend on its name and kind word alone, in column order."""

_COLUMN = {feature: column for column, feature in enumerate(STATIC_FEATURES)}
COUNTRY_COLUMN = _COLUMN["kind_country"]
DEMONYM_COLUMN = _COLUMN["name_is_demonym"]
_IS_A = slice(COUNTRY_COLUMN, _COLUMN["seat_admin2"] + 1)
GROUPS: tuple[KindGroup, ...] = get_args(KindGroup)
_ABOVE_PLACES = 2**40
_GEONAMES = "geonames:"
_AFTER_SOURCE = len(_GEONAMES)
_CACHED_CODES = 1 << 14
_OF_UNITS = frozenset({"admin", "composed"})
_SECOND_KIND = 0.5
"""How far a kind agrees with a kind word that may mean it, but asks for another one first."""
_AND = "and "
_OF_SEATS = {"P.PPLC": 26_000, "P.PPLA": 7_000, "P.PPLA2": 2_000, "P.PPLA3": 350}
"""By GeoNames class: a fifth of the seats of known size in the gazetteer of 2026 is smaller."""
_SAME_BEGIN = 2


class Columns(NamedTuple):
    """What is known of candidates; row ``i`` of each column is that of candidate ``i``.

    ``numbers`` holds `STATIC_FEATURES` and then the unit vector from the centre of the Earth
    (zeros: no point); ``codes`` integers for the place, its country, first and second level unit
    (0: none) and its group, counted as in `GROUPS`.
    """

    numbers: NDArray[np.float64]
    codes: NDArray[np.int64]


@dataclass(slots=True, eq=False)
class NameCandidates:
    """What a name can mean beside a kind word; ``reason`` says why nothing.

    ``columns`` are those of the readings, once `columns_of` has made them; ``sentences`` are those
    of the evidence so far, by row, feature and percent (`evidence.said`).
    """

    readings: tuple[Match, ...]
    name: str
    kind_word: str | None
    reason: str | None
    columns: Columns | None = None
    sentences: dict[tuple[int, int, int], str] = field(default_factory=dict)


@lru_cache(maxsize=_CACHED_CODES)
def code_of(place_id: str | None) -> int:
    """A whole number for a place id, the same in every process; 0 for none."""
    if place_id is None:
        return 0
    if place_id.startswith(_GEONAMES) and place_id[_AFTER_SOURCE:].isdecimal():
        return int(place_id[_AFTER_SOURCE:])
    return -1 - zlib.crc32(place_id.encode())


@lru_cache(maxsize=_CACHED_CODES)
def country_code(iso2: str | None) -> int:
    """A whole number for a two-letter country code, no place's number; 0 for none."""
    return 0 if iso2 is None else -_ABOVE_PLACES - int.from_bytes(iso2.encode(), "big")


def unit_code(unit: str) -> int:
    """The number of a unit's id or a country's code."""
    return code_of(unit) if ":" in unit else country_code(unit)


def columns_of(names: Sequence[NameCandidates]) -> list[Columns]:
    """The columns of each name; they are made once, and for all new names together."""
    _fill_columns([name for name in dict.fromkeys(names) if name.columns is None])
    return [name.columns for name in names if name.columns is not None]


def _fill_columns(new: Sequence[NameCandidates]) -> None:
    """Make the columns of names that have none yet."""
    readings = [reading for name in new for reading in name.readings]
    places = [reading.place for reading in readings]
    kinds = [_kind_columns(place.kind) for place in places]
    provenances = [reading.spelling.provenance for reading in readings]
    numbers = np.zeros((len(readings), len(STATIC_FEATURES) + 3))
    for feature, values in (
        ("log_population", [math.log1p(_people(place)) for place in places]),
        ("log_alternates", [math.log1p(reading.alternates) for reading in readings]),
        ("name_is_display", [reading.is_display for reading in readings]),
        ("name_is_main", [reading.is_main for reading in readings]),
        ("name_is_admin", [provenance in _OF_UNITS for provenance in provenances]),
        ("name_is_demonym", [provenance == "demonym" for provenance in provenances]),
        ("name_is_abbreviation", [provenance == "abbreviation" for provenance in provenances]),
        ("key_step", [reading.step for reading in readings]),
    ):
        numbers[:, _COLUMN[feature]] = values
    codes = [
        code
        for place, kind in zip(places, kinds, strict=True)
        for code in (
            code_of(place.id),
            country_code(place.country),
            code_of(place.admin1_id),
            code_of(place.admin2_id),
            kind.number,
        )
    ]
    table = np.array(codes, dtype=np.int64).reshape(len(readings), 5)
    if readings:
        numbers[:, _IS_A] = [kind.is_a for kind in kinds]
        numbers[:, -3:] = [_vector(place) for place in places]
    first = 0
    for name in new:
        last = first + len(name.readings)
        name.columns = Columns(numbers[first:last], table[first:last])
        _fill_beside(name, kinds[first:last], numbers[first:last])
        first = last


def _fill_beside(
    name: NameCandidates, kinds: Sequence[_KindColumns], numbers: NDArray[np.float64]
) -> None:
    """Fill the columns in which a candidate is compared with its name, or with the other ones."""
    readings = name.readings
    _fill_beginnings(name, kinds, numbers)
    if len(readings) > 1:
        fame = [-reading.alternates for reading in readings]
        size = [-(reading.place.population or 0) for reading in readings]
        numbers[:, _COLUMN["alternates_rank"]] = _ranks(fame)
        numbers[:, _COLUMN["population_rank"]] = _ranks(size)
    inside = kind_word_inside(name.name)
    wanted = groups_of(name.kind_word or inside)
    if wanted:
        agree = [
            _agreement(kind.group, wanted, is_first=_ends_in(reading, name.kind_word))
            for reading, kind in zip(readings, kinds, strict=True)
        ]
        # A town is called Mount Vernon, so that the name says nothing against it.
        own_word = inside is not None and name.kind_word in {None, inside}
        called_so = [own_word and reading.is_display for reading in readings]
        numbers[:, _COLUMN["kind_word_agrees"]] = agree
        numbers[:, _COLUMN["kind_word_contradicts"]] = [
            not (value or own) for value, own in zip(agree, called_so, strict=True)
        ]
        return
    for row, (reading, kind) in enumerate(zip(readings, kinds, strict=True)):
        if kind.is_river and not reading.is_full_name:
            numbers[row, _COLUMN["river_by_short_name"]] = 1
    if len(readings) > 1:
        for feature, units in demoted_units(readings, [kind.group for kind in kinds]).items():
            numbers[:, _COLUMN[feature]] = [reading.place.id in units for reading in readings]


def _agreement(group: KindGroup, wanted: tuple[KindGroup, ...], *, is_first: bool) -> float:
    """How far a kind agrees with the kinds that a kind word asks for.

    ``is_first``: as much as the first of them, as "Beni Territory", a district, does, though other
    territories are regions.
    """
    if group not in wanted:
        return 0.0
    return 1.0 if is_first or group == wanted[0] else _SECOND_KIND


def _ends_in(reading: Match, kind_word: str | None) -> bool:
    """Whether a name was found with the kind word that stands beside it."""
    return kind_word is not None and reading.spelling.form.lower().endswith(f" {kind_word}")


def _fill_beginnings(
    name: NameCandidates, kinds: Sequence[_KindColumns], numbers: NDArray[np.float64]
) -> None:
    """Fill the columns that tell of what begins with the name, but has more words."""
    readings = name.readings
    begin = f"{fold(name.name)} "
    displayed = any(reading.is_display for reading in readings)
    for row, reading in enumerate(readings):
        if reading.is_display:
            continue
        full = fold(reading.place.name)
        if full.startswith(begin):
            is_town = kinds[row].group == "town"
            if is_town and reading.step and names_a_country(readings):
                continue  # Kosovo Polje is called "Kosovo" by Swedes alone
            if full.startswith(_AND, len(begin)):
                continue  # what "Derry and Strabane" lacks is no kind word
            feature = "name_begins_display" if is_town else "name_lacks_kind_word"
            numbers[row, _COLUMN[feature]] = 1
        elif (
            displayed
            and reading.spelling.provenance == "alternate"
            and full[:_SAME_BEGIN] != begin[:_SAME_BEGIN]
        ):
            numbers[row, _COLUMN["name_unlike_display"]] = 1


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


def _ranks(values: list[int]) -> list[float]:
    """Logarithm of 1 + the rank of each value, the smallest's 0; equal values share a rank."""
    order = {value: math.log1p(rank) for rank, value in enumerate(sorted(set(values)))}
    return [order[value] for value in values]


def _people(place: Place) -> int:
    """The inhabitants of a place; of a seat of which nobody counted them what it has at least."""
    return place.population or _OF_SEATS.get(place.kind, 0)


def _vector(place: Place) -> tuple[float, float, float]:
    if place.lat is None or place.lon is None:
        return (0.0, 0.0, 0.0)
    return unit_vector(place.lat, place.lon)
