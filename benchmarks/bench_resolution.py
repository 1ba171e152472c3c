"""Resolution: how often the right place is chosen, and what it costs.

Accuracy: given the spans, and end to end with our recogniser, on each development corpus; by
rankers that did not see the document (folds) and by rankers that saw nothing of the corpus (left
out), with the publisher hidden and known, beside the floor: the country, else the first-level unit,
else the largest place of the name.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1] / "scripts"))

import train_resolution as training
from resolution_examples import CORPORA, Judge, articles, recognised

from benchmarks import resolution_tables as tables
from geomap.articles import read_articles
from geomap.evaluation import Scores, Toponym, evaluate, gold_article, read_gold, toponyms
from geomap.gazetteer import Gazetteer, build_gazetteer
from geomap.gazetteer.folding import fold
from geomap.recognition import Recognizer
from geomap.resolution import OutletProfile, Resolver, Weights, build_profile
from geomap.resolution.resolver import BATCH

if TYPE_CHECKING:
    from geomap.evaluation import GoldDocument, Rates
    from geomap.gazetteer import Match
    from geomap.model import Article, Place

NEWS = ("lgl", "trnews", "gwn", "geovirus")
_FIRST_NEWS = 60
_ROUNDS = 4
POOLED = ("lgl", "trnews", "gwn")
ASSOCIATIVE = {"gwn": ("Demonym", "Homonym", "Language", "Embedded_Non_Lit")}
Pairs = list[tuple["GoldDocument", "Article"]]


class Floor:
    """Resolves a name to the country, else the region, else the most populous place called so."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer

    def resolve(self, article: Article) -> Article:
        """The article with the floor's places."""
        mentions = (replace(m, place=self._place(m.text)) for m in article.mentions)
        return replace(article, mentions=tuple(mentions))

    def _place(self, name: str) -> Place | None:
        matches = self._gazetteer.lookup(name, limit=None)
        if not matches:
            return self._gazetteer.demonym(name)
        return max(matches, key=_fame).place


def _fame(match: Match) -> tuple[bool, bool, int, str]:
    place = match.place
    return place.group == "country", place.group == "region", place.population or 0, place.id


def accuracy(corpora: Path) -> None:
    """Print accuracy given the spans, how far scores can be relied on, then end to end."""
    gazetteer = Gazetteer.open(build_gazetteer(progress=False))
    recognizer, judge = Recognizer(gazetteer), Judge(gazetteer)
    spans = {
        corpus: list(articles(corpora, corpus, recognizer, limit=training.LIMITS.get(corpus)))
        for corpus in CORPORA
    }
    print("given the spans (right: 161 km, or the same country, region or part of the world)")
    tables.floor_and_ceiling(_names(gazetteer, spans), judge, gazetteer)
    print("\nby rankers that did not see the document (folds)")
    weights, hidden, known = training.train(gazetteer, spans, judge)
    training.figures("hidden", hidden, dict(weights.accept))
    training.figures("known", known, dict(weights.accept))
    mirrored = int(hidden.mentions[hidden.mirrored].sum())
    print(f"of wiktor, {mirrored} names lie at the chosen place but for the sign of the longitude:")
    training.figures("without", tables.without_mirrored(_only(hidden, "wiktor")), weights.accept)
    tables.reliability("publisher hidden", hidden, dict(weights.accept))
    tables.kept("publisher hidden", hidden, dict(weights.accept))
    print("\nby rankers that saw nothing of the corpus (left out)")
    unseen: dict[str, Weights] = {}
    for corpus in CORPORA:
        others = {other: spans[other] for other in CORPORA if other != corpus}
        unseen[corpus], _, _ = training.train(gazetteer, others, judge)
        alone = {corpus: spans[corpus]}
        for label, profile in (
            ("hidden", OutletProfile()),
            ("known", training.learned_profile(gazetteer, alone, unseen[corpus])),
        ):
            made = training.reckoned(gazetteer, alone, unseen[corpus], profile)
            found = training.answers(made, unseen[corpus], judge)
            training.figures(label, found, dict(unseen[corpus].accept))
    _end_to_end(gazetteer, {c: list(recognised(corpora, c, recognizer)) for c in NEWS}, unseen)
    print(tables.PUBLISHED)
    _memory(corpora)


def _names(
    gazetteer: Gazetteer, spans: dict[str, Pairs]
) -> dict[str, list[tuple[Article, int, Toponym, Place | None, list[Place]]]]:
    """Each gold name with its article and mention, the floor's place and all candidates."""
    floor, finder = Floor(gazetteer), Resolver(gazetteer)
    found: dict[str, list[tuple[Article, int, Toponym, Place | None, list[Place]]]] = {}
    for corpus, pairs in spans.items():
        found[corpus] = []
        for document, article in pairs:
            gold = {(t.start, t.end): t for t in document.toponyms if t.placed}
            reckoned = finder.reckon([article])
            readings = [candidates.readings for candidates in reckoned.rows.candidates]
            for index, mention in enumerate(floor.resolve(article).mentions):
                truth = gold.get((mention.start, mention.end))
                if truth is not None:
                    places = [r.place for r in readings[reckoned.layout.name_of[index]]]
                    found[corpus].append((article, index, truth, mention.place, places))
    return found


def _only(found: training.Answers, corpus: str) -> training.Answers:
    here = found.corpus == corpus
    return replace(
        found, **{key: getattr(found, key)[here] for key in training.Answers.__annotations__}
    )


def _end_to_end(gazetteer: Gazetteer, found: dict[str, Pairs], unseen: dict[str, Weights]) -> None:
    print("\nend to end, precision / recall / F1 at 161 km; pooled: lgl, trnews, gwn")
    shipped, none = Weights.load(), OutletProfile()
    for label, weights_of, known in (
        ("floor", None, False),
        ("shipped, hidden", dict.fromkeys(NEWS, shipped), False),
        ("shipped, known", dict.fromkeys(NEWS, shipped), True),
        ("left out, hidden", unseen, False),
        ("left out, known", unseen, True),
    ):
        every, plain = [], []
        for corpus in NEWS:
            pairs = found[corpus]
            resolve = Floor(gazetteer).resolve
            if weights_of is not None:
                weights = weights_of[corpus]
                first = Resolver(gazetteer, weights=weights, profile=none)
                read = first.resolve_all(article for _, article in pairs)
                profile = build_profile(read) if known else none
                resolve = Resolver(gazetteer, weights=weights, profile=profile).resolve
            documents = [document for document, _ in pairs]
            predictions = {d.id: toponyms(resolve(article)) for d, article in pairs}
            every.append(evaluate(documents, predictions))
            fewer = [
                _without_demonyms(d, gazetteer, ASSOCIATIVE.get(corpus, ())) for d in documents
            ]
            spoken = {
                d.id: [t for t in predictions[d.id] if not _is_demonym(d, t, gazetteer)]
                for d in documents
            }
            plain.append(evaluate(fewer, spoken))
        for name, scores in (("", every), (" demonyms out", plain)):
            cells = [f"{c} {_rates(s.end_to_end)}" for c, s in zip(NEWS, scores, strict=True)]
            pooled = Scores([t for s in scores[: len(POOLED)] for t in s.tallies])
            print(f"{label + name:<31}{'  '.join(cells)}  pooled {_rates(pooled.end_to_end)}")


def _is_demonym(document: GoldDocument, name: Toponym, gazetteer: Gazetteer) -> bool:
    return gazetteer.is_demonym(document.text[name.start : name.end])


def _without_demonyms(
    document: GoldDocument, gazetteer: Gazetteer, ignored: tuple[str, ...]
) -> GoldDocument:
    """The document with demonyms, and gold of the types ``ignored``, counting neither way."""
    out = [t for t in document.toponyms if t.type in ignored or _is_demonym(document, t, gazetteer)]
    return replace(
        document,
        toponyms=tuple(t for t in document.toponyms if t not in out),
        ignore=(*document.ignore, *((t.start, t.end) for t in out)),
    )


def _memory(corpora: Path) -> None:
    """Print the most memory that a process held that parsed a corpus, with all it loads."""
    command = [
        sys.executable,
        "-m",
        "geomap",
        "parse",
        str(corpora / "lgl.jsonl"),
        "-o",
        os.devnull,
    ]
    subprocess.run(command, check=True)  # noqa: S603 - our own command
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"geomap parse of lgl: at most {peak:.0f} MB")


def _rates(rates: Rates) -> str:
    return " / ".join(
        "-" if share is None else f"{share:.3f}"
        for share in (rates.precision, rates.recall, rates.f1)
    )


def speed() -> None:
    """Print what resolution costs an article, beside recognition in the same run.

    The example stories name a place every ten words. Where `GEOMAP_CORPORA` is set, news as dense
    as it comes is measured, too.
    """
    examples = list(read_articles([Path(__file__).parents[1] / "examples"]))
    _cost("example stories", examples)
    corpora = os.environ.get("GEOMAP_CORPORA")
    if not corpora:
        print("GEOMAP_CORPORA is not set: news of the corpora is not measured")
        return
    for corpus in ("lgl", "trnews", "geovirus"):
        documents = islice(read_gold(Path(corpora) / f"{corpus}.jsonl"), _FIRST_NEWS)
        news = [gold_article(document) for document in documents]
        _cost(corpus, news)
    stream = [
        gold_article(document)
        for corpus in NEWS
        for document in read_gold(Path(corpora) / f"{corpus}.jsonl")
    ]
    _cost("all news in one stream", stream)


def _cost(title: str, stories: list[Article]) -> None:
    """Print both costs of a pass over the stories, and of passes over what was read before.

    Each is the least of `_ROUNDS`, as others use the machine, too.
    """
    words = sum(len(story.text.split()) for story in stories)
    first, again = [], []
    for _ in range(_ROUNDS):
        gazetteer = Gazetteer.open(build_gazetteer(progress=False))  # it remembers no name yet
        fold.cache_clear()
        recognizer = Recognizer(gazetteer)
        # The models of a language are loaded once, with its first text.
        list(recognizer.recognize_all({story.language: story for story in stories}.values()))
        resolver = Resolver(gazetteer)
        first.append(_pass(stories, recognizer, resolver))
        again.append(_pass(stories, recognizer, resolver))
    mentions = first[0][0]
    print(f"{title}: {len(stories)} of {words} words, {mentions} mentions; CPU ms for 600 words")
    for label, passes in (("names new", first), ("names known", again)):
        _, recognition, resolution = map(min, zip(*passes, strict=True))
        cells = [f"{seconds * 1000 * 600 / words:7.2f}" for seconds in (recognition, resolution)]
        share = f"{resolution / recognition:6.1%}"
        print(f"{label:<16}recognition {cells[0]}  resolution {cells[1]}  {share}")


def _pass(
    stories: list[Article], recognizer: Recognizer, resolver: Resolver
) -> tuple[int, float, float]:
    """Mentions, CPU seconds of recognition and of resolution, sixteen articles in turn."""
    mentions, recognition, resolution = 0, 0.0, 0.0
    stream = recognizer.recognize_all(stories)
    while True:
        start = time.process_time()
        found = list(islice(stream, BATCH))
        middle = time.process_time()
        for _ in resolver.resolve_all(found):
            pass
        recognition += middle - start
        resolution += time.process_time() - middle
        mentions += sum(len(story.mentions) for story in found)
        if not found:
            return mentions, recognition, resolution
