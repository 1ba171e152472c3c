"""The names of articles: what decides together, and how names stand to each other."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate, chain
from typing import TYPE_CHECKING, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geomap.model import KindGroup, Usage
    from geomap.resolution.capitals import Rank

_Part = TypeVar("_Part")

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
    ``near``: pairs of names of which the text says that they lie near each other, and the
    kilometres between them at most. ``closed``: names with the country or region that the text says
    they lie in and that has no place of that name: "Kharkiv, a hamlet in Alberta,". ``flowing``:
    names of which the text says what is said of rivers: "the Usk rose"; ``acting``: names that act
    as companies do: "Amazon said". ``capitals``: names that it calls a capital, and of what.
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
    near: tuple[tuple[int, int, float], ...]
    closed: tuple[tuple[int, str], ...]
    flowing: tuple[int, ...]
    acting: tuple[int, ...]
    capitals: tuple[tuple[int, Rank], ...]


def joined(layouts: Sequence[Layout]) -> Layout:
    """The layouts of articles as one; no name of an article has to do with those of another."""
    if len(layouts) == 1:
        return layouts[0]
    names = [0, *accumulate([len(layout.names) for layout in layouts])]
    mentions = [0, *accumulate([len(layout.name_of) for layout in layouts])]
    from_names = list(zip(layouts, names, strict=False))
    return Layout(
        articles=tuple([len(layout.names) for layout in layouts]),
        starts=_together([layout.starts for layout in layouts]),
        names=_together([layout.names for layout in layouts]),
        name_of=_together([_moved(layout.name_of, at) for layout, at in from_names]),
        mentions_of=tuple(
            [
                _moved(indexes, at)
                for layout, at in zip(layouts, mentions, strict=False)
                for indexes in layout.mentions_of
            ]
        ),
        kin=_together([_moved(layout.kin, at) for layout, at in from_names]),
        weights=_together([layout.weights for layout in layouts]),
        holders=_moved_sets([(layout.holders, at) for layout, at in from_names]),
        outer=_together([layout.outer for layout in layouts]),
        lists=_moved_sets([(layout.lists, at) for layout, at in from_names]),
        unmet=_together([layout.unmet for layout in layouts]),
        articled=_together([layout.articled for layout in layouts]),
        roles=_together([layout.roles for layout in layouts]),
        cities=tuple(
            [(city + at, short + at) for layout, at in from_names for city, short in layout.cities]
        ),
        near=tuple(
            [
                (one + at, other + at, km)
                for layout, at in from_names
                for one, other, km in layout.near
            ]
        ),
        closed=tuple(
            [(name + at, holder) for layout, at in from_names for name, holder in layout.closed]
        ),
        flowing=_together([_moved(layout.flowing, at) for layout, at in from_names]),
        acting=_together([_moved(layout.acting, at) for layout, at in from_names]),
        capitals=tuple(
            [(name + at, rank) for layout, at in from_names for name, rank in layout.capitals]
        ),
    )


def _together(parts: Iterable[tuple[_Part, ...]]) -> tuple[_Part, ...]:
    return tuple(chain.from_iterable(parts))


def _moved(numbers: Iterable[int], by: int) -> tuple[int, ...]:
    return tuple([number + by for number in numbers])


def _moved_sets(
    parts: Iterable[tuple[tuple[frozenset[int], ...], int]],
) -> tuple[frozenset[int], ...]:
    """Sets of names, moved; most are empty."""
    return tuple([frozenset(_moved(one, by)) if one else one for sets, by in parts for one in sets])
