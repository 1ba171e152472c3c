"""Shapes as the page holds them: rings of whole numbers, each the step from the one before.

A page's shapes are drawn, not measured: three decimals of a degree are about 100 m.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geomap.errors import GazetteerError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from shapely.geometry.base import BaseGeometry

    from geomap.gazetteer import Gazetteer

DIGITS = 3
"""Decimals of a degree that an outline keeps."""

POINTS = 1500
"""Points above which an outline is simplified; below, it meets its neighbours as it came."""

SHARE = 0.001
"""A larger one is simplified by this share of its size: one pixel where it fills a screen."""

COARSEST = 0.02
"""Degrees by which an outline is simplified at most: a large neighbour must meet a small one."""


def rings(shape: BaseGeometry, digits: int = DIGITS) -> list[list[int]]:
    """Return the rings (or lines) of a shape, in ``10 ** -digits`` degrees.

    A ring is ``[lon, lat, step east, step north, ...]``; holes stand among the rings, which the
    page fills by the even-odd rule. Points that fall together are one; what collapses is left out.
    """
    import shapely

    found = []
    # Twice: a collection may hold multi-part shapes.
    for part in shapely.get_parts(shapely.get_parts(shape)).tolist():
        lines = [part.exterior, *part.interiors] if part.geom_type == "Polygon" else [part]
        least = 4 if part.geom_type == "Polygon" else 2
        for line in lines:
            ring = _steps(line, 10**digits)
            if len(ring) >= 2 * least:
                found.append(ring)
    return found


def _steps(line: BaseGeometry, scale: int) -> list[int]:
    import numpy as np
    import shapely

    points = np.rint(shapely.get_coordinates(line) * scale).astype(np.int64)
    steps = np.diff(points, axis=0, prepend=np.zeros((1, 2), np.int64))
    moved = np.flatnonzero(np.any(steps != 0, axis=1) | (np.arange(len(steps)) == 0))
    return [int(step) for step in steps[moved].ravel()]


def outline(shape: BaseGeometry) -> dict[str, Any]:
    """Return a shape's ``rings`` and the ``label`` point within it (``[lat, lon]``, degrees)."""
    import shapely

    west, south, east, north = shape.bounds
    step = min(SHARE * max(east - west, north - south), COARSEST)
    smooth = shapely.simplify(shape, step) if shapely.get_num_coordinates(shape) > POINTS else shape
    largest = max(shapely.get_parts(smooth).tolist(), key=lambda part: part.area)
    inside = largest.representative_point()
    return {"rings": rings(smooth), "label": [round(inside.y, DIGITS), round(inside.x, DIGITS)]}


def region_outlines(gazetteer: Gazetteer) -> Callable[[str], BaseGeometry | None]:
    """Return a function from a place id to its outline, as `MentionMap` takes it.

    None for a place without one, or of another source than the gazetteer.
    """

    def outline_of(place_id: str) -> BaseGeometry | None:
        try:
            return gazetteer.outline(gazetteer.get(place_id), level="region")
        except GazetteerError:
            return None

    return outline_of


def outlines_of(
    places: Mapping[str, list[Any]],
    mentioned: int,
    find: Callable[[str], BaseGeometry | None],
) -> dict[str, Any]:
    """Return the outlines of the areas among the first ``mentioned`` places, by place index."""
    found = {}
    for at in range(mentioned):
        if places["form"][at] != "area":
            continue
        shape = find(places["id"][at])
        if shape is not None and not shape.is_empty and shape.area > 0:
            found[str(at)] = outline(shape)
    return found
