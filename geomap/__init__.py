"""Read articles, find the places they name, and map every point back to its sentences.

>>> import geomap
>>> article = geomap.Geoparser().parse("A depot burns in the Zimljansk district, Rostov region.")
>>> [(m.text, m.place.name, m.place.country) for m in article.mentions if m.place]
[('Zimljansk', 'Tsimlyansky District', 'RU'), ('Rostov', 'Rostov Oblast', 'RU')]
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geomap.articles import read_articles
    from geomap.corrections import read_corrections
    from geomap.figures import figure
    from geomap.gazetteer import Gazetteer
    from geomap.gazetteer.geocoder import GazetteerGeocoder
    from geomap.geoparser import Geoparser
    from geomap.maps import MentionMap
    from geomap.model import Article, Candidate, Evidence, Mention, Place, Sentence, Spelling
    from geomap.query import QueryResult, query_result
    from geomap.regions import region
    from geomap.reports import write_report
    from geomap.store import MentionStore

_HOMES = {
    "Article": "geomap.model",
    "Candidate": "geomap.model",
    "Evidence": "geomap.model",
    "Gazetteer": "geomap.gazetteer",
    "GazetteerGeocoder": "geomap.gazetteer.geocoder",
    "Geoparser": "geomap.geoparser",
    "Mention": "geomap.model",
    "MentionMap": "geomap.maps",
    "MentionStore": "geomap.store",
    "Place": "geomap.model",
    "QueryResult": "geomap.query",
    "Sentence": "geomap.model",
    "Spelling": "geomap.model",
    "figure": "geomap.figures",
    "query_result": "geomap.query",
    "read_articles": "geomap.articles",
    "read_corrections": "geomap.corrections",
    "region": "geomap.regions",
    "write_report": "geomap.reports",
}

__all__ = [
    "Article",
    "Candidate",
    "Evidence",
    "Gazetteer",
    "GazetteerGeocoder",
    "Geoparser",
    "Mention",
    "MentionMap",
    "MentionStore",
    "Place",
    "QueryResult",
    "Sentence",
    "Spelling",
    "figure",
    "query_result",
    "read_articles",
    "read_corrections",
    "region",
    "write_report",
]


def __getattr__(name: str) -> object:
    """Import a public name from its room when it is first used: ``import geomap`` stays light."""
    if name not in _HOMES:
        raise AttributeError(f"module 'geomap' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    """The public names, for completion."""
    return sorted(__all__)
