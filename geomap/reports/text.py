"""Text from outside on its way into a document: what is shown, and where a link may lead."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

_REPLACED = "\ufffd"
# What XML and HTML can't hold (https://www.w3.org/TR/xml/#charsets), and the controls that turn
# the direction of what follows (https://www.unicode.org/reports/tr9/): a document has one page for
# all texts, so that one text's control would turn its neighbour's.
_NOT_SHOWN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    "\u202a-\u202e\u2066-\u2069]"
)
_SPACES = re.compile(r"\s+")
# RFC 3986: what an address may hold as it is, with the percent sign of what is coded already.
_ADDRESS = "%:/?#[]@!$&'()*+,;=~-._"


def visible(text: str) -> str:
    """The text with each character that no document can hold as U+FFFD: as long as it was."""
    return _NOT_SHOWN.sub(_REPLACED, text)


def shown(text: str) -> str:
    """The text as every document shows it: one line, each character that none can hold as U+FFFD.

    White space of any kind is one space, also between lines; leading and trailing space goes.
    """
    return visible(_SPACES.sub(" ", text)).strip()


def shown_or_none(text: str | None) -> str | None:
    """The text as documents show it, None where there is nothing to show."""
    return (shown(text) or None) if text is not None else None


def safe_link(url: str | None) -> str | None:
    """The address in plain ASCII if it is one of the web (http, https), else None."""
    if url is None or url != url.strip() or re.search(r"[\x00-\x20\x7f]", url):
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme.lower() not in {"http", "https"} or not host:
        return None
    return quote(url.encode("utf-8", "replace"), safe=_ADDRESS)
