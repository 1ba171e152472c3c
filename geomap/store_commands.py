"""The verbs of the store: ingest, query, diff, correct, remove, merge."""

from __future__ import annotations

import functools
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from geomap.cli import FOUND, NOTHING, REFUSED, Reading, ground_options, reading_options
from geomap.corrections import NEVER, Correction, read_corrections, write_corrections
from geomap.errors import GazetteerError, UsageError
from geomap.exports import FILE_FORMATS, TEXT_FORMATS
from geomap.model import KIND_GROUPS, USAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from geomap.gazetteer import Gazetteer
    from geomap.geoparser import Resolver
    from geomap.model import Article, Place
    from geomap.query import QueryResult
    from geomap.resolution import OutletProfile
    from geomap.store import Asked, Ingested, MentionStore, Run

COUNTS = ("place", "country", "admin1", "admin2", "group", "source", "day", "week", "month")
store_file = click.Path(dir_okay=False, path_type=Path)
store_argument = click.argument("store", metavar="STORE.gpkg", type=store_file)


def question_options(command: Callable[..., None]) -> Callable[..., None]:
    """The options that say which mentions are asked for."""
    options = [
        click.option(
            "--region",
            help="A name, a code, bbox:W,S,E,N, “50 km around Minsk”, “20 km of border BY-UA”, a"
            " file, “A except B”, “A + B”.",
        ),
        click.option("--where", help="With a file as region: only features for which this holds."),
        click.option("--touching", is_flag=True, help="Also places only partly in the region."),
        click.option("--until", help="The last day of publication, as for --since."),
        click.option(
            "--text", help="Words in the article: all of them; “a phrase”, OR, -not, pre*."
        ),
        click.option("--with", "named_with", help="A place or region that is named too."),
        click.option(
            "--same",
            type=click.Choice(["article", "sentence"]),
            default="article",
            show_default=True,
            help="Where the words and places of --text and --with must be.",
        ),
        click.option("--source", multiple=True, help="A publisher; may be given again."),
        click.option("--usage", multiple=True, type=click.Choice([*USAGES, "unsure"])),
        click.option("--kind", multiple=True, type=click.Choice(KIND_GROUPS)),
        click.option(
            "--place", multiple=True, metavar="ID", help="A place id; may be given again."
        ),
        click.option("--min-score", type=click.FloatRange(0, 1), help="Least score of a place."),
    ]
    return functools.reduce(lambda wrapped, option: option(wrapped), reversed(options), command)


def output_options(formats: Iterable[str]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """One switch a format, and where the answer goes; a table on a terminal, else JSON Lines."""

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        options = [
            click.option(f"--{name}", "format_", flag_value=name, help=_FORMAT_HELP.get(name))
            for name in formats
        ]
        options.append(click.option("-o", "--output", default="-", metavar="FILE"))
        return functools.reduce(lambda wrapped, option: option(wrapped), options, command)

    return decorate


_FORMAT_HELP = {
    "table": "A table to read (the default on a terminal).",
    "jsonl": "One JSON object a line (the default elsewhere).",
    "csv": "CSV; text that a spreadsheet would run begins with an apostrophe.",
    "gpkg": "A GeoPackage; needs --output.",
    "parquet": "GeoParquet; needs --output.",
}


@click.command()
@reading_options
@click.option("--store", required=True, type=store_file, metavar="STORE.gpkg")
@click.option("--corrections", type=store_file, metavar="FILE.csv", help="Overrule these as well.")
@click.option("--update", is_flag=True, help="Resolve older articles anew, from the stored texts.")
@click.option("--wait", default=30.0, show_default=True, help="Seconds to wait for a writer.")
def ingest(
    store: Path,
    corrections: Path | None,
    *,
    update: bool,
    wait: float,
    **reading: Any,  # noqa: ANN401
) -> None:
    """Read and geoparse articles into a store; what it holds unchanged is not read again.

    An ingest that was stopped goes on where it was when it is started again. With --update the
    store learns of its publishers (`geomap profile`) from the articles it holds, and goes by that
    from then on, where no --profile is given.
    """
    from geomap.store import Ingested, MentionStore

    source = Reading(**reading)
    fixes = [] if corrections is None else read_corrections(corrections)
    total = Ingested()
    with MentionStore(store, wait=wait) as held:
        source.known = _known(held, source.known, update=update)
        geoparser = source.geoparser
        if fixes:
            held.correct(fixes, _finder(geoparser.gazetteer))
        run = _run(source)
        if update:
            again = _update(held, source, run)
            click.echo(f"{again:,} articles geoparsed anew", err=True)

        def geoparse(articles: Iterable[Article]) -> Iterator[Article]:
            return geoparser.parse_all(articles, workers=source.workers)

        total = held.ingest(source.read(), geoparse, run=run, batch=16, done=_told())
    _say(total)
    source.say_unread()
    if source.refused or total.refused:
        sys.exit(REFUSED)
    sys.exit(FOUND if total.added + total.changed + total.unchanged else NOTHING)


@click.command()
@store_argument
@question_options
@click.option("--since", help="First day of publication: 2024-10-01, monday, yesterday.")
@click.option("--count-by", type=click.Choice(COUNTS), help="Counts instead of mentions.")
@click.option("--sentences", is_flag=True, help="With the sentence of each mention.")
@click.option("--explain", is_flag=True, help="Why each mention is where it is.")
@click.option("--map", "page", type=store_file, metavar="PAGE.html", help="The answer as a page.")
@ground_options
@output_options((*TEXT_FORMATS, *FILE_FORMATS))
def query(
    store: Path,
    *,
    count_by: str | None,
    sentences: bool,
    explain: bool,
    page: Path | None,
    format_: str | None,
    output: str,
    **asked: Any,  # noqa: ANN401
) -> None:
    """Ask a store for mentions: in a region, a time, a source, with a text."""
    from geomap.exports import mentions_table, write_table
    from geomap.store import MentionStore

    chosen = sum((count_by is not None, explain))
    if chosen > 1:
        raise UsageError("--count-by and --explain are two answers; ask for one")
    ground = {name: asked.pop(name) for name in ("tiles", "tiles_credit")}
    if page is not None:
        from geomap.maps.tiles import check

        check(ground["tiles"], ground["tiles_credit"])
    elif any(given is not None for given in ground.values()):
        raise UsageError("--tiles go under a page; give --map PAGE.html as well")
    with MentionStore(store, create=False) as held:
        question = question_of(asked)
        if count_by is not None:
            table = held.count(count_by, **question)  # type: ignore[arg-type]
            write_table(table, format_ or _default_format(output), output)
            sys.exit(NOTHING if table.empty else FOUND)
        result = held.query(**question)
        if page is not None:
            _write_page(result, page, ground)
        if explain:
            _explain(held, result)
        elif page is None or format_ is not None or output != "-":
            table = mentions_table(result, sentences=sentences)
            write_table(table, format_ or _default_format(output), output)
    for left in result.left_out:
        click.echo(f"not counted: {left.count:,} mentions: {left.reason}", err=True)
    sys.exit(NOTHING if result.frame.empty and result.unplaced.empty else FOUND)


@click.command()
@store_argument
@question_options
@click.option("--since", required=True, help="First day: 2024-10-01, monday, “7 days ago”.")
@output_options(("table", "json", "jsonl", "csv"))
def diff(store: Path, *, format_: str | None, output: str, **asked: Any) -> None:  # noqa: ANN401
    """Say which places are new since a day, and which are named more than before."""
    from geomap.exports import write_table
    from geomap.store import MentionStore

    with MentionStore(store, create=False) as held:
        table = held.changes(**question_of(asked))
    write_table(table, format_ or _default_format(output), output)
    sys.exit(NOTHING if table.empty else FOUND)


@click.command()
@store_argument
@click.option("--mention", metavar="ID", help="One mention, by its id.")
@click.option("--name", help="Every mention spelled like this.")
@click.option("--source", help="With --name: only in articles of this publisher.")
@click.option("--place", metavar="ID", help=f"The place it is; “{NEVER}”: it is no place.")
@click.option("--note", help="Why.")
@click.option("--file", "file_", type=store_file, metavar="FILE.csv", help="Many, from a file.")
@click.option("--undo", is_flag=True, help="Take the correction back.")
@click.option("--export", type=store_file, metavar="FILE.csv", help="Write all corrections.")
def correct(
    store: Path, *, file_: Path | None, undo: bool, export: Path | None, **one: str | None
) -> None:
    """Overrule a place, or say that a name is none; it holds for later ingests too."""
    from geomap.store import MentionStore

    fixes = _corrections(file_, one, undo=undo)
    if not fixes and export is None:
        raise UsageError("nothing to correct; give --mention or --name with --place, or --file")
    with MentionStore(store, create=False) as held:
        if fixes:
            changed = held.uncorrect(fixes) if undo else held.correct(fixes, _find_place)
            click.echo(f"{changed:,} mentions changed", err=True)
        if export is not None:
            write_corrections(export, held.corrections)
    sys.exit(FOUND if export is not None or changed else NOTHING)


@click.command()
@store_argument
@click.option("--article", metavar="ID", help="The article with this id.")
@click.option("--url", help="The article with this address.")
@click.option("--source", help="All articles of a publisher.")
def remove(store: Path, article: str | None, url: str | None, source: str | None) -> None:
    """Remove articles with all that hangs on them."""
    from geomap.store import MentionStore

    with MentionStore(store, create=False) as held:
        count = held.remove(article=article, url=url, source=source)
    click.echo(f"{count:,} articles removed", err=True)
    sys.exit(FOUND if count else NOTHING)


@click.command()
@store_argument
@click.argument("others", nargs=-1, required=True, metavar="OTHER.gpkg...", type=store_file)
def merge(store: Path, others: tuple[Path, ...]) -> None:
    """Add all of other stores to a store; articles in both are there once."""
    from geomap.store import Ingested, MentionStore

    total = Ingested()
    with MentionStore(store) as held:
        for path in others:
            with MentionStore(path, create=False) as other:
                total += held.merge(other)
    _say(total)
    sys.exit(REFUSED if total.refused else FOUND)


def question_of(asked: dict[str, Any]) -> Asked:
    """What was asked on the command line, as the store takes it; notes go to stderr."""
    from geomap.days import day
    from geomap.regions import region

    today = datetime.now(UTC).astimezone().date()
    question: dict[str, Any] = {}
    if asked["where"] is not None and asked["region"] is None:
        raise UsageError("--where goes with a file: --region FILE --where CONDITION")
    for name in ("region", "named_with"):
        if asked[name] is not None:
            where = asked["where"] if name == "region" else None
            question[name] = region(asked[name], open_gazetteer(), where=where)
            if question[name].note:
                click.echo(f"note: {question[name].note}", err=True)
    for name in ("since", "until"):
        if asked[name] is not None:
            question[name] = day(asked[name], today=today)
    for name in ("source", "usage", "kind", "place"):
        if asked[name]:
            question[name] = list(asked[name])
    for name in ("text", "min_score", "touching", "same"):
        question[name] = asked[name]
    return question  # type: ignore[return-value]


@functools.cache
def open_gazetteer() -> Gazetteer:
    """The user's gazetteer, opened once."""
    from geomap.gazetteer import Gazetteer

    return Gazetteer.open()


def _find_place(place_id: str) -> Place | None:
    return _finder(open_gazetteer())(place_id)


def _finder(gazetteer: Gazetteer) -> Callable[[str], Place | None]:
    def find(place_id: str) -> Place | None:
        try:
            return gazetteer.get(place_id)
        except GazetteerError:
            return None

    return find


def _run(source: Reading) -> Run:
    from importlib.metadata import version

    from geomap.store import Run

    return Run(
        geomap=version("geomap"),
        gazetteer=source.geoparser.gazetteer.version,
        model=source.model,
        rules=f"profile {source.known.version}" if source.known else "-",
    )


def _known(
    held: MentionStore, given: OutletProfile | None, *, update: bool
) -> OutletProfile | None:
    """What to go by about publishers: what was given, else what the store has learned.

    The store learns in a pass of its own, by answers that know of homes alone, so that to learn
    again from the same articles changes nothing.
    """
    from geomap.resolution import Outlet, OutletProfile, build_profile
    from geomap.resolution import Resolver as OurResolver

    if update and len(held):
        homes = (
            None
            if given is None
            else OutletProfile(
                {key: Outlet(home=outlet.home) for key, outlet in given.outlets.items()}
            )
        )
        plain = OurResolver(open_gazetteer(), profile=homes)
        learned = build_profile(_resolved(held.articles(), plain), homes=homes)
        held.keep_profile(learned.dumps())
        return learned
    kept = held.profile
    return given if given or kept is None else OutletProfile.loads(kept)


def _resolved(articles: Iterable[Article], resolver: Resolver) -> Iterator[Article]:
    """Articles resolved anew, from the mentions that they have."""
    from dataclasses import replace

    bare = (
        replace(
            article,
            mentions=tuple(
                replace(m, place=None, score=None, reason=None, candidates=(), evidence=())
                for m in article.mentions
            ),
        )
        for article in articles
    )
    return resolver.resolve_all(bare)


def _update(held: MentionStore, source: Reading, run: Run) -> int:
    """Geoparse anew what an other run produced; only resolve where the same model recognised."""
    from dataclasses import replace

    geoparser = source.geoparser

    def resolve(articles: Iterable[Article]) -> Iterator[Article]:
        return _resolved(articles, geoparser.resolver)

    def recognise(articles: Iterable[Article]) -> Iterator[Article]:
        bare = (replace(article, mentions=()) for article in articles)
        return geoparser.parse_all(bare, workers=source.workers)

    count = 0
    for old, _ in held.runs():
        same = (old.geomap, old.model) == (run.geomap, run.model)
        count += held.update(resolve if same else recognise, run=run, of=old, batch=64)
    return count


def _told() -> Callable[[Ingested], None]:
    from tqdm import tqdm

    bar = tqdm(unit=" articles", disable=None, delay=1)

    def tell(done: Ingested) -> None:
        bar.update(done.added + done.changed + done.unchanged)

    return tell


def _say(total: Ingested) -> None:
    for refused in total.refused:
        click.echo(f"geomap: refused {refused.article_id}: {refused.reason}", err=True)
    for was, now in total.renamed:
        click.echo(f"geomap: {was} is another article's id; stored as {now}", err=True)
    click.echo(
        f"{total.added:,} articles added, {total.changed:,} changed, {total.unchanged:,} unchanged;"
        f" {total.mentions:,} mentions written",
        err=True,
    )


def _corrections(file_: Path | None, one: dict[str, str | None], *, undo: bool) -> list[Correction]:
    fixes = [] if file_ is None else read_corrections(file_)
    if one["mention"] is None and one["name"] is None:
        return fixes
    if one["place"] is None and not undo:
        raise UsageError(f"what is it? give --place ID, or --place {NEVER}")
    place = None if one["place"] in {None, NEVER} else one["place"]
    fix = Correction(
        place, name=one["name"], source=one["source"], mention_id=one["mention"], note=one["note"]
    )
    return [*fixes, fix]


def _default_format(output: str) -> str:
    suffix = Path(output).suffix.removeprefix(".").lower()
    if suffix in {*TEXT_FORMATS, *FILE_FORMATS}:
        return suffix
    return "table" if output == "-" and sys.stdout.isatty() else "jsonl"


def _write_page(result: QueryResult, page: Path, ground: dict[str, str | None]) -> None:
    from geomap.files import writing
    from geomap.maps import MentionMap
    from geomap.maps.outlines import region_outlines

    made = MentionMap(
        result,
        title=page.stem,
        outlines=region_outlines(open_gazetteer()),
        **ground,  # type: ignore[arg-type]
    )
    with writing(page) as out:
        out.write(made.get_root().render())
    click.echo(page, err=True)


def _explain(held: MentionStore, result: QueryResult) -> None:
    from geomap.explanation import explain
    from geomap.terminal import printable

    for article_id, rows in result.frame.groupby("article_id", sort=False):
        article = held.article(str(article_id))
        starts = set(rows["start"])
        click.echo(f"# {printable(article.title or article.id)}")
        for mention in article.mentions:
            if mention.start in starts:
                click.echo("\n".join(printable(line) for line in explain(mention).splitlines()))
