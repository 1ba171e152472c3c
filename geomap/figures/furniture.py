"""What stands around a map: the scale bar, the locator, the lines of sources and versions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.figures import style
from geomap.figures.land import BORDERS, CREDIT, fill, world_land
from geomap.figures.marks import round_number
from geomap.figures.sheet import Block
from geomap.figures.text import put, width_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    import numpy as np
    from matplotlib.axes import Axes
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from geomap.figures.style import Size
    from geomap.figures.tally import Span
    from geomap.figures.view import View
    from geomap.store.run import Run

    Floats = NDArray[np.float64]

_GLOBE_LAND = "#C4C4BE"
_LEAST_FRAME = 0.16
"""The least width of the frame on the globe, by the globe's radius; a smaller one is a dot."""

_FAR = 4.0
_SOURCES = 6
"""Sources that are named; how many more there are is said."""


def scale_bar(view: View, map_width: float, size: Size) -> Block:
    """Return a scale bar, true at the middle of the map; ``map_width`` in points."""
    import numpy as np
    import pyproj

    # A short line through the middle: the scale is the middle's, not a mean of the edges'.
    half = view.width / 200
    x, y = (view.west + view.east) / 2, (view.south + view.north) / 2
    lon, lat = view.lonlat(np.array([x - half, x + half]), np.array([y, y]))
    km = float(pyproj.Geod(ellps="WGS84").line_length(lon, lat)) / 1000
    points_a_km = map_width / 100 / km
    wanted = min(map_width / 5, 11 * size.text)
    length = round_number(max(wanted / points_a_km, 1))
    wide = length * points_a_km
    label = f"{length:,} km" + (" (in the middle)" if view.is_world else "")
    width = max(wide, width_of(label, size.text)) + 1

    def draw(page: Axes, left: float, top: float) -> None:
        low = top - 0.5 * size.text
        tick = 0.35 * size.text
        page.plot(
            [left, left, left + wide, left + wide],
            [low + tick, low, low, low + tick],
            color=style.INK,
            linewidth=0.8,
            solid_joinstyle="miter",
            label="scale bar",
        )
        look = {"fontsize": size.text, "va": "center", "color": style.INK}
        put(page, left, low - 0.75 * size.text, label, **look)

    return Block(width, 1.9 * size.text, draw)


def locator(view: View, size: Size) -> Block:
    """Return a small globe that shows where the map is."""
    tall = 6.5 * size.text

    def draw(page: Axes, left: float, top: float) -> None:
        width, height = page.get_xlim()[1], page.get_ylim()[1]
        box = (left / width, (top - tall) / height, tall / width, tall / height)
        ax = page.figure.add_axes(box, label="locator", zorder=6)
        ax.set_axis_off()
        _draw_globe(ax, view)

    return Block(tall, tall, draw)


def _draw_globe(ax: Axes, view: View) -> None:
    import numpy as np
    from matplotlib.patches import Circle, Polygon

    x, y = (view.west + view.east) / 2, (view.south + view.north) / 2
    lon_0, lat_0 = (float(value[0]) for value in view.lonlat(np.array([x]), np.array([y])))
    # Leans towards the equator, where more land that readers know is in sight.
    globe = Globe(lon_0, 0.7 * lat_0)
    ax.add_patch(Circle((0, 0), 1.0, facecolor=style.SEA, edgecolor=style.BORDER, linewidth=0.5))
    fill(ax, globe.land(), _GLOBE_LAND, zorder=2)
    along, zero, one = np.linspace(0, 1, 30), np.zeros(30), np.ones(30)
    east = view.west + view.width * np.concatenate([along, one, along[::-1], zero])
    north = view.south + view.height * np.concatenate([zero, along, one, along[::-1]])
    lon, lat = view.lonlat(east, north)
    # The corners of a map near a pole may lie off the earth.
    known = np.isfinite(lon) & np.isfinite(lat)
    frame = globe.points(np.column_stack([lon[known], lat[known]]))
    if np.ptp(frame[:, 0]) < _LEAST_FRAME:
        middle = (float(frame[:, 0].mean()), float(frame[:, 1].mean()))
        ax.add_patch(Circle(middle, _LEAST_FRAME / 2, facecolor=style.FRAME, zorder=4))
    else:
        look = {"facecolor": f"{style.FRAME}59", "edgecolor": style.FRAME, "linewidth": 0.9}
        ax.add_patch(Polygon(frame, closed=True, zorder=4, **look))
    ax.set_xlim(-1.03, 1.03)
    ax.set_ylim(-1.03, 1.03)
    ax.set_aspect("equal")


class Globe:
    """The earth as a sphere seen from afar (orthographic), its radius 1.

    Shapes are cut to the half in sight in Lambert's azimuthal projection, where all of the earth
    has a place, and moved along their bearing from there: 2 sin(c/2) becomes sin(c) at the distance
    c (Snyder 1987, p. 149 and 185).
    """

    def __init__(self, lon_0: float, lat_0: float) -> None:
        import pyproj

        sphere = "+R=1 +units=m"
        self._behind = _far_box(lon_0, lat_0)
        self._turn = pyproj.Transformer.from_crs(
            f"+proj=longlat {sphere}",
            f"+proj=laea +lat_0={lat_0:.4f} +lon_0={lon_0:.4f} {sphere}",
            always_xy=True,
        )

    def points(self, lonlat: Floats) -> Floats:
        """Degrees (lon, lat) to places on the globe; what is behind it lies on its edge."""
        import numpy as np

        found: Floats = np.column_stack(self._turn.transform(lonlat[:, 0], lonlat[:, 1]))
        return self._seen(found)

    def land(self) -> list[BaseGeometry]:
        """The land in sight."""
        import numpy as np
        import shapely

        half = shapely.Point(0, 0).buffer(np.sqrt(2), quad_segs=64)
        found = []
        for part in shapely.get_parts(shapely.difference(world_land(), self._behind)).tolist():
            flat = shapely.transform(shapely.segmentize(part, 4.0), self._flat)
            cut = shapely.intersection(shapely.make_valid(flat), half)
            if not cut.is_empty:
                found.append(shapely.transform(shapely.segmentize(cut, 0.05), self._seen))
        return found

    def _flat(self, lonlat: Floats) -> Floats:
        import numpy as np

        return np.column_stack(self._turn.transform(lonlat[:, 0], lonlat[:, 1]))

    def _seen(self, flat: Floats) -> Floats:
        import numpy as np

        far = np.hypot(flat[:, 0], flat[:, 1])
        bearing = flat / np.maximum(far, 1e-12)[:, None]
        angle = np.minimum(2 * np.arcsin(np.clip(far / 2, 0, 1)), np.pi / 2)
        found: Floats = bearing * np.sin(angle)[:, None]
        return found


def _far_box(lon_0: float, lat_0: float) -> BaseGeometry:
    """A box around the point opposite (degrees): a shape that held it would turn inside out."""
    import shapely
    from shapely.affinity import translate

    lon = lon_0 - 180.0 if lon_0 > 0 else lon_0 + 180.0
    box = shapely.box(lon - _FAR, -lat_0 - _FAR, lon + _FAR, -lat_0 + _FAR)
    return shapely.union_all([translate(box, turn) for turn in (-360.0, 0.0, 360.0)])


def source_notes(
    span: Span, runs: Sequence[Run], gazetteer: str | None, *, is_map: bool
) -> list[str]:
    """Return the lines that say what a figure rests on: articles, dates, versions, the land."""
    articles = "1 article" if span.articles == 1 else f"{span.articles:,} articles"
    line = f"Source: {articles}"
    if span.sources:
        count = len(span.sources)
        named = ", ".join(span.sources[:_SOURCES])
        more = f" and {count - _SOURCES:,} more" if count > _SOURCES else ""
        line += f" from {count:,} publisher{'s' if count > 1 else ''} ({named}{more})"
    line += f", {dates(span.first, span.last)}" if span.first and span.last else ", undated"
    if span.first and span.undated:
        line += f" ({span.undated:,} undated)"
    ground = f" Land: {CREDIT}; {BORDERS}." if is_map else ""
    return [f"{line}.", f"{versions(runs, gazetteer)}{ground} Places: GeoNames, CC BY 4.0."]


def versions(runs: Sequence[Run], gazetteer: str | None) -> str:
    """Return the versions that produced the mentions, as a sentence."""
    if not runs:
        from importlib.metadata import version

        known = f", gazetteer {gazetteer}" if gazetteer else ""
        return f"Made with geomap {version('geomap')}{known}."
    parts = {", ".join(_known(run)) for run in runs}
    return f"Made with {'; '.join(sorted(parts - {''})) or 'versions that are not known'}."


def _known(run: Run) -> list[str]:
    named = {"geomap": run.geomap, "gazetteer": run.gazetteer, "model": run.model}
    return [f"{name} {version}" for name, version in named.items() if version != "-"]


def dates(first: date, last: date) -> str:
    """Return a day or a span of days."""
    if first == last:
        return first.isoformat()
    return f"{first.isoformat()} to {last.isoformat()}"
