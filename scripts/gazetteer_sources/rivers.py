"""Rivers as places: Natural Earth's lines say where one lies, ``rivers.tsv`` beside this its names.

The package's own names cannot be used as they are: they have lost letters ("S?n?gal", "Gta lv"),
are in the language of whoever drew the stretch, and two rivers may share a number.
"""

from __future__ import annotations

import math
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import shapely
from sources import unpacked
from tables import read_table, write_table

from geomap.gazetteer.outlines import Outlines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely import LineString, Point
    from shapely.geometry.base import BaseGeometry
    from tables import Cell

HEADER = (
    *("id", "name", "kind", "country", "admin1", "lat", "lon", "west", "south", "east", "north"),
    *("members", "names", "metonym_of", "precision", "source"),
)
# Degrees between two stretches of one river; lakes and borders lie between them.
GAP = 0.5
# Degrees from a mouth that is known to a tenth of a degree to the end of the line that is it.
NEAR = 0.3
# What share of a river may lie elsewhere, so that it still lies in one country: the outlines are
# coarser than the lines.
ELSEWHERE = 0.01


def write_rivers(work: Path, data: Path) -> dict[str, int]:
    """Write the table; return its name and how many rivers there are."""
    lines = _lines(work)
    countries, units = _outlines(0), _outlines(1)
    rows: list[Sequence[Cell]] = []
    for row in read_table(Path(__file__).with_name("rivers.tsv")):
        numbers = [int(number) for number in row["numbers"].split(",")]
        parts = [part for number in numbers for part in lines[number]]
        mouth, end = _mouth(row, parts)
        river = _reached(end, parts)
        country = _only_one(river, countries)
        within = {code: one for code, one in units.items() if code.startswith(f"{country}.")}
        west, south, east, north = shapely.union(river, mouth).bounds
        box = [math.floor(west * 10) / 10, math.floor(south * 10) / 10]
        box += [math.ceil(east * 10) / 10, math.ceil(north * 10) / 10]
        unit = _only_one(river, within)
        point = [round(mouth.y, 2), round(mouth.x, 2)]
        rows.append(
            (
                *(row["id"], row["name"], "H.STM", country, unit, *point, *box),
                *(None, row["names"], None, "region", f"Natural Earth; {row['source']}"),
            )
        )
    return {"rivers": write_table(data / "rivers.tsv", HEADER, rows)}


def _lines(work: Path) -> dict[int, list[LineString]]:
    folder = unpacked("libmagics++-data", work) / "usr/share/magics/10m"
    found = defaultdict(list)
    import pyogrio

    table = pyogrio.read_dataframe(folder / "ne_10m_rivers_lake_centerlines.shp")
    for number, shape in zip(table["rivernum"], table["geometry"], strict=True):
        if shape is not None:
            found[int(number)] += shapely.get_parts(shape).tolist()
    return {
        number: shapely.get_parts(
            shapely.line_merge(shapely.union_all(parts), directed=True)
        ).tolist()
        for number, parts in found.items()
    }


def _mouth(row: dict[str, str], parts: Sequence[LineString]) -> tuple[Point, Point]:
    """The mouth of a river, and the end of a line at or before it.

    Most lines are drawn downstream and end there. Where they are not, or stop short of it, the
    table says where it is; it is moved to the end of a line that is near.
    """
    starts = [shapely.get_point(part, 0) for part in parts]
    ends = [shapely.get_point(part, -1) for part in parts]
    if row["mouth"]:
        lat, lon = map(float, row["mouth"].split(","))
        mouth = shapely.Point(lon, lat)
        end = min([*starts, *ends], key=mouth.distance)
        return (end if end.distance(mouth) < NEAR else mouth), end
    last = [end for end in ends if not any(end.distance(start) < GAP for start in starts)]
    if len(last) != 1:
        raise SystemExit(f"{row['id']}: {len(last)} ends ({last}); say at which its mouth is")
    return last[0], last[0]


def _reached(end: Point, parts: Sequence[LineString]) -> BaseGeometry:
    """The stretches that hang together with the end of one."""
    river: BaseGeometry = end
    left = list(parts)
    while near := [part for part in left if part.distance(river) < GAP]:
        river = shapely.union_all([river, *near])
        left = [part for part in left if part not in near]
    return river


def _outlines(level: int) -> dict[str, BaseGeometry]:
    """The outlines of all countries (0), or of all units of the first level (1)."""
    outlines = Outlines.open()
    codes = [code for code in outlines.codes() if code.count(".") == level]
    found = {code: outlines.outline(code, level="region") for code in codes}
    return {code: shape for code, shape in found.items() if shape is not None}


def _only_one(river: BaseGeometry, outlines: dict[str, BaseGeometry]) -> str | None:
    """The code of the outline in which the whole river lies."""
    codes = list(outlines)
    tree = shapely.STRtree(list(outlines.values()))
    touched = [codes[number] for number in tree.query(river, predicate="intersects")]
    shares = {code: river.intersection(outlines[code]).length / river.length for code in touched}
    held = [code for code, share in shares.items() if share > ELSEWHERE]
    return held[0] if len(held) == 1 else None
