"""Files, folders, feeds, tables and streams in; articles out, one at a time."""

from geomap.articles.article import make_article
from geomap.articles.reading import read_articles
from geomap.articles.sources import Refusal

__all__ = ["Refusal", "make_article", "read_articles"]
