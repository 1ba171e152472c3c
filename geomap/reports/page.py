"""report.html: one file with the figure, the map and the tables, built as nodes.

Text from articles is only ever the text of a node or the value of an attribute; the library that
writes the nodes escapes it. The page runs no script; the map in its frame runs its own.
"""

from __future__ import annotations

import base64
import re
from functools import singledispatch
from importlib import resources
from typing import TYPE_CHECKING, Any

from geomap.errors import UsageError
from geomap.reports.sections import (
    Bullets,
    Facts,
    Paragraph,
    Quotes,
    Table,
    sections,
    source_line,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from geomap.reports.report import Report
    from geomap.reports.sections import Block

    Node = Any

_SANDBOX = "allow-scripts allow-popups allow-popups-to-escape-sandbox allow-downloads"
_NONCE = re.compile(r'<script nonce="([0-9a-f]+)">')
# JSON may hold these as they are, a document may not; they stand in the map's JSON alone.
_NOT_IN_DOCUMENT = re.compile("[\ufffe\uffff]")


def report_page(
    report: Report, *, picture: bytes, map_page: str, template: Path | None = None
) -> str:
    """The report as one HTML page that asks for nothing outside itself.

    Parameters
    ----------
    report
        What it says.
    picture, map_page
        The figure as PNG, and the page of the map.
    template
        An HTML file of the user's own, whose elements with ``data-geomap="SLOT"`` are filled: what
        they hold stays, the report's part follows. UsageError where it can't be read, or names a
        slot that there is not.
    """
    import lxml.etree
    import lxml.html

    source = template_text(template)
    page = lxml.html.document_fromstring(source)
    fill = _slots(report, picture, map_page)
    for element in page.xpath("//*[@data-geomap]"):
        slot = element.attrib.pop("data-geomap")
        if slot not in fill:
            raise UsageError(f"{template} has a slot {slot!r}; known: {', '.join(sorted(fill))}")
        for node in fill[slot]():
            _append(element, node)
    if template is None:
        page.find("head").insert(1, _policy(map_page))
    return str(
        lxml.etree.tostring(page, method="html", encoding="unicode", doctype="<!DOCTYPE html>")
    )


def template_text(template: Path | None) -> str:
    """The page with slots: the user's own, or the one that came with geomap."""
    if template is None:
        static = resources.files("geomap.reports").joinpath("static", "report.html")
        return static.read_text(encoding="utf-8")
    try:
        return template.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"can't read the template {template}: {error}") from error


def _slots(
    report: Report, picture: bytes, map_page: str
) -> dict[str, Callable[[], Iterable[Node | str]]]:
    """What fills each slot: nodes and texts, made anew each time."""
    fill: dict[str, Callable[[], Iterable[Node | str]]] = {
        "title": lambda: [report.title],
        "summary": lambda: [report.summary],
        "figure": lambda: [_figure(report, picture)],
        "map": lambda: [_map(report, map_page)],
    }
    for section in sections(report):
        blocks = section.blocks
        if section.slot == "citation":
            fill["citation"] = lambda: [report.citation]
        else:
            fill[section.slot] = lambda blocks=blocks: [n for b in blocks for n in nodes(b)]  # type: ignore[misc]
    return fill


def element(tag: str, *children: Node | str, **attributes: str) -> Node:
    """An element with its children; ``class_`` is the attribute ``class``."""
    import lxml.html

    made = lxml.html.Element(tag)
    for name, value in attributes.items():
        made.set(name.rstrip("_"), value)
    for child in children:
        _append(made, child)
    return made


def _append(parent: Node, child: Node | str) -> None:
    if not isinstance(child, str):
        parent.append(child)
    elif len(parent):
        parent[-1].tail = (parent[-1].tail or "") + child
    else:
        parent.text = (parent.text or "") + child


@singledispatch
def nodes(block: Block) -> list[Node]:
    """A block as nodes of HTML."""
    raise TypeError(f"{type(block).__name__} is no block")


@nodes.register(Paragraph)
def _(block: Paragraph) -> list[Node]:
    return [element("p", block.text)]


@nodes.register(Bullets)
def _(block: Bullets) -> list[Node]:
    return [element("ul", *(element("li", item) for item in block.items))]


@nodes.register(Facts)
def _(block: Facts) -> list[Node]:
    pairs = ((element("dt", fact.name), element("dd", _own(fact.value))) for fact in block.facts)
    return [element("dl", *(node for pair in pairs for node in pair))]


@nodes.register(Table)
def _(block: Table) -> list[Node]:
    left = len(block.header) - block.numbers

    def cell(tag: str, at: int, content: Node | str, **more: str) -> Node:
        return element(tag, content, **more, **({"class_": "number"} if at >= left else {}))

    head = (cell("th", at, name, scope="col") for at, name in enumerate(block.header))
    rows = (
        element("tr", *(cell("td", at, _own(text)) for at, text in enumerate(row)))
        for row in block.rows
    )
    table = element(
        "table",
        element("caption", block.caption),
        element("thead", element("tr", *head)),
        element("tbody", *rows),
    )
    made = [element("div", table, class_="wide")]
    if block.more:
        made.append(element("p", block.more, class_="more"))
    return made


@nodes.register(Quotes)
def _(block: Quotes) -> list[Node]:
    made = []
    for sentence in block.sentences:
        title, rest = source_line(sentence)
        name = element("bdi", title)
        link = element("a", name, href=sentence.link) if sentence.link else name
        quoted = element("bdi", sentence.before, element("mark", sentence.name), sentence.after)
        made.append(
            element(
                "blockquote",
                element("p", quoted),
                element("p", _own(sentence.place), ": ", link, ", ", _own(rest), class_="source"),
            )
        )
    return made


def _own(text: str) -> Node:
    """A text in a direction of its own: Arabic among Latin does not turn its neighbours."""
    return element("bdi", text)


def _figure(report: Report, picture: bytes) -> Node:
    coded = base64.b64encode(picture).decode("ascii")
    image = element("img", src=f"data:image/png;base64,{coded}", alt=report.alt_text)
    return element("figure", image, element("figcaption", report.caption))


def _map(report: Report, map_page: str) -> Node:
    return element(
        "iframe",
        title=f"Interactive map: {report.title}",
        sandbox=_SANDBOX,
        srcdoc=_NOT_IN_DOCUMENT.sub(_json_escape, map_page),
    )


def _json_escape(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"


def _policy(map_page: str) -> Node:
    """No request leaves the page, and no script runs in it but the map's, which bear its mark.

    The frame's content is bound by this policy and by its own.
    """
    nonce = _NONCE.search(map_page)
    rules = (
        "default-src 'none'",
        f"script-src 'nonce-{nonce[1]}'" if nonce else "script-src 'none'",
        "style-src 'unsafe-inline'",
        "img-src data: blob:",
        "font-src data:",
        "base-uri 'none'",
        "form-action 'none'",
    )
    return element("meta", **{"http-equiv": "Content-Security-Policy", "content": "; ".join(rules)})
