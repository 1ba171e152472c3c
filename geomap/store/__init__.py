"""The mention store: one GeoPackage file with articles, their mentions, and what they mean."""

from __future__ import annotations

from geomap.store.question import Asked, By
from geomap.store.run import Ingested, Refused, Run
from geomap.store.store import BATCH, MentionStore

__all__ = ["BATCH", "Asked", "By", "Ingested", "MentionStore", "Refused", "Run"]
