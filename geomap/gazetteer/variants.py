"""Other ways to read a name that the index does not have as it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geomap.gazetteer.folding import fold
from geomap.gazetteer.matches import PART, VARIANT, WORD_DROPPED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geomap.model import KindGroup

_UNITS: tuple[KindGroup, ...] = ("region", "district", "country", "area")
_DISTRICTS: tuple[KindGroup, ...] = ("district",)
_WATER: tuple[KindGroup, ...] = ("water",)
_LAND: tuple[KindGroup, ...] = ("landform", "area", "region")
_TOWNS: tuple[KindGroup, ...] = ("town",)

_WORDS_FOR: dict[tuple[KindGroup, ...], str] = {
    _UNITS: """
        region oblast oblasts province provinces krai okrug state territory prefecture voivodeship
        governorate canton department republic area gebiet obwod wojewodztwo
        республика республіка republika republik королевство королівство królestwo königreich
        область области край края
        """,
    _DISTRICTS: """
        district districts county counties raion rayon rajon bezirk kreis landkreis rejon powiat
        gmina район района
        """,
    _WATER: "river rivers lake lakes sea bay gulf strait straits reservoir canal ocean creek",
    _LAND: "mountain mountains mount island islands isle desert peninsula valley hills",
    _TOWNS: "city town village township metro suburbs municipality",
}
_KIND_WORDS = {fold(word): groups for groups, words in _WORDS_FOR.items() for word in words.split()}
_SIDES = ("north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest")
_COMPASS = frozenset(
    {*_SIDES, *(f"{side}ern" for side in _SIDES), "central", "upper", "lower", "greater"}
    | {"downtown", "mid", "inner", "outer", "metropolitan"}
)
# Adjectives of German, Polish, Russian and Ukrainian, whose endings change with their noun.
_COMPASS_STEM = re.compile(
    "(?:nord|sud|ost|west)lich|(?:polnocn|poludniow|wschodni|zachodni)"
    "|(?:северн|южн|восточн|западн|північн|південн|східн|західн)"
)
_OF = re.compile(
    r"(city|town|village|republic|state|kingdom|county|province|region|oblast|district|port|gulf"
    r"|lake|isle|island|commonwealth|principality|municipality) of (.+)"
)
_SHORT_FIRST = {"n": "north", "s": "south", "e": "east", "w": "west", "co": "county"}
_SHORT_LAST = {"co": "county", "twp": "township"}
_UMLAUTS = re.compile("ae|oe|ue")
_OUTER = re.compile(r"^(.*?\w.*?)\s*(?:,|\(|/)\s*(.*?)\)?$")


@dataclass(frozen=True, slots=True)
class Variant:
    """A key to try in place of a name: how far it is, what was done, and what it asks of the place.

    ``groups``: kinds that the word left out speaks of; ``inside``: a key of a unit that should hold
    the place ("Paris, Texas").
    """

    key: str
    step: int
    note: str
    groups: tuple[KindGroup, ...] = ()
    inside: str | None = None


def variants(name: str, key: str) -> Iterator[Variant]:
    """The ways to read a name, nearest first; ``key`` is its fold."""
    if hit := _OF.fullmatch(key):
        groups = _KIND_WORDS.get(hit[1], ())
        yield Variant(hit[2], VARIANT, f"“{hit[1]} of” left out", groups)
    written_out = _written_out(key)
    if written_out != key:
        yield Variant(written_out, VARIANT, f"read as “{written_out}”")
    if _UMLAUTS.search(key):
        yield Variant(_UMLAUTS.sub(lambda hit: hit[0][0], key), VARIANT, "umlauts written out")
    outer = _OUTER.match(name) if not name.isalnum() else None
    if outer and (first := fold(outer[1])):
        yield Variant(first, VARIANT, f"“{outer[1]}” of “{name}”", inside=fold(outer[2]))
    words = written_out.split(" ")
    if len(words) > 1:
        for index, rest in ((-1, words[:-1]), (0, words[1:])):
            groups = _KIND_WORDS.get(words[index], ())
            if groups or (index == 0 and _is_compass(words[0])):
                note = f"“{words[index]}” left out"
                yield Variant(" ".join(rest), WORD_DROPPED, note, groups)
                if groups == _DISTRICTS:  # which GeoNames has at the first level in small countries
                    yield Variant(" ".join(rest), WORD_DROPPED, note, _UNITS)
    if outer and first:
        yield Variant(first, PART, f"only “{outer[1]}” of “{name}”")


def _written_out(key: str) -> str:
    """The key with its short words in full: "loudon county" of "loudon co", "west columbia"."""
    first, *rest = key.split(" ")
    if not rest:
        return key
    *between, last = rest
    return " ".join((_SHORT_FIRST.get(first, first), *between, _SHORT_LAST.get(last, last)))


def _is_compass(word: str) -> bool:
    return word in _COMPASS or bool(_COMPASS_STEM.match(word))
