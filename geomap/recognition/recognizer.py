"""`Recognizer`: articles in, the same articles with their mentions out."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from geomap.model import Mention
from geomap.recognition.language import STOCK_MODEL, LanguageModel
from geomap.recognition.rules import find_by_rules
from geomap.recognition.spans import kind_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.language import Language

    from geomap.gazetteer import Gazetteer
    from geomap.model import Article
    from geomap.recognition.tokens import Tokens

BATCH_SIZE = 32
"""Articles read together; more of them gain less than 2 % and cost memory."""


class Recognizer:
    """Finds the mentions in articles.

    ``gazetteer`` is an open `Gazetteer`; ``model`` the name of an installed spaCy model or any
    ``Language`` that sets entities. Raises `RecognitionError` if there is no such model. The model
    is loaded here, once; an instance may be used for any number of articles.
    """

    def __init__(self, gazetteer: Gazetteer, *, model: str | Language = STOCK_MODEL) -> None:
        self._gazetteer = gazetteer
        self._language = LanguageModel(model)

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
                yield replace(article, mentions=self._mentions(article, tokens))

    def _mentions(self, article: Article, tokens: Tokens) -> tuple[Mention, ...]:
        mentions = []
        for found in find_by_rules(tokens, self._gazetteer):
            start, end = tokens.starts[found.start], tokens.ends[found.end - 1]
            mentions.append(
                Mention(
                    start=start,
                    end=end,
                    text=article.text[start:end],
                    part=article.part_at(start),
                    usage=found.usage,
                    kind_word=kind_word(tokens, found.start, found.end),
                )
            )
        return tuple(mentions)
