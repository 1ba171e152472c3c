"""Romanisation, held out: how many foreign labels are reached from the Cyrillic names alone.

For each town of Ukraine, Russia and Belarus with a Cyrillic name and a label in a foreign language:
tier 1 is reached when one of our romanised forms folds to the label's key, tier 2 when the label
has the skeleton of a Cyrillic name. No Latin name of GeoNames is looked at. What is not reached is
mostly exonyms (Moskau, Leopoli, Königsberg). The second part does the same for other scripts.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from geomap.gazetteer.folding import fold
from geomap.gazetteer.romanise import romanise, romanise_all
from geomap.gazetteer.schemes import PLAIN_SCRIPTS
from geomap.gazetteer.skeleton import skeleton
from geomap.gazetteer.sources import Sources

if TYPE_CHECKING:
    from pathlib import Path

STUDY = {
    "en": (97, 99),
    "de": (93, 96),
    "pl": (82, 90),
    "fr": (87, 93),
    "nl": (92, 93),
    "cs": (93, 96),
    "it": (97, 97),
    "es": (89, 90),
    "sv": (72, 79),
    "fi": (69, 76),
    "hu": (21, 76),
}
"""Per cent reached by tier 1 and by tiers 1 and 2 in the feasibility study, on the same labels."""

CYRILLIC = re.compile("[\u0400-\u04ff]")
LATIN = re.compile("[A-Za-z]")


def accuracy(_corpora: Path) -> None:
    """Print both tables."""
    sources = Sources.installed()
    labels: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for row in sources.table("labels.tsv.xz"):
        identifier, language, name = row.values()
        if identifier and language in STUDY and name and not CYRILLIC.search(name):
            labels[identifier].setdefault(language, name)
    towns = [dict(record) for record in sources.town_records()]
    _cyrillic(towns, labels)
    _other_scripts(towns)


def _cyrillic(towns: list[dict[str, object]], labels: dict[str, dict[str, str]]) -> None:
    asked: Counter[str] = Counter()
    tier1: Counter[str] = Counter()
    tiers12: Counter[str] = Counter()
    skeletons: Counter[str] = Counter()
    for town in towns:
        country = str(town["countrycode"])
        if country not in {"BY", "RU", "UA"}:
            continue
        names = [name for name in _names(town) if CYRILLIC.search(name)]
        keys = {fold(form) for name in names for form, _ in romanise_all(name, country)}
        bones = {skeleton(name) for name in names}
        skeletons.update(bones)
        given = labels.get(str(town["geonameid"]), {})
        if given:
            # The table has an English label only where it differs from the record's own name.
            given.setdefault("en", str(town["name"]))
        for language, label in given.items():
            if keys:
                asked[language] += 1
                tier1[language] += fold(label) in keys
                tiers12[language] += fold(label) in keys or skeleton(label) in bones
    print("labels of towns in UA, RU, BY reached from their Cyrillic names, in per cent")
    print(f"{'language':10}{'labels':>7}{'tier 1':>8}{'study':>7}{'tiers 1+2':>11}{'study':>7}")
    for language, (study1, study12) in STUDY.items():
        total = asked[language] or 1
        print(
            f"{language:10}{asked[language]:7}{100 * tier1[language] / total:8.1f}{study1:7}"
            f"{100 * tiers12[language] / total:11.1f}{study12:7}"
        )
    print(f"places a skeleton key: {skeletons.total() / len(skeletons):.2f} (study: 1.19)")


def _other_scripts(towns: list[dict[str, object]]) -> None:
    owners: defaultdict[str, set[object]] = defaultdict(set)
    for town in towns:
        for name in _names(town):
            if LATIN.search(name):
                owners[fold(name)].add(town["geonameid"])
    print("\ntowns whose name, letter by letter, is a Latin name of theirs in GeoNames; new keys,")
    print("and how many of these are the name of another place")
    for language, (letters, countries, _) in PLAIN_SCRIPTS.items():
        script = re.compile(f"[{letters}]")
        places = met = new = foreign = 0
        for town in towns:
            if town["countrycode"] not in countries.split():
                continue
            names = _names(town)
            forms = {fold(f) for n in names if script.search(n) for f, _ in romanise(n, language)}
            latin = {fold(name) for name in names if LATIN.search(name)}
            if forms:
                places += 1
                met += bool(forms & latin)
                new += len(forms - latin)
                foreign += sum(bool(owners[form]) for form in forms - latin)
        share = 100 * met / (places or 1)
        print(f"{language}: {share:5.1f} % of {places:5}; new {new:5}, of another {foreign:4}")


def _names(town: dict[str, object]) -> list[str]:
    alternates = town["alternatenames"]
    return [str(town["name"]), *(map(str, alternates) if isinstance(alternates, list) else ())]
