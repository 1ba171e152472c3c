"""The gold corpora as examples: candidates with their cues, and what the annotators say of them.

The conventions of the corpora differ; what one annotates and another leaves out must not count
against it. docs/recognition.md has the data statement.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from geomap.evaluation import GoldDocument, read_gold
from geomap.gazetteer import fold
from geomap.gazetteer.sources import Sources
from geomap.recognition.candidates import Span, Spellings, find_spans
from geomap.recognition.classifier import context_vectors
from geomap.recognition.features import LANDMARK, Reading
from geomap.recognition.lexicon import COMPASS
from geomap.recognition.usage import list_of, usage_cues

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from geomap.gazetteer import Gazetteer
    from geomap.recognition.language import LanguageModel
    from geomap.recognition.tokens import Tokens

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
MOVED = "moved"
"""The mark of a copy of a document whose towns have the names of others."""
_SMALLEST = 1000
"""Inhabitants of the towns that others are named after."""
_UNLIKE = 3
"""One in so many of the people in copies is called like any town."""
COPY_WEIGHTS = dict.fromkeys(LANGUAGES, 0.3) | {MOVED: 0.25}
"""How much a candidate of a copy counts in training."""


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
        return _number(name) % FOLDS

    @property
    def is_copy(self) -> bool:
        """Whether it is a copy under other names: for training only."""
        return "#" in self.document.id


def read_examples(
    corpora: Path, gazetteer: Gazetteer, language: LanguageModel, names: Iterable[str] = CORPORA
) -> Iterator[Example]:
    """The examples of the corpora, in order."""
    spellings = Spellings(gazetteer)
    towns: dict[str, list[str]] = {}
    people = places_of_people(gazetteer)
    for name in names:
        documents = read_gold(corpora / f"{name}.jsonl")
        others = [respelled(document, gazetteer) for document in documents]
        read = list(language.tokens([document.text for document in documents]))
        others += [
            moved(document, tokens, gazetteer, towns, people)
            for document, tokens in zip(documents, read, strict=True)
        ]
        copies = [document for document in others if document is not None]
        read += language.tokens([document.text for document in copies])
        documents += copies
        for document, tokens in zip(documents, read, strict=True):
            spans = find_spans(tokens, spellings)
            reading = Reading(tokens, spellings, spans)
            cues = [reading.cues(span) for span in spans]
            lists = [list_of(reading, span.start, span.end) for span in spans]
            vectors = context_vectors(tokens, spans)
            share = COPY_WEIGHTS.get(document.id.partition("#")[2], 1.0)
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
    language = LANGUAGES[_number(document.id) % len(LANGUAGES)]
    names = {
        (toponym.start, toponym.end): name
        for toponym in document.toponyms
        if (name := _other_name(document.text[toponym.start : toponym.end], language, gazetteer))
    }
    return _renamed(document, language, names)


def moved(
    document: GoldDocument,
    tokens: Tokens,
    gazetteer: Gazetteer,
    towns: dict[str, list[str]],
    people: PlacesOfPeople,
) -> GoldDocument | None:
    """The document with its towns, and half of its people, under the names of towns.

    The language model knows the towns that much is written of, the gazetteer knows the others, and
    only the words around it tell whether a name is a town's or a person's. The names are those of
    towns of the same region. None if the document names no town.
    """
    text = document.text
    names = {}
    region = None
    for toponym in document.toponyms:
        surface = text[toponym.start : toponym.end]
        matches = gazetteer.lookup(surface, limit=1)
        if not matches or matches[0].place.group != "town" or not matches[0].place.admin1_id:
            continue
        region = matches[0].place.admin1_id
        name = _one_of(_towns(region, gazetteer, towns), document, surface)
        names[toponym.start, toponym.end] = name.upper() if surface.isupper() else name
    if region is None:
        return None
    single = [name for name in _towns(region, gazetteer, towns) if name.isalpha()]
    surnames, given = _people(document, tokens)
    for word, start, end in zip(tokens.words, tokens.starts, tokens.ends, strict=True):
        number = _number(f"{word} {document.id}")
        if word in surnames:
            # Mostly of towns that many people are called like, as in life.
            like = people.surnames if number // 7 % _UNLIKE else single
            names.setdefault((start, end), _one_of(like, document, word))
        elif word in given:
            names.setdefault((start, end), _one_of(people.given, document, word))
    return _renamed(document, MOVED, names)


def _people(document: GoldDocument, tokens: Tokens) -> tuple[set[str], set[str]]:
    """Last words of half, first words of a third of the people's names that are in no place's."""
    placed = {word for t in document.toponyms for word in document.text[t.start : t.end].split()}
    surnames, given = set(), set()
    for entity in tokens.entities:
        if entity.label == "PERSON" and entity.end - entity.start > 1:
            first, last = tokens.words[entity.start], tokens.words[entity.end - 1]
            surnames |= {last} if _number(last) % 2 else set()
            given |= {first} if not _number(first) % 3 else set()
    return _plain(surnames - placed), _plain(given - placed)


def _plain(words: set[str]) -> set[str]:
    return {word for word in words if word.istitle() and word.isalpha()}


class PlacesOfPeople(NamedTuple):
    """Names of places, of one word, that are surnames, too, or given names alone."""

    surnames: list[str]
    given: list[str]


def places_of_people(gazetteer: Gazetteer) -> PlacesOfPeople:
    """The names that people in copies of documents get, in alphabetical order."""
    named = PlacesOfPeople([], [])
    for row in Sources.installed().table("person_names.tsv.xz"):
        profile = gazetteer.key_profile(row["form"] or "")
        if profile is not None and profile.places and profile.key.isalpha():
            like = named.surnames if profile.is_surname else named.given
            like.append(profile.key.title())
    return named


def _towns(region: str, gazetteer: Gazetteer, towns: dict[str, list[str]]) -> list[str]:
    """The names of a region's towns, in order; ``towns`` remembers them."""
    if region not in towns:
        towns[region] = sorted(
            place.name
            for place in gazetteer.within(gazetteer.get(region))
            if place.group == "town"
            and (place.population or 0) >= _SMALLEST
            and place.name[:1].isupper()
            and "(" not in place.name
        )
    return towns[region]


def _one_of(names: Sequence[str], document: GoldDocument, surface: str) -> str:
    """The name that stands for another in a document; the other itself if there is none."""
    return names[_number(f"{document.id} {surface}") % len(names)] if names else surface


def _number(text: str) -> int:
    return int(sha256(text.encode()).hexdigest(), 16)


def _renamed(
    document: GoldDocument, mark: str, names: Mapping[tuple[int, int], str]
) -> GoldDocument | None:
    """The document with other names in the places given, marked as a copy; None if alike."""
    old = {(t.start, t.end) for t in document.toponyms}
    places = {}
    text, last = "", 0
    for start, end in sorted(old | set(names)):
        if start < last:
            continue
        text += document.text[last:start]
        name = names.get((start, end), document.text[start:end])
        places[start, end] = len(text), len(text) + len(name)
        text += name
        last = end
    text += document.text[last:]
    if text == document.text:
        return None
    toponyms = [
        replace(toponym, start=places[span][0], end=places[span][1])
        for toponym in document.toponyms
        if (span := (toponym.start, toponym.end)) in places
    ]
    return replace(document, id=f"{document.id}#{mark}", text=text, toponyms=tuple(toponyms))


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
