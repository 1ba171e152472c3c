"""Text on its way into the page: offsets as JavaScript counts them, characters that can travel."""

from __future__ import annotations

import html
import re
from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
# What HTML can't hold as a character (https://html.spec.whatwg.org/multipage/syntax.html#text-2).
_NOT_HTML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")


def clean(text: str) -> str:
    """Return ``text`` as UTF-8 can hold it: each lone surrogate becomes U+FFFD, lengths stay."""
    return _LONE_SURROGATE.sub("\ufffd", text)


def utf16_offset(text: str) -> Callable[[int], int]:
    """Return a function from an offset in characters to the offset that JavaScript counts.

    JavaScript counts UTF-16 units: a character above U+FFFF (an emoji, a rare ideograph) is two.
    """
    if text.isascii():
        return int
    astral = [match.start() for match in _ASTRAL.finditer(text)]
    if not astral:
        return int

    def offset(at: int) -> int:
        return at + bisect_left(astral, at)

    return offset


def escaped(text: str) -> str:
    """Return ``text`` as HTML that shows it verbatim, in an element or in a quoted attribute.

    This is the only way in which text stands in the page outside the data block. Characters that
    HTML can't hold (NUL, other controls) become U+FFFD.
    """
    return html.escape(_NOT_HTML.sub("\ufffd", clean(text)), quote=True)
