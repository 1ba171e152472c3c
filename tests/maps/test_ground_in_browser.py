"""What lies under the mentions, in a browser: names of towns, images, corrected places."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import archives
import pytest
import stories

from geomap.corrections import FEATURE, Correction
from geomap.model import Evidence

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from browser import Page

    from geomap.model import Article

    Show = Callable[..., Page]

pytestmark = pytest.mark.browser

BOXES = """
    return [...document.querySelectorAll(".gm-label")].map((node) => {
        const { left, top, right, bottom } = node.getBoundingClientRect();
        return [left, top, right, bottom];
    });
"""


def corrected() -> list[Article]:
    """The sample, its second mention of Kherson overruled by a person."""
    first, *others = stories.sample()
    said = Correction("test:Kherson", name="Kherson", note="a test").sentence
    fixed = replace(first.mentions[-1], evidence=(Evidence(FEATURE, 0.0, said),), score=1.0)
    return [replace(first, mentions=(*first.mentions[:-1], fixed)), *others]


def test_larger_towns_are_named_beside_a_square_and_no_name_lies_on_another(show: Show) -> None:
    page = show(stories.sample())
    towns = page.texts(".gm-label-town")
    assert towns
    assert len(page.all(".gm-town")) == len(towns)
    boxes = page.js(BOXES)
    for at, one in enumerate(boxes):
        for other in boxes[at + 1 :]:
            assert (
                one[0] >= other[2] - 1
                or other[0] >= one[2] - 1
                or one[1] >= other[3] - 1
                or other[1] >= one[3] - 1
            )
    assert page.one("#gm-key-towns").is_displayed()


def test_a_town_that_is_drawn_as_a_dot_is_not_named_as_ground(show: Show) -> None:
    kyiv = replace(stories.KYIV, id="geonames:703448")
    article = stories.story("a", "Kyiv and Kyiv.", [("Kyiv", kyiv, {}), ("Kyiv", kyiv, {})])
    page = show([article])
    assert "Kyiv" in page.texts(".gm-label-dot")
    assert "Kyiv" not in page.texts(".gm-label-town")
    page.driver.execute_async_script(
        "location.hash = '#usage=demonym'; setTimeout(arguments[0], 300)"
    )
    assert "Kyiv" not in page.texts(".gm-label-dot")
    assert "Kyiv" in page.texts(".gm-label-town")


def test_closer_zooms_name_smaller_towns(show: Show) -> None:
    page = show(stories.sample())
    before = set(page.texts(".gm-label-town"))
    for _ in range(3):
        page.js("document.querySelector('.leaflet-control-zoom-in').click()")
        page.driver.execute_async_script("setTimeout(arguments[0], 500)")
    assert set(page.texts(".gm-label-town")) - before


def test_a_corrected_mention_says_so_on_the_map_and_at_its_sentence(show: Show) -> None:
    page = show(corrected())
    assert page.one("#gm-key-fixed").is_displayed()
    page.row("Kherson").click()
    assert page.texts(".gm-corrected") == ["Corrected by hand"]
    said = page.js(
        "const fold = [...document.querySelectorAll('.gm-item')].find("
        "(node) => node.querySelector('.gm-corrected')).querySelector('.gm-why');"
        "fold.open = true; fold.dispatchEvent(new Event('toggle')); return fold.textContent"
    )
    assert "Corrected by hand: “Kherson” is test:Kherson (a test)" in said


def test_without_corrections_the_legend_does_not_speak_of_them(show: Show) -> None:
    assert not show(stories.sample()).one("#gm-key-fixed").is_displayed()


def test_images_of_an_archive_are_drawn_under_the_mentions_without_a_request(
    show: Show, tmp_path: Path
) -> None:
    path = archives.world(tmp_path / "a.pmtiles", 6, metadata={"attribution": "<b>Somebody</b>"})
    page = show(stories.sample(), tiles=path)
    page.driver.execute_async_script("setTimeout(arguments[0], 400)")
    sizes = page.js(
        "return [...document.querySelectorAll('.leaflet-gm-images-pane img[src]')]"
        ".map((image) => [image.naturalWidth, image.src.slice(0, 22)])"
    )
    assert sizes
    assert all(size == [256, "data:image/png;base64,"] for size in sizes)
    assert "Somebody" in page.one(".leaflet-control-attribution").text
    assert not page.one("#gm-key-towns").is_displayed()
    assert page.texts(".gm-label-country") == []
