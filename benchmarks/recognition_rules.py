"""Names by plain rules: the language model's places, demonyms, and names inside organisations.

This is the baseline that the trained recogniser is measured against.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geomap.gazetteer.folding import fold
from geomap.recognition.spans import trim, with_kind_word, without_kind_word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geomap.gazetteer import Gazetteer, KeyProfile
    from geomap.model import Usage
    from geomap.recognition.tokens import Tokens

PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
_NESTING = frozenset({"ORG", "FAC", "EVENT", "LAW", "PRODUCT", "WORK_OF_ART"})
_RESCUED = frozenset({"PERSON", "ORG", "PRODUCT"})
_LONGEST = 5
"""Words in the longest name that is looked up inside an entity."""
_WELL_KNOWN = 100_000
"""Population from which a town inside an organisation's name counts (measured on four corpora)."""
_RESCUE_FROM = 50_000
"""Population from which an odd spelling that the model takes for a person is a place after all."""


@dataclass(frozen=True, slots=True)
class Found:
    """A name in token numbers, first to before ``end``."""

    start: int
    end: int
    usage: Usage | None


def find_by_rules(tokens: Tokens, gazetteer: Gazetteer) -> list[Found]:
    """The names in a text, sorted and without overlap."""
    found = [*_places(tokens, gazetteer)]
    alone = {fold(tokens.span(f.start, f.end)) for f in found if f.usage is None}
    countries = _countries(alone, gazetteer)
    found += _nested(tokens, gazetteer, alone)
    found += _rescued(tokens, gazetteer, countries)
    found += _demonyms(tokens, gazetteer)
    return without_overlap(found)


def without_overlap(found: list[Found]) -> list[Found]:
    """The same names, earlier ones in the list first, without those that overlap one of them."""
    taken: set[int] = set()
    kept: list[Found] = []
    for name in found:
        words = range(name.start, name.end)
        if taken.isdisjoint(words):
            taken.update(words)
            kept.append(name)
    return sorted(kept, key=lambda name: name.start)


def _places(tokens: Tokens, gazetteer: Gazetteer) -> Iterator[Found]:
    for entity in tokens.entities:
        if entity.label not in PLACE_LABELS:
            continue
        start, end = without_kind_word(tokens, *trim(tokens, entity.start, entity.end))
        if start == end:
            continue
        start, end = with_kind_word(tokens, start, end)
        name = tokens.span(start, end)
        if "/" in tokens.words[start:end]:
            middle = tokens.words.index("/", start)
            yield Found(start, middle, None)
            yield Found(middle + 1, end, None)
        elif gazetteer.is_demonym(name):
            yield Found(start, end, "demonym")
        else:
            yield Found(start, end, None)


def _demonyms(tokens: Tokens, gazetteer: Gazetteer) -> Iterator[Found]:
    for entity in tokens.entities:
        if entity.label == "NORP":
            start, end = trim(tokens, entity.start, entity.end)
            if start < end and gazetteer.is_demonym(tokens.span(start, end)):
                yield Found(start, end, "demonym")
    for at, word in enumerate(tokens.words):
        hyphen = "-" in tokens.words[max(0, at - 1) : at + 2]
        if hyphen and word[:1].isupper() and gazetteer.is_demonym(word):
            yield Found(at, at + 1, "demonym")


def _nested(tokens: Tokens, gazetteer: Gazetteer, alone: set[str]) -> Iterator[Found]:
    for entity in tokens.entities:
        if entity.label not in _NESTING:
            continue
        start, stop = trim(tokens, entity.start, entity.end)
        at = start
        while at < stop:
            end = _longest_name(tokens, at, stop, gazetteer, alone)
            if end is not None:
                # A whole entity that is a place's name was mislabelled; a part of one is embedded.
                yield Found(at, end, None if (at, end) == (start, stop) else "embedded")
            at = end or at + 1


def _longest_name(
    tokens: Tokens, start: int, stop: int, gazetteer: Gazetteer, alone: set[str]
) -> int | None:
    if not tokens.words[start][:1].isupper():
        return None
    for end in range(min(stop, start + _LONGEST), start, -1):
        key = fold(tokens.span(start, end))
        profile = gazetteer.key_profile(key)
        if profile is not None and not profile.is_word and (key in alone or _is_known(profile)):
            return end
    return None


def _is_known(profile: KeyProfile) -> bool:
    return profile.country or profile.admin1 or (profile.population or 0) >= _WELL_KNOWN


def _rescued(tokens: Tokens, gazetteer: Gazetteer, countries: set[str]) -> Iterator[Found]:
    """Entities that are no place to the model but a town's name in a country of the article."""
    people = [e for e in tokens.entities if e.label == "PERSON" and e.end - e.start > 1]
    surnames = {tokens.words[e.end - 1] for e in people}
    for entity in tokens.entities:
        start, end = trim(tokens, entity.start, entity.end)
        if entity.label not in _RESCUED or start == end or tokens.words[end - 1] in surnames:
            continue
        name = tokens.span(start, end)
        profile = gazetteer.key_profile(fold(name))
        if profile is None or profile.is_word or (profile.population or 0) < _RESCUE_FROM:
            continue
        if any(
            match.place.country in countries and (match.place.population or 0) >= _RESCUE_FROM
            for match in gazetteer.lookup(name)
        ):
            yield Found(start, end, None)


def _countries(keys: set[str], gazetteer: Gazetteer) -> set[str]:
    """The codes of the countries among the folded names."""
    found: set[str] = set()
    for key in sorted(keys):
        profile = gazetteer.key_profile(key)
        if profile is not None and profile.country:
            matches = gazetteer.lookup(key)
            found.update(
                m.place.country for m in matches if m.place.group == "country" and m.place.country
            )
    return found
