"""Markdown: the text as it reads when rendered, without the marks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geomap.articles.dates import read_date
from geomap.articles.encoding import decode
from geomap.articles.sources import Draft, Source
from geomap.errors import ArticleError
from geomap.model import PartSpan

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

_FRONT = re.compile(
    r"\A---[ \t]*\r?\n(?P<fields>.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE
)
_FIELD = re.compile(r"^(?P<name>[A-Za-z_]+):[ \t]*(?P<value>\S.*?)[ \t]*\r?$", re.MULTILINE)


def read_markdown(source: Source) -> Iterator[Draft]:
    """The one article in ``source``.

    The stored text, to which offsets refer, is the rendered one: blocks with a blank line between
    them, a line break in a paragraph as a space, marks and link targets left out, HTML as it is
    written. The first heading of level one is the title inside the text; ``id``, ``title``,
    ``date``, ``source`` and ``url`` in a front matter (between lines of ``---``) are fields.
    """
    text = decode(source.read_whole())
    fields: dict[str, str] = {}
    if front := _FRONT.match(text):
        fields = {
            m["name"].lower(): _unquoted(m["value"]) for m in _FIELD.finditer(front["fields"])
        }
        text = text[front.end() :]
    blocks = list(_blocks(text))
    if not blocks:
        raise ArticleError("no text")
    title = fields.get("title")
    heading = next((block for is_title, block in blocks if is_title), None)
    yield Draft(
        text="\n\n".join(block for _, block in blocks),
        id=fields.get("id"),
        title=title or heading,
        url=fields.get("url"),
        source=fields.get("source"),
        published=read_date(fields.get("date") or fields.get("published")),
        parts=() if title else _title_part(blocks),
    )


def _title_part(blocks: Sequence[tuple[bool, str]]) -> tuple[PartSpan, ...]:
    start = 0
    for is_title, block in blocks:
        if is_title:
            return (PartSpan(start, start + len(block), "title"),)
        start += len(block) + len("\n\n")
    return ()


def _blocks(text: str) -> Iterator[tuple[bool, str]]:
    """The blocks of rendered text, each with whether it is a heading of level one."""
    from markdown_it import MarkdownIt

    tag = ""
    cells: list[str] | None = None
    for token in MarkdownIt("commonmark", {"html": False}).enable("table").parse(text):
        if token.type == "tr_open":
            cells = []
        elif token.type == "tr_close":
            row = "\t".join(filter(None, cells or ()))
            cells = None
            if row:
                yield False, row
        elif token.type == "inline":
            block = _inline(token.children or ())
            if cells is not None:
                cells.append(block)
            elif block:
                yield tag == "h1", block
        elif token.type in {"fence", "code_block"} and token.content.strip():
            yield False, token.content.strip()
        tag = token.tag


def _inline(tokens: Sequence[Token]) -> str:
    return "".join(_piece(token) for token in tokens).strip()


def _piece(token: Token) -> str:
    if token.type == "softbreak":
        return " "
    if token.type == "hardbreak":
        return "\n"
    return token.content


def _unquoted(value: str) -> str:
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if quoted else value
