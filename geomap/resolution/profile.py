"""What is known of the outlets that publish: where they are at home, which places they write of."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geomap.errors import UsageError
from geomap.files import writing
from geomap.model import Article
from geomap.sphere import great_circle_km

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from geomap.model import Place

_HOMES = Path(__file__).with_name("outlets.tsv")
_HOST = re.compile(
    r"^(?:[a-z][a-z0-9+.-]*://)?(?:[^/@\s]*@)?(?:www\d?\.)?([^/:?#\s]+)", re.IGNORECASE
)
_SURE = 0.5
_DENSE_KM = 80.0
_AT_HOME = 0.25
_LOCAL = frozenset({"town", "district"})
_PLACES_KEPT = 400
_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Outlet:
    """One publisher: its home (degrees), and in how many of its articles each place was found.

    ``articles`` is the number of articles that the counts come from; ``places`` counts by place
    id, ``admin1`` by the id of the first-level unit, ``countries`` by ISO 3166-1 alpha-2 code.
    """

    home: tuple[float, float] | None = None
    articles: int = 0
    places: Mapping[str, int] = field(default_factory=dict)
    admin1: Mapping[str, int] = field(default_factory=dict)
    countries: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OutletProfile:
    """Outlets by their key (`outlet_key`)."""

    outlets: Mapping[str, Outlet] = field(default_factory=dict)

    def outlet(self, article: Article) -> Outlet | None:
        """What is known of the publisher of an article, or None."""
        key = outlet_key(article)
        return None if key is None else self.outlets.get(key)

    def dumps(self) -> str:
        """The profile as JSON; the same profile gives the same text."""
        document = {
            "format": _FORMAT,
            "outlets": {
                key: {
                    "home": outlet.home,
                    "articles": outlet.articles,
                    "places": dict(sorted(outlet.places.items())),
                    "admin1": dict(sorted(outlet.admin1.items())),
                    "countries": dict(sorted(outlet.countries.items())),
                }
                for key, outlet in sorted(self.outlets.items())
            },
        }
        return json.dumps(document, indent=1) + "\n"

    @classmethod
    def loads(cls, text: str) -> OutletProfile:
        """The profile that `dumps` wrote; ValueError, KeyError or TypeError where it is none."""
        document: dict[str, dict[str, dict[str, Any]]] = json.loads(text)
        return cls({key: _outlet(raw) for key, raw in document["outlets"].items()})

    @property
    def version(self) -> str:
        """A short hash of what the profile says."""
        return hashlib.sha256(self.dumps().encode()).hexdigest()[:12]

    def save(self, path: Path | str) -> None:
        """Write the profile as JSON; the same profile gives the same bytes."""
        with writing(path) as out:
            out.write(self.dumps())

    @classmethod
    def load(cls, path: Path | str) -> OutletProfile:
        """The profile in a JSON file that `save` wrote, or the homes in a table of one's own.

        A table ends in ``.tsv`` and has columns ``outlet`` (a domain), ``lat`` and ``lon``
        (degrees), as `outlets.tsv` here; its homes are added to those that geomap is shipped with.
        In JSON all that is not known of an outlet may be left out. Raises `UsageError` when the
        file can't be read or is neither.
        """
        try:
            if Path(path).suffix.lower() == ".tsv":
                return cls({**known_homes().outlets, **_homes(Path(path))})
            return cls.loads(Path(path).read_text(encoding="utf-8"))
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise UsageError(
                f"{path} is no outlet profile ({error}); make one with `geomap profile`, or a"
                " table of homes, a .tsv file with columns outlet, lat, lon"
            ) from error


def outlet_key(article: Article) -> str | None:
    """The domain of an article's publisher without "www.", lower-case; its name where no domain."""
    given = (article.source or article.url or "").strip().lower()
    match = _HOST.match(given)
    return match[1].rstrip(".") if match and match[1] else None


@cache
def known_homes() -> OutletProfile:
    """The outlets of the table that geomap ships: homes only."""
    return OutletProfile(_homes(_HOMES))


def _homes(table: Path) -> dict[str, Outlet]:
    with table.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        found: dict[str, Outlet] = {}
        for row in rows:
            key = outlet_key(Article("", "", source=row["outlet"]))
            if key is None:
                raise ValueError(f"line {rows.line_num} names no outlet")
            found[key] = Outlet(home=_point(row["lat"], row["lon"]))
        return found


def _point(lat: str | float, lon: str | float) -> tuple[float, float]:
    point = float(lat), float(lon)
    if not (abs(point[0]) <= 90 and abs(point[1]) <= 180):  # noqa: PLR2004
        raise ValueError(f"no point on Earth: {lat}, {lon}")
    return point


def build_profile(
    articles: Iterable[Article], *, homes: OutletProfile | None = None
) -> OutletProfile:
    """A profile of the outlets of resolved articles, from the system's own answers.

    An outlet's home is that of ``homes`` (by default the table that geomap ships), else the spot
    around which its towns are densest. The order of the articles does not matter. Answers with a
    score below .5, demonyms and the leftovers of a site do not count.
    """
    given = (known_homes() if homes is None else homes).outlets
    counts: dict[str, _Counts] = defaultdict(_Counts)
    for article in articles:
        key = outlet_key(article)
        if key is not None:
            counts[key].add(article)
    learned = {key: counted.outlet(given.get(key)) for key, counted in counts.items()}
    return OutletProfile({**given, **learned})


class _Counts:
    """What the articles of one outlet add up to."""

    def __init__(self) -> None:
        self.articles = 0
        self.places: Counter[str] = Counter()
        self.admin1: Counter[str] = Counter()
        self.countries: Counter[str] = Counter()
        self.points: dict[str, tuple[float, float]] = {}

    def add(self, article: Article) -> None:
        """Count the places of one article once each."""
        found: dict[str, Place] = {
            mention.place.id: mention.place
            for mention in article.mentions
            if mention.place is not None
            and (mention.score or 0) >= _SURE
            and mention.usage != "demonym"
            and mention.part != "leftover"
        }
        self.articles += 1
        self.places.update(found.keys())
        self.admin1.update({p.admin1_id for p in found.values() if p.admin1_id})
        self.countries.update({p.country for p in found.values() if p.country})
        for place in found.values():
            if place.group in _LOCAL and place.lat is not None and place.lon is not None:
                self.points[place.id] = (place.lat, place.lon)

    def outlet(self, given: Outlet | None) -> Outlet:
        kept = sorted(self.places, key=lambda place: (-self.places[place], place))[:_PLACES_KEPT]
        return Outlet(
            home=given.home if given and given.home else self._densest(),
            articles=self.articles,
            places={place: self.places[place] for place in kept},
            admin1=dict(self.admin1),
            countries=dict(self.countries),
        )

    def _densest(self) -> tuple[float, float] | None:
        """The town with most mentions of towns within 80 km; only places of two articles count.

        None for an outlet that writes of the whole world: less than a quarter lies there.
        """
        best: tuple[int, int, str] | None = None
        # A place of one article would be that article voting for itself.
        often = {place: point for place, point in self.points.items() if self.places[place] > 1}
        for place in sorted(often):
            near = sum(
                self.places[other] - 1
                for other, point in often.items()
                if great_circle_km(often[place], point) <= _DENSE_KM
            )
            if best is None or (near, self.places[place]) > best[:2]:
                best = (near, self.places[place], place)
        total = sum(self.places[place] for place in self.points)
        return often[best[2]] if best and best[0] >= _AT_HOME * total else None


def _outlet(raw: dict[str, Any]) -> Outlet:
    home = raw.get("home")
    return Outlet(
        home=None if home is None else _point(home[0], home[1]),
        articles=int(raw.get("articles", 0)),
        places={str(key): int(count) for key, count in raw.get("places", {}).items()},
        admin1={str(key): int(count) for key, count in raw.get("admin1", {}).items()},
        countries={str(key): int(count) for key, count in raw.get("countries", {}).items()},
    )
