"""What the gazetteer knows of a name, in the words of cues."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geomap.gazetteer import KeyProfile
    from geomap.recognition.candidates import Span

_SIZES = ((1_000_000, "million"), (100_000, "city"), (10_000, "town"))


def known_as(profile: KeyProfile | None) -> str:
    """What the gazetteer knows under the name."""
    if profile is None:
        return "nothing"
    if not profile.places:
        return "demonym" if profile.is_demonym else "abbreviation"
    suffix = "" if profile.is_main else " by another name"
    if profile.country:
        return "country" + suffix
    if profile.admin1:
        return "region" + suffix
    for least, size in _SIZES:
        if (profile.population or 0) >= least:
            return size + suffix
    return ("district" if profile.admin2 else "area" if profile.other else "village") + suffix


def person_of(span: Span) -> str | None:
    """Whether people bear a place's name of one word, too; None for other candidates.

    "Kherson" is nobody's surname, "Mitchell" is that of many.
    """
    profile = span.profile
    if profile is None or not profile.places or span.end - span.start > 1:
        return None
    if profile.is_surname:
        return "person=both names" if profile.is_given_name else "person=surname"
    if profile.is_given_name:
        return "person=given name"
    return "person=word" if profile.is_word else "person=none"
