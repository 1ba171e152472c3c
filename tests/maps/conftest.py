"""What the tests of the map share: a page drawn and opened, downloads, layers of land."""

from __future__ import annotations

import json
import lzma
from typing import TYPE_CHECKING, Any

import pytest
import shapely
from browser import Page, chromium

from geomap.maps import MentionMap
from geomap.query import query_result

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from selenium.webdriver.remote.webdriver import WebDriver

    from geomap.model import Article

__all__ = ["chromium"]


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
    """A layer as geomap reads it: a feature a line."""
    lines = [
        json.dumps(
            {
                "type": "Feature",
                "id": key,
                "properties": {"name": f"Name of {key}"},
                "geometry": json.loads(shapely.to_geojson(shape)),
            },
            separators=(",", ":"),
        )
        for key, shape in shapes.items()
    ]
    body = ",\n".join(lines)
    return lzma.compress(f'{{"type":"FeatureCollection","features":[\n{body}\n]}}\n'.encode())


@pytest.fixture
def layers(tmp_path: Path) -> Path:
    """Two countries side by side, the first of two regions; a lake and a river in it; a town."""
    west, east = shapely.box(0, 0, 20, 20), shapely.box(20, 0, 40, 20)
    halves = {"AA.01": shapely.box(0, 0, 10, 20), "AA.02": shapely.box(10, 0, 20, 20)}
    river = shapely.LineString([(2, 0), (3, 10), (2, 20)])
    world = {"AA": west, "BB": east, "borders": shapely.LineString([(20, 0), (20, 20)])}
    for name, shapes in {
        "world": world,
        "around": world,
        "countries": {"AA": west, "BB": east},
        "admin1": halves,
        "lakes": {"": shapely.box(4, 4, 6, 6)},
        "rivers": {"r": river},
    }.items():
        (tmp_path / f"{name}.json.xz").write_bytes(collection(shapes))
    return tmp_path
