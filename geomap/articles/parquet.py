"""Parquet: one article a row, read a batch at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.articles.rows import RowReader, text_column
from geomap.articles.sources import COLUMNS, Draft, Refusal, Source
from geomap.errors import ArticleError

if TYPE_CHECKING:
    from collections.abc import Iterator

_BATCH = 256  # rows; few enough that long texts fit into memory


def read_parquet(source: Source) -> Iterator[Draft | Refusal]:
    """The articles of a Parquet file; columns that articles don't have are not read."""
    import pyarrow as pa
    from pyarrow import parquet

    if not source.stream.seekable():
        raise ArticleError("Parquet can't be read from standard input; give the file's name")
    rows, number = RowReader(source), 0
    wanted = {source.columns.get(column, column) for column in (*COLUMNS, "date")}
    try:
        table = parquet.ParquetFile(source.stream)
        text_column(source, table.schema_arrow.names)
        columns = [name for name in table.schema_arrow.names if name in wanted]
        for batch in table.iter_batches(batch_size=_BATCH, columns=columns):
            for row in batch.to_pylist():
                number += 1
                yield rows.read(row, f"row {number:,}", number)
    except (pa.ArrowException, OSError) as error:
        raise ArticleError(f"broken Parquet behind row {number:,}: {error}") from error
    if not number:
        yield source.refuse("no rows")
    yield from rows.closing()
