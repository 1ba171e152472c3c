"""The verb `figure`: the answer to a question as a picture for print."""

from __future__ import annotations

import sys
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from geomap.cli import FOUND, NOTHING
from geomap.errors import GazetteerError
from geomap.figures.names import KINDS, SIZES
from geomap.store_commands import (
    open_gazetteer,
    question_of,
    question_options,
    store_argument,
)
from geomap.terminal import printable

if TYPE_CHECKING:
    from geomap.gazetteer import Gazetteer


@click.command()
@store_argument
@question_options
@click.option("--since", help="First day of publication: 2024-10-01, monday, yesterday.")
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE.png|.svg|.pdf",
)
@click.option(
    "--draw", type=click.Choice(KINDS), default="dots", show_default=True, help="What to draw."
)
@click.option("--size", type=click.Choice(SIZES), default="page", show_default=True)
@click.option("--language", metavar="CODE", help="Of the names of places: uk, ru, de, pl, fr ...")
@click.option("--title", help="Drawn as it is.")
@click.option("--dpi", type=click.FloatRange(20, 1200), help="Dots an inch, of a PNG.")
def figure(
    store: Path,
    *,
    output: Path,
    draw: str,
    size: str,
    language: str | None,
    title: str | None,
    dpi: float | None,
    **asked: Any,  # noqa: ANN401
) -> None:
    """Draw the answer to a question as a figure for print: PNG, SVG or PDF."""
    from geomap.figures import DRAWN, alt_text, save_figure
    from geomap.figures import figure as drawn
    from geomap.store import MentionStore

    # Who asks for a usage wants it drawn; unsure ones are None in a result.
    usages = [None if usage == "unsure" else usage for usage in asked["usage"]] or DRAWN
    with MentionStore(store, create=False) as held:
        question = question_of(asked)
        result = held.query(**question)
        runs = [run for run, _ in held.runs()]
    gazetteer = _gazetteer(needed=language is not None)
    region = question.get("region")
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", UserWarning)
        picture = drawn(
            result,
            kind=draw,
            region=region,
            size=size,
            language=language,
            title=title,
            gazetteer=gazetteer,
            usages=usages,
            runs=runs,
        )
        alt = alt_text(
            result, kind=draw, region=region, language=language, gazetteer=gazetteer, usages=usages
        )
        save_figure(picture, output, dpi=dpi, alt=alt)
    for told in sorted({str(one.message) for one in caught}):
        click.echo(printable(f"geomap: {told}"), err=True)
    click.echo(printable(str(output)))
    sys.exit(NOTHING if result.frame.empty else FOUND)


def _gazetteer(*, needed: bool) -> Gazetteer | None:
    """The gazetteer for names; without one names are those of the store."""
    try:
        return open_gazetteer()
    except GazetteerError:
        if needed:
            raise
        return None
