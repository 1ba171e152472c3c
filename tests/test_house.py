"""Rules of the house that no single room can test."""

from __future__ import annotations

import ast
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from pytest_socket import SocketConnectBlockedError

import geomap

PACKAGE = Path(geomap.__file__).parent
HEAVY = {"spacy", "geopandas", "pandas", "folium", "trafilatura", "pyarrow", "matplotlib", "numpy"}


@pytest.mark.filterwarnings("ignore:A test tried to use socket")
def test_the_network_is_blocked_in_tests() -> None:
    with pytest.raises(SocketConnectBlockedError):
        socket.create_connection(("192.0.2.1", 80), timeout=1)


@pytest.mark.parametrize("command", ["import geomap", "import geomap.cli"])
def test_import_stays_light(command: str) -> None:
    script = f"import sys; {command}; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert not HEAVY & set(done.stdout.split())


def imports_of(path: Path) -> set[str]:
    """The geomap modules that a file imports, wherever in the file."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("geomap"):
            found.add(str(node.module))
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {a.name for a in node.names if a.name.startswith("geomap")}
    return found


@pytest.mark.parametrize(
    ("room", "later"),
    [
        ("explanation", ["articles", "gazetteer", "recognition", "resolution", "geoparser"]),
        ("articles", ["recognition", "resolution", "geoparser", "store", "query", "maps", "cli"]),
        (
            "gazetteer",
            ["articles", "recognition", "resolution", "geoparser", "store", "query", "maps"],
        ),
        ("recognition", ["resolution", "geoparser", "store", "query", "maps", "cli"]),
        ("resolution", ["geoparser", "store", "query", "maps", "cli"]),
        ("store", ["recognition", "resolution", "geoparser", "maps"]),
        ("query", ["recognition", "resolution", "geoparser", "maps"]),
        ("maps", ["recognition", "resolution", "geoparser", "articles"]),
        ("figures", ["recognition", "resolution", "geoparser", "articles", "maps", "reports"]),
        ("reports", ["recognition", "resolution", "geoparser", "articles", "cli"]),
    ],
)
def test_no_room_imports_a_later_one(room: str, later: list[str]) -> None:
    files = [*PACKAGE.glob(f"{room}.py"), *PACKAGE.glob(f"{room}/**/*.py")]
    assert files, f"there is no room {room}"
    for path in files:
        for name in imports_of(path):
            rest = name.removeprefix("geomap.").split(".")[0]
            assert rest not in later, f"{path.relative_to(PACKAGE)} imports {name}"
