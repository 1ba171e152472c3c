"""The whole gazetteer, which is what resolution chooses from."""

from __future__ import annotations

import pytest

from geomap.gazetteer import Gazetteer, build_gazetteer
from geomap.resolution import Resolver


@pytest.fixture(scope="session")
def gazetteer():
    """The user's gazetteer; built first where there is none or an outdated one."""
    with Gazetteer.open(build_gazetteer(progress=False)) as opened:
        yield opened


@pytest.fixture(scope="session")
def resolver(gazetteer):
    return Resolver(gazetteer)
