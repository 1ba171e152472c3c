"""Fitting the ranker: a conditional logit over candidates, a logistic regression over answers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

_STEPS = 60
_SMALL_STEP = 1e-7
_HARDLY = 1e-6
"""A feature that varies less than this tells nothing: a weight would make much of an error."""
_HALVINGS = 20


@dataclass(frozen=True, slots=True)
class Choices:
    """Many choices among candidates: rows ``bounds[i]:bounds[i + 1]`` belong to choice ``i``.

    ``right`` marks the rows that would be right (at least one a choice), ``weight`` says how much
    each choice counts.
    """

    features: NDArray[np.float64]
    bounds: NDArray[np.int64]
    right: NDArray[np.bool_]
    weight: NDArray[np.float64]


def fit_choices(
    choices: Choices,
    names: Sequence[str],
    *,
    signs: Mapping[str, int],
    beliefs: Mapping[str, tuple[float, float]] | None = None,
    penalty: float = 1.0,
) -> dict[str, float]:
    """Weights of the features under which the right candidates are the most likely ones.

    A conditional logit (McFadden 1974) with a ridge ``penalty`` on standardised features, fitted
    by Newton's method. Where several rows of a choice are right, their sum counts. ``beliefs``
    gives a feature a weight to be drawn to in place of 0, and how hard: for what is plain in the
    language but rare in the corpora. A feature whose weight comes out against its sign in ``signs``
    is left out and the rest is fitted again, so that each weight can be said as a reason.
    """
    scale = choices.features.std(axis=0)
    used = [index for index in range(len(names)) if scale[index] > _HARDLY]
    start = np.zeros(len(names))
    while True:
        scaled = choices.features[:, used] / scale[used]
        centre, pull = _drawn_to([names[index] for index in used], scale[used], beliefs, penalty)
        loss = partial(_choice_loss, table=scaled, choices=choices, centre=centre, pull=pull)
        start[used] = _newton(start[used], loss)
        right = [index for index in used if start[index] * signs.get(names[index], 0) >= 0]
        if right == used:
            break
        used = right
    return {names[index]: float(start[index] / scale[index]) for index in used}


def fit_logistic(
    features: NDArray[np.float64],
    labels: NDArray[np.float64],
    weight: NDArray[np.float64],
    names: Sequence[str],
    *,
    beliefs: Mapping[str, tuple[float, float]] | None = None,
    penalty: float = 1.0,
) -> dict[str, float]:
    """Weights of a logistic regression of ``labels`` (0 or 1) with a ridge penalty.

    The first feature must be the constant 1; it is not penalised. ``beliefs`` as in `fit_choices`.
    """
    scale = features.std(axis=0)
    scale[0] = 1.0
    used = np.flatnonzero(scale > _HARDLY).tolist()
    table = features[:, used] / scale[used]
    centre, ridge = _drawn_to([names[index] for index in used], scale[used], beliefs, penalty)
    ridge[0] = 0.0

    def loss(at: NDArray[np.float64]) -> _Loss:
        margin = table @ at
        share = 1 / (1 + np.exp(-margin))
        away = at - centre
        value = float(weight @ (np.logaddexp(0, margin) - labels * margin) + ridge @ away**2 / 2)
        gradient = table.T @ (weight * (share - labels)) + ridge * away
        curvature = (table * (weight * share * (1 - share))[:, None]).T @ table + np.diag(ridge)
        return value, gradient, curvature

    weights = _newton(np.zeros(len(used)), loss)
    return {
        names[index]: float(value / scale[index])
        for index, value in zip(used, weights, strict=True)
    }


def _drawn_to(
    names: Sequence[str],
    scale: NDArray[np.float64],
    beliefs: Mapping[str, tuple[float, float]] | None,
    penalty: float,
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """What the weights of standardised features are drawn to, and how hard."""
    centre, pull = np.zeros(len(names)), np.full(len(names), penalty)
    for column, name in enumerate(names):
        if beliefs and name in beliefs:
            weight, strength = beliefs[name]
            centre[column] = weight * scale[column]
            pull[column] = strength / scale[column] ** 2
    return centre, pull


_Loss = tuple[float, "NDArray[np.float64]", "NDArray[np.float64]"]


def _choice_loss(
    at: NDArray[np.float64],
    table: NDArray[np.float64],
    choices: Choices,
    centre: NDArray[np.float64],
    pull: NDArray[np.float64],
) -> _Loss:
    starts = choices.bounds[:-1]
    sizes = np.diff(choices.bounds)
    scores = table @ at
    scores = scores - np.repeat(np.maximum.reduceat(scores, starts), sizes)
    powers = np.exp(scores)
    totals = np.add.reduceat(powers, starts)
    right_powers = powers * choices.right
    right_totals = np.maximum(np.add.reduceat(right_powers, starts), 1e-300)
    share = powers / np.repeat(totals, sizes)
    target = right_powers / np.repeat(right_totals, sizes)
    row_weight = np.repeat(choices.weight, sizes)
    away = at - centre
    value = float(choices.weight @ (np.log(totals) - np.log(right_totals)) + pull @ away**2 / 2)
    gradient = table.T @ (row_weight * (share - target)) + pull * away
    # The curvature of the log of the totals alone: it bounds the loss's from above, so that the
    # step goes downhill even where several rows are right and the loss is not convex.
    means = np.add.reduceat(table * share[:, None], starts, axis=0)
    curvature = (table * (row_weight * share)[:, None]).T @ table
    curvature -= (means * choices.weight[:, None]).T @ means
    curvature += np.diag(pull)
    return value, gradient, curvature


def _newton(
    at: NDArray[np.float64], loss: Callable[[NDArray[np.float64]], _Loss]
) -> NDArray[np.float64]:
    value, gradient, curvature = loss(at)
    for _ in range(_STEPS):
        step = np.linalg.solve(curvature, gradient)
        length = 1.0
        for _ in range(_HALVINGS):
            there = at - length * step
            below, next_gradient, next_curvature = loss(there)
            if below <= value:
                break
            length /= 2
        else:
            break
        done = value - below < _SMALL_STEP * max(1.0, abs(value))
        at, value, gradient, curvature = there, below, next_gradient, next_curvature
        if done:
            break
    return at
