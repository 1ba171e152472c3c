"""Figures as files: the same figure gives the same bytes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from geomap.errors import UsageError
from geomap.figures.style import settings
from geomap.figures.text import shown

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_NOT_KEPT = {
    ".png": ("Software",),
    ".svg": ("Date", "Creator", "Format", "Type"),
    ".pdf": ("CreationDate", "Producer", "Creator"),
}
"""What matplotlib would write into a file by itself."""
SUFFIXES = tuple(_NOT_KEPT)


def save_figure(
    figure: Figure, path: str | Path, *, dpi: float | None = None, alt: str | None = None
) -> None:
    """Write a figure as PNG, SVG or PDF, byte-identical on repeat; what stood there is replaced.

    Parameters
    ----------
    dpi
        Dots per inch of a PNG; as the figure has it where None.
    alt
        A description for those who can't see the figure, kept in the file (see `alt_text`).

    Raises
    ------
    UsageError
        The file's name ends in none of the three, or it can't be written.
    """
    from geomap.files import writing_bytes

    target = Path(path)
    suffix = target.suffix.lower()
    if suffix not in SUFFIXES:
        raise UsageError(f"{target} is no figure; end it in {', '.join(SUFFIXES)}")
    # No dates, no versions of libraries: they would differ from run to run.
    metadata: dict[str, str | None] = dict.fromkeys(_NOT_KEPT[suffix])
    if alt is not None:
        metadata["Subject" if suffix == ".pdf" else "Description"] = shown(alt)
    with settings(), writing_bytes(target) as out:
        figure.savefig(
            out, format=suffix[1:], dpi="figure" if dpi is None else dpi, metadata=metadata
        )
