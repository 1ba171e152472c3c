"""Days as people say them: "2024-10-01", "monday", "yesterday", "7 days ago"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from geomap.errors import UsageError

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_AGO = re.compile(r"(\d+) (day|week)s? ago")


def day(said: str, *, today: date) -> date:
    """The day that was said; a weekday is the last one of that name, today included.

    Raises UsageError for anything else.
    """
    word = " ".join(said.lower().split())
    if word in {"today", "yesterday"}:
        return today - timedelta(days=word == "yesterday")
    if word in _WEEKDAYS:
        return today - timedelta(days=(today.weekday() - _WEEKDAYS.index(word)) % 7)
    ago = _AGO.fullmatch(word)
    try:
        if ago is not None:
            return today - timedelta(days=int(ago[1]) * (7 if ago[2] == "week" else 1))
        return date.fromisoformat(word)
    except (ValueError, OverflowError) as error:
        raise UsageError(
            f"{said!r} is no day; write 2024-10-01, monday, yesterday or “7 days ago”"
        ) from error
