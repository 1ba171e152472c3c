"""How the mentions came about and what they do not say, in plain words with the numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.reports.tallies import LOW_SCORE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.reports.report import Counts, Period, Version

DATA = (
    "GeoNames (CC BY 4.0), Natural Earth (public domain) and Unicode CLDR (Unicode-3.0), with "
    "geomap's own tables"
)
"""Whom a figure made with the gazetteer has to credit; data/gazetteer/SOURCES.md has them all."""


NOT_RECORDED = "not recorded"
"""What is said of a version that nobody wrote down."""


def number(count: int, one: str, many: str | None = None) -> str:
    """A count with its noun: "1 article", "1,204 articles"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def days(period: Period) -> str:
    """The days of publication: "published 2022-08-01 to 2023-06-06"; says where none is known."""
    if period.first is None or period.last is None:
        return "without a date of publication"
    if period.first == period.last:
        said = f"published {period.first.isoformat()}"
    else:
        said = f"published {period.first.isoformat()} to {period.last.isoformat()}"
    return said + (f", {period.undated:,} without a date" if period.undated else "")


def summary(counts: Counts, period: Period) -> str:
    """The report in one sentence."""
    unplaced = f"; {counts.unplaced:,} not placed" if counts.unplaced else ""
    return (
        f"{number(counts.mentions, 'mention')} of {number(counts.places, 'place')} in "
        f"{number(counts.articles, 'article')} of {number(counts.publishers, 'publisher')}, "
        f"{days(period)}{unplaced}."
    )


def method(counts: Counts) -> tuple[str, ...]:
    """How the mentions were found, placed and counted: a paragraph each."""
    return (
        (
            "A program, geomap, marked the names of places in the text of the articles and "
            "looked each of them up, in whatever spelling, in a gazetteer: a list of places with "
            "their names and coordinates. Where several places bear a name, it weighed them by "
            "what the article says: the other places it names, the region or country it speaks "
            "of, where its publisher is at home, and how well known each place is. The score of "
            "a mention is the probability, as the program estimates it, that the place is the "
            "right one."
        ),
        (
            "A mention is one name at one spot of one article; an article that names a place "
            "three times has three mentions. A mention of a town is in a region when the town "
            "is; a mention of a country is not in one of its regions."
        ),
        (
            f"Of the {number(counts.placed, 'placed mention')}, {counts.itself:,} mean the place "
            "itself or leave open what they mean; the others stand for a government or for "
            "people, are part of another name, or stand in text beside the story. The column "
            "“the place itself” counts them without the others. The interactive map draws these "
            "first and shows the others when they are asked for under Filters."
        ),
    )


def limits(counts: Counts) -> tuple[str, ...]:
    """What the reader must not conclude: a sentence or two each."""
    low = (
        f"{_low(counts)}. Below it a place is a guess; above it, too, it can be wrong: open the "
        "sentence to check."
    )
    return (
        (
            "A mention says that an article names a place. It does not say that something happened "
            "there, nor that what the article says is true."
        ),
        (
            "The numbers measure what these articles write about, not what happens: they rise "
            "where more articles were collected, and one report reprinted by several publishers "
            "counts each time."
        ),
        low,
        (
            "Names can be missed: small places, rare spellings, and text in languages that the "
            "model does not read. Names without a place are listed in this report and drawn "
            "nowhere."
        ),
        (
            "Countries and regions are areas, never points; where mentions.csv gives them a "
            "point, it only serves to label the area. Borders are an editorial choice: Crimea "
            "and Sevastopol are drawn as Ukraine, as in UN resolution 68/262."
        ),
    )


def _low(counts: Counts) -> str:
    placed = number(counts.placed, "placed mention")
    if counts.low == 0:
        return f"Each of the {placed} has a score of {LOW_SCORE:g} or more"
    verb = "has" if counts.low == 1 else "have"
    return f"{counts.low:,} of the {placed} {verb} a score below {LOW_SCORE:g} or none"


def citation(counts: Counts, period: Period, versions: Sequence[Version]) -> str:
    """A paragraph to put under a figure or into a methods section."""
    several = len(versions) > 1
    made = "; ".join(
        _made(version) + (f" for {number(version.articles, 'article')}" if several else "")
        for version in versions
    )
    return (
        f"Places were identified with {made}: {summary(counts, period)} {_low(counts)}. Each "
        "mention is listed in mentions.csv with its article, offsets, sentence, place id and "
        f"score. Place data: {DATA}."
    )


def _made(version: Version) -> str:
    if version.geomap is None:
        return "geomap (version not recorded)"
    gazetteer, model = version.gazetteer or NOT_RECORDED, version.model or NOT_RECORDED
    return f"geomap {version.geomap} (gazetteer {gazetteer}, model {model})"


def caption(counts: Counts, period: Period) -> str:
    """The line under the figure."""
    return (
        f"Places named in {number(counts.articles, 'article')} {days(period)}. Dots are towns and "
        "sites, their area grows with the number of mentions; shaded areas are regions and "
        "countries named as such."
    )
