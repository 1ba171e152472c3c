"""Rows into articles: the same objects that were written, with all or some of their mentions."""

# ruff: noqa: S608 - statements are put together from constants alone; values are parameters

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

from geomap.corrections import FEATURE
from geomap.model import Article, Candidate, Evidence, Mention, PartSpan, Sentence, Spelling
from geomap.store.places import COLUMNS, place_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping, Sequence

    from geomap.corrections import Corrections
    from geomap.model import Place

# Articles read at a time: what an answer takes in memory beside itself.
_CHUNK = 500

_MENTIONS = (
    'SELECT fid, start, "end", text, part, usage, usage_score, recognition_score, kind_word, place,'
    " score, reason, article FROM mentions"
)
_ARTICLES = (
    "SELECT fid, article_id, text, title, url, source, published, language, parts FROM articles"
)
_IN = " IN (SELECT value FROM json_each(?))"


class Reader:
    """Reads articles back from an open store."""

    def __init__(self, connection: sqlite3.Connection, corrections: Corrections) -> None:
        self._connection = connection
        self._corrections = corrections

    def whole(self, articles: Sequence[int], *, resolved: bool = False) -> Iterator[Article]:
        """The articles with these row numbers, in reading order, with all their mentions.

        resolved : as the ranker resolved them, before any correction.
        """
        ordered = sorted(articles)
        for begin in range(0, len(ordered), _CHUNK):
            chosen = json.dumps(ordered[begin : begin + _CHUNK])
            rows = self._rows(f"{_MENTIONS} WHERE article{_IN} ORDER BY fid", chosen)
            yield from self._articles(chosen, rows, resolved=resolved)

    def some(self, mentions: Mapping[int, Sequence[int]]) -> Iterator[Article]:
        """Articles in reading order with some mentions: article number -> mention numbers."""
        ordered = sorted(mentions)
        for begin in range(0, len(ordered), _CHUNK):
            articles = ordered[begin : begin + _CHUNK]
            chosen = json.dumps([number for article in articles for number in mentions[article]])
            rows = self._rows(f"{_MENTIONS} WHERE fid{_IN} ORDER BY fid", chosen)
            yield from self._articles(json.dumps(articles), rows, resolved=False)

    def _articles(
        self, chosen: str, rows: list[tuple[Any, ...]], *, resolved: bool
    ) -> Iterator[Article]:
        of_article: dict[int, list[Mention]] = {}
        for number, mention in self._mentions(rows, resolved=resolved):
            of_article.setdefault(number, []).append(mention)
        sentences: dict[int, list[Sentence]] = {}
        for article, start, end in self._rows(
            f'SELECT article, start, "end" FROM sentences WHERE article{_IN} ORDER BY fid', chosen
        ):
            sentences.setdefault(article, []).append(Sentence(start, end))
        for row in self._rows(f"{_ARTICLES} WHERE fid{_IN} ORDER BY fid", chosen):
            fid, article_id, text, title, url, source, published, language, parts = row
            yield Article(
                id=article_id,
                text=text,
                title=title,
                url=url,
                source=source,
                published=date.fromisoformat(published) if published else None,
                language=language,
                parts=tuple(PartSpan(*part) for part in json.loads(parts)) if parts else (),
                sentences=tuple(sentences.get(fid, ())),
                mentions=tuple(of_article.get(fid, ())),
            )

    def _mentions(
        self, rows: list[tuple[Any, ...]], *, resolved: bool
    ) -> Iterator[tuple[int, Mention]]:
        chosen = json.dumps([row[0] for row in rows])
        candidate_rows = self._rows(
            "SELECT mention, place, score, spelling, evidence FROM candidates"
            f" WHERE mention{_IN} ORDER BY mention, rank",
            chosen,
        )
        evidence_rows = dict(
            self._rows(f"SELECT mention, evidence FROM mention_evidence WHERE mention{_IN}", chosen)
        )
        fixed = {
            row[0]: row[1:]
            for row in self._rows(
                f"SELECT mention, place, score, reason FROM corrected WHERE mention{_IN}", chosen
            )
        }
        places = self._places(
            {row[9] for row in rows}
            | {row[1] for row in candidate_rows}
            | {row[0] for row in fixed.values()}
        )
        spellings = self._spellings({row[3] for row in candidate_rows})
        coded = [*evidence_rows.values(), *(row[4] for row in candidate_rows if row[4])]
        evidence = self._evidence({number for code in coded for number, _ in json.loads(code)})

        def decoded(code: str | None) -> tuple[Evidence, ...]:
            pairs = json.loads(code) if code else ()
            return tuple(
                Evidence(evidence[number][0], weight, evidence[number][1])
                for number, weight in pairs
            )

        candidates: dict[int, list[Candidate]] = {}
        for mention, place, score, spelling, code in candidate_rows:
            candidates.setdefault(mention, []).append(
                Candidate(places[place], score, spellings.get(spelling), decoded(code))
            )
        names = self._article_names({row[12] for row in rows}) if fixed else {}
        for row in rows:
            number, start, end, text, part, usage, usage_score, recognition_score = row[:8]
            kind_word, place, score, reason, article = row[8:]
            reasons = decoded(evidence_rows.get(number))
            ranked = tuple(candidates.get(number, ()))
            if number in fixed and resolved:
                place, score, reason = fixed[number]
            elif number in fixed:
                article_id, source = names[article]
                correction = self._corrections.find(f"{article_id}#{start}-{end}", text, source)
                if correction is not None:
                    said = (Evidence(FEATURE, 0.0, correction.sentence),)
                    reasons = (*said, *reasons)
                    if place is not None:
                        right = Candidate(places[place], 1.0, None, said)
                        rest = [other for other in ranked if other.place.id != right.place.id]
                        ranked = (right, *rest)
            yield (
                article,
                Mention(
                    start=start,
                    end=end,
                    text=text,
                    part=part,
                    usage=usage,
                    usage_score=usage_score,
                    recognition_score=recognition_score,
                    kind_word=kind_word,
                    place=None if place is None else places[place],
                    score=score,
                    reason=reason,
                    candidates=ranked,
                    evidence=reasons,
                ),
            )

    def _rows(self, statement: str, chosen: str) -> list[tuple[Any, ...]]:
        return self._connection.execute(statement, (chosen,)).fetchall()

    def _places(self, numbers: set[int | None]) -> dict[int, Place]:
        rows = self._rows(
            f"SELECT fid, {COLUMNS} FROM places WHERE fid{_IN}",
            json.dumps(sorted(number for number in numbers if number is not None)),
        )
        return {row[0]: place_of(row) for row in rows}

    def _spellings(self, numbers: set[int | None]) -> dict[int, Spelling]:
        rows = self._rows(
            f"SELECT fid, form, provenance, language, original FROM spellings WHERE fid{_IN}",
            json.dumps(sorted(number for number in numbers if number is not None)),
        )
        return {row[0]: Spelling(*row[1:]) for row in rows}

    def _evidence(self, numbers: set[int]) -> dict[int, tuple[str, str]]:
        rows = self._rows(
            f"SELECT fid, feature, sentence FROM evidence WHERE fid{_IN}",
            json.dumps(sorted(numbers)),
        )
        return {row[0]: (row[1], row[2]) for row in rows}

    def _article_names(self, numbers: set[int]) -> dict[int, tuple[str, str | None]]:
        rows = self._rows(
            f"SELECT fid, article_id, source FROM articles WHERE fid{_IN}",
            json.dumps(sorted(numbers)),
        )
        return {row[0]: (row[1], row[2]) for row in rows}
