"""What bears the name of a place and is none: food, clothes, ships, people with their age."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geomap.recognition.lexicon import PREPOSITIONS

if TYPE_CHECKING:
    from geomap.recognition.candidates import Span
    from geomap.recognition.tokens import Tokens

_IN_LOWER_CASE = frozenset(
    {"angora", "bordeaux", "burgundy", "cashmere", "champagne", "china", "cologne", "java"}
    | {"jersey", "jerseys", "kremlin", "kremlins", "limerick", "limericks", "madras", "turkey"}
    | {"turkeys"}
)
"""Things and animals that are called after places; in lower case they are no names."""
_CALLED_AFTER = {
    place: frozenset(things.split())
    for place, things in {
        "aleppo": "pepper peppers",
        "azov": "battalion brigade regiment",
        "bath": "bun buns",
        "bayonne": "ham",
        "bermuda": "grass shorts",
        "bologna": "sandwich sandwiches",
        "boston": "terrier terriers",
        "brazil": "nut nuts",
        "brussels": "sprout sprouts",
        "buffalo": "mozzarella wing wings",
        "cayenne": "pepper",
        "cheddar": "cheese",
        "chelsea": "boot boots bun buns",
        "cornwall": "pasty",
        "cumberland": "sausage sausages",
        "dijon": "mustard",
        "dover": "sole",
        "hamburg": "steak steaks",
        "jerusalem": "artichoke artichokes",
        "lima": "bean beans",
        "manhattan": "cocktail cocktails",
        "manila": "envelope envelopes folder folders",
        "oxford": "comma shoe shoes",
        "panama": "hat hats",
        "parma": "ham violet violets",
        "philadelphia": "cheese",
        "roquefort": "cheese",
        "seville": "orange oranges",
        "somalia": "battalion",
        "sparta": "battalion",
        "stockholm": "syndrome",
        "tabasco": "sauce",
        "texas": "hold'em",
        "wellington": "boot boots",
        "worcester": "sauce",
        "york": "ham",
        "yorkshire": "pudding puddings terrier terriers",
    }.items()
}
"""Things by the place in front of them; nobody looks for Panama where its hats are made."""
_SHIP_PREFIXES = frozenset({"HMAS", "HMCS", "HMNZS", "HMS", "INS", "RMS", "USCGC", "USNS", "USS"})
_SHIPS = frozenset(
    {"battleship", "corvette", "cruiser", "destroyer", "dreadnought", "frigate"}
    | {"minesweeper", "submarine", "tanker", "trawler", "warship"}
)
_DRUNK = frozenset({"bottle", "bottles", "glass", "glasses", "magnum", "magnums"})
_DRINKS = frozenset({"bordeaux", "burgundy", "champagne", "chianti", "madeira", "porto", "rioja"})


def is_no_place(tokens: Tokens, span: Span) -> bool:
    """Whether a candidate is only called like a place.

    "China" in lower case, "Panama hats", "the USS Missouri", "bottles of Bordeaux", "Georgia, 26,
    said".
    """
    if span.name in _IN_LOWER_CASE:
        return True
    words, start, end = tokens.words, span.start, span.end
    name = span.name.lower()
    if end < len(words) and words[end].lower() in _CALLED_AFTER.get(name, ()):
        return True
    before = words[start - 1] if start else ""
    is_country = span.profile is not None and span.profile.country  # "the warship Russia sent"
    if before in _SHIP_PREFIXES or (before in _SHIPS and not is_country):
        return True
    of_drink = before == "of" and start > 1 and words[start - 2].lower() in _DRUNK
    if of_drink and name in _DRINKS:
        return True
    return before.lower() not in PREPOSITIONS and _has_an_age(words[end : end + 5], span)


def _has_an_age(after: tuple[str, ...], span: Span) -> bool:
    """Whether a given name is followed by an age, not by one number of many."""
    if span.profile is None or not span.profile.is_given_name:
        return False
    match after:
        case (",", age, ",", verb, *rest):
            and_kin = verb == "and" and rest[:1] in (["her"], ["his"], ["their"])
            is_age = age.isdecimal() and len(age) <= 2  # noqa: PLR2004
            return is_age and verb.islower() and (verb != "and" or and_kin)
    return False
