"""Candidate spans in languages that inflect names: what could be a name, and its base form."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geomap.gazetteer.inflection import adjective_bases, known_base_forms
from geomap.recognition.candidates import LONGEST

if TYPE_CHECKING:
    from geomap.gazetteer import Gazetteer, KeyProfile
    from geomap.recognition.candidates import Spellings
    from geomap.recognition.languages.lexicon import Lexicon
    from geomap.recognition.tokens import Entity, Tokens

# Adjectives and peoples are written small: "российских", "українці", "polskich".
_MAYBE_DEMONYM = re.compile(r"ск|цк|ськ|цьк|зьк|[яа]н|ц[іыеєаямоу]|sk|ck|dzk|isch")
_SHORTENED = frozenset({"wlk", "w", "płn", "płd", "wsch", "zach", "св", "им", "st"})
"""Words before whose dot a name goes on: "Wlk. Brytania"."""
_LARGE = 200_000
"""Inhabitants of a place whose adjective counts: of others it is rather a surname or a word."""
_LONGEST_UNKNOWN = 3
_MEMO_SIZE = 100_000


@dataclass(frozen=True, slots=True)
class Known:
    """What the gazetteer knows of a name: the base form it knows, and its profile."""

    base: str
    profile: KeyProfile
    inflected: bool
    adjective: bool = False
    """Whether the name is an adjective of the base form: "московского" of Москва."""


@dataclass(frozen=True, slots=True)
class Span:
    """A candidate in token numbers, first to before ``end``."""

    start: int
    end: int
    known: Known | None
    is_small: bool = False
    """Whether it begins with a small letter."""


class Names:
    """The gazetteer asked for names of one language, inflected or not; answers are remembered."""

    def __init__(self, gazetteer: Gazetteer, spellings: Spellings, language: str) -> None:
        self._gazetteer = gazetteer
        self._language = language
        self.spellings = spellings
        self._memo: dict[str, Known | None] = {}

    def known(self, name: str) -> Known | None:
        """The weightiest thing that a name may name: a country before a region before a town."""
        try:
            return self._memo[name]
        except KeyError:
            if len(self._memo) >= _MEMO_SIZE:
                self._memo.clear()
            known = self._memo[name] = self._find(name)
            return known

    def _find(self, name: str) -> Known | None:
        found = []
        adjectives = adjective_bases(name, self._language)
        for form in (name, *known_base_forms(self._gazetteer, name, self._language)):
            profile = self.spellings.profile(form)
            if profile is None:
                continue
            adjective = form in adjectives
            if not adjective or (profile.population or 0) >= _LARGE:
                found.append(Known(form, profile, form != name, adjective))
        # "Покровська" is a form of Покровськ, "московського" an adjective.
        small = name.islower()
        return max(
            found, key=lambda known: (known.adjective == small, *_weight(known)), default=None
        )


def _weight(known: Known) -> tuple[bool, bool, bool, int, bool]:
    profile = known.profile
    return (
        profile.country,
        profile.is_demonym,
        profile.admin1,
        profile.population or 0,
        not known.inflected,
    )


def find_spans(tokens: Tokens, names: Names, words: Lexicon) -> list[Span]:
    """The candidates of a text, in order of their first and last tokens, each once.

    They are: what a network sees; capitalised words, one by one and as they stand together, with a
    kind word in small letters after them; names of the gazetteer in these; adjectives and peoples.
    """
    found: dict[tuple[int, int], Known | None] = {
        _trimmed(tokens, entity, words): None for entity in tokens.entities
    }
    for start, word in enumerate(tokens.words):
        if word[:1].isupper():
            _add_capitalised(tokens, start, words, found)
        elif word[:1].isalpha():
            _add_small(tokens, start, names, words, found)
    spans = []
    for (start, end), known in sorted(found.items()):
        if end - start == 1 and tokens.words[start].lower() in words.function_words:
            continue
        if words.capital_kinds and end - start > 1 and words.kind(tokens.words[start]):
            continue  # "Gebiet Cherson" is a name and its kind
        own = known or names.known(tokens.span(start, end))
        if own is None and tokens.words[start].lower() in words.function_words:
            continue
        joined = any(word in words.joints for word in tokens.words[start:end])
        if own is not None or (end - start <= _LONGEST_UNKNOWN and not joined):
            spans.append(Span(start, end, own, tokens.words[start][:1].islower()))
    return spans


def _trimmed(tokens: Tokens, entity: Entity, words: Lexicon) -> tuple[int, int]:
    """A network's name without small words and signs before it: "la région de Kherson"."""
    start, end = entity.start, entity.end
    while start < end - 1 and not tokens.words[start][:1].isupper():
        start += 1
    while start < end - 1 and tokens.words[start].lower() in words.function_words:
        start += 1
    while start < end - 1 and not tokens.words[end - 1][:1].isalnum():
        end -= 1
    return start, end


def _add_capitalised(
    tokens: Tokens, start: int, words: Lexicon, found: dict[tuple[int, int], Known | None]
) -> None:
    """The stretches of capitalised words that begin at a word."""
    n = len(tokens)
    for end in range(start + 1, min(n, start + LONGEST) + 1):
        last = tokens.words[end - 1]
        if last[:1].isupper():
            found.setdefault((start, end), None)
            if last.lower() in _SHORTENED and end < n and tokens.words[end] == ".":
                found.setdefault((start, end + 1), None)
        elif last[:1].islower() and words.kind(last) and end - start > 1:
            found.setdefault((start, end), None)
            return
        elif last not in words.joints and not _is_dot(tokens, end - 1):
            return
        if end < n and "\n" in tokens.text[tokens.ends[end - 1] : tokens.starts[end]]:
            return


def _is_dot(tokens: Tokens, at: int) -> bool:
    return tokens.words[at] == "." and tokens.words[at - 1].lower() in _SHORTENED


def _add_small(
    tokens: Tokens,
    at: int,
    names: Names,
    words: Lexicon,
    found: dict[tuple[int, int], Known | None],
) -> None:
    """Adjectives and peoples, and units that are called by an adjective: "obwód chersoński"."""
    word = tokens.words[at]
    if not _MAYBE_DEMONYM.search(word):
        return
    if at and words.kind_first and words.kind(tokens.words[at - 1]):
        unit = names.known(tokens.span(at - 1, at + 1))
        if unit is not None and unit.profile.region:
            found.setdefault((at - 1, at + 1), unit)
            return
    known = names.known(word)
    if known is not None and (known.profile.is_demonym or known.adjective):
        found.setdefault((at, at + 1), known)
