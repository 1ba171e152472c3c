"""A query result as the plain lists and numbers that the page reads.

Columns instead of records, and strings that repeat in tables of their own: a hundred thousand
mentions stay small, and the page fills typed arrays from them. Offsets count UTF-16 units.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geomap.maps.texts import clean, utf16_offset
from geomap.model import PARTS, USAGES, kind_group

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

    import pandas as pd

    from geomap.model import Article, Evidence, Spelling
    from geomap.query import QueryResult

REJECTED_KEPT = 5
"""Rejected candidates that a mention keeps in the page; the others are counted beside them."""

EXCERPT = 300
"""Characters kept on each side of a mention where a sentence is long and its article's text stays
outside the page."""

_PLACE_FIELDS = ("id", "name", "kind", "group", "country", "admin1", "admin1_id", "lat", "lon")
_MENTION_FIELDS = ("place", "sentence", "start", "end", "shift", "part", "usage", "score", "name")
_TABLES = ("names", "reasons", "spellings", "evidence", "rejected")
_DOTS = frozenset({"town", "site"})


class _Table:
    """Distinct values in order of first appearance."""

    def __init__(self) -> None:
        self.items: list[Any] = []
        self._index: dict[Hashable, int] = {}

    def index(self, key: Hashable, make: Callable[[], object]) -> int:
        """Return the place of the value under ``key``, made and appended when it is new."""
        at = self._index.get(key)
        if at is None:
            at = self._index[key] = len(self.items)
            self.items.append(make())
        return at

    def text(self, text: str | None) -> int:
        """Return the place of a text, -1 for None."""
        return -1 if text is None else self.index(text, lambda: clean(text))


class Payload:
    """What the page shows of a `QueryResult`; `build` returns it as values that JSON can hold.

    Parameters
    ----------
    result
        The mentions to draw.
    text_limit
        Characters of full article text that the page may carry. Articles come in reading order;
        those beyond the limit keep their sentences and their link.
    sentence_limit
        Sentences that the page carries for one place, None for all. A mention beyond it is counted
        and named, without its sentence.
    """

    def __init__(
        self, result: QueryResult, *, text_limit: int, sentence_limit: int | None = None
    ) -> None:
        self.result = result
        self.text_limit = text_limit
        self.sentence_limit = sentence_limit
        self._places = _Table()
        self._sentences = _Table()
        self._tables = {name: _Table() for name in _TABLES}
        self._articles: list[Article] = []
        self._article_index: dict[str, int] = {}
        self._offset: list[Callable[[int], int]] = []
        self._with_text: list[bool] = []
        self._per_place: dict[int, int] = {}
        self._without_sentence = 0

    def build(self, title: str | None = None) -> dict[str, Any]:
        """Return the payload: places, articles, sentences, mentions, and what was left out."""
        placed, unplaced = columns(self.result.frame), columns(self.result.unplaced)
        self._take_articles({*placed["article_id"], *unplaced["article_id"]})
        place_rows = zip(
            *(placed[name] for name in ("place_id", *_PLACE_FIELDS[1:], "precision")), strict=True
        )
        chosen = [self._place(row) for row in place_rows]
        self._reject(dict(zip(placed["mention_id"], chosen, strict=True)))
        rows = [
            *map(self._mention, _records(placed), chosen),
            *(self._mention(record, -1) for record in _records(unplaced)),
        ]
        rows.sort(key=lambda row: (row["article"], row["start"], row["end"]))
        fields = (*_MENTION_FIELDS, "reason", "spelling", "evidence", "rejected")
        return {
            "title": None if title is None else clean(title),
            "places": _transposed(self._places.items, (*_PLACE_FIELDS, "form")),
            "mentioned": len(set(chosen)),
            "articles": [
                _article(article, self._offset[at], with_text=self._with_text[at])
                for at, article in enumerate(self._articles)
            ],
            "sentences": _transposed(self._sentences.items, ("article", "start", "end", "text")),
            "mentions": {name: [row[name] for row in rows] for name in fields},
            "parts": list(PARTS),
            "usages": list(USAGES),
            **{name: table.items for name, table in self._tables.items()},
            "leftOut": [[clean(left.reason), left.count] for left in self.result.left_out],
            "notes": self._notes(),
        }

    def _take_articles(self, mentioned: set[str]) -> None:
        room = self.text_limit
        for key, article in self.result.articles.items():
            if key not in mentioned:
                continue
            fits = len(article.text) <= room
            room -= len(article.text) if fits else 0
            self._article_index[key] = len(self._articles)
            self._articles.append(article)
            self._offset.append(utf16_offset(article.text))
            self._with_text.append(fits)

    def _place(self, row: Sequence[Any]) -> int:
        return self._places.index(row[0], lambda: _place_record(row))

    def _reject(self, chosen: Mapping[str, int]) -> None:
        """Gather the candidates that lost, for each mention: ``[[place, score], ...]``."""
        table = columns(self.result.candidates)
        names = ("mention_id", "place_id", "name", "kind", "country", "admin1", "lat", "lon")
        self._lost: dict[str, list[tuple[int, int]]] = {}
        for mention_id, place_id, name, kind, country, admin1, lat, lon, score in zip(
            *(table[column] for column in (*names, "score")), strict=True
        ):
            row = (place_id, name, kind, kind_group(kind), country, admin1, None, lat, lon, "town")
            place = self._place(row)
            if chosen.get(mention_id) != place:
                self._lost.setdefault(mention_id, []).append((place, _percent(score)))

    def _mention(self, record: dict[str, Any], place: int) -> dict[str, Any]:
        at = self._article_index[record["article_id"]]
        offset = self._offset[at]
        lost = self._lost.get(record["mention_id"], [])
        kept = tuple(lost[:REJECTED_KEPT])
        evidence: tuple[Evidence, ...] = record["evidence"] or ()
        usage = record["usage"]
        return {
            "article": at,
            "place": place,
            "sentence": self._sentence(record, at, place),
            "start": offset(record["start"]),
            "shift": offset(record["start"]) - record["start"],
            "end": offset(record["end"]),
            "part": PARTS.index(record["part"]),
            "usage": -1 if usage is None else USAGES.index(usage),
            "score": _percent(record["score"]),
            "name": self._tables["names"].text(record["text"]),
            "reason": self._tables["reasons"].text(record["reason"]),
            "spelling": self._spelling(record.get("spelling")),
            "evidence": self._tables["evidence"].index(
                evidence, lambda: [[clean(e.sentence), round(e.weight, 2)] for e in evidence]
            ),
            "rejected": self._tables["rejected"].index(
                (kept, len(lost)), lambda: [[list(pair) for pair in kept], len(lost) - len(kept)]
            ),
        }

    def _spelling(self, spelling: Spelling | None) -> int:
        if spelling is None:
            return -1
        words = (spelling.form, spelling.provenance, spelling.language, spelling.original)
        return self._tables["spellings"].index(
            words, lambda: [None if word is None else clean(word) for word in words]
        )

    def _sentence(self, record: dict[str, Any], at: int, place: int) -> int:
        if place >= 0:
            self._per_place[place] = self._per_place.get(place, 0) + 1
            if self.sentence_limit is not None and self._per_place[place] > self.sentence_limit:
                self._without_sentence += 1
                return self._sentences.index(at, lambda: [at, 0, 0, None])
        start, end = record["sentence_start"], record["sentence_end"]
        text: str | None = None
        if not self._with_text[at]:
            start = max(start, record["start"] - EXCERPT)
            end = min(end, record["end"] + EXCERPT)
            text = clean(self._articles[at].text[start:end])
        offset = self._offset[at]
        return self._sentences.index(
            (at, start, end), lambda: [at, offset(start), offset(end), text]
        )

    def _notes(self) -> list[str]:
        notes = []
        outside = self._with_text.count(False)
        if outside:
            notes.append(
                f"The full text of {outside:,} of {len(self._with_text):,} articles is not in this "
                f"page (limit: {self.text_limit:,} characters); their sentences are."
            )
        if self._without_sentence:
            notes.append(
                f"{self._without_sentence:,} mentions are counted without their sentence "
                f"(limit: {self.sentence_limit:,} sentences a place)."
            )
        return notes


def columns(frame: pd.DataFrame) -> dict[str, list[Any]]:
    """Return the columns of a table as lists, with None where a value is missing."""
    return {
        str(name): frame[name].astype(object).where(frame[name].notna(), None).tolist()
        for name in frame.columns
        if name != "geometry"
    }


def _records(table: Mapping[str, list[Any]]) -> Iterable[dict[str, Any]]:
    names = tuple(table)
    return (dict(zip(names, row, strict=True)) for row in zip(*table.values(), strict=True))


def _transposed(rows: Sequence[Sequence[Any]], names: tuple[str, ...]) -> dict[str, list[Any]]:
    return {name: [row[at] for row in rows] for at, name in enumerate(names)}


def _percent(score: float | None) -> int:
    """A score in hundredths, -1 for an unknown one."""
    return -1 if score is None else round(score * 100)


def _place_record(row: Sequence[Any]) -> list[Any]:
    """A place as the page reads it: `_PLACE_FIELDS`, then its form (a dot, or an area)."""
    *fields, lat, lon, precision = row
    dot = fields[3] in _DOTS and precision == "town"
    words = [None if word is None else clean(word) for word in fields]
    at = [None if degrees is None else round(degrees, 4) for degrees in (lat, lon)]
    return [*words, *at, "dot" if dot else "area"]


def _article(article: Article, offset: Callable[[int], int], *, with_text: bool) -> dict[str, Any]:
    def word(text: str | None) -> str | None:
        return None if text is None else clean(text)

    return {
        "id": clean(article.id),
        "title": word(article.title),
        "url": word(article.url),
        "source": word(article.source),
        "published": None if article.published is None else article.published.isoformat(),
        "language": word(article.language),
        "text": clean(article.text) if with_text else None,
        "parts": [
            [offset(span.start), offset(span.end), PARTS.index(span.part)]
            for span in (article.parts if with_text else ())
        ],
    }
