"""The resolver as a spaCy pipeline component (placeholder: spaCy imports every entry point)."""

from __future__ import annotations


def make_resolver() -> None:
    """Nothing yet."""
