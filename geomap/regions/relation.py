"""How a place stands to a region, and what every region can say."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable

    from shapely.geometry.base import BaseGeometry

    from geomap.model import Box, Place

    Outline = Callable[[Place], BaseGeometry | None]
    """The outline of a country or unit (lon/lat, EPSG:4326), None where none is known."""

Relation = Literal["self", "inside", "touching", "coarser", "unknown", "outside"]
"""How a place stands to a region.

``self``: it is the region, as a whole. ``inside``: its whole extent is. ``touching``: a part of it
is. ``coarser``: it holds the region and more. ``unknown``: it is a unit or area whose extent is not
known, and its point lies in the region. ``outside``: none of these.
"""


class Region(ABC):
    """An area to ask for. ``note`` says what its meaning rests on, where that is not plain."""

    name: str
    note: str | None

    @property
    @abstractmethod
    def units(self) -> frozenset[str]:
        """Country codes and place ids: a place of, or with, one of these may not be outside."""

    @property
    @abstractmethod
    def boxes(self) -> tuple[Box, ...]:
        """Boxes that hold the region, none over the antimeridian."""

    @property
    @abstractmethod
    def geometry(self) -> BaseGeometry | None:
        """The area itself (lon/lat, EPSG:4326, cut at the antimeridian), None where not known."""

    @abstractmethod
    def relation(self, place: Place) -> Relation:
        """How the place stands to it: by hierarchy where that is known, else by geometry."""

    def __repr__(self) -> str:
        """Name the region."""
        return f"<{type(self).__name__} {self.name}>"
