"""Train the recogniser on gold corpora and print how it does on what it has not seen.

    GEOMAP_CORPORA=... python scripts/train_recognition.py [--no-report] [-o weights.json]

docs/recognition.md has the data statement. Nothing is drawn at random: the same corpora, language
model and gazetteer give the same weights.
"""

from __future__ import annotations

import argparse
import json
import os
import re
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from recognition_examples import CORPORA, FOLDS, MOVED, NOT_COUNTED, Example, read_examples

from geomap.evaluation import Toponym, evaluate
from geomap.gazetteer import Gazetteer, build_gazetteer
from geomap.model import USAGES
from geomap.recognition.choice import best_set
from geomap.recognition.classifier import SHIPPED, Linear, linear_record, probability, shares
from geomap.recognition.company import (
    HYPHENED,
    IN_COUNTRY,
    JOINED,
    LISTED,
    PARTY_HOME,
    TOWNS_LISTED,
    UNITS_LISTED,
    WHOLE_NAME,
)
from geomap.recognition.features import (
    DEMONYM_WITHIN,
    LANDMARK,
    WITHIN_COUNTRY,
    WITHIN_HYPHENS,
    WITHIN_PEOPLE,
)
from geomap.recognition.language import LanguageModel
from geomap.recognition.plain import (
    DATELINE,
    GOVERNED,
    IN_CITY,
    OF_PLACES,
    OF_RIVERS,
    ON_WAY,
    UNIT_SAID,
)
from geomap.recognition.training import Design, fit
from geomap.recognition.usage import ONLY_DEMONYM, agreed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from geomap.evaluation import Scores

# Strengths of regularisation and the threshold were chosen by cross-validation within the corpora.
STRENGTH, VECTOR_STRENGTH = 7.0, 50.0
USAGE_STRENGTH, USAGE_VECTOR_STRENGTH = 4.0, 400.0
THRESHOLD = 0.38
SET_NAMES = {
    LANDMARK: (6.0,),
    DEMONYM_WITHIN: (-6.0,),
    WITHIN_COUNTRY: (-4.0,),
    WITHIN_HYPHENS: (-4.0,),
    WITHIN_PEOPLE: (-6.0,),
    PARTY_HOME: (3.0,),
    WHOLE_NAME: (3.0,),
    HYPHENED: (4.0,),
    JOINED: (3.0,),
    LISTED: (3.0,),
    IN_COUNTRY: (2.0,),
    TOWNS_LISTED: (3.0,),
    UNITS_LISTED: (4.0,),
    OF_PLACES: (5.0,),
    GOVERNED: (4.0,),
    UNIT_SAID: (4.0,),
    IN_CITY: (3.0,),
    ON_WAY: (3.0,),
    OF_RIVERS: (4.0,),
    DATELINE: (4.0,),
}
"""Log odds that are decided: the corpora do not annotate "Kremlin", and our maps want it."""
SET_USAGES = {
    LANDMARK: (0.0, 2.0, 0.0, 0.0),
    ONLY_DEMONYM: (-4.0, -4.0, 0.0, 0.0),
    "hangs on=border": (1.0, 0.0, 0.0, 0.0),
    "hangs on=attack": (2.0, 0.0, 0.0, 0.0),
}
"""Log odds of the usages for what is so by definition or plain by the language; the order is that
of `USAGES`. A border is of land, and so is what is invaded; the corpus has 12 such names."""
SURE = 0.58
"""Probability below which a usage is unsure."""


def train_accept(examples: Sequence[Example], *, vectors: bool) -> Linear:
    """The classifier that tells names from other candidates."""
    cues = [own for e in examples for own in _shown(e.cues, vectors=vectors)]
    linear = fit(
        Design(cues, np.concatenate([e.vectors for e in examples]) if vectors else None),
        np.array([t for e in examples for t in e.truth])[:, None],
        np.array([w for e in examples for w in e.weights]),
        ["name"],
        strength=STRENGTH,
        vector_strength=VECTOR_STRENGTH,
    )
    return replace(linear, cues={**linear.cues, **SET_NAMES})


def train_usage(examples: Sequence[Example], *, vectors: bool) -> Linear:
    """The classifier that tells how a name is used, from the corpus that says it."""
    rows = [(e, i) for e in examples if not e.is_copy for i, u in enumerate(e.usages) if u]
    truth = np.array([[float(e.usages[i] == usage) for usage in USAGES] for e, i in rows])
    seen = np.stack([e.vectors[i] for e, i in rows]) if vectors else None
    linear = fit(
        Design([e.usage_cues[i] for e, i in rows], seen),
        truth,
        np.ones(len(rows)),
        USAGES,
        strength=USAGE_STRENGTH,
        vector_strength=USAGE_VECTOR_STRENGTH,
    )
    return replace(linear, cues={**linear.cues, **SET_USAGES})


def accept_probabilities(linear: Linear, example: Example, *, vectors: bool) -> list[float]:
    """The probability of each candidate to be a name."""
    cues = _shown(example.cues, vectors=vectors)
    seen = example.vectors if vectors else None
    return [probability(row[0]) for row in linear.scores(cues, seen)]


def usage_probabilities(linear: Linear, example: Example, *, vectors: bool) -> list[list[float]]:
    """The probabilities of the usages of each candidate; the names of a list agree."""
    seen = example.vectors if vectors else None
    chances = [shares(row) for row in linear.scores(example.usage_cues, seen)]
    names = [i for i, truth in enumerate(example.truth) if truth]
    together = agreed([chances[i] for i in names], [example.lists[i] for i in names])
    for i, row in zip(names, together, strict=True):
        chances[i] = row
    return chances


def _shown(cues: list[list[str]], *, vectors: bool) -> list[list[str]]:
    """The cues that a model which does not show its network has, too."""
    if vectors:
        return cues
    return [[cue for cue in own if not cue.startswith("belief ")] for own in cues]


def out_of_fold(
    examples: Sequence[Example],
    train: Callable[[Sequence[Example]], Linear],
    predict: Callable[[Linear, Example], list],
) -> dict[str, list]:
    """Predictions for each document by a classifier that was trained without its fold."""
    predictions = {}
    for fold in range(FOLDS):
        linear = train([e for e in examples if e.fold != fold])
        predictions |= {e.document.id: predict(linear, e) for e in examples if e.fold == fold}
    return predictions


def left_out(
    examples: Sequence[Example],
    train: Callable[[Sequence[Example]], Linear],
    predict: Callable[[Linear, Example], list],
) -> dict[str, list]:
    """Predictions for each document by a classifier that was trained without its corpus."""
    predictions = {}
    for corpus in CORPORA:
        linear = train([e for e in examples if e.corpus != corpus])
        predictions |= {e.document.id: predict(linear, e) for e in examples if e.corpus == corpus}
    return predictions


def score(
    corpus: str,
    examples: Iterable[Example],
    accept: dict[str, list[float]],
    usages: dict[str, list[list[float]]],
    threshold: float = THRESHOLD,
) -> Scores:
    """The figures of a corpus, of the usages that count there."""
    predictions = {}
    own = [e for e in examples if e.corpus == corpus and not e.is_copy]
    hidden = {"geovirus": {"demonym", "embedded"}, "gwn": {"embedded"}}.get(corpus, set())
    for example in own:
        name = example.document.id
        chosen = best_set(example.spans, [p - threshold for p in accept[name]])
        best = [USAGES[int(np.argmax(usages[name][i]))] for i in chosen]
        predictions[name] = [
            Toponym(*example.spans[i])
            for i, usage in zip(chosen, best, strict=True)
            if usage not in hidden
        ]
    documents = [e.document for e in own]
    return evaluate(documents, predictions, ignore_types=NOT_COUNTED.get(corpus, ()))


def calibration_error(examples: Sequence[Example], accept: dict[str, list[float]]) -> float:
    """Expected calibration error of the accept probabilities, in tenths (Guo et al. 2017)."""
    examples = [e for e in examples if not e.is_copy]
    guess = np.array(list(chain.from_iterable(accept[e.document.id] for e in examples)))
    truth = np.array([t for e in examples for t in e.truth])
    weights = np.array([w for e in examples for w in e.weights])
    tenth = np.minimum((guess * 10).astype(int), 9)
    gaps = [abs((weights * (guess - truth))[tenth == k].sum()) for k in range(10)]
    return float(sum(gaps) / weights.sum())


def renamed_recall(
    examples: Sequence[Example], accept: dict[str, list[float]], *, moved: bool
) -> float:
    """The share of the names that were replaced, in copies of the documents, that is found.

    By names of other towns if ``moved``, else by those of another language.
    """
    originals = {e.document.id: e.document for e in examples}
    found = total = 0
    for example in examples:
        if not example.is_copy or example.document.id.endswith(f"#{MOVED}") != moved:
            continue
        chances = accept[example.document.id]
        chosen = best_set(example.spans, [p - THRESHOLD for p in chances])
        spans = {example.spans[i] for i in chosen}
        old = originals[example.document.id.partition("#")[0]]
        surfaces = {old.text[t.start : t.end] for t in old.toponyms}
        for toponym in example.document.toponyms:
            name = example.document.text[toponym.start : toponym.end]
            if name not in surfaces:
                total += 1
                found += (toponym.start, toponym.end) in spans
    return found / max(total, 1)


def line(title: str, scores: Scores) -> str:
    """Precision, recall and F1, strict and overlap, in per cent."""
    figures = [
        f"{100 * (value or 0):5.1f}"
        for rates in (scores.strict, scores.overlap)
        for value in (rates.precision, rates.recall, rates.f1)
    ]
    return f"{title:34} strict {' '.join(figures[:3])}   overlap {' '.join(figures[3:])}"


def report(examples: Sequence[Example], *, vectors: bool) -> None:
    """Print the figures, cross-validated and with the tested corpus left out."""

    def train(own: Sequence[Example]) -> Linear:
        return train_accept(own, vectors=vectors)

    def predict(linear: Linear, example: Example) -> list[float]:
        return accept_probabilities(linear, example, vectors=vectors)

    usages = out_of_fold(
        examples,
        lambda own: train_usage(own, vectors=vectors),
        lambda linear, e: usage_probabilities(linear, e, vectors=vectors),
    )
    for title, accept in (
        ("cross-validated", out_of_fold(examples, train, predict)),
        ("corpus left out", left_out(examples, train, predict)),
    ):
        for corpus in CORPORA:
            print(line(f"{corpus}, {title}", score(corpus, examples, accept, usages)))
        print(f"{'':34} calibration error {calibration_error(examples, accept):.4f}", flush=True)
        share = renamed_recall(examples, accept, moved=False)
        print(f"{'':34} names under another language's spelling found: {share:.1%}")
        share = renamed_recall(examples, accept, moved=True)
        print(f"{'':34} towns under the names of others found: {share:.1%}", flush=True)
    _report_usages(examples, usages)


def _report_usages(examples: Sequence[Example], usages: dict[str, list[list[float]]]) -> None:
    judged = [
        (usage, usages[e.document.id][i])
        for e in examples
        if not e.is_copy
        for i, usage in enumerate(e.usages)
        if usage
    ]
    best = [(truth, USAGES[int(np.argmax(p))], max(p)) for truth, p in judged]
    right = sum(t == g for t, g, _ in best) / len(best)
    sure = [(t, g) for t, g, p in best if p >= SURE]
    share = len(sure) / len(best)
    sure_right = sum(t == g for t, g in sure) / len(sure)
    print(
        f"usage, cross-validated: {right:.1%} right; of the {share:.0%} sure ones {sure_right:.1%}"
    )
    for usage in USAGES:
        both = sum(t == g == usage for t, g, _ in best)
        gold, found = sum(t == usage for t, _, _ in best), sum(g == usage for _, g, _ in best)
        print(f"  {usage:10} precision {100 * both / found:5.1f} recall {100 * both / gold:5.1f}")


def main() -> None:
    """Read the corpora, print the report, write the weights."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("-o", "--output", type=Path, default=SHIPPED)
    parser.add_argument("--no-report", action="store_true")
    options = parser.parse_args()
    corpora = Path(os.environ["GEOMAP_CORPORA"])
    with Gazetteer.open(build_gazetteer()) as gazetteer:
        examples = list(read_examples(corpora, gazetteer, LanguageModel()))
        version = gazetteer.version
    record = {
        "trained on": {
            "corpora": {
                name: sum(e.corpus == name and not e.is_copy for e in examples) for name in CORPORA
            },
            "gazetteer": version,
        }
    }
    for title, vectors in (("with vectors", True), ("without vectors", False)):
        if not options.no_report:
            print(f"\n-- {title}")
            report(examples, vectors=vectors)
        record[title] = {
            "threshold": THRESHOLD,
            "sure": SURE,
            "accept": linear_record(train_accept(examples, vectors=vectors)),
            "usage": linear_record(train_usage(examples, vectors=vectors)),
        }
    options.output.write_text(readable(record), encoding="utf-8")


def readable(record: dict[str, Any]) -> str:
    """The weights as JSON with a cue a line."""
    text = json.dumps(record, ensure_ascii=False, sort_keys=True, indent=1)
    return re.sub(r"\[\s+([^][]*?)\s+\]", _one_line, text) + "\n"


def _one_line(found: re.Match[str]) -> str:
    return "[" + " ".join(found[1].split()) + "]"


if __name__ == "__main__":
    main()
