"""An article's text in tokens, and the entities that a language model sees in them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from spacy.tokens import Doc

# "BelarusREUTERS": scraping drops the break between a name and an agency's name in capitals.
_GLUED = re.compile(r"[^\W\d_][^\W\d_]+?[a-z](?=[A-Z]{3,}$)")


@dataclass(frozen=True, slots=True)
class Entity:
    """A stretch of tokens, first to before ``end``, with the language model's label for it."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text cut into tokens: ``text[starts[i]:ends[i]] == words[i]``, with its entities.

    White space is in no token. Entities are sorted and do not overlap.
    """

    text: str
    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    entities: tuple[Entity, ...]

    def __len__(self) -> int:
        """The number of tokens."""
        return len(self.words)

    def span(self, start: int, end: int) -> str:
        """The text from token ``start`` to before token ``end``."""
        return self.text[self.starts[start] : self.ends[end - 1]]


def tokens_from_docs(text: str, docs: Iterable[tuple[int, Doc, Sequence[Entity]]]) -> Tokens:
    """The tokens of a text from the spaCy docs of its pieces.

    ``docs`` are (offset of the piece in the text, doc, its entities in the doc's token numbers).
    White space tokens are dropped and glued words are cut in two, so the numbers may change.
    """
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    entities: list[Entity] = []
    for offset, doc, found in docs:
        first: list[int] = []
        for token in doc:
            first.append(len(words))
            word = token.text
            if word.isspace():
                continue
            at = offset + token.idx
            cut = _GLUED.match(word)
            for part in (word[: cut.end()], word[cut.end() :]) if cut else (word,):
                words.append(part)
                starts.append(at)
                at += len(part)
                ends.append(at)
        first.append(len(words))
        for entity in found:
            start, end = first[entity.start], first[entity.end]
            if start < end:
                entities.append(Entity(start, end, entity.label))
    return Tokens(text, tuple(words), tuple(starts), tuple(ends), tuple(entities))
