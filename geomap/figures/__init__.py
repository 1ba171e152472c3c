"""Figures for print without a browser: maps, charts and networks of mentions; PNG, SVG, PDF."""

from __future__ import annotations

from geomap.figures.drawing import KINDS, alt_text, figure
from geomap.figures.saving import save_figure
from geomap.figures.style import SIZES

__all__ = ["KINDS", "SIZES", "alt_text", "figure", "save_figure"]
