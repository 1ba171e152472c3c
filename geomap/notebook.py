"""How articles and query results show themselves in a notebook: HTML that needs no script."""

from __future__ import annotations

import base64
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geomap.reports.text import visible

if TYPE_CHECKING:
    from geomap.model import Article, Mention
    from geomap.query import QueryResult

LONGEST = 20_000
"""Characters of an article that are shown; how many more there are is said."""

TOP = 10
"""Places of a result that are listed."""

_DPI = 150

COLOURS = {
    "town": "#a6d8f0",
    "site": "#cfe8a9",
    "region": "#fbd38d",
    "district": "#fde6ae",
    "country": "#f7b7a3",
    "world": "#e3d0c4",
    "area": "#e6d5f5",
    "water": "#bfe3e0",
    "landform": "#dcd6c0",
    "not placed": "#dddddd",
}
"""Light enough for black letters: each has a contrast of 7 or more with black (WCAG 2.2, AAA)."""


def article_html(article: Article) -> str:
    """The article's text as HTML, each mention in the colour of its kind beside its place.

    displaCy, the renderer of spaCy, draws it. It escapes the text; what stands in labels, it does
    not, so these are escaped here.
    """
    from spacy.displacy.render import EntityRenderer

    text = visible(article.text[:LONGEST])
    spans: list[dict[str, Any]] = []
    for mention in sorted(article.mentions, key=lambda one: one.start):
        if mention.end <= len(text) and (not spans or mention.start >= spans[-1]["end"]):
            spans.append(_span(mention))
    renderer = EntityRenderer({"colors": {kind.upper(): c for kind, c in COLOURS.items()}})
    drawn = renderer.render([{"text": text, "ents": spans, "title": None}])
    placed = sum(mention.place is not None for mention in article.mentions)
    said = [
        f"{len(article.mentions):,} mentions, {placed:,} placed",
        *(part for part in (article.source, str(article.published or "")) if part),
    ]
    if len(article.text) > len(text):
        said.append(f"the first {LONGEST:,} of {len(article.text):,} characters")
    return f"{_heading(article.title or article.id, said)}{drawn}"


def result_html(result: QueryResult) -> str:
    """A result in short: counts, the places named most as a table, and a map as a picture."""
    from geomap.figures import alt_text
    from geomap.reports.content import make_report
    from geomap.reports.page import element, nodes
    from geomap.reports.sections import places_table

    report = make_report(result, top=TOP)
    parts = [element("p", element("b", report.summary))]
    if len(result.frame):
        image = element(
            "img", src=_picture(result), alt=alt_text(result), style="max-width: 24em; height: auto"
        )
        parts += [*nodes(places_table(report)), image]
    parts += [element("p", f"Not counted: {one.count:,}: {one.reason}") for one in report.left_out]
    return _serialised(element("div", *parts))


def _span(mention: Mention) -> dict[str, Any]:
    place = mention.place
    if place is None:
        return {"start": mention.start, "end": mention.end, "label": "not placed"}
    holders = [place.admin1 if place.admin1 != place.name else None, place.country]
    name = ", ".join([place.name, *(h for h in holders if h and place.group != "country")])
    number = place.geonameid
    return {
        "start": mention.start,
        "end": mention.end,
        "label": place.group,
        "kb_id": _escaped(name),
        "kb_url": f"https://www.geonames.org/{number}" if number is not None else "#",
    }


def _heading(title: str, said: list[str]) -> str:
    from geomap.reports.page import element

    line = element("p", element("b", visible(title)), element("br"), visible(" · ".join(said)))
    return _serialised(line)


def _escaped(text: str) -> str:
    import html

    return html.escape(visible(text), quote=True)


def _picture(result: QueryResult) -> str:
    """The map of a result, one column wide, as an address that holds the picture itself."""
    from geomap.figures import figure, save_figure

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "map.png"
        save_figure(figure(result, size="column"), path, dpi=_DPI)
        return f"data:image/png;base64,{base64.b64encode(path.read_bytes()).decode('ascii')}"


def _serialised(node: Any) -> str:  # noqa: ANN401 - the library's own
    import lxml.etree

    return str(lxml.etree.tostring(node, method="html", encoding="unicode"))
