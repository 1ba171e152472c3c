"""Which stretches of a text are not plain story: title, dateline, captions, leftovers of the site.

Marked, never cut. In doubt a line is story: a leftover that is read costs little, a sentence of the
story that is not read is lost.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geomap.articles import markers
from geomap.articles.heads import Head, find_head, is_byline, line_date, line_source, line_url
from geomap.articles.leftovers import Leftover, find_leftovers, is_prose
from geomap.articles.lines import Line, read_lines
from geomap.model import Part, PartSpan

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

_FIRST_LINES = 10  # in which a line with nothing but a date is a dateline, and a byline a byline
_FIRST_PARAGRAPHS = 5  # which may begin with a dateline
_PLACE_WORDS = 4  # of a dateline that has neither capitals nor an agency
_CAPITALS = 3  # letters

_CAPTION = re.compile(
    rf"(?i:{markers.CAPTION_WORDS})\s*[:/©|].{{1,300}}"
    rf"|.{{0,250}}\((?i:{markers.ARCHIVE_WORDS})[^)]{{0,40}}\)\.?"
    rf"|(?i:main |cover |title |featured )?(?i:photo|image|picture) (?i:source|credits?)\b.{{1,80}}"
    rf"|.{{0,160}}(?:[a-z)]|[©/|(]\s?)(?:{markers.AGENCIES})\)?"
    rf"|©\s?(?:{markers.AGENCIES})\b.{{0,60}}",
    re.DOTALL,
)
_CREDIT = re.compile(rf".{{0,160}}\b(?P<before>\w+) (?:{markers.AGENCIES})")
_NO_CREDIT = markers.words("says said to told tells for from and with of reports via by in at")
_DATELINE = re.compile(
    r"(?P<places>[^!?:;()\n]{0,60}?)\s*(?:\((?P<agency>[^()\n]{2,40})\))?"
    r"(?:\s*[—–]|\s*--|\s*(?<=[\s)])-)(?=\s+[\"'“‘«„(]?(?P<next>\w))"
)
_KNOWN_AGENCY = re.compile(rf"(?:{markers.AGENCIES})\b")
_SMALL_WORDS = markers.words("and de la upon am an der near of the")


@dataclass(frozen=True, slots=True)
class Markings:
    """The parts of a text, and what its own lines say of it; None where they don't."""

    parts: tuple[PartSpan, ...] = ()
    title: str | None = None
    published: date | None = None
    source: str | None = None
    url: str | None = None


def mark_parts(text: str, *, title: str | None = None) -> tuple[PartSpan, ...]:
    """The stretches of ``text`` that are not body, in order and disjoint.

    ``title`` is one that came in a field of its own: then a line is marked as the title only where
    it repeats that one.
    """
    return read_markings(text, title=title).parts


def read_markings(text: str, *, title: str | None = None) -> Markings:
    """The parts of ``text``, with the title, date, publisher and address that its lines give.

    Only lines that hold nothing else are believed: a line with a date, an address, above or below
    the story "Source: Example Post" (amid the story it is the source of a picture or a figure). The
    name of a site that stands above the title is its publisher if no line names one.
    """
    lines = read_lines(text)
    leftovers = find_leftovers(lines)
    head = find_head(lines, leftovers, title)
    early = [
        line.content
        for line, leftover in zip(lines[:_FIRST_LINES], leftovers, strict=False)
        if leftover is None
    ]
    amid = _story(lines, leftovers)
    sources = (
        line_source(line.content)
        for index, line in enumerate(lines)
        if leftovers[index] is None and index not in amid
    )
    site = lines[head.site[0]].content if head.site else None
    return Markings(
        parts=tuple(_joined(text, list(_spans(lines, leftovers, head, amid)))),
        title=None if head.title is None or title is not None else lines[head.title].content,
        published=next(filter(None, map(line_date, early)), None),
        source=next(filter(None, sources), site),
        url=next(filter(None, map(line_url, early)), None),
    )


def _story(lines: Sequence[Line], leftovers: Sequence[Leftover | None]) -> range:
    """The lines from the first paragraph of the story to its last."""
    found = [
        index
        for index, line in enumerate(lines)
        if leftovers[index] is None and is_prose(line.content)
    ]
    return range(found[0], found[-1] + 1) if found else range(0)


def _spans(
    lines: Sequence[Line], leftovers: Sequence[Leftover | None], head: Head, amid: range
) -> Iterator[PartSpan]:
    paragraphs = 0
    for index, line in enumerate(lines):
        part = _line_part(index, line.content, leftovers[index], head)
        if part == "leftover" and index in amid and line_source(line.content) is not None:
            part = "caption"
        if part is not None:
            yield PartSpan(line.start, line.end, part)
        elif is_prose(line.content) and paragraphs < _FIRST_PARAGRAPHS:
            paragraphs += 1
            if end := _dateline_end(line.content):
                yield PartSpan(line.start, line.start + end, "dateline")
                paragraphs = _FIRST_PARAGRAPHS


def _line_part(index: int, content: str, leftover: Leftover | None, head: Head) -> Part | None:
    """The part that a whole line is, or None: body, but for a dateline at its beginning."""
    if index == head.title:
        return "title"
    if leftover is not None or index in head.site:
        return "leftover"
    if line_source(content) is not None or line_url(content) is not None:
        return "leftover"
    if index < _FIRST_LINES and line_date(content) is not None:
        return "dateline"
    if index < _FIRST_LINES and is_byline(content):
        return "leftover"
    return "caption" if _is_caption(content) else None


def _is_caption(content: str) -> bool:
    if _CAPTION.fullmatch(content):
        return True
    credit = _CREDIT.fullmatch(content)
    return credit is not None and credit["before"].lower() not in _NO_CREDIT


def _dateline_end(content: str) -> int:
    """The length of the dateline with which a paragraph begins, dash included; 0 if it has none."""
    match = _DATELINE.match(content)
    if match is None or not (match["next"].isupper() or match["next"].isdecimal()):
        return 0
    words = [word for word in re.split(r"[\s,/]+", match["places"]) if word]
    if not all(_is_name(word) or word in _SMALL_WORDS for word in words):
        return 0
    if match["agency"]:
        known = _KNOWN_AGENCY.match(match["agency"]) is not None
        return match.end() if known or (words and _is_name(match["agency"])) else 0
    if not words:
        return 0
    first = re.split(r",", match["places"])[0]
    capitals = first.upper() == first and sum(map(str.isalpha, first)) >= _CAPITALS
    dashed = match[0].rstrip().endswith(("—", "–"))
    return match.end() if capitals or (dashed and len(words) <= _PLACE_WORDS) else 0


def _is_name(word: str) -> bool:
    return word[0].isupper() or word[0].isdecimal()


def _joined(text: str, spans: Sequence[PartSpan]) -> Iterator[PartSpan]:
    """Leftovers with nothing but space between them as one, the rest as they are."""
    last: PartSpan | None = None
    for span in spans:
        if last is not None and last.part == span.part == "leftover":
            gap = text[last.end : span.start]
            if not gap.strip():
                last = PartSpan(last.start, span.end, "leftover")
                continue
        if last is not None:
            yield last
        last = span
    if last is not None:
        yield last
