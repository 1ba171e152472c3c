from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.days import day
from geomap.errors import UsageError

WEDNESDAY = date(2024, 10, 2)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("2024-09-30", date(2024, 9, 30)),
        ("today", date(2024, 10, 2)),
        ("Yesterday", date(2024, 10, 1)),
        ("monday", date(2024, 9, 30)),
        ("wednesday", date(2024, 10, 2)),
        ("Thursday", date(2024, 9, 26)),
        ("7 days ago", date(2024, 9, 25)),
        ("1 week ago", date(2024, 9, 25)),
    ],
)
def test_days_as_people_say_them(said, meant):
    assert day(said, today=WEDNESDAY) == meant


@pytest.mark.parametrize("said", ["", "someday", "2024-13-01", "999999999999 days ago", "ago"])
def test_what_is_no_day_is_told(said):
    with pytest.raises(UsageError, match="is no day"):
        day(said, today=WEDNESDAY)


@given(st.dates(), st.sampled_from(["monday", "friday", "sunday"]))
def test_a_weekday_is_the_last_one_of_that_name(today, name):
    if today < date(1, 1, 8):
        return
    found = day(name, today=today)
    assert found.strftime("%A").lower() == name
    assert timedelta() <= today - found < timedelta(days=7)
