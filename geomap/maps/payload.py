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
_ROW = (
    *("article", "start", "end", "shift", "place", "sentence", "part", "usage", "score", "name"),
    *("reason", "spelling", "evidence", "rejected"),
)
_READ = (
    *("mention_id", "article_id", "start", "end", "text", "part", "usage", "score", "reason"),
    *("evidence", "sentence_start", "sentence_end"),
)
_TABLES = ("names", "reasons", "spellings", "evidence", "rejected")
_PART_AT = {part: at for at, part in enumerate(PARTS)}
_USAGE_AT: dict[str | None, int] = {None: -1, **{usage: at for at, usage in enumerate(USAGES)}}
_DOTS = frozenset({"town", "site"})


class _Table:
    """Distinct values in order of first appearance, each under a key."""

    def __init__(self) -> None:
        self.items: list[Any] = []
        self._index: dict[Hashable, int] = {}

    def find(self, key: Hashable) -> int | None:
        """Return the place of the value under ``key``, None when there is none."""
        return self._index.get(key)

    def add(self, key: Hashable, value: object) -> int:
        """Append the value of a new key and return its place."""
        at = self._index[key] = len(self.items)
        self.items.append(value)
        return at

    def text(self, text: str | None) -> int:
        """Return the place of a text, -1 for None."""
        if text is None:
            return -1
        at = self._index.get(text)
        return self.add(text, clean(text)) if at is None else at


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
        self._lost: dict[str, list[tuple[int, int]]] = {}
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
        rows = [*self._mentions(placed, chosen)]
        rows += self._mentions(unplaced, [-1] * len(unplaced["mention_id"]))
        rows.sort()  # by article, start and end: they come first
        return {
            "title": None if title is None else clean(title),
            "places": _transposed(self._places.items, (*_PLACE_FIELDS, "form")),
            "mentioned": len(set(chosen)),
            "articles": [
                _article(article, self._offset[at], with_text=self._with_text[at])
                for at, article in enumerate(self._articles)
            ],
            "sentences": _transposed(self._sentences.items, ("article", "start", "end", "text")),
            "mentions": {
                name: [row[at] for row in rows] for at, name in enumerate(_ROW) if name != "article"
            },
            "parts": list(PARTS),
            "usages": list(USAGES),
            **{name: table.items for name, table in self._tables.items()},
            "leftOut": [[clean(left.reason), left.count] for left in self.result.left_out],
            "notes": self._notes(),
        }

    def _take_articles(self, mentioned: set[str]) -> None:
        """All articles, also those that name no place; texts that name places have room first."""
        articles = self.result.articles
        room = self.text_limit
        whole: set[str] = set()
        for key in sorted(articles, key=lambda key: key not in mentioned):
            if len(articles[key].text) <= room:
                room -= len(articles[key].text)
                whole.add(key)
        for key, article in articles.items():
            self._article_index[key] = len(self._articles)
            self._articles.append(article)
            self._offset.append(utf16_offset(article.text))
            self._with_text.append(key in whole)

    def _place(self, row: Sequence[Any]) -> int:
        at = self._places.find(row[0])
        return self._places.add(row[0], _place_record(row)) if at is None else at

    def _reject(self, chosen: Mapping[str, int]) -> None:
        """Gather the candidates that lost, for each mention: ``(place, score)``, best first."""
        table = columns(self.result.candidates)
        names = (
            "mention_id",
            "score",
            "place_id",
            "name",
            "kind",
            "country",
            "admin1",
            "lat",
            "lon",
        )
        for mention_id, score, place_id, name, kind, country, admin1, lat, lon in zip(
            *(table[column] for column in names), strict=True
        ):
            place = self._places.find(place_id)
            if place is None:
                group = kind_group(kind)
                row = (place_id, name, kind, group, country, admin1, None, lat, lon, "town")
                place = self._places.add(place_id, _place_record(row))
            if chosen.get(mention_id) != place:
                self._lost.setdefault(mention_id, []).append((place, _percent(score)))

    def _mentions(
        self, table: Mapping[str, list[Any]], places: Sequence[int]
    ) -> Iterable[tuple[int, ...]]:
        """Yield each mention as the numbers of `_ROW`."""
        names = self._tables["names"]
        reasons = self._tables["reasons"]
        spellings = table.get("spelling", [None] * len(places))
        records = zip(places, spellings, *(table[name] for name in _READ), strict=True)
        for place, spelling, mention_id, article_id, start, end, text, *more in records:
            part, usage, score, reason, evidence, sentence_start, sentence_end = more
            at = self._article_index[article_id]
            offset = self._offset[at]
            unit = offset(start)
            yield (
                at,
                unit,
                offset(end),
                unit - start,
                place,
                self._sentence(at, place, (start, end), (sentence_start, sentence_end)),
                _PART_AT[part],
                _USAGE_AT[usage],
                _percent(score),
                names.text(text),
                reasons.text(reason),
                self._spelling(spelling),
                self._evidence(evidence or ()),
                self._rejected(mention_id),
            )

    def _spelling(self, spelling: Spelling | None) -> int:
        if spelling is None:
            return -1
        words = (spelling.form, spelling.provenance, spelling.language, spelling.original)
        at = self._tables["spellings"].find(words)
        if at is None:
            cleaned = [None if word is None else clean(word) for word in words]
            at = self._tables["spellings"].add(words, cleaned)
        return at

    def _evidence(self, evidence: tuple[Evidence, ...]) -> int:
        key = tuple((one.sentence, one.weight) for one in evidence)
        at = self._tables["evidence"].find(key)
        if at is None:
            said = [[clean(sentence), round(weight, 2)] for sentence, weight in key]
            at = self._tables["evidence"].add(key, said)
        return at

    def _rejected(self, mention_id: str) -> int:
        """The rejected candidates of a mention: ``[[[place, score], ...], how many more]``."""
        lost = self._lost.get(mention_id, ())
        key = (tuple(lost[:REJECTED_KEPT]), len(lost))
        at = self._tables["rejected"].find(key)
        if at is None:
            kept = [list(pair) for pair in key[0]]
            at = self._tables["rejected"].add(key, [kept, len(lost) - len(kept)])
        return at

    def _sentence(
        self, at: int, place: int, mention: tuple[int, int], sentence: tuple[int, int]
    ) -> int:
        if place >= 0 and self.sentence_limit is not None:
            self._per_place[place] = self._per_place.get(place, 0) + 1
            if self._per_place[place] > self.sentence_limit:
                self._without_sentence += 1
                known = self._sentences.find(at)
                return self._sentences.add(at, [at, 0, 0, None]) if known is None else known
        start, end = sentence
        whole = self._with_text[at]
        if not whole:
            start = max(start, mention[0] - EXCERPT)
            end = min(end, mention[1] + EXCERPT)
        found = self._sentences.find((at, start, end))
        if found is None:
            offset = self._offset[at]
            text = None if whole else clean(self._articles[at].text[start:end])
            found = self._sentences.add((at, start, end), [at, offset(start), offset(end), text])
        return found

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
