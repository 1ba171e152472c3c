"""Gold documents and predictions, read from JSON lines.

One document a line: ``{"id", "toponyms": [{"start", "end", "lat", "lon", "geonameid", "country",
"type"}]}``; gold documents may say ``partial`` (only some names are annotated: no precision) and
``ignore`` (spans that count neither way). What ``geomap parse`` writes is read as predictions too.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geomap.errors import ArticleError
from geomap.model import Article, Mention

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Toponym:
    """One annotated or predicted name; coordinates in degrees, None where there are none."""

    start: int
    end: int
    lat: float | None = None
    lon: float | None = None
    geonameid: int | None = None
    country: str | None = None
    type: str | None = None
    name: str | None = None
    evidence: tuple[str, ...] = ()

    @property
    def placed(self) -> bool:
        """Whether it has a point."""
        return self.lat is not None and self.lon is not None


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """A document with its annotated names."""

    id: str
    text: str
    toponyms: tuple[Toponym, ...]
    ignore: tuple[tuple[int, int], ...] = ()
    partial: bool = False
    title: str | None = None
    source: str | None = None
    url: str | None = None


def read_gold(path: str | Path) -> list[GoldDocument]:
    """The documents of a gold file, in its order.

    Raises ArticleError, naming the line, for broken JSON, a missing field, an id that comes twice.
    """
    documents: dict[str, GoldDocument] = {}
    for number, record in _records(path):
        try:
            document = GoldDocument(
                id=str(record["id"]),
                text=record.get("text", ""),
                toponyms=tuple(_toponym(t) for t in record["toponyms"]),
                ignore=tuple((s[0], s[1]) for s in record.get("ignore", ())),
                partial=bool(record.get("partial")),
                title=record.get("title") or None,
                source=record.get("source") or None,
                url=record.get("url") or None,
            )
        except (KeyError, TypeError, IndexError) as error:
            raise ArticleError(f"{path}, line {number}: not a gold document ({error})") from error
        if document.id in documents:
            raise ArticleError(f"{path}, line {number}: id {document.id} occurs twice")
        documents[document.id] = document
    return list(documents.values())


def read_predictions(path: str | Path) -> dict[str, list[Toponym]]:
    """Document id -> predicted names, from the gold format or from what ``geomap parse`` writes."""
    predictions: dict[str, list[Toponym]] = {}
    for number, record in _records(path):
        try:
            found = record["toponyms"] if "toponyms" in record else record["mentions"]
            predictions[str(record["id"])] = [_toponym(t) for t in found]
        except (KeyError, TypeError) as error:
            raise ArticleError(f"{path}, line {number}: not predictions ({error})") from error
    return predictions


def toponyms(article: Article) -> list[Toponym]:
    """A geoparsed article's mentions as predictions."""
    return [
        Toponym(
            start=mention.start,
            end=mention.end,
            lat=mention.place.lat if mention.place else None,
            lon=mention.place.lon if mention.place else None,
            geonameid=mention.place.geonameid if mention.place else None,
            country=mention.place.country if mention.place else None,
            name=mention.place.name if mention.place else None,
            evidence=tuple(e.sentence for e in mention.evidence),
        )
        for mention in article.mentions
    ]


def gold_article(document: GoldDocument, *, spans: bool = False) -> Article:
    """The document as an article to geoparse; with ``spans`` its gold names are its mentions."""
    article = Article(
        id=document.id,
        text=document.text,
        title=document.title,
        source=document.source,
        url=document.url,
    )
    if not spans:
        return article
    mentions = tuple(
        Mention(start=t.start, end=t.end, text=document.text[t.start : t.end])
        for t in sorted(document.toponyms, key=lambda t: (t.start, t.end))
    )
    return replace(article, mentions=mentions)


def _records(path: str | Path) -> Iterator[tuple[int, dict[str, Any]]]:
    try:
        with Path(path).open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield number, json.loads(line)
    except OSError as error:
        raise ArticleError(f"can't read {path}: {error.strerror}") from error
    except ValueError as error:
        raise ArticleError(f"{path}: broken JSON ({error})") from error


def _toponym(record: dict[str, Any]) -> Toponym:
    place = record.get("place") or record
    return Toponym(
        start=record["start"],
        end=record["end"],
        lat=place.get("lat"),
        lon=place.get("lon"),
        geonameid=None if place.get("geonameid") is None else int(place["geonameid"]),
        country=place.get("country") or None,
        type=record.get("type") or record.get("kind") or None,
        name=place.get("name"),
        evidence=tuple(e["sentence"] for e in record.get("evidence", ())),
    )
