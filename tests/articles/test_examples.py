from __future__ import annotations

from pathlib import Path

from reads import part, read

EXAMPLES = Path(__file__).parents[2] / "examples/articles"


def test_every_example_has_a_title_a_date_and_a_source() -> None:
    articles, refusals = read(EXAMPLES)
    assert refusals == []
    assert len(articles) == 8
    for article in articles:
        assert article.title
        assert article.source
        assert article.published
        assert 120 <= len(article.text.split()) <= 260


def test_examples_are_read_the_same_twice() -> None:
    assert read(EXAMPLES) == read(EXAMPLES)


def test_the_scraped_example_keeps_its_leftovers_apart() -> None:
    (article,), _ = read(EXAMPLES / "zimljansk-fuel-depot.txt")
    for words in ("Graz", "Augsburg", "Salzburg", "Skip to content"):
        assert part(article, words) == "leftover"
    for words in ("Zimljansk", "Novoshakhtinsk", "Belarus"):
        assert part(article, words) == "body"
