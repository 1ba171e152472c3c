"""Regions from files: the features of a GeoJSON, GeoPackage, Shapefile or Parquet as one area."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from geomap.errors import RegionError
from geomap.regions.shape import ShapeRegion, no_outline

if TYPE_CHECKING:
    import geopandas

    from geomap.regions.relation import Outline

SUFFIXES = frozenset({".geojson", ".json", ".gpkg", ".shp", ".fgb", ".kml", ".zip", ".parquet"})
"""File name endings by which a region is taken for a file."""


def read_region(
    path: str | Path, *, where: str | None = None, outline: Outline = no_outline
) -> ShapeRegion:
    """The area of a file's features together, brought to EPSG:4326.

    where : keep only features for which this holds, as in ``"name = 'Kherson'"`` (OGR's SQL).

    Raises RegionError when there is no such file, it can't be read, or nothing is left.
    """
    path = Path(path)
    if not path.exists():
        raise RegionError(f"no file {path}; give a GeoJSON, GeoPackage or Shapefile")
    frame = _read(path, where)
    if frame.empty:
        raise RegionError(f"no feature in {path}" + (f" where {where}" if where else ""))
    note = None
    if frame.crs is None:
        west, south, east, north = frame.total_bounds
        if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):  # noqa: PLR2004
            raise RegionError(f"{path} does not say its coordinate system; add its .prj file")
        note = f"{path.name} does not say its coordinate system; taken as degrees"
        frame = frame.set_crs("EPSG:4326")
    whole = frame.to_crs("EPSG:4326").geometry.union_all()
    name = path.name if where is None else f"{path.name} where {where}"
    return ShapeRegion(name, whole, outline=outline, note=note)


def _read(path: Path, where: str | None) -> geopandas.GeoDataFrame:
    import geopandas
    import pyogrio  # type: ignore[import-untyped]

    if path.suffix == ".parquet" and where is not None:
        raise RegionError("a condition is not known for Parquet; use a GeoPackage")
    try:
        if path.suffix == ".parquet":
            return geopandas.read_parquet(path)
        # Named, because a file with several layers is read with a warning otherwise.
        layer = pyogrio.list_layers(path)[0][0]
        return geopandas.read_file(path, layer=layer, where=where)
    except (ValueError, OSError, RuntimeError) as error:  # pyogrio raises RuntimeErrors
        raise RegionError(f"can't read a region from {path}: {error}") from error
