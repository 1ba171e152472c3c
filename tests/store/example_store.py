"""A small corpus made by hand: real places, invented sentences."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from geomap.model import (
    Article,
    Box,
    Candidate,
    Evidence,
    Mention,
    PartSpan,
    Place,
    Sentence,
    Spelling,
)

UKRAINE = Place(
    id="geonames:690791",
    name="Ukraine",
    kind="A.PCLI",
    country="UA",
    lat=49.0,
    lon=32.0,
    population=44622516,
    extent=Box(22.1, 44.4, 40.2, 52.4),
    precision="region",
)
KHERSON_OBLAST = Place(
    id="geonames:706442",
    name="Kherson Oblast",
    kind="A.ADM1",
    country="UA",
    admin1="Kherson Oblast",
    lat=46.6,
    lon=33.5,
    population=1083000,
    extent=Box(31.5, 45.8, 35.3, 47.6),
    precision="region",
    admin1_id="geonames:706442",
)
KHERSON = Place(
    id="geonames:706448",
    name="Kherson",
    kind="P.PPLA",
    country="UA",
    admin1="Kherson Oblast",
    lat=46.65581,
    lon=32.6178,
    population=320477,
    admin1_id="geonames:706442",
)
LYMAN = Place(
    id="geonames:702320",
    name="Lyman",
    kind="P.PPL",
    country="UA",
    admin1="Donetsk Oblast",
    lat=48.98514,
    lon=37.81113,
    population=22315,
    admin1_id="geonames:709716",
)
LYMAN_WYOMING = Place(
    id="geonames:5830401",
    name="Lyman",
    kind="P.PPL",
    country="US",
    admin1="Wyoming",
    lat=41.3274,
    lon=-110.29293,
    population=2104,
    admin1_id="geonames:5843591",
)
BELGOROD = Place(
    id="geonames:578072",
    name="Belgorod",
    kind="P.PPLA",
    country="RU",
    admin1="Belgorod Oblast",
    lat=50.61074,
    lon=36.58015,
    population=345289,
    admin1_id="geonames:578071",
)
PLACES = (UKRAINE, KHERSON_OBLAST, KHERSON, LYMAN, LYMAN_WYOMING, BELGOROD)

TEXT = (
    "Kherson was shelled. Ukraine said Lyman held.\n\n"
    "The bridge at Belgorod is “gone”, someone said."
)


def mention(text: str, name: str, place: Place | None, **more: object) -> Mention:
    """A mention of the first ``name`` in ``text``; with a place also a candidate and evidence."""
    start = text.index(name)
    candidates = ()
    if place is not None:
        candidates = (
            Candidate(
                place,
                0.75,
                Spelling(name, "alternate", "de", None),
                (
                    Evidence("population", 1.25, f"{place.name} is the largest of that name"),
                    Evidence("country", -0.5, "no other place of its country is named"),
                ),
            ),
            Candidate(LYMAN_WYOMING, 0.125),
        )
    base = Mention(
        start=start,
        end=start + len(name),
        text=name,
        usage="literal",
        usage_score=0.875,
        recognition_score=0.9,
        place=place,
        score=0.75 if place is not None else None,
        reason=None if place is not None else "no place of this name is known",
        candidates=candidates,
        evidence=(Evidence("population", 1.25, "why"),) if place is not None else (),
    )
    return replace(base, **more)


def article(number: int = 1, **more: object) -> Article:
    """An article with four placed mentions and one that was not placed."""
    text = str(more.pop("text", TEXT))
    base = Article(
        id=f"story-{number}",
        text=text,
        title=f"Story {number}",
        url=f"https://example.org/{number}",
        source="Example Post",
        published=date(2024, 10, 1) + timedelta(days=number),
        language="en",
        parts=(PartSpan(0, 20, "dateline"),),
        sentences=sentences(text),
        mentions=mentions(text),
    )
    return replace(base, **more)


def mentions(text: str) -> tuple[Mention, ...]:
    """The names of `TEXT` that are in a text too."""
    known = (
        ("Kherson", KHERSON, {"part": "dateline"}),
        ("Ukraine", UKRAINE, {"usage": "metonymic"}),
        ("Lyman", LYMAN, {"usage": None, "usage_score": None}),
        ("Belgorod", BELGOROD, {"kind_word": "city"}),
        ("someone", None, {}),
    )
    return tuple(mention(text, name, place, **more) for name, place, more in known if name in text)


def sentences(text: str) -> tuple[Sentence, ...]:
    """Sentences that end with a full stop."""
    spans = []
    start = 0
    for at, character in enumerate(text):
        if character == ".":
            spans.append(Sentence(start, at + 1))
            start = at + 1
            while start < len(text) and text[start].isspace():
                start += 1
    return tuple(spans)
