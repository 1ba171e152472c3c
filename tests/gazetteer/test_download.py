"""Downloading dumps from a server of our own that breaks off, changes its mind and lies."""

from __future__ import annotations

import io
import re
import threading
import zipfile
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest

from geomap.errors import GazetteerError, UsageError
from geomap.gazetteer.download import download_dumps

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def zipped(name: str, text: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr(zipfile.ZipInfo(name), text)
    return content.getvalue()


FILES = {
    "/dump/admin1CodesASCII.txt": b"UA.08\tKherson\tKherson\t706442\n",
    "/dump/admin2Codes.txt": b"UA.08.1\tRaion\tRaion\t1\n",
    "/dump/UA.zip": zipped("UA.txt", "a place\n" * 1000),
    "/dump/alternatenames/UA.zip": zipped("UA.txt", "a name\n" * 1000),
    "/dump/allCountries.zip": zipped("allCountries.txt", "a place\n"),
    "/dump/hierarchy.zip": zipped("hierarchy.txt", "a parent\n"),
    "/dump/alternateNamesV2.zip": zipped("alternateNamesV2.txt", "a name\n"),
}


class MirrorServer(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.files = dict(FILES)
        self.break_off_after: int | None = None
        self.knows_ranges = True
        self.marks = "etag"
        self.lies = False
        self.slow = threading.Event()
        self.slow.set()
        self.asked: list[tuple[str, str | None]] = []

    def handle_error(self, *_: object) -> None:
        """A client that hung up is what the tests are about."""


class Handler(BaseHTTPRequestHandler):
    server: MirrorServer

    def do_GET(self) -> None:
        server = self.server
        server.asked.append((self.path, self.headers["Range"]))
        server.slow.wait(10)
        content = server.files.get(self.path)
        if content is None:
            self.send_error(404)
            return
        etag = f'"{hash(content)}"'
        date = "Mon, 02 Oct 2023 03:00:00 GMT"
        mark = etag if server.marks == "etag" else date
        known = self.headers["If-None-Match"] or self.headers["If-Modified-Since"]
        if known == mark:
            self.send_response(304)
            self.end_headers()
            return
        start = 0
        asked = re.fullmatch(r"bytes=(\d+)-", self.headers["Range"] or "")
        if asked and server.knows_ranges and self.headers["If-Range"] == mark:
            start = int(asked[1])
            if start >= len(content):
                self.send_error(416)
                return
            self.send_response(206)
            first = start + 1 if server.lies else start
            self.send_header("Content-Range", f"bytes {first}-{len(content) - 1}/{len(content)}")
        else:
            self.send_response(200)
        if server.marks:
            self.send_header("ETag" if server.marks == "etag" else "Last-Modified", mark)
        self.send_header("Content-Length", str(len(content) - start))
        self.end_headers()
        self.wfile.write(content[start : server.break_off_after])

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[MirrorServer]:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    server = MirrorServer()
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield server
    server.slow.set()
    server.shutdown()
    server.server_close()
    thread.join()


def get(server: MirrorServer, folder: Path, *countries: str, timeout_s: float = 5) -> list[Path]:
    url = f"http://127.0.0.1:{server.server_address[1]}/dump/"
    return download_dumps(countries, folder=folder, url=url, timeout_s=timeout_s, progress=False)


def test_a_country_is_its_places_its_names_and_the_codes(
    server: MirrorServer, tmp_path: Path
) -> None:
    paths = get(server, tmp_path / "dumps", "UA")
    assert [path.name for path in paths] == [
        "admin1CodesASCII.txt",
        "admin2Codes.txt",
        "UA.zip",
        "alternatenames-UA.zip",
    ]
    assert paths[2].read_bytes() == FILES["/dump/UA.zip"]
    assert paths[3].read_bytes() == FILES["/dump/alternatenames/UA.zip"]


def test_without_a_country_it_is_the_world(server: MirrorServer, tmp_path: Path) -> None:
    names = [path.name for path in get(server, tmp_path)]
    assert names[2:] == ["allCountries.zip", "hierarchy.zip", "alternateNamesV2.zip"]


@pytest.mark.parametrize("marks", ["etag", "date"])
def test_a_file_that_broke_off_goes_on_where_it_stopped(
    server: MirrorServer, tmp_path: Path, marks: str
) -> None:
    server.marks = marks
    get(server, tmp_path, "UA")
    server.files["/dump/UA.zip"] = zipped("UA.txt", "another place\n" * 1000)
    if marks == "date":
        (tmp_path / "UA.zip.version").unlink()
    server.break_off_after = 5000
    with pytest.raises(GazetteerError, match=r"UA\.zip.*5000 of \d+ bytes.*try again"):
        get(server, tmp_path, "UA")
    assert (tmp_path / "UA.zip").read_bytes() == FILES["/dump/UA.zip"]
    server.break_off_after = None
    server.asked.clear()
    get(server, tmp_path, "UA")
    assert ("/dump/UA.zip", "bytes=5000-") in server.asked
    assert (tmp_path / "UA.zip").read_bytes() == server.files["/dump/UA.zip"]


def test_a_file_that_changed_meanwhile_begins_anew(server: MirrorServer, tmp_path: Path) -> None:
    server.break_off_after = 5000
    with pytest.raises(GazetteerError):
        get(server, tmp_path, "UA")
    server.break_off_after = None
    server.files["/dump/UA.zip"] = zipped("UA.txt", "another place\n" * 1000)
    get(server, tmp_path, "UA")
    assert (tmp_path / "UA.zip").read_bytes() == server.files["/dump/UA.zip"]


@pytest.mark.parametrize(("marks", "knows_ranges"), [("", True), ("etag", False)])
def test_a_server_that_cannot_go_on_begins_anew(
    server: MirrorServer, tmp_path: Path, marks: str, *, knows_ranges: bool
) -> None:
    server.marks, server.knows_ranges = marks, knows_ranges
    server.break_off_after = 5000
    with pytest.raises(GazetteerError):
        get(server, tmp_path, "UA")
    server.break_off_after = None
    get(server, tmp_path, "UA")
    assert (tmp_path / "UA.zip").read_bytes() == FILES["/dump/UA.zip"]


def test_a_part_that_was_not_asked_for_is_refused(server: MirrorServer, tmp_path: Path) -> None:
    server.break_off_after = 5000
    with pytest.raises(GazetteerError):
        get(server, tmp_path, "UA")
    server.break_off_after, server.lies = None, True
    with pytest.raises(GazetteerError, match="another part"):
        get(server, tmp_path, "UA")
    assert not (tmp_path / "UA.zip").exists()
    server.lies = False
    get(server, tmp_path, "UA")
    assert (tmp_path / "UA.zip").read_bytes() == FILES["/dump/UA.zip"]


def test_a_file_that_had_come_whole_but_was_not_put_in_place(
    server: MirrorServer, tmp_path: Path
) -> None:
    get(server, tmp_path, "UA")
    (tmp_path / "UA.zip").rename(tmp_path / "UA.zip.part")
    get(server, tmp_path, "UA")
    assert (tmp_path / "UA.zip").read_bytes() == FILES["/dump/UA.zip"]


def test_what_is_there_is_fetched_again_only_if_it_changed(
    server: MirrorServer, tmp_path: Path
) -> None:
    first = get(server, tmp_path, "UA")[2]
    when = first.stat().st_mtime_ns
    assert get(server, tmp_path, "UA")[2].stat().st_mtime_ns == when
    server.files["/dump/UA.zip"] = zipped("UA.txt", "another place\n")
    assert get(server, tmp_path, "UA")[2].read_bytes() == server.files["/dump/UA.zip"]


def test_a_country_that_the_server_lacks_is_named(server: MirrorServer, tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match=r"XX\.zip: the server does not have it"):
        get(server, tmp_path, "XX")


def test_a_page_instead_of_a_zip_is_refused(server: MirrorServer, tmp_path: Path) -> None:
    server.files["/dump/UA.zip"] = b"<h1>Log in to the hotel's network</h1>"
    with pytest.raises(GazetteerError, match="not a zip file"):
        get(server, tmp_path, "UA")
    assert not (tmp_path / "UA.zip").exists()


def test_a_server_that_says_nothing_is_given_up(server: MirrorServer, tmp_path: Path) -> None:
    server.slow.clear()
    with pytest.raises(GazetteerError, match="timed out"):
        get(server, tmp_path, "UA", timeout_s=0.2)


def test_no_server_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    gone = MirrorServer()
    gone.server_close()
    with pytest.raises(GazetteerError, match="can't download"):
        get(gone, tmp_path, "UA")


@pytest.mark.parametrize("country", ["Ukraine", "ua", "", "../UA"])
def test_something_that_is_no_country_is_refused(tmp_path: Path, country: str) -> None:
    with pytest.raises(UsageError, match="two-letter code"):
        download_dumps([country], folder=tmp_path, progress=False)


@pytest.mark.parametrize("url", ["file:///etc/", "ftp://127.0.0.1/", "dumps"])
def test_only_web_addresses_are_asked(tmp_path: Path, url: str) -> None:
    with pytest.raises(UsageError, match="http or https"):
        download_dumps(["UA"], folder=tmp_path, url=url, progress=False)
