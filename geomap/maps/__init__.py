"""Mentions on a map: `MentionMap`, a `folium.Map` that leads back to the sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geomap.maps.mention_map import MentionMap

__all__ = ["MentionMap"]


def __getattr__(name: str) -> object:
    """Import `MentionMap` when it is asked for: folium alone takes a second."""
    if name == "MentionMap":
        from geomap.maps.mention_map import MentionMap

        return MentionMap
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
