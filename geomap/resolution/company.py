"""The company that a candidate is in: what the other names of its article could mean."""

from __future__ import annotations

from bisect import bisect
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from geomap.resolution.columns import COUNTRY_COLUMN, DEMONYM_COLUMN
from geomap.sphere import cosine

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from geomap.resolution.names import Layout
    from geomap.resolution.pool import Pool

COMPANY_FEATURES = (
    "country_mass",
    "admin1_mass",
    "mass_150km",
    "mass_500km",
    "any_same_country",
    "any_within_80km",
    "first_place_country",
    "parent_country_named",
    "parent_admin1_named",
    "parent_admin2_named",
    "parent_admin1_near",
    "child_named",
    "any_admin2_named",
    "any_child_named",
    "country_named_most",
)
"""Features of a candidate beside the candidates of other names of its article, in column order."""

_COUNTRY, _ADMIN1, _KM_150, _KM_500, _ANY_COUNTRY, _ANY_80, _FIRST = range(7)
_HOLDER_NAMED = 7  # the country; the first and the second level follow
_ADMIN1_NEAR, _CHILD, _ANY_ADMIN2, _ANY_CHILD, _COUNTRY_MOST = range(10, 15)
_LEVEL_1, _LEVEL_2 = 1, 2
_LITTLE = 1e-9
_BY_PEOPLE = 0.5  # how far a country is named that only its people are
_PAIRS_AT_ONCE = 1 << 20
_CLOSE_BY = 100  # characters at which a unit counts half of what it does beside the name
_NEAR_80, _NEAR_150, _NEAR_500 = cosine(80), cosine(150), cosine(500)


class _Crowd(NamedTuple):
    """All candidates of some articles, a row each.

    ``article``, ``kin`` and ``name`` are numbers; names of one form are kin, and no company for
    each other. A candidate counts for other names with its odds ``prior``, or with ``weight``, the
    odds times the root of how often its name is mentioned; ``alive`` says whether it counts at all.
    ``of_name`` is what each name weighs. ``cities`` are pairs of candidates that are one city under
    its name and under one that is short for it: no company for each other, either.
    """

    article: NDArray[np.int64]
    kin: NDArray[np.int64]
    name: NDArray[np.int64]
    prior: NDArray[np.float64]
    weight: NDArray[np.float64]
    alive: NDArray[np.bool_]
    of_name: NDArray[np.float64]
    codes: NDArray[np.int64]
    is_country: NDArray[np.bool_]
    is_demonym: NDArray[np.bool_]
    cities: list[tuple[int, int]]


_Pairs = tuple["NDArray[np.int64]", "NDArray[np.int64]", "NDArray[np.float64]"]
"""Rows of candidates, rows of others beside each, and the cosine between their points."""


class _Groups(NamedTuple):
    """Candidates that have a code in common, by their numbers of these groups.

    ``all`` are those of one article, ``kin`` those of one kin among them. ``first`` is one row of
    each name in a group, and ``any_alive`` whether any row of that name in the group counts.
    """

    all: NDArray[np.int64]
    kin: NDArray[np.int64]
    first: NDArray[np.int64]
    any_alive: NDArray[np.bool_]


def company(
    rows: Pool,
    layout: Layout,
    prior: NDArray[np.float64],
    alive: NDArray[np.bool_],
    local: NDArray[np.bool_],
) -> NDArray[np.float64]:
    """The `COMPANY_FEATURES` of all candidates, a row each.

    ``prior`` are the odds with which a candidate counts for other names, ``alive`` whether it
    counts at all; ``local`` are the candidates whose point tells where they are. A name counts by
    the root of how often it is mentioned. Names of the same form are no company for each other, nor
    is "Guatemala" for the same city as "Guatemala City".
    """
    crowd = _crowd(rows, layout, prior, alive)
    out = np.zeros((len(COMPANY_FEATURES), len(rows.name)))
    _in_same_units(out, crowd, rows.starts)
    for pairs in _near(crowd, rows.points, np.flatnonzero(local)):
        _nearness(out, crowd, *pairs)
    every = _of_others(crowd.weight, crowd.article, crowd.kin)
    out[[_ANY_COUNTRY, _ANY_80]] /= _no_little(every)
    for one, other in crowd.cities:
        every[one] -= crowd.weight[other]
    out[[_COUNTRY, _ADMIN1]] /= _no_little(every)
    out[[_KM_150, _KM_500]] = np.log1p(out[[_KM_150, _KM_500]])
    _holders(out, crowd, layout)
    _countries(out, crowd, len(layout.articles))
    return out.T


def _crowd(
    rows: Pool, layout: Layout, prior: NDArray[np.float64], alive: NDArray[np.bool_]
) -> _Crowd:
    name, place = rows.name, rows.codes[:, 0]
    kin = np.array(layout.kin)[name]
    weight = prior * np.sqrt(np.array(layout.weights))[name]
    of_name = np.zeros(len(layout.names))
    of_name[rows.named] = np.add.reduceat(weight, rows.starts)
    cities = [
        pair
        for city, short in layout.cities
        for one in np.flatnonzero(name == city).tolist()
        for other in np.flatnonzero((kin == short) & (place == place[one])).tolist()
        for pair in ((one, other), (other, one))
    ]
    return _Crowd(
        article=np.repeat(np.arange(len(layout.articles)), layout.articles)[name],
        kin=kin,
        name=name,
        prior=prior,
        weight=weight,
        alive=alive,
        of_name=of_name,
        codes=rows.codes,
        is_country=rows.static[:, COUNTRY_COLUMN] > 0,
        is_demonym=rows.static[:, DEMONYM_COLUMN] > 0,
        cities=cities,
    )


def _in_same_units(out: NDArray[np.float64], crowd: _Crowd, starts: NDArray[np.int64]) -> None:
    """Reckon what speaks of the same country and of the same first-level unit."""
    country, admin1 = crowd.codes[:, 1], crowd.codes[:, 2]
    groups = _grouped(crowd, country)
    named = np.zeros(len(country))
    named[groups.first] = crowd.of_name[crowd.name[groups.first]] * groups.any_alive
    units = _grouped(crowd, admin1)
    out[_COUNTRY] = _of_others(crowd.weight, groups.all, groups.kin)
    out[_ANY_COUNTRY] = _of_others(named, groups.all, groups.kin)
    out[_ADMIN1] = _of_others(crowd.weight, units.all, units.kin)
    first_names = starts[np.flatnonzero(np.diff(crowd.article[starts], prepend=-1))]
    firsts = np.zeros(len(crowd.of_name), dtype=np.bool_)
    firsts[crowd.name[first_names]] = True
    is_first = firsts[crowd.name]
    of_first = np.bincount(groups.all, crowd.prior * is_first)
    out[_FIRST] = np.where(is_first, 0.0, of_first[groups.all])
    for one, other in crowd.cities:
        out[_COUNTRY, one] -= crowd.weight[other]
        out[_ADMIN1, one] -= crowd.weight[other]
        again = (crowd.name == crowd.name[other]) & (country == country[one]) & crowd.alive
        if again[other] and np.count_nonzero(again) == 1:
            out[_ANY_COUNTRY, one] -= crowd.of_name[crowd.name[other]]
    out[[[_COUNTRY], [_ANY_COUNTRY], [_FIRST]], np.flatnonzero(country == 0)] = 0
    out[_ADMIN1, admin1 == 0] = 0


def _grouped(crowd: _Crowd, codes: NDArray[np.int64]) -> _Groups:
    """The candidates of each article that have a code in common."""
    order = np.lexsort((crowd.name, crowd.kin, codes, crowd.article))
    begins = np.ones((3, len(order)), dtype=np.bool_)
    changed = [
        np.diff(column[order]) != 0 for column in (crowd.article, codes, crowd.kin, crowd.name)
    ]
    begins[0, 1:] = changed[0] | changed[1]
    begins[1, 1:] = begins[0, 1:] | changed[2]
    begins[2, 1:] = begins[1, 1:] | changed[3]
    groups = np.empty((3, len(order)), dtype=np.int64)
    groups[:, order] = np.cumsum(begins, axis=1) - 1
    of_all, of_kin, of_name = groups
    any_alive = np.bincount(of_name, crowd.alive) > 0
    return _Groups(of_all, of_kin, order[begins[2]], any_alive)


def _of_others(
    values: NDArray[np.float64], group: NDArray[np.int64], kin: NDArray[np.int64]
) -> NDArray[np.float64]:
    """For each candidate the sum of the values of its group, without those of its kin in it."""
    every, own = np.bincount(group, values), np.bincount(kin, values)
    return np.asarray(every[group] - own[kin], dtype=np.float64)


def _no_little(totals: NDArray[np.float64]) -> NDArray[np.float64]:
    """The totals, infinite where nothing but an error of rounding is left: it has no shares."""
    return np.where(totals > _LITTLE, totals, np.inf)


def _near(crowd: _Crowd, points: NDArray[np.float64], local: NDArray[np.int64]) -> Iterator[_Pairs]:
    """Pairs of ``local`` candidates of an article within 500 km of each other.

    They come some at a time, since all pairs of a book's candidates would fill the memory; those of
    one candidate come together.
    """
    article = crowd.article[local]
    gathered: list[_Pairs] = []
    count = 0
    for first, last in pairwise(np.flatnonzero(np.diff(article, prepend=-1, append=-1)).tolist()):
        here = local[first:last]
        kin, vectors = crowd.kin[here], points[here]
        step = 1 + _PAIRS_AT_ONCE // len(here)
        for at in range(0, len(here), step):
            part = slice(at, at + step)
            cosines = vectors[part] @ vectors.T
            near = (cosines >= _NEAR_500) & (kin[part, None] != kin)
            one, other = np.nonzero(near)
            gathered.append((here[part][one], here[other], cosines[near]))
            count += len(one)
            if count >= _PAIRS_AT_ONCE:
                yield _joined(gathered)
                gathered, count = [], 0
    if gathered:
        yield _joined(gathered)


def _joined(parts: list[_Pairs]) -> _Pairs:
    ones, others, cosines = zip(*parts, strict=True)
    return np.concatenate(ones), np.concatenate(others), np.concatenate(cosines)


def _nearness(
    out: NDArray[np.float64],
    crowd: _Crowd,
    one: NDArray[np.int64],
    other: NDArray[np.int64],
    cosines: NDArray[np.float64],
) -> None:
    """Reckon what speaks of nearness, from all pairs of some candidates (`_near`)."""
    count, names = len(crowd.name), len(crowd.of_name)
    if crowd.cities:
        same = [first * count + second for first, second in crowd.cities]
        kept = ~np.isin(one * count + other, same)
        one, other, cosines = one[kept], other[kept], cosines[kept]
    weight, at_150 = crowd.weight[other], cosines >= _NEAR_150
    out[_KM_500] += np.bincount(one, weight, minlength=count)
    out[_KM_150] += np.bincount(one[at_150], weight[at_150], minlength=count)
    at_80 = (cosines >= _NEAR_80) & crowd.alive[other]
    # Not by np.unique, which imports masked arrays: 25 ms before the first answer.
    named = np.sort(one[at_80] * names + crowd.name[other[at_80]])
    named = named[np.diff(named, prepend=-1) != 0]
    out[_ANY_80] += np.bincount(named // names, crowd.of_name[named % names], minlength=count)


def _holders(out: NDArray[np.float64], crowd: _Crowd, layout: Layout) -> None:
    """Reckon whether the country and the units that hold a candidate are named, and what they hold.

    Whatever the odds, a town and the county around it speak for each other.
    """
    level, held, holder = _held(crowd, len(layout.articles))
    odds, names = crowd.prior[holder], len(layout.names)
    np.maximum.at(out, (_HOLDER_NAMED + level, held), odds)
    np.maximum.at(out[_CHILD], holder, crowd.prior[held])
    in_admin2 = level == _LEVEL_2
    out[_ANY_ADMIN2, held[in_admin2 & crowd.alive[holder]]] = 1
    out[_ANY_CHILD, holder[in_admin2 & crowd.alive[held]]] = 1
    in_admin1 = level == _LEVEL_1
    if in_admin1.any():
        held, holder = held[in_admin1], holder[in_admin1]
        pairs = (crowd.name[held] * names + crowd.name[holder]).tolist()
        apart = {pair: _apart(layout, *divmod(pair, names)) for pair in set(pairs)}
        near = odds[in_admin1] / (1 + np.array([apart[pair] for pair in pairs]) / _CLOSE_BY)
        np.maximum.at(out[_ADMIN1_NEAR], held, near)


def _countries(out: NDArray[np.float64], crowd: _Crowd, articles: int) -> None:
    """Reckon whether the country that holds a candidate is named, and other countries are not.

    By its people it is named half: "a Venezuelan" may be anywhere.
    """
    rows = np.flatnonzero(crowd.is_country & crowd.alive)
    if not len(rows):
        return
    odds = crowd.prior[rows] * np.where(crowd.is_demonym[rows], _BY_PEOPLE, 1.0)
    units = crowd.codes[:, 1] * articles + crowd.article
    order = np.lexsort((odds, units[rows]))
    named, odds = units[rows][order], odds[order]
    # The surest name of each country alone: "Ukraine" and "Ukrainian" are one.
    last = np.flatnonzero(np.diff(named, append=named[-1] + 1))
    named, odds = named[last], odds[last]
    of_article = np.bincount(crowd.article[rows][order][last], odds, minlength=articles)
    every = np.asarray(of_article, dtype=np.float64)
    at = np.minimum(np.searchsorted(named, units), len(named) - 1)
    own = np.where((named[at] == units) & (out[_HOLDER_NAMED] > 0), odds[at], 0.0)
    out[_COUNTRY_MOST] = own * own / np.maximum(_no_little(every)[crowd.article], own)


def _held(
    crowd: _Crowd, articles: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Pairs of a candidate and one of another name that holds it: levels, held ones, holders.

    Level 0 is the country, 1 and 2 are the units.
    """
    place, country = crowd.codes[:, 0], crowd.codes[:, 1]
    above = crowd.codes[:, 1:].T.copy()
    above[above == place] = 0
    above[0, crowd.is_country] = 0
    units = np.where(crowd.is_country, country, place) * articles + crowd.article
    order = np.argsort(units, kind="stable")
    level, held = np.nonzero(above)
    wanted = above[level, held] * articles + crowd.article[held]
    first = np.searchsorted(units[order], wanted, "left")
    sizes = np.searchsorted(units[order], wanted, "right") - first
    pair = np.repeat(np.arange(len(sizes)), sizes)
    holder = order[np.arange(len(pair)) + np.repeat(first - np.cumsum(sizes) + sizes, sizes)]
    level, held = level[pair], held[pair]
    others = crowd.kin[held] != crowd.kin[holder]
    return level[others], held[others], holder[others]


def _apart(layout: Layout, one: int, other: int) -> int:
    """Characters between the nearest mentions of two names."""
    fewer, more = sorted((layout.mentions_of[one], layout.mentions_of[other]), key=len)
    starts = [layout.starts[mention] for mention in more]
    return min(
        abs(start - near)
        for start in (layout.starts[mention] for mention in fewer)
        for at in (bisect(starts, start),)
        for near in starts[max(0, at - 1) : at + 1]
    )
