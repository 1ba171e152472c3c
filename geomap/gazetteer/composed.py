"""Names that nobody lists: the stem of a unit's name, alone and with other words for its kind."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_AFTER = (
    "oblast",
    "oblast'",
    "region",
    "krai",
    "kray",
    "province",
    "governorate",
    "voivodeship",
    "prefecture",
    "county",
    "district",
    "raion",
    "rayon",
    "department",
    "municipality",
    "regency",
    "parish",
    "canton",
    "область",
    "край",
    "район",
    "вобласць",
    "раён",
)
_BEFORE = (
    "oblast",
    "gebiet",
    "region",
    "rajon",
    "raion",
    "bezirk",
    "kreis",
    "landkreis",
    "obwód",
    "rejon",
    "powiat",
    "województwo",
    "province of",
    "region of",
    "state of",
    "canton of",
    "department of",
    "provincia de",
    "provincia di",
    "província de",
    "provincia",
    "departamento de",
    "département de",
    "estado de",
    "oblast de",
    "oblast de l'",
)
_AFTER_WORD = re.compile(rf"^(\w.*?)[ -]({'|'.join(map(re.escape, _AFTER))})$", re.IGNORECASE)
_BEFORE_WORD = re.compile(
    rf"^({'|'.join(sorted(map(re.escape, _BEFORE), key=len, reverse=True))}) ?(?<=[ '])(\w.*)$",
    re.IGNORECASE,
)
_OBLAST_WORDS = frozenset({"oblast", "oblast'", "region", "gebiet", "krai", "kray"})
_RAION_WORDS = frozenset({"raion", "rayon", "rajon", "district"})
_ADJECTIVE = re.compile(r"(?:s['’]?k|ts['’]?k)(?:iy|yi|yy|ij|yj|i|y|ii)$", re.IGNORECASE)
_ADJECTIVE_ENDINGS = ("sky", "skiy", "skyi", "skij", "ski")


def stem(name: str) -> str | None:
    """A unit's name without the word for its kind: "Kherson" of "Kherson Oblast"; None: no word."""
    return _stem_and_word(name)[0]


def composed_names(name: str, *, level: int) -> Iterator[str]:
    """Other forms of a unit's name that writers use, from one that ends or begins with its kind.

    "Kherson Oblast" (level 1) gives "Kherson", "Kherson Region", "Kherson Province", "Oblast
    Kherson", "Gebiet Cherson" from "Oblast Cherson"; "Tsimlyanskiy Rayon" (level 2) gives
    "Tsimlyansky District" and its like. A name without such a word gives none.
    """
    found, word = _stem_and_word(name)
    if found is None:
        return
    yield found
    if level == 1 and word in _OBLAST_WORDS:
        for after in ("Oblast", "Region", "Province"):
            yield f"{found} {after}"
        for before in ("Oblast", "Gebiet", "Region"):
            yield f"{before} {found}"
    if level == 2 and word in _RAION_WORDS:  # noqa: PLR2004
        stems = [found]
        if ending := _ADJECTIVE.search(found):
            stems += [found[: ending.start()] + other for other in _ADJECTIVE_ENDINGS]
        for one in stems:
            for after in ("District", "Raion", "Rayon"):
                yield f"{one} {after}"


def seat_names(name: str) -> Iterator[str]:
    """Names that the town may have after which a district is called, the likeliest first.

    "Tsimlyansky District" is Tsimlyansk's, "Azovsky District" Azov's, "Konstantinovsky District"
    Konstantinovka's. The adjective ending is that of Russian, Ukrainian and Belarusian names.
    """
    found, word = _stem_and_word(name)
    if found is None or word not in _RAION_WORDS:
        return
    yield found
    if hit := re.fullmatch("(.{3,}?)(s?k)(?:iy|yi|yy|ij|yj|i|y)", found, re.IGNORECASE):
        for ending in ("sk", "", "ka", "o", "a", "e"):
            yield hit[1] + ending


def _stem_and_word(name: str) -> tuple[str | None, str]:
    if hit := _AFTER_WORD.match(name):
        return hit[1], hit[2].casefold()
    if hit := _BEFORE_WORD.match(name):
        return hit[2], hit[1].casefold()
    return None, ""
