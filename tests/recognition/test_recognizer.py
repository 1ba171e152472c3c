"""Articles in, mentions out: which names, which spans, in which order."""

from __future__ import annotations

from itertools import count, islice, pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geomap.model import Article, PartSpan
from geomap.recognition import RecognitionError, Recognizer
from geomap.recognition.usage import agreed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from geomap.gazetteer import Gazetteer


def names(recognizer: Recognizer, text: str) -> list[str]:
    return [m.text for m in recognizer.recognize(Article(id="a", text=text)).mentions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Russian troops shelled the city of Kherson on Monday.", ["Russian", "Kherson"]),
        ("Talks were held in the Netherlands and in Poland.", ["Netherlands", "Poland"]),
        ("Ukraine's army left Bakhmut, officials in Kyiv said.", ["Ukraine", "Bakhmut", "Kyiv"]),
        ("Fighting went on near Kharkiv, in Kherson Oblast.", ["Kharkiv", "Kherson Oblast"]),
        ("The crash happened in Madison County, Texas.", ["Madison County", "Texas"]),
        (
            "Soldiers closed the Ukrainian-Belarusian border on Sunday.",
            ["Ukrainian", "Belarusian"],
        ),
        (
            "Ukraine and Russia accuse each other of shelling Charkiv.",
            ["Ukraine", "Russia", "Charkiv"],
        ),
        (
            "Belarus will host Russian troops near Minsk.\n\nAn exercise in BelarusREUTERS",
            ["Belarus", "Russian", "Minsk", "Belarus"],
        ),
        ("The Kremlin rejected the offer.", ["Kremlin"]),
        ("ST. LOUIS (AP) — A jury acquitted two officers in Ferguson.", ["ST. LOUIS", "Ferguson"]),
        ("In Pittsburgh dinner was served on fine china.", ["Pittsburgh"]),
        ("Kazan restored its kremlin.", ["Kazan"]),
        ("Israeli troops entered gaza on Monday.", ["Israeli", "gaza"]),
        ("He works for a U.S.-based company in Kyiv.", ["U.S.", "Kyiv"]),
        ("Muslims and Christians live side by side in Egypt.", ["Egypt"]),
        ("The Crimean bridge collapsed in part.", ["Crimean bridge"]),
        ("The Marburg virus is spreading in Angola.", ["Angola"]),
        ("They ate bread with cheese.", []),
        ("A crash closed County Road 35 near Alexandria.", ["County Road 35", "Alexandria"]),
        ("A man from Loudon Co. was found in Knoxville.", ["Loudon Co.", "Knoxville"]),
        ("They bought a brick house in Barrie, Ont. It is old.", ["Barrie", "Ont."]),
        ("They moved from Texas to Washington. It was late.", ["Texas", "Washington"]),
        ("He flew to Trinidad and Tobago on Monday.", ["Trinidad and Tobago"]),
        ("The virus was found in the UK. In the U.S. it was not.", ["UK", "U.S."]),
        ("They met in Washington, D.C., on Friday.", ["Washington, D.C."]),
        ("They moved to Washington, DC. It was late.", ["Washington, DC"]),
        ("US Aid for Ukraine came from Washington.", ["US", "Ukraine", "Washington"]),
        ("He drove to Rostov-on-Don on Monday.", ["Rostov-on-Don"]),
        ("Lyman in Donetsk Oblast was taken.", ["Lyman", "Donetsk Oblast"]),
        ("Native Americans met in Oklahoma.", ["Oklahoma"]),
        ("LEBANON (AP) — A pathologist testified in Ohio.", ["LEBANON", "Ohio"]),
        (
            "NEW YORK AND CALIFORNIA SUE\n\nThe states sued on Monday.",
            ["NEW YORK", "CALIFORNIA"],
        ),
    ],
)
def test_the_right_names_are_found(recognizer: Recognizer, text: str, expected: list[str]) -> None:
    assert names(recognizer, text) == expected


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("A depot burned in the Rostov region on Tuesday.", "Rostov", "region"),
        ("A depot burned in the region of Kherson on Tuesday.", "Kherson", "region"),
        ("Fighting went on in the Ukrainian region, Kherson.", "Kherson", "region"),
        ("Fighting went on in Kherson on Tuesday.", "Kherson", None),
        ("Fighting went on in Kherson Oblast on Tuesday.", "Kherson Oblast", None),
        ("Drones hit targets on Russian territory.", "Russian", None),
    ],
)
def test_a_small_kind_word_is_kept_beside_the_name(
    recognizer: Recognizer, text: str, name: str, kind: str | None
) -> None:
    mentions = recognizer.recognize(Article(id="a", text=text)).mentions
    assert [m.kind_word for m in mentions if m.text == name] == [kind]


def test_a_mention_has_probabilities_and_reasons(recognizer: Recognizer) -> None:
    text = "The army shelled villages in Ukraine again. The Ukrainian government protested."
    place, demonym = recognizer.recognize(Article(id="a", text=text)).mentions
    assert place.recognition_score is not None
    assert place.recognition_score > 0.9
    assert place.usage == "literal"
    assert demonym.usage == "demonym"
    for mention in (place, demonym):
        assert mention.place is None
        assert mention.usage_score is not None
        assert 0 <= mention.usage_score <= 1
        assert 1 <= len(mention.evidence) <= 6
        weights = [abs(reason.weight) for reason in mention.evidence]
        assert weights == sorted(weights, reverse=True)
        assert all(reason.sentence for reason in mention.evidence)


@pytest.mark.parametrize(
    ("text", "name", "usage"),
    [
        ("Fighting went on in the east of Ukraine on Tuesday.", "Ukraine", "literal"),
        ("They met at the border with Poland.", "Poland", "literal"),
        ("The minister urged China to keep its word.", "China", "metonymic"),
        ("Germany said on Monday that it would pay.", "Germany", "metonymic"),
        ("The Kremlin threatened to answer.", "Kremlin", "metonymic"),
        ("Polish farmers blocked the road.", "Polish", "demonym"),
        ("The Chicago Tribune reported it on Monday.", "Chicago", "embedded"),
    ],
)
def test_the_clause_tells_how_a_name_is_used(
    recognizer: Recognizer, text: str, name: str, usage: str
) -> None:
    mentions = recognizer.recognize(Article(id="a", text=text)).mentions
    assert [m.usage for m in mentions if m.text == name] == [usage]


def test_names_of_a_list_are_used_alike(recognizer: Recognizer) -> None:
    text = "Tensions grew. Russia, Belarus and Iran said that they would sign the treaty."
    mentions = recognizer.recognize(Article(id="a", text=text)).mentions
    assert [(m.text, m.usage) for m in mentions] == [
        ("Russia", "metonymic"),
        ("Belarus", "metonymic"),
        ("Iran", "metonymic"),
    ]


def test_names_of_a_list_agree_where_each_alone_would_not() -> None:
    literal, metonymic, demonym = [0.7, 0.3, 0, 0], [0.2, 0.8, 0, 0], [0.1, 0.1, 0.8, 0]
    pair, other = (3, 6), (9, 10)
    together = agreed([literal, metonymic, demonym, literal], [pair, pair, pair, other])
    assert together[0] == together[1] == pytest.approx([0.45, 0.55, 0, 0])
    assert together[2:] == [demonym, literal]


def test_the_part_of_the_article_is_noted(recognizer: Recognizer) -> None:
    text = "Read also: Storm in Austria.\nThe storm hit Poland."
    article = Article(id="a", text=text, parts=(PartSpan(0, 28, "leftover"),))
    found = recognizer.recognize(article).mentions
    assert [(m.text, m.part) for m in found] == [("Austria", "leftover"), ("Poland", "body")]


def test_articles_come_back_in_their_order_and_one_batch_at_a_time(
    recognizer: Recognizer,
) -> None:
    read: list[int] = []

    def endless() -> Iterator[Article]:
        for number in count():
            read.append(number)
            yield Article(id=str(number), text="Storms in Poland." if number % 3 else "")

    found = list(islice(recognizer.recognize_all(endless(), batch_size=4), 6))
    assert [article.id for article in found] == ["0", "1", "2", "3", "4", "5"]
    assert [len(article.mentions) for article in found] == [0, 1, 1, 0, 1, 1]
    assert len(read) == 8


def test_an_article_alone_has_the_mentions_it_has_in_a_batch(recognizer: Recognizer) -> None:
    articles = [
        Article(id="1", text="Minsk and Moscow agreed. Belarus will host troops near Brest."),
        Article(id="2", text="In Lamar County, Texas, the road to Paris was shut."),
    ]
    spans = [
        [(m.start, m.end, m.usage) for m in article.mentions]
        for article in recognizer.recognize_all(articles)
    ]
    alone = [recognizer.recognize(article).mentions for article in articles]
    assert spans == [[(m.start, m.end, m.usage) for m in found] for found in alone]


WORDS = "Kherson the Ukrainian - region , Moscow's U.S. said in County Лондон “ / Highway 9"


@given(
    st.lists(
        st.sampled_from([*WORDS.split(), "\n", "  ", "e\u0301", "\x00", "\U0001f600"]), max_size=25
    )
)
@settings(deadline=None, max_examples=80, suppress_health_check=[HealthCheck.too_slow])
def test_mentions_are_spans_of_the_text_sorted_and_without_overlap(
    recognizer: Recognizer, words: list[str]
) -> None:
    article = Article(id="a", text=" ".join(words))
    mentions = recognizer.recognize(article).mentions
    for mention in mentions:
        assert article.text[mention.start : mention.end] == mention.text
        assert mention.text.strip() == mention.text != ""
        assert "\n" not in mention.text
    assert all(left.end <= right.start for left, right in pairwise(mentions))


def test_a_long_article_is_read_in_pieces(recognizer: Recognizer) -> None:
    line = "The storm came from Poland to Germany and went on to France.\n"
    text = line * 2500
    mentions = recognizer.recognize(Article(id="a", text=text)).mentions
    assert len(text) > 150_000
    assert len(mentions) == 7500
    assert all(text[m.start : m.end] == m.text for m in mentions)


def test_a_missing_model_says_how_to_get_it(gazetteer: Gazetteer) -> None:
    with pytest.raises(RecognitionError, match="python -m spacy download no_such_model"):
        Recognizer(gazetteer, model="no_such_model")


def test_a_pipeline_without_entities_is_refused(gazetteer: Gazetteer) -> None:
    import spacy

    with pytest.raises(RecognitionError, match="add a trained 'ner'"):
        Recognizer(gazetteer, model=spacy.blank("en"))


def test_any_pipeline_with_entities_can_be_put_in(gazetteer: Gazetteer) -> None:
    import spacy

    nlp = spacy.blank("en")
    nlp.add_pipe("entity_ruler").add_patterns(
        [{"label": "GPE", "pattern": "Ukraine"}, {"label": "PERSON", "pattern": "Anna Berg"}]
    )
    text = "Anna Berg travelled to Ukraine and to Poland."
    found = Recognizer(gazetteer, model=nlp).recognize(Article(id="a", text=text)).mentions
    assert [m.text for m in found][:1] == ["Ukraine"]


def test_weights_that_are_none_are_refused(gazetteer: Gazetteer, tmp_path: Path) -> None:
    path = tmp_path / "weights.json"
    path.write_text("{}")
    with pytest.raises(RecognitionError, match="not a file of recognition weights"):
        Recognizer(gazetteer, weights=path)
