"""Names that are easily taken for another place, each with the right reason."""

from __future__ import annotations

import pytest
from hard_cases import CASES
from marked import article
from namesakes import NAMESAKES
from news_abroad import ABROAD
from news_america import AMERICA
from news_contrasts import CONTRASTS
from news_counties import COUNTIES
from news_units import UNITS

EVERY = (*CASES, *NAMESAKES, *AMERICA, *ABROAD, *CONTRASTS, *COUNTIES, *UNITS)


@pytest.mark.parametrize("case", EVERY, ids=[case.id for case in EVERY])
def test_hard_case(case, resolver):
    resolved = resolver.resolve(article(case.text))
    for expected in case.expected:
        named = [m for m in resolved.mentions if m.text == expected.form]
        mention = named[expected.occurrence]
        place = mention.place
        if expected.group is None and expected.country is None:
            assert place is None
            assert mention.reason
            continue
        assert place is not None, mention.reason
        assert expected.name in {None, place.name}
        assert expected.group in {None, place.group}
        # A river of several countries is in none.
        assert expected.group == "water" or place.country == expected.country
        assert expected.admin1 in {None, place.admin1}
        if expected.feature:
            assert expected.feature in {e.feature for e in mention.evidence}


def test_there_are_at_least_fifty_and_as_many_again_abroad():
    assert len({case.id for case in CASES}) >= 50
    assert len({case.id for case in NAMESAKES}) >= 60
    assert len({case.id for case in (*AMERICA, *ABROAD)}) >= 80
