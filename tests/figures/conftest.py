"""What the tests of figures share: small corpora made of real places, and eyes for a figure."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from matplotlib.text import Text

from geomap.gazetteer import Gazetteer, build_gazetteer
from geomap.model import Article, Mention, Place
from geomap.query import query_result

OBLAST = {"country": "UA", "admin1": "Kherson Oblast", "admin1_id": "geonames:706442"}


def _town(number, name, lat, lon, country="UA", **more):
    return Place(f"geonames:{number}", name, "P.PPL", country=country, lat=lat, lon=lon, **more)


def _area(number, name, kind, lat, lon, country, **more):
    place_id = number if isinstance(number, str) else f"geonames:{number}"
    look = {"country": country, "precision": "region", **more}
    return Place(place_id, name, kind, lat=lat, lon=lon, **look)


PLACES = {
    "Kherson": _town(706448, "Kherson", 46.63695, 32.61458, **OBLAST),
    "Nova Kakhovka": _town(700051, "Nova Kakhovka", 46.755, 33.375, **OBLAST),
    "Kyiv": _town(703448, "Kyiv", 50.45466, 30.5238),
    "Minsk": _town(625144, "Minsk", 53.9, 27.56667, "BY"),
    "New York": _town(5128581, "New York", 40.71427, -74.00597, "US"),
    "Tokyo": _town(1850147, "Tokyo", 35.6895, 139.69171, "JP"),
    "Suva": _town(2198148, "Suva", -18.14161, 178.44149, "FJ"),
    "Apia": _town(4035413, "Apia", -13.83333, -171.76666, "WS"),
    "Kherson Oblast": _area(706442, "Kherson Oblast", "A.ADM1", 46.6, 33.6, **OBLAST),
    "Belarus": _area(630336, "Belarus", "A.PCLI", 53.5, 28.0, "BY"),
    "Ukraine": _area(690791, "Ukraine", "A.PCLI", 49.0, 32.0, "UA"),
    "Black Sea": _area(630673, "Black Sea", "H.SEA", 43.0, 34.0, None),
    "Europe": _area(6255148, "Europe", "L.CONT", 48.7, 9.1, None),
}


@pytest.fixture(scope="session")
def places():
    return PLACES


@pytest.fixture(scope="session")
def corpus():
    """A function: place (or its name) -> mentions, as a result of one mention an article."""

    def make(
        counts,
        *,
        source=lambda at: f"Paper {at % 3}",
        day=lambda _: date(2024, 1, 1),
        usage="literal",
    ):
        articles = []
        for place, many in counts.items():
            meant = PLACES[place] if isinstance(place, str) else place
            for _ in range(many):
                at = len(articles)
                text = meant.name or "-"
                mention = Mention(0, len(text), text, usage=usage, place=meant, score=0.9)
                articles.append(
                    Article(
                        f"a{at}", text, source=source(at), published=day(at), mentions=(mention,)
                    )
                )
        return query_result(articles)

    return make


@pytest.fixture(scope="session")
def together():
    """A function: for each article the places it names -> a result."""

    def make(*stories, start=date(2024, 1, 1)):
        articles = []
        for at, names in enumerate(stories):
            text = ", ".join(names)
            mentions = []
            for name in names:
                begin = text.index(name)
                mentions.append(
                    Mention(begin, begin + len(name), name, usage="literal", place=PLACES[name])
                )
            day = start + timedelta(days=7 * at)
            articles.append(Article(f"a{at}", text, published=day, mentions=tuple(mentions)))
        return query_result(articles)

    return make


@pytest.fixture(scope="session")
def gazetteer():
    """The user's gazetteer; built first where there is none or an outdated one."""
    with Gazetteer.open(build_gazetteer(progress=False)) as opened:
        yield opened


class Eyes:
    """What can be seen of a figure."""

    def __init__(self, figure):
        self.figure = figure
        self.renderer = figure.canvas.get_renderer()

    def axes(self, label):
        return [ax for ax in self.figure.axes if ax.get_label() == label]

    def texts(self):
        """All texts of the figure that are not empty, with their boxes in dots."""
        found = [
            text
            for ax in self.figure.axes
            for text in ax.findobj(Text)
            if text.get_visible() and text.get_text() and ax.axison
        ]
        page = self.axes("page")[0]
        found += [text for text in page.texts if text not in found]
        return [(text, text.get_window_extent(self.renderer)) for text in found]

    def lines(self):
        return [text.get_text() for text, _ in self.texts()]

    def dots(self, ax, label="dots"):
        """The area of each dot of a map, in square points times 4 / pi."""
        return sorted(
            float(area)
            for collection in ax.collections
            if collection.get_label() == label
            for area in collection.get_sizes()
        )

    def shaded(self, ax):
        return {
            area.get_label(): tuple(area.get_facecolor()[0])
            for area in ax.collections
            if ":" in str(area.get_label()) or len(str(area.get_label())) == 2
        }


@pytest.fixture(scope="session")
def eyes():
    return Eyes
