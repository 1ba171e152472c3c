"""What is decided for each name of an article, from the points of its candidates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from geomap.gazetteer.folding import fold
from geomap.model import Candidate
from geomap.resolution.evidence import MOST, reasons, said
from geomap.resolution.features import FEATURES, Pool, cosine, softmax
from geomap.resolution.ranker import Best

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from geomap.model import Evidence, Place
    from geomap.resolution.layout import Layout, Name
    from geomap.resolution.ranker import Weights

KEPT = 5
"""Candidates that a mention keeps at most, the chosen one among them."""

_ALWAYS_KEPT = 2
_WORTH_KEEPING = 0.001
_NEAR = cosine(161.0)
_CUE = FEATURES.index("contained_by_cue")
_DIRECTIONS = frozenset({"north", "south", "east", "west"})


@dataclass(frozen=True, slots=True)
class Reckoning:
    """An article worked out as far as numbers go: what training and resolving share."""

    layout: Layout
    rows: Pool
    features: NDArray[np.float64]
    prior: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided for one name; all its mentions get it."""

    place: Place | None
    score: float | None
    reason: str | None
    candidates: tuple[Candidate, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Ranking:
    """The candidates of an article's names in order.

    ``order[bounds[n]:bounds[n + 1]]`` are the rows of name ``n``, best first. ``named`` are the
    names that have candidates; ``first`` the rows of their best ones, ``best`` what is known of
    them, ``score`` the probability that they are right.
    """

    order: NDArray[np.int64]
    odds: NDArray[np.float64]
    named: NDArray[np.int64]
    first: NDArray[np.int64]
    best: Best
    score: NDArray[np.float64]


def rank(reckoning: Reckoning, weights: Weights) -> Ranking:
    """The candidates of each name in the order of their points, and how sure the best one is."""
    rows = reckoning.rows
    points = reckoning.features @ weights.rank_vector
    odds = softmax(points, rows)
    # Rounded, and stable, so that equal candidates keep the gazetteer's order everywhere.
    order = np.lexsort((-np.round(points, 9), rows.name))
    first = order[rows.starts]
    cosines = (rows.points * np.repeat(rows.points[first], rows.sizes, axis=0)).sum(axis=1)
    near = np.add.reduceat(odds * (cosines >= _NEAR), rows.starts) if len(first) else odds
    share = odds[first]
    best = Best(
        features=reckoning.features[first],
        share=share,
        near=np.maximum(near, share),
        prior=reckoning.prior[first],
        candidates=_possible(reckoning.features[:, _CUE] > 0, rows, first),
    )
    named = rows.name[rows.starts]
    return Ranking(order, odds, named, first, best, weights.acceptance(best))


def _possible(inside: NDArray[np.bool_], rows: Pool, first: NDArray[np.int64]) -> NDArray[np.int64]:
    """How many candidates of each name are left: of "Kingston, Jamaica" those in Jamaica."""
    if not len(first):
        return rows.sizes
    left = np.add.reduceat(inside.astype(np.int64), rows.starts)
    possible: NDArray[np.int64] = np.where(inside[first], left, rows.sizes)
    return possible


def decide(reckoning: Reckoning, weights: Weights) -> list[Decision]:
    """The decision for each name of the article, in their order."""
    rows, names = reckoning.rows, reckoning.layout.names
    ranking = rank(reckoning, weights)
    decisions = [Decision(None, None, found.reason) for found in rows.candidates]
    order, odds = ranking.order.tolist(), ranking.odds.tolist()
    bounds = rows.bounds.tolist()
    kept: list[int] = []
    rivals: list[int] = []
    sizes: list[int] = []
    for name in ranking.named.tolist():
        first, best, last = bounds[name], order[bounds[name]], bounds[name + 1]
        short = [
            row
            for place, row in enumerate(order[first : min(first + KEPT, last)])
            if place < _ALWAYS_KEPT or odds[row] >= _WORTH_KEEPING
        ]
        kept += short
        rivals += [order[first + 1] if last > first + 1 else -1, *[best] * (len(short) - 1)]
        sizes.append(len(short))
    told = _told(reckoning, weights, kept, rivals, sizes)
    shares, scores = ranking.best.share.tolist(), ranking.score.tolist()
    cues = ranking.best.features[:, _CUE].tolist()
    at = 0
    for index, name in enumerate(ranking.named.tolist()):
        share, score = shares[index], scores[index]
        rest = min(1.0, (1 - score) / (1 - share)) if share < 1 else 0.0
        found = rows.candidates[name]
        candidates: list[Candidate] = []
        for row in kept[at : at + sizes[index]]:
            reading = found.readings[row - bounds[name]]
            own = odds[row] * rest if candidates else score
            candidates.append(Candidate(reading.place, round(own, 4), reading.spelling, next(told)))
        at += sizes[index]
        short_list = tuple(candidates)
        reason = _reason(names[name], short_list[0].place, score, weights, said=cues[index] > 0)
        place = short_list[0].place if reason is None else None
        decisions[name] = Decision(
            place, round(score, 4), reason, short_list, short_list[0].evidence
        )
    return decisions


def _told(
    reckoning: Reckoning, weights: Weights, kept: list[int], rivals: list[int], sizes: list[int]
) -> Iterator[tuple[Evidence, ...]]:
    """The evidence of each kept row: the winner's against the runner-up, the others' against it."""
    rows, features = reckoning.rows, reckoning.features
    values = features[kept]
    shares = values * weights.rank_vector
    rival = np.array(rivals, dtype=np.int64)
    lead = shares - features[rival] * weights.rank_vector * (rival >= 0)[:, None]
    most = np.full(len(kept), MOST // 2)
    most[np.cumsum([0, *sizes[:-1]])] = MOST
    owners = rows.name[kept].tolist()
    for index, reason in enumerate(reasons(shares, lead, most)):
        name = owners[index]
        yield said(
            rows.candidates[name],
            kept[index] - int(rows.bounds[name]),
            reason,
            values[index],
            reckoning.layout.names[name],
        )


def _reason(name: Name, place: Place, score: float, weights: Weights, *, said: bool) -> str | None:
    """Why a name gets no place, None where it gets one."""
    if not said and _is_direction(name):
        return "a direction or a part of the world, no single place"
    if score < weights.threshold:
        return f"too unsure: {place.name} would be the best guess, with a score of {score:.2f}"
    return None


def _is_direction(name: Name) -> bool:
    """Whether a name is a compass word alone: towns and regions of that name are rarely meant."""
    return name.kind_word is None and fold(name.form) in _DIRECTIONS
