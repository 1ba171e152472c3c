"""Mentions -> places: the resolver reads a whole article and says which place each name means."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from geomap.gazetteer.folding import fold
from geomap.memory import settled_memory, uncollected
from geomap.model import Candidate, Evidence, Spelling, make_mention
from geomap.resolution.candidates import CandidateFinder
from geomap.resolution.companies import CALLED_AFTER_TOWNS
from geomap.resolution.decisions import Reckoning, decide
from geomap.resolution.features import feature_matrix
from geomap.resolution.layout import lay_out
from geomap.resolution.names import joined
from geomap.resolution.pool import points_of, pool, softmax
from geomap.resolution.profile import known_homes
from geomap.resolution.ranker import Weights

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from geomap.gazetteer import Gazetteer
    from geomap.model import Article, Mention
    from geomap.resolution.decisions import Decision
    from geomap.resolution.names import Layout
    from geomap.resolution.profile import OutletProfile


_HALF = 0.5
_NOWHERE: frozenset[str] = frozenset()
_STREAM = "H.STM"
_DRY = frozenset({"town", "district"})
BATCH = 16
"""Articles that are worked out at once: most steps cost as much for one as for all of them."""


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
        self._profile = known_homes() if profile is None else profile
        self._weights = weights or Weights.load()
        self._finder = CandidateFinder(gazetteer)

    def resolve(self, article: Article) -> Article:
        """The article with a place, or a reason for none, on each of its mentions."""
        with uncollected():
            return self._resolved([article])[0]

    def resolve_all(self, articles: Iterable[Article]) -> Iterator[Article]:
        """The articles, resolved, in their order; `BATCH` are read at once, for speed alone."""
        stream = iter(articles)
        with settled_memory():
            while batch := list(islice(stream, BATCH)):
                with uncollected():
                    resolved = self._resolved(batch)
                yield from resolved

    def reckon(self, articles: Sequence[Article]) -> Reckoning:
        """The names, candidates and features of articles, without a choice among them."""
        finder = self._finder
        layouts = [
            lay_out(article, fold, finder.holds, finder.levels, finder.is_city)
            for article in articles
        ]
        layout = joined(layouts)
        holding = [
            self._holding(layout, number)
            if layout.holders[number] or layout.outer[number]
            else _NOWHERE  # as most are
            for number in range(len(layout.names))
        ]
        languages = [
            None if article.language == "en" else article.language
            for article, count in zip(articles, layout.articles, strict=True)
            for _ in range(count)
        ]
        found = [
            finder.find(
                name.form,
                name.kind_word,
                name.usage,
                language,
                articled=articled > _HALF,
                within=within,
            )
            for name, language, articled, within in zip(
                layout.names, languages, layout.articled, holding, strict=True
            )
        ]
        rows = pool(found)
        prior = softmax(points_of(rows.static, self._weights.prior_vector), rows)
        outlets = [self._profile.outlet(article) for article in articles]
        dialled = [finder.areas_dialled(article.text) for article in articles]
        features = feature_matrix(layout, rows, prior, holding, outlets, dialled)
        return Reckoning(layout, rows, features, prior)

    def _holding(self, layout: Layout, name: int) -> frozenset[str]:
        """The units that the text may mean by what it writes as holding a name."""
        forms = [layout.names[holder].form for holder in layout.holders[name]]
        return frozenset().union(*map(self._finder.units_called, (*forms, *layout.outer[name])))

    def _resolved(self, articles: Sequence[Article]) -> list[Article]:
        named = [article for article in articles if article.mentions]
        if not named:
            return [*articles]
        reckoning = self.reckon(named)
        decisions = decide(reckoning, self._weights)
        for name, reason in self._contradicted(reckoning.layout, decisions):
            decisions[name] = _without_place(decisions[name], reason)
        names = iter(reckoning.layout.name_of)
        return [
            replace(
                article,
                mentions=tuple(
                    self._settle(mention, decisions[name])
                    for mention, name in zip(article.mentions, names, strict=False)
                ),
            )
            if article.mentions
            else article
            for article in articles
        ]

    def _contradicted(
        self, layout: Layout, decisions: Sequence[Decision]
    ) -> Iterator[tuple[int, str]]:
        """Names whose place can't be what the text speaks of: the one meant is not known."""
        for name, holder in layout.closed:
            place = decisions[name].place
            if place is not None and not self._finder.may_lie(place, holder):
                reason = f"the text puts it in {holder}, in which no place of this name is known"
                yield name, reason
        for name in layout.flowing:
            place = decisions[name].place
            if place is not None and place.group in _DRY:
                yield name, "the text writes of a river, and none of this name is known"
        for name in layout.acting:
            place = decisions[name].place
            if place is None:
                continue
            called_so = layout.names[name].key in CALLED_AFTER_TOWNS and place.group != "country"
            if place.kind == _STREAM or called_so:
                yield name, "the text says of it what a company does"

    def _settle(self, mention: Mention, decision: Decision) -> Mention:
        place, candidates, evidence = decision.place, decision.candidates, decision.evidence
        # Only hand-kept records stand for another place.
        if place is not None and mention.usage != "literal" and place.geonameid is None:
            city = self._finder.metonym_of(place)
            if city is not None:
                said = Evidence("metonym", 0.0, f"{place.name} stands for {city.name}")
                evidence = (said, *evidence)
                standing = Candidate(
                    city, candidates[0].score, Spelling(mention.text, "curated"), evidence
                )
                place, candidates = city, (standing, *candidates[1:])
        return make_mention(  # written out: mentions are many
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


def _without_place(decision: Decision, reason: str) -> Decision:
    """The decision without its place, which can't be the one; its candidates stay, to be seen."""
    candidates = tuple(replace(candidate, score=0.0) for candidate in decision.candidates)
    return replace(decision, place=None, score=0.0, reason=reason, candidates=candidates)
