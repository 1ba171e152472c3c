"""Writing files so that a reader never sees half of one."""

from __future__ import annotations

import os
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING

from geomap.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def writing(path: str | Path) -> Iterator[IO[str]]:
    """A text file (UTF-8, LF) that replaces ``path`` when the block ends well; ``-`` is stdout.

    Folders are made. If the block fails, what stood at ``path`` stays as it was.
    """
    if str(path) == "-":
        yield sys.stdout
        sys.stdout.flush()
        return
    with (
        _replacing(Path(path)) as handle,
        os.fdopen(handle, "w", encoding="utf-8", newline="\n") as out,
    ):
        yield out


@contextmanager
def writing_bytes(path: str | Path) -> Iterator[IO[bytes]]:
    """A binary file that replaces ``path`` when the block ends well, as `writing` does."""
    with _replacing(Path(path)) as handle, os.fdopen(handle, "wb") as out:
        yield out


@contextmanager
def _replacing(target: Path) -> Iterator[int]:
    """The handle of a new file, closed by the block, that takes the place of ``target``."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    except OSError as error:
        raise UsageError(f"can't write {target}: {error.strerror}") from error
    part = Path(name)
    try:
        yield handle
        part.chmod(0o666 & ~_umask())
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _umask() -> int:
    """The process's umask: temporary files are private, what we leave behind is not."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
