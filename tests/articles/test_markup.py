from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reads import part, read

from geomap.articles.webpage import html_text

if TYPE_CHECKING:
    from pathlib import Path

PAGE = """<!doctype html><html lang="en-GB"><head><meta charset="{charset}">
<title>Water rises in the town | Example Post</title>
<link rel="canonical" href="https://example.org/water">
<meta property="og:title" content="Water rises in the town">
<meta property="og:site_name" content="Example Post">
<meta property="article:published_time" content="{published}"></head><body>
<nav><a href="/">Home</a> <a href="/world">World</a> <a href="/graz">Graz today</a></nav>
<article><h1>Water rises in the town</h1>
<p>The river has left its bed near Mykolaiv, and people in Köln and Łódź collect money for them.</p>
<h2>Many leave</h2>
<p>Thousands of people have left their homes in the villages on both sides of the river.</p>
<p>The water will rise for two more days, say the people who have measured it for years.</p>
</article><footer>© 2019 Example Post</footer></body></html>"""


def page(charset: str = "utf-8", published: str = "2023-06-06T23:30:00-05:00") -> str:
    return PAGE.replace("{charset}", charset).replace("{published}", published)


def test_a_page_says_what_it_is(tmp_path: Path) -> None:
    (tmp_path / "water.html").write_text(page(), encoding="utf-8")
    (article,), refusals = read(tmp_path)
    assert refusals == []
    assert article.id == article.url == "https://example.org/water"
    assert article.title == "Water rises in the town"
    assert article.source == "Example Post"
    assert article.published == date(2023, 6, 6)
    assert article.language == "en"
    assert "Graz" not in article.text
    assert article.text.count("\n\n") == 4
    assert part(article, "Water rises in the town") == "title"
    assert part(article, "Many leave") == "body"


def test_a_page_may_declare_its_encoding(tmp_path: Path) -> None:
    text = page("iso-8859-2").replace("©", "(c)")
    (tmp_path / "water.html").write_bytes(text.encode("iso-8859-2"))
    assert "Köln and Łódź" in read(tmp_path)[0][0].text


def test_a_date_in_the_future_is_read_today_as_tomorrow(tmp_path: Path) -> None:
    (tmp_path / "water.html").write_text(page(published="2399-01-01"), encoding="utf-8")
    assert read(tmp_path)[0][0].published == date(2399, 1, 1)


def test_a_year_in_the_footer_is_no_date(tmp_path: Path) -> None:
    text = re.sub('<meta property="article:published_time".*?>', "", page())
    (tmp_path / "water.html").write_text(text, encoding="utf-8")
    assert read(tmp_path)[0][0].published is None


def test_a_page_without_an_address_is_called_by_its_file(tmp_path: Path) -> None:
    (tmp_path / "short.html").write_text("<title>T</title><p>Kherson is free.</p>")
    (article,), _ = read(tmp_path)
    assert (article.id, article.text, article.title) == ("short.html", "Kherson is free.", "T")


@pytest.mark.parametrize("markup", ["<html></html>", "<script>alert(1)</script>", "<p> </p>"])
def test_a_page_without_text_is_refused(tmp_path: Path, markup: str) -> None:
    (tmp_path / "none.html").write_text(markup)
    articles, (refusal,) = read(tmp_path)
    assert articles == []
    assert refusal.reason == "no text in the page"


def test_a_page_nested_without_end_is_read_or_refused(tmp_path: Path) -> None:
    (tmp_path / "deep.html").write_text("<div>" * 50_000 + "Kyiv" + "</div>" * 50_000)
    articles, refusals = read(tmp_path)
    assert len(articles) + len(refusals) == 1


def test_markup_to_text() -> None:
    assert html_text(
        "a<br>b <b>c</b>&amp;&lt;d<p>e\n f</p><script>g</script><ul><li>h<li>i</ul>"
    ) == ("a\nb c&<d\n\ne f\n\nh\n\ni")


@given(st.text())
def test_any_markup_has_a_text(markup: str) -> None:
    assert "\0" not in html_text(markup)


def test_markdown_is_stored_as_it_reads(tmp_path: Path) -> None:
    path = tmp_path / "story.md"
    path.write_text(
        "# Calm in *Minsk*\n\nThe [president](https://example.org) of\nBelarus & `others` spoke:\n"
        "<b>calm</b>.\n\n- Brest\n- Gomel\n\n> quiet\n\n"
        "| a | b |\n|---|---|\n| 1 | 2 |\n\n```\nx\n```\n"
    )
    (article,), _ = read(path)
    assert article.text == (
        "Calm in Minsk\n\nThe president of Belarus & others spoke: <b>calm</b>.\n\n"
        "Brest\n\nGomel\n\nquiet\n\na\tb\n\n1\t2\n\nx"
    )
    assert article.title == "Calm in Minsk"
    assert part(article, "Calm in Minsk") == "title"
    assert article.id == "story.md"


def test_front_matter_gives_fields_of_their_own(tmp_path: Path) -> None:
    path = tmp_path / "story.md"
    path.write_text(
        '---\r\ntitle: "Calm: a report"\r\ndate: 2023-04-06\r\nsource: Example Post\r\n'
        "url: https://example.org/calm\r\n---\r\n\r\n# Another heading\r\n\r\nMinsk is calm.\r\n"
    )
    (article,), _ = read(path)
    assert (article.title, article.source) == ("Calm: a report", "Example Post")
    assert article.published == date(2023, 4, 6)
    assert article.id == "https://example.org/calm"
    assert article.text == "Another heading\n\nMinsk is calm."
    assert part(article, "Another heading") == "body"


def test_markdown_without_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "none.md").write_text("---\ntitle: x\n---\n\n---\n")
    assert [r.reason for r in read(tmp_path)[1]] == ["no text"]


RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Example Wire</title><link>https://example.org</link>
<item><title>Odesa &amp; Lyman</title><guid>tag:1</guid><link>https://example.org/1</link>
<pubDate>Thu, 06 Apr 2023 23:30:00 -0500</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>From Odesa.</p><p>From<br>Lyman.</p>]]></content:encoded></item>
<item><title>Only a summary</title>
<description>5 &amp;lt; 6 in &lt;b&gt;Kyiv&lt;/b&gt;.</description></item>
<item><title>Nothing</title></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Example Atom</title>
<entry><id>urn:1</id><title type="text">a &lt;b&gt; c</title><updated>2023-01-02T00:00:00Z</updated>
<source><title>Other Post</title></source><content type="text">5 &lt; 6</content></entry></feed>"""


def test_entries_of_a_feed_are_articles(tmp_path: Path) -> None:
    (tmp_path / "wire.rss").write_text(RSS)
    (first, second), refusals = read(tmp_path)
    assert (first.id, first.url, first.title) == ("tag:1", "https://example.org/1", "Odesa & Lyman")
    assert first.text == "From Odesa.\n\nFrom\nLyman."
    assert first.published == date(2023, 4, 6)
    assert first.source == second.source == "Example Wire"
    assert (second.id, second.text) == ("wire.rss:2", "5 < 6 in Kyiv.")
    assert [r.reason for r in refusals] == ["entry 3: no text"]


def test_atom_says_which_text_is_markup(tmp_path: Path) -> None:
    (tmp_path / "feed.atom").write_text(ATOM)
    (article,), _ = read(tmp_path)
    assert (article.id, article.title, article.text) == ("urn:1", "a <b> c", "5 < 6")
    assert (article.published, article.source) == (date(2023, 1, 2), "Other Post")
    assert article.url is None


def test_a_feed_that_breaks_off_says_so(tmp_path: Path) -> None:
    (tmp_path / "wire.rss").write_text(RSS[: RSS.index("<item><title>Only") + 30])
    articles, refusals = read(tmp_path)
    assert articles[0].id == "tag:1"
    assert "entries behind that point may be missing" in refusals[-1].reason


def test_a_feed_without_entries_is_refused(tmp_path: Path) -> None:
    (tmp_path / "none.rss").write_text("<rss><channel></channel></rss>")
    assert [r.reason for r in read(tmp_path)[1]] == ["no entries in the feed"]


def test_entities_that_multiply_do_no_harm(tmp_path: Path) -> None:
    entities = "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    (tmp_path / "bomb.rss").write_text(
        f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">{entities}]>'
        "<rss><channel><item><description>&j;</description></item></channel></rss>"
    )
    articles, refusals = read(tmp_path)
    assert sum(len(article.text) for article in articles) < 1000
    assert refusals


def test_a_feed_does_not_reach_out(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "x.rss").write_text(
        f'<!DOCTYPE x [<!ENTITY a SYSTEM "file://{tmp_path}/secret.txt">]>'
        "<rss><channel><item><description>Text &a;</description></item></channel></rss>"
    )
    articles, _ = read(tmp_path / "x.rss")
    assert all("secret" not in article.text for article in articles)
