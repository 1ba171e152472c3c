"""The gazetteer: build, opening and look-ups beside a dict; lemmas of Slavic news found."""

from __future__ import annotations

import csv
import gc
import json
import random
import resource
import statistics
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from geomap.gazetteer import Gazetteer, build_gazetteer, fold
from geomap.gazetteer.matches import SKELETON

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_NAMES = 20_000
_NEAR_KM = 15
_FIRST = 3
_LANGUAGES = ("uk", "ru", "pl")


def speed() -> None:
    """Print seconds and memory of a build, milliseconds to open, microseconds a look-up."""
    with tempfile.TemporaryDirectory() as folder:
        start, cpu = time.perf_counter(), time.process_time()
        path = build_gazetteer(Path(folder) / "gazetteer.sqlite", progress=False)
        wall, cpu = time.perf_counter() - start, time.process_time() - cpu
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"build: {wall:.0f} s ({cpu:.0f} s of processor), {memory:.0f} MB of memory at most,"
            f" {path.stat().st_size / 1e6:.0f} MB written"
        )
        _look_up(path)


def _look_up(path: Path) -> None:
    opened = []
    for _ in range(20):
        start = time.perf_counter()
        with Gazetteer.open(path) as gazetteer:
            opened.append((time.perf_counter() - start) * 1000)
    print(f"open: {statistics.median(opened):.2f} ms")
    with Gazetteer.open(path) as gazetteer:
        names, table = _names(gazetteer)
        misses = [name[::-1].capitalize() for name in names]
        misses = [name for name in misses if not gazetteer.lookup(name)]
        keys = [fold(name) for name in names]
        rows = [
            ("plain dict, name to place ids", _median(table.__getitem__, names)),
            ("exact look-up", _median(gazetteer.lookup, names)),
            ("miss through all tiers but fuzzy", _median(gazetteer.lookup, misses)),
            ("profile of a key, first time", _first(gazetteer.key_profile, keys)),
            ("search with fuzzy, a letter dropped", _median(gazetteer.search, _typos(names[:200]))),
        ]
    for what, microseconds in rows:
        print(f"{what}: {microseconds:.1f} µs (median, warm)")


def _names(gazetteer: Gazetteer) -> tuple[list[str], dict[str, list[str]]]:
    """Some names of the gazetteer, drawn by a fixed seed, and a dict of the same names."""
    rows = gazetteer.all_spellings()
    forms = random.Random(1).sample(list(rows), _NAMES)  # noqa: S311
    table: dict[str, list[str]] = {}
    for form, place in forms:
        table.setdefault(form, []).append(place)
    return sorted(table), table


def _typos(names: Sequence[str]) -> list[str]:
    return [name[: len(name) // 2] + name[len(name) // 2 + 1 :] for name in names]


def _median(ask: Callable[[str], object], names: Sequence[str]) -> float:
    """The median of microseconds a call, after a first round over the same names."""
    for name in names:
        ask(name)
    return _first(ask, names)


def _first(ask: Callable[[str], object], names: Sequence[str]) -> float:
    clock = time.perf_counter
    times = []
    gc.disable()
    for name in names:
        start = clock()
        ask(name)
        times.append(clock() - start)
    gc.enable()
    return statistics.median(times) * 1e6


def accuracy(corpora: Path) -> None:
    """Print how many lemmas of Slavic news and spellings of the probe find their place."""
    with Gazetteer.open(build_gazetteer(progress=False)) as gazetteer:
        for language in _LANGUAGES:
            _lemmas(gazetteer, corpora / f"slavicner_{language}.jsonl", language)
        _probe(gazetteer, corpora.parent / "probe.tsv")


def _lemmas(gazetteer: Gazetteer, path: Path, language: str) -> None:
    """A lemma counts once; found: the linked place, or one of its name within 15 km of it."""
    lemmas: dict[str, tuple[int, float, float]] = {}
    with path.open(encoding="utf-8") as file:
        for line in file:
            for name in json.loads(line)["toponyms"]:
                if name["lat"] is not None and name.get("lemma"):
                    found = (name["geonameid"] or 0, name["lat"], name["lon"])
                    lemmas.setdefault(name["lemma"], found)
    if not lemmas:
        print(f"{language}: no linked lemmas in {path.name}")
        return
    missed = [lemma for lemma, gold in sorted(lemmas.items()) if not _right(gazetteer, lemma, gold)]
    share = 1 - len(missed) / len(lemmas)
    print(f"{language}: {share:.1%} of {len(lemmas)} linked lemmas among the first {_FIRST} hits")
    for lemma in missed:
        hits = [f"{c.place.name} ({c.place.kind})" for c in gazetteer.search(lemma, limit=_FIRST)]
        print(f"    missed {lemma!r}, geonames:{lemmas[lemma][0]}: {', '.join(hits) or 'nothing'}")


def _right(gazetteer: Gazetteer, lemma: str, gold: tuple[int, float, float]) -> bool:
    from geopy.distance import geodesic

    geonameid, lat, lon = gold
    for candidate in gazetteer.search(lemma, limit=_FIRST):
        place = candidate.place
        if place.geonameid == geonameid:
            return True
        is_town = place.group == "town" and place.lat is not None and place.lon is not None
        if is_town and geodesic((lat, lon), (place.lat, place.lon)).km <= _NEAR_KM:
            return True
    return False


def _probe(gazetteer: Gazetteer, path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        pairs = list(csv.DictReader(file, delimiter="\t"))
    steps: dict[str, int] = {}
    for pair in pairs:
        step = _probe_step(gazetteer, pair)
        steps[step] = steps.get(step, 0) + 1
    reached = sum(count for step, count in steps.items() if step != "missed")
    parts = ", ".join(f"{step} {count}" for step, count in sorted(steps.items()))
    print(f"probe: {reached} of {len(pairs)} within {_NEAR_KM} km ({parts})")


def _probe_step(gazetteer: Gazetteer, pair: dict[str, str]) -> str:
    from geopy.distance import geodesic

    point = (float(pair["lat"]), float(pair["lon"]))
    name, country = pair["spelling"], pair["country"]
    for candidate in gazetteer.search(name, country=country, limit=_FIRST):
        place = candidate.place
        if place.lat is not None and geodesic(point, (place.lat, place.lon)).km <= _NEAR_KM:
            step = gazetteer.lookup(name)[0].step if gazetteer.lookup(name) else SKELETON + 1
            return "by skeleton" if step >= SKELETON else "by spelling"
    return "missed"


def main() -> None:
    """Print both parts; the second needs GEOMAP_CORPORA."""
    import os

    speed()
    if folder := os.environ.get("GEOMAP_CORPORA"):
        accuracy(Path(folder))


if __name__ == "__main__":
    main()
