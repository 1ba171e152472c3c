"""A gazetteer of a dozen places, built for real from tables of its own."""

from __future__ import annotations

import json
import lzma
from typing import TYPE_CHECKING

from geomap.gazetteer.build import build_gazetteer
from geomap.gazetteer.sources import Sources

if TYPE_CHECKING:
    from pathlib import Path

_COUNTRY_COLUMNS = "iso2 iso3 geonameid name kind lat lon population continent languages"
_ADMIN_COLUMNS = "geonameid level code country parent name lat lon population precision"
_EXTRA_COLUMNS = (
    "id name kind country admin1 lat lon west south east north members names metonym_of precision"
    " source"
)

TABLES: dict[str, tuple[str, list[str]]] = {
    "countries.tsv": (
        _COUNTRY_COLUMNS,
        [
            "RU|RUS|2017370|Russia|A.PCLI|60|100|144478050|EU|ru",
            "UA|UKR|690791|Ukraine|A.PCLI|49|32|44622516|EU|uk,ru",
        ],
    ),
    "country_names.tsv.xz": ("iso2 language name", ["UA|de|Ukraine", "UA|uk|Україна"]),
    "admin.tsv.xz": (
        _ADMIN_COLUMNS,
        [
            "501165|1|RU.61|RU||Rostov Oblast|47.75|41|4200729|region",
            "706442|1|UA.08|UA||Kherson Oblast|46.7|33.5|1060000|region",
            "12345678|2|UA.08.1|UA|UA.08|Kherson Raion|46.7|32.6||region",
        ],
    ),
    "admin_names.tsv.xz": ("code language name", ["UA.08|uk|Херсонська область"]),
    "features.tsv.xz": ("geonameid code", ["706448|PPLA"]),
    "town_admin2.tsv.xz": ("geonameid code", ["706448|UA.08.1"]),
    "dialling_codes.tsv": ("prefix code", ["380|UA"]),
    "iso_codes.tsv": ("iso code", ["UA-65|UA.08"]),
    "labels.tsv.xz": (
        "geonameid language name",
        ["706442|de|Oblast Cherson", "706448|de|Cherson", "706448|pl|Chersoń", "706448|uk|Херсон"],
    ),
    "extra.tsv": (
        _EXTRA_COLUMNS,
        ["curated:nowhere|Nowhere Land|L.RGN|UA|||||||||||region|Test: a place without a point"],
    ),
    "rivers.tsv": (_EXTRA_COLUMNS, []),
    "names.tsv": ("id language form provenance source", []),
    "abbreviations.tsv": ("form code source", []),
    "demonyms.tsv": ("form code source", ["Ukrainian|UA|Test"]),
    "display.tsv": ("id name source", []),
    "words.tsv": ("form reason", ["of|a word"]),
    "person_names.tsv.xz": ("form use", ["lyman|surname"]),
}
TOWNS = [
    (706448, "Kherson", 46.65581, 32.6178, "UA", 283649, "08", ["Cherson", "Херсон", "Kherson"]),
    (713174, "Antonivka", 46.6837, 32.7316, "UA", 12000, "08", ["Антонівка"]),
    (481453, "Tsimlyansk", 47.64771, 42.09278, "RU", 15029, "61", ["Цимлянск"]),
    (501175, "Rostov-on-Don", 47.23135, 39.72328, "RU", 1074482, "61", ["Ростов-на-Дону"]),
    (1, "Halbstadt", 47.0, 35.0, "UA", 20153, "00", ["Молочанськ"]),
    (2, "Halbstadt", 53.0, 79.0, "RU", 1700, "00", []),
]


def tiny_sources(folder: Path) -> Sources:
    """Write the tables to a folder."""
    tables = folder / "tables"
    tables.mkdir(parents=True, exist_ok=True)
    for name, (columns, rows) in TABLES.items():
        text = "\n".join(["\t".join(columns.split()), *(r.replace("|", "\t") for r in rows), ""])
        write = lzma.open if name.endswith(".xz") else open
        with write(tables / name, "wt", encoding="utf-8") as file:
            file.write(text)
    keys = "geonameid name latitude longitude countrycode population admin1code alternatenames"
    records = {str(town[0]): dict(zip(keys.split(), town, strict=True)) for town in TOWNS}
    towns = tables / "towns.json"
    towns.write_text(json.dumps(records, ensure_ascii=False), encoding="utf-8")
    return Sources(tables=tables, towns=towns)


def build_tiny(folder: Path) -> Path:
    """Build the tiny gazetteer in a folder; return its path."""
    return build_gazetteer(
        folder / "gazetteer.sqlite", sources=tiny_sources(folder), progress=False
    )
