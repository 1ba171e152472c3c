"""The verb of reports: report."""

from __future__ import annotations

import sys
import warnings
from pathlib import Path
from typing import Any

import click

from geomap.cli import FOUND, NOTHING
from geomap.store_commands import (
    open_gazetteer,
    question_of,
    question_options,
    store_argument,
)
from geomap.terminal import printable

folder_argument = click.Path(file_okay=False, path_type=Path)


@click.command()
@store_argument
@question_options
@click.option("--since", help="First day of publication: 2024-10-01, monday, yesterday.")
@click.option("-o", "--output", required=True, type=folder_argument, metavar="FOLDER")
@click.option("--title", help="The heading of the report.")
@click.option("--language", metavar="CODE", help="The language of the figure's labels: uk, de.")
@click.option(
    "--template-dir",
    "templates",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="Your own report.html, report.docx or report.md, to be filled.",
)
def report(
    store: Path,
    *,
    output: Path,
    title: str | None,
    language: str | None,
    templates: Path | None,
    **asked: Any,  # noqa: ANN401
) -> None:
    """Write a folder for a report: page, Word, Markdown, figure, map, tables, snippets.

    The questions are those of `geomap query`.
    """
    from geomap.reports import write_report
    from geomap.reports.folder import FILES
    from geomap.store import MentionStore

    with MentionStore(store, create=False) as held:
        question = question_of(asked)
        result = held.query(**question)
        runs = held.runs_of_articles()
    if result.frame.empty:
        click.echo("geomap: no placed mention answers; nothing was written", err=True)
        sys.exit(NOTHING)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", UserWarning)
        made = write_report(
            result,
            output,
            title=title,
            asked=question,
            runs=runs,
            language=language,
            gazetteer=open_gazetteer(),
            templates=templates,
        )
    for told in sorted({str(one.message) for one in caught}):
        click.echo(printable(f"geomap: {told}"), err=True)
    click.echo(made.summary, err=True)
    for left in result.left_out:
        note = f"not counted: {left.count:,} mentions: {left.reason}"
        click.echo(printable(note), err=True)
    for name in FILES:
        click.echo(printable(str(output / name)))
    sys.exit(FOUND)
