"""`LanguageReader`: texts of one language in, their mentions out."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geomap.errors import RecognitionError
from geomap.model import Mention
from geomap.recognition.choice import best_set
from geomap.recognition.classifier import Linear, linear_from, probability
from geomap.recognition.languages.candidates import Names, find_spans
from geomap.recognition.languages.features import Reading
from geomap.recognition.languages.lexicon import lexicon
from geomap.recognition.languages.networks import Morfeusz, is_installed, tagger

if TYPE_CHECKING:
    from geomap.gazetteer import Gazetteer
    from geomap.recognition.candidates import Spellings
    from geomap.recognition.languages.candidates import Span
    from geomap.recognition.tokens import Tokens

FOLDER = Path(__file__).parent
WITH, WITHOUT = "with the extra", "without the extra"
"""The two parts of a file of weights: what a language reads with its extra, and without it."""


class LanguageReader:
    """Finds the mentions in texts of one language.

    What it sees of a text depends on that text alone. ``extra`` False leaves the language's extra
    unused, also where it is installed.

    Raises `RecognitionError` for an unknown language or a broken file of weights.
    """

    def __init__(
        self, gazetteer: Gazetteer, spellings: Spellings, language: str, *, extra: bool = True
    ) -> None:
        self.language = language
        self._words = lexicon(language)
        self._names = Names(gazetteer, spellings, language)
        self._extra = extra and is_installed(language)
        self._tagger = tagger(language, extra=self._extra)
        self._dictionary = Morfeusz().kind if self._extra and language == "pl" else None

    def candidates(self, text: str) -> tuple[Tokens, list[Span], list[list[str]]]:
        """The words of a text, its candidates, and the cues of each: what training needs."""
        tokens = self._tagger.tokens(text)
        spans = find_spans(tokens, self._names, self._words)
        reading = Reading(tokens, self._names, self._words, spans, self._dictionary)
        return tokens, spans, [reading.cues(span) for span in spans]

    def mentions(self, text: str) -> list[Mention]:
        """The mentions in a text, sorted and without overlap, each with its evidence.

        ``usage`` is ``demonym`` for adjectives and peoples that the gazetteer knows, else None.
        """
        weights, threshold = load(self.language, extra=self._extra)
        tokens, spans, cues = self.candidates(text)
        chances = [probability(row[0]) for row in weights.scores(cues, None)]
        chosen = best_set(
            [(span.start, span.end) for span in spans], [chance - threshold for chance in chances]
        )
        return [self._mention(tokens, spans[i], chances[i], weights, cues[i]) for i in chosen]

    def _mention(
        self, tokens: Tokens, span: Span, chance: float, weights: Linear, cues: list[str]
    ) -> Mention:
        demonym = is_demonym(span)
        return Mention(
            start=tokens.starts[span.start],
            end=tokens.ends[span.end - 1],
            text=tokens.span(span.start, span.end),
            usage="demonym" if demonym else None,
            usage_score=round(chance, 4) if demonym else None,
            recognition_score=round(chance, 4),
            kind_word=self._kind_word(tokens, span),
            evidence=weights.reasons(cues, None, 0),
        )

    def _kind_word(self, tokens: Tokens, span: Span) -> str | None:
        """The base form of the kind word beside a name: "у місті *Харкові*", "Gebiet Cherson"."""
        beside = [span.start - 1] if span.start else []
        if beside and tokens.words[beside[0]].lower() in {"de", "du", "d'", "von"}:
            beside = [span.start - 2] if span.start > 1 else []
        if not self._words.kind_first and span.end < len(tokens):
            beside.append(span.end)
        for at in beside:
            kind = self._words.kind(tokens.words[at])
            if kind is not None:
                return kind
        return None


def is_demonym(span: Span) -> bool:
    """Whether a candidate is an adjective of a place or a people, and no place itself."""
    known = span.known
    if known is None:
        return False
    return known.adjective or (known.profile.is_demonym and not known.profile.places)


@lru_cache(maxsize=16)
def load(language: str, *, extra: bool, path: Path | None = None) -> tuple[Linear, float]:
    """The weights of a language and the probability from which a candidate counts.

    Raises `RecognitionError` if the file is missing or is not a file of weights.
    """
    file = path or FOLDER / f"weights_{language}.json"
    try:
        record: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        part = record[WITH if extra and WITH in record else WITHOUT]
        return linear_from(part["accept"]), float(part["threshold"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise RecognitionError(
            f"{file} is not a file of recognition weights ({error!r}); install geomap again, or "
            "run scripts/train_languages.py"
        ) from error
