"""PMTiles archives made by hand (version 3 of the specification), with images of one colour."""

from __future__ import annotations

import gzip
import json
import struct
import zlib
from typing import TYPE_CHECKING

from geomap.maps.pmtiles import tile_number

if TYPE_CHECKING:
    from pathlib import Path

WORLD = (-180.0, -85.0, 180.0, 85.0)


def png(colour: tuple[int, int, int] = (40, 160, 90), noise: int = 0) -> bytes:
    """An image of 256 by 256 pixels; ``noise`` bytes more, which nobody sees."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    rows = (b"\0" + bytes(colour) * 256) * 256
    head = struct.pack(">IIBBBBB", 256, 256, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + (chunk(b"tEXt", b"x\0" + b"y" * noise) if noise else b"")
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def varint(number: int) -> bytes:
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes([*out, number])


def directory(entries: list[tuple[int, int, int, int]]) -> bytes:
    """Entries ``(tile, offset, length, run)`` as the specification packs them."""
    tiles = [tile for tile, *_ in entries]
    steps = [b - a for a, b in zip([0, *tiles], tiles, strict=False)]
    columns = [
        steps,
        [run for *_, run in entries],
        [length for _, _, length, _ in entries],
        [offset + 1 for _, offset, _, _ in entries],
    ]
    return varint(len(entries)) + b"".join(varint(n) for column in columns for n in column)


def write(
    path: Path,
    tiles: dict[tuple[int, int, int], bytes],
    *,
    kind: int = 2,
    metadata: object = None,
    leaves: bool = False,
    packing: int = 2,
    box: tuple[float, float, float, float] = WORLD,
) -> Path:
    """An archive of tiles by zoom, column and row; ``leaves``: each in a directory."""

    def pack(data: bytes) -> bytes:
        return gzip.compress(data, mtime=0) if packing == 2 else data

    data = b""
    entries = []
    for key, image in sorted(tiles.items(), key=lambda item: tile_number(*item[0])):
        entries.append((tile_number(*key), len(data), len(image), 1))
        data += image
    leaf_bytes = b""
    if leaves:
        roots = []
        for entry in entries:
            leaf = pack(directory([entry]))
            roots.append((entry[0], len(leaf_bytes), len(leaf), 0))
            leaf_bytes += leaf
        entries = roots
    root, meta = pack(directory(entries)), pack(json.dumps(metadata or {}).encode())
    root_at = 127
    meta_at = root_at + len(root)
    leaf_at = meta_at + len(meta)
    data_at = leaf_at + len(leaf_bytes)
    zooms = [zoom for zoom, _, _ in tiles]
    head = struct.pack(
        "<7sB11Q6BiiiiBii",
        *(b"PMTiles", 3, root_at, len(root), meta_at, len(meta), leaf_at, len(leaf_bytes)),
        *(data_at, len(data), len(tiles), len(tiles), len(tiles), 1, packing, 1, kind),
        *(min(zooms), max(zooms), *(round(degrees * 1e7) for degrees in box), 0, 0, 0),
    )
    path.write_bytes(head + root + meta + leaf_bytes + data)
    return path


def world(path: Path, zooms: int, **options: object) -> Path:
    """An archive of all tiles from zoom 0 on, of as many zooms."""
    tiles = {
        (zoom, column, row): png()
        for zoom in range(zooms)
        for column in range(2**zoom)
        for row in range(2**zoom)
    }
    return write(path, tiles, **options)  # type: ignore[arg-type]
