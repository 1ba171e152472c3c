from __future__ import annotations

import os
import tracemalloc
from pathlib import Path
from typing import BinaryIO, cast

import pytest
from reads import read

from geomap.articles import Refusal, read_articles
from geomap.errors import UsageError


def test_the_text_of_a_file_is_stored_as_it_is(tmp_path: Path) -> None:
    text = "Title of it\r\n\r\nKyiv said so.\r\n  Minsk did not. \n"
    path = tmp_path / "story.txt"
    path.write_bytes(text.encode())
    (article,), refusals = read(path)
    assert article.text == text
    assert article.id == "story.txt"
    assert refusals == []


def test_a_folder_is_walked_in_order_and_hidden_files_are_skipped(tmp_path: Path) -> None:
    for name in ["b.txt", "a.txt", "sub/c.txt", ".hidden.txt", ".git/d.txt", "sub/.e.txt"]:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"The text of {name}.")
    articles, refusals = read(tmp_path)
    assert [article.id for article in articles] == ["a.txt", "b.txt", "sub/c.txt"]
    assert refusals == []


def test_ids_do_not_depend_on_where_the_run_starts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "news/sub").mkdir(parents=True)
    (tmp_path / "news/sub/one.txt").write_text("One.")
    absolute, _ = read(tmp_path / "news")
    monkeypatch.chdir(tmp_path / "news")
    relative, _ = read(".")
    assert absolute == relative
    assert absolute[0].id == "sub/one.txt"


def test_files_of_the_same_name_differ_in_their_ids(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "story.txt").write_text(f"The story of {folder}.")
    paths = [tmp_path / "a/story.txt", tmp_path / "b/story.txt"]
    articles, refusals = read(*paths)
    assert refusals == []
    first, second = (article.id for article in articles)
    assert first == "story.txt"
    assert second.startswith("story.txt~")
    assert [a.id for a in read(*paths)[0]] == [first, second]


def test_the_same_article_twice_is_counted_as_a_duplicate(tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text("The same story.")
    articles, refusals = read(tmp_path, tmp_path / "story.txt")
    assert len(articles) == 1
    (refusal,) = refusals
    assert refusal.duplicate
    assert refusal.path == str(tmp_path / "story.txt")


def test_an_id_that_comes_twice_with_another_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "c.jsonl"
    path.write_text(
        '{"id": 7, "text": "One."}\n{"id": "7", "text": "Two."}\n{"id":8,"text":"3."}\n'
    )
    articles, refusals = read(path)
    assert [(a.id, a.text) for a in articles] == [("7", "One."), ("8", "3.")]
    assert [r.reason for r in refusals] == ["line 2: the id 7 is taken by another text"]
    assert not refusals[0].duplicate


def test_what_can_not_be_read_is_named_and_the_run_goes_on(tmp_path: Path) -> None:
    (tmp_path / "a_empty.txt").write_bytes(b"")
    (tmp_path / "b_blank.txt").write_bytes(b" \n\n")
    (tmp_path / "c_binary.txt").write_bytes(bytes(range(256)) * 8)
    (tmp_path / "d_picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    (tmp_path / "e_document.docx").write_bytes(b"PK\x03\x04" + bytes(100))
    (tmp_path / "f_broken.txt").write_bytes(
        "Привет, Харьков! Всем привет.".encode()[:-9] + b"\xff."
    )
    os.mkfifo(tmp_path / "g_pipe")
    (tmp_path / "h_good.txt").write_text("Kherson.")
    (tmp_path / "i_link").symlink_to(tmp_path, target_is_directory=True)
    articles, refusals = read(tmp_path, tmp_path / "missing.txt")
    assert [article.id for article in articles] == ["h_good.txt"]
    reasons = {Path(r.path).name: r.reason for r in refusals}
    assert reasons == {
        "a_empty.txt": "empty",
        "b_blank.txt": "empty",
        "c_binary.txt": "binary, not text",
        "d_picture.png": "binary, not text: an image",
        "e_document.docx": "binary, not text: a ZIP archive or office document; "
        "convert it to text first",
        "f_broken.txt": "broken UTF-8 at byte 43; save it again as UTF-8",
        "g_pipe": "not a regular file; pipe it into standard input (-)",
        "i_link": "a link to a folder; name it to read it",
        "missing.txt": "No such file or directory",
    }


def test_what_the_system_refuses_is_refused_in_its_words(tmp_path: Path) -> None:
    path = tmp_path / ("x" * 300 + ".txt")
    assert read(path)[1] == [Refusal(str(path), "File name too long")]


@pytest.mark.parametrize("name", ["big.txt", "big", "big.html", "big.md", "big.rss", "big.json"])
def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    with path.open("wb") as file:
        file.write(b"Kyiv. " * 20_000)
        file.truncate(50_000_000)
    tracemalloc.start()
    articles, refusals = read(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert articles == []
    (refusal,) = refusals
    assert refusal.path == str(path)
    assert "50,000,000 bytes, over the limit of 5,000,000" in refusal.reason
    assert peak < 5_000_000


def test_the_limit_is_in_bytes_and_can_be_set(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_text("Київ")
    assert len(read(path, max_bytes=8)[0]) == 1
    assert "8 bytes, over the limit of 7" in read(path, max_bytes=7)[1][0].reason


def test_articles_are_read_one_at_a_time(tmp_path: Path) -> None:
    (tmp_path / "corpus.jsonl").write_text('{"id": 1, "text": "One."}\nnonsense\n')
    refusals: list[Refusal] = []
    stream = read_articles([tmp_path], refused=refusals.append)
    assert next(stream).id == "1"
    assert refusals == []
    assert list(stream) == []
    assert len(refusals) == 1


def test_memory_does_not_grow_with_the_number_of_articles() -> None:
    class Corpus:
        left = 2_000

        def read(self, _size: int) -> bytes:
            self.left -= 1
            line = b'{"id": "article-%d", "text": "%s"}\n' % (self.left, b"Kyiv said so " * 40)
            return line if self.left >= 0 else b""

    articles = read_articles(["-"], stdin=cast("BinaryIO", Corpus()))
    for _ in range(200):
        next(articles)
    tracemalloc.start()
    count = sum(1 for _ in articles)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 2_000 - 200
    assert peak < 200_000


def test_without_a_listener_refusals_are_logged(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "empty.txt").touch()
    assert list(read_articles([tmp_path])) == []
    assert "empty.txt: empty" in caplog.text


def test_an_unknown_column_is_an_error_at_once() -> None:
    with pytest.raises(UsageError, match="no such column of articles: body"):
        read_articles([], columns={"body": "text"})


@pytest.mark.parametrize(
    ("stdin", "texts"),
    [
        (b"Just a text about Kyiv.", ["Just a text about Kyiv."]),
        (b'{"text": "one"}\n{"text": "two"}\n', ["one", "two"]),
        (b'\xef\xbb\xbf{"text": "one"}', ["one"]),
        (b'{\n  "text": "one"\n}', ["one"]),
        (b'[{"text": "one"},\n {"text": "two"}]', ["one", "two"]),
        (b"<!doctype html><p>A page about Kyiv.</p>", ["A page about Kyiv."]),
        (b"  <!-- x --><HTML><body><p>A page.</body></HTML>", ["A page."]),
        (
            b'<?xml version="1.0"?><rss><item><description>An entry.</description></item></rss>',
            ["An entry."],
        ),
        (b'id,text\n1,"one, two"\n', ["one, two"]),
        (b"text\tid\none, two\t1\n", ["one, two"]),
        ("Київ".encode("utf-16"), ["Київ"]),
        (b"[Kyiv] The city slept.", ["[Kyiv] The city slept."]),
        (b"<Kyiv> The city slept.", ["<Kyiv> The city slept."]),
    ],
)
def test_standard_input_is_recognised_by_its_beginning(stdin: bytes, texts: list[str]) -> None:
    articles, refusals = read("-", stdin=stdin)
    assert [article.text for article in articles] == texts
    assert refusals == []


def test_a_long_first_line_is_still_json_lines() -> None:
    line = b'{"text": "%s"}\n' % (b"Kyiv said so. " * 10_000)
    articles, refusals = read("-", stdin=line + line.replace(b"Kyiv", b"Lviv"), max_bytes=150_000)
    assert len(articles) == 2
    assert refusals == []


def test_empty_standard_input_is_refused() -> None:
    assert read("-")[1] == [Refusal("-", "empty")]


def test_files_with_unknown_names_are_recognised_too(tmp_path: Path) -> None:
    (tmp_path / "page").write_text("<html><body><p>A page.</p></body></html>")
    (tmp_path / "feed.xml").write_text(
        "<feed xmlns='http://www.w3.org/2005/Atom'><entry><content>Text.</content></entry></feed>"
    )
    (tmp_path / "notes.log").write_text("Some notes.")
    articles, refusals = read(tmp_path)
    assert [a.text for a in articles] == ["Text.", "Some notes.", "A page."]
    assert refusals == []


def test_file_names_that_are_not_text_give_ids_that_are(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    with open(path, "w") as file:  # noqa: PTH123 - the name is no str
        file.write("Kyiv.")
    (article,), _ = read(tmp_path)
    assert article.id == "caf\ufffd.txt"
