"""What people type to search texts, as a question that FTS5 understands."""

from __future__ import annotations

import re
import sqlite3
from typing import TYPE_CHECKING

from geomap.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

TOKENIZER = "unicode61 remove_diacritics 2"
_TERM = re.compile(r'(-?)(?:"([^"]*)"?|(\S+))')


def text_query(asked: str) -> str:
    """An FTS5 query for what was asked.

    All words must be there, in any order; ``"two words"`` stand side by side; ``bridge*`` begins a
    word; ``OR`` between two words: either; ``-word``: not. Letter case and accents make no
    difference. Nothing else is syntax, so any text can be asked for. Raises UsageError for no word.
    """
    wanted: list[list[str]] = []
    unwanted: list[str] = []
    either = False
    # A NUL would end the query in the middle of a quoted string.
    for minus, phrase, word in _TERM.findall(asked.replace("\0", " ")):
        if word == "OR":
            either = bool(wanted)
            continue
        prefix = "*" if word.endswith("*") else ""
        body = (phrase or word).rstrip("*")
        if not any(character.isalnum() for character in body):
            continue
        # FTS5 quotes a string in double quotes; a doubled one stands for itself.
        term = '"' + body.replace('"', '""') + '"' + prefix
        if minus:
            unwanted.append(term)
        elif either:
            wanted[-1].append(term)
        else:
            wanted.append([term])
        either = False
    if not wanted:
        raise UsageError(f"no word to look for in {asked!r}; give at least one, not only -words")
    query = " AND ".join(f"({' OR '.join(terms)})" for terms in wanted)
    return f"({query}) NOT ({' OR '.join(unwanted)})" if unwanted else query


def matching(query: str, texts: Iterable[tuple[int, str]]) -> list[int]:
    """The numbers of those texts that an FTS5 query finds, ascending."""
    memory = sqlite3.connect(":memory:")
    try:
        memory.execute(f"CREATE VIRTUAL TABLE t USING fts5 (text, tokenize='{TOKENIZER}')")
        memory.executemany("INSERT INTO t (rowid, text) VALUES (?, ?)", texts)
        rows = memory.execute("SELECT rowid FROM t WHERE t MATCH ? ORDER BY rowid", (query,))
        return [row[0] for row in rows]
    finally:
        memory.close()
