"""What a figure is to show, as its parts take it, and the names it uses."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from geomap.errors import GazetteerError
from geomap.figures.text import unwritable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geomap.figures.style import Size
    from geomap.figures.tally import PlaceCount, Span, Tally
    from geomap.gazetteer import Gazetteer
    from geomap.model import Article
    from geomap.query import LeftOut
    from geomap.regions import Region
    from geomap.store.run import Run


@dataclass(frozen=True)
class Asked:
    """A result's tally, and how it is to be drawn.

    ``gazetteer`` is needed for names in a ``language``; without one names are as they come.
    """

    tally: Tally
    span: Span
    region: Region | None
    size: Size
    kind: str
    language: str | None = None
    title: str | None = None
    gazetteer: Gazetteer | None = None
    runs: tuple[Run, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    articles: Mapping[str, Article] = field(default_factory=dict)

    def titled(self, title: str | None, runs: Iterable[Run]) -> Asked:
        """The same with a title and what produced the mentions."""
        return replace(self, title=title, runs=tuple(runs))

    @cached_property
    def version(self) -> str | None:
        """The version of the gazetteer at hand."""
        return None if self.gazetteer is None else self.gazetteer.version

    def name(self, place: PlaceCount) -> str:
        """The name of a place in the language asked for, else as the result has it."""
        return self._label(place.id) or place.name

    def town_name(self, place_id: str, english: str) -> str:
        """The name of a town by its id, as `name`."""
        label = self._label(place_id)
        return english if label is None or unwritable([label]) else label

    def unit_name(self, code: str, english: str) -> str:
        """The name of a country or unit with a GeoNames code, as `name`."""
        if self.language is None or self.gazetteer is None:
            return english
        unit = self.gazetteer.by_code(code)
        label = None if unit is None else self._label(unit.id)
        return english if label is None or unwritable([label]) else label

    def region_name(self) -> str | None:
        """The name of the region asked about, where it is a place in the language asked for."""
        if self.region is None:
            return None
        place = getattr(self.region, "place", None)
        label = None if place is None else self._label(place.id)
        return label or self.region.name

    def _label(self, place_id: str) -> str | None:
        if self.language is None or self.gazetteer is None:
            return None
        try:
            return self.gazetteer.labels(place_id).get(self.language)
        except GazetteerError:
            return None
