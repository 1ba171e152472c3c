from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path

from example_store import article
from geopackage_rules import faults

from geomap.store import MentionStore

KILLS = int(os.environ.get("GEOMAP_KILLS", "12"))
"""How often an ingest is killed; 200 before a release."""

MODEL_KILLS = int(os.environ.get("GEOMAP_MODEL_KILLS", "1"))
"""How often one with the language model is killed; 5 before a release."""

ARTICLES = 40 * KILLS
MODEL_ARTICLES = 160
EXAMPLES = Path(__file__).parents[2] / "examples" / "articles"
BATCH = 7
SCRIPT = Path(__file__).with_name("ingest_example.py")


def start(path, *how):
    command = [sys.executable, str(SCRIPT), str(path), str(ARTICLES), str(BATCH), *how]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def killed_at_some_moment(path, chance, before, *how):
    """Kill an ingest somewhere between its start and a few batches beyond what was done before."""
    with start(path, *how) as process:
        said = 0
        target = before + chance.randrange(0, 6) * BATCH
        while said < target and (line := process.stdout.readline()):
            said = int(line)
        time.sleep(chance.random() * 0.03)
        process.kill()
        rest = process.stdout.read().split("\n")[:-1]
    return max([said, before, *map(int, rest)])


def test_an_ingest_that_is_killed_loses_nothing_it_reported(tmp_path):
    path = tmp_path / "week.gpkg"
    chance = random.Random(7)
    done = 0
    for _ in range(KILLS):
        done = killed_at_some_moment(path, chance, done)
        with MentionStore(path) as store:
            found = list(store.articles())
        assert found == [article(number) for number in range(len(found))]
        assert len(found) >= done
        assert faults(path) == []
    with start(path) as process:
        process.communicate()
    assert process.returncode == 0
    with MentionStore(path) as store:
        assert list(store.articles()) == [article(number) for number in range(ARTICLES)]
    assert faults(path) == []
    assert [found.name for found in tmp_path.iterdir()] == ["week.gpkg"]


def test_a_bulk_ingest_that_is_killed_loses_nothing_it_reported(tmp_path):
    path = tmp_path / "week.gpkg"
    chance = random.Random(11)
    done = 0
    for _ in range(KILLS):
        done = killed_at_some_moment(path, chance, done, "bulk")
        with MentionStore(path) as store:
            found = list(store.articles())
        assert found == [article(number) for number in range(len(found))]
        assert len(found) >= done
        # The R-tree is built at the end; all else holds at any moment.
        assert set(faults(path)) <= {"requirements 75 to 77: there is no R-tree"}
    with start(path, "bulk") as process:
        process.communicate()
    assert process.returncode == 0
    with MentionStore(path) as store:
        assert list(store.articles()) == [article(number) for number in range(ARTICLES)]
    assert faults(path) == []
    assert [found.name for found in tmp_path.iterdir()] == ["week.gpkg"]


def many_articles(folder):
    """The example articles over and over, each with a number, as one file to ingest."""
    texts = [path.read_text() for path in sorted(EXAMPLES.glob("*.txt"))]
    lines = [
        json.dumps({"id": f"a{number}", "text": f"Story {number}. {texts[number % len(texts)]}"})
        for number in range(MODEL_ARTICLES)
    ]
    path = folder / "articles.jsonl"
    path.write_text("\n".join(lines))
    return path


def ingest_for_real(articles, path):
    command = [sys.executable, "-m", "geomap", "ingest", str(articles), "--store", str(path)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def held(path):
    if not path.exists():
        return []
    with MentionStore(path) as store:
        return list(store.articles())


def test_an_ingest_with_the_model_that_is_killed_goes_on_where_it_was(tmp_path):
    articles = many_articles(tmp_path)
    whole, path = tmp_path / "whole.gpkg", tmp_path / "week.gpkg"
    begin = time.monotonic()
    with ingest_for_real(articles, whole) as process:
        assert process.wait() == 0
    lasts = time.monotonic() - begin
    expected = held(whole)
    assert len(expected) == MODEL_ARTICLES
    chance = random.Random(3)
    before = []
    for kill in range(MODEL_KILLS):
        wait = lasts * chance.uniform(0.4, 0.95)
        with ingest_for_real(articles, path) as process:
            try:
                process.wait(wait)
            except subprocess.TimeoutExpired:
                process.kill()
        now = held(path)
        sys.stdout.write(f"kill {kill + 1} after {wait:.1f} s: {len(now)} articles held\n")
        assert now[: len(before)] == before
        assert now == expected[: len(now)]
        before = now
    with ingest_for_real(articles, path) as process:
        assert process.wait() == 0
    assert held(path) == expected
    assert faults(path) == []


def test_two_ingests_at_once_share_the_work_and_lose_nothing(tmp_path):
    path = tmp_path / "week.gpkg"
    with start(path) as one, start(path) as other:
        one.communicate()
        other.communicate()
    assert (one.returncode, other.returncode) == (0, 0)
    with MentionStore(path) as store:
        found = {each.id: each for each in store.articles()}
    assert found == {f"story-{number}": article(number) for number in range(ARTICLES)}
    assert faults(path) == []
