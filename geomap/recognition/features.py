"""What speaks for or against a candidate, as cues that can be said in words.

A cue is a question and its answer, ``"left=in"``; cues joined by `AND` are asked together. The
weights of all cues stand in ``weights.json``; `explain` says one as a sentence.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from geomap.recognition.candidates import PLACE_LABELS, is_road_number
from geomap.recognition.company import Company
from geomap.recognition.known import known_as, person_of
from geomap.recognition.lexicon import FIRST_ANSWERS, GENITIVES, LAST_ANSWERS, SINGLE_ANSWERS
from geomap.recognition.spans import ARTICLES
from geomap.recognition.surroundings import NAMED_OTHERWISE, Surroundings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from geomap.recognition.candidates import Span, Spellings
    from geomap.recognition.tokens import Entity, Tokens

    Array = NDArray[Any]

AND = " & "
LANDMARK = "a seat of government that stands for a capital"
"""A cue whose weight is set, not learned: corpora leave "Kremlin" out, our maps don't."""
DEMONYM_WITHIN = "a demonym within the name of a place"
"""A cue whose weight is set: "Crimean" is no name in "Crimean bridge", says the gazetteer."""
WITHIN_COUNTRY = "part of the longer name of a country"
"""A cue whose weight is set: "Tobago" is no name of its own in "Trinidad and Tobago"."""
WITHIN_HYPHENS = "part of a known name in hyphens"
"""A cue whose weight is set: "Rostov" is no name of its own in "Rostov-on-Don"."""
HELD = "the country or region after it holds a place of that name"
PEOPLE = "a people, faith or direction without one place"
WITHIN_PEOPLE = f"part of the name of {PEOPLE}"
"""A cue whose weight is set: "Native Americans" are not the people of America."""
_EARLY = 150
"""Characters at the beginning of an article that hold its headline and dateline."""
_FEW = 4
_BOUNDS = (0.003, 0.03, 0.1, 0.3, 0.6, 0.9)
_LEVELS = ("0", "1", "10", "30", "60", "90", "99")
_BELIEFS = ("place", "short place", "person", "organisation", "people", "nothing")
_BELIEF_CUES = [[f"belief {name}={level}" for level in _LEVELS] for name in _BELIEFS]
_LAST_BELIEF_CUES = [f"belief of the last word={level}" for level in _LEVELS]


class Reading(Surroundings):
    """One text with what all its candidates share: entities by word, counts of names."""

    def __init__(self, tokens: Tokens, spellings: Spellings, spans: Sequence[Span]) -> None:
        super().__init__(tokens, spellings)
        self._places: Counter[str] = Counter()
        self._people: Counter[str] = Counter()
        self._organisations: Counter[str] = Counter()
        for entity in tokens.entities:
            self._count(entity)
        self._units = self._named_units()
        self._longest = self._longest_names(spans)
        hyphened = [
            (span.start, span.end)
            for span in spans
            if span.profile is not None and self.is_hyphened(span.start, span.end)
        ]
        self._whole = (
            (hyphened, WITHIN_HYPHENS),
            (self._names_of_countries(spans), WITHIN_COUNTRY),
        )
        self._peoples = self._names_of_peoples(spans)
        self._company = Company(self, spans)
        self._levels = b"" if tokens.network is None else belief_levels(tokens.network.beliefs)

    def cues(self, span: Span) -> list[str]:
        """The cues of a candidate."""
        start, end = span.start, span.end
        network = f"network={self._network(start, end)}"
        people = self.spellings.is_people(span.name)
        known = "known=people" if people else f"known={self._known(span)}"
        left, right = f"left={self.left(start)}", f"right={self.right(end)}"
        seen = f"seen={self._seen(start, end)}"
        form = f"form={self._form(start, end)}"
        length = f"words={min(end - start, 4)}"
        home = self._home(span)
        cues = [network, known, left, right, seen, form, length]
        cues += [network + AND + other for other in (known, seen, left, right, form, length)]
        cues += [known + AND + other for other in (left, right, seen, length, form)]
        cues += [form + AND + other for other in (left, right)]
        if home is not None:
            cues += [f"home={home}", f"{known}{AND}home={home}"]
        if home is not None and self._is_held(span):
            cues += [HELD, f"{HELD}{AND}{network}"]
        cues.append(left + AND + right)
        if form == "form=capitals":  # "LEBANON (AP) -": a dateline
            cues.append(form + AND + left + AND + right)
        cues += self._belief_cues(start, end)
        cues += self._name_cues(span, network, is_people=people)
        person = person_of(span)
        if person is not None:
            cues.append(person)
            cues += [person + AND + other for other in (network, known, left, right, seen)]
        if self.spellings.is_landmark(span.name) and not self._is_of_longer_name(start, end):
            cues.append(LANDMARK)
        cues += self._place_cues(start, end, network, known)
        for cue in self._company.cues(span):
            cues += [cue, f"{cue}{AND}{network}", f"{cue}{AND}{known}"]
        return cues

    def _is_of_longer_name(self, start: int, end: int) -> bool:
        """Whether a word begins the name of what the last one tells: "Westminster House"."""
        return end - start == 1 and self.namesake(end) not in {None, NAMED_OTHERWISE}

    # -- the language model

    def _network(self, start: int, end: int) -> str:
        """How the span lies to the language model's entities."""
        first, last = self.entity[start], self.entity[end - 1]
        entity = first or last
        if entity is None:
            return "around something" if any(self.entity[start:end]) else "nothing"
        if first is not last:
            whole = all(e is None or (e.start >= start and e.end <= end) for e in (first, last))
            return f"{'around' if whole else 'across'} {entity.label}"
        left, right = self._bare(entity)
        if (left, right) == (start, end):
            return f"exactly {entity.label}"
        where = "beginning" if left == start else "end" if right == end else "middle"
        return f"{where} of {entity.label}"

    def _bare(self, entity: Entity) -> tuple[int, int]:
        """An entity's words without a leading article and a trailing genitive."""
        start, end = entity.start, entity.end
        while start < end - 1 and self.lower[start] in ARTICLES:
            start += 1
        while end - 1 > start and self.lower[end - 1] in GENITIVES:
            end -= 1
        return start, end

    def _belief_cues(self, start: int, end: int) -> list[str]:
        if not self._levels:
            return []
        entity = self.entity[start]
        label = entity.label if entity is not None else "none"
        cues = []
        width = len(_BELIEF_CUES)
        own = self._levels[start * width : start * width + width]
        for names, level in zip(_BELIEF_CUES, own, strict=True):
            cue = names[level]
            cues += [cue, f"{cue}{AND}label={label}"]
        if end - start > 1:
            cues.append(_LAST_BELIEF_CUES[self._levels[(end - 1) * width]])
        return cues

    # -- the gazetteer

    def _known(self, span: Span) -> str:
        """What the gazetteer knows under the name as it is written here."""
        profile = span.profile
        short = profile is not None and profile.is_abbreviation and not profile.country
        name = span.name
        if short and name.isupper():
            # "US" is one before it is a village of that name
            return f"abbreviation of a {self.spellings.abbreviated(name) or 'place'}"
        return known_as(profile)

    def _home(self, span: Span) -> str | None:
        """Whether a country or region of places of this name is named in the article.

        None for names of countries and names that the gazetteer lacks.
        """
        profile = span.profile
        if profile is None or profile.country or not profile.places:
            return None
        name = span.name
        shared = (self.spellings.homes(name) - self.spellings.units(name)) & self._units
        if not shared:
            return "not named" if self._units else "none named"
        return "region named" if any(":" in unit for unit in shared) else "country named"

    def _is_held(self, span: Span) -> bool:
        """Whether the country or region of a place of that name is what follows: "Lyman in ..."."""
        at = span.end + 1
        if at >= len(self.tokens) or self.lower[span.end] not in {",", "in", "("}:
            return False
        homes = self.spellings.homes(span.name)
        return any(
            homes & self.spellings.units(self.tokens.span(at, end))
            for end in range(at + 1, min(at + 4, len(self.tokens) + 1))
        )

    def _longest_names(self, spans: Sequence[Span]) -> list[int]:
        """For each word the length of the longest known name that it is in."""
        longest = [0] * len(self.tokens)
        for span in spans:
            if span.profile is not None and span.profile.places:
                for at in range(span.start, span.end):
                    longest[at] = max(longest[at], span.end - span.start)
        return longest

    def _names_of_countries(self, spans: Sequence[Span]) -> list[tuple[int, int]]:
        """The names of countries of several words, "Trinidad and Tobago"."""
        names = []
        for span in spans:
            if span.end - span.start < 2 or span.profile is None or not span.profile.country:  # noqa: PLR2004
                continue
            first, last = self.tokens.words[span.start], self.tokens.words[span.end - 1]
            # "The UK" and "UK." are no longer names than "UK", and "south Sudan" is a part of it.
            if first.lower() not in ARTICLES and first[:1].isupper() and last != ".":
                names.append((span.start, span.end))
        return names

    def _names_of_peoples(self, spans: Sequence[Span]) -> frozenset[int]:
        """The words of names of several words, like "Native Americans", that are no place's."""
        return frozenset(
            at
            for span in spans
            if span.end - span.start > 1 and self.spellings.is_people(span.name)
            for at in range(span.start, span.end)
        )

    def _named_units(self) -> frozenset[str]:
        """The countries and regions that the language model sees as places in the text."""
        units: set[str] = set()
        for name in self._places:
            units |= self.spellings.units(name)
        return frozenset(units)

    def _name_cues(self, span: Span, network: str, *, is_people: bool) -> list[str]:
        profile = span.profile
        if profile is None:
            return []
        cues = []
        if profile.is_word and not span.name.isupper():
            cues.append(f"an ordinary word, too{AND}{network}")
        if profile.is_demonym:
            cues.append(f"{PEOPLE if is_people else 'a demonym'}{AND}{network}")
        if profile.is_abbreviation:
            cues.append(f"an abbreviation{AND}{network}")
        if profile.places > 1:
            cues.append("namesakes=" + ("few" if profile.places <= _FEW else "many"))
        return cues

    def _place_cues(self, start: int, end: int, network: str, known: str) -> list[str]:
        lower, n = self.lower, len(self.tokens)
        cues = []
        if self.tokens.starts[start] < _EARLY:
            cues.append("early in the text")
        if max(self._longest[start], self._longest[end - 1]) > end - start:
            cues += [f"part of a longer known name{AND}{c}" for c in (network, known)]
            cues.append("part of a longer known name")
            if known == "known=demonym":
                cues.append(DEMONYM_WITHIN)
        cues += [within for names, within in self._whole if _is_inside(start, end, names)]
        if end - start == 1 and start in self._peoples:
            cues.append(WITHIN_PEOPLE)
        if end - start == 1 and lower[start] in self._people:
            cues.append(f"part of a person's name in the article{AND}{network}")
        if end < n and lower[end] == "of":
            cues.append("of follows")
        if self.tokens.words[end - 1] == ".":
            cues.append("dot taken in")
            cues.append(f"dot taken in{AND}{'goes on' if self.goes_on(end) else 'ends'}")
        if start and end < n and lower[start - 1] == "(" and lower[end] == ")":
            cues.append("alone in brackets")
        namesake = self.namesake(end)
        if namesake is not None:
            cues += [namesake, f"{namesake}{AND}{network}", f"{namesake}{AND}{known}"]
        return cues + self._entity_cues(start, end, known)

    def _entity_cues(self, start: int, end: int, known: str) -> list[str]:
        """What name it is of which a candidate is only the beginning or the middle."""
        entity = self.entity[start]
        if entity is None or end >= entity.end:
            return []
        last = LAST_ANSWERS.get(self.lower[entity.end - 1], "ends otherwise")
        cues = [
            f"in a name that {last}{AND}label={entity.label}",
            f"in a name that {last}{AND}{known}",
            f"in a name of words={min(entity.end - entity.start, 5)}",
        ]
        first = FIRST_ANSWERS.get(self.lower[entity.start])
        if first is not None and entity.start < start:
            cues.append(f"in a name that {first}{AND}label={entity.label}")
        return cues

    # -- the name itself, here and elsewhere in the article

    def _form(self, start: int, end: int) -> str:
        word, last = self.tokens.words[start], self.lower[end - 1]
        if last.isdigit() or is_road_number(self.tokens.words[end - 1]):
            return "a numbered road"
        if end - start > 1:
            if self.is_hyphened(start, end):
                return "joined by hyphens"
            return LAST_ANSWERS.get(last) or FIRST_ANSWERS.get(self.lower[start], "words")
        return SINGLE_ANSWERS.get(last) or _letters(word)

    def _seen(self, start: int, end: int) -> str:
        """What the language model says of the same name elsewhere in the text."""
        name = " ".join(self.lower[start:end])
        places = self._places[name]
        others = self._organisations[name] + (self._people[name] if end - start == 1 else 0)
        entity = self.entity[start]
        if entity is not None and self._bare(entity) == (start, end):
            places -= entity.label in PLACE_LABELS
            others -= entity.label == "ORG"
        if places > 0:
            return "a place" if others <= 0 else "more a place" if places >= others else "mixed"
        return "no place" if others > 0 else "nowhere else"

    def _count(self, entity: Entity) -> None:
        start, end = self._bare(entity)
        words = self.lower[start:end]
        if entity.label in PLACE_LABELS:
            self._places[" ".join(words)] += 1
        elif entity.label == "PERSON" and len(words) > 1:
            self._people.update(words)
        elif entity.label == "ORG":
            self._organisations[" ".join(words)] += 1


def _is_inside(start: int, end: int, names: Sequence[tuple[int, int]]) -> bool:
    """Whether a span is a part of one of the names, not all of it."""
    return any(a <= start and end <= b and b - a > end - start for a, b in names)


def _letters(word: str) -> str:
    """The form of a word by its letters."""
    if word.isupper():
        return "short capitals" if len(word) <= len("USA") else "capitals"
    if not word[:1].isupper():
        return "lower case"
    return "with a dot" if "." in word else "word"


def belief_levels(beliefs: Array) -> bytes:
    """The level of each belief, row by row: how many of `_BOUNDS` it reaches."""
    import numpy as np

    return np.searchsorted(_BOUNDS, beliefs, side="right").astype(np.uint8).tobytes()


_QUESTIONS = {
    "network": "to the language model it is {}",
    "label": "the language model sees {} here",
    "known": "the gazetteer knows: {}",
    "left": "before it: {}",
    "right": "after it: {}",
    "seen": "elsewhere in the article it is {} to the language model",
    "form": "its form: {}",
    "words": "words in it: {}",
    "home": "the country or region of a place of that name: {}",
    "namesakes": "places of that name: {}",
    "begins the name of": "it begins a longer name in capitals, of {}",
    "route": "of a route or a stretch between places it is {}",
    "region": "other places of the article that may lie in its region: {}",
    "country": "other places of the article that may lie in its country: {}",
    "person": "as a name of people it is: {}",
    "whole name of": "it is the whole name, of several words, of {}",
    "belief of the last word": "the language model's belief that its last word is a place: {} %",
}


@lru_cache(maxsize=50_000)
def explain(cue: str) -> str:
    """A cue as a sentence, as it stands in a mention's evidence."""
    said = []
    for part in cue.split(AND):
        question, _, answer = part.partition("=")
        if question.startswith("belief ") and question not in _QUESTIONS:
            what = question.removeprefix("belief ")
            said.append(f"the language model's belief that it begins as {what}: {answer} %")
        elif answer:
            said.append(_QUESTIONS.get(question, question + ": {}").format(answer))
        else:
            said.append(question)
    return " and ".join(said)
