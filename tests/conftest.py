"""What all tests share. The network is blocked by the options in pyproject.toml (--allow-hosts)."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

IN_CI = os.environ.get("CI", "").lower() in {"1", "true"}


@pytest.fixture(scope="session")
def corpora() -> Path:
    """The folder of gold corpora (GEOMAP_CORPORA); without it the test says so, CI fails."""
    folder = os.environ.get("GEOMAP_CORPORA", "")
    if folder and Path(folder).is_dir():
        return Path(folder)
    message = f"GEOMAP_CORPORA does not name a folder of gold corpora (it is {folder!r})"
    if IN_CI:
        pytest.fail(message)
    pytest.skip(message)
