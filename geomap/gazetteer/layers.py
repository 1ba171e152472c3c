"""Reading a user's own places: CSV, TSV, GeoJSON or GeoPackage with name, lat and lon.

Columns (attributes): ``name``; ``lat`` and ``lon`` in degrees, EPSG:4326, or a geometry in any CRS;
and if they are there, ``id``, ``geonameid`` (then the row adds to GeoNames' record or overrides
it), ``kind`` (a GeoNames class and code), ``country`` (ISO 3166-1 alpha-2), ``admin1`` (a GeoNames
code such as UA.08), ``population``, ``names`` (more names with ``;`` between them, the language in
front where it is known: ``de:Cherson; Khersones``). Other columns are not read.
"""

from __future__ import annotations

import csv
import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geomap.errors import GazetteerImportError
from geomap.model import Box

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

TABLE_SUFFIXES = (".csv", ".tsv")
FEATURE_SUFFIXES = (".geojson", ".json", ".gpkg")

_SPELLINGS = {
    "lat": ("lat", "latitude"),
    "lon": ("lon", "lng", "long", "longitude"),
    "name": ("name",),
}
_KIND = re.compile(r"[AHLPRSTUV](\.[A-Z0-9]{1,10})?")
_COUNTRY = re.compile(r"[A-Z]{2}")
_LANGUAGE = re.compile(r"([a-z]{2,3}):(.+)", re.DOTALL)
_FEATURES_AT_ONCE = 10_000


@dataclass(frozen=True, slots=True)
class LayerPlace:
    """One row of a user's file; ``where`` is its line or feature, ``ref`` its id if it has one.

    ``names`` are pairs of language (or None) and form, without ``name`` itself.
    """

    where: str
    name: str
    ref: str | None
    geonameid: int | None
    lat: float | None
    lon: float | None
    kind: str | None
    country: str | None
    admin1_code: str | None
    population: int | None
    names: tuple[tuple[str | None, str], ...]
    extent: Box | None = None


def is_layer(path: Path) -> bool:
    """Whether a file is of a format that is read here, by its suffix."""
    return path.suffix.lower() in TABLE_SUFFIXES + FEATURE_SUFFIXES


def is_kind(kind: str) -> bool:
    """Whether a kind is a GeoNames class, or a class and a code ("P.PPL")."""
    return _KIND.fullmatch(kind) is not None


def read_layer(path: Path) -> Iterator[LayerPlace]:
    """The places of a file, in its order, a few in memory at a time.

    Raises
    ------
    GazetteerImportError
        The file can't be read, lacks a column, or a line (which is named) is not what it should be.
    """
    rows = _table_rows(path) if path.suffix.lower() in TABLE_SUFFIXES else _feature_rows(path)
    for where, row, extent in rows:
        try:
            yield _place(where, row, extent)
        except ValueError as error:
            raise GazetteerImportError(f"{path}, {where}: {error}; mend it and import again") from (
                error
            )


def _table_rows(path: Path) -> Iterator[tuple[str, Mapping[str, str | None], Box | None]]:
    line = 0
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            header = file.readline()
            delimiter = max("\t;,", key=header.count)
            columns = [name.strip() for name in next(csv.reader([header], delimiter=delimiter), [])]
            _check_columns(path, columns, needed=("name", "lat", "lon"))
            reader = csv.reader(file, delimiter=delimiter, strict=True)
            for fields in reader:
                line = reader.line_num + 1
                if not fields:
                    continue
                if len(fields) != len(columns):
                    raise GazetteerImportError(
                        f"{path}, line {line}: {len(fields)} columns where the header has"
                        f" {len(columns)}; mend the line and import again"
                    )
                yield f"line {line}", dict(zip(columns, fields, strict=True)), None
    except (csv.Error, UnicodeDecodeError) as error:
        raise GazetteerImportError(
            f"{path}, after line {max(line, 1)}: {error}; save it as CSV in UTF-8"
        ) from error
    except OSError as error:
        raise GazetteerImportError(f"can't read {path}: {error.strerror or error}") from error


def _feature_rows(path: Path) -> Iterator[tuple[str, Mapping[str, str | None], Box | None]]:
    """The features of all layers of a file, with their geometry's point and box in EPSG:4326."""
    import geopandas
    import pyogrio  # type: ignore[import-untyped]
    from pyogrio.errors import (  # type: ignore[import-untyped]
        DataLayerError,
        DataSourceError,
    )

    if not path.is_file():
        raise GazetteerImportError(f"can't read {path}: no such file")
    try:
        for layer in [str(name) for name, _ in pyogrio.list_layers(path)]:
            count = int(pyogrio.read_info(path, layer=layer, force_feature_count=True)["features"])
            for start in range(0, count, _FEATURES_AT_ONCE):
                frame = geopandas.read_file(
                    path, layer=layer, rows=slice(start, start + _FEATURES_AT_ONCE)
                )
                _check_columns(path, [str(name) for name in frame.columns], needed=("name",))
                yield from _frame_rows(frame, start)
    except (DataSourceError, DataLayerError) as error:
        raise GazetteerImportError(
            f"{path} can't be read as GeoJSON or GeoPackage: {' '.join(str(error).split())}"
        ) from error


def _frame_rows(
    frame: Any,  # noqa: ANN401 - a DataFrame, or a GeoDataFrame where there are geometries
    start: int,
) -> Iterator[tuple[str, Mapping[str, str | None], Box | None]]:
    geometries = getattr(frame, "geometry", None) if "geometry" in frame.columns else None
    if geometries is not None and frame.crs is not None:
        geometries = geometries.to_crs("EPSG:4326")
    attributes = frame.drop(columns="geometry", errors="ignore")
    columns = [str(name) for name in attributes.columns]
    for offset, values in enumerate(attributes.itertuples(index=False, name=None)):
        row = {name: _text(value) for name, value in zip(columns, values, strict=True)}
        shape = None if geometries is None else geometries.iloc[offset]
        extent = None
        if shape is not None and not shape.is_empty:
            point = shape if shape.geom_type == "Point" else shape.representative_point()
            row |= {"lat": repr(float(point.y)), "lon": repr(float(point.x))}
            if shape.geom_type != "Point":
                extent = Box(*map(float, shape.bounds))
        yield f"feature {start + offset + 1}", row, extent


def _text(value: object) -> str | None:
    """An attribute as text; numbers that GDAL widened for the sake of gaps are whole again."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return None
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _check_columns(path: Path, columns: list[str], *, needed: tuple[str, ...]) -> None:
    present = {column.lower() for column in columns}
    for column in needed:
        if not present & set(_SPELLINGS[column]):
            raise GazetteerImportError(
                f"{path}, line 1: no column {column!r} among {', '.join(columns) or 'none'};"
                f" a layer needs {', '.join(needed)}"
            )


def _place(where: str, row: Mapping[str, str | None], extent: Box | None) -> LayerPlace:
    """The place of a row.

    Raises
    ------
    ValueError
        A field is not what it should be.
    """
    fields = {
        column.lower(): value.strip() for column, value in row.items() if value and value.strip()
    }

    def field(column: str) -> str | None:
        return next((fields[s] for s in _SPELLINGS.get(column, (column,)) if s in fields), None)

    name = field("name")
    if name is None:
        raise ValueError("a place without a name")
    lat, lon = _degrees("lat", field("lat"), 90), _degrees("lon", field("lon"), 180)
    if (lat is None) != (lon is None):
        raise ValueError("one of lat and lon without the other")
    kind, country = field("kind"), field("country")
    if kind is not None and not is_kind(kind):
        raise ValueError(f"kind {kind!r} is no GeoNames class and code such as P.PPL")
    if country is not None and not _COUNTRY.fullmatch(country):
        raise ValueError(f"country {country!r} is no two-letter code such as UA")
    geonameid = _whole("geonameid", field("geonameid"))
    return LayerPlace(
        where=where,
        name=name,
        ref=field("id"),
        geonameid=geonameid,
        lat=lat,
        lon=lon,
        kind=kind,
        country=country,
        admin1_code=field("admin1"),
        population=_whole("population", field("population")) or None,
        names=tuple(_names(field("names"))),
        extent=extent,
    )


def _degrees(column: str, value: str | None, most: int) -> float | None:
    if value is None:
        return None
    try:
        degrees = float(value)
    except ValueError:
        degrees = math.nan
    if not -most <= degrees <= most:
        raise ValueError(f"{column} {value!r} is no number of degrees from {-most} to {most}")
    return degrees


def _whole(column: str, value: str | None) -> int | None:
    if value is None:
        return None
    if not (value.isascii() and value.isdecimal()):
        raise ValueError(f"{column} {value!r} is no whole number")
    return int(value)


def _names(value: str | None) -> Iterator[tuple[str | None, str]]:
    for entry in (value or "").split(";"):
        form = entry.strip()
        if tagged := _LANGUAGE.fullmatch(form):
            yield tagged[1], tagged[2].strip()
        elif form:
            yield None, form
