"""Articles into rows: one batch is one transaction."""

# ruff: noqa: S608 - statements are put together from constants alone; values are parameters

from __future__ import annotations

import gc
import hashlib
import json
from bisect import bisect_right
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from geomap.query import mention_id
from geomap.store import geopackage
from geomap.store.correcting import overruled
from geomap.store.identity import content_hash, identity, storable
from geomap.store.places import ensure_indexes, layer_columns, read_place, write_place
from geomap.store.run import Ingested, Refused, Run

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence

    from geomap.corrections import Corrections
    from geomap.model import Article, Evidence, Mention, Place, Spelling

Key = TypeVar("Key")
Value = TypeVar("Value")

# Ids of rows seen lately are kept in memory; beyond this many all are forgotten, so memory is flat.
_REMEMBERED = 50_000

_GATHERED = 2_000
"""Mentions whose rows are held at a time: enough to be written in one go."""

_Known = tuple[bytes | None, int | None, tuple[Any, ...]]
"""Point, row number and layer columns of a place."""

_NOWHERE: _Known = (None, None, layer_columns(None)[1:])
_INSERTS = {
    "articles": "INSERT INTO articles (fid, article_id, identity, content, run, published, source,"
    " language, url, title, parts, text) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    "sentences": "INSERT INTO sentences VALUES (?, ?, ?, ?)",
    "mentions": f"INSERT INTO mentions VALUES ({', '.join('?' * 23)})",
    "candidates": "INSERT INTO candidates VALUES (?, ?, ?, ?, ?, ?)",
    "evidence": "INSERT INTO mention_evidence VALUES (?, ?)",
    "fixed": "INSERT INTO corrected VALUES (?, ?, ?, ?)",
}
"""How the rows that a batch gathers are written, in this order."""

_INSERT_TEXT = "INSERT INTO articles_text (rowid, title, text) VALUES (?, ?, ?)"


class Writer:
    """Writes articles and their mentions into an open store, in the caller's transaction."""

    def __init__(self, connection: sqlite3.Connection, corrections: Corrections) -> None:
        self._connection = connection
        self._corrections = corrections
        self._places: dict[str, tuple[Place, _Known]] = {}
        self._overrules = len(corrections) > 0
        self._spellings: dict[Spelling, int] = {}
        self._evidence: dict[tuple[str, str], int] = {}
        self._rows: dict[str, list[tuple[Any, ...]]] = {}
        self._next: dict[str, int] = {}
        self._unwritten: set[str] = set()
        self._texts: list[tuple[int, str | None, str]] = []

    def write(self, articles: Iterable[Article], run: Run) -> Ingested:
        """Write one batch; articles already held unchanged are left alone."""
        self._begin()
        number = run_number(self._connection, run)
        done = []
        with _uncollected():
            for article in articles:
                done.append(self._article(article, number))
                if len(self._rows["mentions"]) >= _GATHERED:
                    self._write_rows()
            self._write_rows()
            self._write_texts()
        return Ingested.total(done)

    def rewrite(self, articles: Sequence[Article], run: Run) -> int:
        """Write the mentions of articles that the store holds anew; return how many mentions."""
        self._begin()
        number = run_number(self._connection, run)
        for article in articles:
            (fid,) = self._connection.execute(
                "SELECT fid FROM articles WHERE article_id = ?", (article.id,)
            ).fetchone()
            delete_mentions(self._connection, fid)
            self._connection.execute("UPDATE articles SET run = ? WHERE fid = ?", (number, fid))
            self._mentions(article, fid)
        self._write_rows()
        return sum(len(article.mentions) for article in articles)

    def _place(self, place: Place) -> _Known:
        """Point, number and layer columns of a place, its row written or updated where needed."""
        known = self._places.get(place.id)
        if known is None or (known[0] is not place and known[0] != place):
            number = write_place(self._connection, place)
            point, *columns = layer_columns(place)
            known = (place, (point, number, tuple(columns)))
            _remember(self._places, place.id, known)
        return known[1]

    def _begin(self) -> None:
        # Another writer may have been here since the last batch: count on from what is there.
        self._rows = {table: [] for table in _INSERTS}
        self._unwritten.clear()
        self._texts.clear()
        for table in ("articles", "sentences", "mentions"):
            self._next[table] = self._connection.execute(
                f"SELECT coalesce(max(fid), 0) + 1 FROM {table}"
            ).fetchone()[0]

    def _take(self, table: str) -> int:
        number = self._next[table]
        self._next[table] = number + 1
        return number

    def _article(self, article: Article, run: int) -> Ingested:
        content = content_hash(article)
        known_as = identity(article, content)
        if known_as in self._unwritten or article.id in self._unwritten:
            self._write_rows()
        held = self._connection.execute(
            "SELECT fid, content FROM articles WHERE identity = ?", (known_as,)
        ).fetchone()
        if held is not None and held[1] == content:
            return Ingested(unchanged=1)
        fault = _fault(article)
        if fault is not None:
            return Ingested(refused=(Refused(article.id, fault),))
        article = storable(article)
        if held is not None:
            self._write_rows()
            self._write_texts()
            delete_article(self._connection, held[0])
        name = self._free_id(article.id, known_as)
        renamed: tuple[tuple[str, str], ...] = ()
        if name != article.id:
            renamed = ((article.id, name),)
            article = replace(article, id=name)
        fid = self._take("articles")
        published = article.published.isoformat() if article.published else None
        self._unwritten |= {known_as, name}
        self._rows["articles"].append(
            (
                *(fid, name, known_as, content, run, published),
                *(article.source, article.language, article.url, article.title),
                *(_parts(article), article.text),
            )
        )
        self._texts.append((fid, article.title, article.text))
        sentences = self._rows["sentences"]
        for sentence in article.sentences:
            sentences.append((self._take("sentences"), fid, sentence.start, sentence.end))
        self._mentions(article, fid, self._next["sentences"] - len(article.sentences))
        return Ingested(
            added=int(held is None),
            changed=int(held is not None),
            mentions=len(article.mentions),
            renamed=renamed,
        )

    def _free_id(self, wanted: str, known_as: str) -> str:
        # Two files named alike in two folders are two articles: the later one gets a longer id.
        taken = self._connection.execute(
            "SELECT 1 FROM articles WHERE article_id = ?", (wanted,)
        ).fetchone()
        if not taken:
            return wanted
        return f"{wanted}~{hashlib.sha256(known_as.encode()).hexdigest()[:12]}"

    def _mentions(self, article: Article, fid: int, first_sentence: int | None = None) -> None:
        sentences = _SentenceNumbers(self._connection, article, fid, first_sentence)
        published = article.published.isoformat() if article.published else None
        rows, places = self._rows["mentions"], self._places
        for number, mention in enumerate(article.mentions, self._next["mentions"]):
            place, score, reason = mention.place, mention.score, mention.reason
            if self._overrules:
                place, score, reason = self._overruled(article, mention, number)
            if place is None:
                point, place_number, columns = _NOWHERE
            else:
                known = places.get(place.id)
                same = known is not None and known[0] is place
                point, place_number, columns = known[1] if same else self._place(place)  # type: ignore[index]
            rows.append(
                (
                    number,
                    point,
                    mention.text,
                    *columns,
                    mention.usage,
                    score,
                    reason,
                    mention.part,
                    mention.kind_word,
                    article.source,
                    published,
                    mention.usage_score,
                    mention.recognition_score,
                    fid,
                    sentences.at(mention.start),
                    mention.start,
                    mention.end,
                    place_number,
                )
            )
            if mention.evidence:
                self._rows["evidence"].append((number, self._coded(mention.evidence)))
            if mention.candidates:
                self._candidates(number, mention)
        self._next["mentions"] += len(article.mentions)

    def _overruled(
        self, article: Article, mention: Mention, number: int
    ) -> tuple[Place | None, float | None, str | None]:
        """Place, score and reason of a mention, as people corrected them where they did."""
        place, score, reason = mention.place, mention.score, mention.reason
        correction = self._corrections.find(
            mention_id(article, mention), mention.text, article.source
        )
        if correction is None:
            return place, score, reason
        kept = None if place is None else self._place(place)[1]
        self._rows["fixed"].append((number, kept, score, reason))
        place_id, score, reason = overruled(correction)
        found = None if place_id is None else read_place(self._connection, place_id)
        return found, score, reason

    def _candidates(self, number: int, mention: Mention) -> None:
        rows = self._rows["candidates"]
        for rank, candidate in enumerate(mention.candidates, 1):
            spelling = self._spelling(candidate.spelling) if candidate.spelling else None
            evidence = self._coded(candidate.evidence) if candidate.evidence else None
            place = self._place(candidate.place)[1]
            rows.append((number, rank, place, candidate.score, spelling, evidence))

    def _spelling(self, spelling: Spelling) -> int:
        known = self._spellings.get(spelling)
        if known is not None:
            return known
        values = (spelling.form, spelling.provenance, spelling.language, spelling.original)
        row = self._connection.execute(
            "SELECT fid FROM spellings WHERE form = ? AND provenance = ? AND language IS ?"
            " AND original IS ?",
            values,
        ).fetchone()
        number: int = (
            row[0]
            if row
            else self._connection.execute(
                "INSERT INTO spellings (form, provenance, language, original) VALUES (?, ?, ?, ?)"
                " RETURNING fid",
                values,
            ).fetchone()[0]
        )
        _remember(self._spellings, spelling, number)
        return number

    def _coded(self, evidence: tuple[Evidence, ...]) -> str:
        pairs = []
        for item in evidence:
            key = (item.feature, item.sentence)
            number = self._evidence.get(key)
            if number is None:
                (number,) = self._connection.execute(
                    "INSERT INTO evidence (feature, sentence) VALUES (?, ?)"
                    " ON CONFLICT (feature, sentence) DO UPDATE SET feature = excluded.feature"
                    " RETURNING fid",
                    key,
                ).fetchone()
                _remember(self._evidence, key, number)
            pairs.append((number, item.weight))
        return json.dumps(pairs, separators=(",", ":"))

    def _write_rows(self) -> None:
        points = {row[1] for row in self._rows["mentions"]}
        geopackage.widen_extent(self._connection, "mentions", geopackage.box_of(points))
        for table, statement in _INSERTS.items():
            self._connection.executemany(statement, self._rows[table])
            self._rows[table].clear()
        self._unwritten.clear()

    def _write_texts(self) -> None:
        # Last of a batch: FTS5 writes out what it has gathered whenever a statement on another
        # table may have to be undone alone, and then has all the more to merge.
        self._connection.executemany(_INSERT_TEXT, self._texts)
        self._texts.clear()


class _SentenceNumbers:
    """The row number of the sentence around a character of an article, or None."""

    def __init__(
        self, connection: sqlite3.Connection, article: Article, fid: int, first: int | None
    ) -> None:
        if first is None and article.sentences:
            (first,) = connection.execute(
                "SELECT min(fid) FROM sentences WHERE article = ?", (fid,)
            ).fetchone()
        self._first = first or 0
        self._sentences = article.sentences
        self._starts = [sentence.start for sentence in article.sentences]

    def at(self, start: int) -> int | None:
        # Sentences stand in order and apart from each other.
        at = bisect_right(self._starts, start) - 1
        return self._first + at if at >= 0 and start < self._sentences[at].end else None


@contextmanager
def _uncollected() -> Iterator[None]:
    """No search for cycles: rows have none, and thousands at a time cost a sixth of an ingest."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def run_number(connection: sqlite3.Connection, run: Run) -> int:
    """The number of the run with these versions, written where it is new."""
    values = (run.geomap, run.gazetteer, run.model, run.rules)
    row = connection.execute(
        "INSERT INTO runs (geomap, gazetteer, model, rules) VALUES (?, ?, ?, ?)"
        " ON CONFLICT DO UPDATE SET geomap = excluded.geomap RETURNING fid",
        values,
    ).fetchone()
    return int(row[0])


def delete_article(connection: sqlite3.Connection, fid: int) -> None:
    """Remove an article and all that hangs on it, inside the open transaction."""
    delete_mentions(connection, fid)
    connection.execute(
        "INSERT INTO articles_text (articles_text, rowid, title, text)"
        " SELECT 'delete', fid, title, text FROM articles WHERE fid = ?",
        (fid,),
    )
    connection.execute("DELETE FROM sentences WHERE article = ?", (fid,))
    connection.execute("DELETE FROM articles WHERE fid = ?", (fid,))


def delete_mentions(connection: sqlite3.Connection, fid: int) -> None:
    """Remove the mentions of an article, inside the open transaction."""
    ensure_indexes(connection)
    for table in ("candidates", "mention_evidence", "corrected"):
        connection.execute(
            f"DELETE FROM {table} WHERE mention IN (SELECT fid FROM mentions WHERE article = ?)",
            (fid,),
        )
    connection.execute("DELETE FROM mentions WHERE article = ?", (fid,))


def _fault(article: Article) -> str | None:
    """Why an article can't be stored, or None."""
    if not article.id:
        return "it has no id"
    if not article.text.strip():
        return "it has no text"
    for mention in article.mentions:
        if article.text[mention.start : mention.end] != mention.text:
            return f"its text at {mention.start}-{mention.end} is not “{mention.text}”"
    return None


def _parts(article: Article) -> str | None:
    if not article.parts:
        return None
    return json.dumps([[part.start, part.end, part.part] for part in article.parts])


def _remember(memory: dict[Key, Value], key: Key, value: Value) -> None:
    if len(memory) >= _REMEMBERED:
        memory.clear()
    memory[key] = value
