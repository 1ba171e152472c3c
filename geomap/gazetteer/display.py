"""The name under which a town is shown, where its record carries an older or a clumsy spelling.

GeoNames' own name is often a transliteration that news no longer prints ("Syeverodonets'k",
"Mykolayiv"). Ukrainian towns are shown by the official romanisation of their Ukrainian name
(Cabinet of Ministers of Ukraine, resolution 55 of 2010; UNGEGN 2012), all others by their English
label, and where neither is known the record's name loses the marks that stand for soft signs.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geomap.gazetteer.romanise import romanise
from geomap.gazetteer.skeleton import skeleton

if TYPE_CHECKING:
    from collections.abc import Iterable

_UKRAINIAN_ONLY = re.compile("[іїєґ]|[сцз]ьк", re.IGNORECASE)
_NOT_UKRAINIAN = re.compile("[ыэъёў]", re.IGNORECASE)
_CYRILLIC = re.compile("[а-яіїєґ' ’ʼ-]+", re.IGNORECASE)
_SOFT_SIGNS = re.compile("[’'ʹʼ]+(?=[^aeiouyAEIOUY]|$)")
_MARKED = frozenset({"UA", "RU", "BY", "BG"})


def display_name(
    main: str,
    country: str,
    *,
    english: str | None,
    ukrainian: str | None,
    alternates: Iterable[str],
) -> str:
    """The name to show for a town whose record says ``main``.

    ``english`` and ``ukrainian`` are its labels in these languages. A Ukrainian name counts only if
    it is another spelling of ``main`` or of the English label, not an older name of the town.
    """
    if country == "UA":
        known = {skeleton(main), skeleton(english or main)}
        for form in _ukrainian_forms(ukrainian, alternates):
            if skeleton(form) in known and (shown := romanise(form, "uk", scheme="kmu")):
                return shown[0][0]
    if english:
        return english
    return _SOFT_SIGNS.sub("", main) if country in _MARKED else main


def _ukrainian_forms(label: str | None, alternates: Iterable[str]) -> list[str]:
    """The names that are surely Ukrainian, then the only Cyrillic one, which may be."""
    forms = [label] if label else []
    cyrillic = [
        form for form in alternates if _CYRILLIC.fullmatch(form) and not _NOT_UKRAINIAN.search(form)
    ]
    forms += sorted(form for form in cyrillic if _UKRAINIAN_ONLY.search(form))
    return forms or (cyrillic if len(cyrillic) == 1 else [])
