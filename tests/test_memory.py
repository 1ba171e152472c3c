"""Memory is settled and left alone while articles stream, and as it was afterwards."""

from __future__ import annotations

import gc

import pytest

from geomap.memory import settled_memory, uncollected


def test_memory_is_settled_until_the_end() -> None:
    assert gc.get_freeze_count() == 0
    with settled_memory():
        frozen = gc.get_freeze_count()
        assert frozen > 0
        with settled_memory():
            assert gc.get_freeze_count() == frozen
        assert gc.get_freeze_count() == frozen
    assert gc.get_freeze_count() == 0


def test_what_another_program_has_frozen_stays_frozen() -> None:
    gc.freeze()
    try:
        with settled_memory():
            pass
        assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()


def test_the_collector_rests_until_the_end_even_of_work_that_fails() -> None:
    assert gc.isenabled()
    with uncollected():
        assert not gc.isenabled()
        with uncollected():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()
    with pytest.raises(ValueError, match="broken"), uncollected():
        raise ValueError("broken")
    assert gc.isenabled()


def test_a_collector_that_was_off_stays_off() -> None:
    gc.disable()
    try:
        with uncollected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
