"""What a report says. Every number stands here once; the documents only print it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from geomap.query import LeftOut


@dataclass(frozen=True, slots=True)
class Fact:
    """A name and what it is: "Region", "Kherson Oblast"."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Counts:
    """How much answered the question.

    mentions : all of them, placed or not. placed : those with a place. itself : those of the
    placed that mean the place itself or whose usage is unsure, outside leftovers; figure and map
    draw these. places : with at least one mention. articles, publishers : with an answer.
    unplaced : names outside leftovers without a place. leftovers : mentions in text of the site,
    placed or not. low : placed mentions whose score is below `tallies.LOW_SCORE` or unknown.
    """

    mentions: int
    placed: int
    itself: int
    places: int
    articles: int
    publishers: int
    unplaced: int
    leftovers: int
    low: int


@dataclass(frozen=True, slots=True)
class Period:
    """The first and last day of publication, None where no article has a date."""

    first: date | None
    last: date | None
    undated: int


@dataclass(frozen=True, slots=True)
class Rest:
    """What a table does not list: how many rows, and the mentions in them."""

    rows: int = 0
    mentions: int = 0


@dataclass(frozen=True, slots=True)
class UsageCount:
    """Mentions by how the name is used, in words."""

    usage: str
    mentions: int


@dataclass(frozen=True, slots=True)
class PublisherCount:
    """A publisher (None where it is not known), its articles and their mentions."""

    publisher: str | None
    articles: int
    mentions: int


@dataclass(frozen=True, slots=True)
class PlaceCount:
    """A place with its mentions and the articles that name it; ``itself`` as in `Counts`."""

    place_id: str
    name: str
    group: str
    admin1: str | None
    country: str | None
    mentions: int
    itself: int
    articles: int


@dataclass(frozen=True, slots=True)
class CountryCount:
    """A country (None: no single one), its places and their mentions."""

    country: str | None
    places: int
    mentions: int


@dataclass(frozen=True, slots=True)
class KeySentence:
    """A sentence that names a place: ``before + name + after`` is what is shown.

    ``start`` and ``end`` are the mention's offsets in the stored text; ``link`` is None where the
    article has no address of the web. ``published`` is an ISO date.
    """

    place: str
    before: str
    name: str
    after: str
    title: str | None
    publisher: str | None
    published: str | None
    link: str | None
    article_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class UnplacedCount:
    """Why names have no place, how many, and the most frequent of them."""

    reason: str
    mentions: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """What produced the mentions, None where it was not recorded, and of how many articles."""

    geomap: str | None
    gazetteer: str | None
    model: str | None
    articles: int


@dataclass(frozen=True, slots=True)
class Report:
    """All that a report says, in the order in which it says it.

    Texts from articles and from the user are as `geomap.reports.text.shown` leaves them. The
    ``other_`` fields hold what a table leaves out; rows and rest add up to the counts.
    """

    title: str
    question: tuple[Fact, ...]
    summary: str
    counts: Counts
    period: Period
    usages: tuple[UsageCount, ...]
    places: tuple[PlaceCount, ...]
    other_places: Rest
    countries: tuple[CountryCount, ...]
    other_countries: Rest
    publishers: tuple[PublisherCount, ...]
    other_publishers: Rest
    sentences: tuple[KeySentence, ...]
    sentence_rule: str
    unplaced: tuple[UnplacedCount, ...]
    other_unplaced: Rest
    left_out: tuple[LeftOut, ...]
    method: tuple[str, ...]
    limits: tuple[str, ...]
    versions: tuple[Version, ...]
    citation: str
    alt_text: str
    caption: str
