"""Tiles under the mentions, when asked for: online images, or images out of a local archive."""

from __future__ import annotations

import base64
import math
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import folium

from geomap.errors import UsageError
from geomap.maps.pmtiles import Archive
from geomap.maps.texts import escaped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geomap.model import Box

LIMIT = 12_000_000
"""Bytes of images that a page carries; closer zooms that do not fit whole are left out."""

_MERCATOR = 85.0511
_PLACEHOLDER = re.compile(r"\{[zxysr]\}|\{-y\}")


def online(tiles: str | folium.TileLayer, credit: str | None) -> folium.TileLayer:
    """Return the layer of an online tile set: its name in folium, or its address.

    ``credit`` is whom an address is to credit, as plain text. `UsageError` where folium does not
    know a name, where an address has no credit, or where either holds more braces than the
    placeholders of an address (folium would read them as a template).
    """
    if isinstance(tiles, folium.TileLayer):
        return tiles
    if "{" in tiles:
        if credit is None:
            raise UsageError(
                f"tiles {tiles!r} need a credit; say whom with --tiles-credit (tiles_credit=...),"
                " as their maker asks for it"
            )
        if re.search(r"[{}]", _PLACEHOLDER.sub("", tiles) + credit):
            raise UsageError(
                f"tiles {tiles!r} with the credit {credit!r} hold braces that mean nothing;"
                " an address has {z}, {x}, {y} and may have {s}, {r}"
            )
        if urlsplit(tiles).scheme != "https":
            raise UsageError(f"tiles {tiles!r} do not begin with https://; give such an address")
        return folium.TileLayer(tiles, attr=escaped(credit))
    try:
        return folium.TileLayer(tiles)
    except ValueError as error:
        raise UsageError(
            f"tiles {tiles!r} are no tile set that folium knows; give an address with {{z}}, {{x}}"
            " and {y} and a credit (--tiles-credit, tiles_credit=...), or a .pmtiles file"
        ) from error


def asks(layer: folium.TileLayer) -> str:
    """Return the sentence that says which host a page with this layer asks for images."""
    host = urlsplit(str(layer.tiles)).hostname or str(layer.tiles)
    host = re.sub(r"^\{s\}\.", "", host)
    return f"The images of the map come from {host} while you look at it; that host is asked."


def is_archive(tiles: object) -> bool:
    """Whether tiles are meant to be a local file."""
    return isinstance(tiles, Path) or (isinstance(tiles, str) and tiles.endswith(".pmtiles"))


def check(tiles: str | None, credit: str | None) -> None:
    """Refuse tiles that no page can draw, before anything is read: `UsageError` says why."""
    if tiles is None:
        if credit is not None:
            raise UsageError("a credit for tiles, but no tiles; give --tiles as well")
    elif is_archive(tiles):
        with Archive(Path(tiles)) as archive:
            _refuse_vectors(archive)
    else:
        online(tiles, credit)


def _refuse_vectors(archive: Archive) -> None:
    if archive.kind is None:
        what = "vector tiles" if archive.is_vector else "tiles of an unknown kind"
        raise UsageError(
            f"{archive.path} holds {what}; a page embeds images (PNG, JPEG, WebP, AVIF): make an"
            " archive of images of it, or give the address of a server that draws it"
        )


def embedded(path: Path, around: Box | None, *, limit: int = LIMIT) -> dict[str, Any]:
    """Return the images of an archive that a page carries, the farther zooms first.

    ``images`` (``"z/x/y"`` -> base64), ``kind`` (their media type), ``least`` and ``most`` zoom,
    ``credit``, and ``note``: which zooms were left out, and why (None: nothing was).

    Parameters
    ----------
    path
        A PMTiles archive of version 3 with images. `UsageError` where it is something else, holds
        vector tiles, or has nothing there.
    around
        Where images are needed; None: wherever the archive has them.
    limit
        Bytes of images, before base64, that a page may carry.
    """
    with Archive(path) as archive:
        _refuse_vectors(archive)
        images: dict[str, str] = {}
        room = limit
        zoom = archive.least
        while zoom <= archive.most:
            found = _level(archive, around or archive.box, zoom, room)
            if found is None:
                break
            room -= sum(len(image) for image in found.values())
            images |= {key: base64.b64encode(image).decode() for key, image in found.items()}
            zoom += 1
        if not images:
            raise UsageError(
                f"{path} has no image where the mentions are (or none below {limit / 1e6:g} MB);"
                " give an archive of that area"
            )
        note = (
            None
            if zoom > archive.most
            else f"Images of the map closer than zoom {zoom - 1} are not in this page (limit:"
            f" {limit / 1e6:g} MB of images; the archive goes to zoom {archive.most})."
        )
        return {
            "images": images,
            "kind": archive.kind,
            "least": archive.least,
            "most": zoom - 1,
            "credit": _text(archive.attribution or f"Tiles: {path.name}"),
            "note": note,
        }


def _level(archive: Archive, box: Box, zoom: int, room: int) -> dict[str, bytes] | None:
    """The images of one zoom in a box, None where they are more bytes than there is room for."""
    found = {}
    for column, row in _columns_and_rows(box, zoom, room):
        image = archive.tile(zoom, column, row)
        if image is None:
            continue
        room -= len(image)
        if room < 0:
            return None
        found[f"{zoom}/{column}/{row}"] = image
    return found


def _columns_and_rows(box: Box, zoom: int, most: int) -> Iterator[tuple[int, int]]:
    west, north = _tile_at(box.west, box.north, zoom)
    east, south = _tile_at(box.east, box.south, zoom)
    columns = range(west, east + 1)
    if box.west > box.east:  # over the antimeridian
        columns = range(west, 2**zoom + east + 1)
    for number in range(len(columns) * (south - north + 1)):
        # No image is smaller than a byte: what can't fit is not looked for.
        if number > most:
            return
        row, column = divmod(number, len(columns))
        yield columns[column] % 2**zoom, north + row


def _tile_at(lon: float, lat: float, zoom: int) -> tuple[int, int]:
    """The column and row of a point (degrees) in the square of web Mercator, EPSG:3857."""
    side = 2**zoom
    lat = math.radians(min(max(lat, -_MERCATOR), _MERCATOR))
    x = (lon + 180) / 360 * side
    y = (1 - math.asinh(math.tan(lat)) / math.pi) / 2 * side
    return min(max(int(x), 0), side - 1), min(max(int(y), 0), side - 1)


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def _text(markup: str) -> str:
    """The text of a credit that came with markup: no markup of others stands in the page."""
    parser = _Words()
    parser.feed(markup)
    parser.close()
    return " ".join("".join(parser.words).split())
