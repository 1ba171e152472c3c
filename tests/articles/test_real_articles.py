"""Five real articles that are not part of this repository: found beside the gold corpora."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from reads import part, read

if TYPE_CHECKING:
    from pathlib import Path

    from geomap.model import Article

pytestmark = pytest.mark.corpora

# Words that stand only in leftovers; wherever else, the story would lose them.
FOREIGN = {
    "000": ["US Aid for Ukraine", "Speaker Mike Johnson", "Leave a Reply"],
    "001": ["The Limited Times", "non-English news", "Trends 24h", "external sources"],
    "002": ["Skip to content", "Augsburg District", "Augsburg-Gablingen", "Members Public"],
    "003": ["Federation without Jews", "macaroni", "War in Ukraine. Sec", "Watch TVN24", "Leave a"],
    "004": ["Graz", "Ranking of professionals", "fairground", "Leonardo", "Source: Krone"],
}
TITLES = {
    "000": "Putin does not want",
    "001": "New Putin-Lukashenko plan",
    "002": "Signs of relaxation",
    "003": "Russia-Ukraine. Head",
    "004": "Concerns rise in Kiev",
}


@pytest.fixture(scope="module")
def articles(corpora: Path) -> dict[str, Article]:
    found, refusals = read(*sorted((corpora / "../../articles").glob("*.txt")))
    assert refusals == []
    return {article.id[:3]: article for article in found}


def test_all_five_are_read(articles: dict[str, Article]) -> None:
    assert sorted(articles) == sorted(FOREIGN)


@pytest.mark.parametrize("key", sorted(FOREIGN))
def test_what_is_not_the_story_is_left_over(articles: dict[str, Article], key: str) -> None:
    for words in FOREIGN[key]:
        assert part(articles[key], words) == "leftover", words


def test_every_bavarian_headline_is_left_over(articles: dict[str, Article]) -> None:
    article = articles["002"]
    starts = [i for i in range(len(article.text)) if article.text.startswith("Bavaria", i)]
    assert [article.part_at(start) for start in starts] == ["leftover"] * 3


@pytest.mark.parametrize("key", sorted(FOREIGN))
def test_no_paragraph_of_the_story_is_left_over(articles: dict[str, Article], key: str) -> None:
    # In these five, a paragraph of more than 120 characters above the foreign tail is story, but
    # for the teaser in one line that FOREIGN names.
    article = articles[key]
    tail = article.text.index(FOREIGN[key][-1])
    at = 0
    for line in article.text.split("\n"):
        story = len(line) > 120 and at < tail and not any(w in line for w in FOREIGN[key])
        if story:
            assert article.part_at(at + len(line) - 1) in {"body", "title"}, line[:60]
            assert article.part_at(at) in {"body", "title", "dateline"}, line[:60]
        at += len(line) + 1


def test_the_lists_that_look_like_leftovers_are_story(articles: dict[str, Article]) -> None:
    text = articles["002"].text
    for number in range(1, 9):
        assert articles["002"].part_at(text.index(f"\n  {number}. ") + 5) == "body"
    assert part(articles["003"], "OSCE Vienna document") == "body"


def test_no_gold_mention_of_the_story_is_left_over(
    articles: dict[str, Article], corpora: Path
) -> None:
    lost: dict[str, list[str]] = {}
    for line in (corpora / "../../articles/gold.jsonl").read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        article = articles[gold["id"][:3]]
        for toponym in gold["toponyms"]:
            start, end = toponym["start"], toponym["end"]
            assert article.text[start:end] == toponym["surface"]
            if article.part_at(start) == "leftover":
                lost.setdefault(gold["id"][:3], []).append(toponym["surface"])
    assert lost == {
        "000": ["US", "Ukraine"],
        "002": ["Bavaria", "Bavaria", "Bavaria", "Augsburg", "Augsburg-Gablingen"],
    }


def test_titles_dates_and_sources(articles: dict[str, Article]) -> None:
    for key, title in TITLES.items():
        assert str(articles[key].title).startswith(title)
        assert part(articles[key], str(articles[key].title)[:20]) == "title"
    assert str(articles["001"].published) == "2023-04-06"
    assert [articles[key].source for key in sorted(articles)] == [
        None,
        "merkur",
        None,
        None,
        "Krone",
    ]


def test_captions_and_datelines(articles: dict[str, Article]) -> None:
    assert part(articles["001"], "Moscow/Minsk –") == "dateline"
    assert part(articles["002"], "Lukashenko sees relaxation. (Archive picture)") == "caption"
    assert part(articles["003"], "Alexander Lukashenko (archive photo)") == "caption"
    assert part(articles["003"], "Maneuvers in BelarusREUTERS") == "caption"
