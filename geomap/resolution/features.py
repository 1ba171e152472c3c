"""The features of an article's candidates: one row a candidate, one column a feature."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from geomap.resolution.columns import GROUPS, STATIC_FEATURES, NameCandidates, unit_vector
from geomap.resolution.kinds import groups_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from geomap.model import Article
    from geomap.resolution.layout import Layout
    from geomap.resolution.profile import Outlet

CONTEXT_FEATURES = (
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
    "contained_by_cue",
    "holds_by_cue",
    "holder_unmet",
    "water_after_article",
    "role_agrees",
    "list_same_kind",
    "list_kind_said",
    "outlet_country_share",
    "outlet_admin1_share",
    "outlet_home_near",
    "outlet_seen",
)
"""Features of a candidate that depend on its article, in column order."""

FEATURES = STATIC_FEATURES + CONTEXT_FEATURES
"""All features, in column order. docs/resolution.md says what each means."""

_COLUMN = {name: index for index, name in enumerate(FEATURES)}
_CUE = _COLUMN["contained_by_cue"]
_ROLE = _COLUMN["role_agrees"]
_CHILD = _COLUMN["child_named"]
_LIKE_SEAT = _COLUMN["unit_called_like_seat"]
_PARTS_OF_TOWNS = frozenset(
    {"borough", "district", "neighborhood", "neighbourhood", "quarter", "suburb", "ward"}
)
_LEFTOVER_WEIGHT = 0.25
_WATER, _LANDFORM = GROUPS.index("water"), GROUPS.index("landform")


_EARTH_KM = 6371.0088  # mean radius (IUGG)
_HOME_KM = 150.0
_FEW_ARTICLES = 1
_CITY = " city"


def cosine(km: float) -> float:
    """The cosine of the angle between two points that far apart, seen from the Earth's centre."""
    return math.cos(km / _EARTH_KM)


_NEAR_80, _NEAR_150, _NEAR_500 = cosine(80), cosine(150), cosine(500)


@dataclass(frozen=True, slots=True)
class Pool:
    """All candidates of an article side by side; ``name[i]`` is the name of row ``i``.

    ``bounds[n]:bounds[n + 1]`` are the rows of name ``n``; ``starts`` and ``sizes`` the first row
    and the number of rows of each name that has any.
    """

    candidates: tuple[NameCandidates, ...]
    bounds: NDArray[np.int64]
    name: NDArray[np.int64]
    static: NDArray[np.float64]
    codes: NDArray[np.int64]
    groups: NDArray[np.int64]
    points: NDArray[np.float64]
    starts: NDArray[np.int64]
    sizes: NDArray[np.int64]


def pool(candidates: Sequence[NameCandidates]) -> Pool:
    """The candidates of all names of an article as one table."""
    sizes = np.array([len(found.readings) for found in candidates], dtype=np.int64)
    bounds = np.zeros(len(sizes) + 1, dtype=np.int64)
    np.cumsum(sizes, out=bounds[1:])
    filled = sizes > 0
    return Pool(
        candidates=tuple(candidates),
        bounds=bounds,
        name=np.repeat(np.arange(len(sizes)), sizes),
        static=np.concatenate([found.static for found in candidates]),
        codes=np.concatenate([found.codes for found in candidates]),
        groups=np.concatenate([found.groups for found in candidates]),
        points=np.concatenate([found.points for found in candidates]),
        starts=bounds[:-1][filled],
        sizes=sizes[filled],
    )


def softmax(scores: NDArray[np.float64], rows: Pool) -> NDArray[np.float64]:
    """Probabilities that sum to 1 over the candidates of each name."""
    if not len(scores):
        return scores
    top = np.repeat(np.maximum.reduceat(scores, rows.starts), rows.sizes)
    return _shares(np.exp(scores - top), rows)


def _shares(values: NDArray[np.float64], rows: Pool) -> NDArray[np.float64]:
    totals = np.add.reduceat(values, rows.starts)
    shares: NDArray[np.float64] = values / np.repeat(totals, rows.sizes)
    return shares


def feature_matrix(
    article: Article,
    layout: Layout,
    rows: Pool,
    prior: NDArray[np.float64],
    holder_codes: Callable[[str], frozenset[int]],
    outlet: Outlet | None,
) -> NDArray[np.float64]:
    """The features of every candidate, in the order of `FEATURES`.

    ``prior`` holds the probability of each candidate before the article is looked at; a name
    counts for the others by the root of how often it is mentioned, spread over its candidates.
    ``outlet`` is what is known of the article's publisher.
    """
    matrix = np.zeros((len(rows.name), len(FEATURES)))
    matrix[:, : len(STATIC_FEATURES)] = rows.static
    if not len(rows.name):
        return matrix
    weights = _name_weights(article, layout)
    _holders(matrix, rows, layout, holder_codes)
    unmet = np.array(layout.unmet)[rows.name]
    _put(matrix, "holder_unmet", unmet & _local(rows) & (matrix[:, _CUE] == 0))
    waters = (rows.groups == _WATER) | (rows.groups == _LANDFORM)
    _put(matrix, "water_after_article", waters * np.array(layout.articled)[rows.name])
    for name, groups in enumerate(layout.roles):
        for group in groups:
            here = slice(rows.bounds[name], rows.bounds[name + 1])
            matrix[here, _ROLE] += rows.groups[here] == GROUPS.index(group)
    alive = _not_ruled_out(matrix, rows)
    prior = _shares(prior * alive, rows)
    kin = np.array([layout.form_of.index(form) for form in layout.form_of])[rows.name]
    other = _others(rows, layout, kin)
    country = rows.codes[:, 1]
    same_country = (country[:, None] == country) & (country != 0)
    _company(matrix, rows, prior * weights[rows.name], kin, other, same_country, alive)
    _first_place(matrix, rows, prior, same_country)
    _parents(matrix, rows, prior, other, same_country, _distances(article, layout))
    # A town of Perm Krai tells no more of the krai than of Perm, its seat.
    matrix[:, _CHILD] *= matrix[:, _LIKE_SEAT] == 0
    _lists(matrix, rows, layout, prior)
    if outlet is not None:
        _published_by(matrix, rows, outlet)
    return matrix


def _others(rows: Pool, layout: Layout, kin: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which candidates can be company for each other: those of names of another form.

    Who writes "Guatemala City" does not mean the same city by "Guatemala".
    """
    other: NDArray[np.bool_] = kin[:, None] != kin
    for name, form in enumerate(layout.form_of):
        if form.endswith(_CITY) and form.removesuffix(_CITY) in layout.form_of:
            city = rows.name == name
            short = kin == layout.form_of.index(form.removesuffix(_CITY))
            same = city[:, None] & short & (rows.codes[:, 0][:, None] == rows.codes[:, 0])
            other &= ~(same | same.T)
    return other


def _put(
    matrix: NDArray[np.float64], feature: str, values: NDArray[np.float64] | NDArray[np.bool_]
) -> None:
    matrix[:, _COLUMN[feature]] = values


def _name_weights(article: Article, layout: Layout) -> NDArray[np.float64]:
    """The root of how often a name is mentioned; names of a site's leftovers count less."""
    weights = [
        sum(_LEFTOVER_WEIGHT if article.mentions[i].part == "leftover" else 1.0 for i in mentions)
        for mentions in layout.mentions_of
    ]
    roots: NDArray[np.float64] = np.sqrt(np.array(weights))
    return roots


def _company(
    matrix: NDArray[np.float64],
    rows: Pool,
    weight: NDArray[np.float64],
    kin: NDArray[np.int64],
    other: NDArray[np.bool_],
    same_country: NDArray[np.bool_],
    alive: NDArray[np.bool_],
) -> None:
    """Features of the company that a candidate is in: same country, same unit, how near.

    Names of the same form (the same ``kin``; ``other`` are those of another) are no company for
    each other.
    """
    admin1 = rows.codes[:, 2]
    local = _local(rows)
    both = local[:, None] & local & other
    cosines = rows.points @ rows.points.T
    relations = np.empty((5, *other.shape), dtype=np.bool_)
    relations[0] = other
    np.logical_and(same_country, other, out=relations[1])
    np.logical_and((admin1[:, None] == admin1) & (admin1 != 0), other, out=relations[2])
    np.logical_and(both, cosines >= _NEAR_150, out=relations[3])
    np.logical_and(both, cosines >= _NEAR_500, out=relations[4])
    mass = relations @ weight
    total = np.maximum(mass[0], 1e-9)
    _put(matrix, "country_mass", mass[1] / total)
    _put(matrix, "admin1_mass", mass[2] / total)
    _put(matrix, "mass_150km", np.log1p(mass[3]))
    _put(matrix, "mass_500km", np.log1p(mass[4]))
    name_weight = np.add.reduceat(weight, rows.starts)
    others = name_weight * (kin[:, None] != kin[rows.starts])
    others /= np.maximum(others.sum(axis=1, keepdims=True), 1e-9)
    for feature, relation in (
        ("any_same_country", relations[1]),
        ("any_within_80km", both & (cosines >= _NEAR_80)),
    ):
        any_of = np.logical_or.reduceat(relation & alive, rows.starts, axis=1)
        _put(matrix, feature, (any_of * others).sum(axis=1))


def _local(rows: Pool) -> NDArray[np.bool_]:
    """Which candidates are towns or districts, whose point tells where they are."""
    towns = rows.static[:, _COLUMN["kind_town"]] + rows.static[:, _COLUMN["kind_admin2"]]
    local: NDArray[np.bool_] = towns > 0
    return local


def _first_place(
    matrix: NDArray[np.float64],
    rows: Pool,
    prior: NDArray[np.float64],
    same_country: NDArray[np.bool_],
) -> None:
    """Whether the first name that has candidates lies in the candidate's country, in all odds."""
    first = int(rows.sizes[0])
    matrix[first:, _COLUMN["first_place_country"]] = same_country[first:, :first] @ prior[:first]


def _distances(article: Article, layout: Layout) -> NDArray[np.float64]:
    """Characters between the nearest mentions of each two names."""
    order = [mention for mentions in layout.mentions_of for mention in mentions]
    starts = np.array([article.mentions[mention].start for mention in order])
    firsts = np.concatenate([[0], np.cumsum([len(m) for m in layout.mentions_of])[:-1]])
    apart = np.abs(starts[:, None] - starts[None, :]).astype(np.float64)
    nearest = np.minimum.reduceat(np.minimum.reduceat(apart, firsts, axis=0), firsts, axis=1)
    return np.asarray(nearest, dtype=np.float64)


def _parents(
    matrix: NDArray[np.float64],
    rows: Pool,
    prior: NDArray[np.float64],
    other: NDArray[np.bool_],
    same_country: NDArray[np.bool_],
    distances: NDArray[np.float64],
) -> None:
    """Whether the country and units that hold a candidate are named, and how near.

    Also whether places are named that a country or unit holds.
    """
    place = rows.codes[:, 0]
    is_country = rows.static[:, _COLUMN["kind_country"]] > 0
    named = same_country & is_country & other & ~is_country[:, None]
    _put(matrix, "parent_country_named", (named * prior).max(axis=1))
    children = matrix[:, _CHILD]
    np.maximum(children, (named * prior[:, None]).max(axis=0), out=children)
    for level, feature in ((2, "parent_admin1_named"), (3, "parent_admin2_named")):
        holder = rows.codes[:, level]
        below = (holder != 0) & (holder != place)
        held = (holder[:, None] == place) & other & below[:, None]
        odds = held * prior
        _put(matrix, feature, odds.max(axis=1))
        np.maximum(children, (held * prior[:, None]).max(axis=0), out=children)
        if level == 2 and odds.any():  # noqa: PLR2004
            near = 1 / (1 + distances[rows.name][:, rows.name] / 100)
            _put(matrix, "parent_admin1_near", (odds * near).max(axis=1))


def _holders(
    matrix: NDArray[np.float64],
    rows: Pool,
    layout: Layout,
    holder_codes: Callable[[str], frozenset[int]],
) -> None:
    """Whether a candidate lies in a place that the text writes beside it, or is that place.

    Of "Spokane, Washington" the Spokane in a place called Washington, and the Washington, no town,
    in which there is a Spokane.
    """
    place, above = rows.codes[:, :1], rows.codes[:, 1:].copy()
    above[above == place] = 0
    is_country = rows.static[:, _COLUMN["kind_country"]] > 0
    own = np.where(is_country, rows.codes[:, 1], rows.codes[:, 0])
    for name, (holders, outer) in enumerate(zip(layout.holders, layout.outer, strict=True)):
        codes: set[int] = set()
        for form in (*(layout.names[holder].form for holder in holders), *outer):
            codes |= holder_codes(form)
        if not codes:
            continue
        here = slice(rows.bounds[name], rows.bounds[name + 1])
        held = (above[here, :, None] == np.array(sorted(codes))).any(axis=(1, 2))
        matrix[here, _CUE] = held & ~is_country[here]
        for holder in holders:
            there = slice(rows.bounds[holder], rows.bounds[holder + 1])
            holds = (own[there, None, None] == above[here]).any(axis=(1, 2))
            if layout.names[name].kind_word in _PARTS_OF_TOWNS:
                # "Donetsk's Kirovskyi district" is as much in the city as in the raion called so.
                holds &= matrix[there, _LIKE_SEAT] == 0
            matrix[there, _COLUMN["holds_by_cue"]] = holds


def _not_ruled_out(matrix: NDArray[np.float64], rows: Pool) -> NDArray[np.bool_]:
    """Which candidates may count for other names: of "London, Ontario" only the one in Ontario."""
    inside = matrix[:, _CUE] > 0
    said = np.bincount(rows.name, weights=inside, minlength=len(rows.bounds) - 1) > 0
    alive: NDArray[np.bool_] = inside | ~said[rows.name]
    return alive


def _lists(
    matrix: NDArray[np.float64], rows: Pool, layout: Layout, prior: NDArray[np.float64]
) -> None:
    """How likely the neighbours in a list are of the candidate's kind.

    ``list_kind_said``: the same, reckoned from the neighbours that have a kind word alone.
    """
    for members in layout.lists:
        shares = {name: _kind_shares(rows, prior, name) for name in sorted(members)}
        said = {name for name in members if groups_of(layout.names[name].kind_word)}
        for name in sorted(members):
            for feature, speakers in (("list_same_kind", members), ("list_kind_said", said)):
                if feature == "list_kind_said" and name in said:
                    continue
                others = [shares[other] for other in sorted(speakers - {name})]
                known = [share for share in others if share is not None]
                if known:
                    expected = np.mean(np.array(known), axis=0)
                    here = slice(rows.bounds[name], rows.bounds[name + 1])
                    column = matrix[here, _COLUMN[feature]]
                    np.maximum(column, expected[rows.groups[here]], out=column)


def _published_by(matrix: NDArray[np.float64], rows: Pool, outlet: Outlet) -> None:
    """How a candidate lies to the publisher's home and to the places that it writes of.

    One article less than counted is reckoned with everywhere: the counts may hold this very
    article, which must not vote for itself.
    """
    others = max(outlet.articles - 1, 0) + _FEW_ARTICLES
    readings = [reading.place for found in rows.candidates for reading in found.readings]
    for feature, counts, keys in (
        ("outlet_country_share", outlet.countries, [place.country for place in readings]),
        ("outlet_admin1_share", outlet.admin1, [place.admin1_id for place in readings]),
    ):
        shares = [max(counts.get(key or "", 0) - 1, 0) / others for key in keys]
        _put(matrix, feature, np.array(shares))
    seen = [math.log1p(max(outlet.places.get(place.id, 0) - 1, 0)) for place in readings]
    _put(matrix, "outlet_seen", np.array(seen))
    if outlet.home is not None:
        cosines = np.clip(rows.points @ np.array(unit_vector(*outlet.home)), -1, 1)
        near = np.exp(-np.arccos(cosines) * _EARTH_KM / _HOME_KM)
        _put(matrix, "outlet_home_near", near * _local(rows))


def _kind_shares(rows: Pool, prior: NDArray[np.float64], name: int) -> NDArray[np.float64] | None:
    here = slice(rows.bounds[name], rows.bounds[name + 1])
    if here.start == here.stop:
        return None
    shares = np.bincount(rows.groups[here], weights=prior[here], minlength=len(GROUPS))
    return shares.astype(np.float64)
