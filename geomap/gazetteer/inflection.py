"""Inflected names and their base forms: "у Харкові" names Харків, "w Charkowie" Charków.

Rules of endings alone, without a dictionary: they say what a form may come from, and whoever asks
keeps the forms that the gazetteer knows. The endings are those of the declensions that grammars of
each language list; sound changes that names show ("Харкова": Харків, "Poznaniu": Poznań) are
endings of their own.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain, islice
from typing import TYPE_CHECKING

from geomap.gazetteer.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from geomap.gazetteer import Gazetteer

MOST = 60
"""Base forms of one name at most, the nearest first."""

_LONGEST_NAME = 5
_MOST_LETTERS = 100
_STEM = 2
"""Letters that an ending leaves over at least."""
_WORD_FORMS = 12
"""Base forms of a word that are joined with those of other words."""
_PART_FORMS = 4
_JOINTS = ("-на-", "-над-", "-під-", "-под-", "-nad-", "-am-", "-an-")
"""What joins a name that is inflected with one that is not: "Ростове-на-Дону"."""

# Endings, then what the base form may have in their place; "-" is nothing. Endings that are longer
# are tried first, and of one ending the bases in their order.
_UKRAINIAN = """
    ова ову ові овом : ів ово ова
    єва єву єву єві євом : їв ів єве
    ева еву еві евом : ів еве
    оля олю олі олем : іль оль
    опа опу опі опом : іп оп
    ога огу озі огом : іг
    ода оду оді одом : ід
    ода оди оду оді одою : ода
    ці цю цею ця цем : ця ць ець це
    ку кові ком : ок
    ця цю цеві цем ці : ець
    ого ому им ім : ий е ій
    ої ій у ою а е : а ий
    ьої ій ю ьою : я
    их им ими і : і ий
    іх ім іми : і
    а у ові ом і е : - о
    и і у ою о : а
    я ю еві ем і : ь е
    я ю єві єм ї : й
    і ю ею я : я
    ї ю єю : я
    ю ям ям і я : я
    ця ці цю цею : ця
    зі : га г
    ці : ка
    сі : ха
    і ю : ь -
    ччю : ч
    ссю : сь
    ллю : ль
    ттю : ть
    нню : нь
    ів ам ами ах : и і а
    їв ям ями ях : ї і я
    ей : і
    - : и і а о
    ь : і
    й : ї я
"""
_RUSSIAN = """
    ца цу цом це цем : ец
    ла лу лом ле : ел ёл
    ова ову ове овым : ово ов
    ева еву еве евым : ево ев
    ина ину ине иным : ино ин
    ого ому ым им ом : ый ий ой ое
    его ему им ем : ий ее
    ой ую ою : ая ый ий
    ая ое ые ие : ый ий
    ей юю ею : яя
    их ым им ими : ие ий
    ых ым ыми : ые ый
    ья ью ье ьем ьи : ье ья
    та ту том те : ет
    а у ом е : - о
    ы е у ой ою : а
    и у ой ей : а
    я ю ем ём е : ь й е
    ии ию ием : ия ие ий
    ию ией ии : ия
    ия ию ием ии : ий
    и е ю ей ею : я
    и ью : ь
    ов ам ами ах : ы и а
    ев ям ями ях : и ы
    ей : и ь
    - : ы и а
    ь : и я
    й : я и
"""
_POLISH = """
    owa owie owowi owem owu : ów owo
    ewa ewie ewem : ew ewo
    nia niu niem niowi : ń eń nie
    dnia dniu dniem : deń
    cia ciu ciem : ć ec
    ca cu cem cowi : ec
    szcie : szt
    ście : st sta sto
    cie : t ta to
    dzie : d da do
    rze : r ra ro
    le : ł ła ło l la
    zie : z za zo
    sie : s sa so
    ce : ka ca
    dze : ga
    że : ga
    sze : cha
    oru orze orem : ór
    orza orzu orzem : orze
    iego iemu im : i ie
    ego emu ym : y e
    iej : a ia i
    ej : a y
    ich imi : ie i
    ych ymi : e y
    ka ką kie : ki
    ka ku kiem kowi : ek
    ia iu iem iowi : - ie
    a u em owi ie : - o
    y i ie ę ą o : a
    ii ji ię ją ię ją ią : ia ja
    ji ję ją : ja
    ii ię ią i : ia
    i : -
    si sią : ś
    ni nią : ń nia
    zi zią : ź
    ci cią : ć
    a u em : e
    ów om ami ach : y i e a
    iów iom iami iach : ie e
    ii iom iami iach : ie
    - : y a e i
    k : ki ka
    g : gi ga
    in yn en an : iny yny eny any
    czech cami ców com : cy
    czech czom czami : cze
"""
_GERMAN = """
    s es : -
    n en : - e
    e em en er es : -
    er : - en e
    ner : n na no
    er : a o
    em en er es : e
"""
# Adjectives of names: their suffix, and what the name has in its place. Their own endings go first.
_ADJECTIVES = {
    "uk": (
        re.compile(r"(.{2,}?)(ськ|зьк|цьк)(?:ий|ого|ому|им|ім|а|ої|ій|у|ою|е|і|их|ими)"),
        {
            "ськ": ("", "а", "и", "о", "ь", "я", "са", "с", "ськ"),
            "зьк": ("г", "га", "ж", "з", "зьк"),
            "цьк": ("цьк", "к", "ц", "ця", "ч", "ча"),
        },
    ),
    "ru": (
        re.compile(r"(.{2,}?)(ейск|ск|цк)(?:ий|ого|ому|им|ом|ая|ой|ую|ою|ое|ие|их|ими)"),
        {
            "ейск": ("ея", "а", "ейск", "ей"),
            "ск": ("", "а", "ы", "и", "ь", "я", "о", "ск"),
            "цк": ("цк", "к", "ц"),
        },
    ),
    "pl": (
        re.compile(r"(.{2,}?)(owsk|ńsk|sk|ck|dzk)(?:i|iego|iemu|im|a|iej|ą|ie|ich|imi)"),
        {
            "owsk": ("ów", "owo", "owa", "ow"),
            "ńsk": ("n", "ń", "na", "no", "nia", "ńsk"),
            "sk": ("", "a", "y", "o", "sk"),
            "ck": ("k", "ck", "t", "ce", "ca"),
            "dzk": ("d", "dz", "dź"),
        },
    ),
}
_ADJECTIVES_IRREGULAR = {
    "uk": {"москов": "Москва", "київ": "Київ", "європей": "Європа", "американ": "Америка"},
    "ru": {"москов": "Москва", "европ": "Европа", "уфим": "Уфа", "нью-йорк": "Нью-Йорк"},
    "pl": {"moskiew": "Moskwa", "europej": "Europa", "londyń": "Londyn", "parys": "Paryż"},
}

# Names whose stem changes beyond any rule.
_IRREGULAR = {
    "uk": {"розі": "ріг", "рогу": "ріг", "рога": "ріг", "рогом": "ріг"},
    "pl": {
        "niemiec": "niemcy",
        "niemczech": "niemcy",
        "niemcami": "niemcy",
        "niemcom": "niemcy",
        "włoszech": "włochy",
        "węgier": "węgry",
        "węgrzech": "węgry",
        "wlk": "wielka",
        "w": "wielka",
        "płn": "północna",
        "płd": "południowa",
        "wsch": "wschodnia",
        "zach": "zachodnia",
        "łodzi": "łódź",
        "łodzią": "łódź",
        "obwodzie": "obwód",
        "obwodu": "obwód",
        "obwodem": "obwód",
    },
}


def _table(rules: str) -> dict[str, tuple[str, ...]]:
    """Ending -> the endings of base forms, in the order of the rules."""
    table: dict[str, dict[str, None]] = {}
    for line in rules.strip().splitlines():
        endings, _, bases = line.partition(":")
        for ending in endings.split():
            own = table.setdefault(ending.replace("-", ""), {})
            own.update(dict.fromkeys(base.replace("-", "") for base in bases.split()))
    return {ending: tuple(bases) for ending, bases in table.items()}


_TABLES = {
    "uk": _table(_UKRAINIAN),
    "ru": _table(_RUSSIAN),
    "pl": _table(_POLISH),
    "de": _table(_GERMAN),
}
INFLECTED = frozenset(_TABLES)
"""Languages (ISO 639-1) whose names have base forms."""


@lru_cache(maxsize=1 << 14)
def base_forms(name: str, language: str | None) -> tuple[str, ...]:
    """The forms that ``name`` may be an inflected form of, nearest first, without itself.

    Most of them are no words at all: ask the gazetteer which it knows. Each word of a name of
    several words is inflected for itself; the case of letters is that of the name. Empty for
    languages that are not in `INFLECTED`, for None, and for names of more than five words or
    a hundred letters.
    At most `MOST` are given.
    """
    if language is None or language not in _TABLES:
        return ()
    words = name.split()
    if not words or len(words) > _LONGEST_NAME or len(name) > _MOST_LETTERS:
        return ()
    if len(words) == 1:
        forms = [*adjective_bases(words[0], language), *_word_forms(words[0], language)]
    else:
        options = [(word, *_word_forms(word, language)[:_WORD_FORMS]) for word in words]
        steps = sum(len(own) - 1 for own in options)
        joined = chain.from_iterable(_joined(options, step) for step in range(steps + 1))
        # Of a form come twice the first counts, so a few more are made than are given.
        forms = list(islice(joined, 2 * MOST))
    return tuple(islice((form for form in dict.fromkeys(forms) if form != name), MOST))


@lru_cache(maxsize=1 << 14)
def adjective_bases(word: str, language: str | None) -> tuple[str, ...]:
    """The names that an adjective may come from, with a capital: "московского" of Москва.

    Names that the word may be a form of as a noun ("Донецька" of Донецьк) are left out. Empty for
    other words, and for languages without such adjectives or rules for them.
    """
    pattern, suffixes = _ADJECTIVES.get(language or "", (None, {}))
    if pattern is None or len(word) > _MOST_LETTERS:
        return ()
    found = pattern.fullmatch(word.lower())
    if found is None:
        return ()
    stem, suffix = found[1], found[2]
    irregular = _ADJECTIVES_IRREGULAR[language or ""].get(stem)
    bases = [stem + own for own in suffixes[suffix]] if irregular is None else [irregular]
    named = ["-".join(part[:1].upper() + part[1:] for part in base.split("-")) for base in bases]
    nouns = {_cased(form, "Aa") for form in _word_forms(word.lower(), language or "")}
    return tuple(base for base in named if base not in nouns)


def known_base_forms(
    gazetteer: Gazetteer, name: str, language: str | None, *, limit: int = 6
) -> tuple[str, ...]:
    """The base forms of a name that are names or demonyms in the gazetteer, at most ``limit``."""
    known = (form for form in base_forms(name, language) if gazetteer.key_profile(fold(form)))
    return tuple(islice(known, limit))


def _joined(options: Sequence[tuple[str, ...]], step: int) -> Iterator[str]:
    """The names that are ``step`` forms away from the name, all its words taken together."""
    first, rest = options[0], options[1:]
    if not rest:
        if step < len(first):
            yield first[step]
        return
    for own, form in enumerate(first[: step + 1]):
        for others in _joined(rest, step - own):
            yield f"{form} {others}"


def _word_forms(word: str, language: str) -> list[str]:
    for joint in _JOINTS:
        first, found, rest = word.partition(joint)
        if found:
            return [f"{form}{joint}{rest}" for form in _word_forms(first, language)]
    head, hyphen, last = word.rpartition("-")
    forms = [head + hyphen + form for form in _plain_forms(last, language)]
    if hyphen and "-" not in head:
        heads = _plain_forms(head, language)
        forms += [form + hyphen + last for form in heads]
        forms += [
            form + hyphen + other
            for other in _plain_forms(last, language)[:_PART_FORMS]
            for form in heads[:_PART_FORMS]
        ]
    return forms


def _plain_forms(word: str, language: str) -> list[str]:
    table = _TABLES[language]
    lower = word.lower()
    irregular = _IRREGULAR.get(language, {}).get(lower.rstrip("."))
    if irregular is not None:
        return [_cased(irregular, word)]
    forms: dict[str, None] = {}
    for cut in range(_STEM, len(lower) + 1):
        for base in table.get(lower[cut:], ()):
            forms[lower[:cut] + base] = None
    return [_cased(form, word) for form in forms if form != lower]


def _cased(form: str, like: str) -> str:
    if len(like) > 1 and like.isupper():
        return form.upper()
    return form[:1].upper() + form[1:] if like[:1].isupper() else form
