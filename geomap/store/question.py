"""A question to the store: which mentions count, which do not, and why."""

# ruff: noqa: S608 - statements are put together from constants alone; values are parameters

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal, TypedDict

from geomap.errors import UsageError
from geomap.query import LeftOut, query_result
from geomap.store.places import COLUMNS, place_of
from geomap.store.text import matching, text_query

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence
    from datetime import date

    import pandas as pd

    from geomap.model import KindGroup, Usage
    from geomap.query import QueryResult
    from geomap.regions import Region, Relation
    from geomap.store.reading import Reader


class Asked(TypedDict, total=False):
    """What can be asked; what is left out does not narrow the answer.

    region : mentions of places that belong to it (see `geomap.regions`).
    touching : with a region, also places that it holds only in part.
    since, until : published on these days or between them.
    text : words that must be in the article, as `geomap.store.text.text_query` reads them.
    source, usage, kind, place : one or several publishers, usages (``"unsure"`` for None), kinds as
        people speak of them, place ids.
    min_score : least probability that the place is right.
    named_with : a region whose places must be named too.
    same : where ``text`` and ``named_with`` must be: in the same ``"article"`` or ``"sentence"``.
    """

    region: Region | None
    touching: bool
    since: date | None
    until: date | None
    text: str | None
    source: str | Sequence[str] | None
    usage: Usage | Literal["unsure"] | Sequence[Usage | Literal["unsure"]] | None
    kind: KindGroup | Sequence[KindGroup] | None
    place: str | Sequence[str] | None
    min_score: float | None
    named_with: Region | None
    same: Literal["article", "sentence"]


_APART: tuple[Relation, ...] = ("coarser", "touching", "unknown")
_FEW = 10
_IN = "IN (SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class _Where:
    """Conditions that all must hold, with the values of their question marks."""

    conditions: tuple[str, ...] = ()
    given: tuple[object, ...] = ()

    def also(self, condition: str, *values: object) -> _Where:
        return replace(self, conditions=(*self.conditions, condition), given=(*self.given, *values))

    def among(self, column: str, values: Sequence[str]) -> _Where:
        # Not by json_each(), which would end a string at a NUL.
        return self.also(f"{column} IN ({', '.join('?' * len(values))})", *values)

    def __str__(self) -> str:
        return " AND ".join(self.conditions) or "1"


By = Literal["place", "country", "admin1", "admin2", "group", "source", "day", "week", "month"]
"""What mentions can be counted by."""

_UNITS: dict[str, tuple[str, ...]] = {
    "place": ("place_id", "name", "group", "country", "admin1"),
    "country": ("country",),
    "admin1": ("admin1_id", "admin1", "country"),
    "admin2": ("admin2_id", "admin2", "admin1", "country"),
    "group": ("group",),
}
# A week is named by its Monday: weekday 0 is the Sunday after, or the day itself on a Sunday.
_TIMES = {
    "day": "a.published",
    "week": "date(a.published, 'weekday 0', '-6 days')",
    "month": "substr(a.published, 1, 7)",
}


class Question:
    """One question to an open store."""

    def __init__(self, connection: sqlite3.Connection, asked: Asked) -> None:
        unknown = sorted(set(asked) - set(Asked.__annotations__))
        if unknown:
            known = ", ".join(Asked.__annotations__)
            raise UsageError(f"can't ask for {', '.join(unknown)}; known: {known}")
        self._connection = connection
        self._asked = asked
        self._region = asked.get("region")
        self._relations = relations(connection, self._region) if self._region else {}
        # One index finds, by article or by place, and the other condition only sifts: left to
        # itself SQLite tries every article asked for with every place asked for. A plus before a
        # column keeps its index out.
        self._article, self._place = "+m.article", "m.place"
        articles = self._articles()
        anywhere = self._region is None and asked.get("place") is None
        if anywhere or self._few(articles):
            self._article, self._place = "m.article", "+m.place"
        self._corpus = self._in_corpus(articles)
        self._steps = self._narrowed(self._corpus)
        self._where = self._steps[-1][1]

    def result(self, reader: Reader) -> QueryResult:
        """The mentions that answer, with their articles, candidates, and what was left out.

        With a region, ``frame`` has a column ``relation``: ``self`` (the region as a whole),
        ``inside``, ``touching``.
        """
        wanted: dict[int, list[int]] = {}
        for article, mention in self._rows("SELECT m.article, m.fid", self._where):
            wanted.setdefault(article, []).append(mention)
        answer = query_result(reader.some(wanted))
        if self._region is not None:
            relation_of = {
                place_id: relation
                for relation, numbers in self._relations.items()
                for place_id in self._place_ids(numbers)
            }
            answer.frame["relation"] = answer.frame["place_id"].map(relation_of)
        return replace(answer, left_out=tuple(self._left_out(sum(map(len, wanted.values())))))

    def count(self, by: By) -> pd.DataFrame:
        """How many mentions answer, by a unit, a place, a source or a time.

        Columns: what is counted by, then ``mentions``; most mentions first, times in order.
        """
        import pandas as pd

        if by not in _UNITS and by not in _TIMES and by != "source":
            known = ", ".join((*_UNITS, "source", *_TIMES))
            raise UsageError(f"can't count by {by}; known: {known}")
        if by in _TIMES or by == "source":
            key = _TIMES.get(by, "a.source")
            # Grouped by article first: that reads the index alone, and leaves few rows to join.
            rows = self._connection.execute(
                f"SELECT {key}, sum(n) FROM (SELECT m.article AS article, count(*) AS n"
                f" FROM mentions m WHERE {self._where} GROUP BY m.article) c"
                " JOIN articles a ON a.fid = c.article GROUP BY 1",
                self._where.given,
            ).fetchall()
            table = pd.DataFrame(rows, columns=[by, "mentions"])
        else:
            table = self._counted_by_place(by)
        first = str(table.columns[0])
        if by in _TIMES:
            return table.sort_values(first, ignore_index=True)
        return table.sort_values(["mentions", first], ascending=[False, True], ignore_index=True)

    def _counted_by_place(self, by: By) -> pd.DataFrame:
        import pandas as pd

        columns = _UNITS[by]
        names = ", ".join(f'p."{column}"' for column in columns)
        # As for articles: grouped by place first.
        rows = self._connection.execute(
            f"SELECT {names}, sum(n) FROM (SELECT m.place AS place, count(*) AS n FROM mentions m"
            f" WHERE {self._where} AND m.place IS NOT NULL GROUP BY m.place) c"
            f" JOIN places p ON p.fid = c.place GROUP BY {names}",
            self._where.given,
        ).fetchall()
        return pd.DataFrame(rows, columns=[*columns, "mentions"])

    def _rows(
        self, select: str, where: _Where, *, group: str | None = None
    ) -> list[tuple[Any, ...]]:
        tail = f"GROUP BY {group}" if group else "ORDER BY m.fid"
        return self._connection.execute(
            f"{select} FROM mentions m WHERE {where} {tail}", where.given
        ).fetchall()

    def _number(self, where: _Where) -> int:
        row = self._connection.execute(
            f"SELECT count(*) FROM mentions m WHERE {where}",
            where.given,
        ).fetchone()
        return int(row[0])

    # -- what narrows -----------------------------------------------------------------------------

    def _in_corpus(self, articles: list[int] | None) -> _Where:
        """The part of the corpus that is asked about: articles, and what must stand beside."""
        asked = self._asked
        sentence = asked.get("same", "article") == "sentence"
        where = _Where()
        if articles is not None:
            where = where.also(f"{self._article} {_IN}", json.dumps(articles))
        text = asked.get("text")
        if text is not None and sentence:
            where = where.also(f"m.sentence {_IN}", json.dumps(self._sentences(text, articles)))
        named_with = asked.get("named_with")
        if named_with is not None:
            others = json.dumps(_counted(relations(self._connection, named_with), touching=False))
            where = where.also(f"+m.place NOT {_IN}", others)
            beside = f"(SELECT article FROM mentions WHERE place {_IN})"
            if sentence:
                # A text without marked sentences is one sentence, as `Article.sentence_at` has it.
                where = where.also(
                    f"(m.sentence IN (SELECT sentence FROM mentions WHERE place {_IN})"
                    f" OR (m.sentence IS NULL AND +m.article IN {beside}))",
                    others,
                    others,
                )
            else:
                where = where.also(f"{self._article} IN {beside}", others)
        return where

    def _few(self, articles: list[int] | None) -> bool:
        """Whether so few articles are asked for that going through them is the shorter way."""
        (last,) = self._connection.execute("SELECT coalesce(max(fid), 0) FROM articles").fetchone()
        return articles is not None and len(articles) * _FEW < last

    def _articles(self, *, undated: bool = False) -> list[int] | None:
        """The numbers of the articles asked for, None for all.

        undated : those without a date instead of those of the days asked for.
        """
        asked = self._asked
        where = _Where()
        since, until = asked.get("since"), asked.get("until")
        if undated:
            where = where.also("published IS NULL")
        else:
            where = where if since is None else where.also("published >= ?", since.isoformat())
            where = where if until is None else where.also("published <= ?", until.isoformat())
        sources = _several(asked.get("source"))
        if sources is not None:
            where = where.among("source", sources)
        text = asked.get("text")
        if text is not None:
            where = where.also(
                "fid IN (SELECT rowid FROM articles_text WHERE articles_text MATCH ?)",
                text_query(text),
            )
        if not where.conditions:
            return None
        rows = self._connection.execute(f"SELECT fid FROM articles WHERE {where}", where.given)
        return [row[0] for row in rows]

    def _sentences(self, text: str, articles: list[int] | None) -> list[int]:
        rows = self._connection.execute(
            'SELECT s.fid, a.text, s.start, s."end" FROM sentences s JOIN articles a'
            f" ON a.fid = s.article WHERE s.article {_IN}",
            (json.dumps(articles),),
        )
        # Cut here and not by SQL, whose substr() ends at a NUL.
        cut = ((fid, whole[start:end]) for fid, whole, start, end in rows)
        return matching(text_query(text), cut)

    def _narrowed(self, where: _Where) -> list[tuple[str, _Where]]:
        """The corpus, narrowed filter by filter: what each hides in words, and what then holds."""
        asked = self._asked
        if self._region is not None:
            numbers = _counted(self._relations, touching=asked.get("touching", False))
            where = where.also(f"{self._place} {_IN}", json.dumps(numbers))
        places = _several(asked.get("place"))
        if places is not None:
            named = _Where().among("place_id", places)
            where = where.also(
                f"{self._place} IN (SELECT fid FROM places WHERE {named})", *named.given
            )
        steps = [("", where)]
        usages = _several(asked.get("usage"))
        if usages is not None:
            where = where.among("coalesce(m.usage, 'unsure')", usages)
            steps.append((f"usage is not {' or '.join(usages)}", where))
        kinds = _several(asked.get("kind"))
        if kinds is not None:
            where = where.among('m."group"', kinds)
            steps.append((f"kind is not {' or '.join(kinds)}", where))
        least = asked.get("min_score")
        if least is not None:
            where = where.also("m.score >= ?", least)
            steps.append((f"score is unknown or below {least:g}", where))
        return steps

    # -- what was left out ------------------------------------------------------------------------

    def _left_out(self, found: int) -> Iterator[LeftOut]:
        counts = [self._number(where) for _, where in self._steps[:-1]] + [found]
        for (reason, _), before, after in zip(self._steps[1:], counts, counts[1:], strict=False):
            if before > after:
                yield LeftOut(reason, before - after)
        if self._asked.get("since") is not None or self._asked.get("until") is not None:
            undated = self._narrowed(self._in_corpus(self._articles(undated=True)))[-1][1]
            yield from self._counted_out(undated, "their article has no date")
        if self._region is None:
            return
        name = self._region.name
        numbers = [n for key in _APART for n in self._standing(key)]
        apart = self._corpus.also(f"{self._place} {_IN}", json.dumps(numbers))
        of_place = dict(self._rows("SELECT m.place, count(*)", apart, group=self._place))
        coarser = [(of_place[n], n) for n in self._standing("coarser") if n in of_place]
        for count, place in sorted(coarser, key=lambda pair: (-pair[0], pair[1])):
            yield LeftOut(f"{self._place_name(place)} as a whole, which is more than {name}", count)
        reasons: dict[Relation, str] = {"unknown": f"places near {name} whose extent is not known"}
        if not self._asked.get("touching"):
            reasons["touching"] = f"places that are only partly in {name}"
        for relation, reason in reasons.items():
            count = sum(of_place.get(place, 0) for place in self._standing(relation))
            if count:
                yield LeftOut(reason, count)
        unplaced = self._corpus.also(f"{self._place} IS NULL")
        yield from self._counted_out(unplaced, "no place was found for them")

    def _standing(self, relation: Relation) -> list[int]:
        return self._relations.get(relation, [])

    def _counted_out(self, where: _Where, reason: str) -> Iterator[LeftOut]:
        count = self._number(where)
        if count:
            yield LeftOut(reason, count)

    def _place_name(self, place: int) -> str:
        row = self._connection.execute("SELECT name FROM places WHERE fid = ?", (place,)).fetchone()
        return str(row[0])

    def _place_ids(self, numbers: list[int]) -> list[str]:
        rows = self._connection.execute(
            f"SELECT place_id FROM places WHERE fid {_IN}",
            (json.dumps(numbers),),
        )
        return [row[0] for row in rows]


def relations(connection: sqlite3.Connection, region: Region) -> dict[Relation, list[int]]:
    """The numbers of a store's places by how they stand to a region; those outside are left out.

    The indexes on units and boxes choose who is asked: whoever they leave out lies outside.
    """
    units = json.dumps(sorted(region.units))
    chosen = [
        f"country {_IN}",
        f"admin1_id {_IN}",
        f"admin2_id {_IN}",
        f"place_id {_IN}",
    ]
    values: list[object] = [units] * len(chosen)
    if region.boxes:
        # Known by a point alone, a unit may reach anywhere: its outline decides.
        chosen.append("west IS NULL AND \"group\" IN ('country', 'region')")
    for box in region.boxes:
        chosen.append(
            "fid IN (SELECT id FROM place_boxes WHERE west <= ? AND east >= ? AND south <= ?"
            " AND north >= ?)"
        )
        values += [box.east, box.west, box.north, box.south]
    found: dict[Relation, list[int]] = {}
    for row in connection.execute(
        f"SELECT fid, {COLUMNS} FROM places WHERE {' OR '.join(chosen)} ORDER BY fid",
        values,
    ):
        relation = region.relation(place_of(row))
        if relation != "outside":
            found.setdefault(relation, []).append(row[0])
    return found


def _counted(found: dict[Relation, list[int]], *, touching: bool) -> list[int]:
    numbers = [*found.get("self", []), *found.get("inside", [])]
    return sorted(numbers + found.get("touching", []) if touching else numbers)


def _several(value: str | Sequence[str] | None) -> list[str] | None:
    if value is None or isinstance(value, str):
        return None if value is None else [value]
    if not value:
        raise UsageError(
            "no usage, kind, source or place is asked for; leave it out to ask for all"
        )
    return list(value)
