"""The mentions of a report as tables in which every number can be traced to its sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geomap.exports import mentions_table
from geomap.store.run import Run

if TYPE_CHECKING:
    from collections.abc import Mapping

    import geopandas
    import pandas as pd

    from geomap.query import QueryResult

_VERSIONS = ("geomap", "gazetteer", "model")
_TRACE = (
    *("article_id", "start", "end", "sentence_start", "sentence_end"),
    *("recognition_score", "kind_word"),
)


def traced_mentions(
    result: QueryResult, runs: Mapping[str, Run] | None = None
) -> geopandas.GeoDataFrame:
    """One row a placed mention: `exports.COLUMNS`, ``sentence``, and what traces it.

    That is its article's id, the offsets of mention and sentence in the article's text, the other
    scores, and the versions of geomap, gazetteer and model that produced it. EPSG:4326, lon/lat;
    areas have no geometry.
    """
    table = mentions_table(result, sentences=True)
    for name in _TRACE:
        table[name] = result.frame[name]
    _add_versions(table, runs or {})
    return table[[*(name for name in table.columns if name != "geometry"), "geometry"]]


def all_mentions(result: QueryResult, runs: Mapping[str, Run] | None = None) -> pd.DataFrame:
    """`traced_mentions` without geometry, and the mentions without a place with their ``reason``.

    Articles in the order of reading, mentions in the order of the text.
    """
    import pandas as pd

    placed = pd.DataFrame(traced_mentions(result, runs).drop(columns="geometry"))
    placed["reason"] = None
    missing = result.unplaced.copy()
    articles = [result.articles[key] for key in missing["article_id"]]
    missing["published"] = [a.published.isoformat() if a.published else None for a in articles]
    for name in ("source", "title", "url"):
        missing[name] = [getattr(article, name) for article in articles]
    _add_versions(missing, runs or {})
    if missing.empty:
        return placed
    missing = missing.reindex(columns=placed.columns)
    at = {key: number for number, key in enumerate(result.articles)}
    rows: list[dict[str, Any]] = [*_records(placed), *_records(missing)]
    rows.sort(key=lambda row: (at[row["article_id"]], row["start"], row["end"]))
    return pd.DataFrame(rows, columns=list(placed.columns), dtype=object)


def _records(table: pd.DataFrame) -> list[dict[str, Any]]:
    names = [str(name) for name in table.columns]
    columns = [table[name].tolist() for name in names]
    return [dict(zip(names, values, strict=True)) for values in zip(*columns, strict=True)]


def _add_versions(table: pd.DataFrame, runs: Mapping[str, Run]) -> None:
    made = [runs.get(key, Run()) for key in table["article_id"]]
    for name in _VERSIONS:
        versions = [getattr(run, name) for run in made]
        table[name] = [None if version == "-" else version for version in versions]
