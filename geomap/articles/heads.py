"""The head of a text: its title, the line with the date, who wrote it and where it comes from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from geomap.articles import markers
from geomap.articles.dates import find_date
from geomap.articles.leftovers import Leftover, is_prose
from geomap.articles.lines import Line, starts_item

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

_LONGEST_TITLE = 250
_TITLE_WORDS = 4  # so many at least, where there is a choice
_TITLE_LETTERS = 8  # in scripts without spaces
_LONGEST_SITE_NAME = 5  # words
_DATE_LABEL = re.compile(rf"(?:(?i:{markers.DATE_WORDS})\s*:?\s*)?(?:[^\W\d_]{{2,12}}\.?,\s+)?")
_AFTER_DATE = re.compile(
    r"(?:T?[\d:.,\s|•·/–—+()-]|(?i:at|um|o godz|uhr|utc|gmt|[ce]e?s?t|msk|e[ds]t|[ap]\.?m|z))*"
)
_BYLINE = re.compile(rf"(?i:{markers.BYLINE_WORDS})\s*:?\s+(?P<names>[^:;!?]{{3,80}})")
_BETWEEN_NAMES = markers.words("and und et i і и de van von der la le")
_SOURCE = re.compile(rf"(?i:{markers.SOURCE_WORDS})\s*:\s*(?P<name>\S.{{0,500}})")
_LONGEST_SOURCE = 60
_LINK = re.compile(rf"(?:(?i:{markers.LINK_WORDS})\s*:\s*)?(?P<url>https?://[^\s<>\"]{{4,500}})")


@dataclass(frozen=True, slots=True)
class Head:
    """Where the title stands and what lines the site put around it (indexes of lines)."""

    title: int | None = None
    site: tuple[int, ...] = ()


def find_head(
    lines: Sequence[Line], leftovers: Sequence[Leftover | None], title: str | None
) -> Head:
    """The title among the lines above the first paragraph, and the site's name above the title.

    With a ``title`` from a field of its own, only a line that repeats it is one. A text without a
    paragraph has no head: then a line is as likely the story.
    """
    end = next(
        (i for i, line in enumerate(lines) if leftovers[i] is None and _ends_head(line.content)),
        None,
    )
    if end is None:
        return Head()
    free = [i for i in range(end) if leftovers[i] is None]
    if title is not None:
        wanted = _folded(title)
        return Head(next((i for i in [*free, end] if _folded(lines[i].content) == wanted), None))
    top = max((i for i in range(end) if leftovers[i] == "top"), default=-1)
    named = [i for i in free if _may_be_title(lines[i].content)]
    choice = [i for i in named if i > top] or named
    found = next((i for i in choice if _is_long(lines[i].content)), choice[0] if choice else None)
    if found is None:
        return Head()
    above = (i for i in free if i < min(found, top))
    names = (i for i in above if len(lines[i].content.split()) <= _LONGEST_SITE_NAME)
    return Head(found, tuple(names))


def line_date(content: str) -> date | None:
    """The day of a line that holds nothing but a date, with its label and a time, or None."""
    for start in (0, _label_end(content)):
        found = find_date(content[start:])
        if found and _AFTER_DATE.fullmatch(content, start + found[1]):
            return found[0]
    return None


def is_byline(content: str) -> bool:
    """Whether a line says who wrote the story: "By Jane Doe and John Smith"."""
    match = _BYLINE.fullmatch(content)
    if match is None or match["names"].endswith("."):
        return False
    words = re.split(r"[\s,]+", match["names"].strip())
    return len(words) > 1 and all(w[:1].isupper() or w in _BETWEEN_NAMES for w in words if w)


def line_source(content: str) -> str | None:
    """The publisher that a line like "Source: Example Post" names, or None."""
    match = _SOURCE.fullmatch(content)
    if match is None:
        return None
    name = match["name"].strip()
    if link := _LINK.fullmatch(name):
        return domain(link["url"])
    return None if len(name) > _LONGEST_SOURCE or is_prose(name) else name


def line_url(content: str) -> str | None:
    """The address that a line consists of, after a label or none, or None."""
    match = _LINK.fullmatch(content)
    if match is None:
        source = _SOURCE.fullmatch(content)
        match = _LINK.fullmatch(source["name"]) if source else None
    return match["url"] if match else None


def domain(url: str | None) -> str | None:
    """The host of a web address without ``www.``, or None if it has none."""
    try:
        host = urlsplit(url).hostname if url and web_address(url) else None
    except ValueError:
        return None
    return host.removeprefix("www.") or None if host else None


def web_address(url: str | None) -> str | None:
    """``url`` if it is a web address, else None."""
    return url if url is not None and url.lower().startswith(("http://", "https://")) else None


def _ends_head(content: str) -> bool:
    return is_prose(content) or content.endswith(".")


def _may_be_title(content: str) -> bool:
    return (
        len(content) <= _LONGEST_TITLE
        and not content.endswith((":", ",", ";"))
        and not starts_item(content)
        and any(character.isalpha() for character in content)
        and line_date(content) is None
        and line_source(content) is None
        and line_url(content) is None
        and not is_byline(content)
    )


def _is_long(content: str) -> bool:
    words = content.split()
    return len(words) >= _TITLE_WORDS or (
        len(content) >= _TITLE_LETTERS and not content.isascii() and len(words) == 1
    )


def _label_end(content: str) -> int:
    match = _DATE_LABEL.match(content)
    return match.end() if match else 0


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
