"""Mentions as a layer of somebody's own folium map."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

import folium
import pytest
import stories
from hostile import PAYLOADS

import geomap.maps
from geomap.maps import MentionLayer
from geomap.query import query_result

if TYPE_CHECKING:
    from selenium.webdriver.remote.webdriver import WebDriver

STATIC = Path(geomap.maps.__file__).parent / "static"


def hostile_layer() -> MentionLayer:
    text = "".join(PAYLOADS.values())
    town = stories.place(text, "P.PPL", 50.0, 30.0)
    article = stories.story(
        "a", f"{text} Kherson", [("Kherson", town, {})], title=text, source=text, url=text
    )
    return MentionLayer(query_result([article]))


def test_a_layer_draws_what_the_page_draws_by_default() -> None:
    places = {place["name"]: place for place in MentionLayer(query_result(stories.sample())).places}
    assert {name: place["count"] for name, place in places.items()} == {
        "Kherson": 3,
        "Kyiv": 2,
        "Dnipro River": 1,
        "Kherson Oblast": 1,
        "Nova Kakhovka": 1,
        "Ukraine": 1,
    }
    assert places["Ukraine"]["form"] == "area"
    assert places["Kyiv"]["form"] == "dot"


def test_the_name_in_a_sentence_is_where_the_offsets_say() -> None:
    for place in MentionLayer(query_result(stories.sample())).places:
        for sentence in place["sentences"]:
            units = sentence["text"].encode("utf-16-le")
            name = units[2 * sentence["start"] : 2 * sentence["end"]].decode("utf-16-le")
            assert name
            assert name in stories.sample()[0].text + stories.sample()[1].text + "Ukraine"


def test_hostile_text_passes_no_template_and_makes_no_element() -> None:
    own = folium.Map(tiles=None)
    hostile_layer().add_to(own)
    html = own.get_root().render()
    opened: list[str] = []

    class Elements(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            opened.append(tag if tag != "script" else f"script {dict(attrs).get('type')}")

    Elements().feed(html)
    assert opened.count("script application/json") == 1
    assert not {"img", "svg"} & set(opened)
    assert re.search(r"\{\{ 7\*7 \}\}", html)


@pytest.mark.browser
def test_the_popup_shows_hostile_text_verbatim(chromium: WebDriver, tmp_path: Path) -> None:
    class Offline(folium.Map):
        default_js = [("leaflet", (STATIC / "leaflet" / "leaflet.js").as_uri())]  # noqa: RUF012
        default_css = [("leaflet_css", (STATIC / "leaflet" / "leaflet.css").as_uri())]  # noqa: RUF012

    own = Offline(location=[50, 30], zoom_start=5, tiles=None)
    layer = hostile_layer().add_to(own)
    own.save(tmp_path / "own.html")
    chromium.get((tmp_path / "own.html").as_uri())
    shown = chromium.execute_script(
        """
        const layer = window[arguments[0]];
        layer.getLayers()[0].openPopup();
        const popup = document.querySelector(".leaflet-popup-content");
        return ["strong bdi", "p"].map((one) => popup.querySelector(one).textContent);
        """,
        layer.get_name(),
    )
    text = "".join(PAYLOADS.values())
    assert shown[0] == text
    assert "Kherson" in shown[1]
    assert chromium.execute_script("return window.ran") is None
