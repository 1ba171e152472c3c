"""Why a candidate: each feature that spoke for or against it, as a plain sentence."""

from __future__ import annotations

import re
from operator import attrgetter
from typing import TYPE_CHECKING

import numpy as np

from geomap.model import Evidence, make_evidence
from geomap.resolution.features import FEATURES

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from geomap.gazetteer import Match
    from geomap.resolution.columns import NameCandidates
    from geomap.resolution.names import Name

# What the text itself says comes before what any gazetteer knows.
_SAID = (
    "contained_by_cue",
    "holds_by_cue",
    "near_by_cue",
    "capital_by_cue",
    "kind_word_agrees",
    "water_after_article",
    "role_agrees",
    "list_kind_said",
    "list_same_kind",
    "parent_admin1_named",
    "parent_admin2_named",
    "child_named",
    "name_is_demonym",
    "name_is_abbreviation",
    "dialled",
)
_IS_SAID = np.array([feature in _SAID for feature in FEATURES])
_GAP = re.compile(r"\{(\w+)\}")
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
    "name_unlike_display": "others are called {form}, it has been so beside its own name",
    "name_is_admin": "{form} is a name of the unit",
    "name_is_demonym": "{form} are the people of {name}",
    "name_is_abbreviation": "{form} is short for {name}",
    "key_step": "the name is not spelt as in the gazetteer: {note}",
    "kind_word_agrees": "the text calls it a {kind_word}",
    "kind_word_contradicts": "the text calls it a {kind_word}, but it is {a_kind}",
    "river_by_short_name": "{form} by itself is seldom the river",
    "district_called_like_larger": "a country or its region is called {form}, too",
    "unit_called_like_town": "a town is called {form}, too, and the text does not say {a_kind}",
    "district_called_only_so": "{name} is called as its town is, without a word for its kind",
    "region_called_like_city": "its city is called {form}, too, and the text does not say {a_kind}",
    "district_dwarfs_town": "the town called {form} in its region is small beside it",
    "country_mass": "{share} of the other places named are in the same country{in_country}",
    "admin1_mass": "{share} of the other places named are in {admin1}",
    "mass_150km": "other places named lie within 150 km of it",
    "mass_500km": "other places named lie within 500 km of it",
    "any_same_country": "{share} of the other names could be places{in_country}",
    "any_within_80km": "{share} of the other names could be places within 80 km of it",
    "first_place_country": "the first place named is in the same country",
    "parent_country_named": "the text names its country{in_country}",
    "country_named_most": "the country that the text names is its country{in_country}",
    "parent_admin1_named": "the text names {admin1}, which holds it",
    "parent_admin2_named": "the text names {admin2}, which holds it",
    "child_named": "the text names a place in it",
    "any_admin2_named": "the text names what could be {admin2}, which holds it",
    "any_child_named": "the text names what could be a place in it",
    "parent_admin1_near": "{admin1} is named close by",
    "contained_by_cue": "the text says beside the name that it lies in {holder}",
    "holds_by_cue": "the text says that a place lies in it, and it is {a_kind} with such a place",
    "holder_unmet": "the text puts it in a place in which none of this name is known",
    "near_by_cue": "the text says beside the name that it lies near a place that is near it",
    "capital_by_cue": "the text calls it a capital, and {name} is one",
    "told_from_namesake": "the text tells it from the one that it locates by name",
    "water_after_article": "the text writes “the {form}”, and {name} is {a_kind}",
    "role_agrees": "words beside the name, as of an office or a journey, go with {a_kind}",
    "role_contradicts": "words beside the name, as of an office or a journey, go with another kind",
    "list_kind_said": "the text says the kind of the names beside it in a list: {a_kind}",
    "list_of_districts": "more names of the list are districts in {admin1} than towns",
    "dialled": "the text gives telephone numbers of its country or region",
    "outlet_country_share": "the publisher often writes of places{in_country}",
    "outlet_admin1_share": "the publisher often writes of places in {admin1}",
    "outlet_home_near": "it is near the publisher's home",
    "outlet_seen": "the publisher has written of it before",
    "list_same_kind": "the names beside it in a list are places of the same kind",
}
# Sentences that give a share; the others say the same whatever the feature's value is.
_PERCENT = np.array([100.0 * ("{share}" in _SENTENCES.get(feature, "")) for feature in FEATURES])

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


Telling = tuple[int, float, int]
"""A feature worth saying of a candidate: its column, its lead in points, its value in percent.

The percent is 0 where the sentence does not give it.
"""


def tellings(
    values: NDArray[np.float64],
    shares: NDArray[np.float64],
    lead: NDArray[np.float64],
    most: NDArray[np.int64],
) -> list[list[Telling]]:
    """The features worth saying of each candidate, foremost first.

    ``values`` are features, ``shares`` features times weights, a row a candidate; ``lead`` the
    points by which a feature speaks for the candidate and against its rival; ``most`` how many are
    said of each. What the text says itself comes first.
    """
    plain = _IS_SAID & (shares >= _WORTH_SAYING) & (lead >= 0)
    rows, columns = np.nonzero((shares != 0) & (plain | (np.abs(lead) >= _WORTH_SAYING)))
    share, ahead, in_text = shares[rows, columns], lead[rows, columns], _IS_SAID[columns]
    size = np.abs(np.where(in_text, share, ahead))
    order = np.lexsort((columns, -size, ~(in_text & (share > 0)), rows))
    of_row = rows[order]
    place = np.arange(len(order)) - np.searchsorted(of_row, of_row)
    order = order[place < most[of_row]]
    rows, columns = rows[order], columns[order]
    percent = np.round(values[rows, columns] * _PERCENT[columns]).astype(np.int64)
    told: list[list[Telling]] = [[] for _ in shares]
    said = zip(columns.tolist(), np.round(ahead[order], 2).tolist(), percent.tolist(), strict=True)
    for row, telling in zip(rows.tolist(), said, strict=True):
        told[row].append(telling)
    return told


def said(found: NameCandidates, row: int, told: list[Telling], name: Name) -> tuple[Evidence, ...]:
    """What is told for or against a candidate of a name, as sentences.

    The weight of an evidence is its lead, in points (log odds).
    """
    reading, sentences = found.readings[row], found.sentences
    words = None
    evidence = []
    for column, points, percent in told:
        sentence = sentences.get((row, column, percent))
        if sentence is None:
            words = words or _Words(reading, name)
            sentence = words.sentence(column, percent)
            sentences[row, column, percent] = sentence
        evidence.append(make_evidence(FEATURES[column], points, sentence))
    if reading.note is not None and not reading.step:
        evidence.append(Evidence("note", 0.0, reading.note))
    return tuple(evidence)


class _Words:
    """What fills the gaps of a sentence about a candidate."""

    __slots__ = ("form", "name", "place", "reading", "share", "word")

    def __init__(self, reading: Match, name: Name) -> None:
        self.reading = reading
        self.place = reading.place
        self.name = reading.place.name
        self.form = name.form
        self.word = name.kind_word
        self.share = ""

    def sentence(self, column: int, percent: int) -> str:
        """The sentence of a feature; ``percent`` is the feature's value where it is said."""
        self.share = f"{min(percent, 100)}%"
        template, read = _TEMPLATES[column]
        return template % read(self)

    @property
    def kind_word(self) -> str:
        return self.word or self.form.rsplit(maxsplit=1)[-1].lower()

    @property
    def a_kind(self) -> str:
        return _KINDS[self.place.group]

    @property
    def population(self) -> str:
        return f"{self.place.population or 0:,}"

    @property
    def alternates(self) -> str:
        return str(self.reading.alternates)

    @property
    def admin1(self) -> str:
        return self.place.admin1 or "the same region"

    @property
    def admin2(self) -> str:
        return self.place.admin2 or "the same district"

    @property
    def holder(self) -> str:
        place = self.place
        names = [place.admin1 if place.admin1 != place.name else None, place.country]
        return ", ".join(name for name in names if name) or "a place that holds it"

    @property
    def note(self) -> str:
        return self.reading.note or f"{self.form} read as {self.reading.spelling.form}"

    @property
    def in_country(self) -> str:
        return f" ({self.place.country})" if self.place.country else ""


def _template(sentence: str) -> tuple[str, Callable[[_Words], object]]:
    """A sentence with "%s" for its gaps, and what reads their words from `_Words`.

    Formatting by name would take three times as long.
    """
    gaps = _GAP.findall(sentence)
    read = attrgetter(*gaps) if gaps else _nothing
    return _GAP.sub("%s", sentence.replace("%", "%%")), read


def _nothing(_: _Words) -> tuple[()]:
    return ()


_TEMPLATES = [_template(_SENTENCES.get(feature, feature)) for feature in FEATURES]
