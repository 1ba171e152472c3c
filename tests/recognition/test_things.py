"""What bears the name of a place and is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geomap.model import Article

if TYPE_CHECKING:
    from geomap.recognition import Recognizer


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Growers in Lincolnshire sell Brussels sprouts.", ["Lincolnshire"]),
        ("Panama hats are made in Ecuador.", ["Ecuador"]),
        ("Panama and Ecuador signed the treaty.", ["Panama", "Ecuador"]),
        ("The USS Missouri left Bremerton on Monday.", ["Bremerton"]),
        ("The submarine Kursk sank off Murmansk.", ["Murmansk"]),
        ("Police in Harrogate found forty bottles of Bordeaux.", ["Harrogate"]),
        ("The mayor of Bordeaux resigned.", ["Bordeaux"]),
        ("The Azov brigade fought near Toretsk.", ["Toretsk"]),
        ("Georgia, 26, has run the stall in Leeds for years.", ["Leeds"]),
        ("Jordan, 12, and Lebanon, 9, were counted.", ["Jordan", "Lebanon"]),
        ("Cases rose in Georgia, 48, officials said.", ["Georgia"]),
        ("The warship Russia sent to Syria turned back.", ["Russia", "Syria"]),
        ("In the case of Bordeaux, the mayor said no.", ["Bordeaux"]),
        ("Georgia, Armenia and Turkey closed their borders.", ["Georgia", "Armenia", "Turkey"]),
    ],
)
def test_what_is_only_called_like_a_place_is_no_mention(
    recognizer: Recognizer, text: str, expected: list[str]
) -> None:
    found = recognizer.recognize(Article(id="a", text=text)).mentions
    assert [mention.text for mention in found] == expected
