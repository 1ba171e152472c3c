"""Why a candidate: each feature that spoke for or against it, as a plain sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from geomap.model import Evidence
from geomap.resolution.features import FEATURES

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from geomap.model import Place
    from geomap.resolution.candidates import Reading

_COLUMN = {name: index for index, name in enumerate(FEATURES)}
# What the text itself says comes before what any gazetteer knows.
_SAID = frozenset(
    _COLUMN[feature]
    for feature in (
        "contained_by_cue",
        "kind_word_agrees",
        "list_kind_said",
        "list_same_kind",
        "parent_admin1_named",
        "parent_admin2_named",
        "name_is_demonym",
        "name_is_abbreviation",
    )
)
_WORTH_SAYING = 0.25
MOST = 6
"""Reasons that the chosen candidate gives."""
_SENTENCES = {
    "log_population": "{name} has {population} inhabitants",
    "kind_country": "{name} is a country",
    "kind_admin1": "{name} is a region",
    "kind_admin2": "{name} is a district",
    "kind_town": "{name} is a town",
    "kind_area": "{name} is known as {a_kind}",
    "capital": "{name} is a capital",
    "seat_admin1": "{name} is the seat of {admin1}",
    "seat_admin2": "{name} is the seat of {admin2}",
    "log_alternates": "{name} is known under {alternates} other names",
    "alternates_rank": "places of this name that are better known exist",
    "population_rank": "places of this name that are larger exist",
    "name_is_display": "{form} is its usual name",
    "name_is_main": "{form} is its main name",
    "name_begins_display": "{form} is the first part of its name",
    "name_lacks_kind_word": "{form} is its name without the word for its kind",
    "name_is_admin": "{form} is a name of the unit",
    "name_is_demonym": "{form} are the people of {name}",
    "name_is_abbreviation": "{form} is short for {name}",
    "key_step": "the name is not spelt as in the gazetteer: {note}",
    "kind_word_agrees": "the text calls it a {kind_word}",
    "kind_word_contradicts": "the text calls it a {kind_word}, but it is {a_kind}",
    "country_mass": "{share} of the other places named are in the same country{in_country}",
    "admin1_mass": "{share} of the other places named are in {admin1}",
    "mass_150km": "other places named lie within 150 km of it",
    "mass_500km": "other places named lie within 500 km of it",
    "any_same_country": "{share} of the other names could be places{in_country}",
    "any_within_80km": "{share} of the other names could be places within 80 km of it",
    "first_place_country": "the first place named is in the same country",
    "parent_country_named": "the text names its country{of_country}",
    "parent_admin1_named": "the text names {admin1}, which holds it",
    "parent_admin2_named": "the text names {admin2}, which holds it",
    "parent_admin1_near": "{admin1} is named close by",
    "contained_by_cue": "the text says beside the name that it lies in {holder}",
    "list_kind_said": "the text says the kind of the names beside it in a list: {a_kind}",
    "outlet_country_share": "the publisher often writes of places{in_country}",
    "outlet_admin1_share": "the publisher often writes of places in {admin1}",
    "outlet_home_near": "it is near the publisher's home",
    "outlet_seen": "the publisher has written of it before",
    "list_same_kind": "the names beside it in a list are places of the same kind",
}
_KINDS = {
    "country": "a country",
    "region": "a region",
    "district": "a district",
    "town": "a town",
    "area": "an area",
    "water": "a water",
    "landform": "a landform",
    "site": "a site",
    "world": "a part of the world",
}


def evidence_for(
    reading: Reading,
    shares: NDArray[np.float64],
    rival: NDArray[np.float64] | None,
    features: NDArray[np.float64],
    *,
    form: str,
    kind_word: str | None,
    most: int = MOST,
) -> tuple[Evidence, ...]:
    """What spoke for or against a candidate, ``most`` at most, what the text says itself first.

    ``shares`` are its features times their weights, ``rival`` those of the candidate that it is
    measured against. The weight of an evidence is the difference: points (log odds) by which it
    speaks for this candidate and against the rival.
    """
    lead = shares if rival is None else shares - rival
    told = [
        index
        for index in np.flatnonzero(shares).tolist()
        if abs(lead[index]) >= _WORTH_SAYING
        or (index in _SAID and shares[index] >= _WORTH_SAYING and lead[index] >= 0)
    ]
    told.sort(
        key=lambda index: (
            not (index in _SAID and shares[index] > 0),
            -abs(shares[index] if index in _SAID else lead[index]),
            index,
        )
    )
    said = [
        Evidence(
            feature=FEATURES[index],
            weight=round(float(lead[index]), 2),
            sentence=_sentence(FEATURES[index], reading, float(features[index]), form, kind_word),
        )
        for index in told[:most]
    ]
    if reading.note is not None and not features[_COLUMN["key_step"]]:
        said.append(Evidence("note", 0.0, reading.note))
    return tuple(said)


def _sentence(
    feature: str, reading: Reading, value: float, form: str, kind_word: str | None
) -> str:
    return _SENTENCES[feature].format_map(_Words(reading, value, form, kind_word))


class _Words(dict[str, str]):
    """The words that fill a sentence; only those that it asks for are made."""

    def __init__(self, reading: Reading, value: float, form: str, kind_word: str | None) -> None:
        self.reading, self.place, self.value = reading, reading.place, value
        self.form, self.kind_word = form, kind_word

    def __missing__(self, key: str) -> str:
        return _FILL[key](self)


def _holder(place: Place) -> str:
    names = [place.admin1 if place.admin1 != place.name else None, place.country]
    return ", ".join(name for name in names if name) or "a place that holds it"


def _country(words: _Words) -> str:
    return f" ({words.place.country})" if words.place.country else ""


_FILL: dict[str, Callable[[_Words], str]] = {
    "name": lambda words: words.place.name,
    "form": lambda words: words.form,
    "kind_word": lambda words: words.kind_word or words.form.rsplit(maxsplit=1)[-1].lower(),
    "a_kind": lambda words: _KINDS[words.place.group],
    "population": lambda words: f"{words.place.population or 0:,}",
    "alternates": lambda words: str(words.reading.alternates),
    "admin1": lambda words: words.place.admin1 or "the same region",
    "admin2": lambda words: words.place.admin2 or "the same district",
    "holder": lambda words: _holder(words.place),
    "note": lambda words: (
        words.reading.note or f"{words.form} read as {words.reading.spelling.form}"
    ),
    "share": lambda words: f"{min(words.value, 1):.0%}",
    "in_country": _country,
    "of_country": _country,
}
