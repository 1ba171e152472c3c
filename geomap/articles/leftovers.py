"""Which lines belong to the site and not to the story: menus, teasers, forms, comments."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING, Literal

from geomap.articles import markers
from geomap.articles.lines import Line, ends_sentence, starts_item

if TYPE_CHECKING:
    from collections.abc import Sequence

Leftover = Literal["top", "line", "teasers", "end", "below"]
"""Why a line is one: what stands above headlines, a line of its own, a heading of teasers, the end
of the story, or what stands below such a heading."""

_PHRASES: tuple[tuple[frozenset[str], Leftover], ...] = (
    (markers.phrases(markers.HEAD_PHRASES), "top"),
    (markers.phrases(markers.LINE_PHRASES), "line"),
    (markers.phrases(markers.TEASER_PHRASES), "teasers"),
    (markers.phrases(markers.END_PHRASES), "end"),
)
_PATTERNS: tuple[tuple[tuple[re.Pattern[str], ...], Leftover], ...] = (
    (markers.HEAD_PATTERNS, "top"),
    (markers.LINE_PATTERNS, "line"),
    (markers.END_PATTERNS, "end"),
)
_TRIMMINGS = " \t\u00a0.:;,!?*…>»→|•·-–—()[]"
_TRUNCATED = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\])$")
_SHORTEST_PROSE = 40  # characters; a shorter line may be anything
_LONGEST_LINE = 300  # characters of a line that a pattern may claim
_SURE, _LIKELY = 1, 3  # the story before a heading is so many times what may be story after it


def find_leftovers(lines: Sequence[Line]) -> list[Leftover | None]:
    """For each line why it is a leftover, or None: it is story, or may be."""
    roles = [_role(line.content) for line in lines]
    tail = _tail(lines, roles)
    for index in range(tail, len(lines)):
        roles[index] = roles[index] or "below"
    for index in range(tail):
        if roles[index] == "teasers":
            _mark_teasers(lines, roles, index)
    return roles


def is_prose(content: str) -> bool:
    """Whether a line reads like a paragraph: long enough, and ending like a sentence."""
    return len(content) >= _SHORTEST_PROSE and ends_sentence(content)


def is_truncated(content: str) -> bool:
    """Whether a line breaks off with dots, as teasers do."""
    return _TRUNCATED.search(content) is not None


def _role(content: str) -> Leftover | None:
    if len(content) > _LONGEST_LINE:
        return None
    phrase = content.strip(_TRIMMINGS).replace("’", "'").casefold()
    for known, role in _PHRASES:
        if phrase in known:
            return role
    for patterns, role in _PATTERNS:
        if any(pattern.fullmatch(content) for pattern in patterns):
            return role
    return None


def _tail(lines: Sequence[Line], roles: Sequence[Leftover | None]) -> int:
    """The index of the line from which on nothing is story; the number of lines if there is none.

    A form for comments ends the story if at least half of the prose stands before it (it may stand
    above the story, too). A heading of teasers does if no prose follows, or little after a second
    heading: a single one often stands amid the story.
    """
    prose = [
        len(line.content)
        if role is None and is_prose(line.content) and not is_truncated(line.content)
        else 0
        for line, role in zip(lines, roles, strict=True)
    ]
    before = list(accumulate(prose, initial=0))
    total = before[-1]
    for index, role in enumerate(roles):
        story, rest = before[index], total - before[index]
        if not story or role not in {"teasers", "end"}:
            continue
        if role == "end" and story >= _SURE * rest:
            return index
        if role == "teasers" and (
            (not rest and story >= _LIKELY * _loose(lines[index:], roles[index:]))
            or (story >= _LIKELY * rest and _is_cluster(roles, prose, index))
        ):
            return index
    return len(lines)


def _loose(lines: Sequence[Line], roles: Sequence[Leftover | None]) -> int:
    """The length of lines that are neither known leftovers nor broken off, so may be story."""
    return sum(
        len(line.content)
        for line, role in zip(lines, roles, strict=True)
        if role is None and not is_truncated(line.content)
    )


def _is_cluster(roles: Sequence[Leftover | None], prose: Sequence[int], index: int) -> bool:
    for role, length in zip(roles[index + 1 :], prose[index + 1 :], strict=True):
        if length:
            return False
        if role in {"teasers", "end"}:
            return True
    return False


def _mark_teasers(lines: Sequence[Line], roles: list[Leftover | None], heading: int) -> None:
    """Mark what surely belongs to a heading of teasers amid the story.

    That is one headline after a heading with a colon, list items, and lines that break off.
    """
    calls = lines[heading].content.endswith(":")
    for index in range(heading + 1, len(lines)):
        content = lines[index].content
        if roles[index] is None:
            first = calls and index == heading + 1 and not ends_sentence(content)
            broken = is_truncated(content) or (
                index + 1 < len(lines) and is_truncated(lines[index + 1].content)
            )
            item = starts_item(content) and not ends_sentence(content)
            if not (first or broken or item):
                return
            roles[index] = "below"
