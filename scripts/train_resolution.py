"""Train the ranker on gold corpora and print how it does on corpora that it has not seen.

    GEOMAP_CORPORA=... python scripts/train_resolution.py [--limit N] [-o weights.json]

Reads the five development corpora (docs/resolution.md has the data statement), fits the prior, the
ranker and the accept model, prints the figures for each corpus plain and left out, and writes the
weights. Nothing is drawn at random: the same corpora and gazetteer give the same weights.
"""

from __future__ import annotations

import argparse
import os
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from resolution_examples import CORPORA, Example, Judge, articles, choices, examples

from geomap.gazetteer import Gazetteer
from geomap.recognition import Recognizer
from geomap.resolution import OutletProfile, Resolver, Weights, build_profile
from geomap.resolution.columns import STATIC_FEATURES
from geomap.resolution.company import COMPANY_FEATURES
from geomap.resolution.decisions import rank
from geomap.resolution.features import FEATURES
from geomap.resolution.ranker import ACCEPT_FEATURES, SHIPPED
from geomap.resolution.training import Choices, fit_choices, fit_logistic

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geomap.evaluation import GoldDocument
    from geomap.model import Article

# What each feature can only speak for (1) or against (-1); one that comes out the other way tells
# of a corpus, not of the language, and is left out.
SIGNS = dict.fromkeys(
    (
        "log_population",
        "capital",
        "seat_admin1",
        "seat_admin2",
        "log_alternates",
        "name_is_display",
        "name_is_main",
        "kind_word_agrees",
        *COMPANY_FEATURES,
        "contained_by_cue",
        "holds_by_cue",
        "near_by_cue",
        "capital_by_cue",
        "water_after_article",
        "role_agrees",
        "list_same_kind",
        "list_kind_said",
        "list_of_districts",
        "dialled",
        "name_begins_display",
        "district_dwarfs_town",
        "outlet_country_share",
        "outlet_admin1_share",
        "outlet_home_near",
        "outlet_seen",
    ),
    1,
) | dict.fromkeys(
    (
        "alternates_rank",
        "population_rank",
        "key_step",
        "name_unlike_display",
        "kind_word_contradicts",
        "holder_unmet",
        "told_from_namesake",
        "role_contradicts",
        "river_by_short_name",
        "district_called_like_larger",
        "unit_called_like_town",
        "district_called_only_so",
        "region_called_like_city",
    ),
    -1,
)

# What the language makes plain and the corpora hardly show: the weight, and how hard it pulls.
BELIEFS = {
    "kind_word_agrees": (2.0, 30.0),
    "kind_word_contradicts": (-3.0, 30.0),
    "contained_by_cue": (9.0, 60.0),
    "holds_by_cue": (5.0, 30.0),
    "near_by_cue": (5.0, 30.0),
    "capital_by_cue": (4.0, 30.0),
    "told_from_namesake": (-9.0, 60.0),
    "role_contradicts": (-4.0, 20.0),
    "unit_called_like_town": (-1.5, 60.0),
    "district_dwarfs_town": (1.5, 20.0),
    "river_by_short_name": (-4.0, 60.0),
    "district_called_like_larger": (-3.0, 60.0),
    "water_after_article": (12.0, 60.0),
    "role_agrees": (6.0, 20.0),
    "list_kind_said": (6.0, 30.0),
    "list_same_kind": (4.0, 20.0),
    "list_of_districts": (3.0, 40.0),
    "name_is_display": (1.5, 20.0),
    "name_is_main": (1.0, 20.0),
    "name_is_abbreviation": (5.0, 5.0),
    "dialled": (6.0, 40.0),
    "outlet_admin1_share": (3.5, 20.0),
    "outlet_home_near": (2.0, 20.0),
}
# What gold can't teach, as region and seat mostly lie within 161 km of each other: the weight. The
# others are fitted without it, else all other regions are liked the more.
SET = {"region_called_like_city": -3.5, "district_called_only_so": -2.5}
ACCEPT_BELIEFS = {
    "role_agrees": (4.0, 20.0),
    "list_of_districts": (1.5, 20.0),
    "district_dwarfs_town": (1.0, 20.0),
}
SAID = (
    "contained_by_cue",
    "holds_by_cue",
    "near_by_cue",
    "capital_by_cue",
    "kind_word_agrees",
    "list_kind_said",
    "role_agrees",
    "water_after_article",
    "dialled",
)

# Company that may only make an answer surer, too.
SUPPORTING = (
    "parent_country_named",
    "country_named_most",
    "parent_admin1_named",
    "parent_admin2_named",
    "parent_admin1_near",
    "any_admin2_named",
    "any_within_80km",
    "mass_150km",
)

# How much a name counts. WikToR is built to be ambiguous and has twice as many names as the rest;
# two fifths of the others are of LGL, whose local papers mean the town next door.
CORPUS_WEIGHT = {"lgl": 0.5, "wiktor": 0.15}
# Its names of places that are too small for the gazetteer teach what no match looks like: wrong
# answers on it count half as much again for the score.
ACCEPT_WRONG = {"wiktor": 1.5}
ACCEPT_PENALTY = 8.0
LIMITS = {"wiktor": 400}
FOLDS = 5
THRESHOLD = 0.3
Pairs = dict[str, list[tuple["GoldDocument", "Article"]]]


@dataclass(frozen=True, slots=True)
class Answers:
    """The best candidate of each name with gold: what the accept model sees, and the truth."""

    corpus: np.ndarray
    values: np.ndarray
    share: np.ndarray
    near: np.ndarray
    right: np.ndarray
    mirrored: np.ndarray
    mentions: np.ndarray


def weight_of(corpus: str) -> float:
    """How much a name of the corpus counts in training."""
    return CORPUS_WEIGHT.get(corpus, 1.0)


@dataclass(frozen=True, slots=True)
class Material:
    """Articles of a training set, reckoned without and with what is known of their publishers."""

    prior: dict[str, float]
    hidden: list[Example]
    known: list[Example]


def prepare(gazetteer: Gazetteer, pairs: Pairs, judge: Judge) -> Material:
    """Fit the prior, then reckon all articles twice: publisher hidden, publisher known.

    What is known of the publishers are the first-pass answers of a ranker on the articles
    themselves, gold unseen.
    """
    start = Weights({}, {}, {}, 0.0)
    prior = fit_prior(reckoned(gazetteer, pairs, start, OutletProfile()), judge)
    first = Weights(prior, {}, {}, 0.0)
    hidden = reckoned(gazetteer, pairs, first, OutletProfile())
    first = Weights(prior, fit_rank(hidden, judge), {}, 0.0)
    profile = learned_profile(gazetteer, pairs, first)
    return Material(prior, hidden, reckoned(gazetteer, pairs, first, profile))


def learned_profile(gazetteer: Gazetteer, pairs: Pairs, weights: Weights) -> OutletProfile:
    """The publishers of all articles as the ranker sees them."""
    resolver = Resolver(gazetteer, weights=weights, profile=OutletProfile())
    every = [article for corpus in pairs for _, article in pairs[corpus]]
    return build_profile(resolver.resolve_all(every))


def reckoned(
    gazetteer: Gazetteer, pairs: Pairs, weights: Weights, profile: OutletProfile
) -> list[Example]:
    """The articles of all corpora, reckoned under the weights' prior."""
    resolver = Resolver(gazetteer, weights=weights, profile=profile)
    return [made for corpus in pairs for made in examples(corpus, resolver, pairs[corpus])]


def fit_prior(made: list[Example], judge: Judge) -> dict[str, float]:
    """Weights of the features that need no article."""
    return _fitted(made, judge, STATIC_FEATURES)


def fit_rank(made: list[Example], judge: Judge) -> dict[str, float]:
    """Weights of all features."""
    return _fitted(made, judge, FEATURES)


def _fitted(made: list[Example], judge: Judge, names: Sequence[str]) -> dict[str, float]:
    """Weights of the first features, those of `SET` as they are."""
    data = choices(made, judge, weight_of)
    features = data.features[:, : len(names)].copy()
    features[:, [names.index(name) for name in SET]] = 0.0
    fitted = fit_choices(
        Choices(features, data.bounds, data.right, data.weight),
        names,
        signs=SIGNS,
        beliefs=BELIEFS,
    )
    return fitted | SET


def answers(made: Iterable[Example], weights: Weights, judge: Judge) -> Answers:
    """What the ranker answers for each name with gold that has candidates."""
    columns: dict[str, list[Any]] = {key: [] for key in Answers.__annotations__}
    for example in made:
        rows = example.reckoning.rows
        ranking = rank(example.reckoning, weights)
        values = ranking.best.values()
        place_of = {name: at for at, name in enumerate(rows.named.tolist())}
        for name, mentions in enumerate(example.reckoning.layout.mentions_of):
            golds = [example.gold[index] for index in mentions if index in example.gold]
            if not golds:
                continue
            at = place_of.get(name)
            place = None
            if at is not None:
                row = int(ranking.first[at] - rows.bounds[name])
                place = rows.candidates[name].readings[row].place
            columns["corpus"].append(example.corpus)
            columns["mentions"].append(len(golds))
            columns["near"].append(judge.near(place, golds[0]))
            columns["right"].append(judge.right(place, golds[0]))
            columns["mirrored"].append(judge.mirrored(place, golds[0]))
            columns["share"].append(0.0 if at is None else ranking.best.share[at])
            columns["values"].append(np.zeros(len(ACCEPT_FEATURES)) if at is None else values[at])
    return Answers(**{key: np.array(values) for key, values in columns.items()})


def fit_accept(found: Answers) -> dict[str, float]:
    """The accept model, from answers of rankers that did not see the documents.

    What is known of a publisher and what the text says of the place may only make an answer surer;
    and many namesakes only less sure; what comes out otherwise is left out, and the rest is fitted
    again.
    """
    has = (found.values[:, 0] > 0) & ~found.mirrored
    wrong = np.array([ACCEPT_WRONG.get(corpus, 1.0) for corpus in found.corpus])
    weight = np.where(found.right, 1.0, wrong) * np.sqrt(found.mentions)
    values, right = found.values[has], found.right[has].astype(float)
    values[:, [ACCEPT_FEATURES.index(feature) for feature in SET]] = 0.0  # hardly ever not 0
    while True:
        accept = fit_logistic(
            values,
            right,
            weight[has],
            ACCEPT_FEATURES,
            beliefs=ACCEPT_BELIEFS,
            penalty=ACCEPT_PENALTY,
        )
        against = [
            index
            for index, feature in enumerate(ACCEPT_FEATURES)
            if accept.get(feature, 0.0) * _accept_sign(feature) < 0
        ]
        if not against:
            return accept
        values = values.copy()
        values[:, against] = 0.0


def _accept_sign(feature: str) -> int:
    if feature in SAID or feature in SUPPORTING or "outlet" in feature:
        return 1
    return -1 if "log_candidates" in feature else 0


def out_of_fold(material: Material, judge: Judge) -> tuple[Answers, Answers]:
    """Answers on each document by a ranker trained on the other folds: hidden, known."""
    parts: tuple[list[Answers], list[Answers]] = ([], [])
    for fold in range(FOLDS):
        rank = fit_rank(
            [made for made in (*material.hidden, *material.known) if _fold(made.document) != fold],
            judge,
        )
        weights = Weights(material.prior, rank, {}, 0.0)
        for part, every in zip(parts, (material.hidden, material.known), strict=True):
            inside = [made for made in every if _fold(made.document) == fold]
            part.append(answers(inside, weights, judge))
    return joined(parts[0]), joined(parts[1])


def joined(parts: Iterable[Answers]) -> Answers:
    """Several answers as one."""
    every = list(parts)
    return Answers(
        **{key: np.concatenate([getattr(p, key) for p in every]) for key in Answers.__annotations__}
    )


def _fold(document: str) -> int:
    return zlib.crc32(document.encode()) % FOLDS


def train(gazetteer: Gazetteer, pairs: Pairs, judge: Judge) -> tuple[Weights, Answers, Answers]:
    """The finished weights, and the out-of-fold answers that the accept model was fitted on."""
    material = prepare(gazetteer, pairs, judge)
    hidden, known = out_of_fold(material, judge)
    rank = fit_rank([*material.hidden, *material.known], judge)
    accept = fit_accept(joined([hidden, known]))
    return Weights(material.prior, rank, accept, THRESHOLD, tuple(pairs)), hidden, known


def acceptance(found: Answers, accept: dict[str, float]) -> np.ndarray:
    """The calibrated score of each answer."""
    vector = np.array([accept.get(feature, 0.0) for feature in ACCEPT_FEATURES])
    return np.where(found.values[:, 0] > 0, 1 / (1 + np.exp(-(found.values @ vector))), 0.0)


def figures(label: str, found: Answers, accept: dict[str, float]) -> None:
    """One line a corpus: accuracy, calibration, what is kept at a score of .9."""
    scores = acceptance(found, accept)
    groups = [(corpus, found.corpus == corpus) for corpus in CORPORA if corpus in found.corpus]
    if len(groups) > 1:
        groups.append(("news", found.corpus != "wiktor"))
    for corpus, here in groups:
        count = found.mentions[here]
        near, right = found.near[here], found.right[here]
        sure = scores[here] >= 0.9  # noqa: PLR2004
        print(
            f"{label:<10}{corpus:<10} n {count.sum():>5}"
            f"  acc@161 {mean(near, count):.3f}  place right {mean(right, count):.3f}"
            f"  ECE {ece(scores[here], right, count):.3f}"
            f"  at .9: kept {mean(sure, count):.2f} right {mean(right[sure], count[sure]):.3f}"
        )


def mean(values: np.ndarray, count: np.ndarray) -> float:
    """The mean of values that stand for as many names each."""
    return float((values * count).sum() / count.sum()) if count.sum() else float("nan")


def ece(scores: np.ndarray, right: np.ndarray, count: np.ndarray) -> float:
    """Expected calibration error in ten equal bins, of the answers that were given."""
    given = scores > 0
    total, error = count[given].sum(), 0.0
    bins = np.minimum((scores * 10).astype(int), 9)
    for index in range(10):
        here = given & (bins == index)
        if here.any():
            gap = abs(mean(scores[here], count[here]) - mean(right[here], count[here]))
            error += gap * count[here].sum() / total
    return float(error)


def main() -> None:
    """Train, print the figures, write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--limit", type=int, help="documents a corpus, for a quick look")
    parser.add_argument("--left-out", action="store_true", help="also leave each corpus out")
    parser.add_argument("-o", "--output", type=Path, default=SHIPPED)
    options = parser.parse_args()
    folder = Path(os.environ["GEOMAP_CORPORA"])
    gazetteer = Gazetteer.open()
    judge = Judge(gazetteer)
    recognizer = Recognizer(gazetteer)
    pairs: Pairs = {
        corpus: list(
            articles(folder, corpus, recognizer, limit=options.limit or LIMITS.get(corpus))
        )
        for corpus in CORPORA
    }
    weights, hidden, known = train(gazetteer, pairs, judge)
    figures("hidden", hidden, dict(weights.accept))
    figures("known", known, dict(weights.accept))
    weights.save(options.output)
    if options.left_out:
        for corpus in CORPORA:
            unseen, _, _ = train(gazetteer, {c: pairs[c] for c in CORPORA if c != corpus}, judge)
            alone = {corpus: pairs[corpus]}
            nothing = OutletProfile()
            made = reckoned(gazetteer, alone, unseen, nothing)
            figures("left out", answers(made, unseen, judge), dict(unseen.accept))
            profile = learned_profile(gazetteer, alone, unseen)
            made = reckoned(gazetteer, alone, unseen, profile)
            figures("... known", answers(made, unseen, judge), dict(unseen.accept))


if __name__ == "__main__":
    main()
