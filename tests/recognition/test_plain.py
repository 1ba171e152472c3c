"""What the text itself makes plain of a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geomap.model import Article

if TYPE_CHECKING:
    from geomap.recognition import Recognizer


def names(recognizer: Recognizer, text: str) -> list[str]:
    return [m.text for m in recognizer.recognize(Article(id="a", text=text)).mentions]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Residents of Windsor complained of road closures on Wednesday.", "Windsor"),
        ("Brandenburg's interior minister defended the controls.", "Brandenburg"),
        ("The department of Colon has seen land clashes, too.", "Colon"),
        ("Three children drowned in a canal at Companiganj upazila on Friday.", "Companiganj"),
        ("SANA'A, Jan. 9 (Agency) - Fuel prices doubled, traders said.", "SANA'A"),
        ("Gangs have cut Port-au-Prince off from the south.", "Port-au-Prince"),
        ("Iowa's Polk, Dallas and Story counties had the highest turnout.", "Story"),
        ("The Iowa counties of Polk, Dallas and Story had it.", "Story"),
        ("Commuter buses from Albany, Dallas and Woodburn will stop at 7 p.m.", "Woodburn"),
        ("Vladimir Sokolov heard his appeal rejected in Vladimir on Wednesday.", "Vladimir"),
        ("Her colleague Chad Brewer, formerly posted to Jordan, said so.", "Jordan"),
        ("The bill's sponsor, a Democrat from Eugene, called it a start.", "Eugene"),
        ("A goods train burned on the opposite bank of the Don.", "Don"),
        ("The Tay burst its banks at Perth on Sunday.", "Tay"),
        ("Troops left Kharkiv, Kupiansk and Izium and took hills above Liptsy.", "Liptsy"),
    ],
)
def test_names_that_the_language_model_does_not_see(
    recognizer: Recognizer, text: str, name: str
) -> None:
    assert name in names(recognizer, text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Department of Education forgave the days.", "Education"),
        ("The North's government said nothing.", "North"),
        ("The story counties tell is another one.", "story"),
        ("Resident Windsor Smith complained.", "Windsor"),
    ],
)
def test_what_is_no_place(recognizer: Recognizer, text: str, name: str) -> None:
    assert name not in names(recognizer, text)
