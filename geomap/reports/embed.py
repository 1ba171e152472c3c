"""embed.html and embed.md: the map in a frame, to paste into a page, with the picture behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geomap.reports.markdown import escaped
from geomap.reports.page import element

if TYPE_CHECKING:
    from geomap.reports.report import Report

HEIGHT = 600
"""Pixels of the frame: room for the map and, on phones, for the list below it."""


def embed_html(report: Report) -> str:
    """A figure to paste into a page beside which map.html and map.png lie.

    Those who can't see the frame have its title; where frames or scripts are not allowed, the
    picture stands with its alternative text.
    """
    picture = element("img", src="map.png", alt=report.alt_text, style="max-width: 100%")
    snippet = element(
        "figure",
        element("iframe", **_frame(report)),
        element("noscript", element("a", picture, href="map.html")),
        element(
            "figcaption",
            report.caption,
            " ",
            element("a", "Open the map", href="map.html"),
            " · ",
            element("a", "Picture", href="map.png"),
            " · ",
            element("a", "Data", href="mentions.csv"),
        ),
        style="margin: 0",
    )
    return _serialised(snippet) + "\n"


def embed_markdown(report: Report) -> str:
    """The same for Markdown: a frame in HTML, inside it the picture that leads to the map.

    A browser that shows the frame does not show what it holds; pandoc to Word or PDF, and sites
    that strip frames, show the picture.
    """
    frame = _serialised(element("iframe", **_frame(report))).removesuffix("</iframe>")
    return (
        f"{frame}\n\n[![{escaped(report.alt_text)}](map.png)](map.html)\n\n</iframe>\n\n"
        f"*{escaped(report.caption)}*\n"
    )


def _frame(report: Report) -> dict[str, str]:
    return {
        "src": "map.html",
        "title": f"Interactive map: {report.title}",
        "width": "100%",
        "height": str(HEIGHT),
        "loading": "lazy",
        "style": "border: 1px solid #cfcfcf",
    }


def _serialised(node: Any) -> str:  # noqa: ANN401 - the library's own
    """A node as HTML without braces, in which sites that paste it would see a template."""
    import lxml.etree

    markup = str(lxml.etree.tostring(node, method="html", encoding="unicode"))
    return markup.replace("{", "&#123;").replace("}", "&#125;")
