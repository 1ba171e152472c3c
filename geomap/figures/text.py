"""Text in a figure: letters that can be drawn, fonts that have them, lines that fit.

Names and titles are hostile: they are drawn as they are, never read as mathematics, and characters
that would break or turn a line become the replacement character.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Any

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
_ADVICE = {
    "CJK": "Noto Sans CJK",
    "Hangul": "Noto Sans CJK",
    "Hiragana": "Noto Sans CJK",
    "Katakana": "Noto Sans CJK",
    "symbols": "Noto Sans Symbols",
}
_FINE = 4.0
"""Dots in a point when letters are measured."""
_MOST = 400
"""Letters of a text that are measured; what a title may have."""


@cache
def shown(text: str) -> str:
    """Return a text as it is drawn: one line, no control characters, cut where it is endless.

    Letters that no installed font has become the replacement character (see `unwritable`).
    """
    line = " ".join(unicodedata.normalize("NFC", text).split())
    line = line if len(line) <= _MOST else line[: _MOST - 1] + "…"
    return "".join(letter if _is_drawn(letter) else "\ufffd" for letter in line)


def _is_drawn(letter: str) -> bool:
    if letter in _JOINERS:
        return True
    if unicodedata.category(letter) in _REPLACED:
        return False
    return _has(BASE, letter) or _font_with(letter) is not None


def put(ax: Axes, x: float, y: float, text: str, **style: Any) -> Text:  # noqa: ANN401
    """Draw a text on axes; it is cleaned, never parsed, and in fonts that have its letters."""
    line = shown(text)
    fonts = families(line)
    if len(fonts) > 1:
        style.pop("fontweight", None)
    return ax.text(x, y, line, parse_math=False, fontfamily=list(fonts), **style)


@cache
def families(line: str) -> tuple[str, ...]:
    """The fonts that a cleaned text needs, the base first."""
    found = [BASE]
    for letter in dict.fromkeys(line):
        if letter in _JOINERS or any(_has(family, letter) for family in found):
            continue
        other = _font_with(letter)
        if other is not None:
            found.append(other)
    return tuple(found)


def unwritable(texts: Iterable[str]) -> str | None:
    """What to say of letters in texts that no installed font has, None where there are none."""
    letters = sorted({letter for text in texts for letter in text})
    missing = [
        letter
        for letter in letters
        if unicodedata.category(letter) not in _REPLACED
        and not letter.isspace()
        and not _is_drawn(letter)
    ]
    if not missing:
        return None
    scripts = sorted({_script(letter) for letter in missing})
    return (
        f"no installed font has {len(missing)} letters of {', '.join(scripts)}, such as"
        f" U+{ord(missing[0]):04X}; install one, such as {_ADVICE.get(scripts[0], 'Noto Sans')}"
    )


def _script(letter: str) -> str:
    """A letter's script as its Unicode name begins: Cyrillic, CJK, Thai; symbols are one."""
    if unicodedata.category(letter).startswith("S"):
        return "symbols"
    name = unicodedata.name(letter, "unnamed").split()[0]
    return name if name == "CJK" else name.title()


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
    fonts = families(line)
    font = FontProperties(family=list(fonts), size=size, weight=weight if len(fonts) == 1 else 400)
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
