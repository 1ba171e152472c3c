"""The gazetteer: places by name, by id, by hierarchy and by distance."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Self

from geomap.errors import GazetteerError
from geomap.gazetteer.build import default_path
from geomap.gazetteer.folding import fold
from geomap.gazetteer.index import Index
from geomap.gazetteer.matches import SKELETON, VARIANT, Match, best_spread, joined, ordered
from geomap.gazetteer.search import Searcher, reason
from geomap.gazetteer.skeleton import skeleton
from geomap.gazetteer.sources import Sources
from geomap.gazetteer.variants import Variant, variants

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from shapely.geometry.base import BaseGeometry

    from geomap.gazetteer.matches import KeyProfile
    from geomap.model import Candidate, Place

_SKELETON_LETTERS = 4
_ABBREVIATION_LETTERS = 5
_REMEMBERED = 8192
"""Names whose answers are remembered: most have fewer than ten places, some hundreds."""


class Gazetteer:
    """An open gazetteer, read-only; it may be shared by threads, forked and pickled.

    ``version`` is a hash of the sources, the tables and the layers: the same version gives the same
    answers.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._index = Index(path)
        self.version = self._index.meta["version"]
        self._searcher = Searcher(self._index)
        # Recognition and resolution ask for the same names, one after the other.
        self._answer = lru_cache(maxsize=_REMEMBERED)(self._first_tier)

    @classmethod
    def open(cls, path: str | Path | None = None) -> Self:
        """The gazetteer at ``path``, else at GEOMAP_GAZETTEER, else in the user's cache folder.

        Raises
        ------
        GazetteerError
            There is none, or it was built by another version of geomap.
        """
        chosen = Path(path) if path is not None else default_path()
        if not chosen.is_file():
            raise GazetteerError(f"no gazetteer at {chosen}; run `geomap gazetteer build`")
        return cls(chosen)

    def __enter__(self) -> Self:
        """The gazetteer itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()

    def __reduce__(self) -> tuple[type[Gazetteer], tuple[Path]]:
        """Pickle the path; the other process opens the file for itself."""
        return type(self), (self.path,)

    def __repr__(self) -> str:
        """The file's name and version."""
        return f"<Gazetteer {self.path.name} {self.version}>"

    def close(self) -> None:
        """Close the connection of this thread."""
        self._index.close()

    @property
    def meta(self) -> dict[str, str]:
        """What is known of the index as a whole: versions, counts, layers, what was left out."""
        return dict(self._index.meta)

    def is_up_to_date(self) -> bool:
        """Whether the gazetteer was built from the sources that are installed now."""
        return self._index.meta["sources"] == Sources.installed().version

    # -- by name

    def lookup(self, name: str, *, limit: int | None = 40, deepest: int = SKELETON) -> list[Match]:
        """The places that a name could mean, without fuzzy matching, most populous first.

        Tiers are tried in turn and the first that answers is given: the name as it is (with names
        romanised by us, as step 1), another way to read it (step 1 to 3), the skeleton (step 4). Of
        more than ``limit`` matches the most populous half is kept, and the best of each country and
        first-level unit; ``Match.total`` says how many there were. None: no limit. Tiers beyond the
        step ``deepest`` are not asked.
        """
        matches = self._answer(name, deepest)
        if limit is None or len(matches) <= limit:
            return [*matches]
        kept = best_spread(matches, limit)
        total = len(matches)
        return [replace(matches[rank], total=total) for rank in sorted(kept)]

    def _first_tier(self, name: str, deepest: int) -> list[Match]:
        return next((ordered(tier) for tier in self._tiers(name, deepest) if tier), [])

    def _tiers(self, name: str, deepest: int = SKELETON) -> Iterator[list[Match]]:
        key = fold(name)
        if not key:
            return
        index = self._index
        spelled, abbreviated = index.spelled(key), self._abbreviated(name.strip())
        yield joined(spelled, abbreviated) if abbreviated else spelled
        for variant in variants(name, key):
            if variant.step > deepest:
                return
            yield self._read_as(variant)
        if deepest < SKELETON:
            return
        # Short skeletons are shared by names that have nothing else in common.
        bones = skeleton(name)
        if len(bones) >= _SKELETON_LETTERS:
            yield index.same_skeleton(name, bones)

    def _abbreviated(self, form: str) -> list[Match]:
        """The places that an abbreviation stands for; agencies leave its last dot out ("Tenn")."""
        matches = self._index.abbreviated(form)
        if not matches and len(form) <= _ABBREVIATION_LETTERS and form[:1].isupper():
            note = f"“{form}.” without its full stop"
            dotted = self._index.abbreviated(f"{form}.")
            return [replace(match, step=VARIANT, note=note) for match in dotted]
        return matches

    def _read_as(self, variant: Variant) -> list[Match]:
        matches = self._index.spelled(variant.key)
        if variant.inside is not None:
            units = {m.place.id for m in self._index.spelled(variant.inside)}
            units |= {m.place.country or "" for m in self._countries(variant.inside)}
            matches = [
                m
                for m in matches
                if {m.place.admin1_id, m.place.admin2_id, m.place.country} & units
            ]
        if variant.groups:
            matches = self._of_kind(matches, variant)
        return [replace(m, step=max(variant.step, m.step), note=variant.note) for m in matches]

    def _countries(self, key: str) -> list[Match]:
        return [m for m in self._index.spelled(key) if m.place.group == "country"]

    def _of_kind(self, matches: Sequence[Match], variant: Variant) -> list[Match]:
        """Those of the kind that the word left out speaks of, and units named after the rest."""
        fitting = [m for m in matches if m.place.group in variant.groups]
        for match in matches:
            if match.place.group != "town":
                continue
            bones = skeleton(match.place.name)
            for unit_id in (match.place.admin1_id, match.place.admin2_id):
                unit = self.get(unit_id) if unit_id else None
                # "Konstantinovsky District" of Konstantinovka: endings differ.
                stem = bones[: max(4, len(bones) - 2)]
                if unit and unit.group in variant.groups and skeleton(unit.name).startswith(stem):
                    fitting.append(replace(match, place=unit, is_display=False, is_main=False))
        # "Kherson region" is never the town; a river that is not known is not the town either.
        return joined(fitting)

    def search(
        self,
        name: str,
        *,
        country: str | None = None,
        kind: str | None = None,
        limit: int = 10,
        fuzzy: bool = True,
    ) -> list[Candidate]:
        """Places for a name as a person would type it, best first, each with score and spelling.

        ``country`` is an ISO 3166-1 alpha-2 code, ``kind`` a group ("town", "region" ...) or the
        beginning of a GeoNames kind ("P", "A.ADM1"). Tiers as in `lookup`, with demonyms
        ("Ukrainian") after exact names; where they have nothing
        or no more than the same skeleton, and ``fuzzy`` is on and the name has at least five
        letters, spellings one or two letters off follow. Scores fall from tier to tier, and with
        population and fame inside a tier; they are not probabilities.
        """
        wanted = self._searcher.filter(country, kind)
        matches: list[Match] = []
        for tier in self._search_tiers(name):
            if matches := [m for m in tier if wanted(m.place)]:
                break
        if fuzzy and all(m.step == SKELETON for m in matches):
            typos = [m for m in self._searcher.fuzzy(name) if wanted(m.place)]
            matches = joined(matches, typos)
        return self._searcher.candidates(name, matches, limit)

    def _search_tiers(self, name: str) -> Iterator[Sequence[Match]]:
        """The tiers of a look-up, and after the first the place that a demonym belongs to."""
        tiers = self._tiers(name)
        yield next(tiers, [])
        yield self._index.demonyms(name, fold(name))
        yield from tiers

    def reason(self, candidate: Candidate | Match) -> str:
        """Why a place was found under a name: "German (Duden) romanisation of Цимлянск"."""
        return reason(candidate)

    def key_profile(self, key: str) -> KeyProfile | None:
        """What a folded key names, or None if nothing (see `is_prefix` for longer keys)."""
        profile = self._index.profile(key)
        if profile and (profile.places or profile.is_demonym or profile.is_abbreviation):
            return profile
        return None

    def is_prefix(self, key: str) -> bool:
        """Whether longer keys begin with these words."""
        profile = self._index.profile(key)
        return profile is not None and profile.longest > key.count(" ") + 1

    def abbreviation(self, form: str) -> list[Match]:
        """The places that an abbreviation stands for, as it is written ("Tex.", "U.S.", "OR")."""
        return ordered(self._index.abbreviated(form.strip()))

    def demonym(self, form: str) -> Place | None:
        """The place whose people or things a word names ("Ukrainian"), None for no single place."""
        return next((match.place for match in self._index.demonyms(form, fold(form))), None)

    def is_demonym(self, form: str) -> bool:
        """Whether a word is an adjective or a people's name, even of no one place ("Western")."""
        profile = self._index.profile(fold(form))
        return profile is not None and profile.is_demonym

    def all_spellings(self) -> Iterator[tuple[str, str]]:
        """Every spelling with the id of its place, in order of keys; a place has it once a key."""
        yield from self._index.rows(
            "SELECT s.form, coalesce(p.id, 'geonames:' || p.num) FROM spelling s"
            " JOIN place p ON p.num = s.place ORDER BY s.key, s.place"
        )

    # -- by id and hierarchy

    def get(self, place_id: str) -> Place:
        """The place with an id such as ``geonames:706448`` or ``curated:donbas``.

        Raises
        ------
        GazetteerError
            The gazetteer has no such place.
        """
        place = self._index.place(place_id)
        if place is None:
            raise GazetteerError(
                f"no place {place_id!r} in {self.path};"
                " look for its id with `geomap gazetteer search`"
            )
        return place

    def _numbered(self, num: int) -> Place:
        return next(self._index.places("p.num = ?", (num,)))

    def by_code(self, code: str) -> Place | None:
        """The country or unit with a code of GeoNames or ISO 3166-2; None if unknown.

        GeoNames counts the units of a country in its own way: "UA.08" and "US.TX.277" are codes of
        GeoNames, "UA-65" is the one of ISO 3166-2 for what GeoNames calls "UA.08". "UA" is both.
        """
        where = "p.num = (SELECT place FROM iso WHERE code = ?)" if "-" in code else "p.code = ?"
        return next(self._index.places(where, (code,)), None)

    def dialled(self, number: str) -> Place | None:
        """The country, or in North America the unit, of a telephone number; None if unknown.

        ``number`` is written as abroad, digits alone: "380442345678" is of Ukraine, "13043996500"
        of West Virginia. Numbers that are free of charge are of no place.
        """
        rows = self._index.rows(
            "SELECT place FROM dialling WHERE prefix IN (?, ?, ?, ?)"
            " ORDER BY length(prefix) DESC LIMIT 1",
            [number[:digits] for digits in range(1, 5)],
        )
        return self._numbered(rows[0][0]) if rows else None

    def code(self, place: Place) -> str | None:
        """The GeoNames code of a country or unit, with which `by_code` finds it."""
        rows = self._index.rows("SELECT code FROM place WHERE num = ?", (self._number(place),))
        return rows[0][0] if rows else None

    def parents(self, place: Place) -> list[Place]:
        """The units that hold a place, smallest first: second level, first, country, continent."""
        found = [
            self.get(unit)
            for unit in (place.admin2_id, place.admin1_id)
            if unit and unit != place.id
        ]
        country = self.by_code(place.country) if place.country else None
        if country and country.id != place.id:
            found.append(country)
        holder = country or place
        found += self._index.places(
            "p.kind = 'L.CONT' AND p.num IN (SELECT region FROM member WHERE unit = ?)"
            " ORDER BY p.num",
            (self._number(holder),),
        )
        return found

    def within(self, place: Place) -> Iterator[Place]:
        """All places that lie in a country, a unit or a region made of units, without itself."""
        num = self._number(place)
        holder: object = num
        if place.group == "country":
            where, holder = "p.country = ?", place.country
        else:
            where = "p.admin1 = ?" if place.admin1_id == place.id else "p.admin2 = ?"
        members = [
            row[0] for row in self._index.rows("SELECT unit FROM member WHERE region = ?", (num,))
        ]
        if members:
            for unit in sorted(members):
                member = self._numbered(unit)
                yield member
                yield from self.within(member)
            return
        yield from self._index.places(f"{where} AND p.num <> ? ORDER BY p.num", (holder, num))

    def members(self, place: Place) -> list[Place]:
        """The countries and units that a region such as Donbas is made of; empty for others."""
        return list(
            self._index.places(
                "p.num IN (SELECT unit FROM member WHERE region = ?) ORDER BY p.num",
                (self._number(place),),
            )
        )

    def metonym_of(self, place: Place) -> Place | None:
        """The place that a landmark stands for (the Kremlin: Moscow), or None."""
        rows = self._index.rows(
            "SELECT metonym_of FROM place WHERE num = ?", (self._number(place),)
        )
        return self._numbered(rows[0][0]) if rows and rows[0][0] is not None else None

    def labels(self, place_id: str) -> dict[str, str]:
        """The names of a place by language (ISO 639-1), as far as they are known."""
        num = self._index.number(place_id)
        return dict(
            self._index.rows(
                "SELECT language, name FROM label WHERE place = ? ORDER BY language", (num,)
            )
        )

    def _number(self, place: Place) -> int | None:
        return self._index.number(place.id)

    # -- by position

    def nearby(
        self, lat: float, lon: float, km: float, *, limit: int | None = None
    ) -> list[tuple[Place, float]]:
        """The towns and other places at most ``km`` away (geodesic, WGS 84), nearest first.

        Each comes with its distance in kilometres. Countries and units, whose points stand for an
        area, are not among them.
        """
        from geomap.gazetteer.positions import places_near

        return places_near(self._index, lat, lon, km)[:limit]

    def outline(self, place: Place, *, level: str = "full") -> BaseGeometry | None:
        """The outline of a country or unit (lon/lat, EPSG:4326), None where none is known."""
        from geomap.gazetteer.outlines import Outlines

        return Outlines.open().outline(place.id, level=level)
