"""Base forms of inflected names, and the places that the resolver finds by them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.gazetteer.inflection import (
    INFLECTED,
    MOST,
    adjective_bases,
    base_forms,
    known_base_forms,
)
from geomap.model import Article, Mention
from geomap.resolution import Resolver

if TYPE_CHECKING:
    from geomap.gazetteer import Gazetteer

LANGUAGES = st.sampled_from(sorted(INFLECTED))


@pytest.fixture(scope="module")
def resolver(gazetteer: Gazetteer) -> Resolver:
    return Resolver(gazetteer)


@pytest.mark.parametrize(
    ("language", "base", "forms"),
    [
        ("uk", "Харків", "Харкова Харкову Харкові Харковом"),
        ("uk", "Київ", "Києва Києву Києві Києвом"),
        ("uk", "Одеса", "Одеси Одесі Одесу Одесою"),
        ("uk", "Тернопіль", "Тернополя Тернополі Тернополем"),
        ("uk", "Білорусь", "Білорусі Білоруссю"),
        ("uk", "Прага", "Праги Празі Прагу Прагою"),
        ("uk", "Чернівці", "Чернівців Чернівцях Чернівцями"),
        ("uk", "Рівне", "Рівного Рівному Рівним"),
        ("uk", "Англія", "Англії Англію Англією"),
        ("ru", "Харьков", "Харькова Харькову Харькове Харьковом"),
        ("ru", "Москва", "Москвы Москве Москву Москвой"),
        ("ru", "Китай", "Китая Китаю Китаем Китае"),
        ("ru", "Сибирь", "Сибири Сибирью"),
        ("ru", "Донецк", "Донецка Донецку Донецком Донецке"),
        ("ru", "Донец", "Донца Донце Донцом"),
        ("ru", "Черкассы", "Черкасс Черкассам Черкассах"),
        ("ru", "Ростов-на-Дону", "Ростова-на-Дону Ростове-на-Дону"),
        ("ru", "Нью-Йорк", "Нью-Йорка Нью-Йорке"),
        ("ru", "ХЕРСОН", "ХЕРСОНА ХЕРСОНЕ"),
        ("pl", "Charków", "Charkowa Charkowie Charkowem Charkowowi"),
        ("pl", "Polska", "Polski Polsce Polskę Polską"),
        ("pl", "Poznań", "Poznania Poznaniu Poznaniem"),
        ("pl", "Bukareszt", "Bukaresztu Bukareszcie Bukaresztem"),
        ("pl", "Łódź", "Łodzi Łodzią"),
        ("pl", "Niemcy", "Niemiec Niemczech Niemcami"),
        ("pl", "Białoruś", "Białorusi Białorusią"),
        ("pl", "Kielce", "Kielc Kielcach"),
        ("de", "Cherson", "Chersons"),
        ("de", "Kiew", "Kiewer Kiews"),
    ],
)
def test_base_form_is_among_those_of_each_inflected_form(
    language: str, base: str, forms: str
) -> None:
    for form in forms.split():
        assert base in base_forms(form, language), form


@pytest.mark.parametrize(
    ("language", "form", "base"),
    [
        ("uk", "Великої Британії", "Велика Британія"),
        ("uk", "Сполучених Штатів", "Сполучені Штати"),
        ("uk", "Херсонській області", "Херсонська область"),
        ("ru", "Балтийского моря", "Балтийское море"),
        ("ru", "Курской области", "Курская область"),
        ("pl", "Stanach Zjednoczonych", "Stany Zjednoczone"),
        ("pl", "Wlk. Brytanii", "Wielka Brytania"),
        ("pl", "obwodzie chersońskim", "obwód chersoński"),
    ],
)
def test_words_of_a_name_are_inflected_together(language: str, form: str, base: str) -> None:
    assert base in base_forms(form, language)


@pytest.mark.parametrize(
    ("language", "adjective", "name"),
    [
        ("ru", "московского", "Москва"),
        ("ru", "лондонский", "Лондон"),
        ("ru", "нью-йоркском", "Нью-Йорк"),
        ("uk", "київської", "Київ"),
        ("uk", "донецький", "Донецьк"),
        ("pl", "charkowskim", "Charków"),
        ("pl", "berliński", "Berlin"),
    ],
)
def test_an_adjective_names_its_place(language: str, adjective: str, name: str) -> None:
    assert name in adjective_bases(adjective, language)
    assert name in base_forms(adjective, language)


def test_a_noun_that_looks_like_an_adjective_is_none() -> None:
    assert "Торецьк" not in adjective_bases("Торецьку", "uk")
    assert "Торецьк" in base_forms("Торецьку", "uk")


@given(st.text(max_size=60), LANGUAGES)
def test_base_forms_are_few_distinct_and_never_the_name(name: str, language: str) -> None:
    forms = base_forms(name, language)
    assert len(forms) <= MOST
    assert len(set(forms)) == len(forms)
    assert name not in forms


@given(st.text(alphabet="абвгдеиіїклмнорстуьяю -", max_size=30), st.sampled_from(["uk", "ru"]))
def test_base_forms_keep_the_number_of_words_and_their_first_letters(
    name: str, language: str
) -> None:
    words = name.split()
    for form in base_forms(name, language):
        assert len(form.split()) == len(words)
        assert [word[:1].lower() for word in form.split()] == [word[:1] for word in words]


@given(st.text(max_size=40))
def test_languages_without_rules_have_no_base_forms(name: str) -> None:
    assert base_forms(name, None) == base_forms(name, "en") == base_forms(name, "fr") == ()


def test_only_names_of_the_gazetteer_are_known_base_forms(gazetteer: Gazetteer) -> None:
    assert known_base_forms(gazetteer, "Харкові", "uk")[0] == "Харків"
    assert known_base_forms(gazetteer, "Ххххові", "uk") == ()


@pytest.mark.parametrize(
    ("language", "text", "name", "kind_word", "place"),
    [
        ("uk", "У Харкові пролунали вибухи.", "Харкові", None, "Kharkiv"),
        ("pl", "Wybuchy w Charkowie.", "Charkowie", None, "Kharkiv"),
        ("de", "Kämpfe im Gebiet Cherson.", "Cherson", "gebiet", "Kherson Oblast"),
        ("ru", "Бои в Херсонской области.", "Херсонской области", None, "Kherson Oblast"),
        ("fr", "Des tirs à Kherson.", "Kherson", None, "Kherson"),
        ("fr", "Dans la région de Kherson.", "Kherson", "région", "Kherson Oblast"),
        ("pl", "Wywóz zboża do Chin.", "Chin", None, "China"),
    ],
)
def test_an_inflected_name_finds_its_place(
    resolver: Resolver, language: str, text: str, name: str, kind_word: str | None, place: str
) -> None:
    start = text.index(name)
    mention = Mention(start, start + len(name), name, kind_word=kind_word)
    article = Article("a", text, language=language, mentions=(mention,))
    found = resolver.resolve(article).mentions[0].place
    assert found is not None
    assert found.name == place


def test_the_base_form_is_said_in_the_evidence(resolver: Resolver) -> None:
    text = "У Харкові пролунали вибухи."
    article = Article("a", text, language="uk", mentions=(Mention(2, 9, "Харкові"),))
    said = [evidence.sentence for evidence in resolver.resolve(article).mentions[0].evidence]
    assert "Харкові is a form of Харків" in said


def test_english_articles_have_no_base_forms(resolver: Resolver) -> None:
    text = "The Chersons moved."
    mention = Mention(4, 12, "Chersons")
    found = [
        resolver.resolve(Article("a", text, language=language, mentions=(mention,)))
        for language in ("en", None)
    ]
    assert found[0].mentions == found[1].mentions
    assert not any("is a form of" in e.sentence for e in found[0].mentions[0].evidence)
