"""Recognition: which names are found, and how fast.

Accuracy: strict and overlap precision, recall and F1 on each development corpus, cross-validated
and with the tested corpus left out of training, beside the plain language model and the rules that
look for known names inside organisations. Speed: words a second beside stock ``nlp.pipe`` with only
``ner``, in the same run, on the same articles of 600 words.
"""

from __future__ import annotations

import sys
import time
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1] / "scripts"))

import train_recognition as training
from recognition_examples import CORPORA, NOT_COUNTED, read_examples

from benchmarks.recognition_rules import PLACE_LABELS, Found, find_by_rules
from geomap.articles import read_articles
from geomap.evaluation import Toponym, evaluate, read_gold
from geomap.gazetteer import Gazetteer, build_gazetteer
from geomap.model import Article
from geomap.recognition import Recognizer
from geomap.recognition.language import STOCK_MODEL, LanguageModel, load
from geomap.recognition.spans import trim

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from geomap.recognition.tokens import Tokens

HIDDEN = {"geovirus": {"demonym", "embedded"}, "gwn": {"embedded"}}
"""Usages that a corpus does not annotate."""
EXAMPLES = Path(__file__).parents[1] / "examples" / "articles"
WORDS, ARTICLES = 600, 60


def accuracy(corpora: Path) -> None:
    """Print the figures of the baselines, then those of the trained recogniser."""
    language = LanguageModel()
    with Gazetteer.open(build_gazetteer()) as gazetteer:

        def rules(tokens: Tokens) -> list[Found]:
            return find_by_rules(tokens, gazetteer)

        for title, find in (("plain language model", _plain), ("rules", rules)):
            for corpus in CORPORA:
                _baseline(corpora, corpus, language, find, title)
        training.report(list(read_examples(corpora, gazetteer, language)), vectors=True)


def _plain(tokens: Tokens) -> list[Found]:
    spans = [trim(tokens, e.start, e.end) for e in tokens.entities if e.label in PLACE_LABELS]
    return [Found(start, end, None) for start, end in spans if start < end]


def _baseline(
    corpora: Path,
    corpus: str,
    language: LanguageModel,
    find: Callable[[Tokens], list[Found]],
    title: str,
) -> None:
    documents = read_gold(corpora / f"{corpus}.jsonl")
    read = language.tokens([document.text for document in documents])
    predictions = {
        document.id: [
            Toponym(tokens.starts[found.start], tokens.ends[found.end - 1])
            for found in find(tokens)
            if found.usage not in HIDDEN.get(corpus, set())
        ]
        for document, tokens in zip(documents, read, strict=True)
    }
    scores = evaluate(documents, predictions, ignore_types=NOT_COUNTED.get(corpus, ()))
    print(training.line(f"{corpus}, {title}", scores), flush=True)


def speed() -> None:
    """Print words per CPU second of the stock recogniser and of ours with everything on."""
    texts = list(islice(_texts(), ARTICLES))
    words = sum(len(text.split()) for text in texts)
    nlp = load(STOCK_MODEL)
    with Gazetteer.open(build_gazetteer()) as gazetteer:
        recognizer = Recognizer(gazetteer)
        articles = [Article(id=str(i), text=text) for i, text in enumerate(texts)]
        list(nlp.pipe(texts[:2]))
        recognizer.recognize(articles[0])
        stock = _seconds(lambda: list(nlp.pipe(texts, batch_size=32)))
        ours = _seconds(lambda: list(recognizer.recognize_all(articles)))
    print(f"{len(texts)} articles of {WORDS} words, CPU seconds of one process")
    print(f"spaCy nlp.pipe, only ner     {words / stock:8.0f} words/s")
    print(f"geomap, everything on        {words / ours:8.0f} words/s   {stock / ours:.2f} times")


def _seconds(run: Callable[[], object]) -> float:
    start = time.process_time()
    run()
    return time.process_time() - start


def _texts() -> Iterator[str]:
    """Articles of `WORDS` words, cut from the example articles, each from another word on."""
    read = read_articles([EXAMPLES])
    words = [word for article in read for word in article.text.split()]
    start = 0
    while True:
        doubled = words[start:] + words[:start]
        yield " ".join(doubled[:WORDS])
        start = (start + 97) % len(words)
