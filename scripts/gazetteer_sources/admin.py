"""Administrative units: one row a unit with its point, and its names in many languages."""

# ruff: noqa: PLR2004 (numbers of columns, lengths of codes)

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import readers
from countries import country_points
from tables import write_table

if TYPE_CHECKING:
    from pathlib import Path

    from readers import Unit

HEADER = (
    *("code", "geonameid", "level", "country", "parent", "name", "lat", "lon", "population"),
    *("precision", "point_source"),
)
KIND_WORDS = (
    *("Oblast", "Krai", "Okrug", "Republic", "Region", "Province", "Voivodeship", "Governorate"),
    *("County", "Prefecture", "Department", "District", "Canton", "State", "Municipality", "Raion"),
    *("Autonomous Okrug", "Autonomous Oblast"),
)
# English names where the sources have only a transcription or a bare adjective.
DISPLAY_NAMES = {
    "UA.11": "Crimea",
    "UA.12": "Kyiv City",
    "UA.20": "Sevastopol City",
    "US.DC": "Washington, D.C.",
    "RU.48": "Moscow City",
    "RU.66": "Saint Petersburg City",
    "BY.04": "Minsk City",
}


def write_admin(work: Path, data: Path) -> dict[str, int]:
    """Write admin and admin_names; return table -> rows."""
    units = readers.units(work)
    places = _Places(work)
    display = display_names(work)
    rows = [
        (
            *(unit.code, unit.geonameid, unit.level, unit.country, unit.parent),
            display[unit.code],
            *places.point(unit),
        )
        for unit in units.values()
    ]
    return {
        "admin": write_table(data / "admin.tsv.xz", HEADER, rows),
        "iso_codes": write_table(data / "iso_codes.tsv", ("iso", "code"), _iso_codes(work)),
        "admin_names": write_table(
            data / "admin_names.tsv.xz", ("code", "language", "name"), _names(work)
        ),
    }


def display_names(work: Path) -> dict[str, str]:
    """Code -> best English name: ``Kherson Oblast`` rather than ``Khersonska oblast``."""
    english = readers.labels(work)["en"]
    natural_earth = {
        code: str(properties["name_en"])
        for code, properties in outline_properties(work).items()
        if properties.get("name_en")
    }
    town_names: dict[str, set[str]] = defaultdict(set)
    for key, codes in readers.town_units(work).items():
        town = readers.towns(work).get(key)
        for code in codes if town else ():
            town_names[code] |= {town["name"], english.get(str(key), "")}
    found = {}
    for unit in readers.units(work).values():
        name = _english(unit, english, natural_earth)
        # "Kharkiv" alone would be the town
        if name in town_names[unit.code] and unit.country != "US":
            name = next((f for w in KIND_WORDS if (f := f"{name} {w}") in unit.aliases), name)
        found[unit.code] = DISPLAY_NAMES.get(unit.code) or _with_oblast(name, unit)
    return found


def _with_oblast(name: str, unit: Unit) -> str:
    if unit.level > 1 or unit.country not in {"UA", "RU"}:
        return name
    if unit.name.casefold().rstrip("'").endswith("oblast") and "blast" not in name:
        return f"{name} Oblast"
    return name


def _english(unit: Unit, english: dict[str, str], natural_earth: dict[str, str]) -> str:
    label = english.get(unit.code)
    if unit.level == 1 and label is not None:
        return label
    if unit.country in {"UA", "RU", "BY", "KZ"}:
        composed = [a for a in unit.aliases if a.isascii() and a.rsplit(" ", 1)[-1] in KIND_WORDS]
        if composed:
            return min(composed, key=len)
    return natural_earth.get(unit.code, unit.name) if unit.level == 1 else unit.name


def outline_properties(work: Path) -> dict[str, dict[str, object]]:
    """Code -> attributes of the Natural Earth polygon that is this very unit (same GeoNames id)."""
    codes = {unit.geonameid: unit.code for unit in readers.units(work).values()}
    found: dict[str, dict[str, object]] = {}
    for feature in readers.outlines(work):
        code = codes.get(int(feature["properties"].get("gn_id") or 0))
        if code is not None:
            found.setdefault(code, feature["properties"])
    return found


class _Places:
    """Points of units, best source first."""

    def __init__(self, work: Path) -> None:
        self.units = readers.units(work)
        self.countries = country_points(work)
        self.points = readers.points(work)
        self.outlines = outline_properties(work)
        members: dict[str, list[tuple[float, float, int]]] = defaultdict(list)
        for key, codes in readers.town_units(work).items():
            town = readers.towns(work).get(key)
            for code in codes if town else ():
                point = (town["latitude"], town["longitude"], town["population"])
                members[code].append(point)
        self.members = members

    def point(self, unit: Unit) -> tuple[float | None, float | None, int | None, str, str]:
        """Lat, lon, population, precision, source of the point."""
        towns = self.members[unit.code]
        population = sum(town[2] for town in towns) or None
        if (own := self.points.get(unit.geonameid)) is not None:
            return own.lat, own.lon, own.population or population, "region", "geonames"
        outline = self.outlines.get(unit.code)
        if outline is not None:
            return (*_label_point(outline), population, "region", "natural_earth")
        if towns:
            lat, lon = _mean(towns)
            return lat, lon, population, "region", "towns"
        if (parent := self.units.get(unit.parent or "")) is not None:
            lat, lon, *_ = self.point(parent)
            return lat, lon, None, "approximate", "parent"
        lat, lon = self.countries[unit.country]
        return lat, lon, None, "approximate", "parent"


def _label_point(properties: dict[str, object]) -> tuple[float, float]:
    return float(str(properties["latitude"])), float(str(properties["longitude"]))


def _mean(towns: list[tuple[float, float, int]]) -> tuple[float, float]:
    """Mean of member towns; no unit with towns on both sides of the antimeridian needs this."""
    return sum(t[0] for t in towns) / len(towns), sum(t[1] for t in towns) / len(towns)


def _iso_codes(work: Path) -> list[tuple[str, str]]:
    """ISO 3166-2 code and GeoNames code of each unit, and of territories that ISO lists as units.

    Puerto Rico is US-PR beside PR; only four countries list theirs under the letters of ISO 3166-1.
    """
    codes = {unit.iso: unit.code for unit in readers.units(work).values() if unit.iso}
    for iso in readers.iso_names(work):
        country, territory = iso.split("-", 1)
        if country in {"CN", "FR", "NL", "US"} and territory in readers.countries(work):
            codes.setdefault(iso, territory)
    return list(codes.items())


def _names(work: Path) -> list[tuple[str, str, str]]:
    short = readers.three_letter_languages(work)
    iso = readers.iso_names(work)
    rows = []
    for unit in readers.units(work).values():
        rows += [(unit.code, "", name) for name in (unit.name, *unit.aliases)]
        rows += [(unit.code, short.get(long, ""), name) for long, name in iso.get(unit.iso, ())]
    for language, names in readers.labels(work).items():
        rows += [
            (code, language, name) for code, name in names.items() if code in readers.units(work)
        ]
    for code, properties in outline_properties(work).items():
        for key, name in properties.items():
            if key.startswith("name_") and len(key) == 7 and name:
                rows.append((code, key[5:], str(name)))
    tagged = {(code, name) for code, language, name in rows if language}
    return [row for row in rows if row[1] or (row[0], row[2]) not in tagged]
