"""Text in a figure: letters that can be drawn, fonts that have them, lines that fit.

Names and titles are hostile: they are drawn as they are, never read as mathematics, and characters
that would break or turn a line become the replacement character.
"""

from __future__ import annotations

import unicodedata
import warnings
from functools import cache
from typing import TYPE_CHECKING, Any

from geomap.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matplotlib.axes import Axes
    from matplotlib.text import Text

BASE = "DejaVu Sans"
"""Comes with matplotlib; has Latin, Cyrillic, Greek, Arabic, Hebrew, Armenian and Georgian."""

_JOINERS = "\u200c\u200d"
_REPLACED = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
_NOT_FONTS = ("Last Resort",)
_SPECIAL = ("Condensed", "Light", "Display", "Mono", "Serif", "Bold", "Looped")
_ADVICE = {"CJK": "Noto Sans CJK", "HIRAGANA": "Noto Sans CJK", "KATAKANA": "Noto Sans CJK"}
_FINE = 4.0
"""Dots in a point when letters are measured."""
_MOST = 400
"""Letters of a text that are measured; what a title may have."""


def shown(text: str) -> str:
    """Return a text as it is drawn: one line, no control characters, cut where it is endless."""
    line = " ".join(unicodedata.normalize("NFC", text).split())
    line = line if len(line) <= _MOST else line[: _MOST - 1] + "…"
    return "".join(
        "\ufffd" if unicodedata.category(letter) in _REPLACED and letter not in _JOINERS else letter
        for letter in line
    )


def put(ax: Axes, x: float, y: float, text: str, **style: Any) -> Text:  # noqa: ANN401
    """Draw a text on axes; it is cleaned, never parsed, and in fonts that have its letters."""
    line = shown(text)
    return ax.text(x, y, line, parse_math=False, fontfamily=list(families(line)), **style)


@cache
def families(text: str) -> tuple[str, ...]:
    """The fonts that a cleaned text needs, the base first; warns of letters that no font has."""
    found = [BASE]
    for letter in dict.fromkeys(text):
        if not any(_has(family, letter) for family in found):
            other = _font_with(letter)
            if other is None:
                warnings.warn(_missing(letter), UserWarning, stacklevel=3)
                continue
            found.append(other)
    return tuple(found)


def check_letters(texts: Iterable[str], language: str) -> None:
    """Make sure that names in a language can be drawn.

    Raises
    ------
    UsageError
        No installed font has their letters; the message names the script and a font to install.
    """
    for text in texts:
        for letter in shown(text):
            if not _has(BASE, letter) and _font_with(letter) is None:
                raise UsageError(f"can't label in {language!r}: {_missing(letter)}")


def _missing(letter: str) -> str:
    script = _script(letter)
    font = _ADVICE.get(script, f"Noto Sans {script.title()}")
    return (
        f"no installed font has {script.title()} letters such as U+{ord(letter):04X};"
        f" install one, such as {font}"
    )


def _script(letter: str) -> str:
    """The first word of a letter's Unicode name, which is its script: CYRILLIC, CJK, THAI."""
    return unicodedata.name(letter, "UNNAMED").split()[0].split("-")[0]


@cache
def _charmap(family: str) -> frozenset[int]:
    from matplotlib.ft2font import FT2Font

    try:
        return frozenset(FT2Font(_files()[family]).get_charmap())
    except (KeyError, RuntimeError, OSError):
        # Listed, but gone or broken since matplotlib looked.
        return frozenset()


@cache
def _files() -> dict[str, str]:
    """Installed families and the file of each that is nearest to upright and regular."""
    from matplotlib import font_manager

    fonts = sorted(
        font_manager.fontManager.ttflist,
        key=lambda font: (font.style != "normal", font.weight not in {400, "normal"}, font.fname),
    )
    found: dict[str, str] = {}
    for font in fonts:
        if font.style == "normal" and not font.name.startswith(_NOT_FONTS):
            found.setdefault(font.name, font.fname)
    return found


def _has(family: str, letter: str) -> bool:
    return letter == " " or ord(letter) in _charmap(family)


@cache
def _font_with(letter: str) -> str | None:
    """The first installed font with a letter: those named after its script, then plain ones."""
    script = _script(letter).lower()

    def rank(name: str) -> tuple[bool, bool, bool, str]:
        special = any(word in name for word in _SPECIAL)
        return script not in name.lower(), special, "Sans" not in name, name

    return next((name for name in sorted(_files(), key=rank) if _has(name, letter)), None)


def width_of(text: str, size: float, *, weight: str = "normal") -> float:
    """The width of a text in points, as it will be drawn."""
    return _extent(shown(text), size, weight)[0]


@cache
def _extent(line: str, size: float, weight: str) -> tuple[float, float]:
    from matplotlib.backends.backend_agg import RendererAgg
    from matplotlib.font_manager import FontProperties

    if not line:
        return 0.0, size
    renderer: Any = RendererAgg(10, 10, 72.0 * _FINE)  # type: ignore[no-untyped-call]
    font = FontProperties(family=list(families(line)), size=size, weight=weight)
    wide, high, _ = renderer.get_text_width_height_descent(line, font, ismath=False)
    return wide / _FINE, high / _FINE


def wrapped(text: str, width: float, size: float, *, weight: str = "normal") -> list[str]:
    """Return a text in lines no wider than ``width`` points; a word too long for one is cut."""
    lines: list[str] = []
    line = ""
    for word in shown(text).split(" "):
        longer = f"{line} {word}" if line else word
        if width_of(longer, size, weight=weight) <= width:
            line = longer
            continue
        if line:
            lines.append(line)
        line = fitted(word, width, size, weight=weight)
    return [*lines, line] if line else lines


def fitted(text: str, width: float, size: float, *, weight: str = "normal") -> str:
    """Return a text cut, with an ellipsis, to be no wider than ``width`` points."""
    line = shown(text)
    if width_of(line, size, weight=weight) <= width:
        return line
    while line and width_of(line + "…", size, weight=weight) > width:
        line = line[:-1]
    return line.rstrip() + "…"
