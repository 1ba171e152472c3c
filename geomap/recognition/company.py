"""The company that a name keeps: lists and routes it is in, the same name elsewhere, its region."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from geomap.recognition.candidates import SAINT, Span
from geomap.recognition.known import person_of
from geomap.recognition.lexicon import (
    KIND_PLURALS,
    PLACE_PREPOSITIONS,
    PREPOSITIONS,
    UNIT_PLURALS,
)
from geomap.recognition.plain import is_well_known, plain_cues
from geomap.recognition.spans import ARTICLES
from geomap.recognition.surroundings import JOINS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geomap.gazetteer import KeyProfile
    from geomap.recognition.surroundings import Surroundings

PLACED_ELSEWHERE = "elsewhere in the article a place by the words around it"
"""In an article in which a town's name is placed once, it is likelier its name throughout."""
PARTY_HOME = "the home of a member of a party"
"""A cue whose weight is set: a place by definition, and rare in the corpora."""
WHOLE_NAME = "the whole name of a populous town, of several words, and not in a longer name"
"""A cue whose weight is set: "Sergiyev Posad" is no person, whatever the language model knows."""
HYPHENED = "the whole name of a populous town, in hyphens"
"""A cue whose weight is set: "Port-au-Prince" is no word, in whatever English it stands."""
JOINED = "joined by 'and' to a place of its region or country"
"""A cue whose weight is set: with Brighton, Worthing is no word, whatever the network sees."""
LISTED = "in a list beside a name that is known in its country alone, too"
"""A cue whose weight is set: nobody lists "Kiew, Cherson and Charkow" but for the towns."""
IN_COUNTRY = "nobody's name, in a country that other names are of, as a place would be"
"""A cue whose weight is set: in news of Kharkiv what troops stand "above" is Liptsy, no man."""
TOWNS_LISTED = "in a list of places of its region or country, after a preposition"
"""A cue whose weight is set: buses run from Albany, Dallas and Woodburn, whoever else is so."""
UNITS_LISTED = "in a list of names of units that says that they are"
"""A cue whose weight is set: of "Dallas and Story counties" none is a word or a man."""
_OF_WHERE = PLACE_PREPOSITIONS | {"above", "below", "between", "for"}
_BEGIN_SENTENCES = PREPOSITIONS | {"and", "as", "but", "the", "then", "when", "where", "while"}
_OF_LISTS = frozenset({"of", "like", "including"})
_PARTY = 3
"""Words from a name back over the hyphen and the party to the sign before it."""
_POPULOUS = 10_000
_FEW_COUNTRIES = 2
_EVERY_NAME = "US"
_LONGEST_LIST = 6
"""Names of a list that are looked at."""
_ROUTES = {"from": frozenset({"to", "through", "via"}), "between": frozenset({"and"})}
_PLACING = frozenset({"in", "near", "outside"})


class Company:
    """What the known names of a text say about each other."""

    def __init__(self, around: Surroundings, spans: Sequence[Span]) -> None:
        self._around = around
        self._before: dict[int, int] = {}
        self._after: dict[int, int] = {}
        self._placed: Counter[str] = Counter()
        self._placed_spans: set[tuple[int, int]] = set()
        for span in spans:
            if span.profile is not None and span.profile.places:
                start, end = span.start, span.end
                self._before[end] = min(start, self._before.get(end, start))
                self._after[start] = max(end, self._after.get(start, end))
                if self._is_placed(span):
                    self._placed[span.name.lower()] += 1
                    self._placed_spans.add((start, end))
        self._regions, self._countries = self._named_homes()

    def cues(self, span: Span) -> list[str]:
        """What lists, routes, the rest of the article say of a candidate that is a known name."""
        cues = plain_cues(self._around, span) if self._stands_alone(span) else []
        if span.profile is None or not span.profile.places:
            return cues
        if self._is_placed_elsewhere(span, span.profile):
            cues.append(PLACED_ELSEWHERE)
        first, last = self._list_start(span.start), self._list_end(span.end)
        if last < len(self._around.lower) and self._around.lower[last] in KIND_PLURALS:
            cues.append("in a list that ends in its kind")
        route = self._route(span.start, span.end)
        if route is not None:
            cues.append(f"route={route}")
        cues += self._neighbours(span, first, last)
        cues += self._whole_name(span, span.profile)
        if self._is_party_home(span.start):
            cues.append(PARTY_HOME)
        if self._is_listed_unit(span, span.profile, first, last):
            cues.append(UNITS_LISTED)
        return cues

    def _neighbours(self, span: Span, first: int, last: int) -> list[str]:
        """What names of its region and country, in the article and in a list, say of a name.

        The list that it is in goes from the word ``first`` to before ``last``.
        """
        region, country = self._region(span), self._country(span)
        cues = [f"region={region}"] if region else []
        cues += [f"country={country}"] if country else []
        beside = self._beside(span)
        of_region = region in {"two", "several"}
        if (
            beside
            and self._stands_alone(span)
            and self._is_listed_town(span, first, last, of_region=of_region)
        ):
            cues.append(TOWNS_LISTED)
        if not self._is_nobody(span):
            return cues
        if self._is_in_country(span, country):
            cues.append(IN_COUNTRY)
        if any(self._is_joined(span, other) for other in beside):
            cues.append(JOINED)
        if any(self._is_listed(span, other) for other in beside):
            cues.append(LISTED)
        return cues

    def _is_nobody(self, span: Span) -> bool:
        """Whether a name stands alone, and is not one that people bear, too."""
        return person_of(span) in {None, "person=none"} and self._stands_alone(span)

    def _beside(self, span: Span) -> list[Span]:
        """The known names before and after a name in a list."""
        lower = self._around.lower
        before, after = span.start, span.end
        while before and lower[before - 1] in JOINS:
            before -= 1
        while after < len(lower) and lower[after] in JOINS:
            after += 1
        beside = []
        if before < span.start and before in self._before:
            beside.append((self._before[before], before))
        if after > span.end and after in self._after:
            beside.append((after, self._after[after]))
        names = [(start, end, self._around.tokens.span(start, end)) for start, end in beside]
        profile = self._around.spellings.profile
        return [Span(start, end, name, profile(name)) for start, end, name in names]

    def _is_joined(self, span: Span, other: Span) -> bool:
        """Whether "and" joins a name to what the language model sees as a place of its region."""
        joint = span.end if other.start > span.start else span.start - 1
        homes = self._around.spellings.homes(span.name) & self._around.spellings.homes(other.name)
        together = _regions(homes) or (self._own(span) & self._own(other))
        joined = self._around.lower[joint] == "and" and self._around.is_place(other.start)
        return joined and bool(together)

    def _is_listed(self, span: Span, other: Span) -> bool:
        """Whether another name of a list is that of a town of the same country, and this one is."""
        return (
            bool(self._own(span) & self._own(other))
            and _is_sizeable(span)
            and _is_sizeable(other)
            and self._is_nobody(other)
        )

    def _is_listed_town(self, span: Span, first: int, last: int, *, of_region: bool) -> bool:
        """Whether a name is in a list of three or more after a preposition, all others places.

        Places of a region in which one of its name is; of two where the article is ``of_region``.
        """
        if not self._after_preposition(first):
            return False
        own = self._around.spellings.homes(span.name)
        others = []
        at = first
        while at < last:
            end = self._after.get(at)
            if end is None:
                at += 1
                continue
            if at != span.start:
                others.append((at, self._around.tokens.span(at, end)))
            at = end
        few = self._around.lower[first - 1] == "between" or not of_region
        return len(others) > few and all(
            self._around.is_place(at) and _regions(own & self._around.spellings.homes(name))
            for at, name in others
        )

    def _is_in_country(self, span: Span, country: str | None) -> bool:
        """Whether a name is more likely that of a place of a country that the article is of.

        That is after a preposition, or one of several words, or a city's own; that of a town of
        some size where one other name alone is of that country.
        """
        lower, start = self._around.lower, span.start
        if country not in {"one", "two", "several"} or "-" in self._words_beside(span):
            return False
        if lower[start].endswith("ern") or lower[max(0, start - 2)] == "according":
            return False  # "western Canada" is of Canada, "according to Taylor" of a man
        if self._after_preposition(start):
            return country != "one" or _is_sizeable(span)
        several = " " in span.name and lower[start] not in ARTICLES
        is_named = (several and _is_sizeable(span)) or is_well_known(span.profile)
        return country != "one" and is_named

    def _words_beside(self, span: Span) -> tuple[str, ...]:
        lower = self._around.lower
        return (*lower[max(0, span.start - 1) : span.start], *lower[span.end : span.end + 1])

    def _after_preposition(self, start: int) -> bool:
        """Whether a preposition that goes with places stands before a name."""
        return start > 0 and self._around.lower[start - 1] in _OF_WHERE

    def _own(self, span: Span) -> frozenset[str]:
        """The countries of a name that is known in few of them, and not in the USA."""
        own = frozenset(_countries(self._around.spellings.homes(span.name)))
        return own if len(own) <= _FEW_COUNTRIES and _EVERY_NAME not in own else frozenset()

    def _whole_name(self, span: Span, profile: KeyProfile) -> list[str]:
        """What it says that a candidate is the whole name, of several words, of a town."""
        if not (profile.is_main and profile.town and " " in span.name.replace("-", " ")):
            return []
        town = self._town(span, profile)
        cues = [f"whole name of={town}"]
        if self._stands_alone(span) and town.startswith("a town"):
            if self._around.is_hyphened(span.start, span.end):
                cues.append(HYPHENED)
            elif town == "a town":
                cues.append(WHOLE_NAME)
        return cues

    def _town(self, span: Span, profile: KeyProfile) -> str:
        """What town it is whose main name of several words a candidate is."""
        size = "a town" if (profile.population or 0) >= _POPULOUS else "a village"
        first = self._around.spellings.profile(self._around.tokens.words[span.start])
        if first is not None and first.is_word:
            return f"{size} that begins with a word or first name"
        return size

    def _stands_alone(self, span: Span) -> bool:
        """Whether no capitals beside a name make it a part of another, and it is no saint's."""
        words, before = self._around.tokens.words, span.start - 1
        capital = (
            before >= 0
            and words[before][:1].isupper()
            and words[before].isalpha()
            and words[before].lower() not in _BEGIN_SENTENCES
        )
        begins = self._around.begins_line(span.start) or not capital
        return begins and self._around.namesake(span.end) is None and words[span.start] not in SAINT

    def _is_party_home(self, start: int) -> bool:
        """Whether a name stands with a party: "(R-Ocilla)", "Bulloch, D-Tifton", but no "D-Day"."""
        if start < _PARTY or self._around.lower[start - _PARTY] not in {"(", ","}:
            return False
        return self._around.left(start) == "party"

    def _is_placed_elsewhere(self, span: Span, profile: KeyProfile) -> bool:
        if profile.is_abbreviation or not (profile.town or profile.admin2):
            return False  # "the EU" is the same everywhere
        own = (span.start, span.end) in self._placed_spans
        return self._placed[span.name.lower()] > own

    def _is_placed(self, span: Span) -> bool:
        """Whether the words around a name say that it is a place: "in Oxford", "Oxford, Ohio"."""
        if self._around.right(span.end) == "comma and country or region":
            return True
        before = self._around.lower[span.start - 1] if span.start else ""
        return before in _PLACING and not self._goes_on(span.end)

    def _goes_on(self, end: int) -> bool:
        """Whether a name is only the beginning of one: "in Oxford Street"."""
        right = self._around.right(end)
        return right[:1].isupper() or right == "capital"

    def _list_end(self, end: int) -> int:
        """Where the list of known names ends that a name is in: "Cooke, Grayson and Love"."""
        lower = self._around.lower
        last = end
        for _ in range(_LONGEST_LIST):
            at = last
            while at < len(lower) and lower[at] in JOINS:
                at += 1
            if at == last or at not in self._after:
                break
            last = self._after[at]
        return last

    def _list_start(self, start: int) -> int:
        """Where the list of known names begins that a name is in."""
        lower = self._around.lower
        first = start
        for _ in range(_LONGEST_LIST):
            at = first
            while at and lower[at - 1] in JOINS:
                at -= 1
            if at == first or at not in self._before:
                break
            first = self._before[at]
        return first

    def _is_listed_unit(self, span: Span, profile: KeyProfile, first: int, last: int) -> bool:
        """Whether a unit's name is one of "Dallas and Story counties", "counties of X and Y"."""
        if not (profile.admin1 or profile.admin2) or not self._stands_alone(span):
            return False
        lower = self._around.lower
        if (first, last) == (span.start, span.end):
            return False
        if last < len(lower) and lower[last] in UNIT_PLURALS:
            return True
        return first > 1 and lower[first - 1] in _OF_LISTS and lower[first - 2] in UNIT_PLURALS

    def _route(self, start: int, end: int) -> str | None:
        """Which end of "from Laramie to Rawlins", "between Laramie and Rawlins" a name is."""
        lower = self._around.lower
        if start > 1 and start - 1 in self._before:
            first = self._before[start - 1]
            if first and lower[start - 1] in _ROUTES.get(lower[first - 1], ()):
                return f"its end, from {self._sure(first)}"
        if start and end + 1 in self._after and lower[end] in _ROUTES.get(lower[start - 1], ()):
            return f"its start, to {self._sure(end + 1)}"
        return None

    def _sure(self, at: int) -> str:
        return "a place" if self._around.is_place(at) else "a known name"

    def _named_homes(self) -> tuple[Counter[str], Counter[str]]:
        """Of each region, and of each country, how many names of places may lie in it.

        Names that are known in many countries speak for none of them.
        """
        names = {
            self._around.tokens.span(entity.start, entity.end)
            for entity in self._around.tokens.entities
            if self._around.is_place(entity.start)
        }
        regions: Counter[str] = Counter()
        countries: Counter[str] = Counter()
        for name in names:
            homes = self._around.spellings.homes(name)
            regions.update(_regions(homes))
            if len(own := _countries(homes)) <= _FEW_COUNTRIES:
                countries.update(own)
        return regions, countries

    def _country(self, span: Span) -> str | None:
        """How many other places of the article may lie in a country that has one of this name.

        None for names of places in many countries, or in the USA, where most names are found.
        """
        if span.profile is None or span.profile.country:
            return None
        own = self._own(span)
        if not own:
            return None
        here = self._around.is_place(span.start)
        return _how_many(max(self._countries[country] for country in own) - here)

    def _region(self, span: Span) -> str | None:
        """How many other places of the article may lie in a region that has one of this name."""
        if span.profile is None or span.profile.country:
            return None
        spellings = self._around.spellings
        own = _regions(spellings.homes(span.name) - spellings.units(span.name))
        if not own:
            return None
        here = self._around.is_place(span.start)
        others = max(self._regions[region] for region in own) - here
        return _how_many(others)


def _is_sizeable(span: Span) -> bool:
    """Whether a name is that of a town of some size, a region or a country."""
    profile = span.profile
    return profile is not None and (
        profile.country or profile.admin1 or (profile.population or 0) >= _POPULOUS
    )


def _how_many(others: int) -> str:
    return ("none", "one", "two", "several")[max(0, min(others, 3))]


def _countries(homes: Iterable[str]) -> list[str]:
    return [home for home in homes if ":" not in home]


def _regions(homes: Iterable[str]) -> list[str]:
    return [home for home in homes if ":" in home]
