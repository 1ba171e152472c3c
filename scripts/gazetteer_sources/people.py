"""Names of people: which names of places are surnames or given names, too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sources import unpacked
from tables import write_table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HEADER = ("form", "use")
GIVEN, SURNAME, BOTH = "given", "surname", "both"
GIVEN_ELSEWHERE = (
    "artem bohdan hamid miroslav nazar nikolai pavel pawel stanislav taras viktor vladimir "
    "volodymyr yaroslav yunus"
)
SURNAMES_ELSEWHERE = (
    "berri dimitrov ivanov ivanova maliki milei morozov morsi mubarak nasrallah petrov petrova "
    "popov sadr shevchenko sinwar sisi smirnov sudani yunus"
)
"""Names of places, by hand, that many people bear, or that the news says of people, elsewhere."""
RAREST = 0.001
"""Per cent of the people that have a surname: from 2,500 bearers in the USA of 1990."""
_GIVEN = ("dist.female.first", "dist.male.first")
_SURNAMES = "dist.all.last"


def write_people(work: Path, data: Path) -> dict[str, int]:
    """Write ``person_names.tsv.xz``; returns how many rows it has."""
    folder = next(unpacked("names", work).glob("names-*/names"))
    given = {name for file in _GIVEN for name, _ in _census(folder / file)}
    surnames = {name for name, share in _census(folder / _SURNAMES) if share >= RAREST}
    given |= set(GIVEN_ELSEWHERE.split())
    surnames |= set(SURNAMES_ELSEWHERE.split())
    rows = [(name, GIVEN if name not in surnames else BOTH) for name in given]
    rows += [(name, SURNAME) for name in surnames - given]
    return {"person_names": write_table(data / "person_names.tsv.xz", HEADER, rows)}


def _census(file: Path) -> Iterator[tuple[str, float]]:
    """The names of a file in lower case, and how many per cent of the people have each."""
    for line in file.read_text(encoding="ascii").splitlines():
        name, share, *_ = line.split()
        yield name.lower(), float(share)
