"""Right spans: what of an entity is the name, and which kind word belongs to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.recognition.lexicon import GENITIVES, KIND_BEFORE, KIND_WORDS, KIND_WORDS_OF

if TYPE_CHECKING:
    from geomap.recognition.tokens import Tokens

ARTICLES = frozenset({"the", "a", "an"})


def trim(tokens: Tokens, start: int, end: int) -> tuple[int, int]:
    """The tokens of a name without a leading article, a trailing "'s" and punctuation at its ends.

    A name does not go over a line break: the longer of the stretches is kept, the first if equal.
    An empty range (``start == end``) says that nothing is left.
    """
    start, end = _longest_line(tokens, start, end)
    while start < end and (
        tokens.words[start].lower() in ARTICLES or not _has_letter(tokens.words[start])
    ):
        start += 1
    while start < end and (
        tokens.words[end - 1].lower() in GENITIVES or not _has_letter(tokens.words[end - 1])
    ):
        end -= 1
    return start, end


def without_kind_word(tokens: Tokens, start: int, end: int) -> tuple[int, int]:
    """The tokens of a name without lower-case kind words at its ends ("Rostov region")."""
    while end - start > 1 and tokens.words[end - 1] in KIND_WORDS:
        end -= 1
    while end - start > 1 and tokens.words[start] in KIND_WORDS:
        start += 1
        if end - start > 1 and tokens.words[start] == "of":
            start += 1
    return start, end


def with_kind_word(tokens: Tokens, start: int, end: int) -> tuple[int, int]:
    """The tokens of a name with a capitalised kind word that is part of it ("Kherson Oblast")."""
    if _is_capital_kind(tokens, end) and _touch(tokens, end - 1, end):
        end += 1
    if start and tokens.words[start - 1].lower() in KIND_BEFORE:
        before = tokens.words[start - 1]
        if before[:1].isupper() and _touch(tokens, start - 1, start):
            start -= 1
    return start, end


def kind_word(tokens: Tokens, start: int, end: int) -> str | None:
    """The lower-case kind word beside a name: "Rostov *region*", "*region* of Charkiv", or None.

    Also "Ukrainian *region*, Cherson".
    """
    words = tokens.words
    if end < len(words) and words[end] in KIND_WORDS and _touch(tokens, end - 1, end):
        return words[end]
    before = words[max(0, start - 2) : start]
    if before and before[-1] in {"of", ","}:
        before = before[:-1]
    return before[-1] if before and before[-1] in KIND_WORDS_OF else None


def _is_capital_kind(tokens: Tokens, at: int) -> bool:
    if at >= len(tokens):
        return False
    word = tokens.words[at]
    return word[:1].isupper() and not word.isupper() and word.lower() in KIND_WORDS


def _touch(tokens: Tokens, left: int, right: int) -> bool:
    """Whether only blanks, no line break, stand between two neighbouring tokens."""
    return "\n" not in tokens.text[tokens.ends[left] : tokens.starts[right]]


def _longest_line(tokens: Tokens, start: int, end: int) -> tuple[int, int]:
    best = (start, start)
    left = start
    for at in range(start + 1, end + 1):
        if at == end or not _touch(tokens, at - 1, at):
            if at - left > best[1] - best[0]:
                best = (left, at)
            left = at
    return best


def _has_letter(word: str) -> bool:
    return any(c.isalnum() for c in word)
