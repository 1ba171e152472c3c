"""Articles as plain records: what ``geomap parse`` writes, one JSON object an article."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection

    from geomap.model import Article, Candidate, Evidence, Mention, Place, Usage

Record = dict[str, Any]


def dumps(record: Record) -> str:
    """One line of JSON: text as it is, keys in their order, no spaces between."""
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))


def article_record(article: Article) -> Record:
    """The article's id and its mentions with places, candidates and evidence; no text."""
    return {
        "id": article.id,
        "mentions": [_mention_record(mention) for mention in article.mentions],
    }


def gold_record(article: Article, *, usages: Collection[Usage] | None = None) -> Record:
    """The article in the format of gold corpora: ``{"id", "toponyms": [...]}``.

    ``usages`` keeps mentions of these usages, and those whose usage is unsure, since leaving out
    what is unknown would lose names that may well be meant. Leftovers are kept: a gold corpus
    annotates whatever its text holds.
    """
    kept = [m for m in article.mentions if usages is None or m.usage is None or m.usage in usages]
    return {"id": article.id, "toponyms": [_toponym(mention) for mention in kept]}


def place_record(place: Place) -> Record:
    """A place with its coordinates in degrees (EPSG:4326); unknown fields are null."""
    return {
        "id": place.id,
        "geonameid": place.geonameid,
        "name": place.name,
        "kind": place.kind,
        "country": place.country,
        "admin1": place.admin1,
        "admin2": place.admin2,
        "lat": place.lat,
        "lon": place.lon,
        "precision": place.precision,
    }


def _mention_record(mention: Mention) -> Record:
    return {
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "part": mention.part,
        "usage": mention.usage,
        "usage_score": _rounded(mention.usage_score),
        "recognition_score": _rounded(mention.recognition_score),
        "kind_word": mention.kind_word,
        "place": place_record(mention.place) if mention.place else None,
        "score": _rounded(mention.score),
        "reason": mention.reason,
        "candidates": [_candidate_record(candidate) for candidate in mention.candidates],
        "evidence": [_evidence_record(evidence) for evidence in mention.evidence],
    }


def _candidate_record(candidate: Candidate) -> Record:
    spelling = candidate.spelling
    return place_record(candidate.place) | {
        "score": _rounded(candidate.score),
        "spelling": None
        if spelling is None
        else {
            "form": spelling.form,
            "provenance": spelling.provenance,
            "language": spelling.language,
            "original": spelling.original,
        },
        "evidence": [_evidence_record(evidence) for evidence in candidate.evidence],
    }


def _evidence_record(evidence: Evidence) -> Record:
    return {
        "feature": evidence.feature,
        "weight": _rounded(evidence.weight),
        "sentence": evidence.sentence,
    }


def _toponym(mention: Mention) -> Record:
    place = mention.place
    return {
        "start": mention.start,
        "end": mention.end,
        "surface": mention.text,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "geonameid": place.geonameid if place else None,
        "country": place.country if place else None,
        "usage": mention.usage,
        "score": _rounded(mention.score),
    }


def _rounded(score: float | None) -> float | None:
    """Four decimals: more would only show the noise of different processors."""
    return None if score is None else round(score, 4)
