"""What the gazetteer knows of a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from geomap.recognition.candidates import Span
from geomap.recognition.known import known_as, person_of

if TYPE_CHECKING:
    from geomap.gazetteer import Gazetteer


@pytest.mark.parametrize(
    ("name", "known", "person"),
    [
        ("Kherson", "region", "person=none"),
        ("Mitchell", "town", "person=both names"),
        ("Georgia", "country", "person=given name"),
        ("Richmond", "city", "person=surname"),
        ("Vladimir", "region", "person=given name"),
        ("Mobile", "city", "person=word"),
        ("Sergiyev Posad", "city", None),
        ("Ukrainian", "demonym", None),
    ],
)
def test_a_name_is_known_by_its_kind_and_by_who_bears_it(
    gazetteer: Gazetteer, name: str, known: str, person: str | None
) -> None:
    profile = gazetteer.key_profile(name.lower())
    assert known_as(profile) == known
    assert person_of(Span(0, len(name.split()), name, profile)) == person


def test_nothing_is_known_of_no_name() -> None:
    assert known_as(None) == "nothing"
    assert person_of(Span(0, 1, "Xyzzy", None)) is None
