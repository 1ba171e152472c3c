"""Names that act as companies do."""

from __future__ import annotations

import pytest
from hypothesis import given
from marked import NAME, around, article

from geomap.gazetteer.folding import fold
from geomap.model import Article, Mention
from geomap.resolution.companies import acts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[Amazon] said it would hire.", True),
        ("[Amazon]'s quarterly profit rose.", True),
        ("[Amazon] deforestation fell.", False),
        ("Fishermen on the [Amazon] said so. [Amazon] said nothing.", False),
        ("[Santander] is to close 95 branches.", True),
        ("[Cisco], meanwhile, is hiring.", True),
        ("[Santander] is on the coast.", False),
        ("A museum in [Corning] announced it.", False),
        ("[Hershey]'s police chief resigned.", False),
        ("The [Amazon] claims lives each year.", False),
    ],
)
def test_what_companies_do_is_done_by_no_place(text, expected):
    made = article(text)
    assert acts(made, fold(made.mentions[0].text), range(len(made.mentions))) is expected


def test_other_languages_write_rivers_without_an_article():
    assert not acts(article("[Amazon] said so.", language="pl"), "amazon", [0])


def test_a_company_is_not_the_town_that_it_is_called_after(resolver):
    text = "[Santander] is to close 95 branches, some of them in [Kidderminster]."
    company, town = resolver.resolve(article(text)).mentions
    assert company.place is None
    assert company.reason == "the text says of it what a company does"
    assert town.place is not None


WORDS = ["the ", "in ", "X ", " said", " is", " to", " close", "'s ", "shares", ", meanwhile,"]


@given(around(WORDS))
def test_any_words_beside_a_name_can_be_asked(sides):
    left, right = sides
    mention = Mention(len(left), len(left) + len(NAME), NAME)
    if acts(Article("a", f"{left}{NAME}{right}", mentions=(mention,)), NAME, [0]):
        assert right.startswith((" said", " is to close", "'s ", " shares"))
        assert not left.endswith("the ")
