"""Building: whole or not at all, once for the same sources, the same bytes each time."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tiny import build_tiny, tiny_sources

from geomap.errors import GazetteerError
from geomap.gazetteer import Gazetteer, build_gazetteer
from geomap.gazetteer.build import built_version, default_path
from geomap.gazetteer.builder import is_junk

if TYPE_CHECKING:
    from pathlib import Path

    from geomap.gazetteer.sources import Sources

# Builds from the sources that its arguments name.
_BUILD = """
import sys
from pathlib import Path
from geomap.gazetteer import build_gazetteer
from geomap.gazetteer.sources import Sources
target, tables = map(Path, sys.argv[1:3])
sources = Sources(tables, tables / "towns.json")
build_gazetteer(target, sources=sources, progress=False, force="force" in sys.argv)
"""


def _building(target: Path, sources: Sources, *how: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", _BUILD, str(target), str(sources.tables), *how]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_the_same_sources_give_the_same_bytes(tmp_path: Path) -> None:
    first, second = build_tiny(tmp_path / "a"), build_tiny(tmp_path / "b")
    assert first.read_bytes() == second.read_bytes()


def test_a_build_of_the_same_sources_is_not_repeated(tmp_path: Path) -> None:
    path = build_tiny(tmp_path)
    inode = path.stat().st_ino
    assert build_tiny(tmp_path).stat().st_ino == inode
    forced = build_gazetteer(path, sources=tiny_sources(tmp_path), progress=False, force=True)
    assert forced.stat().st_ino != inode


def test_changed_sources_are_built_again(tmp_path: Path) -> None:
    path = build_tiny(tmp_path)
    before = built_version(path)
    sources = tiny_sources(tmp_path)
    words = sources.tables / "words.tsv"
    words.write_text(words.read_text("utf-8") + "march\ta month\n", encoding="utf-8")
    build_gazetteer(path, sources=replace(sources), progress=False)
    assert built_version(path) != before
    with Gazetteer.open(path) as gazetteer:
        profile = gazetteer.key_profile("march")
        assert profile is None  # a word, but no place


def test_a_missing_table_is_named_and_the_old_gazetteer_stays(tmp_path: Path) -> None:
    path = build_tiny(tmp_path)
    before = path.read_bytes()
    sources = tiny_sources(tmp_path)
    (sources.tables / "demonyms.tsv").unlink()
    with pytest.raises(GazetteerError, match=r"demonyms\.tsv"):
        build_gazetteer(path, sources=replace(sources), progress=False)
    assert path.read_bytes() == before


def test_a_broken_line_of_a_table_is_named(tmp_path: Path) -> None:
    sources = tiny_sources(tmp_path)
    (sources.tables / "words.tsv").write_text("form\treason\nof\n", encoding="utf-8")
    with pytest.raises(GazetteerError, match=r"words\.tsv, line 2: 1 fields"):
        build_gazetteer(tmp_path / "g.sqlite", sources=sources, progress=False)
    assert not (tmp_path / "g.sqlite").exists()


def test_a_file_of_towns_that_is_cut_short_is_refused(tmp_path: Path) -> None:
    sources = tiny_sources(tmp_path)
    text = sources.towns.read_text("utf-8")
    sources.towns.write_text(text[: text.rindex(', "')], encoding="utf-8")
    with pytest.raises(GazetteerError, match="cut short"):
        build_gazetteer(tmp_path / "g.sqlite", sources=sources, progress=False)


def test_a_build_that_is_killed_leaves_the_old_gazetteer(
    few_sources: Sources, few_path: Path, tmp_path: Path
) -> None:
    path = tmp_path / "gazetteer.sqlite"
    path.write_bytes(few_path.read_bytes())
    unfinished = path.with_name("gazetteer.sqlite.building")
    process = _building(path, few_sources, "force")
    while not (unfinished.exists() and unfinished.stat().st_size):
        assert process.poll() is None, process.stderr.read()
        time.sleep(0.01)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    assert path.read_bytes() == few_path.read_bytes()
    path.unlink()
    build_gazetteer(path, sources=few_sources, progress=False)
    assert path.read_bytes() == few_path.read_bytes()
    assert not unfinished.exists()


def test_two_builds_at_once_leave_one_whole_gazetteer_and_readers_see_no_half(
    few_sources: Sources, few_path: Path, tmp_path: Path
) -> None:
    path = tmp_path / "gazetteer.sqlite"
    builds = [_building(path, few_sources) for _ in range(2)]
    seen = set()
    while any(process.poll() is None for process in builds):
        if path.exists():
            with Gazetteer.open(path) as gazetteer:
                seen.add(gazetteer.get("geonames:706448").name)
        time.sleep(0.02)
    for process in builds:
        _, errors = process.communicate()
        assert process.returncode == 0, errors
    assert path.read_bytes() == few_path.read_bytes()
    assert seen <= {"Kherson"}


def test_a_missing_gazetteer_says_how_to_build_it(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match="geomap gazetteer build"):
        Gazetteer.open(tmp_path / "none.sqlite")


def test_a_file_that_is_no_gazetteer_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "g.sqlite"
    path.write_text("not a database, but long enough to be taken for one" * 100)
    with pytest.raises(GazetteerError, match="not a gazetteer"):
        Gazetteer.open(path)


def test_a_gazetteer_of_another_version_is_refused(tmp_path: Path) -> None:
    path = build_tiny(tmp_path)
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("UPDATE meta SET value = '0' WHERE name = 'schema'")
    with pytest.raises(GazetteerError, match="another version"):
        Gazetteer.open(path)
    assert built_version(path) is None


def test_the_setting_names_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GEOMAP_GAZETTEER", str(tmp_path / "mine.sqlite"))
    assert default_path() == tmp_path / "mine.sqlite"
    monkeypatch.delenv("GEOMAP_GAZETTEER")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert default_path() == tmp_path / "geomap" / "gazetteer.sqlite"


@pytest.mark.parametrize("form", ["OZH", "Or", "zha bo li ri zha", "swldw"])
def test_codes_and_machine_letters_are_junk(form: str) -> None:
    assert is_junk(form)


@pytest.mark.parametrize("form", ["Kyiv", "Уфа", "Łęg", "扎波罗热", "'s-Hertogenbosch"])
def test_names_are_not_junk(form: str) -> None:
    assert not is_junk(form)


def test_what_the_build_left_out_is_counted(few: Gazetteer) -> None:
    assert "alternate names of up to three Latin letters" in few.meta["left_out"]
    assert "references to places that the sources do not have" in few.meta["left_out"]
