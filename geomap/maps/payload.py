"""A query result as the plain lists and numbers that the page reads.

Columns instead of records, and strings that repeat in tables of their own: a hundred thousand
mentions stay small, and the page fills typed arrays from them. Offsets count UTF-16 units.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geomap.corrections import FEATURE as CORRECTED
from geomap.maps.texts import clean, utf16_offset
from geomap.model import PARTS, USAGES, kind_group

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence

    import pandas as pd

    from geomap.model import Article, Evidence, Spelling
    from geomap.query import QueryResult

REJECTED_KEPT = 5
"""Rejected candidates that a mention keeps in the page; the others are counted beside them."""

EXCERPT = 300
"""Characters kept on each side of a mention where a sentence is long and its article's text stays
outside the page."""

_PLACE_FIELDS = ("id", "name", "kind", "group", "country", "admin1", "admin1_id", "lat", "lon")
_PLACE_READ = ("place_id", *_PLACE_FIELDS[1:], "precision")
_CANDIDATE_READ = ("place_id", "name", "kind", "country", "admin1", "lat", "lon")
_READ = (
    *("mention_id", "article_id", "start", "end", "text", "part", "usage", "score", "reason"),
    *("evidence", "sentence_start", "sentence_end", "spelling"),
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

    def numbers(self, keys: Iterable[Any], make: Callable[[Any], object]) -> list[int]:
        """Return the number of each key's value, made where the key is new; -1 for None."""
        index = self._index
        found = []
        for key in keys:
            at = -1 if key is None else index.get(key)
            if at is None:
                at = index[key] = len(self.items)
                self.items.append(make(key))
            found.append(at)
        return found


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
        self._lost: dict[str, list[int]] = {}
        self._per_place: dict[int, int] = {}
        self._without_sentence = 0
        self._corrected: list[int] = []

    def build(self, title: str | None = None) -> dict[str, Any]:
        """Return the payload: places, articles, sentences, mentions, and what was left out."""
        import numpy as np

        placed = columns(self.result.frame, {*_READ, *_PLACE_READ})
        unplaced = columns(self.result.unplaced, _READ)
        self._take_articles({*placed["article_id"], *unplaced["article_id"]})
        chosen = self._chosen(placed)
        self._reject(dict(zip(placed["mention_id"], chosen, strict=True)))
        first = self._mentions(placed, chosen)
        second = self._mentions(unplaced, [-1] * len(unplaced["mention_id"]))
        mentions = {name: np.array(first[name] + second[name], dtype=int) for name in first}
        # By article, start and end; the page knows a mention's article by its sentence.
        order = np.lexsort((mentions["end"], mentions["start"], mentions.pop("article")))
        return {
            "title": None if title is None else clean(title),
            "places": _transposed(self._places.items, (*_PLACE_FIELDS, "form")),
            "mentioned": len(set(chosen)),
            "articles": [
                _article(article, self._offset[at], with_text=self._with_text[at])
                for at, article in enumerate(self._articles)
            ],
            "sentences": _transposed(self._sentences.items, ("article", "start", "end", "text")),
            "mentions": {name: numbers[order].tolist() for name, numbers in mentions.items()},
            "parts": list(PARTS),
            "usages": list(USAGES),
            **{name: table.items for name, table in self._tables.items()},
            "corrected": self._corrected,
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

    def _chosen(self, placed: Mapping[str, list[Any]]) -> list[int]:
        """Gather the places of mentions; return the number of each mention's place."""
        row = _rows_by_id(placed)
        return self._places.numbers(
            placed["place_id"],
            lambda key: _place_record([placed[name][row[key]] for name in _PLACE_READ]),
        )

    def _reject(self, chosen: Mapping[str, int]) -> None:
        """Gather the candidates that lost, for each mention: place, score, ..., best first."""
        table = columns(self.result.candidates, {"mention_id", "score", *_CANDIDATE_READ})
        row = _rows_by_id(table)
        places = self._places.numbers(
            table["place_id"],
            lambda key: _candidate_record([table[name][row[key]] for name in _CANDIDATE_READ]),
        )
        lost = self._lost
        for mention_id, place, score in zip(
            table["mention_id"], places, table["score"], strict=True
        ):
            if chosen.get(mention_id) != place:
                lost.setdefault(mention_id, []).extend((place, _percent(score)))

    def _mentions(self, table: Mapping[str, list[Any]], places: list[int]) -> dict[str, list[int]]:
        """Return what the page holds of mentions, each a column of numbers."""
        articles = [self._article_index[key] for key in table["article_id"]]
        starts = self._units(articles, table["start"])
        lost = [tuple(self._lost.get(key, ())) for key in table["mention_id"]]
        evidence = [tuple(given or ()) for given in table["evidence"]]
        tables = self._tables
        return {
            "article": articles,
            "start": starts,
            "end": self._units(articles, table["end"]),
            "shift": [unit - at for unit, at in zip(starts, table["start"], strict=True)],
            "place": places,
            "sentence": self._sentence_numbers(table, articles, places),
            "part": [_PART_AT[part] for part in table["part"]],
            "usage": [_USAGE_AT[usage] for usage in table["usage"]],
            "score": [_percent(score) for score in table["score"]],
            "name": tables["names"].numbers(table["text"], clean),
            "reason": tables["reasons"].numbers(table["reason"], clean),
            "spelling": tables["spellings"].numbers(
                table.get("spelling", [None] * len(places)), _spelling
            ),
            "evidence": tables["evidence"].numbers(evidence, self._evidence),
            "rejected": tables["rejected"].numbers(lost, _rejected),
        }

    def _units(self, articles: Sequence[int], offsets: Sequence[int]) -> list[int]:
        """Offsets in characters of these articles as offsets in UTF-16 units."""
        return [self._offset[at](offset) for at, offset in zip(articles, offsets, strict=True)]

    def _evidence(self, evidence: tuple[Evidence, ...]) -> tuple[Any, ...]:
        if any(one.feature == CORRECTED for one in evidence):
            self._corrected.append(len(self._tables["evidence"].items))
        return tuple((clean(one.sentence), round(one.weight, 2)) for one in evidence)

    def _sentence_numbers(
        self, table: Mapping[str, list[Any]], articles: Sequence[int], places: Sequence[int]
    ) -> list[int]:
        names = ("start", "end", "sentence_start", "sentence_end")
        rows = zip(articles, places, *(table[name] for name in names), strict=True)
        spans = []
        for at, place, start, end, first, last in rows:
            if self.sentence_limit is not None and self._is_over(place, self.sentence_limit):
                spans.append((at, 0, 0))
            elif self._with_text[at]:
                spans.append((at, first, last))
            else:
                spans.append((at, max(first, start - EXCERPT), min(last, end + EXCERPT)))
        return self._sentences.numbers(spans, self._sentence)

    def _is_over(self, place: int, limit: int) -> bool:
        """Whether a place has had its share of sentences before this one."""
        if place < 0:
            return False
        many = self._per_place[place] = self._per_place.get(place, 0) + 1
        self._without_sentence += many > limit
        return many > limit

    def _sentence(self, span: tuple[int, int, int]) -> tuple[int, int, int, str | None]:
        """A sentence as the page holds it; ``(at, 0, 0)`` stands for one that it does not carry."""
        at, start, end = span
        offset = self._offset[at]
        outside = end > 0 and not self._with_text[at]
        text = clean(self._articles[at].text[start:end]) if outside else None
        return at, offset(start), offset(end), text

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


def columns(frame: pd.DataFrame, names: Collection[str] | None = None) -> dict[str, list[Any]]:
    """Return columns of a table as lists, with None where a value is missing.

    ``names`` are those wanted, as far as the table has them; None: all but the geometry.
    """
    return {
        str(name): frame[name].astype(object).where(frame[name].notna(), None).tolist()
        for name in frame.columns
        if (name != "geometry" if names is None else name in names)
    }


def _transposed(rows: Sequence[Sequence[Any]], names: tuple[str, ...]) -> dict[str, list[Any]]:
    return {name: [row[at] for row in rows] for at, name in enumerate(names)}


def _percent(score: float | None) -> int:
    """A score in hundredths, -1 for an unknown one."""
    return -1 if score is None else round(score * 100)


def _spelling(spelling: Spelling) -> list[str | None]:
    words = (spelling.form, spelling.provenance, spelling.language, spelling.original)
    return [None if word is None else clean(word) for word in words]


def _rejected(lost: tuple[int, ...]) -> tuple[Any, ...]:
    """The rejected candidates of a mention: ``[[[place, score], ...], how many more]``."""
    pairs = tuple(zip(lost[::2], lost[1::2], strict=True))
    return pairs[:REJECTED_KEPT], max(len(pairs) - REJECTED_KEPT, 0)


def _candidate_record(row: Sequence[Any]) -> list[Any]:
    """A place that no mention has: `_PLACE_FIELDS` without its region's id."""
    place_id, name, kind, country, admin1, lat, lon = row
    group = kind_group(kind)
    return _place_record((place_id, name, kind, group, country, admin1, None, lat, lon, "town"))


def _rows_by_id(table: Mapping[str, list[Any]]) -> dict[str, int]:
    return {key: at for at, key in enumerate(table["place_id"])}


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
