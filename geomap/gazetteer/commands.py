"""The command line of the gazetteer: build, info, search, import, download."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from geomap.terminal import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from geomap.gazetteer.gazetteer import Gazetteer
    from geomap.model import Candidate

FOUND, NOTHING = 0, 1

path_option = click.option(
    "--path",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The gazetteer's file; else GEOMAP_GAZETTEER, else one in your cache folder.",
)


@click.group()
def gazetteer() -> None:
    """Build the gazetteer of places and their spellings, and ask it."""


@gazetteer.command()
@path_option
@click.option("--force", is_flag=True, help="Build even if it is up to date.")
@click.option("--quiet", is_flag=True, help="Show no progress.")
def build(path: Path | None, *, force: bool, quiet: bool) -> None:
    """Build the gazetteer from the tables that came with geomap; nothing is downloaded."""
    from geomap.gazetteer.build import build_gazetteer, default_path
    from geomap.gazetteer.importing import imported_files

    progress = sys.stderr.isatty() and not quiet
    before = imported_files(path or default_path())
    built = build_gazetteer(path, progress=progress, force=force)
    click.echo(built)
    if lost := [name for name in before if name not in imported_files(built)]:
        names = printable(", ".join(lost))
        click.echo(f"built anew, without what was imported: import again {names}", err=True)


@gazetteer.command()
@path_option
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def info(path: Path | None, *, as_json: bool) -> None:
    """Say what is in the gazetteer, from where, and what was left out."""
    with _opened(path) as opened:
        meta: dict[str, object] = dict(opened.meta)
        for name in ("counts", "left_out", "layers", "sources_read"):
            if name in opened.meta:
                meta[name] = json.loads(opened.meta[name])
        meta["path"] = str(opened.path)
        meta["up_to_date"] = opened.is_up_to_date()
    if as_json:
        click.echo(json.dumps(meta, ensure_ascii=False, indent=2, sort_keys=True))
        return
    for name, value in sorted(meta.items()):
        if isinstance(value, dict):
            click.echo(f"{name}:")
            for key, count in value.items():
                click.echo(f"  {key}: {count}")
        else:
            text = ", ".join(map(str, value)) if isinstance(value, list) else value
            click.echo(f"{name}: {text}")


@gazetteer.command()
@click.argument("name")
@path_option
@click.option("--country", metavar="CODE", help="Only places of a country, such as UA.")
@click.option("--kind", help="Only a kind: town, region, country, water ... or a GeoNames code.")
@click.option("--limit", default=10, show_default=True, type=click.IntRange(1))
@click.option("--exact", is_flag=True, help="No spellings a letter or two off.")
@click.option("--json", "as_json", is_flag=True, help="A JSON array.")
def search(
    name: str,
    path: Path | None,
    *,
    country: str | None,
    kind: str | None,
    limit: int,
    exact: bool,
    as_json: bool,
) -> None:
    """List the places that NAME could mean, best first, and say why each was found."""
    with _opened(path) as opened:
        found = opened.search(name, country=country, kind=kind, limit=limit, fuzzy=not exact)
        if as_json:
            rows = [_record(opened, candidate) for candidate in found]
            click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        else:
            _print_table(_columns(opened, found))
    if not found and not as_json:
        click.echo(f"no place named {name!r}", err=True)
    sys.exit(FOUND if found else NOTHING)


@gazetteer.command("import")
@click.argument(
    "paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH..."
)
@path_option
@click.option("--layer", metavar="NAME", help="A name for the layer, instead of the file's.")
@click.option("--kind", default="P.PPL", show_default=True, help="Of own places that say none.")
@click.option("--json", "as_json", is_flag=True, help="A JSON array.")
@click.option("--quiet", is_flag=True, help="Show no progress.")
def import_(
    paths: tuple[Path, ...],
    path: Path | None,
    *,
    layer: str | None,
    kind: str,
    as_json: bool,
    quiet: bool,
) -> None:
    """Put GeoNames dumps, or tables of your own places, on top of the gazetteer.

    PATH is a dump of GeoNames (UA.zip, allCountries.zip, alternateNamesV2.zip,
    admin1CodesASCII.txt, admin2Codes.txt, hierarchy.zip; zipped or not), or a CSV, TSV, GeoJSON or
    GeoPackage file with name, lat and lon. A later file adds names and overrides points. A file
    that is broken changes nothing; one that is in already is passed over.
    """
    from geomap.gazetteer.importing import import_files

    progress = sys.stderr.isatty() and not quiet
    reports = import_files(paths, gazetteer=path, layer=layer, kind=kind, progress=progress)
    if as_json:
        rows = [asdict(report) | {"path": str(report.path)} for report in reports]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for report in reports:
        for line in str(report).splitlines():
            click.echo(printable(line))


@gazetteer.command()
@click.argument("countries", nargs=-1, metavar="[COUNTRY]...")
@click.option("--from", "url", metavar="URL", help="A mirror; else download.geonames.org.")
@click.option(
    "--to",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="A folder for the files; else dumps in your cache folder.",
)
@click.option("--quiet", is_flag=True, help="Show no progress.")
def download(
    countries: tuple[str, ...], url: str | None, folder: Path | None, *, quiet: bool
) -> None:
    """Fetch GeoNames' dumps of countries (UA RU ...), or of the world, to import them.

    The only command that uses the network. Prints the files, in the order to import them in. The
    data are GeoNames', CC BY 4.0.
    """
    from geomap.gazetteer.download import GEONAMES, download_dumps

    progress = sys.stderr.isatty() and not quiet
    for path in download_dumps(countries, folder=folder, url=url or GEONAMES, progress=progress):
        click.echo(path)
    click.echo("now run `geomap gazetteer import` with these files", err=True)


def _opened(path: Path | None) -> Gazetteer:
    from geomap.gazetteer.gazetteer import Gazetteer

    return Gazetteer.open(path)


def _record(opened: Gazetteer, candidate: Candidate) -> dict[str, object]:
    place, spelling = candidate.place, candidate.spelling
    return {
        "id": place.id,
        "name": place.name,
        "kind": place.kind,
        "group": place.group,
        "country": place.country,
        "admin1": place.admin1,
        "admin2": place.admin2,
        "lat": place.lat,
        "lon": place.lon,
        "population": place.population,
        "precision": place.precision,
        "score": candidate.score,
        "spelling": spelling.form if spelling else None,
        "provenance": spelling.provenance if spelling else None,
        "reason": opened.reason(candidate),
    }


_HEADER = ("id", "name", "kind", "in", "inhabitants", "lat", "lon", "score", "why")


def _columns(opened: Gazetteer, found: Iterable[Candidate]) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for candidate in found:
        place = candidate.place
        units = [unit for unit in (place.admin1, place.country) if unit and unit != place.name]
        rows.append(
            (
                place.id,
                place.name,
                place.group,
                ", ".join(units),
                "" if place.population is None else f"{place.population:,}",
                "" if place.lat is None else f"{place.lat:.4f}",
                "" if place.lon is None else f"{place.lon:.4f}",
                f"{candidate.score:.3f}",
                opened.reason(candidate),
            )
        )
    return rows


def _print_table(rows: Sequence[Sequence[str]]) -> None:
    if not rows:
        return
    table = [_HEADER, *rows]
    widths = [max(len(row[column]) for row in table) for column in range(len(_HEADER))]
    for row in table:
        line = "  ".join(field.ljust(width) for field, width in zip(row, widths, strict=True))
        click.echo(printable(line.rstrip()))
