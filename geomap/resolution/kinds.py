"""Kind words ("region", "county", "river") and the kinds of place that they ask for."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geomap.model import KindGroup

# Words of English and the words for units that English news borrows. The first group is the one
# that a word asks for, the others are also right: counties are regions in Kenya and Croatia.
_WORDS: dict[tuple[KindGroup, ...], str] = {
    ("country",): "country nation kingdom",
    ("region", "country"): "state republic",
    ("region", "country", "district"): "territory",
    ("region", "area", "district"): "region regions",
    ("region",): (
        "oblast oblasts province governorate voivodeship voivodship prefecture krai canton emirate "
        "states provinces territories governorates prefectures cantons wilaya wilayas"
    ),
    ("region", "district"): "department departments",
    ("district", "region"): (
        "county counties district districts raion rayon raions rayons parish parishes borough "
        "boroughs powiat municipality township townships municipalities commune regency regencies "
        "upazila upazilas tehsil tehsils woreda woredas cercle cercles hromada hromadas okrug "
        "okrugs"
    ),
    ("town",): (
        "city cities town towns village villages settlement settlements hamlet capital suburb "
        "suburbs resort neighborhood neighbourhood"
    ),
    ("water",): (
        "river rivers lake lakes sea seas bay gulf strait straits ocean canal reservoir creek "
        "sound channel"
    ),
    ("landform", "area", "region", "country"): "peninsula island islands isle archipelago valley",
    ("landform",): "mountain mountains mount hills range desert cape",
    ("site",): "airport bridge palace dam base stadium",
}
_GROUPS: dict[str, tuple[KindGroup, ...]] = {
    word: groups for groups, words in _WORDS.items() for word in words.split()
}
KIND_WORDS = frozenset(_GROUPS)
"""All kind words of English, lower-case."""
ANY_KIND = "|".join(sorted(KIND_WORDS, key=lambda word: (-len(word), word)))
"""A pattern of any kind word, the longest first."""

WITH_ARTICLE = frozenset({"bronx", "congo", "gambia", "hague"})
"""Keys of towns and countries that are written with "the", as rivers are."""

# Base forms of kind words of Russian, Ukrainian, Polish, German and French, as the recogniser puts
# them on mentions of articles in these languages; no text is searched for them here.
_OTHER_WORDS: dict[tuple[KindGroup, ...], str] = {
    ("country",): "страна країна государство держава państwo staat pays",
    ("region", "country"): "республика республіка republika republik république",
    ("region", "area", "district"): "регион регіон region région gebiet",
    ("region",): (
        "область край округ obwód województwo bundesland oblast provinz prowincja провинция "
        "провінція kanton штат stan bundesstaat état"
    ),
    ("region", "district"): "département",
    ("district", "region"): "район rejon powiat gmina kreis landkreis bezirk rajon arrondissement",
    ("town",): (
        "город місто miasto stadt ville село wieś dorf village посёлок поселок селище деревня "
        "столица столиця stolica hauptstadt capitale commune смт пгт станица"
    ),
    ("water",): (
        "река річка rzeka fluss rivière fleuve озеро jezioro see lac море morze meer mer залив "
        "затока zatoka канал kanał водохранилище водосховище пролив протока"
    ),
    ("landform", "area", "region", "country"): "остров острів wyspa insel île полуостров півострів",
    ("landform",): "гора góra berg mont mys мыс мис",
    ("site",): "аэропорт аеропорт lotnisko flughafen aéroport мост міст most brücke pont",
}
# A word that English has too ("commune") asks for what it asks for in English.
_ALL_GROUPS = {
    word: groups for groups, words in _OTHER_WORDS.items() for word in words.split()
} | _GROUPS

PLURALS = frozenset(
    word for word in KIND_WORDS if word.endswith("s") and word not in {"straits", "hills"}
)
_FAR_REACH = 48
_LOCAL = re.compile(r"\s(?:local government(?:\sarea)?|LGA)\b")  # of Nigeria, and of Australia
# Words that begin a name rather than describe one are left out on the left: "Lake X" is a name.
_AFTER = re.compile(r"[-\s]([A-Za-z]+)(?![\w-])")
_BEFORE = re.compile(r"\b(\w+)(?:\s+of\s+(?:the\s+)?|,?\s+|\s+\()$")
_SENTENCE_END = re.compile(r"[.!?;\n]")
_JOINS = re.compile(r"\b(?:and|or|as well as)\b")
_OF_NAME = re.compile(r"\sof\s[^\W\d_a-z]")
_REACH = 24
_NOUN_OF = {"regional": "region", "provincial": "province"}
_UPSTATE = ("upstate ", "Upstate ")
_WITH_UPSTATE = ("New York", "South Carolina")
_BEFORE_ENDS = (*sorted(KIND_WORDS), "of")
_LAST_LETTERS = frozenset(word[-2:] for word in _BEFORE_ENDS)


def groups_of(kind_word: str | None) -> tuple[KindGroup, ...]:
    """The kinds that a kind word asks for, the foremost first; empty for no or an unknown word."""
    return _ALL_GROUPS.get(kind_word, ()) if kind_word else ()


@lru_cache(maxsize=4096)
def kind_word_inside(name: str) -> str | None:
    """The kind word that a name of several words carries itself: "county" of "Madison County".

    Or "область" of "Херсонскую область", as that is written in the gazetteer, too.
    """
    words = name.lower().split()
    if len(words) < 2:  # noqa: PLR2004
        return None
    # Of other languages only what no English name ends in.
    if words[-1] in _GROUPS or (not words[-1].isascii() and words[-1] in _ALL_GROUPS):
        return words[-1]
    if words[0] in {"lake", "mount", "river"} or (words[1] == "of" and words[0] in _GROUPS):
        return words[0]
    return words[0] if words[0] == "oblast" else None


def kind_word_beside(text: str, start: int, end: int) -> str | None:
    """The kind word that stands beside ``text[start:end]``, lower-case, or None.

    It is read in "the Rostov region", "the region of Kharkiv", "a region, Kherson, where", "the
    village Lyman", and of the adjective in "the Kharkiv regional council".
    """
    after = _AFTER.match(text, end, end + _REACH)
    if after:
        word = _NOUN_OF.get(after[1]) or after[1].lower()
        if word in KIND_WORDS or _LOCAL.match(text, end):
            return word if word in KIND_WORDS else "district"
    left = text[max(0, start - _REACH) : start]
    if left.endswith(_UPSTATE) and text.startswith(_WITH_UPSTATE, start):
        return "state"
    if not _may_end_in_kind_word(left):
        return None
    before = _BEFORE.search(left)
    if before is None or before[1] not in KIND_WORDS:
        return None
    if "," in before[0] and text[end : end + 1] not in {",", ".", ";", ")", ""}:
        return None
    return before[1]


def _may_end_in_kind_word(left: str) -> bool:
    """Whether `_BEFORE` needs to search: most names have no kind word before them."""
    words = left.rstrip().rstrip(",(").rstrip().removesuffix("the").rstrip()
    return words[-2:] in _LAST_LETTERS and words.endswith(_BEFORE_ENDS)


def is_of_another(kind_word: str, text: str, start: int, end: int) -> bool:
    """Whether the kind word after ``text[start:end]``, a single name, is of what lies in that.

    Such as "the Maryland suburbs", "the Maryland suburb of Bethesda"; but not of "the Kherson and
    occupied Zaporizhzhia regions", nor of "Rampur village of Uttar Pradesh".
    """
    if not text.startswith(f" {kind_word}", end):
        return False
    groups = _GROUPS.get(kind_word, ())
    if kind_word in PLURALS:
        left = _SENTENCE_END.split(text[max(0, start - _FAR_REACH) : start])[-1]
        return groups[:1] in {("town",), ("district",)} and not _JOINS.search(left)
    of_name = _OF_NAME.match(text, end + 1 + len(kind_word))
    return groups == ("town",) and of_name is not None and text.endswith("the ", 0, start)


def is_plural(kind_word: str) -> bool:
    """Whether a kind word speaks of all members of a list: "Kherson and Kharkiv regions"."""
    return kind_word in PLURALS
