from __future__ import annotations

import importlib.util
import json
import random
from typing import TYPE_CHECKING, Any

import pytest

from geomap.errors import ArticleError
from geomap.evaluation import evaluate, read_gold, read_predictions, report, summary

if TYPE_CHECKING:
    from pathlib import Path


def write(path: Path, *records: dict[str, Any]) -> Path:
    path.write_text("".join(json.dumps(r) + "\n" for r in records), encoding="utf-8")
    return path


def name(start: int, end: int, lat: float | None = None, lon: float | None = None, **more: Any):
    return {"start": start, "end": end, "lat": lat, "lon": lon, **more}


def scored(
    tmp_path: Path, gold: list[dict[str, Any]], predicted: list[dict[str, Any]], **document: Any
):
    gold_file = write(tmp_path / "gold.jsonl", {"id": "a", "toponyms": gold, **document})
    predictions = write(tmp_path / "predicted.jsonl", {"id": "a", "toponyms": predicted})
    return evaluate(read_gold(gold_file), read_predictions(predictions))


def test_a_name_found_exactly_and_near_is_right_in_every_way(tmp_path: Path) -> None:
    scores = scored(tmp_path, [name(0, 6, 50.0, 30.0)], [name(0, 6, 50.1, 30.0)])
    assert scores.strict.f1 == scores.overlap.f1 == scores.end_to_end.f1 == 1.0
    assert scores.accuracy == 1.0
    assert scores.errors == [pytest.approx(11.12, abs=0.01)]


def test_an_overlap_is_not_strict_and_one_prediction_answers_one_name(tmp_path: Path) -> None:
    gold = [name(0, 4, 1.0, 1.0), name(5, 9, 1.0, 1.0)]
    scores = scored(tmp_path, gold, [name(0, 9, 1.0, 1.0)])
    assert scores.strict.recall == 0
    assert scores.overlap.recall == 0.5
    assert scores.overlap.precision == 1.0


def test_ignored_spans_count_neither_way(tmp_path: Path) -> None:
    scores = scored(tmp_path, [name(0, 4)], [name(0, 4), name(10, 14)], ignore=[[9, 15]])
    assert scores.strict.precision == 1.0


def test_a_partly_annotated_corpus_has_no_precision(tmp_path: Path) -> None:
    scores = scored(tmp_path, [name(0, 4, 1.0, 1.0)], [name(10, 14, 1.0, 1.0)], partial=True)
    assert scores.strict.precision is None
    assert scores.end_to_end.f1 is None
    assert scores.strict.recall == 0


def test_an_unresolved_name_is_wrong(tmp_path: Path) -> None:
    scores = scored(tmp_path, [name(0, 4, 1.0, 1.0)], [name(0, 4)])
    assert scores.accuracy == 0
    assert scores.errors == []


def test_what_parse_writes_is_read_as_predictions(tmp_path: Path) -> None:
    place = {"lat": 1.0, "lon": 2.0, "geonameid": 5, "country": "UA", "name": "X"}
    mention = {"start": 0, "end": 4, "place": place, "evidence": [{"sentence": "because"}]}
    path = write(tmp_path / "p.jsonl", {"id": "a", "mentions": [mention]})
    (toponym,) = read_predictions(path)["a"]
    assert (toponym.lat, toponym.geonameid, toponym.evidence) == (1.0, 5, ("because",))


@pytest.mark.parametrize(
    ("line", "said"),
    [("{", "broken JSON"), ('{"id": 1}', "line 1"), ('{"id": 1, "toponyms": [{}]}', "line 1")],
)
def test_a_broken_gold_file_is_refused_by_line(tmp_path: Path, line: str, said: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(line + "\n", encoding="utf-8")
    with pytest.raises(ArticleError, match=said):
        read_gold(path)


def test_an_id_that_comes_twice_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "g.jsonl", {"id": "a", "toponyms": []}, {"id": "a", "toponyms": []})
    with pytest.raises(ArticleError, match="line 2"):
        read_gold(path)


def test_the_report_names_the_worst_error_and_its_evidence(tmp_path: Path) -> None:
    wrong = name(0, 5, 33.66, -95.56, name="Paris", country="US", evidence=[{"sentence": "Texan"}])
    scores = scored(tmp_path, [name(0, 5, 48.85, 2.35, country="FR")], [wrong], text="Paris burns")
    text = report(scores, samples=20)
    assert "'Paris' in a" in text
    assert "Texan" in text


def noisy(document: dict[str, Any], rng: random.Random) -> dict[str, Any]:
    """Predictions that are wrong in every way a recogniser and a resolver can be."""
    predicted = []
    for toponym in document["toponyms"]:
        if rng.random() < 0.2:
            continue
        shift = rng.choice([0, 0, 0, 1, -1, 4])
        lat, lon = toponym["lat"], toponym["lon"]
        if lat is None or rng.random() < 0.1:
            lat = lon = None
        else:
            lat = max(-90.0, min(90.0, lat + rng.choice([0, 0, 0.5, 5])))
        predicted.append(
            {
                "start": max(0, toponym["start"] + shift),
                "end": toponym["end"] + shift,
                "lat": lat,
                "lon": lon,
                "geonameid": toponym.get("geonameid") if rng.random() < 0.8 else 1,
                "country": toponym.get("country") if rng.random() < 0.9 else "XX",
            }
        )
    predicted.append({"start": 3, "end": 9, "lat": 0.0, "lon": 0.0, "geonameid": None})
    return {"id": document["id"], "toponyms": predicted}


@pytest.mark.corpora
@pytest.mark.parametrize(
    ("corpus", "ignored"),
    [
        ("lgl", []),
        ("gwn", ["Demonym", "Homonym", "Language", "Embedded_Non_Lit"]),
        ("geovirus", []),
        ("wiktor", []),
        ("slavicner_uk", []),
    ],
)
def test_the_figures_equal_those_of_the_reference_scorer(
    corpora: Path, tmp_path: Path, corpus: str, ignored: list[str]
) -> None:
    spec = importlib.util.spec_from_file_location("score", corpora.parent / "score.py")
    assert spec is not None
    assert spec.loader is not None
    reference = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(reference)
    gold_file = corpora / f"{corpus}.jsonl"
    rng = random.Random(7)
    with gold_file.open(encoding="utf-8") as lines:
        predictions = write(tmp_path / "p.jsonl", *(noisy(json.loads(x), rng) for x in lines))
    expected = reference.score(
        reference.load(gold_file), reference.load(predictions), ignore_types=frozenset(ignored)
    )
    scores = evaluate(read_gold(gold_file), read_predictions(predictions), ignore_types=ignored)
    found = summary(scores)
    assert found["gold"] == expected["gold"]
    assert found["predicted"] == expected["predicted_counted"]
    assert found["strict"] == pytest.approx(expected["recognition"]["strict"])
    assert found["overlap"] == pytest.approx(expected["recognition"]["overlap"])
    for rate in ("precision", "recall", "f1"):
        assert found["end_to_end"][rate] == pytest.approx(expected["end_to_end"][rate])
    theirs = {
        "names": "n",
        "resolved": "n_resolved",
        "accuracy": "acc_at_km",
        "mean_km": "mean_km",
        "median_km": "median_km",
        "auc": "auc",
        "id_accuracy": "geonameid_accuracy",
        "country_accuracy": "country_accuracy",
    }
    for ours, name_there in theirs.items():
        assert found["resolution"][ours] == pytest.approx(expected["resolution"][name_there])
