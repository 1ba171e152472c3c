from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.resolution.telephone import telephone_numbers


@pytest.mark.parametrize(
    "text",
    [
        "call 304-399-6500 now",
        "call (304) 399-6500.",
        "call 304.399.6500",
        "call 304 399-6500",
        "call 304/399-6500,",
        "call 1-304-399-6500",
        "call 1 (304) 399-6500",
        "call +1 304 399 6500",
        "304-399-6500",
    ],
)
def test_numbers_of_north_america_are_found_as_they_are_written(text):
    assert telephone_numbers(text) == ["13043996500"]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("+380 44 234-56-78", "380442345678"),
        ("(+375 162) 26 95 00", "375162269500"),
        ("+44 203 399 6500", "442033996500"),
    ],
)
def test_numbers_with_a_plus_are_found_once(text, number):
    assert telephone_numbers(f"Press office: {text}, open daily.") == [number]


@pytest.mark.parametrize(
    "text",
    [
        "from 2004 to 2009-2010",
        "case 12-304-399-6500",
        "$304,399.6500",
        "304-199-6500",
        "104-399-6500",
        "call 911",
        "ISBN 978-3-16-148410-0",
        "a temperature of +12 (in the shade)",
        "304-399-65001",
    ],
)
def test_what_is_no_telephone_number_is_not_found(text):
    assert telephone_numbers(text) == []


@given(st.text(max_size=80))
def test_numbers_are_digits_as_dialled_from_abroad(text):
    for number in telephone_numbers(text):
        assert number.isdecimal()
        assert 8 <= len(number) <= 15


@given(st.integers(200, 999), st.integers(200, 999), st.integers(0, 9999), st.sampled_from("-. "))
def test_every_number_of_north_america_is_found(area, exchange, line, link):
    text = f"Call {area}{link}{exchange}{link}{line:04} for more."
    assert telephone_numbers(text) == [f"1{area}{exchange}{line:04}"]
