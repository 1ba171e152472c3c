"""What people overrule: this mention is that place; that name in this paper is; it never is one.

A corrections file is a CSV with the columns ``name``, ``source``, ``mention``, ``place``, ``note``:
made to be kept under version control and applied to any store.
"""

from __future__ import annotations

import csv
import hashlib
import io
from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING

from geomap.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

COLUMNS = ("name", "source", "mention", "place", "note")
NEVER = "none"
"""What the column ``place`` says when a name or mention is no place."""

FEATURE = "correction"
"""The `Evidence` feature by which a corrected mention is known, on the map too."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One thing that people know better than the ranker.

    Either ``mention_id`` (one mention) or ``name`` is given: every mention of that spelling, letter
    case aside, with ``source`` only in articles of that publisher. ``place_id`` None: no place.
    """

    place_id: str | None
    name: str | None = None
    source: str | None = None
    mention_id: str | None = None
    note: str | None = None

    def __post_init__(self) -> None:
        """Refuse what says too little or too much."""
        if (self.name is None) == (self.mention_id is None):
            raise UsageError("a correction names either a mention or a name, not both or neither")
        if self.mention_id is not None and self.source is not None:
            raise UsageError("a correction of one mention takes no source; leave it empty")

    @property
    def sentence(self) -> str:
        """Why the mention has the place it has, in words."""
        what = "no place" if self.place_id is None else self.place_id
        who = f"“{self.name}”" if self.name is not None else "this mention"
        where = f" in articles of {self.source}" if self.source is not None else ""
        note = f" ({self.note})" if self.note else ""
        return f"Corrected by hand: {who}{where} is {what}{note}"


class Corrections:
    """Corrections, found by mention: one mention before a name in a source, that before a name.

    Of two that say the same the later one wins.
    """

    def __init__(self, corrections: Iterable[Correction] = ()) -> None:
        self._by_key: dict[tuple[str | None, str | None, str | None], Correction] = {}
        for correction in corrections:
            self._by_key[_key(correction)] = correction

    def __iter__(self) -> Iterator[Correction]:
        """Each correction that holds, in the order given."""
        return iter(self._by_key.values())

    def __len__(self) -> int:
        """How many hold."""
        return len(self._by_key)

    def without(self, gone: Iterable[Correction]) -> Corrections:
        """These corrections without those that speak of the same mention or name as ``gone``."""
        keys = {_key(correction) for correction in gone}
        return Corrections(item for item in self if _key(item) not in keys)

    def find(self, mention_id: str, name: str, source: str | None) -> Correction | None:
        """The correction that holds for a mention, or None."""
        if not self._by_key:
            return None
        name = name.casefold()
        return (
            self._by_key.get((mention_id, None, None))
            or self._by_key.get((None, name, source))
            or self._by_key.get((None, name, None))
        )

    @property
    def version(self) -> str:
        """A short hash of what is said, in whatever order; ``"-"`` where nothing is."""
        if not self._by_key:
            return "-"
        lines = sorted(repr(astuple(correction)) for correction in self._by_key.values())
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def _key(correction: Correction) -> tuple[str | None, str | None, str | None]:
    name = correction.name.casefold() if correction.name is not None else None
    return correction.mention_id, name, correction.source


def read_corrections(path: Path) -> list[Correction]:
    """The corrections of a CSV file, in its order.

    Raises UsageError, with file and line, for a missing column or a line that says nothing.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise UsageError(f"no file {path}; its columns would be {', '.join(COLUMNS)}") from error
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"can't read {path}: {error}; save it as CSV in UTF-8") from error
    reader = csv.DictReader(io.StringIO(text, newline=""))
    missing = [name for name in ("name", "place") if name not in (reader.fieldnames or ())]
    if missing:
        raise UsageError(
            f"{path} has no column {' and no column '.join(missing)}; the columns are"
            f" {', '.join(COLUMNS)}"
        )
    try:
        return [_correction(row) for row in reader]
    except (UsageError, csv.Error) as error:
        raise UsageError(f"{path}, line {reader.line_num}: {error}") from error


def _correction(row: dict[str, str | None]) -> Correction:
    fields = {name: (row.get(name) or "").strip() or None for name in COLUMNS}
    place = fields["place"]
    if place is None:
        raise UsageError(f"no place; write its id, or {NEVER}")
    return Correction(
        place_id=None if place == NEVER else place,
        name=fields["name"],
        source=fields["source"],
        mention_id=fields["mention"],
        note=fields["note"],
    )


def write_corrections(path: Path, corrections: Iterable[Correction]) -> None:
    """Write corrections as a CSV file that `read_corrections` reads back."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for item in corrections:
            place = NEVER if item.place_id is None else item.place_id
            writer.writerow([item.name, item.source, item.mention_id, place, item.note])
