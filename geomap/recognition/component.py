"""The recogniser as a spaCy pipeline component, ``nlp.add_pipe("geomap_recognizer")``."""

from __future__ import annotations


def make_recognizer() -> None:
    """Nothing yet."""
