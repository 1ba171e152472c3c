"""`MentionMap`: the mentions of a query result as a `folium.Map` that reads back to the sentences.

folium compiles what it renders a second time, as a template. So nothing of an article passes
through it: the data stands in the page as one inert block (see `geomap.maps.page`), added with a
template that is constant.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import branca.element
import folium
import jinja2

from geomap.gazetteer.sources import Sources
from geomap.maps import basemap, page
from geomap.maps.outlines import DIGITS, outlines_of
from geomap.maps.payload import Payload
from geomap.maps.texts import escaped
from geomap.maps.tiles import asks, embedded, is_archive, online
from geomap.maps.towns import towns

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from shapely.geometry.base import BaseGeometry

    from geomap.model import Box
    from geomap.query import QueryResult

TEXT_LIMIT = 4_000_000
"""Characters of full article text in one page."""

SENTENCE_LIMIT = 200
"""Sentences a place in a page of more than `MANY_MENTIONS` mentions."""

MAX_ZOOM = 10
"""The closest zoom of the embedded land: past it there is nothing more to see."""

_PLACED = ("id", "lat", "lon")

MANY_MENTIONS = 300_000
"""Mentions above which a page carries `SENTENCE_LIMIT` sentences a place instead of all."""


class RawMarkup(branca.element.Element):
    """Markup that is added to a page as it is: data to a constant template, never its source."""

    _template = jinja2.Template("{{ this.markup }}")

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.markup = markup


class MentionMap(folium.Map):
    """A map of mentions: one mark a place, and beside it the sentences that put it there.

    The page is self-contained: no request leaves it. `save`, notebook display and `add_child` work
    as for every `folium.Map`; a layer of yours brings its own needs (folium's icons and plugins
    load scripts over the network), and its text passes through folium's templates.

    Parameters
    ----------
    result
        The mentions, as a query returned them.
    title
        The heading of the page; "Mentions of places" where it is None.
    outlines
        A function from a place id to the outline of that region, country or water (a shapely
        geometry, lon/lat, EPSG:4326), or None where there is none. An area without an outline is
        drawn as a dashed ring.
    tiles
        Images instead of the embedded land. A PMTiles archive of images (a path): those of the
        region of the mentions stand in the page, up to `tiles.LIMIT`, and no request leaves it.
        Or an online tile set: a name that folium knows (``"OpenStreetMap"``), an address with
        ``{z}/{x}/{y}`` and ``tiles_credit``, or a `folium.TileLayer`. The page then asks that host
        for images, and says so. `UsageError` where tiles are none of these.
    tiles_credit
        Whom to credit for an address of tiles, as plain text.
    text_limit
        Characters of full article text that the page may carry; the page says what it left out.
    """

    default_js: list[tuple[str, str]] = []  # noqa: RUF012 - as folium declares them
    default_css: list[tuple[str, str]] = []  # noqa: RUF012
    _template = jinja2.Template(page.asset("map.html.j2"))

    def __init__(
        self,
        result: QueryResult,
        *,
        title: str | None = None,
        outlines: Callable[[str], BaseGeometry | None] | None = None,
        tiles: str | Path | folium.TileLayer | None = None,
        tiles_credit: str | None = None,
        text_limit: int = TEXT_LIMIT,
    ) -> None:
        super().__init__(tiles=None)
        many = len(result.frame) > MANY_MENTIONS
        self.payload: dict[str, Any] = Payload(
            result, text_limit=text_limit, sentence_limit=SENTENCE_LIMIT if many else None
        ).build(title)
        self.max_zoom = MAX_ZOOM
        self.payload |= {"basemap": None, "towns": None, "tiles": None}
        self._images: RawMarkup | None = None
        layer = self._draw_ground(tiles, tiles_credit)
        self.payload["online"] = layer is not None
        self.payload["outlineDigits"] = DIGITS
        self.payload["outlines"] = (
            outlines_of(self.payload["places"], self.payload["mentioned"], outlines)
            if outlines
            else {}
        )
        self._data = page.data_block(self.payload)
        # folium draws random ids; ours stand for the content, so that the same mentions give the
        # same bytes.
        self._id = page.digest(self._data)
        if layer is not None:
            layer._id = self._id  # noqa: SLF001 - for the same reason
            self.add_child(layer)

    def _draw_ground(
        self, tiles: str | Path | folium.TileLayer | None, credit: str | None
    ) -> folium.TileLayer | None:
        """Put into the payload what lies under the mentions; return a layer that is online."""
        around = basemap.focus(_dots(self.payload))
        notes = self.payload["notes"]
        if tiles is not None and not is_archive(tiles):
            layer = online(tiles, credit)  # type: ignore[arg-type]
            most: Any = layer.options.get("max_zoom", 18)
            self.max_zoom = int(most)
            notes.append(asks(layer))
            return layer
        self.payload["basemap"] = basemap.land(_layers(), around)
        if self.payload["basemap"] is None:
            notes.append("No basemap: its layers are not installed.")
        if tiles is not None:
            found = embedded(Path(str(tiles)), around)
            notes += filter(None, [found.pop("note")])
            # Apart from the other data: they are packed already.
            images = page.script_element("application/json", "gm-images", found.pop("images"))
            self._images = RawMarkup(images)
            self.payload["tiles"] = found
            self.max_zoom = max(found["most"] + 1, MAX_ZOOM)
        elif self.payload["basemap"] is not None:
            self.payload["towns"] = _towns(self.payload, around)
        return None

    def render(self, **kwargs: Any) -> None:  # type: ignore[override]  # noqa: ANN401
        """Add everything the page needs to the figure around this map (called by folium)."""
        figure: Any = self.get_root()
        # Past folium.Map.render, which adds inline scripts and styles that this page does without.
        super(folium.Map, self).render(**kwargs)  # type: ignore[no-untyped-call]
        title = self.payload["title"] or "Mentions of places"
        # Tiles are drawn by Leaflet itself; any other layer of the user may bring scripts.
        own = all(isinstance(child, folium.TileLayer) for child in self._children.values())
        nonce = self._id if own else None
        figure._template = _PAGE  # noqa: SLF001 - branca's way to say how a figure looks
        figure.page = {
            "policy": page.policy(nonce, online=bool(self._children)),
            "nonce": self._id,
            "title": escaped(title),
            "styles": page.styles(),
            "scripts": page.scripts(layers=not own),
        }
        figure.html.add_child(RawMarkup(self._data), name="gm-data")
        if self._images is not None:
            figure.html.add_child(self._images, name="gm-images")
        table = page.without_scripts(self.payload, title)
        figure.html.add_child(RawMarkup(table), name="gm-noscript")


def _layers() -> Path:
    """The folder of basemap layers that came with geomap."""
    return Sources.installed().tables / "basemap"


def _towns(payload: Mapping[str, Any], around: Box | None) -> dict[str, list[Any]]:
    """The towns to label: near places that mentions name, or large."""
    ids, lats, lons = (payload["places"][name][: payload["mentioned"]] for name in _PLACED)
    points = [at for at in zip(lats, lons, strict=True) if None not in at]
    numbers = {key: number for number, key in enumerate(ids)}
    return towns(_layers(), around, points, numbers)


def _dots(payload: Mapping[str, Any]) -> list[tuple[float, float, int]]:
    """Where mentions are drawn as dots, or else as areas: ``(lat, lon, mentions)`` a place."""
    places = payload["places"]
    counts = Counter(at for at in payload["mentions"]["place"] if at >= 0)
    points = {
        form: [
            (places["lat"][at], places["lon"][at], many)
            for at, many in sorted(counts.items())
            if places["form"][at] == form
        ]
        for form in ("dot", "area")
    }
    return points["dot"] or points["area"]


_PAGE = jinja2.Template(page.asset("page.html.j2"))
