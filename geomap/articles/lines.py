"""Lines of a text as a reader sees them: headlines, paragraphs, list items."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

_PHYSICAL = re.compile("[^\r\n\v\f\x85\u2028\u2029]+")
_BULLET = re.compile(r"(?:[-*•‣▪●–—]|\d{1,3}[.)])\s")
_SENTENCE_END = re.compile("[.!?…。！？؟۔।]['\"”’»)\\]]*$")
_NARROWEST_WRAP = 50  # nobody wraps prose at fewer characters; menus and lists are shorter


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text, without the space around it: ``text[start:end] == content``."""

    start: int
    end: int
    content: str


def read_lines(text: str) -> list[Line]:
    """The lines of ``text`` that are not blank, in order, each trimmed.

    A paragraph that was wrapped at a fixed width comes back as one line: its newlines are space.
    """
    lines: list[Line] = []
    block: list[Line] = []
    previous_end = 0
    for match in _PHYSICAL.finditer(text):
        line = _trimmed(text, match.start(), match.end())
        if line is None:
            continue
        if block and _is_blank_between(text, previous_end, line.start):
            lines += _unwrapped(text, block)
            block = []
        block.append(line)
        previous_end = line.end
    return lines + _unwrapped(text, block)


def ends_sentence(content: str) -> bool:
    """Whether a line ends with a full stop or the like, closing quotes and brackets aside."""
    return _SENTENCE_END.search(content) is not None


def starts_item(content: str) -> bool:
    """Whether a line starts with a bullet or a number, as items of lists do."""
    return _BULLET.match(content) is not None


def _trimmed(text: str, start: int, end: int) -> Line | None:
    content = text[start:end]
    start += len(content) - len(content.lstrip())
    content = content.strip()
    return Line(start, start + len(content), content) if content else None


def _is_blank_between(text: str, start: int, end: int) -> bool:
    return len(text[start:end].replace("\r\n", "\n").splitlines()) > 1 + _ends_line(text[start:end])


def _ends_line(gap: str) -> bool:
    # "\n" splits into one line, "\n  " into two of which the second is the margin of the next.
    return gap[-1:] not in "\r\n\v\f\x85\u2028\u2029"


def _unwrapped(text: str, block: list[Line]) -> list[Line]:
    if len(block) < 2 or not _is_wrapped(block):  # noqa: PLR2004
        return block
    start, end = block[0].start, block[-1].end
    return [Line(start, end, text[start:end])]


def _is_wrapped(block: list[Line]) -> bool:
    # A wrapped line ends where the next word would not have fitted; a line that was meant ends
    # anywhere. The sentence going on in small letters is what distinguishes it from a list.
    width = max(len(line.content) for line in block)
    if width < _NARROWEST_WRAP or any(starts_item(line.content) for line in block[1:]):
        return False
    forced = all(
        len(line.content) + 1 + len(following.content.split(None, 1)[0]) > width
        for line, following in pairwise(block)
    )
    return forced and any(line.content[0].islower() for line in block[1:])
