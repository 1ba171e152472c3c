"""How a name is used: the cues that tell "shelled Kherson" from "Moscow said"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.recognition.features import AND, LANDMARK
from geomap.recognition.lexicon import (
    AID_NOUNS,
    ATTACK_NOUNS,
    AUXILIARIES,
    BORDER_NOUNS,
    CLAUSE_STARTS,
    COMPASS,
    DEALING_FORMS,
    FUNCTION_WORDS,
    GENITIVES,
    GOING_FORMS,
    PLACE_PREPOSITIONS,
    PREPOSITIONS,
    RELATION_NOUNS,
    RULE_NOUNS,
    STATEMENT_FORMS,
    TERRITORY_NOUNS,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.recognition.candidates import Span
    from geomap.recognition.features import Reading

_OF_PLACES = 2
"""How many of `USAGES` a name of a place has for itself: the first two."""
ONLY_DEMONYM = "a demonym and no place's name"
"""A cue whose weight is set, not learned: by definition it is no literal and no metonymic use."""
_KEPT = frozenset({"netw", "know", "left", "righ", "form", "a de", "in a", "earl"})
"""How the cues for being a name that tell about the usage, too, begin: "network", "known" ..."""
_REACH = 3
"""Words around a name in which a verb or noun may tell what it does."""
_LONGEST_LIST = 12
"""Words to either side in which other names of a list are looked for."""
_ADVERBS = frozenset({"also", "now", "still", "again", "never", "not", "itself"})
_JOINS = frozenset({"and", "or", ",", "/", "-", "\u2013", "&"})
_PASSED = COMPASS | {"the", "a", "an", "all", "whole", "entire", "neighbouring", "neighboring"}
"""Words between a preposition and its name that change nothing."""
_PASSED_IN_LISTS = _PASSED | {",", "and", "in", "of"}
_OF_THE_SENTENCE = ("auxiliary", "going", "dealing", "statement", "-ed", "-s", "word", "aid")
"""Beginnings of what may stand after a name without being said of it."""


def _classes(**groups: frozenset[str]) -> dict[str, str]:
    """Words to the name of their group; the first group that holds a word has it."""
    table: dict[str, str] = {}
    for group, words in groups.items():
        for word in words:
            table.setdefault(word, group)
    return table


_CLASS_OF = _classes(
    border=BORDER_NOUNS,
    territory=TERRITORY_NOUNS,
    attack=ATTACK_NOUNS,
    rule=RULE_NOUNS,
    relation=RELATION_NOUNS,
    aid=AID_NOUNS,
    auxiliary=AUXILIARIES,
    going=GOING_FORMS,
    dealing=DEALING_FORMS,
    statement=STATEMENT_FORMS,
)


def usage_cues(reading: Reading, span: Span, cues: list[str], words: tuple[int, int]) -> list[str]:
    """The cues for a candidate's usage.

    ``cues`` are its cues for being a name at all, ``words`` those of its list (`list_of`).
    """
    start, end = span.start, span.end
    own = [cue for cue in cues if cue[:4] in _KEPT]
    before, after = _word(reading, start - 1), _word(reading, end)
    second = _word(reading, start - 2) if before in {"the", "a", "an"} else before
    known = next((cue for cue in own if cue.startswith("known=") and AND not in cue), "")
    own += [
        f"word before={before}",
        f"word before but the article={second}",
        f"two words before={_word(reading, start - 2)} {before}",
        f"word before={before}{AND}{known}",
        f"word before={before}{AND}word after={after}",
        f"verb before={_kind(reading, start - 1)}",
    ]
    if span.profile is not None and span.profile.is_demonym:
        own.append("a demonym" if span.profile.places else ONLY_DEMONYM)
    if LANDMARK in cues:
        own.append(LANDMARK)
    return own + _clause_cues(reading, start, end, words, known)


def _clause_cues(
    reading: Reading, start: int, end: int, words: tuple[int, int], known: str
) -> list[str]:
    """What governs the name, or the list of names that it is in, and what it governs."""
    first, last = words
    position, governor, head = _governor(reading, first)
    role = _role(reading, last)
    if "preposition" in position and role.startswith(_OF_THE_SENTENCE):
        role = "nothing of its own"  # "the east of Ukraine resulted ...": it is not Ukraine's verb
    cues = [
        f"position={position}",
        f"position={position}{AND}{known}",
        f"governed by={governor}",
        f"governed by={governor}{AND}{known}",
        f"position={position}{AND}followed by={role}",
        f"position={position}{AND}followed by={role}{AND}{known}",
        f"governed by={governor}{AND}followed by={role}",
    ]
    if head is not None:
        cues += [f"governed by={governor}{AND}hangs on={head}"]
        cues += [f"hangs on={head}", f"position={position}{AND}hangs on={head}"]
    if (first, last) != (start, end):
        cues.append(f"in a list of names{AND}position={position}")
    return cues


def list_of(reading: Reading, start: int, end: int) -> tuple[int, int]:
    """The words of the list of names, "Kiev and Minsk", that a name is in."""
    lower = reading.lower
    first, last = start, end
    while first > 1 and start - first < _LONGEST_LIST and lower[first - 1] in _JOINS:
        at = first - 2
        while at > 0 and lower[at] in _PASSED_IN_LISTS:
            at -= 1
        entity = reading.entity[at]
        if entity is None or not reading.is_place(at):
            break
        first = entity.start
    while last + 1 < len(lower) and last - end < _LONGEST_LIST and lower[last] in _JOINS:
        at = last + 1
        while at < len(lower) - 1 and lower[at] in _PASSED_IN_LISTS:
            at += 1
        entity = reading.entity[at]
        if entity is None or not reading.is_place(at):
            break
        last = entity.end
    return first, last


def agreed(chances: Sequence[list[float]], lists: Sequence[tuple[int, int]]) -> list[list[float]]:
    """The probabilities of the usages, the same for the literal and metonymic names of one list.

    ``lists`` are the words of the list (`list_of`) that each name is in: in "talks between Kiev and
    Minsk" both are governments or both are towns, whatever speaks for one of them alone.
    """
    members: dict[tuple[int, int], list[int]] = {}
    for i, (row, words) in enumerate(zip(chances, lists, strict=True)):
        if max(row[:_OF_PLACES]) == max(row):
            members.setdefault(words, []).append(i)
    together = list(chances)
    for own in members.values():
        if len(own) > 1:
            mean = [
                sum(column) / len(own) for column in zip(*(chances[i] for i in own), strict=True)
            ]
            for i in own:
                together[i] = mean
    return together


def _governor(reading: Reading, first: int) -> tuple[str, str, str | None]:
    """Where a name stands, the word before it, and what a preposition there hangs on."""
    at = first - 1
    while at >= 0 and reading.lower[at] in _PASSED:
        at -= 1
    if at < 0 or reading.begins_line(at + 1):
        return "clause start", "line start", None
    word = reading.lower[at]
    if word in PREPOSITIONS:
        kind = "place preposition" if word in PLACE_PREPOSITIONS else "preposition"
        return kind, word, _class_before(reading, at)
    if word in CLAUSE_STARTS:
        return "clause start", word, None
    governor = _CLASS_OF.get(word) or _word(reading, at)
    return "other", governor, None


def _class_before(reading: Reading, at: int) -> str:
    """The class of the nearest of three words before a preposition that has one."""
    for back in range(at - 1, max(-1, at - 1 - _REACH), -1):
        word = reading.lower[back]
        if word in _CLASS_OF:
            return _CLASS_OF[word]
        if not word[:1].isalpha():
            break
    return "another word"


def _role(reading: Reading, at: int) -> str:
    """What a name does: its verb, or the noun that it owns."""
    lower = reading.lower
    if at >= len(lower) or reading.begins_line(at):
        return "line end"
    if lower[at] in GENITIVES:
        return f"owner of {_class_after(reading, at + 1)}"
    while at < len(lower) - 1 and (lower[at].endswith("ly") or lower[at] in _ADVERBS):
        at += 1
    return _CLASS_OF.get(lower[at]) or _word(reading, at)


def _class_after(reading: Reading, at: int) -> str:
    for word in reading.lower[at : at + _REACH]:
        if word in _CLASS_OF:
            return _CLASS_OF[word]
        if not word[:1].isalpha():
            break
    return "another word"


def _word(reading: Reading, at: int) -> str:
    """A function word itself; of other words only what kind they are."""
    if not 0 <= at < len(reading.lower):
        return "none"
    word = reading.lower[at]
    return word if word in FUNCTION_WORDS else _kind(reading, at)


def _kind(reading: Reading, at: int) -> str:
    if not 0 <= at < len(reading.lower):
        return "none"
    word = reading.lower[at]
    if reading.is_place(at):
        return "place"
    if word in STATEMENT_FORMS:
        return "statement"
    if reading.tokens.words[at][:1].isupper():
        return "capital"
    if not word[:1].isalpha():
        return word if len(word) == 1 and not word.isdigit() else "number"
    return next((f"-{e}" for e in ("ing", "ed", "ly", "s") if word.endswith(e)), "word")
