"""Sentences of a text, by rules: quick, and alike in all languages that end them with a stop."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from geomap.articles.dates import MONTHS
from geomap.articles.lines import read_lines
from geomap.articles.markers import words
from geomap.model import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from geomap.model import PartSpan

_STOPS = ".!?…؟۔।։።‽"
_CLOSERS = "['\"”’»«›)\\]}」』）]*"
_STOP = re.compile(
    f"(?P<wide>[。！？｡]+{_CLOSERS})|(?<![{_STOPS}])(?P<stop>[{_STOPS}]++){_CLOSERS}+\\s++"
)
_LAST_WORD = re.compile(r"[^\s(\[\"'“‘«„/–—]+$")
_WORD = re.compile(r"[^\W_]+")
_INITIALS = re.compile(r"(?:[^\W\d_]\.[-–]?)*[^\W\d_]")
_LONGEST_ABBREVIATION = 12
_NEAR = 50  # characters in which the next word begins; beyond, there is only ornament

# A name or a number follows, so these never end a sentence.
_BEFORE_NAMES = words(
    "mr mrs ms dr prof gen lt col maj sgt cpl capt cmdr adm brig gov sen rep rev hon pres sec amb"
    " supt insp st ste mt ft messrs vs al approx ca cf eg ie viz"
    " hr fr frl bzw evtl ggf sog inkl geb"  # German
    " mme mlle mgr me"  # French
    " płk ppłk mjr kpt por sierż ks bp inż ul al np tzw m.in św"  # Polish
    " г гр ул им просп пр д стр тов ген полк акад проф т.е т.н т.к"  # Russian
    " м вул ім просп буд напр т.зв"  # Ukrainian
)
# Only a number makes these part of a sentence.
_BEFORE_NUMBERS = words(
    "no nos nr nrs art p pp vol fig sec para ch jan feb mar apr jun jul aug sep sept oct nov dec"
    " abs ziff str ust poz ст п рис"
)
# These and initials end a sentence when a word follows that seldom is a name.
_ANYWHERE = words(
    "inc ltd corp co bros jr sr etc a.m p.m am pm e.g i.e u.s u.k u.n d.c ph.d usw u.a z.b d.h"
    " itd itp т.д т.п др пр обл р-н тыс млн млрд руб тис грн"
)
_OPENERS = words(
    "the a an in on at it he she they we i you but and or so yet this that these those there here"
    " his her its their our my as if when while after before since because although though however"
    " meanwhile earlier later also according both more most some many all no not now then what why"
    " how who where with without for from to by during despite under over officials"
    " der die das ein eine er sie es wir ich und aber im am in nach"
    " le la les un une il elle ils nous je et mais dans"
    " w na o i a to on ona oni po za ale jak nie"
    " в на и а но он она они это по за как не мы я у об із та але він вона вони це як ми"
)


def split_sentences(text: str, parts: Iterable[PartSpan] = ()) -> tuple[Sentence, ...]:
    """The sentences of ``text`` in order: disjoint, trimmed, missing no character but space.

    A sentence never crosses a blank line, the end of a headline or list item, or a border of
    ``parts``. Abbreviations (Mr., U.S., St., обл.), initials, decimals and ordinals don't end one;
    a stop before a small letter does not either.
    """
    borders = sorted({border for part in parts for border in (part.start, part.end)})
    return tuple(
        sentence
        for line in read_lines(text)
        for sentence in _split(text, line.start, line.end, borders)
    )


def _split(text: str, start: int, end: int, borders: list[int]) -> Iterator[Sentence]:
    cuts = set(borders[bisect_right(borders, start) : bisect_left(borders, end)])
    cuts.update(_stops(text, start, end))
    for cut in [*sorted(cuts), end]:
        piece = text[start:cut]
        first = start + len(piece) - len(piece.lstrip())
        last = start + len(piece.rstrip())
        if first < last:
            yield Sentence(first, last)
        start = cut


def _stops(text: str, start: int, end: int) -> Iterator[int]:
    """Where sentences end within a line, behind the space that follows."""
    for match in _STOP.finditer(text, start, end):
        if match["wide"] or (match.end() < end and _is_stop(text, start, match, end)):
            yield match.end()


def _is_stop(text: str, start: int, match: re.Match[str], end: int) -> bool:
    following = _WORD.search(text, match.end(), min(end, match.end() + _NEAR))
    if following is None:
        return False
    if following[0][0].islower():
        return False
    if match["stop"] != ".":
        return True
    window = max(start, match.start() - _LONGEST_ABBREVIATION)
    before = _LAST_WORD.search(text[window : match.start()])
    if before is None:
        return True
    return _ends_after(before[0], following[0], at_start=window + before.start() == start)


def _ends_after(word: str, following: str, *, at_start: bool) -> bool:
    """Whether a full stop between two words, the second not in small letters, ends a sentence."""
    lower = word.lower()
    if word.isdecimal():
        # "1. Despite", "am 3. Oktober"; but "in 2022. Russia".
        return not (at_start or (len(word) <= 2 and following.casefold() in MONTHS))  # noqa: PLR2004
    if lower in _BEFORE_NAMES:
        return False
    if lower in _BEFORE_NUMBERS and following[0].isdecimal():
        return False
    if lower in _ANYWHERE or _INITIALS.fullmatch(word):
        return following.lower() in _OPENERS
    return True
