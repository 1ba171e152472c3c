"""Mentions -> places: candidates, evidence, ranking."""

from geomap.resolution.ranker import Weights
from geomap.resolution.resolver import Resolver

__all__ = ["Resolver", "Weights"]
