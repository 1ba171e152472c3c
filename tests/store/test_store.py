from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import date

import pytest
from example_store import KHERSON, LYMAN, PLACES, TEXT, UKRAINE, article, mention
from geopackage_rules import faults
from hypothesis import given
from hypothesis import strategies as st

from geomap.errors import StoreError, UsageError
from geomap.model import Article
from geomap.store import Ingested, MentionStore, Run, geopackage
from geomap.store import schema as store_schema
from geomap.store.identity import canonical_url


@pytest.fixture
def store(tmp_path):
    with MentionStore(tmp_path / "week.gpkg") as made:
        yield made


def test_what_goes_in_comes_out_as_it_was(store):
    articles = [article(number) for number in range(3)]
    assert store.add(articles) == Ingested(added=3, mentions=15)
    assert list(store.articles()) == articles
    assert len(store) == 3


def test_the_same_articles_twice_add_nothing(store):
    articles = [article(number) for number in range(3)]
    store.add(articles)
    assert store.add(articles) == Ingested(unchanged=3)
    assert list(store.articles()) == articles


def test_a_language_that_was_found_does_not_make_another_article(store):
    read = article(1, language=None)
    store.add([replace(read, language="en")])
    assert store.holds(read)
    assert store.add([read]) == Ingested(unchanged=1)


def test_a_changed_article_replaces_its_mentions(store):
    store.add([article(1), article(2)])
    changed = article(1, text="Lyman. " + TEXT)
    assert store.add([changed]).changed == 1
    assert {found.id: found for found in store.articles()} == {
        "story-1": changed,
        "story-2": article(2),
    }


def test_an_article_changed_within_a_batch_is_there_once(store):
    changed = article(1, text="Lyman. " + TEXT)
    assert store.add([article(1), changed]) == Ingested(added=1, changed=1, mentions=10)
    assert list(store.articles()) == [changed]


def test_one_page_has_one_article_whatever_the_address_says_of_its_reader(store):
    store.add([article(1)])
    again = article(1, url="http://www.example.org/1/?utm_source=mail#top")
    assert store.add([again]) == Ingested(unchanged=1)


def test_without_url_the_content_is_what_an_article_is_known_by(store):
    first = article(1, url=None)
    assert store.add([first]).added == 1
    assert store.add([replace(first, id="another name")]) == Ingested(unchanged=1)


def test_two_articles_of_one_id_are_both_kept_and_the_new_id_is_told(store):
    first, second = article(1, url=None), article(2, url=None, id="story-1")
    done = store.add([first, second])
    assert done.added == 2
    ((was, now),) = done.renamed
    assert was == "story-1"
    assert [found.id for found in store.articles()] == ["story-1", now]
    frame = store.query().frame
    assert frame["mention_id"].is_unique
    assert store.add([first, second]) == Ingested(unchanged=2)


def test_an_article_whose_mentions_do_not_fit_its_text_is_refused_by_name(store):
    broken = article(1)
    broken = replace(broken, mentions=(replace(broken.mentions[0], start=1, end=8),))
    done = store.add([broken, article(2), Article(id="blank", text=" \n")])
    assert (done.added, [refused.article_id for refused in done.refused]) == (
        1,
        ["story-1", "blank"],
    )
    assert "1-8" in done.refused[0].reason


@pytest.mark.parametrize(
    "text",
    [
        "Lyman {{7*7}} ${alert(1)} <script>'; DROP TABLE mentions;--",
        "Lyman \x00 after a NUL, “Kyiv”\u2028\u202e",
        "Ли́ман — Lyman 利曼 \U0001f4cd",
    ],
)
def test_hostile_text_is_text(store, text):
    hostile = article(1, text=text, title=text, source=text, url=f"https://example.org/{text}")
    hostile = replace(hostile, mentions=(mention(text, "Lyman", replace(LYMAN, name=text)),))
    assert store.add([hostile]).added == 1
    assert list(store.articles()) == [hostile]
    assert list(store.query(source=text, text="Lyman").frame["name"]) == [text]


def test_a_lone_surrogate_is_stored_as_the_replacement_character(store):
    text = "Near \ud800 Lyman"
    odd = article(1, text=text, mentions=(mention(text, "Lyman", LYMAN),))
    store.add([odd])
    (found,) = store.articles()
    assert found.text == "Near \ufffd Lyman"
    assert [found.text[m.start : m.end] for m in found.mentions] == ["Lyman"]
    assert store.add([odd]) == Ingested(unchanged=1)


def test_a_place_described_anew_changes_everywhere(store):
    store.add([article(1)])
    moved = replace(KHERSON, name="Cherson", lat=46.7)
    text = "Cherson again."
    store.add([article(2, text=text, mentions=(mention(text, "Cherson", moved),))])
    frame = store.query(place=KHERSON.id).frame
    assert set(frame["name"]) == {"Cherson"}
    assert set(frame["lat"]) == {46.7}
    assert set(frame.geometry.y) == {46.7}


def test_removing_takes_all_that_hangs_on_an_article(store, tmp_path):
    store.add([article(1), article(2, source="Other"), article(3)])
    assert store.remove(article="story-1") == 1
    assert store.remove(source="Other") == 1
    assert store.remove(url="https://www.example.org/3") == 1
    assert store.remove(article="story-1") == 0
    with sqlite3.connect(tmp_path / "week.gpkg") as file:
        for table in ("articles", "sentences", "mentions", "candidates", "mention_evidence"):
            statement = f"SELECT count(*) FROM {table}"  # noqa: S608
            assert file.execute(statement).fetchone() == (0,), table
        assert file.execute("SELECT count(*) FROM rtree_mentions_geom").fetchone() == (0,)
    assert store.query(text="bridge").frame.empty
    file.close()


def test_remove_wants_one_thing_to_go_by(store):
    with pytest.raises(UsageError, match="one of"):
        store.remove()
    with pytest.raises(UsageError, match="one of"):
        store.remove(article="story-1", source="Other")


def test_merging_two_stores_is_reading_both(store, tmp_path):
    store.add([article(1), article(2)], run=Run(gazetteer="one"))
    with MentionStore(tmp_path / "other.gpkg") as other:
        other.add([article(2), article(3)], run=Run(gazetteer="two"))
        assert store.merge(other) == Ingested(added=1, unchanged=1, mentions=5)
        assert store.merge(other) == Ingested(unchanged=2)
    assert list(store.articles()) == [article(1), article(2), article(3)]
    assert store.runs() == [(Run(gazetteer="one"), 2), (Run(gazetteer="two"), 1)]
    versions = [run.gazetteer for run in store.runs_of_articles().values()]
    assert versions == ["one", "one", "two"]


def test_ingest_geoparses_only_what_is_new(store):
    seen = []

    def geoparse(articles):
        for found in articles:
            seen.append(found.id)
            yield article(int(found.id.rpartition("-")[2]))

    bare = [replace(article(number), mentions=()) for number in range(4)]
    assert store.ingest(bare[:2], geoparse).added == 2
    assert store.ingest(bare, geoparse) == Ingested(added=2, unchanged=2, mentions=10)
    assert seen == ["story-0", "story-1", "story-2", "story-3"]


def test_update_goes_over_articles_of_other_runs_once_from_their_stored_text(store):
    store.add([article(number) for number in range(5)], run=Run(gazetteer="old"))
    new = Run(gazetteer="new")

    def resolve(articles):
        for found in articles:
            yield replace(found, mentions=tuple(replace(m, place=UKRAINE) for m in found.mentions))

    assert store.update(resolve, run=new, batch=2) == 5
    assert store.update(resolve, run=new) == 0
    assert store.runs() == [(Run(gazetteer="old"), 0), (new, 5)]
    assert {m.place for found in store.articles() for m in found.mentions} == {UKRAINE}


def test_an_update_that_is_stopped_goes_on_where_it_was(store):
    store.add([article(number) for number in range(5)], run=Run(gazetteer="old"))
    calls = []

    def resolve(articles):
        calls.append([found.id for found in articles])
        if len(calls) == 2:
            raise KeyboardInterrupt
        return articles

    with pytest.raises(KeyboardInterrupt):
        store.update(resolve, run=Run(gazetteer="new"), batch=2)
    assert store.update(resolve, run=Run(gazetteer="new"), batch=2) == 3
    assert calls[0] == ["story-0", "story-1"]
    assert calls[2] == ["story-2", "story-3"]


def test_a_second_writer_waits_and_then_says_so(store, tmp_path):
    store.add([article(1)])
    with MentionStore(tmp_path / "week.gpkg", wait=0.05) as second:
        with store._transaction(), pytest.raises(StoreError, match="written by another process"):
            second.add([article(2)])
        assert second.add([article(2)]).added == 1


def test_readers_read_while_one_writes(store, tmp_path):
    store.add([article(1)])
    with MentionStore(tmp_path / "week.gpkg", wait=0.05) as reader, store._transaction():
        assert len(reader.query().frame) == 4


def test_closing_leaves_one_file(tmp_path):
    with MentionStore(tmp_path / "week.gpkg") as store:
        store.add([article(1)])
    assert [path.name for path in tmp_path.iterdir()] == ["week.gpkg"]


def test_a_failed_batch_leaves_nothing_behind(store):
    def stream():
        yield article(1)
        raise OSError("the disk of the articles is gone")

    with pytest.raises(OSError, match="gone"):
        store.add(stream(), batch=1)
    assert [found.id for found in store.articles()] == ["story-1"]
    assert store.add([article(1), article(2)]) == Ingested(added=1, unchanged=1, mentions=5)


def test_a_file_that_is_no_store_is_refused_and_left_alone(tmp_path):
    path = tmp_path / "notes.gpkg"
    path.write_text("my notes, long enough to be no empty file " * 20)
    with pytest.raises(StoreError, match=r"notes\.gpkg"):
        MentionStore(path)
    assert path.read_text().startswith("my notes")
    other = tmp_path / "other.gpkg"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE theirs (x)")
    connection.close()
    with pytest.raises(StoreError, match="not a mention store"):
        MentionStore(other)


def test_a_missing_store_is_not_made_by_asking(tmp_path):
    with pytest.raises(StoreError, match="geomap ingest"):
        MentionStore(tmp_path / "week.gpkg", create=False)
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(StoreError, match="no folder"):
        MentionStore(tmp_path / "none" / "week.gpkg")


def as_version_1(path):
    """Turn a store into one as version 1 left it: a point for every place, texts by triggers."""
    with sqlite3.connect(path) as file:
        geopackage.register_functions(file)
        file.create_function("point", 2, geopackage.point)
        file.executescript("""
            DROP VIEW regions;
            DROP TABLE outlines;
            DELETE FROM gpkg_geometry_columns WHERE table_name = 'regions';
            DELETE FROM gpkg_contents WHERE table_name = 'regions';
            ALTER TABLE places DROP COLUMN geom;
            UPDATE mentions SET geom = (SELECT point(lat, lon) FROM places p WHERE p.fid = place);
            CREATE TRIGGER articles_text_insert AFTER INSERT ON articles BEGIN
                INSERT INTO articles_text (rowid, title, text)
                VALUES (new.fid, new.title, new.text);
            END;
            CREATE TRIGGER articles_text_delete AFTER DELETE ON articles BEGIN SELECT 1; END;
            CREATE TRIGGER articles_text_update AFTER UPDATE ON articles BEGIN SELECT 1; END;
            UPDATE geomap_store SET value = '1' WHERE key = 'schema';
        """)
    file.close()


def test_a_store_of_version_1_is_brought_up_to_date_and_loses_nothing(tmp_path):
    path = tmp_path / "week.gpkg"
    with MentionStore(path) as store:
        store.add([article(number) for number in range(5)])
    as_version_1(path)
    with MentionStore(path) as store:
        assert list(store.articles()) == [article(number) for number in range(5)]
        store.add([article(5)])
        assert store.remove(article="story-2") == 1
        assert len(store.query(text="bridge").articles) == 5
    assert faults(path) == []
    with sqlite3.connect(path) as file:
        points = 'SELECT DISTINCT "group", geom IS NULL FROM mentions ORDER BY 1'
        assert file.execute(points).fetchall() == [(None, 1), ("country", 1), ("town", 0)]
        assert file.execute("SELECT name, mentions FROM regions").fetchall() == [("Ukraine", 5)]
    file.close()


def test_a_store_of_a_newer_geomap_is_refused(tmp_path, monkeypatch):
    path = tmp_path / "week.gpkg"
    with MentionStore(path):
        pass
    monkeypatch.setattr(store_schema, "SCHEMA_VERSION", store_schema.SCHEMA_VERSION - 1)
    with pytest.raises(StoreError, match="newer geomap"):
        MentionStore(path)


def test_a_failed_migration_leaves_the_older_store(tmp_path, monkeypatch):
    path = tmp_path / "week.gpkg"
    with MentionStore(path) as store:
        store.add([article(1)])
    now = store_schema.SCHEMA_VERSION

    def step(connection):
        connection.execute("DROP TABLE candidates")
        connection.execute("SELECT nothing FROM nowhere")

    with monkeypatch.context() as patch:
        patch.setattr(store_schema, "SCHEMA_VERSION", now + 1)
        patch.setitem(store_schema.MIGRATIONS, now, step)
        with pytest.raises(StoreError, match=r"week\.gpkg"):
            MentionStore(path)
    with MentionStore(path) as store:
        assert list(store.articles()) == [article(1)]


def test_the_same_articles_make_the_same_bytes(tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    for name in ("one.gpkg", "two.gpkg"):
        with MentionStore(tmp_path / name) as store:
            store.add([article(number) for number in range(20)])
    assert (tmp_path / "one.gpkg").read_bytes() == (tmp_path / "two.gpkg").read_bytes()


@given(st.text())
def test_a_canonical_url_is_its_own(text):
    once = canonical_url(text)
    assert canonical_url(once) == once


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://example.org", "https://www.Example.org:443/"),
        ("https://example.org/a?b=1&a=2&utm_medium=x", "https://example.org/a/?a=2&b=1"),
        ("https://example.org/a#top", "https://example.org/a?fbclid=77"),
    ],
)
def test_addresses_of_one_page_are_the_same(one, other):
    assert canonical_url(one) == canonical_url(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org/a?id=1", "https://example.org/a?id=2"),
        ("https://example.org/a", "https://example.org/A"),
        ("https://example.org:8080/a", "https://example.org/a"),
        ("https://news.example.org/a", "https://example.org/a"),
    ],
)
def test_addresses_of_two_pages_differ(one, other):
    assert canonical_url(one) != canonical_url(other)


def test_an_unknown_article_is_named(store):
    with pytest.raises(StoreError, match="story-9"):
        store.article("story-9")
    store.add([article(1)])
    assert store.article("story-1") == article(1)
    assert store.place(KHERSON.id) == KHERSON
    assert store.place("geonames:1") is None
    assert {place.id for place in PLACES} >= {KHERSON.id}
    assert store.article("story-1").published == date(2024, 10, 2)


@given(
    st.from_regex(
        r"https?://(www\.)?[a-z0-9-]{1,9}(\.[a-z]{1,4}){0,3}(/[!-~]{0,9}){0,2}", fullmatch=True
    )
)
def test_a_plain_address_is_read_as_any_other(url):
    # A fragment is no part of an address, and no address with one is plain.
    assert canonical_url(url) == canonical_url(f"{url}#")
