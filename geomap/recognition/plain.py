"""What the text itself makes plain of a name: cues whose weights are set, as they are rare in gold.

Each is plain by the language: "the governor of Vladimir" is that of no man, whatever the network
sees in the name.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geomap.recognition.lexicon import (
    BORROWED_UNITS,
    GENITIVES,
    HAD_BY_PLACES,
    MOTION,
    OF_RIVER,
    OFFICES,
    RIVERS_DO,
    UNITS_OF,
)

if TYPE_CHECKING:
    from collections.abc import Container

    from geomap.gazetteer import KeyProfile
    from geomap.recognition.candidates import Span
    from geomap.recognition.surroundings import Surroundings

OF_PLACES = "of this is what places alone have"
"""The governor of Vladimir, residents of Windsor."""
GOVERNED = "it has an office or authority, as units do"
"""Brandenburg's interior minister."""
UNIT_SAID = "the word beside it says that it is a unit"
"""The department of Colon, Companiganj upazila."""
IN_CITY = "after 'in', and the name of a city or country, whole"
"""In Vladimir: what a man is called like he is not in."""
ON_WAY = "where somebody comes from or goes, and the name of a city or country"
"""Driven overnight from Hamilton, posted to Jordan."""
OF_RIVERS = "of this, or with this, is what rivers have and do"
"""On the bank of the Don; the Tay burst its banks."""
DATELINE = "in capitals before the date or agency of a report"
"""SANA'A, Jan. 9 (Agency) -"""

_DIRECTIONS = frozenset({"north", "south", "east", "west"})
_CITY = 100_000
_ON_WAY = 3
"""Words between a verb and its "to" or "from": "driven overnight from Hamilton" has one."""
_BEFORE_OFFICE = 2
"""Words between a genitive and an office: "Brandenburg's new interior minister" has two."""
_DATED = re.compile(
    r"(?:,\s[A-Z][\w.]*){0,2}(?:,\s[A-Z][a-z]+\.?\s\d{1,2})?(?:\s\([A-Z][\w./ ]{1,20}\))?"
    r"\s?(?:\u2014|\u2013|--?)\s"
)


def plain_cues(around: Surroundings, span: Span) -> list[str]:
    """The set cues of a candidate that has no capitals beside it."""
    after = around.lower[span.end] if span.end < len(around.lower) else ""
    profile = span.profile
    if profile is None or not profile.places:
        return [UNIT_SAID] if after in BORROWED_UNITS else []
    is_unit = (profile.country or profile.admin1 or profile.admin2) and (
        profile.key not in _DIRECTIONS
    )
    genitive = after in GENITIVES
    said = {
        UNIT_SAID: after in BORROWED_UNITS or (is_unit and _is_unit_of(around, span.start)),
        OF_PLACES: _of(around, span.start, HAD_BY_PLACES),
        GOVERNED: is_unit and genitive and _has_office(around, span.end + 1),
        OF_RIVERS: profile.other and _is_river(around, span),
        DATELINE: _is_dateline(around, span),
    }
    if is_well_known(profile) and not genitive and after != "-":
        said |= {IN_CITY: _follows(around, span.start, "in"), ON_WAY: _is_end(around, span.start)}
    return [cue for cue, holds in said.items() if holds]


def _of(around: Surroundings, start: int, what: Container[str]) -> bool:
    """Whether one of some words stands with "of" before a name."""
    return _follows(around, start, "of") and around.lower[max(0, start - 2)] in what


def _is_unit_of(around: Surroundings, start: int) -> bool:
    """Whether a word for units stands with "of" before a name; not "Department of Education"."""
    return _of(around, start, UNITS_OF) and around.tokens.words[start - 2].islower()


def _follows(around: Surroundings, start: int, *prepositions: str) -> bool:
    return start > 0 and around.lower[start - 1] in prepositions


def _is_end(around: Surroundings, start: int) -> bool:
    """Whether somebody comes from what is named, or goes to it."""
    verbs = around.lower[max(0, start - 1 - _ON_WAY) : max(0, start - 1)]
    return _follows(around, start, "from", "to") and not MOTION.isdisjoint(verbs)


def is_well_known(profile: KeyProfile | None) -> bool:
    """Whether a name is the main one of a country or of a city of some size."""
    if profile is None:
        return False
    is_city = profile.town and (profile.population or 0) >= _CITY
    return profile.is_main and (profile.country or is_city)


def _is_river(around: Surroundings, span: Span) -> bool:
    """Whether words beside a name with "the" go with rivers."""
    start = span.start
    return _follows(around, start, "the") and (
        _of(around, start - 1, OF_RIVER)
        or tuple(around.lower[span.end : span.end + 2]) in RIVERS_DO
    )


def _has_office(around: Surroundings, start: int) -> bool:
    """Whether an office follows a genitive, after adjectives at most."""
    words = around.tokens.words[start : start + 1 + _BEFORE_OFFICE]
    for word in words:
        if word in OFFICES:
            return True
        if not word.islower():
            return False
    return False


def _is_dateline(around: Surroundings, span: Span) -> bool:
    tokens = around.tokens
    return (
        span.name.isupper()
        and around.begins_line(span.start)
        and _DATED.match(tokens.text, tokens.ends[span.end - 1]) is not None
    )
