"""Putting a user's data on top of the built gazetteer: ``geomap gazetteer import``."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from geomap.errors import GazetteerError, GazetteerImportError, UsageError
from geomap.gazetteer.build import default_path, only_builder
from geomap.gazetteer.dumps import open_dump
from geomap.gazetteer.layer_writer import ImportReport, LayerFile, LayerWriter
from geomap.gazetteer.layers import is_kind, is_layer
from geomap.gazetteer.schema import SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Sequence

DEFAULT_KIND = "P.PPL"
_OWN_LAYERS = frozenset({"geonames", "curated"})


def import_files(
    paths: Sequence[str | Path],
    *,
    gazetteer: str | Path | None = None,
    layer: str | None = None,
    kind: str = DEFAULT_KIND,
    progress: bool = True,
) -> list[ImportReport]:
    """Put GeoNames dumps and files of own places on a built gazetteer; one report a file.

    paths : .zip and .txt dumps of GeoNames, or .csv, .tsv, .geojson, .json, .gpkg (`layers`). They
        are put in in the order given; each file is a layer, and a later layer adds names to places
        that are there and overrides their points, kinds and populations.
    gazetteer : the index; by default the user's (see `Gazetteer.open`).
    layer : a name for the layer instead of the file's.
    kind : the GeoNames class and code of own places that say none.

    Each file is put into a copy, which takes the gazetteer's place when the file is in: whatever
    goes wrong, the gazetteer is as it was before that file, and a second run goes on with it, since
    files that are in (by their content) are passed over. Memory does not grow with the files.

    Raises
    ------
    GazetteerImportError
        A file is not what it says; the message names the line.
    GazetteerError
        There is no gazetteer yet, or it can't be written.
    UsageError
        The layer's name is one of geomap's own, or the kind is none of GeoNames'.
    """
    if not is_kind(kind):
        raise UsageError(f"kind {kind!r} is no GeoNames class and code such as P.PPL")
    target = Path(gazetteer) if gazetteer is not None else default_path()
    if not target.is_file():
        raise GazetteerError(f"no gazetteer at {target}; run `geomap gazetteer build`")
    files = [_layer_file(Path(path), layer) for path in paths]
    with only_builder(target):
        return [_import_file(target, file, kind, progress=progress) for file in files]


def imported_files(gazetteer: Path) -> list[str]:
    """The names of the files that were put on a gazetteer, in their order; empty without one."""
    if not gazetteer.is_file():
        return []
    try:
        imported = json.loads(_meta(gazetteer).get("imported", "[]"))
    except sqlite3.Error:
        return []
    return [str(entry["file"]) for entry in imported]


def _layer_file(path: Path, layer: str | None) -> LayerFile:
    chosen = re.sub(r"[^\w-]+", "-", layer or path.name.partition(".")[0]).strip("-")
    if chosen.lower() in _OWN_LAYERS or not chosen:
        raise UsageError(f"{path} can't be the layer {chosen!r}; name another with --layer")
    return LayerFile(path, chosen, None if is_layer(path) else open_dump(path))


def _import_file(target: Path, file: LayerFile, kind: str, *, progress: bool) -> ImportReport:
    report = ImportReport(file.path, file.layer)
    try:
        content = _sha256(file.path)
        meta = _meta(target)
        if meta.get("schema") != str(SCHEMA_VERSION):
            raise GazetteerError(
                f"the gazetteer at {target} was built by another version of geomap;"
                " run `geomap gazetteer build`"
            )
        imported = json.loads(meta.get("imported", "[]"))
        if any(entry["sha256"] == content for entry in imported):
            report.known = True
            return report
        unfinished = target.with_name(f"{target.name}.importing")
        shutil.copyfile(target, unfinished)
        try:
            LayerWriter(unfinished, file, report, kind=kind, progress=progress).run()
            imported.append({"layer": file.layer, "file": file.path.name, "sha256": content})
            layers = [*json.loads(meta["layers"]), file.layer]
            version = hashlib.sha256(f"{meta['version']} {file.layer} {content} {kind}".encode())
            _write_meta(
                unfinished,
                {
                    "imported": json.dumps(imported),
                    "layers": json.dumps(list(dict.fromkeys(layers))),
                    "version": version.hexdigest()[:16],
                },
            )
            unfinished.replace(target)
        finally:
            unfinished.unlink(missing_ok=True)
    except (OSError, sqlite3.Error) as error:
        raise GazetteerError(f"can't import {file.path} into {target}: {error}") from error
    return report


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise GazetteerImportError(f"can't read {path}: {error.strerror or error}") from error


def _meta(path: Path) -> dict[str, str]:
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as db:
        return dict(db.execute("SELECT name, value FROM meta"))


def _write_meta(path: Path, values: dict[str, str]) -> None:
    with closing(sqlite3.connect(path)) as db, db:
        db.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", sorted(values.items()))
