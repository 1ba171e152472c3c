"""Names that the text says to lie near each other: "Lyptsi, 20 km north of Kharkiv"."""

from __future__ import annotations

import re

_SIDE = r"(?:north|south|east|west)(?:[- ]?(?:north|south|east|west))*"
_KIND = "(?:area|base|camp|city|community|hamlet|port|settlement|suburb|town|township|village)"
# Between a place and the one beside which the text says that it lies: nothing else may be said.
_BESIDE = re.compile(
    rf"(?:\s{_KIND})?(?:,?(?:\s(?:which|that))?\s(?:is|was|lies|lay)|,|\s\()?"
    rf"(?:\s?(?:an?|the)(?:\s[a-z]+){{0,2}}\s{_KIND},?)?"
    r"(?:\s?(?:about|almost|around|just|nearly|only|over|roughly|some))?\s?"
    r"(?:(?P<number>\d[\d.,]*)[\s-]?(?P<unit>km|kilomet(?:er|re)s?|miles?)"
    r"(?:\s\([^()]{1,20}\))?(?:\saway)?\s(?:to\sthe\s)?"
    rf"(?:(?:{_SIDE}\s)?(?:of|from)|outside)"
    rf"|(?P<side>{_SIDE})\s(?:of|from)|near|outside|close\sto|not\sfar\sfrom"
    r"|(?:on|at|in)\sthe\s(?:\w+\s)?(?:outskirts|edge)\sof|(?:(?:a|the)\s)?suburbs?\sof)"
    r"\s(?:the\s(?:\w+\s)?(?:city|town|village|capital)\s(?:of\s)?)?$"
)
_HINTS = (
    "of ",
    "from ",
    "near ",
    "outside ",
    "close to ",
    "city ",
    "town ",
    "village ",
    "capital ",
)
_KM = {"k": 1.0, "m": 1.609344}
_ON_A_SIDE_KM = 120.0
"""How far "south of Cairo" reaches at most; towns are told by what is not far."""
_BY_KM = 50.0
_MORE = 1.5
"""Numbers are rough, and by road: 40 km reach 60."""
_FAR_KM = 300.0
"""What is said to be further away tells nothing of which place it is."""


def kilometres_between(gap: str) -> float | None:
    """How far apart at most the text between two names says that they lie; None: it does not."""
    if not gap.endswith(_HINTS):
        return None  # as most
    said = _BESIDE.match(gap)
    if said is None:
        return None
    if said["number"] is None:
        return _ON_A_SIDE_KM if said["side"] else _BY_KM
    digits = said["number"].rstrip(".,")
    # "1,200" is a thousand, "2.5" is not.
    number = float(digits.replace(",", "")) if digits.count(".") < 2 else 0.0  # noqa: PLR2004
    km = number * _KM[said["unit"][0]]
    return None if km > _FAR_KM else max(_BY_KM, _MORE * km)
