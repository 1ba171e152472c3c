"""Names that are written as rivers are: "along the Dnipro", "the Usk rose"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geomap.resolution.kinds import WITH_ARTICLE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from geomap.model import Mention

_ARTICLE = "the "
# What may follow "the Ohio" where the river is meant; "the Ohio governor" is of the state.
_ALONE = re.compile(
    r"(?:['\u2019]s\b|\s*$|\s?[^\w\s'\u2019-]|\s(?:and|or|but|in|into|at|to|from|near|is|was|are|were|has"
    r"|had|have|by|on|with|for|of|when|where|which|that|as|after|before|while|between|through"
    r"|since|until|again|still|above|below|over|under|along|across|during|this|last"
    r"|rose|rises|rising|fell|falls|froze|floods?|flows?|meets?|met|bursts?|runs?|ran|swept|[a-z]+ed"
    r"|joins?|overflows?|can|could|will|would|may|might|must|should|reached|reaches|crests?|peaks)\b)"
)
_GOES_ON = re.compile(r",?\s(?:and|or)\s[A-Z]|,\s[A-Z]")
_FLOWS = re.compile(
    r"\s(?:has\s|was\s|is\s|had\s|were\s)?(?:still\s)?"
    r"(?:rose|risen|rising|crested|overflowed|burst its|flows|flowed|joins the|meets"
    r"|turned brown)\b"
)
_ON_WATER = re.compile(
    r"\b(?:(?:dams?|weirs?|bridges?|ferry|ferries|barges?|boats?|canoes?)\s"
    r"(?:[a-z]+\s)?(?:on|over|across)|(?:banks?|mouth|waters|headwaters|level) of"
    r"|(?:pumped|dumped|dived|jumped|fell)\sinto|drowned in|upstream on|downstream on"
    r"|(?:fish|fished|fishing)\s(?:in|on)|(?:sail|sailed|sailing|paddled|rowed)\s(?:up|down|on))"
    r"\s(?:the )?$",
    re.IGNORECASE,
)
# What that must end in: looked at first.
_BEFORE_WATER = tuple(
    f"{word} {article}"
    for word in ("on", "over", "across", "of", "into", "in", "up", "down")
    for article in (_ARTICLE, "")
)
_REACH = 40


def has_article(text: str, mention: Mention) -> bool:
    """Whether "the" stands before a name, or begins it ("The Severn"), and no noun follows."""
    return is_articled(text, mention.start) and _ALONE.match(text, mention.end) is not None


def goes_on(text: str, mention: Mention) -> bool:
    """Whether other names follow a name: "the Ohio and Pennsylvania primaries" is of no river."""
    return _GOES_ON.match(text, mention.end) is not None


def is_articled(text: str, start: int) -> bool:
    """Whether "the" stands before the name at ``start``, or begins it."""
    return _ARTICLE in {
        text[max(0, start - len(_ARTICLE)) : start].lower(),
        text[start : start + len(_ARTICLE)].lower(),
    }


def is_of_water(text: str, mention: Mention) -> bool:
    """Whether the text says of a name with an article what is said of rivers: "a dam on the X"."""
    if _FLOWS.match(text, mention.end):
        return True
    left = text[max(0, mention.start - _REACH) : mention.start]
    return left.lower().endswith(_BEFORE_WATER) and _ON_WATER.search(left) is not None


def waters(
    mentions: Sequence[Mention],
    keys: Sequence[str],
    articled: Sequence[bool],
    levels: Callable[[str], frozenset[str]],
) -> Callable[[int], bool]:
    """Whether a mention is written as rivers are and the next is not: "the Dnipro, in Oleshky".

    ``keys`` are the folded forms of the mentions; ``articled`` says of which `has_article` holds,
    ``levels`` tells countries and regions: "the Netherlands, Belgium" is a list.
    """

    def water(index: int) -> bool:
        return (
            articled[index]
            and not articled[index + 1]
            and keys[index] not in WITH_ARTICLE
            and not levels(mentions[index].text)
        )

    return water
