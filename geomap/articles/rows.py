"""Rows of a table to articles: what JSONL, CSV and Parquet have in common."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geomap.articles.dates import read_date
from geomap.articles.sources import COLUMNS, Draft, Refusal, Source, text_bytes, too_large
from geomap.errors import ArticleError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

_LANGUAGE = re.compile(r"[a-z]{2}(?=$|[-_])")


def check_columns(columns: Mapping[str, str]) -> None:
    """Raise a `UsageError` if ``columns`` names a column that articles don't have."""
    unknown = sorted(set(columns) - set(COLUMNS))
    if unknown:
        raise UsageError(
            f"no such column of articles: {', '.join(unknown)}; those that can be renamed are "
            f"{', '.join(COLUMNS)}"
        )


def text_column(source: Source, present: Iterable[str]) -> str:
    """The name of the column that holds the text.

    Raises
    ------
    ArticleError
        If it is not among the columns ``present``; the message lists these.
    """
    name = source.columns.get("text", "text")
    columns = list(present)
    if name not in columns:
        raise ArticleError(
            f'no column "{name}" (columns are: {", ".join(columns)}); say which one holds the text'
        )
    return name


class RowReader:
    """Turns rows of one source into drafts; says at the end which dates it could not read."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._names = {column: source.columns.get(column, column) for column in COLUMNS}
        self._bad_dates = 0
        self._first_bad_date = ""

    def read(self, row: Mapping[str, object], place: str, number: int) -> Draft | Refusal:
        """The article in ``row``, or why there is none; ``place`` is a word for it ("line 3")."""
        text = row.get(self._names["text"])
        if text is None:
            present = ", ".join(map(str, row)) or "none"
            return self._source.refuse(f'{place}: no "{self._names["text"]}" (columns: {present})')
        if not isinstance(text, str):
            return self._source.refuse(f'{place}: "{self._names["text"]}" is not text')
        if not text.strip():
            return self._source.refuse(f"{place}: empty text")
        limit = self._source.max_bytes
        if len(text) * 4 > limit and (size := text_bytes(text)) > limit:
            return self._source.refuse(f"{place}: {too_large(size, limit)}")
        return Draft(
            text=text,
            id=_word(row.get(self._names["id"])),
            title=_word(row.get(self._names["title"])),
            url=_word(row.get(self._names["url"])),
            source=_word(row.get(self._names["source"])),
            published=self._date(row, place),
            language=_language(row.get(self._names["language"])),
            place=place,
            number=number,
        )

    def closing(self) -> Iterator[Refusal]:
        """One refusal for all dates that could not be read, if there were any."""
        if self._bad_dates:
            yield self._source.refuse(
                f"{self._bad_dates:,} dates not understood and left out, the first at "
                f"{self._first_bad_date}; write them as YYYY-MM-DD"
            )

    def _date(self, row: Mapping[str, object], place: str) -> date | None:
        value = row.get(self._names["published"])
        if value is None and self._names["published"] == "published":
            value = row.get("date")
        if value is None or (isinstance(value, str) and not value.strip()):
            return None
        published = read_date(value)
        if published is None:
            self._bad_dates += 1
            self._first_bad_date = self._first_bad_date or f"{place} ({value!r:.40})"
        return published


def _word(value: object) -> str | None:
    if value is None or isinstance(value, bool | list | dict):
        return None
    return str(value).strip() or None


def _language(value: object) -> str | None:
    match = _LANGUAGE.match(str(value).strip().lower()) if isinstance(value, str) else None
    return match[0] if match else None
