"""How long figures take: every kind and size, and a map of 2,000 places.

    python benchmarks/bench_figures.py

Prints seconds to draw and to write, and the size of the file. The corpus is made up: places of one
gazetteer country, mentions by a fixed rule; nothing is read but the gazetteer.
"""

from __future__ import annotations

import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from geomap.figures import KINDS, SIZES, figure, save_figure
from geomap.gazetteer import Gazetteer
from geomap.model import Article, Mention, Place
from geomap.query import QueryResult, query_result

COUNTRY = "UA"


def corpus(places: list[Place], articles: int) -> QueryResult:
    """Articles that name five places each; the first places are named most."""
    made = []
    for at in range(articles):
        chosen = [places[(at * step * step) % len(places)] for step in range(1, 6)]
        text = ", ".join(place.name for place in chosen)
        mentions, start = [], 0
        for place in chosen:
            end = start + len(place.name)
            mentions.append(Mention(start, end, place.name, usage="literal", place=place))
            start = end + 2
        day = date(2024, 1, 1) + timedelta(days=at % 70)
        made.append(
            Article(f"a{at}", text, source=f"S{at % 9}", published=day, mentions=tuple(mentions))
        )
    return query_result(made)


def main() -> int:
    """Print the table."""
    with Gazetteer.open() as gazetteer, tempfile.TemporaryDirectory() as folder:
        country = gazetteer.by_code(COUNTRY)
        if country is None:
            print(f"the gazetteer has no {COUNTRY}", file=sys.stderr)
            return 2
        towns = [place for place in gazetteer.within(country) if place.group == "town"]
        towns.sort(key=lambda place: (-(place.population or 0), place.id))
        cases = [(f"{kind}, {size}", 100, kind, size) for kind in KINDS for size in SIZES]
        cases.append(("dots, page, 2,000 places", 2000, "dots", "page"))
        figure(corpus(towns[:5], 5), kind="dots")  # reads the land once
        print(f"{'figure':<28}{'draw s':>8}{'png s':>8}{'png kB':>8}{'svg kB':>8}{'pdf kB':>8}")
        for name, count, kind, size in cases:
            result = corpus(towns[:count], 4 * count)
            start = time.perf_counter()
            drawn = figure(result, kind=kind, size=size)
            middle = time.perf_counter()
            save_figure(drawn, Path(folder) / "a.png")
            end = time.perf_counter()
            sizes = []
            for suffix in ("png", "svg", "pdf"):
                path = Path(folder) / f"a.{suffix}"
                save_figure(drawn, path)
                sizes.append(path.stat().st_size / 1000)
            figures = "".join(f"{value:>8.0f}" for value in sizes)
            print(f"{name:<28}{middle - start:>8.2f}{end - middle:>8.2f}{figures}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
