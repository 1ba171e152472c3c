"""Places as rows: written once each, kept up to date, read back as they were."""

# ruff: noqa: S608 - statements are put together from constants alone; values are parameters

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geomap.model import Box, Place
from geomap.store import geopackage

if TYPE_CHECKING:
    import sqlite3

COLUMNS = (
    'place_id, name, kind, "group", country, admin1, admin2, admin1_id, admin2_id, lat, lon,'
    " population, precision, west, south, east, north"
)
_INDEXES = {
    "mentions_article": "mentions (article, place)",
    "mentions_place": "mentions (place, article)",
    "sentences_article": "sentences (article)",
}
_SELECT = f"SELECT fid, {COLUMNS} FROM places"
_INSERT = (
    f"INSERT INTO places ({COLUMNS}, geom) VALUES ({', '.join('?' * (COLUMNS.count(',') + 2))})"
    " ON CONFLICT (place_id) DO NOTHING RETURNING fid"
)


def ensure_indexes(connection: sqlite3.Connection) -> None:
    """Make the indexes on articles and places that a large ingest does without until its end."""
    for name, columns in _INDEXES.items():
        connection.execute(f"CREATE INDEX IF NOT EXISTS {name} ON {columns}")


def drop_indexes(connection: sqlite3.Connection) -> None:
    """Take them away; what cannot do without them makes them again."""
    for name in _INDEXES:
        connection.execute(f"DROP INDEX IF EXISTS {name}")


def write_place(connection: sqlite3.Connection, place: Place) -> int:
    """The number of the place's row, inside the open transaction.

    A place that a newer gazetteer describes in another way is changed everywhere: in its row, and
    in the columns of the layer that repeat it.
    """
    values, point = _values(place), dot(place)
    new = connection.execute(_INSERT, (*values, point)).fetchone()
    if new is not None:
        number = new[0]
    else:
        held = connection.execute(f"{_SELECT} WHERE place_id = ?", (place.id,)).fetchone()
        number = held[0]
        if held[1:] == values:
            return int(number)
        names = [name.strip() for name in COLUMNS.split(",")]
        changes = ", ".join(f"{name} = ?" for name in [*names, "geom"])
        connection.execute(f"UPDATE places SET {changes} WHERE fid = ?", (*values, point, number))
        connection.execute("DELETE FROM place_boxes WHERE id = ?", (number,))
        connection.execute("DELETE FROM outlines WHERE place = ?", (number,))
        shown = layer_columns(place)
        if layer_columns(place_of(held)) != shown:
            ensure_indexes(connection)
            connection.execute(
                'UPDATE mentions SET geom = ?, name = ?, "group" = ?, country = ?, admin1 = ?,'
                " admin2 = ?, place_id = ? WHERE place = ?",
                (*shown, number),
            )
    _write_box(connection, number, place)
    if point is None:
        write_outline(connection, number, place)
    return int(number)


def write_outline(connection: sqlite3.Connection, number: int, place: Place) -> None:
    """Keep the outline of an area, where the gazetteer has one, for the layer ``regions``."""
    from geomap.gazetteer.outlines import Outlines

    outline = Outlines.open().outline(place.id, level="region")
    if outline is None:
        return
    connection.execute(
        "INSERT INTO outlines VALUES (?, ?)", (number, geopackage.multipolygon(outline))
    )
    geopackage.widen_extent(connection, "regions", Box(*outline.bounds))


def all_places(connection: sqlite3.Connection) -> list[tuple[int, Place]]:
    """Every place with its row's number."""
    rows = connection.execute(f"{_SELECT} ORDER BY fid").fetchall()
    return [(row[0], place_of(row)) for row in rows]


def is_dot(group: str, precision: str) -> bool:
    """Whether a place is no larger than a point on a map.

    Towns and sites are, and summits and small islands; a country, a unit, a sea or a range is not
    where its label stands, so a point for it would put its mentions into the wrong unit.
    """
    return group in {"town", "site"} or (group == "landform" and precision != "region")


def dot(place: Place) -> bytes | None:
    """The point of a place that is one, as a blob; None for all else."""
    if place.lat is None or place.lon is None or not is_dot(place.group, place.precision):
        return None
    return geopackage.point(place.lat, place.lon)


def layer_columns(place: Place | None) -> tuple[Any, ...]:
    """What the layer repeats of a place: geom, name, group, country, admin1, admin2, place_id."""
    if place is None:
        return (None, None, None, None, None, None, None)
    return (
        dot(place),
        place.name,
        place.group,
        place.country,
        place.admin1,
        place.admin2,
        place.id,
    )


def read_place(connection: sqlite3.Connection, place_id: str) -> Place | None:
    """The place with this id, or None where the store does not know it."""
    row = connection.execute(f"{_SELECT} WHERE place_id = ?", (place_id,)).fetchone()
    return None if row is None else place_of(row)


def place_of(row: tuple[Any, ...]) -> Place:
    """The place that a row of number and `COLUMNS` holds."""
    (_, place_id, name, kind, _, country, admin1, admin2, admin1_id, admin2_id) = row[:10]
    (lat, lon, population, precision, west, south, east, north) = row[10:]
    return Place(
        id=place_id,
        name=name,
        kind=kind,
        country=country,
        admin1=admin1,
        admin2=admin2,
        lat=lat,
        lon=lon,
        population=population,
        extent=None if west is None else Box(west, south, east, north),
        precision=precision,
        admin1_id=admin1_id,
        admin2_id=admin2_id,
    )


def _values(place: Place) -> tuple[Any, ...]:
    box = place.extent
    return (
        place.id,
        place.name,
        place.kind,
        place.group,
        place.country,
        place.admin1,
        place.admin2,
        place.admin1_id,
        place.admin2_id,
        place.lat,
        place.lon,
        place.population,
        place.precision,
        *((None, None, None, None) if box is None else (box.west, box.south, box.east, box.north)),
    )


def _write_box(connection: sqlite3.Connection, number: int, place: Place) -> None:
    # The index only narrows a search, so a box over the antimeridian may span the whole globe.
    box = place.extent
    if box is not None:
        west, east = (box.west, box.east) if box.west <= box.east else (-180.0, 180.0)
        values = (number, west, east, box.south, box.north)
    elif place.lat is not None and place.lon is not None:
        values = (number, place.lon, place.lon, place.lat, place.lat)
    else:
        return
    connection.execute("INSERT INTO place_boxes VALUES (?, ?, ?, ?, ?)", values)
