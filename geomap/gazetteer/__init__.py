"""Spellings to places: the built index, how it is built, and how it is asked."""

from __future__ import annotations

from geomap.gazetteer.build import build_gazetteer
from geomap.gazetteer.folding import fold
from geomap.gazetteer.gazetteer import Gazetteer
from geomap.gazetteer.matches import KeyProfile, Match

__all__ = ["Gazetteer", "KeyProfile", "Match", "build_gazetteer", "fold"]
