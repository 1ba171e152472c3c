"""The page around the map: assets, the data block, the policy, the table without scripts.

Text of articles stands in the page in two ways only: in the data block, which is JSON that no
script or template ever runs, and in the table of places, through `texts.escaped`.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from geomap.maps.texts import escaped

if TYPE_CHECKING:
    from collections.abc import Mapping

STYLES = ("leaflet/leaflet.css", "page.css", "map.css", "print.css")
SCRIPTS = (
    "data.js",
    "state.js",
    "dom.js",
    "land.js",
    "labels.js",
    "map.js",
    "list.js",
    "place.js",
    "article.js",
    "filters.js",
    "time.js",
    "download.js",
    "app.js",
)

PACK_ABOVE = 300_000
"""Bytes of JSON above which the data block is gzipped (and base64): a third of the size."""


@cache
def asset(name: str) -> str:
    """Return the text of a file under ``geomap/maps/static``."""
    return resources.files("geomap.maps").joinpath("static", name).read_text(encoding="utf-8")


@cache
def styles() -> str:
    """Return all style sheets as one, with nothing in them that would be fetched."""
    text = "\n".join(asset(name) for name in STYLES)
    return re.sub(r"url\(images/[^)]*\)", "none", text)


@cache
def scripts(*, layers: bool) -> str:
    """Return Leaflet and the page's own scripts, the latter in one scope that exports `geomap`.

    ``layers`` adds jQuery, which the popups of a user's folium layers call.
    """
    leaflet = asset("leaflet/leaflet.js").replace("//# sourceMappingURL=leaflet.js.map", "")
    own = "\n".join(asset(name) for name in SCRIPTS)
    scope = f'(() => {{\n"use strict";\n{own}\nreturn {{ start }};\n}})()'
    jquery = asset("jquery/jquery.min.js") if layers else ""
    return f"{leaflet}\n{jquery}\nconst geomap = {scope};\n"


def data_block(payload: Mapping[str, Any]) -> str:
    """Return the payload as an inert script element that the page reads with ``JSON.parse``.

    ``<`` is escaped, so that nothing in it can end the element or open a comment.
    """
    text = _json(payload)
    if len(text) <= PACK_ABOVE:
        return script_element("application/json", "gm-data", payload)
    packed = gzip.compress(text.encode(), compresslevel=4, mtime=0)
    coded = base64.b64encode(packed).decode("ascii")
    return f'<script type="application/gzip" id="gm-data">{coded}</script>'


def script_element(kind: str, key: str, value: object) -> str:
    """Return a value as JSON in a script element of a kind that no browser runs."""
    text = _json(value).replace("<", "\\u003c")
    return f'<script type="{kind}" id="{key}">{text}</script>'


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def digest(markup: str) -> str:
    """Return 32 hexadecimal digits that stand for a page's content: the same content, the same."""
    return hashlib.sha256(markup.encode()).hexdigest()[:32]


def policy(nonce: str | None, *, online: bool) -> str:
    """Return the content security policy of a page.

    Parameters
    ----------
    nonce
        The mark of the page's own scripts, the only ones that run. None where the user added
        layers of their own, whose inline scripts carry no mark.
    online
        Whether layers of the user may load images over https; without a ``nonce`` also scripts,
        styles and fonts.
    """
    images = " https:" if online else ""
    hosts = images if nonce is None else ""
    rules = {
        "default-src": "'none'",
        "script-src": f"'nonce-{nonce}'" if nonce else f"'unsafe-inline'{hosts}",
        "style-src": f"'unsafe-inline'{hosts}",
        "img-src": f"data: blob:{images}",
        "font-src": f"data:{hosts}",
        "connect-src": hosts.strip() or "'none'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def without_scripts(payload: Mapping[str, Any], title: str) -> str:
    """Return what readers without scripts see: the title, and a table of places by mentions."""
    places, mentions = payload["places"], payload["mentions"]
    counts: dict[int, int] = {}
    for place in mentions["place"]:
        counts[place] = counts.get(place, 0) + 1
    unplaced = counts.pop(-1, 0)
    order = sorted(counts, key=lambda at: (-counts[at], places["name"][at], places["id"][at]))
    rows = "".join(
        "<tr><td><bdi>{}</bdi></td><td>{}</td><td>{}</td><td>{}</td></tr>".format(
            escaped(places["name"][at]),
            escaped(places["group"][at]),
            escaped(", ".join(filter(None, (places["admin1"][at], places["country"][at])))),
            counts[at],
        )
        for at in order
    )
    return (
        f"<noscript><style>#gm {{ display: none }}</style><h1>{escaped(title)}</h1>"
        "<table><caption>Places by number of mentions, all usages and parts counted; "
        f"{unplaced} mentions not placed.</caption><thead><tr><th>Place</th><th>Kind</th>"
        f"<th>In</th><th>Mentions</th></tr></thead><tbody>{rows}</tbody></table></noscript>"
    )
