"""The best set of names that do not overlap: weighted interval scheduling."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def best_set(spans: Sequence[tuple[int, int]], gains: Sequence[float]) -> list[int]:
    """The numbers of the spans of largest total gain of which no two overlap, in reading order.

    Spans are (start, before end); those that gain nothing are left out. Of sets of the same gain
    the one whose spans end earlier is taken. Kleinberg and Tardos, Algorithm Design (2005), 6.1.
    """
    order = sorted(
        (i for i, gain in enumerate(gains) if gain > 0), key=lambda i: (spans[i][1], spans[i][0])
    )
    ends = [spans[i][1] for i in order]
    best = [0.0]
    fitting = []
    for k, i in enumerate(order):
        before = bisect_right(ends, spans[i][0], 0, k)
        fitting.append(before)
        best.append(max(best[k], best[before] + gains[i]))
    chosen = []
    k = len(order)
    while k:
        if best[k] > best[k - 1]:
            chosen.append(order[k - 1])
            k = fitting[k - 1]
        else:
            k -= 1
    return chosen[::-1]
