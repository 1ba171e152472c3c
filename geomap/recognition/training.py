"""Logistic regression over cues and vectors, deterministic and with numpy alone."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING, Any

import numpy as np

from geomap.recognition.classifier import Linear

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    Array = NDArray[np.float64]

_SEEN = 4
"""Candidates that have to have a cue for it to get a weight."""
_MEMORY, _STEPS, _TOLERANCE = 10, 300, 1e-7


class Design:
    """Candidates as numbers: the cues of each, and its vector."""

    def __init__(self, cues: Sequence[Sequence[str]], vectors: Any = None) -> None:  # noqa: ANN401
        seen = Counter(chain.from_iterable(cues))
        self.names = sorted(cue for cue, times in seen.items() if times >= _SEEN)
        number = {cue: i for i, cue in enumerate(self.names)}
        own = [[number[cue] for cue in row if cue in number] for row in cues]
        self.flat = np.array(list(chain.from_iterable(own)), dtype=np.int64)
        lengths = np.array([len(row) for row in own])
        self.row = np.repeat(np.arange(len(own)), lengths)
        self.ends = np.cumsum(lengths)
        self.starts = self.ends - lengths
        # Standardised, so that one strength of regularisation suits all numbers.
        self.vectors: Array = np.zeros((len(own), 0))
        self.mean, self.scale = np.zeros(0), np.ones(0)
        if vectors is not None:
            self.mean, self.scale = vectors.mean(axis=0), vectors.std(axis=0)
            self.scale[self.scale == 0] = 1
            self.vectors = (vectors - self.mean) / self.scale

    def scores(self, cues: Array, vectors: Array, bias: Array) -> Array:
        """The log odds, a row a candidate, a column a class."""
        sums = np.concatenate([np.zeros((1, cues.shape[1])), np.cumsum(cues[self.flat], axis=0)])
        scores: Array = sums[self.ends] - sums[self.starts] + self.vectors @ vectors + bias
        return scores

    def gradient(self, residuals: Array) -> tuple[Array, Array, Array]:
        """The derivatives by the weights of cues, of vectors, and the bias."""
        size = len(self.names)
        by_cue = [np.bincount(self.flat, column[self.row], size) for column in residuals.T]
        return np.stack(by_cue, axis=1), self.vectors.T @ residuals, residuals.sum(axis=0)


def fit(
    design: Design,
    truth: Array,
    weights: Array,
    classes: Sequence[str],
    *,
    strength: float,
    vector_strength: float,
) -> Linear:
    """The classifier of least log loss plus ``strength / 2`` times the squared weights.

    ``truth`` has a row a candidate: with one class its probability, else one of each class.
    ``weights`` say how much a candidate counts.
    """
    k = len(classes)
    sizes = np.cumsum([len(design.names) * k, design.vectors.shape[1] * k])

    def unpack(flat: Array) -> tuple[Array, Array, Array]:
        cues, vectors, bias = np.split(flat, sizes)
        return cues.reshape(-1, k), vectors.reshape(-1, k), bias

    def loss(flat: Array) -> tuple[float, Array]:
        cues, vectors, bias = unpack(flat)
        scores = design.scores(cues, vectors, bias)
        if k == 1:
            value = np.logaddexp(0, scores) - truth * scores
            guess = 1 / (1 + np.exp(-scores))
        else:
            top = scores.max(axis=1, keepdims=True)
            total = top + np.log(np.exp(scores - top).sum(axis=1, keepdims=True))
            value = truth * (total - scores)
            guess = np.exp(scores - total)
        by_cue, by_vector, by_bias = design.gradient(weights[:, None] * (guess - truth))
        penalty = strength * (cues**2).sum() + vector_strength * (vectors**2).sum()
        gradient = np.concatenate(
            [
                (by_cue + strength * cues).ravel(),
                (by_vector + vector_strength * vectors).ravel(),
                by_bias,
            ]
        )
        return float((weights[:, None] * value).sum() + penalty / 2), gradient

    cues, vectors, bias = unpack(minimise(loss, np.zeros(sizes[-1] + k)))
    table = {
        name: tuple(row)
        for name, row in zip(design.names, np.round(cues, 4).tolist(), strict=True)
        if any(row)
    }
    shown = None
    if design.vectors.shape[1]:
        # Back from standardised numbers; the last number of a vector is one and takes the offset.
        plain = vectors / design.scale[:, None]
        plain[-1] -= (design.mean[:, None] * plain).sum(axis=0)
        shown = np.round(plain, 5)
    return Linear(tuple(classes), tuple(np.round(bias, 4).tolist()), table, shown)


def minimise(loss: Callable[[Array], tuple[float, Array]], start: Array) -> Array:
    """Where a convex function is least, by L-BFGS with a backtracking line search.

    Nocedal and Wright, Numerical Optimization (2006), algorithms 7.4 and 7.5.
    """
    at = start
    value, gradient = loss(at)
    memory: list[tuple[Array, Array, float]] = []
    for _ in range(_STEPS):
        direction = -_two_loops(gradient, memory)
        slope = float(gradient @ direction)
        step = 1.0 if memory else 1 / max(1.0, float(np.abs(gradient).sum()))
        new_value, new_gradient = loss(at + step * direction)
        while new_value > value + 1e-4 * step * slope and step > np.finfo(float).eps:
            step /= 2
            new_value, new_gradient = loss(at + step * direction)
        moved, turned = step * direction, new_gradient - gradient
        curvature = float(moved @ turned)
        if curvature > 0:
            memory = [*memory[1 - _MEMORY :], (moved, turned, 1 / curvature)]
        done = abs(value - new_value) <= _TOLERANCE * abs(value)
        at, value, gradient = at + moved, new_value, new_gradient
        if done:
            break
    return at


def _two_loops(gradient: Array, memory: Sequence[tuple[Array, Array, float]]) -> Array:
    """The gradient times the inverse Hessian that the last steps let one guess."""
    result = gradient.copy()
    factors = []
    for moved, turned, inverse in reversed(memory):
        factor = inverse * float(moved @ result)
        factors.append(factor)
        result -= factor * turned
    if memory:
        moved, turned, _ = memory[-1]
        result *= float(moved @ turned) / float(turned @ turned)
    for (moved, turned, inverse), factor in zip(memory, reversed(factors), strict=True):
        result += (factor - inverse * float(turned @ result)) * moved
    return result
