"""Evaluation: gold files in, scores out.

numpy is imported with it, so it is imported where it is used.
"""

from geomap.evaluation.gold import (
    GoldDocument,
    Toponym,
    gold_article,
    read_gold,
    read_predictions,
    toponyms,
)
from geomap.evaluation.report import report, summary
from geomap.evaluation.scores import Outcome, Rates, Scores, evaluate

__all__ = [
    "GoldDocument",
    "Outcome",
    "Rates",
    "Scores",
    "Toponym",
    "evaluate",
    "gold_article",
    "read_gold",
    "read_predictions",
    "report",
    "summary",
    "toponyms",
]
