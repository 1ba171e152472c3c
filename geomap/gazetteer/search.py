"""Searching as people type: what fits, how well, why, and what is a letter or two off."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

from geomap.errors import GazetteerError
from geomap.gazetteer.folding import fold
from geomap.gazetteer.matches import FUZZY, Match
from geomap.gazetteer.romanise import scheme_title
from geomap.model import KIND_GROUPS, Candidate, Evidence, Spelling

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from geomap.gazetteer.index import Index
    from geomap.model import Place

_FUZZY_LETTERS = 5
_TWO_OFF_LETTERS = 9
_EDGE = ("\x02", "\x03")
_STEPS = 6
_FAMOUS = math.log(1e8)

# Weights of fame without context, after the ranker of the feasibility study (listwise logistic
# regression on the development corpora): log population, display name, main name, alternates, a
# name that a unit has from the word list of units. Kinds likewise, rounded.
_W_POPULATION, _W_DISPLAY, _W_MAIN, _W_ALTERNATES, _W_ADMIN = 0.37, 2.03, 1.02, 0.61, -1.53
_W_KIND = {"country": 3.0, "world": 3.0, "region": 0.57, "district": -1.5, "town": 0.0}
_W_OTHER_KIND = 3.0
# A place that was written down by hand is there because news names it, however small it is.
_W_CURATED, _CURATED_POPULATION = 3.0, 1000


class Searcher:
    """The parts of a search that are not plain look-ups."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def filter(self, country: str | None, kind: str | None) -> Callable[[Place], bool]:
        """A test for places of a country and of a kind (a group, or the beginning of a kind)."""
        code = country.upper() if country else None

        def wanted(place: Place) -> bool:
            if code and place.country != code:
                return False
            if kind is None:
                return True
            return place.group == kind if kind in KIND_GROUPS else place.kind.startswith(kind)

        if kind is not None and kind not in KIND_GROUPS and not kind[:1].isupper():
            raise GazetteerError(
                f"no kind {kind!r}: name one of {', '.join(KIND_GROUPS)}, or a GeoNames code"
            )
        return wanted

    def candidates(self, name: str, matches: Iterable[Match], limit: int) -> list[Candidate]:
        """Matches as candidates, best first."""
        scored = sorted(
            ((_score(match), match) for match in matches),
            key=lambda pair: (-pair[0], pair[1].place.id),
        )
        return [
            Candidate(
                match.place,
                round(score, 4),
                self._as_written(name, match),
                (Evidence("note", 0.0, match.note),) if match.note else (),
            )
            for score, match in scored[:limit]
        ]

    def _as_written(self, name: str, match: Match) -> Spelling:
        """The spelling, or the place's label that is written as ``name`` is, accents and all."""
        spelling = match.spelling
        if spelling.form != name and spelling.provenance in {"label", "alternate", "main"}:
            languages = self._index.label_languages(match.place.id, name)
            if languages:
                return Spelling(name, "label", languages[0])
        return spelling

    def fuzzy(self, name: str) -> list[Match]:
        """Places with a spelling one letter off; two letters off if the name is long and none is.

        A transposition counts as one letter. Names under five letters have no fuzzy matches: almost
        any other short name is one letter off.
        """
        key = fold(name)
        if sum(map(str.isalpha, key)) < _FUZZY_LETTERS:
            return []
        for distance in (1, 2) if len(key) >= _TWO_OFF_LETTERS else (1,):
            if near := self._keys_off(key, distance):
                matches: dict[str, Match] = {}
                for other in near:
                    for match in self._index.spelled(other):
                        spelling = Spelling(
                            name, "fuzzy", match.spelling.language, match.spelling.form
                        )
                        matches.setdefault(
                            match.place.id,
                            Match(
                                match.place,
                                spelling,
                                FUZZY,
                                is_display=match.is_display,
                                is_main=match.is_main,
                                alternates=match.alternates,
                                note=f"{('one letter', 'two letters')[distance - 1]} off",
                            ),
                        )
                return list(matches.values())
        return []

    def _keys_off(self, key: str, distance: int) -> list[str]:
        """Keys at an edit distance: one of distance + 1 parts of the key stands in them whole."""
        from rapidfuzz.distance import OSA

        padded = f"{_EDGE[0]}{key}{_EDGE[1]}"
        parts = distance + 1
        pieces: set[str] = set()
        # Two ways to cut, as letters that change places across a cut would spoil both its sides.
        for shift in (0, 1):
            cuts = [len(padded) * i // parts + shift for i in range(1, parts)]
            pieces |= {padded[a:b] for a, b in pairwise([0, *cuts, len(padded)])}
        question = " OR ".join(f"({_all_trigrams(piece)})" for piece in sorted(pieces))
        found = self._index.rows("SELECT padded FROM trigram WHERE trigram MATCH ?", (question,))
        keys = [row[0].strip("".join(_EDGE)) for row in found]
        return sorted(k for k in keys if OSA.distance(key, k, score_cutoff=distance) <= distance)


def _all_trigrams(piece: str) -> str:
    """An FTS question for all trigrams of a piece; quotes can't be in a key, so none is escaped."""
    return " AND ".join(f'"{piece[i : i + 3]}"' for i in range(len(piece) - 2))


def _score(match: Match) -> float:
    """From 0 to 1: a sixth for each step not taken, and the place's fame within the sixth."""
    place = match.place
    is_curated = place.id.startswith("curated:")
    population = place.population or (_CURATED_POPULATION if is_curated else 0)
    fame = (
        _W_POPULATION * min(math.log1p(population), _FAMOUS)
        + _W_DISPLAY * match.is_display
        + _W_MAIN * match.is_main
        + _W_ALTERNATES * math.log1p(match.alternates)
        + _W_ADMIN * (match.spelling.provenance in {"admin", "composed"})
        + _W_KIND.get(place.group, _W_OTHER_KIND)
        + _W_CURATED * is_curated
    )
    return (_STEPS - 1 - match.step + fame / (fame + 10 if fame > 0 else 10)) / _STEPS


def reason(found: Candidate | Match) -> str:
    """Why a place was found under a name, as part of a sentence."""
    spelling = found.spelling
    if spelling is None:
        return "no spelling recorded"
    notes = [found.note] if isinstance(found, Match) else [e.sentence for e in found.evidence]
    return ", ".join([_of_spelling(spelling, found.place), *(n for n in notes if n)])


def _of_spelling(spelling: Spelling, place: Place) -> str:
    kind, _, detail = spelling.provenance.partition(":")
    language = f" ({spelling.language})" if spelling.language else ""
    if kind == "romanised":
        return f"{scheme_title(detail)} romanisation of {spelling.original}"
    return {
        "main": "main name" if spelling.form == place.name else f"GeoNames' name {spelling.form}",
        "label": f"name{language}",
        "alternate": f"alternate name {spelling.form}{language}",
        "admin": f"name of the unit{language}",
        "composed": f"composed from {spelling.original}",
        "curated": f"curated name{language}",
        "abbreviation": f"abbreviation {spelling.form}",
        "imported": f"from the layer {detail}",
        "skeleton": f"sounds like {spelling.original}",
        "fuzzy": f"like {spelling.original}",
    }.get(kind, spelling.provenance)
