"""Scores in words and numbers, for people and for machines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from geomap.evaluation.scores import Outcome, Rates, Scores

GROUPS_SHOWN = 12


def summary(scores: Scores) -> dict[str, Any]:
    """The figures as one JSON-ready object; shares from 0 to 1, distances in km, null unknown."""
    errors = sorted(scores.errors)
    return {
        "documents": len(scores.tallies),
        "gold": sum(t.gold for t in scores.tallies),
        "predicted": sum(t.predicted for t in scores.tallies),
        "strict": _rates(scores.strict),
        "overlap": _rates(scores.overlap),
        "resolution": {
            "names": scores.resolvable,
            "resolved": len(errors),
            "accuracy": scores.accuracy,
            "mean_km": sum(errors) / len(errors) if errors else None,
            "median_km": _median(errors),
            "auc": scores.auc,
            "id_accuracy": scores.id_accuracy,
            "country_accuracy": scores.country_accuracy,
        },
        "end_to_end": _rates(scores.end_to_end),
        "km": scores.km,
    }


def report(scores: Scores, *, samples: int = 500, errors: int = 10) -> str:
    """The figures as text: with 95 % bootstrap intervals, by kind, by country, the worst errors."""
    figures = summary(scores)
    resolution = figures["resolution"]
    lines = [
        (
            f"{figures['documents']} documents, {figures['gold']} gold names, "
            f"{figures['predicted']} predicted names that count"
        ),
        "",
        "                    precision  recall  F1     95 % of F1",
        _row("strict", scores.strict, _span(scores, lambda s: s.strict.f1, samples)),
        _row("overlap", scores.overlap, _span(scores, lambda s: s.overlap.f1, samples)),
        _row(
            f"end to end, {scores.km:g} km",
            scores.end_to_end,
            _span(scores, lambda s: s.end_to_end.f1, samples),
        ),
        "",
        (
            f"of {resolution['names']} names found that have a point: "
            f"{_number(resolution['accuracy'])} within {scores.km:g} km "
            f"({_span(scores, lambda s: s.accuracy, samples)}), "
            f"AUC {_number(resolution['auc'])}, same id {_number(resolution['id_accuracy'])}, "
            f"same country {_number(resolution['country_accuracy'])}, "
            f"mean {_number(resolution['mean_km'], 1)} km, "
            f"median {_number(resolution['median_km'], 1)} km"
        ),
    ]
    lines += _groups("kind", scores.by(lambda o: o.gold.type))
    lines += _groups("country", scores.by(lambda o: o.gold.country))
    worst = scores.worst(errors)
    if worst:
        lines += ["", "farthest off:", *(line for outcome in worst for line in _error(outcome))]
    return "\n".join(lines)


def _rates(rates: Rates) -> dict[str, float | None]:
    return {"precision": rates.precision, "recall": rates.recall, "f1": rates.f1}


def _row(name: str, rates: Rates, interval: str) -> str:
    numbers = "  ".join(_number(n).ljust(7) for n in (rates.precision, rates.recall, rates.f1))
    return f"{name:<20}{numbers}  {interval}"


def _span(scores: Scores, figure: Callable[[Scores], float | None], samples: int) -> str:
    interval = scores.interval(figure, samples=samples)
    return "-" if interval is None else f"{interval[0]:.3f}-{interval[1]:.3f}"


def _groups(title: str, groups: dict[str, tuple[int, int, int]]) -> Iterable[str]:
    if len(groups) < 2:  # noqa: PLR2004 - one group says nothing that the total does not
        return
    yield ""
    yield f"by {title:<20} gold  found  within"
    for name, (gold, found, near) in list(groups.items())[:GROUPS_SHOWN]:
        yield f"   {name:<20}{gold:>5}  {found / gold:.3f}  {near / gold:.3f}"
    left = list(groups.values())[GROUPS_SHOWN:]
    if left:
        gold, found, near = (sum(column) for column in zip(*left, strict=True))
        yield f"   {f'{len(left)} more':<20}{gold:>5}  {found / gold:.3f}  {near / gold:.3f}"


def _error(outcome: Outcome) -> Iterable[str]:
    answer = outcome.predicted
    name = (answer.name or "?") if answer else "?"
    where = f"{answer.country or '?'} {answer.lat:.2f},{answer.lon:.2f}" if answer else "?"
    truth = f"{outcome.gold.country or '?'} {outcome.gold.lat:.2f},{outcome.gold.lon:.2f}"
    yield f"   {outcome.km:>6.0f} km  {outcome.surface!r} in {outcome.document}:"
    yield f"              {name} ({where}), gold {truth}"
    for sentence in answer.evidence[:3] if answer else ():
        yield f"              {sentence}"


def _number(value: float | None, digits: int = 3) -> str:
    return "-" if value is None else f"{value:.{digits}f}"


def _median(ordered: list[float]) -> float | None:
    if not ordered:
        return None
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2
