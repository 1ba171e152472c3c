"""Which lines belong to the site and not to the story: menus, teasers, forms, comments."""

from __future__ import annotations

import re
from itertools import accumulate, islice
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
    (markers.TEASER_PATTERNS, "teasers"),
)
_TRIMMINGS = " \t\u00a0.:;,!?*…>»→|•·-–—()[]"
_TRUNCATED = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\])$")
_WORD = re.compile(r"\w{4,}")
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
    above the story, too). A heading of teasers does if no prose follows, or a little after a second
    heading that speaks of other things: a box of teasers often stands amid the story.
    """
    prose = [
        line.content
        if role is None and is_prose(line.content) and not is_truncated(line.content)
        else ""
        for line, role in zip(lines, roles, strict=True)
    ]
    loose = (
        len(line.content) if role is None and not is_truncated(line.content) else 0
        for line, role in zip(lines, roles, strict=True)
    )
    before = list(accumulate(map(len, prose), initial=0))
    loose_before = list(accumulate(loose, initial=0))
    foreign = _foreign_from(prose)
    for index, role in enumerate(roles):
        story, rest = before[index], before[-1] - before[index]
        if not story:
            continue
        if role == "end" and story >= _SURE * rest:
            return index
        if role == "teasers":
            if not rest and story >= _LIKELY * (loose_before[-1] - loose_before[index]):
                return index
            if (
                rest
                and story >= _LIKELY * rest
                and foreign[index]
                and _is_cluster(roles, prose, index)
            ):
                return index
    return len(lines)


def _foreign_from(prose: Sequence[str]) -> list[bool]:
    """For each line whether all paragraphs from there on speak of other things than those before.

    That is: each names something, and less than half of what it names had been named before.
    """
    first: dict[str, int] = {}
    last_start = []  # of a story that a paragraph does not belong to
    for index, content in enumerate(prose):
        names = {word for word in _WORD.findall(content)[1:] if word[0].isupper()}
        for name in names:
            first.setdefault(name, index)
        known = sorted(first[name] for name in names)
        last_start.append(known[(len(known) - 1) // 2] if known else -1 if content else len(prose))
    ends = list(accumulate(reversed(last_start), min))[::-1]
    return [index <= end for index, end in enumerate(ends)]


def _is_cluster(roles: Sequence[Leftover | None], prose: Sequence[str], index: int) -> bool:
    """Whether another heading follows before any paragraph does."""
    for role, content in zip(
        islice(roles, index + 1, None), islice(prose, index + 1, None), strict=False
    ):
        if content:
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
        if roles[index] == "teasers":
            return
        if roles[index] is None:
            first = calls and index == heading + 1 and not ends_sentence(content)
            broken = is_truncated(content) or (
                index + 1 < len(lines) and is_truncated(lines[index + 1].content)
            )
            item = starts_item(content) and not ends_sentence(content)
            if not (first or broken or item):
                return
            roles[index] = "below"
