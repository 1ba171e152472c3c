"""What stands around a span: the word before and after it, put into a few classes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.recognition.candidates import PLACE_LABELS
from geomap.recognition.lexicon import (
    HYPHENS,
    LEFT_ANSWERS,
    NAMED_AFTER,
    OF_ANSWERS,
    PREPOSITIONS,
    RIGHT_ANSWERS,
    STATEMENT_FORMS,
)

if TYPE_CHECKING:
    from geomap.recognition.candidates import Spellings
    from geomap.recognition.tokens import Entity, Tokens

# Of the United States, before the home of who is of them: "(D-N.Y.)".
_PARTIES = frozenset({"D", "R", "I", "L", "DFL", "Dem", "Ind", "Rep"})
JOINS = frozenset({",", "and", "or", "&"})
NAMED_OTHERWISE = "begins the name of=something else"
_LONGEST_NAME = 8
"""Words in capitals after a name that are looked at: a text may have no others."""


class Surroundings:
    """The words of a text and the entities in them, to be asked what stands beside a span."""

    def __init__(self, tokens: Tokens, spellings: Spellings) -> None:
        self.tokens = tokens
        self.lower = [word.lower() for word in tokens.words]
        self.entity: list[Entity | None] = [None] * len(tokens)
        self.spellings = spellings
        for entity in tokens.entities:
            self.entity[entity.start : entity.end] = [entity] * (entity.end - entity.start)

    def left(self, start: int) -> str:
        """What stands before a span."""
        if self.begins_line(start):
            return "line start"
        word = self.lower[start - 1]
        before = self.lower[start - 2] if start > 1 else ""
        if word == "the":
            return "preposition and the" if before in PREPOSITIONS else "the"
        if word == "of":
            return OF_ANSWERS.get(before, "of")
        if word in JOINS:
            joined = "comma" if word == "," else "and"
            return f"place and {joined}" if start > 1 and self.is_place(start - 2) else joined
        if word in HYPHENS and self.gap(start):
            word = "--"
        if word == "-" and start > 1 and self.tokens.words[start - 2] in _PARTIES:
            return "party"
        capital = "capital" if self.tokens.words[start - 1][:1].isupper() else None
        return LEFT_ANSWERS.get(word) or capital or ("digit" if word[:1].isdigit() else "word")

    def right(self, end: int) -> str:
        """What stands after a span."""
        if end == len(self.tokens) or self.begins_line(end):
            return "line end"
        word, capital = self.lower[end], self.tokens.words[end][:1].isupper()
        if word in JOINS:
            return self._after_join("comma" if word == "," else "and", end + 1)
        if word == "." and self.goes_on(end + 1):
            return "dot of an abbreviation"
        if word[0] == "-":
            word = "--" if self.gap(end) or word[1:2] == "-" else "-"
        answer = RIGHT_ANSWERS.get(word)
        if answer is not None:
            return answer.capitalize() if capital else answer
        if capital or word[:1].isdigit():
            return "capital" if capital else "digit"
        return "statement" if word in STATEMENT_FORMS else "word"

    def _after_join(self, joined: str, at: int) -> str:
        """What a comma or "and" joins a span with."""
        if at >= len(self.tokens) or not self.tokens.words[at][:1].isupper():
            return joined
        if joined == "comma":
            for end in range(min(at + 3, len(self.tokens)), at, -1):
                profile = self.spellings.profile(self.tokens.span(at, end))
                if profile is not None and (profile.country or profile.admin1):
                    return "comma and country or region"
        return f"{joined} and place" if self.is_place(at) else f"{joined} and capital"

    def namesake(self, end: int) -> str | None:
        """What it is whose name goes on in capitals after a candidate: "Oxford *City Council*"."""
        words, last = self.tokens.words, end
        longest = min(end + _LONGEST_NAME, len(words))
        while last < longest and words[last][:1].isupper() and not self.begins_line(last):
            last += 1
        if last == end:
            return None
        kind = NAMED_AFTER.get(self.lower[last - 1])
        return f"begins the name of={kind}" if kind else NAMED_OTHERWISE

    def goes_on(self, at: int) -> bool:
        """Whether the sentence goes on at a word after a dot: it is in lower case or a comma."""
        if at >= len(self.tokens) or "\n" in self.gap(at):
            return False
        word = self.tokens.words[at]
        return word[:1].islower() or word in {",", ";", ":"}

    def is_hyphened(self, start: int, end: int) -> bool:
        """Whether several words are one to the eye: "Rostov-on-Don"."""
        if end - start == 1 or "-" not in self.tokens.words[start:end]:
            return False
        return not any(self.gap(at) for at in range(start + 1, end))

    def is_place(self, at: int) -> bool:
        """Whether the language model sees a place at a word."""
        entity = self.entity[at]
        return entity is not None and entity.label in PLACE_LABELS

    def begins_line(self, at: int) -> bool:
        """Whether a word is the first of its line."""
        return at == 0 or "\n" in self.gap(at)

    def gap(self, at: int) -> str:
        """What stands between a word and the one before it."""
        tokens = self.tokens
        return tokens.text[tokens.ends[at - 1] : tokens.starts[at]]
