"""The whole gazetteer and one recogniser for all tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geomap.gazetteer import Gazetteer, build_gazetteer
from geomap.recognition import Recognizer

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def gazetteer() -> Iterator[Gazetteer]:
    """The user's gazetteer; built first where there is none or an outdated one."""
    with Gazetteer.open(build_gazetteer(progress=False)) as opened:
        yield opened


@pytest.fixture(scope="session")
def recognizer(gazetteer: Gazetteer) -> Recognizer:
    return Recognizer(gazetteer)
