"""A headless Chromium without a network, for the tests that open the page."""

from __future__ import annotations

import json
import lzma
import os
import shutil
from typing import TYPE_CHECKING, Any

import pytest
import shapely
from browser import Page
from selenium import webdriver
from selenium.webdriver.chrome.service import Service

from geomap.maps import MentionMap
from geomap.query import query_result

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from selenium.webdriver.remote.webdriver import WebDriver

    from geomap.model import Article

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
CHROMEDRIVER = shutil.which("chromedriver")
SWITCHES = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    "--window-size=1280,800",
    "--host-resolver-rules=MAP * ~NOTFOUND",
)


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WebDriver]:
    """One browser for all tests, its network cut; without Chromium the test says so, CI fails."""
    if not (CHROMIUM and CHROMEDRIVER):
        message = "chromium and chromedriver are not installed"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    options = webdriver.ChromeOptions()
    options.binary_location = str(CHROMIUM)
    for switch in (*SWITCHES, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(switch)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=Service(CHROMEDRIVER))
    yield driver
    driver.quit()


@pytest.fixture
def downloads(chromium: WebDriver, tmp_path: Path) -> Path:
    """The folder into which the browser downloads, empty at first."""
    chromium.execute_cdp_cmd(
        "Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(tmp_path)}
    )
    return tmp_path


@pytest.fixture
def show(chromium: WebDriver, tmp_path: Path) -> Iterator[Callable[..., Page]]:
    """A function that draws articles, opens the page, and afterwards finds nothing amiss."""
    opened: list[Page] = []

    def draw(
        articles: list[Article], *, at: str = "", layers: tuple[Any, ...] = (), **options: Any
    ) -> Page:
        path = tmp_path / "page.html"
        mentions = MentionMap(query_result(articles), **options)
        for layer in layers:
            mentions.add_child(layer)
        mentions.save(path)
        opened.append(Page(chromium, path).open(at))
        return opened[-1]

    yield draw
    for page in opened:
        assert page.complaints() == []
        assert page.requests() == []


def collection(shapes: dict[str, shapely.Geometry]) -> bytes:
    features = [
        {
            "type": "Feature",
            "id": key,
            "properties": {"name": f"Name of {key}" if key != "r" else float("nan")},
            "geometry": json.loads(shapely.to_geojson(shape)),
        }
        for key, shape in shapes.items()
    ]
    return lzma.compress(json.dumps({"type": "FeatureCollection", "features": features}).encode())


@pytest.fixture
def layers(tmp_path: Path) -> Path:
    """Two countries side by side, the first of two regions; a lake and a river in it."""
    west, east = shapely.box(0, 0, 20, 20), shapely.box(20, 0, 40, 20)
    halves = {"AA.01": shapely.box(0, 0, 10, 20), "AA.02": shapely.box(10, 0, 20, 20)}
    river = shapely.LineString([(2, 0), (3, 10), (2, 20)])
    for name, shapes in {
        "countries": {"AA": west, "BB": east},
        "admin1": halves,
        "lakes": {"": shapely.box(4, 4, 6, 6)},
        "rivers": {"r": river},
    }.items():
        (tmp_path / f"{name}.json.xz").write_bytes(collection(shapes))
    return tmp_path
