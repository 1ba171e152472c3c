"""The report folder: every document of a report, written together or not at all."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from geomap.errors import UsageError
from geomap.exports import write_table
from geomap.files import writing, writing_bytes
from geomap.reports.content import make_report
from geomap.reports.document import report_document
from geomap.reports.embed import embed_html, embed_markdown
from geomap.reports.markdown import report_markdown
from geomap.reports.page import report_page
from geomap.reports.question import question_facts
from geomap.reports.table import all_mentions, traced_mentions

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from geomap.gazetteer import Gazetteer
    from geomap.query import QueryResult
    from geomap.reports.report import Report
    from geomap.store import Asked, Run

FILES = (
    *("report.html", "report.docx", "report.md", "map.html", "map.png", "map.svg"),
    *("mentions.csv", "mentions.geojson", "embed.html", "embed.md"),
)
"""What a report folder holds, in the order in which people look at it."""

TEMPLATES = ("report.html", "report.docx", "report.md")
"""What a folder of templates may hold."""


def write_report(
    result: QueryResult,
    folder: str | Path,
    *,
    title: str | None = None,
    asked: Asked | None = None,
    runs: Mapping[str, Run] | None = None,
    language: str | None = None,
    gazetteer: Gazetteer | None = None,
    templates: str | Path | None = None,
) -> Report:
    """Write all documents of a report into a folder, and return what they say.

    The folder is made where it is missing; files of its own (`FILES`) are replaced once all are
    written, others stay. The same result gives the same bytes.

    Parameters
    ----------
    result
        The mentions, as a query returned them; UsageError where none has a place.
    folder
        Where the files go.
    title, runs
        As `make_report` takes them.
    asked
        The question that the result answers: the report says it, the figure shows its region.
    language, gazetteer
        As `geomap.figures.figure` takes them. The map draws areas whose outline the gazetteer
        knows; without one, as dashed rings.
    templates
        A folder with any of `TEMPLATES`, which then take the place of our own. UsageError where
        it has none, or one of them does not fit.
    """
    from geomap.figures import alt_text, figure, save_figure

    if result.frame.empty:
        raise UsageError(
            "nothing to report: no placed mention answers; ask for a wider region or more days"
        )
    target = Path(folder)
    chosen = _templates(templates)
    asked = asked or {}
    region = asked.get("region")
    usages = _drawn_usages(asked)
    report = make_report(
        result,
        title=title,
        question=question_facts(asked),
        runs=runs,
        alt_text=alt_text(
            result, region=region, language=language, gazetteer=gazetteer, usages=usages
        ),
        country_names=None if gazetteer is None else _country_names(result, gazetteer),
    )
    drawn = figure(
        result,
        region=region,
        size="page",
        language=language,
        title=report.title,
        gazetteer=gazetteer,
        usages=usages,
        runs=_runs(result, runs or {}),
    )
    with _together(target) as part:
        for name in ("map.png", "map.svg"):
            save_figure(drawn, part / name, alt=report.alt_text)
        _write_map(part, result, report, gazetteer)
        _write_tables(part, result, runs)
        _write_documents(part, report, chosen)
    return report


@contextmanager
def _together(target: Path) -> Iterator[Path]:
    """A folder for new files, which replace those of ``target`` when the block ends well.

    It lies inside ``target``, so that moving them is renaming them. If the block fails, what stood
    in ``target`` stays as it was.
    """
    taken = [name for name in FILES if (target / name).is_dir()]
    if taken:
        raise UsageError(f"{target / taken[0]} is a folder; a file of the report goes there")
    existed = target.is_dir()
    try:
        target.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".report.", dir=target) as made:
            yield Path(made)
            for name in FILES:
                (Path(made) / name).replace(target / name)
    except OSError as error:
        raise UsageError(f"can't write to {target}: {error.strerror}") from error
    finally:
        if not existed and target.is_dir() and not any(target.iterdir()):
            target.rmdir()


def _templates(folder: str | Path | None) -> dict[str, Path]:
    if folder is None:
        return {}
    chosen = {name: path for name in TEMPLATES if (path := Path(folder) / name).is_file()}
    if not chosen:
        raise UsageError(f"no template in {folder}; it may hold {', '.join(TEMPLATES)}")
    return chosen


def _drawn_usages(asked: Asked) -> Sequence[str | None]:
    """The usages that the figure draws: those asked for, else those it draws by itself."""
    from geomap.figures import DRAWN

    given = asked.get("usage")
    if not given:
        return DRAWN
    several = [given] if isinstance(given, str) else given
    return [None if usage == "unsure" else usage for usage in several]


def _runs(result: QueryResult, runs: Mapping[str, Run]) -> list[Run]:
    """The runs behind the articles of the result, in the order of reading, each once."""
    return list(dict.fromkeys(runs[key] for key in result.articles if key in runs))


def _country_names(result: QueryResult, gazetteer: Gazetteer) -> dict[str, str]:
    """The names of the countries that the result's places are in, as far as they are known."""
    codes = sorted({code for code in result.frame["country"] if isinstance(code, str)})
    found = {code: gazetteer.by_code(code) for code in codes}
    return {code: place.name for code, place in found.items() if place is not None}


def _write_map(
    part: Path,
    result: QueryResult,
    report: Report,
    gazetteer: Gazetteer | None,
) -> None:
    from geomap.maps import MentionMap
    from geomap.maps.outlines import region_outlines

    outlines = None if gazetteer is None else region_outlines(gazetteer)
    page = MentionMap(result, title=report.title, outlines=outlines)
    with writing(part / "map.html") as out:
        out.write(page.get_root().render())


def _write_tables(part: Path, result: QueryResult, runs: Mapping[str, Run] | None) -> None:
    write_table(all_mentions(result, runs), "csv", str(part / "mentions.csv"))
    write_table(traced_mentions(result, runs), "geojson", str(part / "mentions.geojson"))


def _write_documents(part: Path, report: Report, templates: Mapping[str, Path]) -> None:
    picture = (part / "map.png").read_bytes()
    map_page = (part / "map.html").read_text(encoding="utf-8")
    texts = {
        "report.html": report_page(
            report, picture=picture, map_page=map_page, template=templates.get("report.html")
        ),
        "report.md": report_markdown(report, template=templates.get("report.md")),
        "embed.html": embed_html(report),
        "embed.md": embed_markdown(report),
    }
    for name, text in texts.items():
        with writing(part / name) as out:
            out.write(text)
    with writing_bytes(part / "report.docx") as out:
        out.write(report_document(report, picture=picture, template=templates.get("report.docx")))
