"""Regions to ask for: named units, codes, boxes, circles, borders, files, and combinations."""

from __future__ import annotations

from geomap.regions.asking import region
from geomap.regions.combined import Difference, Union
from geomap.regions.files import read_region
from geomap.regions.near import NearRegion
from geomap.regions.relation import Region, Relation
from geomap.regions.shape import ShapeRegion
from geomap.regions.unit import UnitRegion

__all__ = [
    "Difference",
    "NearRegion",
    "Region",
    "Relation",
    "ShapeRegion",
    "Union",
    "UnitRegion",
    "read_region",
    "region",
]
