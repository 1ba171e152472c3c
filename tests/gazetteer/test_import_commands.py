"""``geomap gazetteer import`` and ``download``, from the command line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from test_download import FILES, MirrorServer, server
from test_importing import OKAY
from tiny import build_tiny, tiny_sources

from geomap.gazetteer.commands import gazetteer
from geomap.gazetteer.importing import import_files
from geomap.gazetteer.sources import Sources

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["server"]


def geomap(*arguments: object, index: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from geomap.cli import main; main()", "gazetteer"]
        + [str(argument) for argument in arguments],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"GEOMAP_GAZETTEER": str(index), "no_proxy": "127.0.0.1"},
    )


@pytest.fixture
def index(tmp_path: Path) -> Path:
    return build_tiny(tmp_path / "index")


def test_import_says_what_became_of_each_file(index: Path, tmp_path: Path) -> None:
    dump = tmp_path / "UA.txt"
    dump.write_text(OKAY, encoding="utf-8")
    done = geomap("import", dump, index=index)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        f"{dump}: 1 places added, 1 changed, 5 names (layer UA)",
        "  left out: 1 names of three letters or all lower-case",
    ]
    again = geomap("import", dump, "--json", index=index)
    assert json.loads(again.stdout)[0]["known"] is True
    assert "Robotyne" in geomap("search", "Работино", index=index).stdout


def test_a_broken_file_is_one_line_on_stderr(index: Path, tmp_path: Path) -> None:
    dump = tmp_path / "UA.txt"
    dump.write_text(OKAY + "broken\n", encoding="utf-8")
    done = geomap("import", dump, index=index)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert "UA.txt, line 3: 1 columns" in done.stderr


def test_own_places_have_the_layer_and_kind_that_were_given(index: Path, tmp_path: Path) -> None:
    own = tmp_path / "forts.csv"
    own.write_text("name,lat,lon\nFort Nord,46.9,32.1\n", encoding="utf-8")
    assert geomap("import", own, "--layer", "1854", "--kind", "S.FT", index=index).returncode == 0
    found = json.loads(geomap("search", "Fort Nord", "--json", index=index).stdout)[0]
    assert (found["id"], found["kind"]) == ("1854:1", "S.FT")


def test_download_prints_files_to_import(
    server: MirrorServer,
    index: Path,
    tmp_path: Path,
) -> None:
    server.files = FILES | {"/dump/UA.zip": FILES["/dump/hierarchy.zip"]}
    url = f"http://127.0.0.1:{server.server_address[1]}/dump"
    done = geomap("download", "UA", "--from", url, "--to", tmp_path / "dumps", index=index)
    assert done.returncode == 0
    names = [line.rpartition("/")[2] for line in done.stdout.splitlines()]
    assert names == ["admin1CodesASCII.txt", "admin2Codes.txt", "UA.zip", "alternatenames-UA.zip"]
    assert "geomap gazetteer import" in done.stderr
    missing = geomap("download", "XX", "--from", url, index=index)
    assert missing.returncode == 2
    assert "does not have it" in missing.stderr


def test_a_new_build_says_which_files_must_be_imported_again(
    index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dump = tmp_path / "UA.txt"
    dump.write_text(OKAY, encoding="utf-8")
    import_files([dump], gazetteer=index, progress=False)
    monkeypatch.setattr(Sources, "installed", lambda: tiny_sources(tmp_path / "index"))
    build = CliRunner().invoke(gazetteer, ["build", "--path", str(index)])
    assert (build.exit_code, build.stderr) == (0, "")
    anew = CliRunner().invoke(gazetteer, ["build", "--force", "--path", str(index)])
    assert (anew.exit_code, anew.stdout) == (0, f"{index}\n")
    assert "import again UA.txt" in anew.stderr
