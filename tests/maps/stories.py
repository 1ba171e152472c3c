"""Articles made by hand, with their mentions: what the tests of the page draw."""

from __future__ import annotations

from datetime import date

from geomap.model import (
    Article,
    Candidate,
    Evidence,
    Mention,
    PartSpan,
    Place,
    Sentence,
    Spelling,
)


def place(name: str, kind: str, lat: float, lon: float, **more: object) -> Place:
    return Place(id=f"test:{name}", name=name, kind=kind, lat=lat, lon=lon, **more)  # type: ignore[arg-type]


UKRAINE = place("Ukraine", "A.PCLI", 49.0, 32.0, country="UA", precision="region")
OBLAST = place(
    "Kherson Oblast",
    "A.ADM1",
    46.6,
    33.6,
    country="UA",
    admin1="Kherson Oblast",
    precision="region",
    admin1_id="test:Kherson Oblast",
)
IN_OBLAST = {"country": "UA", "admin1": "Kherson Oblast", "admin1_id": OBLAST.id}
KHERSON = place("Kherson", "P.PPLA", 46.63, 32.61, **IN_OBLAST)
NOVA = place("Nova Kakhovka", "P.PPL", 46.75, 33.35, **IN_OBLAST)
KYIV = place("Kyiv", "P.PPLC", 50.45, 30.52, country="UA")
MOSCOW = place("Moscow", "P.PPLC", 55.75, 37.62, country="RU")
GEORGIA = place("Kherson, Kentucky", "P.PPL", 37.8, -84.9, country="US")
DNIPRO = place("Dnipro River", "H.STM", 48.0, 34.0, precision="approximate")


def story(  # noqa: PLR0913 - a test's shorthand
    key: str,
    text: str,
    names: list[tuple[str, Place | None, dict[str, object]]],
    *,
    title: str | None = None,
    url: str | None = None,
    source: str | None = None,
    published: date | None = None,
    parts: tuple[PartSpan, ...] = (),
    language: str | None = "en",
) -> Article:
    """An article with its mentions, found in ``text`` one after the other."""
    mentions = []
    at = 0
    for name, meant, more in names:
        at = text.index(name, at)
        part = next((p.part for p in parts if p.start <= at < p.end), "body")
        values: dict[str, object] = {"part": part, "usage": "literal", "place": meant, **more}
        if meant is not None:
            values.setdefault("score", 0.9)
            spelling = Spelling(name, "main")
            own = Candidate(meant, float(str(values["score"])), spelling)
            values["candidates"] = (own, *more.get("candidates", ()))  # type: ignore[misc]
        else:
            values.setdefault("reason", "no place has this name")
        mentions.append(Mention(at, at + len(name), name, **values))  # type: ignore[arg-type]
        at += len(name)
    ends = [i + 1 for i, sign in enumerate(text) if sign in ".\n"] or [len(text)]
    starts = [0, *ends[:-1]]
    sentences = tuple(
        Sentence(start, end)
        for start, end in zip(starts, [*ends[:-1], len(text)], strict=True)
        if start < end
    )
    return Article(
        id=key,
        text=text,
        title=title,
        url=url,
        source=source,
        published=published,
        language=language,
        parts=parts,
        sentences=sentences,
        mentions=tuple(mentions),
    )


def sample() -> list[Article]:
    """Three stories: every usage, a leftover, an unplaced name, a low score, rejected places."""
    first = (
        "Shells fell on Kherson before dawn. People left Nova Kakhovka by bus. "
        "Moscow said nothing. Troops crossed the Dnipro River 🚣 near Kherson again."
    )
    second = (
        "Officials in Kyiv met on Monday. Ukrainian engineers repaired the line to Cherson. "
        "The region of Kherson has no power. The Bank of Kyiv stayed open. "
        "A man from Qqville spoke.\nRead also: Kyiv weather"
    )
    third = "All over Ukraine trains run late. Kyiv is no exception."
    rejected = Candidate(
        GEORGIA, 0.06, Spelling("Kherson", "main"), (Evidence("far", -1.5, "far from the others"),)
    )
    why = (Evidence("country", 2.25, "six other names in the article are in Ukraine"),)
    leftover = second.index("Read also")
    return [
        story(
            "a1",
            first,
            [
                ("Kherson", KHERSON, {"candidates": (rejected,), "evidence": why}),
                ("Nova Kakhovka", NOVA, {"score": 0.31}),
                ("Moscow", MOSCOW, {"usage": "metonymic"}),
                ("Dnipro River", DNIPRO, {}),
                ("Kherson", KHERSON, {"usage": None}),
            ],
            title="A night in the south",
            url="https://example.org/night?x=1",
            source="The Example",
            published=date(2022, 10, 1),
        ),
        story(
            "a2",
            second,
            [
                ("Kyiv", KYIV, {}),
                ("Ukrainian", UKRAINE, {"usage": "demonym"}),
                ("Cherson", KHERSON, {}),
                ("region of Kherson", OBLAST, {}),
                ("Kyiv", KYIV, {"usage": "embedded"}),
                ("Qqville", None, {}),
                ("Kyiv", KYIV, {}),
            ],
            title="Power and trains",
            url="http://example.com/power",
            source="Another Paper",
            published=date(2022, 11, 15),
            parts=(PartSpan(leftover, len(second), "leftover"),),
        ),
        story("a3", third, [("Ukraine", UKRAINE, {}), ("Kyiv", KYIV, {})]),
    ]
