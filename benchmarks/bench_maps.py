"""The page beside folium's own markers: seconds, MB, seconds to interactive and to a click."""

from __future__ import annotations

import gc
import random
import resource
import shutil
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from geomap.maps import MentionMap
from geomap.model import Article, Candidate, Evidence, Mention, Place, Sentence, Spelling
from geomap.query import QueryResult, query_result

if TYPE_CHECKING:
    from collections.abc import Callable

    from selenium.webdriver.remote.webdriver import WebDriver

SIZES = (1_000, 10_000, 100_000, 300_000)
PLACES = 5_000
MARKERS_UP_TO = 10_000  # a Marker and a Popup for each of 100,000 mentions takes minutes and 2 GB
PROSE = """
people said that the town was quiet after a night of shelling while trains ran late and officials
asked for power water bread and medicine from across the river near the old bridge engineers
repaired lines roads schools and roofs before winter volunteers drove families away
"""


def corpus(mentions: int) -> list[Article]:
    """Articles of eight sentences, a mention in each; `PLACES` places, drawn from a Zipf curve."""
    draw = random.Random(7)  # noqa: S311 - a fixed corpus, not a secret
    places = [
        Place(
            id=f"bench:{n}",
            name=f"Placeton {n}",
            kind="P.PPL",
            country="UA",
            admin1=f"Region {n % 40}",
            lat=round(draw.uniform(44, 52), 4),
            lon=round(draw.uniform(22, 40), 4),
        )
        for n in range(PLACES)
    ]
    weights = [1 / (n + 1) for n in range(PLACES)]
    drawn = draw.choices(range(PLACES), weights, k=mentions)
    articles = []
    for first in range(0, mentions, 8):
        articles.append(
            _article(len(articles), [places[at] for at in drawn[first : first + 8]], draw)
        )
    return articles


def _article(number: int, places: list[Place], draw: random.Random) -> Article:
    text = ""
    sentences, mentions = [], []
    for place in places:
        start = len(text)
        words = draw.choices(PROSE.split(), k=22)
        before = " ".join(words[:11]).capitalize()
        at = start + len(before) + 1
        text += f"{before} {place.name} {' '.join(words[11:])}. "
        sentences.append(Sentence(start, len(text)))
        other = Place(f"bench:other {place.id}", place.name, "P.PPL", "RU", None, None, 60.0, 90.0)
        mentions.append(
            Mention(
                at,
                at + len(place.name),
                place.name,
                usage="literal",
                place=place,
                score=0.9,
                candidates=(
                    Candidate(place, 0.9, Spelling(place.name, "main")),
                    Candidate(other, 0.1, Spelling(place.name, "alternate")),
                ),
                evidence=(
                    Evidence("country", 1.5, f"{draw.randrange(9)} other names are in the country"),
                    Evidence(
                        "population", 0.4, f"{draw.randrange(900)} thousand people live there"
                    ),
                ),
            )
        )
    return Article(
        id=f"article {number}",
        text=text,
        title=f"Story number {number}",
        url=f"https://example.org/{number}",
        source=f"Paper {number % 30}",
        published=date(2022, 1, 1) + timedelta(days=number % 700),
        language="en",
        sentences=tuple(sentences),
        mentions=tuple(mentions),
    )


def mention_map(result: QueryResult, path: Path) -> None:
    """Our page."""
    MentionMap(result, title="Bench").save(path)


def fast_markers(result: QueryResult, path: Path) -> None:
    """Folium's FastMarkerCluster, with the sentence in a popup."""
    import folium
    from folium.plugins import FastMarkerCluster

    frame = result.frame
    rows = [list(row) for row in zip(frame["lat"], frame["lon"], frame["sentence"], strict=True)]
    page = folium.Map()
    callback = """function (row) {
        const marker = L.marker(new L.LatLng(row[0], row[1]));
        const node = document.createElement("p");
        node.textContent = row[2];
        return marker.bindPopup(node);
    }"""
    FastMarkerCluster(rows, callback=callback).add_to(page)
    page.save(path)


def markers(result: QueryResult, path: Path) -> None:
    """Folium's Marker and Popup in a MarkerCluster."""
    import folium
    from folium.plugins import MarkerCluster

    frame = result.frame
    page = folium.Map()
    cluster = MarkerCluster().add_to(page)
    for lat, lon, sentence in zip(frame["lat"], frame["lon"], frame["sentence"], strict=True):
        folium.Marker([lat, lon], popup=folium.Popup(sentence)).add_to(cluster)
    page.save(path)


def browser() -> WebDriver | None:
    """A headless Chromium without a network, None where there is none."""
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    binary, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not (binary and driver):
        return None
    options = webdriver.ChromeOptions()
    options.binary_location = binary
    for switch in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"):
        options.add_argument(switch)
    options.add_argument("--host-resolver-rules=MAP * ~NOTFOUND")
    return webdriver.Chrome(options=options, service=Service(driver))


def interactive(driver: WebDriver, path: Path) -> float:
    """Seconds from opening our page until its list can be used."""
    driver.get("about:blank")
    begin = time.perf_counter()
    driver.get(path.as_uri())
    ready = "return document.documentElement.dataset.ready === 'true'"
    while not driver.execute_script(ready):
        time.sleep(0.01)
    driver.execute_async_script("requestAnimationFrame(() => setTimeout(arguments[0], 0))")
    return time.perf_counter() - begin


def click(driver: WebDriver) -> float:
    """Seconds from a click on the most mentioned place to its sentences, measured in the page."""
    script = """
        const done = arguments[0];
        const begin = performance.now();
        document.querySelector(".gm-row").click();
        requestAnimationFrame(() => setTimeout(() => done(performance.now() - begin), 0));
    """
    return float(driver.execute_async_script(script)) / 1000


def speed() -> None:
    """Print the figures for each size: our page, then folium's own two ways."""
    driver = browser()
    columns = ("mentions", "how", "Python s", "CPU s", "MB", "interactive s", "click s", "peak MB")
    print(("{:>9}  {:<20}" + "{:>14}" * 6).format(*columns))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.html"
        for size in SIZES:
            result = query_result(corpus(size))
            ways: list[Callable[[QueryResult, Path], None]] = [mention_map, fast_markers]
            if size <= MARKERS_UP_TO:
                ways.append(markers)
            for way in ways:
                gc.collect()
                begin, busy = time.perf_counter(), time.process_time()
                way(result, path)
                seconds, busy = time.perf_counter() - begin, time.process_time() - busy
                ours = driver is not None and way is mention_map
                figures = (
                    f"{seconds:.2f}",
                    f"{busy:.2f}",
                    f"{path.stat().st_size / 1e6:.1f}",
                    f"{interactive(driver, path):.2f}" if driver and ours else "-",
                    f"{click(driver):.3f}" if driver and ours else "-",
                    f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3:.0f}",
                )
                print(("{:>9,}  {:<20}" + "{:>14}" * 6).format(size, way.__name__, *figures))
    if driver is None:
        print("no Chromium here: seconds to interactive were not measured")
    else:
        driver.quit()
    print("folium's own pages load their scripts over the network; they are not opened here.")
    print(f"Marker and Popup: up to {MARKERS_UP_TO:,} only, beyond it takes minutes.")
