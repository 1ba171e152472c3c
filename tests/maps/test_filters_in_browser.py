"""Filters, time, downloads, outlines and access, in a browser without a network."""

from __future__ import annotations

import base64
import csv
import importlib.resources
import io
import json
import os
import time
from datetime import date
from typing import TYPE_CHECKING

import folium
import pytest
import shapely
import stories
from hostile import PAYLOADS
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from geomap.maps import mention_map

if TYPE_CHECKING:
    from pathlib import Path

    from browser import Page

pytestmark = pytest.mark.browser


def total(page: Page) -> int:
    """All mentions, as the sum on the page says them: shown + hidden + leftover + unplaced."""
    words = page.one("#gm-sum").text
    left, right = words.rsplit("=", 1)
    parts = [int(part.split()[0].replace(",", "")) for part in left.split("(")[0].split("+")]
    parts += [int(part.split()[0]) for part in left.rsplit(")", 1)[-1].split("+") if part.strip()]
    assert sum(parts) == int(right.split()[0]), words
    return sum(parts)


def tick(page: Page, label: str) -> None:
    page.js("document.getElementById('gm-filter-box').open = true")
    box = next(one for one in page.all(".gm-choice") if label in one.text)
    box.find_element(By.TAG_NAME, "input").click()


def shown(page: Page) -> dict[str, int]:
    names = page.texts(".gm-row .gm-name")
    return dict(zip(names, map(int, page.texts(".gm-row .gm-many")), strict=True))


def test_a_usage_that_is_off_by_default_can_be_drawn(show) -> None:
    page = show(stories.sample())
    assert "Moscow" not in shown(page)
    tick(page, "metonymic")
    assert shown(page)["Moscow"] == 1
    assert total(page) == 14
    tick(page, "leftover")
    assert shown(page)["Kyiv"] == 3
    assert total(page) == 14
    assert "usage=literal%2Cmetonymic%2Cunsure" in page.driver.current_url


def test_a_source_and_a_kind_count_again(show) -> None:
    page = show(stories.sample())
    tick(page, "Another Paper")
    assert shown(page)["Kherson"] == 2
    assert total(page) == 14
    tick(page, "water")
    assert "Dnipro River" not in shown(page)
    page.click(".gm-fields > .gm-link")
    assert shown(page)["Kherson"] == 3


def test_a_region_keeps_its_own_mentions_only(show) -> None:
    page = show(stories.sample(), at="#place=test:Kherson%20Oblast")
    next(b for b in page.all(".gm-chip") if b.text.startswith("Only mentions in")).click()
    page.press(Keys.ESCAPE)
    assert shown(page) == {"Kherson": 3, "Kherson Oblast": 1, "Nova Kakhovka": 1}
    assert total(page) == 14
    assert "in=test%3AKherson+Oblast" in page.driver.current_url


def test_the_least_score_is_moved_by_the_keyboard(show) -> None:
    page = show(stories.sample())
    page.js("document.getElementById('gm-filter-box').open = true")
    slider = page.one("[aria-label='Least score']")
    for _ in range(8):
        slider.send_keys(Keys.ARROW_RIGHT)
    assert page.one(".gm-range output").text == "40 %"
    assert "Nova Kakhovka" not in shown(page)
    assert total(page) == 14


def test_time_is_cut_by_the_keyboard_and_stands_in_the_address(show) -> None:
    page = show(stories.sample())
    page.one("[aria-label='From']").send_keys(Keys.ARROW_RIGHT)
    assert shown(page) == {"Kherson": 1, "Kherson Oblast": 1, "Kyiv": 1}
    assert total(page) == 14
    assert "from=2022-10-02" in page.driver.current_url
    assert "2 without a date, hidden" in page.one(".gm-time-text").text
    page.driver.refresh()
    WebDriverWait(page.driver, 20).until(lambda _: page.all(".gm-row"))
    assert shown(page) == {"Kherson": 1, "Kherson Oblast": 1, "Kyiv": 1}


def test_an_address_sets_every_filter(show) -> None:
    page = show(stories.sample(), at="#from=2022-10-01&to=2022-10-31&kind=town&score=0.5")
    assert shown(page) == {"Kherson": 2}
    assert total(page) == 14


@pytest.mark.parametrize(
    "at",
    [
        "#place=nowhere",
        "#from=never&score=x",
        "#article=%00",
        "#usage=&kind=",
        "#%%%",
        "#in=x&at=9",
    ],
)
def test_an_address_that_makes_no_sense_is_passed_over(show, at: str) -> None:
    page = show(stories.sample(), at=at)
    assert total(page) == 14


def saved(folder: Path, name: str) -> str:
    path = folder / name
    for _ in range(100):
        if path.is_file():
            return path.read_bytes().decode("utf-8-sig")
        time.sleep(0.05)
    raise AssertionError(f"{name} was not downloaded")


def test_what_is_shown_comes_out_as_csv_and_geojson(show, downloads: Path) -> None:
    page = show(stories.sample())
    for button in page.all("#gm-tools button")[:2]:
        button.click()
    rows = list(csv.DictReader(io.StringIO(saved(downloads, "mentions.csv"))))
    assert len(rows) == 9
    texts = {article.id: article.text for article in stories.sample()}
    for row in rows:
        key, _, span = row["mention_id"].partition("#")
        start, end = map(int, span.split("-"))
        assert texts[key][start:end] == row["text"]
        assert row["text"] in row["sentence"]
    features = json.loads(saved(downloads, "mentions.geojson"))["features"]
    assert [f["properties"]["mention_id"] for f in features] == [r["mention_id"] for r in rows]
    assert features[0]["geometry"] == {"type": "Point", "coordinates": [32.61, 46.63]}


def test_no_cell_of_the_csv_is_a_formula(show, downloads: Path) -> None:
    texts = [PAYLOADS["formula"], "+1+1", "-2+3", "@SUM(A1)", "\t=1", "＝1+1", 'say "hi", twice']
    articles = [
        stories.story(f"{n}", f"{text} Kyiv", [("Kyiv", stories.KYIV, {})], title=text, source=text)
        for n, text in enumerate(texts)
    ]
    page = show(articles)
    page.click("#gm-tools button")
    rows = list(csv.DictReader(io.StringIO(saved(downloads, "mentions.csv"), newline="")))
    assert [row["title"].removeprefix("'") for row in rows] == texts
    for row in rows:
        for column, value in row.items():
            if column not in {"lat", "lon", "score"}:
                assert not value.startswith(("=", "+", "-", "@", "\t", "\r", "＝")), (column, value)


def test_an_area_with_an_outline_is_shaded_and_opens_from_inside_it(show) -> None:
    shapes = {"test:Kherson Oblast": shapely.box(32, 45.8, 35.2, 47.5)}
    page = show(stories.sample(), outlines=shapes.get)
    at = page.js("""
        const name = Object.keys(window).find((key) => /^map_[0-9a-f]+$/.test(key));
        const map = window[name];
        map.setView([46.5, 34], 6, { animate: false });
        const point = map.latLngToContainerPoint([46.0, 34.9]);
        const box = map.getContainer().getBoundingClientRect();
        return [box.left + point.x, box.top + point.y];
    """)
    for kind in ("mousePressed", "mouseReleased"):
        page.driver.execute_cdp_cmd(
            "Input.dispatchMouseEvent",
            {"type": kind, "x": at[0], "y": at[1], "button": "left", "clickCount": 1},
        )
    assert page.one("#gm-view h2").text == "Kherson Oblast"
    assert "an area, drawn as one" in page.one("#gm-view").text


def test_the_land_is_drawn_and_its_source_named(show, layers: Path, monkeypatch) -> None:
    monkeypatch.setattr(mention_map, "_layers", lambda: layers)
    # At the northern end of its region, so that the region's name stands clear of the town's,
    # however wide the letters are.
    east = stories.place("Easton", "P.PPL", 19.0, 13.0)
    page = show([stories.story("a", "Easton stands.", [("Easton", east, {})])])
    painted = page.js("""
        const canvas = document.querySelector(".leaflet-gm-land-pane canvas");
        const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
        return pixels.filter((value, at) => at % 4 === 3 && value > 0).length;
    """)
    assert painted > 10_000
    credit = page.one(".leaflet-control-attribution").text
    assert "Natural Earth, GeoNames (CC BY 4.0)" in credit
    assert "UN resolution 68/262" in credit
    # The other one lies under the legend.
    assert page.texts(".gm-label-region") == ["Name of AA.02"]


def test_layers_of_the_user_are_drawn_on_the_map(show) -> None:
    layers = (
        folium.CircleMarker([47.0, 33.0], radius=9, popup=folium.Popup("mine"), tooltip="own"),
        folium.GeoJson(json.loads(shapely.to_geojson(shapely.box(31, 46, 32, 47)))),
    )
    page = show(stories.sample(), layers=layers)
    names = page.js(
        "return Object.keys(window).filter((k) => /^(circle_marker|geo_json)_[0-9a-f]+$/.test(k))"
    )
    assert len(names) == 2
    assert page.js("return arguments[0].every((name) => window[name]._map)", names)


def test_right_to_left_and_chinese_sentences_run_their_own_way(show) -> None:
    texts = {"ar": PAYLOADS["arabic"], "zh": PAYLOADS["chinese"]}
    articles = [
        stories.story(key, text, [(text[:3], stories.KYIV, {})], language=key, title=text)
        for key, text in texts.items()
    ]
    page = show(articles, at="#place=test:Kyiv")
    ways = page.js("""
        return [...document.querySelectorAll("blockquote p")]
            .map((one) => [one.lang, getComputedStyle(one).direction]);
    """)
    assert sorted(ways) == [["ar", "rtl"], ["zh", "ltr"]]


def test_a_phone_shows_everything_without_scrolling_sideways(show) -> None:
    long = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch" * 3
    where = stories.place(long, "P.PPL", 53.2, -4.2, admin1=long, country="GB")
    article = stories.story(long, f"{long} stands.", [(long, where, {})], title=long, source=long)
    page = show([*stories.sample(), article])
    page.driver.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": 390, "height": 844, "deviceScaleFactor": 1, "mobile": True},
    )
    try:
        page.open("#place=" + where.id)
        assert page.js("return document.documentElement.scrollWidth") == 390
        page.open()
        assert page.js("return document.documentElement.scrollWidth") == 390
        assert page.one(".folium-map").rect["height"] > 250
    finally:
        page.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def axe() -> str:
    """The source of axe-core (dev dependency axe-core-python)."""
    try:
        folder = importlib.resources.files("axe_core_python")
    except ModuleNotFoundError:
        message = "axe-core-python is not installed"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    return folder.joinpath("axe.min.js").read_text(encoding="utf-8")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "at", ["", "#place=test:Kherson", "#article=a2&at=9", "#view=unplaced", "#q=kyiv"]
)
def test_axe_finds_no_violation(show, at: str, scheme: str) -> None:
    source = axe()
    page = show(stories.sample())
    media = [{"name": "prefers-color-scheme", "value": scheme}]
    page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": media})
    try:
        page.open(at)
        page.js("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        # Evaluated by the driver: the page's own policy would not let it in as a script element.
        page.js(source)
        found = page.driver.execute_async_script(
            "const done = arguments[0]; axe.run().then((result) => done(result.violations))"
        )
    finally:
        page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    assert [(v["id"], [n["html"] for n in v["nodes"]]) for v in found] == []


def test_an_undated_corpus_has_no_time_axis(show) -> None:
    page = show([stories.story("a", "Kyiv.", [("Kyiv", stories.KYIV, {})])])
    assert not page.one("#gm-time").is_displayed()


def test_many_years_fit_the_time_axis(show) -> None:
    articles = [
        stories.story(f"{y}", "Kyiv.", [("Kyiv", stories.KYIV, {})], published=date(y, 6, 1))
        for y in range(1850, 2024, 3)
    ]
    page = show(articles)
    assert len(page.all(".gm-bars i")) <= 72
    assert page.js(
        "return [...document.querySelectorAll('.gm-bars i')].every((b) => b.className === 'gm-in')"
    )


def test_a_print_is_light_one_page_and_leaves_the_page_as_it_was(show) -> None:
    page = show(stories.sample())
    media = [{"name": "prefers-color-scheme", "value": "dark"}]
    page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": media})
    try:
        before = page.js("return getComputedStyle(document.body).backgroundColor")
        page.js("""
            window.addEventListener("beforeprint", () => {
                const picture = document.getElementById("gm-picture");
                const pixel = picture.getContext("2d").getImageData(3, 3, 1, 1).data;
                window.printed = Math.min(...pixel);
            });
        """)
        pdf = page.driver.execute_cdp_cmd("Page.printToPDF", {"printBackground": True})
        assert base64.b64decode(pdf["data"]).count(b"/Type /Page\n") == 1
        assert page.js("return window.printed") > 200
        assert page.all("#gm-picture") == []
        assert page.js("return getComputedStyle(document.body).backgroundColor") == before
    finally:
        page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


def test_without_scripts_the_places_stand_in_a_table(show) -> None:
    page = show(stories.sample(), title="The south")
    page.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        page.driver.get(page.path.as_uri() + "?again")
        assert "Kherson Oblast" in page.one("noscript table").text
        assert not page.one("#gm").is_displayed()
    finally:
        page.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_reduced_motion_moves_nothing(show) -> None:
    page = show(stories.sample())
    media = [{"name": "prefers-reduced-motion", "value": "reduce"}]
    page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": media})
    try:
        page.open()
        options = page.js("""
            const name = Object.keys(window).find((key) => /^map_[0-9a-f]+$/.test(key));
            const { zoomAnimation, fadeAnimation, inertia } = window[name].options;
            return [zoomAnimation, fadeAnimation, inertia];
        """)
        assert options == [False, False, False]
    finally:
        page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
