from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geomap.articles.encoding import decode
from geomap.errors import ArticleError

RUSSIAN = "Вооружённые силы России обстреляли Харьков и Херсон, сообщил глава области."
UKRAINIAN = "Збройні сили України звільнили Лиман, повідомив президент. Їхні війська йдуть далі."
POLISH = "Żołnierze białoruscy ćwiczą przy granicy z Polską; premier mówił o Łodzi."
GERMAN = "Die Menschen in München und Köln hörten von Kiew; später fuhren sie nach Österreich."
FRENCH = "À Genève, le président français a évoqué Kherson, où l'armée s'est retirée."
TURKISH = "Türkiye Cumhurbaşkanı İstanbul'da görüştü; tahıl koridoru için anlaşma sağlandı."
CHINESE = "俄罗斯军队从赫尔松撤退，乌克兰军队进入该城市。居民在街上庆祝，挥舞旗帜。"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8_r"),
        (RUSSIAN, "cp866"),
        (UKRAINIAN, "cp1251"),
        (UKRAINIAN, "koi8_u"),
        (POLISH, "cp1250"),
        (POLISH, "iso8859_2"),
        (GERMAN, "cp1252"),
        (FRENCH, "cp1252"),
        (TURKISH, "cp1254"),
        (CHINESE, "gb18030"),
        (RUSSIAN, "utf-8"),
        (RUSSIAN, "utf-8-sig"),
        (RUSSIAN, "utf-16"),
        (RUSSIAN, "utf-32"),
    ],
)
def test_encodings_of_the_news(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc"]), min_size=1))
def test_utf_8_comes_back_as_it_was(text: str) -> None:
    if not text.startswith("\ufeff") and not text.startswith(
        ("%PDF-", "PK", "BZh", "GIF8", "{\\rtf")
    ):
        assert decode(text.encode()) == text


@given(st.binary())
def test_bytes_are_text_or_an_article_error(data: bytes) -> None:
    with contextlib.suppress(ArticleError):
        assert isinstance(decode(data), str)


def test_broken_utf_8_is_not_guessed_at() -> None:
    data = RUSSIAN.encode()
    with pytest.raises(ArticleError, match="broken UTF-8 at byte 40"):
        decode(data[:40] + b"\xff" + data[40:])


def test_a_declared_encoding_wins_over_guessing() -> None:
    text = "Ja"  # too short for statistics
    data = (text + "\u017e").encode("cp1250")
    assert decode(data, declared="cp1250") == text + "\u017e"
    assert decode((text + "\u017e").encode(), declared="cp1250") == text + "\u017e"


@pytest.mark.parametrize("declared", ["no-such-page", "rot13", "base64", "\x00"])
def test_a_declared_encoding_that_is_none_is_ignored(declared: str) -> None:
    assert decode(GERMAN.encode("cp1252"), declared=declared) == GERMAN


def test_a_stray_nul_does_not_make_a_text_binary() -> None:
    text = "Kyiv\x00 " + "was quiet in the night. " * 10
    assert decode(text.encode()) == text
