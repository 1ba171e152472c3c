"""What is loaded once and stays is kept out of the garbage collector's way."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class _Memory:
    """Whether we have settled memory: the collector would count all that is frozen to tell."""

    settled = False


def settle_memory() -> None:
    """Settle memory for as long as the process lives: see `settled_memory`."""
    _Memory.settled = True
    gc.freeze()


@contextmanager
def settled_memory() -> Iterator[None]:
    """Keep the garbage collector from visiting what is loaded already, until the end.

    An article is thousands of small objects, so collections are frequent, and each full one walks
    over the models and the gazetteer's answers, too. The whole process is meant: what was garbage
    in a cycle before stays until the end. Nothing is done where memory is settled already, by us
    or by the program that uses us.
    """
    if _Memory.settled or gc.get_freeze_count():
        yield
        return
    settle_memory()
    try:
        yield
    finally:
        gc.unfreeze()
        _Memory.settled = False


@contextmanager
def uncollected() -> Iterator[None]:
    """Keep the garbage collector from running until the end.

    For work that makes many records and no cycles: the collector would visit them again and again
    and find nothing. Nothing is done where it does not run anyway.
    """
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
