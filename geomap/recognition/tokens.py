"""An article's text in tokens, and the entities that a language model sees in them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray
    from spacy.tokens import Doc

    Array = NDArray[Any]

# "BelarusREUTERS": scraping drops the break between a name and an agency's name in capitals.
# "U.S.-based": spaCy cuts at a hyphen between letters only.
_MAYBE_GLUED = re.compile(r"[a-z][A-Z]{3}|[A-Z]\.-[a-z]")
_GLUED = re.compile(r"[^\W\d_][^\W\d_]+?[a-z](?=[A-Z]{3,}$)|(?:[A-Z]\.){2,3}(?=-[a-z]+$)")
_LONG = 5
"""Letters of a word in capitals that is no acronym, most of the time."""
_LONG_WORD = re.compile(rf"[A-ZÀ-Þ]{{{_LONG}}}")
_CAPITAL = r"(?:(?:ST|MT|FT)\. )?[A-ZÀ-Þ]+"
_CAPITALS = re.compile(rf"\b{_CAPITAL}(?: {_CAPITAL})*\b")


@dataclass(frozen=True, slots=True)
class Entity:
    """A stretch of tokens, first to before ``end``, with the language model's label for it."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Network:
    """What a network holds of each token of a text or doc, one row a token.

    ``vectors`` describe the token among its neighbours; ``beliefs`` are the probabilities that an
    entity begins there, by the columns of `BELIEFS`, if none is open.
    """

    vectors: Array
    beliefs: Array

    def rows(self, numbers: Sequence[int]) -> Network:
        """The same of some tokens only."""
        return Network(self.vectors[numbers], self.beliefs[numbers])


BELIEFS = ("place", "place of one word", "person", "organisation", "people", "nothing")
"""Columns of `Network.beliefs`: the labels GPE, LOC and FAC; PERSON; ORG; NORP; none."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text cut into tokens: ``text[starts[i]:ends[i]] == words[i]``, with its entities.

    White space is in no token. Entities are sorted and do not overlap. ``network`` is what the
    language model's network holds of each token, None if it does not show it.
    """

    text: str
    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    entities: tuple[Entity, ...]
    network: Network | None = None

    def __len__(self) -> int:
        """The number of tokens."""
        return len(self.words)

    def span(self, start: int, end: int) -> str:
        """The text from token ``start`` to before token ``end``."""
        return self.text[self.starts[start] : self.ends[end - 1]]


def unglued(doc: Doc, text: str) -> Doc:
    """The doc of a text itself, in which glued words have become two tokens."""
    if not _MAYBE_GLUED.search(text):
        return doc
    cuts = [(token, cut.end()) for token in doc if (cut := _GLUED.match(token.text))]
    with doc.retokenize() as retokenizer:
        for token, at in cuts:
            parts = [token.text[:at], token.text[at:]]
            retokenizer.split(token, parts, heads=[(token, 0), (token, 1)])
    return doc


def softened(text: str) -> str:
    """The text, its words in capitals as in running text: "Lebanon (AP) — A man", as long as it.

    The network learned from text that has few headlines and datelines in capitals. Short words
    ("NATO") stay unless they stand beside a long one.
    """
    return _CAPITALS.sub(_lowered, text) if _LONG_WORD.search(text) else text


def _lowered(found: re.Match[str]) -> str:
    words = found[0].split(" ")
    if max(map(len, words)) < _LONG:
        return found[0]
    return " ".join(word.capitalize() for word in words)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text as a spaCy doc: where it starts, its entities in the doc's own tokens.

    ``text`` is that of the doc, which takes as long to put it together as to find its entities.
    """

    offset: int
    text: str
    doc: Doc
    entities: Sequence[Entity]
    network: Network | None = None


def tokens_from(text: str, pieces: Iterable[Piece]) -> Tokens:
    """The tokens of a text from its pieces.

    White space tokens are dropped and glued words are cut in two, so the numbers may change.
    """
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    entities: list[Entity] = []
    networks: list[Network | None] = []
    for piece in pieces:
        first, source = _cut(piece, words, starts, ends)
        for entity in piece.entities:
            start, end = first[entity.start], first[entity.end]
            if start < end:
                entities.append(Entity(start, end, entity.label))
        networks.append(piece.network.rows(source) if piece.network else None)
    return Tokens(
        text, tuple(words), tuple(starts), tuple(ends), tuple(entities), _joined(networks)
    )


def _cut(
    piece: Piece, words: list[str], starts: list[int], ends: list[int]
) -> tuple[list[int], list[int]]:
    """Append the tokens of a piece; return the first of each of its doc's, and whose each is."""
    from spacy.attrs import IDX, IS_SPACE, LENGTH

    # By columns: a list a token would keep the garbage collector busy.
    table = piece.doc.to_array([IDX, LENGTH, IS_SPACE]).astype(int).T.tolist()
    text, offset = piece.text, piece.offset
    glued = _MAYBE_GLUED.search(text) is not None
    first: list[int] = []
    source: list[int] = []
    for number, (at, length, is_space) in enumerate(zip(*table, strict=True)):
        first.append(len(words))
        if is_space:
            continue
        word = text[at : at + length]
        cut = _GLUED.match(word) if glued else None
        for part in (word[: cut.end()], word[cut.end() :]) if cut else (word,):
            words.append(part)
            starts.append(offset + at)
            at += len(part)  # noqa: PLW2901 - the second part begins where the first ends
            ends.append(offset + at)
            source.append(number)
    first.append(len(words))
    return first, source


def _joined(networks: list[Network | None]) -> Network | None:
    shown = [network for network in networks if network is not None]
    if len(shown) != len(networks) or not shown:
        return None
    if len(shown) == 1:
        return shown[0]
    import numpy as np

    return Network(
        np.concatenate([network.vectors for network in shown]),
        np.concatenate([network.beliefs for network in shown]),
    )
