"""Resolution: how often the right place is chosen, and what it costs.

Accuracy: given the spans, and end to end with our recogniser, on each development corpus; by
rankers that did not see the document (folds) and by rankers that saw nothing of the corpus (left
out), with the publisher hidden and known, beside the floor: the country, else the first-level unit,
else the largest place of the name.
"""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1] / "scripts"))

import train_resolution as training
from resolution_examples import CORPORA, Judge, articles, recognised

from geomap.articles import read_articles
from geomap.evaluation import Toponym, evaluate, toponyms
from geomap.gazetteer import Gazetteer, build_gazetteer
from geomap.recognition import Recognizer
from geomap.resolution import OutletProfile, Resolver, Weights, build_profile

if TYPE_CHECKING:
    from geomap.evaluation import GoldDocument, Rates
    from geomap.gazetteer import Match
    from geomap.model import Article, Place

NEWS = ("lgl", "trnews", "gwn", "geovirus")
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
    """Print accuracy given the spans, then end to end."""
    gazetteer = Gazetteer.open(build_gazetteer(progress=False))
    recognizer, judge = Recognizer(gazetteer), Judge(gazetteer)
    spans = {
        corpus: list(articles(corpora, corpus, recognizer, limit=training.LIMITS.get(corpus)))
        for corpus in CORPORA
    }
    print("given the spans (right: 161 km, or the same country, region or part of the world)")
    _floor_given_spans(gazetteer, spans, judge)
    weights, hidden, known = training.train(gazetteer, spans, judge)
    training.figures("folds", hidden, dict(weights.accept))
    training.figures("+ outlet", known, dict(weights.accept))
    unseen: dict[str, Weights] = {}
    for corpus in CORPORA:
        others = {other: spans[other] for other in CORPORA if other != corpus}
        unseen[corpus], _, _ = training.train(gazetteer, others, judge)
        alone = {corpus: spans[corpus]}
        for label, profile in (
            ("left out", OutletProfile()),
            ("+ outlet", training.learned_profile(gazetteer, alone, unseen[corpus])),
        ):
            made = training.reckoned(gazetteer, alone, unseen[corpus], profile)
            found = training.answers(made, unseen[corpus], judge)
            training.figures(label, found, dict(unseen[corpus].accept))
    found = {c: list(recognised(corpora, c, recognizer)) for c in NEWS}
    _end_to_end(gazetteer, found, unseen)


def _floor_given_spans(gazetteer: Gazetteer, spans: dict[str, Pairs], judge: Judge) -> None:
    floor, finder = Floor(gazetteer), Resolver(gazetteer)
    for corpus, pairs in spans.items():
        near = right = reach = count = 0
        for document, article in pairs:
            gold = {(t.start, t.end): t for t in document.toponyms if t.placed}
            resolved = finder.reckon(article)
            readings = [found.readings for found in resolved.rows.candidates]
            for index, mention in enumerate(floor.resolve(article).mentions):
                truth = gold.get((mention.start, mention.end))
                if truth is None:
                    continue
                places = [r.place for r in readings[resolved.layout.name_of[index]]]
                count += 1
                near += judge.near(mention.place, truth)
                right += judge.right(mention.place, truth)
                reach += any(judge.right(place, truth) for place in places)
        print(
            f"floor     {corpus:<10} n {count:>5}  acc@161 {near / count:.3f}"
            f"  place right {right / count:.3f}  among the candidates {reach / count:.3f}"
        )


def _end_to_end(gazetteer: Gazetteer, found: dict[str, Pairs], unseen: dict[str, Weights]) -> None:
    print("\nend to end, precision / recall / F1 at 161 km (pooled recall: demonyms out)")
    shipped = Weights.load()
    none = OutletProfile()
    for label, weights_of, known in (
        ("floor", None, False),
        ("shipped (saw the corpus)", dict.fromkeys(NEWS, shipped), False),
        ("shipped + outlet", dict.fromkeys(NEWS, shipped), True),
        ("left out", unseen, False),
        ("left out + outlet", unseen, True),
    ):
        cells, pooled = [], [0, 0]
        for corpus in NEWS:
            pairs = found[corpus]
            resolve = Floor(gazetteer).resolve
            if weights_of is not None:
                weights = weights_of[corpus]
                plain = Resolver(gazetteer, weights=weights, profile=none)
                every = [article for _, article in pairs]
                profile = build_profile(plain.resolve_all(every)) if known else none
                resolve = Resolver(gazetteer, weights=weights, profile=profile).resolve
            documents = [document for document, _ in pairs]
            predictions = {d.id: toponyms(resolve(article)) for d, article in pairs}
            cells.append(f"{corpus} {_rates(evaluate(documents, predictions).end_to_end)}")
            if corpus in POOLED:
                _pool(pooled, gazetteer, documents, predictions, ASSOCIATIVE.get(corpus, ()))
        print(f"{label:<26}{'  '.join(cells)}  pooled recall {pooled[0] / pooled[1]:.3f}")


def _pool(
    pooled: list[int],
    gazetteer: Gazetteer,
    documents: list[GoldDocument],
    predictions: dict[str, list[Toponym]],
    ignored: tuple[str, ...],
) -> None:
    """Count the gold names that are no demonyms, and those found and near."""
    for document in documents:
        kept = tuple(
            t
            for t in document.toponyms
            if t.type not in ignored and not gazetteer.is_demonym(document.text[t.start : t.end])
        )
        rates = evaluate([replace(document, toponyms=kept)], predictions).end_to_end
        placed = sum(t.placed for t in kept)
        pooled[0] += round((rates.recall or 0) * placed)
        pooled[1] += placed


def _rates(rates: Rates) -> str:
    return " / ".join(
        "-" if share is None else f"{share:.3f}"
        for share in (rates.precision, rates.recall, rates.f1)
    )


def speed() -> None:
    """Print what resolution costs an article, beside recognition in the same run."""
    gazetteer = Gazetteer.open(build_gazetteer(progress=False))
    recognizer = Recognizer(gazetteer)
    stories = list(read_articles([Path(__file__).parents[1] / "examples"]))
    words = sum(len(story.text.split()) for story in stories)
    start = time.process_time()
    found = list(recognizer.recognize_all(stories))
    recognition = time.process_time() - start
    start = time.process_time()
    resolver = Resolver(gazetteer)
    for story in found:
        resolver.resolve(story)
    cold = time.process_time() - start
    start = time.process_time()
    for story in found:
        resolver.resolve(story)
    warm = time.process_time() - start
    mentions = sum(len(story.mentions) for story in found)
    print(f"{len(stories)} stories, {words} words, {mentions} mentions; CPU ms for 600 words")
    for label, seconds in (("recognition", recognition), ("cold", cold), ("names known", warm)):
        print(f"{label:<14}{seconds * 1000 * 600 / words:8.2f}  {seconds / recognition:6.1%}")
