"""Which places are named together: a line for each pair that the same article names."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from geomap.figures import style
from geomap.figures.canvas import Canvas, laid_out
from geomap.figures.dots import DotMap, Look
from geomap.figures.marks import round_number
from geomap.figures.sheet import Block
from geomap.figures.text import put, width_of
from geomap.figures.words import listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from geomap.figures.asked import Asked
    from geomap.figures.sheet import Words
    from geomap.figures.style import Size
    from geomap.figures.view import View

LINKS = 40
"""Lines on a map at most; what is left is counted in a note."""
_THIN, _THICK = 0.06, 0.5
"""Width of the thinnest and the thickest line, by the size of letters."""
_ALPHA = 0.5
_STEPS = 24


@dataclass(frozen=True, slots=True)
class Link:
    """Two places and how many articles name both."""

    one: str
    other: str
    articles: int


def draw_links(asked: Asked) -> Figure:
    """Return the map of dots with lines between those that articles name together."""
    links = links_of(asked)
    drawing = _LinkMap(asked, links)
    sheet, view = laid_out(asked, drawing.describe)
    canvas = Canvas(sheet, sheet.room, view)
    drawing.dots.draw(canvas)
    drawing.draw(canvas)
    return sheet.figure


def links_of(asked: Asked) -> list[Link]:
    """Return the pairs of dots that the same article names: most articles first, then by id."""
    dots = {place.id for place in asked.tally.places if place.form == "dot"}
    named: dict[str, set[str]] = {}
    rows = asked.tally.rows
    for article, place in zip(rows["article_id"], rows["place_id"], strict=True):
        if place in dots:
            named.setdefault(article, set()).add(place)
    counts = Counter(pair for places in named.values() for pair in combinations(sorted(places), 2))
    mentions = {place.id: place.mentions for place in asked.tally.places}
    links = [Link(one, other, many) for (one, other), many in counts.items()]

    def rank(link: Link) -> tuple[int, int, str, str]:
        # Among equals, those of places that are named more.
        return -link.articles, -min(mentions[link.one], mentions[link.other]), link.one, link.other

    return sorted(links, key=rank)


class _LinkMap:
    def __init__(self, asked: Asked, links: Sequence[Link]) -> None:
        self.asked = asked
        self.links = links
        self.dots = DotMap(asked, [p for p in asked.tally.places if p.form == "dot"])

    def on_map(self, view: View) -> list[Link]:
        """The pairs of which both are on the map, as many as are drawn."""
        here = {place.id for place in self.dots.pointed(view)}
        return [link for link in self.links if link.one in here and link.other in here][:LINKS]

    def describe(self, view: View, width: float) -> tuple[Words, Sequence[Block], Block | None]:
        """Return what stands around the map, with the legend of lines."""
        drawn = self.on_map(view)
        rest = len(self.links) - len(drawn)
        if drawn:
            note = f"Lines: the {len(drawn):,} pairs of places that most articles name together"
            note += f"; {rest:,} more pairs are not drawn." if rest else "."
        else:
            note = "No two of the places on the map are named in the same article."
        notes = [note]
        if areas := [place for place in self.asked.tally.places if place.form != "dot"]:
            notes.append(f"Not drawn, as they are areas: {listed(areas, self.asked)}.")
        self.dots.look = Look(notes=tuple(notes))
        words, blocks, globe = self.dots.describe(view, width)
        if drawn:
            blocks = [*blocks[:1], _legend(drawn[0].articles, self.asked.size), *blocks[1:]]
        return words, blocks, globe

    def draw(self, canvas: Canvas) -> None:
        """Draw the lines under the dots, the strongest last."""
        import numpy as np
        import pyproj
        from matplotlib.collections import LineCollection

        links = self.on_map(canvas.view)
        if not links:
            return
        at = {place.id: (place.lon, place.lat) for place in self.asked.tally.places}
        geod = pyproj.Geod(ellps="WGS84")
        lines, widths = [], []
        for link in reversed(links):
            between = geod.npts(*at[link.one], *at[link.other], _STEPS)
            lonlat = np.array([at[link.one], *between, at[link.other]])
            x, y = canvas.view.xy(lonlat[:, 0], lonlat[:, 1])
            # Broken where it leaves the map at one edge and comes back at the other.
            cuts = np.flatnonzero(np.abs(np.diff(x)) > canvas.view.width / 2) + 1
            parts = np.split(np.column_stack([x, y]), cuts)
            lines += parts
            widths += [_width(link.articles, links[0].articles, self.asked.size)] * len(parts)
        collection = LineCollection(
            lines, colors=style.LINK, linewidths=widths, alpha=_ALPHA, zorder=6.5, label="links"
        )
        collection.set_capstyle("round")
        canvas.ax.add_collection(collection, autolim=False)


def _width(articles: int, most: int, size: Size) -> float:
    return size.text * (_THIN + (_THICK - _THIN) * articles / most)


def _legend(most: int, size: Size) -> Block:
    large = round_number(most)
    numbers = [1] if large == 1 else [1, large]
    words = "articles that name both"
    labels = [f"{number:,}" for number in numbers]
    long, gap = 2.5 * size.text, 0.4 * size.text
    steps = [long + gap + width_of(label, size.text) + 2 * gap for label in labels]

    def draw(page: Axes, x: float, y: float) -> None:
        look = {"fontsize": size.text, "va": "center", "color": style.INK}
        put(page, x, y - 0.6 * size.text, words, **look)
        middle = y - 2.0 * size.text
        for number, label, step in zip(numbers, labels, steps, strict=True):
            page.plot(
                [x, x + long],
                [middle, middle],
                color=style.LINK,
                alpha=_ALPHA,
                linewidth=_width(number, most, size),
                solid_capstyle="round",
            )
            put(page, x + long + gap, middle, label, **look)
            x += step

    return Block(max(sum(steps), width_of(words, size.text)), 2.7 * size.text, draw)
