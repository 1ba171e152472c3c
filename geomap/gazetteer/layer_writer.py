"""Writing one imported file into a copy of the index, a part at a time."""

from __future__ import annotations

import re
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geomap.gazetteer import schema
from geomap.gazetteer.builder import is_junk
from geomap.gazetteer.composed import composed_names
from geomap.gazetteer.layers import read_layer
from geomap.gazetteer.romanise import romanise_all
from geomap.gazetteer.writer import IndexWriter
from geomap.model import Place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path
    from typing import TypeVar

    from geomap.gazetteer.dumps import Dump, DumpName, DumpPlace
    from geomap.gazetteer.layers import LayerPlace
    from geomap.model import Precision

    Record = TypeVar("Record")

_NAMES_AT_ONCE = 300_000
_IDS = re.compile(r"geonames:(\d+)")
_UNRESOLVED = """
CREATE TABLE IF NOT EXISTS unresolved (num INTEGER PRIMARY KEY, admin1 TEXT, admin2 TEXT)
"""


@dataclass(frozen=True, slots=True)
class LayerFile:
    """A file to import: a dump of GeoNames, or own places (``dump`` is None)."""

    path: Path
    layer: str
    dump: Dump | None


@dataclass(slots=True)
class ImportReport:
    """What became of one file: counts, and what was left out, with the reason.

    ``known`` is set, and nothing else counted, for a file that an earlier import has put in.
    """

    path: Path
    layer: str
    known: bool = False
    places_added: int = 0
    places_changed: int = 0
    names: int = 0
    left_out: Counter[str] = field(default_factory=Counter)

    def __str__(self) -> str:
        """In words, a line for the file and one for each reason to leave something out."""
        if self.known:
            return f"{self.path}: is in already"
        counts = f"{self.places_added:,} places added, {self.places_changed:,} changed"
        lines = [f"{self.path}: {counts}, {self.names:,} names (layer {self.layer})"]
        lines += [
            f"  left out: {count:,} {reason}" for reason, count in sorted(self.left_out.items())
        ]
        return "\n".join(lines)


class LayerWriter:
    """One file on its way into a copy of the index."""

    def __init__(
        self, path: Path, file: LayerFile, report: ImportReport, *, kind: str, progress: bool
    ) -> None:
        self.path = path
        self.file = file
        self.report = report
        self.kind = kind
        self.progress = progress
        self.provenance = f"imported:{file.layer}"
        self.staged = 0
        self.codes: dict[str, int] = {}
        self.writer = self._open()

    def _open(self) -> IndexWriter:
        writer = IndexWriter(self.path, layer=self.file.layer)
        # Looks at a sample of each table: an import of many parts would else spend its time here.
        writer.db.execute("PRAGMA analysis_limit = 1000")
        writer.db.execute(_UNRESOLVED)
        return writer

    def run(self) -> None:
        """Read the file and write it; the report is filled on the way."""
        try:
            dump = self.file.dump
            if dump is None:
                self._each(enumerate(read_layer(self.file.path), 1), self._add_own_place)
            elif dump.kind == "places":
                self._each(dump.places(), self._add_place)
            elif dump.kind == "names":
                self._each(dump.names(), self._add_alternate)
            elif dump.kind == "codes":
                self._each(dump.codes(), self._add_unit)
            else:
                self._each(dump.hierarchy(), self._add_parent)
            self._resolve_units()
            self.writer.finish()
        finally:
            self.writer.db.close()

    def _each(self, records: Iterable[Record], add: Callable[[Record], None]) -> None:
        for record in self._shown(records):
            add(record)
            if self.staged >= _NAMES_AT_ONCE:
                self.writer.finish()
                self.writer.db.close()
                self.writer = self._open()
                self.staged = 0

    def _shown(self, records: Iterable[Record]) -> Iterator[Record]:
        from tqdm import tqdm

        title = self.file.path.name
        yield from tqdm(
            records, desc=title, unit="", disable=None if self.progress else True, leave=False
        )

    # -- the dumps of GeoNames

    def _add_place(self, record: DumpPlace) -> None:
        if not record.kept:
            self.report.left_out["kinds that news does not name"] += 1
            return
        num, unit_level = record.num, {"A.ADM1": 1, "A.ADM2": 2}.get(record.kind)
        admin1, admin2 = self._units(record)
        code = self._code(record)
        place = Place(
            id=f"geonames:{num}",
            name=record.name,
            kind=record.kind,
            country=record.country,
            lat=record.lat,
            lon=record.lon,
            population=record.population,
            precision=_precision(record.kind),
        )
        if self._exists(num):
            self._override(num, place, admin1, admin2)
        else:
            self.writer.add_place(num, place, admin1=admin1, admin2=admin2, code=code)
            self.report.places_added += 1
            for form in composed_names(record.name, level=unit_level) if unit_level else ():
                self._name(num, form, "composed", original=record.name)
        self._spell(num, record.name, record.country, main=True)
        for form in record.alternates:
            if is_junk(form):
                self.report.left_out["names of three letters or all lower-case"] += 1
            else:
                self._spell(num, form, record.country)

    def _units(self, record: DumpPlace) -> tuple[int | None, int | None]:
        """The numbers of the units that hold a place; those that come later are noted."""
        if not (record.country and record.admin1_code) or record.kind.startswith("A.PCL"):
            return None, None
        code1 = f"{record.country}.{record.admin1_code}"
        code2 = f"{code1}.{record.admin2_code}" if record.admin2_code else None
        admin1 = record.num if record.kind == "A.ADM1" else self._number_of(code1)
        admin2 = record.num if record.kind == "A.ADM2" else self._number_of(code2)
        if record.kind == "A.ADM1":
            admin2, code2 = None, None
        if admin1 is None or (code2 and admin2 is None):
            self.writer.db.execute(
                "INSERT OR REPLACE INTO unresolved VALUES (?, ?, ?)", (record.num, code1, code2)
            )
        return admin1, admin2

    def _code(self, record: DumpPlace) -> str | None:
        """The code of a unit that is not in the index yet."""
        if record.kind not in {"A.ADM1", "A.ADM2"} or not (record.country and record.admin1_code):
            return None
        code = f"{record.country}.{record.admin1_code}"
        if record.kind == "A.ADM2":
            if not record.admin2_code:
                return None
            code = f"{code}.{record.admin2_code}"
        return code if self._number_of(code) is None else None

    def _add_alternate(self, record: DumpName) -> None:
        country = self._country(record.num)
        if country is None:
            self.report.left_out["names of places that the gazetteer does not have"] += 1
        elif record.language is None and is_junk(record.name):
            self.report.left_out["names of three letters or all lower-case"] += 1
        else:
            self._spell(record.num, record.name, country or None, language=record.language)
            if record.language:
                choice = "REPLACE" if record.preferred else "IGNORE"
                self.writer.db.execute(
                    f"INSERT OR {choice} INTO label VALUES (?, ?, ?)",  # noqa: S608 - two words of ours
                    (record.num, record.language, record.name),
                )

    def _add_unit(self, record: DumpName) -> None:
        code = record.code or ""
        country, level = code[:2], code.count(".")
        if not self._exists(record.num):
            place = Place(
                id=f"geonames:{record.num}",
                name=record.name,
                kind=f"A.ADM{level}",
                country=country,
                precision="region",
            )
            admin1 = record.num if level == 1 else self._number_of(code.rpartition(".")[0])
            admin2 = None if level == 1 else record.num
            self.writer.add_place(record.num, place, admin1=admin1, admin2=admin2, code=code)
            self.report.places_added += 1
        self._spell(record.num, record.name, country, main=True)

    def _add_parent(self, record: tuple[int, int]) -> None:
        parent, child = record
        kind = self._kind(parent)
        if kind is None or not self._exists(child):
            self.report.left_out["parents of places that the gazetteer does not have"] += 1
        elif kind in {"A.ADM1", "A.ADM2"}:
            column = "admin1" if kind == "A.ADM1" else "admin2"
            self.writer.db.execute(
                f"UPDATE place SET {column} = ? WHERE num = ? AND {column} IS NULL",  # noqa: S608
                (parent, child),
            )
        elif kind.startswith("L."):
            self.writer.db.execute("INSERT OR IGNORE INTO member VALUES (?, ?)", (parent, child))
        else:
            self.report.left_out["parents that are neither units nor regions"] += 1

    def _resolve_units(self) -> None:
        """Give places their units where these came later in the dump; count those that did not."""
        run = self.writer.db.execute
        for column in ("admin1", "admin2"):
            run(
                f"UPDATE place SET {column} = unit.num FROM unresolved AS u, place AS unit"  # noqa: S608
                f" WHERE place.num = u.num AND unit.code = u.{column}"
                f" AND (place.{column} IS NULL OR place.{column} <> place.num)"
            )
        with closing(
            run("SELECT count(*) FROM unresolved u JOIN place p USING (num) WHERE p.admin1 IS NULL")
        ) as rows:
            if alone := rows.fetchone()[0]:
                self.report.left_out["units of places, which the gazetteer does not have"] += alone
        run("DROP TABLE unresolved")

    # -- own places

    def _add_own_place(self, record: tuple[int, LayerPlace]) -> None:
        row, own = record
        place_id, num = self._identity(row, own)
        place = Place(
            id=place_id,
            name=own.name,
            kind=own.kind or self.kind,
            country=own.country,
            lat=own.lat,
            lon=own.lon,
            population=own.population,
            extent=own.extent,
            precision=_precision(own.kind or self.kind),
        )
        admin1 = self._number_of(own.admin1_code)
        if own.admin1_code and admin1 is None:
            self.report.left_out["units of places, which the gazetteer does not have"] += 1
        if num is not None and self._exists(num):
            known_kind = self._kind(num) if own.kind is None else own.kind
            self._override(num, place, admin1, None, kind=known_kind)
        else:
            num = self.writer.next_num() if num is None else num
            self.writer.add_place(num, place, admin1=admin1)
            self.report.places_added += 1
        country = own.country or self._country(num) or None
        self._spell(num, own.name, country, main=True)
        for language, form in own.names:
            self._spell(num, form, country, language=language)
            if language:
                self.writer.db.execute(
                    "INSERT OR IGNORE INTO label VALUES (?, ?, ?)", (num, language, form)
                )

    def _identity(self, row: int, own: LayerPlace) -> tuple[str, int | None]:
        """The id of a row's place, and its number if it has one."""
        given = own.ref or ""
        if own.geonameid is not None or (match := _IDS.fullmatch(given)):
            num = own.geonameid if own.geonameid is not None else int(match[1])  # type: ignore[index]
            return f"geonames:{num}", num
        for place_id in (given, f"{self.file.layer}:{given or row}"):
            found = self._one("SELECT num FROM place WHERE id = ?", place_id)
            if found is not None:
                return place_id, int(str(found))
        return f"{self.file.layer}:{given or row}", None

    # -- both

    def _override(
        self,
        num: int,
        place: Place,
        admin1: int | None,
        admin2: int | None,
        *,
        kind: str | None = None,
    ) -> None:
        """Put what a later layer knows in the stead of what is there; unknowns do not erase.

        The display name of a GeoNames record stays: the layer's is added to its names.
        """
        chosen = kind or place.kind
        known = place.lat is not None and place.lon is not None
        box = place.extent
        self.writer.db.execute(
            "UPDATE place SET name = CASE WHEN id IS NULL THEN name ELSE ? END,"
            " kind = ?, flags = ?, country = coalesce(?, country),"
            " admin1 = coalesce(?, admin1), admin2 = coalesce(?, admin2),"
            " lat = coalesce(?, lat), lon = coalesce(?, lon), cell = coalesce(?, cell),"
            " population = coalesce(?, population), west = coalesce(?, west),"
            " south = coalesce(?, south), east = coalesce(?, east), north = coalesce(?, north),"
            " layer = ? WHERE num = ?",
            (
                place.name,
                chosen,
                schema.kind_flag(chosen),
                place.country,
                admin1,
                admin2,
                place.lat,
                place.lon,
                schema.cell(place.lat, place.lon) if known else None,  # type: ignore[arg-type]
                place.population,
                *((box.west, box.south, box.east, box.north) if box else [None] * 4),
                self.file.layer,
                num,
            ),
        )
        self.report.places_changed += 1

    def _spell(
        self,
        num: int,
        form: str,
        country: str | None,
        *,
        language: str | None = None,
        main: bool = False,
    ) -> None:
        self._name(num, form, self.provenance, language=language, main=main)
        for romanised, scheme in romanise_all(form, country):
            self._name(num, romanised, f"romanised:{scheme}", original=form)
        self.report.names += 1

    def _name(
        self,
        num: int,
        form: str,
        provenance: str,
        *,
        language: str | None = None,
        original: str | None = None,
        main: bool = False,
    ) -> None:
        self.writer.add_name(num, form, provenance, language=language, original=original, main=main)
        self.staged += 1

    def _one(self, question: str, value: object) -> object | None:
        with closing(self.writer.db.execute(question, (value,))) as rows:
            row = rows.fetchone()
        return row[0] if row else None

    def _exists(self, num: int) -> bool:
        return self._one("SELECT 1 FROM place WHERE num = ?", num) is not None

    def _kind(self, num: int) -> str | None:
        kind = self._one("SELECT kind FROM place WHERE num = ?", num)
        return str(kind) if kind is not None else None

    def _country(self, num: int) -> str | None:
        """The country of a place, "" for one without, None for a place that is not there."""
        country = self._one("SELECT coalesce(country, '') FROM place WHERE num = ?", num)
        return str(country) if country is not None else None

    def _number_of(self, code: str | None) -> int | None:
        """The number of the unit with a code such as UA.08."""
        if not code:
            return None
        if code not in self.codes:
            num = self._one("SELECT num FROM place WHERE code = ?", code)
            if num is None:
                return None
            self.codes[code] = int(str(num))
        return self.codes[code]


def _precision(kind: str) -> Precision:
    return "region" if kind[:1] in "AHLT" else "town"
