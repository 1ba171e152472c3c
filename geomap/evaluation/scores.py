"""Figures: recognition, resolution of the names found, and end to end.

Metrics follow Gritta, Pilehvar & Collier, "A pragmatic guide to geoparsing evaluation" (2020):
accuracy within 161 km (100 miles) and the area under the curve of log errors. Names are matched one
to one, exact spans first, then by their share of common characters.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from geomap.sphere import great_circle_km

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from geomap.evaluation.gold import GoldDocument, Toponym

NEAR_KM = 161.0
"""100 miles, the field's threshold for "the right place"."""

FARTHEST_KM = 20039.0
"""Half of the Earth's girth: no error is larger."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One gold name, what was predicted for it, and how far off (km; None: not to be told)."""

    document: str
    surface: str
    gold: Toponym
    predicted: Toponym | None
    km: float | None


@dataclass(slots=True)
class Tally:
    """The counts of one document, from which every figure is summed."""

    gold: int = 0
    predicted: int = 0
    strict: int = 0
    overlap: int = 0
    gold_placed: int = 0
    predicted_placed: int = 0
    unresolved: int = 0
    ids: list[bool] = field(default_factory=list)
    countries: list[bool] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)
    partial: bool = False

    def errors(self) -> list[float]:
        """Distances in km of the gold names that were found and placed."""
        return [outcome.km for outcome in self.outcomes if outcome.km is not None]


def evaluate(
    gold: Iterable[GoldDocument],
    predictions: Mapping[str, Sequence[Toponym]],
    *,
    km: float = NEAR_KM,
    ignore_types: Collection[str] = (),
) -> Scores:
    """Score predictions (document id -> names) against gold documents.

    ``ignore_types``: gold names of these types, and predictions that overlap them, count neither
    for nor against.
    """
    return Scores(
        [tally(document, predictions.get(document.id, ()), ignore_types) for document in gold], km
    )


def tally(
    document: GoldDocument, predicted: Sequence[Toponym], ignore_types: Collection[str] = ()
) -> Tally:
    """Match one document's predictions with its gold names and count."""
    ignored = list(document.ignore)
    ignored += [(t.start, t.end) for t in document.toponyms if t.type in ignore_types]
    gold = [t for t in document.toponyms if t.type not in ignore_types]
    names = list({(t.start, t.end): t for t in predicted}.values())
    matched = match(gold, names)
    loose = [
        name
        for j, name in enumerate(names)
        if j not in matched.values()
        and not any(name.start < end and start < name.end for start, end in ignored)
    ]
    counted = [] if document.partial else loose
    result = Tally(
        gold=len(gold),
        predicted=len(matched) + len(counted),
        overlap=len(matched),
        gold_placed=sum(t.placed for t in gold),
        predicted_placed=sum(t.placed for t in counted),
        partial=document.partial,
    )
    for i, truth in enumerate(gold):
        answer = names[matched[i]] if i in matched else None
        km = None
        if answer is not None:
            result.strict += (truth.start, truth.end) == (answer.start, answer.end)
            if truth.geonameid is not None and answer.geonameid is not None:
                result.ids.append(truth.geonameid == answer.geonameid)
            if truth.country and answer.country:
                result.countries.append(truth.country.upper() == answer.country.upper())
            if truth.placed:
                km = distance_km(truth, answer)
                result.predicted_placed += km is not None
                result.unresolved += km is None
        surface = document.text[truth.start : truth.end]
        result.outcomes.append(Outcome(document.id, surface, truth, answer, km))
    return result


def match(gold: Sequence[Toponym], predicted: Sequence[Toponym]) -> dict[int, int]:
    """Index of a gold name -> index of the prediction for it, one to one, best overlap first."""
    pairs = []
    for i, truth in enumerate(gold):
        for j, answer in enumerate(predicted):
            common = min(truth.end, answer.end) - max(truth.start, answer.start)
            if common > 0:
                together = max(truth.end, answer.end) - min(truth.start, answer.start)
                pairs.append((-common / together, truth.start, answer.start, i, j))
    matched: dict[int, int] = {}
    for *_, i, j in sorted(pairs):
        if i not in matched and j not in matched.values():
            matched[i] = j
    return matched


def distance_km(truth: Toponym, answer: Toponym) -> float | None:
    """Great-circle distance in km (haversine), None where either has no point."""
    if truth.lat is None or truth.lon is None or answer.lat is None or answer.lon is None:
        return None
    return great_circle_km((truth.lat, truth.lon), (answer.lat, answer.lon))


@dataclass(frozen=True, slots=True)
class Rates:
    """Precision, recall and their harmonic mean; None where nothing can be said."""

    precision: float | None
    recall: float | None

    @property
    def f1(self) -> float | None:
        """The harmonic mean."""
        if self.precision is None or self.recall is None:
            return None
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Scores:
    """The figures of a run, all summed from the tallies of its documents."""

    tallies: Sequence[Tally]
    km: float = NEAR_KM

    @property
    def strict(self) -> Rates:
        """Recognition: the span is exact."""
        return self._rates("strict", "predicted", "gold")

    @property
    def overlap(self) -> Rates:
        """Recognition: the spans share a character."""
        return self._rates("overlap", "predicted", "gold")

    @property
    def end_to_end(self) -> Rates:
        """Found and within ``km``, of the gold names that have a point."""
        gold = sum(t.gold_placed for t in self.tallies)
        predicted = sum(t.predicted_placed for t in self.tallies)
        return Rates(
            None if self._blind() else _share(self._right(), predicted, nothing=0.0),
            _share(self._right(), gold),
        )

    @property
    def errors(self) -> list[float]:
        """Distances in km, of the gold names found and placed."""
        return [km for t in self.tallies for km in t.errors()]

    @property
    def resolvable(self) -> int:
        """Gold names with a point that were found."""
        return len(self.errors) + sum(t.unresolved for t in self.tallies)

    @property
    def accuracy(self) -> float | None:
        """Share within ``km`` of the gold names that were found; an unresolved one is wrong."""
        return _share(self._right(), self.resolvable)

    @property
    def id_accuracy(self) -> float | None:
        """Share with the same GeoNames id, where both sides have one."""
        ids = [right for t in self.tallies for right in t.ids]
        return _share(sum(ids), len(ids))

    @property
    def country_accuracy(self) -> float | None:
        """Share in the same country, where both sides say one."""
        countries = [right for t in self.tallies for right in t.countries]
        return _share(sum(countries), len(countries))

    @property
    def auc(self) -> float | None:
        """Area under the sorted log errors of the resolved names: 0 best, 1 worst."""
        return area_under_errors(self.errors)

    @property
    def outcomes(self) -> list[Outcome]:
        """Every gold name with its prediction."""
        return [outcome for t in self.tallies for outcome in t.outcomes]

    def by(self, key: Callable[[Outcome], str | None]) -> dict[str, tuple[int, int, int]]:
        """Group -> (gold names, found, within ``km``), largest group first."""
        groups: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
        for outcome in self.outcomes:
            row = groups[key(outcome) or "unknown"]
            row[0] += 1
            row[1] += outcome.predicted is not None
            row[2] += outcome.km is not None and outcome.km <= self.km
        ordered = sorted(groups.items(), key=lambda item: (-item[1][0], item[0]))
        return {name: (row[0], row[1], row[2]) for name, row in ordered}

    def worst(self, count: int = 10) -> list[Outcome]:
        """The placed names that are farthest off."""
        wrong = [o for o in self.outcomes if o.km is not None and o.km > self.km]
        return sorted(wrong, key=lambda o: (-(o.km or 0), o.document, o.gold.start))[:count]

    def interval(
        self, figure: Callable[[Scores], float | None], *, samples: int = 500, seed: int = 0
    ) -> tuple[float, float] | None:
        """95 % bootstrap interval of a figure, documents resampled (percentiles 2.5 and 97.5)."""
        random = np.random.default_rng(seed)
        values = []
        for _ in range(samples):
            drawn = random.integers(len(self.tallies), size=len(self.tallies))
            value = figure(Scores([self.tallies[i] for i in drawn], self.km))
            if value is not None:
                values.append(value)
        if not values:
            return None
        low, high = np.percentile(values, [2.5, 97.5])
        return float(low), float(high)

    def _right(self) -> int:
        return sum(km <= self.km for km in self.errors)

    def _blind(self) -> bool:
        """Precision can't be told when every document is annotated in part only."""
        return all(t.partial for t in self.tallies)

    def _rates(self, right: str, predicted: str, gold: str) -> Rates:
        total = {
            name: sum(getattr(t, name) for t in self.tallies) for name in (right, predicted, gold)
        }
        return Rates(
            None if self._blind() else _share(total[right], total[predicted], nothing=0.0),
            _share(total[right], total[gold]),
        )


def area_under_errors(errors: Sequence[float]) -> float | None:
    """Area under the curve of the sorted errors (km) on a log scale, from 0 (best) to 1 (worst)."""
    if not errors:
        return None
    top = np.log1p(FARTHEST_KM)
    curve = np.log1p(np.minimum(np.sort(np.asarray(errors)), FARTHEST_KM)) / top
    if len(curve) == 1:
        return float(curve[0])
    return float(np.trapezoid(curve) / (len(curve) - 1))


def _share(part: float, whole: float, *, nothing: float | None = None) -> float | None:
    return part / whole if whole else nothing
