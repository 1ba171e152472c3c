"""Ids that are an article's own in a run, remembered on disk so that memory does not grow."""

from __future__ import annotations

import sqlite3
from hashlib import blake2b
from typing import TYPE_CHECKING, Literal, Self

if TYPE_CHECKING:
    from types import TracebackType

Seen = Literal["new", "same", "other"]
"""Of an id: never seen before, seen with the same text, seen with another text."""


class Identities:
    """The ids of a run, each with a digest of its text, in a temporary file."""

    def __init__(self) -> None:
        # An empty name is a private database on disk, which SQLite deletes when it is closed.
        # Articles may be drawn from another thread than the first one, though never from two.
        self._database = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._database.execute("PRAGMA journal_mode = OFF")
        self._database.execute("BEGIN")
        self._database.execute("CREATE TABLE seen (id INTEGER PRIMARY KEY, text INTEGER NOT NULL)")

    def __enter__(self) -> Self:
        """The identities themselves."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Forget everything."""
        self._database.close()

    def see(self, article_id: str, text: str) -> Seen:
        """Remember an id with its text, if it is new, and say whether it was."""
        key, digest = _number(article_id), _number(text)
        known = self._database.execute("SELECT text FROM seen WHERE id = ?", (key,)).fetchone()
        if known is None:
            self._database.execute("INSERT INTO seen VALUES (?, ?)", (key, digest))
            return "new"
        return "same" if known[0] == digest else "other"


def text_hash(text: str) -> str:
    """Eight hexadecimal digits that tell texts of the same name apart."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()


def _number(text: str) -> int:
    digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
