"""The names of articles: what decides together, and how names stand to each other."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geomap.model import KindGroup, Usage


ELSEWHERE = "-"
"""The holder of a name that is told from one of its form: Mexico, from Mexico, Missouri."""


class Name(NamedTuple):
    """What decides together: one form, one kind word, one holder named beside it.

    ``key`` is the folded form; ``holder`` a key, too, `ELSEWHERE`, or empty for a sense of its own.
    """

    form: str
    key: str
    kind_word: str | None
    usage: Usage | None
    holder: str | None


@dataclass(frozen=True, slots=True)
class Layout:
    """The names of one article or of several, each article's in order of first mention.

    ``articles`` counts the names of each article, and ``starts`` says where in its article each
    mention begins; mentions are counted through all articles, as names are.
    ``name_of[i]`` is the name of mention ``i``, ``mentions_of[n]`` the mentions of name ``n`` and
    ``kin[n]`` the first name of its article that has its folded form, which names of another sense
    share. ``weights[n]`` says how often a name is mentioned, less for a site's leftovers.
    ``holders[n]`` are names said to hold name ``n``, ``outer[n]`` written holders that are no
    mentions ("Tex."); ``lists`` are sets of names that stand in one list. ``unmet[n]``: the text
    writes a unit beside the name in which no place is called so. ``articled[n]``: the share of its
    mentions before which "the" stands and that no noun follows, as rivers and mountains have it;
    ``roles[n]``: kinds of place that words beside its mentions go with ("mayor").
    ``cities``: names such as "Guatemala City", each with the name that is short for it.
    ``closed``: names with the country or region that the text says they lie in and that has no
    place of that name: "Kharkiv, a hamlet in Alberta,". ``flowing``: names of which the text says
    what rivers do: "the Usk rose".
    """

    articles: tuple[int, ...]
    starts: tuple[int, ...]
    names: tuple[Name, ...]
    name_of: tuple[int, ...]
    mentions_of: tuple[tuple[int, ...], ...]
    kin: tuple[int, ...]
    weights: tuple[float, ...]
    holders: tuple[frozenset[int], ...]
    outer: tuple[frozenset[str], ...]
    lists: tuple[frozenset[int], ...]
    unmet: tuple[bool, ...]
    articled: tuple[float, ...]
    roles: tuple[frozenset[KindGroup], ...]
    cities: tuple[tuple[int, int], ...]
    closed: tuple[tuple[int, str], ...]
    flowing: tuple[int, ...]


def joined(layouts: Sequence[Layout]) -> Layout:
    """The layouts of articles as one; no name of an article has to do with those of another."""
    if len(layouts) == 1:
        return layouts[0]
    names = [0, *accumulate(len(layout.names) for layout in layouts)]
    mentions = [0, *accumulate(len(layout.name_of) for layout in layouts)]
    from_names = list(zip(layouts, names, strict=False))
    return Layout(
        articles=tuple(len(layout.names) for layout in layouts),
        starts=tuple(start for layout in layouts for start in layout.starts),
        names=tuple(name for layout in layouts for name in layout.names),
        name_of=tuple(at + name for layout, at in from_names for name in layout.name_of),
        mentions_of=tuple(
            tuple(at + index for index in indexes)
            for layout, at in zip(layouts, mentions, strict=False)
            for indexes in layout.mentions_of
        ),
        kin=tuple(at + first for layout, at in from_names for first in layout.kin),
        weights=tuple(weight for layout in layouts for weight in layout.weights),
        holders=tuple(_moved(held, at) for layout, at in from_names for held in layout.holders),
        outer=tuple(outer for layout in layouts for outer in layout.outer),
        lists=tuple(_moved(members, at) for layout, at in from_names for members in layout.lists),
        unmet=tuple(unmet for layout in layouts for unmet in layout.unmet),
        articled=tuple(share for layout in layouts for share in layout.articled),
        roles=tuple(roles for layout in layouts for roles in layout.roles),
        cities=tuple(
            (city + at, short + at) for layout, at in from_names for city, short in layout.cities
        ),
        closed=tuple(
            (name + at, holder) for layout, at in from_names for name, holder in layout.closed
        ),
        flowing=tuple(at + name for layout, at in from_names for name in layout.flowing),
    )


def _moved(names: Iterable[int], by: int) -> frozenset[int]:
    return frozenset(name + by for name in names)
