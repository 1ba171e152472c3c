"""`read_articles`: from paths to articles, whatever the format."""

from __future__ import annotations

import io
import logging
import os
import stat
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from geomap.articles.article import make_article, whole
from geomap.articles.formats import Reader, format_of
from geomap.articles.heads import web_address
from geomap.articles.identity import Identities, text_hash
from geomap.articles.rows import check_columns
from geomap.articles.sources import Draft, Refusal, Source, too_large
from geomap.errors import ArticleError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from typing_extensions import Buffer

    from geomap.model import Article

MAX_BYTES = 5_000_000
"""The largest text that is read, in bytes, unless another limit is asked for."""

_HEAD = 1 << 16
_LOG = logging.getLogger(__name__)


def read_articles(
    paths: Iterable[str | Path],
    *,
    max_bytes: int = MAX_BYTES,
    columns: Mapping[str, str] | None = None,
    refused: Callable[[Refusal], None] | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[Article]:
    """The articles in files, folders and standard input (``"-"``), one at a time, in a fixed order.

    Read are plain text, HTML, Markdown, JSON Lines, CSV, TSV, Parquet, RSS and Atom; what a file is
    follows from its name, and for other names and standard input from its beginning. Folders are
    walked in sorted order; hidden files are skipped, links to folders are not followed. Memory does
    not grow with the number of articles.

    Parameters
    ----------
    max_bytes
        The largest file (text, HTML, Markdown, feed) or text of a row that is read.
    columns
        Names of columns in JSONL, CSV and Parquet where they differ from ours: our name (id, title,
        text, published, url, source, language) to the name in the file.
    refused
        Called with a `Refusal` for everything that was not read; without it these are logged as
        warnings. Reading goes on in any case.
    stdin
        A binary stream to read for ``"-"``; standard input by default.

    Notes
    -----
    An id is the row's or feed entry's own; else the article's URL; else the path below the folder
    that was given, or the file's name, with ``:`` and the line for a row. It does not depend on the
    working directory. Where two articles without an id of their own would be called the same, the
    later one gets ``~`` and a hash of its text. An id that comes twice in tables is refused.

    Raises
    ------
    UsageError
        If ``columns`` names a column that articles don't have.
    """
    names = dict(columns or {})
    check_columns(names)
    run = _Run(max_bytes, names, refused or _log_refusal, stdin)
    return run.articles(list(paths))


def _log_refusal(refusal: Refusal) -> None:
    _LOG.warning("%s: %s", refusal.path, refusal.reason)


class _Run:
    """One call of `read_articles`."""

    def __init__(
        self,
        max_bytes: int,
        columns: Mapping[str, str],
        refused: Callable[[Refusal], None],
        stdin: BinaryIO | None,
    ) -> None:
        self._max_bytes = max_bytes
        self._columns = columns
        self._refused = refused
        self._stdin = stdin

    def articles(self, paths: list[str | Path]) -> Iterator[Article]:
        with Identities() as identities:
            for path in paths:
                for found in self._files(path):
                    yield from self._read(*found, identities)

    def _files(self, path: str | Path) -> Iterator[tuple[str, str]]:
        """The paths of files and their names for ids; a folder's in sorted order."""
        if str(path) == "-":
            yield "-", "stdin"
        elif os.path.isdir(path):  # noqa: PTH112 - the path may be neither str nor readable
            yield from self._walk(Path(path))
        else:
            yield str(path), Path(path).name

    def _walk(self, folder: Path) -> Iterator[tuple[str, str]]:
        for here, folders, files in os.walk(folder, onerror=self._unreadable):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in list(folders):
                if Path(here, name).is_symlink():
                    self._refuse(str(Path(here, name)), "a link to a folder; name it to read it")
            for name in sorted(files):
                if not name.startswith("."):
                    path = Path(here, name)
                    yield str(path), path.relative_to(folder).as_posix()

    def _unreadable(self, error: OSError) -> None:
        self._refuse(str(error.filename), error.strerror or "can't be read")

    def _read(self, path: str, name: str, identities: Identities) -> Iterator[Article]:
        try:
            with self._opened(path, name) as (source, reader):
                for found in reader(source):
                    if isinstance(found, Refusal):
                        self._refused(found)
                        continue
                    result = self._article(found, source, identities)
                    if isinstance(result, Refusal):
                        self._refused(result)
                    else:
                        yield result
        except ArticleError as error:
            self._refuse(path, str(error))
        except OSError as error:
            self._refuse(path, error.strerror or str(error))

    @contextmanager
    def _opened(self, path: str, name: str) -> Iterator[tuple[Source, Reader]]:
        if path == "-":
            stdin = self._stdin if self._stdin is not None else sys.stdin.buffer
            head = stdin.read(_HEAD)
            stream: BinaryIO = io.BufferedReader(_Replayed(head, stdin))
            yield self._recognised(path, name, stream, head)
            return
        status = Path(path).stat()
        if not stat.S_ISREG(status.st_mode):
            raise ArticleError("not a regular file; pipe it into standard input (-)")
        with Path(path).open("rb") as stream:
            head = stream.read(_HEAD)
            stream.seek(0)
            yield self._recognised(path, name, stream, head, size=status.st_size)

    def _recognised(
        self, path: str, name: str, stream: BinaryIO, head: bytes, *, size: int = 0
    ) -> tuple[Source, Reader]:
        if not head:
            raise ArticleError("empty")
        form = format_of(name, head, self._columns)
        if form.whole and size > self._max_bytes:
            raise too_large(size, self._max_bytes)
        return Source(path, name, stream, head, self._max_bytes, self._columns), form.read

    def _article(self, draft: Draft, source: Source, identities: Identities) -> Article | Refusal:
        """The article with an id of its own, or why it is not another one."""
        where = f"{draft.place}: " if draft.place else ""
        given = draft.id or web_address(draft.url)
        article_id = given or source.name + (f":{draft.number}" if draft.place else "")
        article_id = whole(article_id)
        seen = identities.see(article_id, draft.text)
        if seen == "other" and draft.id is None:
            article_id = f"{article_id}~{text_hash(draft.text)}"
            seen = identities.see(article_id, draft.text)
        if seen == "same":
            return Refusal(
                source.path, f"{where}the same article again ({article_id})", duplicate=True
            )
        if seen == "other":
            return Refusal(source.path, f"{where}the id {article_id} is taken by another text")
        return make_article(
            draft.text,
            article_id=article_id,
            title=draft.title,
            url=draft.url,
            source=draft.source,
            published=draft.published,
            language=draft.language,
            parts=draft.parts,
        )

    def _refuse(self, path: str, reason: str) -> None:
        self._refused(Refusal(path, reason))


class _Replayed(io.RawIOBase):
    """A stream whose first bytes have been read already, and come again."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = io.BytesIO(head)
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Buffer, /) -> int:
        view = memoryview(buffer)
        data = self._head.read(len(view)) or self._rest.read(len(view))
        view[: len(data)] = data
        return len(data)
