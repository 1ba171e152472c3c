"""`MentionLayer`: the mentions of a query result as one layer of a `folium.Map` of your own."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import folium
import jinja2

from geomap.maps import page
from geomap.maps.mention_map import RawMarkup
from geomap.maps.payload import columns
from geomap.maps.texts import clean, utf16_offset

if TYPE_CHECKING:
    from geomap.model import Article
    from geomap.query import QueryResult

SENTENCES = 5
"""Sentences in the popup of a place; the popup says how many more there are."""

DRAWN = frozenset({"literal", None})
"""The usages that are drawn: the place itself, and unsure ones; see `MentionMap`."""


class MentionLayer(folium.map.Layer):
    """Mentions on a map of your own: a mark a place, the first sentences in its popup.

    Drawn are mentions of the place itself and those whose usage is unsure, outside leftovers; an
    area (country, region, water) is a dashed ring. The text travels as an inert block, never
    through a template.

    Parameters
    ----------
    result
        The mentions, as a query returned them.
    name
        What a layer control calls it. It passes through folium's templates: never give it text of
        an article.
    """

    _template = jinja2.Template(
        "{% macro script(this, kwargs) %}"
        "var {{ this.get_name() }} = L.featureGroup();"
        'geomapLayer("{{ this.get_name() }}-data", {{ this.get_name() }});'
        "{{ this.get_name() }}.addTo({{ this._parent.get_name() }});"
        "{% endmacro %}"
    )

    def __init__(self, result: QueryResult, *, name: str = "Mentions") -> None:
        super().__init__(name=name)
        self._name = "MentionLayer"
        self.places = _places(result)
        self._id = page.digest(json.dumps(self.places))

    def render(self, **kwargs: Any) -> None:  # type: ignore[override]  # noqa: ANN401
        """Add the data and the script to the figure around this layer (called by folium)."""
        figure: Any = self.get_root()
        block = page.script_element("application/json", f"{self.get_name()}-data", self.places)
        figure.html.add_child(RawMarkup(block), name=f"{self.get_name()}-data")
        figure.script.add_child(RawMarkup(page.asset("layer.js")), name="geomap-layer")
        super().render(**kwargs)  # type: ignore[no-untyped-call]


def _places(result: QueryResult) -> list[dict[str, Any]]:
    """The places that are drawn; the largest first, so that small marks stay on top."""
    table = columns(result.frame)
    names = tuple(table)
    found: dict[str, dict[str, Any]] = {}
    for values in zip(*table.values(), strict=True):
        row = dict(zip(names, values, strict=True))
        if row["usage"] not in DRAWN or row["part"] == "leftover":
            continue
        dot = row["group"] in {"town", "site"} and row["precision"] == "town"
        place = found.setdefault(
            row["place_id"],
            {
                "name": clean(row["name"]),
                "lat": row["lat"],
                "lon": row["lon"],
                "form": "dot" if dot else "area",
                "count": 0,
                "sentences": [],
            },
        )
        place["count"] += 1
        if len(place["sentences"]) < SENTENCES:
            place["sentences"].append(_sentence(row, result.articles[row["article_id"]]))
    order = sorted(found, key=lambda key: (-found[key]["count"], key))
    return [found[key] for key in order]


def _sentence(row: dict[str, Any], article: Article) -> dict[str, Any]:
    """A sentence, with the offsets of the name in it as JavaScript counts them."""
    offset = utf16_offset(row["sentence"])
    start = row["start"] - row["sentence_start"]
    return {
        "text": clean(row["sentence"]),
        "start": offset(start),
        "end": offset(start + len(row["text"])),
        "title": None if article.title is None else clean(article.title),
        "source": None if article.source is None else clean(article.source),
        "published": None if article.published is None else article.published.isoformat(),
        "url": None if article.url is None else clean(article.url),
    }
