"""Dates as articles and tables write them, read only where they can mean one day."""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?=$|[T\s])",
        r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})(?=$|T)",
        r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4})(?=$|[,\s])",
        r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|\.)?\s+(?P<month>[^\W\d_]+)\.?,?\s+(?P<year>\d{4})\b",
        r"(?P<month>[^\W\d_]+)\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})\b",
    )
)

_MONTH_NAMES = (
    "january jan januar janvier stycznia января січня",
    "february feb februar février lutego февраля лютого",
    "march mar märz mars marca марта березня",
    "april apr avril kwietnia апреля квітня",
    "may mai maja мая травня",
    "june jun juni juin czerwca июня червня",
    "july jul juli juillet lipca июля липня",
    "august aug août sierpnia августа серпня",
    "september sep sept septembre września сентября вересня",
    "october oct oktober octobre października октября жовтня",
    "november nov novembre listopada ноября листопада",
    "december dec dezember décembre grudnia декабря грудня",
)
MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names.split()}


def read_date(value: object) -> date | None:
    """The day that ``value`` names, as written (no shift between time zones), or None if unsure.

    Understood: dates and datetimes; ISO 8601 days with or without a time; ``20230406``; RFC 2822
    as in feeds; ``6 April 2023``, ``April 6, 2023`` (month names in English, German, French,
    Polish, Russian, Ukrainian); ``6.4.2023``, day first as wherever dots are used. ``04/06/2023``
    means two days and gives None.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    return _read_text(value.strip()) if isinstance(value, str) else None


def find_date(text: str) -> tuple[date, int] | None:
    """The day with which ``text`` begins and where its name ends; None if there is none."""
    for pattern in _PATTERNS:
        if (match := pattern.match(text)) and (day := _day(*match.group("year", "month", "day"))):
            return day, match.end()
    return None


def _read_text(text: str) -> date | None:
    if (found := find_date(text)) is not None:
        return found[0]
    try:
        return parsedate_to_datetime(text).date()
    except (ValueError, IndexError, TypeError):
        return None


def _day(year: str, month: str, day: str) -> date | None:
    number = int(month) if month.isdecimal() else MONTHS.get(month.casefold())
    try:
        return None if number is None else date(int(year), number, int(day))
    except ValueError:
        return None
