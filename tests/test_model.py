from __future__ import annotations

import copy
from dataclasses import FrozenInstanceError, astuple, fields

import pytest

from geomap.gazetteer.matches import Match, make_match
from geomap.model import (
    Box,
    Candidate,
    Evidence,
    Mention,
    Place,
    Spelling,
    make_candidate,
    make_evidence,
    make_mention,
    make_place,
    make_spelling,
)

PLACE = Place("geonames:1", "A", "P.PPL", "UA", "B", None, 46.6, 32.6, 5, Box(1, 2, 3, 4))
SPELLING = Spelling("A", "main")
EVIDENCE = Evidence("capital", 1.5, "A is a capital")
RECORDS = (
    (make_place, PLACE),
    (make_spelling, SPELLING),
    (make_evidence, EVIDENCE),
    (make_candidate, Candidate(PLACE, 0.5, SPELLING, (EVIDENCE,))),
    (make_mention, Mention(0, 1, "A", place=PLACE, score=0.5, evidence=(EVIDENCE,))),
    (
        make_match,
        Match(PLACE, SPELLING, 0, is_display=True, is_main=True, alternates=2, note="a note"),
    ),
)


@pytest.mark.parametrize(("make", "record"), RECORDS)
def test_a_record_made_fast_is_a_record(make, record):
    values = [getattr(record, field.name) for field in fields(record)]
    made = make(*values)
    assert type(made) is type(record)
    assert made == record
    assert hash(made) == hash(record)
    assert repr(made) == repr(record)
    assert astuple(made) == astuple(record)
    assert copy.copy(made) == copy.deepcopy(made) == record  # as pickled between processes
    with pytest.raises(FrozenInstanceError):
        setattr(made, fields(record)[0].name, None)


@pytest.mark.parametrize(("make", "record"), RECORDS)
def test_a_record_is_made_of_all_its_values(make, record):
    with pytest.raises(TypeError):
        make(getattr(record, fields(record)[0].name))
