"""Reading a PMTiles archive, version 3: one file that holds the tiles of a map.

Written after the specification (https://github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md).
"""

from __future__ import annotations

import json
import struct
import zlib
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Self

from geomap.errors import UsageError
from geomap.model import Box

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

_HEADER = struct.Struct("<7sB11Q6BiiiiBii")
_MAGIC, _VERSION = b"PMTiles", 3
_NO_COMPRESSION, _GZIP = (0, 1), 2
_VECTOR = 1
IMAGES = {2: "image/png", 3: "image/jpeg", 4: "image/webp", 5: "image/avif"}
_GZIP_BITS = 31
_DEEPEST_LEAF = 4
_MOST_BYTES = 1 << 28


@dataclass(frozen=True, slots=True)
class _Entry:
    tile: int
    offset: int
    length: int
    run: int


class Archive:
    """An open archive; ``tile`` finds one tile by zoom, column and row.

    ``box`` is the area that its maker says it covers (degrees), ``least`` and ``most`` its zooms,
    ``kind`` the media type of its images, None where they are vector tiles.

    Raises
    ------
    UsageError
        The file can't be read, or is not a PMTiles archive of version 3.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._file = path.open("rb")
            self._size = path.stat().st_size
        except OSError as error:
            raise UsageError(f"can't read tiles: {error}; name a .pmtiles file") from error
        head = self._file.read(_HEADER.size)
        if len(head) < _HEADER.size or head[:7] != _MAGIC or head[7] != _VERSION:
            self._file.close()
            raise UsageError(
                f"{path} is no PMTiles archive of version 3; convert it with the tool `pmtiles`"
            )
        numbers = _HEADER.unpack(head)[2:]
        self._root, self._metadata, self._leaves = numbers[0:2], numbers[2:4], numbers[4]
        self._data = numbers[6]
        _, packed_inside, packed_tiles, kind, self.least, self.most = numbers[11:17]
        self._packed_inside, self._packed_tiles = packed_inside, packed_tiles
        west, south, east, north = (degrees / 1e7 for degrees in numbers[17:21])
        self.box = Box(west=west, south=south, east=east, north=north)
        self.is_vector = kind == _VECTOR
        self.kind = IMAGES.get(kind)

    def __enter__(self) -> Self:
        """The archive itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        """Close the file."""
        self._file.close()

    @cached_property
    def attribution(self) -> str | None:
        """Whom the maker of the archive credits, as he wrote it (often with markup), or None."""
        try:
            metadata = json.loads(self._unpacked(self._read(*self._metadata)) or b"{}")
        except (ValueError, RecursionError) as error:
            raise self._broken("its metadata are no JSON") from error
        said = metadata.get("attribution") if isinstance(metadata, dict) else None
        return said if isinstance(said, str) else None

    def tile(self, zoom: int, column: int, row: int) -> bytes | None:
        """Return the bytes of a tile, None where the archive has none there."""
        number = tile_number(zoom, column, row)
        span = self._root
        for _ in range(_DEEPEST_LEAF):
            entry = _last_up_to(self._directory(*span), number)
            if entry is None:
                return None
            if entry.run > 0:
                if number >= entry.tile + entry.run:
                    return None
                tile = self._read(self._data + entry.offset, entry.length)
                return self._unpacked(tile, self._packed_tiles)
            span = (self._leaves + entry.offset, entry.length)
        raise self._broken("its directories are nested too deep")

    @lru_cache(maxsize=64)  # noqa: B019 - an archive lives as long as one page is made
    def _directory(self, offset: int, length: int) -> list[_Entry]:
        data = self._unpacked(self._read(offset, length))
        count, *numbers = _varints(data) or [0]
        if len(numbers) != 4 * count:
            raise self._broken("a directory is cut off")
        steps, runs, lengths, offsets = (
            numbers[part * count : (part + 1) * count] for part in range(4)
        )
        entries: list[_Entry] = []
        tile = 0
        for step, run, size, at in zip(steps, runs, lengths, offsets, strict=True):
            tile += step
            # 0 stands for "right after the one before".
            start = entries[-1].offset + entries[-1].length if at == 0 and entries else at - 1
            entries.append(_Entry(tile, start, size, run))
        return entries

    def _read(self, offset: int, length: int) -> bytes:
        if offset + length > self._size:
            raise self._broken("it is cut off")
        self._file.seek(offset)
        return self._file.read(length)

    def _unpacked(self, data: bytes, packing: int | None = None) -> bytes:
        packing = self._packed_inside if packing is None else packing
        if packing in _NO_COMPRESSION:
            return data
        if packing != _GZIP:
            raise UsageError(
                f"{self.path} is compressed with brotli or zstd; make it anew with gzip"
            )
        try:
            return zlib.decompressobj(_GZIP_BITS).decompress(data, _MOST_BYTES)
        except zlib.error as error:
            raise self._broken("a part can't be unpacked") from error

    def _broken(self, what: str) -> UsageError:
        return UsageError(f"{self.path} is broken: {what}; copy or make the archive again")


def tile_number(zoom: int, column: int, row: int) -> int:
    """Return the number of a tile: zoom by zoom, within a zoom along a Hilbert curve."""
    number: int = (4**zoom - 1) // 3
    x, y = column, row
    for level in reversed(range(zoom)):
        side = 1 << level
        right, down = int(x & side > 0), int(y & side > 0)
        number += side * side * ((3 * right) ^ down)
        if not down:
            if right:
                x, y = side - 1 - x, side - 1 - y
            x, y = y, x
        x, y = x & (side - 1), y & (side - 1)
    return number


def _last_up_to(entries: list[_Entry], number: int) -> _Entry | None:
    at = bisect_right(entries, number, key=_tile_of) - 1
    return entries[at] if at >= 0 else None


def _tile_of(entry: _Entry) -> int:
    return entry.tile


def _varints(data: bytes) -> list[int]:
    """The numbers of a directory, seven bits a byte, the lowest first."""
    numbers = []
    number = shift = 0
    for byte in data:
        number |= (byte & 0x7F) << shift
        if byte < 0x80:  # noqa: PLR2004 - the last byte of a number
            numbers.append(number)
            number = shift = 0
        else:
            shift += 7
    return numbers
