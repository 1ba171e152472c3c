"""Text on its way to a terminal."""

from __future__ import annotations

import unicodedata


def printable(text: str) -> str:
    """Text that can't move the cursor or turn the line around: controls and breaks as spaces.

    Names, titles and paths come from outside, and a terminal obeys the controls in them.
    """
    return "".join(" " if unicodedata.category(c)[0] in "CZ" else c for c in text).rstrip()
