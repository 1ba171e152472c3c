"""An outside geocoder for what the gazetteer does not know: opt-in, cached, slow on purpose."""

from __future__ import annotations

import inspect
import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geomap.errors import GeocodingError, UsageError

if TYPE_CHECKING:
    from geopy.geocoders.base import Geocoder
    from geopy.location import Location

_TABLE = "CREATE TABLE IF NOT EXISTS answer (question TEXT PRIMARY KEY, locations TEXT NOT NULL)"
_COUNTRY_PARAMETERS = ("country_codes", "countries", "country")
_URL_QUERY = re.compile(r"\?[^\s'\"]*")
_WAIT_S = 30


class Fallback:
    """Any geopy geocoder (Nominatim, Photon, Pelias ...), behind a cache on disk and a rate limit.

    geocoder : a geopy geocoder that works synchronously; it is asked over the network, and making
        one is the user's consent.
    cache : the SQLite file of answers; made if it is not there, and shared between processes.
    min_delay_s : seconds between two requests (Nominatim's public server allows one a second).
    timeout_s : seconds after which a request has failed.
    retries : how often a request that failed is made again, ``min_delay_s`` times five later.

    Answers, also "nothing found", are kept; failures are not, and are raised.
    """

    def __init__(
        self,
        geocoder: Geocoder,
        *,
        cache: str | Path,
        min_delay_s: float = 1.0,
        timeout_s: float = 10.0,
        retries: int = 1,
    ) -> None:
        from geopy.extra.rate_limiter import RateLimiter

        self.geocoder = geocoder
        self.name = type(geocoder).__name__
        self.cache = Path(cache)
        self.timeout_s = timeout_s
        self._accepted = frozenset(inspect.signature(geocoder.geocode).parameters)
        self._ask = RateLimiter(
            geocoder.geocode,
            min_delay_seconds=min_delay_s,
            max_retries=retries,
            error_wait_seconds=5 * min_delay_s,
            swallow_exceptions=False,
        )

    def geocode(
        self,
        query: str,
        *,
        limit: int = 10,
        country: str | None = None,
        language: str | None = None,
    ) -> list[Location]:
        """Locations for a name, best first, from the cache or the geocoder; empty: it has none.

        Each has ``raw["source"]``, the geocoder's name, and its answer under ``raw["answer"]``.
        Coordinates are latitude and longitude in degrees, EPSG:4326.

        Raises
        ------
        GeocodingError
            The geocoder could not be reached, timed out, or did not answer in its own format; or
            the cache can't be used.
        UsageError
            The geocoder can't be asked for one country, and was.
        """
        options = self._options(limit, country, language)
        question = json.dumps(
            {"geocoder": self.name, "server": self._server(), "query": query, **options},
            ensure_ascii=False,
            sort_keys=True,
        )
        answer = self._cached(question)
        if answer is None:
            answer = self._answer(query, options)
            self._keep(question, answer)
        return [self._location(*row) for row in answer]

    def _options(
        self, limit: int, country: str | None, language: str | None
    ) -> dict[str, int | str]:
        """What the geocoder is asked besides the name; it may know neither limit nor language."""
        options: dict[str, int | str] = {}
        if "limit" in self._accepted:
            options["limit"] = limit
        if language and "language" in self._accepted:
            options["language"] = language
        if country:
            parameter = next((p for p in _COUNTRY_PARAMETERS if p in self._accepted), None)
            if parameter is None:
                raise UsageError(
                    f"{self.name} can't be asked for one country; leave out {country!r} or use"
                    " another geocoder"
                )
            options[parameter] = country.lower()
        return options

    def _server(self) -> str | None:
        """Where the geocoder asks, without any key; two servers may answer differently."""
        server = getattr(self.geocoder, "domain", None)
        return server if isinstance(server, str) else None

    def _answer(self, query: str, options: dict[str, int | str]) -> list[list[Any]]:
        from geopy.exc import GeopyError

        try:
            found = self._ask(query, exactly_one=False, timeout=self.timeout_s, **options)
            return [
                [place.address, float(place.latitude), float(place.longitude), place.raw]
                for place in found or ()
            ]
        except GeopyError as error:
            raise GeocodingError(
                f"{self.name} failed for {query!r}: {type(error).__name__}: {_one_line(error)};"
                " try again later, or go without a fallback"
            ) from error
        except (KeyError, IndexError, TypeError, ValueError, AttributeError) as error:
            # geopy reads the server's JSON unchecked: any of these when it is of another shape.
            raise GeocodingError(
                f"{self.name} did not answer in its own format for {query!r}"
                f" ({type(error).__name__}: {_one_line(error)}); check the server's address"
            ) from error

    def _location(self, address: str, lat: float, lon: float, raw: object) -> Location:
        from geopy.location import Location

        return Location(address, (lat, lon), {"source": self.name, "answer": raw})

    def _cached(self, question: str) -> list[list[Any]] | None:
        try:
            with closing(self._open()) as db:
                row = db.execute(
                    "SELECT locations FROM answer WHERE question = ?", (question,)
                ).fetchone()
                return json.loads(row[0]) if row else None
        except (sqlite3.Error, OSError, ValueError) as error:
            raise self._broken(error) from error

    def _keep(self, question: str, answer: list[list[Any]]) -> None:
        try:
            with closing(self._open()) as db, db:
                db.execute(
                    "INSERT OR REPLACE INTO answer VALUES (?, ?)",
                    (question, json.dumps(answer, ensure_ascii=False, sort_keys=True)),
                )
        except (sqlite3.Error, OSError) as error:
            raise self._broken(error) from error

    def _open(self) -> sqlite3.Connection:
        self.cache.parent.mkdir(parents=True, exist_ok=True)
        db = sqlite3.connect(self.cache, timeout=_WAIT_S)
        try:
            db.execute(_TABLE)
        except sqlite3.Error:
            db.close()
            raise
        return db

    def _broken(self, error: Exception) -> GeocodingError:
        return GeocodingError(
            f"can't use the cache of answers at {self.cache}: {error}; delete or move that file"
        )


def _one_line(error: Exception) -> str:
    """The message of an error, without the query of a URL in it: that may hold the user's key."""
    return " ".join(_URL_QUERY.sub("?...", str(error)).split())[:200]
