"""What people type for a region, as a region."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from geomap.errors import GeomapError, RegionError
from geomap.model import Box
from geomap.regions.combined import Difference, Union
from geomap.regions.files import SUFFIXES, read_region
from geomap.regions.near import NearRegion
from geomap.regions.shape import ShapeRegion, box_shape
from geomap.regions.unit import UnitRegion

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from shapely.geometry.base import BaseGeometry

    from geomap.gazetteer import Match
    from geomap.model import Candidate, Place
    from geomap.regions.relation import Region

KM = {"m": 0.001, "km": 1.0, "mi": 1.609344, "mile": 1.609344, "miles": 1.609344}
"""Kilometres in the units of length that a distance may be given in (international mile)."""

_EXCEPT = re.compile(r"\s+(?:except|without)\s+", re.IGNORECASE)
_PLUS = re.compile(r"\s+\+\s+")
_NEAR = re.compile(
    r"(?P<number>\d+(?:\.\d+)?)\s*(?P<unit>km|mi|miles?|m)\s+(?:around|of|from)\s+(?P<core>.+)",
    re.IGNORECASE,
)
_BORDER = re.compile(
    r"(?:the\s+)?border\s+(?:of\s+|between\s+)?(.+?)(?:\s+and\s+|\s*/\s*|\s+[-\u2013]\s+)(.+)",
    re.IGNORECASE,
)
_CODES_BORDER = re.compile(r"(?:the\s+)?border\s+([A-Z]{2})-([A-Z]{2})", re.IGNORECASE)
_POINT = re.compile(r"(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)")
_CODE = re.compile(r"[A-Z]{2}(?:-[A-Z0-9]{1,3}|(?:\.[A-Z0-9]+){0,2})")
_ID = re.compile(r"[a-z][a-z0-9_-]*:\S+")

_DOMINANT = 10
"""How many times more people make a town the one that is meant by a shared name."""

_SHOWN = 8


class PlaceFinder(Protocol):
    """What is asked of a gazetteer; `geomap.gazetteer.Gazetteer` is ours."""

    def lookup(self, name: str, *, limit: int | None = 40) -> Sequence[Match]:
        """Places that a name could mean."""

    def search(self, name: str, *, limit: int = 10) -> Sequence[Candidate]:
        """Places with a name like this."""

    def by_code(self, code: str) -> Place | None:
        """The country or unit with a code of GeoNames ("UA.08") or of ISO 3166-2 ("UA-65")."""

    def get(self, place_id: str) -> Place:
        """The place with this id."""

    def parents(self, place: Place) -> Sequence[Place]:
        """The units that hold a place."""

    def members(self, place: Place) -> Sequence[Place]:
        """The units that an area is made of."""

    def outline(self, place: Place) -> BaseGeometry | None:
        """The outline of a country or unit."""


def region(
    asked: str | BaseGeometry, gazetteer: PlaceFinder, *, where: str | None = None
) -> Region:
    """The region that was asked for.

    asked : a name in any known spelling ("Kherson Oblast", "Gebiet Cherson", "Donbas"), a code
        ("UA", "UA-65" by ISO 3166-2, "UA.08" by GeoNames), a place id,
        ``bbox:west,south,east,north`` in degrees, "50 km around Minsk" (or around "lat,lon"), "20
        km of border BY-UA", a file of features (then ``where`` chooses among them), "A except B",
        "A + B", or a shapely geometry (lon/lat).

    Raises RegionError for a name that is unknown, with suggestions, or shared, with the choices.
    """
    if not isinstance(asked, str):
        return ShapeRegion("the shape", asked, outline=gazetteer.outline)
    asked = asked.strip()
    if Path(asked).suffix.lower() in SUFFIXES:
        return read_region(asked, where=where, outline=gazetteer.outline)
    if where is not None:
        raise RegionError(f"a condition goes with a file of features; {asked!r} is none")
    whole, *without = _EXCEPT.split(asked)
    found: Region = Union.of([_simple(part, gazetteer) for part in _PLUS.split(whole)])
    for part in without:
        found = Difference(found, region(part, gazetteer))
    return found


def _simple(asked: str, gazetteer: PlaceFinder) -> Region:
    asked = asked.strip()
    if asked.lower().startswith("bbox:"):
        return _box(asked, gazetteer)
    near = _NEAR.fullmatch(asked)
    if near is not None:
        km = float(near["number"]) * KM[near["unit"].lower()]
        return NearRegion(asked, _core(near["core"], gazetteer), km, outline=gazetteer.outline)
    return _named(asked, gazetteer)


def _box(asked: str, gazetteer: PlaceFinder) -> ShapeRegion:
    try:
        west, south, east, north = (float(number) for number in asked[5:].split(","))
    except ValueError as error:
        raise RegionError(
            f"{asked!r} is no box; write bbox:west,south,east,north, as in bbox:31,45,35,48"
        ) from error
    if not (-180 <= west <= 180 and -180 <= east <= 180 and -90 <= south < north <= 90):  # noqa: PLR2004
        raise RegionError(
            f"{asked!r} is no box on earth: longitudes -180 to 180, latitudes -90 to 90, south"
            " before north; west may be larger than east, over the antimeridian"
        )
    shape = box_shape(Box(west, south, east, north))
    return ShapeRegion(asked, shape, outline=gazetteer.outline)


def _core(asked: str, gazetteer: PlaceFinder) -> BaseGeometry:
    """What a distance is measured from: a point, a border, or a place."""
    import shapely

    asked = asked.strip()
    point = _POINT.fullmatch(asked)
    if point is not None:
        lat, lon = float(point[1]), float(point[2])
        if not (-90 <= lat <= 90 and -180 <= lon <= 180):  # noqa: PLR2004
            raise RegionError(f"{asked!r} is no point on earth; write lat,lon in degrees")
        return shapely.Point(lon, lat)
    border = _CODES_BORDER.fullmatch(asked) or _BORDER.fullmatch(asked)
    if border is not None:
        return _border(border[1], border[2], gazetteer)
    place = _place(asked, gazetteer)
    outline = gazetteer.outline(place)
    if outline is not None:
        return outline
    if place.lat is None or place.lon is None:
        raise RegionError(f"it is not known where {place.name} lies")
    if place.group not in {"town", "site", "landform"}:
        raise RegionError(f"the outline of {place.name} is not known; measure from a point or town")
    return shapely.Point(place.lon, place.lat)


def _border(one: str, other: str, gazetteer: PlaceFinder) -> BaseGeometry:
    import shapely

    shapes = [region(name.strip(), gazetteer) for name in (one, other)]
    mine, theirs = (_boundary(shape) for shape in shapes)
    # Neighbours share their border point for point: their outlines come from one topology.
    shared = shapely.line_merge(mine.intersection(theirs))
    pieces = [piece for piece in shapely.get_parts(shared) if piece.length]
    if not pieces:
        raise RegionError(f"{shapes[0].name} and {shapes[1].name} share no border")
    return shapely.MultiLineString(pieces)


def _boundary(shape: Region) -> BaseGeometry:
    import shapely

    if shape.geometry is None:
        raise RegionError(f"the outline of {shape.name} is not known; it has no border to go by")
    line: BaseGeometry = shapely.boundary(shape.geometry)
    return line


def _named(asked: str, gazetteer: PlaceFinder) -> UnitRegion:
    place = _place(asked, gazetteer)
    note = None
    if not _is_unit(place) and place.group == "area" and place.extent is not None:
        note = f"no outline of {place.name} is known: the box around it is taken"
    members = gazetteer.members(place)
    return UnitRegion(
        place,
        members=members,
        parents=_shared_parents(members or [place], gazetteer),
        members_of=gazetteer.members,
        outline=gazetteer.outline,
        note=None if members else note,
    )


def _is_unit(place: Place) -> bool:
    return place.group in {"country", "region", "district"}


def _shared_parents(parts: Iterable[Place], gazetteer: PlaceFinder) -> list[Place]:
    """What holds every part."""
    chains = [{parent.id: parent for parent in gazetteer.parents(part)} for part in parts]
    first, *rest = chains
    return [parent for key, parent in first.items() if all(key in chain for chain in rest)]


def _place(asked: str, gazetteer: PlaceFinder) -> Place:
    """The one place that is meant; RegionError with the choices where it could be several."""
    if _ID.fullmatch(asked):
        try:
            return gazetteer.get(asked)
        except GeomapError as error:
            raise RegionError(str(error)) from error
    coded = gazetteer.by_code(asked) if _CODE.fullmatch(asked) else None
    if coded is not None:
        return coded
    matches = gazetteer.lookup(asked, limit=None)
    if not matches:
        raise _unknown(asked, gazetteer)
    nearest = min(match.step for match in matches)
    matches = [match for match in matches if match.step == nearest]
    named = [match for match in matches if match.is_full_name]
    places = list({match.place.id: match.place for match in named or matches}.values())
    return _meant(asked, places)


def _meant(asked: str, places: list[Place]) -> Place:
    """The place that a shared name plainly means: one with far more people than all others."""
    first, *others = sorted(places, key=lambda place: (-(place.population or 0), place.id))
    if not others or (first.population or 0) > _DOMINANT * (others[0].population or 0):
        return first
    shown = "; ".join(f"{place.id} ({_described(place)})" for place in [first, *others][:_SHOWN])
    more = f"; and {len(places) - _SHOWN} more" if len(places) > _SHOWN else ""
    raise RegionError(f"{asked!r} is more than one place; ask with an id: {shown}{more}")


def _described(place: Place) -> str:
    where = [part for part in (place.admin1, place.country) if part and part != place.name]
    return ", ".join([f"{place.group} {place.name}", *where])


def _unknown(asked: str, gazetteer: PlaceFinder) -> RegionError:
    alike = gazetteer.search(asked, limit=3)
    if not alike:
        return RegionError(f"no place called {asked!r}; look with `geomap gazetteer search`")
    found = "; ".join(f"{item.place.id} ({_described(item.place)})" for item in alike)
    return RegionError(f"no place called {asked!r}; is one of these meant? {found}")
