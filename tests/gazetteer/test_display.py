from __future__ import annotations

import pytest

from geomap.gazetteer.display import display_name


@pytest.mark.parametrize(
    ("main", "country", "english", "ukrainian", "alternates", "shown"),
    [
        ("Odessa", "UA", "Odessa", "Одеса", ["Одесса"], "Odesa"),
        ("Mykolayiv", "UA", None, None, ["Миколаїв", "Николаев"], "Mykolaiv"),
        ("Syeverodonets'k", "UA", None, None, ["Сєвєродонецьк"], "Sievierodonetsk"),
        ("Bakhmut", "UA", None, None, ["Артемівськ", "Бахмут"], "Bakhmut"),
        ("Chornomors’k", "UA", None, None, ["Черноморск", "Ильичёвск"], "Chornomorsk"),
        ("Moskva", "RU", "Moscow", "Москва", [], "Moscow"),
        ("Yel'sk", "BY", None, None, ["Ельск"], "Yelsk"),
        ("L'Aquila", "IT", None, None, [], "L'Aquila"),
    ],
)
def test_the_name_shown(
    main: str,
    country: str,
    english: str | None,
    ukrainian: str | None,
    alternates: list[str],
    shown: str,
) -> None:
    assert (
        display_name(main, country, english=english, ukrainian=ukrainian, alternates=alternates)
        == shown
    )
