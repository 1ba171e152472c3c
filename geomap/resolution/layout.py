"""How the names of an article stand to each other: which belong together, which hold which."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

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
_GAP = 80
_NEAR, _FAR = 300, 400


class Name(NamedTuple):
    """What decides together: one form, one kind word, one holder named beside it."""

    form: str
    kind_word: str | None
    usage: Usage | None
    holder: str | None


@dataclass(frozen=True, slots=True)
class Layout:
    """The names of an article in order of first mention.

    ``name_of[i]`` is the name of mention ``i``, ``mentions_of[n]`` the mentions of name ``n`` and
    ``form_of[n]`` its folded form, which names of another sense share.
    ``holders[n]`` are names said to hold name ``n``, ``outer[n]`` written holders that are no
    mentions ("Tex."); ``lists`` are sets of names that stand in one list. ``unmet[n]``: the text
    writes a unit beside the name in which no place is called so. ``articled[n]``: the share of its
    mentions before which "the" stands and that no noun follows, as rivers and mountains have it;
    ``roles[n]``: kinds of place that words beside its mentions go with ("mayor").
    """

    names: tuple[Name, ...]
    name_of: tuple[int, ...]
    mentions_of: tuple[tuple[int, ...], ...]
    form_of: tuple[str, ...]
    holders: tuple[frozenset[int], ...]
    outer: tuple[frozenset[str], ...]
    lists: tuple[frozenset[int], ...]
    unmet: tuple[bool, ...]
    articled: tuple[float, ...]
    roles: tuple[frozenset[KindGroup], ...]


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
    unmet: set[int] = set()
    held_by = _held_by(article, holds, _alike_in_lists(article, levels), unmet)
    written = _written_holders(article, held_by, holds, unmet)
    runs = _runs(article, held_by)
    _share_holders(article, runs, held_by, holds)
    # "Kherson, Donetsk and Luhansk" is a list, though Donetsk could be a region.
    unmet.difference_update(index for run in runs if len(run) > 2 for index in run)  # noqa: PLR2004
    words = _kind_words(article, runs)
    keys = [fold(mention.text) for mention in mentions]
    holder_keys = _holder_keys(mentions, keys, held_by, written, fold)
    forms: dict[tuple[str, tuple[KindGroup, ...], bool, str | None], int] = {}
    names: list[Name] = []
    name_of: list[int] = []
    for index, mention in enumerate(mentions):
        usage: Usage | None = mention.usage if mention.usage == "demonym" else None
        if usage is None and mention.usage is not None:
            usage = "literal"
        identity = (keys[index], groups_of(words[index]), usage == "demonym", holder_keys[index])
        if identity not in forms:
            forms[identity] = len(names)
            names.append(Name(mention.text, words[index], usage, holder_keys[index]))
        name_of.append(forms[identity])
    return _assemble(names, name_of, keys, held_by, written, runs, unmet, article)


def _assemble(
    names: list[Name],
    name_of: list[int],
    keys: list[str],
    held_by: dict[int, set[int]],
    written: dict[int, str],
    runs: list[list[int]],
    unmet: set[int],
    article: Article,
) -> Layout:
    articled = [
        article.text[max(0, mention.start - len(_ARTICLE)) : mention.start].lower() == _ARTICLE
        and _ALONE.match(article.text, mention.end) is not None
        for mention in article.mentions
    ]
    roles = _roles(article)
    mentions_of: list[list[int]] = [[] for _ in names]
    holders: list[set[int]] = [set() for _ in names]
    outer: list[set[str]] = [set() for _ in names]
    for index, name in enumerate(name_of):
        mentions_of[name].append(index)
        holders[name] |= {name_of[holder] for holder in held_by.get(index, ())}
        if index in written:
            outer[name].add(written[index])
    lists = [frozenset(name_of[index] for index in run) for run in runs]
    return Layout(
        names=tuple(names),
        name_of=tuple(name_of),
        mentions_of=tuple(map(tuple, mentions_of)),
        form_of=tuple(keys[indexes[0]] for indexes in mentions_of),
        holders=tuple(map(frozenset, holders)),
        outer=tuple(map(frozenset, outer)),
        lists=tuple(members for members in lists if len(members) > 1),
        unmet=tuple(not unmet.isdisjoint(indexes) for indexes in mentions_of),
        articled=tuple(
            sum(articled[index] for index in indexes) / len(indexes) for indexes in mentions_of
        ),
        roles=tuple(
            frozenset(role for index in indexes if (role := roles[index]))
            for indexes in mentions_of
        ),
    )


def _roles(article: Article) -> list[KindGroup | None]:
    """The kind of place that the words beside each mention go with: offices, ways between towns."""
    text, mentions = article.text, article.mentions
    roles: list[KindGroup | None] = [
        None if mention.usage == "demonym" else role_beside(text, mention.start, mention.end)
        for mention in mentions
    ]
    on_way = False
    for index, mention in enumerate(mentions):
        on_way = begins_way(text, mention.start) or (
            on_way and leads_on(_gap(article, mentions[index - 1], mention))
        )
        after = index + 1 < len(mentions) and leads_on(_gap(article, mention, mentions[index + 1]))
        if on_way and (after or (index > 0 and roles[index - 1] == "town")):
            roles[index] = roles[index] or "town"
    return roles


def _gap(article: Article, left: Mention, right: Mention) -> str:
    if right.start - left.end > _GAP:
        return "."
    return article.text[left.end : right.start]


def _runs(article: Article, held_by: dict[int, set[int]]) -> list[list[int]]:
    """Runs of mentions that make a list; "Paris, Texas" is none."""
    runs: list[list[int]] = []
    run: list[int] = [0]
    joined = False  # by more than a comma: "in Midland, the Ector County board said" is no list
    mentions = article.mentions
    for index in range(1, len(mentions)):
        gap = _gap(article, mentions[index - 1], mentions[index])
        linked = _LIST_LINK.match(gap) or _COUNTED.match(gap)
        if linked and index not in held_by.get(index - 1, ()):
            run.append(index)
            joined = joined or len(run) > 2 or not _COMMA.match(gap)  # noqa: PLR2004
            continue
        if joined:
            runs.append(run)
        run, joined = [index], False
    return [*runs, run] if joined else runs


def _share_holders(
    article: Article, runs: list[list[int]], held_by: dict[int, set[int]], holds: Holds
) -> None:
    """Give the members of a list the holder of the last: "Palma and Pemba in Mozambique"."""
    mentions = article.mentions
    for run in runs:
        last = run[-1]
        for holder in held_by.get(last, ()):
            if holder == last + 1 and _IN.search(_gap(article, mentions[last], mentions[holder])):
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


def _alike_in_lists(article: Article, levels: Levels) -> Callable[[int], bool]:
    """Whether a mention and the next are two of three or more countries, or regions, in a list.

    Of "Luxembourg, Belgium and France" none is said to hold another.
    """
    mentions = article.mentions

    def linked(index: int, level: str) -> bool:
        if not 0 <= index < len(mentions) - 1:
            return False
        here, following = mentions[index], mentions[index + 1]
        return bool(_LIST_LINK.match(_gap(article, here, following))) and all(
            level in levels(mention.text) for mention in (here, following)
        )

    def alike(index: int) -> bool:
        return any(
            linked(index, level) and (linked(index - 1, level) or linked(index + 1, level))
            for level in levels(mentions[index].text)
        )

    return alike


def _held_by(
    article: Article, holds: Holds, alike: Callable[[int], bool], unmet: set[int]
) -> dict[int, set[int]]:
    """Mention -> the mentions that are written as holding it, and can hold it.

    Mentions beside which a unit is written that holds no place of their name go into ``unmet``.
    ``alike(index)``: a mention and the next are neighbours in a list of places of one kind.
    """
    held: dict[int, set[int]] = {}
    mentions = article.mentions
    for index in range(len(mentions) - 1):
        here, following = mentions[index], mentions[index + 1]
        gap = _gap(article, here, following)
        if _COMMA.match(gap) and alike(index):
            continue
        if _HELD_BY_NEXT.match(gap):
            beside = [index + 1]
            after = index + 2
            if after < len(mentions) and _gap(article, following, mentions[after]) == ", ":
                beside.append(after)
            answers = {at: holds(mentions[at].text, here.text) for at in beside}
            holders = {at for at, held_there in answers.items() if held_there}
            if holders:
                held.setdefault(index, set()).update(holders)
            elif False in answers.values():
                unmet.add(index)
        elif (
            _HOLDS_NEXT.match(gap)
            and (gap[:1] != " " or here.usage in {"demonym", None})
            and holds(here.text, following.text)
        ):
            held.setdefault(index + 1, set()).add(index)
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
