"""Memory is settled while articles stream, and as it was afterwards."""

from __future__ import annotations

import gc

from geomap.memory import settled_memory


def test_memory_is_settled_until_the_end() -> None:
    assert gc.get_freeze_count() == 0
    with settled_memory():
        frozen = gc.get_freeze_count()
        assert frozen > 0
        with settled_memory():
            assert gc.get_freeze_count() == frozen
        assert gc.get_freeze_count() == frozen
    assert gc.get_freeze_count() == 0
