"""Mentions -> places: the resolver reads a whole article and says which place each name means."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from geomap.gazetteer.folding import fold
from geomap.model import Candidate, Evidence, Mention, Spelling
from geomap.resolution.candidates import CandidateFinder
from geomap.resolution.decisions import Reckoning, decide
from geomap.resolution.features import feature_matrix, pool, softmax
from geomap.resolution.layout import lay_out
from geomap.resolution.profile import known_homes
from geomap.resolution.ranker import Weights

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geomap.gazetteer import Gazetteer
    from geomap.model import Article
    from geomap.resolution.decisions import Decision
    from geomap.resolution.profile import OutletProfile


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
        decisions = decide(reckoning, self._weights)
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
        layout = lay_out(article, fold, self._finder.holds, self._finder.levels)
        language = None if article.language == "en" else article.language
        rows = pool(
            [
                self._finder.find(name.form, name.kind_word, name.usage, language)
                for name in layout.names
            ]
        )
        prior = softmax(rows.static @ self._weights.prior_vector, rows)
        outlet = self._profile.outlet(article)
        features = feature_matrix(article, layout, rows, prior, self._finder.units_called, outlet)
        return Reckoning(layout, rows, features, prior)

    def _settle(self, mention: Mention, decision: Decision) -> Mention:
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
        # Written out: `dataclasses.replace` takes three times as long, and mentions are many.
        return Mention(
            mention.start,
            mention.end,
            mention.text,
            mention.part,
            mention.usage,
            mention.usage_score,
            mention.recognition_score,
            mention.kind_word,
            place,
            decision.score,
            decision.reason,
            candidates,
            evidence,
        )
