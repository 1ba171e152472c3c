"""What names say of each other, and what a whole name says by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geomap.model import Article

if TYPE_CHECKING:
    from geomap.recognition import Recognizer


def names(recognizer: Recognizer, text: str) -> list[str]:
    return [m.text for m in recognizer.recognize(Article(id="a", text=text)).mentions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Sergiyev Posad lies north of Moscow. A plant in Sergiyev Posad burned.",
            ["Sergiyev Posad", "Moscow", "Sergiyev Posad"],
        ),
        (
            "Officials in Rostov-on-Don closed the airport. Trains from Rostov-on-Don were late.",
            ["Rostov-on-Don", "Rostov-on-Don"],
        ),
        ("Crowds packed the seafront in Brighton and Worthing.", ["Brighton", "Worthing"]),
        (
            "Kherson and Ochakiv reported explosions near Mykolaiv.",
            ["Kherson", "Ochakiv", "Mykolaiv"],
        ),
        ("Kherson and Ochakiv reported shelling overnight.", ["Kherson", "Ochakiv"]),
        ("Kiew, Cherson and Charkow were hit.", ["Kiew", "Cherson", "Charkow"]),
        ("The governor of Vladimir met Vladimir Ivanov on Friday.", ["Vladimir"]),
        ("In Niger, floods reached Maradi and Zinder.", ["Niger", "Maradi", "Zinder"]),
        ("Is Sudan at war? In Nepal nobody knows.", ["Sudan", "Nepal"]),
        ("Sen. Tyler Harper (R-Ocilla) voted in Atlanta.", ["Ocilla", "Atlanta"]),
        ("Sen. John Bulloch, D-Tifton, opposed it.", ["Tifton"]),
    ],
)
def test_towns_are_found_by_their_company(
    recognizer: Recognizer, text: str, expected: list[str]
) -> None:
    assert names(recognizer, text) == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ruth Madison and Carl Jackson met. Madison and Jackson will appeal.", "Madison"),
        ("Troops landed in Normandy on D-Day, and the D-Day museum is in New Orleans.", "Day"),
    ],
)
def test_people_and_things_of_the_same_name_are_left_out(
    recognizer: Recognizer, text: str, name: str
) -> None:
    assert name not in names(recognizer, text)
