"""An outside geocoder behind the gazetteer, against a real server that misbehaves."""

from __future__ import annotations

import json
import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest
from geopy.geocoders import Nominatim, OpenCage
from geopy.geocoders.base import Geocoder
from tiny import build_tiny

from geomap.errors import GeocodingError, UsageError
from geomap.gazetteer.fallback import Fallback
from geomap.gazetteer.gazetteer import Gazetteer
from geomap.gazetteer.geocoder import GazetteerGeocoder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OSKIL = {
    "place_id": 1,
    "osm_type": "node",
    "osm_id": 2,
    "lat": "49.0",
    "lon": "37.5",
    "category": "place",
    "type": "village",
    "display_name": "Оскіл, Ізюмський район, Україна",
}


class MoodyServer(ThreadingHTTPServer):
    """A server with Nominatim's format; its ``mood`` says how it answers."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.mood = "well"
        self.questions: list[dict[str, list[str]]] = []
        self.released = threading.Event()

    def handle_error(self, *_: object) -> None:
        """A client that hung up is what the tests are about."""


class Handler(BaseHTTPRequestHandler):
    server: MoodyServer

    def do_GET(self) -> None:
        self.server.questions.append(parse_qs(urlsplit(self.path).query))
        mood = self.server.mood
        status, body = 200, json.dumps([OSKIL] if mood == "well" else [])
        if mood == "broken":
            status, body = 500, "<h1>Internal Server Error</h1>"
        elif mood == "busy":
            status, body = 429, "{}"
        elif mood == "no JSON":
            body = '[{"lat": "49.0", '
        elif mood == "other JSON":
            body = '[{"latitude": 49}]'
        elif mood == "no numbers":
            body = json.dumps([OSKIL | {"lat": "north"}])
        elif mood == "slow":
            self.server.released.wait(10)
        content = body.encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[MoodyServer]:
    server = MoodyServer()
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield server
    server.released.set()
    server.shutdown()
    server.server_close()
    thread.join()


def nominatim(server: MoodyServer) -> Nominatim:
    domain = f"127.0.0.1:{server.server_address[1]}"
    return Nominatim(domain=domain, scheme="http", user_agent="geomap-tests", proxies={})


@pytest.fixture
def fallback(server: MoodyServer, tmp_path: Path) -> Iterator[Fallback]:
    with nominatim(server) as geocoder:
        yield Fallback(
            geocoder, cache=tmp_path / "cache" / "answers.sqlite", min_delay_s=0, timeout_s=5
        )


def test_an_answer_says_where_it_comes_from(fallback: Fallback) -> None:
    (location,) = fallback.geocode("Oskil")
    assert location.address == OSKIL["display_name"]
    assert (location.latitude, location.longitude) == (49.0, 37.5)
    assert location.raw == {"source": "Nominatim", "answer": OSKIL}


def test_the_second_time_the_cache_answers(server: MoodyServer, fallback: Fallback) -> None:
    first = fallback.geocode("Oskil")
    server.mood = "broken"
    (again,) = fallback.geocode("Oskil")
    assert len(server.questions) == 1
    assert (again.address, again.point, again.raw) == (
        first[0].address,
        first[0].point,
        first[0].raw,
    )


def test_other_parameters_are_another_question(server: MoodyServer, fallback: Fallback) -> None:
    fallback.geocode("Oskil")
    fallback.geocode("Oskil", country="UA")
    fallback.geocode("Oskil", country="UA", language="uk")
    fallback.geocode("Oskil", language="uk", country="UA")
    assert len(server.questions) == 3
    assert server.questions[1]["countrycodes"] == ["ua"]
    assert server.questions[2]["accept-language"] == ["uk"]


def test_nothing_found_is_an_answer_and_kept(server: MoodyServer, fallback: Fallback) -> None:
    server.mood = "empty"
    assert fallback.geocode("Qwertzuiop") == []
    server.mood = "broken"
    assert fallback.geocode("Qwertzuiop") == []
    assert len(server.questions) == 1


@pytest.mark.parametrize(
    ("mood", "message"),
    [
        ("broken", "Nominatim failed for 'Oskil'.*500"),
        ("busy", "Nominatim failed for 'Oskil'.*429"),
        ("no JSON", "Nominatim failed for 'Oskil'"),
        ("other JSON", "own format for 'Oskil'"),
        ("no numbers", "own format for 'Oskil'"),
    ],
)
def test_failures_are_errors_and_not_kept(
    server: MoodyServer, fallback: Fallback, mood: str, message: str
) -> None:
    server.mood = mood
    with pytest.raises(GeocodingError, match=message) as caught:
        fallback.geocode("Oskil")
    assert "\n" not in str(caught.value)
    server.mood = "well"
    assert len(fallback.geocode("Oskil")) == 1


def test_a_request_that_failed_is_made_again(server: MoodyServer, fallback: Fallback) -> None:
    server.mood = "broken"
    with pytest.raises(GeocodingError):
        fallback.geocode("Oskil")
    assert len(server.questions) == 2


def test_a_slow_server_is_a_failure(server: MoodyServer, tmp_path: Path) -> None:
    server.mood = "slow"
    with nominatim(server) as geocoder:
        slow = Fallback(
            geocoder, cache=tmp_path / "answers.sqlite", min_delay_s=0, timeout_s=0.2, retries=0
        )
        with pytest.raises(GeocodingError, match="Timeout"):
            slow.geocode("Oskil")


def test_no_server_is_a_failure(tmp_path: Path) -> None:
    gone = MoodyServer()
    gone.server_close()
    with nominatim(gone) as geocoder:
        lost = Fallback(geocoder, cache=tmp_path / "answers.sqlite", min_delay_s=0, retries=0)
        with pytest.raises(GeocodingError, match="try again later"):
            lost.geocode("Oskil")


def test_a_key_does_not_show_in_a_message(tmp_path: Path) -> None:
    gone = MoodyServer()
    gone.server_close()
    with OpenCage("secret", scheme="http", proxies={}) as geocoder:
        geocoder.api = f"http://127.0.0.1:{gone.server_address[1]}/geocode"
        keyed = Fallback(geocoder, cache=tmp_path / "answers.sqlite", min_delay_s=0, retries=0)
        with pytest.raises(GeocodingError) as caught:
            keyed.geocode("Oskil")
    assert "secret" not in str(caught.value)


def test_threads_share_one_cache(server: MoodyServer, fallback: Fallback) -> None:
    fallback.geocode("Oskil")
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(fallback.geocode, ["Oskil"] * 20))
    assert {answer[0].address for answer in answers} == {OSKIL["display_name"]}
    assert len(server.questions) == 1


def test_a_hostile_name_is_only_ever_a_parameter(server: MoodyServer, fallback: Fallback) -> None:
    name = "x'); DROP TABLE answer; -- &limit=0 {{ 7 * 7 }}"
    fallback.geocode(name)
    fallback.geocode(name)
    assert [question["q"] for question in server.questions] == [[name]]
    with closing(sqlite3.connect(fallback.cache)) as db:
        assert db.execute("SELECT count(*) FROM answer").fetchone() == (1,)


def test_a_file_that_is_no_cache_is_named(server: MoodyServer, tmp_path: Path) -> None:
    path = tmp_path / "answers.sqlite"
    path.write_text("not a database, but long enough to be looked at as one " * 30)
    with nominatim(server) as geocoder, pytest.raises(GeocodingError, match=r"answers\.sqlite"):
        Fallback(geocoder, cache=path).geocode("Oskil")
    assert server.questions == []


class Plain(Geocoder):
    """A geocoder that takes a query and no options."""

    def geocode(self, query: str, *, exactly_one: bool, timeout: float) -> None:
        self.asked = (query, exactly_one, timeout)


def test_a_geocoder_without_countries_is_not_asked_for_one(tmp_path: Path) -> None:
    plain = Fallback(Plain(), cache=tmp_path / "answers.sqlite")
    assert plain.geocode("Oskil", language="uk") == []
    with pytest.raises(UsageError, match="Plain can't be asked for one country"):
        plain.geocode("Oskil", country="UA")


def test_the_gazetteer_asks_it_only_for_what_it_does_not_know(
    server: MoodyServer, fallback: Fallback, tmp_path: Path
) -> None:
    with Gazetteer.open(build_tiny(tmp_path)) as gazetteer:
        geocoder = GazetteerGeocoder(gazetteer, fallback=fallback)
        assert geocoder.geocode("Kherson").raw["source"] == "gazetteer"
        assert server.questions == []
        assert geocoder.geocode("Oskil").raw["source"] == "Nominatim"
        assert geocoder.geocode("Oskil", exactly_one=False, limit=3)[0].latitude == 49.0
        asked = len(server.questions)
        assert geocoder.geocode("Oskil", kind="town") is None
        assert len(server.questions) == asked
