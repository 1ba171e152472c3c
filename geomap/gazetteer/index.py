"""Reading the built index: SQLite rows in, places and matches out."""

from __future__ import annotations

import os
import sqlite3
import threading
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from geomap.errors import GazetteerError
from geomap.gazetteer import schema
from geomap.gazetteer.cards import read_card
from geomap.gazetteer.folding import fold
from geomap.gazetteer.matches import EXACT, SKELETON, VARIANT, KeyProfile, Match, make_match
from geomap.gazetteer.writer import ODD_TIER
from geomap.model import Spelling, make_spelling

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from geomap.model import Place

_CARDS = "SELECT c.text FROM place p JOIN card c ON c.num = p.num"
_BY_KEY = (
    "SELECT c.text, s.form, s.provenance, s.language, s.original, s.main, s.tier"
    " FROM spelling s JOIN card c ON c.num = s.place WHERE s.key = ?"
)
_BY_SKELETON = (
    "SELECT c.text, s.form FROM skeleton s JOIN card c ON c.num = s.place WHERE s.key = ?"
)
_ABBREVIATIONS = (
    "SELECT c.text, s.form FROM abbreviation s JOIN card c ON c.num = s.place"
    " ORDER BY s.form, s.place"
)
_BY_DEMONYM = "SELECT c.text FROM demonym s JOIN card c ON c.num = s.place WHERE s.key = ?"
_PROFILE = "SELECT flags, population, places, main, longest FROM profile WHERE key = ?"


class Index:
    """The tables of one built file, read-only; each thread and forked process has a connection."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        self._local = threading.local()
        self._profile = lru_cache(maxsize=1 << 15)(self._read_profile)
        self._abbreviations = cache(self._read_abbreviations)
        meta = dict(self._read_meta())
        if meta.get("schema") != str(schema.SCHEMA_VERSION):
            raise GazetteerError(
                f"the gazetteer at {path} was built by another version of geomap;"
                " run `geomap gazetteer build`"
            )
        self.meta = meta

    def _read_meta(self) -> list[tuple[str, str]]:
        try:
            return self.rows("SELECT name, value FROM meta")
        except sqlite3.DatabaseError as error:
            raise GazetteerError(
                f"{self.path} is not a gazetteer ({error}); run `geomap gazetteer build`"
            ) from error

    @property
    def _db(self) -> sqlite3.Connection:
        local = self._local
        if getattr(local, "pid", None) != os.getpid():
            # A connection must not cross a fork: the parent's stays open there, unused here.
            local.inherited = getattr(local, "db", None)
            local.db = sqlite3.connect(
                self._uri, uri=True, check_same_thread=False, cached_statements=64
            )
            local.db.execute("PRAGMA mmap_size = 1073741824")
            local.pid = os.getpid()
        return local.db  # type: ignore[no-any-return]

    def close(self) -> None:
        """Close this thread's connection; reading again opens another."""
        if getattr(self._local, "pid", None) == os.getpid():
            self._local.db.close()
            self._local.pid = None

    def rows(self, sql: str, parameters: Iterable[object] = ()) -> list[tuple[Any, ...]]:
        """All rows of a question, read at once."""
        return self._db.execute(sql, tuple(parameters)).fetchall()

    def places(self, where: str, parameters: Iterable[object] = ()) -> Iterator[Place]:
        """The places for which an SQL condition over ``p`` (a constant of this room) holds."""
        for (card,) in self.rows(f"{_CARDS} WHERE {where}", parameters):
            yield read_card(card)[0]

    def place(self, place_id: str) -> Place | None:
        """The place with an id, None if the index does not have it."""
        column, value = _by_id(place_id)
        return next(self.places(f"{column} = ?", (value,)), None)

    def number(self, place_id: str) -> int | None:
        """The number under which the index has a place id, None if it does not have it."""
        column, value = _by_id(place_id)
        found = self.rows(f"SELECT p.num FROM place p WHERE {column} = ?", (value,))  # noqa: S608
        return found[0][0] if found else None

    def label_languages(self, place_id: str, name: str) -> list[str]:
        """The languages in which a place has this label, in order of their codes."""
        found = self.rows(
            "SELECT language FROM label WHERE place = ? AND name = ? ORDER BY language",
            (self.number(place_id), name),
        )
        return [row[0] for row in found]

    def spelled(self, key: str) -> list[Match]:
        """The places that have a spelling with this key."""
        profile = self._profile(key)  # which recognition has asked for, mostly
        if profile is None or not profile.places:
            return []
        matches: list[Match] = []
        for card, form, provenance, language, original, main, tier in self.rows(_BY_KEY, (key,)):
            place, alternates = read_card(card)
            matches.append(
                make_match(
                    place,
                    make_spelling(form, provenance, language, original),
                    VARIANT if tier >= ODD_TIER else EXACT,
                    place.name == form or fold(place.name) == key,  # is_display
                    main > 0,
                    alternates,
                    None,
                    None,
                )
            )
        return matches

    def abbreviated(self, form: str) -> list[Match]:
        """The places that an abbreviation stands for, as it is written."""
        spelling = Spelling(form, "abbreviation")
        return [_match(card, spelling, EXACT) for card in self._abbreviations().get(form, ())]

    def _read_abbreviations(self) -> dict[str, list[str]]:
        """All abbreviations with the cards of their places: a few hundred, asked for every name."""
        every: dict[str, list[str]] = {}
        for card, form in self.rows(_ABBREVIATIONS):
            every.setdefault(form, []).append(card)
        return every

    def demonyms(self, form: str, key: str) -> list[Match]:
        """The place whose people or things a word names; nothing for one of no single place."""
        spelling = Spelling(form, "demonym")
        return [_match(card, spelling, EXACT) for (card,) in self.rows(_BY_DEMONYM, (key,))]

    def same_skeleton(self, name: str, skeleton: str) -> list[Match]:
        """The places with a Cyrillic name of this skeleton."""
        return [
            _match(card, Spelling(name, "skeleton", original=original), SKELETON)
            for card, original in self.rows(_BY_SKELETON, (skeleton,))
        ]

    def profile(self, key: str) -> KeyProfile | None:
        """What stands behind a key, or behind longer keys that begin with it."""
        return self._profile(key)

    def _read_profile(self, key: str) -> KeyProfile | None:
        row = self._db.execute(_PROFILE, (key,)).fetchone()
        if row is None:
            return None
        flags, population, places, main, longest = row
        return KeyProfile(
            key,
            country=bool(flags & schema.COUNTRY),
            admin1=bool(flags & schema.ADMIN1),
            admin2=bool(flags & schema.ADMIN2),
            town=bool(flags & schema.TOWN),
            other=bool(flags & schema.OTHER),
            population=population,
            places=places,
            is_main=bool(main),
            is_word=bool(flags & schema.WORD),
            is_demonym=bool(flags & schema.DEMONYM),
            is_abbreviation=bool(flags & schema.ABBREVIATION),
            is_given_name=bool(flags & schema.GIVEN_NAME),
            is_surname=bool(flags & schema.SURNAME),
            longest=longest,
        )


def _by_id(place_id: str) -> tuple[str, int | str]:
    """The column (a constant) and the value by which the index knows a place id."""
    source, _, digits = place_id.partition(":")
    if source == "geonames" and digits.isdecimal():
        return "p.num", int(digits)
    return "p.id", place_id


def _match(card: str, spelling: Spelling, step: int) -> Match:
    """The match of a place by what is no name of its record."""
    place, alternates = read_card(card)
    return Match(place, spelling, step, is_display=False, is_main=False, alternates=alternates)
