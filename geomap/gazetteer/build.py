"""Building the index from its sources: ``geomap gazetteer build``."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from geomap.errors import GazetteerError
from geomap.gazetteer.builder import Builder
from geomap.gazetteer.schema import SCHEMA_VERSION
from geomap.gazetteer.sources import Sources
from geomap.gazetteer.writer import IndexWriter

if TYPE_CHECKING:
    from collections.abc import Iterator

_WAIT_S = 1800


def default_path() -> Path:
    """Where the index lies: the setting GEOMAP_GAZETTEER (a file), else the user's cache folder."""
    if chosen := os.environ.get("GEOMAP_GAZETTEER"):
        return Path(chosen)
    if cache := os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA"):
        return Path(cache) / "geomap" / "gazetteer.sqlite"
    return Path.home() / ".cache" / "geomap" / "gazetteer.sqlite"


def build_gazetteer(
    path: str | Path | None = None,
    *,
    sources: Sources | None = None,
    progress: bool = True,
    force: bool = False,
) -> Path:
    """Build the index, unless the one at ``path`` was built from the same sources; return its path.

    The index is written beside ``path`` and renamed when it is whole: readers see the old file or
    the new one, and a build that is killed changes nothing. Of two builds at the same time the
    second waits, and finds the work done. ``sources`` are those installed with geomap by default.

    Raises
    ------
    GazetteerError
        A source is missing or broken, or the index can't be written.
    """
    target = Path(path) if path is not None else default_path()
    chosen = sources or Sources.installed()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with only_builder(target):
            if not force and built_version(target) == chosen.version:
                return target
            unfinished = target.with_name(f"{target.name}.building")
            unfinished.unlink(missing_ok=True)
            with IndexWriter(unfinished, layer="geonames") as writer:
                Builder(writer, chosen, progress=progress).run()
            unfinished.replace(target)
    except (OSError, sqlite3.OperationalError) as error:
        raise GazetteerError(
            f"can't write the gazetteer at {target}: {error}; name another file in GEOMAP_GAZETTEER"
        ) from error
    return target


def built_version(path: Path) -> str | None:
    """The version of the index at ``path``, None where there is none that this geomap can read."""
    if not path.is_file():
        return None
    try:
        uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        with closing(sqlite3.connect(uri, uri=True)) as db:
            meta = dict(db.execute("SELECT name, value FROM meta"))
    except sqlite3.DatabaseError:
        return None
    return meta.get("sources") if meta.get("schema") == str(SCHEMA_VERSION) else None


@contextmanager
def only_builder(target: Path) -> Iterator[None]:
    """Hold the build of ``target``; the lock is SQLite's own and ends with its process."""
    lock = target.with_name(f"{target.name}.lock")
    with closing(sqlite3.connect(lock, timeout=_WAIT_S, isolation_level=None)) as db:
        db.execute("BEGIN EXCLUSIVE")
        yield
        db.execute("ROLLBACK")
