"""The land under the mentions: the world in outline, and more of it where the mentions are.

The layers come with the gazetteer (``data/gazetteer/basemap``, Natural Earth, public domain; its
README says how they were made). What a page carries of them is cut to what its mentions need. The
world in outline is simplified beforehand, its countries once for a map of the world and once, with
still fewer points, for what lies around a region.
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
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

CREDITS = (
    "Natural Earth",
    "GeoNames (CC BY 4.0)",
    "Crimea and Sevastopol as Ukraine (UN resolution 68/262)",
)

DIGITS = 3
"""Decimals of a degree that the page keeps."""

WIDE = 70.0
"""Degrees of longitude or latitude above which the mentions need the world, not a region."""

WORLD_STEP = 0.08
"""The smallest bends of a map of the world that are kept: the square root of their area, in degrees
(as ``shapely.coverage_simplify`` measures them)."""

LOOK = 2500
"""Steps across the region that the mentions fill: its shapes keep what is wider than one."""

LARGE_LAKE = 0.25
"""Square degrees: lakes above it are drawn outside the region of the mentions, too."""

MARGIN = 0.6
"""What is kept around the mentions, as a share of how far they reach."""

LEAST = 4.0
"""Degrees kept around them at least."""


BORDERS = "borders"
"""The id of the feature that holds the lines between countries, in the layers of the world."""

_FEATURE = '{"type":"Feature",'
_GEOMETRY = ',"geometry":'


@dataclass(frozen=True, slots=True, eq=False)
class Layer:
    """Shapes with their ids and names, as three columns of one length."""

    ids: Sequence[str]
    names: Sequence[str]
    shapes: Sequence[BaseGeometry]

    def where(self, keep: Iterable[bool]) -> Layer:
        """The rows of the layer for which ``keep`` holds."""
        kept = [at for at, holds in enumerate(keep) if holds]
        return Layer(
            [self.ids[at] for at in kept],
            [self.names[at] for at in kept],
            [self.shapes[at] for at in kept],
        )


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
        The folder of layers: ``world``, ``around``, ``countries``, ``admin1``, ``lakes``,
        ``rivers``, each a GeoJSON collection in ``.json.xz`` whose features have an ``id``
        (``UA``, ``UA.08``) and a ``name``; lon/lat, EPSG:4326.
    around
        Where the mentions are; there the shapes are finer, with regions and rivers.

    The last few answers are kept for the next call: they are not to be changed.
    """
    if not (folder / "world.json.xz").is_file():
        return None
    found: dict[str, Any] = {"digits": DIGITS, "credits": list(CREDITS)}
    if around is None:
        lakes = simplified(read_layer(folder, "lakes"), WORLD_STEP)
        return found | _world(folder, None) | {"lakes": _drawn(lakes.shapes)}
    near = _near(folder, around)
    world = _world(folder, around)
    world["lakes"] = _far_lakes(folder, around)
    found |= near
    found |= {name: world[name] + near[name] for name in ("land", "borders", "lakes")}
    return found | {"countries": world["countries"]}


def _world(folder: Path, hole: Box | None) -> dict[str, Any]:
    """The world in outline, without the box that is drawn finer."""
    import shapely

    world = read_layer(folder, "world" if hole is None else "around")
    borders = world.shapes[world.ids.index(BORDERS)]
    countries = world.where(key != BORDERS for key in world.ids)
    shapes = countries.shapes
    if hole is not None:
        # A hair less than the box, so that no seam shows.
        inner = _rectangle(hole, -0.01)
        shapes = [
            shapely.make_valid(shape).difference(inner) if shape.intersects(inner) else shape
            for shape in shapes
        ]
        borders = borders.difference(_rectangle(hole, 0.0))
    return {
        "land": _drawn(shapes),
        "borders": _drawn([borders]),
        "countries": _labels(countries),
    }


def _far_lakes(folder: Path, hole: Box) -> list[list[list[int]]]:
    """The largest lakes with few points, without what of them lies in the box."""
    import shapely

    lakes = read_layer(folder, "lakes")
    large = simplified(lakes.where(shapely.area(lakes.shapes) > LARGE_LAKE), WORLD_STEP)
    return _drawn(shapely.difference(large.shapes, _rectangle(hole, 0.0)).tolist())


def shared_lines(shapes: Sequence[BaseGeometry]) -> BaseGeometry:
    """The lines between neighbours; a coast is seen by its colours alone."""
    import numpy as np
    import shapely

    lines = shapely.get_parts(shapely.boundary(list(shapes)))
    if len(lines) == 0:
        return shapely.MultiLineString()
    points, of_line = shapely.get_coordinates(lines, return_index=True)
    same = of_line[:-1] == of_line[1:]
    pieces = np.hstack([points[:-1], points[1:]])[same]
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
    regions = _cut(read_layer(folder, "admin1"), around)
    known = {_country(key) for key in regions.ids}
    countries = read_layer(folder, "countries")
    # A country that has no regions of its own stands for itself.
    alone = _cut(countries.where(_country(key) not in known for key in countries.ids), around)
    units = simplified(
        Layer(
            [*regions.ids, *alone.ids],
            [*regions.names, *alone.names],
            [*regions.shapes, *alone.shapes],
        ),
        step,
    )
    by_country: dict[str, list[BaseGeometry]] = {}
    for key, shape in zip(units.ids, units.shapes, strict=True):
        by_country.setdefault(_country(key), []).append(shape)
    wholes = [shapely.coverage_union_all(shapes) for _, shapes in sorted(by_country.items())]
    return {
        "land": _drawn(wholes),
        "borders": _drawn([shared_lines(wholes)]),
        "regions": _drawn([shared_lines(units.shapes)]),
        "regionNames": _labels(regions),
        "lakes": _drawn(simplified(_cut(read_layer(folder, "lakes"), around), step).shapes),
        "rivers": _drawn(simplified(_cut(read_layer(folder, "rivers"), around), step).shapes),
    }


def _country(key: str) -> str:
    """The country of a unit: its id is the country's code, or begins with it (``UA.08``)."""
    return key.partition(".")[0]


@cache
def read_layer(folder: Path, name: str) -> Layer:
    """Return a layer, empty where the folder does not have it.

    Its file holds one feature a line, the geometry last: the shapes are read by GEOS, and Python
    reads the ids and names alone.
    """
    import shapely

    path = folder / f"{name}.json.xz"
    if not path.is_file():
        return Layer([], [], [])
    lines = [
        line.removesuffix(",")
        for line in lzma.decompress(path.read_bytes()).decode().split("\n")
        if line.startswith(_FEATURE)
    ]
    heads = [json.loads(line.partition(_GEOMETRY)[0] + "}") for line in lines]
    return Layer(
        [head["id"] for head in heads],
        [head["properties"]["name"] for head in heads],
        shapely.from_geojson(lines).tolist(),
    )


def _rectangle(box: Box, more: float) -> BaseGeometry:
    import shapely

    return shapely.box(box.west - more, box.south - more, box.east + more, box.north + more)


def _cut(layer: Layer, box: Box) -> Layer:
    """What of a layer lies in a box; of an area that only touches it nothing does."""
    import shapely

    rectangle = _rectangle(box, 0.0)
    met = layer.where(shapely.intersects(layer.shapes, rectangle))
    inside = shapely.intersection(met.shapes, rectangle)
    dimensions = shapely.get_dimensions(met.shapes)
    shapes = [_of_dimension(*pair) for pair in zip(inside, dimensions.tolist(), strict=True)]
    cut = Layer(met.ids, met.names, shapes)
    return cut.where(~shapely.is_empty(cut.shapes))


def _of_dimension(shape: BaseGeometry, dimension: int) -> BaseGeometry:
    """A shape without its parts of a lower dimension: the line in which an area meets a box."""
    import shapely

    parts = shapely.get_parts(shape)
    whole = shapely.get_dimensions(parts) == dimension
    return shape if whole.all() else shapely.union_all(parts[whole])


def simplified(layer: Layer, step: float) -> Layer:
    """A layer with fewer points; neighbours keep their common borders common.

    ``step`` is in degrees: the square root of the area of the smallest bends that areas keep (as
    ``shapely.coverage_simplify`` measures them), how far lines may move.
    """
    import shapely

    areas = all(shape.geom_type in {"Polygon", "MultiPolygon"} for shape in layer.shapes)
    simplify = shapely.coverage_simplify if areas else shapely.simplify
    shapes = shapely.make_valid(simplify(layer.shapes, step)).tolist()
    return Layer(layer.ids, layer.names, shapes)


def _labels(layer: Layer) -> list[dict[str, Any]]:
    """The names of areas, the largest first, each with a point within it (``[lat, lon]``).

    ``wide`` is how wide its largest part is, in degrees: a name wider than its area is not drawn.
    """
    import shapely

    found = []
    rows = zip(layer.ids, layer.names, layer.shapes, strict=True)
    for _, name, shape in sorted(rows, key=lambda row: (-row[2].area, row[0])):
        if not name or not shape.area:
            continue
        largest = max(shapely.get_parts(shape).tolist(), key=lambda part: part.area)
        inside = largest.representative_point()
        west, _, east, _ = largest.bounds
        label = [round(inside.y, 2), round(inside.x, 2)]
        found.append({"name": name, "label": label, "wide": round(east - west, 2)})
    return found


def _drawn(shapes: Sequence[BaseGeometry]) -> list[list[list[int]]]:
    return [drawn for shape in shapes if (drawn := rings(shape, DIGITS))]
