"""What is new in a corpus: places named for the first time, and places named more than before."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from geomap.errors import UsageError
from geomap.store.question import Asked, Question

if TYPE_CHECKING:
    import sqlite3

    import pandas as pd

_PLACE = ["place_id", "name", "group", "country", "admin1"]
_DAY = timedelta(days=1)


def changes(connection: sqlite3.Connection, asked: Asked) -> pd.DataFrame:
    """Places named from ``since`` on, compared with the same number of days before.

    ``until`` (by default the day of the newest article) ends the span. Columns: those that
    say which place, ``mentions`` in the span, ``before`` in the span before it, ``change`` between
    them, and ``new``: never named before in the whole store. New places come first, then those that
    rose most.
    """
    since = asked.get("since")
    if since is None:
        raise UsageError("since when? give the first day of the span")
    newest = connection.execute("SELECT max(published) FROM articles").fetchone()[0]
    until = asked.get("until") or (date.fromisoformat(newest) if newest else since)
    if until < since:
        raise UsageError(f"nothing can be new from {since} to {until}; the newest article decides")
    days = until - since + _DAY

    def counted(first: date | None, last: date) -> pd.DataFrame:
        question = Question(connection, {**asked, "since": first, "until": last})
        return question.count("place").set_index(_PLACE)["mentions"].to_frame()

    table = counted(since, until)
    before = counted(since - days, since - _DAY)["mentions"]
    ever = counted(None, since - _DAY)["mentions"]
    table["before"] = before.reindex(table.index).fillna(0).astype(int)
    table["change"] = table["mentions"] - table["before"]
    table["new"] = ~table.index.isin(ever.index)
    order = ["new", "change", "mentions", "place_id"]
    return table.reset_index().sort_values(
        order, ascending=[False, False, False, True], ignore_index=True
    )
