"""Candidate spans: every stretch of words that could be a name, before anything is decided."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from geomap.gazetteer.folding import fold
from geomap.recognition.lexicon import (
    KIND_BEFORE,
    KIND_WORDS,
    LINKING,
    PREPOSITIONS,
    ROAD_WORDS,
)
from geomap.recognition.spans import trim, with_kind_word, without_kind_word

if TYPE_CHECKING:
    from collections.abc import Callable

    from geomap.gazetteer import Gazetteer, KeyProfile
    from geomap.recognition.tokens import Tokens

PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
_NUMBERS = frozenset({"CARDINAL", "DATE", "MONEY", "ORDINAL", "PERCENT", "QUANTITY", "TIME"})
LONGEST = 5
"""Words in the longest name that is looked up."""
_ROAD = re.compile(r"(?:[ABMN]|I-|US-|SR-)\d{1,4}")
_STATE = re.compile(r"[A-Z]{2}|[A-Z]\.[A-Z][a-z]?a?\.?")
Answer = TypeVar("Answer")
_KINDS = KIND_WORDS | ROAD_WORDS
_DISTRICT = frozenset({"D.C.", "D.C", "DC"})
_MEMO_SIZE = 200_000
_NAMESAKES = 20
"""Places of a name whose country and region count, the largest first."""


class Spellings:
    """The gazetteer's profiles of spans, remembered: the same names come again and again."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._profiles: dict[str, KeyProfile | None] = {}
        self._homes: dict[str, frozenset[str]] = {}
        self._units: dict[str, frozenset[str]] = {}
        self._peoples: dict[str, bool] = {}
        self._abbreviated: dict[str, str | None] = {}
        self._landmarks: dict[str, bool] = {}

    def profile(self, name: str) -> KeyProfile | None:
        """What the gazetteer knows of a name as it is written; None for nothing."""
        return _remembered(self._profiles, name, self._find_profile)

    def homes(self, name: str) -> frozenset[str]:
        """The country codes and the ids of the regions that places of a name lie in."""
        return _remembered(self._homes, name, self._find_homes)

    def units(self, name: str) -> frozenset[str]:
        """The country codes and the ids of regions that a name itself names, if it names any."""
        return _remembered(self._units, name, self._find_units)

    def is_people(self, name: str) -> bool:
        """Whether a name is that of a people, faith or direction without one place ("Muslim")."""
        return _remembered(self._peoples, name, self._find_people)

    def abbreviated(self, name: str) -> str | None:
        """What kind of place (`Place.group`) an abbreviation, as written, stands for first."""
        return _remembered(self._abbreviated, name, self._find_abbreviated)

    def is_landmark(self, name: str) -> bool:
        """Whether a name is that of a seat of government that stands for its country's capital."""
        return _remembered(self._landmarks, name, self._find_landmark)

    def _find_landmark(self, name: str) -> bool:
        profile = self.profile(name)
        if profile is None or not profile.other:
            return False
        # Towns may be called so, too: White House, Tennessee.
        return any(
            match.is_main and self._gazetteer.metonym_of(match.place) is not None
            for match in self._gazetteer.lookup(name, limit=None)
            if match.place.group == "site"
        )

    def _find_homes(self, name: str) -> frozenset[str]:
        homes: set[str | None] = set()
        for match in self._gazetteer.lookup(name, limit=_NAMESAKES):
            homes |= {match.place.country, match.place.admin1_id}
        return frozenset(home for home in homes if home)

    def _find_units(self, name: str) -> frozenset[str]:
        profile = self.profile(name)
        if profile is None or not (profile.country or profile.admin1):
            return frozenset()
        units: set[str | None] = set()
        for match in self._gazetteer.lookup(name, limit=_NAMESAKES):
            if match.place.group == "country":
                units.add(match.place.country)
            elif match.place.group == "region":
                units.add(match.place.admin1_id)
        return frozenset(unit for unit in units if unit)

    def _find_profile(self, name: str) -> KeyProfile | None:
        return self._gazetteer.key_profile(_key(name))

    def _find_people(self, name: str) -> bool:
        profile = self.profile(name)
        listed = profile is not None and profile.is_demonym
        return listed and self._gazetteer.demonym(name) is None

    def _find_abbreviated(self, name: str) -> str | None:
        matches = self._gazetteer.abbreviation(name)
        return matches[0].place.group if matches else None


SAINT = frozenset({"St.", "St", "ST.", "Saint"})
_GENITIVES = frozenset({"'s", "\u2019s", "'S", "\u2019S"})
# What follows no genitive: "from St. John's to Halifax", but "St. Paul's mayor".
_FUNCTION_WORDS = PREPOSITIONS | {
    "and",
    "as",
    "but",
    "had",
    "has",
    "is",
    "or",
    "was",
    "were",
    "when",
}


def _remembered(memo: dict[str, Answer], name: str, find: Callable[[str], Answer]) -> Answer:
    try:
        return memo[name]
    except KeyError:
        if len(memo) >= _MEMO_SIZE:
            memo.clear()
        memo[name] = answer = find(name)
        return answer


def _key(name: str) -> str:
    """The gazetteer's key of a name; of "Loudon Co." that of the county."""
    key = fold(name)
    return f"{key}unty" if name[-4:].lower() == " co." else key


@dataclass(frozen=True, slots=True)
class Span:
    """A candidate in token numbers, first to before ``end``, and what the gazetteer knows of it.

    ``name`` is its text.
    """

    start: int
    end: int
    name: str
    profile: KeyProfile | None


def find_spans(tokens: Tokens, spellings: Spellings) -> list[Span]:
    """The candidates of a text, in order of their first and last tokens, each once.

    They are: what the language model sees (but dates and numbers), trimmed, with and without kind
    words; gazetteer names of one to five words, also inside other names; demonyms; other
    occurrences of what is a place somewhere in the text; capitalised words with a kind word.
    """
    found: set[tuple[int, int]] = set()
    known: dict[str, set[tuple[str, ...]]] = {}
    for entity in tokens.entities:
        if entity.label in _NUMBERS:
            continue
        for start, end in _readings(tokens, entity.start, entity.end):
            found.add((start, end))
            if entity.label in PLACE_LABELS:
                words = tokens.words[start:end]
                known.setdefault(words[0], set()).add(words)
    _add_names(tokens, spellings, found)
    _add_known(tokens, known, found)
    _add_dots(tokens, spellings, found)
    _leave_numbers(tokens, spellings, found)
    _join_capital(tokens, found)
    _add_saints(tokens, found)
    named = [(start, end, tokens.span(start, end)) for start, end in sorted(found)]
    return [
        Span(start, end, name, spellings.profile(name))
        for start, end, name in named
        if "\n" not in name
    ]


def _readings(tokens: Tokens, start: int, end: int) -> set[tuple[int, int]]:
    """What of an entity may be the name: trimmed, with and without kind words, and its parts.

    Those are what stands on both sides of a slash, or of a hyphen between two names with kind
    words: "Trafalgar Street-Clarke Road" are two.
    """
    start, end = trim(tokens, start, end)
    if start == end:
        return set()
    bare = without_kind_word(tokens, start, end)
    readings = {bare, with_kind_word(tokens, *bare)}
    words = tokens.words
    for middle in range(start + 1, end - 1):
        between_kinds = words[middle] == "-" and words[middle - 1].lower() in _KINDS
        if words[middle] == "/" or between_kinds:
            readings |= {trim(tokens, start, middle), trim(tokens, middle + 1, end)}
            if between_kinds:
                readings.discard((start, end))
            break
    return {(a, b) for a, b in readings if a < b}


def _add_names(tokens: Tokens, spellings: Spellings, found: set[tuple[int, int]]) -> None:
    """Gazetteer names, demonyms, capitalised words with a kind word."""
    words, text = tokens.words, tokens.text
    n = len(words)
    capital = [word[:1].isupper() for word in words]
    for start in range(n):
        if not capital[start]:
            continue
        stop = min(n, start + LONGEST)
        for end in range(start + 1, stop + 1):
            small_kind = not capital[end - 1] and end - start > 1 and words[end - 1] in KIND_WORDS
            if (capital[end - 1] or small_kind) and (start, end) not in found:
                profile = spellings.profile(text[tokens.starts[start] : tokens.ends[end - 1]])
                # "Crimean bridge" is a name of its own, "Rostov region" a name and its kind.
                if profile is not None and not (small_kind and not _is_site(profile)):
                    found.add((start, end))
            if end < n and _breaks(text[tokens.ends[end - 1] : tokens.starts[end]], words[end]):
                break
        _add_kinds(words, capital, start, found)


def _is_site(profile: KeyProfile) -> bool:
    """Whether a key names only water, landforms, areas or sites."""
    return profile.other and not (
        profile.country or profile.admin1 or profile.admin2 or profile.town
    )


def _breaks(gap: str, word: str) -> bool:
    """Whether a name does not go on to the next word."""
    return "\n" in gap or word in {",", ";", ":", "(", ")", '"', "/", "!", "?", "."}


def _add_kinds(
    words: tuple[str, ...],
    capital: list[bool],
    start: int,
    found: set[tuple[int, int]],
) -> None:
    """Capitalised words with a kind word at either end, and numbered roads."""
    n = len(words)
    first = words[start].lower()
    if start + 2 < n and words[start + 1] == "-" and capital[start + 2]:
        found.add((start, start + 3))
    if first in KIND_BEFORE and start + 1 < n:
        # "Lake Erie", "Boulevard Voltaire", "Stade de France"
        named = start + 1 + (words[start + 1].lower() in LINKING)
        if named < n and capital[named]:
            found.add((start, named + 1))
    if is_road_number(words[start]):
        found.add((start, start + 1))
    elif start + 1 < n and words[start + 1].isdigit() and _is_numbered(words[start]):
        found.add((start, start + 2))
        if start and capital[start - 1] and first in ROAD_WORDS:  # "County Road 35"
            found.add((start - 1, start + 2))
    if first in KIND_WORDS:
        return
    end = start + 1
    while end < n and end - start < LONGEST and capital[end]:
        end += 1
        if words[end - 1].lower() in _KINDS:
            found.add((start, end))


def is_road_number(word: str) -> bool:
    """Whether a word is the number of a road: "A120", "I-64"."""
    return _ROAD.fullmatch(word) is not None


def _is_numbered(word: str) -> bool:
    """Whether a number after the word may make a road of it: "Highway 9", "KY 80", "U.S. 41"."""
    return word.lower() in ROAD_WORDS or word in {"I", "U.S.", "US"} or bool(_STATE.fullmatch(word))


def _add_dots(tokens: Tokens, spellings: Spellings, found: set[tuple[int, int]]) -> None:
    """Abbreviations take in the dot that the tokenizer cuts off as the end of a sentence ("Ont.").

    Those in capitals ("US.") may be without one, so they stay candidates, too.
    """
    words = tokens.words
    for start, end in [*found]:
        if end < len(words) and words[end] == "." and tokens.ends[end - 1] == tokens.starts[end]:
            dotted, last = tokens.span(start, end + 1), words[end - 1]
            county = last.lower() == "co" and spellings.profile(dotted)
            if "." in last or county or spellings.abbreviated(dotted):
                found.add((start, end + 1))
                if not last.isupper():
                    found.remove((start, end))


def _leave_numbers(tokens: Tokens, spellings: Spellings, found: set[tuple[int, int]]) -> None:
    """Leave the number out of "Lubbock 19", a temperature or score; not of "Highway 9"."""
    words = tokens.words
    for start, end in [*found]:
        if end - start > 1 and words[end - 1].isdigit() and not _is_numbered(words[end - 2]):
            bare = spellings.profile(tokens.span(start, end - 1))
            if bare is not None and bare.places and not spellings.profile(tokens.span(start, end)):
                found.remove((start, end))
                found.add((start, end - 1))


def _join_capital(tokens: Tokens, found: set[tuple[int, int]]) -> None:
    """Make one name of "Washington, D.C.", unlike "Paris, Texas": the district is the city."""
    words = tokens.words
    for start in range(len(words) - 2):
        if words[start : start + 2] == ("Washington", ",") and words[start + 2] in _DISTRICT:
            for span in [(start, start + 1), (start + 2, start + 3), (start + 2, start + 4)]:
                found.discard(span)
            found.add((start, start + 3))


def _add_saints(tokens: Tokens, found: set[tuple[int, int]]) -> None:
    """Take in the genitive of "St. John's" where it is of the name: no thing of his follows."""
    words = tokens.words
    for start in range(len(words) - 2):
        end = start + 2
        if (
            words[start] in SAINT
            and words[start + 1][:1].isupper()
            and words[end] in _GENITIVES
            and (
                end + 1 == len(words)
                or not words[end + 1][:1].isalpha()
                or words[end + 1].lower() in _FUNCTION_WORDS
            )
        ):
            found.discard((start, end))
            found.add((start, end + 1))


def _add_known(
    tokens: Tokens,
    known: dict[str, set[tuple[str, ...]]],
    found: set[tuple[int, int]],
) -> None:
    """Other occurrences of what is a place somewhere in the text."""
    for start, word in enumerate(tokens.words):
        for words in known.get(word, ()):
            end = start + len(words)
            if tokens.words[start:end] == words:
                found.add((start, end))
