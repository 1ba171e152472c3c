"""The land under the mentions: the world in outline, and more of it where the mentions are.

The layers come with the gazetteer (``data/gazetteer/basemap``, Natural Earth, public domain; its
README says how they were made). What a page carries of them is cut to what its mentions need.
"""

from __future__ import annotations

import json
import lzma
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from geomap.maps.outlines import rings
from geomap.model import Box

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

CREDITS = (
    "Made with Natural Earth",
    "Crimea and Sevastopol as Ukraine (UN resolution 68/262)",
)

DIGITS = 3
"""Decimals of a degree that the page keeps."""

WIDE = 70.0
"""Degrees of longitude or latitude above which the mentions need the world, not a region."""

WORLD_STEP = 0.08
"""The smallest bends of the world's shapes that are kept: the square root of their area, in degrees
(as ``shapely.coverage_simplify`` measures them)."""

AROUND_STEP = 0.2
"""The same for the rest of the world, where the mentions fill a region of it."""

LOOK = 2500
"""Steps across the region that the mentions fill: its shapes keep what is wider than one."""

MARGIN = 0.6
"""What is kept around the mentions, as a share of how far they reach."""

LEAST = 4.0
"""Degrees kept around them at least."""


@dataclass(frozen=True, slots=True)
class _Shape:
    id: str
    name: str
    shape: BaseGeometry


def focus(points: Sequence[tuple[float, float, int]]) -> Box | None:
    """Return the box around the middle nine tenths of mentions, with a margin.

    ``points`` are ``(lat, lon, mentions)``. None where there are no points, or where they reach
    too far for a region.
    """
    if not points:
        return None
    south, north = _middle([(lat, many) for lat, _, many in points])
    west, east = _middle([(lon, many) for _, lon, many in points])
    if east - west > WIDE or north - south > WIDE:
        return None
    wide = max(MARGIN * (east - west), LEAST)
    high = max(MARGIN * (north - south), LEAST * 0.7)
    return Box(
        west=max(west - wide, -180.0),
        south=max(south - high, -85.0),
        east=min(east + wide, 180.0),
        north=min(north + high, 85.0),
    )


def _middle(weighted: list[tuple[float, int]]) -> tuple[float, float]:
    order = sorted(weighted)
    total = sum(many for _, many in order)
    passed, low, high = 0, None, order[-1][0]
    for value, many in order:
        passed += many
        if low is None and passed >= 0.05 * total:
            low = value
        if passed >= 0.95 * total:
            high = value
            break
    return (order[0][0] if low is None else low), high


@lru_cache(maxsize=8)
def land(folder: Path, around: Box | None) -> dict[str, Any] | None:
    """Return the shapes that a page draws under its mentions, None where the layers are missing.

    Parameters
    ----------
    folder
        The folder of layers: ``countries``, ``admin1``, ``lakes``, ``rivers``, each a GeoJSON
        collection in ``.json.xz`` whose features have an ``id`` (``UA``, ``UA.08``) and a ``name``;
        lon/lat, EPSG:4326.
    around
        Where the mentions are; there the shapes are finer, with regions and rivers.

    The last few answers are kept for the next call: they are not to be changed.
    """
    if not (folder / "countries.json.xz").is_file():
        return None
    found: dict[str, Any] = {"digits": DIGITS, "credits": list(CREDITS)}
    if around is None:
        found |= _world(folder, None)
        found["lakes"] = _drawn(_simplified(_layer(folder, "lakes"), WORLD_STEP))
        return found
    near = _near(folder, around)
    world = _world(folder, around)
    found["land"] = world["land"] + near["land"]
    found["borders"] = world["borders"] + near["borders"]
    found["countries"] = world["countries"]
    return found | {name: near[name] for name in ("regions", "regionNames", "lakes", "rivers")}


def _world(folder: Path, hole: Box | None) -> dict[str, Any]:
    """The world in outline, without the box that is drawn finer."""
    step = WORLD_STEP if hole is None else AROUND_STEP
    shapes, borders = _coarse(folder, step)
    if hole is not None:
        # A hair less than the box, so that no seam shows.
        inner = _rectangle(hole, -0.01)
        shapes = [s.difference(inner) if s.intersects(inner) else s for s in shapes]
        borders = borders.difference(_rectangle(hole, 0.0))
    return {
        "land": [drawn for shape in shapes if (drawn := rings(shape, DIGITS))],
        "borders": [rings(borders, DIGITS)],
        "countries": _names(_layer(folder, "countries")),
    }


@cache
def _coarse(folder: Path, step: float) -> tuple[list[BaseGeometry], BaseGeometry]:
    """The world's countries with few points, and the lines between them."""
    countries = _simplified(_layer(folder, "countries"), step)
    shapes = [_without_specks(one.shape, step) for one in countries]
    return shapes, _shared(shapes)


def _without_specks(shape: BaseGeometry, step: float) -> BaseGeometry:
    """A shape without its parts smaller than a few steps, unless there is no larger."""
    import shapely

    parts = shapely.get_parts(shape)
    large = parts[shapely.area(parts) > (2 * step) ** 2]
    return shapely.union_all(large) if len(large) else shape


def _shared(shapes: list[BaseGeometry]) -> BaseGeometry:
    """The lines between neighbours; a coast is seen by its colours alone."""
    import numpy as np
    import shapely

    lines = [line for shape in shapes for line in shapely.get_parts(shape.boundary).tolist()]
    points = [shapely.get_coordinates(line) for line in lines]
    if not points:
        return shapely.MultiLineString()
    pieces = np.concatenate([np.hstack([one[:-1], one[1:]]) for one in points])
    # A piece of a border runs one way in one country and the other way in its neighbour.
    turned = (pieces[:, 0] > pieces[:, 2]) | (
        (pieces[:, 0] == pieces[:, 2]) & (pieces[:, 1] > pieces[:, 3])
    )
    pieces[turned] = pieces[turned][:, [2, 3, 0, 1]]
    distinct, many = np.unique(pieces, axis=0, return_counts=True)
    shared = shapely.MultiLineString(list(distinct[many > 1].reshape(-1, 2, 2)))
    return shapely.line_merge(shared)


def _near(folder: Path, around: Box) -> dict[str, Any]:
    """What lies around the mentions: land and its regions, lakes, rivers, all cut at the box."""
    import shapely

    step = max(around.east - around.west, around.north - around.south) / LOOK
    regions = _cut(_layer(folder, "admin1"), around)
    known = {_country(unit) for unit in regions}
    # A country that has no regions of its own stands for itself.
    units = regions + [
        one for one in _cut(_layer(folder, "countries"), around) if _country(one) not in known
    ]
    units = _simplified(units, step)
    by_country: dict[str, list[BaseGeometry]] = {}
    for unit in units:
        by_country.setdefault(_country(unit), []).append(unit.shape)
    wholes = [shapely.coverage_union_all(shapes) for _, shapes in sorted(by_country.items())]
    borders = _shared(wholes)
    inner = _shared([unit.shape for unit in units])
    return {
        "land": [rings(whole, DIGITS) for whole in wholes],
        "borders": [rings(borders, DIGITS)],
        "regions": [rings(inner, DIGITS)],
        "regionNames": _names(regions),
        "lakes": _drawn(_simplified(_cut(_layer(folder, "lakes"), around), step)),
        "rivers": _drawn(_simplified(_cut(_layer(folder, "rivers"), around), step)),
    }


def _country(unit: _Shape) -> str:
    """The country of a unit: its id is the country's code, or begins with it (``UA.08``)."""
    return unit.id.partition(".")[0]


@cache
def _layer(folder: Path, name: str) -> list[_Shape]:
    import shapely

    path = folder / f"{name}.json.xz"
    if not path.is_file():
        return []
    features = json.loads(lzma.decompress(path.read_bytes()), parse_constant=_nothing)["features"]
    shapes = shapely.from_geojson([json.dumps(one["geometry"]) for one in features])
    return [
        _Shape(str(one["id"]), one["properties"].get("name") or "", shape)
        for one, shape in zip(features, shapely.make_valid(shapes).tolist(), strict=True)
    ]


def _nothing(_: str) -> None:
    """Read NaN as nothing: a name that a source does not have."""


def _rectangle(box: Box, more: float) -> BaseGeometry:
    import shapely

    return shapely.box(box.west - more, box.south - more, box.east + more, box.north + more)


def _cut(shapes: list[_Shape], box: Box) -> list[_Shape]:

    rectangle = _rectangle(box, 0.0)
    cut = [
        _Shape(one.id, one.name, one.shape.intersection(rectangle))
        for one in shapes
        if one.shape.intersects(rectangle)
    ]
    return [one for one in cut if not one.shape.is_empty]


def _simplified(shapes: list[_Shape], step: float) -> list[_Shape]:
    """The shapes with fewer points; neighbours keep their common borders common."""
    import shapely

    geometries = [one.shape for one in shapes]
    if all(one.geom_type in {"Polygon", "MultiPolygon"} for one in geometries):
        simple = shapely.coverage_simplify(geometries, step)
    else:
        simple = shapely.simplify(geometries, step)
    return [
        _Shape(one.id, one.name, shape)
        for one, shape in zip(shapes, shapely.make_valid(simple).tolist(), strict=True)
    ]


def _names(shapes: list[_Shape]) -> list[dict[str, Any]]:
    """The names of shapes and a point within each (``[lat, lon]``), the largest first."""
    import shapely

    found = []
    for one in sorted(shapes, key=lambda one: (-one.shape.area, one.id)):
        if not one.name or not one.shape.area:
            continue
        largest = max(shapely.get_parts(one.shape).tolist(), key=lambda part: part.area)
        inside = largest.representative_point()
        found.append({"name": one.name, "label": [round(inside.y, 2), round(inside.x, 2)]})
    return found


def _drawn(shapes: list[_Shape]) -> list[list[list[int]]]:
    return [drawn for one in shapes if (drawn := rings(one.shape, DIGITS))]
