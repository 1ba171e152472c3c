"""Outlines of countries and units, one read at a time from an archive beside the tables.

The archive (``outlines.zip``, made by the maintainer script from Natural Earth 1:10m, public
domain) has one entry a level and country; an entry starts with the places of its records. A record
is little-endian int32: the number of polygons; for each its number of rings; for each ring its
number of points; then the longitude steps and the latitude steps from point to point, in `STEP`
degrees, zigzag-coded, a byte plane at a time (which is what makes them small).
"""

from __future__ import annotations

import json
import zipfile
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

from geomap.errors import GazetteerError
from geomap.model import Box

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import numpy as np
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

Level = Literal["full", "region", "world"]
"""How fine: every bend, bends of about 4 km (a map of a region), of about 15 km (of the world)."""

LEVELS: tuple[Level, ...] = get_args(Level)
STEP = 1e-4
"""Degrees between two coordinates that can be told apart, about 11 m."""

ARCHIVE = "outlines.zip"
_HERE = Path(__file__).parent


class Outlines:
    """The outlines in a folder of tables; nothing is read before the first is asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @classmethod
    def open(cls) -> Outlines:
        """Return the outlines that came with geomap; the same object each time."""
        return _installed()

    def outline(self, code_or_place_id: str, *, level: str = "full") -> BaseGeometry | None:
        """Return the outline of a country, unit or curated region, None where none is known.

        Parameters
        ----------
        code_or_place_id
            ``UA``, ``UA.08``, ``geonames:706442`` or ``curated:donbas``; a curated region is the
            union of its members.
        level
            ``full``, ``region`` or ``world``. Approximate outlines exist in ``full`` alone and are
            returned on every level.

        Returns
        -------
        Polygon or MultiPolygon, lon/lat order, EPSG:4326, cut at the antimeridian.

        Raises
        ------
        GazetteerError
            The level is not one of the three, or the archive is missing or broken.
        """
        if level not in LEVELS:
            raise GazetteerError(f"no level {level!r} of outlines; there are {', '.join(LEVELS)}")
        if code_or_place_id.startswith("curated:"):
            return self._union(self._members.get(code_or_place_id, ()), level)
        code = self._code(code_or_place_id)
        if code is None:
            return None
        return self._record(code, level) or (self._record(code, "full") if "." in code else None)

    def codes(self) -> tuple[str, ...]:
        """All codes that have an outline, sorted: countries, admin1, and Ukraine's raions."""
        return tuple(sorted(self._index))

    def is_approximate(self, code_or_place_id: str) -> bool:
        """Whether the outline was derived from the points of settlements, not surveyed."""
        code = self._code(code_or_place_id)
        return code is not None and bool(self._index[code].get("approximate"))

    def extents(self) -> dict[int, Box]:
        """The box around each full outline, by GeoNames number; ``west > east`` where it crosses.

        All outlines are read, one after the other (for the build of the gazetteer).
        """
        import shapely

        found: dict[int, Box] = {}
        for name in sorted(name for name in self._archive.namelist() if name.startswith("full/")):
            for code, shape in self._records(name):
                sides = shapely.bounds(shapely.get_parts(shape))
                boxes = [Box(*(float(side) for side in part)) for part in sides]
                found[self._index[code]["geonameid"]] = box_around(boxes)
        return found

    def _code(self, code_or_place_id: str) -> str | None:
        source, _, number = code_or_place_id.partition(":")
        if source == "geonames" and number.isdecimal():
            return self._by_number.get(int(number))
        return code_or_place_id if code_or_place_id in self._index else None

    def _union(self, members: tuple[str, ...], level: str) -> BaseGeometry | None:
        import shapely

        found = [self.outline(member, level=level) for member in members]
        known = [shape for shape in found if shape is not None]
        # A region without one of its members would be a wrong outline, not a smaller one.
        return shapely.union_all(known) if known and len(known) == len(members) else None

    def _record(self, code: str, level: str) -> BaseGeometry | None:
        name = f"{level}/{code.partition('.')[0]}"
        if name not in self._archive.NameToInfo:
            return None
        data = self._archive.read(name)
        head, _, records = data.partition(b"\n")
        places: dict[str, list[int]] = json.loads(head)
        if code not in places:
            return None
        start, length = places[code]
        return unpacked(records[start : start + length])

    def _records(self, name: str) -> Iterator[tuple[str, BaseGeometry]]:
        head, _, records = self._archive.read(name).partition(b"\n")
        for code, (start, length) in json.loads(head).items():
            yield code, unpacked(records[start : start + length])

    @cached_property
    def _archive(self) -> zipfile.ZipFile:
        path = self.folder / ARCHIVE
        try:
            return zipfile.ZipFile(path)
        except (OSError, zipfile.BadZipFile) as error:
            raise GazetteerError(f"no outlines in {path} ({error}); install geomap again") from None

    @cached_property
    def _index(self) -> dict[str, dict[str, int]]:
        index: dict[str, dict[str, int]] = json.loads(self._archive.read("index.json"))
        return index

    @cached_property
    def _by_number(self) -> dict[int, str]:
        return {entry["geonameid"]: code for code, entry in self._index.items()}

    @cached_property
    def _members(self) -> dict[str, tuple[str, ...]]:
        lines = (self.folder / "extra.tsv").read_text(encoding="utf-8").split("\n")
        columns = lines[0].split("\t")
        place, members = columns.index("id"), columns.index("members")
        rows = [line.split("\t") for line in lines[1:] if line]
        return {row[place]: tuple(row[members].split(",")) for row in rows if row[members]}


@cache
def _installed() -> Outlines:
    for folder in (_HERE / "data", _HERE.parent.parent / "data" / "gazetteer"):
        if (folder / ARCHIVE).is_file():
            return Outlines(folder)
    raise GazetteerError(f"no outlines in {_HERE / 'data'}; install geomap again")


def box_around(boxes: Iterable[Box]) -> Box:
    """The smallest box that holds all boxes; it crosses the antimeridian where that is shorter."""
    boxes = list(boxes)
    spans = []
    for box in boxes:
        if box.west > box.east:
            spans += [(box.west, 180.0), (-180.0, box.east)]
        else:
            spans.append((box.west, box.east))
    spans.sort()
    reach = spans[0][1]
    gaps = []
    for west, east in spans[1:]:
        gaps.append((west - reach, west, reach))
        reach = max(reach, east)
    gaps.append((spans[0][0] + 360 - reach, spans[0][0], reach))
    # What the box leaves out is the widest stretch that none of them touches.
    free, west, east = max(gaps)
    if free <= 0:
        west, east = -180.0, 180.0
    south, north = min(b.south for b in boxes), max(b.north for b in boxes)
    return Box(west, south, east, north)


def packed(shape: BaseGeometry) -> bytes:
    """Return a Polygon or MultiPolygon as a record; coordinates are rounded to `STEP`."""
    import numpy as np
    import shapely

    head = [int(shapely.get_num_geometries(shape))]
    rings = []
    for polygon in shapely.get_parts(shape):
        own = [polygon.exterior, *polygon.interiors]
        head.append(len(own))
        for ring in own:
            corners = np.round(shapely.get_coordinates(ring) / STEP).astype(np.int32)
            head.append(len(corners))
            rings.append(corners)
    points = np.concatenate([np.zeros((1, 2), np.int32), *rings])
    steps: NDArray[np.int32] = points[1:] - points[:-1]
    zigzag = ((steps << 1) ^ (steps >> 31)).astype("<i4")
    planes = np.ascontiguousarray(zigzag.T).view(np.uint8).reshape(2, -1, 4).transpose(0, 2, 1)
    return np.array(head, "<i4").tobytes() + planes.tobytes()


def unpacked(record: bytes) -> BaseGeometry:
    """Return the Polygon or MultiPolygon of a record."""
    import numpy as np
    import shapely

    numbers = np.frombuffer(record[: len(record) - len(record) % 4], "<i4")
    position, rings_of = 1, []
    lengths: list[int] = []
    for _ in range(int(numbers[0])):
        count = int(numbers[position])
        rings_of.append(count)
        lengths += numbers[position + 1 : position + 1 + count].tolist()
        position += 1 + count
    points = _points(record[4 * position :])
    rings = [shapely.linearrings(ring) for ring in np.split(points, np.cumsum(lengths)[:-1])]
    polygons, start = [], 0
    for count in rings_of:
        polygons.append(shapely.Polygon(rings[start], rings[start + 1 : start + count]))
        start += count
    shape: BaseGeometry = polygons[0] if len(polygons) == 1 else shapely.MultiPolygon(polygons)
    return shape


def _points(planes: bytes) -> NDArray[np.float64]:
    import numpy as np

    bytes_ = np.frombuffer(planes, np.uint8).reshape(2, 4, -1).transpose(0, 2, 1)
    zigzag = np.ascontiguousarray(bytes_).view("<u4").reshape(2, -1).astype(np.int64)
    steps = (zigzag >> 1) ^ -(zigzag & 1)
    # Dividing by a whole number gives the nearest double; multiplying by 0.0001 would not.
    return np.cumsum(steps, axis=1).T / round(1 / STEP)
