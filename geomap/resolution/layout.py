"""How the names of an article stand to each other: which belong together, which hold which."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING

from geomap.resolution.kinds import (
    KIND_WORDS,
    begins_way,
    groups_of,
    is_plural,
    kind_word_beside,
    kind_word_inside,
    leads_on,
    role_beside,
)
from geomap.resolution.names import Layout, Name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.model import Article, KindGroup, Mention, Usage

_KIND = "|".join(sorted(KIND_WORDS, key=lambda word: (-len(word), word)))
_LINK = r"(?:the\s+)?(?:[a-z]+ern\s+)?(?:[A-Z][a-z]+ian\s+|[A-Z][a-z]+n\s+)?"
# Between a place and the place that holds it: "Paris, Texas", "Paris (Texas", "Zimljansk district
# in the Rostov region", "Lyman, a town in the Donetsk region".
_HELD_BY_NEXT = re.compile(
    rf"(?:\s+(?:{_KIND}))?"
    r"(?:,\s*|\s*\(|,?\s+in\s+"
    r"|(?:,|\s+is|\s+was)?\s+(?:an?|the)\s[\w\s-]{0,50}?\s?(?:in|of)\s+)"
    rf"{_LINK}(?:(?:{_KIND})\s+of\s+)?$"
)
# Between a place and the place that it holds: "Ukraine's Kherson", "Ukrainian city of Lviv".
_HOLDS_NEXT = re.compile(
    rf"(?:['\u2019]s?\s+(?:[a-z]+ern\s+)?|\s+(?:[a-z-]+\s+){{0,2}}(?:{_KIND})(?:\s+of\s+|,?\s+)|:\s+)$"
)
_LIST_LINK = re.compile(
    rf"(?:\s+(?:{_KIND}))?(?:\s*[,;/&]\s*(?:and\s+|or\s+|as well as\s+)?|\s+(?:and|or|nor|to)\s+)"
    r"(?:also\s+)?(?:(?:about\s+|nearly\s+)?\d+\s+(?:[a-z]+\s+)?)?(?:in\s+|from\s+|near\s+|for\s+)?"
    r"(?:the\s+)?$"
)
_COMMA = re.compile(r"[,;]\s+(?:the\s+)?$")
# "In Kharkiv, 502 settlements were liberated, 43 in Donetsk": numbers make the sentence a list.
_COUNTED = re.compile(r",\s[^.!?\n]{0,70}?\b(?:and\s+)?[\d,]+\s+(?:[a-z]+\s+)?in\s+(?:the\s+)?$")
_OUTER = re.compile(r",\s+([A-Z][A-Za-z.]{1,13}(?:\s[A-Z][A-Za-z.]{1,12})?)")
_IN = re.compile(r"\bin\s")
_ARTICLE = "the "
# What may follow "the Ohio" where the river is meant; "the Ohio governor" is of the state.
_ALONE = re.compile(
    r"(?:['\u2019]s\b|\s*$|\s?[^\w\s'\u2019-]|\s(?:and|or|but|in|into|at|to|from|near|is|was|are|were|has"
    r"|had|have|by|on|with|for|of|when|where|which|that|as|after|before|while|between|through"
    r"|rose|rises|rising|fell|falls|froze|floods?|flooded|flows?|flowed|meets?|met|bursts?|runs?|ran"
    r"|overflow(?:s|ed)?|can|could|will|would|may)\b)"
)
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
_APART = "."  # what no pattern between two names matches
_NEAR, _FAR = 300, 400


Holds = Callable[[str, str], bool | None]
Levels = Callable[[str], frozenset[str]]


def lay_out(article: Article, fold: Callable[[str], str], holds: Holds, levels: Levels) -> Layout:
    """The `Layout` of an article's mentions.

    ``holds(holder, name)`` asks the gazetteer, whose answer is None where no unit is called so;
    ``levels(name)`` which of country and region a name is the full name of.

    A form has one sense in an article, except where another kind word or another holder
    ("Paris, Texas", later "Paris, France") is written beside it.
    """
    mentions = article.mentions
    gaps = _gaps(article)
    unmet: set[int] = set()
    held_by = _held_by(mentions, gaps, holds, _alike_in_lists(mentions, gaps, levels), unmet)
    written = _written_holders(article, held_by, holds, unmet)
    runs = _runs(gaps, held_by)
    _share_holders(mentions, gaps, runs, held_by, holds)
    # "Kherson, Donetsk and Luhansk" is a list, though Donetsk could be a region.
    unmet.difference_update(index for run in runs if len(run) > 2 for index in run)  # noqa: PLR2004
    words = _kind_words(article, runs)
    keys = [fold(mention.text) for mention in mentions]
    holder_keys = _holder_keys(mentions, keys, held_by, written, fold)
    forms: dict[tuple[str, tuple[KindGroup, ...], bool, str | None], int] = {}
    names: list[Name] = []
    name_of: list[int] = []
    for index, mention in enumerate(mentions):
        usage = _READ_AS.get(mention.usage)
        identity = (keys[index], groups_of(words[index]), usage == "demonym", holder_keys[index])
        if identity not in forms:
            forms[identity] = len(names)
            names.append(Name(mention.text, keys[index], words[index], usage, holder_keys[index]))
        name_of.append(forms[identity])
    return _assemble(names, name_of, held_by, written, runs, unmet, gaps, article)


def _assemble(
    names: list[Name],
    name_of: list[int],
    held_by: dict[int, set[int]],
    written: dict[int, str],
    runs: list[list[int]],
    unmet: set[int],
    gaps: list[str],
    article: Article,
) -> Layout:
    mentions = article.mentions
    articled = [
        article.text[max(0, mention.start - len(_ARTICLE)) : mention.start].lower() == _ARTICLE
        and _ALONE.match(article.text, mention.end) is not None
        for mention in mentions
    ]
    weights = [_LEFTOVER_WEIGHT if mention.part == "leftover" else 1.0 for mention in mentions]
    roles = _roles(article, gaps)
    mentions_of: list[list[int]] = [[] for _ in names]
    holders: list[set[int]] = [set() for _ in names]
    outer: list[set[str]] = [set() for _ in names]
    for index, name in enumerate(name_of):
        mentions_of[name].append(index)
        if index in held_by:
            holders[name] |= {name_of[holder] for holder in held_by[index]}
        if index in written:
            outer[name].add(written[index])
    lists = [frozenset(name_of[index] for index in run) for run in runs]
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
        holders=tuple(map(frozenset, holders)),
        outer=tuple(map(frozenset, outer)),
        lists=tuple(members for members in lists if len(members) > 1),
        unmet=tuple([not unmet.isdisjoint(indexes) for indexes in mentions_of]),
        articled=tuple([_sum_of(articled, indexes) / len(indexes) for indexes in mentions_of]),
        roles=tuple(
            [
                frozenset([role for index in indexes if (role := roles[index])])
                for indexes in mentions_of
            ]
        ),
        cities=tuple(
            (number, first_of[name.key.removesuffix(_CITY)])
            for number, name in enumerate(names)
            if name.key.endswith(_CITY) and name.key.removesuffix(_CITY) in first_of
        ),
    )


def _sum_of(values: Sequence[float], indexes: Sequence[int]) -> float:
    return sum([values[index] for index in indexes])


def _roles(article: Article, gaps: list[str]) -> list[KindGroup | None]:
    """The kind of place that the words beside each mention go with: offices, ways between towns."""
    text, mentions = article.text, article.mentions
    roles: list[KindGroup | None] = [
        None if mention.usage == "demonym" else role_beside(text, mention.start, mention.end)
        for mention in mentions
    ]
    on_way = led = False
    for index, mention in enumerate(mentions):
        on_way = begins_way(text, mention.start) or (on_way and led)
        led = index < len(gaps) and leads_on(gaps[index])
        if on_way and (led or (index > 0 and roles[index - 1] == "town")):
            roles[index] = roles[index] or "town"
    return roles


def _gaps(article: Article) -> list[str]:
    """The text between each mention and the next, `_APART` where it is long."""
    text, mentions = article.text, article.mentions
    return [
        _APART if right.start - left.end > _GAP else text[left.end : right.start]
        for left, right in pairwise(mentions)
    ]


def _runs(gaps: list[str], held_by: dict[int, set[int]]) -> list[list[int]]:
    """Runs of mentions that make a list; "Paris, Texas" is none."""
    runs: list[list[int]] = []
    run: list[int] = [0]
    joined = False  # by more than a comma: "in Midland, the Ector County board said" is no list
    for index, gap in enumerate(gaps, 1):
        linked = gap != _APART and (_LIST_LINK.match(gap) or _COUNTED.match(gap))
        if linked and index not in held_by.get(index - 1, ()):
            run.append(index)
            joined = joined or len(run) > 2 or not _COMMA.match(gap)  # noqa: PLR2004
            continue
        if joined:
            runs.append(run)
        run, joined = [index], False
    return [*runs, run] if joined else runs


def _share_holders(
    mentions: Sequence[Mention],
    gaps: list[str],
    runs: list[list[int]],
    held_by: dict[int, set[int]],
    holds: Holds,
) -> None:
    """Give the members of a list the holder of the last: "Palma and Pemba in Mozambique"."""
    for run in runs:
        last = run[-1]
        for holder in held_by.get(last, ()):
            if holder == last + 1 and _IN.search(gaps[last]):
                for index in run[:-1]:
                    if index not in held_by and holds(mentions[holder].text, mentions[index].text):
                        held_by[index] = {holder}


def _kind_words(article: Article, runs: Sequence[Sequence[int]]) -> list[str | None]:
    """The kind word of each mention; a plural one after a list counts for all its members."""
    words = [
        mention.kind_word or kind_word_beside(article.text, mention.start, mention.end)
        for mention in article.mentions
    ]
    for run in runs:
        last = words[run[-1]]
        if last is not None and is_plural(last):
            for index in run:
                words[index] = words[index] or last
        first = words[run[0]]
        if first is not None and is_plural(first):
            for index in run:
                words[index] = words[index] or first
    for index, mention in enumerate(article.mentions):
        inside = kind_word_inside(mention.text)
        if inside is not None:
            words[index] = inside
        elif mention.usage == "demonym":
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
            and _LIST_LINK.match(gaps[index]) is not None
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
    mentions: Sequence[Mention],
    gaps: list[str],
    holds: Holds,
    alike: Callable[[int], bool],
    unmet: set[int],
) -> dict[int, set[int]]:
    """Mention -> the mentions that are written as holding it, and can hold it.

    Mentions beside which a unit is written that holds no place of their name go into ``unmet``.
    ``alike(index)``: a mention and the next are neighbours in a list of places of one kind.
    """
    held: dict[int, set[int]] = {}
    for index, gap in enumerate(gaps):
        if gap == _APART or (_COMMA.match(gap) and alike(index)):
            continue
        here, following = mentions[index], mentions[index + 1]
        if _HELD_BY_NEXT.match(gap):
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


def _holder_keys(
    mentions: Sequence[Mention],
    keys: list[str],
    held_by: dict[int, set[int]],
    written: dict[int, str],
    fold: Callable[[str], str],
) -> list[str | None]:
    """The holder that tells the senses of one form apart, None where a form has one sense.

    A mention without a holder takes the one named just before, else the sense of the first mention
    of its form: that of the first holder to come, or, where this one is far below ("Boston is old
    ... Boston, Massachusetts"), a sense of its own.
    """
    own: dict[str, list[tuple[int, str]]] = {}
    for index, key in enumerate(keys):
        holders = sorted(held_by.get(index, ()))
        if holders:
            own.setdefault(key, []).append((index, keys[holders[0]]))
        elif index in written:
            own.setdefault(key, []).append((index, fold(written[index])))
    senses: list[str | None] = []
    first_senses: dict[str, str | None] = {}
    for index, key in enumerate(keys):
        start = mentions[index].start
        near = [
            holder
            for at, holder in own.get(key, ())
            if at <= index and start - mentions[at].start <= _NEAR
        ]
        if near or key not in own:
            senses.append(near[-1] if near else None)
        elif key in first_senses:
            senses.append(first_senses[key])
        else:
            at, holder = own[key][0]
            senses.append(holder if mentions[at].start - start <= _FAR else "")
        first_senses.setdefault(key, senses[-1])
    several = {
        key
        for key in own
        if len({sense for other, sense in zip(keys, senses, strict=True) if other == key}) > 1
    }
    return [sense if key in several else None for key, sense in zip(keys, senses, strict=True)]
