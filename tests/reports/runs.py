"""The versions that the tests' mentions are from."""

from __future__ import annotations

from geomap.store import Run

RUN = Run(geomap="1.2.3", gazetteer="abc", model="model")
