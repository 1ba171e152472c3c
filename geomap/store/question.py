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


_IN = "IN (SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class _Where:
    """Conditions that all must hold, with the values of their question marks."""

    conditions: tuple[str, ...] = ()
    values: tuple[object, ...] = ()

    def also(self, condition: str, *values: object) -> _Where:
        return replace(
            self, conditions=(*self.conditions, condition), values=(*self.values, *values)
        )

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
        self._corpus = self._in_corpus()
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
        return replace(answer, left_out=tuple(self._left_out()))

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
            rows = self._rows(
                f"SELECT {key}, count(*)",
                self._where,
                join="JOIN articles a ON a.fid = m.article",
                group="1",
            )
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
        # Grouped by place first: that reads the index alone, and leaves few rows to join.
        rows = self._connection.execute(
            f"SELECT {names}, sum(n) FROM (SELECT m.place AS place, count(*) AS n FROM mentions m"
            f" WHERE {self._where} AND m.place IS NOT NULL GROUP BY m.place) c"
            f" JOIN places p ON p.fid = c.place GROUP BY {names}",
            self._where.values,
        ).fetchall()
        return pd.DataFrame(rows, columns=[*columns, "mentions"])

    def _rows(
        self, select: str, where: _Where, *, join: str = "", group: str | None = None
    ) -> list[tuple[Any, ...]]:
        tail = f"GROUP BY {group}" if group else "ORDER BY m.fid"
        return self._connection.execute(
            f"{select} FROM mentions m {join} WHERE {where} {tail}", where.values
        ).fetchall()

    def _number(self, where: _Where) -> int:
        row = self._connection.execute(
            f"SELECT count(*) FROM mentions m WHERE {where}",
            where.values,
        ).fetchone()
        return int(row[0])

    # -- what narrows -----------------------------------------------------------------------------

    def _in_corpus(self, *, undated: bool = False) -> _Where:
        """The part of the corpus that is asked about: articles, and what must stand beside.

        undated : articles without a date instead of those of the days asked for.
        """
        asked = self._asked
        sentence = asked.get("same", "article") == "sentence"
        where = _Where()
        articles = self._articles(undated=undated)
        if articles is not None:
            where = where.also(f"m.article {_IN}", json.dumps(articles))
        text = asked.get("text")
        if text is not None and sentence:
            where = where.also(f"m.sentence {_IN}", json.dumps(self._sentences(text, articles)))
        named_with = asked.get("named_with")
        if named_with is not None:
            others = json.dumps(_counted(relations(self._connection, named_with), touching=False))
            where = where.also(f"m.place NOT {_IN}", others)
            beside = f"(SELECT article FROM mentions WHERE place {_IN})"
            if sentence:
                # A text without marked sentences is one sentence, as `Article.sentence_at` has it.
                where = where.also(
                    f"(m.sentence IN (SELECT sentence FROM mentions WHERE place {_IN})"
                    f" OR (m.sentence IS NULL AND m.article IN {beside}))",
                    others,
                    others,
                )
            else:
                where = where.also(f"m.article IN {beside}", others)
        return where

    def _articles(self, *, undated: bool) -> list[int] | None:
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
        rows = self._connection.execute(f"SELECT fid FROM articles WHERE {where}", where.values)
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
            where = where.also(f"m.place {_IN}", json.dumps(numbers))
        places = _several(asked.get("place"))
        if places is not None:
            where = where.among("m.place_id", places)
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

    def _left_out(self) -> Iterator[LeftOut]:
        before = 0
        for number, (reason, where) in enumerate(self._steps):
            count = self._number(where)
            if number and before > count:
                yield LeftOut(reason, before - count)
            before = count
        if self._asked.get("since") is not None or self._asked.get("until") is not None:
            undated = self._narrowed(self._in_corpus(undated=True))[-1][1]
            yield from self._counted_out(undated, "their article has no date")
        if self._region is None:
            return
        name = self._region.name
        for place, count in sorted(
            self._rows("SELECT m.place_id, count(*)", self._standing("coarser"), group="1"),
            key=lambda row: (-row[1], row[0]),
        ):
            yield LeftOut(f"{self._place_name(place)} as a whole, which is more than {name}", count)
        if not self._asked.get("touching"):
            reason = f"places that are only partly in {name}"
            yield from self._counted_out(self._standing("touching"), reason)
        reason = f"places near {name} whose extent is not known"
        yield from self._counted_out(self._standing("unknown"), reason)
        unplaced = self._corpus.also("m.place IS NULL")
        yield from self._counted_out(unplaced, "no place was found for them")

    def _standing(self, relation: Relation) -> _Where:
        numbers = json.dumps(self._relations.get(relation, []))
        return self._corpus.also(f"m.place {_IN}", numbers)

    def _counted_out(self, where: _Where, reason: str) -> Iterator[LeftOut]:
        count = self._number(where)
        if count:
            yield LeftOut(reason, count)

    def _place_name(self, place_id: str) -> str:
        row = self._connection.execute(
            "SELECT name FROM places WHERE place_id = ?", (place_id,)
        ).fetchone()
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
