"""What is decided for each name, from the points of its candidates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from geomap.model import make_candidate, maker
from geomap.resolution.evidence import MOST, said, tellings
from geomap.resolution.features import FEATURES
from geomap.resolution.pool import points_of, softmax
from geomap.resolution.ranker import Best
from geomap.sphere import cosine

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from geomap.model import Candidate, Evidence, Place
    from geomap.resolution.evidence import Telling
    from geomap.resolution.names import Layout, Name
    from geomap.resolution.pool import Pool
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
    """Articles worked out as far as numbers go: what training and resolving share."""

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


make_decision = maker(Decision)


@dataclass(frozen=True, slots=True)
class Ranking:
    """The candidates of an article's names in order.

    ``order[bounds[n]:bounds[n + 1]]`` are the rows of name ``n``, best first. Of the names that
    have candidates, ``first`` are the rows of their best ones, ``best`` what is known of them,
    ``score`` the probability that they are right.
    """

    order: NDArray[np.int64]
    odds: NDArray[np.float64]
    first: NDArray[np.int64]
    best: Best
    score: NDArray[np.float64]


def rank(reckoning: Reckoning, weights: Weights) -> Ranking:
    """The candidates of each name in the order of their points, and how sure the best one is."""
    rows = reckoning.rows
    points = points_of(reckoning.features, weights.rank_vector)
    odds = softmax(points, rows)
    # Rounded, and stable, so that equal candidates keep the gazetteer's order everywhere.
    order = np.lexsort((-np.round(points, 9), rows.name))
    first = order[rows.starts]
    cosines = np.add.reduce(rows.points * np.repeat(rows.points[first], rows.sizes, axis=0), axis=1)
    near = np.add.reduceat(odds * (cosines >= _NEAR), rows.starts) if len(first) else odds
    share = odds[first]
    best = Best(
        features=reckoning.features[first],
        share=share,
        near=np.maximum(near, share),
        prior=reckoning.prior[first],
        candidates=_possible(reckoning.features[:, _CUE] > 0, rows, first),
    )
    return Ranking(order, odds, first, best, weights.acceptance(best))


def _possible(inside: NDArray[np.bool_], rows: Pool, first: NDArray[np.int64]) -> NDArray[np.int64]:
    """How many candidates of each name are left: of "Kingston, Jamaica" those in Jamaica."""
    if not len(first):
        return rows.sizes
    left = np.add.reduceat(inside.astype(np.int64), rows.starts)
    possible: NDArray[np.int64] = np.where(inside[first], left, rows.sizes)
    return possible


def decide(reckoning: Reckoning, weights: Weights) -> list[Decision]:
    """The decision for each name, in their order."""
    rows, names = reckoning.rows, reckoning.layout.names
    ranking = rank(reckoning, weights)
    kept, sizes = _kept(ranking, rows)
    told = _told(reckoning, weights, kept, sizes)
    first_rows = rows.bounds.tolist()
    odds = ranking.odds[kept].tolist()
    scores, shares = ranking.score.tolist(), ranking.best.share.tolist()
    cues = ranking.best.features[:, _CUE].tolist()
    decisions = [make_decision(None, None, found.reason, (), ()) for found in rows.candidates]
    at = 0
    of_rows = kept.tolist()
    for name, size, score, share, cue in zip(
        rows.named.tolist(), sizes.tolist(), scores, shares, cues, strict=True
    ):
        # The others share what is left; where all of them are unsure, none of them is surer.
        rest = min((1 - score) / (1 - share), score / share) if share < 1 else 0.0
        found, first = rows.candidates[name], first_rows[name]
        candidates: list[Candidate] = []
        for index in range(at, at + size):
            row = of_rows[index] - first
            reading = found.readings[row]
            evidence = said(found, row, told[index], names[name])
            own = odds[index] * rest if candidates else score
            candidates.append(
                make_candidate(reading.place, round(own, 4), reading.spelling, evidence)
            )
        at += size
        best = candidates[0]
        reason = _reason(names[name], best.place, score, weights, said=cue > 0)
        place = best.place if reason is None else None
        decisions[name] = make_decision(
            place, round(score, 4), reason, tuple(candidates), best.evidence
        )
    return decisions


def _kept(ranking: Ranking, rows: Pool) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The rows that names keep as candidates, name by name and best first, and how many each."""
    place = np.arange(len(ranking.order)) - np.repeat(rows.starts, rows.sizes)
    worth = ranking.odds[ranking.order] >= _WORTH_KEEPING
    keeps = (place < _ALWAYS_KEPT) | (worth & (place < KEPT))
    return ranking.order[keeps], np.add.reduceat(keeps.astype(np.int64), rows.starts)


def _told(
    reckoning: Reckoning,
    weights: Weights,
    kept: NDArray[np.int64],
    sizes: NDArray[np.int64],
) -> list[list[Telling]]:
    """What is told of each kept row: the winner's case against the second, the others' against it.

    The only candidate of a name has no rival.
    """
    rows = reckoning.rows
    values = reckoning.features[kept]
    shares = values * weights.rank_vector
    winners = np.cumsum(sizes) - sizes
    rival = np.repeat(winners, sizes)
    rival[winners] += 1
    alone = rows.sizes == 1
    rival[winners[alone]] -= 1
    against = shares[rival]
    against[winners[alone]] = 0.0
    most = np.full(len(kept), MOST // 2)
    most[winners] = MOST
    return tellings(values, shares, shares - against, most)


def _reason(name: Name, place: Place, score: float, weights: Weights, *, said: bool) -> str | None:
    """Why a name gets no place, None where it gets one."""
    if not said and _is_direction(name):
        return "a direction or a part of the world, no single place"
    if score < weights.threshold:
        return f"too unsure: {place.name} would be the best guess, with a score of {score:.2f}"
    return None


def _is_direction(name: Name) -> bool:
    """Whether a name is a compass word alone: towns and regions of that name are rarely meant."""
    return name.kind_word is None and name.key in _DIRECTIONS
