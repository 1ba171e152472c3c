"""Tables as data/gazetteer keeps them: tab separated, sorted, compressed without a time stamp."""

from __future__ import annotations

import lzma
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

Cell = str | int | float | None


def write_table(path: Path, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> int:
    """Write sorted, distinct rows to a ``.tsv`` or ``.tsv.xz`` file; return how many there are."""
    lines = sorted({"\t".join(_cell(cell) for cell in row) for row in rows})
    text = "\n".join(["\t".join(header), *lines]) + "\n"
    write_bytes(path, text.encode())
    return len(lines)


def write_bytes(path: Path, data: bytes) -> None:
    """Write data, compressed if the name ends in ``.xz``: the same data give the same file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(lzma.compress(data, preset=9 | lzma.PRESET_EXTREME) if _is_xz(path) else data)


def read_table(path: Path) -> list[dict[str, str]]:
    """The rows of a table as dictionaries; an empty field stays an empty string."""
    data = path.read_bytes()
    lines = (lzma.decompress(data) if _is_xz(path) else data).decode().splitlines()
    header = lines[0].split("\t")
    return [dict(zip(header, line.split("\t"), strict=True)) for line in lines[1:]]


def _is_xz(path: Path) -> bool:
    return path.suffix == ".xz"


def _cell(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float):
        return f"{cell:.5f}".rstrip("0").rstrip(".")
    return " ".join(str(cell).split())
