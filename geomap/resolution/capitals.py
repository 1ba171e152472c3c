"""Names that the text calls a capital: "Springfield, the state capital", "the capital, Tripoli"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from geomap.model import Mention

Rank = Literal["country", "region", "any"]
"""Of what a name is said to be the capital; "any": the text does not say."""
_UNIT = r"[A-Z][\w\u2019'-]*"  # "Georgia's", "Ukrainian", "New South Wales's"
_CAPITAL = (
    r"(?:(?:(?P<region>state|provincial|regional|territorial|oblast|governorate|departmental)"
    r"|(?P<country>national|federal))\s)?capital(?:\scity)?"
)
_BEFORE = re.compile(rf"(?:^|\s)(?:{_UNIT}\s)?{_CAPITAL}(?P<link>,|:|\sof|\s\()?\s?$")
_AFTER = re.compile(
    r"(?:,|\s\(|\sis|\swas)\s(?:(?:the|then|now)\s){0,2}(?:its\s)?"
    rf"(?:{_UNIT}\s){{0,3}}{_CAPITAL}(?=[,.;)\u2014]|\sof\b|\sand\b|\s*$)"
)
_WORD = "capital"
_REACH = 48


def said_capitals(
    text: str, mentions: Sequence[Mention], levels: Callable[[str], frozenset[str]]
) -> dict[int, Rank]:
    """The mentions that the text calls a capital, each with what it is said to be the capital of.

    ``levels(name)`` tells countries and regions: "the capital of Georgia" is not called Georgia.
    """
    if _WORD not in text:
        return {}  # as most
    said = ((index, _said(text, mention, levels)) for index, mention in enumerate(mentions))
    return {index: rank for index, rank in said if rank is not None}


def _said(text: str, mention: Mention, levels: Callable[[str], frozenset[str]]) -> Rank | None:
    left = text[max(0, mention.start - _REACH) : mention.start]
    said = _BEFORE.search(left) if _WORD in left else None
    if said is not None and said["link"] == " of" and levels(mention.text):
        said = None
    if said is None:
        said = _AFTER.match(text, mention.end, mention.end + _REACH)
    if said is None:
        return None
    if said["region"]:
        return "region"
    return "country" if said["country"] else "any"
