"""Which of its senses a mention of a form takes: "Paris, Texas", later "Paris, France"."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from geomap.resolution.kinds import WITH_ARTICLE
from geomap.resolution.names import ELSEWHERE

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from geomap.model import KindGroup, Mention

Told = tuple[bool, "KindGroup | None"] | None
"""What tells a mention from others of its form: that it holds a place or has "the"; an office."""

_REGION = frozenset({"region"})
_NO_LEVELS: frozenset[str] = frozenset()

_NEAR, _FAR = 300, 400
_SENTENCE_END = re.compile(r"[.!?][\"\u201d\u2019)]?\s|\n")
_GOES_ON = re.compile(r"\s[A-Z]")
_BEGUN = re.compile(r"\b[A-Z][\w'\u2019]*\s$")
_WORD = 24
_ELSEWHERE = (". In ", "! In ", "? In ", "\nIn ", '" In ', "\u201d In ", "eanwhile in ")


def holder_keys(
    text: str,
    mentions: Sequence[Mention],
    keys: list[str],
    held_by: dict[int, set[int]],
    written: dict[int, str],
    fold: Callable[[str], str],
) -> list[str | None]:
    """The holder that tells the senses of one form apart, None where a form has one sense.

    A mention without a holder takes the one named just before, else the sense of the first mention
    of its form: that of the first holder to come, or a sense of its own, where this one is far
    below ("Boston is old ... Boston, Massachusetts") or told from it: "Mexico sent a consul to
    Mexico, Missouri", "Odessa was hit. In Odessa, Texas, a church".
    """
    own: dict[str, list[tuple[int, str]]] = {}
    for index, key in enumerate(keys):
        holders = sorted(held_by.get(index, ()))
        if holders:
            own.setdefault(key, []).append((index, keys[holders[0]]))
        elif index in written:
            own.setdefault(key, []).append((index, fold(written[index])))
    senses: list[str | None] = []
    first_senses: dict[str, str | None] = {}
    for index, key in enumerate(keys):
        start = mentions[index].start
        near = [
            holder
            for at, holder in own.get(key, ())
            if at <= index and start - mentions[at].start <= _NEAR
        ]
        if near or key not in own:
            senses.append(near[-1] if near else None)
        elif key in first_senses:
            senses.append(first_senses[key])
        else:
            at, holder = own[key][0]
            near_by = mentions[at].start - start <= _FAR
            told = _contrasts(text, mentions[index], mentions[at])
            senses.append(ELSEWHERE if told else holder if near_by else "")
        first_senses.setdefault(key, senses[-1])
    several = {
        key
        for key in own
        if len({sense for other, sense in zip(keys, senses, strict=True) if other == key}) > 1
    }
    return [sense if key in several else None for key, sense in zip(keys, senses, strict=True)]


def _contrasts(text: str, bare: Mention, held: Mention) -> bool:
    """Whether a mention that the text locates is told from a bare one before it of its form.

    Nobody names one place twice in a sentence and says where it is the second time; and "In X, Y,"
    begins another story. But what a longer name has of it tells nothing: "Boston University in
    Boston, Massachusetts".
    """
    left = text[max(0, bare.start - _WORD) : bare.start]
    if _GOES_ON.match(text, bare.end) or _BEGUN.search(left):
        return False
    ended = _SENTENCE_END.search(text, bare.end, held.start)
    return not ended or text.endswith(_ELSEWHERE, 0, held.start)


def told_apart(
    mentions: Sequence[Mention],
    keys: Sequence[str],
    holding: Collection[int],
    roles: Sequence[KindGroup | None],
    rivers: Sequence[bool],
    levels: Callable[[str], frozenset[str]],
    is_city: Callable[[str], bool],
) -> list[Told]:
    """What sets a mention apart from others of its form, None for most.

    Where a form is the full name of a country and of a region ("Georgia"), or of a region and a
    city ("New York"), that it holds a place ("Atlanta, Georgia") or goes with an office; else
    offices, where two kinds of them stand beside one form: the mayor of Luhansk and its governor.
    "The Mississippi" is told from "Mississippi", "the Dnipro" from Dnipro; ``rivers`` are such
    mentions.
    """
    offices: dict[str, set[KindGroup]] = {}
    with_article: dict[str, set[bool]] = {}
    for key, role, has in zip(keys, roles, rivers, strict=True):
        with_article.setdefault(key, set()).add(has)
        if role is not None:
            offices.setdefault(key, set()).add(role)
    counts = Counter(keys)
    told: list[Told] = []
    for index, (mention, key, role) in enumerate(zip(mentions, keys, roles, strict=True)):
        known = levels(mention.text) if counts[key] > 1 else _NO_LEVELS
        of_both = len(known) > 1 or (known == _REGION and is_city(mention.text))
        of_river = len(with_article[key]) > 1 and "country" not in known and key not in WITH_ARTICLE
        several = len(offices.get(key, ())) > 1
        apart = (of_both and index in holding) or (of_river and rivers[index])
        told.append((apart, role) if of_both or of_river or several else None)
    return told
