"""Mentions on a map: `MentionMap`, a `folium.Map` that leads back to the sentences.

`MentionLayer` puts them on a map of your own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geomap.maps.mention_layer import MentionLayer
    from geomap.maps.mention_map import MentionMap

__all__ = ["MentionLayer", "MentionMap"]


def __getattr__(name: str) -> object:
    """Import a class when it is asked for: folium alone takes a second."""
    if name == "MentionMap":
        from geomap.maps.mention_map import MentionMap

        return MentionMap
    if name == "MentionLayer":
        from geomap.maps.mention_layer import MentionLayer

        return MentionLayer
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
