"""Make what a map draws everywhere: the world in outline, twice, and the towns that it labels.

    python scripts/basemap_layers.py

Reads ``countries.json.xz`` of data/gazetteer/basemap and the built gazetteer; writes
``world.json.xz``, ``around.json.xz`` and ``towns.tsv.xz`` beside it (its README describes them).
To be run again where the countries or the names of towns have changed.
"""

from __future__ import annotations

import json
import lzma
import math
from pathlib import Path
from typing import TYPE_CHECKING

import shapely

from geomap.gazetteer.gazetteer import default_path
from geomap.gazetteer.index import Index
from geomap.maps.basemap import BORDERS, WORLD_STEP, read_layer, shared_lines, simplified

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from geomap.model import Place

FOLDER = Path(__file__).parent.parent / "data" / "gazetteer" / "basemap"

# The smallest bends that are kept: the square root of their area in degrees, as
# shapely.coverage_simplify measures them. "around": the world outside the region of the mentions.
STEPS = {"world": WORLD_STEP, "around": 0.2}

LEAST_PEOPLE = 15_000
LEAST_PEOPLE_OF_A_SEAT = 2_000
# Capitals of countries and of their first units; seats of second units.
CAPITALS, SEATS = ("P.PPLC", "P.PPLA"), ("P.PPLA2",)
# Parts of towns, and towns that are no more.
SUBURB_KM = 20.0
SUBURB_SHARE = 1 / 3
NOT_LABELLED = ("P.PPLX", "P.PPLH", "P.PPLQ", "P.PPLW", "P.PPLCH")


def write(path: Path, text: str) -> None:
    """Write a text, packed with xz."""
    path.write_bytes(lzma.compress(text.encode(), preset=9 | lzma.PRESET_EXTREME))
    print(f"{path.name}: {path.stat().st_size:,} bytes")


def outline(step: float) -> str:
    """The countries with few points, and the lines between them, as GeoJSON."""
    countries = simplified(read_layer(FOLDER, "countries"), step)
    # Neighbours are rounded alike, so that they still share their points.
    shapes = [_rounded(_without_specks(shape, step)) for shape in countries.shapes]
    features = [*zip(countries.ids, countries.names, shapes, strict=True)]
    features.append((BORDERS, "", shared_lines(shapes)))
    lines = [
        json.dumps(
            {
                "type": "Feature",
                "id": key,
                "properties": {"name": name},
                "geometry": json.loads(shapely.to_geojson(shape)),
            },
            ensure_ascii=False,
            separators=(",", ":"),
        )
        for key, name, shape in features
    ]
    body = ",\n".join(lines)
    return f'{{"type":"FeatureCollection","features":[\n{body}\n]}}\n'


def _rounded(shape: BaseGeometry) -> BaseGeometry:
    return shapely.transform(shape, lambda points: points.round(3))


def _without_specks(shape: BaseGeometry, step: float) -> BaseGeometry:
    """A shape without its parts smaller than a few steps, unless there is no larger."""
    parts = shapely.get_parts(shape)
    large = parts[shapely.area(parts) > (2 * step) ** 2]
    return shapely.union_all(large) if len(large) else shape


def towns(index: Index) -> str:
    """The towns that a map labels, the largest first, as a table."""
    kinds = ", ".join(f"'{kind}'" for kind in NOT_LABELLED)
    found = index.places(  # a constant condition
        f"p.kind LIKE 'P.%' AND p.kind NOT IN ({kinds}) AND p.lat IS NOT NULL"
    )
    kept = []
    for place in found:
        least = LEAST_PEOPLE_OF_A_SEAT if place.kind in SEATS else LEAST_PEOPLE
        if (place.population or 0) >= least or place.kind in CAPITALS:
            kept.append(place)
    kept.sort(key=lambda place: (-(place.population or 0), place.id))
    seen: dict[tuple[int, int], list[Place]] = {}
    lines = ["id\tname\tlat\tlon\tpopulation\trole"]
    for place in kept:
        role = {"P.PPLC": "country", "P.PPLA": "region"}.get(place.kind, "")
        if not role and _is_suburb(place, seen):
            role = "suburb"
        seen.setdefault(_cell(place), []).append(place)
        numbers = (f"{place.lat:.2f}", f"{place.lon:.2f}", str(place.population or 0))
        lines.append("\t".join((place.id, place.name, *numbers, role)))
    return "\n".join(lines) + "\n"


def _is_suburb(place: Place, larger: dict[tuple[int, int], list[Place]]) -> bool:
    """Whether a town of three times the people lies near (on a sphere of 111.2 km a degree)."""
    row, column = _cell(place)
    wide = 111.2 * math.cos(math.radians(place.lat or 0))
    return any(
        (place.population or 0) <= SUBURB_SHARE * (other.population or 0)
        and math.hypot(
            111.2 * ((place.lat or 0) - (other.lat or 0)),
            wide * ((place.lon or 0) - (other.lon or 0)),
        )
        <= SUBURB_KM
        for down in (-1, 0, 1)
        for right in (-1, 0, 1)
        for other in larger.get((row + down, column + right), ())
    )


def _cell(place: Place) -> tuple[int, int]:
    return math.floor(4 * (place.lat or 0)), math.floor(2 * (place.lon or 0))


def main() -> None:
    """Write the three files."""
    for name, step in STEPS.items():
        write(FOLDER / f"{name}.json.xz", outline(step))
    write(FOLDER / "towns.tsv.xz", towns(Index(default_path())))


if __name__ == "__main__":
    main()
