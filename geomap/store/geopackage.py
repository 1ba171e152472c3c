"""The GeoPackage side of a store: the standard's tables, and points as blobs.

Source of names, columns, codes and triggers: OGC 12-128r19, GeoPackage Encoding Standard 1.4
(https://www.geopackage.org/spec140/): tables in clause 2, blobs in 2.1.3.
"""

from __future__ import annotations

import os
import sqlite3
import struct
from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shapely.geometry.base import BaseGeometry

    from geomap.model import Box

APPLICATION_ID = 0x47504B47
"""The four letters GPKG, by which a GeoPackage says what it is."""

USER_VERSION = 10400
"""GeoPackage 1.4.0."""

_POINT = struct.Struct("<2sBBiBIdd")
_HEAD_AND_ENVELOPE = struct.Struct("<2sBBi4d")
_WGS84_WKT = (
    'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,'
    'AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],'
    'PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],'
    'UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],'
    'AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4326"]]'
)
_STANDARD_TABLES = """
CREATE TABLE gpkg_spatial_ref_sys (
    srs_name TEXT NOT NULL,
    srs_id INTEGER NOT NULL PRIMARY KEY,
    organization TEXT NOT NULL,
    organization_coordsys_id INTEGER NOT NULL,
    definition TEXT NOT NULL,
    description TEXT
);
CREATE TABLE gpkg_contents (
    table_name TEXT NOT NULL PRIMARY KEY,
    data_type TEXT NOT NULL,
    identifier TEXT UNIQUE,
    description TEXT DEFAULT '',
    last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
    min_x DOUBLE,
    min_y DOUBLE,
    max_x DOUBLE,
    max_y DOUBLE,
    srs_id INTEGER,
    CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id)
);
CREATE TABLE gpkg_geometry_columns (
    table_name TEXT NOT NULL,
    column_name TEXT NOT NULL,
    geometry_type_name TEXT NOT NULL,
    srs_id INTEGER NOT NULL,
    z TINYINT NOT NULL,
    m TINYINT NOT NULL,
    CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
    CONSTRAINT uk_gc_table_name UNIQUE (table_name),
    CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
    CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id)
);
CREATE TABLE gpkg_extensions (
    table_name TEXT,
    column_name TEXT,
    extension_name TEXT NOT NULL,
    definition TEXT NOT NULL,
    scope TEXT NOT NULL,
    CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name)
);
"""
_REFERENCE_SYSTEMS = (
    ("Undefined Cartesian SRS", -1, "NONE", -1, "undefined", "undefined Cartesian"),
    ("Undefined geographic SRS", 0, "NONE", 0, "undefined", "undefined geographic"),
    ("WGS 84", 4326, "EPSG", 4326, _WGS84_WKT, "longitude, latitude in degrees"),
)

# With it GDAL lists the tables named in gpkg_contents alone, not every table: one layer, at once.
ASPATIAL_EXTENSION = ("gdal_aspatial", "http://gdal.org/geopackage_aspatial.html")


@lru_cache(maxsize=65536)
def point(lat: float, lon: float) -> bytes:
    """A point (degrees, EPSG:4326) as a GeoPackage blob: little endian, no envelope, lon first."""
    return _POINT.pack(b"GP", 0, 1, 4326, 1, 1, lon, lat)


def multipolygon(outline: BaseGeometry) -> bytes:
    """A Polygon or MultiPolygon (lon/lat, EPSG:4326) as a blob: little endian, with its envelope.

    Always a MultiPolygon, as a layer holds one type of geometry.
    """
    import shapely

    west, south, east, north = outline.bounds
    head = _HEAD_AND_ENVELOPE.pack(b"GP", 0, 3, 4326, west, east, south, north)
    parts = shapely.MultiPolygon(shapely.get_parts(outline).tolist())
    return head + shapely.to_wkb(parts, byte_order=1)


@lru_cache(maxsize=65536)
def _x(blob: bytes) -> float:
    return float(_POINT.unpack(blob)[6])


@lru_cache(maxsize=65536)
def _y(blob: bytes) -> float:
    return float(_POINT.unpack(blob)[7])


def _is_empty(blob: bytes | None) -> int | None:
    # An empty point is written as NaN (clause 2.1.3); ours never are, but other tools may add some.
    return None if blob is None else int(len(blob) != _POINT.size or _x(blob) != _x(blob))


def register_functions(connection: sqlite3.Connection) -> None:
    """Give the connection the ST_ functions that the standard's R-tree triggers call."""
    for name, function in (
        ("ST_MinX", _x),
        ("ST_MaxX", _x),
        ("ST_MinY", _y),
        ("ST_MaxY", _y),
        ("ST_IsEmpty", _is_empty),
    ):
        connection.create_function(name, 1, function, deterministic=True)


def create_standard_tables(connection: sqlite3.Connection) -> None:
    """Write the standard's tables and marks into an empty database, inside the open transaction."""
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {USER_VERSION}")
    run_script(connection, _STANDARD_TABLES)
    connection.executemany(
        "INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, ?)", _REFERENCE_SYSTEMS
    )


def register_layer(
    connection: sqlite3.Connection, layer: str, geometry: str, description: str
) -> None:
    """Make a table or view with a column ``geom`` a layer of points or polygons."""
    connection.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change,"
        " srs_id) VALUES (?, 'features', ?, ?, ?, 4326)",
        (layer, layer, description, timestamp()),
    )
    connection.execute(
        "INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?, 4326, 0, 0)", (layer, geometry)
    )
    connection.execute(
        "INSERT OR IGNORE INTO gpkg_extensions"
        " SELECT NULL, NULL, ?1, ?2, 'read-write' WHERE NOT EXISTS"
        " (SELECT 1 FROM gpkg_extensions WHERE extension_name = ?1)",
        ASPATIAL_EXTENSION,
    )


def box_of(points: Iterable[bytes | None]) -> Box | None:
    """The box around points given as blobs; None where there are none."""
    from geomap.model import Box

    located = [point for point in points if point is not None]
    if not located:
        return None
    xs, ys = [_x(point) for point in located], [_y(point) for point in located]
    return Box(min(xs), min(ys), max(xs), max(ys))


def widen_extent(connection: sqlite3.Connection, layer: str, box: Box | None) -> None:
    """Widen a layer's extent to hold a box, and note the time of the change."""
    if box is not None:
        connection.execute(
            "UPDATE gpkg_contents SET min_x = min(coalesce(min_x, ?1), ?1),"
            " min_y = min(coalesce(min_y, ?2), ?2), max_x = max(coalesce(max_x, ?3), ?3),"
            " max_y = max(coalesce(max_y, ?4), ?4) WHERE table_name = ?5",
            (box.west, box.south, box.east, box.north, layer),
        )
    connection.execute("UPDATE gpkg_contents SET last_change = ?", (timestamp(),))


def measure_extent(connection: sqlite3.Connection) -> None:
    """Set the extent of ``mentions`` anew from the places that they still name, after a removal."""
    row = connection.execute(
        "SELECT min(lon), min(lat), max(lon), max(lat) FROM places"
        " WHERE geom NOT NULL AND fid IN (SELECT DISTINCT place FROM mentions)"
    ).fetchone()
    connection.execute(
        "UPDATE gpkg_contents SET min_x = ?, min_y = ?, max_x = ?, max_y = ?"
        " WHERE table_name = 'mentions'",
        row,
    )
    connection.execute("UPDATE gpkg_contents SET last_change = ?", (timestamp(),))


def timestamp() -> str:
    """Now in the standard's form, or the moment of ``SOURCE_DATE_EPOCH``, for repeatable bytes."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    moment = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%S.") + f"{moment.microsecond // 1000:03d}Z"


def run_script(connection: sqlite3.Connection, script: str) -> None:
    """Run several statements inside the open transaction (``executescript`` would commit it)."""
    statement = ""
    for line in script.splitlines():
        statement += line + "\n"
        if sqlite3.complete_statement(statement):
            connection.execute(statement)
            statement = ""
