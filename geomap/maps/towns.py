"""The towns that a map labels for orientation: the larger ones, and the neighbours of mentions."""

from __future__ import annotations

import lzma
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from geomap.model import Box

MOST = 2000
"""Towns that a page carries at most, the larger ones first."""

IN_A_CELL = 40
"""Towns of one cell (a degree by a degree) that a page carries at most."""

EVERYWHERE = 4
"""Towns labelled up to this zoom are carried wherever they are: readers zoom out."""

ZOOMS = ((5_000_000, 3), (1_000_000, 4), (300_000, 5), (100_000, 6), (40_000, 7), (15_000, 8))
"""The zoom from which a town of so many people is labelled; smaller ones from `CLOSEST`."""

CLOSEST = 9
CAPITAL = {"country": 4, "region": 6}
"""The zoom from which a capital is labelled, however small."""

Cell = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Town:
    id: str
    name: str
    lat: float
    lon: float
    zoom: int

    @property
    def cell(self) -> Cell:
        return _cell(self.lat, self.lon)


def towns(
    folder: Path,
    around: Box | None,
    points: Iterable[tuple[float, float]],
    mentioned: Mapping[str, int],
) -> dict[str, list[Any]]:
    """Return the towns that a page labels, the largest first, as columns.

    ``name``, ``lat``, ``lon`` (degrees, two decimals), ``zoom`` (labelled from there on), and
    ``place``, the number of the page's place where mentions name the town, else -1: a town that is
    drawn as a dot is not labelled twice.

    Parameters
    ----------
    folder
        The folder of layers, with ``towns.tsv.xz``; without it there are no towns.
    around
        The region that the mentions fill, None for the world.
    points
        Where places are drawn, ``(lat, lon)``: towns near them are carried too.
    mentioned
        Place id -> number, of the places that mentions name.
    """
    near = {
        (row + down, column + right)
        for row, column in {_cell(lat, lon) for lat, lon in points}
        for down in (-1, 0, 1)
        for right in (-1, 0, 1)
    }
    filled: Counter[Cell] = Counter()
    found = []
    for town in _table(folder):
        wanted = town.zoom <= EVERYWHERE or _within(town, around) or town.cell in near
        if not wanted or filled[town.cell] >= IN_A_CELL:
            continue
        filled[town.cell] += 1
        found.append(town)
        if len(found) == MOST:
            break
    return {
        "name": [town.name for town in found],
        "lat": [town.lat for town in found],
        "lon": [town.lon for town in found],
        "zoom": [town.zoom for town in found],
        "place": [mentioned.get(town.id, -1) for town in found],
    }


@cache
def _table(folder: Path) -> list[_Town]:
    path = folder / "towns.tsv.xz"
    if not path.is_file():
        return []
    lines = lzma.decompress(path.read_bytes()).decode().splitlines()[1:]
    rows = (line.split("\t") for line in lines)
    return [
        _Town(key, name, round(float(lat), 2), round(float(lon), 2), _zoom(int(people), role))
        for key, name, lat, lon, people, role in rows
    ]


def _zoom(people: int, role: str) -> int:
    """The zoom from which a town is labelled; a suburb only where its city is wide."""
    if role == "suburb":
        return CLOSEST
    by_size = next((zoom for least, zoom in ZOOMS if people >= least), CLOSEST)
    return min(by_size, CAPITAL.get(role, CLOSEST))


def _cell(lat: float, lon: float) -> Cell:
    return int(lat // 1), int(lon // 1)


def _within(town: _Town, box: Box | None) -> bool:
    return (
        box is not None and box.west <= town.lon <= box.east and box.south <= town.lat <= box.north
    )
