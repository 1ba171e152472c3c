"""A gazetteer of a few places with square outlines drawn by hand."""

from __future__ import annotations

from typing import ClassVar

from geomap.errors import GazetteerError
from geomap.gazetteer import Match
from geomap.model import Box, Candidate, Place, Spelling


def unit(number, name, kind, country, box, *, population=None, **more):
    """A country or unit with its extent; its point is the middle of it, as gazetteers have it."""
    return Place(
        id=f"geonames:{number}",
        name=name,
        kind=kind,
        country=country,
        lat=(box.south + box.north) / 2,
        lon=(box.west + box.east) / 2,
        population=population,
        extent=box,
        precision="region",
        **more,
    )


def town(number, name, country, lat, lon, population, **more):
    """A town: its point alone."""
    return Place(
        id=f"geonames:{number}",
        name=name,
        kind="P.PPL",
        country=country,
        lat=lat,
        lon=lon,
        population=population,
        **more,
    )


def area(slug, name, box=None, *, kind="L.RGN", **more):
    """An area, sea or river of no country."""
    return Place(id=f"curated:{slug}", name=name, kind=kind, extent=box, precision="region", **more)


WEST = {"admin1": "West Oblast", "admin1_id": "geonames:11"}
EAST = {"admin1": "East Oblast", "admin1_id": "geonames:12"}
NORTHLAND = unit(1, "Northland", "A.PCLI", "NL", Box(30, 50, 40, 54), population=9_000_000)
SOUTHLAND = unit(2, "Southland", "A.PCLI", "SL", Box(30, 45, 40, 50), population=40_000_000)
WEST_OBLAST = unit(11, "West Oblast", "A.ADM1", "SL", Box(30, 45, 35, 50), **WEST)
EAST_OBLAST = unit(12, "East Oblast", "A.ADM1", "SL", Box(35, 45, 40, 50), **EAST)
DISTRICT = Place(
    id="geonames:21",
    name="Hill District",
    kind="A.ADM2",
    country="SL",
    lat=46.0,
    lon=31.0,
    precision="region",
    admin2="Hill District",
    admin2_id="geonames:21",
    **WEST,
)
MIDDLE = town(101, "Middle", "SL", 47.5, 34.9, 50_000, **WEST)
HILL = town(
    102, "Hill", "SL", 46.0, 31.0, 900, admin2="Hill District", admin2_id="geonames:21", **WEST
)
PORT = town(103, "Port", "SL", 49.9, 36.0, 2_000_000, **EAST)
PORT_NORTH = town(104, "Port", "NL", 50.1, 36.0, 30_000)
TWIN = town(105, "Twin", "SL", 47.0, 36.0, 40_000, **EAST)
TWIN_NORTH = town(106, "Twin", "NL", 52.0, 36.0, 30_000)
LOST = town(107, "Lost", "SL", 47.2, 36.5, 10_000)
CONTINENT = area("continent", "Continent", kind="L.CONT")
TWO_LANDS = area("two-lands", "Two Lands")
OLD_LANDS = area("old-lands", "Old Lands", country="SL")
STEPPE = area("steppe", "Steppe", Box(36, 46, 38, 48))
RIVER = area("river", "Long River", Box(33, 46, 37, 52), kind="H.STM")
LAKE = area("lake", "Lake", Box(31, 46, 32, 47), kind="H.LK")
SEA = area("sea", "Sea", kind="H.SEA", lat=46.5, lon=33.0)
PLACES = (
    NORTHLAND,
    SOUTHLAND,
    WEST_OBLAST,
    EAST_OBLAST,
    DISTRICT,
    MIDDLE,
    HILL,
    PORT,
    PORT_NORTH,
    TWIN,
    TWIN_NORTH,
    LOST,
    CONTINENT,
    TWO_LANDS,
    OLD_LANDS,
    STEPPE,
    RIVER,
    LAKE,
    SEA,
)


class HandDrawn:
    """A gazetteer as `geomap.regions.asking.PlaceFinder` describes it."""

    _by_code: ClassVar = {
        "NL": NORTHLAND,
        "SL": SOUTHLAND,
        "SL.01": WEST_OBLAST,
        "SL.02": EAST_OBLAST,
    }
    _members: ClassVar = {
        TWO_LANDS.id: [NORTHLAND, SOUTHLAND],
        OLD_LANDS.id: [WEST_OBLAST],
        CONTINENT.id: [NORTHLAND, SOUTHLAND],
    }

    def lookup(self, name, *, limit=40):
        found = [place for place in PLACES if place.name.casefold() == name.casefold()]
        found += [EAST_OBLAST] * (name == "SL-02")
        return [Match(place, Spelling(name, "main"), 0, True, True, 0) for place in found][:limit]

    def search(self, name, *, limit=10):
        found = [place for place in PLACES if place.name[:3].casefold() == name[:3].casefold()]
        return [Candidate(place, 0.5) for place in found][:limit]

    def by_code(self, code):
        return self._by_code.get(code)

    def get(self, place_id):
        for place in PLACES:
            if place.id == place_id:
                return place
        raise GazetteerError(f"no place {place_id}")

    def parents(self, place):
        chain = [self.get(i) for i in (place.admin2_id, place.admin1_id) if i and i != place.id]
        country = self.by_code(place.country) if place.country else None
        if country is not None and country.id != place.id:
            chain.append(country)
        return [*chain, CONTINENT] if place.country else chain

    def members(self, place):
        return self._members.get(place.id, [])

    def outline(self, place):
        import shapely

        if place.extent is None or place.group not in {"country", "region"}:
            return None
        box = place.extent
        return shapely.box(box.west, box.south, box.east, box.north)
