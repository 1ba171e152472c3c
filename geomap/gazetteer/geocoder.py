"""The gazetteer as a geopy geocoder: who knows geopy knows how to ask it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geopy.adapters import BaseSyncAdapter
from geopy.geocoders.base import DEFAULT_SENTINEL, Geocoder
from geopy.location import Location
from geopy.point import Point

from geomap.errors import GeocodingError, UsageError

if TYPE_CHECKING:
    from geomap.gazetteer.fallback import Fallback
    from geomap.gazetteer.gazetteer import Gazetteer
    from geomap.model import Candidate, Place

SOURCE = "gazetteer"
"""``raw["source"]`` of answers from the gazetteer itself."""


class _NoNetwork(BaseSyncAdapter):  # type: ignore[misc]
    """The adapter that geopy asks for, and that makes no request."""

    def get_json(self, url: str, *, timeout: float, headers: dict[str, str]) -> object:  # noqa: ARG002
        raise GeocodingError("the gazetteer is on this machine: it makes no request")

    get_text = get_json


class GazetteerGeocoder(Geocoder):  # type: ignore[misc]
    """An open `Gazetteer` behind geopy's interface; asks nobody but, if it is given, ``fallback``.

    Results are geopy `Location`: ``address`` ("Kherson, Kherson Oblast, Ukraine"), ``(latitude,
    longitude)`` in degrees, EPSG:4326, and ``raw``, a dict with ``source`` ("gazetteer", or the
    name of the fallback), ``id``, ``name``, ``kind``, ``country``, ``precision``, ``score`` (0 to
    1) and ``reason``. A place whose point is not known has no location. What is not found is None,
    as in all of geopy; so is a missing value (None, NaN): ``.apply`` on a column works.

    >>> geocoder = GazetteerGeocoder(Gazetteer.open())  # doctest: +SKIP
    >>> geocoder.geocode("Cherson")  # doctest: +SKIP
    Location(Kherson, Kherson Oblast, Ukraine, (46.65581, 32.6178, 0.0))
    """

    def __init__(self, gazetteer: Gazetteer, *, fallback: Fallback | None = None) -> None:
        super().__init__(adapter_factory=_adapter)
        self.gazetteer = gazetteer
        self.fallback = fallback

    def geocode(
        self,
        query: str | None,
        *,
        exactly_one: bool = True,
        timeout: object = DEFAULT_SENTINEL,  # noqa: ARG002 - geopy passes it; nothing here can wait
        limit: int | None = None,
        country: str | None = None,
        kind: str | None = None,
        language: str | None = None,
    ) -> Location | list[Location] | None:
        """The best place for a name, or with ``exactly_one=False`` a list of up to ``limit`` (10).

        ``country`` is an ISO 3166-1 alpha-2 code, ``kind`` a group ("town") or GeoNames code;
        ``language`` (ISO 639-1) is that of the address, as far as names are known in it. The
        fallback is asked only if the gazetteer has nothing, and never for a ``kind``.

        Raises
        ------
        UsageError
            The query is neither a string nor a missing value.
        GeocodingError
            The fallback was asked and failed.
        """
        if _is_missing(query):
            return None
        if not isinstance(query, str):
            raise UsageError(f"can't geocode {query!r}: give the name of a place as a string")
        wanted = 1 if exactly_one else (limit or 10)
        # A few more, because places without a point are passed over.
        candidates = self.gazetteer.search(query, country=country, kind=kind, limit=wanted + 5)
        found = [
            self._location(c.place, language, score=c.score, reason=self.gazetteer.reason(c))
            for c in candidates
            if _has_point(c)
        ]
        if not found and self.fallback is not None and kind is None:
            found = self.fallback.geocode(query, limit=wanted, country=country, language=language)
        return _answer(found[:wanted], exactly_one=exactly_one)

    def reverse(
        self,
        query: Point | str | tuple[float, float] | None,
        *,
        exactly_one: bool = True,
        timeout: object = DEFAULT_SENTINEL,  # noqa: ARG002
        limit: int | None = None,
        language: str | None = None,
        km: float = 50,
        kind: str | None = "town",
    ) -> Location | list[Location] | None:
        """The place nearest to a point, or with ``exactly_one=False`` the ``limit`` (10) nearest.

        ``query`` is latitude first, as everywhere in geopy: ``(46.6, 32.6)``, ``"46.6, 32.6"`` or a
        `Point`. Places farther than ``km`` are not looked at; ``kind`` as in `geocode`, None for
        any but countries and units. ``raw["km"]`` is the distance.

        Raises
        ------
        UsageError
            The query is not a point.
        """
        if _is_missing(query):
            return None
        try:
            point = Point(query)
        except (ValueError, TypeError) as error:
            raise UsageError(f"{query!r} is not a point; give latitude, longitude") from error
        wanted = 1 if exactly_one else (limit or 10)
        found: list[Location] = []
        for place, distance in self.gazetteer.nearby(point.latitude, point.longitude, km):
            if len(found) == wanted:
                break
            if kind is None or place.group == kind or place.kind.startswith(kind):
                km_off = round(distance, 3)
                found.append(self._location(place, language, km=km_off, reason=f"{km_off} km away"))
        return _answer(found, exactly_one=exactly_one)

    def _location(self, place: Place, language: str | None, **more: object) -> Location:
        raw: dict[str, Any] = {
            "source": SOURCE,
            "id": place.id,
            "name": place.name,
            "kind": place.kind,
            "country": place.country,
            "precision": place.precision,
            **more,
        }
        return Location(self._address(place, language), (place.lat, place.lon), raw)

    def _address(self, place: Place, language: str | None) -> str:
        """The place and its parents but the second level and the continent, each named once."""
        holders = [p for p in self.gazetteer.parents(place) if p.group in {"region", "country"}]
        names: list[str] = []
        for each in (place, *holders):
            name = each.name
            if language:
                name = self.gazetteer.labels(each.id).get(language, name)
            if name not in names:
                names.append(name)
        return ", ".join(names)


def _adapter(*, proxies: object, ssl_context: object) -> _NoNetwork:
    return _NoNetwork(proxies=proxies, ssl_context=ssl_context)


def _is_missing(query: object) -> bool:
    return query is None or (isinstance(query, float) and query != query)  # noqa: PLR0124 - NaN


def _has_point(candidate: Candidate) -> bool:
    return candidate.place.lat is not None and candidate.place.lon is not None


def _answer(found: list[Location], *, exactly_one: bool) -> Location | list[Location] | None:
    if not found:
        return None
    return found[0] if exactly_one else found
