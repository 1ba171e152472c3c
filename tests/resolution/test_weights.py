from __future__ import annotations

import json

import numpy as np
import pytest

from geomap.errors import UsageError
from geomap.resolution import Weights
from geomap.resolution.features import FEATURES
from geomap.resolution.ranker import SHIPPED, Best


def best_with(*shares: float) -> Best:
    """The best candidates of as many names, of which nothing but their shares is known."""
    share = np.array(shares)
    features = np.zeros((len(shares), len(FEATURES)))
    return Best(features, share, share, share, np.full(len(shares), 3))


def test_the_shipped_weights_are_read_and_written_the_same(tmp_path):
    weights = Weights.load()
    weights.save(tmp_path / "weights.json")
    assert (tmp_path / "weights.json").read_bytes() == SHIPPED.read_bytes()


def test_the_shipped_weights_say_what_they_were_trained_on():
    assert Weights.load().trained_on


def test_an_unknown_feature_is_named(tmp_path):
    raw = json.loads(SHIPPED.read_text())
    raw["rank"]["luck"] = 1.0
    path = tmp_path / "weights.json"
    path.write_text(json.dumps(raw))
    with pytest.raises(UsageError, match="luck"):
        Weights.load(path)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(UsageError, match="nowhere"):
        Weights.load(tmp_path / "nowhere.json")


def test_without_an_accept_model_the_score_is_the_share_of_the_odds():
    weights = Weights(prior={}, rank={}, accept={}, threshold=0.0)
    assert weights.acceptance(best_with(0.8, 0.6)).tolist() == [0.8, 0.6]


def test_the_accept_model_is_a_logistic_regression():
    weights = Weights(prior={}, rank={}, accept={"one": 0.0, "probability": 2.0}, threshold=0.0)
    assert weights.acceptance(best_with(0.5)).tolist() == pytest.approx([1 / (1 + np.exp(-1))])
