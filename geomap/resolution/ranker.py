"""The ranker: a weight for each feature, read from a file that people can read too."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from geomap.errors import UsageError
from geomap.resolution.columns import STATIC_FEATURES
from geomap.resolution.features import FEATURES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

_OF_TOWNS = (
    "log_population",
    "country_mass",
    "any_within_80km",
    "mass_500km",
    "parent_admin1_named",
    "outlet_admin1_share",
)
ACCEPT_FEATURES = (
    "one",
    "probability",
    "log_odds",
    "near_probability",
    "near_log_odds",
    "prior_probability",
    "log_candidates",
    *FEATURES,
    *(f"town_{feature}" for feature in _OF_TOWNS),
    "town_log_candidates",
)
"""What the probability that the best candidate is right is reckoned from.

``probability`` is its share of the odds, ``near_probability`` with the candidates within 161 km (a
town and the district called like it), ``prior_probability`` its share before the article was read.
Towns are told apart: the namesake that is meant may be too small for the gazetteer, and then there
are many namesakes and nothing else that is named lies near the best of them. What tells of a kind
alone counts as far as the best one stands out: a flight goes to a town, whichever La Paz that is.
"""

SHIPPED = Path(__file__).with_name("weights.json")
_CERTAIN = 1e-6
_HEAD = ACCEPT_FEATURES.index(FEATURES[0])
_COLUMN = {name: index for index, name in enumerate(FEATURES)}
_OF_KIND = [
    ACCEPT_FEATURES.index(feature)
    for feature in ("role_agrees", "list_same_kind", "list_kind_said", "kind_word_agrees")
]
_TOWN_COLUMNS = [_COLUMN[feature] for feature in _OF_TOWNS]


@dataclass(frozen=True)
class Weights:
    """The ranker's weights by feature; a feature without a weight counts nothing.

    prior : weights of the features that need no article; they give each name's candidates
        the odds with which they count for the other names.
    rank : weights of all features; a candidate's points are the sum of weight times value, its
        odds against the others of its name the exponential of that (a conditional logit,
        McFadden 1974).
    accept : weights of `ACCEPT_FEATURES`, a logistic regression: the probability that the best
        candidate is the place that was meant; empty: the best one's share of the odds.
    threshold : below this score a mention gets no place.
    trained_on : names of the corpora that the weights were fitted on.
    """

    prior: Mapping[str, float]
    rank: Mapping[str, float]
    accept: Mapping[str, float]
    threshold: float
    trained_on: tuple[str, ...] = ()

    @classmethod
    def load(cls, path: Path | str = SHIPPED) -> Weights:
        """The weights in a JSON file, by default those that geomap is shipped with.

        Raises `UsageError` when the file can't be read or names a feature that does not exist.
        """
        try:
            raw = json.loads(Path(path).read_text(encoding="utf-8"))
            parts = [raw["prior"], raw["rank"], raw["accept"], raw["threshold"], raw["trained_on"]]
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise UsageError(
                f"{path} holds no weights ({error}); write some with scripts/train_resolution.py"
            ) from error
        for part, known in (
            ("prior", STATIC_FEATURES),
            ("rank", FEATURES),
            ("accept", ACCEPT_FEATURES),
        ):
            unknown = sorted(set(raw[part]) - set(known))
            if unknown:
                raise UsageError(
                    f"{path}: unknown feature {unknown[0]!r} in {part!r}; "
                    f"the features are {', '.join(known)}"
                )
        prior, rank, accept, threshold, trained_on = parts
        return cls(prior, rank, accept, threshold, tuple(trained_on))

    def save(self, path: Path | str) -> None:
        """Write the weights as JSON, in the order of the features, to four decimals."""
        document = {
            "trained_on": list(self.trained_on),
            "prior": _ordered(self.prior, STATIC_FEATURES),
            "rank": _ordered(self.rank, FEATURES),
            "accept": _ordered(self.accept, ACCEPT_FEATURES),
            "threshold": self.threshold,
        }
        Path(path).write_text(json.dumps(document, indent=2) + "\n", encoding="utf-8")

    @cached_property
    def prior_vector(self) -> NDArray[np.float64]:
        """`prior` in the order of `STATIC_FEATURES`."""
        return np.array([self.prior.get(feature, 0.0) for feature in STATIC_FEATURES])

    @cached_property
    def rank_vector(self) -> NDArray[np.float64]:
        """`rank` in the order of `FEATURES`."""
        return np.array([self.rank.get(feature, 0.0) for feature in FEATURES])

    @cached_property
    def accept_vector(self) -> NDArray[np.float64]:
        """`accept` in the order of `ACCEPT_FEATURES`."""
        return np.array([self.accept.get(feature, 0.0) for feature in ACCEPT_FEATURES])

    def acceptance(self, best: Best) -> NDArray[np.float64]:
        """The probability, for each name, that its best candidate is the place that was meant."""
        if not self.accept:
            return best.share
        score: NDArray[np.float64] = 1 / (1 + np.exp(-(best.values() @ self.accept_vector)))
        return score


@dataclass(frozen=True, slots=True)
class Best:
    """The best candidates of names, an entry a name.

    ``features``: their features; ``share``: their share of the odds, ``near`` with the candidates
    within 161 km, ``prior`` before the article was read; ``candidates``: how many a name has.
    """

    features: NDArray[np.float64]
    share: NDArray[np.float64]
    near: NDArray[np.float64]
    prior: NDArray[np.float64]
    candidates: NDArray[np.int64]

    def values(self) -> NDArray[np.float64]:
        """The values of `ACCEPT_FEATURES`, a row a name."""
        features, many = self.features, np.log(self.candidates)
        town = features[:, _COLUMN["kind_town"]]
        odds = _log_odds(np.array((self.share, self.near)))
        head = (np.ones(len(many)), self.share, odds[0], self.near, odds[1], self.prior, many)
        values = np.empty((len(many), len(ACCEPT_FEATURES)))
        values[:, :_HEAD] = np.array(head).T
        values[:, _HEAD : _HEAD + len(FEATURES)] = features
        values[:, _OF_KIND] *= self.near[:, None]
        values[:, _HEAD + len(FEATURES) : -1] = town[:, None] * features[:, _TOWN_COLUMNS]
        values[:, -1] = town * many
        return values


def _log_odds(share: NDArray[np.float64]) -> NDArray[np.float64]:
    sure = np.clip(share, _CERTAIN, 1 - _CERTAIN)
    odds: NDArray[np.float64] = np.log(sure / (1 - sure))
    return odds


def _ordered(weights: Mapping[str, float], features: tuple[str, ...]) -> dict[str, float]:
    rounded = {name: round(weights.get(name, 0.0), 4) for name in features}
    return {name: weight for name, weight in rounded.items() if weight}
