"""Recognition and resolution together, with the real model and the real gazetteer."""

from __future__ import annotations

import pickle
from itertools import count, pairwise
from typing import TYPE_CHECKING

import pytest

from geomap import Article, Geoparser

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def geoparser() -> Geoparser:
    return Geoparser()


def places(article: Article) -> dict[str, tuple[str, str | None, str | None]]:
    return {
        m.text: (m.place.name, m.place.admin1, m.place.country) for m in article.mentions if m.place
    }


def test_the_sentence_of_the_readme(geoparser: Geoparser) -> None:
    article = geoparser.parse(
        "Drones set fire to a fuel depot in the Zimljansk district of the Rostov region."
    )
    found = places(article)
    assert found["Zimljansk"][1:] == ("Rostov Oblast", "RU")
    assert found["Rostov"] == ("Rostov Oblast", "Rostov Oblast", "RU")


def test_machine_translated_spellings_reach_their_places(geoparser: Geoparser) -> None:
    article = geoparser.parse(
        "Officials in Kiew said Ukraine had lost contact with Cherson. In the northeastern "
        "Ukrainian region of Charkiv, two people were hurt. Kyiv sent help; Kiev's mayor too."
    )
    found = places(article)
    assert found["Kiew"] == found["Kyiv"] == found["Kiev"]
    assert found["Kyiv"][0] == "Kyiv"
    assert found["Cherson"][2] == "UA"
    assert found["Charkiv"] == ("Kharkiv Oblast", "Kharkiv Oblast", "UA")


def test_every_mention_is_a_span_of_its_text_and_says_why(geoparser: Geoparser) -> None:
    text = "Minsk denied it. Paris, Texas, is not Paris; Blorkville was never in Ukraine."
    article = geoparser.parse(text)
    assert article.mentions
    for mention in article.mentions:
        assert article.text[mention.start : mention.end] == mention.text
        assert (mention.place is None) == (mention.reason is not None)
        if mention.place:
            assert mention.score is not None
            assert 0 <= mention.score <= 1
            assert mention.evidence
    spans = [(m.start, m.end) for m in article.mentions]
    assert spans == sorted(spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


def test_a_title_in_its_own_field_is_kept_and_not_searched(geoparser: Geoparser) -> None:
    article = geoparser.parse(
        Article(id="a", title="News from Minsk", text="Rain fell on Kherson.")
    )
    assert article.title == "News from Minsk"
    assert [m.text for m in article.mentions] == ["Kherson"]


def test_a_stream_is_read_only_as_far_as_it_is_asked(geoparser: Geoparser) -> None:
    taken = count()

    def endless() -> Iterator[Article]:
        while True:
            yield Article(id=str(next(taken)), text="Rain fell on Kherson.")

    stream = geoparser.parse_all(endless())
    assert [next(stream).id for _ in range(3)] == ["0", "1", "2"]
    assert next(taken) < 500


def test_the_order_of_articles_changes_no_answer(geoparser: Geoparser) -> None:
    texts = ["Lyman fell, said Ukraine.", "Lyman is in Wyoming.", "Odessa, Texas, saw rain."]
    articles = [Article(id=text, text=text) for text in texts]
    forward = {a.id: a.mentions for a in geoparser.parse_all(articles)}
    backward = {a.id: a.mentions for a in geoparser.parse_all(articles[::-1])}
    assert forward == backward


def test_an_article_comes_through_a_pickle_as_it_is(geoparser):
    article = geoparser.parse("Shells fell on Cherson and Nova Kakhovka in Ukraine, Kyiv said.")
    assert article.mentions
    assert pickle.loads(pickle.dumps(article)) == article  # noqa: S301 - our own bytes
