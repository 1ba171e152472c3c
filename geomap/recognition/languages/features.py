"""What speaks for or against a candidate in another language, as cues that can be said in words.

The cues are questions and answers as in `geomap.recognition.features`; each language has its own
weights for them.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from geomap.gazetteer.folding import fold
from geomap.recognition.features import AND, LANDMARK
from geomap.recognition.known import known_as

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from geomap.recognition.languages.candidates import Names, Span
    from geomap.recognition.languages.lexicon import Lexicon
    from geomap.recognition.tokens import Entity, Tokens

KIND_BESIDE = "beside a word for its kind, and known"
"""A cue whose weight is set: "село Роботине" is rare in the corpora."""
_SIGNS = {
    ",": "comma",
    ".": "stop",
    "!": "stop",
    "?": "stop",
    ":": "colon",
    ";": "stop",
    "(": "bracket",
    ")": "bracket",
    "[": "bracket",
    "]": "bracket",
}
_QUOTES = frozenset("\"'«»“”„‘’‟")
_DASHES = frozenset("-–—/")
_EARLY = 150
_FEW = 4
_LAST_LETTERS = 2


class Reading:
    """One text of one language with what all its candidates share."""

    def __init__(
        self,
        tokens: Tokens,
        names: Names,
        words: Lexicon,
        spans: Sequence[Span],
        dictionary: Callable[[str], str] | None = None,
    ) -> None:
        self.tokens = tokens
        self.lower = [word.lower() for word in tokens.words]
        self._names = names
        self._words = words
        self._dictionary = dictionary
        self._entity: list[Entity | None] = [None] * len(tokens)
        for entity in tokens.entities:
            self._entity[entity.start : entity.end] = [entity] * (entity.end - entity.start)
        self._small = Counter(word for word in tokens.words if word[:1].islower())
        self._longest = [0] * len(tokens)
        self._times: Counter[str] = Counter()
        self._placed: Counter[str] = Counter()
        self._forms: dict[str, set[str]] = {}
        units: set[str] = set()
        for span in spans:
            if span.known is None or not span.known.profile.places:
                continue
            for at in range(span.start, span.end):
                self._longest[at] = max(self._longest[at], span.end - span.start)
            key = self._key(span)
            self._times[key] += 1
            self._placed[key] += self.left(span.start) in words.prepositions
            self._forms.setdefault(key, set()).add(fold(tokens.span(span.start, span.end)))
            if span.known.profile.country:
                units |= names.spellings.units(span.known.base)
        self._units = frozenset(units)

    def cues(self, span: Span) -> list[str]:
        """The cues of a candidate."""
        start, end = span.start, span.end
        profile = span.known.profile if span.known else None
        known = f"known={known_as(profile)}"
        spelt = f"spelt={_spelt(span)}"
        left, right = f"left={self.left(start)}", f"right={self.right(end)}"
        form = f"form={self._form(start, end)}"
        run = f"capitals beside it={self._run(start, end)}"
        seen = f"seen={self._seen(span)}"
        cues = [known, left, right, form, run, seen, f"words={min(end - start, 4)}"]
        cues += [f"{known}{AND}{other}" for other in (spelt, left, right, run, seen, form)]
        cues += [f"{spelt}{AND}{other}" for other in (left, run, form)]
        cues += [f"{left}{AND}{right}", f"{run}{AND}{left}"]
        cues.append(f"last letters={self.lower[end - 1][-_LAST_LETTERS:]}")
        if self.tokens.starts[start] < _EARLY:
            cues.append("early in the text")
        if max(self._longest[start], self._longest[end - 1]) > end - start:
            cues += ["part of a longer known name", f"part of a longer known name{AND}{known}"]
        if self.tokens.entities:
            network = f"network={self._network(start, end)}"
            cues += [network]
            cues += [f"{network}{AND}{other}" for other in (known, spelt, left, form, seen, run)]
        if self._dictionary is not None:
            said = [self._dictionary(word) for word in self.tokens.words[start:end]]
            first, last = f"dictionary={said[0]}", f"dictionary of the last word={said[-1]}"
            cues += [first, last, f"{first}{AND}{known}", f"{first}{AND}{left}"]
            cues += [f"{first}{AND}{run}", f"{first}{AND}{form}"]
        cues += self._place_cues(span, known)
        return cues

    def _place_cues(self, span: Span, known: str) -> list[str]:
        if span.known is None:
            return []
        profile = span.known.profile
        homes = self._names.spellings.homes(span.known.base)
        native = "yes" if homes & self._words.countries else "no"
        ending = "yes" if span.known.base.lower().endswith(self._words.town_endings) else "no"
        cues = [
            f"home={self._home(span, homes)}",
            f"in a country of the language={native}{AND}{known}",
        ]
        cues.append(f"ends like a town={ending}{AND}{known}")
        if self._names.spellings.is_landmark(span.known.base):
            cues.append(LANDMARK)
        if profile.places and self.left(span.start).startswith("kind word"):
            cues.append(KIND_BESIDE)
        if profile.is_word:
            cues.append("an ordinary word, too")
        if profile.is_demonym:
            cues.append(f"a demonym{AND}{known}")
        if profile.is_abbreviation:
            cues.append(f"an abbreviation{AND}{known}")
        if profile.places > 1:
            cues.append("namesakes=" + ("few" if profile.places <= _FEW else "many"))
        if self._small[self.lower[span.start]]:
            cues.append(f"also in small letters in the article{AND}{known}")
        return cues

    def _key(self, span: Span) -> str:
        text = self.tokens.span(span.start, span.end)
        return fold(span.known.base if span.known is not None else text)

    def _home(self, span: Span, homes: frozenset[str]) -> str:
        """Whether a country of places of this name is named in the article."""
        if span.known is None or span.known.profile.country or not span.known.profile.places:
            return "does not matter"
        return "named" if homes & self._units else "not named" if self._units else "none named"

    def _network(self, start: int, end: int) -> str:
        first, last = self._entity[start], self._entity[end - 1]
        entity = first or last
        if entity is None:
            return "around something" if any(self._entity[start:end]) else "nothing"
        if first is not last:
            return f"across {entity.label}"
        if (entity.start, entity.end) == (start, end):
            return f"exactly {entity.label}"
        where = "beginning" if entity.start == start else "end" if entity.end == end else "middle"
        return f"{where} of {entity.label}"

    def _gap(self, at: int) -> str:
        return self.tokens.text[self.tokens.ends[at - 1] : self.tokens.starts[at]]

    def left(self, start: int) -> str:
        """What stands before: a function word itself, of other words only what they are."""
        if start == 0 or "\n" in self._gap(start):
            return "line start"
        word = self.lower[start - 1]
        if word in self._words.function_words:
            return word
        return self._class_of(start - 1)

    def right(self, end: int) -> str:
        """What stands after, in the same way."""
        if end == len(self.tokens) or "\n" in self._gap(end):
            return "line end"
        word = self.lower[end]
        if word in self._words.function_words:
            return "function word"
        return self._class_of(end)

    def _class_of(self, at: int) -> str:
        word = self.tokens.words[at]
        if not word[:1].isalnum():
            return _sign(word)
        if word[:1].isdigit():
            return "digit"
        kind = self._words.kind(word)
        if kind is not None:
            return f"kind word {kind}"
        return self._role(word) or ("capital" if word[:1].isupper() else self._small_word(word))

    def _small_word(self, word: str) -> str:
        known = self._names.known(word) if len(word) > _FEW else None
        if known is not None and known.profile.is_demonym:
            return "demonym"
        return f"word in -{word[-_LAST_LETTERS:].lower()}"

    def _role(self, word: str) -> str | None:
        if self._words.is_title(word):
            return "title"
        return "organisation word" if self._words.is_organisation(word) else None

    def _form(self, start: int, end: int) -> str:
        words = self.tokens.words[start:end]
        if words[-1][:1].islower():
            if end - start == 1:
                return "small letters"
            return "ends in a kind word" if words[0][:1].isupper() else "begins with a kind word"
        if all(word.isupper() for word in words):
            line = self._line_is_capitals(start, end)
            return "capitals in a line of capitals" if line else "capitals"
        role = self._role(words[0]) or self._role(words[-1])
        if role is not None:
            return f"with a {role}"
        if self._words.kind(words[0]):
            return "begins with a kind word"
        return "with a hyphen" if "-" in words[-1] else "word"

    def _line_is_capitals(self, start: int, end: int) -> bool:
        beside = [*self.tokens.words[max(0, start - 2) : start], *self.tokens.words[end : end + 2]]
        return any(len(word) > 1 and word.isalpha() and word.isupper() for word in beside)

    def _run(self, start: int, end: int) -> str:
        """Whether capitalised words touch it: parts of a longer name, often a person's."""
        before = start > 0 and self._gap(start) == " " and self._is_name(start - 1)
        after = end < len(self.tokens) and self._gap(end) == " " and self._is_name(end)
        if before and self._begins(start - 1):
            # Which has a capital in any case: "Mieszkańcy Wrocławia".
            return "a sentence's first word before" + (", another after" if after else "")
        if before and after:
            return "both"
        where = "before" if before else "after" if after else "none"
        return where + (" at a sentence's start" if self._begins(start) else "")

    def _begins(self, at: int) -> bool:
        """Whether a word is the first of its sentence."""
        return self.left(at) in {"stop", "line start", "quote", "colon"}

    def _is_name(self, at: int) -> bool:
        """Whether a word may have its capital for being part of a name."""
        word = self.tokens.words[at]
        if self._words.capital_kinds and self._words.kind(word):
            return False
        return word[:1].isupper() and self.lower[at] not in self._words.function_words

    def _seen(self, span: Span) -> str:
        """How often the name comes in the article, and whether in other forms or after "in"."""
        if span.known is None or not span.known.profile.places:
            return "unknown"
        key = self._key(span)
        placed = self._placed[key] - (self.left(span.start) in self._words.prepositions)
        forms = len(self._forms.get(key, ()))
        often = "often" if self._times[key] > _FEW else "again" if self._times[key] > 1 else "once"
        return (
            often
            + (", after a preposition" if placed > 0 else "")
            + (", in other forms" if forms > 1 else "")
        )


def _sign(word: str) -> str:
    if word in _SIGNS:
        return _SIGNS[word]
    return "quote" if word in _QUOTES else "dash" if word in _DASHES else "sign"


def _spelt(span: Span) -> str:
    if span.known is None:
        return "unknown"
    if span.known.adjective:
        return "as an adjective"
    return "inflected" if span.known.inflected else "as in the gazetteer"
