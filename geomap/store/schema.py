"""What a store's tables are, how a new store is made, and how an older one is brought up to date.

    articles ─┬─ sentences
              └─ mentions ─┬─ places ─ outlines  (layers: mentions, regions)
                           ├─ candidates ─ places, spellings, evidence
                           ├─ mention_evidence
                           └─ corrections of single mentions; corrections by rule
    runs: which versions of gazetteer, model and rules produced an article's mentions

The layer repeats what readers of a map want to see beside a point (name, country, source ...), so
that QGIS and ``geopandas.read_file`` show it without a join; all else is kept once. A country, a
unit or a sea is no point: its mentions have no geometry in ``mentions``, and it stands with its
outline and its counts in ``regions``.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from geomap.errors import StoreError
from geomap.store import geopackage
from geomap.store.places import all_places, dot, ensure_indexes, write_outline
from geomap.store.spatial_index import build_index, drop_index

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SCHEMA_VERSION = 2

_TABLES = """
CREATE TABLE geomap_store (key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL);

CREATE TABLE runs (
    fid INTEGER PRIMARY KEY,
    geomap TEXT NOT NULL,
    gazetteer TEXT NOT NULL,
    model TEXT NOT NULL,
    rules TEXT NOT NULL,
    UNIQUE (geomap, gazetteer, model, rules)
);

CREATE TABLE articles (
    fid INTEGER PRIMARY KEY,
    article_id TEXT NOT NULL UNIQUE,
    identity TEXT NOT NULL UNIQUE,
    content TEXT NOT NULL,
    run INTEGER NOT NULL REFERENCES runs(fid),
    published DATE,
    source TEXT,
    language TEXT,
    url TEXT,
    title TEXT,
    parts TEXT,
    text TEXT NOT NULL
);
CREATE INDEX articles_published ON articles (published, source);
CREATE INDEX articles_source ON articles (source, published);
CREATE INDEX articles_run ON articles (run);

CREATE VIRTUAL TABLE articles_text USING fts5 (
    title, text, content='articles', content_rowid='fid',
    tokenize="unicode61 remove_diacritics 2"
);
CREATE TABLE sentences (
    fid INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES articles(fid),
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL
);

CREATE TABLE places (
    fid INTEGER PRIMARY KEY,
    place_id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    "group" TEXT NOT NULL,
    country TEXT,
    admin1 TEXT,
    admin2 TEXT,
    admin1_id TEXT,
    admin2_id TEXT,
    lat DOUBLE,
    lon DOUBLE,
    population INTEGER,
    precision TEXT NOT NULL,
    west DOUBLE,
    south DOUBLE,
    east DOUBLE,
    north DOUBLE,
    geom POINT
);
CREATE INDEX places_country ON places (country);
CREATE INDEX places_admin1 ON places (admin1_id);
CREATE INDEX places_admin2 ON places (admin2_id);
CREATE VIRTUAL TABLE place_boxes USING rtree (id, west, east, south, north);

CREATE TABLE mentions (
    fid INTEGER PRIMARY KEY,
    geom POINT,
    text TEXT NOT NULL,
    name TEXT,
    "group" TEXT,
    country TEXT,
    admin1 TEXT,
    admin2 TEXT,
    place_id TEXT,
    usage TEXT,
    score DOUBLE,
    reason TEXT,
    part TEXT NOT NULL,
    kind_word TEXT,
    source TEXT,
    published DATE,
    usage_score DOUBLE,
    recognition_score DOUBLE,
    article INTEGER NOT NULL REFERENCES articles(fid),
    sentence INTEGER REFERENCES sentences(fid),
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    place INTEGER REFERENCES places(fid)
);

CREATE TABLE mention_evidence (mention INTEGER PRIMARY KEY, evidence TEXT NOT NULL);

CREATE TABLE candidates (
    mention INTEGER NOT NULL,
    rank INTEGER NOT NULL,
    place INTEGER NOT NULL REFERENCES places(fid),
    score DOUBLE NOT NULL,
    spelling INTEGER REFERENCES spellings(fid),
    evidence TEXT,
    PRIMARY KEY (mention, rank)
) WITHOUT ROWID;

CREATE TABLE spellings (
    fid INTEGER PRIMARY KEY,
    form TEXT NOT NULL,
    provenance TEXT NOT NULL,
    language TEXT,
    original TEXT
);
CREATE INDEX spellings_form ON spellings (form);

CREATE TABLE evidence (
    fid INTEGER PRIMARY KEY,
    feature TEXT NOT NULL,
    sentence TEXT NOT NULL,
    UNIQUE (feature, sentence)
);

CREATE TABLE corrections (
    fid INTEGER PRIMARY KEY,
    name TEXT,
    mention_id TEXT,
    source TEXT,
    place_id TEXT,
    note TEXT
);
CREATE TABLE corrected (
    mention INTEGER PRIMARY KEY,
    place INTEGER REFERENCES places(fid),
    score DOUBLE,
    reason TEXT
);
"""

# Words are gathered in 16 MB of memory before they are written: fewer, larger merges.
_HASH_SIZE = "INSERT INTO articles_text (articles_text, rank) VALUES ('hashsize', 16777216)"
_REGIONS = """
CREATE TABLE outlines (place INTEGER PRIMARY KEY REFERENCES places(fid), geom MULTIPOLYGON);
CREATE VIEW regions AS SELECT
    p.fid AS fid, o.geom AS geom, p.name AS name, p."group" AS "group", p.country AS country,
    p.admin1 AS admin1, p.place_id AS place_id, p.lat AS lat, p.lon AS lon,
    CAST(c.mentions AS INTEGER) AS mentions, CAST(c.articles AS INTEGER) AS articles
FROM (
    SELECT place, count(*) AS mentions, count(DISTINCT article) AS articles FROM mentions
    WHERE place IN (SELECT fid FROM places WHERE geom IS NULL) GROUP BY place
) c JOIN places p ON p.fid = c.place LEFT JOIN outlines o ON o.place = p.fid;
"""


def _points_for_dots_alone(connection: sqlite3.Connection) -> None:
    """Version 1 had a point for a country, too, and kept the text index by triggers."""
    for event in ("insert", "delete", "update"):
        connection.execute(f"DROP TRIGGER articles_text_{event}")
    connection.execute(_HASH_SIZE)
    connection.execute("ALTER TABLE places ADD COLUMN geom POINT")
    geopackage.run_script(connection, _REGIONS)
    _register_regions(connection)
    drop_index(connection)
    for number, place in all_places(connection):
        if (point := dot(place)) is not None:
            connection.execute("UPDATE places SET geom = ? WHERE fid = ?", (point, number))
        else:
            write_outline(connection, number, place)
    connection.execute(
        "UPDATE mentions SET geom = NULL WHERE place IN (SELECT fid FROM places WHERE geom IS NULL)"
    )
    geopackage.measure_extent(connection)
    build_index(connection)


MIGRATIONS: dict[int, Callable[[sqlite3.Connection], None]] = {1: _points_for_dots_alone}
"""Schema version -> the step that makes it the next one, inside an open transaction."""


def connect(path: Path, *, wait: float, create: bool) -> sqlite3.Connection:
    """Return a connection to the store at ``path``, made or migrated first where that is needed.

    wait : seconds to wait for another writer.
    create : whether a missing file is made; without it a missing file is a StoreError.

    Raises StoreError when the file is missing, is no store, or comes from a newer geomap.
    """
    if not path.exists() and not create:
        raise StoreError(
            f"no store at {path}; make one with `geomap ingest ARTICLES --store {path}`"
        )
    if not path.parent.is_dir():
        raise StoreError(f"no folder {path.parent} for the store; make it first")
    try:
        connection = sqlite3.connect(path, timeout=wait, isolation_level=None)
        # Of a file that is new: half as many pages to fill, split and link when much is written.
        connection.execute("PRAGMA page_size = 8192")
    except sqlite3.Error as error:
        raise StoreError(f"cannot open {path}: {error}; check that it can be read") from error
    try:
        _set_up(connection, path, create=create)
    except sqlite3.DatabaseError as error:
        connection.close()
        raise StoreError(f"{path} cannot be used as a store: {error}") from error
    except BaseException:
        connection.close()
        raise
    return connection


def _set_up(connection: sqlite3.Connection, path: Path, *, create: bool) -> None:
    geopackage.register_functions(connection)
    connection.create_function("casefolded", 1, str.casefold, deterministic=True)
    version = schema_version(connection)
    if version == SCHEMA_VERSION:
        return
    if version is None and not _is_blank(connection):
        raise StoreError(f"{path} is not a mention store; give another file name")
    if version is None and not create:
        raise StoreError(f"{path} is empty; make a store with `geomap ingest ARTICLES --store`")
    if version is not None and version > SCHEMA_VERSION:
        raise StoreError(
            f"{path} was made by a newer geomap (schema {version}, known up to {SCHEMA_VERSION});"
            " update geomap"
        )
    connection.execute("BEGIN EXCLUSIVE")
    try:
        # Another process may have made or migrated it while this one waited for the lock.
        version = schema_version(connection)
        if version is None:
            _create(connection)
        else:
            migrate(connection, version)
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def schema_version(connection: sqlite3.Connection) -> int | None:
    """The store's schema version, or None for a file that is not a store."""
    if not connection.execute(
        "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'geomap_store'"
    ).fetchone():
        return None
    row = connection.execute("SELECT value FROM geomap_store WHERE key = 'schema'").fetchone()
    return int(row[0]) if row else None


def migrate(connection: sqlite3.Connection, version: int) -> None:
    """Bring an older store to `SCHEMA_VERSION`, step by step, inside the open transaction."""
    for step in range(version, SCHEMA_VERSION):
        MIGRATIONS[step](connection)
    connection.execute(
        "UPDATE geomap_store SET value = ? WHERE key = 'schema'", (str(SCHEMA_VERSION),)
    )


def _is_blank(connection: sqlite3.Connection) -> bool:
    return connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is None


def _register_regions(connection: sqlite3.Connection) -> None:
    geopackage.register_layer(
        connection,
        "regions",
        "MULTIPOLYGON",
        "Countries, units and other areas that mentions name, with counts",
    )


def _create(connection: sqlite3.Connection) -> None:
    geopackage.create_standard_tables(connection)
    geopackage.run_script(connection, _TABLES)
    connection.execute(_HASH_SIZE)
    ensure_indexes(connection)
    geopackage.run_script(connection, _REGIONS)
    geopackage.register_layer(
        connection,
        "mentions",
        "POINT",
        "Names of places in articles, and the place each means",
    )
    _register_regions(connection)
    build_index(connection)
    connection.execute("INSERT INTO geomap_store VALUES ('schema', ?)", (str(SCHEMA_VERSION),))
