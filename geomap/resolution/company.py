"""The company that a candidate is in: what the other names of its article could mean."""

from __future__ import annotations

import math
from functools import cache, partial
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from geomap.resolution.columns import COUNTRY_COLUMN

if TYPE_CHECKING:
    from collections.abc import Callable

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
)
"""Features of a candidate beside the candidates of other names of its article, in column order."""

EARTH_KM = 6371.0088  # mean radius (IUGG)

_ANY = slice(4, 6)
_FIRST = 6
_HOLDERS_NAMED = slice(7, 10)  # the country, the first and the second level
_ADMIN1_NEAR, _CHILD, _ANY_ADMIN2, _ANY_CHILD = 10, 11, 12, 13
_NO_CODE = np.iinfo(np.int64).min
_LITTLE = 1e-9
_AT_ONCE = 1024
_CLOSE_BY = 100  # characters at which a unit counts half of what it does beside the name


def cosine(km: float) -> float:
    """The cosine of the angle between two points that far apart, seen from the Earth's centre."""
    return math.cos(km / EARTH_KM)


_NEAR_80, _NEAR_150, _NEAR_500 = cosine(80), cosine(150), cosine(500)


class _Columns(NamedTuple):
    """What is known of candidates; the last axis of each column goes over them.

    ``holders`` are the units that hold a candidate and are not itself, first and second level;
    ``points`` those of local candidates. In ``in_country``, ``in_admin1`` and ``holders`` what is
    in no such place has a code that nobody has, so that it is not together with anybody.
    """

    kin: NDArray[np.int64]
    prior: NDArray[np.float64]
    weight: NDArray[np.float64]
    alive: NDArray[np.bool_]
    place: NDArray[np.int64]
    country: NDArray[np.int64]
    in_country: NDArray[np.int64]
    is_country: NDArray[np.bool_]
    admin1: NDArray[np.int64]
    in_admin1: NDArray[np.int64]
    holders: NDArray[np.int64]
    points: NDArray[np.float64]


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
    place, country, admin1 = rows.codes[:, 0], rows.codes[:, 1], rows.codes[:, 2]
    above = rows.codes[:, 2:].T
    weight = prior * np.sqrt(np.array(layout.weights))[rows.name]
    columns = _Columns(
        kin=np.array(layout.kin)[rows.name],
        prior=prior,
        weight=weight,
        alive=alive,
        place=place,
        country=country,
        in_country=np.where(country == 0, _NO_CODE, country),
        is_country=rows.static[:, COUNTRY_COLUMN] > 0,
        admin1=admin1,
        in_admin1=np.where(admin1 == 0, _NO_CODE, admin1),
        holders=np.where((above == 0) | (above == place), _NO_CODE, above),
        points=(rows.points * local[:, None]).T,
    )
    features = np.zeros((len(COMPANY_FEATURES), len(rows.name)))
    total = np.zeros(len(rows.name))
    of_name = np.add.reduceat(weight, rows.starts)
    names = [0, *accumulate(layout.articles)]
    named = np.searchsorted(rows.named, names).tolist()
    for (begin, end), (first_name, end_name) in zip(pairwise(named), pairwise(names), strict=True):
        if begin == end:
            continue
        first, last = int(rows.starts[begin]), int(rows.starts[end - 1] + rows.sizes[end - 1])
        article = _Article(
            here=_Columns._make(column[..., first:last] for column in columns),
            name=rows.name[first:last] - first_name,
            starts=rows.starts[begin:end] - first,
            of_name=of_name[begin:end],
            size_of_first=int(rows.sizes[begin]),
            cities=[
                (city - first_name, short)
                for city, short in layout.cities
                if first_name <= city < end_name
            ],
            apart=cache(partial(_apart, layout, slice(first_name, end_name))),
        )
        # Some candidates at a time: all pairs of a book's candidates would fill the memory.
        for at in range(0, last - first, _AT_ONCE):
            part = slice(at, min(at + _AT_ONCE, last - first))
            _reckon(article, part, features[:, first:last], total[first:last])
    features[:2] /= np.maximum(total, _LITTLE)
    features[2:4] = np.log1p(features[2:4])
    return features.T


class _Article(NamedTuple):
    """The candidates of one article, ``name`` the name of each, counted from its first name.

    ``starts`` are the first candidates of the names that have any, ``of_name`` what each of these
    names weighs, ``size_of_first`` how many candidates the first has. ``cities`` are names such as
    "Guatemala City", each with the kin of the name that is short for it; ``apart`` tells how many
    characters lie between each two names (`_apart`).
    """

    here: _Columns
    name: NDArray[np.int64]
    starts: NDArray[np.int64]
    of_name: NDArray[np.float64]
    size_of_first: int
    cities: list[tuple[int, int]]
    apart: Callable[[], NDArray[np.float64]]


def _reckon(
    article: _Article, part: slice, out: NDArray[np.float64], total: NDArray[np.float64]
) -> None:
    """Reckon the features of some of an article's candidates, and what they say of all others."""
    here = article.here
    own = _Columns._make(column[..., part] for column in here)
    other = own.kin[:, None] != here.kin
    for city, short in article.cities:
        other &= ~_same_city(article, own, part, city, short)
    together = _masses(article, own, other, out[:, part], total[part])
    later = max(article.size_of_first - part.start, 0)
    first = slice(0, article.size_of_first)
    out[_FIRST, part.start + later : part.stop] = together[later:, first] @ here.prior[first]
    held = np.empty((3, *other.shape), dtype=np.bool_)
    held[0] = together & here.is_country & ~own.is_country[:, None]
    np.equal(own.holders[:, :, None], here.place, out=held[1:])
    held &= other
    if held.any():
        _held(here, own, held, out, part)
        if held[1].any():
            inside, holder = np.nonzero(held[1])
            apart = article.apart()[article.name[part][inside], article.name[holder]]
            near = here.prior[holder] / (1 + apart / _CLOSE_BY)
            np.maximum.at(out[_ADMIN1_NEAR, part], inside, near)


def _same_city(
    article: _Article, own: _Columns, part: slice, city: int, short: int
) -> NDArray[np.bool_]:
    """Pairs of candidates that are the same city, under its name and a name that is short for it.

    Who writes "Guatemala City" does not mean the same city by "Guatemala".
    """
    here, name = article.here, article.name
    pairs: NDArray[np.bool_] = (name[part] == city)[:, None] & (here.kin == short)
    pairs |= (own.kin == short)[:, None] & (name == city)
    pairs &= own.place[:, None] == here.place
    return pairs


def _masses(
    article: _Article,
    own: _Columns,
    other: NDArray[np.bool_],
    out: NDArray[np.float64],
    total: NDArray[np.float64],
) -> NDArray[np.bool_]:
    """Reckon what speaks of the same country, the same unit and of nearness.

    Returns which pairs of candidates, of whatever names, are in the same country.
    """
    here, starts = article.here, article.starts
    relations = np.empty((6, *other.shape), dtype=np.bool_)
    together: NDArray[np.bool_] = own.country[:, None] == here.in_country
    cosines = own.points.T @ here.points
    relations[0] = together
    np.equal(own.admin1[:, None], here.in_admin1, out=relations[1])
    np.greater_equal(cosines, _NEAR_150, out=relations[2])
    np.greater_equal(cosines, _NEAR_500, out=relations[3])
    relations[4] = together
    np.greater_equal(cosines, _NEAR_80, out=relations[5])
    relations &= other
    out[:4] = relations[:4] @ here.weight
    total[:] = other @ here.weight
    # The share of other names that could be places in the same country, or within 80 km.
    any_of = np.logical_or.reduceat(relations[4:] & here.alive, starts, axis=2)
    others = article.of_name * (own.kin[:, None] != here.kin[starts])
    others /= np.maximum(np.add.reduce(others, axis=1, keepdims=True), _LITTLE)
    out[_ANY] = np.add.reduce(any_of * others, axis=2)
    return together


def _held(
    here: _Columns,
    own: _Columns,
    held: NDArray[np.bool_],
    out: NDArray[np.float64],
    part: slice,
) -> None:
    """Whether the country and units that hold a candidate are named, and places in one of them.

    ``held`` are the pairs of a candidate and what holds it, by level: country, first, second.
    """
    out[_HOLDERS_NAMED, part] = np.maximum.reduce(held * here.prior, axis=2)
    children = np.maximum.reduce(held * own.prior[:, None], axis=(0, 1))
    np.maximum(out[_CHILD], children, out=out[_CHILD])
    # Whatever the odds: a town and the county around it speak for each other.
    out[_ANY_ADMIN2, part] = (held[2] & here.alive).any(axis=1)
    np.maximum(out[_ANY_CHILD], (held[2] & own.alive[:, None]).any(axis=0), out=out[_ANY_CHILD])


def _apart(layout: Layout, names: slice) -> NDArray[np.float64]:
    """Characters between the nearest mentions of each two names of an article."""
    mentions = layout.mentions_of[names]
    starts = np.array([layout.starts[mention] for group in mentions for mention in group])
    firsts = np.array([0, *accumulate(len(group) for group in mentions[:-1])])
    apart = np.abs(starts[:, None] - starts).astype(np.float64)
    nearest = np.minimum.reduceat(np.minimum.reduceat(apart, firsts, axis=0), firsts, axis=1)
    return np.asarray(nearest, dtype=np.float64)
