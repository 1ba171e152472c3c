"""The weights of cues, read from ``weights.json``: candidates to probabilities with reasons."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import repeat
from operator import add
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geomap.errors import RecognitionError
from geomap.model import Evidence
from geomap.recognition.features import explain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from geomap.recognition.candidates import Span
    from geomap.recognition.tokens import Tokens

    Array = NDArray[Any]

SHIPPED = Path(__file__).parent / "weights.json"
VECTORS = "the words as the language model's network sees them"
"""Name of the one reason that sums the weights of a candidate's vectors."""
_REASONS = 6
"""Reasons kept on a mention: the weightiest ones."""
_ZEROS = repeat(0.0)
_LEAST = 0.05
"""Weights below this, in log odds, are no reason worth a line."""


@dataclass(frozen=True, slots=True)
class Linear:
    """Log odds of each class: ``bias``, a row of weights a cue, and a row a number of the vectors.

    ``vectors`` are None in a classifier for models that do not show their network.
    """

    classes: tuple[str, ...]
    bias: tuple[float, ...]
    cues: Mapping[str, tuple[float, ...]]
    vectors: Array | None = None
    _of_class: tuple[dict[str, float], ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Lay the weights of each class side by side: to add them up is what takes time."""
        of_class = ({cue: row[k] for cue, row in self.cues.items()} for k in range(len(self.bias)))
        object.__setattr__(self, "_of_class", tuple(of_class))

    def scores(self, cues: Sequence[Sequence[str]], vectors: Array | None) -> list[list[float]]:
        """The log odds of each class, a row a candidate."""
        of_class = [
            (weights.get, bias) for weights, bias in zip(self._of_class, self.bias, strict=True)
        ]
        rows = [[sum(map(get, own, _ZEROS), bias) for get, bias in of_class] for own in cues]
        if self.vectors is not None and vectors is not None:
            shown = (vectors @ self.vectors).tolist()
            rows = [list(map(add, row, seen)) for row, seen in zip(rows, shown, strict=True)]
        return rows

    def reasons(self, cues: Sequence[str], vector: Array | None, k: int) -> tuple[Evidence, ...]:
        """The weightiest reasons for class ``k`` and against it, weights in log odds."""
        weights = map(self._of_class[k].get, cues, _ZEROS)
        weighed = [
            (-abs(w), cue, w)
            for cue, w in zip(cues, weights, strict=True)
            if not -_LEAST < w < _LEAST
        ]
        if self.vectors is not None and vector is not None:
            weight = float(vector @ self.vectors[:, k])
            if abs(weight) >= _LEAST:
                weighed.append((-abs(weight), VECTORS, weight))
        weighed.sort()
        return tuple(
            Evidence(cue, round(weight, 3), explain(cue)) for _, cue, weight in weighed[:_REASONS]
        )


@dataclass(frozen=True, slots=True)
class Weights:
    """What was learned: which candidates are names, and how names are used.

    ``accept`` has one class; a candidate counts from a probability of ``threshold``. ``usage`` has
    a class a usage; below a probability of ``sure`` the usage is unsure. ``trained_on``: on what.
    """

    threshold: float
    sure: float
    accept: Linear
    usage: Linear
    trained_on: Mapping[str, Any]


def probability(log_odds: float) -> float:
    """The probability that belongs to log odds."""
    return 1 / (1 + math.exp(-max(-50.0, min(50.0, log_odds))))


def shares(scores: Sequence[float]) -> list[float]:
    """The probabilities of classes that exclude each other, from their log odds."""
    top = max(scores)
    parts = [math.exp(score - top) for score in scores]
    total = sum(parts)
    return [part / total for part in parts]


def context_vectors(tokens: Tokens, spans: Sequence[Span]) -> Array | None:
    """What the network holds of each span, a row a span: its first, last, previous and next word.

    None if the network is not shown. A one for the bias of the vectors ends each row.
    """
    if tokens.network is None:
        return None
    import numpy as np

    vectors = tokens.network.vectors
    padded = np.concatenate([vectors, np.zeros_like(vectors[:1])]) if len(vectors) else vectors
    starts = np.array([span.start for span in spans], dtype=int)
    ends = np.array([span.end for span in spans], dtype=int)
    if not len(spans):
        return np.zeros((0, 4 * vectors.shape[1] + 1), dtype=vectors.dtype)
    before = np.where(starts > 0, starts - 1, len(vectors))
    ones = np.ones((len(spans), 1), dtype=vectors.dtype)
    return np.concatenate(
        [padded[starts], padded[ends - 1], padded[before], padded[ends], ones], axis=1
    )


@lru_cache(maxsize=4)
def load_weights(path: Path = SHIPPED, *, vectors: bool = True) -> Weights:
    """The weights of a file; with ``vectors`` those for the stock model, whose network is shown.

    Raises `RecognitionError` if the file is missing or is not a file of weights.
    """
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        part = record["with vectors" if vectors else "without vectors"]
        return Weights(
            threshold=float(part["threshold"]),
            sure=float(part["sure"]),
            accept=linear_from(part["accept"]),
            usage=linear_from(part["usage"]),
            trained_on=record["trained on"],
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise RecognitionError(
            f"{path} is not a file of recognition weights ({error!r}); install geomap again, or "
            "run scripts/train_recognition.py"
        ) from error


def linear_from(record: Mapping[str, Any]) -> Linear:
    """A classifier from its record in a file."""
    import numpy as np

    vectors = record.get("vectors")
    return Linear(
        classes=tuple(record["classes"]),
        bias=tuple(record["bias"]),
        cues={cue: tuple(weights) for cue, weights in record["cues"].items()},
        vectors=None if vectors is None else np.array(vectors, dtype=np.float32),
    )


def linear_record(linear: Linear) -> dict[str, Any]:
    """A classifier as it stands in the file."""
    record: dict[str, Any] = {
        "classes": list(linear.classes),
        "bias": list(linear.bias),
        "cues": {cue: list(weights) for cue, weights in sorted(linear.cues.items())},
    }
    if linear.vectors is not None:
        record["vectors"] = linear.vectors.tolist()
    return record
