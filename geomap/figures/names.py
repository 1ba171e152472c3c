"""What figures can be, by name: light, so that the command line can offer them."""

from __future__ import annotations

KINDS = ("dots", "choropleth", "by-week", "by-source", "timeline", "co-mentions")
"""dots: towns as dots, areas shaded by their own mentions. choropleth: units shaded by the mentions
of all in them. by-week, by-source: small maps on one scale. timeline: mentions over time.
co-mentions: lines between places that articles name together."""

SIZES = ("column", "page", "slide")
"""A journal's column (85 mm), a page's text width (170 mm), a 16:9 slide."""
