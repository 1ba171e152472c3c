from __future__ import annotations

from dataclasses import replace

import pytest
from example_store import BELGOROD, KHERSON, LYMAN, LYMAN_WYOMING, PLACES, article
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geomap.corrections import Correction, Corrections, read_corrections, write_corrections
from geomap.errors import UsageError
from geomap.store import MentionStore, Run

PLACE_OF = {place.id: place for place in PLACES}.get


@pytest.fixture
def store(tmp_path):
    with MentionStore(tmp_path / "week.gpkg") as made:
        made.add([article(1), article(2), article(3, source="Wyoming Times")])
        yield made


def lymans(store):
    return {
        found.id: (m.place.id if m.place else None)
        for found in store.articles()
        for m in found.mentions
        if m.text == "Lyman"
    }


def test_one_mention_is_corrected_and_says_so(store):
    mention_id = "story-1#34-39"
    fix = Correction(LYMAN_WYOMING.id, mention_id=mention_id, note="its mayor is quoted")
    assert store.correct([fix], PLACE_OF) == 1
    assert lymans(store) == {
        "story-1": LYMAN_WYOMING.id,
        "story-2": LYMAN.id,
        "story-3": LYMAN.id,
    }
    frame = store.query().frame.set_index("mention_id")
    row = frame.loc[mention_id]
    assert (row["country"], row["score"], row.geometry.x) == ("US", 1.0, LYMAN_WYOMING.lon)
    assert row["evidence"][0].feature == "correction"
    assert "its mayor is quoted" in row["evidence"][0].sentence
    candidates = store.query().candidates
    found = candidates[candidates["mention_id"] == mention_id]
    assert list(found["place_id"]) == [LYMAN_WYOMING.id, LYMAN.id]
    assert list(found["score"]) == [1.0, 0.75]


def test_a_name_in_a_source_is_corrected_now_and_later(store):
    fix = Correction(LYMAN_WYOMING.id, name="LYMAN", source="Wyoming Times")
    assert store.correct([fix], PLACE_OF) == 1
    store.add([article(4, source="Wyoming Times"), article(5)])
    assert lymans(store) == {
        "story-1": LYMAN.id,
        "story-2": LYMAN.id,
        "story-3": LYMAN_WYOMING.id,
        "story-4": LYMAN_WYOMING.id,
        "story-5": LYMAN.id,
    }


def test_a_name_that_is_never_a_place(store):
    assert store.correct([Correction(None, name="Belgorod")], PLACE_OF) == 3
    result = store.query()
    assert BELGOROD.id not in set(result.frame["place_id"])
    said = result.unplaced.set_index("text").loc["Belgorod"]["reason"]
    assert all("Belgorod” is no place" in reason for reason in said)


def test_the_nearer_correction_wins_and_the_later_of_two(store):
    store.correct([Correction(None, name="Lyman")], PLACE_OF)
    store.correct([Correction(BELGOROD.id, name="Lyman", source="Wyoming Times")], PLACE_OF)
    store.correct([Correction(KHERSON.id, mention_id="story-1#34-39")], PLACE_OF)
    assert lymans(store) == {"story-1": KHERSON.id, "story-2": None, "story-3": BELGOROD.id}
    store.correct([Correction(LYMAN.id, name="Lyman")], PLACE_OF)
    assert lymans(store)["story-2"] == LYMAN.id


def test_all_can_be_undone(store):
    before = list(store.articles())
    fixes = [
        Correction(None, name="Lyman"),
        Correction(KHERSON.id, mention_id="story-1#34-39"),
        Correction(LYMAN_WYOMING.id, name="Belgorod", source="Wyoming Times"),
    ]
    store.correct(fixes, PLACE_OF)
    assert store.uncorrect(fixes[1:2]) == 1
    assert lymans(store)["story-1"] is None
    assert store.uncorrect(fixes) == 4
    assert list(store.articles()) == before
    assert len(store.corrections) == 0


def test_corrections_outlive_an_update_and_a_merge(store, tmp_path):
    store.correct([Correction(LYMAN_WYOMING.id, name="Lyman")], PLACE_OF)

    def resolve(articles):
        for found in articles:
            # The resolver is given what the ranker said, never the correction.
            assert LYMAN in [m.place for m in found.mentions]
            yield replace(found, mentions=tuple(replace(m, score=0.5) for m in found.mentions))

    store.update(resolve, run=Run(gazetteer="new"))
    assert set(lymans(store).values()) == {LYMAN_WYOMING.id}
    with MentionStore(tmp_path / "all.gpkg") as other:
        other.merge(store)
        assert set(lymans(other).values()) == {LYMAN_WYOMING.id}
        assert list(other.articles()) == list(store.articles())
        other.uncorrect(other.corrections)
        assert set(lymans(other).values()) == {LYMAN.id}


def test_what_can_not_be_corrected_changes_nothing(store):
    before = list(store.articles())
    good = Correction(KHERSON.id, name="Lyman")
    with pytest.raises(UsageError, match="geonames:404"):
        store.correct([good, Correction("geonames:404", name="Belgorod")], PLACE_OF)
    with pytest.raises(UsageError, match="no mention story-1#0-1"):
        store.correct([good, Correction(None, mention_id="story-1#0-1")], PLACE_OF)
    assert list(store.articles()) == before
    assert len(store.corrections) == 0


def test_a_correction_says_enough_and_not_too_much():
    for wrong in ({}, {"name": "x", "mention_id": "y"}, {"mention_id": "y", "source": "z"}):
        with pytest.raises(UsageError):
            Correction(None, **wrong)


WORDS = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=8)
MAYBE = st.none() | WORDS


@st.composite
def corrections(draw):
    place = draw(st.none() | WORDS.filter(lambda word: word != "none"))
    if draw(st.booleans()):
        return Correction(place, name=draw(WORDS), source=draw(MAYBE), note=draw(MAYBE))
    return Correction(place, mention_id=draw(WORDS), note=draw(MAYBE))


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(corrections(), max_size=5))
def test_a_file_of_corrections_reads_back_as_written(tmp_path, fixes):
    path = tmp_path / "corrections.csv"
    write_corrections(path, fixes)
    again = read_corrections(path)
    assert again == fixes
    assert Corrections(again).version == Corrections(fixes).version
    assert (Corrections(fixes).version == "-") == (not fixes)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name,note\nLyman,x\n", "no column place"),
        ("name,place\nLyman,\n", "line 2: no place"),
        ("name,place,mention\nLyman,none,a#1-2\n", "line 2: a correction names either"),
    ],
)
def test_a_broken_file_of_corrections_names_the_line(tmp_path, text, said):
    path = tmp_path / "corrections.csv"
    path.write_text(text)
    with pytest.raises(UsageError, match=said):
        read_corrections(path)


def test_a_missing_file_of_corrections_is_said(tmp_path):
    with pytest.raises(UsageError, match="no file"):
        read_corrections(tmp_path / "none.csv")
