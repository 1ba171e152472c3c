"""What the tests of this room share: reading, with what was refused."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from geomap.articles import Refusal, read_articles

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from geomap.model import Article


def read(
    *paths: str | Path,
    columns: Mapping[str, str] | None = None,
    max_bytes: int = 5_000_000,
    stdin: bytes = b"",
) -> tuple[list[Article], list[Refusal]]:
    refusals: list[Refusal] = []
    articles = list(
        read_articles(
            paths,
            columns=columns,
            max_bytes=max_bytes,
            refused=refusals.append,
            stdin=io.BytesIO(stdin),
        )
    )
    for article in articles:
        check(article)
    return articles, refusals


def check(article: Article) -> None:
    """What is true of every article that was read."""
    assert article.id
    assert article.text.strip()
    for spans in (article.parts, article.sentences):
        end = 0
        for span in spans:
            assert end <= span.start < span.end <= len(article.text)
            end = span.end
    for field in (article.title, article.url, article.source, article.language):
        assert field is None or field.strip()
    article.text.encode("utf-8")
    article.id.encode("utf-8")


def part(article: Article, words: str) -> str:
    """The part in which ``words`` stand."""
    start = article.text.index(words)
    parts = {article.part_at(at) for at in range(start, start + len(words))}
    assert len(parts) == 1, f"{words!r} stands in {parts}"
    return parts.pop()
