"""What a name can mean: its candidates, with everything about them that no article changes."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from geomap.gazetteer.inflection import known_base_forms
from geomap.gazetteer.matches import EXACT, SKELETON
from geomap.model import Spelling
from geomap.resolution.columns import (
    ADMIN2_COLUMN,
    COUNTRY_COLUMN,
    NameCandidates,
    Reading,
    columns,
)
from geomap.resolution.kinds import groups_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geomap.gazetteer import Gazetteer, Match
    from geomap.model import Usage

DEPTH = 40
"""Candidates of one name that are weighed; the gazetteer says when it had more."""
_SHARED_STEM = 4
_ADJECTIVES = frozenset({"RU", "UA", "BY"})
_CACHED_NAMES = 4096
_CACHED_UNITS = 4096


class CandidateFinder:
    """Asks the gazetteer what a name can mean, once a name: answers are remembered."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self.find = lru_cache(maxsize=_CACHED_NAMES)(self._find)
        self._unit = lru_cache(maxsize=_CACHED_UNITS)(gazetteer.get)

    def __reduce__(self) -> tuple[type[CandidateFinder], tuple[Gazetteer]]:
        """Pickled without what it remembers."""
        return type(self), (self._gazetteer,)

    def _find(
        self,
        name: str,
        kind_word: str | None,
        usage: Usage | None,
        language: str | None = None,
    ) -> NameCandidates:
        """The candidates of ``name`` beside ``kind_word``; ``reason`` says why there are none.

        ``language`` is that of the article, None for English; where it inflects names, their base
        forms are looked up, too.
        """
        bases = known_base_forms(self._gazetteer, name, language)
        demonym = None
        known = [form for form in (name, *bases) if self._gazetteer.is_demonym(form)]
        if usage in {"demonym", None} and known:
            demonym = self._demonym(known[0])
            if demonym is None and kind_word is None:
                return columns((), name, None, reason="a demonym that belongs to no single place")
        readings: dict[str, Reading] = {}
        if demonym is not None:
            readings[demonym.place.id] = demonym
        if usage != "demonym" or demonym is None:
            named = (
                self._named(name, kind_word)
                if language is None
                else self._in_language(name, kind_word, bases)
            )
            for reading in named:
                readings.setdefault(reading.place.id, reading)
        readings = _at_level(readings, kind_word)
        reason = None if readings else "no place of this name is in the gazetteer"
        return columns(tuple(readings.values()), name, kind_word, reason=reason)

    def units_called(self, name: str) -> frozenset[int]:
        """Codes of the countries and units that ``name`` may mean, as their members carry them."""
        found = self.find(name, None, None)
        units = found.static[:, COUNTRY_COLUMN : ADMIN2_COLUMN + 1].any(axis=1)
        countries = found.static[:, COUNTRY_COLUMN] > 0
        codes = {*found.codes[units, 0].tolist(), *found.codes[countries, 1].tolist()}
        return frozenset(codes - {0})

    def holds(self, holder: str, name: str) -> bool | None:
        """Whether a place called ``name`` lies in a country or unit called ``holder``.

        None where no country or unit is called so.
        """
        units = self.units_called(holder)
        if not units:
            return None
        found = self.find(name, None, None)
        above = found.codes[found.static[:, COUNTRY_COLUMN] == 0, 1:]
        return not units.isdisjoint(above.ravel().tolist())

    def _demonym(self, name: str) -> Reading | None:
        place = self._gazetteer.demonym(name)
        return None if place is None else Reading(place, Spelling(name, "demonym"))

    def _in_language(
        self, name: str, kind_word: str | None, bases: Sequence[str]
    ) -> Iterable[Reading]:
        """The readings of a name of an article that is not English, and of its base forms."""
        for form in (name, *bases):
            for reading in self._named(form, kind_word):
                # A name that is known when inflected is not one that only looks alike.
                if bases and reading.step >= SKELETON:
                    continue
                own = reading
                if reading.step == EXACT and reading.spelling.provenance == "label":
                    own = replace(own, is_main=True)  # what that place is called in the language
                if form != name and (reading.note is None or reading.step == EXACT):
                    own = replace(own, note=f"{name} is a form of {form}")
                yield own

    def _named(self, name: str, kind_word: str | None) -> Iterable[Reading]:
        wanted = groups_of(kind_word)
        plain = [_reading(match) for match in self._gazetteer.lookup(name, limit=DEPTH)]
        if any(reading.spelling.provenance == "abbreviation" for reading in plain):
            # "US" is not the village of Us, nor "KY" what a language far away calls a country.
            plain = [
                reading
                for reading in plain
                if reading.spelling.provenance == "abbreviation"
                or (reading.is_main and reading.spelling.form == name)
            ]
        composed: list[Reading] = []
        if wanted and kind_word is not None:
            composed = [
                _reading(match)
                for match in self._gazetteer.lookup(f"{name} {kind_word}", limit=DEPTH)
                if match.place.group in wanted and match.step <= 1
            ]
        yield from composed
        yield from plain
        towns = [r for r in plain if r.place.group == "town" and r.step <= 1]
        units = [unit for town in towns for unit in self._units_named_alike(town)]
        if wanted[:1] == ("district",):
            units += [unit for town in towns for unit in self._districts_named_alike(town)]
        yield from units
        if wanted[:1] == ("district",) and not any(
            reading.place.group in wanted for reading in (*composed, *plain, *units)
        ):
            yield from _standing_in(plain, kind_word)

    def _units_named_alike(self, reading: Reading) -> Iterable[Reading]:
        """The units around a town that are called like it: Rostov-on-Don is in Rostov Oblast."""
        town = reading.place
        for level, unit_id in (("admin1", town.admin1_id), ("admin2", town.admin2_id)):
            unit_name = town.admin1 if level == "admin1" else town.admin2
            if unit_id is None or unit_name is None:
                continue
            if not _share_stem(unit_name, town.name, reading.spelling.form):
                continue
            yield replace(
                reading,
                place=self._unit(unit_id),
                step=max(reading.step, 1),
                is_display=False,
                is_main=False,
                note=f"{unit_name} is called after {town.name}",
            )

    def _districts_named_alike(self, reading: Reading) -> Iterable[Reading]:
        """Districts in the region of a town that end in its adjective: Tsimlyansky District."""
        town = reading.place
        if town.country not in _ADJECTIVES:
            return
        stem = town.name.removesuffix("sk")
        for form in (f"{stem}sky District", f"{stem}skyi Raion"):
            for match in self._gazetteer.lookup(form, limit=DEPTH):
                unit = match.place
                if (
                    unit.group == "district"
                    and match.step <= 1
                    and unit.admin1_id == town.admin1_id
                ):
                    yield replace(
                        reading,
                        place=unit,
                        step=max(reading.step, 1),
                        is_display=False,
                        is_main=False,
                        note=f"{unit.name} is called after {town.name}",
                    )


def _at_level(readings: dict[str, Reading], kind_word: str | None) -> dict[str, Reading]:
    """What is left when a kind word names a level and there is a unit of that level and name.

    "The Kherson region" is the oblast, so neither the town nor the district of that name in it;
    "the Kherson district" is not the oblast around it, nor the town in it.
    """
    places = {key: reading.place for key, reading in readings.items()}
    dropped: set[str] = set()
    match groups_of(kind_word)[:1]:
        case ("region",):
            regions = {key for key, place in places.items() if place.group == "region"}
            dropped = {key for key in places.keys() - regions if places[key].admin1_id in regions}
        case ("district",):
            districts = {key for key, place in places.items() if place.group == "district"}
            around = {places[key].admin1_id for key in districts}
            dropped = {
                key
                for key, place in places.items()
                if (place.group == "town" and place.admin2_id in districts)
                # Where districts are the first level ("Haifa District"), the word is in the name.
                or (key in around and str(kind_word) not in place.name.lower())
            }
    return {key: reading for key, reading in readings.items() if key not in dropped}


def _standing_in(plain: Sequence[Reading], kind_word: str | None) -> Iterable[Reading]:
    """Towns that stand for a district of their name of which there is no record."""
    for reading in plain:
        if reading.place.group == "town":
            yield replace(
                reading,
                place=replace(reading.place, precision="approximate"),
                note=f"there is no record of the {kind_word}; its town {reading.place.name} "
                "stands for it",
            )


def _reading(match: Match) -> Reading:
    return Reading(
        place=match.place,
        spelling=match.spelling,
        step=match.step,
        is_display=match.is_display,
        is_main=match.is_main,
        alternates=match.alternates,
        note=match.note,
    )


def _share_stem(unit: str, *town_names: str) -> bool:
    """Whether a unit is called like a town: "Charkiv Oblast" and "Charkiv", "Minsk Region"."""
    unit_key = unit.casefold()
    for town in town_names:
        stem = town.casefold()[: max(_SHARED_STEM, len(town) - 2)]
        if len(stem) >= _SHARED_STEM and unit_key.startswith(stem):
            return True
    return False
