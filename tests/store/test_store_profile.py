"""A store learns of its publishers when it is told to, in a pass of its own."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from geomap.cli import geomap
from geomap.resolution import OutletProfile
from geomap.store import MentionStore

LOCAL = "news.paris-texas.example"
STORIES = (
    "The fair in Paris, Texas, drew guests from Bonham, Texas, and from Clarksville, Texas.",
    "A county court in Paris, Texas, sentenced a man from Bonham, Texas, on Monday.",
    "Firefighters from Paris, Texas, helped in Clarksville, Texas, and in Bonham, Texas.",
)
FRESH = "A bakery opens in Paris next week."


def write(path, *texts, first=0):
    lines = [
        json.dumps({"id": str(number), "text": text, "source": LOCAL})
        for number, text in enumerate(texts, start=first)
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def ingest(store, *arguments):
    done = CliRunner().invoke(
        geomap, ["ingest", "--store", str(store), *[str(argument) for argument in arguments]]
    )
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    assert done.exit_code == 0, done.output
    return done


def runs(store):
    with MentionStore(store, create=False) as held:
        return {run.rules: count for run, count in held.runs() if count}


def first_candidate(store, article_id):
    with MentionStore(store, create=False) as held:
        return held.article(article_id).mentions[0].candidates[0].place


@pytest.fixture(scope="module")
def learned(tmp_path_factory):
    folder = tmp_path_factory.mktemp("learned")
    store = folder / "paris.gpkg"
    stories = write(folder / "stories.jsonl", *STORIES)
    ingest(store, stories)
    assert runs(store) == {"-": 3}
    ingest(store, stories, "--update")
    return store


def test_what_a_store_learned_is_kept_and_marks_its_runs(learned):
    with MentionStore(learned, create=False) as held:
        outlet = OutletProfile.loads(held.profile).outlets[LOCAL]
    assert outlet.articles == 3
    assert outlet.home == pytest.approx((33.66, -95.56), abs=0.1)
    assert [rules.startswith("profile ") for rules in runs(learned)] == [True]


def test_to_learn_again_from_the_same_articles_changes_nothing(learned, tmp_path):
    before = runs(learned)
    done = ingest(learned, write(tmp_path / "same.jsonl", *STORIES), "--update")
    assert "0 articles geoparsed anew" in done.stderr
    assert runs(learned) == before


def test_later_articles_go_by_what_the_store_learned(learned, tmp_path):
    fresh = write(tmp_path / "fresh.jsonl", FRESH, first=9)
    ingest(learned, fresh)
    assert first_candidate(learned, "9").admin1 == "Texas"
    other = tmp_path / "other.gpkg"
    ingest(other, fresh)
    assert first_candidate(other, "9").country == "FR"


def test_homes_of_ones_own_are_given_as_a_table(tmp_path):
    homes = tmp_path / "homes.tsv"
    homes.write_text(f"outlet\tlat\tlon\n{LOCAL}\t44.05\t-123.02\n", encoding="utf-8")
    fresh = write(tmp_path / "fresh.jsonl", "A bakery opens in Springfield next week.")
    store, other = tmp_path / "home.gpkg", tmp_path / "other.gpkg"
    ingest(store, fresh, "--profile", homes)
    assert first_candidate(store, "0").admin1 == "Oregon"
    ingest(other, fresh)
    assert first_candidate(other, "0").admin1 != "Oregon"
    with MentionStore(store, create=False) as held:
        assert held.profile is None
