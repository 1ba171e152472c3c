"""What a question to a corpus returns: mentions as tables, ready for maps, figures and reports."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import geopandas
    import pandas as pd

    from geomap.model import Article, Mention

MENTION_COLUMNS = (
    "mention_id",
    "article_id",
    "start",
    "end",
    "text",
    "part",
    "usage",
    "usage_score",
    "recognition_score",
    "kind_word",
    "sentence_start",
    "sentence_end",
    "sentence",
    "score",
    "reason",
    "evidence",
)
PLACE_COLUMNS = (
    "place_id",
    "name",
    "kind",
    "group",
    "country",
    "admin1",
    "admin2",
    "admin1_id",
    "admin2_id",
    "lat",
    "lon",
    "population",
    "precision",
    "spelling",
)
CANDIDATE_COLUMNS = (
    "mention_id",
    "rank",
    "place_id",
    "name",
    "kind",
    "country",
    "admin1",
    "lat",
    "lon",
    "score",
    "spelling",
    "evidence",
)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Mentions that a question did not count, how many, and why (in words)."""

    reason: str
    count: int


@dataclass(frozen=True, slots=True)
class QueryResult:
    """Mentions that answer a question, with what leads back to their sentences.

    frame : GeoDataFrame, EPSG:4326, one row a placed mention: `MENTION_COLUMNS`, `PLACE_COLUMNS`,
        ``geometry`` (a point, lon/lat order as shapely has it).
    articles : article id -> `Article` without its mentions, in the order of reading.
    candidates : DataFrame of `CANDIDATE_COLUMNS`, the rejected ones too, best first (rank 1).
    unplaced : DataFrame of `MENTION_COLUMNS`: mentions without a place, each with its ``reason``.
    left_out : what was not counted, with counts.
    """

    frame: geopandas.GeoDataFrame
    articles: Mapping[str, Article]
    candidates: pd.DataFrame
    unplaced: pd.DataFrame
    left_out: tuple[LeftOut, ...] = ()

    def _repr_html_(self) -> str:
        """Counts, the places named most and a small map, for notebooks."""
        from geomap.notebook import result_html

        return result_html(self)


def mention_id(article: Article, mention: Mention) -> str:
    """The id of a mention: its article's id and its offsets, stable from run to run."""
    return f"{article.id}#{mention.start}-{mention.end}"


def query_result(articles: Iterable[Article]) -> QueryResult:
    """All mentions of geoparsed articles as one `QueryResult`, in reading order."""
    import geopandas
    import pandas as pd

    kept: dict[str, Article] = {}
    placed: list[dict[str, object]] = []
    unplaced: list[dict[str, object]] = []
    candidates: list[dict[str, object]] = []
    for article in articles:
        kept[article.id] = replace(article, mentions=())
        for mention in article.mentions:
            row = _mention_row(article, mention)
            candidates += _candidate_rows(article, mention)
            place = mention.place
            if place is None or place.lat is None or place.lon is None:
                if place is not None:
                    row["reason"] = f"{place.name} has no point"
                unplaced.append(row)
                continue
            placed.append(row | _place_columns(mention))
    table = pd.DataFrame(placed, columns=[*MENTION_COLUMNS, *PLACE_COLUMNS])
    points = geopandas.points_from_xy(table["lon"].astype(float), table["lat"].astype(float))
    return QueryResult(
        frame=geopandas.GeoDataFrame(table, geometry=points, crs="EPSG:4326"),
        articles=kept,
        candidates=pd.DataFrame(candidates, columns=list(CANDIDATE_COLUMNS)),
        unplaced=pd.DataFrame(unplaced, columns=list(MENTION_COLUMNS)),
    )


def _mention_row(article: Article, mention: Mention) -> dict[str, object]:
    sentence = article.sentence_at(mention.start)
    return {
        "mention_id": mention_id(article, mention),
        "article_id": article.id,
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "part": mention.part,
        "usage": mention.usage,
        "usage_score": mention.usage_score,
        "recognition_score": mention.recognition_score,
        "kind_word": mention.kind_word,
        "sentence_start": sentence.start,
        "sentence_end": sentence.end,
        "sentence": article.text[sentence.start : sentence.end],
        "score": mention.score,
        "reason": mention.reason,
        "evidence": mention.evidence,
    }


def _place_columns(mention: Mention) -> dict[str, object]:
    place = mention.place
    if place is None:
        return {}
    chosen = next((c for c in mention.candidates if c.place.id == place.id), None)
    return {
        "place_id": place.id,
        "name": place.name,
        "kind": place.kind,
        "group": place.group,
        "country": place.country,
        "admin1": place.admin1,
        "admin2": place.admin2,
        "admin1_id": place.admin1_id,
        "admin2_id": place.admin2_id,
        "lat": place.lat,
        "lon": place.lon,
        "population": place.population,
        "precision": place.precision,
        "spelling": chosen.spelling if chosen else None,
    }


def _candidate_rows(article: Article, mention: Mention) -> list[dict[str, object]]:
    return [
        {
            "mention_id": mention_id(article, mention),
            "rank": rank,
            "place_id": candidate.place.id,
            "name": candidate.place.name,
            "kind": candidate.place.kind,
            "country": candidate.place.country,
            "admin1": candidate.place.admin1,
            "lat": candidate.place.lat,
            "lon": candidate.place.lon,
            "score": candidate.score,
            "spelling": candidate.spelling,
            "evidence": candidate.evidence,
        }
        for rank, candidate in enumerate(mention.candidates, 1)
    ]
