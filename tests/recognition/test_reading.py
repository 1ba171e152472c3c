from __future__ import annotations

import pytest

from geomap.model import Article
from geomap.recognition import reading
from geomap.recognition.languages import networks
from geomap.recognition.reading import unread

NORWEGIAN = "Det regnet i Oslo hele dagen, og politiet stengte flere veier i sentrum av byen."


@pytest.mark.parametrize(
    ("text", "language", "said"),
    [
        ("Rain fell on Kyiv.", None, None),
        ("Rain fell on Kyiv.", "en-GB", None),
        ("Es regnete in Kiew.", "de", None),
        ("Вчера в Харькове весь день шёл дождь.", None, None),
        ("Дождь.", None, "not in Latin letters"),
        ("Officials in Харків spoke English.", None, None),
        (NORWEGIAN, None, "in no, which is not read"),
        (NORWEGIAN, "nb_NO", "in nb, which is not read"),
        ("123 — 456", None, None),
    ],
)
def test_what_is_not_read_is_said(text: str, language: str | None, said: str | None) -> None:
    why = unread(Article(id="a", text=text, language=language))
    assert why is None if said is None else str(why).startswith(said)


@pytest.mark.parametrize("language", ["ru", "pl", "fr"])
def test_a_missing_extra_is_said_with_the_command_that_installs_it(
    language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    article = Article(id="a", text="", language=language)
    assert unread(article) is None
    monkeypatch.setitem(networks.PACKAGES, language, ("no_such_package",))
    assert f"pip install 'geomap[{language}]'" in str(reading.unread(article))
