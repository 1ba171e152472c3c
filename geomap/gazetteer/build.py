"""Building the index from its sources: ``geomap gazetteer build``."""

from __future__ import annotations

import json
import os
import re
import sqlite3
from collections import Counter
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from geomap.errors import GazetteerError
from geomap.gazetteer.composed import composed_names, seat_names
from geomap.gazetteer.display import display_name
from geomap.gazetteer.folding import fold
from geomap.gazetteer.romanise import romanise_all
from geomap.gazetteer.schema import SCHEMA_VERSION
from geomap.gazetteer.sources import Sources
from geomap.gazetteer.writer import IndexWriter
from geomap.model import Box, Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from geomap.model import Precision

    Row = Mapping[str, str | None]

_WAIT_S = 1800
_SHORT_LATIN = 3
_DISPLAY_LANGUAGE = "en"


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
                _Builder(writer, chosen, progress=progress).run()
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


class _Builder:
    """One build: reads the tables in the order in which they refer to each other."""

    def __init__(self, writer: IndexWriter, sources: Sources, *, progress: bool) -> None:
        self.writer = writer
        self.sources = sources
        self.progress = progress
        self.codes: dict[str, int] = {}
        self.towns: set[int] = set()
        self.english: dict[int, str] = {}
        self.ukrainian: dict[int, str] = {}
        self.shown: dict[str, str] = {}
        self.towns_of: dict[tuple[int | None, str], list[tuple[int, int]]] = {}
        self.left_out: Counter[str] = Counter()

    def run(self) -> None:
        self.shown = {
            _given(row, "id"): _given(row, "name") for row in self.sources.table("display.tsv")
        }
        self.add_countries()
        self.add_units()
        self.add_towns()
        self.find_seats()
        self.add_curated()
        self.add_words()
        self.writer.finish()
        self.write_meta()

    # -- countries and units

    def add_countries(self) -> None:
        for row in self.sources.table("countries.tsv"):
            num, code, name = (
                int(_given(row, "geonameid")),
                _given(row, "iso2"),
                _given(row, "name"),
            )
            self.codes[code] = num
            self.writer.add_place(num, _area(row, f"geonames:{num}", code), code=code)
            self.writer.add_name(num, name, "main", main=True)
        for row in self.sources.table("country_names.tsv.xz"):
            if (country := self.number(row["iso2"])) is not None:
                self.add_label(country, _given(row, "name"), row["language"], None)

    def add_units(self) -> None:
        levels: dict[int, int] = {}
        for row in sorted(self.sources.table("admin.tsv.xz"), key=lambda row: _given(row, "level")):
            num, level, code = int(_given(row, "geonameid")), int(_given(row, "level")), row["code"]
            if code is None or row["country"] not in self.codes:
                self.left_out["units of no country"] += 1
                continue
            self.codes[code] = num
            levels[num] = level
            place = _area(row, f"geonames:{num}", row["country"], kind=f"A.ADM{level}")
            place = replace(place, name=self.shown.get(code, place.name))
            parent = num if level == 1 else self.codes.get(row["parent"] or "")
            self.writer.add_place(
                num, place, admin1=parent, admin2=None if level == 1 else num, code=code
            )
            for name in dict.fromkeys([place.name, _given(row, "name")]):
                self.writer.add_name(num, name, "main", main=True)
                self.add_composed(num, name, level)
        for row in self.sources.table("admin_names.tsv.xz"):
            unit = self.number(row["code"])
            if unit is None:
                continue
            name = _given(row, "name")
            country = _given(row, "code")[:2]
            self.add_label(unit, name, row["language"], country, provenance="admin")
            self.add_composed(unit, name, levels[unit])

    def add_composed(self, num: int, name: str, level: int) -> None:
        for form in composed_names(name, level=level):
            self.writer.add_name(num, form, "composed", original=name)

    # -- towns

    def add_towns(self) -> None:
        kinds = {
            int(_given(row, "geonameid")): f"P.{_given(row, 'code')}"
            for row in self.sources.table("features.tsv.xz")
            if row["code"]
        }
        districts = {
            int(_given(row, "geonameid")): self.codes.get(_given(row, "code"))
            for row in self.sources.table("town_admin2.tsv.xz")
        }
        labels = list(self.sources.table("labels.tsv.xz"))
        self.english, self.ukrainian = (
            {
                int(ref): _given(row, "name")
                for row in labels
                if row["language"] == language and (ref := _given(row, "geonameid")).isdecimal()
            }
            for language in ("en", "uk")
        )
        for record in self.town_records():
            self.add_town(record, kinds, districts)
        for row in labels:
            ref = _given(row, next(iter(row)))
            num = self.number(f"geonames:{ref}" if ref.isdecimal() else ref)
            if num is not None:
                self.add_label(num, _given(row, "name"), row["language"], None)

    def town_records(self) -> Iterator[Mapping[str, object]]:
        from tqdm import tqdm

        records = self.sources.town_records()
        yield from tqdm(records, desc="towns", unit="", disable=not self.progress, leave=False)

    def add_town(
        self,
        record: Mapping[str, object],
        kinds: Mapping[int, str],
        districts: Mapping[int, int | None],
    ) -> None:
        num = int(str(record["geonameid"]))
        main, country = str(record["name"]), str(record["countrycode"])
        alternates = record["alternatenames"]
        forms = alternates if isinstance(alternates, list) else []
        display = self.shown.get(f"geonames:{num}") or display_name(
            main,
            country,
            english=self.english.get(num),
            ukrainian=self.ukrainian.get(num),
            alternates=forms,
        )
        self.towns.add(num)
        admin1 = self.codes.get(f"{country}.{record['admin1code']}")
        population = int(str(record["population"])) or None
        for key in {fold(display), fold(main)}:
            self.towns_of.setdefault((admin1, key), []).append((population or 0, num))
        self.writer.add_place(
            num,
            Place(
                id=f"geonames:{num}",
                name=display,
                kind=kinds.get(num, "P.PPL"),
                country=country,
                lat=float(str(record["latitude"])),
                lon=float(str(record["longitude"])),
                population=population,
            ),
            admin1=admin1,
            admin2=districts.get(num),
        )
        self.writer.add_name(num, main, "main", main=True)
        if display != main:
            self.writer.add_name(num, display, "label", language=_DISPLAY_LANGUAGE, main=True)
        for form in forms:
            if is_junk(form):
                self.left_out["alternate names of up to three Latin letters or all lower-case"] += 1
            else:
                self.writer.add_name(num, form, "alternate")
                self.add_romanised(num, form, country)

    def find_seats(self) -> None:
        """Put districts of which no town is known where the town lies that they are called after.

        The sources have Russia's districts without their towns. Such a district gets the point of
        the town, marked approximate, and the town gets the district.
        """
        find = self.writer.db.execute
        lonely = find(
            "SELECT num, name, admin1 FROM place WHERE kind = 'A.ADM2' AND num NOT IN"
            " (SELECT admin2 FROM place WHERE admin2 <> num) ORDER BY num"
        ).fetchall()
        for district, name, admin1 in lonely:
            for candidate in seat_names(name):
                if towns := self.towns_of.get((admin1, fold(candidate))):
                    _, seat = max(towns)
                    find(
                        "UPDATE place SET (lat, lon, cell, precision) ="
                        " (SELECT lat, lon, cell, 'approximate' FROM place WHERE num = ?)"
                        " WHERE num = ?",
                        (seat, district),
                    )
                    find(
                        "UPDATE place SET admin2 = ? WHERE num = ? AND admin2 IS NULL",
                        (district, seat),
                    )
                    break

    def add_romanised(self, num: int, form: str, country: str | None) -> None:
        if form.isascii():
            return
        for romanised, scheme in romanise_all(form, country):
            self.writer.add_name(num, romanised, f"romanised:{scheme}", original=form)

    def add_label(
        self,
        num: int,
        name: str,
        language: str | None,
        country: str | None,
        *,
        provenance: str = "label",
    ) -> None:
        self.writer.add_name(num, name, provenance, language=language)
        if language:
            self.writer.db.execute(
                "INSERT OR IGNORE INTO label VALUES (?, ?, ?)", (num, language, name)
            )
        if country:
            self.add_romanised(num, name, country)

    # -- what people wrote down

    def add_curated(self) -> None:
        rows = list(self.sources.table("extra.tsv"))
        first = self.writer.next_num()
        for offset, row in enumerate(rows):
            self.codes[_given(row, "id")] = first - offset
        for row in rows:
            self.add_curated_place(row)
        for row in self.sources.table("names.tsv"):
            num = self.number(row["id"])
            if num is None:
                continue
            form, provenance = _given(row, "form"), row["provenance"]
            if provenance == "abbreviation":
                self.add_abbreviation(form, num)
            else:
                self.writer.add_name(num, form, "curated", language=row["language"])

    def add_curated_place(self, row: Row) -> None:
        ref = _given(row, "id")
        num, unit = self.codes[ref], self.codes.get(row["admin1"] or "")
        place = _area(row, ref, row["country"])
        self.writer.add_place(
            num, place, admin1=unit, metonym_of=self.number(row["metonym_of"]), code=None
        )
        self.writer.add_name(num, place.name, "main", main=True)
        for entry in (row["names"] or "").split(";"):
            language, _, form = entry.strip().rpartition(":")
            if form:
                self.add_label(num, form, language or None, row["country"], provenance="curated")
        for member in (row["members"] or "").split(","):
            unit = self.number(member.strip() or None)
            if unit is not None:
                self.writer.db.execute("INSERT OR IGNORE INTO member VALUES (?, ?)", (num, unit))

    def add_words(self) -> None:
        for row in self.sources.table("abbreviations.tsv"):
            if (num := self.number(row["code"])) is not None:
                self.add_abbreviation(_given(row, "form"), num)
        for row in self.sources.table("demonyms.tsv"):
            self.writer.add_demonym(_given(row, "form"), self.number(row["code"]))
        for row in self.sources.table("words.tsv"):
            self.writer.add_word(_given(row, "form"), row["reason"])

    def add_abbreviation(self, form: str, num: int) -> None:
        self.writer.add_abbreviation(form, num)

    # -- the rest

    def number(self, ref: str | None) -> int | None:
        """The number of the place that a table refers to; one that is not there is counted."""
        if ref is None:
            return None
        source, _, digits = ref.partition(":")
        num = int(digits) if source == "geonames" else self.codes.get(ref)
        if num is not None and (source != "geonames" or num in self.towns or self.is_unit(num)):
            return num
        self.left_out["references to places that the sources do not have"] += 1
        return None

    def is_unit(self, num: int) -> bool:
        with closing(self.writer.db.execute("SELECT 1 FROM place WHERE num = ?", (num,))) as rows:
            return rows.fetchone() is not None

    def write_meta(self) -> None:
        counts = {
            table: self.writer.db.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608
            for table in ("place", "spelling", "skeleton", "demonym", "abbreviation")
        }
        self.writer.write_meta(
            {
                "schema": str(SCHEMA_VERSION),
                "sources": self.sources.version,
                "version": self.sources.version,
                "counts": json.dumps(counts),
                "left_out": json.dumps(dict(sorted(self.left_out.items()))),
                "layers": json.dumps([self.writer.layer]),
            }
        )


def is_junk(form: str) -> bool:
    """Whether an alternate name is an airport code or letters that a machine made.

    GeoNames' alternates hold three-letter codes ("OZH" for Zaporizhzhia) and lower-case
    transcriptions ("zha bo li ri zha"); nobody writes either in an article.
    """
    if not form.isascii():
        return False
    return len(form) <= _SHORT_LATIN or not re.search("[A-Z]", form)


def _given(row: Row, column: str) -> str:
    value = row[column]
    if value is None:
        raise GazetteerError(f"a row without {column!r} among the gazetteer's tables: {dict(row)}")
    return value


def _area(row: Row, place_id: str, country: str | None, *, kind: str | None = None) -> Place:
    """The place of a row of a table of units, countries or curated places."""

    def number(column: str) -> float | None:
        value = row.get(column)
        return float(value) if value is not None else None

    sides = [number(side) for side in ("west", "south", "east", "north")]
    known = [side for side in sides if side is not None]
    population = row.get("population")
    precision: Precision = "region"
    if row.get("precision") in {"town", "approximate"}:
        precision = row["precision"]  # type: ignore[assignment]
    return Place(
        id=place_id,
        name=_given(row, "name"),
        kind=kind or _given(row, "kind"),
        country=country,
        lat=number("lat"),
        lon=number("lon"),
        population=int(population) if population else None,
        extent=Box(*known) if len(known) == len(sides) else None,
        precision=precision,
    )
