from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.articles.dates import find_date, read_date


@pytest.mark.parametrize(
    "value",
    [
        date(2023, 4, 6),
        datetime(2023, 4, 6, 23, 59, tzinfo=UTC),
        "2023-04-06",
        "2023-04-06T11:03:23.682Z",
        "2023-04-06 23:59:00+03:00",
        "20230406",
        " 6 April 2023 ",
        "April 6, 2023",
        "Apr. 6th, 2023",
        "6. April 2023",
        "6.4.2023",
        "06.04.2023, 12:30",
        "6 kwietnia 2023",
        "6 апреля 2023 г.",
        "6 квітня 2023",
        "6 avril 2023",
        "Thu, 06 Apr 2023 23:30:00 -0500",
    ],
)
def test_one_day_in_many_forms(value: object) -> None:
    assert read_date(value) == date(2023, 4, 6)


@pytest.mark.parametrize(
    "value", [None, "", "04/06/2023", "2023-13-01", "31.2.2023", "April", "soon", 20230406, 5.0, []]
)
def test_what_may_be_another_day_is_none(value: object) -> None:
    assert read_date(value) is None


@given(st.dates())
def test_iso_days_come_back(day: date) -> None:
    assert read_date(day.isoformat()) == day
    assert find_date(f"{day.isoformat()}T10:00") == (day, 10)


@given(st.text())
def test_any_text_is_a_date_or_none(text: str) -> None:
    found = read_date(text)
    assert found is None or isinstance(found, date)
