"""The tutorial and the Quarto example run as they are, without a network."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
import stories
from nbclient import NotebookClient
from reading import html_tables, markdown_html
from runs import RUN

from geomap.store import MentionStore

ROOT = Path(__file__).parent.parent.parent
QUARTO = ROOT / "examples" / "quarto" / "report.qmd"
TUTORIAL = ROOT / "docs" / "tutorial.ipynb"
NO_NETWORK = """
import socket

_connect = socket.socket.connect

def _at_home(self, address):
    if self.family != socket.AF_UNIX and address[0] not in {"127.0.0.1", "::1", "localhost"}:
        raise OSError(f"the network is blocked: {address}")
    return _connect(self, address)

socket.socket.connect = _at_home
try:
    socket.create_connection(("192.0.2.1", 80), timeout=1)
except OSError as error:
    assert "blocked" in str(error)
else:
    raise AssertionError("the network is not blocked")
"""


def kinds(cell) -> list[str]:
    """What a cell shows: the names of its streams, and of what it displays."""
    return [
        output.name if output.output_type == "stream" else ", ".join(sorted(output.data))
        for output in cell.get("outputs", ())
    ]


@pytest.fixture(scope="module")
def executed(tmp_path_factory: pytest.TempPathFactory) -> nbformat.NotebookNode:
    folder = tmp_path_factory.mktemp("tutorial") / "docs"
    folder.mkdir()
    shutil.copytree(ROOT / "examples" / "articles", folder.parent / "examples" / "articles")
    notebook = nbformat.read(TUTORIAL, as_version=4)
    notebook.cells.insert(0, nbformat.v4.new_code_cell(NO_NETWORK))
    for cell in notebook.cells:
        cell.outputs = []
    client = NotebookClient(
        notebook,
        timeout=300,
        kernel_name="python3",
        resources={"metadata": {"path": str(folder)}},
    )
    client.execute()
    return notebook


def test_the_tutorial_runs_and_shows_what_its_outputs_show(
    executed: nbformat.NotebookNode,
) -> None:
    kept = nbformat.read(TUTORIAL, as_version=4)
    assert len(executed.cells) == len(kept.cells) + 1
    for now, before in zip(executed.cells[1:], kept.cells, strict=True):
        assert now.source == before.source
        shown = [kind.replace("text/html, text/plain", "text/html") for kind in kinds(now)]
        assert shown == kinds(before), now.source


def test_the_tutorial_reads_well_without_scripts() -> None:
    kept = nbformat.read(TUTORIAL, as_version=4)
    nbformat.validate(kept)
    html = [
        output.data["text/html"]
        for cell in kept.cells
        for output in cell.get("outputs", ())
        if "text/html" in output.get("data", {})
    ]
    assert len(html) >= 4
    assert not [one for one in html if re.search(r"<(?:script|iframe)\b", one)]
    assert any("<mark" in one for one in html)
    assert any("data:image/png;base64," in one for one in html)
    assert any("image/png" in kind for cell in kept.cells for kind in kinds(cell))


def test_the_cells_of_the_quarto_example_run(tmp_path: Path) -> None:
    with MentionStore(tmp_path / "examples.gpkg") as held:
        held.add(stories.sample(), run=RUN)
    text = QUARTO.read_text(encoding="utf-8")
    cells = re.findall(r"^```\{python\}\n(.*?)^```$", text, flags=re.DOTALL | re.MULTILINE)
    assert len(cells) == 6
    (tmp_path / "cells.py").write_text(NO_NETWORK + "\n".join(cells), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "cells.py"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    (places,) = html_tables(markdown_html(done.stdout))
    assert places[1][:4] == ["Kyiv", "town", "UA", "4"]
    assert "Places were identified with geomap 1.2.3 (gazetteer abc, model model)" in (
        markdown_html(done.stdout)
    )
    assert (tmp_path / "map.png").stat().st_size > 10_000
