"""The page as a file: what stands in it, and that hostile text stands there only as data."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import folium
import pytest
import stories
from hostile import PAYLOADS

import geomap.maps
from geomap.maps import MentionMap, page
from geomap.maps.texts import escaped
from geomap.query import query_result

STATIC = Path(geomap.maps.__file__).parent / "static"


def html_of(articles: list[stories.Article], **options: object) -> str:
    return MentionMap(query_result(articles), **options).get_root().render()  # type: ignore[arg-type]


def data_in(html: str) -> dict:
    kind, text = re.search(
        r'<script type="([^"]+)" id="gm-data">(.*?)</script>', html, re.DOTALL
    ).groups()  # type: ignore[union-attr]
    if kind == "application/gzip":
        text = gzip.decompress(base64.b64decode(text)).decode()
    return json.loads(text)


class Elements(HTMLParser):
    """The elements of a page, as a browser without scripts would see them."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))


def test_the_same_mentions_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        MentionMap(query_result(stories.sample()), title="T").save(tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_saving_one_map_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    mentions = MentionMap(query_result(stories.sample()))
    for name in ("one", "two"):
        mentions.save(tmp_path / name)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


@pytest.mark.parametrize("name", PAYLOADS)
def test_hostile_text_stands_in_the_data_block_verbatim_and_nowhere_runs(name: str) -> None:
    text = PAYLOADS[name]
    plain = stories.sample()
    town = stories.place(text, "P.PPL", 50.0, 30.0, admin1=text)
    article = stories.story(
        text, f"{text} Kherson {text}", [("Kherson", town, {})], title=text, source=text, url=text
    )
    html = html_of([article], title=text)
    data = data_in(html)
    assert data["title"] == text
    assert data["articles"][0]["text"] == f"{text} Kherson {text}"
    assert data["places"]["name"] == [text]
    tags = Elements()
    tags.feed(html)
    usual = Elements()
    usual.feed(html_of(plain))
    kinds = {tag for tag, _ in tags.seen}
    assert kinds == {tag for tag, _ in usual.seen}
    assert sum(tag == "script" for tag, _ in tags.seen) == 3
    assert not any(name.startswith("on") for _, attributes in tags.seen for name in attributes)


def test_a_large_data_block_is_packed_and_says_the_same() -> None:
    articles = [
        stories.story(f"a{n}", f"Story {n} {'words ' * 400}. Kyiv.", [("Kyiv", stories.KYIV, {})])
        for n in range(200)
    ]
    html = html_of(articles)
    assert 'type="application/gzip"' in html
    assert len(html) < 450_000
    assert [article["text"] for article in data_in(html)["articles"]] == [a.text for a in articles]


def test_nothing_in_the_page_asks_for_another_file() -> None:
    tags = Elements()
    tags.feed(html_of(stories.sample()))
    for tag, attributes in tags.seen:
        assert tag not in {"link", "img", "iframe", "object", "embed", "base"}
        assert "src" not in attributes
    html = html_of(stories.sample())
    assert "@import" not in html
    assert "sourceMappingURL" not in html
    assert not re.search(r"url\((?!\s*[#\"']?(?:#|data:))", page.styles())


def test_only_scripts_of_the_page_may_run_and_nothing_may_be_fetched() -> None:
    html = html_of(stories.sample())
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)
    assert policy
    rules = dict(rule.split(" ", 1) for rule in policy[1].split("; "))
    nonce = rules["script-src"].removeprefix("'nonce-").removesuffix("'")
    assert re.fullmatch(r"[0-9a-f]{32}", nonce)
    assert html.count(f'nonce="{nonce}"') == 2
    assert rules["default-src"] == rules["connect-src"] == "'none'"
    assert "http" not in policy[1]


def test_the_scripts_never_make_markup_out_of_text() -> None:
    for path in sorted(STATIC.glob("*.js")):
        text = path.read_text(encoding="utf-8")
        for door in (
            "innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "document.write",
            "eval(",
            "new Function",
            "</script",
            "fetch(",
            "XMLHttpRequest",
            "import(",
        ):
            assert door not in text, f"{path.name} uses {door}"
        assert path.name in {*page.SCRIPTS, "layer.js"}


def test_vendored_files_are_those_that_the_list_names() -> None:
    table = (STATIC / "VENDORED.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\S+/\S+) \|.*\| ([0-9a-f]{64}) \|$", table, re.MULTILINE)
    listed = {name for name, _ in rows}
    assert listed == {
        path.relative_to(STATIC).as_posix() for path in STATIC.glob("*/*") if path.is_file()
    }
    for name, sha256 in rows:
        assert hashlib.sha256((STATIC / name).read_bytes()).hexdigest() == sha256, name


def test_readers_without_scripts_get_the_places_and_their_counts() -> None:
    html = html_of(stories.sample(), title="War & <peace>")
    inside = re.search(r"<noscript>(.*)</noscript>", html, re.DOTALL)
    assert inside
    assert "<h1>War &amp; &lt;peace&gt;</h1>" in inside[1]
    rows = re.findall(r"<tr><td><bdi>(.*?)</bdi></td>.*?<td>(\d+)</td></tr>", inside[1])
    assert rows[0] == ("Kyiv", "4")
    assert sum(int(count) for _, count in rows) == 13
    assert "1 mentions not placed" in inside[1]


def test_the_escaper_leaves_nothing_that_html_reads() -> None:
    assert (
        escaped("<b a=\"x\" b='y'>&\x00") == "&lt;b a=&quot;x&quot; b=&#x27;y&#x27;&gt;&amp;\ufffd"
    )


def test_a_map_is_shown_in_a_notebook_as_one_frame() -> None:
    shown = MentionMap(query_result(stories.sample()))._repr_html_()
    assert shown.count("<iframe") == 1
    assert "gm-data" in shown


def test_layers_of_the_user_are_drawn_on_the_same_map() -> None:
    mentions = MentionMap(query_result(stories.sample()))
    folium.CircleMarker([50.0, 30.0], radius=4).add_to(mentions)
    html = mentions.get_root().render()
    assert f".addTo({mentions.get_name()})" in html
    assert html.index("geomap.start(") < html.index(f".addTo({mentions.get_name()})")


def test_online_tiles_open_the_page_for_images_only() -> None:
    tiles = folium.TileLayer("https://tiles.example.org/{z}/{x}/{y}.png", attr="Somebody")
    html = html_of(stories.sample(), tiles=tiles)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)
    assert policy
    rules = dict(rule.split(" ", 1) for rule in policy[1].split("; "))
    assert rules["img-src"] == "data: blob: https:"
    assert rules["script-src"].startswith("'nonce-")
    assert rules["connect-src"] == "'none'"
    assert data_in(html)["basemap"] is None
