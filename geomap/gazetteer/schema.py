"""The tables of the built index, one SQLite file."""

from __future__ import annotations

from geomap.model import kind_group

SCHEMA_VERSION = 5
"""Raised whenever a reader of the tables below would not understand an older file."""

COUNTRY, ADMIN1, ADMIN2, TOWN, OTHER, WORD, DEMONYM, ABBREVIATION, GIVEN_NAME, SURNAME = (
    1 << bit for bit in range(10)
)

TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- num is the geonameid, or a negative number for a place of another source, whose id is then set.
CREATE TABLE place (
    num INTEGER PRIMARY KEY,
    id TEXT UNIQUE,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    country TEXT,
    admin1 INTEGER,
    admin2 INTEGER,
    lat REAL,
    lon REAL,
    population INTEGER,
    west REAL, south REAL, east REAL, north REAL,
    precision TEXT NOT NULL,
    code TEXT,
    alternates INTEGER NOT NULL DEFAULT 0,
    metonym_of INTEGER,
    cell INTEGER,
    flags INTEGER NOT NULL,
    layer TEXT NOT NULL
);
CREATE TABLE card (num INTEGER PRIMARY KEY, text TEXT NOT NULL);  -- of a place: cards.py
CREATE TABLE iso (code TEXT PRIMARY KEY, place INTEGER NOT NULL) WITHOUT ROWID;  -- of ISO 3166-2
CREATE TABLE dialling (prefix TEXT PRIMARY KEY, place INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE member (region INTEGER, unit INTEGER, PRIMARY KEY (region, unit)) WITHOUT ROWID;
CREATE TABLE label (
    place INTEGER, language TEXT, name TEXT NOT NULL, PRIMARY KEY (place, language)
) WITHOUT ROWID;

-- One spelling, the nearest to the record, for each key and place; tier orders provenances.
CREATE TABLE spelling (
    key TEXT, place INTEGER, tier INTEGER NOT NULL, form TEXT NOT NULL, provenance TEXT NOT NULL,
    language TEXT, original TEXT, main INTEGER NOT NULL, PRIMARY KEY (key, place)
) WITHOUT ROWID;
CREATE TABLE skeleton (
    key TEXT, place INTEGER, form TEXT NOT NULL, PRIMARY KEY (key, place)
) WITHOUT ROWID;
CREATE TABLE abbreviation (
    form TEXT, place INTEGER, PRIMARY KEY (form, place)
) WITHOUT ROWID;
CREATE TABLE demonym (key TEXT PRIMARY KEY, form TEXT NOT NULL, place INTEGER) WITHOUT ROWID;
CREATE TABLE word (key TEXT PRIMARY KEY, reason TEXT) WITHOUT ROWID;

-- What stands behind a key, and how many words the longest key has that begins with it.
CREATE TABLE profile (
    key TEXT PRIMARY KEY, flags INTEGER NOT NULL, population INTEGER, places INTEGER NOT NULL,
    main INTEGER NOT NULL, longest INTEGER NOT NULL
) WITHOUT ROWID;
CREATE VIRTUAL TABLE trigram USING fts5(padded, tokenize = 'trigram', detail = none);
"""

INDEXES = """
CREATE INDEX place_code ON place (code) WHERE code IS NOT NULL;
CREATE INDEX place_country ON place (country);
CREATE INDEX place_admin1 ON place (admin1);
CREATE INDEX place_admin2 ON place (admin2) WHERE admin2 IS NOT NULL;
CREATE INDEX place_cell ON place (cell);
"""

STAGED = """
CREATE TEMP TABLE staged (
    key TEXT, place INTEGER, tier INTEGER, form TEXT, provenance TEXT, language TEXT, original TEXT,
    main INTEGER
);
CREATE TEMP TABLE staged_skeleton (key TEXT, place INTEGER, form TEXT);
"""

_GROUP_FLAGS = {"country": COUNTRY, "region": ADMIN1, "district": ADMIN2, "town": TOWN}


def kind_flag(kind: str) -> int:
    """The bit of a kind in `profile.flags` and `place.flags`."""
    return _GROUP_FLAGS.get(kind_group(kind), OTHER)


def cell(lat: float, lon: float) -> int:
    """The number of the one-degree cell that holds a point (degrees), rows from south to north."""
    row = min(int(lat + 90), 179)
    return row * 360 + int(lon + 180) % 360
