"""What was asked, in words that a reader of the report understands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.reports.report import Fact
from geomap.reports.text import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geomap.store import Asked

_WORDS = {
    "source": "Publisher",
    "usage": "Usage of the name",
    "kind": "Kind of place",
    "place": "Place id",
}


def question_facts(asked: Asked) -> tuple[Fact, ...]:
    """The question to a store as facts, in a fixed order; empty where all mentions were asked for.

    What was not narrowed is not listed.
    """
    return tuple(_facts(asked))


def _facts(asked: Asked) -> Iterator[Fact]:
    region = asked.get("region")
    if region is not None:
        partly = ", and places only partly in it" if asked.get("touching") else ""
        yield Fact("Region", shown(region.name) + partly)
        if region.note:
            yield Fact("Meaning of the region", shown(region.note))
    since, until = asked.get("since"), asked.get("until")
    if since is not None:
        yield Fact("Published from", since.isoformat())
    if until is not None:
        yield Fact("Published until", until.isoformat())
    text, named_with = asked.get("text"), asked.get("named_with")
    where = f"in the same {asked.get('same') or 'article'}"
    if text is not None:
        yield Fact("Words", f"{shown(text)} ({where})")
    if named_with is not None:
        yield Fact("Named together with", f"{shown(named_with.name)} ({where})")
    several: dict[str, str | Sequence[str] | None] = {
        "source": asked.get("source"),
        "usage": asked.get("usage"),
        "kind": asked.get("kind"),
        "place": asked.get("place"),
    }
    for key, value in several.items():
        if value is not None:
            given = [value] if isinstance(value, str) else value
            yield Fact(_WORDS[key], " or ".join(map(shown, given)))
    least = asked.get("min_score")
    if least is not None:
        yield Fact("Least score", f"{least:g}")
