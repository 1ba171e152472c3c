from __future__ import annotations

import gc
import pickle
import random
from dataclasses import replace

import pytest
from hard_cases import CASES
from marked import article
from namesakes import NAMESAKES

from geomap.model import Article
from geomap.resolution import OutletProfile, Resolver, Weights, build_profile
from geomap.resolution.features import FEATURES

TEXTS = (
    "[Ukraine]'s army said [Kherson] and [Kyiv] were hit; {Russian} troops left [Lyman].",
    "A tornado touched down in [Paris], [Texas], and in [Springfield].",
    "[Moscow] and [Minsk] signed a treaty in [Brest].",
    "Nothing here.",
    "[Xqwertville] is no place, {Western} neither.",
)


def articles() -> list[Article]:
    return [article(text, id=str(number)) for number, text in enumerate(TEXTS)]


def test_mentions_keep_what_they_were(resolver):
    for before in articles():
        after = resolver.resolve(before)
        assert (after.id, after.text) == (before.id, before.text)
        assert [(m.start, m.end, m.text, m.usage) for m in after.mentions] == [
            (m.start, m.end, m.text, m.usage) for m in before.mentions
        ]


def test_each_mention_has_a_place_with_a_score_or_a_reason(resolver):
    for resolved in map(resolver.resolve, articles()):
        for mention in resolved.mentions:
            if mention.place is None:
                assert mention.reason
            else:
                assert mention.reason is None
                assert 0 < mention.score <= 1
                assert mention.candidates[0].place == mention.place
                assert mention.evidence
            assert all(0 <= candidate.score <= 1 for candidate in mention.candidates)
            assert sum(candidate.score for candidate in mention.candidates) <= 1.01


def test_no_other_candidate_is_surer_than_the_best_guess(resolver):
    names = ("East Hampton", "Berea", "Rock Hill", "Springfield", "San Pedro", "Aleksandrovka")
    texts = [f"Deputies searched [{name}] all night." for name in names]
    for resolved in map(resolver.resolve, [*articles(), *map(article, texts)]):
        for mention in resolved.mentions:
            scores = [candidate.score for candidate in mention.candidates]
            assert scores == sorted(scores, reverse=True)


def test_answers_do_not_depend_on_order_or_on_what_was_read_before(gazetteer):
    given = articles()
    expected = {a.id: Resolver(gazetteer).resolve(a) for a in given}
    shuffled = given * 3
    random.Random(1).shuffle(shuffled)
    for resolved in Resolver(gazetteer).resolve_all(shuffled):
        assert resolved == expected[resolved.id]


def test_answers_are_the_same_whatever_is_remembered_of_names(gazetteer, resolver):
    every = [article(case.text) for case in (*CASES, *NAMESAKES)]
    alone = [Resolver(gazetteer).resolve(each) for each in every[:20]]
    assert [resolver.resolve(each) for each in every[:20]] == alone
    backwards = [resolver.resolve(each) for each in reversed(every)]
    assert [resolver.resolve(each) for each in every] == backwards[::-1]


def test_a_place_that_the_text_puts_where_none_is_known_is_not_sure(resolver):
    known, unknown = (
        resolver.resolve(article(f"[Springfield], [{state}], has a fair.")).mentions[0].score
        for state in ("Illinois", "Hawaii")
    )
    assert unknown < 0.5 < known


def test_a_bare_name_after_another_sense_of_it_means_the_first(resolver):
    text = (
        "[Boston] is a town in [Lincolnshire], [England]. " + "It has a famous church. " * 10 + ""
        "Settlers named [Boston], [Massachusetts], after it. " + "The port is small. " * 25 + ""
        "The mayor of [Boston] spoke."
    )
    named = [m for m in resolver.resolve(article(text)).mentions if m.text == "Boston"]
    assert [m.place.country for m in named] == ["GB", "US", "GB"]


def test_a_pickled_resolver_gives_the_same_answers(resolver):
    copy = pickle.loads(pickle.dumps(resolver))  # noqa: S301 - our own bytes
    assert [copy.resolve(a) for a in articles()] == [resolver.resolve(a) for a in articles()]


def test_a_name_that_is_not_in_the_gazetteer_has_no_place(resolver):
    mention = resolver.resolve(article("[Xqwertville] is lovely.")).mentions[0]
    assert mention.place is None
    assert mention.reason == "no place of this name is in the gazetteer"


def test_below_the_threshold_there_is_no_place_but_the_candidates_stay(gazetteer):
    shipped = Weights.load()
    strict = Weights(shipped.prior, shipped.rank, shipped.accept, threshold=1.0)
    mention = Resolver(gazetteer, weights=strict).resolve(article("In [Springfield].")).mentions[0]
    assert mention.place is None
    assert mention.reason.startswith("too unsure")
    assert mention.candidates


def test_a_demonym_means_its_country(resolver):
    mention = resolver.resolve(article("{Ukrainian} troops moved.")).mentions[0]
    assert (mention.place.name, mention.place.group) == ("Ukraine", "country")
    assert "name_is_demonym" in {e.feature for e in mention.evidence}


def test_a_demonym_of_no_place_is_no_namesake_of_it(resolver):
    for text in ("{Western} sanctions", "[Western] sanctions"):
        mention = resolver.resolve(article(text)).mentions[0]
        assert mention.place is None
        assert mention.reason == "a demonym that belongs to no single place"


def test_a_city_is_no_company_for_itself_under_its_short_name_in_any_article(resolver):
    first = article("Floods cut off [Kherson] and [Odesa], [Texas].", id="first")
    cities = article("In [Guatemala City] and all [Guatemala] rain fell.", id="cities")
    (alone,) = resolver.resolve_all([cities])
    assert list(resolver.resolve_all([first, cities]))[1] == alone
    features = resolver.reckon([first, cities]).features
    column = FEATURES.index("any_within_80km")
    rows = resolver.reckon([cities]).rows
    same = rows.codes[:, 0] == 3598132  # Guatemala City, under both its names
    assert same.sum() == 2
    assert (features[-len(same) :, column][same] == 0).all()


def test_the_collector_runs_between_the_articles_of_a_stream(resolver):
    stream = resolver.resolve_all([article("In [Kherson]."), article("In [Odesa].")])
    assert [gc.isenabled() for _ in stream] == [True, True]


def test_a_long_article_is_reckoned_in_parts_with_the_same_answers(gazetteer, monkeypatch):
    every = [article(case.text, id=case.id) for case in CASES]
    whole = list(Resolver(gazetteer).resolve_all(every))
    monkeypatch.setattr("geomap.resolution.company._PAIRS_AT_ONCE", 3)
    assert list(Resolver(gazetteer).resolve_all(every)) == whole


def test_an_adjective_in_a_longer_name_means_its_country(resolver):
    before = article("The [Canadian] Press called [British] Airways.")
    embedded = tuple(replace(mention, usage="embedded") for mention in before.mentions)
    mentions = resolver.resolve(replace(before, mentions=embedded)).mentions
    assert [mention.place.name for mention in mentions] == ["Canada", "United Kingdom"]


def test_a_district_that_the_text_puts_elsewhere_is_less_sure(resolver):
    def score(text):
        before = article(text)
        mentions = tuple(
            replace(m, kind_word="district") if m.text == "Haram" else m for m in before.mentions
        )
        found = resolver.resolve(replace(before, mentions=mentions)).mentions
        return next(m.score for m in found if m.text == "Haram")

    # The gazetteer knows the one in Norway alone.
    assert score("Six died in [Giza]'s [Haram] district.") < score("Six died in [Haram] district.")


def test_an_abbreviation_is_read_as_one(resolver):
    for text, name in (
        ("[Lexington], [KY], has a fair.", "Kentucky"),
        ("The [US] and [Canada] agreed.", "United States"),
    ):
        mentions = resolver.resolve(article(text)).mentions
        assert name in {mention.place.name for mention in mentions}


def test_what_an_outlet_writes_of_decides_between_namesakes(gazetteer):
    local = Weights.load()
    stories = [
        article(text, id=str(n), source="https://www.example-paris-news.com")
        for n, text in enumerate(
            (
                "[Paris], [Texas], held its fair with guests from [Bonham], [Texas].",
                "The county court in [Paris], [Texas], sentenced a man from [Reno], [Texas].",
                "[Paris], [Texas], firefighters helped in [Clarksville], [Texas].",
            )
        )
    ]
    fresh = article("A bakery opens in [Paris].", id="9", source="example-paris-news.com")
    plain = Resolver(gazetteer, weights=local, profile=OutletProfile())
    profile = build_profile(plain.resolve_all(stories))
    knowing = Resolver(gazetteer, weights=local, profile=profile)
    assert plain.resolve(fresh).mentions[0].candidates[0].place.country == "FR"
    assert knowing.resolve(fresh).mentions[0].candidates[0].place.admin1 == "Texas"


@pytest.mark.parametrize(
    "name", ["", " ", "\x00", "'; DROP TABLE place; --", "{{7*7}}", "%s", "\ud800"]
)
def test_hostile_names_are_only_names(resolver, name):
    text = f"x {name} y"
    from geomap.model import Mention

    hostile = Article("h", text, mentions=(Mention(2, 2 + len(name), name),))
    assert resolver.resolve(hostile).mentions[0].place is None
