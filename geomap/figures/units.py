"""The choropleth: countries or units shaded by the mentions of all that lies in them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from geomap.figures.canvas import Canvas, laid_out, view_for
from geomap.figures.dots import DotMap, Look
from geomap.figures.land import country_names
from geomap.figures.tally import PlaceCount
from geomap.figures.words import listed
from geomap.gazetteer.outlines import Outlines

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from geomap.figures.asked import Asked
    from geomap.figures.tally import Tally

COUNTRIES_KM = 4500.0
"""Kilometres across from which countries are shaded instead of their units."""
STEPS = 5
_PLURALS = {"country": "countries", "admin1_id": "regions", "admin2_id": "districts"}
_NAMES = {"country": "country", "admin1_id": "admin1", "admin2_id": "admin2"}


def draw_choropleth(asked: Asked) -> Figure:
    """Return the map of units shaded by the mentions of what lies in them."""
    level = level_of(asked)
    units, rest = units_of(asked.tally, level)
    shades = f"mentions of {_PLURALS[level]} and of places in them"
    notes = [f"Larger than a unit, or in none: {listed(rest, asked)}."] if rest else []
    if any(Outlines.open().is_approximate(unit.id) for unit in units):
        notes.append("The outlines of some are approximate: drawn from the towns in them.")
    drawing = DotMap(asked, units, Look(steps=STEPS, shades=shades, notes=tuple(notes)))
    sheet, view = laid_out(asked, drawing.describe)
    drawing.draw(Canvas(sheet, sheet.room, view))
    return sheet.figure


def level_of(asked: Asked) -> str:
    """Return the column of the units that are shaded.

    Countries on wide maps, else first-level units; in a first-level unit second-level ones, where
    their outlines are known.
    """
    view = view_for(asked)
    if view.is_world or view.width / 1000 > COUNTRIES_KM:
        return "country"
    place = getattr(asked.region, "place", None)
    if place is not None and place.group == "region":
        units, _ = units_of(asked.tally, "admin2_id")
        if units:
            return "admin2_id"
    return "admin1_id"


def units_of(tally: Tally, level: str) -> tuple[list[PlaceCount], list[PlaceCount]]:
    """Return units with the mentions of all that lies in them, and places that lie in none.

    A unit of which no outline is known is none.
    """
    archive = Outlines.open()
    units = {unit for unit in tally.rows[level] if isinstance(unit, str)}
    known = {unit for unit in units if archive.outline(unit, level="region") is not None}
    counts: Counter[str] = Counter()
    rest: Counter[str] = Counter()
    names = country_names() if level == "country" else {}
    columns = ("place_id", level, _NAMES[level])
    for place, unit, name in zip(*(tally.rows[column] for column in columns), strict=True):
        if unit in known:
            counts[unit] += 1
            names.setdefault(unit, name if isinstance(name, str) else unit)
        else:
            rest[place] += 1
    found = [_unit(unit, names[unit], level, many) for unit, many in counts.items()]
    found.sort(key=lambda unit: (-unit.mentions, unit.id))
    return found, [place for place in tally.places if place.id in rest]


def _unit(unit: str, name: str, level: str, mentions: int) -> PlaceCount:
    return PlaceCount(
        id=unit,
        name=name,
        group={"country": "country", "admin1_id": "region"}.get(level, "district"),
        country=unit if level == "country" else None,
        admin1_id=unit if level == "admin1_id" else None,
        lat=0.0,
        lon=0.0,
        form="area",
        mentions=mentions,
    )
