"""Units that a bare name means less than what else is called so: "Kherson" is the city."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from geomap.gazetteer.folding import fold
from geomap.gazetteer.matches import EXACT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.gazetteer import Match
    from geomap.model import KindGroup

_OF_DISTRICT = "P.PPLA2"
_SEATS = frozenset({"P.PPLC", "P.PPLA", _OF_DISTRICT})
_SAME_BEGIN = 3
_NO_VILLAGE = 0.05
"""Share of a district's people from which a town of its name in the region is meant by a name."""
_DWARFED = 0.02
"""Share below which it is not: Maricopa, Arizona, has 1.4% of the people of Maricopa County."""
_NO_CAPITAL = 0.07
"""Share of a region's people from which its seat is meant by a name: not Québec, with 6%."""
_METROPOLIS = 0.4
"""Share of a region's people from which a city is, seat or not: New York City has 42%."""


def names_a_country(readings: Sequence[Match]) -> bool:
    """Whether a name is the display name of a country."""
    return any(reading.is_display and reading.place.group == "country" for reading in readings)


def demoted_units(
    readings: Sequence[Match], groups: Sequence[KindGroup]
) -> dict[str, frozenset[str]]:
    """The ids of the units among the readings of a name that it seldom means, by feature.

    ``groups`` are those of the readings' places. Features of which there are none are left out.
    """
    if "district" not in groups and "region" not in groups:
        return {}
    of: dict[KindGroup, list[Match]] = {}
    for reading, group in zip(readings, groups, strict=True):
        of.setdefault(group, []).append(reading)
    towns, districts, regions = of.get("town", []), of.get("district", []), of.get("region", [])
    larger = districts if names_a_country(readings) else _inside(districts, regions)
    found = {"district_called_like_larger": frozenset(unit.place.id for unit in larger)}
    if towns:
        like_towns = _like_towns(towns, districts, regions)
        # "Bara" has no word for its kind in its own name.
        found |= {
            "unit_called_like_town": like_towns,
            "district_called_only_so": like_towns
            & {district.place.id for district in districts if district.is_display},
            "region_called_like_city": _like_cities(towns, regions),
            "district_dwarfs_town": _beside_small_towns(towns, districts),
        }
    return {feature: units for feature, units in found.items() if units}


def _inside(districts: Sequence[Match], regions: Sequence[Match]) -> list[Match]:
    """The districts in a region of which the name is the full one.

    "Waikato" is the region, not Waikato District in it.
    """
    named = {region.place.id for region in regions if region.is_full_name}
    return [district for district in districts if district.place.admin1_id in named]


def _like_towns(
    towns: Sequence[Match], districts: Sequence[Match], regions: Sequence[Match]
) -> frozenset[str]:
    """The units that a bare name means less than the town of their name: "Kherson" is the city.

    Not a region of which the name is the full one, "Quebec"; but districts such as the provinces of
    Italy, and "Laramie", which is a county of Wyoming beside the town. Gold can't teach it: such a
    unit and town mostly lie within 161 km of each other.
    """
    units = (*districts, *(region for region in regions if not region.is_full_name))
    return frozenset(
        unit.place.id for unit in units if any(_is_its_town(town, unit) for town in towns)
    )


def _is_its_town(town: Match, unit: Match) -> bool:
    """Whether a town is what the name of a unit stands for first.

    The seat, but not one that only bears the unit's name beside its own ("Akkar" for Halba); and of
    a district each town that is no village beside it.
    """
    place, around = town.place, unit.place
    held_by = {place.admin2_id} | ({place.admin1_id} if place.kind != _OF_DISTRICT else set())
    if place.kind in _SEATS and around.id in held_by:
        return (
            town.is_full_name
            or town.spelling.provenance == "label"
            or fold(place.name)[:_SAME_BEGIN] == fold(around.name)[:_SAME_BEGIN]
        )
    return (
        place.admin1_id == around.admin1_id
        and around.admin1_id not in {None, around.id}
        and (town.is_full_name or town.step == EXACT or place.admin2_id == around.id)
        and around.population is not None
        and (place.population or 0) >= _NO_VILLAGE * around.population
    )


def _like_cities(towns: Sequence[Match], regions: Sequence[Match]) -> frozenset[str]:
    """The regions of which a name is the full one, and also that of their seat: "Arequipa".

    Or that of a city where most live: "New York".
    """
    named = {region.place.id: region.place for region in regions if region.is_full_name}
    found = set()
    for reading in towns if named else ():
        town = reading.place
        region = named.get(town.admin1_id or "")
        if region is None:
            continue
        share = _NO_CAPITAL if town.kind in _SEATS else _METROPOLIS
        if (town.population or 0) >= share * (region.population or math.inf) and (
            fold(town.name) == fold(region.name) or reading.spelling.provenance == "curated"
        ):
            found.add(region.id)
    return frozenset(found)


def _beside_small_towns(towns: Sequence[Match], districts: Sequence[Match]) -> frozenset[str]:
    """The districts by whose name the town of that name in their region is seldom meant.

    The largest town, of those whose people were counted.
    """
    largest: dict[str, int] = {}
    for reading in towns if districts else ():
        town = reading.place
        if reading.is_main and town.admin1_id and town.population:
            largest[town.admin1_id] = max(town.population, largest.get(town.admin1_id, 0))
    return frozenset(
        unit.place.id
        for unit in districts
        if 0 < largest.get(unit.place.admin1_id or "", 0) < _DWARFED * (unit.place.population or 0)
    )
