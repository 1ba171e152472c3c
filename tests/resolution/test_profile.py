from __future__ import annotations

from dataclasses import replace

import pytest

from geomap.errors import UsageError
from geomap.model import Article, Mention, Place
from geomap.resolution import OutletProfile, build_profile, known_homes
from geomap.resolution.profile import outlet_key

PARIS = Place(
    "geonames:4717560", "Paris", "P.PPLA2", "US", "Texas", lat=33.66, lon=-95.56, admin1_id="a:tx"
)
REDWATER = replace(PARIS, id="geonames:4722581", name="Bonham", lat=33.58, lon=-96.18)
LONDON = Place("geonames:2643743", "London", "P.PPLC", "GB", lat=51.5, lon=-0.13, admin1_id="a:en")


def story(number: int, *places: Place, source: str = "theparisnews.com", score: float = 0.9):
    mentions = tuple(
        Mention(i, i + 1, "x", place=place, score=score) for i, place in enumerate(places)
    )
    return Article(str(number), "x" * 9, source=source, mentions=mentions)


def test_an_outlet_is_known_by_its_domain():
    for source in (
        "www.NOLA.com",
        "nola.com",
        "https://www.nola.com/news?x=1",
        "http://nola.com:80",
    ):
        assert outlet_key(Article("a", "", source=source)) == "nola.com"
    assert outlet_key(Article("a", "", url="https://nola.com/x")) == "nola.com"
    assert outlet_key(Article("a", "")) is None


def test_the_home_is_where_its_towns_are_densest():
    profile = build_profile(
        [story(1, PARIS, LONDON), story(2, PARIS, REDWATER), story(3, PARIS, REDWATER)]
    )
    outlet = profile.outlets["theparisnews.com"]
    assert outlet.articles == 3
    assert outlet.places[PARIS.id] == 3
    assert outlet.admin1 == {"a:tx": 3, "a:en": 1}
    assert outlet.home == (33.66, -95.56)


def test_one_article_alone_gives_no_home():
    assert build_profile([story(1, PARIS, REDWATER)]).outlets["theparisnews.com"].home is None


def test_an_outlet_that_writes_of_the_whole_world_has_no_home():
    towns = [
        replace(PARIS, id=f"geonames:{n}", lat=float(lat), lon=n * 10.0)
        for n, lat in enumerate(range(-40, 60, 10))
    ]
    stories = [story(n, *towns) for n in range(3)]
    assert build_profile(stories).outlets["theparisnews.com"].home is None


def test_unsure_answers_do_not_count():
    outlet = build_profile([story(1, PARIS, score=0.4)]).outlets["theparisnews.com"]
    assert outlet.places == {}


def test_the_order_of_the_articles_does_not_matter(tmp_path):
    stories = [story(n, *places) for n, places in enumerate([(PARIS,), (PARIS, LONDON), (LONDON,)])]
    build_profile(stories).save(tmp_path / "one.json")
    build_profile(reversed(stories)).save(tmp_path / "two.json")
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()


def test_a_profile_is_read_as_it_was_written(tmp_path):
    profile = build_profile([story(1, PARIS), story(2, PARIS)])
    profile.save(tmp_path / "profile.json")
    assert OutletProfile.load(tmp_path / "profile.json") == profile


def test_a_file_that_is_no_profile_is_named(tmp_path):
    path = tmp_path / "profile.json"
    path.write_text("[]")
    with pytest.raises(UsageError, match="is no outlet profile"):
        OutletProfile.load(path)


def test_the_shipped_homes_are_points_on_earth():
    outlets = known_homes().outlets
    assert outlets["nola.com"].home == pytest.approx((29.95, -90.07), abs=0.01)
    for outlet in outlets.values():
        lat, lon = outlet.home
        assert -90 <= lat <= 90
        assert -180 <= lon <= 180


def test_a_table_of_homes_adds_to_the_homes_that_are_known(tmp_path):
    table = tmp_path / "homes.tsv"
    table.write_text("outlet\tlat\tlon\nhttps://www.My-Paper.example/x\t46.6\t32.6\n")
    homes = OutletProfile.load(table)
    assert homes.outlets["my-paper.example"].home == (46.6, 32.6)
    assert homes.outlets.keys() > known_homes().outlets.keys()


@pytest.mark.parametrize(
    "lines", ["outlet\tlat\nx.example\t1\n", "outlet\tlat\tlon\nx.example\t99\t0\n", "a\tb\n1"]
)
def test_a_table_that_is_none_is_refused_with_its_name(tmp_path, lines):
    table = tmp_path / "homes.tsv"
    table.write_text(lines)
    with pytest.raises(UsageError, match=r"homes\.tsv"):
        OutletProfile.load(table)


def test_what_is_not_known_of_an_outlet_may_be_left_out(tmp_path):
    path = tmp_path / "profile.json"
    path.write_text('{"format": 1, "outlets": {"my-paper.example": {"home": [46.6, 32.6]}}}')
    assert OutletProfile.load(path).outlets["my-paper.example"].articles == 0
