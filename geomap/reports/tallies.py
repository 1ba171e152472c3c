"""Counting the mentions of a query result, by place, country, publisher, usage and reason."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geomap.maps.payload import columns
from geomap.model import USAGES
from geomap.reports.report import (
    CountryCount,
    Counts,
    Period,
    PlaceCount,
    PublisherCount,
    Rest,
    UnplacedCount,
    UsageCount,
)
from geomap.reports.text import shown, shown_or_none

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geomap.query import QueryResult

LOW_SCORE = 0.5
"""Below it, the place of a mention is more likely wrong than right by its own score."""

EXAMPLES = 5
"""Names given with a reason for which there is no place."""

_USAGE_WORDS = {
    "literal": "the place itself (literal)",
    None: "usage unsure",
    "metonymic": "a government or organisation (metonymic)",
    "demonym": "people (demonym)",
    "embedded": "part of another name (embedded)",
}


@dataclass(frozen=True, slots=True)
class Row:
    """What counting needs of a placed mention."""

    mention_id: str
    article_id: str
    place_id: str
    name: str
    usage: str | None
    leftover: bool
    score: float | None

    @property
    def itself(self) -> bool:
        """Whether the place itself is meant, as far as known, in the story itself."""
        return not self.leftover and self.usage in {"literal", None}


def rows_of(result: QueryResult) -> list[Row]:
    """The placed mentions, in their order."""
    table = columns(result.frame)
    names = ("mention_id", "article_id", "place_id", "name", "usage", "part", "score")
    return [
        Row(mention_id, article_id, place_id, name, usage, part == "leftover", score)
        for mention_id, article_id, place_id, name, usage, part, score in zip(
            *(table[name] for name in names), strict=True
        )
    ]


def counts_of(result: QueryResult, rows: Sequence[Row]) -> Counts:
    """How much answered the question."""
    beside = int((result.unplaced["part"] == "leftover").sum())
    return Counts(
        mentions=len(rows) + len(result.unplaced),
        placed=len(rows),
        itself=sum(row.itself for row in rows),
        places=len({row.place_id for row in rows}),
        articles=len(result.articles),
        publishers=len({a.source for a in result.articles.values() if a.source is not None}),
        unplaced=len(result.unplaced) - beside,
        leftovers=beside + sum(row.leftover for row in rows),
        low=sum(row.score is None or row.score < LOW_SCORE for row in rows),
    )


def period_of(result: QueryResult) -> Period:
    """The days of publication of the articles."""
    days = [a.published for a in result.articles.values() if a.published is not None]
    return Period(
        min(days, default=None), max(days, default=None), len(result.articles) - len(days)
    )


def usages_of(rows: Sequence[Row]) -> tuple[UsageCount, ...]:
    """Mentions by usage; those in leftovers apart. The numbers add up to all mentions."""
    count = Counter(row.usage for row in rows if not row.leftover)
    found = [
        UsageCount(_USAGE_WORDS[usage], count[usage])
        for usage in (USAGES[0], None, *USAGES[1:])
        if count[usage]
    ]
    if leftovers := sum(row.leftover for row in rows):
        found.append(UsageCount("text of the site beside the story (leftover)", leftovers))
    return tuple(found)


def most_named(rows: Sequence[Row], most: int) -> list[str]:
    """The ids of the places named most, as `places_of` orders them."""
    mentions = Counter(row.place_id for row in rows)
    names = {row.place_id: row.name for row in rows}
    return sorted(mentions, key=lambda key: (-mentions[key], names[key], key))[:most]


def places_of(
    result: QueryResult, rows: Sequence[Row], most: int, countries: Mapping[str, str]
) -> tuple[tuple[PlaceCount, ...], Rest]:
    """The places named most, by mentions, then by name and id; and what the others are."""
    table = columns(result.frame)
    said: dict[str, tuple[Any, ...]] = {}
    fields = ("place_id", "name", "group", "admin1", "country")
    for place_id, *rest in zip(*(table[field] for field in fields), strict=True):
        said.setdefault(place_id, tuple(rest))
    mentions = Counter(row.place_id for row in rows)
    itself = Counter(row.place_id for row in rows if row.itself)
    articles = Counter(place for place, _ in {(row.place_id, row.article_id) for row in rows})
    order = most_named(rows, len(rows))
    found = []
    for key in order[:most]:
        name, group, admin1, country = said[key]
        found.append(
            PlaceCount(
                place_id=shown(key),
                name=shown(name),
                group=group,
                admin1=None if admin1 == name else shown_or_none(admin1),
                country=shown_or_none(countries.get(country, country)),
                mentions=mentions[key],
                itself=itself[key],
                articles=articles[key],
            )
        )
    others = order[most:]
    return tuple(found), Rest(len(others), sum(mentions[key] for key in others))


def countries_of(
    result: QueryResult, rows: Sequence[Row], most: int, countries: Mapping[str, str]
) -> tuple[tuple[CountryCount, ...], Rest]:
    """Countries by mentions of their places and of themselves; and what the others are."""
    codes = columns(result.frame)["country"]
    country = [shown_or_none(countries.get(code, code)) for code in codes]
    mentions = Counter(country)
    places = Counter(
        code for code, _ in {(c, row.place_id) for c, row in zip(country, rows, strict=True)}
    )
    order = sorted(mentions, key=lambda code: (-mentions[code], code or "~"))
    found = tuple(CountryCount(code, places[code], mentions[code]) for code in order[:most])
    return found, Rest(len(order[most:]), sum(mentions[code] for code in order[most:]))


def publishers_of(
    result: QueryResult, rows: Sequence[Row], most: int
) -> tuple[tuple[PublisherCount, ...], Rest]:
    """Publishers by mentions, then by articles and name; and what the others are."""
    name = {key: shown_or_none(article.source) for key, article in result.articles.items()}
    articles = Counter(name.values())
    mentions = Counter(name[row.article_id] for row in rows)
    order = sorted(articles, key=lambda who: (-mentions[who], -articles[who], who or "~"))
    found = tuple(PublisherCount(who, articles[who], mentions[who]) for who in order[:most])
    return found, Rest(len(order[most:]), sum(mentions[who] for who in order[most:]))


def unplaced_of(result: QueryResult, most: int) -> tuple[tuple[UnplacedCount, ...], Rest]:
    """Reasons for which names outside leftovers have no place, by mentions; and the others."""
    table = columns(result.unplaced)
    names: dict[str, Counter[str]] = {}
    for reason, text, part in zip(table["reason"], table["text"], table["part"], strict=True):
        if part != "leftover":
            said = shown(reason or "it was not resolved")
            names.setdefault(said, Counter())[shown(text)] += 1
    order = sorted(names, key=lambda reason: (-names[reason].total(), reason))
    found = tuple(
        UnplacedCount(
            reason,
            names[reason].total(),
            tuple(sorted(names[reason], key=lambda n: (-names[reason][n], n))[:EXAMPLES]),
        )
        for reason in order[:most]
    )
    others = order[most:]
    return found, Rest(len(others), sum(names[reason].total() for reason in others))
