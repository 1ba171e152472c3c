"""Articles in other languages, from their text to their places, with the real models."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geomap.errors import LanguageWarning, RecognitionError
from geomap.geoparser import Geoparser
from geomap.model import Article
from geomap.recognition import Recognizer
from geomap.recognition.candidates import Spellings
from geomap.recognition.languages import LANGUAGES
from geomap.recognition.languages.reader import LanguageReader, load

if TYPE_CHECKING:
    from pathlib import Path

    from geomap.gazetteer import Gazetteer


@dataclass(frozen=True)
class Story:
    """A text, names that must be found with their places, and words that are no names."""

    text: str
    places: dict[str, str]
    others: tuple[str, ...]


STORIES = {
    "de": Story(
        "Bei einem Angriff im Gebiet Cherson sind drei Menschen getötet worden. Das teilte der "
        "Gouverneur Olexandr Prokudin mit. Auch in der Großstadt Charkiw und in Saporischschja gab "
        "es Explosionen. Bundeskanzler Friedrich Merz traf in Genf die Außenministerin der Schweiz."
        " Deutschlands Regierung will der Ukraine Waffen liefern. In München und in Frankfurt am "
        "Main wurde demonstriert.",
        {
            "Cherson": "Kherson Oblast",
            "Charkiw": "Kharkiv",
            "Saporischschja": "Zaporizhzhia",
            "Genf": "Geneva",
            "Schweiz": "Switzerland",
            "Deutschlands": "Germany",
            "Ukraine": "Ukraine",
            "München": "Munich",
            "Frankfurt am Main": "Frankfurt am Main",
        },
        ("Menschen", "Prokudin", "Merz", "Waffen", "Bei", "Regierung", "Explosionen"),
    ),
    "fr": Story(
        "Des tirs ont touché la région de Kherson dans la nuit de dimanche à lundi, a annoncé le "
        "gouverneur Oleksandr Prokoudine. À Kharkiv, deux immeubles ont été détruits. Emmanuel "
        "Macron s'est rendu à Varsovie, en Pologne. L'Ukraine demande aux États-Unis de nouvelles "
        "livraisons. Un rassemblement a eu lieu à Lyon, un autre à Bruxelles.",
        {
            "Kherson": "Kherson Oblast",
            "Kharkiv": "Kharkiv",
            "Varsovie": "Warsaw",
            "Pologne": "Poland",
            "Ukraine": "Ukraine",
            "États-Unis": "United States",
            "Lyon": "Lyon",
            "Bruxelles": "Brussels",
        },
        ("Prokoudine", "Macron", "Emmanuel"),
    ),
    "pl": Story(
        "W Charkowie słychać było wybuchy, poinformował mer Ihor Terechow. Wojska rosyjskie "
        "ostrzelały obwód chersoński. Prezydent Ukrainy Wołodymyr Zełenski rozmawiał z premierem "
        "Donaldem Tuskiem. Pociąg z Przemyśla do Kijowa spóźnił się o godzinę. W Kielcach padało. "
        "Niemcy i Wielka Brytania wyślą pomoc. W Stanach Zjednoczonych trwa kampania.",
        {
            "Charkowie": "Kharkiv",
            "rosyjskie": "Russia",
            "obwód chersoński": "Kherson Oblast",
            "Ukrainy": "Ukraine",
            "Przemyśla": "Przemyśl",
            "Kijowa": "Kyiv",
            "Kielcach": "Kielce",
            "Niemcy": "Germany",
            "Wielka Brytania": "United Kingdom",
            "Stanach Zjednoczonych": "United States",
        },
        ("Terechow", "Zełenski", "Tuskiem", "Wojska", "Pociąg"),
    ),
    "ru": Story(
        "В Харькове прогремели взрывы, сообщил мэр города Игорь Терехов. Российские войска "
        "обстреляли Херсонскую область. Президент Украины Владимир Зеленский прибыл в Варшаву. Бои "
        "идут под Бахмутом и в Запорожской области. Поезд из Ростова-на-Дону прибыл в "
        "Санкт-Петербург.",
        {
            "Харькове": "Kharkiv",
            "Российские": "Russia",
            "Херсонскую область": "Kherson Oblast",
            "Украины": "Ukraine",
            "Варшаву": "Warsaw",
            "Бахмутом": "Bakhmut",
            "Запорожской области": "Zaporizhzhia Oblast",
            "Ростова-на-Дону": "Rostov-on-Don",
            "Санкт-Петербург": "Saint Petersburg",
        },
        ("Терехов", "Зеленский", "Поезд", "Бои"),
    ),
    "uk": Story(
        "У Харкові пролунали вибухи, повідомив міський голова Ігор Терехов. Російські війська "
        "обстріляли Херсонську область, загинули троє людей. Президент України Володимир Зеленський"
        " прибув до Варшави. У місті Суми без світла лишилися тисячі мешканців. Бої тривають біля "
        "Покровська, у Торецьку й поблизу Авдіївки.",
        {
            "Харкові": "Kharkiv",
            "Російські": "Russia",
            "Херсонську область": "Kherson Oblast",
            "України": "Ukraine",
            "Варшави": "Warsaw",
            "Суми": "Sumy",
            "Покровська": "Pokrovsk",
            "Торецьку": "Toretsk",
            "Авдіївки": "Avdiivka",
        },
        ("Терехов", "Зеленський", "Бої"),
    ),
}
ENGLISH = "Shells hit Kharkiv and the Kherson region, officials in Kyiv said on Monday."


@pytest.fixture(scope="module")
def geoparser(gazetteer: Gazetteer) -> Geoparser:
    return Geoparser(gazetteer)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_article_finds_its_places(geoparser: Geoparser, language: str) -> None:
    story = STORIES[language]
    article = geoparser.parse(Article("a", story.text))
    assert article.language == language
    found = {m.text: m.place.name for m in article.mentions if m.place is not None}
    assert {name: found.get(name) for name in story.places} == story.places
    words = {word for mention in article.mentions for word in mention.text.split()}
    assert not words & set(story.others)


@pytest.mark.parametrize("language", LANGUAGES)
def test_mentions_are_sorted_spans_of_the_text_with_reasons(
    recognizer: Recognizer, language: str
) -> None:
    article = recognizer.recognize(Article("a", STORIES[language].text))
    for mention in article.mentions:
        assert article.text[mention.start : mention.end] == mention.text
        assert mention.recognition_score is not None
        assert 0 < mention.recognition_score <= 1
        assert mention.evidence
        assert mention.usage in {None, "demonym"}
    for left, right in pairwise(article.mentions):
        assert left.end <= right.start


@pytest.mark.parametrize(
    ("language", "name", "kind_word"),
    [
        ("de", "Cherson", "gebiet"),
        ("de", "Charkiw", "großstadt"),
        ("fr", "Kherson", "région"),
        ("uk", "Суми", "місто"),
    ],
)
def test_the_kind_word_beside_a_name_is_given_in_its_base_form(
    recognizer: Recognizer, language: str, name: str, kind_word: str
) -> None:
    article = recognizer.recognize(Article("a", STORIES[language].text))
    assert [m.kind_word for m in article.mentions if m.text == name] == [kind_word]


def test_adjectives_are_demonyms(recognizer: Recognizer) -> None:
    article = recognizer.recognize(Article("a", STORIES["uk"].text))
    assert [m.text for m in article.mentions if m.usage == "demonym"] == ["Російські"]


def test_answers_depend_on_neither_order_nor_batch(recognizer: Recognizer) -> None:
    articles = [Article(code, story.text) for code, story in STORIES.items()]
    articles.insert(2, Article("en", ENGLISH))
    alone = {article.id: recognizer.recognize(article) for article in articles}
    for order, size in ((articles, 2), (articles[::-1], 4), (articles, 32)):
        found = list(recognizer.recognize_all(order, batch_size=size))
        assert [article.id for article in found] == [article.id for article in order]
        assert {article.id: article for article in found} == alone


def test_answers_do_not_depend_on_workers(geoparser: Geoparser) -> None:
    articles = [Article(code, story.text) for code, story in STORIES.items()]
    articles.append(Article("en", ENGLISH))
    one = list(geoparser.parse_all(articles))
    assert list(geoparser.parse_all(articles, workers=2)) == one


def test_english_loads_no_other_language(gazetteer: Gazetteer) -> None:
    recognizer = Recognizer(gazetteer)
    recognizer.recognize(Article("a", ENGLISH))
    assert recognizer.loaded == ()
    recognizer.recognize(Article("b", STORIES["uk"].text))
    assert recognizer.loaded == ("uk",)


def test_what_an_article_says_of_its_language_wins(recognizer: Recognizer) -> None:
    text = "Kiew, Wien, Paris."
    assert recognizer.recognize(Article("a", text, language="de-AT")).language == "de"
    assert recognizer.recognize(Article("a", text)).language is None


@pytest.mark.parametrize("language", ["fr", "pl", "ru"])
def test_without_its_extra_a_language_is_read_all_the_same(
    gazetteer: Gazetteer, language: str
) -> None:
    reader = LanguageReader(gazetteer, Spellings(gazetteer), language, extra=False)
    story = STORIES[language]
    found = {mention.text for mention in reader.mentions(story.text)}
    assert len(found & set(story.places)) >= len(story.places) - 2


def test_an_unread_language_is_counted_and_warned_of_once(geoparser: Geoparser) -> None:
    text = "Det regnet i Oslo hele dagen, og politiet stengte flere veier i sentrum av byen."
    with pytest.warns(LanguageWarning, match="'a' is in no, which is not read") as said:
        list(geoparser.parse_all([Article("a", text), Article("b", text)]))
    assert len(said) == 1
    assert sum(geoparser.unread.values()) == 2


def test_a_broken_file_of_weights_is_named(tmp_path: Path) -> None:
    path = tmp_path / "weights.json"
    path.write_text('{"accept": []}')
    with pytest.raises(RecognitionError, match=r"weights\.json is not a file of recognition"):
        load("uk", extra=False, path=path)


@settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.text(alphabet="аАбВгіїХКрньск' -.,\n«»()wWKoŁąęzsci0", max_size=120),
    st.sampled_from(LANGUAGES),
)
def test_any_text_gives_sorted_mentions_that_are_spans_of_it(
    recognizer: Recognizer, text: str, language: str
) -> None:
    article = recognizer.recognize(Article("a", text, language=language))
    for mention in article.mentions:
        assert article.text[mention.start : mention.end] == mention.text
    for left, right in pairwise(article.mentions):
        assert left.end <= right.start
