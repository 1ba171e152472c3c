"""What a look-up says: matches, and what is known of a key when text is scanned."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geomap.model import maker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.model import Place, Spelling

EXACT, VARIANT, WORD_DROPPED, PART, SKELETON, FUZZY = range(6)
"""Steps from a name to a spelling, nearest first.

0 the name itself; 1 another way to write it ("City of X", a romanisation, an odd alternate name);
2 a kind or compass word left out ("X region", "northern X"); 3 a part of it ("X, Y"); 4 the same
skeleton; 5 a letter or two off.
"""


@dataclass(frozen=True, slots=True)
class Match:
    """A place that a name could mean, as the index has it, without any context.

    ``step`` says how far the name is from the spelling (`EXACT` to `FUZZY`), ``note`` what was done
    to the name on the way, if anything. ``is_display``: the name is the place's display name;
    ``is_main``: it is the record's own name; ``alternates``: how many other names the place has.
    ``total`` is the number of matches before a limit that left some out, None where none was.
    """

    place: Place
    spelling: Spelling
    step: int
    is_display: bool
    is_main: bool
    alternates: int
    note: str | None = None
    total: int | None = None

    @property
    def is_full_name(self) -> bool:
        """Whether the name is the place's display name or the record's own."""
        return self.is_display or self.is_main


make_match = maker(Match)


@dataclass(frozen=True, slots=True)
class KeyProfile:
    """What the places behind one key are, for scanning text.

    ``country`` to ``other`` say which kinds of place the key names (``other``: areas, water,
    landforms, sites), ``population`` is the largest one (None: unknown for all), ``places`` how
    many there are (0 for a key that is only a demonym or an abbreviation). ``is_main``: the main or
    display name of one of them; ``is_word``: an ordinary word or first name too; ``is_given_name``
    and ``is_surname``: borne by many people; ``longest``: words in the longest key that begins with
    this one.
    """

    key: str
    country: bool
    admin1: bool
    admin2: bool
    town: bool
    other: bool
    population: int | None
    places: int
    is_main: bool
    is_word: bool
    is_demonym: bool
    is_abbreviation: bool
    is_given_name: bool
    is_surname: bool
    longest: int

    @property
    def region(self) -> bool:
        """Whether the key names an admin unit below the country or an area of another kind."""
        return self.admin1 or self.admin2 or self.other


def joined(matches: Sequence[Match], more: Sequence[Match] = ()) -> list[Match]:
    """Matches, one a place: the first that names it."""
    found: dict[str, Match] = {}
    for match in (*matches, *more):
        found.setdefault(match.place.id, match)
    return list(found.values())


def ordered(matches: list[Match]) -> list[Match]:
    """The matches, most populous first."""
    if len(matches) < 2:  # noqa: PLR2004
        return matches
    return sorted(matches, key=lambda m: (-(m.place.population or 0), m.place.id))


def best_spread(ordered: list[Match], limit: int) -> set[int]:
    """Ranks to keep: half by population alone, then the best of each country, each unit, others."""
    kept = set(range(limit // 2))
    for parts in (1, 2, 0):
        seen: set[tuple[str | None, ...]] = set()
        for rank, match in enumerate(ordered):
            unit = (match.place.country, match.place.admin1_id)[:parts]
            if len(kept) >= limit:
                return kept
            if not parts or unit not in seen:
                seen.add(unit)
                kept.add(rank)
    return kept
