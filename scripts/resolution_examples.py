"""Gold corpora as choices among candidates: what the ranker is trained and measured on."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from geomap.evaluation import gold_article, read_gold
from geomap.resolution.training import Choices
from geomap.sphere import great_circle_km

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from geomap.evaluation import GoldDocument, Toponym
    from geomap.gazetteer import Gazetteer
    from geomap.model import Article, Mention, Place
    from geomap.recognition import Recognizer
    from geomap.resolution.resolver import Reckoning, Resolver

CORPORA = ("lgl", "trnews", "gwn", "geovirus", "wiktor")
NEAR_KM = 161.0
_NEAREST_TOWN_KM = 60.0
_PART_OF_THE_WORLD_KM = 2000.0
_SAME_POINT_KM = 2.0


@dataclass(frozen=True, slots=True)
class Example:
    """One article, reckoned, with the gold name of each of its mentions that has one."""

    corpus: str
    document: str
    article: Article
    reckoning: Reckoning
    gold: dict[int, Toponym]


class Judge:
    """Says whether a place is the one that a gold name means."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._units: dict[tuple[float, float], tuple[str | None, str | None]] = {}

    def near(self, place: Place | None, gold: Toponym) -> bool:
        """Within 161 km of the gold point."""
        return place is not None and _km(place, gold) <= NEAR_KM

    def mirrored(self, place: Place | None, gold: Toponym) -> bool:
        """Near the gold point with the sign of its longitude lost, as in some of WikToR's gold."""
        if gold.lon is None or self.near(place, gold):
            return False
        return self.near(place, replace(gold, lon=-gold.lon))

    def right(self, place: Place | None, gold: Toponym) -> bool:
        """Near, or the same record, country, region or part of the world at another point.

        Gold without a record's number takes the country and region of the town nearest to its
        point: Wikipedia and GeoNames put the point of a country hundreds of kilometres apart.
        """
        if place is None:
            return False
        same = gold.geonameid is not None and gold.geonameid == place.geonameid
        if same or _km(place, gold) <= NEAR_KM:
            return True
        if place.group in {"world", "area", "water", "landform"}:
            return _covers(place, gold)
        if gold.geonameid is not None:
            return False
        country, admin1 = self._around(gold)
        if place.group == "country":
            return country is not None and place.country == country
        return place.group == "region" and place.id == admin1

    def _around(self, gold: Toponym) -> tuple[str | None, str | None]:
        if gold.lat is None or gold.lon is None:
            return None, None
        key = (gold.lat, gold.lon)
        if key not in self._units:
            self._units[key] = (gold.country, None)
            for km in (_NEAREST_TOWN_KM, 8 * _NEAREST_TOWN_KM):
                towns = self._gazetteer.nearby(gold.lat, gold.lon, km, limit=40)
                town = next((place for place, _ in towns if place.group == "town"), None)
                if town is not None:
                    self._units[key] = (gold.country or town.country, town.admin1_id)
                    break
        return self._units[key]


def _covers(place: Place, gold: Toponym) -> bool:
    """Whether a wide area's box holds the gold point, or a continent's point is not too far."""
    box = place.extent
    if place.group == "world" and _km(place, gold) <= _PART_OF_THE_WORLD_KM:
        return True
    if box is None or gold.lat is None or gold.lon is None:
        return False
    across = box.west > box.east and (gold.lon >= box.west or gold.lon <= box.east)
    return box.south <= gold.lat <= box.north and (box.west <= gold.lon <= box.east or across)


def _km(place: Place, gold: Toponym) -> float:
    if place.lat is None or place.lon is None or gold.lat is None or gold.lon is None:
        return math.inf
    return great_circle_km((place.lat, place.lon), (gold.lat, gold.lon))


def gold_spans(document: GoldDocument) -> Article:
    """The document with its gold names as mentions; overlapping ones are left out."""
    article = gold_article(document, spans=True)
    kept: list[Mention] = []
    for mention in article.mentions:
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return replace(article, mentions=tuple(kept))


def with_company(spans: Article, found: Article) -> Article:
    """Gold spans with the recogniser's mentions around them, for texts annotated in part."""
    taken = [(mention.start, mention.end) for mention in spans.mentions]
    extra = [
        mention
        for mention in found.mentions
        if not any(mention.start < end and start < mention.end for start, end in taken)
    ]
    mentions = sorted((*spans.mentions, *extra), key=lambda mention: mention.start)
    return replace(spans, mentions=tuple(mentions))


def articles(
    folder: Path, corpus: str, recognizer: Recognizer | None, *, limit: int | None = None
) -> Iterator[tuple[GoldDocument, Article]]:
    """Documents of a corpus with mentions: gold spans, with company where gold is partial."""
    documents = read_gold(folder / f"{corpus}.jsonl")[:limit]
    if recognizer is None or not any(document.partial for document in documents):
        for document in documents:
            yield document, gold_spans(document)
        return
    plain = [gold_article(document) for document in documents]
    for document, found in zip(documents, recognizer.recognize_all(plain), strict=True):
        yield document, with_company(gold_spans(document), found)


def recognised(
    folder: Path, corpus: str, recognizer: Recognizer, *, limit: int | None = None
) -> Iterator[tuple[GoldDocument, Article]]:
    """Documents of a corpus with the recogniser's mentions."""
    documents = read_gold(folder / f"{corpus}.jsonl")[:limit]
    plain = [gold_article(document) for document in documents]
    yield from zip(documents, recognizer.recognize_all(plain), strict=True)


def examples(
    corpus: str, resolver: Resolver, pairs: Iterable[tuple[GoldDocument, Article]]
) -> list[Example]:
    """The articles reckoned by a resolver, with gold by mention (by exact span)."""
    made = []
    for document, article in pairs:
        gold = {(t.start, t.end): t for t in document.toponyms if t.placed}
        answers = {
            index: gold[mention.start, mention.end]
            for index, mention in enumerate(article.mentions)
            if (mention.start, mention.end) in gold
        }
        if answers:
            reckoning = resolver.reckon([article])
            made.append(Example(corpus, document.id, article, reckoning, answers))
    return made


def choices(made: Iterable[Example], judge: Judge, weight_of: Callable[[str], float]) -> Choices:
    """The names that have a right candidate, as choices; a name counts by its mentions' root.

    Where the gold's own record is among the candidates it alone is right.
    """
    features, sizes, right, weights = [], [], [], []
    for example in made:
        rows, layout = example.reckoning.rows, example.reckoning.layout
        for name, mentions in enumerate(layout.mentions_of):
            golds = [example.gold[index] for index in mentions if index in example.gold]
            readings = rows.candidates[name].readings
            if not golds or not readings:
                continue
            marks = right_readings([reading.place for reading in readings], golds[0], judge)
            if not any(marks):
                continue
            features.append(example.reckoning.features[rows.bounds[name] : rows.bounds[name + 1]])
            sizes.append(len(readings))
            right += marks
            weights.append(weight_of(example.corpus) * math.sqrt(len(golds)))
    return Choices(
        features=np.concatenate(features),
        bounds=np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64),
        right=np.array(right),
        weight=np.array(weights),
    )


def right_readings(places: list[Place], gold: Toponym, judge: Judge) -> list[bool]:
    """Which of the places are right for training: the gold's record, else those at its point.

    Of a town and the units called like it, the one whose point is nearest to the gold's is meant.
    """
    same = [gold.geonameid is not None and place.geonameid == gold.geonameid for place in places]
    if any(same):
        return same
    away = [_km(place, gold) for place in places]
    nearest = min(away)
    if nearest <= NEAR_KM:
        return [km <= nearest + _SAME_POINT_KM for km in away]
    return [judge.right(place, gold) for place in places]
