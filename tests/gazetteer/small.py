"""The installed sources, cut to a few countries: real data, built in seconds."""

from __future__ import annotations

import json
import lzma
from typing import TYPE_CHECKING

from geomap.gazetteer.sources import TABLES, Sources

if TYPE_CHECKING:
    from pathlib import Path

COUNTRIES = ("BY", "HK", "LU", "UA")
# The column of each table that begins with a country's code.
_COUNTRY_COLUMNS = {
    "admin.tsv.xz": "country",
    "admin_names.tsv.xz": "code",
    "countries.tsv": "iso2",
    "country_names.tsv.xz": "iso2",
    "dialling_codes.tsv": "code",
    "iso_codes.tsv": "code",
    "town_admin2.tsv.xz": "code",
}


def small_sources(folder: Path) -> Sources:
    """Write the tables and towns of `COUNTRIES` to a folder."""
    installed = Sources.installed()
    towns = {
        str(record["geonameid"]): dict(record)
        for record in installed.town_records()
        if record["countrycode"] in COUNTRIES
    }
    folder.mkdir(parents=True)
    for name in TABLES:
        rows = list(installed.table(name))
        if column := _COUNTRY_COLUMNS.get(name):
            rows = [row for row in rows if (row[column] or "")[:2] in COUNTRIES]
        elif name in {"labels.tsv.xz", "features.tsv.xz"}:
            rows = [row for row in rows if row["geonameid"] in towns]
        lines = [
            "\t".join(rows[0]),
            *("\t".join(value or "" for value in r.values()) for r in rows),
        ]
        write = lzma.open if name.endswith(".xz") else open
        with write(folder / name, "wt", encoding="utf-8") as file:
            file.write("\n".join([*lines, ""]))
    path = folder / "towns.json"
    path.write_text(json.dumps(towns), encoding="utf-8")
    return Sources(tables=folder, towns=path)
