"""Mentions -> places: candidates, evidence, ranking."""

from geomap.explanation import explain
from geomap.resolution.profile import Outlet, OutletProfile, build_profile, known_homes
from geomap.resolution.ranker import Weights
from geomap.resolution.resolver import Resolver

__all__ = [
    "Outlet",
    "OutletProfile",
    "Resolver",
    "Weights",
    "build_profile",
    "explain",
    "known_homes",
]
