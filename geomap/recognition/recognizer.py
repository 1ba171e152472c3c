"""`Recognizer`: articles in, the same articles with their mentions out."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, cast

from geomap.memory import settled_memory
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
from geomap.recognition.languages import LANGUAGES
from geomap.recognition.languages.detection import language_of
from geomap.recognition.spans import kind_word
from geomap.recognition.things import is_no_place
from geomap.recognition.usage import agreed, list_of, usage_cues

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from spacy.language import Language

    from geomap.gazetteer import Gazetteer
    from geomap.model import Article, Part, Usage
    from geomap.recognition.languages.reader import LanguageReader
    from geomap.recognition.tokens import Tokens

BATCH_SIZE = 32
"""Articles read together; more of them gain less than 2 % and cost memory."""


class Recognizer:
    """Finds the mentions in articles.

    ``gazetteer`` is an open `Gazetteer`; ``model`` the name of an installed spaCy model or any
    ``Language`` that sets entities; ``weights`` a file of scripts/train_recognition.py. The model
    is loaded here, once; an instance may be used for any number of articles.

    Each article is read in its language (`geomap.recognition.languages`): what it says it is in,
    else what its text looks like. The reader of a language other than that of the model is loaded
    with the first article in it. What is in no language that is read is read by the model.

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
        self._gazetteer = gazetteer
        self._others = {code for code in LANGUAGES if code != self._language.nlp.lang}
        self._readers: dict[str, LanguageReader] = {}

    @property
    def loaded(self) -> tuple[str, ...]:
        """The languages other than the model's whose readers are loaded, in order of the first."""
        return tuple(self._readers)

    def recognize(self, article: Article) -> Article:
        """The article with its mentions: sorted, without overlap, without places yet."""
        return next(self.recognize_all([article]))

    def recognize_all(
        self, articles: Iterable[Article], *, batch_size: int = BATCH_SIZE
    ) -> Iterator[Article]:
        """Each article with its language and mentions, in the order in which they came.

        ``language`` stays None where it is not to be told. At most ``batch_size`` articles are held
        at once, so ``articles`` may be endless.
        """
        stream = iter(articles)
        with settled_memory():
            while batch := list(islice(stream, batch_size)):
                yield from self._recognize_batch(batch)

    def _recognize_batch(self, batch: Sequence[Article]) -> Iterator[Article]:
        languages = [language_of(article) for article in batch]
        own = [
            article.text
            for article, language in zip(batch, languages, strict=True)
            if language not in self._others
        ]
        read = iter(self._language.tokens(own))
        for article, language in zip(batch, languages, strict=True):
            if language in self._others:
                found = [
                    replace(mention, part=article.part_at(mention.start))
                    for mention in self._reader(language).mentions(article.text)
                ]
            else:
                found = self._finder.mentions(next(read), article.part_at)
            yield replace(article, mentions=tuple(found), language=language)

    def _reader(self, language: str) -> LanguageReader:
        if language not in self._readers:
            from geomap.recognition.languages.reader import LanguageReader

            self._readers[language] = LanguageReader(
                self._gazetteer, self._finder.spellings, language
            )
        return self._readers[language]


class MentionFinder:
    """Decides which candidates of a text are mentions, and says why."""

    def __init__(self, gazetteer: Gazetteer, *, weights: Path = SHIPPED) -> None:
        self.spellings = Spellings(gazetteer)
        # Trained apart: what a network shows is known for the stock model only.
        self._with_vectors = load_weights(weights, vectors=True)
        self._without_vectors = load_weights(weights, vectors=False)

    def mentions(
        self, tokens: Tokens, part_at: Callable[[int], Part] | None = None
    ) -> list[Mention]:
        """The mentions in a text, sorted and without overlap, each with its evidence.

        ``part_at`` says in which part of an article a character stands; without it all is body.
        ``recognition_score`` is the probability that the span is a name; ``usage`` is None and
        ``usage_score`` that of the likeliest one where it is unsure.
        """
        spans = find_spans(tokens, self.spellings)
        if not spans:
            return []
        weights = self._with_vectors if tokens.network is not None else self._without_vectors
        reading = Reading(tokens, self.spellings, spans)
        cues = [reading.cues(span) for span in spans]
        vectors = context_vectors(tokens, spans)
        scores = weights.accept.scores(cues, vectors)
        chances = [
            0.0 if is_no_place(tokens, span) else probability(row[0])
            for span, row in zip(spans, scores, strict=True)
        ]
        chosen = best_set(
            [(span.start, span.end) for span in spans],
            [chance - weights.threshold for chance in chances],
        )
        lists = [list_of(reading, spans[i].start, spans[i].end) for i in chosen]
        for_usage = [
            usage_cues(reading, spans[i], cues[i], words)
            for i, words in zip(chosen, lists, strict=True)
        ]
        rows = None if vectors is None else vectors[chosen]
        usages = agreed([shares(row) for row in weights.usage.scores(for_usage, rows)], lists)
        mentions = []
        for n, (i, own) in enumerate(zip(chosen, usages, strict=True)):
            usage_score = max(own)
            usage = cast("Usage", weights.usage.classes[own.index(usage_score)])
            mentions.append(
                Mention(
                    start=tokens.starts[spans[i].start],
                    end=tokens.ends[spans[i].end - 1],
                    text=spans[i].name,
                    part="body" if part_at is None else part_at(tokens.starts[spans[i].start]),
                    usage=usage if usage_score >= weights.sure else None,
                    usage_score=round(usage_score, 4),
                    recognition_score=round(chances[i], 4),
                    # "Russian territory" is not the territory of that name.
                    kind_word=None
                    if usage == "demonym"
                    else kind_word(tokens, spans[i].start, spans[i].end),
                    evidence=weights.accept.reasons(cues[i], None if rows is None else rows[n], 0),
                )
            )
        return mentions
