"""Recognition: which names are found, and how fast.

Accuracy: strict and overlap precision, recall and F1 on each development corpus, cross-validated
and with the tested corpus left out of training, beside the plain language model and the rules that
look for known names inside organisations. Speed: words a second beside stock ``nlp.pipe`` with only
``ner``, in the same run, on the same articles of 600 words; and a stream of articles over two
processes beside one, once the processes have been started.
"""

from __future__ import annotations

import sys
import time
from itertools import islice
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1] / "scripts"))

import train_recognition as training
from recognition_examples import CORPORA, NOT_COUNTED, read_examples

from benchmarks.recognition_rules import PLACE_LABELS, Found, find_by_rules
from geomap.articles import read_articles
from geomap.evaluation import Toponym, evaluate, read_gold
from geomap.gazetteer import Gazetteer, build_gazetteer
from geomap.geoparser import Geoparser
from geomap.model import Article
from geomap.recognition import Recognizer
from geomap.recognition.language import STOCK_MODEL, LanguageModel, load
from geomap.recognition.spans import trim

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from geomap.recognition.tokens import Tokens

PUBLISHED = {
    "spaCy sm": (63.6, 74.3, 65.6, 86.5),
    "Stanford NER (EUPEG)": (71.3, 81.5, 72.5, 91.9),
    "CamCoder (EUPEG)": (63.7, 74.1, 63.1, 86.6),
    "Edinburgh Geoparser (EUPEG)": (59.8, 60.9, 63.1, 83.4),
    "Irchel geoparser 0.6.2": (61.0, 72.6, None, 81.9),
}
"""Strict F1 of others on the whole corpora, in the order of `CORPORA`, by the same scorer; those of
EUPEG (Wang and Hu 2019) from the answers that were published with it."""
HIDDEN = {"geovirus": {"demonym", "embedded"}, "gwn": {"embedded"}}
"""Usages that a corpus does not annotate."""
EXAMPLES = Path(__file__).parents[1] / "examples" / "articles"
WORDS, ARTICLES = 600, 60
ROUNDS = 5
STREAM, SETTLED = 800, 200
"""Articles in the stream, and how many of them pass before the clock starts."""


def accuracy(corpora: Path) -> None:
    """Print the figures of the baselines, then those of the trained recogniser."""
    language = LanguageModel()
    with Gazetteer.open(build_gazetteer()) as gazetteer:

        def rules(tokens: Tokens) -> list[Found]:
            return find_by_rules(tokens, gazetteer)

        for title, find in (("plain language model", _plain), ("rules", rules)):
            for corpus in CORPORA:
                _baseline(corpora, corpus, language, find, title)
        print("\nothers, on the whole corpora")
        for name, figures in PUBLISHED.items():
            row = " ".join("    -" if f1 is None else f"{f1:5.1f}" for f1 in figures)
            print(f"{name:34} strict F1 on {', '.join(CORPORA)}: {row}")
        examples = list(read_examples(corpora, gazetteer, language))
    for title, vectors in (
        ("the stock model, whose network is shown", True),
        ("weights for other models", False),
    ):
        print(f"\ngeomap with {title}")
        training.report(examples, vectors=vectors)


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
    """Print words a second of the stock recogniser, of ours, and of a stream of two processes."""
    texts = list(islice(_texts(), ARTICLES))
    words = sum(len(text.split()) for text in texts)
    nlp = load(STOCK_MODEL)
    with Gazetteer.open(build_gazetteer()) as gazetteer:
        recognizer = Recognizer(gazetteer)
        articles = [Article(id=str(i), text=text) for i, text in enumerate(texts)]
        list(nlp.pipe(texts[:2]))
        recognizer.recognize(articles[0])
        rounds = [
            (
                _seconds(lambda: list(nlp.pipe(texts, batch_size=32))),
                _seconds(lambda: list(recognizer.recognize_all(articles))),
            )
            for _ in range(ROUNDS)
        ]
    print(f"{len(texts)} articles of {WORDS} words, CPU seconds of one process, in turn")
    for title, (stock, ours) in (
        ("the first round, names new", rounds[0]),
        (f"the median of {ROUNDS} rounds", tuple(map(median, zip(*rounds, strict=True)))),
    ):
        print(f"{title}: spaCy nlp.pipe, only ner {words / stock:.0f} words/s;")
        print(f"    geomap, everything on {words / ours:.0f} words/s, {stock / ours:.2f} times")
    _stream_speed()


def _stream_speed() -> None:
    geoparser = Geoparser()
    texts = list(islice(_texts(), STREAM))
    print(f"{STREAM} articles, recognised and resolved, wall seconds after the first {SETTLED}")
    rates = []
    for workers in (1, 2):
        articles = (Article(id=str(i), text=text) for i, text in enumerate(texts))
        start = time.perf_counter()
        stream = geoparser.parse_all(articles, workers=workers)
        for _ in islice(stream, SETTLED):
            pass
        settled = time.perf_counter()
        for _ in stream:
            pass
        end = time.perf_counter()
        rates.append((STREAM - SETTLED) * WORDS / (end - settled))
        print(
            f"{workers} {'process  ' if workers == 1 else 'processes'} "
            f"{rates[-1]:17.0f} words/s   {rates[-1] / rates[0]:.2f} times"
            f"   (the first {SETTLED}, with the start: {settled - start:.1f} s)",
            flush=True,
        )


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
