"""Other languages: which names are found, which places they get, and what the others cost English.

Accuracy: strict and overlap precision, recall and F1 on the development corpora of each language,
with documents held out of training and with whole stories held out, beside what the network or the
gazetteer says alone; the language that each document is taken for; the places of gold names.
Speed: words a CPU second of each language, and the share of detection in reading English.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1] / "scripts"))

import train_languages as training
from train_recognition import line

from geomap.articles import read_articles
from geomap.evaluation import Toponym, evaluate, gold_article, read_gold, toponyms
from geomap.gazetteer import Gazetteer, build_gazetteer
from geomap.model import Article
from geomap.recognition import Recognizer
from geomap.recognition.candidates import Spellings
from geomap.recognition.languages.detection import detect
from geomap.recognition.languages.reader import LanguageReader
from geomap.resolution import Resolver

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from geomap.evaluation import GoldDocument

EXAMPLES = Path(__file__).parents[1] / "examples" / "articles"
TEXTS = {
    "de": "In Charkiw und im Gebiet Cherson gab es am Montag Explosionen, hieß es in Kiew. ",
    "fr": "À Kharkiv et dans la région de Kherson, des explosions ont eu lieu lundi. ",
    "pl": "W Charkowie i w obwodzie chersońskim słychać było w poniedziałek wybuchy, podał rząd. ",
    "ru": "В Харькове и в Херсонской области в понедельник прогремели взрывы, сообщили власти. ",
    "uk": "У Харкові та в Херсонській області в понеділок пролунали вибухи, повідомила влада. ",
}
REPEATS, ARTICLES = 50, 20


def accuracy(corpora: Path) -> None:
    """Print the figures of each language."""
    with Gazetteer.open(build_gazetteer()) as gazetteer:
        spellings, resolver = Spellings(gazetteer), Resolver(gazetteer)
        for language, names in training.CORPORA.items():
            for title, extra in training.parts(language):
                reader = LanguageReader(gazetteer, spellings, language, extra=extra)
                _alone(corpora, reader, title)
                training.report(title, training.read_examples(corpora, reader))
            for name in names:
                _places(name, read_gold(corpora / f"{name}.jsonl"), resolver, language)


def _alone(corpora: Path, reader: LanguageReader, title: str) -> None:
    """The names that the network sees, or that the gazetteer knows, without a classifier."""
    for name in training.CORPORA[reader.language]:
        documents = read_gold(corpora / f"{name}.jsonl")
        for what, find in (("network", _network), ("gazetteer", _gazetteer)):
            found = {document.id: find(reader, document.text) for document in documents}
            if any(found.values()):
                print(line(f"{name}, {title}, {what} alone", evaluate(documents, found)))


def _network(reader: LanguageReader, text: str) -> list[Toponym]:
    tokens, _, _ = reader.candidates(text)
    return [
        Toponym(tokens.starts[e.start], tokens.ends[e.end - 1])
        for e in tokens.entities
        if e.label == "LOC"
    ]


def _gazetteer(reader: LanguageReader, text: str) -> list[Toponym]:
    """The longest known names in capitals, from the left."""
    tokens, spans, _ = reader.candidates(text)
    found: list[Toponym] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        start, end = tokens.starts[span.start], tokens.ends[span.end - 1]
        known = span.known is not None and span.known.profile.places > 0 and not span.is_small
        if known and (not found or start >= found[-1].end):
            found.append(Toponym(start, end))
    return found


def _places(name: str, documents: Sequence[GoldDocument], resolver: Resolver, code: str) -> None:
    taken = Counter(detect(document.text) for document in documents)
    print(f"{name}: taken for {', '.join(f'{k} {n}' for k, n in taken.most_common())}")
    for title, language in (("as English", None), ("with base forms", code)):
        found = {
            document.id: toponyms(
                resolver.resolve(replace(gold_article(document, spans=True), language=language))
            )
            for document in documents
        }
        scores = evaluate(documents, found)
        print(
            f"{name}, gold names {title}: within 161 km {100 * (scores.accuracy or 0):.1f} %, "
            f"right country {100 * (scores.country_accuracy or 0):.1f} % of those placed",
            flush=True,
        )


def speed() -> None:
    """Print words per CPU second of each language, and what detection costs English."""
    english = [replace(article, language=None) for article in read_articles([EXAMPLES])]
    with Gazetteer.open(build_gazetteer()) as gazetteer:
        recognizer = Recognizer(gazetteer)
        list(recognizer.recognize_all(english))
        whole = _seconds(lambda: list(recognizer.recognize_all(english)))
        share = _seconds(lambda: [detect(article.text) for article in english]) / whole
        print(f"English: detection is {share:.2%} of reading {len(english)} articles")
        for language, text in TEXTS.items():
            words = REPEATS * len(text.split()) * ARTICLES
            articles = [Article(str(i), text * REPEATS) for i in range(ARTICLES)]
            recognizer.recognize(articles[0])
            took = _seconds(lambda articles=articles: list(recognizer.recognize_all(articles)))
            print(f"{language} {words / took:10.0f} words/s")


def _seconds(run: Callable[[], object]) -> float:
    start = time.process_time()
    run()
    return time.process_time() - start
