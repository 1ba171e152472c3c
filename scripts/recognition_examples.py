"""The gold corpora as examples: candidates with their cues, and what the annotators say of them.

The conventions of the corpora differ; what one annotates and another leaves out must not count
against it. docs/recognition.md has the data statement.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING

import numpy as np

from geomap.evaluation import GoldDocument, read_gold
from geomap.gazetteer import fold
from geomap.recognition.candidates import Span, Spellings, find_spans
from geomap.recognition.classifier import context_vectors
from geomap.recognition.features import LANDMARK, Reading
from geomap.recognition.lexicon import COMPASS
from geomap.recognition.usage import list_of, usage_cues

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from geomap.gazetteer import Gazetteer
    from geomap.recognition.language import LanguageModel

CORPORA = ("lgl", "trnews", "gwn", "geovirus")
"""Development corpora of English news with gold names."""
NOT_COUNTED = {"gwn": ("Homonym", "Language", "Embedded_Non_Lit", "Embedded_Literal")}
"""Gold types that a corpus's figures leave out, as the published ones do."""
_EMBEDDING = frozenset({"ORG", "PERSON", "EVENT", "LAW", "PRODUCT", "WORK_OF_ART"})
_NOT_A_PLACE = frozenset({"Homonym", "Language"})
_HALF = 0.5
FOLDS = 5
LANGUAGES = ("de", "pl", "nl", "fr", "es", "it")
"""Languages whose names stand in for English ones in copies of the documents."""
RESPELLED_WEIGHT = 0.3
"""How much a candidate of such a copy counts in training."""


@dataclass(frozen=True, slots=True)
class Example:
    """One document's candidates, a row each."""

    corpus: str
    document: GoldDocument
    spans: list[tuple[int, int]]
    cues: list[list[str]]
    usage_cues: list[list[str]]
    vectors: np.ndarray
    truth: list[float]
    weights: list[float]
    usages: list[str | None]
    lists: list[tuple[int, int]]

    @property
    def fold(self) -> int:
        """The part of a cross-validation that it is in, by its id."""
        name = self.document.id.partition("#")[0]
        return int(sha256(name.encode()).hexdigest(), 16) % FOLDS

    @property
    def is_copy(self) -> bool:
        """Whether it is a copy under names of another language: for training only."""
        return "#" in self.document.id


def read_examples(
    corpora: Path, gazetteer: Gazetteer, language: LanguageModel, names: Iterable[str] = CORPORA
) -> Iterator[Example]:
    """The examples of the corpora, in order."""
    spellings = Spellings(gazetteer)
    for name in names:
        documents = read_gold(corpora / f"{name}.jsonl")
        others = [respelled(document, gazetteer) for document in documents]
        documents += [document for document in others if document is not None]
        read = language.tokens([document.text for document in documents])
        for document, tokens in zip(documents, read, strict=True):
            spans = find_spans(tokens, spellings)
            reading = Reading(tokens, spellings, spans)
            cues = [reading.cues(span) for span in spans]
            lists = [list_of(reading, span.start, span.end) for span in spans]
            vectors = context_vectors(tokens, spans)
            share = RESPELLED_WEIGHT if "#" in document.id else 1.0
            judged = [
                _judge(name, document, reading, span, own)
                for span, own in zip(spans, cues, strict=True)
            ]
            yield Example(
                corpus=name,
                document=document,
                spans=[(tokens.starts[s.start], tokens.ends[s.end - 1]) for s in spans],
                cues=cues,
                usage_cues=[
                    usage_cues(reading, s, own, words)
                    for s, own, words in zip(spans, cues, lists, strict=True)
                ],
                vectors=np.zeros((len(spans), 0)) if vectors is None else vectors,
                truth=[truth for truth, _, _ in judged],
                weights=[weight * share for _, weight, _ in judged],
                usages=[usage for _, _, usage in judged],
                lists=lists,
            )


def respelled(document: GoldDocument, gazetteer: Gazetteer) -> GoldDocument | None:
    """The document with its towns and regions under the names of another language, None if alike.

    Machine translation leaves such names ("Cherson", "Charkiv"), and the language model takes them
    for people. The language goes by the document's id.
    """
    number = int(sha256(document.id.encode()).hexdigest(), 16)
    language = LANGUAGES[number % len(LANGUAGES)]
    text, moved, changed = "", [], False
    last = 0
    for toponym in sorted(document.toponyms, key=lambda t: (t.start, t.end)):
        if toponym.start < last:
            continue
        surface = document.text[toponym.start : toponym.end]
        name = _other_name(surface, language, gazetteer) or surface
        text += document.text[last : toponym.start]
        moved.append(replace(toponym, start=len(text), end=len(text) + len(name)))
        text += name
        last = toponym.end
        changed = changed or name != surface
    if not changed:
        return None
    text += document.text[last:]
    return replace(document, id=f"{document.id}#{language}", text=text, toponyms=tuple(moved))


def _other_name(surface: str, language: str, gazetteer: Gazetteer) -> str | None:
    matches = gazetteer.lookup(surface, limit=1)
    if not matches or matches[0].place.group not in {"town", "region"}:
        return None
    name = gazetteer.labels(matches[0].place.id).get(language)
    if name is None or not name[:1].isupper() or "(" in name or fold(name) == fold(surface):
        return None
    return name


def _judge(
    corpus: str, document: GoldDocument, reading: Reading, span: Span, cues: list[str]
) -> tuple[float, float, str | None]:
    """Whether a candidate is a name, how much that counts, and its usage if the corpus says it."""
    tokens = reading.tokens
    place = (tokens.starts[span.start], tokens.ends[span.end - 1])
    kind = next((t.type or "" for t in document.toponyms if (t.start, t.end) == place), None)
    entity = reading.entity[span.start]
    label = entity.label if entity is not None else None
    demonym = span.profile is not None and span.profile.is_demonym
    # "Muslim" has no place and is a name in no corpus, "Western" has none and is one in some.
    placed = demonym and ("known=people" not in cues or is_compass(reading, span))
    if corpus == "gwn" and kind in _NOT_A_PLACE:
        return 0.0, 1.0, None
    if kind is not None:
        return 1.0, 1.0, _usage(kind, demonym=demonym) if corpus == "gwn" else None
    inside = is_embedded(reading, span)
    if LANDMARK in cues:
        return 0.0, 0.0, None
    if corpus == "geovirus" and (demonym or inside or label in {"NORP", "FAC"}):
        return 0.0, 0.0, None  # GeoVirus annotates no demonyms, facilities, embedded names
    if corpus in {"lgl", "trnews"} and placed:
        # Some demonyms are annotated there and some are not, without a rule.
        return (1.0, _HALF, None) if label == "NORP" else (0.0, _HALF, None)
    return 0.0, 1.0, None


def is_embedded(reading: Reading, span: Span) -> bool:
    """Whether the span is a proper part of a name of something else, to the language model."""
    entity = reading.entity[span.start]
    if entity is None or entity.label not in _EMBEDDING:
        return False
    inside = entity.start <= span.start and span.end <= entity.end
    return inside and entity.end - entity.start > span.end - span.start


def is_compass(reading: Reading, span: Span) -> bool:
    """Whether the span is a direction: "Western"."""
    return span.end - span.start == 1 and reading.lower[span.start] in COMPASS


def _usage(kind: str, *, demonym: bool) -> str | None:
    """Our usage for a type of GeoWebNews (Gritta, Pilehvar and Collier 2019)."""
    if kind in _NOT_A_PLACE or kind == "Mixed":
        return None  # "Mixed" is literal and metonymic in one, say its annotators
    if kind.startswith("Embedded"):
        return "embedded"
    if kind == "Demonym" or demonym:
        return "demonym"
    return "metonymic" if kind in {"Metonymic", "Non_Literal_Modifier"} else "literal"
