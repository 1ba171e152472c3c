"""Regions made of regions: "Ukraine except Crimea", "Estonia + Latvia"."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from geomap.errors import RegionError
from geomap.regions.relation import Region

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

    from geomap.model import Box, Place
    from geomap.regions.relation import Relation


class Difference(Region):
    """One region without another."""

    def __init__(self, whole: Region, without: Region) -> None:
        self.name = f"{whole.name} except {without.name}"
        self.note = _notes(whole, without)
        self._whole = whole
        self._without = without

    @property
    def units(self) -> frozenset[str]:
        """Those of the whole."""
        return self._whole.units

    @property
    def boxes(self) -> tuple[Box, ...]:
        """Those of the whole."""
        return self._whole.boxes

    @cached_property
    def geometry(self) -> BaseGeometry | None:
        """The one without the other; None where either is not known."""
        import shapely

        whole, without = self._whole.geometry, self._without.geometry
        if whole is None or without is None:
            return None
        rest: BaseGeometry = shapely.difference(whole, without)
        if rest.is_empty:
            raise RegionError(f"nothing is left of {self.name}")
        return rest

    def relation(self, place: Place) -> Relation:
        """Inside when it is inside the one and outside the other."""
        whole = self._whole.relation(place)
        without = self._without.relation(place)
        if without == "outside" or whole in {"outside", "coarser", "unknown"}:
            return whole
        if without in {"self", "inside"}:
            return "outside"
        if without == "unknown":
            return "unknown"
        return "coarser" if whole == "self" else "touching"


class Union(Region):
    """Several regions taken together."""

    def __init__(self, *parts: Region) -> None:
        self.name = " + ".join(part.name for part in parts)
        self.note = _notes(*parts)
        self._parts = parts

    @classmethod
    def of(cls, parts: Sequence[Region]) -> Region:
        """The regions together; one alone as it is."""
        return parts[0] if len(parts) == 1 else cls(*parts)

    @cached_property
    def units(self) -> frozenset[str]:
        """Those of all parts."""
        return frozenset().union(*(part.units for part in self._parts))

    @cached_property
    def boxes(self) -> tuple[Box, ...]:
        """Those of all parts."""
        return tuple(box for part in self._parts for box in part.boxes)

    @cached_property
    def geometry(self) -> BaseGeometry | None:
        """All parts as one; None where one is not known."""
        import shapely

        shapes = [part.geometry for part in self._parts]
        return None if None in shapes else shapely.union_all(shapes)

    def relation(self, place: Place) -> Relation:
        """Inside when it is inside a part; holding the whole only when it holds every part."""
        found = {part.relation(place) for part in self._parts}
        for relation in ("self", "inside"):
            if relation in found:
                return relation
        if found == {"coarser"}:
            return "coarser"
        if found & {"touching", "coarser"}:
            return "touching"
        return "unknown" if "unknown" in found else "outside"


def _notes(*parts: Region) -> str | None:
    return "; ".join(part.note for part in parts if part.note) or None
