"""How a name is used: the cues that tell "shelled Kherson" from "Moscow said"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.recognition.features import AND
from geomap.recognition.lexicon import FUNCTION_WORDS, STATEMENT_FORMS

if TYPE_CHECKING:
    from geomap.recognition.candidates import Span
    from geomap.recognition.features import Reading

_KEPT = ("network", "known", "left", "right", "form", "a demonym", "in a name", "early in the text")
_REACH = 3
"""Words after a name in which a verb may tell what it does."""


def usage_cues(reading: Reading, span: Span, cues: list[str]) -> list[str]:
    """The cues for a candidate's usage; ``cues`` are its cues for being a name at all."""
    start, end = span.start, span.end
    own = [cue for cue in cues if cue.startswith(_KEPT)]
    before, after = _word(reading, start - 1), _word(reading, end)
    second = _word(reading, start - 2) if before in {"the", "a", "an"} else before
    known = next((cue for cue in own if cue.startswith("known=") and AND not in cue), "")
    own += [
        f"word before={before}",
        f"word before but the article={second}",
        f"two words before={_word(reading, start - 2)} {before}",
        f"word after={after}",
        f"word before={before}{AND}{known}",
        f"word after={after}{AND}{known}",
        f"word before={before}{AND}word after={after}",
        f"verb soon after={_verb_after(reading, end)}",
        f"verb soon after={_verb_after(reading, end)}{AND}{known}",
        f"verb before={_kind(reading, start - 1)}",
    ]
    if span.profile is not None and span.profile.is_demonym:
        own.append("a demonym")
    return own


def _word(reading: Reading, at: int) -> str:
    """A function word itself; of other words only what kind they are."""
    if not 0 <= at < len(reading.lower):
        return "none"
    word = reading.lower[at]
    return word if word in FUNCTION_WORDS else _kind(reading, at)


def _kind(reading: Reading, at: int) -> str:
    if not 0 <= at < len(reading.lower):
        return "none"
    word = reading.lower[at]
    if reading.is_place(at):
        return "place"
    if word in STATEMENT_FORMS:
        return "statement"
    if reading.tokens.words[at][:1].isupper():
        return "capital"
    if not word[:1].isalpha():
        return word if len(word) == 1 and not word.isdigit() else "number"
    return next((f"-{e}" for e in ("ing", "ed", "ly", "s") if word.endswith(e)), "word")


def _verb_after(reading: Reading, end: int) -> str:
    """How far after the name a verb of saying or deciding stands, before any other clause."""
    for distance in range(_REACH):
        at = end + distance
        if at >= len(reading.lower):
            break
        word = reading.lower[at]
        if word in STATEMENT_FORMS:
            return f"after {distance}"
        if not word[:1].isalpha() or word in {"and", "or", "that", "where", "who", "which"}:
            break
    return "no"
