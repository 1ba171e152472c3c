"""Why a mention is where it is, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geomap.model import Candidate, Evidence, Mention, Place

_REASONS = 4
_OTHERS = 3
_KINDS = {"area": "area", "site": "landmark", "world": "part of the world"}


def explain(mention: Mention) -> str:
    """Why this place and not the others: lines of plain text, without markup.

    The first line says what was decided, then come the reasons for it, the other candidates each
    with what told against it, and for a mention without a place the reason for that.
    """
    return "\n".join(_lines(mention))


def _lines(mention: Mention) -> Iterator[str]:
    best = mention.candidates[0] if mention.candidates else None
    if mention.place is None:
        yield f"{mention.text}: no place. {_sentence(mention.reason or 'it was not resolved')}"
    else:
        score = "unknown" if mention.score is None else f"{mention.score:.2f}"
        yield f"{mention.text}: {describe(mention.place)} ({mention.place.id}), score {score}."
        for evidence in _telling(mention.evidence):
            yield f"  {'+' if evidence.weight >= 0 else '-'} {evidence.sentence}"
        if mention.place.precision == "approximate":
            yield "  The point is approximate."
        elif mention.place.precision == "region":
            yield "  The point stands for an area."
    others = mention.candidates if mention.place is None else mention.candidates[1:]
    for candidate in others[:_OTHERS]:
        against = _against(candidate, best)
        told = f": {against}" if against and mention.place is not None else ""
        verb = "could be" if mention.place is None else "not"
        yield f"  {verb} {describe(candidate.place)}, score {candidate.score:.2f}{told}"


def describe(place: Place) -> str:
    """A place in a few words: "Kherson, town in Kherson Oblast, UA"."""
    kind = _KINDS.get(place.group, place.group)
    holders = [
        holder
        for holder in (place.admin1 if place.admin1 != place.name else None, place.country)
        if holder and place.group not in {"country", "world"}
    ]
    return f"{place.name}, {kind}" + (f" in {', '.join(holders)}" if holders else "")


def _telling(evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    return evidence[:_REASONS]


def _against(candidate: Candidate, best: Candidate | None) -> str:
    """What told most against a candidate: its own fault, or what only the chosen one has."""
    if best is None:
        return ""
    own = {evidence.feature: evidence for evidence in candidate.evidence}
    chosen = {evidence.feature: evidence for evidence in best.evidence}
    gaps = {
        feature: (chosen[feature].weight if feature in chosen else 0.0)
        - (own[feature].weight if feature in own else 0.0)
        for feature in (*own, *chosen)
    }
    if not gaps:
        return ""
    feature = max(gaps, key=lambda name: (gaps[name], name))
    if gaps[feature] <= 0:
        return "it was close"
    if feature in own and own[feature].weight < 0:
        return own[feature].sentence
    if feature in chosen:
        return f"unlike the chosen place, where {chosen[feature].sentence}"
    return ""


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:] + ("" if words.endswith(".") else ".")
