"""Writing the index: places and their spellings, for the build and for imported layers alike."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Self

from geomap.gazetteer import schema
from geomap.gazetteer.cards import FIELDS, write_card
from geomap.gazetteer.folding import fold
from geomap.gazetteer.skeleton import skeleton

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from geomap.model import Box, Place

_TIERS = {
    "main": 0,
    "curated": 1,
    "label": 2,
    "admin": 3,
    "alternate": 4,
    "imported": 4,
    "composed": 5,
    "romanised": 8,
}
ODD_TIER = 6
"""Alternates that are the main name of something bigger elsewhere: "Victoria" for Hong Kong."""
_AS_GOOD_AS = 3
"""A town a third as large that is called so is meant rather: Venice, not the Venice of Dayton."""
ROMANISED_TIER = _TIERS["romanised"]
"""Spellings of this tier and beyond were made by us, not met in a source."""

# Of labels that are written alike, the one in the language that more articles are written in.
_LANGUAGES = " en de fr es it pt nl pl cs uk ru tr "

_MAX_PREFIX_WORDS = 5
_FUZZY_LETTERS = 5
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LATIN = re.compile("[a-z]")
_ALIKE = 0.6
"""Ratio of equal letters from which two names are spellings of one: Koch Bihār, Cooch Behar."""
_ALPHABETS = re.compile("[a-z\u0370-\u04ff]")  # trigrams say little about other scripts


_OF_PEOPLE = {
    "given": schema.GIVEN_NAME,
    "surname": schema.SURNAME,
    "both": schema.GIVEN_NAME | schema.SURNAME,
}


class IndexWriter:
    """An index that is being written: a new file, or a copy of a built one to put a layer on.

    Add places, then names, then `finish`; nothing of it is seen by readers before the file is
    renamed to where they look (the caller's duty).
    """

    def __init__(self, path: Path, *, layer: str) -> None:
        is_new = not path.exists()
        self.layer = layer
        self.db = sqlite3.connect(path, isolation_level=None)
        self.db.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -200000;"
            "PRAGMA temp_store = MEMORY; PRAGMA locking_mode = EXCLUSIVE;"
        )
        self.db.create_function(
            "is_alphabetic", 1, lambda key: bool(_ALPHABETS.search(key)), deterministic=True
        )
        self.db.create_function("write_card", -1, write_card, deterministic=True)
        self.db.create_function("are_unlike", 2, _are_unlike, deterministic=True)
        self.db.create_function("begins", 2, _begins, deterministic=True)
        self.db.execute("BEGIN")
        self._staged: list[tuple[object, ...]] = []
        self._skeletons: list[tuple[str, int, str]] = []
        for script in ([schema.TABLES] if is_new else []) + [schema.STAGED]:
            for statement in _statements(script):
                self.db.execute(statement)

    def __enter__(self) -> Self:
        """The writer itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file, finished or not."""
        self.db.close()

    def next_num(self) -> int:
        """A number for a place that GeoNames does not have."""
        with closing(self.db.execute("SELECT min(min(num), 0) - 1 FROM place")) as rows:
            return int(rows.fetchone()[0] or -1)

    def add_place(
        self,
        num: int,
        place: Place,
        *,
        admin1: int | None = None,
        admin2: int | None = None,
        code: str | None = None,
        metonym_of: int | None = None,
    ) -> None:
        """Add a place, or put it in the stead of the one that an earlier layer has under ``num``.

        ``admin1``, ``admin2`` and ``metonym_of`` are numbers of places; the names of the units are
        joined on when `finish` writes the cards, so those of ``place`` are not looked at.
        """
        known = place.lat is not None and place.lon is not None
        extent = place.extent
        self.db.execute(
            "INSERT OR REPLACE INTO place VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
            (
                num,
                None if place.geonameid == num else place.id,
                place.name,
                place.kind,
                place.country,
                admin1,
                admin2,
                place.lat,
                place.lon,
                place.population,
                *((extent.west, extent.south, extent.east, extent.north) if extent else [None] * 4),
                place.precision,
                code,
                0,
                metonym_of,
                schema.cell(place.lat, place.lon) if known else None,  # type: ignore[arg-type]
                schema.kind_flag(place.kind),
                self.layer,
            ),
        )

    def add_name(
        self,
        num: int,
        form: str,
        provenance: str,
        *,
        language: str | None = None,
        original: str | None = None,
        main: bool = False,
    ) -> None:
        """Add a spelling of the place ``num``, unless its key is empty (no letter, no digit)."""
        key = fold(form)
        if not key:
            return
        tier = _TIERS[provenance.partition(":")[0]]
        self._staged.append((key, num, tier, form, provenance, language, original, int(main)))
        if tier < ROMANISED_TIER and _CYRILLIC.search(form):
            self._skeletons.append((skeleton(form), num, form))
        if len(self._staged) >= 50_000:  # noqa: PLR2004
            self._flush()

    def add_label(self, num: int, language: str, name: str) -> None:
        """Note what a place is called in a language, unless that is known; no spelling to find."""
        self.db.execute("INSERT OR IGNORE INTO label VALUES (?, ?, ?)", (num, language, name))

    def add_member(self, region: int, unit: int) -> None:
        """Note that a region is made of a country or unit, among others."""
        self.db.execute("INSERT OR IGNORE INTO member VALUES (?, ?)", (region, unit))

    def add_iso_code(self, code: str, unit: int) -> None:
        """Add a code of ISO 3166-2; it finds the unit by code and is no spelling of it."""
        self.db.execute("INSERT OR IGNORE INTO iso VALUES (?, ?)", (code, unit))

    def add_dialling_code(self, prefix: str, place: int) -> None:
        """Note with which digits the telephone numbers of a country or unit begin."""
        self.db.execute("INSERT INTO dialling VALUES (?, ?)", (prefix, place))

    def set_extent(self, num: int, box: Box) -> None:
        """Set the box around a place (degrees)."""
        self.db.execute(
            "UPDATE place SET west = ?, south = ?, east = ?, north = ? WHERE num = ?",
            (box.west, box.south, box.east, box.north, num),
        )

    def add_abbreviation(self, form: str, num: int) -> None:
        """Add an abbreviation, which counts only as it is written ("OR" is Oregon, "or" a word)."""
        self.db.execute("INSERT OR IGNORE INTO abbreviation VALUES (?, ?)", (form, num))
        self._note([(fold(form), schema.ABBREVIATION, 0)])

    def add_demonym(self, form: str, num: int | None) -> None:
        """Add an adjective or the name of a people; one of no place ("Western") has no ``num``."""
        self.db.execute("INSERT OR IGNORE INTO demonym VALUES (?, ?, ?)", (fold(form), form, num))
        self._note([(fold(form), schema.DEMONYM, 0)])

    def add_word(self, form: str, reason: str | None) -> None:
        """Note that a name is an ordinary word or a first name too."""
        self.db.execute("INSERT OR IGNORE INTO word VALUES (?, ?)", (fold(form), reason))
        self._note([(fold(form), schema.WORD, 0)])

    def add_person_name(self, form: str, use: str) -> None:
        """Note that a name is one of people, too: ``use`` is "given", "surname" or "both"."""
        self._note([(fold(form), _OF_PEOPLE[use], 0)])

    def write_meta(self, values: Mapping[str, str]) -> None:
        """Set what is known of the index as a whole."""
        self.db.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", sorted(values.items()))

    def _flush(self) -> None:
        self.db.executemany("INSERT INTO staged VALUES (?,?,?,?,?,?,?,?)", self._staged)
        self.db.executemany("INSERT INTO staged_skeleton VALUES (?,?,?)", self._skeletons)
        self._staged.clear()
        self._skeletons.clear()

    def finish(self) -> None:
        """Bring what was added into the tables that are searched, and commit."""
        self._flush()
        run = self.db.execute
        run(
            "INSERT INTO spelling"
            " SELECT key, place, tier, form, provenance, language, original, main"
            " FROM staged WHERE true ORDER BY key, place, tier, main DESC, language IS NULL,"
            " coalesce(nullif(instr(?, ' ' || language || ' '), 0), 999), language, form"
            " ON CONFLICT (key, place) DO UPDATE SET tier = excluded.tier, form = excluded.form,"
            " provenance = excluded.provenance, language = excluded.language,"
            " original = excluded.original, main = max(main, excluded.main)"
            " WHERE excluded.tier < tier",
            (_LANGUAGES,),
        )
        run(
            "INSERT OR IGNORE INTO skeleton"
            " SELECT key, place, min(form) FROM staged_skeleton WHERE key <> ''"
            " GROUP BY key, place ORDER BY key, place"
        )
        run(
            "UPDATE place SET alternates = alternates + n FROM"
            " (SELECT place, count(*) AS n FROM staged WHERE tier < ? GROUP BY place) AS counted"
            " WHERE num = counted.place",
            (ROMANISED_TIER,),
        )
        self._demote_odd_names()
        self._demote_names_of_units()
        self._profile()
        self._write_cards()
        for statement in _statements(schema.INDEXES):
            run(statement.replace("CREATE INDEX", "CREATE INDEX IF NOT EXISTS"))
        run("COMMIT")
        run("ANALYZE")

    def _demote_odd_names(self) -> None:
        """Lower the tier of another name that a country, a unit or a bigger place has as main.

        Or that has been written down by hand for it: Frankfort in Kentucky is no "Frankfurt", but
        Frankfurt (Oder) is. What a layer brought keeps its tier, and a place inside that unit:
        New York is a name of the city in New York.
        """
        run = self.db.execute
        run("CREATE TEMP TABLE added AS SELECT DISTINCT key FROM staged ORDER BY key")
        run(
            "UPDATE spelling SET tier = ? WHERE tier IN (?, ?) AND language IS NOT 'en'"
            " AND NOT main AND provenance NOT LIKE 'imported%'"
            " AND key IN (SELECT key FROM added) AND EXISTS ("
            " SELECT 1 FROM spelling AS other JOIN place AS q ON q.num = other.place"
            " JOIN place AS p ON p.num = spelling.place"
            " WHERE other.key = spelling.key AND (other.main"
            " OR (other.tier = ? AND NOT begins(p.name, spelling.key))) AND q.num <> p.num"
            " AND q.num IS NOT p.admin1 AND (q.flags & ? OR q.kind = 'L.CONT'"
            " OR q.population * ? > p.population))",
            (
                ODD_TIER,
                _TIERS["alternate"],
                _TIERS["label"],
                _TIERS["curated"],
                schema.COUNTRY | schema.ADMIN1,
                _AS_GOOD_AS,
            ),
        )

    def _demote_names_of_units(self) -> None:
        """Lower the tier of what is called like a unit around it and is no spelling of its name.

        GeoNames knows Boron as "Kern", Sterling as "Loudoun" and Bristol as "Bucks", which are the
        counties that they lie in. Seats elsewhere than in the USA keep what is said of them: there
        it is as often an old name, or one in another language, of seat and unit.
        """
        self.db.execute(
            "UPDATE spelling SET tier = ? WHERE tier IN (?, ?) AND NOT main"
            " AND provenance NOT LIKE 'imported%'"
            " AND key IN (SELECT key FROM added) AND EXISTS ("
            " SELECT 1 FROM place AS p JOIN spelling AS other"
            " ON other.key = spelling.key AND other.place IN (p.admin1, p.admin2)"
            " JOIN place AS unit ON unit.num = other.place"
            " WHERE p.num = spelling.place AND p.flags & ? AND other.tier <= ?"
            " AND (p.country = 'US' OR p.kind NOT IN ('P.PPLC', 'P.PPLG', 'P.PPLA', 'P.PPLA2'))"
            " AND are_unlike(spelling.key, p.name) AND are_unlike(unit.name, p.name))",
            (ODD_TIER, _TIERS["alternate"], _TIERS["label"], schema.TOWN, _TIERS["admin"]),
        )

    def _profile(self) -> None:
        """Count what stands behind each key that was added, and note the keys' first words."""
        run = self.db.execute
        run(
            "INSERT INTO trigram SELECT char(2) || key || char(3) FROM added"
            " WHERE length(key) >= ? AND key NOT IN (SELECT key FROM profile WHERE places > 0)"
            " AND is_alphabetic(key) ORDER BY key",
            (_FUZZY_LETTERS,),
        )
        bits = " | ".join(f"max(flags & {1 << bit})" for bit in range(5))
        run(
            "INSERT INTO profile SELECT a.key,"  # noqa: S608
            f" {bits}, max(population), count(*), max(main), 0"
            " FROM added a JOIN spelling s USING (key) JOIN place p ON p.num = s.place"
            " WHERE true GROUP BY a.key ORDER BY a.key"
            " ON CONFLICT (key) DO UPDATE SET flags = (flags & ~31) | excluded.flags,"
            " population = excluded.population, places = excluded.places, main = excluded.main"
        )
        longest: dict[str, int] = {}
        for (key,) in run("SELECT key FROM added WHERE instr(key, ' ')"):
            words = key.split(" ")
            for end in range(1, min(len(words), _MAX_PREFIX_WORDS) + 1):
                prefix = " ".join(words[:end])
                longest[prefix] = max(longest.get(prefix, 0), len(words))
        self._note((prefix, 0, words) for prefix, words in sorted(longest.items()))
        run("UPDATE profile SET longest = 1 WHERE longest = 0")

    def _write_cards(self) -> None:
        """Write all cards: a place that was changed may be a unit of which others bear the name."""
        self.db.execute("DELETE FROM card")
        self.db.execute(
            f"INSERT INTO card SELECT p.num, write_card({FIELDS}) FROM place p"  # noqa: S608
            " LEFT JOIN place a1 ON a1.num = p.admin1 LEFT JOIN place a2 ON a2.num = p.admin2"
            " ORDER BY p.num"
        )

    def _note(self, rows: Iterable[tuple[str, int, int]]) -> None:
        """Add flags to keys and lengthen their longest key: (key, flags, longest) each."""
        self.db.executemany(
            "INSERT INTO profile (key, flags, population, places, main, longest)"
            " VALUES (?, ?, NULL, 0, 0, ?) ON CONFLICT (key) DO UPDATE"
            " SET flags = flags | excluded.flags, longest = max(longest, excluded.longest)",
            rows,
        )


def _are_unlike(name: str, other: str) -> bool:
    """Whether a name of Latin letters is no spelling of another, and has no word of it."""
    one, two = fold(name), fold(other)
    return (
        _LATIN.search(one) is not None
        and not set(one.split()) & set(two.split())
        and SequenceMatcher(None, one, two, autojunk=False).ratio() < _ALIKE
    )


def _begins(name: str, key: str) -> bool:
    """Whether a key is a name's first words: "frankfurt" is of "Frankfurt (Oder)"."""
    return f"{fold(name)} ".startswith(f"{key} ")


def _statements(script: str) -> list[str]:
    return [part for part in re.sub("--.*", "", script).split(";") if part.strip()]
