"""The company that a candidate is in: what the other names of its article could mean."""

from __future__ import annotations

import math
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from geomap.resolution.columns import COUNTRY_COLUMN

if TYPE_CHECKING:
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
_FIRST, _COUNTRY_NAMED = 6, 7
_UNITS_NAMED = slice(8, 10)
_ADMIN1_NEAR, _CHILD, _ANY_ADMIN2, _ANY_CHILD = 10, 11, 12, 13
_NO_CODE = np.iinfo(np.int64).min
_LITTLE = 1e-9
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
    # Each article by itself: what is reckoned for all pairs of its candidates is small, then.
    names = [0, *accumulate(layout.articles)]
    named = np.searchsorted(rows.named, names).tolist()
    for (begin, end), (first_name, end_name) in zip(pairwise(named), pairwise(names), strict=True):
        if begin == end:
            continue
        first, last = int(rows.starts[begin]), int(rows.starts[end - 1] + rows.sizes[end - 1])
        here = _Columns._make(column[..., first:last] for column in columns)
        out = features[:, first:last]
        starts = rows.starts[begin:end] - first
        other = here.kin[:, None] != here.kin
        for city, short in layout.cities:
            if first_name <= city < end_name:
                other &= ~_same_city(here, rows.name[first:last] == city, short)
        together = _masses(here, other, starts, of_name[begin:end], out, total[first:last])
        size = int(rows.sizes[begin])
        out[_FIRST, size:] = together[size:, :size] @ here.prior[:size]
        _countries(here, together & other, out)
        held = (here.holders[:, :, None] == here.place) & other
        if held.any():
            _units(here, held, out)
            if held[0].any():
                _close_by(here, held[0], layout, rows.name[first:last], out[_ADMIN1_NEAR])
    features[:2] /= np.maximum(total, _LITTLE)
    features[2:4] = np.log1p(features[2:4])
    return features.T


def _same_city(here: _Columns, city: NDArray[np.bool_], short: int) -> NDArray[np.bool_]:
    """Pairs of candidates that are the same city, under its name and a name that is short for it.

    Who writes "Guatemala City" does not mean the same city by "Guatemala".
    """
    pairs: NDArray[np.bool_] = city[:, None] & (here.kin == short)
    pairs &= here.place[:, None] == here.place
    return pairs | pairs.T


def _masses(
    here: _Columns,
    other: NDArray[np.bool_],
    starts: NDArray[np.int64],
    of_name: NDArray[np.float64],
    out: NDArray[np.float64],
    total: NDArray[np.float64],
) -> NDArray[np.bool_]:
    """Reckon what speaks of the same country, the same unit and of nearness.

    Returns which pairs of candidates, of whatever names, are in the same country.
    """
    relations = np.empty((6, *other.shape), dtype=np.bool_)
    together: NDArray[np.bool_] = here.country[:, None] == here.in_country
    cosines = here.points.T @ here.points
    relations[0] = together
    np.equal(here.admin1[:, None], here.in_admin1, out=relations[1])
    np.greater_equal(cosines, _NEAR_150, out=relations[2])
    np.greater_equal(cosines, _NEAR_500, out=relations[3])
    relations[4] = together
    np.greater_equal(cosines, _NEAR_80, out=relations[5])
    relations &= other
    out[:4] = relations[:4] @ here.weight
    total[:] = other @ here.weight
    # The share of other names that could be places in the same country, or within 80 km.
    any_of = np.logical_or.reduceat(relations[4:] & here.alive, starts, axis=2)
    others = of_name * (here.kin[:, None] != here.kin[starts])
    others /= np.maximum(np.add.reduce(others, axis=1, keepdims=True), _LITTLE)
    np.add.reduce(any_of * others, axis=2, out=out[_ANY])
    return together


def _countries(here: _Columns, together: NDArray[np.bool_], out: NDArray[np.float64]) -> None:
    """Whether the country of a candidate is named, and whether places in a country are."""
    countries = np.flatnonzero(here.is_country)
    if len(countries):
        named = together[:, countries] & ~here.is_country[:, None]
        np.maximum.reduce(named * here.prior[countries], axis=1, out=out[_COUNTRY_NAMED])
        out[_CHILD, countries] = np.maximum.reduce(named * here.prior[:, None], axis=0)


def _units(here: _Columns, held: NDArray[np.bool_], out: NDArray[np.float64]) -> None:
    """Whether the units that hold a candidate are named, and whether places in a unit are."""
    np.maximum.reduce(held * here.prior, axis=2, out=out[_UNITS_NAMED])
    children = np.maximum.reduce(held * here.prior[:, None], axis=(0, 1))
    np.maximum(out[_CHILD], children, out=out[_CHILD])
    # Whatever the odds: a town and the county around it speak for each other.
    districts = held[1] & here.alive
    out[_ANY_ADMIN2] = districts.any(axis=1)
    out[_ANY_CHILD] = (held[1] & here.alive[:, None]).any(axis=0)


def _close_by(
    here: _Columns,
    held: NDArray[np.bool_],
    layout: Layout,
    name: NDArray[np.int64],
    out: NDArray[np.float64],
) -> None:
    """How near to a name the region that holds its candidate is named, in characters."""
    inside, holder = np.nonzero(held)
    first = int(name[0])
    mentions = [layout.mentions_of[of] for of in range(first, int(name[-1]) + 1)]
    starts = np.array([layout.starts[mention] for group in mentions for mention in group])
    firsts = np.array([0, *accumulate(len(group) for group in mentions[:-1])])
    apart = np.abs(starts[:, None] - starts).astype(np.float64)
    apart = np.minimum.reduceat(np.minimum.reduceat(apart, firsts, axis=0), firsts, axis=1)
    near = 1 / (1 + apart[name[inside] - first, name[holder] - first] / _CLOSE_BY)
    np.maximum.at(out, inside, here.prior[holder] * near)
