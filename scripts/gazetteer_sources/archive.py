"""The archive of outlines that geomap reads: one entry a level and country, see its reader."""

from __future__ import annotations

import json
import zipfile
from collections import defaultdict
from typing import TYPE_CHECKING

import readers
import shapes

from geomap.gazetteer.outlines import ARCHIVE, packed

if TYPE_CHECKING:
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry


def write_outlines(work: Path, data: Path) -> dict[str, int]:
    """Write the archive; return level -> outlines."""
    levels = shapes.outlines(work)
    approximate = shapes.raions(work, levels["full"])
    levels["full"] |= approximate
    numbers = {code: unit.geonameid for code, unit in readers.units(work).items()}
    numbers |= {code: int(one["geonameid"]) for code, one in readers.countries(work).items()}
    index = {
        code: {"geonameid": numbers[code]} | ({"approximate": 1} if code in approximate else {})
        for code in sorted(levels["full"])
        if code in numbers
    }
    with zipfile.ZipFile(data / ARCHIVE, "w") as archive:
        _add(archive, "index.json", json.dumps(index, separators=(",", ":")).encode())
        for level, outlines in levels.items():
            for country, entry in _entries({c: o for c, o in outlines.items() if c in index}):
                _add(archive, f"{level}/{country}", entry)
    return {level: len(outlines) for level, outlines in levels.items()}


def _entries(outlines: dict[str, BaseGeometry]) -> list[tuple[str, bytes]]:
    """Country and its entry: where each record lies, a line end, the records."""
    countries: dict[str, list[str]] = defaultdict(list)
    for code in sorted(outlines):
        countries[code.partition(".")[0]].append(code)
    entries = []
    for country, codes in countries.items():
        places, records = {}, b""
        for code in codes:
            record = packed(outlines[code])
            places[code] = [len(records), len(record)]
            records += record
        head = json.dumps(places, separators=(",", ":")).encode()
        entries.append((country, head + b"\n" + records))
    return entries


def _add(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    # ZipInfo's own date, of 1980: the same outlines give the same file.
    entry = zipfile.ZipInfo(name)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, data, compresslevel=9)
