"""The documents of a report, read back: their tables and all their text."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import docx
import lxml.html
from markdown_it import MarkdownIt

if TYPE_CHECKING:
    from pathlib import Path

Tables = list[list[list[str]]]
"""Tables of rows of cells, the header first."""


def html_tables(page: str) -> Tables:
    return [
        [["".join(cell.itertext()) for cell in row] for row in table.iter("tr")]
        for table in lxml.html.document_fromstring(page).iter("table")
    ]


def html_text(page: str) -> str:
    """What a reader sees of a page; nothing of its styles."""
    root = lxml.html.document_fromstring(page)
    for node in root.xpath("//style|//script|//iframe"):
        node.drop_tree()
    return root.text_content()


def markdown_html(text: str) -> str:
    return MarkdownIt("commonmark", {"html": True}).enable("table").render(text)


def docx_tables(path: Path) -> Tables:
    return [
        [[cell.text for cell in row.cells] for row in table.rows]
        for table in docx.Document(io.BytesIO(path.read_bytes())).tables
    ]


def docx_text(path: Path) -> str:
    """All text of the body in the order of the file, links and tables too."""
    body = docx.Document(io.BytesIO(path.read_bytes())).element.body
    return "".join(node.text or "" for node in body.iter() if node.tag.endswith("}t"))
