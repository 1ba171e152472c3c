"""Nothing overlaps, nothing is clipped, whatever the kind and the size."""

from __future__ import annotations

from itertools import combinations

import pytest

from geomap.figures import KINDS, SIZES, figure

SLACK = 0.6
"""Dots that boxes of letters may overlap by: they hold room for accents that is empty."""


def overlaps(one, other):
    wide = min(one.x1, other.x1) - max(one.x0, other.x0)
    high = min(one.y1, other.y1) - max(one.y0, other.y0)
    return wide > SLACK and high > SLACK


@pytest.fixture(scope="module")
def results(corpus, places):
    from dataclasses import replace

    crowd = {
        replace(
            places["Kyiv"],
            id=f"test:{at}",
            name=f"Town {at}",
            lat=50 + at % 7 / 9,
            lon=30 + at / 40,
        ): 1 + at % 9
        for at in range(60)
    }
    return {
        "region": corpus(
            {
                "Kherson": 9,
                "Nova Kakhovka": 4,
                "Kyiv": 6,
                "Kherson Oblast": 3,
                "Ukraine": 5,
                "Black Sea": 1,
                "Europe": 2,
            }
        ),
        "world": corpus({"Kyiv": 30, "New York": 20, "Tokyo": 4, "Suva": 1, "Belarus": 7}),
        "one point": corpus({"Kherson": 1}),
        "one area": corpus({"Belarus": 2}),
        "crowd": corpus(crowd),
        "nothing": corpus({}),
    }


CASES = [
    *(("crowd", kind, size) for kind in KINDS for size in SIZES),
    *(("region", kind, "column") for kind in KINDS),
    *(("world", kind, "slide") for kind in KINDS),
    *((name, "dots", "page") for name in ("region", "world", "one point", "one area")),
    *(("nothing", kind, "column") for kind in KINDS),
]


@pytest.mark.parametrize(("name", "kind", "size"), CASES)
def test_no_text_overlaps_another_or_is_clipped(results, eyes, name, kind, size):
    drawn = figure(results[name], kind=kind, size=size)
    texts = eyes(drawn).texts()
    width, height = drawn.canvas.get_width_height()
    assert texts
    for text, box in texts:
        assert box.x0 >= -1, text.get_text()
        assert box.x1 <= width + 1, text.get_text()
        assert box.y0 >= -1, text.get_text()
        assert box.y1 <= height + 1, text.get_text()
    for (one, here), (other, there) in combinations(texts, 2):
        assert not overlaps(here, there), (one.get_text(), other.get_text())
