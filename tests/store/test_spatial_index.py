from __future__ import annotations

import sqlite3
from dataclasses import replace

import pytest
from example_store import KHERSON, TEXT, article, mention
from geopackage_rules import faults

from geomap.model import Article, Place
from geomap.store import MentionStore


def scattered(count):
    """Articles with one mention each, all over the earth."""
    for number in range(count):
        place = Place(
            id=f"geonames:{number % 997}",
            name="Somewhere",
            kind="P.PPL",
            lat=(number * 7919 % 997) / 997 * 180 - 90,
            lon=(number * 104729 % 997) / 997 * 360 - 180,
        )
        yield Article(
            id=f"a{number}", text=f"Here {number}", mentions=(mention("Here", "Here", place),)
        )


@pytest.mark.parametrize("count", [0, 1, 51, 52, 2601, 2602, 3000])
def test_an_index_built_in_one_go_is_one_that_sqlite_can_use(tmp_path, count):
    path = tmp_path / "week.gpkg"
    with MentionStore(path) as store:
        store.add(scattered(count), bulk=True)
    assert faults(path) == []
    with sqlite3.connect(path) as file:
        inside = (
            "SELECT count(*) FROM rtree_mentions_geom WHERE minx >= 0 AND maxx <= 90"
            " AND miny >= 0 AND maxy <= 45"
        )
        expected = sum(
            0 <= found.mentions[0].place.lon <= 90 and 0 <= found.mentions[0].place.lat <= 45
            for found in scattered(count)
        )
        assert file.execute(inside).fetchone()[0] == expected
    file.close()


def test_after_it_the_index_is_kept_row_by_row(tmp_path):
    path = tmp_path / "week.gpkg"
    with MentionStore(path) as store:
        store.add(scattered(500), bulk=True)
        store.add(article(number) for number in range(20))
        store.remove(article="a7")
    assert faults(path) == []


def test_a_bulk_ingest_that_stops_leaves_a_store_without_index_and_the_next_builds_it(tmp_path):
    path = tmp_path / "week.gpkg"

    def stream():
        yield from scattered(5000)
        raise KeyboardInterrupt

    with MentionStore(path) as store:
        with pytest.raises(KeyboardInterrupt):
            store.add(stream(), bulk=True)
        assert len(store) == 4096
    assert faults(path) == ["requirements 75 to 77: there is no R-tree"]
    with MentionStore(path) as store:
        store.add([article(1)])
    assert faults(path) == []


def indexes(path):
    with sqlite3.connect(path) as file:
        rows = file.execute("SELECT name FROM sqlite_master WHERE type = 'index' AND sql NOT NULL")
        found = {name for (name,) in rows}
    file.close()
    return found


def test_a_bulk_ingest_of_changed_articles_replaces_them_and_makes_every_index(tmp_path):
    path, kept = tmp_path / "week.gpkg", tmp_path / "kept.gpkg"
    with MentionStore(kept) as store:
        store.add(article(number) for number in range(20))
    with MentionStore(path) as store:
        store.add((article(number) for number in range(20)), bulk=True)
        assert indexes(path) == indexes(kept)
        moved = replace(KHERSON, name="Cherson")
        changed = [
            article(number, title="again", mentions=(mention(TEXT, "Kherson", moved),))
            for number in range(5)
        ]
        done = store.add([*changed, article(21)], bulk=True)
        assert (done.changed, done.added) == (5, 1)
        again = store.article("story-3")
        assert (again.title, len(again.mentions)) == ("again", 1)
        names = store.count("place").set_index("place_id")["name"]
        assert names[KHERSON.id] == KHERSON.name, "the last article has it so"
    assert indexes(path) == indexes(kept)
    assert faults(path) == []


def test_a_bulk_ingest_that_was_stopped_can_be_changed_at_once(tmp_path):
    path = tmp_path / "week.gpkg"

    def stream():
        yield from scattered(4096)
        raise KeyboardInterrupt

    with MentionStore(path) as store, pytest.raises(KeyboardInterrupt):
        store.add(stream(), bulk=True)
    assert "mentions_article" not in indexes(path)
    with MentionStore(path) as store:
        assert store.remove(article="a7") == 1
        assert len(store.article("a8").mentions) == 1
    assert {"mentions_article", "mentions_place", "sentences_article"} <= indexes(path)
