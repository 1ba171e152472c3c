"""The mention store: articles, their mentions and what they mean, in one GeoPackage file."""

# ruff: noqa: S608 - statements are put together from constants alone; values are parameters

from __future__ import annotations

import os
import sqlite3
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from geomap.corrections import Corrections
from geomap.errors import StoreError, UsageError
from geomap.store import correcting, geopackage, schema
from geomap.store.change import changes
from geomap.store.identity import canonical_url, content_hash, identity
from geomap.store.places import drop_indexes, ensure_indexes, read_place, write_place
from geomap.store.question import Question
from geomap.store.reading import Reader
from geomap.store.run import Ingested, Run
from geomap.store.spatial_index import build_index, drop_index, is_indexed
from geomap.store.writing import Writer, delete_article

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from types import TracebackType
    from typing import Self, Unpack

    import pandas as pd

    from geomap.corrections import Correction
    from geomap.model import Article, Place
    from geomap.query import QueryResult
    from geomap.store.question import Asked, By

    Geoparse = Callable[[Iterable[Article]], Iterable[Article]]

BATCH = 256
"""Articles written in one transaction: what a killed ingest may lose."""


_BULK_BATCH = 4096
_CACHE_KB = 65_536
_LOG_PAGES = 16_384  # 64 MB: pages that change often are written to the store once, not each time


class MentionStore:
    """A corpus that can be asked: one GeoPackage file, written by one at a time, read by many.

    Raises StoreError when the file can't be opened, is no store, or is being written by another
    process for longer than ``wait`` seconds.
    """

    def __init__(self, path: str | Path, *, create: bool = True, wait: float = 30.0) -> None:
        self.path = Path(path)
        self._wait = wait
        self._wrote = False
        self._connection = schema.connect(self.path, wait=wait, create=create)

    def __enter__(self) -> Self:
        """The store itself; the block closes it."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Close the store."""
        self.close()

    def __repr__(self) -> str:
        """Name the file."""
        return f"<MentionStore {self.path}>"

    def __len__(self) -> int:
        """How many articles the store holds."""
        return int(self._connection.execute("SELECT count(*) FROM articles").fetchone()[0])

    def close(self) -> None:
        """Close the file, and leave one file without a log beside it where nobody else reads it."""
        if self._wrote:
            self._connection.execute("PRAGMA busy_timeout = 0")
            # Where someone else has it open this fails, and the next writer to close tidies up.
            with suppress(sqlite3.OperationalError):
                self._connection.execute("PRAGMA journal_mode = DELETE").fetchone()
        self._connection.close()

    # -- writing ----------------------------------------------------------------------------------

    def add(
        self,
        articles: Iterable[Article],
        *,
        run: Run | None = None,
        batch: int = BATCH,
        bulk: bool = False,
        done: Callable[[Ingested], None] | None = None,
    ) -> Ingested:
        """Write geoparsed articles; return what was added, changed, unchanged or refused.

        An article is known by its canonical URL, else by its content; one that changed replaces
        what was there. Each ``batch`` is one transaction, reported to ``done`` once it is written.
        ``bulk`` is quicker for hundreds of thousands of mentions: the indexes of mentions
        are taken away first and built at the end, or by the next `add` should this one be killed.
        """
        total = Ingested()
        stream = iter(articles)
        writer = self._writer
        if bulk:
            batch = max(batch, _BULK_BATCH)
            self._set_up_writing(alone=len(self) == 0)
            with self._transaction():
                drop_index(self._connection)
                drop_indexes(self._connection)
        while part := list(islice(stream, batch)):
            with self._transaction():
                written = writer.write(part, run or Run())
            if done is not None:
                done(written)
            total += written
        if not is_indexed(self._connection):
            with self._transaction():
                ensure_indexes(self._connection)
                build_index(self._connection)
        if bulk:
            with self.path.open("rb") as file:
                os.fsync(file.fileno())
            self._set_up_writing()
        return total

    def ingest(
        self,
        articles: Iterable[Article],
        geoparse: Geoparse,
        *,
        run: Run | None = None,
        batch: int = BATCH,
        done: Callable[[Ingested], None] | None = None,
    ) -> Ingested:
        """Geoparse and write those articles that the store does not hold unchanged.

        ``geoparse`` takes a stream of articles and yields them with their mentions, in any order.
        """
        held = 0

        def fresh() -> Iterator[Article]:
            nonlocal held
            for article in articles:
                if self.holds(article):
                    held += 1
                else:
                    yield article

        written = self.add(geoparse(fresh()), run=run, batch=batch, done=done)
        return written + Ingested(unchanged=held)

    def holds(self, article: Article) -> bool:
        """Whether the store has this article, unchanged."""
        content = content_hash(article)
        row = self._connection.execute(
            "SELECT content FROM articles WHERE identity = ?", (identity(article, content),)
        ).fetchone()
        return row is not None and row[0] == content

    def update(
        self,
        geoparse: Geoparse,
        *,
        run: Run,
        of: Run | None = None,
        batch: int = BATCH,
        done: Callable[[int], None] | None = None,
    ) -> int:
        """Geoparse anew, from the stored texts, every article of another run; return how many.

        ``geoparse`` gets the articles with their mentions as they were resolved before, and may
        recognise anew or only resolve anew. ``of``: only articles of that run. What was done when
        it is stopped stays done.
        """
        if of == run:
            return 0
        count = 0
        while stale := self._stale(run, of, batch):
            before = list(self._reader.whole(stale, resolved=True))
            again = list(geoparse(before))
            if sorted(article.id for article in again) != sorted(article.id for article in before):
                raise UsageError(f"{len(before)} articles went in, others came out")
            with self._transaction():
                self._writer.rewrite(again, run)
            count += len(stale)
            if done is not None:
                done(len(stale))
        return count

    def remove(
        self, *, article: str | None = None, url: str | None = None, source: str | None = None
    ) -> int:
        """Remove the article with this id or URL, or all of a source; return how many went."""
        asked = {
            "article_id": article,
            "identity": None if url is None else f"url:{canonical_url(url)}",
            "source": source,
        }
        given = [(column, value) for column, value in asked.items() if value is not None]
        if len(given) != 1:
            raise UsageError("remove takes one of: an article's id, a URL, a source")
        column, value = given[0]
        with self._transaction():
            rows = self._connection.execute(
                f"SELECT fid FROM articles WHERE {column} = ?",
                (value,),
            ).fetchall()
            for (fid,) in rows:
                delete_article(self._connection, fid)
            if rows:
                geopackage.measure_extent(self._connection)
        return len(rows)

    def merge(self, other: MentionStore, *, batch: int = BATCH) -> Ingested:
        """Add all of another store: its articles with their runs, and its corrections."""
        self.correct(other.corrections, other.place)
        total = Ingested()
        for run, numbers in other.articles_by_run():
            total += self.add(other.read(numbers), run=run, batch=batch)
        return total

    # -- publishers -------------------------------------------------------------------------------

    @property
    def profile(self) -> str | None:
        """What the store has learned of its publishers (`OutletProfile.dumps`), or None."""
        row = self._connection.execute(
            "SELECT value FROM geomap_store WHERE key = 'profile'"
        ).fetchone()
        return None if row is None else str(row[0])

    def keep_profile(self, profile: str) -> None:
        """Keep what was learned of publishers in place of what was known before."""
        with self._transaction():
            self._connection.execute(
                "INSERT OR REPLACE INTO geomap_store VALUES ('profile', ?)", (profile,)
            )

    # -- corrections ------------------------------------------------------------------------------

    @property
    def corrections(self) -> Corrections:
        """What people overruled in this store."""
        return correcting.kept(self._connection)

    def correct(
        self, corrections: Iterable[Correction], place: Callable[[str], Place | None]
    ) -> int:
        """Overrule the ranker, now and in later runs; return how many mentions changed.

        ``place`` finds the place of an id (``gazetteer.get``). Raises UsageError when a place or a
        mention is not known; then nothing is changed.
        """
        new = list(corrections)
        with self._transaction():
            for item in new:
                if item.place_id is not None and self.place(item.place_id) is None:
                    found = place(item.place_id)
                    if found is None:
                        raise UsageError(f"no place {item.place_id}; look it up in the gazetteer")
                    write_place(self._connection, found)
            return correcting.keep(self._connection, Corrections([*self.corrections, *new]), new)

    def uncorrect(self, corrections: Iterable[Correction]) -> int:
        """Take corrections back; return how many mentions are as the ranker had them again."""
        gone = list(corrections)
        with self._transaction():
            return correcting.keep(self._connection, self.corrections.without(gone), gone)

    # -- reading ----------------------------------------------------------------------------------

    def query(self, **asked: Unpack[Asked]) -> QueryResult:
        """The mentions that answer a question; see `Asked` for what can be asked."""
        return Question(self._connection, asked).result(self._reader)

    def count(self, by: By, **asked: Unpack[Asked]) -> pd.DataFrame:
        """How many mentions answer a question, by place, unit, source or time (see `By`)."""
        return Question(self._connection, asked).count(by)

    def changes(self, **asked: Unpack[Asked]) -> pd.DataFrame:
        """Places that are new ``since`` a day, or named more; see `geomap.store.change`."""
        return changes(self._connection, asked)

    def articles(self) -> Iterator[Article]:
        """Every article with its mentions, in reading order."""
        return self.read(self._numbers("SELECT fid FROM articles ORDER BY fid"), resolved=False)

    def article(self, article_id: str) -> Article:
        """One article with its mentions; StoreError where there is none with this id."""
        rows = self._connection.execute(
            "SELECT fid FROM articles WHERE article_id = ?", (article_id,)
        ).fetchall()
        if not rows:
            raise StoreError(f"no article {article_id} in {self.path}")
        return next(self._reader.whole([rows[0][0]]))

    def place(self, place_id: str) -> Place | None:
        """A place that mentions or candidates of this store name, or None."""
        return read_place(self._connection, place_id)

    def read(self, numbers: Iterable[int], *, resolved: bool = True) -> Iterator[Article]:
        """The articles with these row numbers, uncorrected unless ``resolved`` is false."""
        stream = iter(numbers)
        while part := list(islice(stream, BATCH)):
            yield from self._reader.whole(part, resolved=resolved)

    def articles_by_run(self) -> Iterator[tuple[Run, Sequence[int]]]:
        """Each run with the row numbers of its articles."""
        for fid, run, _ in self._runs():
            yield run, self._numbers("SELECT fid FROM articles WHERE run = ? ORDER BY fid", fid)

    def runs(self) -> list[tuple[Run, int]]:
        """Each run, and how many articles have their mentions from it."""
        return [(run, count) for _, run, count in self._runs()]

    def runs_of_articles(self) -> dict[str, Run]:
        """Article id -> the run that its mentions are from."""
        runs = {number: run for number, run, _ in self._runs()}
        rows = self._connection.execute("SELECT article_id, run FROM articles ORDER BY fid")
        return {article_id: runs[number] for article_id, number in rows}

    # -- inside -----------------------------------------------------------------------------------

    @property
    def _reader(self) -> Reader:
        return Reader(self._connection, self.corrections)

    @property
    def _writer(self) -> Writer:
        return Writer(self._connection, self.corrections)

    def _numbers(self, statement: str, *values: object) -> list[int]:
        return [row[0] for row in self._connection.execute(statement, values)]

    def _stale(self, run: Run, of: Run | None, batch: int) -> list[int]:
        stale = [
            str(number)
            for number, held, _ in self._runs()
            if held != run and (of is None or held == of)
        ]
        return self._numbers(
            f"SELECT fid FROM articles WHERE run IN ({', '.join(stale)}) ORDER BY fid LIMIT ?",
            batch,
        )

    def _runs(self) -> list[tuple[int, Run, int]]:
        rows = self._connection.execute(
            "SELECT r.fid, r.geomap, r.gazetteer, r.model, r.rules, count(a.fid) FROM runs r"
            " LEFT JOIN articles a ON a.run = r.fid GROUP BY r.fid ORDER BY r.fid"
        )
        return [(fid, Run(*versions), count) for fid, *versions, count in rows]

    def _set_up_writing(self, *, alone: bool = False) -> None:
        """Say how the file is written: with a log beside it, so that others can read all the while.

        alone : straight into the file, which others wait for; for one that holds nothing yet. A
            kill breaks it as little as the other, but the disk is only waited for at the end.
        """
        try:
            mode, care = ("DELETE", "OFF") if alone else ("WAL", "NORMAL")
            self._connection.execute(f"PRAGMA journal_mode = {mode}").fetchone()
            self._connection.execute(f"PRAGMA synchronous = {care}")
            self._connection.execute(f"PRAGMA cache_size = -{_CACHE_KB}")
            self._connection.execute(f"PRAGMA wal_autocheckpoint = {_LOG_PAGES}")
        except sqlite3.OperationalError as error:
            raise self._refusal(error) from error
        self._wrote = True

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        if not self._wrote:
            self._set_up_writing()
        try:
            self._connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            raise self._refusal(error) from error
        try:
            yield
            self._connection.execute("COMMIT")
        except BaseException as error:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            if isinstance(error, sqlite3.Error):
                raise self._refusal(error) from error
            raise

    def _refusal(self, error: sqlite3.Error) -> StoreError:
        if "locked" in str(error):
            return StoreError(
                f"{self.path} is being written by another process; waited {self._wait:g} s;"
                " try again when it is done"
            )
        return StoreError(f"cannot write {self.path}: {error}")
