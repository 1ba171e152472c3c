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
from collections import Counter
from typing import TYPE_CHECKING

from geomap.store.geopackage import run_script

if TYPE_CHECKING:
    import sqlite3

    import numpy as np

_EXTENSION = ("gpkg_rtree_index", "http://www.geopackage.org/spec140/#extension_rtree")
_CHUNK_NODES = 1000

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

    Memory does not grow with the mentions, only with the different points among them: SQLite sorts
    the mentions by tile, on disk where there are many.
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
    tree = _Tree(connection, capacity, node_bytes)
    places, points = _in_tiles(connection, capacity)
    connection.create_function("tile", 1, places.__getitem__)
    rows = connection.execute(
        "SELECT fid, tile(geom) AS t FROM mentions WHERE geom NOT NULL ORDER BY t, fid"
    )
    above: list[np.ndarray] = []
    while part := rows.fetchmany(_CHUNK_NODES * capacity):
        found = np.array(part, dtype=np.int64)
        cells = points[found[:, 1]]
        cells["id"] = found[:, 0]
        if not above and len(cells) <= capacity:
            tree.write_root(cells, depth=0)
            return
        above.append(tree.write_level(cells, depth=0))
    connection.create_function("tile", 1, None)
    # Joining arrays turns their numbers into the machine's order of bytes; a tree has its own.
    cells, depth = np.concatenate(above).astype(_CELL_FIELDS), 1
    while len(cells) > capacity:
        cells = tree.write_level(cells, depth=depth)
        depth += 1
    tree.write_root(cells, depth=depth)


def _in_tiles(connection: sqlite3.Connection, capacity: int) -> tuple[dict[bytes, int], np.ndarray]:
    """Each different point's place in the order of tiles, and its cell there, without an id.

    The order: vertical slices of about the same number of mentions from west to east, each from
    south to north.
    """
    import numpy as np

    counts = Counter(
        blob for (blob,) in connection.execute("SELECT geom FROM mentions WHERE geom NOT NULL")
    )
    blobs = list(counts)
    located = np.frombuffer(b"".join(blobs), dtype=_POINT_FIELDS)
    number = np.fromiter(counts.values(), dtype=np.int64, count=len(blobs))
    total = int(number.sum())
    slice_size = capacity * math.ceil(math.sqrt(total / capacity))
    eastward = np.lexsort((located["y"], located["x"]))
    slices = np.empty(len(blobs), dtype=np.int64)
    slices[eastward] = (np.cumsum(number[eastward]) - number[eastward]) // slice_size
    order = np.lexsort((located["x"], located["y"], slices))
    cells = np.zeros(len(blobs), dtype=_CELL_FIELDS)
    for low, high, values in (("west", "east", located["x"]), ("south", "north", located["y"])):
        exact = values[order]
        rounded = exact.astype("f4")
        # Boxes are of single precision: never smaller than the point that they hold.
        cells[low] = np.where(rounded > exact, np.nextafter(rounded, np.float32("-inf")), rounded)
        cells[high] = np.where(rounded < exact, np.nextafter(rounded, np.float32("inf")), rounded)
    return {blobs[at]: place for place, at in enumerate(order.tolist())}, cells


class _Tree:
    """The tables that SQLite keeps an R-tree in, filled from the leaves up."""

    def __init__(self, connection: sqlite3.Connection, capacity: int, node_bytes: int) -> None:
        self._connection = connection
        self._capacity = capacity
        self._node_bytes = node_bytes
        self._next = 2

    def write_level(self, cells: np.ndarray, *, depth: int) -> np.ndarray:
        """Write nodes of these cells, full ones but the last; return the cells of the nodes."""
        import numpy as np

        starts = np.arange(0, len(cells), self._capacity)
        numbers = self._next + np.arange(len(starts))
        self._next += len(starts)
        self._write_nodes(cells, numbers, 0)
        self._write_parents(cells, np.repeat(numbers, self._capacity)[: len(cells)], depth)
        above = np.empty(len(starts), dtype=_CELL_FIELDS)
        above["id"] = numbers
        for side in ("west", "south"):
            above[side] = np.minimum.reduceat(cells[side].astype("f4"), starts)
        for side in ("east", "north"):
            above[side] = np.maximum.reduceat(cells[side].astype("f4"), starts)
        return above

    def write_root(self, cells: np.ndarray, *, depth: int) -> None:
        """Write the root, which is node 1 and alone says how deep the tree is."""
        import numpy as np

        root = np.ones(1, dtype=np.int64)
        self._write_nodes(cells, root, depth)
        self._write_parents(cells, np.repeat(root, len(cells)), depth)

    def _write_nodes(self, cells: np.ndarray, numbers: np.ndarray, depth: int) -> None:
        size = self._capacity
        parts = (cells[at * size : (at + 1) * size] for at in range(len(numbers)))
        self._connection.executemany(
            "INSERT OR REPLACE INTO rtree_mentions_geom_node VALUES (?, ?)",
            (
                (number, self._node(part, depth))
                for number, part in zip(numbers.tolist(), parts, strict=True)
            ),
        )

    def _node(self, cells: np.ndarray, depth: int) -> bytes:
        head = depth.to_bytes(2, "big") + len(cells).to_bytes(2, "big")
        return (head + cells.tobytes()).ljust(self._node_bytes, b"\0")

    def _write_parents(self, cells: np.ndarray, nodes: np.ndarray, depth: int) -> None:
        """Note in which node each cell is: of a mention among the leaves, of a node above them."""
        import numpy as np

        order = np.argsort(cells["id"], kind="stable")
        table = "parent" if depth else "rowid"
        self._connection.executemany(
            f"INSERT INTO rtree_mentions_geom_{table} VALUES (?, ?)",  # noqa: S608
            zip(cells["id"][order].tolist(), nodes[order].tolist(), strict=True),
        )
