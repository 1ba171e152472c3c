"""Files, folders, feeds, tables and streams in; articles out, one at a time."""

from geomap.articles.article import make_article
from geomap.articles.parts import mark_parts
from geomap.articles.reading import MAX_BYTES, read_articles
from geomap.articles.sentences import split_sentences
from geomap.articles.sources import Refusal

__all__ = [
    "MAX_BYTES",
    "Refusal",
    "make_article",
    "mark_parts",
    "read_articles",
    "split_sentences",
]
