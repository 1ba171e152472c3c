"""Mentions -> places: the resolver reads a whole article and says which place each name means."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from geomap.gazetteer.folding import fold
from geomap.model import Candidate, Evidence, Spelling
from geomap.resolution.candidates import CandidateFinder
from geomap.resolution.evidence import MOST, evidence_for
from geomap.resolution.features import FEATURES, Pool, feature_matrix, pool, softmax
from geomap.resolution.layout import Layout, Name, lay_out
from geomap.resolution.profile import known_homes
from geomap.resolution.ranker import Weights

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    from geomap.gazetteer import Gazetteer
    from geomap.model import Article, Mention, Place
    from geomap.resolution.candidates import NameCandidates
    from geomap.resolution.profile import OutletProfile

KEPT = 5
"""Candidates that a mention keeps at most, the chosen one among them."""

_ALWAYS_KEPT = 2
_CUE = FEATURES.index("contained_by_cue")
_DIRECTIONS = frozenset({"north", "south", "east", "west"})
_WORTH_KEEPING = 0.001


@dataclass(frozen=True, slots=True)
class Reckoning:
    """An article worked out as far as numbers go: what training and resolving share."""

    layout: Layout
    rows: Pool
    features: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Decision:
    """What was decided for one name; all its mentions get it."""

    place: Place | None
    score: float | None
    reason: str | None
    candidates: tuple[Candidate, ...] = ()
    evidence: tuple[Evidence, ...] = ()


class Resolver:
    """Gives each mention of an article its place, its score and the reasons.

    The answer depends on the article, the gazetteer, the weights and the profile alone: not on the
    articles read before, their order, or the process. Names that could not be placed keep their
    candidates and a reason. ``profile`` tells of the publishers (`build_profile`); without one the
    homes of some well-known outlets are used.
    """

    def __init__(
        self,
        gazetteer: Gazetteer,
        *,
        weights: Weights | None = None,
        profile: OutletProfile | None = None,
    ) -> None:
        self._gazetteer = gazetteer
        self._profile = known_homes() if profile is None else profile
        self._weights = weights or Weights.load()
        self._finder = CandidateFinder(gazetteer)

    def resolve(self, article: Article) -> Article:
        """The article with a place, or a reason for none, on each of its mentions."""
        if not article.mentions:
            return article
        reckoning = self.reckon(article)
        scores = reckoning.features @ self._weights.rank_vector
        odds = softmax(scores, reckoning.rows)
        decisions = [
            self._decide(name, index, reckoning, scores, odds)
            for index, name in enumerate(reckoning.layout.names)
        ]
        mentions = tuple(
            self._settle(mention, decisions[name])
            for mention, name in zip(article.mentions, reckoning.layout.name_of, strict=True)
        )
        return replace(article, mentions=mentions)

    def resolve_all(self, articles: Iterable[Article]) -> Iterator[Article]:
        """The articles, resolved one by one, in their order."""
        for article in articles:
            yield self.resolve(article)

    def reckon(self, article: Article) -> Reckoning:
        """The names, candidates and features of an article, without a choice among them."""
        layout = lay_out(article, fold, self._finder.holds)
        rows = pool(
            [self._finder.find(name.form, name.kind_word, name.usage) for name in layout.names]
        )
        prior = softmax(rows.static @ self._weights.prior_vector, rows)
        outlet = self._profile.outlet(article)
        features = feature_matrix(article, layout, rows, prior, self._finder.units_called, outlet)
        return Reckoning(layout, rows, features)

    def _decide(
        self,
        name: Name,
        index: int,
        reckoning: Reckoning,
        scores: NDArray[np.float64],
        odds: NDArray[np.float64],
    ) -> _Decision:
        rows = reckoning.rows
        found: NameCandidates = rows.candidates[index]
        first = int(rows.bounds[index])
        if not found.readings:
            return _Decision(None, None, found.reason)
        # Rounded, and stable, so that equal candidates keep the gazetteer's order everywhere.
        own = np.round(scores[first : first + len(found.readings)], 9)
        order: list[int] = np.argsort(-own, kind="stable").tolist()
        best = order[0]
        share = float(odds[first + best])
        score = self._weights.acceptance(reckoning.features[first + best], share, len(order))
        rest = min(1.0, (1 - score) / (1 - share)) if share < 1 else 0.0
        shares = reckoning.features[first : first + len(order)] * self._weights.rank_vector
        kept = tuple(
            Candidate(
                place=found.readings[i].place,
                score=round(score if i == best else float(odds[first + i]) * rest, 4),
                spelling=found.readings[i].spelling,
                evidence=evidence_for(
                    found.readings[i],
                    shares[i],
                    shares[best] if i != best else shares[order[1]] if len(order) > 1 else None,
                    reckoning.features[first + i],
                    form=name.form,
                    kind_word=name.kind_word,
                    most=MOST if i == best else MOST // 2,
                ),
            )
            for rank, i in enumerate(order[:KEPT])
            if rank < _ALWAYS_KEPT or odds[first + i] >= _WORTH_KEEPING
        )
        place = kept[0].place
        if _is_direction(name) and not reckoning.features[first + best, _CUE]:
            reason = "a direction or a part of the world, no single place"
            return _Decision(None, round(score, 4), reason, kept, kept[0].evidence)
        if score < self._weights.threshold:
            reason = (
                f"too unsure: {place.name} would be the best guess, with a score of {score:.2f}"
            )
            return _Decision(None, round(score, 4), reason, kept, kept[0].evidence)
        return _Decision(place, round(score, 4), None, kept, kept[0].evidence)

    def _settle(self, mention: Mention, decision: _Decision) -> Mention:
        place, candidates, evidence = decision.place, decision.candidates, decision.evidence
        # Only hand-kept records stand for another place; asking for each costs more than ranking.
        if place is not None and place.geonameid is None and mention.usage != "literal":
            city = self._gazetteer.metonym_of(place)
            if city is not None:
                said = Evidence("metonym", 0.0, f"{place.name} stands for {city.name}")
                evidence = (said, *evidence)
                standing = Candidate(
                    city, candidates[0].score, Spelling(mention.text, "curated"), evidence
                )
                place, candidates = city, (standing, *candidates[1:])
        return replace(
            mention,
            place=place,
            score=decision.score,
            reason=decision.reason,
            candidates=candidates,
            evidence=evidence,
        )


def _is_direction(name: Name) -> bool:
    """Whether a name is a compass word alone: towns and regions of that name are rarely meant."""
    return name.kind_word is None and fold(name.form) in _DIRECTIONS
