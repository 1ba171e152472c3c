"""Fetching GeoNames' dumps, for people with internet: the one module here that uses the network."""

from __future__ import annotations

import http.client
import re
import urllib.error
import urllib.request
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from geomap.errors import GazetteerError, UsageError
from geomap.gazetteer.build import default_path

if TYPE_CHECKING:
    from collections.abc import Sequence

GEONAMES = "https://download.geonames.org/export/dump/"
"""Where GeoNames publishes its dumps (CC BY 4.0), made anew each night."""

_CODES = ("admin1CodesASCII.txt", "admin2Codes.txt")
_WORLD = ("allCountries.zip", "hierarchy.zip", "alternateNamesV2.zip")
_COUNTRY = re.compile("[A-Z]{2}")
_BLOCK = 1 << 18
_PARTIAL, _UNCHANGED, _NOT_FOUND, _PAST_THE_END = 206, 304, 404, 416


def download_dumps(
    countries: Sequence[str] = (),
    *,
    folder: str | Path | None = None,
    url: str = GEONAMES,
    timeout_s: float = 60,
    progress: bool = True,
) -> list[Path]:
    """Fetch the dumps of countries, or of the world; return the files, in the order to import them.

    countries : ISO 3166-1 alpha-2 codes; for each its places and its alternate names. None: the
        world, some 600 MB. The lists of unit codes come with either.
    folder : where the files go; by default ``dumps`` beside the user's gazetteer.
    url : the folder they are fetched from, for a mirror of one's own.
    timeout_s : seconds without a byte after which a request has failed.

    A file that stopped on the way goes on where it stopped if it has not changed since, and one
    that is there is fetched again only if it has changed. A file is there under its name only when
    it is whole.

    Raises
    ------
    UsageError
        A country is no two-letter code, or the URL is not http or https.
    GazetteerError
        The server can't be reached, does not have a file, or broke off; what has come is kept.
    """
    for country in countries:
        if not _COUNTRY.fullmatch(country):
            raise UsageError(f"{country!r} is no country's two-letter code such as UA")
    if not url.startswith(("https://", "http://")):
        raise UsageError(f"can't download from {url!r}: give an http or https address")
    chosen = Path(folder) if folder is not None else default_path().parent / "dumps"
    wanted = {name: name for name in _CODES}
    if countries:
        wanted |= {f"{country}.zip": f"{country}.zip" for country in countries}
        wanted |= {f"alternatenames/{c}.zip": f"alternatenames-{c}.zip" for c in countries}
    else:
        wanted |= {name: name for name in _WORLD}
    try:
        chosen.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise GazetteerError(f"can't write to {chosen}: {error.strerror}") from error
    return [
        _fetch(f"{url.rstrip('/')}/{remote}", chosen / local, timeout_s, progress=progress)
        for remote, local in wanted.items()
    ]


def _fetch(url: str, target: Path, timeout_s: float, *, progress: bool) -> Path:
    part, version = (target.with_name(f"{target.name}.{end}") for end in ("part", "version"))
    try:
        request = _request(url, target, part, version)
        with urllib.request.urlopen(request, timeout=timeout_s) as answer:  # noqa: S310 - http(s) only
            _receive(answer, part, version, progress=progress)
    except urllib.error.HTTPError as error:
        error.close()
        if error.code == _UNCHANGED:
            return target
        if error.code == _PAST_THE_END and part.is_file():
            # All of it had come, but was not put in place: there is no rest to ask for.
            part.unlink()
            return _fetch(url, target, timeout_s, progress=progress)
        what = "does not have it" if error.code == _NOT_FOUND else f"answered {error.code}"
        raise GazetteerError(f"can't download {url}: the server {what}") from error
    except (OSError, http.client.HTTPException) as error:
        reason = getattr(error, "reason", None) or error
        raise GazetteerError(
            f"can't download {url}: {reason}; try again, it goes on where it stopped"
        ) from error
    if target.suffix == ".zip" and not zipfile.is_zipfile(part):
        part.unlink()
        raise GazetteerError(
            f"can't download {url}: what came is not a zip file; check the address"
        )
    part.replace(target)
    return target


def _request(url: str, target: Path, part: Path, version: Path) -> urllib.request.Request:
    """A request for the whole file, for the rest of it, or for the file if it has changed.

    The ``version`` file holds the server's mark of what has come (ETag, else the date).
    """
    request = urllib.request.Request(url, headers={"User-Agent": "geomap"})  # noqa: S310
    mark = version.read_text(encoding="utf-8") if version.is_file() else ""
    if part.is_file() and mark:
        request.add_header("Range", f"bytes={part.stat().st_size}-")
        request.add_header("If-Range", mark)
    elif target.is_file() and mark:
        is_date = not mark.startswith('"')
        request.add_header("If-Modified-Since" if is_date else "If-None-Match", mark)
    return request


def _receive(
    answer: http.client.HTTPResponse, part: Path, version: Path, *, progress: bool
) -> None:
    """Write what comes to the part file; raise if it is less than was promised."""
    from tqdm import tqdm

    goes_on = answer.status == _PARTIAL
    start = part.stat().st_size if goes_on else 0
    length = answer.headers.get("Content-Length")
    promised = start + int(length) if length else None
    if goes_on and not (answer.headers.get("Content-Range") or "").startswith(f"bytes {start}-"):
        part.unlink()
        raise OSError("the server sent another part than was asked for")
    if not goes_on:
        part.unlink(missing_ok=True)
        etag = answer.headers.get("ETag") or ""
        # A weak mark does not promise the same bytes, so nothing could be added to them.
        mark = etag if etag.startswith('"') else answer.headers.get("Last-Modified") or ""
        version.write_text(mark, encoding="utf-8")
    with (
        part.open("ab") as file,
        tqdm(
            desc=part.stem, total=promised, initial=start, unit="B", unit_scale=True,
            disable=None if progress else True, leave=False,
        ) as shown,
    ):  # fmt: skip
        while block := answer.read(_BLOCK):
            file.write(block)
            shown.update(len(block))
    size = part.stat().st_size
    if promised is not None and size != promised:
        raise OSError(f"{size} of {promised} bytes came")
