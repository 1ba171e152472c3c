"""Texts in words, without a language model."""

from __future__ import annotations

import re
from itertools import pairwise

from geomap.recognition.tokens import Tokens

# Words keep their hyphens and apostrophes ("Нью-Йорк", "Кам'янець"); each other sign is a token.
_WORD = re.compile(r"[^\W_]+(?:['\u2019\u02bc\-\u2010\u2011][^\W_]+)*|[^\w\s]|_")
# French writes articles and prepositions together with the word: "l'Ukraine", "d'Odessa".
_ELIDED = re.compile(r"(?:[cdjlmnst]|qu)['\u2019](?=[^\W_])", re.IGNORECASE)
_STOPS = frozenset({".", "!", "?", "\u2026"})
LONGEST_SENTENCE = 200
"""Words at which a sentence is cut."""


def words_of(text: str, *, elided: bool = False) -> Tokens:
    """The words of a text; white space is in none of them.

    ``elided``: an article or preposition before an apostrophe is a word of its own.
    """
    cuts: list[tuple[int, int]] = []
    for match in _WORD.finditer(text):
        start, end = match.span()
        before = _ELIDED.match(text, start, end) if elided else None
        if before is not None:
            cuts.append(before.span())
            start = before.end()
        cuts.append((start, end))
    return Tokens(
        text,
        tuple(text[start:end] for start, end in cuts),
        tuple(start for start, _ in cuts),
        tuple(end for _, end in cuts),
        (),
    )


def sentences_of(tokens: Tokens) -> list[tuple[int, int]]:
    """The sentences in token numbers: they end at line breaks and at stops before a capital."""
    cuts = [0]
    words = tokens.words
    for at in range(1, len(words)):
        line = "\n" in tokens.text[tokens.ends[at - 1] : tokens.starts[at]]
        stop = words[at - 1] in _STOPS and not words[at][:1].islower() and words[at] not in _STOPS
        if line or stop or at - cuts[-1] >= LONGEST_SENTENCE:
            cuts.append(at)
    cuts.append(len(words))
    return [(a, b) for a, b in pairwise(cuts) if a < b]
