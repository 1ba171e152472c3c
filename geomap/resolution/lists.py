"""Names that make a list, and what the text says of all of them: "Erie and Wayne, two counties"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from geomap.resolution.kinds import ANY_KIND, PLURALS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from geomap.model import Mention

APART = "."
"""Stands for a long text between two names; no pattern matches it."""
_LINK = re.compile(
    rf"(?:\s+(?:{ANY_KIND}))?"
    r"(?:\s*[,;/&]\s*(?:and\s+|or\s+|as well as\s+)?|\s+(?:and|or|nor|to)\s+)"
    r"(?:also\s+)?(?:(?:about\s+|nearly\s+)?\d+\s+(?:[a-z]+\s+)?)?(?:in\s+|from\s+|near\s+|for\s+)?"
    r"(?:the\s+)?$"
)
_FROM = re.compile(r",\s+from\s+$")
COMMA = re.compile(r"[,;]\s+(?:the\s+)?$")
"""What between two names is no more than a comma."""
# "In Kharkiv, 502 settlements were liberated, 43 in Donetsk": numbers make the sentence a list.
_COUNTED = re.compile(r",\s[^.!?\n]{0,70}?\b(?:and\s+)?[\d,]+\s+(?:[a-z]+\s+)?in\s+(?:the\s+)?$")
_IN = re.compile(r"\bin\s")
_PLURAL = "|".join(sorted(PLURALS))
_NAME = r"[A-Z][\w.-]*(?:\s[A-Z][\w.-]*)?"
# "counties such as X and Y", "counties of X and Y", "three counties in Iowa, X and Y"
_HEAD = re.compile(
    rf"\b((?i:{_PLURAL}))(?:(?:,|:)?\s(?:such as|like|including|of)\s(?:the\s)?"
    rf"|(?:\s(?:in|of|across)\s(?:the\s)?(?:[a-z]+ern\s)?{_NAME})?(?:[:,]|\s[\u2014\u2013-])\s)$"
)
# What that ends in: looked at first.
_BEFORE_LISTS = (
    *(f" {word} " for word in ("as", "like", "including", "of", "the")),
    *(": ", ", ", "- ", "\u2013 ", "\u2014 "),
)
_UNITS_IN = re.compile(
    rf"\b(?:{_PLURAL})\s(?:in|across)\s(?:the\s)?(?:[a-z]+ern\s)?$", re.IGNORECASE
)
_OWNS_HEAD = re.compile(r"(?:['\u2019]s?)?\s(?:[a-z-]+\s){0,3}$")
# "X and Y, both counties of Iowa", "X and Y, Iowa's second and third most populous counties"
_TAIL = re.compile(
    rf",\s(?:(?:both|all|two|three|four|five|six|several|the)\s|{_NAME}['\u2019]s?\s)"
    r"(?:(?!(?:in|of|at|to|from|for|said|says|was|were|are|who|that)\b)[\w'\u2019-]+\s){0,5}?"
    rf"({_PLURAL})\b"
)
_REACH = 64


class Phrase(NamedTuple):
    """What says of a list what its members are: the kind word, and where it begins and ends."""

    word: str
    start: int
    end: int


def runs(
    gaps: Sequence[str], held_by: Mapping[int, set[int]], water: Callable[[int], bool]
) -> list[list[int]]:
    """Runs of mentions that make a list; "Paris, Texas" is none, nor a river and a town by it."""
    found: list[list[int]] = []
    run: list[int] = [0]
    joined = False  # by more than a comma: "in Midland, the Ector County board said" is no list
    for index, gap in enumerate(gaps, 1):
        linked = gap != APART and (_LINK.match(gap) or _COUNTED.match(gap))
        if linked and _FROM.match(gap) and gaps[index : index + 1] == [" to "]:
            linked = None  # "in upstate New York, from Utica to Watertown"
        if (
            linked
            and index not in held_by.get(index - 1, ())
            and not (_IN.search(gap) and water(index - 1))
        ):
            run.append(index)
            joined = joined or len(run) > 2 or not COMMA.match(gap)  # noqa: PLR2004
            continue
        if joined:
            found.append(run)
        run, joined = [index], False
    return [*found, run] if joined else found


def without_heads(
    text: str,
    mentions: Sequence[Mention],
    gaps: Sequence[str],
    lists: Sequence[list[int]],
    levels: Callable[[str], frozenset[str]],
) -> list[list[int]]:
    """The lists without what only says where they are: "three counties in Iowa, Polk and Dallas".

    ``levels(name)`` says which of country and region a name is the full name of.
    """
    found = []
    for run in lists:
        first = mentions[run[0]]
        is_head = (
            len(run) > 2  # noqa: PLR2004
            and COMMA.match(gaps[run[0]])
            and _UNITS_IN.search(text[max(0, first.start - _REACH) : first.start])
            and levels(first.text)
        )
        found.append(run[1:] if is_head else run)
    return found


def is_link(gap: str) -> bool:
    """Whether the text between two names goes on from one member of a list to the next."""
    return _LINK.match(gap) is not None


def phrase_of_list(text: str, start: int, end: int) -> Phrase | None:
    """The plural kind word that is said of the list ``text[start:end]`` as a whole, or None.

    It is read in "counties such as Siaya and Migori", "Erie and Northampton, two swing counties".
    """
    begin = max(0, start - _REACH)
    left = text[begin:start]
    before = _HEAD.search(left) if left.endswith(_BEFORE_LISTS) else None
    if before:
        return Phrase(before[1].lower(), begin + before.start(), start)
    after = _TAIL.match(text, end, end + _REACH) if text.startswith(", ", end) else None
    return Phrase(after[1].lower(), end, after.end()) if after else None


def holders_of_lists(
    text: str,
    mentions: Sequence[Mention],
    gaps: Sequence[str],
    lists: Sequence[Sequence[int]],
    phrases: Sequence[Phrase | None],
    held_by: Mapping[int, set[int]],
    holds: Callable[[str, str], bool | None],
) -> dict[int, set[int]]:
    """Mention -> what holds it as a member of a list: "Palma and Pemba in Mozambique".

    Also "the Iowa counties of Polk and Story", "Madison and Gallatin, two Montana counties".
    ``phrases`` are what is said of each list (`phrase_of_list`).
    """
    found: dict[int, set[int]] = {}
    for run, phrase in zip(lists, phrases, strict=True):
        first, last = run[0], run[-1]
        holders = [
            holder
            for holder in held_by.get(last, ())
            if holder == last + 1 and _IN.search(gaps[last])
        ]
        if phrase is not None:
            holders += [
                beside
                for beside in (first - 1, last + 1)
                if 0 <= beside < len(mentions) and _is_of_phrase(text, mentions[beside], phrase)
            ]
        for holder in holders:
            for index in run:
                if index not in held_by and holds(mentions[holder].text, mentions[index].text):
                    found[index] = {holder}
    return found


def _is_of_phrase(text: str, mention: Mention, phrase: Phrase) -> bool:
    """Whether a mention stands in what is said of a list, or before it: "the Iowa counties of"."""
    if phrase.start <= mention.start and mention.end <= phrase.end:
        return True
    before = text[mention.end : phrase.start]
    return mention.end < phrase.start and _OWNS_HEAD.fullmatch(before) is not None
