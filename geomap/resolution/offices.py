"""What offices and journeys beside names tell of their kinds: "the mayor of New York"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geomap.resolution.kinds import groups_of

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from geomap.model import Article, KindGroup, Mention

# Offices that a place of one kind has, and what is said of towns alone.
_ROLES: dict[KindGroup, str] = {
    "country": "president|prime minister|foreign minister|parliament|embassy|ambassador",
    "region": (
        "governor|gov|legislature|state senate|state house|lieutenant governor"
        "|military administration"
    ),
    "town": "mayor|city council|city hall|councilman|councilwoman|downtown",
}
_ROLE_OF = {word: group for group, words in _ROLES.items() for word in words.split("|")}
_ROLE_WORDS = "|".join(sorted(_ROLE_OF, key=lambda word: (-len(word), word)))
_ROLE_AFTER = re.compile(rf"(?:['\u2019]s?)?\s(?:([a-z]+)\s)?(?i:({_ROLE_WORDS}))(?![\w-])")
_ROLE_BEFORE = re.compile(
    rf"\b(?:({_ROLE_WORDS})\s(?:of|to) (?:the )?|(downtown) )$", re.IGNORECASE
)
# "Gov. Brian Kemp of Georgia"
_ROLE_NAMED = re.compile(rf"\b((?i:{_ROLE_WORDS}))\.?\s(?:[A-Z][\w.'\u2019-]*\s){{1,3}}of $")
# Offices of all members of a list.
_SEVERAL = {
    "presidents": "president",
    "prime ministers": "prime minister",
    "foreign ministers": "foreign minister",
    "parliaments": "parliament",
    "embassies": "embassy",
    "ambassadors": "ambassador",
    "governors": "governor",
    "legislatures": "legislature",
    "military administrations": "military administration",
    "mayors": "mayor",
    "city councils": "city council",
}
_SEVERAL_WORDS = "|".join(_SEVERAL)
_SEVERAL_BEFORE = re.compile(rf"\b({_SEVERAL_WORDS})\sof (?:the )?$", re.IGNORECASE)
_SEVERAL_AFTER = re.compile(rf"\s(?:[a-z]+\s)?(?i:({_SEVERAL_WORDS}))(?![\w-])")
# What these searches must end in: looked at first, since most names have neither.
_BEFORE_NAMES = ("of ", "to ", "of the ", "to the ", "downtown ")
_FROM = ("from ", "between ")
_LEFT = (" left ", " leaves ", " leaving ", " departed ")
# "Flights from Washington to New York" go from town to town, as who "left Olympia for Washington".
_WAY = re.compile(
    r"\b(?:flight|train|bus|ferry|ferri|plane|coach|road|highway|motorway|railway|drive|trip|journey|way"
    r"|flew|drove|travell?ed|drives|driving|flying)(?:s|es)?\s(?:[a-z]+\s){0,2}?(?:from|between) $",
    re.IGNORECASE,
)
_WAY_ON = re.compile(r"\s(?:to|and|for)\s$")
# What ends a dateline, as in "NEW YORK, Nov. 3 (AP) - ".
_DATELINE_END = re.compile(
    r"(?:,\s[A-Z][a-z]+\.?\s\d{1,2})?(?:\s\([A-Z][\w./ ]{1,20}\))?\s?(?:\u2014|\u2013|--?)\s"
)
_REACH, _FAR_REACH = 24, 48
_REGION = frozenset({"region"})
_GOVERNED = frozenset({"country", "region", "district", "town"})


def roles(
    article: Article,
    gaps: Sequence[str],
    runs: Sequence[Sequence[int]],
    holding: Collection[int],
    levels: Callable[[str], frozenset[str]],
    is_city: Callable[[str], bool],
) -> list[KindGroup | None]:
    """The kind of place that the words beside each mention go with, None for most.

    Words are offices and ways between towns; ``gaps`` are the texts between mentions, ``runs``
    mentions that make a list. A dateline names a town where one is well known: "NEW YORK (AP)", but
    not "CALIFORNIA (AP)", nor a unit that holds a town, which are ``holding``. ``levels(name)``
    says which of country and region a name is the full name of, ``is_city(name)`` whether of a
    city.
    """
    text, mentions = article.text, article.mentions
    found: list[KindGroup | None] = [
        None if mention.usage == "demonym" else role_beside(text, mention.start, mention.end)
        for mention in mentions
    ]
    on_way = led = False
    for index, mention in enumerate(mentions):
        on_way = begins_way(text, mention.start) or (on_way and led)
        led = index < len(gaps) and _WAY_ON.match(gaps[index]) is not None
        if on_way and (led or (index > 0 and found[index - 1] == "town")):
            is_unit = levels(mention.text) and not is_city(mention.text)
            # "From Oklahoma to Tulsa" begins in the state, whatever hamlets are called so.
            found[index] = found[index] or (None if is_unit else "town")
        if (
            index not in holding
            and _in_dateline(text, mention)
            and levels(mention.text) == _REGION
            and is_city(mention.text)
        ):
            found[index] = found[index] or "town"
    for run in runs:
        role = _role_of_list(text, mentions[run[0]], mentions[run[-1]])
        for index in run if role else ():
            mention = mentions[index]
            # No mayor is of a state, whatever towns are called like it.
            if mention.usage != "demonym" and not (role == "town" and levels(mention.text)):
                found[index] = found[index] or role
    return found


def role_beside(text: str, start: int, end: int) -> KindGroup | None:
    """The kind of place that an office beside ``text[start:end]`` goes with, or None.

    "The mayor of New York" speaks of a town, "Georgia's parliament" of a country.
    """
    after = _ROLE_AFTER.match(text, end, end + _FAR_REACH)
    if after:
        # "The Kherson city military administration" is of the city.
        said = groups_of(after[1])[:1]
        return said[0] if said and said[0] in _GOVERNED else _ROLE_OF[after[2].lower()]
    left = text[max(0, start - _REACH) : start]
    if not left.lower().endswith(_BEFORE_NAMES):
        return None
    before = _ROLE_BEFORE.search(left)
    if before is not None:
        return _ROLE_OF[(before[1] or before[2]).lower()]
    if not left.endswith("of "):
        return None
    named = _ROLE_NAMED.search(text[max(0, start - _FAR_REACH) : start])
    return _ROLE_OF[named[1].lower()] if named else None


def _role_of_list(text: str, first: Mention, last: Mention) -> KindGroup | None:
    """The kind of "the governors of Belgorod and Kursk", of "the Gary and Hammond mayors"."""
    before = _SEVERAL_BEFORE.search(text[max(0, first.start - _FAR_REACH) : first.start])
    said = before or _SEVERAL_AFTER.match(text, last.end, last.end + _FAR_REACH)
    return _ROLE_OF[_SEVERAL[said[1].lower()]] if said else None


def _in_dateline(text: str, mention: Mention) -> bool:
    """Whether a name is in the dateline, or begins a line as one, in capitals."""
    if mention.part == "dateline":
        return True
    begins_line = mention.start == 0 or text[mention.start - 1] == "\n"
    return (
        begins_line
        and mention.text.isupper()
        and _DATELINE_END.match(text, mention.end) is not None
    )


def begins_way(text: str, start: int) -> bool:
    """Whether a way begins at the name at ``start``: "flights from", "he left"."""
    left = text[max(0, start - 2 * _REACH) : start]
    if left.endswith(_LEFT):
        return True
    return left.lower().endswith(_FROM) and _WAY.search(left) is not None
