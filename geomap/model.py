"""The things that pass through the house: articles, sentences, mentions, places, candidates.

Everything is a frozen dataclass with slots; ``None`` means unknown, never ``""`` or ``(0, 0)``.
Offsets count characters of ``Article.text``. Coordinates are ``lat`` and ``lon``, in degrees,
EPSG:4326.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields, make_dataclass
from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Literal, ParamSpec, TypeVar, get_args

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

Part = Literal["title", "dateline", "body", "caption", "leftover"]
"""Where in an article a mention stands. ``leftover``: text of the site, not of the story."""

Usage = Literal["literal", "metonymic", "demonym", "embedded"]
"""How a name is used: "shelled Kherson", "Moscow said", "Ukrainian troops", "Bank of America"."""

Precision = Literal["town", "region", "approximate"]
"""What a place's point is: the town itself, a label point of an area, or no better than nearby."""

KindGroup = Literal[
    "country", "region", "district", "town", "area", "water", "landform", "site", "world"
]
"""Kinds as people speak of them; `kind_group` derives it from a GeoNames class and code."""

USAGES: tuple[Usage, ...] = get_args(Usage)
PARTS: tuple[Part, ...] = get_args(Part)
KIND_GROUPS: tuple[KindGroup, ...] = get_args(KindGroup)

_Record = TypeVar("_Record")
_Values = ParamSpec("_Values")


def _sent_by_values(record: type[_Record]) -> type[_Record]:
    """Pickle a record as its values in order.

    Between processes, frozen dataclasses with slots take several times as long as they are: each
    asks for its fields by name, and sets them one by one.
    """
    values = attrgetter(*(part.name for part in fields(record)))  # type: ignore[arg-type]

    def reduce(self: _Record) -> tuple[type[_Record], tuple[Any, ...]]:
        return record, values(self)

    record.__reduce__ = reduce  # type: ignore[assignment, method-assign]
    return record


def maker(record: Callable[_Values, _Record]) -> Callable[_Values, _Record]:
    """A function that makes records of a class from all their values in order, and does so fast.

    A frozen dataclass sets each field through ``object.__setattr__``, which takes several times as
    long as setting it. So the values go into a twin that is not frozen, which is then told its
    class; that is allowed between classes with the same slots
    (https://docs.python.org/3/reference/datamodel.html#slots).
    """
    names = [part.name for part in fields(record)]  # type: ignore[arg-type]
    twin: Callable[_Values, Any] = make_dataclass("_Twin", names, slots=True)

    def make(*values: _Values.args, **named: _Values.kwargs) -> _Record:
        made = twin(*values, **named)
        made.__class__ = record
        return made  # type: ignore[no-any-return]

    return make


@_sent_by_values
@dataclass(frozen=True, slots=True)
class Box:
    """A box in degrees; ``west > east`` when it crosses the antimeridian."""

    west: float
    south: float
    east: float
    north: float


@_sent_by_values
@dataclass(frozen=True, slots=True)
class Place:
    """One gazetteer record.

    ``id`` carries its source (``geonames:706448``, ``curated:donbas``). ``kind`` is a GeoNames
    feature class and code (``P.PPLA``, ``A.ADM1``; https://www.geonames.org/export/codes.html).
    ``country`` is an ISO 3166-1 alpha-2 code; ``admin1`` and ``admin2`` are the names of the units
    that hold the place, ``admin1_id`` and ``admin2_id`` their place ids. For a unit itself its own
    level is filled (Kherson Oblast has ``admin1="Kherson Oblast"``).
    """

    id: str
    name: str
    kind: str
    country: str | None = None
    admin1: str | None = None
    admin2: str | None = None
    lat: float | None = None
    lon: float | None = None
    population: int | None = None
    extent: Box | None = None
    precision: Precision = "town"
    admin1_id: str | None = None
    admin2_id: str | None = None

    @property
    def group(self) -> KindGroup:
        """The kind as people speak of it: town, region, country, water ..."""
        return kind_group(self.kind)

    @property
    def geonameid(self) -> int | None:
        """The GeoNames number, or None for a place of another source."""
        source, _, number = self.id.partition(":")
        return int(number) if source == "geonames" and number.isdecimal() else None


@_sent_by_values
@dataclass(frozen=True, slots=True)
class Spelling:
    """One name under which a place is known, and how we come to know it.

    ``provenance`` is one of: ``main`` (the record's own name), ``alternate``, ``label`` (a name in
    a known language), ``admin`` (a unit's name or code), ``abbreviation``, ``demonym``,
    ``curated``, ``romanised:<scheme>``, ``skeleton``, ``fuzzy``, ``imported:<layer>``, ``learned``.
    ``original`` is the form it was derived from, for the last tiers.
    """

    form: str
    provenance: str
    language: str | None = None
    original: str | None = None


@_sent_by_values
@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason for or against a candidate: a named feature, its weight, a plain sentence."""

    feature: str
    weight: float
    sentence: str


@_sent_by_values
@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name could mean, with its score (0 to 1) and the evidence for it."""

    place: Place
    score: float
    spelling: Spelling | None = None
    evidence: tuple[Evidence, ...] = ()


@_sent_by_values
@dataclass(frozen=True, slots=True)
class Sentence:
    """A span of an article's text."""

    start: int
    end: int


@_sent_by_values
@dataclass(frozen=True, slots=True)
class PartSpan:
    """A stretch of an article's text that is not plain body: title, dateline, caption, leftover."""

    start: int
    end: int
    part: Part


@_sent_by_values
@dataclass(frozen=True, slots=True)
class Mention:
    """A span of an article that names a place; ``article.text[start:end] == text``, always.

    ``usage`` is None when unsure; ``recognition_score`` is the probability that the span names a
    place, ``score`` the probability that ``place`` is the right one. A mention without a place
    carries the ``reason``. ``kind_word`` is a lower-case kind word beside the name ("region").
    """

    start: int
    end: int
    text: str
    part: Part = "body"
    usage: Usage | None = None
    usage_score: float | None = None
    recognition_score: float | None = None
    kind_word: str | None = None
    place: Place | None = None
    score: float | None = None
    reason: str | None = None
    candidates: tuple[Candidate, ...] = ()
    evidence: tuple[Evidence, ...] = ()

    def explain(self) -> str:
        """Why this place and not the others, in lines of plain text."""
        from geomap.explanation import explain

        return explain(self)


@_sent_by_values
@dataclass(frozen=True, slots=True)
class Article:
    """One document, and what was found in it.

    ``text`` is the stored text that all offsets refer to; ``title`` is a title that came in a field
    of its own (shown and stored, not searched) or that a reader found inside the text (then
    ``parts`` says where). ``published`` is a date, ``language`` an ISO 639-1 code.
    """

    id: str
    text: str
    title: str | None = None
    url: str | None = None
    source: str | None = None
    published: date | None = None
    language: str | None = None
    parts: tuple[PartSpan, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    mentions: tuple[Mention, ...] = field(default=())

    def part_at(self, start: int) -> Part:
        """The part in which the character at ``start`` stands; ``body`` unless marked otherwise."""
        return next((p.part for p in self.parts if p.start <= start < p.end), "body")

    def sentence_at(self, start: int) -> Sentence:
        """The sentence around the character at ``start``; the whole text where none was marked."""
        for sentence in self.sentences:
            if sentence.start <= start < sentence.end:
                return sentence
        return Sentence(0, len(self.text))

    def _repr_html_(self) -> str:
        """The text with its mentions in colour, for notebooks."""
        from geomap.notebook import article_html

        return article_html(self)


make_place = maker(Place)
make_spelling = maker(Spelling)
make_evidence = maker(Evidence)
make_candidate = maker(Candidate)
make_mention = maker(Mention)

_WORLD = frozenset({"L.CONT", "L.PLNT", "L.CONTB"})
_COUNTRY = frozenset(
    {"A.PCLI", "A.PCLD", "A.PCLS", "A.PCLF", "A.PCLIX", "A.PCL", "A.PCLH", "A.TERR"}
)


@lru_cache(maxsize=1024)
def kind_group(kind: str) -> KindGroup:
    """The group of a GeoNames class and code: ``"A.ADM1"`` is a region, ``"P.PPLC"`` a town.

    Classes as in https://www.geonames.org/export/codes.html: A units, P places, H water,
    T landforms, L areas, and everything else (S buildings, R roads, V woods, U under sea) sites.
    """
    if kind in _COUNTRY:
        return "country"
    if kind in _WORLD:
        return "world"
    if kind.startswith("A."):
        return "region" if kind in {"A.ADM1", "A.ADM1H"} else "district"
    groups: dict[str, KindGroup] = {"P": "town", "H": "water", "T": "landform", "L": "area"}
    return groups.get(kind[:1], "site")
