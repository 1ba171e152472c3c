"""Make what a map draws everywhere: the world in outline, twice, and the towns that it labels.

    python scripts/basemap_layers.py

Reads ``countries.json.xz`` of data/gazetteer/basemap and the built gazetteer; writes
``world.json.xz``, ``around.json.xz`` and ``towns.tsv.xz`` beside it (its README describes them).
To be run again where the countries or the names of towns have changed.
"""

from __future__ import annotations

import json
import lzma
from pathlib import Path
from typing import TYPE_CHECKING

import shapely

from geomap.gazetteer.gazetteer import default_path
from geomap.gazetteer.index import Index
from geomap.maps.basemap import BORDERS, WORLD_STEP, read_layer, shared_lines, simplified

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

FOLDER = Path(__file__).parent.parent / "data" / "gazetteer" / "basemap"

# The smallest bends that are kept: the square root of their area in degrees, as
# shapely.coverage_simplify measures them. "around": the world outside the region of the mentions.
STEPS = {"world": WORLD_STEP, "around": 0.2}

LEAST_PEOPLE = 15_000
LEAST_PEOPLE_OF_A_SEAT = 2_000
# Capitals of countries and of their first units; seats of second units.
CAPITALS, SEATS = ("P.PPLC", "P.PPLA"), ("P.PPLA2",)
# Parts of towns, and towns that are no more.
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
    rows = []
    for place in found:
        people = place.population or 0
        least = LEAST_PEOPLE_OF_A_SEAT if place.kind in SEATS else LEAST_PEOPLE
        if people >= least or place.kind in CAPITALS:
            capital = {"P.PPLC": "country", "P.PPLA": "region"}.get(place.kind, "")
            rows.append(
                (-people, place.id, place.name, f"{place.lat:.3f}", f"{place.lon:.3f}", capital)
            )
    lines = (
        "\t".join((key, name, lat, lon, str(-people), capital))
        for people, key, name, lat, lon, capital in sorted(rows)
    )
    return "id\tname\tlat\tlon\tpopulation\tcapital\n" + "".join(f"{line}\n" for line in lines)


def main() -> None:
    """Write the three files."""
    for name, step in STEPS.items():
        write(FOLDER / f"{name}.json.xz", outline(step))
    write(FOLDER / "towns.tsv.xz", towns(Index(default_path())))


if __name__ == "__main__":
    main()
