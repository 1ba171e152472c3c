"""Names that act as companies do, not as the rivers and towns that they are called after."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from geomap.resolution.waters import is_articled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geomap.model import Article

CALLED_AFTER_TOWNS = frozenset({"cisco", "corning", "hershey", "nokia", "santander"})
"""Keys of companies that are better known than the place; of rivers all may be companies."""
# What people and companies do, and what they have.
_ACTS = re.compile(
    r"\s(?:said|says|announced|announces|plans|planned|declined|told|wants|agreed|sued|sues|launched"
    r"|launches|bought|buys|sold|sells|employs|hired|hires|pays|paid|sorts|ships|delivers|argued"
    r"|claims|claimed|had\sno\splans|founder|executives?|employees|workers|shares"
    r"|(?:will|(?:is|are)\sto)\s(?:hire|close|open|cut|build|invest|pay|sell|buy|launch|ship"
    r"|deliver))\b|(?:,\s\w+,)?\s(?:is|are)\s(?:hiring|closing|cutting|investing|selling|buying)\b"
    r"|['\u2019]s\s(?:(?:annual|quarterly|latest|net)\s)?(?:profits?|shares|stock|warehouses?|founder"
    r"|executives?|employees|chief\sexecutive|workers|sales|revenue|website|spokes(?:man|woman|person)"
    r"|customers)\b|(?:,\smeanwhile)?,\swhich\s(?:bought|employs|makes|opened|owns|runs|sells)\b"
)
_AT = tuple(
    f"{at} "
    for word in ("at", "from", "in", "near", "of", "outside", "to", "across")
    for at in (word, word.capitalize())
)
_ENGLISH = frozenset({None, "en"})
_OF_PLACES = frozenset({"literal", "demonym", "embedded"})


def acts(article: Article, key: str, indexes: Sequence[int]) -> bool:
    """Whether one of some mentions of a name acts as a company does: "Amazon said".

    Not where another one is written as rivers are, with "the", or as a place; what recognition
    thinks of its use tells less of `CALLED_AFTER_TOWNS`. ``key`` is the folded name.
    """
    if article.language not in _ENGLISH:
        return False
    acting = False
    better_known = key in CALLED_AFTER_TOWNS
    for index in indexes:
        mention = article.mentions[index]
        if (
            (mention.usage in _OF_PLACES and not better_known)
            or is_articled(article.text, mention.start)
            or article.text.endswith(_AT, 0, mention.start)
        ):
            return False
        acting = acting or _ACTS.match(article.text, mention.end) is not None
    return acting
