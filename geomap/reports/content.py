"""A query result into a `Report`: all that it says, before any document is made."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from geomap.reports import method, sentences, tallies
from geomap.reports.report import Report, Version
from geomap.reports.text import shown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geomap.query import QueryResult
    from geomap.reports.report import Fact
    from geomap.store import Run

TOP_PLACES = 20
TOP_OTHERS = 12
TOP_SENTENCES = 10


def make_report(
    result: QueryResult,
    *,
    title: str | None = None,
    question: Sequence[Fact] = (),
    runs: Mapping[str, Run] | None = None,
    alt_text: str | None = None,
    country_names: Mapping[str, str] | None = None,
    top: int = TOP_PLACES,
) -> Report:
    """What a report on a query result says; the same result gives the same report.

    Parameters
    ----------
    result
        The mentions, as a query returned them.
    title
        The heading; "Places named in the articles", with the region asked for, where it is None.
    question
        What was asked, as `question_facts` words it.
    runs
        Article id -> the versions that produced its mentions (`MentionStore.runs_of`).
    alt_text
        The figure for those who can't see it; the summary where it is None.
    country_names
        ISO 3166-1 code -> name; a country that is not in it is shown by its code.
    top
        How many places the report lists; the others are counted.
    """
    names = country_names or {}
    rows = tallies.rows_of(result)
    counts, period = tallies.counts_of(result, rows), tallies.period_of(result)
    places, other_places = tallies.places_of(result, rows, top, names)
    countries, other_countries = tallies.countries_of(result, rows, TOP_OTHERS, names)
    publishers, other_publishers = tallies.publishers_of(result, rows, TOP_OTHERS)
    unplaced, other_unplaced = tallies.unplaced_of(result, TOP_OTHERS)
    versions = _versions(result, runs or {})
    summary = method.summary(counts, period)
    most = tallies.most_named(rows, TOP_SENTENCES)
    return Report(
        title=shown(title or "") or _title(question),
        question=tuple(question),
        summary=summary,
        counts=counts,
        period=period,
        usages=tallies.usages_of(rows),
        places=places,
        other_places=other_places,
        countries=countries,
        other_countries=other_countries,
        publishers=publishers,
        other_publishers=other_publishers,
        sentences=sentences.key_sentences(result, most),
        sentence_rule=sentences.rule(len(most)),
        unplaced=unplaced,
        other_unplaced=other_unplaced,
        left_out=tuple(replace(left, reason=shown(left.reason)) for left in result.left_out),
        method=method.method(counts),
        limits=method.limits(counts),
        versions=versions,
        citation=method.citation(counts, period, versions),
        alt_text=shown(alt_text or "") or summary,
        caption=method.caption(counts, period),
    )


def _title(question: Sequence[Fact]) -> str:
    region = next((fact.value for fact in question if fact.name == "Region"), None)
    return f"Places named in the articles: {region}" if region else "Places named in the articles"


def _versions(result: QueryResult, runs: Mapping[str, Run]) -> tuple[Version, ...]:
    """The versions behind the articles of the result, most articles first."""
    known = Counter(_version(runs.get(key)) for key in result.articles)
    order = sorted(known, key=lambda made: (-known[made], [version or "" for version in made]))
    return tuple(Version(*made, articles=known[made]) for made in order)


def _version(run: Run | None) -> tuple[str | None, str | None, str | None]:
    if run is None:
        return None, None, None
    return _recorded(run.geomap), _recorded(run.gazetteer), _recorded(run.model)


def _recorded(version: str) -> str | None:
    return None if version == "-" else shown(version)
