"""Latin spellings of names in other scripts: Цимлянск -> Zimljansk, Cymlansk, Tsimlyansk ..."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from geomap.gazetteer.schemes import PLAIN, PLAIN_SCRIPTS, SCHEMES

if TYPE_CHECKING:
    from collections.abc import Callable

_VOWELS = "аеёиіїйоуўыэєюяѣ"
_CONSONANTS = "бвгґджзклмнпрстфхцчшщ"
_CYRILLIC = re.compile("[\u0400-\u052f]")
_STRESS = {0x300: None, 0x301: None}
_WORDS = re.compile(r"([^\w'’ʼ]+)")


def romanise(name: str, language: str, *, scheme: str | None = None) -> list[tuple[str, str]]:
    """Latin forms of a name as ``(form, scheme)``, without duplicates, schemes in a fixed order.

    ``language`` is the language the name is written in (ISO 639-1): ``ru``, ``uk``, ``be`` and
    ``bg`` have tables in `geomap.gazetteer.schemes`, ``el``, ``hy``, ``ka``, ``ko`` and ``zh`` are
    read letter by letter (scheme ``plain``); ``scheme`` asks for one scheme only. A form that
    several schemes make is given under the first. A name in Latin letters, or in another language,
    has no forms: the list is empty.
    """
    text = _normalised(name)
    if language in PLAIN_SCRIPTS:
        return _plain_letters(text, language) if scheme in {None, PLAIN} else []
    if not _CYRILLIC.search(text):
        return []
    forms: dict[str, str] = {}
    words = _WORDS.split(text)  # the words, and what stands between them
    lower = [word.lower() for word in words]
    present = set(text.lower())
    for each, change, letters in _changes(language):
        if scheme not in {None, each} or present.isdisjoint(letters or present):
            continue
        form = "".join(map(_recased, words, map(change, lower)))
        if form and not _CYRILLIC.search(form):
            forms.setdefault(form, each)
    return list(forms.items())


def romanise_all(name: str, country: str | None) -> list[tuple[str, str]]:
    """`romanise` under each of the `likely_languages` of the name, without duplicates.

    ``country`` is the place's. Cyrillic names of places elsewhere (Мюнхен, Нью-Йорк) are renditions
    of Latin names: to romanise them back would make up spellings, so they have no forms.
    """
    forms: dict[str, str] = {}
    if country and country not in _COUNTRY_LANGUAGES and _CYRILLIC.search(name):
        return []
    for language in likely_languages(name, country):
        for form, scheme in romanise(name, language):
            forms.setdefault(form, scheme)
    return list(forms.items())


def scheme_title(scheme: str) -> str:
    """What a scheme is called in a sentence: ``"de"`` is ``"German (Duden)"``."""
    if scheme == PLAIN:
        return "letter-by-letter"
    return SCHEMES[scheme].title if scheme in SCHEMES else scheme


def _plain_letters(text: str, language: str) -> list[tuple[str, str]]:
    from anyascii import anyascii

    if not _SCRIPT_LETTERS[language].search(text):
        return []
    form = str(anyascii(text))
    for rule in PLAIN_SCRIPTS[language][2].split():
        letters, _, mended = rule.partition("=")
        form = form.replace(letters, mended)
    form = form.strip()
    if language in {"ko", "zh"}:  # anyascii has a capital for each syllable: BeiJing
        form = form.capitalize()
    return [(form, PLAIN)] if form else []


def _normalised(name: str) -> str:
    """Composed letters (й, ї are one), without the stress marks of encyclopedias."""
    composed = unicodedata.normalize("NFC", name)
    return composed if composed.isascii() else composed.translate(_STRESS)


def _recased(word: str, changed: str) -> str:
    """The changed word with the capitals of the word it was made from."""
    if word.islower():
        return changed
    if len(word) > 1 and word.isupper():
        return changed.upper()
    return changed[:1].upper() + changed[1:] if word[:1].isupper() else changed


@lru_cache(maxsize=32)
def _changes(language: str) -> tuple[tuple[str, Callable[[str], str], frozenset[str]], ...]:
    """For each scheme that has the language, and each of its usages: scheme, function, letters.

    A name without any of the letters is written as by the usage before; the first usage has none.
    """
    changes: list[tuple[str, Callable[[str], str], frozenset[str]]] = []
    for name, scheme in SCHEMES.items():
        if language not in scheme.languages:
            continue
        rules = scheme.rules(language)
        for usage in range(max(map(len, rules.values()))):
            own = {mark for mark, forms in rules.items() if len(forms) > usage}
            letters = frozenset(mark.strip("^<:$")[0] for mark in own) if usage else frozenset()
            changes.append((name, _compiled(rules, usage), letters))
    return tuple(changes)


def _compiled(rules: dict[str, tuple[str, ...]], usage: int) -> Callable[[str], str]:
    """A function that applies the rules to a lower-case word.

    Rules with a context or with several letters are one regular expression, longest first and
    with a context before without; what it leaves is single letters, for `str.translate`.
    """
    chosen = {mark: forms[min(usage, len(forms) - 1)] for mark, forms in rules.items()}
    single = {ord(mark): form for mark, form in chosen.items() if len(mark) == 1}
    special = sorted(
        (mark for mark in chosen if len(mark) > 1),
        key=lambda mark: (-len(mark.strip("^<:$")), -len(mark), mark),
    )
    if not special:
        return lambda word: word.translate(single)
    pattern = re.compile("|".join(f"({_pattern(mark)})" for mark in special))
    forms = [chosen[mark] for mark in special]

    def change(word: str) -> str:
        return pattern.sub(lambda hit: forms[(hit.lastindex or 1) - 1], word).translate(single)

    return change


def _pattern(mark: str) -> str:
    letters = re.escape(mark.strip("^<:$"))
    if mark.startswith("^"):
        return f"\\A{letters}"
    if mark.startswith("<"):
        return f"(?<![{_CONSONANTS}]){letters}"
    if mark.startswith(":"):
        return f"(?<=[{_VOWELS}]){letters}(?=[{_VOWELS}])"
    if mark.endswith("$"):
        return f"{letters}\\Z"
    return letters


_SCRIPT_LETTERS = {
    language: re.compile(f"[{letters}]") for language, (letters, _, _) in PLAIN_SCRIPTS.items()
}

_OTHER_CYRILLIC = set("јљњћђџѓќѕәғқңөұүһҷӣӯҳҡҙҫӏӑӗӳӱӧ")
_COUNTRY_LANGUAGES: dict[str, tuple[str, ...]] = {
    "UA": ("uk", "ru"),
    "BY": ("be", "ru"),
    "BG": ("bg",),
} | dict.fromkeys(
    ("AM", "AZ", "EE", "GE", "KG", "KZ", "LT", "LV", "MD", "RU", "TJ", "TM", "UZ"), ("ru",)
)
"""The languages of Cyrillic names of a country's places, where letters do not tell."""


def guess_language(name: str, country: str | None) -> str | None:
    """Return the language (ISO 639-1) a name is most likely in; None for Latin or when unsure.

    ``country`` is the ISO 3166-1 alpha-2 code of the place. Letters decide first: ї є ґ are
    Ukrainian, ў Belarusian, і one of the two (Belarusian beside ы or э), ы э ъ ё Russian unless the
    country is Belarus (no и, щ, ъ in its language) or Bulgaria (no ы, э, ё); then the country's
    languages.
    """
    return next(iter(likely_languages(name, country)), None)


def likely_languages(name: str, country: str | None) -> tuple[str, ...]:
    """Return all languages a name may be in, most likely first; empty for Latin or when unsure.

    Where letters leave two open (``Херсон`` is Ukrainian and Russian), both.
    """
    text = _normalised(name).lower()
    if text.isascii():
        return ()
    if _CYRILLIC.search(text):
        return _cyrillic_languages(set(text), country)
    return tuple(
        language
        for language, (_, countries, _) in PLAIN_SCRIPTS.items()
        if (country is None or country in countries.split())
        and _SCRIPT_LETTERS[language].search(text)
    )[:1]


def _cyrillic_languages(letters: set[str], country: str | None) -> tuple[str, ...]:
    own = _COUNTRY_LANGUAGES.get(country or "", ())
    if letters & _OTHER_CYRILLIC:
        return ()
    if letters & set("їєґ"):
        return ("uk",)
    if letters & set("ўі"):
        return ("be",) if letters & set("ўыэ") or "be" in own else ("uk",)
    if "be" in own:
        return ("ru",) if letters & set("ищъ") else own
    if letters & set("ыэё") or ("ъ" in letters and "bg" not in own):
        return ("ru",)
    return own
