from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.errors import UsageError
from geomap.store.text import matching, text_query

TEXTS = [
    (1, "The bridge at Kherson was blown up."),
    (2, "A ferry replaced the Bridges of Zaporizhzhia"),
    (3, "Élysée: no bridge, no ferry; “up blown”"),
]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("bridge", [1, 3]),
        ("BRIDGE", [1, 3]),
        ("bridge*", [1, 2, 3]),
        ("bridge ferry", [3]),
        ("kherson OR ferry", [1, 2, 3]),
        ("bridge kherson OR elysee", [1, 3]),
        ('"blown up"', [1]),
        ("blown up", [1, 3]),
        ("bridge -ferry", [1]),
        ('ferry -"no ferry"', [2]),
        ("Elysee", [3]),
        ("AND NOT NEAR", []),
        ("title:bridge", []),
        ('"no closing quote', []),
    ],
)
def test_words_phrases_beginnings_and_exceptions(asked, found):
    assert matching(text_query(asked), TEXTS) == found


@pytest.mark.parametrize("asked", ["", "  ", "-bridge", '""', "*", "OR", "(", "📍"])
def test_no_word_is_no_question(asked):
    with pytest.raises(UsageError, match="no word"):
        text_query(asked)


@settings(deadline=None)
@given(st.text())
def test_whatever_is_typed_is_a_question_or_refused(asked):
    try:
        query = text_query(asked)
    except UsageError:
        return
    assert set(matching(query, TEXTS)) <= {1, 2, 3}


@settings(deadline=None)
@given(st.sampled_from(["bridge", "ferry", "kherson", "zaporizhzhia", "blown"]))
def test_a_word_of_a_text_finds_it(word):
    assert matching(text_query(word), [(7, f"before {word} after")]) == [7]
