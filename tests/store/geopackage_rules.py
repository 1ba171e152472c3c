"""The rules of the GeoPackage standard that a store can break, checked against a file.

Numbers are those of the requirements of OGC 12-128r19 (GeoPackage 1.4).
"""

from __future__ import annotations

import sqlite3
import struct

import shapely

STANDARD_COLUMNS = {
    "gpkg_spatial_ref_sys": [
        ("srs_name", "TEXT", 1, 0),
        ("srs_id", "INTEGER", 1, 1),
        ("organization", "TEXT", 1, 0),
        ("organization_coordsys_id", "INTEGER", 1, 0),
        ("definition", "TEXT", 1, 0),
        ("description", "TEXT", 0, 0),
    ],
    "gpkg_contents": [
        ("table_name", "TEXT", 1, 1),
        ("data_type", "TEXT", 1, 0),
        ("identifier", "TEXT", 0, 0),
        ("description", "TEXT", 0, 0),
        ("last_change", "DATETIME", 1, 0),
        ("min_x", "DOUBLE", 0, 0),
        ("min_y", "DOUBLE", 0, 0),
        ("max_x", "DOUBLE", 0, 0),
        ("max_y", "DOUBLE", 0, 0),
        ("srs_id", "INTEGER", 0, 0),
    ],
    "gpkg_geometry_columns": [
        ("table_name", "TEXT", 1, 1),
        ("column_name", "TEXT", 1, 2),
        ("geometry_type_name", "TEXT", 1, 0),
        ("srs_id", "INTEGER", 1, 0),
        ("z", "TINYINT", 1, 0),
        ("m", "TINYINT", 1, 0),
    ],
    "gpkg_extensions": [
        ("table_name", "TEXT", 0, 0),
        ("column_name", "TEXT", 0, 0),
        ("extension_name", "TEXT", 1, 0),
        ("definition", "TEXT", 1, 0),
        ("scope", "TEXT", 1, 0),
    ],
}
COLUMN_TYPES = {"INTEGER", "TEXT", "DOUBLE", "DATE", "DATETIME", "POINT", "BLOB"}
RTREE_TRIGGERS = {"insert", "update6", "update7", "update2", "update5", "update4", "delete"}


def faults(path):
    """What is wrong with the file, one line each; empty for a GeoPackage as it should be."""
    file = sqlite3.connect(path)
    try:
        return [*_container(file), *_layer(file), *_blobs(file), *_outlines(file), *_rtree(file)]
    finally:
        file.close()


def _container(file):
    if file.execute("PRAGMA application_id").fetchone()[0] != 0x47504B47:
        yield "requirement 2: application_id is not GPKG"
    if file.execute("PRAGMA user_version").fetchone()[0] < 10200:
        yield "requirement 2: user_version is no version of the standard"
    if file.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
        yield "requirement 6: integrity_check fails"
    if file.execute("PRAGMA foreign_key_check").fetchone() is not None:
        yield "requirement 7: foreign_key_check fails"
    for table, columns in STANDARD_COLUMNS.items():
        found = [
            (name, kind, notnull, key)
            for _, name, kind, notnull, _, key in file.execute(f"PRAGMA table_info({table})")
        ]
        # A primary key is never null, whether or not that is said once more.
        if [(n, k, int(v or bool(p)), p) for n, k, v, p in found] != columns:
            yield f"requirements 10, 13, 21, 58: {table} has columns {found}"
    systems = file.execute(
        "SELECT srs_id, organization, definition FROM gpkg_spatial_ref_sys ORDER BY srs_id"
    ).fetchall()
    if [row[0] for row in systems][:3] != [-1, 0, 4326] or "WGS 84" not in systems[2][2]:
        yield "requirement 11: the three reference systems are not there"


def _layer(file):
    for table, change, *_ in file.execute("SELECT table_name, last_change FROM gpkg_contents"):
        if not file.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (table,)).fetchone():
            yield f"requirement 14: {table} is not there"
        if len(change) != 24 or change[10] != "T" or change[-1] != "Z":
            yield f"requirement 15: last_change is {change}"
    layers = file.execute(
        "SELECT c.table_name, g.column_name, g.geometry_type_name, g.srs_id, c.srs_id, g.z, g.m"
        " FROM gpkg_contents c LEFT JOIN gpkg_geometry_columns g USING (table_name)"
        " WHERE c.data_type = 'features'"
    ).fetchall()
    expected = [
        ("mentions", "geom", "POINT", 4326, 4326, 0, 0),
        ("regions", "geom", "MULTIPOLYGON", 4326, 4326, 0, 0),
    ]
    if layers != expected:
        yield f"requirements 18, 22 to 28, 146: layers are {layers}"
    fids = file.execute("SELECT count(fid), count(DISTINCT fid), count(*) FROM regions").fetchone()
    if len(set(fids)) > 1:
        yield f"requirement 150: the view regions has no column that tells its rows apart: {fids}"
    columns = file.execute("PRAGMA table_info(mentions)").fetchall()
    if [(name, kind) for _, name, kind, _, _, key in columns if key] != [("fid", "INTEGER")]:
        yield "requirement 29: mentions has no integer primary key"
    odd = {kind for _, _, kind, *_ in columns} - COLUMN_TYPES
    if odd:
        yield f"requirement 5: column types {odd}"


def _blobs(file):
    bounds = []
    for fid, blob in file.execute("SELECT fid, geom FROM mentions WHERE geom IS NOT NULL"):
        magic, version, flags, srs, order, kind, x, y = struct.unpack("<2sBBiBIdd", blob)
        if (magic, version, flags, srs, order, kind) != (b"GP", 0, 1, 4326, 1, 1):
            yield f"requirements 19, 20, 31, 33: the blob of mention {fid}"
        bounds.append((x, y))
    extent = file.execute(
        "SELECT min_x, min_y, max_x, max_y FROM gpkg_contents WHERE table_name = 'mentions'"
    ).fetchone()
    if bounds:
        xs, ys = zip(*bounds, strict=True)
        west, south, east, north = extent
        if not (west <= min(xs) and south <= min(ys) and max(xs) <= east and max(ys) <= north):
            yield f"the extent {extent} does not hold all points"


def _outlines(file):
    extent = file.execute(
        "SELECT min_x, min_y, max_x, max_y FROM gpkg_contents WHERE table_name = 'regions'"
    ).fetchone()
    for place, blob in file.execute("SELECT place, geom FROM outlines"):
        magic, version, flags, srs = struct.unpack("<2sBBi", blob[:8])
        if (magic, version, flags, srs) != (b"GP", 0, 3, 4326):
            yield f"requirements 19, 20, 31: the head of the outline of place {place}"
        shape = shapely.from_wkb(blob[40:])
        west, east, south, north = struct.unpack("<4d", blob[8:40])
        if shape.geom_type != "MultiPolygon" or not shape.is_valid:
            yield f"requirements 32, 33: the outline of place {place} is a {shape.geom_type}"
        if (west, south, east, north) != shape.bounds:
            yield f"requirement 19: the envelope of the outline of place {place}"
        if not shapely.box(*extent).covers(shape):
            yield f"the extent {extent} does not hold the outline of place {place}"


def _rtree(file):
    declared = file.execute(
        "SELECT table_name, column_name, scope FROM gpkg_extensions"
        " WHERE extension_name = 'gpkg_rtree_index'"
    ).fetchall()
    if (
        not file.execute(
            "SELECT 1 FROM sqlite_master WHERE name LIKE 'rtree_mentions_geom%'"
        ).fetchone()
        and not declared
    ):
        yield "requirements 75 to 77: there is no R-tree"
        return
    if declared != [("mentions", "geom", "write-only")]:
        yield f"requirements 75, 76: the R-tree is declared as {declared}"
    triggers = {
        name.removeprefix("rtree_mentions_geom_")
        for (name,) in file.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'mentions'"
        )
    }
    if triggers != RTREE_TRIGGERS:
        yield f"requirement 77: triggers are {sorted(triggers)}"
    if file.execute("SELECT rtreecheck('rtree_mentions_geom')").fetchone()[0] != "ok":
        yield "requirement 77: the R-tree is broken"
    indexed = {row[0] for row in file.execute("SELECT id FROM rtree_mentions_geom")}
    located = {row[0] for row in file.execute("SELECT fid FROM mentions WHERE geom IS NOT NULL")}
    if indexed != located:
        yield f"requirement 77: the R-tree differs in {len(indexed ^ located)} mentions"
