"""Regions that have a name: a country, a unit, a town, or an area made of units."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from geomap.regions.relation import Region
from geomap.regions.shape import box_shape, no_outline, relation_of_shapes, shape_boxes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from shapely.geometry.base import BaseGeometry

    from geomap.model import Box, Place
    from geomap.regions.relation import Outline, Relation

    Members = Callable[[Place], Iterable[Place]]
    """The countries and units that an area such as Donbas is made of; none for others."""


def no_members(place: Place) -> tuple[Place, ...]:  # noqa: ARG001
    """What to give as ``members`` where no area is known to be made of units."""
    return ()


class UnitRegion(Region):
    """A named place as a region; what belongs to it is decided by hierarchy, then by geometry.

    members : what the area is made of; without any, the place itself.
    parents : what holds it: its unit, country, continent.
    """

    def __init__(
        self,
        place: Place,
        *,
        members: Iterable[Place] = (),
        parents: Iterable[Place] = (),
        members_of: Members = no_members,
        outline: Outline = no_outline,
        note: str | None = None,
    ) -> None:
        self.place = place
        self.name = place.name
        self.note = note
        self._parts = tuple(members) or (place,)
        self._codes = frozenset(
            part.country for part in self._parts if part.group == "country" and part.country
        )
        self._ids = frozenset(part.id for part in self._parts)
        self._parents = frozenset(parent.id for parent in parents)
        self._members_of = members_of
        self._outline = outline

    @cached_property
    def units(self) -> frozenset[str]:
        """The codes and ids of its parts, and of what holds it."""
        return self._codes | self._ids | self._parents | {self.place.id}

    @cached_property
    def geometry(self) -> BaseGeometry | None:
        """The outline; for an area without one its box; None for all else."""
        import shapely

        shapes = [shape for part in self._parts if (shape := self._outline(part)) is not None]
        if not shapes and self.place.group == "area" and self.place.extent is not None:
            shapes = [box_shape(self.place.extent)]
        if not shapes:
            return None
        whole: BaseGeometry = shapes[0] if len(shapes) == 1 else shapely.union_all(shapes)
        shapely.prepare(whole)
        return whole

    @cached_property
    def boxes(self) -> tuple[Box, ...]:
        """Boxes that hold the outline; none where it is not known."""
        return () if self.geometry is None else shape_boxes(self.geometry)

    def relation(self, place: Place) -> Relation:
        """How the place stands to it: hierarchy first, geometry where that says nothing."""
        if place.id == self.place.id:
            return "self"
        if place.id in self._parents:
            return "coarser"
        if self._holds(place):
            return "inside"
        if place.group in {"area", "world"} and (made_of := list(self._members_of(place))):
            return self._relation_of_area(made_of)
        if self._is_apart(place) or self.geometry is None:
            return "outside"
        return relation_of_shapes(place, self.geometry, self._outline)

    def _holds(self, place: Place) -> bool:
        return (
            place.id in self._ids
            or place.country in self._codes
            or place.admin1_id in self._ids
            or place.admin2_id in self._ids
        )

    def _relation_of_area(self, made_of: list[Place]) -> Relation:
        """How an area made of units stands to it, unit by unit."""
        ids = {unit.id for unit in made_of}
        codes = {unit.country for unit in made_of if unit.group == "country"}
        if all(self._holds(unit) for unit in made_of):
            return "self" if ids == self._ids else "inside"
        covered = [
            part.id in ids or part.country in codes or part.admin1_id in ids for part in self._parts
        ]
        if all(covered):
            return "coarser"
        if any(covered) or any(self._holds(unit) for unit in made_of):
            return "touching"
        return "coarser" if ids & self._parents else "outside"

    def _is_apart(self, place: Place) -> bool:
        """Whether the units that hold the place are known to be others than those of this region.

        A place with a country lies in it as a whole, and so with a first- and second-level unit.
        """
        if place.country is None:
            return False
        return all(self._is_elsewhere(place, part) for part in self._parts)

    def _is_elsewhere(self, place: Place, part: Place) -> bool:
        if part.country is None:
            return False
        if place.country != part.country:
            return True
        if part.group == "country":
            return False
        if place.admin1_id is None or part.admin1_id is None:
            return False
        if place.admin1_id != part.admin1_id:
            return True
        return part.admin2_id is not None and place.admin2_id is not None
