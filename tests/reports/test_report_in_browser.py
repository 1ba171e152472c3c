"""report.html in Chromium without a network: nothing runs but the map, nothing is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from browser import Page
from hostile import PAYLOADS
from selenium.webdriver.support.ui import WebDriverWait

from geomap.reports.text import shown

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from selenium.webdriver.remote.webdriver import WebDriver

pytestmark = pytest.mark.browser


class ReportPage(Page):
    """The report, opened; its map is ready."""

    def open(self, hash_: str = "") -> ReportPage:
        self.driver.get("about:blank")
        self.driver.get_log("browser")
        self.driver.get_log("performance")
        self.driver.get(self.path.as_uri() + hash_)
        self.js("document.querySelector('iframe').scrollIntoView()")
        self.driver.switch_to.frame(self.one("iframe"))
        WebDriverWait(self.driver, 20).until(
            lambda d: d.execute_script("return document.documentElement.dataset.ready === 'true'")
        )
        self.driver.switch_to.default_content()
        return self


@pytest.fixture
def page(chromium: WebDriver, hostile_folder: Path) -> Iterator[ReportPage]:
    opened = ReportPage(chromium, hostile_folder / "report.html").open()
    yield opened
    assert opened.complaints() == []
    assert opened.requests() == []
    chromium.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_no_text_of_an_article_runs(page: ReportPage) -> None:
    assert page.js("return window.ran === undefined")
    page.driver.switch_to.frame(page.one("iframe"))
    assert page.js("return window.ran === undefined")
    page.driver.switch_to.default_content()
    cells = page.texts("td")
    assert all(shown(text) in cells for text in PAYLOADS.values())
    assert page.driver.title.startswith("</title><script>window.ran = 1</script> {{ 7*7 }} ${1}")


def test_the_map_in_the_frame_shows_the_places(page: ReportPage) -> None:
    page.driver.switch_to.frame(page.one("iframe"))
    assert len(page.all(".gm-row")) == len(PAYLOADS)
    page.all(".gm-row")[0].click()
    assert page.all("#gm-view mark")
    page.driver.switch_to.default_content()


def test_the_figure_is_there_with_its_words(page: ReportPage) -> None:
    assert page.js("return document.querySelector('figure img').naturalWidth") > 500
    assert page.one("figure img").get_attribute("alt").startswith("Map")


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_is_wider_than_the_screen(page: ReportPage, width: int) -> None:
    metrics = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": False}
    page.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    assert page.js("return document.documentElement.scrollWidth") <= width


def test_print_leaves_out_the_frame(page: ReportPage) -> None:
    page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        assert not page.one("iframe").is_displayed()
        assert page.one("figure img").is_displayed()
    finally:
        page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
