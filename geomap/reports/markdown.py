"""report.md: the report as Markdown that GitHub, Quarto and pandoc read alike."""

from __future__ import annotations

import re
from functools import singledispatch
from typing import TYPE_CHECKING

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
    from collections.abc import Iterable
    from pathlib import Path

    from geomap.reports.report import Report
    from geomap.reports.sections import Block

# A backslash before any ASCII sign makes it text (CommonMark 2.4), also in pandoc. Signs that mean
# nothing where they stand remain bare, for people who read the source: dashes in a row are joined
# by pandoc; a dot before a letter and a colon inside a word may make an address, and thus a link.
_SIGNS = re.compile(r"[\\`*_{}\[\]<>#|~^$@&]|-(?=-)|(?<=-)-|\.(?=[^\W\d]|\.)|:(?=\S)")
# In front, "-" or "1." or "(a)" would begin a list, and signs in a row a heading or a division.
_FRONT = re.compile(r"^(?:[-+=:.(]|(\w+)(?=[.)]))")
_SLOT = re.compile(r"<!--\s*geomap:\s*([\w-]+)\s*-->")


def escaped(text: str) -> str:
    """A text of one line as Markdown that shows it as it is."""
    front = _FRONT.match(text)
    if front is None:
        return _inside(text)
    head = front[1] or ""
    return f"{_inside(head)}\\{text[len(head)]}{_inside(text[len(head) + 1 :])}"


def _inside(text: str) -> str:
    """A text that does not stand in front of a line."""
    return _SIGNS.sub(r"\\\g<0>", text)


def report_markdown(report: Report, *, template: Path | None = None) -> str:
    """The report as Markdown, which shows map.png and links it to map.html.

    ``template`` is a Markdown file of the user's own, in which lines of ``<!-- geomap: SLOT -->``
    are replaced. Raises UsageError where it can't be read, or names a slot that there is not.
    """
    fill = _slots(report)
    if template is None:
        return "\n\n".join(fill[slot] for slot in ("title", "summary", "figure", "sections")) + "\n"
    try:
        text = template.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"can't read the template {template}: {error}") from error
    lines = []
    for number, line in enumerate(text.splitlines(), 1):
        slot = _SLOT.fullmatch(line.strip())
        if slot is None:
            lines.append(line)
        elif slot[1] in fill:
            lines.append(fill[slot[1]])
        else:
            known = ", ".join(sorted(fill))
            raise UsageError(f"{template}:{number} has a slot {slot[1]!r}; known: {known}")
    return "\n".join(lines) + "\n"


def _slots(report: Report) -> dict[str, str]:
    parts = {section.slot: _blocks(section.blocks) for section in sections(report)}
    whole = "\n\n".join(
        f"## {escaped(section.heading)}\n\n{parts[section.slot]}" for section in sections(report)
    )
    return {
        **parts,
        "title": f"# {escaped(report.title)}",
        "summary": escaped(report.summary),
        "figure": figure(report),
        "sections": whole,
    }


def figure(report: Report) -> str:
    """The picture with its alternative text, which leads to the map, and its caption."""
    return f"[![{escaped(report.alt_text)}](map.png)](map.html)\n\n*{escaped(report.caption)}*"


def _blocks(blocks: Iterable[Block]) -> str:
    return "\n\n".join(markdown(block) for block in blocks)


@singledispatch
def markdown(block: Block) -> str:
    """A block as Markdown, without a line break at its end."""
    raise TypeError(f"{type(block).__name__} is no block")


@markdown.register(Paragraph)
def _(block: Paragraph) -> str:
    return escaped(block.text)


@markdown.register(Bullets)
def _(block: Bullets) -> str:
    return "\n".join(f"- {escaped(item)}" for item in block.items)


@markdown.register(Facts)
def _(block: Facts) -> str:
    return "\n".join(f"- **{escaped(f.name)}:** {escaped(f.value)}" for f in block.facts)


@markdown.register(Table)
def _(block: Table) -> str:
    left = len(block.header) - block.numbers
    marks = ["---" if at < left else "---:" for at in range(len(block.header))]
    lines = [_row(map(escaped, block.header)), _row(marks)]
    lines += [_row(map(escaped, row)) for row in block.rows]
    # As a paragraph: pandoc and GitHub mark captions differently.
    parts = [f"*{escaped(block.caption)}*", "\n".join(lines)]
    return "\n\n".join([*parts, escaped(block.more)] if block.more else parts)


@markdown.register(Quotes)
def _(block: Quotes) -> str:
    quotes = []
    for sentence in block.sentences:
        title, rest = source_line(sentence)
        link = (
            f"[{escaped(title)}](<{_address(sentence.link)}>)" if sentence.link else escaped(title)
        )
        name = _marked(sentence.before, sentence.name, sentence.after)
        quotes.append(f"> {name}\n>\n> {escaped(sentence.place)}: {link}, {escaped(rest)}")
    # A comment between two quotes keeps them apart in every dialect.
    return "\n\n<!-- -->\n\n".join(quotes)


def _marked(before: str, name: str, after: str) -> str:
    """The sentence with the name in bold.

    Where a letter stands beside the name, asterisks would not be read as bold: it stays bare.
    """
    beside = before[-1:] + after[:1]
    tight = any(c.isalnum() for c in beside) or not name.strip() or not name[0].isalnum()
    if tight or not name[-1:].isalnum():
        return escaped(before + name + after)
    return f"{escaped(before)}**{_inside(name)}**{_inside(after)}"


def _address(link: str) -> str:
    """An address between angle brackets: `safe_link` has left plain ASCII without these."""
    return re.sub(r"[\\`*_&]", r"\\\g<0>", link)


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"
