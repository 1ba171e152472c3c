"""The land under a figure: countries, their regions, lakes and rivers, in metres of a view.

The layers come with the gazetteer (``data/gazetteer/basemap`` and ``outlines.zip``: Natural Earth,
public domain; its SOURCES.md says how they were made and what is an editorial choice).
"""

from __future__ import annotations

import json
import lzma
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from matplotlib.axes import Axes
    from shapely.geometry.base import BaseGeometry

    from geomap.figures.view import View

CREDIT = "Natural Earth"
BORDERS = "Crimea and Sevastopol as Ukraine (UN resolution 68/262)"

FULL_KM, REGION_KM, RIVERS_KM, REGIONS_KM = 900.0, 3500.0, 2600.0, 1800.0
"""Kilometres across, up to which outlines have every bend, bends of 4 km (else of 15 km), and up to
which rivers and the borders of regions are drawn."""

_ISLET = 0.5
"""Square degrees of the land that the locator shows."""

_LARGE_LAKE = 0.6
"""Square degrees of the lakes that a map of more than `REGION_KM` shows."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A country, region, lake or river: the id is ``UA``, ``UA.08``, ``lake:0042`` ..."""

    id: str
    name: str
    shape: BaseGeometry


@dataclass(frozen=True, slots=True)
class Land:
    """What lies in a view, in its metres; empty shapes are left out."""

    countries: tuple[Shape, ...]
    regions: tuple[Shape, ...]
    lakes: tuple[Shape, ...]
    rivers: tuple[Shape, ...]


def level_for(view: View) -> str:
    """How fine the outlines of a view are, as `geomap.gazetteer.outlines` calls it."""
    km = view.width / 1000
    return "full" if km < FULL_KM else "region" if km < REGION_KM else "world"


@lru_cache(maxsize=4)
def land(view: View, fine: float = 0.0) -> Land:
    """Return the land in a view; ``fine``: metres below which bends are left out."""
    folder = _folder()
    km = view.width / 1000
    level = level_for(view)
    countries = _finer(_near(_layer(folder, "countries"), view), level)
    regions = _near(_layer(folder, "admin1"), view) if km < REGIONS_KM else []
    regions = _finer(regions, level) if level == "full" else regions
    lakes = _near(_layer(folder, "lakes"), view)
    if km >= REGION_KM:
        lakes = [lake for lake in lakes if lake.shape.area > _LARGE_LAKE]
    rivers = _near(_layer(folder, "rivers"), view) if km < RIVERS_KM else []
    return Land(
        countries=_projected(countries, view, fine),
        regions=_projected(regions, view, fine),
        lakes=_projected(lakes, view, fine),
        rivers=_projected(rivers, view, fine),
    )


def country_names() -> dict[str, str]:
    """The English names of countries by their ISO 3166-1 alpha-2 codes."""
    return {one.id: one.name for one in _layer(_folder(), "countries") if one.name}


@dataclass(frozen=True, slots=True)
class Town:
    """A town to find one's way by: its place id, its name, where it is in degrees."""

    id: str
    name: str
    lat: float
    lon: float


def towns(view: View) -> list[Town]:
    """The towns of a view, the largest first; suburbs of larger ones left out."""
    import numpy as np

    known = _towns(_folder())
    x, y = view.xy(np.array([town.lon for town in known]), np.array([town.lat for town in known]))
    here = (view.west < x) & (x < view.east) & (view.south < y) & (y < view.north)
    return [known[at] for at in np.flatnonzero(here)]


@cache
def _towns(folder: Path) -> list[Town]:
    text = lzma.decompress((folder / "towns.tsv.xz").read_bytes()).decode("utf-8")
    head, *lines = text.rstrip("\n").split("\n")
    columns = head.split("\t")
    rows = (dict(zip(columns, line.split("\t"), strict=True)) for line in lines)
    return [
        Town(row["id"], row["name"], float(row["lat"]), float(row["lon"]))
        for row in rows
        if row["role"] != "suburb"
    ]


@cache
def world_land() -> BaseGeometry:
    """The land of the earth with few bends and no islets, lon/lat, EPSG:4326."""
    import shapely

    shapes = _finer(_layer(_folder(), "countries"), "world")
    parts = shapely.get_parts(shapely.union_all([one.shape for one in shapes]))
    return shapely.MultiPolygon(parts[shapely.area(parts) > _ISLET].tolist())


def draw_land(ax: Axes, view: View, found: Land, *, width: float, is_fine: bool) -> None:
    """Draw the land on axes in the view's metres; ``width`` of a border in points.

    ``is_fine``: with rivers and the borders of regions, where the map is large enough for them.
    """
    from geomap.figures import style

    if view.is_world:
        ax.patch.set_alpha(0.0)
        fill(ax, [globe(view)], style.SEA, zorder=0)
    else:
        ax.set_facecolor(style.SEA)
    shapes = [one.shape for one in found.countries]
    fill(ax, shapes, style.LAND, zorder=1)
    if is_fine:
        stroke(ax, [one.shape for one in found.rivers], style.RIVER, width, zorder=3)
    fill(ax, [one.shape for one in found.lakes], style.SEA, zorder=3)
    if is_fine:
        inner = [one.shape for one in found.regions]
        stroke(ax, _outlines(inner), style.INNER_BORDER, width * 0.7, zorder=4)
    stroke(ax, _outlines(shapes), style.BORDER, width, zorder=4.5)


def fill(
    ax: Axes, shapes: Iterable[BaseGeometry], colour: str, *, zorder: float, label: str = ""
) -> None:
    """Fill polygons, in the metres of the axes; holes stay open. ``label`` is not drawn."""
    from matplotlib.collections import PathCollection

    paths = [path for shape in shapes if (path := path_of(shape)) is not None]
    filled = PathCollection(paths, facecolors=colour, edgecolors="none", zorder=zorder, label=label)
    ax.add_collection(filled, autolim=False)


def stroke(
    ax: Axes, shapes: Iterable[BaseGeometry], colour: str, width: float, *, zorder: float
) -> None:
    """Draw lines, in the metres of the axes."""
    from matplotlib.collections import LineCollection

    lines = list(_lines(shapes))
    if lines:
        ax.add_collection(
            LineCollection(lines, colors=colour, linewidths=width, zorder=zorder), autolim=False
        )


def path_of(shape: BaseGeometry) -> Any:  # noqa: ANN401 - a matplotlib Path, or None
    """The polygons of a shape as one path; None where it has none."""
    import shapely
    from matplotlib.path import Path as Outline

    parts = [part for part in shapely.get_parts(shape).tolist() if part.geom_type == "Polygon"]
    rings = [ring for part in parts for ring in (part.exterior, *part.interiors)]
    if not rings:
        return None
    paths = [Outline(shapely.get_coordinates(ring), closed=True) for ring in rings]
    return Outline.make_compound_path(*paths)


def globe(view: View) -> BaseGeometry:
    """The surface of the earth in a view of the world, in metres."""
    import shapely

    return shapely.transform(shapely.segmentize(view.window, 1.0), view._flat)  # noqa: SLF001


def _outlines(shapes: Iterable[BaseGeometry]) -> list[BaseGeometry]:
    return [shape.boundary for shape in shapes]


def _lines(shapes: Iterable[BaseGeometry]) -> Iterable[Any]:
    import shapely

    for shape in shapes:
        for part in shapely.get_parts(shapely.get_parts(shape)).tolist():
            if part.geom_type in {"LineString", "LinearRing"}:
                yield shapely.get_coordinates(part)


def _projected(shapes: Iterable[Shape], view: View, fine: float) -> tuple[Shape, ...]:
    flat = (replace(one, shape=view.projected(one.shape, fine=fine)) for one in shapes)
    return tuple(one for one in flat if not one.shape.is_empty)


def _near(shapes: list[Shape], view: View) -> list[Shape]:
    """Those whose box may lie in the view's window, whatever the turn."""
    import shapely
    from shapely.affinity import translate

    windows = shapely.union_all([translate(view.window, turn) for turn in (-360.0, 0.0, 360.0)])
    shapely.prepare(windows)
    return [one for one in shapes if shapely.intersects(windows, shapely.box(*one.shape.bounds))]


def _finer(shapes: list[Shape], level: str) -> list[Shape]:
    """The shapes as the archive of outlines has them on another level."""
    if level == "region":
        return shapes
    from geomap.gazetteer.outlines import Outlines

    archive = Outlines.open()
    known = set(archive.codes())
    found = []
    for one in shapes:
        shape = archive.outline(one.id, level=level) if one.id in known else None
        found.append(one if shape is None else replace(one, shape=shape))
    return found


def _folder() -> Path:
    from geomap.gazetteer.sources import Sources

    return Sources.installed().tables / "basemap"


@cache
def _layer(folder: Path, name: str) -> list[Shape]:
    import shapely

    path = folder / f"{name}.json.xz"
    features = json.loads(lzma.decompress(path.read_bytes()), parse_constant=_nothing)["features"]
    shapes = shapely.from_geojson([json.dumps(one["geometry"]) for one in features])
    return [
        Shape(str(one["id"]), one["properties"].get("name") or "", shape)
        for one, shape in zip(features, shapely.make_valid(shapes).tolist(), strict=True)
    ]


def _nothing(_: str) -> None:
    """Read NaN as nothing: a name that a source does not have."""
