"""Train the recognisers of other languages and print how they do on what they have not seen.

    GEOMAP_CORPORA=... python scripts/train_languages.py [--no-report] [LANGUAGE...]

docs/languages.md has the data statement. Nothing is drawn at random: the same corpora, packages and
gazetteer give the same weights.
"""

from __future__ import annotations

import argparse
import os
import re
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from train_recognition import line, readable

from geomap.evaluation import GoldDocument, Scores, Toponym, evaluate, read_gold
from geomap.gazetteer import Gazetteer, build_gazetteer
from geomap.recognition.candidates import Spellings
from geomap.recognition.choice import best_set
from geomap.recognition.classifier import Linear, linear_record, probability
from geomap.recognition.features import LANDMARK
from geomap.recognition.languages.features import KIND_BESIDE
from geomap.recognition.languages.reader import (
    FOLDER,
    WITH,
    WITHOUT,
    LanguageReader,
    is_demonym,
)
from geomap.recognition.training import Design, fit

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from geomap.recognition.languages.candidates import Span

CORPORA = {
    "pl": ("slavicner_pl",),
    "ru": ("slavicner_ru", "nerel_ru"),
    "uk": ("slavicner_uk",),
}
"""The development corpora of each language with weights of its own."""
EXTRAS = ("pl", "ru")
"""Languages whose extra brings a network or a dictionary."""
WITH_ADJECTIVES = ("nerel_ru",)
"""Corpora that annotate adjectives of places, not peoples; the others leave both out."""
STRENGTH = 4.0
THRESHOLD = 0.45
FOLDS = 5
SMALL_WEIGHT = 0.1
"""How much a gold name counts once more, as a small town."""
SET_WEIGHTS = {KIND_BESIDE: (2.0,), LANDMARK: (4.0,)}
"""Log odds that are set: the corpora hold few villages, and leave "Kremlin" out."""
_KNOWN = re.compile(r"known=[^&]*[^& ]")
_LEAST_WEIGHT = 0.02
_UNSEEN = 0.5
"""How much an adjective or people counts as a name where the corpus says nothing of it."""


@dataclass(frozen=True, slots=True)
class Example:
    """One document's candidates, a row each."""

    corpus: str
    document: GoldDocument
    spans: list[tuple[int, int]]
    cues: list[list[str]]
    truth: list[float]
    weights: list[float]
    named: list[bool]
    demonyms: list[bool]
    peoples: list[bool]

    @property
    def fold(self) -> int:
        """The part of a cross-validation that it is in, by its id."""
        return int(sha256(self.document.id.encode()).hexdigest(), 16) % FOLDS

    @property
    def topic(self) -> str:
        """What the document is about: the stories of SlavicNER are few."""
        return f"{self.corpus} {self.document.source}"


def read_examples(corpora: Path, reader: LanguageReader) -> list[Example]:
    """The examples of a language's corpora, in order."""
    examples = []
    for name in CORPORA[reader.language]:
        for document in read_gold(corpora / f"{name}.jsonl"):
            tokens, spans, cues = reader.candidates(document.text)
            gold = {(t.start, t.end) for t in document.toponyms}
            places = [(tokens.starts[s.start], tokens.ends[s.end - 1]) for s in spans]
            judged = [
                _judge(name, span, named=place in gold)
                for span, place in zip(spans, places, strict=True)
            ]
            examples.append(
                Example(
                    corpus=name,
                    document=document,
                    spans=places,
                    cues=cues,
                    truth=[truth for truth, _ in judged],
                    weights=[weight for _, weight in judged],
                    named=[
                        place in gold and s.known is not None and not is_demonym(s)
                        for s, place in zip(spans, places, strict=True)
                    ],
                    demonyms=[is_demonym(span) for span in spans],
                    peoples=[_is_people(span) for span in spans],
                )
            )
    return examples


def _judge(corpus: str, span: Span, *, named: bool) -> tuple[float, float]:
    """Whether a candidate is a name, and how much that counts."""
    known = span.known
    left_out = corpus not in WITH_ADJECTIVES or _is_people(span)
    if named or known is None or not is_demonym(span) or not left_out:
        return float(named), 1.0
    # "Зеленский" is a surname, "российский" at the beginning of a sentence is none.
    return (0.0, 1.0) if known.adjective and not span.is_small else (1.0, _UNSEEN)


def _is_people(span: Span) -> bool:
    """Whether a candidate is a noun for people, which all corpora leave out."""
    known = span.known
    return (
        is_demonym(span)
        and known is not None
        and not (known.adjective or known.base.endswith(("й", "i", "y")))
    )


def train(examples: Sequence[Example]) -> Linear:
    """The classifier that tells names from other candidates; tiny weights are left out."""
    rows = [row for e in examples for row in zip(e.cues, e.truth, e.weights, strict=True)]
    rows += [
        (small_town(own), 1.0, SMALL_WEIGHT)
        for e in examples
        for own, named in zip(e.cues, e.named, strict=True)
        if named
    ]
    linear = fit(
        Design([[cue for cue in own if cue not in SET_WEIGHTS] for own, _, _ in rows]),
        np.array([truth for _, truth, _ in rows])[:, None],
        np.array([weight for _, _, weight in rows]),
        ["name"],
        strength=STRENGTH,
        vector_strength=1.0,
    )
    cues = {cue: row for cue, row in linear.cues.items() if abs(row[0]) >= _LEAST_WEIGHT}
    return replace(linear, cues=cues | SET_WEIGHTS)


def small_town(cues: list[str]) -> list[str]:
    """The cues of a name as they would be if it were that of a small town of the country.

    The corpora are about few stories, most of them far away: countries and capitals make up nearly
    all of their names, and what looks like a small town is mostly a surname there.
    """
    return [
        _KNOWN.sub("known=town by another name", cue).replace("language=no", "language=yes")
        for cue in cues
        if not cue.startswith(("home=", "namesakes="))
    ]


def chances(linear: Linear, example: Example) -> list[float]:
    """The probability of each candidate to be a name."""
    return [probability(row[0]) for row in linear.scores(example.cues, None)]


def held_out(
    examples: Sequence[Example], part: Callable[[Example], str | int]
) -> dict[str, list[float]]:
    """Chances for each document by a classifier that was trained without its part."""
    found = {}
    for held in sorted({part(e) for e in examples}, key=str):
        linear = train([e for e in examples if part(e) != held])
        found |= {e.document.id: chances(linear, e) for e in examples if part(e) == held}
    return found


def score(
    examples: Sequence[Example], accept: dict[str, list[float]], threshold: float = THRESHOLD
) -> Scores:
    """The figures of the documents; those that a corpus leaves out are not counted."""
    predictions = {}
    for e in examples:
        chosen = best_set(e.spans, [chance - threshold for chance in accept[e.document.id]])
        hidden = e.peoples if e.corpus in WITH_ADJECTIVES else e.demonyms
        shown = [i for i in chosen if not hidden[i]]
        predictions[e.document.id] = [Toponym(*e.spans[i]) for i in shown]
    return evaluate([e.document for e in examples], predictions)


def report(title: str, examples: Sequence[Example]) -> None:
    """Print the figures: by documents held out, and by whole stories held out."""
    corpora = sorted({e.corpus for e in examples})
    for how, part in (("documents", lambda e: e.fold), ("stories", lambda e: e.topic)):
        accept = held_out(examples, part)
        for corpus in corpora:
            own = [e for e in examples if e.corpus == corpus]
            print(line(f"{corpus}, {title}, {how}", score(own, accept)), flush=True)
        if len(corpora) > 1:
            print(line(f"pooled, {title}, {how}", score(examples, accept)), flush=True)


def parts(language: str) -> list[tuple[str, bool]]:
    """The parts of a language's file of weights, and whether each uses the extra."""
    return [(WITH, True), (WITHOUT, False)] if language in EXTRAS else [(WITHOUT, False)]


def main() -> None:
    """Read the corpora, print the report, write the weights."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("languages", nargs="*", metavar="LANGUAGE", help=", ".join(CORPORA))
    parser.add_argument("--no-report", action="store_true")
    options = parser.parse_args()
    corpora = Path(os.environ["GEOMAP_CORPORA"])
    with Gazetteer.open(build_gazetteer()) as gazetteer:
        spellings = Spellings(gazetteer)
        for language in options.languages or sorted(CORPORA):
            record: dict[str, Any] = {}
            for title, extra in parts(language):
                reader = LanguageReader(gazetteer, spellings, language, extra=extra)
                examples = read_examples(corpora, reader)
                if not options.no_report:
                    report(title, examples)
                record[title] = {
                    "threshold": THRESHOLD,
                    "accept": linear_record(train(examples)),
                }
                names = CORPORA[language]
                record["trained on"] = {
                    "corpora": {n: sum(e.corpus == n for e in examples) for n in names},
                    "gazetteer": gazetteer.version,
                }
            file = FOLDER / f"weights_{language}.json"
            file.write_text(readable(record), encoding="utf-8")


if __name__ == "__main__":
    main()
