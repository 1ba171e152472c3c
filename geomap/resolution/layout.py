"""How the names of an article stand to each other: which belong together, which hold which."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from geomap.resolution import offices
from geomap.resolution.capitals import said_capitals
from geomap.resolution.companies import acts
from geomap.resolution.kinds import (
    ANY_KIND,
    WITH_ARTICLE,
    groups_of,
    is_of_another,
    is_plural,
    kind_word_beside,
    kind_word_inside,
)
from geomap.resolution.lists import (
    APART,
    COMMA,
    holders_of_lists,
    is_link,
    phrase_of_list,
    runs,
    without_heads,
)
from geomap.resolution.names import Layout, Name
from geomap.resolution.nearness import kilometres_between
from geomap.resolution.senses import Told, holder_keys, told_apart
from geomap.resolution.waters import goes_on, has_article, is_of_water, waters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.model import Article, KindGroup, Mention, Usage
    from geomap.resolution.capitals import Rank
    from geomap.resolution.lists import Phrase

_LINK = r"(?:the\s+)?(?:[a-z]+ern\s+)?(?:[A-Z][a-z]+ian\s+|[A-Z][a-z]+n\s+)?"
# Between a place and the place that holds it: "Paris, Texas", "Paris (Texas", "Zimljansk district
# in the Rostov region", "Lyman, a town in the Donetsk region".
_HELD_BY_NEXT = re.compile(
    rf"(?:\s+(?:{ANY_KIND}))?"
    r"(?:,\s*|\s*\(|,?\s+in\s+(?:the\s+(?:far\s+)?(?:north|south|east|west)[a-z-]*\s+of\s+)?"
    r"|,\s+(?:all|both)\s+in\s+"
    r"|(?:,|\s+is|\s+was)?\s+(?:an?|the)\s[\w\s-]{0,50}?\s?(?:in|of)\s+"
    rf"|,\s+(?:all|both|two|three|four|five)\s(?:[a-z-]+\s){{0,3}}(?:{ANY_KIND})\s(?:in|of)\s+)"
    rf"{_LINK}(?:(?:{ANY_KIND})\s+of\s+)?$"
)
_ADJECTIVES = r"(?:(?!(?:and|as|at|by|for|from|in|near|of|on|or|to|with)\b)[a-z-]+\s+){0,2}"
# Between a place and the place that it holds: "Ukraine's Kherson", "Ukrainian city of Lviv".
_HOLDS_NEXT = re.compile(
    rf"(?:['\u2019]s?\s+(?:[a-z]+ern\s+)?|\s+{_ADJECTIVES}(?:{ANY_KIND})(?:\s+of\s+|,?\s+)|:\s+)$"
)
_APPOSED = re.compile(rf",\s+an?\s[\w\s-]{{0,50}}?(?:{ANY_KIND})\s+(?:in|of)\s+(?:the\s+)?$")
_CLOSES = re.compile(r"[,.;)]|\s*$")
_OUTER = re.compile(r",\s+([A-Z][A-Za-z.]{1,13}(?:\s[A-Z][A-Za-z.]{1,12})?)")
_CITY = " city"
_LEFTOVER_WEIGHT = 0.25
# How a use is looked up: what stands in a longer name may be a place ("Bank of America") or an
# adjective ("British Airways"), and so may a name whose use is not known.
_READ_AS: dict[Usage | None, Usage] = {
    "demonym": "demonym",
    "literal": "literal",
    "metonymic": "literal",
}
_APOSTROPHES = frozenset("'\u2019")
_GAP = 80


Holds = Callable[[str, str], bool | None]
Levels = Callable[[str], frozenset[str]]


def lay_out(
    article: Article,
    fold: Callable[[str], str],
    holds: Holds,
    levels: Levels,
    is_city: Callable[[str], bool],
) -> Layout:
    """The `Layout` of an article's mentions.

    ``holds(holder, name)`` asks the gazetteer, whose answer is None where it can't tell;
    ``levels(name)`` which of country and region a name is the full name of, ``is_city(name)``
    whether it is that of a well-known town.

    A form has one sense in an article, except where another kind word or another holder
    ("Paris, Texas", later "Paris, France") is written beside it, or senses are told apart
    (`geomap.resolution.senses`).
    """
    mentions = article.mentions
    gaps = _gaps(article)
    unmet: set[int] = set()
    held_by = _held_by(article, gaps, holds, levels, unmet)
    written = _written_holders(article, held_by, holds, unmet)
    articled = [has_article(article.text, mention) for mention in mentions]
    keys = [fold(mention.text) for mention in mentions]
    lists = runs(gaps, held_by, waters(mentions, keys, articled, levels))
    lists = without_heads(article.text, mentions, gaps, lists, levels)
    phrases = [
        phrase_of_list(article.text, mentions[run[0]].start, mentions[run[-1]].end) for run in lists
    ]
    held_by |= holders_of_lists(article.text, mentions, gaps, lists, phrases, held_by, holds)
    # "Kherson, Donetsk and Luhansk" is a list, though Donetsk could be a region.
    unmet.difference_update(index for run in lists if len(run) > 2 for index in run)  # noqa: PLR2004
    closed = _closed(article, gaps, unmet, levels)
    words = _kind_words(article, lists, phrases)
    held_keys = holder_keys(article.text, mentions, keys, held_by, written, fold)
    holding = {holder for holders in held_by.values() for holder in holders}
    roles = offices.roles(article, gaps, lists, holding, levels, is_city)
    rivers = [has and not goes_on(article.text, mentions[at]) for at, has in enumerate(articled)]
    told = told_apart(mentions, keys, holding, roles, rivers, levels, is_city)
    forms: dict[tuple[str, tuple[KindGroup, ...], bool, str | None, Told], int] = {}
    names: list[Name] = []
    name_of: list[int] = []
    for index, mention in enumerate(mentions):
        usage = _READ_AS.get(mention.usage)
        key, holder = keys[index], held_keys[index]
        identity = (key, groups_of(words[index]), usage == "demonym", holder, told[index])
        if identity not in forms:
            forms[identity] = len(names)
            names.append(Name(mention.text, key, words[index], usage, holder))
        name_of.append(forms[identity])
    capitals = said_capitals(article.text, mentions, levels)
    beside = _Beside(held_by, written, lists, unmet, roles, closed, articled, gaps, capitals)
    return _assemble(names, name_of, beside, article)


class _Beside(NamedTuple):
    """What the text says beside mentions, which are counted from the first of the article.

    Holders that are mentions, written ones, mentions that make lists, mentions in whose holder no
    such place is known, offices, mentions that are said to lie in such a holder, texts between
    mentions, mentions that are called capitals.
    """

    held_by: dict[int, set[int]]
    written: dict[int, str]
    lists: list[list[int]]
    unmet: set[int]
    roles: list[KindGroup | None]
    closed: list[tuple[int, str]]
    articled: list[bool]
    gaps: list[str]
    capitals: dict[int, Rank]


def _assemble(names: list[Name], name_of: list[int], beside: _Beside, article: Article) -> Layout:
    mentions = article.mentions
    articled = beside.articled
    weights = [_LEFTOVER_WEIGHT if mention.part == "leftover" else 1.0 for mention in mentions]
    mentions_of: list[list[int]] = [[] for _ in names]
    # Most names have neither a holder nor an office beside them.
    holders: list[frozenset[int]] = [frozenset()] * len(names)
    outer: list[frozenset[str]] = [frozenset()] * len(names)
    by_office: list[frozenset[KindGroup]] = [frozenset()] * len(names)
    for index, name in enumerate(name_of):
        mentions_of[name].append(index)
        if index in beside.held_by:
            holders[name] |= {name_of[holder] for holder in beside.held_by[index]}
        if index in beside.written:
            outer[name] |= {beside.written[index]}
        if (role := beside.roles[index]) is not None:
            by_office[name] |= {role}
    lists = [frozenset(name_of[index] for index in run) for run in beside.lists]
    first_of: dict[str, int] = {}
    kin = tuple([first_of.setdefault(name.key, number) for number, name in enumerate(names)])
    return Layout(
        articles=(len(names),),
        starts=tuple([mention.start for mention in mentions]),
        names=tuple(names),
        name_of=tuple(name_of),
        mentions_of=tuple(map(tuple, mentions_of)),
        kin=kin,
        weights=tuple([_sum_of(weights, indexes) for indexes in mentions_of]),
        holders=tuple(holders),
        outer=tuple(outer),
        lists=tuple(members for members in lists if len(members) > 1),
        unmet=tuple([not beside.unmet.isdisjoint(indexes) for indexes in mentions_of]),
        articled=tuple([_sum_of(articled, indexes) / len(indexes) for indexes in mentions_of]),
        roles=tuple(by_office),
        cities=tuple(
            (number, first_of[name.key.removesuffix(_CITY)])
            for number, name in enumerate(names)
            if name.key.endswith(_CITY) and name.key.removesuffix(_CITY) in first_of
        ),
        closed=tuple(sorted({(name_of[at], form) for at, form in beside.closed})),
        near=tuple(
            [
                (name_of[index], name_of[index + 1], km)
                for index, gap in enumerate(beside.gaps)
                if (km := kilometres_between(gap)) is not None
            ]
        ),
        flowing=tuple(
            sorted(
                {
                    name
                    for index, name in enumerate(name_of)
                    if articled[index]
                    and names[name].key not in WITH_ARTICLE
                    and is_of_water(article.text, mentions[index])
                }
            )
        ),
        acting=tuple(
            [
                number
                for number, (name, indexes) in enumerate(zip(names, mentions_of, strict=True))
                if name.kind_word is None
                and not (holders[number] or outer[number])
                and acts(article, name.key, indexes)
            ]
        ),
        capitals=tuple(sorted({(name_of[at], rank) for at, rank in beside.capitals.items()})),
    )


def _sum_of(values: Sequence[float], indexes: Sequence[int]) -> float:
    if len(indexes) == 1:
        return values[indexes[0]]
    return sum([values[index] for index in indexes])


def _gaps(article: Article) -> list[str]:
    """The text between each mention and the next, `APART` where it is long."""
    text, mentions = article.text, article.mentions
    return [
        APART if right.start - left.end > _GAP else text[left.end : right.start]
        for left, right in pairwise(mentions)
    ]


def _kind_words(
    article: Article, lists: Sequence[Sequence[int]], phrases: Sequence[Phrase | None]
) -> list[str | None]:
    """The kind word of each mention; a plural one after a list counts for all its members."""
    words = [
        mention.kind_word or kind_word_beside(article.text, mention.start, mention.end)
        for mention in article.mentions
    ]
    for run, phrase in zip(lists, phrases, strict=True):
        last = words[run[-1]] or (phrase.word if phrase else None)
        if last is not None and is_plural(last):
            for index in run:
                words[index] = words[index] or last
        first = words[run[0]]
        if first is not None and is_plural(first):
            for index in run:
                words[index] = words[index] or first
    listed = {index for run in lists for index in run}
    for index, mention in enumerate(article.mentions):
        word = words[index]
        inside = kind_word_inside(mention.text)
        if inside is not None:
            words[index] = inside
        elif mention.usage == "demonym" or (
            word is not None
            and index not in listed
            and is_of_another(word, article.text, mention.start, mention.end)
        ):
            words[index] = None
    return words


def _alike_in_lists(
    mentions: Sequence[Mention], gaps: list[str], levels: Levels
) -> Callable[[int], bool]:
    """Whether a mention and the next are two of three or more countries, or regions, in a list.

    Of "Luxembourg, Belgium and France" none is said to hold another.
    """

    def linked(index: int, level: str) -> bool:
        return (
            0 <= index < len(gaps)
            and is_link(gaps[index])
            and level in levels(mentions[index].text)
            and level in levels(mentions[index + 1].text)
        )

    def alike(index: int) -> bool:
        return any(
            linked(index, level) and (linked(index - 1, level) or linked(index + 1, level))
            for level in levels(mentions[index].text)
        )

    return alike


def _held_by(
    article: Article,
    gaps: list[str],
    holds: Holds,
    levels: Levels,
    unmet: set[int],
) -> dict[int, set[int]]:
    """Mention -> the mentions that are written as holding it, and can hold it.

    Mentions beside which a unit is written that holds no place of their name go into ``unmet``.
    """
    held: dict[int, set[int]] = {}
    mentions = article.mentions
    alike = _alike_in_lists(mentions, gaps, levels)
    for index, gap in enumerate(gaps):
        if gap == APART or (COMMA.match(gap) and alike(index)):
            continue
        here, following = mentions[index], mentions[index + 1]
        if _HELD_BY_NEXT.match(gap) and not _goes_on(article, gaps, index, levels):
            beside = [index + 1]
            if index + 1 < len(gaps) and gaps[index + 1] == ", ":
                beside.append(index + 2)
            answers = {at: holds(mentions[at].text, here.text) for at in beside}
            holders = {at for at, held_there in answers.items() if held_there}
            if holders:
                held.setdefault(index, set()).update(holders)
            elif False in answers.values():
                unmet.add(index)
        elif _HOLDS_NEXT.match(gap) and (gap[:1] != " " or here.usage in {"demonym", None}):
            answer = holds(here.text, following.text)
            if answer:
                held.setdefault(index + 1, set()).add(index)
            elif answer is False and gap[:1] in _APOSTROPHES and following.kind_word:
                unmet.add(index + 1)  # "Giza's Haram district", though the Haram known is elsewhere
    return held


def _goes_on(article: Article, gaps: Sequence[str], index: int, levels: Levels) -> bool:
    """Whether a mention and the next begin a list: of "Madison, Jefferson and Gallatin" none holds.

    Though Madison, Indiana, is in Jefferson County. What is a country's or region's name may hold,
    but where the text says what kind the list is of: "departments of San Miguel, La Union and".
    """
    mentions, following = article.mentions, index + 1
    if following >= len(gaps) or not COMMA.match(gaps[index]) or not is_link(gaps[following]):
        return False
    first, second, third = mentions[index : following + 2]
    level = levels(second.text)
    if not (second.kind_word or level or (COMMA.match(gaps[following]) and levels(third.text))):
        return True
    phrase = phrase_of_list(article.text, first.start, third.end)
    return phrase is not None and not level.isdisjoint(groups_of(phrase.word))


def _closed(
    article: Article, gaps: list[str], unmet: set[int], levels: Levels
) -> list[tuple[int, str]]:
    """Mentions that an apposition puts into a country or region without a place of their name.

    "Kharkiv, Alberta, has", "Kharkiv, a hamlet in Alberta"; not "in Kharkiv, Russia said".
    """
    text, mentions = article.text, article.mentions
    closed = []
    for index in sorted(unmet):
        if index < len(gaps):
            holder = mentions[index + 1]
            comma = COMMA.match(gaps[index]) and _CLOSES.match(text, holder.end)
            if (comma or _APPOSED.match(gaps[index])) and levels(holder.text):
                closed.append((index, holder.text))
    return closed


def _written_holders(
    article: Article, held_by: dict[int, set[int]], holds: Holds, unmet: set[int]
) -> dict[int, str]:
    """Mention -> a name after its comma that is no mention itself: "Paris, Tex."."""
    written: dict[int, str] = {}
    starts = {mention.start for mention in article.mentions}
    for index, mention in enumerate(article.mentions):
        if index in held_by:
            continue
        match = _OUTER.match(article.text, mention.end, mention.end + 32)
        if match and match.start(1) not in starts:
            held = holds(match[1], mention.text)
            if held:
                written[index] = match[1]
            elif held is False:
                unmet.add(index)
    return written
