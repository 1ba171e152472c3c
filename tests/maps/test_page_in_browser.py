"""The page, opened from disk in a browser without a network, and used as a reader would."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
import stories
from browser import Page
from hostile import PAYLOADS, URLS
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from geomap.maps import MentionMap
from geomap.model import Article
from geomap.query import query_result

if TYPE_CHECKING:
    from pathlib import Path

    from selenium.webdriver.remote.webdriver import WebDriver

pytestmark = pytest.mark.browser


def test_a_click_on_a_place_shows_its_sentences_with_the_name_marked(show) -> None:
    page = show(stories.sample(), title="The south")
    assert page.one("h1").text == "The south"
    assert page.one("#gm-counts").text == "14 mentions of 7 places in 3 articles; 1 not placed."
    page.row("Kherson\n").click()
    assert page.one("#gm-view h2").text == "Kherson"
    sentences = page.texts("blockquote p")
    assert "Shells fell on Kherson before dawn." in [s.strip() for s in sentences]
    assert page.texts("mark") == ["Cherson", "Kherson", "Kherson"]
    assert "A night in the south" in page.texts(".gm-headline")
    assert "2022-10-01" in page.texts("time")


def test_a_click_on_a_dot_opens_its_place(show) -> None:
    page = show(stories.sample())
    at = page.js("""
        const name = Object.keys(window).find((key) => /^map_[0-9a-f]+$/.test(key));
        const map = window[name];
        const point = map.latLngToContainerPoint([50.45, 30.52]);
        const box = map.getContainer().getBoundingClientRect();
        return [box.left + point.x, box.top + point.y];
    """)
    for kind in ("mousePressed", "mouseReleased"):
        page.driver.execute_cdp_cmd(
            "Input.dispatchMouseEvent",
            {"type": kind, "x": at[0], "y": at[1], "button": "left", "clickCount": 1},
        )
    assert page.one("#gm-view h2").text == "Kyiv"


def test_the_keyboard_reaches_a_sentence_in_three_presses(show) -> None:
    page = show(stories.sample())
    page.press(Keys.TAB, Keys.TAB, Keys.ENTER)
    assert page.all("blockquote")[0].is_displayed()
    assert page.driver.switch_to.active_element.tag_name == "h2"
    page.press(Keys.ESCAPE)
    assert "Kherson" in page.driver.switch_to.active_element.text


def test_shown_hidden_leftover_and_unplaced_are_all_mentions(show) -> None:
    page = show(stories.sample())
    assert page.one("#gm-sum").text == (
        "9 shown + 3 hidden by choice (1 metonymic, 1 demonym, 1 embedded) + 1 leftover + "
        "1 not placed = 14 mentions"
    )
    assert sum(int(n) for n in page.texts(".gm-row .gm-many")) == 9


def test_the_article_is_read_whole_with_every_mention_a_button(show) -> None:
    page = show(stories.sample())
    page.row("Kyiv").click()
    headline = next(b for b in page.all(".gm-headline") if b.text == "Power and trains")
    headline.click()
    assert page.texts(".gm-text button") == [m.text for m in stories.sample()[1].mentions]
    text = page.js("""
        const copy = document.querySelector(".gm-text").cloneNode(true);
        copy.querySelectorAll("summary").forEach((one) => one.remove());
        return copy.textContent;
    """)
    assert text == stories.sample()[1].text
    assert not page.one(".gm-leftover").get_attribute("open")
    next(b for b in page.all(".gm-mention") if b.text == "Cherson").click()
    assert "Kherson" in page.one("#gm-here .gm-chip").text
    page.click(".gm-back")
    assert page.one("#gm-view h2").text == "Kyiv"


def test_a_headline_opens_the_article_at_the_sentence(show) -> None:
    text = f"{'Nothing is named here. ' * 300}Kyiv is. {'Nothing again. ' * 300}"
    page = show([stories.story("a", text, [("Kyiv", stories.KYIV, {})])])
    page.row("Kyiv").click()
    page.click(".gm-headline")
    box = page.js("""
        const here = document.querySelector(".gm-here").getBoundingClientRect();
        const view = document.getElementById("gm-view").getBoundingClientRect();
        return [view.top, here.top, here.bottom, view.bottom];
    """)
    assert box == sorted(box)


def test_why_here_names_score_spelling_evidence_and_the_rejected(show) -> None:
    page = show(stories.sample(), at="#place=test:Kherson")
    item = next(i for i in page.all(".gm-item") if "before dawn" in i.text)
    item.find_element(By.CSS_SELECTOR, "summary").click()
    WebDriverWait(page.driver, 5).until(lambda _: page.all("dl"))
    told = item.find_element(By.CSS_SELECTOR, "dl").text
    for words in (
        "90 %",
        "Kherson",
        "six other names in the article are in Ukraine",
        "Kentucky",
        "6 %",
    ):
        assert words in told


def test_neighbours_in_an_article_lead_on(show) -> None:
    page = show(stories.sample(), at="#place=test:Kherson")
    next(b for b in page.all(".gm-chip") if b.text == "Kyiv").click()
    assert page.one("#gm-view h2").text == "Kyiv"


def test_search_finds_places_spellings_and_sentences(show) -> None:
    page = show(stories.sample())
    for query, rows in (("nova", ["Nova Kakhovka"]), ("cherson", ["Kherson"]), ("by bus", [])):
        page.js("document.getElementById('gm-search').value = ''")
        page.one("#gm-search").send_keys(query)
        WebDriverWait(page.driver, 5).until(
            lambda _, query=query: f"“{query}”" in page.one("#gm-view").text
        )
        assert page.texts(".gm-name") == rows
        assert len(page.all("blockquote")) == 1


def test_a_search_says_what_it_does_not_show(show) -> None:
    page = show(stories.sample(), at="#q=moscow")
    assert page.texts(".gm-name") == []
    assert "1 mention of that name not shown" in page.one("#gm-view").text


def test_what_the_page_leaves_out_is_said_on_it(show) -> None:
    page = show(stories.sample(), at="#article=a2", text_limit=200)
    assert "The full text of 1 of 3 articles is not in this page" in page.one("#gm-notes").text
    assert "not in this page; see the original" in page.one("#gm-view").text
    page.click(".gm-back")
    page.row("Kyiv").click()
    assert {s.strip() for s in page.texts("blockquote p")} == {
        "Officials in Kyiv met on Monday.",
        "Kyiv is no exception.",
    }


def test_mentions_without_a_place_are_listed_with_the_reason(show) -> None:
    page = show(stories.sample())
    page.click("#gm-sum button")
    assert page.one("#gm-view h2").text == "1 mention not placed"
    page.click(".gm-why summary")
    WebDriverWait(page.driver, 5).until(lambda _: page.all("dl"))
    assert "no place has this name" in page.one("dl").text


def test_an_article_that_names_no_place_is_there_to_be_read(show) -> None:
    silent = Article(id="silent", title="Nothing", text="Nothing is named {{7*7}} <b>here</b>.")
    page = show([*stories.sample(), silent])
    page.js("[...document.querySelectorAll('#gm-tools button')].at(-1).click()")
    assert page.one("#gm-view h2").text == "4 articles"
    assert "1 of them without a mention of a place" in page.one("#gm-view").text
    page.row("Nothing\n").click()
    assert page.one(".gm-text").text == silent.text


def test_the_link_to_the_original_jumps_to_the_sentence(show) -> None:
    page = show(stories.sample(), at="#place=test:Kherson")
    links = [a.get_attribute("href") for a in page.all(".gm-item a")]
    assert (
        "https://example.org/night?x=1#:~:text=Shells%20fell%20on%20Kherson%20before%20dawn."
        in links
    )


def test_the_address_holds_the_view_and_survives_a_reload(show) -> None:
    page = show(stories.sample())
    page.row("Kyiv").click()
    assert "place=test%3AKyiv" in page.driver.current_url
    page.driver.refresh()
    WebDriverWait(page.driver, 20).until(lambda _: page.all("blockquote"))
    assert page.one("#gm-view h2").text == "Kyiv"
    page.driver.back()
    WebDriverWait(page.driver, 5).until(lambda _: page.all(".gm-row"))


def test_a_packed_page_opens_like_a_plain_one(show) -> None:
    articles = [
        stories.story(f"a{n}", f"Story {n} {'words ' * 200}. Kyiv.", [("Kyiv", stories.KYIV, {})])
        for n in range(300)
    ]
    page = show(articles)
    assert page.js("return document.getElementById('gm-data').type") == "application/gzip"
    page.row("Kyiv").click()
    assert len(page.all("blockquote")) == 25
    page.click(".gm-more")
    assert len(page.all("blockquote")) == 50


def hostile_stories() -> list[Article]:
    """One story a payload, with it in every field; one a link."""
    found = []
    for n, text in enumerate([*PAYLOADS.values(), *URLS]):
        town = stories.place(text, "P.PPL", 40.0 + n, 30.0, admin1=text)
        article = stories.story(
            f"{n} {text}",
            f"{text} Kherson {text}",
            [("Kherson", town, {})],
            title=text,
            source=text,
            url=text,
        )
        found.append(replace(article, sentences=()))
    return found


def test_hostile_text_is_shown_verbatim_and_never_runs(show) -> None:
    articles = hostile_stories()
    page = show(articles, title=PAYLOADS["end of script"])
    assert page.texts("h1") == [PAYLOADS["end of script"]]
    names = {article.title for article in articles}
    assert set(page.texts(".gm-name")) == names
    usual = page.js("return document.getElementsByTagName('script').length")
    for article in articles:
        page.js("location.hash = new URLSearchParams({ article: arguments[0] })", article.id)
        WebDriverWait(page.driver, 5).until(
            lambda _, title=article.title: page.texts("#gm-view h2") == [title]
        )
        assert page.texts(".gm-text") == [article.text]
        place = article.mentions[0].place
        assert place
        page.js("location.hash = new URLSearchParams({ place: arguments[0] })", place.id)
        WebDriverWait(page.driver, 5).until(lambda _: page.all("blockquote"))
        assert page.texts("blockquote p") == [article.text]
        assert page.texts(".gm-headline") == [article.title]
        page.js("document.querySelector('.gm-why summary').click()")
        links = page.js(
            "return [...document.querySelectorAll('#gm-view a')].map((a) => a.protocol)"
        )
        assert set(links) <= {"http:", "https:"}
        assert len(links) == (article.url or "").startswith("https://")
    assert page.js("return window.ran") is None
    assert page.js("return document.querySelectorAll('#gm img, #gm svg').length") == 0
    assert page.js("return document.getElementsByTagName('script').length") == usual == 3


def test_a_page_in_a_frame_of_a_notebook_works(chromium: WebDriver, tmp_path: Path) -> None:
    html = MentionMap(query_result(stories.sample()))._repr_html_()
    path = tmp_path / "notebook.html"
    path.write_text(f"<!DOCTYPE html><meta charset=utf-8>{html}", encoding="utf-8")
    chromium.get_log("browser")
    chromium.get(path.as_uri())
    chromium.switch_to.frame(chromium.find_element(By.TAG_NAME, "iframe"))
    page = Page(chromium, path)
    WebDriverWait(chromium, 20).until(lambda _: page.all(".gm-row"))
    page.row("Kyiv").click()
    assert page.one("#gm-view h2").text == "Kyiv"
    chromium.switch_to.default_content()
    assert page.complaints() == []
