"""The five real articles: recognition and resolution on the three that are annotated by hand.

Gold kinds: place (literal), metonym (metonymic); demonyms and names inside organisations (org)
count neither way, and neither do predictions of these usages. Names match when they overlap. A
place is right when it lies within 25 km, or is the record of that name and country.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from geomap.articles import read_articles
from geomap.evaluation import Outcome, Scores, Toponym, evaluate, read_gold, toponyms
from geomap.gazetteer.folding import fold
from geomap.geoparser import Geoparser

if TYPE_CHECKING:
    from pathlib import Path

    from geomap.model import Article

NEAR_KM = 25.0
COUNTED = ("literal", "metonymic", None)


def accuracy(corpora: Path) -> None:
    """Print recall, precision, usage and resolution, and every name that was missed or wrong."""
    folder = corpora.parent.parent / "articles"
    geoparser = Geoparser()
    texts = sorted(folder.glob("*.txt"))
    articles = {a.id: a for a in geoparser.parse_all(read_articles(texts))}
    canonical = _canonical_names(folder / "gold.jsonl")
    gold = [
        replace(document, text=articles[document.id].text)
        for document in read_gold(folder / "gold.jsonl")
    ]
    predictions = {
        key: [
            name
            for name, mention in zip(toponyms(article), article.mentions, strict=True)
            if mention.usage in COUNTED
        ]
        for key, article in articles.items()
    }
    scores = evaluate(gold, predictions, km=NEAR_KM, ignore_types=("demonym", "org"))
    print(f"{len(texts)} articles, {len(gold)} of them annotated")
    rates = scores.overlap
    print(f"place + metonym: recall {rates.recall:.3f}, precision {rates.precision:.3f} (overlap)")
    _print_usage(gold, articles)
    _print_resolution(scores, canonical)
    ignored = {d.id: [t for t in d.toponyms if t.type in ("demonym", "org")] for d in gold}
    _print_mistakes(scores, predictions, articles, ignored)


def _canonical_names(path: Path) -> dict[tuple[str, int], str]:
    names = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        document = json.loads(line)
        for toponym in document["toponyms"]:
            names[document["id"], toponym["start"]] = toponym["canonical"]
    return names


def _print_usage(gold: list, articles: dict[str, Article]) -> None:  # type: ignore[type-arg]
    meant = {"place": "literal", "metonym": "metonymic", "demonym": "demonym", "org": "embedded"}
    right = sure = total = 0
    for document in gold:
        mentions = articles[document.id].mentions
        for name in document.toponyms:
            found = [m for m in mentions if m.start < name.end and name.start < m.end]
            if found:
                total += 1
                sure += found[0].usage is not None
                right += found[0].usage == meant[name.type or ""]
    print(
        f"usage: right for {right / total:.3f} of {total} names found, "
        f"{right / max(sure, 1):.3f} of the {sure} that are not unsure"
    )


def _right(outcome: Outcome, canonical: str) -> bool:
    answer = outcome.predicted
    if answer is None or not answer.placed:
        return False
    same_country = (answer.country or None) == (outcome.gold.country or None)
    same_name = fold(answer.name or "") == fold(canonical)
    return same_country and (same_name or (outcome.km is not None and outcome.km <= NEAR_KM))


def _print_resolution(scores: Scores, canonical: dict[tuple[str, int], str]) -> None:
    found = [o for o in scores.outcomes if o.predicted is not None]
    pointed = [o for o in found if o.gold.placed]
    right = [o for o in pointed if _right(o, canonical[o.document, o.gold.start])]
    print(f"resolved: {len(right)} of {len(pointed)} names found ({len(right) / len(pointed):.3f})")
    for outcome in pointed:
        if outcome not in right:
            answer = outcome.predicted
            name = f"{answer.name} ({answer.country})" if answer and answer.name else "no place"
            wanted = canonical[outcome.document, outcome.gold.start]
            print(f"   wrong: {outcome.surface!r} in {outcome.document[:3]}: {name}, not {wanted}")


def _print_mistakes(
    scores: Scores,
    predictions: dict[str, list[Toponym]],
    articles: dict[str, Article],
    ignored: dict[str, list[Toponym]],
) -> None:
    for outcome in scores.outcomes:
        if outcome.predicted is None:
            around = _around(articles[outcome.document].text, outcome.gold)
            print(f"   missed: {outcome.surface!r} in {outcome.document[:3]}: {around}")
    for document, names in predictions.items():
        gold = [o.gold for t in scores.tallies for o in t.outcomes if o.document == document]
        matched = {o.predicted for o in scores.outcomes if o.document == document}
        if not gold:
            continue
        for name in names:
            beside = any(name.start < t.end and t.start < name.end for t in ignored[document])
            if name not in matched and not beside:
                text = articles[document].text
                said = text[name.start : name.end]
                print(f"   extra: {said!r} in {document[:3]}: {_around(text, name)}")


def _around(text: str, name: Toponym) -> str:
    return "…" + " ".join(text[max(0, name.start - 30) : name.end + 20].split()) + "…"
