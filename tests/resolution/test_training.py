from __future__ import annotations

import numpy as np
import pytest

from geomap.resolution.training import Choices, fit_choices, fit_logistic


def made_choices(true: list[float], *, count: int = 3000, seed: int = 7) -> Choices:
    """Choices among three rows, drawn from a conditional logit with the weights ``true``."""
    random = np.random.default_rng(seed)
    features = random.normal(size=(count * 3, len(true)))
    scores = (features @ np.array(true)).reshape(count, 3)
    noise = random.gumbel(size=(count, 3))
    right = np.zeros((count, 3), dtype=bool)
    right[np.arange(count), (scores + noise).argmax(axis=1)] = True
    return Choices(features, np.arange(0, count * 3 + 1, 3), right.ravel(), np.ones(count))


def test_the_weights_that_made_the_choices_are_found_again():
    found = fit_choices(made_choices([1.5, -0.7]), ("one", "two"), signs={})
    assert found["one"] == pytest.approx(1.5, abs=0.15)
    assert found["two"] == pytest.approx(-0.7, abs=0.15)


def test_a_feature_that_comes_out_against_its_sign_is_left_out():
    found = fit_choices(made_choices([1.5, -0.7]), ("one", "two"), signs={"two": 1})
    assert set(found) == {"one"}


def test_a_belief_holds_where_the_data_say_nothing():
    choices = made_choices([1.0, 0.0], count=30)
    choices.features[:, 1] = 0
    choices.features[0, 1] = 1
    found = fit_choices(choices, ("one", "rare"), signs={}, beliefs={"rare": (4.0, 30.0)})
    assert found["rare"] == pytest.approx(4.0, abs=0.3)


def test_rows_that_are_all_right_teach_nothing():
    choices = made_choices([1.0])
    every = Choices(choices.features, choices.bounds, choices.right | True, choices.weight)
    assert fit_choices(every, ("one",), signs={})["one"] == pytest.approx(0, abs=1e-6)


def test_logistic_regression_is_calibrated_on_what_it_saw():
    random = np.random.default_rng(3)
    values = np.column_stack([np.ones(4000), random.normal(size=4000)])
    labels = (random.random(4000) < 1 / (1 + np.exp(-(0.5 + 2 * values[:, 1])))).astype(float)
    found = fit_logistic(values, labels, np.ones(4000), ("one", "value"))
    scores = 1 / (1 + np.exp(-(values @ np.array([found["one"], found["value"]]))))
    assert scores.mean() == pytest.approx(labels.mean(), abs=1e-3)
    assert found["value"] == pytest.approx(2, abs=0.2)
