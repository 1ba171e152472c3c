"""Telephone numbers in a text: a local paper gives those of its state."""

from __future__ import annotations

import re

_NORTH_AMERICAN = re.compile(r"([2-9]\d\d)\)?[-. /] ?([2-9]\d\d)[-. ](\d{4})(?!\d)")
_INTERNATIONAL = re.compile(r"\+(\d[\d ().-]{6,18}\d)")
# What may not stand before a number of North America: it is part of a longer one, then. A "1" may.
_LONGER = re.compile(r"\d[-. /]?\(?$")
_TRUNK = re.compile(r"(?:^|[^\d-])\+?1[-. /]?\(?$")
_BEFORE = 5
_SHORTEST, _LONGEST = 8, 15  # digits (ITU-T E.164 allows 15 at most)


def telephone_numbers(text: str) -> list[str]:
    """The telephone numbers in a text as they are dialled from abroad, digits alone.

    Found are numbers with a plus sign, and those of North America with their area code, as in
    "304-399-6500", "(304) 399-6500" and "1-304-399-6500".
    """
    numbers = []
    for found in _INTERNATIONAL.finditer(text):
        digits = "".join(filter(str.isdecimal, found[1]))
        if _SHORTEST <= len(digits) <= _LONGEST and digits[0] != "1":
            numbers.append(digits)
    for found in _NORTH_AMERICAN.finditer(text):
        before = text[max(0, found.start() - _BEFORE) : found.start()]
        if _TRUNK.search(before) or not _LONGER.search(before):
            numbers.append(f"1{found[1]}{found[2]}{found[3]}")
    return numbers
