"""The features of an article's candidates: one row a candidate, one column a feature."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from geomap.resolution.columns import GROUPS, STATIC_FEATURES, unit_code
from geomap.resolution.company import COMPANY_FEATURES, company
from geomap.resolution.kinds import groups_of, kind_word_inside
from geomap.resolution.names import ELSEWHERE
from geomap.resolution.pool import shares
from geomap.sphere import EARTH_KM, cosine, unit_vector

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from geomap.resolution.names import Layout, Name
    from geomap.resolution.pool import Pool
    from geomap.resolution.profile import Outlet

CONTEXT_FEATURES = (
    *COMPANY_FEATURES,
    "contained_by_cue",
    "holds_by_cue",
    "holder_unmet",
    "told_from_namesake",
    "near_by_cue",
    "capital_by_cue",
    "water_after_article",
    "role_agrees",
    "role_contradicts",
    "list_same_kind",
    "list_kind_said",
    "list_of_districts",
    "dialled",
    "outlet_country_share",
    "outlet_admin1_share",
    "outlet_home_near",
    "outlet_seen",
)
"""Features of a candidate that depend on its article, in column order."""

FEATURES = STATIC_FEATURES + CONTEXT_FEATURES
"""All features, in column order. docs/resolution.md says what each means."""

_COLUMN = {name: index for index, name in enumerate(FEATURES)}
_CUE, _HOLDS = _COLUMN["contained_by_cue"], _COLUMN["holds_by_cue"]
_TOLD = _COLUMN["told_from_namesake"]
_ROLE, _OTHER_ROLE = _COLUMN["role_agrees"], _COLUMN["role_contradicts"]
_CHILD, _ANY_CHILD = _COLUMN["child_named"], _COLUMN["any_child_named"]
_LIKE_TOWN, _LIKE_CITY = _COLUMN["unit_called_like_town"], _COLUMN["region_called_like_city"]
_COMPANY = slice(_COLUMN[COMPANY_FEATURES[0]], _COLUMN[COMPANY_FEATURES[-1]] + 1)
_NEAR = _COLUMN["near_by_cue"]
_LACKS_WORD = _COLUMN["name_lacks_kind_word"]
_CAPITAL = _COLUMN["capital_by_cue"]
_DIALLED = _COLUMN["dialled"]
_LIST_SAME, _LIST_SAID = _COLUMN["list_same_kind"], _COLUMN["list_kind_said"]
_LIST_COUNTIES, _STEP = _COLUMN["list_of_districts"], _COLUMN["key_step"]
_ADMIN1_MASS = _COLUMN["admin1_mass"]
_REGION, _DISPLAY = _COLUMN["kind_admin1"], _COLUMN["name_is_display"]
_HALF = 0.5
_HARDLY = 0.25
"""How far a region's seat is what is called a capital, without a word of the region."""
_MANY_NAMES = 3
_MANY = 3.0
"""Times the share of an article's places in a unit: a third of them shows that it is written of."""
_TOWN, _DISTRICT = GROUPS.index("town"), GROUPS.index("district")
_PARTS_OF_TOWNS = frozenset(
    {"borough", "district", "neighborhood", "neighbourhood", "quarter", "suburb", "ward"}
)
_WITH_OFFICES = np.array([group in {"country", "region", "town"} for group in GROUPS])
_WATER, _LANDFORM = GROUPS.index("water"), GROUPS.index("landform")
_HOME_KM = 150.0
_AROUND_CITY = cosine(30.0)
_FEW_ARTICLES = 1


def feature_matrix(
    layout: Layout,
    rows: Pool,
    prior: NDArray[np.float64],
    holding: Sequence[frozenset[str]],
    outlets: Sequence[Outlet | None],
    dialled: Sequence[Mapping[int, float]],
) -> NDArray[np.float64]:
    """The features of every candidate, in the order of `FEATURES`.

    ``prior`` holds the probability of each candidate before the article is looked at; a name
    counts for the others of its article by the root of how often it is mentioned, spread over its
    candidates. ``holding`` are the units that the text may mean by what it writes as holding each
    name. ``outlets`` says what is known of each article's publisher, ``dialled`` of which
    countries and units (`unit_code`) the telephone numbers in it are, as shares of all.
    """
    matrix = np.zeros((len(rows.name), len(FEATURES)))
    matrix[:, : len(STATIC_FEATURES)] = rows.static
    if not len(rows.name):
        return matrix
    local = _local(rows)
    _holders(matrix, rows, layout, holding)
    _told_apart(matrix, rows, layout)
    unmet = np.array(layout.unmet)[rows.name]
    _put(matrix, "holder_unmet", unmet & local & (matrix[:, _CUE] == 0))
    waters = (rows.groups == _WATER) | (rows.groups == _LANDFORM)
    _put(matrix, "water_after_article", waters * np.array(layout.articled)[rows.name])
    _roles(matrix, rows, layout)
    alive = _not_ruled_out(matrix, rows)
    prior = shares(prior * alive, rows)
    matrix[:, _COMPANY] = company(rows, layout, prior, alive, local)
    # A town of Perm Krai tells no more of the krai than of Perm, its seat.
    matrix[:, [_CHILD, _ANY_CHILD]] *= matrix[:, [_LIKE_TOWN]] == 0
    _beyond_the_city(matrix, rows, layout, prior)
    _near(matrix, rows, layout, prior)
    _capitals(matrix, rows, layout)
    _lists(matrix, rows, layout, prior)
    # "Vorarlberg, Tyrol and Salzburg" are regions, and so is what "Utica, New York" ends in.
    matrix[:, _LIKE_CITY] *= (1 - matrix[:, _LIST_SAME]) * (1 - matrix[:, _HOLDS])
    first = 0
    for outlet, areas, count in zip(outlets, dialled, layout.articles, strict=True):
        names = slice(first, first + count)
        here = slice(rows.bounds[names.start], rows.bounds[names.stop])
        if outlet is not None and count:
            _published_by(matrix, rows, names, outlet)
        for area, share in areas.items():
            in_area = (rows.codes[here, 1:3] == area).any(axis=1)
            matrix[here, _DIALLED] += share * in_area
        first += count
    return matrix


def _put(
    matrix: NDArray[np.float64], feature: str, values: NDArray[np.float64] | NDArray[np.bool_]
) -> None:
    matrix[:, _COLUMN[feature]] = values


def _local(rows: Pool) -> NDArray[np.bool_]:
    """Which candidates are towns or districts, whose point tells where they are."""
    towns = rows.static[:, _COLUMN["kind_town"]] + rows.static[:, _COLUMN["kind_admin2"]]
    local: NDArray[np.bool_] = towns > 0
    return local


def _holders(
    matrix: NDArray[np.float64],
    rows: Pool,
    layout: Layout,
    holding: Sequence[frozenset[str]],
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
        if not (holders or outer):
            continue
        codes = [unit_code(unit) for unit in sorted(holding[name])]
        here = slice(rows.bounds[name], rows.bounds[name + 1])
        held = (above[here, :, None] == np.array(codes)).any(axis=(1, 2))
        matrix[here, _CUE] = held & ~is_country[here]
        for holder in holders:
            there = slice(rows.bounds[holder], rows.bounds[holder + 1])
            holds = (own[there, None, None] == above[here]).any(axis=(1, 2))
            if layout.names[name].kind_word in _PARTS_OF_TOWNS:
                # "Donetsk's Kirovskyi district" is as much in the city as in the raion called so.
                holds &= matrix[there, _LIKE_TOWN] == 0
            matrix[there, _HOLDS] = holds


def _roles(matrix: NDArray[np.float64], rows: Pool, layout: Layout) -> None:
    """Whether a candidate is of the kind that offices beside its name go with, or of another."""
    for name, groups in enumerate(layout.roles):
        if groups:
            here = slice(rows.bounds[name], rows.bounds[name + 1])
            said = np.array([group in groups for group in GROUPS])
            agree = said[rows.groups[here]]
            matrix[here, _ROLE] = agree
            if agree.any():
                matrix[here, _OTHER_ROLE] = ~agree & _WITH_OFFICES[rows.groups[here]]


def _told_apart(matrix: NDArray[np.float64], rows: Pool, layout: Layout) -> None:
    """Whether a candidate of a bare name is what the text, beside that name, locates as another."""
    for name, kin in enumerate(layout.kin):
        if layout.names[name].holder != ELSEWHERE:
            continue
        here = slice(rows.bounds[name], rows.bounds[name + 1])
        for other, its_kin in enumerate(layout.kin):
            if its_kin == kin and other != name:
                there = slice(rows.bounds[other], rows.bounds[other + 1])
                placed = rows.codes[there, 0][matrix[there, _CUE] > 0]
                matrix[here, _TOLD] += np.isin(rows.codes[here, 0], placed)


def _not_ruled_out(matrix: NDArray[np.float64], rows: Pool) -> NDArray[np.bool_]:
    """Which candidates may count for other names: of "London, Ontario" only the one in Ontario.

    Of "Washington's governor" only the state.
    """
    inside = matrix[:, _CUE] > 0
    alive = (inside | ~_of_names(inside, rows)) & (matrix[:, _OTHER_ROLE] == 0)
    untold = alive & (matrix[:, _TOLD] == 0)
    left: NDArray[np.bool_] = np.where(_of_names(untold, rows), untold, alive)
    return left


def _of_names(chosen: NDArray[np.bool_], rows: Pool) -> NDArray[np.bool_]:
    """Whether any candidate of a row's name is chosen."""
    counts = np.bincount(rows.name, weights=chosen, minlength=len(rows.bounds) - 1)
    some: NDArray[np.bool_] = counts[rows.name] > 0
    return some


def _beyond_the_city(
    matrix: NDArray[np.float64], rows: Pool, layout: Layout, prior: NDArray[np.float64]
) -> None:
    """Count what lies in a region that is called like a city only if it is not of that city.

    The Bronx tells no more of the state of New York than of the city; Rochester does.
    """
    place, admin1, kin = rows.codes[:, 0], rows.codes[:, 2], np.array(layout.kin)
    lasts = np.cumsum(layout.articles)
    for row in np.flatnonzero((matrix[:, _LIKE_CITY] > 0) & (matrix[:, _CHILD] > 0)).tolist():
        name = int(rows.name[row])
        own = slice(rows.bounds[name], rows.bounds[name + 1])
        towns = (rows.groups[own] == _TOWN) & (admin1[own] == place[row])
        city = rows.points[own][towns][0]
        article = int(np.searchsorted(lasts, name, side="right"))
        first = lasts[article] - layout.articles[article]
        here = slice(rows.bounds[first], rows.bounds[lasts[article]])
        beyond = (
            (admin1[here] == place[row])
            & (place[here] != place[row])
            & (kin[rows.name[here]] != kin[name])
            & (rows.points[here] @ city < _AROUND_CITY)
        )
        # "Buffalo, New York", is a reason for that New York alone.
        placed = [other for other in range(first, lasts[article]) if _is_in(layout, other, name)]
        beyond &= ~np.isin(rows.name[here], placed)
        odds = prior[here] * beyond
        matrix[row, _CHILD] = np.max(odds)
        # Not all of the names beyond the city are likely to lie elsewhere.
        matrix[row, _LIKE_CITY] *= np.prod(1 - np.bincount(rows.name[here], odds))


def _is_in(layout: Layout, name: int, form: int) -> bool:
    """Whether the text puts a name into what has the same form as ``form`` but another sense."""
    return any(
        layout.kin[holder] == layout.kin[form] and holder != form for holder in layout.holders[name]
    )


def _near(
    matrix: NDArray[np.float64], rows: Pool, layout: Layout, prior: NDArray[np.float64]
) -> None:
    """How likely the place that the text says to lie near is one that lies near a candidate.

    Of "Dublin, north-west of Columbus" the one in Ohio, and the Columbus there; of a district half
    of that, as ways begin in towns.
    """
    local = _local(rows)
    own_share = np.where(rows.groups == _DISTRICT, _HALF, 1.0)
    for one, other, km in layout.near:
        here = slice(rows.bounds[one], rows.bounds[one + 1])
        there = slice(rows.bounds[other], rows.bounds[other + 1])
        is_near = rows.points[here] @ rows.points[there].T >= cosine(km)
        is_near &= local[here, None] & local[there]
        for own, odds in ((here, is_near @ prior[there]), (there, prior[here] @ is_near)):
            np.maximum(matrix[own, _NEAR], odds * own_share[own], out=matrix[own, _NEAR])


def _capitals(matrix: NDArray[np.float64], rows: Pool, layout: Layout) -> None:
    """Whether a candidate is a capital as the text says of its name, less where it hardly is."""
    for name, rank in layout.capitals:
        here = slice(rows.bounds[name], rows.bounds[name + 1])
        of_country = matrix[here, _COLUMN["capital"]]
        of_region = matrix[here, _COLUMN["seat_admin1"]]
        if rank == "region":
            said = of_region + _HALF * of_country
        else:
            said = of_country + _HARDLY * of_region * (rank == "any")
        np.maximum(matrix[here, _CAPITAL], said, out=matrix[here, _CAPITAL])


def _lists(
    matrix: NDArray[np.float64], rows: Pool, layout: Layout, prior: NDArray[np.float64]
) -> None:
    """How likely the neighbours in a list are of the candidate's kind.

    ``list_kind_said``: the same, reckoned from the neighbours alone that have a kind word beside
    them; "Paris and Henry County" are a town and a county.
    """
    if not layout.lists:
        return
    _counties(matrix, rows, layout)
    cells = rows.name * len(GROUPS) + rows.groups
    count = (len(rows.bounds) - 1) * len(GROUPS)
    kinds = np.bincount(cells, weights=prior, minlength=count).reshape(-1, len(GROUPS))
    named = frozenset(rows.named.tolist())
    for members in layout.lists:
        listed = sorted(members & named)
        said = [name for name in listed if _is_said_kind(layout.names[name])]
        for column, speakers in ((_LIST_SAME, listed), (_LIST_SAID, said)):
            if not speakers:
                continue
            together = np.add.reduce(kinds[speakers], axis=0)
            for name in listed:
                if name not in speakers:
                    expected = together / len(speakers)
                elif column == _LIST_SAME and len(speakers) > 1:
                    expected = (together - kinds[name]) / (len(speakers) - 1)
                else:
                    continue
                here = slice(rows.bounds[name], rows.bounds[name + 1])
                values = matrix[here, column]
                np.maximum(values, expected[rows.groups[here]], out=values)


def _is_said_kind(name: Name) -> bool:
    """Whether a kind word stands beside a name, not within it."""
    return bool(groups_of(name.kind_word)) and kind_word_inside(name.form) is None


def _counties(matrix: NDArray[np.float64], rows: Pool, layout: Layout) -> None:
    """How many of a list's names are districts of the candidate's region, if more than are towns.

    All of "Wayne, Oakland and Macomb" are counties of Michigan, and two of them towns. It counts
    as far as other names of the article are of that region. Where districts have no kind word in
    their names, towns have the same: "Beni and Oicha".
    """
    lacks_word = rows.static[:, _LACKS_WORD] > 0
    districts = np.flatnonzero((rows.groups == _DISTRICT) & (rows.codes[:, 2] != 0) & lacks_word)
    rows_of: dict[int, list[int]] = {}
    for row, name in zip(districts.tolist(), rows.name[districts].tolist(), strict=True):
        rows_of.setdefault(name, []).append(row)
    for members in layout.lists:
        if len(members & rows_of.keys()) < 2:  # noqa: PLR2004
            continue  # as most
        listed = [slice(rows.bounds[name], rows.bounds[name + 1]) for name in members]
        if len(listed) < _MANY_NAMES and any(_is_of_region(matrix[here]) for here in listed):
            continue  # "Philadelphia and Delaware"
        kinds: Counter[tuple[int, int]] = Counter()
        for here in listed:
            exact = matrix[here, _STEP] == 0
            units, groups = rows.codes[here, 2][exact].tolist(), rows.groups[here][exact].tolist()
            kinds.update(set(zip(units, groups, strict=True)))
        for row in [row for name in members for row in rows_of.get(name, ())]:
            unit = int(rows.codes[row, 2])
            count = kinds[unit, _DISTRICT]
            if count > max(kinds[unit, _TOWN], 1):
                is_meant = min(_MANY * matrix[row, _ADMIN1_MASS], 1.0)
                share = count / len(listed) * is_meant
                matrix[row, _LIST_COUNTIES] = max(matrix[row, _LIST_COUNTIES], share)


def _is_of_region(features: NDArray[np.float64]) -> bool:
    """Whether the name of some candidates is the full one of a region."""
    return bool((features[:, _REGION] * features[:, _DISPLAY]).any())


def _published_by(matrix: NDArray[np.float64], rows: Pool, names: slice, outlet: Outlet) -> None:
    """How a candidate lies to the publisher's home and to the places that it writes of.

    One article less than counted is reckoned with everywhere: the counts may hold this very
    article, which must not vote for itself.
    """
    others = max(outlet.articles - 1, 0) + _FEW_ARTICLES
    readings = [reading.place for found in rows.candidates[names] for reading in found.readings]
    here = slice(rows.bounds[names.start], rows.bounds[names.stop])
    for feature, counts, keys in (
        ("outlet_country_share", outlet.countries, [place.country for place in readings]),
        ("outlet_admin1_share", outlet.admin1, [place.admin1_id for place in readings]),
    ):
        matrix[here, _COLUMN[feature]] = [
            max(counts.get(key or "", 0) - 1, 0) / others for key in keys
        ]
    matrix[here, _COLUMN["outlet_seen"]] = [
        math.log1p(max(outlet.places.get(place.id, 0) - 1, 0)) for place in readings
    ]
    if outlet.home is not None:
        cosines = np.clip(rows.points[here] @ np.array(unit_vector(*outlet.home)), -1, 1)
        near = np.exp(-np.arccos(cosines) * EARTH_KM / _HOME_KM)
        matrix[here, _COLUMN["outlet_home_near"]] = near * _local(rows)[here]
