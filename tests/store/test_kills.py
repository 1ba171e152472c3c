from __future__ import annotations

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

ARTICLES = 40 * KILLS
BATCH = 7
SCRIPT = Path(__file__).with_name("ingest_example.py")


def start(path):
    command = [sys.executable, str(SCRIPT), str(path), str(ARTICLES), str(BATCH)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def killed_at_some_moment(path, chance, before):
    """Kill an ingest somewhere between its start and a few batches beyond what was done before."""
    with start(path) as process:
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
