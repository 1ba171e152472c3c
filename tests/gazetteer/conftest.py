"""Gazetteers built for real: one of a few countries, and the whole one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from small import small_sources

from geomap.gazetteer import Gazetteer, build_gazetteer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from geomap.gazetteer.sources import Sources


@pytest.fixture(scope="session")
def few_sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    """The sources of a few countries."""
    return small_sources(tmp_path_factory.mktemp("small") / "sources")


@pytest.fixture(scope="session")
def few_path(few_sources: Sources, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A gazetteer of a few countries, built once."""
    path = tmp_path_factory.mktemp("built") / "gazetteer.sqlite"
    return build_gazetteer(path, sources=few_sources, progress=False)


@pytest.fixture
def few(few_path: Path) -> Iterator[Gazetteer]:
    """The gazetteer of a few countries, open."""
    with Gazetteer.open(few_path) as gazetteer:
        yield gazetteer


@pytest.fixture(scope="session")
def whole() -> Iterator[Gazetteer]:
    """The whole gazetteer, at its usual place, built if it is not up to date."""
    with Gazetteer.open(build_gazetteer(progress=False)) as gazetteer:
        yield gazetteer
