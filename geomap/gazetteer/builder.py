"""One build of the index: the tables read in the order in which they refer to each other."""

from __future__ import annotations

import json
import re
from collections import Counter
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

from geomap.errors import GazetteerError
from geomap.gazetteer.composed import composed_names, seat_names
from geomap.gazetteer.display import display_name
from geomap.gazetteer.folding import fold
from geomap.gazetteer.outlines import ARCHIVE, Outlines, box_around
from geomap.gazetteer.romanise import romanise_all
from geomap.gazetteer.schema import SCHEMA_VERSION
from geomap.model import Box, Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from geomap.gazetteer.sources import Sources
    from geomap.gazetteer.writer import IndexWriter
    from geomap.model import Precision

    Row = Mapping[str, str | None]

_SHORT_LATIN = 3
_DISPLAY_LANGUAGE = "en"
_CONTINENTS = {
    "AF": "curated:africa",
    "AN": "curated:antarctica",
    "AS": "curated:asia",
    "EU": "curated:europe",
    "NA": "curated:north-america",
    "OC": "curated:oceania",
    "SA": "curated:south-america",
}


class Builder:
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
        self.continents: dict[str, str | None] = {}
        self.extents: dict[int, Box] = {}
        self.left_out: Counter[str] = Counter()

    def run(self) -> None:
        """Read everything, and finish the index."""
        self.shown = {
            _given(row, "id"): _given(row, "name") for row in self.sources.table("display.tsv")
        }
        self._add_countries()
        self._add_units()
        self._add_extents()
        self._add_towns()
        self._find_seats()
        self._add_curated()
        self._add_words()
        self.writer.finish()
        self._write_meta()

    # -- countries and units

    def _add_countries(self) -> None:
        for row in self.sources.table("countries.tsv"):
            num, code, name = (
                int(_given(row, "geonameid")),
                _given(row, "iso2"),
                _given(row, "name"),
            )
            self.codes[code] = num
            self.continents[code] = _CONTINENTS.get(row["continent"] or "")
            self.writer.add_place(num, _area(row, f"geonames:{num}", code), code=code)
            self.writer.add_name(num, name, "main", main=True)
        for row in self.sources.table("country_names.tsv.xz"):
            name = _given(row, "name")
            if row["language"] != _DISPLAY_LANGUAGE and is_junk(name):
                # "End" is India in Wolof, "SA" the United States in Gaelic: other words in news.
                self.left_out["names of countries of up to three Latin letters"] += 1
            elif (country := self._number(row["iso2"])) is not None:
                self._add_label(country, name, row["language"], None)

    def _add_units(self) -> None:
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
                self._add_composed(num, name, level)
        for row in self.sources.table("admin_names.tsv.xz"):
            unit = self._number(row["code"])
            if unit is None:
                continue
            name = _given(row, "name")
            country = _given(row, "code")[:2]
            self._add_label(unit, name, row["language"], country, provenance="admin")
            self._add_composed(unit, name, levels[unit])

        for row in self.sources.table("iso_codes.tsv"):
            if (unit := self._number(row["code"])) is not None:
                self.writer.add_iso_code(_given(row, "iso"), unit)

        for row in self.sources.table("dialling_codes.tsv"):
            if (unit := self._number(row["code"])) is not None:
                self.writer.add_dialling_code(_given(row, "prefix"), unit)

    def _add_extents(self) -> None:
        """Give countries and units the box around their outline."""
        if (self.sources.tables / ARCHIVE).is_file():
            self.extents = Outlines(self.sources.tables).extents()
        for num, box in self.extents.items():
            self.writer.set_extent(num, box)

    def _add_composed(self, num: int, name: str, level: int) -> None:
        for form in composed_names(name, level=level):
            self.writer.add_name(num, form, "composed", original=name)

    # -- towns

    def _add_towns(self) -> None:
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
        for record in self._town_records():
            self._add_town(record, kinds, districts)
        for row in labels:
            ref = _given(row, next(iter(row)))
            num = self._number(f"geonames:{ref}" if ref.isdecimal() else ref)
            if num is not None:
                self._add_label(num, _given(row, "name"), row["language"], None)

    def _town_records(self) -> Iterator[Mapping[str, object]]:
        from tqdm import tqdm

        records = self.sources.town_records()
        yield from tqdm(
            records, desc="towns", unit="", disable=None if self.progress else True, leave=False
        )

    def _add_town(
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
                self._add_romanised(num, form, country)

    def _find_seats(self) -> None:
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

    def _add_romanised(self, num: int, form: str, country: str | None) -> None:
        if form.isascii():
            return
        for romanised, scheme in romanise_all(form, country):
            self.writer.add_name(num, romanised, f"romanised:{scheme}", original=form)

    def _add_label(
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
            self.writer.add_label(num, language, name)
        if country:
            self._add_romanised(num, name, country)

    # -- what people wrote down

    def _add_curated(self) -> None:
        rows = [*self.sources.table("extra.tsv"), *self.sources.table("rivers.tsv")]
        first = self.writer.next_num()
        for offset, row in enumerate(rows):
            self.codes[_given(row, "id")] = first - offset
        for row in rows:
            self._add_curated_place(row)
        for country, continent in self.continents.items():
            if continent in self.codes:
                self.writer.add_member(self.codes[continent], self.codes[country])
        for row in self.sources.table("names.tsv"):
            num = self._number(row["id"])
            if num is None:
                continue
            form, provenance = _given(row, "form"), row["provenance"]
            if provenance == "abbreviation":
                self.writer.add_abbreviation(form, num)
            else:
                self.writer.add_name(num, form, "curated", language=row["language"])

    def _add_curated_place(self, row: Row) -> None:
        ref = _given(row, "id")
        num, unit = self.codes[ref], self.codes.get(row["admin1"] or "")
        members = [self._number(one.strip()) for one in (row["members"] or "").split(",") if one]
        place = _area(row, ref, row["country"])
        boxes = [self.extents.get(member or 0) for member in members]
        if place.extent is None and boxes and None not in boxes:
            place = replace(place, extent=box_around(box for box in boxes if box))
        self.writer.add_place(
            num, place, admin1=unit, metonym_of=self._number(row["metonym_of"]), code=None
        )
        self.writer.add_name(num, place.name, "main", main=True)
        for entry in (row["names"] or "").split(";"):
            language, _, form = entry.strip().rpartition(":")
            if form:
                self._add_label(num, form, language or None, row["country"], provenance="curated")
        for member in members:
            if member is not None:
                self.writer.add_member(num, member)

    def _add_words(self) -> None:
        for row in self.sources.table("abbreviations.tsv"):
            if (num := self._number(row["code"])) is not None:
                self.writer.add_abbreviation(_given(row, "form"), num)
        for row in self.sources.table("demonyms.tsv"):
            self.writer.add_demonym(_given(row, "form"), self._number(row["code"]))
        for row in self.sources.table("words.tsv"):
            self.writer.add_word(_given(row, "form"), row["reason"])
        for row in self.sources.table("person_names.tsv.xz"):
            self.writer.add_person_name(_given(row, "form"), _given(row, "use"))

    # -- the rest

    def _number(self, ref: str | None) -> int | None:
        """The number of the place that a table refers to; one that is not there is counted."""
        if ref is None:
            return None
        source, _, digits = ref.partition(":")
        num = int(digits) if source == "geonames" else self.codes.get(ref)
        if num is not None and (source != "geonames" or num in self.towns or self._is_unit(num)):
            return num
        self.left_out["references to places that the sources do not have"] += 1
        return None

    def _is_unit(self, num: int) -> bool:
        with closing(self.writer.db.execute("SELECT 1 FROM place WHERE num = ?", (num,))) as rows:
            return rows.fetchone() is not None

    def _write_meta(self) -> None:
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
