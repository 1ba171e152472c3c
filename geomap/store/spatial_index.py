"""The R-tree of the layer, as QGIS and GDAL use it: kept by triggers, or built in one go.

Kept row by row it costs several times what a mention costs. So a large ingest takes it away (a
GeoPackage may do without), and builds it at the end, packed, straight into the tables that SQLite
keeps an R-tree in.

Source of names and triggers: OGC 12-128r19, annex F.3. Source of the format of nodes: "The SQLite
R*Tree Module", section on shadow tables (https://www.sqlite.org/rtree.html). Packing: Leutenegger,
Edgington and Lopez, "STR: a simple and efficient algorithm for R-tree packing" (1997).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from geomap.store.geopackage import run_script

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator

    import numpy as np

_EXTENSION = ("gpkg_rtree_index", "http://www.geopackage.org/spec140/#extension_rtree")
_CHUNK = 20_000

# The layer is always `mentions`, with `fid` and `geom`, so that no name is ever pasted in.
_RTREE = """
CREATE VIRTUAL TABLE "rtree_mentions_geom" USING rtree(id, minx, maxx, miny, maxy);
CREATE TRIGGER "rtree_mentions_geom_insert" AFTER INSERT ON "mentions"
  WHEN (NEW."geom" NOT NULL AND NOT ST_IsEmpty(NEW."geom"))
BEGIN
  INSERT OR REPLACE INTO "rtree_mentions_geom" VALUES (
    NEW."fid", ST_MinX(NEW."geom"), ST_MaxX(NEW."geom"), ST_MinY(NEW."geom"), ST_MaxY(NEW."geom"));
END;
CREATE TRIGGER "rtree_mentions_geom_update6" AFTER UPDATE OF "geom" ON "mentions"
  WHEN OLD."fid" = NEW."fid" AND (NEW."geom" NOTNULL AND NOT ST_IsEmpty(NEW."geom"))
   AND (OLD."geom" NOTNULL AND NOT ST_IsEmpty(OLD."geom"))
BEGIN
  UPDATE "rtree_mentions_geom" SET minx = ST_MinX(NEW."geom"), maxx = ST_MaxX(NEW."geom"),
    miny = ST_MinY(NEW."geom"), maxy = ST_MaxY(NEW."geom") WHERE id = NEW."fid";
END;
CREATE TRIGGER "rtree_mentions_geom_update7" AFTER UPDATE OF "geom" ON "mentions"
  WHEN OLD."fid" = NEW."fid" AND (NEW."geom" NOTNULL AND NOT ST_IsEmpty(NEW."geom"))
   AND (OLD."geom" ISNULL OR ST_IsEmpty(OLD."geom"))
BEGIN
  INSERT INTO "rtree_mentions_geom" VALUES (
    NEW."fid", ST_MinX(NEW."geom"), ST_MaxX(NEW."geom"), ST_MinY(NEW."geom"), ST_MaxY(NEW."geom"));
END;
CREATE TRIGGER "rtree_mentions_geom_update2" AFTER UPDATE OF "geom" ON "mentions"
  WHEN OLD."fid" = NEW."fid" AND (NEW."geom" ISNULL OR ST_IsEmpty(NEW."geom"))
BEGIN
  DELETE FROM "rtree_mentions_geom" WHERE id = OLD."fid";
END;
CREATE TRIGGER "rtree_mentions_geom_update5" AFTER UPDATE ON "mentions"
  WHEN OLD."fid" != NEW."fid" AND (NEW."geom" NOTNULL AND NOT ST_IsEmpty(NEW."geom"))
BEGIN
  DELETE FROM "rtree_mentions_geom" WHERE id = OLD."fid";
  INSERT OR REPLACE INTO "rtree_mentions_geom" VALUES (
    NEW."fid", ST_MinX(NEW."geom"), ST_MaxX(NEW."geom"), ST_MinY(NEW."geom"), ST_MaxY(NEW."geom"));
END;
CREATE TRIGGER "rtree_mentions_geom_update4" AFTER UPDATE ON "mentions"
  WHEN OLD."fid" != NEW."fid" AND (NEW."geom" ISNULL OR ST_IsEmpty(NEW."geom"))
BEGIN
  DELETE FROM "rtree_mentions_geom" WHERE id IN (OLD."fid", NEW."fid");
END;
CREATE TRIGGER "rtree_mentions_geom_delete" AFTER DELETE ON "mentions"
  WHEN OLD."geom" NOT NULL
BEGIN
  DELETE FROM "rtree_mentions_geom" WHERE id = OLD."fid";
END;
"""
_TRIGGERS = ("insert", "update6", "update7", "update2", "update5", "update4", "delete")
_POINT_FIELDS = [("head", "V13"), ("x", "<f8"), ("y", "<f8")]
_CELL_FIELDS = [("id", ">i8"), ("west", ">f4"), ("east", ">f4"), ("south", ">f4"), ("north", ">f4")]
_CELL_BYTES = 24
_HEAD_BYTES = 4


def is_indexed(connection: sqlite3.Connection) -> bool:
    """Whether the layer has its R-tree."""
    row = connection.execute(
        "SELECT 1 FROM gpkg_extensions WHERE extension_name = ?", _EXTENSION[:1]
    ).fetchone()
    return row is not None


def drop_index(connection: sqlite3.Connection) -> None:
    """Take the R-tree and its triggers away, inside the open transaction."""
    for name in _TRIGGERS:
        connection.execute(f"DROP TRIGGER IF EXISTS rtree_mentions_geom_{name}")
    connection.execute("DROP TABLE IF EXISTS rtree_mentions_geom")
    connection.execute("DELETE FROM gpkg_extensions WHERE extension_name = ?", _EXTENSION[:1])


def build_index(connection: sqlite3.Connection) -> None:
    """Make the R-tree and its triggers, with all points, inside the open transaction.

    Takes about 40 bytes of memory a mention.
    """
    run_script(connection, _RTREE)
    connection.execute(
        "INSERT INTO gpkg_extensions VALUES ('mentions', 'geom', ?, ?, 'write-only')", _EXTENSION
    )
    if connection.execute("SELECT 1 FROM mentions WHERE geom NOT NULL LIMIT 1").fetchone():
        _fill(connection)


def _fill(connection: sqlite3.Connection) -> None:
    import numpy as np

    (node_bytes,) = connection.execute(
        "SELECT length(data) FROM rtree_mentions_geom_node WHERE nodeno = 1"
    ).fetchone()
    capacity = (node_bytes - _HEAD_BYTES) // _CELL_BYTES
    cells = _sorted_cells(connection, capacity)
    first = 2
    depth = 0
    while len(cells) > capacity:
        starts = np.arange(0, len(cells), capacity)
        numbers = first + np.arange(len(starts))
        first += len(starts)
        _write_nodes(connection, cells, numbers, capacity, node_bytes)
        _write_parents(connection, cells, np.repeat(numbers, capacity)[: len(cells)], depth)
        above = np.empty(len(starts), dtype=_CELL_FIELDS)
        above["id"] = numbers
        for side in ("west", "south"):
            above[side] = np.minimum.reduceat(cells[side].astype("f4"), starts)
        for side in ("east", "north"):
            above[side] = np.maximum.reduceat(cells[side].astype("f4"), starts)
        cells = above
        depth += 1
    root = np.ones(1, dtype=np.int64)
    _write_nodes(connection, cells, root, capacity, node_bytes, depth=depth)
    _write_parents(connection, cells, np.repeat(root, len(cells)), depth)


def _sorted_cells(connection: sqlite3.Connection, capacity: int) -> np.ndarray:
    """A cell for each point, in vertical slices from west to east, each from south to north."""
    import numpy as np

    points = list(_points(connection))
    ids = np.concatenate([numbers for numbers, _ in points])
    xs = np.concatenate([located["x"] for _, located in points])
    ys = np.concatenate([located["y"] for _, located in points])
    slice_size = capacity * math.ceil(math.sqrt(len(ids) / capacity))
    order = np.argsort(xs, kind="stable")
    slices = np.empty(len(ids), dtype=np.int64)
    slices[order] = np.arange(len(ids)) // slice_size
    order = np.lexsort((ids, ys, slices))
    cells = np.empty(len(ids), dtype=_CELL_FIELDS)
    cells["id"] = ids[order]
    for low, high, values in (("west", "east", xs[order]), ("south", "north", ys[order])):
        rounded = values.astype("f4")
        # Boxes are of single precision: never smaller than the point that they hold.
        cells[low] = np.where(rounded > values, np.nextafter(rounded, np.float32("-inf")), rounded)
        cells[high] = np.where(rounded < values, np.nextafter(rounded, np.float32("inf")), rounded)
    return cells


def _points(connection: sqlite3.Connection) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    import numpy as np

    rows = connection.execute("SELECT fid, geom FROM mentions WHERE geom NOT NULL")
    while part := rows.fetchmany(_CHUNK):
        numbers = np.fromiter((fid for fid, _ in part), dtype=np.int64, count=len(part))
        yield numbers, np.frombuffer(b"".join(blob for _, blob in part), dtype=_POINT_FIELDS)


def _write_nodes(
    connection: sqlite3.Connection,
    cells: np.ndarray,
    numbers: np.ndarray,
    capacity: int,
    node_bytes: int,
    depth: int = 0,
) -> None:
    connection.executemany(
        "INSERT OR REPLACE INTO rtree_mentions_geom_node VALUES (?, ?)",
        (
            (
                number,
                (depth.to_bytes(2, "big") + len(part).to_bytes(2, "big") + part.tobytes()).ljust(
                    node_bytes, b"\0"
                ),
            )
            for number, part in (
                (number, cells[at * capacity : (at + 1) * capacity])
                for at, number in enumerate(numbers.tolist())
            )
        ),
    )


def _write_parents(
    connection: sqlite3.Connection, cells: np.ndarray, nodes: np.ndarray, depth: int
) -> None:
    """Note in which node each cell is: of a mention among the leaves, of a node above them."""
    import numpy as np

    order = np.argsort(cells["id"], kind="stable")
    table = "parent" if depth else "rowid"
    connection.executemany(
        f"INSERT INTO rtree_mentions_geom_{table} VALUES (?, ?)",  # noqa: S608
        zip(cells["id"][order].tolist(), nodes[order].tolist(), strict=True),
    )
