"""The best set of spans."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from geomap.recognition.choice import best_set

SPANS = st.tuples(st.integers(0, 12), st.integers(1, 5)).map(lambda s: (s[0], s[0] + s[1]))


def test_two_short_names_beat_a_long_one_if_they_gain_more() -> None:
    assert best_set([(0, 3), (0, 1), (2, 3)], [0.5, 0.3, 0.3]) == [1, 2]
    assert best_set([(0, 3), (0, 1), (2, 3)], [0.7, 0.3, 0.3]) == [0]


def test_what_gains_nothing_is_left_out() -> None:
    assert best_set([(0, 1), (2, 3)], [0.0, -0.1]) == []
    assert best_set([], []) == []


@given(st.lists(st.tuples(SPANS, st.integers(-3, 9)), max_size=8))
def test_no_other_set_gains_more(items: list[tuple[tuple[int, int], int]]) -> None:
    spans, gains = [span for span, _ in items], [float(gain) for _, gain in items]

    def fits(chosen: tuple[int, ...]) -> bool:
        return all(
            spans[a][1] <= spans[b][0] or spans[b][1] <= spans[a][0]
            for a, b in combinations(chosen, 2)
        )

    best = best_set(spans, gains)
    assert fits(tuple(best))
    assert [spans[i][0] for i in best] == sorted(spans[i][0] for i in best)
    every = [c for n in range(len(items) + 1) for c in combinations(range(len(items)), n)]
    assert sum(gains[i] for i in best) == max(sum(gains[i] for i in c) for c in every if fits(c))
