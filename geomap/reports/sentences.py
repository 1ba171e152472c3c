"""Which sentences a report shows, by a rule that it states."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from geomap.maps.payload import columns
from geomap.reports.report import KeySentence
from geomap.reports.text import safe_link, shown, shown_or_none

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from geomap.query import QueryResult

LONGEST = 360
"""Characters of a sentence that are shown; a longer one is cut around the name."""

_BEFORE = LONGEST // 3
_FIELDS = (
    *("article_id", "start", "end", "sentence_start", "sentence_end", "place_id", "name", "part"),
    *("usage", "score"),
)


def rule(places: int) -> str:
    """The rule by which `key_sentences` chooses, in words."""
    return (
        f"One sentence for each of the {places} places named most, in that order: one from the "
        "story rather than from what stands beside it; one that means the place itself rather than "
        "its government or people; then the one that names the most places, the newest, and the "
        f"one read first. No sentence is shown twice; one longer than {LONGEST} characters is cut "
        "around the name, which … marks."
    )


def key_sentences(result: QueryResult, places: Sequence[str]) -> tuple[KeySentence, ...]:
    """A sentence for each of these places, chosen by `rule`; a place may find none left."""
    table = columns(result.frame)
    rows = [
        dict(zip(_FIELDS, values, strict=True))
        for values in zip(*(table[field] for field in _FIELDS), strict=True)
    ]
    of_place: dict[str, list[tuple[tuple[Any, ...], dict[str, Any]]]] = {}
    richness = Counter(key for key, _ in {(_sentence(row), row["place_id"]) for row in rows})
    wanted = set(places)
    for at, row in enumerate(rows):
        if row["place_id"] in wanted:
            order = (*_rank(result, row, richness), at)
            of_place.setdefault(row["place_id"], []).append((order, row))
    taken: set[tuple[Any, ...]] = set()
    found = []
    for place in places:
        for _, row in sorted(of_place.get(place, ()), key=lambda pair: pair[0]):
            if _sentence(row) not in taken:
                taken.add(_sentence(row))
                found.append(_key_sentence(result, row))
                break
    return tuple(found)


def _sentence(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return row["article_id"], row["sentence_start"], row["sentence_end"]


def _rank(
    result: QueryResult, row: Mapping[str, Any], richness: Mapping[Any, int]
) -> tuple[int, ...]:
    published = result.articles[row["article_id"]].published
    return (
        ("body", "title", "dateline", "caption", "leftover").index(row["part"]),
        ("literal", None, "metonymic", "demonym", "embedded").index(row["usage"]),
        -richness[_sentence(row)],
        -(published.toordinal() if published else 0),
    )


def _key_sentence(result: QueryResult, row: Mapping[str, Any]) -> KeySentence:
    article = result.articles[row["article_id"]]
    start, end = int(row["start"]), int(row["end"])
    first, last = _excerpt(article.text, start, end, (row["sentence_start"], row["sentence_end"]))
    before = _joined(article.text[first:start], cut=first > row["sentence_start"], left=True)
    after = _joined(article.text[end:last], cut=last < row["sentence_end"], left=False)
    return KeySentence(
        place=shown(row["name"]),
        before=before,
        name=shown(article.text[start:end]),
        after=after,
        title=shown_or_none(article.title),
        publisher=shown_or_none(article.source),
        published=article.published.isoformat() if article.published else None,
        link=safe_link(article.url),
        article_id=shown(article.id),
        start=start,
        end=end,
    )


def _excerpt(text: str, start: int, end: int, sentence: tuple[int, int]) -> tuple[int, int]:
    """The sentence, or what of it is nearest to the name, cut between words where it can be."""
    first, last = int(sentence[0]), int(sentence[1])
    if last - first <= LONGEST:
        return first, last
    left = max(first, start - _BEFORE)
    right = min(last, max(end, left + LONGEST))
    left = max(first, min(left, right - LONGEST))
    if left > first and (space := text.find(" ", left, start)) >= 0:
        left = space
    if right < last and (space := text.rfind(" ", end, right)) >= 0:
        right = space
    return left, right


def _joined(text: str, *, cut: bool, left: bool) -> str:
    """Half of a sentence as it is shown, with the space that parts it from the name."""
    said = shown(text)
    if left:
        gap = " " if text[-1:].isspace() and said else ""
        return ("… " if cut else "") + said + gap
    gap = " " if text[:1].isspace() and said else ""
    return gap + said + (" …" if cut else "")
