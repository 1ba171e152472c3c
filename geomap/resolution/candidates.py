"""What a name can mean: its candidates, with everything about them that no article changes."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from geomap.gazetteer.folding import fold
from geomap.gazetteer.inflection import known_base_forms
from geomap.gazetteer.matches import EXACT, SKELETON, VARIANT, Match
from geomap.model import Spelling
from geomap.resolution.columns import NameCandidates, code_of, country_code
from geomap.resolution.kinds import WITH_ARTICLE, groups_of
from geomap.resolution.telephone import telephone_numbers

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geomap.gazetteer import Gazetteer
    from geomap.model import Box, Place, Usage

DEPTH = 72
"""Candidates of one name that are weighed; there are 69 places called Washington."""
_SHARED_STEM = 4
_ENGLISH = frozenset({None, "en"})
_UNITS = frozenset({"country", "region", "district"})
_ADJECTIVES = frozenset({"RU", "UA", "BY"})
_BESIDE = 1.5
"""Degrees around a box that count as beside it: Belfast, Ireland; Hebron, Israel."""
_CITY = 100_000
_CACHED_NAMES = 8192
_CACHED_UNITS = 4096


class CandidateFinder:
    """Asks the gazetteer what a name can mean, once a name: answers are remembered."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self.find = lru_cache(maxsize=_CACHED_NAMES)(self._find)
        self.units_called = lru_cache(maxsize=_CACHED_NAMES)(self._units_called)
        self.levels = lru_cache(maxsize=_CACHED_NAMES)(self._levels)
        self._english = lru_cache(maxsize=_CACHED_NAMES)(self._read_in_english)
        self._plain = lru_cache(maxsize=_CACHED_NAMES)(self._read_plain)
        self.metonym_of = lru_cache(maxsize=_CACHED_UNITS)(gazetteer.metonym_of)
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
        *,
        articled: bool = False,
        within: frozenset[str] = frozenset(),
    ) -> NameCandidates:
        """The candidates of ``name`` beside ``kind_word``; ``reason`` says why there are none.

        ``language`` is that of the article, None for English; where it inflects names, their base
        forms are looked up, too. ``articled``: the text writes "the" before the name, so that it
        may be a river by its short name. ``within``: units (`units_called`) that the text says to
        hold the place; all places of the name in them are candidates, beyond `DEPTH`.
        """
        bases = known_base_forms(self._gazetteer, name, language)
        demonym = None
        known = next((form for form in (name, *bases) if self._gazetteer.is_demonym(form)), None)
        if usage is not None and known is None:
            # Usage tells demonyms alone apart.
            return self.find(name, kind_word, None, language, articled=articled, within=within)
        if usage in {"demonym", None} and known is not None:
            demonym = self._demonym(known)
            if demonym is None and kind_word is None:
                why = "a demonym that belongs to no single place"
                return NameCandidates((), name, None, why)
        readings = {} if demonym is None else {demonym.place.id: demonym}
        if usage != "demonym" or demonym is None:
            rivers = self._rivers(name) if articled else ()
            for reading in (*self._named_in(language, name, kind_word, bases), *rivers):
                readings.setdefault(reading.place.id, reading)
        if within:
            more = self._left_out(name, readings.values(), within)
            if not more:  # what is known of the name otherwise is known already
                return self.find(name, kind_word, usage, language, articled=articled)
            readings |= more
        if kind_word is not None:
            readings = _at_level(readings, kind_word)
        reason = None if readings else "no place of this name is in the gazetteer"
        return NameCandidates(tuple(readings.values()), name, kind_word, reason)

    def _named_in(
        self, language: str | None, name: str, kind_word: str | None, bases: Sequence[str]
    ) -> Iterable[Match]:
        """What a name can mean, demonyms left out."""
        if language is not None:
            return self._in_language(name, kind_word, bases)
        return _in_english(self._named(name, kind_word)) if kind_word else self._english(name)

    def _read_in_english(self, name: str) -> tuple[Match, ...]:
        """What a name can mean by itself in an English article, demonyms left out."""
        return tuple(_in_english(self._named(name, None)))

    def _left_out(
        self, name: str, readings: Iterable[Match], within: frozenset[str]
    ) -> dict[str, Match]:
        """The places of a name in some units that `DEPTH` has left out of its readings, by id."""
        known = {reading.place.id: reading for reading in readings}
        if all(reading.total is None for reading in known.values()):
            return {}
        return {
            reading.place.id: reading
            for reading in _in_english(self._gazetteer.lookup(name, limit=None))
            if reading.place.id not in known and _lies_in(reading.place, within)
        }

    def _rivers(self, name: str) -> Iterable[Match]:
        """The rivers that a name with an article may mean, where it is not a country's so, too."""
        if fold(name) in WITH_ARTICLE:
            return
        for match in self._gazetteer.lookup(f"{name} River", limit=DEPTH, deepest=VARIANT):
            if match.place.group == "water":
                yield replace(match, is_display=False, is_main=False)

    def _known(self, name: str) -> Sequence[Match]:
        """What a name or demonym can mean by itself in an English article."""
        if self._gazetteer.is_demonym(name):
            return self.find(name, None, None).readings
        return self._english(name)

    def _units_called(self, name: str) -> frozenset[str]:
        """The ids of the units, and the codes of the countries, that ``name`` may mean."""
        places = [reading.place for reading in self._known(name)]
        units = {place.id for place in places if place.group in _UNITS}
        countries = {place.country for place in places if place.group == "country"}
        return frozenset(units | {code for code in countries if code})

    def _levels(self, name: str) -> frozenset[str]:
        """Which of country and region ``name`` is the full name of, or short for: "Tenn"."""
        return frozenset(
            reading.place.group
            for reading in self._known(name)
            if (reading.is_full_name or reading.spelling.provenance == "abbreviation")
            and reading.place.group in {"country", "region"}
        )

    def is_city(self, name: str) -> bool:
        """Whether ``name`` is the full name of a town of 100,000 or more."""
        return any(
            reading.is_full_name
            and reading.place.group == "town"
            and (reading.place.population or 0) >= _CITY
            for reading in self._known(name)
        )

    def may_lie(self, place: Place, holder: str) -> bool:
        """Whether a place lies in or near the box around a country or unit called ``holder``.

        Near it, since news and gazetteers do not agree on where every border is; and where no box
        is known.
        """
        units = [match.place for match in self._known(holder) if match.place.group in _UNITS]
        boxes = [unit.extent for unit in units if unit.extent is not None]
        return not boxes or any(_in_box(place, box) for box in boxes)

    def holds(self, holder: str, name: str) -> bool | None:
        """Whether a place called ``name`` lies in a country or unit called ``holder``.

        None where no country or unit is called so, or a country is beside which such a place lies
        ("Belfast, Ireland").
        """
        units = self.units_called(holder)
        if not units:
            return None
        known = self._known(name)
        places = [match.place for match in known if match.place.group != "country"]
        if any(_lies_in(place, units) for place in places):
            return True
        if self._left_out(name, known, units):
            return True
        beside = "country" in self.levels(holder) and any(
            self.may_lie(place, holder) for place in places
        )
        return None if beside else False

    def areas_dialled(self, text: str) -> dict[int, float]:
        """Of which countries and units the telephone numbers in a text are, each with its share."""
        places = [self._gazetteer.dialled(number) for number in telephone_numbers(text)]
        areas = Counter(
            code_of(place.id) if place.group == "region" else country_code(place.country)
            for place in places
            if place is not None
        )
        return {area: count / areas.total() for area, count in areas.items()}

    def _demonym(self, name: str) -> Match | None:
        place = self._gazetteer.demonym(name)
        if place is None:
            return None
        return Match(
            place, Spelling(name, "demonym"), EXACT, is_display=False, is_main=False, alternates=0
        )

    def _in_language(
        self, name: str, kind_word: str | None, bases: Sequence[str]
    ) -> Iterable[Match]:
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

    def _named(self, name: str, kind_word: str | None) -> Iterable[Match]:
        wanted = groups_of(kind_word)
        plain, towns, units = self._plain(name)
        composed: list[Match] = []
        if wanted and kind_word is not None:
            full = self._gazetteer.lookup(f"{name} {kind_word}", limit=DEPTH, deepest=VARIANT)
            composed = [reading for reading in full if reading.place.group in wanted]
        yield from composed
        yield from plain
        if wanted[:1] == ("district",):
            alike = [unit for town in towns for unit in self._districts_named_alike(town)]
            units = [*units, *alike]
        yield from units
        if wanted[:1] == ("district",) and not any(
            reading.place.group in wanted for reading in (*composed, *plain, *units)
        ):
            yield from _standing_in(plain, kind_word)

    def _read_plain(self, name: str) -> tuple[Sequence[Match], Sequence[Match], list[Match]]:
        """The readings of a name by itself, the towns among them, and units called like these."""
        plain = self._gazetteer.lookup(name, limit=DEPTH)
        if any(reading.spelling.provenance == "abbreviation" for reading in plain):
            # "US" is not the village of Us, nor "KY" what a language far away calls a country.
            plain = [
                reading
                for reading in plain
                if reading.spelling.provenance == "abbreviation"
                or (reading.is_main and reading.spelling.form == name)
            ]
        plain = _without_cities_of_states(plain, name)
        towns = [r for r in plain if r.step <= VARIANT and r.place.group == "town"]
        return plain, towns, self._units_named_alike(towns, {r.place.id for r in plain})

    def _units_named_alike(self, towns: Sequence[Match], known: set[str]) -> list[Match]:
        """The units around towns that are called like them: Rostov-on-Don is in Rostov Oblast.

        Those with an id in ``known`` are left out.
        """
        units: dict[str, Match] = {}
        for reading in towns:
            town, form = reading.place, reading.spelling.form
            begin = {town.name[:1].casefold()[:1], form[:1].casefold()[:1]}
            for unit_id, name in ((town.admin1_id, town.admin1), (town.admin2_id, town.admin2)):
                # The first letters alone, as few units pass.
                if (
                    unit_id
                    and name
                    and unit_id not in known
                    and unit_id not in units
                    and name[:1].casefold()[:1] in begin
                    and name.casefold().startswith(_stems(town.name, form))
                ):
                    units[unit_id] = _called_after(reading, self._unit(unit_id))
        return list(units.values())

    def _districts_named_alike(self, reading: Match) -> Iterable[Match]:
        """Districts in the region of a town that end in its adjective: Tsimlyansky District."""
        town = reading.place
        if town.country not in _ADJECTIVES:
            return
        stem = town.name.removesuffix("sk")
        for form in (f"{stem}sky District", f"{stem}skyi Raion"):
            for match in self._gazetteer.lookup(form, limit=DEPTH, deepest=VARIANT):
                unit = match.place
                if unit.group == "district" and unit.admin1_id == town.admin1_id:
                    yield _called_after(reading, unit)


def _at_level(readings: dict[str, Match], kind_word: str | None) -> dict[str, Match]:
    """What is left when a kind word names a level and there is a unit of that level and name.

    "The Kherson region" is the oblast, so neither the town nor the district of that name in it;
    "the Kherson district" is not the oblast around it, nor the town in it.
    """
    wanted = groups_of(kind_word)[:1]
    if not wanted:
        return readings
    places = {key: reading.place for key, reading in readings.items()}
    dropped: set[str] = set()
    match wanted:
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


def _in_english(readings: Iterable[Match]) -> Iterable[Match]:
    """The readings of a name of an English article: what other languages call a place is odd there.

    Where a place is called so in English: "Tunis" is no more the country, as it is in Danish.
    """
    every = list(readings)
    if not any(reading.is_display for reading in every):
        return every
    return [
        replace(reading, step=VARIANT, note=f"{reading.spelling.form} in another language")
        if reading.step == EXACT and reading.spelling.language not in _ENGLISH
        else reading
        for reading in every
    ]


def _without_cities_of_states(readings: list[Match], name: str) -> list[Match]:
    """The readings of a name but those that add "City" to the name of a state of the USA.

    Nobody calls Oklahoma City by the name of its state, though GeoNames has it so.
    """
    city = f"{fold(name)} city"
    states = {
        reading.place.id
        for reading in readings
        if reading.is_display and reading.place.group == "region" and reading.place.country == "US"
    }
    if not states:
        return readings
    return [
        reading
        for reading in readings
        if reading.place.admin1_id not in states or fold(reading.place.name) != city
    ]


def _lies_in(place: Place, units: frozenset[str]) -> bool:
    """Whether a place lies in one of some units and countries (ids and codes)."""
    return place.country in units or place.admin1_id in units or place.admin2_id in units


def _in_box(place: Place, box: Box) -> bool:
    """Whether a place lies in a box, at most `_BESIDE` degrees from it, or nobody knows where."""
    lat, lon = place.lat, place.lon
    if lat is None or lon is None:
        return True
    # From -180 to 180 is all the way round, not none of it.
    width = (box.east - box.west) % 360 or box.east - box.west
    return (
        box.south - _BESIDE <= lat <= box.north + _BESIDE
        and (lon - box.west + _BESIDE) % 360 <= width + 2 * _BESIDE
    )


def _standing_in(plain: Sequence[Match], kind_word: str | None) -> Iterable[Match]:
    """Towns that stand for a district of their name of which there is no record."""
    for reading in plain:
        if reading.place.group == "town":
            yield replace(
                reading,
                place=replace(reading.place, precision="approximate"),
                note=f"there is no record of the {kind_word}; its town {reading.place.name} "
                "stands for it",
            )


def _called_after(town: Match, unit: Place) -> Match:
    """The reading of a town's name as the unit that is called like it."""
    return Match(
        unit,
        town.spelling,
        max(town.step, VARIANT),
        is_display=False,
        is_main=False,
        alternates=town.alternates,
        note=f"{unit.name} is called after {town.place.name}",
    )


def _stems(*town_names: str) -> tuple[str, ...]:
    """How a unit's name begins that is called like a town: "Minsk Region", "Charkiv Oblast"."""
    stems = (name.casefold()[: max(_SHARED_STEM, len(name) - 2)] for name in town_names)
    return tuple(stem for stem in stems if len(stem) >= _SHARED_STEM)
