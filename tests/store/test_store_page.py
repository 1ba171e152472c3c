"""The commands and the Python of docs/store.md, run in order."""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from geomap.cli import geomap
from geomap.gazetteer import build_gazetteer

HOUSE = Path(__file__).parents[2]
PAGE = (HOUSE / "docs" / "store.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(console|python)\n(.*?)```", PAGE, re.DOTALL)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with the example articles, as the page has it."""
    build_gazetteer(progress=False)
    made = tmp_path_factory.mktemp("page")
    shutil.copytree(HOUSE / "examples" / "articles", made / "articles")
    return made


def test_every_command_of_the_page_finds_something(folder, monkeypatch, capsys):
    monkeypatch.chdir(folder)
    ran = 0
    for kind, block in BLOCKS:
        if kind == "python":
            exec(compile(block, "store.md", "exec"), {})  # noqa: S102 - our own page
            assert min(map(int, re.findall(r"^\d+|(?<= )\d+$", capsys.readouterr().out))) > 0
            continue
        for line in block.splitlines():
            assert line.startswith("$ geomap "), line
            done = CliRunner().invoke(geomap, shlex.split(line.removeprefix("$ geomap ")))
            assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
            assert done.exit_code == 0, (line, done.output)
            ran += 1
    assert ran > 15
    assert {"kept.parquet", "weeks.csv", "corrections.csv"} <= {p.name for p in folder.iterdir()}


def test_the_page_shows_every_verb_of_the_store():
    shown = set(re.findall(r"^\$ geomap (\S+)", PAGE, re.MULTILINE))
    assert shown == {"ingest", "query", "diff", "correct", "merge", "remove"}
