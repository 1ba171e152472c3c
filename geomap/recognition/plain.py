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
    OFFICES,
    UNITS_OF,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geomap.gazetteer import KeyProfile
    from geomap.recognition.candidates import Span
    from geomap.recognition.surroundings import Surroundings

OF_PLACES = "of this is what places alone have"
"""The governor of Vladimir, residents of Windsor."""
GOVERNED = "it has an office or authority, as units do"
"""Brandenburg's interior minister."""
UNIT_SAID = "the word beside it says that it is a unit"
"""The department of Colon, Companiganj upazila."""
DATELINE = "in capitals before the date or agency of a report"
"""SANA'A, Jan. 9 (Agency) -"""

_DIRECTIONS = frozenset({"north", "south", "east", "west"})
_BEFORE_OFFICE = 2
"""Words between a genitive and an office: "Brandenburg's new interior minister" has two."""
_DATED = re.compile(
    r"(?:,\s[A-Z][\w.]*){0,2}(?:,\s[A-Z][a-z]+\.?\s\d{1,2})?(?:\s\([A-Z][\w./ ]{1,20}\))?"
    r"\s?(?:\u2014|\u2013|--?)\s"
)


def plain_cues(around: Surroundings, span: Span) -> Iterator[str]:
    """The set cues of a candidate that has no capitals beside it."""
    lower, start, end = around.lower, span.start, span.end
    after = lower[end] if end < len(lower) else ""
    if after in BORROWED_UNITS:
        yield UNIT_SAID
    profile = span.profile
    if profile is None or not profile.places:
        return
    if start > 1 and lower[start - 1] == "of":
        if lower[start - 2] in HAD_BY_PLACES:
            yield OF_PLACES
        elif around.tokens.words[start - 2] in UNITS_OF and _is_unit(profile):
            yield UNIT_SAID
    is_unit = _is_unit(profile) and profile.key not in _DIRECTIONS
    if is_unit and after in GENITIVES and _has_office(around, end + 1):
        yield GOVERNED
    if _is_dateline(around, span):
        yield DATELINE


def _is_unit(profile: KeyProfile) -> bool:
    return profile.country or profile.admin1 or profile.admin2


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
