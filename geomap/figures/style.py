"""How figures look: sizes on paper and screen, colours, and where the colours come from.

Colours are told apart with any colour vision and in greyscale: dots are the blue of Okabe and Ito
(https://jfly.uni-koeln.de/color/, 2008), areas are steps of ColorBrewer's YlOrBr
(https://colorbrewer2.org, Brewer and Harrower, Apache 2.0), whose lightness falls step by step.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geomap.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

INCH = 72.0
"""Points in an inch."""

DOT = "#0072B2"
RING = "#0072B2"
EDGE = "#FFFFFF"
FRAME = "#D55E00"
LINK = "#4D4D4D"
STEPS = ("#FEE391", "#FEC44F", "#FE9929", "#EC7014", "#CC4C02")
"""Areas, few mentions to many."""

SEA = "#EDF2F6"
LAND = "#F7F7F4"
BORDER = "#8C8C8C"
INNER_BORDER = "#C4C4C0"
RIVER = "#B9CCD8"
REGION = "#333333"
INK = "#1A1A1A"
SOFT = "#595959"
FAINT = "#7A7A7A"


@dataclass(frozen=True, slots=True)
class Size:
    """A size to draw at: inches, points, and how much fits.

    ``height`` None: as high as the extent asks. ``dot`` is the radius of the largest dot.
    """

    width: float
    height: float | None
    text: float
    title: float
    dot: float
    labels: int
    dpi: int

    @property
    def is_slide(self) -> bool:
        """Whether the height is given, and the legend stands beside the map."""
        return self.height is not None


SIZES = {
    "column": Size(width=3.35, height=None, text=6.0, title=8.5, dot=9.0, labels=10, dpi=300),
    "page": Size(width=6.7, height=None, text=7.5, title=12.0, dot=13.0, labels=24, dpi=300),
    "slide": Size(width=13.333, height=7.5, text=13.0, title=24.0, dot=24.0, labels=24, dpi=150),
}
"""A journal's column (85 mm), a page's text width (170 mm), a 16:9 slide."""


def size_of(name: str) -> Size:
    """The size of this name.

    Raises
    ------
    UsageError
        There is none.
    """
    if name not in SIZES:
        raise UsageError(f"no size {name!r} of figures; there are {', '.join(SIZES)}")
    return SIZES[name]


def settings() -> Any:  # noqa: ANN401 - matplotlib's own context manager
    """A block in which matplotlib's settings are ours alone, whatever the user's are."""
    from contextlib import contextmanager

    import matplotlib as mpl

    @contextmanager
    def block() -> Iterator[None]:
        with mpl.rc_context():
            mpl.rcdefaults()
            mpl.rcParams.update(
                {
                    "svg.hashsalt": "geomap",
                    # Letters as shapes: a page that lacks the font would move and cut labels.
                    "svg.fonttype": "path",
                    "pdf.fonttype": 42,
                    "text.parse_math": False,
                    "text.usetex": False,
                    "font.family": ["DejaVu Sans"],
                    "path.simplify": False,
                }
            )
            yield

    return block()
