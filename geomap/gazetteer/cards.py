"""A place as one text, the way the index keeps it to be read fast.

SQLite hands columns out one by one, at the same cost whatever they hold; a name has up to hundreds
of places of sixteen columns each, and their units lie elsewhere. One text with all of it is read in
about half the time (measured on the names of GeoVirus).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.model import Box, make_place

if TYPE_CHECKING:
    from geomap.model import Place

_APART = "\x1f"
"""The unit separator of ASCII, which no name keeps."""

FIELDS = (
    "coalesce(p.id, 'geonames:' || p.num), p.name, p.kind, p.country, a1.name, a2.name, p.lat,"
    " p.lon, p.population, p.west, p.south, p.east, p.north, p.precision,"
    " coalesce(a1.id, 'geonames:' || a1.num), coalesce(a2.id, 'geonames:' || a2.num), p.alternates"
)
"""What `write_card` is given of ``place p`` and the units ``a1`` and ``a2`` that hold it."""


def write_card(*fields: object) -> str:
    """The card of a place by its `FIELDS`, of which None and "" are the same."""
    return _APART.join("" if field is None else str(field).replace(_APART, " ") for field in fields)


def read_card(card: str) -> tuple[Place, int]:
    """The place on a card, and how many other names it has."""
    (
        place_id,
        name,
        kind,
        country,
        admin1,
        admin2,
        lat,
        lon,
        population,
        west,
        south,
        east,
        north,
        precision,
        admin1_id,
        admin2_id,
        alternates,
    ) = card.split(_APART)
    place = make_place(
        place_id,
        name,
        kind,
        country or None,
        admin1 or None,
        admin2 or None,
        float(lat) if lat else None,
        float(lon) if lon else None,
        int(population) if population else None,
        Box(float(west), float(south), float(east), float(north)) if west else None,
        precision,  # type: ignore[arg-type]  # one of three, as it was written
        admin1_id or None,
        admin2_id or None,
    )
    return place, int(alternates)
