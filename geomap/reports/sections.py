"""A report as sections of plain blocks: what all documents print, each in its own way.

Numbers become text here and nowhere else, so that no two documents can say them differently.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geomap.reports.method import NOT_RECORDED, number

if TYPE_CHECKING:
    from geomap.reports.report import Fact, KeySentence, PlaceCount, Report, Rest


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of text."""

    text: str


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of sentences."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Names and what they are."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under a header; ``numbers`` counts the columns at the right that hold numbers.

    ``more`` says what the table does not list, None where it lists all.
    """

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: int
    more: str | None = None


@dataclass(frozen=True, slots=True)
class Quotes:
    """Sentences with their sources."""

    sentences: tuple[KeySentence, ...]


Block = Paragraph | Bullets | Facts | Table | Quotes


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a report: the slot of a template that it fills, its heading, its blocks."""

    slot: str
    heading: str
    blocks: tuple[Block, ...]


def sections(report: Report) -> tuple[Section, ...]:
    """All sections of a report, in the order in which a document has them; none is empty."""
    return (
        Section("question", "What was asked", (_question(report),)),
        Section("places", "Places named most", (places_table(report),)),
        Section(
            "sentences",
            "Key sentences",
            (Quotes(report.sentences), Paragraph(report.sentence_rule)),
        ),
        Section("countries", "Countries", (_countries(report),)),
        Section("publishers", "Publishers", (_publishers(report),)),
        Section("usages", "How the names are used", (_usages(report),)),
        Section("unplaced", "What was not placed", _unplaced(report)),
        Section("left-out", "What was left out", (_left_out(report),)),
        Section("method", "Method", tuple(map(Paragraph, report.method))),
        Section("limits", "Limits", (Bullets(report.limits),)),
        Section("versions", "Versions", (_versions(report),)),
        Section("citation", "How to cite", (Paragraph(report.citation),)),
    )


def places_table(report: Report) -> Table:
    """The places named most."""
    return Table(
        caption="Places by number of mentions",
        header=("Place", "Kind", "In", "Mentions", "The place itself", "Articles"),
        rows=tuple(
            (
                place.name,
                place.group,
                _within(place),
                f"{place.mentions:,}",
                f"{place.itself:,}",
                f"{place.articles:,}",
            )
            for place in report.places
        ),
        numbers=3,
        more=_more(report.other_places, "other place"),
    )


def source_line(sentence: KeySentence) -> tuple[str, str]:
    """What the sentence is from: the title that its link bears, and the rest of the line."""
    title = sentence.title or sentence.article_id
    rest = [part for part in (sentence.publisher, sentence.published) if part]
    return title, ", ".join([*rest, f"characters {sentence.start} to {sentence.end}"])


def _within(place: PlaceCount) -> str:
    held = [place.admin1] if place.admin1 else []
    if place.country and place.group != "country":
        held.append(place.country)
    return ", ".join(held)


def _more(rest: Rest, one: str, many: str | None = None) -> str | None:
    if not rest.rows:
        return None
    return f"And {number(rest.rows, one, many)} with {number(rest.mentions, 'mention')}."


def _question(report: Report) -> Facts | Paragraph:
    return Facts(report.question) if report.question else Paragraph("All mentions.")


def _countries(report: Report) -> Table:
    return Table(
        caption="Countries by mentions of their places and of themselves",
        header=("Country", "Places", "Mentions"),
        rows=tuple(
            (row.country or "no single country", f"{row.places:,}", f"{row.mentions:,}")
            for row in report.countries
        ),
        numbers=2,
        more=_more(report.other_countries, "other country", "other countries"),
    )


def _publishers(report: Report) -> Table:
    return Table(
        caption="Publishers by mentions",
        header=("Publisher", "Articles", "Mentions"),
        rows=tuple(
            (row.publisher or "not known", f"{row.articles:,}", f"{row.mentions:,}")
            for row in report.publishers
        ),
        numbers=2,
        more=_more(report.other_publishers, "other publisher"),
    )


def _usages(report: Report) -> Table:
    return Table(
        caption="Placed mentions by what the name stands for",
        header=("What the name stands for", "Mentions"),
        rows=tuple((row.usage, f"{row.mentions:,}") for row in report.usages),
        numbers=1,
    )


def _unplaced(report: Report) -> tuple[Block, ...]:
    if not report.unplaced:
        return (Paragraph("Every name among these mentions has a place."),)
    table = Table(
        caption="Names without a place, by reason",
        header=("Reason", "Names", "Mentions"),
        rows=tuple(
            (row.reason, ", ".join(row.names), f"{row.mentions:,}") for row in report.unplaced
        ),
        numbers=1,
        more=_more(report.other_unplaced, "other reason"),
    )
    return table, Paragraph("mentions.csv lists each of them with its sentence.")


def _left_out(report: Report) -> Table | Paragraph:
    if not report.left_out:
        return Paragraph("Nothing: every mention that the question allows is counted.")
    return Table(
        caption="Mentions that the question did not count",
        header=("Why", "Mentions"),
        rows=tuple((left.reason, f"{left.count:,}") for left in report.left_out),
        numbers=1,
    )


def _versions(report: Report) -> Table:
    return Table(
        caption="What produced the mentions",
        header=("geomap", "Gazetteer", "Model", "Articles"),
        rows=tuple(
            (
                *(made or NOT_RECORDED for made in (row.geomap, row.gazetteer, row.model)),
                f"{row.articles:,}",
            )
            for row in report.versions
        ),
        numbers=1,
    )
