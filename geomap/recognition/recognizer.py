"""`Recognizer`: articles in, the same articles with their mentions out."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, cast

from geomap.model import Mention
from geomap.recognition.candidates import Spellings, find_spans
from geomap.recognition.choice import best_set
from geomap.recognition.classifier import (
    SHIPPED,
    context_vectors,
    load_weights,
    probability,
    shares,
)
from geomap.recognition.features import Reading
from geomap.recognition.language import STOCK_MODEL, LanguageModel
from geomap.recognition.spans import kind_word
from geomap.recognition.usage import usage_cues

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from spacy.language import Language

    from geomap.gazetteer import Gazetteer
    from geomap.model import Article, Usage
    from geomap.recognition.tokens import Tokens

BATCH_SIZE = 32
"""Articles read together; more of them gain less than 2 % and cost memory."""


class Recognizer:
    """Finds the mentions in articles.

    ``gazetteer`` is an open `Gazetteer`; ``model`` the name of an installed spaCy model or any
    ``Language`` that sets entities; ``weights`` a file of scripts/train_recognition.py. The model
    is loaded here, once; an instance may be used for any number of articles.

    Raises `RecognitionError` if there is no such model or file.
    """

    def __init__(
        self,
        gazetteer: Gazetteer,
        *,
        model: str | Language = STOCK_MODEL,
        weights: Path = SHIPPED,
    ) -> None:
        self._language = LanguageModel(model)
        self._finder = MentionFinder(gazetteer, weights=weights)

    def recognize(self, article: Article) -> Article:
        """The article with its mentions: sorted, without overlap, without places yet."""
        return next(self.recognize_all([article]))

    def recognize_all(
        self, articles: Iterable[Article], *, batch_size: int = BATCH_SIZE
    ) -> Iterator[Article]:
        """Each article with its mentions, in the order in which they came.

        At most ``batch_size`` articles are held at once, so ``articles`` may be endless.
        """
        stream = iter(articles)
        while batch := list(islice(stream, batch_size)):
            read = self._language.tokens([article.text for article in batch])
            for article, tokens in zip(batch, read, strict=True):
                mentions = [
                    replace(mention, part=article.part_at(mention.start))
                    for mention in self._finder.mentions(tokens)
                ]
                yield replace(article, mentions=tuple(mentions))


class MentionFinder:
    """Decides which candidates of a text are mentions, and says why."""

    def __init__(self, gazetteer: Gazetteer, *, weights: Path = SHIPPED) -> None:
        self._spellings = Spellings(gazetteer)
        # Trained apart: what a network shows is known for the stock model only.
        self._with_vectors = load_weights(weights, vectors=True)
        self._without_vectors = load_weights(weights, vectors=False)

    def mentions(self, tokens: Tokens) -> list[Mention]:
        """The mentions in a text, sorted and without overlap, each with its evidence.

        ``recognition_score`` is the probability that the span is a name; ``usage`` is None and
        ``usage_score`` that of the likeliest one where it is unsure.
        """
        spans = find_spans(tokens, self._spellings)
        if not spans:
            return []
        weights = self._with_vectors if tokens.network is not None else self._without_vectors
        reading = Reading(tokens, self._spellings, spans)
        cues = [reading.cues(span) for span in spans]
        vectors = context_vectors(tokens, spans)
        scores = weights.accept.scores(cues, vectors)
        chances = [probability(row[0]) for row in scores]
        chosen = best_set(
            [(span.start, span.end) for span in spans],
            [chance - weights.threshold for chance in chances],
        )
        for_usage = [usage_cues(reading, spans[i], cues[i]) for i in chosen]
        rows = None if vectors is None else vectors[chosen]
        mentions = []
        for n, (i, row) in enumerate(
            zip(chosen, weights.usage.scores(for_usage, rows), strict=True)
        ):
            usage, usage_score = _best_usage(row, weights.usage.classes)
            mentions.append(
                Mention(
                    start=tokens.starts[spans[i].start],
                    end=tokens.ends[spans[i].end - 1],
                    text=tokens.span(spans[i].start, spans[i].end),
                    usage=usage if usage_score >= weights.sure else None,
                    usage_score=round(usage_score, 4),
                    recognition_score=round(chances[i], 4),
                    kind_word=kind_word(tokens, spans[i].start, spans[i].end),
                    evidence=weights.accept.reasons(cues[i], None if rows is None else rows[n], 0),
                )
            )
        return mentions


def _best_usage(scores: list[float], classes: tuple[str, ...]) -> tuple[Usage, float]:
    """The likeliest usage and its probability."""
    chances = shares(scores)
    best = max(range(len(chances)), key=chances.__getitem__)
    return cast("Usage", classes[best]), chances[best]
