"""Answers as tables to take along: JSON, JSON Lines, CSV, GeoJSON, GeoPackage, GeoParquet, text."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from geomap.errors import UsageError
from geomap.files import writing
from geomap.terminal import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import geopandas
    import pandas as pd

    from geomap.query import QueryResult

TEXT_FORMATS = ("table", "json", "jsonl", "csv", "geojson")
FILE_FORMATS = ("gpkg", "parquet")

COLUMNS = (
    "mention_id",
    "published",
    "source",
    "title",
    "text",
    "name",
    "group",
    "country",
    "admin1",
    "admin2",
    "place_id",
    "lat",
    "lon",
    "precision",
    "usage",
    "score",
    "part",
    "url",
)
_SHOWN = ("published", "source", "text", "name", "group", "admin1", "country", "score")
_WIDEST = 40


def mentions_table(result: QueryResult, *, sentences: bool = False) -> geopandas.GeoDataFrame:
    """One row a placed mention with what leads back to its article: `COLUMNS`, ``geometry``.

    With ``relation`` where a region was asked for, with ``sentence`` where ``sentences`` is true.
    Geometry is in EPSG:4326, lon/lat; a country, a unit or a sea is no point and has none (the
    point of its label is in ``lat`` and ``lon``).
    """
    import geopandas
    import numpy as np

    from geomap.store.places import is_dot

    frame = result.frame.copy()
    articles = [result.articles[article_id] for article_id in frame["article_id"]]
    frame["published"] = [a.published.isoformat() if a.published else None for a in articles]
    for name in ("source", "title", "url"):
        frame[name] = [getattr(article, name) for article in articles]
    rows = zip(frame.geometry, frame["group"], frame["precision"], strict=True)
    points = [point if is_dot(group, precision) else None for point, group, precision in rows]
    frame["geometry"] = geopandas.GeoSeries(
        np.array(points, object), index=frame.index, crs=frame.crs
    )
    extra = [name for name in ("relation",) if name in frame] + ["sentence"] * sentences
    return frame[[*COLUMNS, *extra, "geometry"]]


def write_table(table: pd.DataFrame, format_: str, output: str = "-") -> None:
    """Write a table in one of `TEXT_FORMATS` or `FILE_FORMATS`; ``-`` is standard output.

    In CSV, text that a spreadsheet would take for a formula begins with an apostrophe. Raises
    UsageError for a format that needs a file, or points where there are none.
    """
    if format_ in {"geojson", *FILE_FORMATS} and "geometry" not in table:
        raise UsageError(f"counts are no points: --{format_} goes with mentions, not with counts")
    if format_ in FILE_FORMATS:
        _write_file(table, format_, output)
        return
    with writing(output) as out:
        for line in _lines(table, format_):
            out.write(line)


def _write_file(table: pd.DataFrame, format_: str, output: str) -> None:
    if output == "-":
        raise UsageError(f"--{format_} needs a file: --output FILE.{format_}")
    path = Path(output)
    part = path.with_name(f".{path.name}.part.{format_}")  # GDAL wants the ending
    try:
        if format_ == "parquet":
            table.to_parquet(part)
        else:
            points = cast("geopandas.GeoDataFrame", table)
            points.to_file(part, layer="mentions", driver="GPKG")
        part.replace(path)
    except OSError as error:
        raise UsageError(f"can't write {path}: {error}") from error
    finally:
        part.unlink(missing_ok=True)


def _lines(table: pd.DataFrame, format_: str) -> Iterator[str]:
    if format_ == "geojson":
        yield from _geojson(table)
        return
    rows = list(_records(table))
    if format_ == "table":
        yield from text_table(rows)
    elif format_ == "json":
        yield json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
    elif format_ == "jsonl":
        for row in rows:
            yield json.dumps(row, ensure_ascii=False) + "\n"
    else:
        yield _csv_line(name for name in table.columns if name != "geometry")
        for row in rows:
            yield _csv_line(row.values())


def _records(table: pd.DataFrame) -> Iterator[dict[str, Any]]:
    names = [str(name) for name in table.columns if name != "geometry"]
    columns = [[_plain(value) for value in table[name].tolist()] for name in names]
    for values in zip(*columns, strict=True):
        yield dict(zip(names, values, strict=True))


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever a table holds
    """None for every way in which a table says that a value is unknown."""
    return None if value is None or value != value else value  # noqa: PLR0124 - only NaN differs


def _geojson(table: pd.DataFrame) -> Iterator[str]:
    """One feature a line, so that two answers can be compared line by line."""
    yield '{"type":"FeatureCollection","features":['
    between = "\n"
    for row, point in zip(_records(table), table["geometry"], strict=True):
        at = None if point is None else {"type": "Point", "coordinates": [row["lon"], row["lat"]]}
        feature = {
            "type": "Feature",
            "geometry": at,
            "properties": row,
        }
        yield between + json.dumps(feature, ensure_ascii=False, separators=(",", ":"))
        between = ",\n"
    yield "\n]}\n"


def _csv_line(values: Iterable[Any]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow([_harmless(value) for value in values])
    return line.getvalue()


def _harmless(value: Any) -> Any:  # noqa: ANN401 - whatever a cell holds
    if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")):
        return "'" + value
    return value


def text_table(rows: Sequence[dict[str, Any]]) -> Iterator[str]:
    """Rows as lines of text under their names, numbers to the right, for a terminal."""
    if not rows:
        return
    shown = [name for name in _SHOWN if name in rows[0]]
    names = shown if "mention_id" in rows[0] else list(rows[0])
    names += [name for name in ("relation", "sentence") if name in rows[0] and name not in names]
    cells = [[_cell(row[name], cut=name != "sentence") for name in names] for row in rows]
    widths = [max(map(_width, column)) for column in zip(names, *cells, strict=True)]
    numbers = [
        all(isinstance(row[name], int | float) or row[name] is None for row in rows)
        for name in names
    ]
    for line in [names, *cells]:
        padded = [
            " " * (width - _width(cell)) + cell if right else cell + " " * (width - _width(cell))
            for cell, width, right in zip(line, widths, numbers, strict=True)
        ]
        yield "  ".join(padded).rstrip() + "\n"


def _cell(value: Any, *, cut: bool) -> str:  # noqa: ANN401 - whatever a cell holds
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, float):
        return f"{value:.2f}"
    if isinstance(value, int):
        return f"{value:,}"
    text = printable(str(value))
    return text[: _WIDEST - 1] + "…" if cut and len(text) > _WIDEST else text


def _width(text: str) -> int:
    """Columns that a terminal gives a text: two for wide East Asian letters, none for marks."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )
