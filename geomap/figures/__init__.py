"""Figures for print without a browser: maps, charts and networks of mentions; PNG, SVG, PDF."""

from __future__ import annotations

from geomap.figures.drawing import alt_text, figure
from geomap.figures.names import KINDS, SIZES
from geomap.figures.saving import save_figure
from geomap.figures.tally import DRAWN

__all__ = ["DRAWN", "KINDS", "SIZES", "alt_text", "figure", "save_figure"]
