"""Dialling codes: the country, or the state or province, whose telephone numbers begin so."""

from __future__ import annotations

import re
import sys
from collections import Counter
from importlib import import_module
from typing import TYPE_CHECKING, Any

import readers
from sources import unpacked
from tables import write_table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NORTH_AMERICA = 1
"""The code that 25 countries share: the three digits after it tell them and their states apart."""

_SHARED = frozenset({NORTH_AMERICA, 7})  # +7 is as much Kazakhstan as Russia
_STATE_OF_TOWN = re.compile(r", ([A-Z]{2})$")
_MOST = 0.95  # of an area's towns; some areas are of several territories
_NAMES = {
    "Washington D.C.": "District of Columbia",
    "Washington State": "Washington",
    "New York State": "New York",
}


def write_telephone(work: Path, data: Path) -> dict[str, int]:
    """Write ``dialling_codes.tsv``; returns how many rows it has."""
    rows = [*_countries(work), *_areas(work)]
    return {
        "dialling_codes": write_table(data / "dialling_codes.tsv", ("prefix", "code"), rows),
    }


def _countries(work: Path) -> Iterator[tuple[str, str]]:
    """The calling codes of the world; where small territories share one, its main country."""
    known = readers.countries(work)
    for prefix, regions in _package(work, "").COUNTRY_CODE_TO_REGION_CODE.items():
        if prefix not in _SHARED and regions[0] in known:
            yield str(prefix), regions[0]


def _areas(work: Path) -> Iterator[tuple[str, str]]:
    """The area codes of North America."""
    units = [
        unit
        for unit in readers.units(work).values()
        if unit.level == 1 and unit.country in {"US", "CA"}
    ]
    by_name = {unit.name: unit.code for unit in units}
    by_iso = {unit.iso[3:]: unit.code for unit in units}
    described = _package(work, ".geodata").GEOCODE_DATA
    towns: dict[str, Counter[str]] = {}
    for digits, names in described.items():
        if digits.startswith(str(NORTH_AMERICA)) and (hit := _STATE_OF_TOWN.search(names["en"])):
            towns.setdefault(digits[:4], Counter())[hit[1]] += 1
    for digits in sorted({digits[:4] for digits in described if digits.startswith("1")}):
        name = described.get(digits, {}).get("en", "")
        code = by_name.get(_NAMES.get(name, name))
        if code is None and digits in towns:
            [(state, count)] = towns[digits].most_common(1)
            code = by_iso.get(state) if count >= _MOST * towns[digits].total() else None
        if code is not None:
            yield digits, code
    for region in _package(work, "").COUNTRY_CODE_TO_REGION_CODE[NORTH_AMERICA]:
        leading = _package(work, ".phonemetadata").PhoneMetadata.metadata_for_region(region)
        if leading.leading_digits:
            for area in map(str, range(200, 1000)):
                if re.fullmatch(leading.leading_digits, area):
                    yield f"1{area}", region


def _package(work: Path, module: str) -> Any:  # noqa: ANN401 - a module of the package
    folder = str(unpacked("phonenumbers", work))
    if folder not in sys.path:
        sys.path.insert(0, folder)
    return import_module(f"phonenumbers{module}")
