"""Reading GeoNames' own dumps, line by line: allCountries.zip, UA.zip, alternateNamesV2.zip ...

The formats are those of https://download.geonames.org/export/dump/readme.txt: UTF-8, one record a
line, ended by a line feed, fields separated by tabs, nothing quoted. What a file is, is told by the
number of its columns, so that renamed and per-country files (UA.txt) are read too.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from geomap.errors import GazetteerImportError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import IO

DumpKind = Literal["places", "codes", "hierarchy", "names"]

_COLUMNS: dict[int, DumpKind] = {19: "places", 10: "names", 8: "names", 4: "codes", 3: "hierarchy"}
_KIND_NAMES: dict[DumpKind, str] = {
    "places": "a dump of places has 19",
    "names": "a dump of alternate names has 10",
    "codes": "a list of unit codes has 4",
    "hierarchy": "the hierarchy has 3",
}
_NOT_DATA = ("readme.txt", "iso-languagecodes.txt")
_MAX_LINE_BYTES = 1 << 20
_UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError)
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_ASIDE = frozenset(
    {"post", "link", "iata", "icao", "faac", "tcid", "abbr", "wkdt", "unlc", "phon", "uicn"}
)
"""Values of ``isolanguage`` that are no languages: post codes, web links, airport codes ..."""

_POPULATED = re.compile(r"[PA]\.")
_CHOSEN = frozenset(
    """
    H.BAY H.BAYS H.BGHT H.CHN H.CHNM H.CNL H.COVE H.ESTY H.FJD H.GLCR H.GULF H.HBR H.INLT H.LGN
    H.LK H.LKC H.LKN H.LKS H.LKSB H.MRSH H.OCN H.RSV H.SD H.SEA H.STM H.STMB H.STMM H.STRT H.SWMP
    L.AREA L.CONT L.CST L.DPOF L.GASF L.INDS L.LCTY L.MILB L.MNA L.NVB L.OILF L.PRK L.PRT L.RES
    L.RESN L.RESV L.RGN L.RGNE L.RGNH L.RGNL
    S.AIRB S.AIRP S.BDG S.CSTL S.DAM S.FT S.GOVL S.INSM S.MNMT S.PAL S.PRN S.PS S.PSH S.PSN S.RSTN
    T.ATOL T.CAPE T.CNYN T.DLTA T.DSRT T.HLL T.HLLS T.ISL T.ISLS T.ISTH T.MT T.MTS T.PASS T.PEN
    T.PK T.PLAT T.PLN T.SPIT T.UPLD T.VAL T.VLC
    """.split()  # noqa: SIM905 - a table
)
"""Kinds that news names; of the others (hotels, wells, farms ...) dumps are mostly made."""


@dataclass(frozen=True, slots=True)
class DumpPlace:
    """One line of a dump of places; ``admin1_code`` and ``admin2_code`` as GeoNames has them."""

    num: int
    name: str
    alternates: tuple[str, ...]
    lat: float
    lon: float
    kind: str
    country: str | None
    admin1_code: str | None
    admin2_code: str | None
    population: int | None

    @property
    def kept(self) -> bool:
        """Whether it is of a kind worth keeping: all units and towns, the rest by a list."""
        return bool(_POPULATED.match(self.kind)) or self.kind in _CHOSEN


@dataclass(frozen=True, slots=True)
class DumpName:
    """One line of a dump of alternate names, or of a list of unit codes (with its ``code``)."""

    num: int
    name: str
    language: str | None = None
    preferred: bool = False
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Dump:
    """A dump file, and what it holds."""

    path: Path
    member: str | None
    columns: int

    @property
    def kind(self) -> DumpKind:
        """What each line is."""
        return _COLUMNS[self.columns]

    def places(self) -> Iterator[DumpPlace]:
        """The places of a dump of places.

        Raises
        ------
        GazetteerImportError
            A line, which is named, is not what it should be; so for the other readers.
        """
        for number, fields in self._records():
            with self._blamed(number):
                yield _place(fields)

    def names(self) -> Iterator[DumpName]:
        """The names of a dump of alternate names, without web links and codes."""
        for number, fields in self._records():
            language = fields[2] or None
            if language in _ASIDE or not fields[3].strip():
                continue
            with self._blamed(number):
                yield DumpName(
                    int(fields[1]), fields[3].strip(), language, preferred=fields[4] == "1"
                )

    def codes(self) -> Iterator[DumpName]:
        """The units of admin1CodesASCII.txt or admin2Codes.txt."""
        for number, fields in self._records():
            with self._blamed(number):
                if not re.fullmatch(r"[A-Z]{2}(\.[\w.-]+)+", fields[0]):
                    raise ValueError(f"{fields[0]!r} is not a unit's code such as UA.08")
                yield DumpName(int(fields[3]), fields[1], code=fields[0])

    def hierarchy(self) -> Iterator[tuple[int, int]]:
        """Parent and child of each line of the hierarchy."""
        for number, fields in self._records():
            with self._blamed(number):
                yield int(fields[0]), int(fields[1])

    @contextmanager
    def _blamed(self, number: int) -> Iterator[None]:
        """Errors in a line's fields, with the file and the line before them."""
        try:
            yield
        except ValueError as error:
            raise GazetteerImportError(
                f"{self.path}, line {number}: {error}; mend the line or download the file again"
            ) from error

    def _records(self) -> Iterator[tuple[int, list[str]]]:
        for number, line in _lines(self.path, self.member):
            fields = line.split("\t")
            if len(fields) != self.columns:
                raise GazetteerImportError(
                    f"{self.path}, line {number}: {len(fields)} columns where"
                    f" {_KIND_NAMES[self.kind]}; mend the line or download the file again"
                )
            yield number, fields


def open_dump(path: Path) -> Dump:
    """Look into a .zip or .txt file and tell what dump it is.

    Raises
    ------
    GazetteerImportError
        It can't be read, or is none of GeoNames' dumps.
    """
    member = _member(path) if path.suffix.lower() == ".zip" else None
    for number, line in _lines(path, member):
        columns = line.count("\t") + 1
        if columns in _COLUMNS:
            return Dump(path, member, columns)
        raise GazetteerImportError(
            f"{path}, line {number}: {columns} columns where"
            f" {', '.join(_KIND_NAMES.values())}; import dumps as GeoNames has them"
        )
    raise GazetteerImportError(f"{path} is empty; download it again")


def _member(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            texts = [name for name in archive.namelist() if name.endswith(".txt")]
    except _UNREADABLE as error:
        raise _unreadable(path, error, 0) from error
    texts = [name for name in texts if name not in _NOT_DATA]
    if len(texts) != 1:
        raise GazetteerImportError(
            f"{path} holds {len(texts)} text files where a dump holds one; unpack it and import the"
            " file you mean"
        )
    return texts[0]


def _lines(path: Path, member: str | None) -> Iterator[tuple[int, str]]:
    """The lines of a dump with their numbers, without comments, one in memory at a time."""
    number = 0
    try:
        with _opened(path, member) as file:
            while content := file.readline(_MAX_LINE_BYTES):
                number += 1
                line = _decoded(path, number, content)
                if line and not line.startswith("#"):
                    yield number, line
    except _UNREADABLE as error:
        raise _unreadable(path, error, number) from error


@contextmanager
def _opened(path: Path, member: str | None) -> Iterator[IO[bytes]]:
    if member is None:
        with path.open("rb") as file:
            yield file
    else:
        with zipfile.ZipFile(path) as archive, archive.open(member) as file:
            yield file


def _unreadable(path: Path, error: Exception, number: int) -> GazetteerImportError:
    if isinstance(error, OSError):
        return GazetteerImportError(f"can't read {path}: {error.strerror or error}")
    return GazetteerImportError(
        f"{path}{f', after line {number}' if number else ''}: not a whole zip file ({error});"
        " download it again"
    )


def _decoded(path: Path, number: int, content: bytes) -> str:
    where = f"{path}, line {number}"
    if not content.endswith(b"\n"):
        if len(content) >= _MAX_LINE_BYTES:
            raise GazetteerImportError(f"{where}: longer than a megabyte; this is no dump")
        raise GazetteerImportError(f"{where}: the last line is cut off; download the file again")
    if content.endswith(b"\r\n"):
        raise GazetteerImportError(
            f"{where}: a Windows line end, which GeoNames' dumps do not have; another program has"
            " saved this file: download it again"
        )
    try:
        return content[:-1].decode("utf-8")
    except UnicodeDecodeError as error:
        raise GazetteerImportError(
            f"{where}: not UTF-8 at byte {error.start}; download the file again"
        ) from error


def _place(fields: list[str]) -> DumpPlace:
    lat, lon = float(fields[4]), float(fields[5])
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):  # noqa: PLR2004
        raise ValueError(f"lat {fields[4]}, lon {fields[5]} is no point on Earth")
    if not fields[1].strip():
        raise ValueError("a place without a name")
    if not _DATE.fullmatch(fields[18]):
        raise ValueError(f"the last column is {fields[18]!r} where a date should be")
    return DumpPlace(
        num=int(fields[0]),
        name=fields[1].strip(),
        alternates=tuple(filter(None, map(str.strip, fields[3].split(",")))),
        lat=lat,
        lon=lon,
        kind=f"{fields[6]}.{fields[7]}".strip("."),
        country=fields[8] or None,
        admin1_code=fields[10] or None,
        admin2_code=fields[11] or None,
        population=int(fields[14] or 0) or None,
    )
