"""Corrections as rows, and mentions changed by them; what the ranker said is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.corrections import Correction, Corrections
from geomap.errors import UsageError
from geomap.store import geopackage
from geomap.store.places import layer_columns, read_place

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable


def kept(connection: sqlite3.Connection) -> Corrections:
    """The corrections that a store keeps."""
    rows = connection.execute(
        "SELECT place_id, name, source, mention_id, note FROM corrections ORDER BY fid"
    )
    return Corrections(Correction(*row) for row in rows)


def keep(
    connection: sqlite3.Connection, corrections: Corrections, changed: Iterable[Correction]
) -> int:
    """Keep these corrections and apply the ``changed`` ones; return how many mentions changed.

    Runs inside the open transaction. Raises UsageError for a mention that is not there.
    """
    connection.execute("DELETE FROM corrections")
    connection.executemany(
        "INSERT INTO corrections (place_id, name, source, mention_id, note) VALUES (?, ?, ?, ?, ?)",
        [
            (item.place_id, item.name, item.source, item.mention_id, item.note)
            for item in corrections
        ],
    )
    touched = sorted({number for item in changed for number in _spoken_of(connection, item)})
    return sum(_apply(connection, corrections, number) for number in touched)


def _spoken_of(connection: sqlite3.Connection, item: Correction) -> list[int]:
    if item.mention_id is None:
        rows = connection.execute(
            "SELECT fid FROM mentions WHERE casefolded(text) = ?1 AND (?2 IS NULL OR source = ?2)",
            ((item.name or "").casefold(), item.source),
        ).fetchall()
        return [row[0] for row in rows]
    article, _, span = item.mention_id.rpartition("#")
    start, _, end = span.partition("-")
    rows = connection.execute(
        "SELECT m.fid FROM mentions m JOIN articles a ON a.fid = m.article"
        ' WHERE a.article_id = ? AND m.start = ? AND m."end" = ?',
        (article, start, end),
    ).fetchall()
    if not rows:
        raise UsageError(f"no mention {item.mention_id}; see the column mention_id")
    return [row[0] for row in rows]


def _apply(connection: sqlite3.Connection, corrections: Corrections, number: int) -> bool:
    """Give a mention what holds for it now: a correction, or what the ranker said."""
    article_id, start, end, text, source, *now = connection.execute(
        'SELECT a.article_id, m.start, m."end", m.text, m.source, m.place_id, m.score, m.reason'
        " FROM mentions m JOIN articles a ON a.fid = m.article WHERE m.fid = ?",
        (number,),
    ).fetchone()
    ranked = connection.execute(
        "SELECT p.place_id, c.score, c.reason FROM corrected c LEFT JOIN places p"
        " ON p.fid = c.place WHERE c.mention = ?",
        (number,),
    ).fetchone()
    place_id, score, reason = ranked or now
    connection.execute("DELETE FROM corrected WHERE mention = ?", (number,))
    correction = corrections.find(f"{article_id}#{start}-{end}", text, source)
    if correction is not None:
        connection.execute(
            "INSERT INTO corrected VALUES (?, (SELECT fid FROM places WHERE place_id = ?), ?, ?)",
            (number, place_id, score, reason),
        )
        place_id, score, reason = overruled(correction)
    columns = layer_columns(None if place_id is None else read_place(connection, place_id))
    connection.execute(
        'UPDATE mentions SET geom = ?, name = ?, "group" = ?, country = ?, admin1 = ?, admin2 = ?,'
        " place_id = ?, place = (SELECT fid FROM places WHERE place_id = ?), score = ?, reason = ?"
        " WHERE fid = ?",
        (*columns, place_id, score, reason, number),
    )
    geopackage.widen_extent(connection, "mentions", geopackage.box_of(columns[:1]))
    return [place_id, score, reason] != list(now)


def overruled(correction: Correction) -> tuple[str | None, float | None, str | None]:
    """Place id, score and reason of a mention for which a correction holds."""
    if correction.place_id is None:
        return None, None, correction.sentence
    return correction.place_id, 1.0, None
