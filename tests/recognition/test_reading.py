from __future__ import annotations

import pytest

from geomap.model import Article
from geomap.recognition.reading import unread


@pytest.mark.parametrize(
    ("text", "language", "said"),
    [
        ("Rain fell on Kyiv.", None, None),
        ("Rain fell on Kyiv.", "en-GB", None),
        ("Es regnete in Kiew.", "de", "in de"),
        ("Вчера в Харькове прошёл дождь.", None, "not in Latin letters"),
        ("Officials in Харків spoke English.", None, None),
        ("123 — 456", None, None),
    ],
)
def test_what_is_not_read_is_said(text: str, language: str | None, said: str | None) -> None:
    assert unread(Article(id="a", text=text, language=language)) == said
