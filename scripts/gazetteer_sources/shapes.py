"""Outlines from Natural Earth's 1:10m admin-1 polygons, keyed by the GeoNames codes of their towns.

One coverage, dissolved and simplified as a whole, so that neighbours share their border point for
point on every level. Borders are an editorial choice: Crimea and Sevastopol as in UN resolution
68/262, against Natural Earth's default.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import readers
import shapely
from countries import KINDS
from shapely.geometry import shape

from geomap.gazetteer.outlines import STEP

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

# Natural Earth's own code of the polygon -> country.
COUNTRY_OVERRIDES = {
    "RUS-283": "UA",
    "RUS-5482": "UA",
    "IOA-1928": "CC",
    "IOA-2652": "CX",
    "NOR-901": "SJ",
    "BVT+00?": "BV",
}
# Reefs that several countries claim; no country gets them.
LEFT_OUT = frozenset({"PGA", "SCR", "SPI", "BJN", "SER"})
# Square root of the area that a bend must have to be kept, in degrees.
TOLERANCES = {"full": 0.001, "region": 0.04, "world": 0.15}
# An island smaller than this many squares of the tolerance goes, unless the unit has no larger.
SMALLEST = {"full": 0.0, "region": 2.0, "world": 2.0}
SETTLEMENTS_LEAST = 2


@dataclass(frozen=True, slots=True)
class Unit:
    """A dissolved unit: its country and, where one is known, its GeoNames admin1 code."""

    country: str
    code: str | None


@cache
def outlines(work: Path) -> dict[str, dict[str, BaseGeometry]]:
    """Level -> code -> outline: countries (``UA``) and admin1 units (``UA.08``)."""
    keys, shapes = _dissolved(work)
    found = {}
    for level, tolerance in TOLERANCES.items():
        simple = shapely.coverage_simplify(shapes, tolerance)
        least = SMALLEST[level] * tolerance**2
        units = {key: one for key, one in zip(keys, simple, strict=True) if not one.is_empty}
        found[level] = {
            key.code: _cleaned(one, least) for key, one in units.items() if key.code is not None
        }
        for country in sorted({key.country for key in units}):
            members = [one for key, one in units.items() if key.country == country]
            found[level][country] = _cleaned(shapely.coverage_union_all(members), least)
    return found


def _cleaned(one: BaseGeometry, least: float) -> BaseGeometry:
    """On the grid of the archive, valid, without the small islands of a unit with larger ones."""
    rounded = shapely.transform(one, _rounded)
    valid = rounded if rounded.is_valid else shapely.set_precision(one, STEP)
    parts = sorted(shapely.get_parts(valid), key=shapely.area, reverse=True)
    kept = parts[:1] + [part for part in parts[1:] if part.area > least]
    return shapely.normalize(kept[0] if len(kept) == 1 else shapely.MultiPolygon(kept))


def _rounded(points: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.round(points / STEP) / round(1 / STEP)


@cache
def _dissolved(work: Path) -> tuple[list[Unit], NDArray[np.object_]]:
    features = [f for f in readers.outlines(work) if f["properties"]["adm0_a3"] not in LEFT_OUT]
    polygons = [shapely.make_valid(shape(feature["geometry"])) for feature in features]
    inside = _towns_inside(polygons, work)
    units = readers.units(work)
    by_iso = {unit.iso: unit.code for unit in units.values() if unit.iso}
    members = defaultdict(list)
    for number, feature in enumerate(features):
        members[_key(feature["properties"], inside[number], units, by_iso)].append(polygons[number])
    keys = sorted(members, key=lambda key: (key.country, key.code or ""))
    # Two pairs of neighbours overlap by a hair; a coverage must not.
    return keys, shapely.coverage_clean([shapely.union_all(members[key]) for key in keys])


def _key(
    properties: dict[str, object],
    towns: Counter[str],
    units: dict[str, readers.Unit],
    by_iso: dict[str, str],
) -> Unit:
    """The unit most of a polygon's towns have, in its country or a dependency of that country."""
    country = COUNTRY_OVERRIDES.get(str(properties["adm1_code"]), str(properties["iso_a2"]))
    most = towns.most_common(1)[0][0] if towns else ""
    if most[:2] != country and KINDS.get(most[:2]) == "A.PCLD":
        country = most[:2]
    own = [code for code, _ in towns.most_common() if code[:2] == country and code in units]
    said = [str(properties.get("gn_a1_code")), by_iso.get(str(properties.get("iso_3166_2")), "")]
    said = [code for code in said if code in units and code[:2] == country and code.count(".") == 1]
    codes = own or said
    return Unit(country, codes[0] if codes else None)


def _towns_inside(polygons: list[BaseGeometry], work: Path) -> list[Counter[str]]:
    """Polygon number -> how many towns of each admin1 unit lie in it."""
    towns = [readers.towns(work)[key] for key in sorted(readers.towns(work))]
    points = shapely.points([(town["longitude"], town["latitude"]) for town in towns])
    inside: list[Counter[str]] = [Counter() for _ in polygons]
    for town, polygon in shapely.STRtree(polygons).query(points, predicate="within").T:
        record = towns[town]
        inside[polygon][f"{record['countrycode']}.{record['admin1code']}"] += 1
    return inside


def raions(work: Path, oblasts: dict[str, BaseGeometry]) -> dict[str, BaseGeometry]:
    """Code -> approximate outline of Ukraine's raions: nearest settlements, cut at the oblast.

    No freely licensed polygons of the raions of 2020 are in the sources; cells around the
    settlements of which the raion is known agree with nine of ten settlements left out.
    """
    cells: dict[str, dict[str, list[tuple[float, float]]]] = defaultdict(lambda: defaultdict(list))
    for key, codes in sorted(readers.town_units(work).items()):
        town = readers.towns(work).get(key)
        raion = next((code for code in codes if code.count(".") > 1), None)
        if town is not None and raion is not None and raion.startswith("UA."):
            oblast = raion.rsplit(".", 1)[0]
            cells[oblast][raion].append((town["longitude"], town["latitude"]))
    found = {}
    for oblast, members in sorted(cells.items()):
        if oblast in oblasts and len(members) >= SETTLEMENTS_LEAST:
            found |= _cells(members, oblasts[oblast])
    return found


def _cells(
    members: dict[str, list[tuple[float, float]]], oblast: BaseGeometry
) -> dict[str, BaseGeometry]:
    owners = {point: raion for raion, points in members.items() for point in points}
    points = sorted(owners)
    cells = shapely.get_parts(
        shapely.voronoi_polygons(
            shapely.MultiPoint(points), extend_to=oblast.buffer(1), ordered=True
        )
    )
    merged = defaultdict(list)
    for point, cell in zip(points, cells, strict=True):
        merged[owners[point]].append(cell)
    shapes = {
        raion: shapely.intersection(shapely.union_all(parts), oblast)
        for raion, parts in sorted(merged.items())
    }
    # Cells have many corners that mean nothing.
    simple = shapely.coverage_simplify(list(shapes.values()), 0.02, simplify_boundary=False)
    return {raion: _cleaned(one, 0.0) for raion, one in zip(shapes, simple, strict=True)}
