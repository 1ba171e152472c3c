"""Text that attacks whoever shows it comes through every reader as text, character by character."""

from __future__ import annotations

import html
import json
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reads import read

from geomap.articles import make_article

if TYPE_CHECKING:
    from pathlib import Path

PAYLOADS = [
    "<script>alert(1)</script>",
    "</script><img src=x onerror=alert(1)>",
    "{{7*7}}",
    "{% for x in y %}",
    "${alert(1)}",
    "`${alert(1)}`",
    "<!-- --> ]]> <![CDATA[",
    "'; DROP TABLE articles; --",
    "$(touch /nowhere) `id` && true",
    "%s %n {0}",
    "\u202eolleh\u202c \u2066x\u2069 \u200b",
    "&lt;b&gt; &amp; &#x3c;",
]


def seen_in_pages(text: str) -> str:
    """What the extractor of web pages leaves of a text: no invisible marks, no entities."""
    return html.unescape(re.sub("[\u200b\u202c\u202e\u2066\u2069]", "", text))


@pytest.mark.parametrize("payload", PAYLOADS)
def test_payloads_are_text_in_every_format(tmp_path: Path, payload: str) -> None:
    story = f"People in Kherson read this on a wall today: {payload} and went on their way."
    row = {"id": "r", "title": payload, "text": story, "source": payload}
    escaped, title = html.escape(story), html.escape(payload)
    (tmp_path / "a.txt").write_text(story)
    (tmp_path / "b.jsonl").write_text(json.dumps(row))
    (tmp_path / "c.csv").write_text('id,text\nc,"' + story.replace('"', '""') + '"\n')
    (tmp_path / "d.html").write_text(
        f"<html><head><title>x</title></head><body><article><p>{escaped}</p></article></body></html>"
    )
    (tmp_path / "e.atom").write_text(
        "<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>e</id>"
        f"<title type='text'>{title}</title><content type='text'>{escaped}</content></entry></feed>"
    )
    articles, refusals = read(tmp_path)
    assert refusals == []
    for article in articles:
        expected = seen_in_pages(story) if article.id == "d.html" else story
        assert article.text == expected, article.id
    titles = {article.id: article.title for article in articles}
    assert titles["r"] == payload
    assert " ".join(str(titles["e"]).split()) == " ".join(payload.split())


def test_nul_and_lone_surrogates_keep_every_offset() -> None:
    row = '{"id": "a", "title": "\\ud83d", "text": "A\\ud83dB\\u0000C\\udc00 \\ud83d\\ude00 Kyiv."}'
    (article,), _ = read("-", stdin=row.encode())
    assert article.text == "A\ufffdB\x00C\ufffd \U0001f600 Kyiv."
    assert article.title == "\ufffd"


def test_markdown_does_not_run_html(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("Text <script>alert(1)</script> {{7*7}}\n\n<img src=x>\n")
    assert read(tmp_path)[0][0].text == "Text <script>alert(1)</script> {{7*7}}\n\n<img src=x>"


@given(st.text(alphabet=st.characters(), min_size=1))
def test_any_text_keeps_its_length(text: str) -> None:
    article = make_article(text, article_id="a")
    assert len(article.text) == len(text)
    assert article.text.encode("utf-8")
    assert article.sentences or not text.strip()


@pytest.mark.parametrize(
    "piece",
    [
        "." * 100,
        "! ",
        ".' ",
        "Related\n",
        "Advertisement\n",
        "Related\nA story about Kyiv, which was quiet in the night, as the mayor said.\n",
        "Read also:\n- x\n",
        "(" * 50,
        "A. ",
        "2023-04-06\n",
        "Kyiv (",
        "- ",
        "\r",
        "https://x.",
    ],
)
def test_monotonous_texts_come_to_an_end(piece: str) -> None:
    # Each of these would take hours if work grew with the square of the length.
    text = "Kyiv was quiet in the night, as the mayor said. \n" + piece * (300_000 // len(piece))
    article = make_article(text, article_id="a")
    assert article.text == text
    assert article.sentences
