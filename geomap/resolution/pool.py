"""The candidates of all names of some articles side by side, and odds among them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from geomap.resolution.columns import columns_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from geomap.resolution.columns import NameCandidates


@dataclass(frozen=True, slots=True)
class Pool:
    """All candidates of some articles side by side; ``name[i]`` is the name of row ``i``.

    ``bounds[n]:bounds[n + 1]`` are the rows of name ``n``; ``named`` are the names that have any,
    ``starts`` and ``sizes`` the first row of each of these and the number of its rows. The columns
    are those of `NameCandidates`.
    """

    candidates: tuple[NameCandidates, ...]
    bounds: NDArray[np.int64]
    name: NDArray[np.int64]
    static: NDArray[np.float64]
    codes: NDArray[np.int64]
    groups: NDArray[np.int64]
    points: NDArray[np.float64]
    named: NDArray[np.int64]
    starts: NDArray[np.int64]
    sizes: NDArray[np.int64]


def pool(candidates: Sequence[NameCandidates]) -> Pool:
    """The candidates of all names as one table."""
    sizes = np.array([len(found.readings) for found in candidates], dtype=np.int64)
    bounds = np.zeros(len(sizes) + 1, dtype=np.int64)
    np.cumsum(sizes, out=bounds[1:])
    named = np.flatnonzero(sizes)
    columns = columns_of(candidates)
    numbers = np.concatenate([column.numbers for column in columns])
    codes = np.concatenate([column.codes for column in columns])
    return Pool(
        candidates=tuple(candidates),
        bounds=bounds,
        name=np.repeat(np.arange(len(sizes)), sizes),
        static=numbers[:, :-3],
        codes=codes[:, :-1],
        groups=codes[:, -1],
        points=numbers[:, -3:],
        named=named,
        starts=bounds[named],
        sizes=sizes[named],
    )


def points_of(features: NDArray[np.float64], weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """The points of each row: the sum of its features times their weights.

    Not by ``@``, whose sums depend in their last digits on where among others a row stands.
    """
    points: NDArray[np.float64] = np.add.reduce(features * weights, axis=1)
    return points


def softmax(points: NDArray[np.float64], rows: Pool) -> NDArray[np.float64]:
    """Probabilities that sum to 1 over the candidates of each name."""
    if not len(points):
        return points
    top = np.repeat(np.maximum.reduceat(points, rows.starts), rows.sizes)
    return shares(np.exp(points - top), rows)


def shares(values: NDArray[np.float64], rows: Pool) -> NDArray[np.float64]:
    """Each value as a share of those of its name."""
    totals = np.add.reduceat(values, rows.starts)
    parts: NDArray[np.float64] = values / np.repeat(totals, rows.sizes)
    return parts
