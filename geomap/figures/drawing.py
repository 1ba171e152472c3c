"""`figure`: the mentions of a query result as a picture for print, without a browser."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

from geomap.errors import UsageError
from geomap.figures import style
from geomap.figures.asked import Asked
from geomap.figures.names import KINDS
from geomap.figures.tally import DRAWN, span, tally
from geomap.figures.text import unwritable

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from matplotlib.figure import Figure

    from geomap.gazetteer import Gazetteer
    from geomap.query import QueryResult
    from geomap.regions import Region
    from geomap.store.run import Run


def figure(  # noqa: PLR0913 - what a figure is made of; all but the result by keyword
    result: QueryResult,
    *,
    kind: str = "dots",
    region: Region | None = None,
    size: str = "page",
    language: str | None = None,
    title: str | None = None,
    gazetteer: Gazetteer | None = None,
    usages: Collection[str | None] = DRAWN,
    runs: Sequence[Run] = (),
) -> Figure:
    """Return the mentions of a result as a figure, drawn without a browser and without the network.

    Parameters
    ----------
    kind
        ``dots``: towns as dots whose area is proportional to mentions, countries and units shaded
        by their own mentions. ``choropleth``: units shaded by the mentions of all that lies in
        them. ``by-week``, ``by-source``: small maps on one scale. ``timeline``: mentions over time.
        ``co-mentions``: lines between towns that the same article names.
    region
        What was asked about: the map shows it. None: the middle nine tenths of the mentions.
    size
        ``column`` (85 mm), ``page`` (170 mm) or ``slide`` (16:9).
    language
        Of place names, as ISO 639-1 (``uk``); needs the ``gazetteer``. What has no name in it keeps
        the one it has.
    title
        Drawn as it is, never parsed. None: one made of the region.
    usages
        The usages that are drawn; None in it is "unsure". What is not drawn is counted in a note.
    runs
        What produced the mentions, for the line of versions.

    Warns
    -----
    UserWarning
        A title or name has letters that no installed font has; U+FFFD is drawn instead.

    Raises
    ------
    UsageError
        There is no such kind or size, a language without a gazetteer, or one that no installed font
        can write.
    """
    asked = _asked(
        result, kind, region, size, language=language, gazetteer=gazetteer, usages=usages
    ).titled(title, runs)
    with style.settings():
        _check_letters(asked)
        return _drawer(kind)(asked)


def alt_text(
    result: QueryResult,
    *,
    kind: str = "dots",
    region: Region | None = None,
    language: str | None = None,
    gazetteer: Gazetteer | None = None,
    usages: Collection[str | None] = DRAWN,
) -> str:
    """Return a description of the figure of these options for those who can't see it."""
    from geomap.figures.words import described

    return described(
        _asked(result, kind, region, "page", language=language, gazetteer=gazetteer, usages=usages)
    )


def _check_letters(asked: Asked) -> None:
    """Raise where the language asked for can't be written, warn of single letters elsewhere."""
    places = asked.tally.places
    if asked.language is not None:
        names = (asked.name(place) for place in places)
        if why := unwritable(names):
            raise UsageError(f"can't label in {asked.language!r}: {why}")
    others = (place.name for place in places)
    if why := unwritable([asked.title or "", *asked.span.sources, *others]):
        warnings.warn(f"drawn as a replacement character: {why}", UserWarning, stacklevel=3)


def _drawer(kind: str) -> Callable[[Asked], Figure]:
    from geomap.figures.dots import draw_dot_map
    from geomap.figures.links import draw_links
    from geomap.figures.panels import draw_sources, draw_weeks
    from geomap.figures.timeline import draw_timeline
    from geomap.figures.units import draw_choropleth

    drawers: dict[str, Callable[[Asked], Figure]] = {
        "dots": draw_dot_map,
        "choropleth": draw_choropleth,
        "by-week": draw_weeks,
        "by-source": draw_sources,
        "timeline": draw_timeline,
        "co-mentions": draw_links,
    }
    return drawers[kind]


def _asked(
    result: QueryResult,
    kind: str,
    region: Region | None,
    size: str,
    *,
    language: str | None,
    gazetteer: Gazetteer | None,
    usages: Collection[str | None],
) -> Asked:
    if kind not in KINDS:
        raise UsageError(f"no kind {kind!r} of figures; there are {', '.join(KINDS)}")
    if language is not None and gazetteer is None:
        raise UsageError(f"names in {language!r} need a gazetteer; give gazetteer=Gazetteer.open()")
    return Asked(
        tally=tally(result, usages=usages),
        span=span(result),
        region=region,
        size=style.size_of(size),
        kind=kind,
        language=language,
        gazetteer=gazetteer,
        left_out=result.left_out,
        articles=result.articles,
    )
