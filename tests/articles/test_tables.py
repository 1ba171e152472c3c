from __future__ import annotations

import csv
import json
from datetime import date, datetime
from typing import TYPE_CHECKING

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet
from reads import read

if TYPE_CHECKING:
    from pathlib import Path

ROWS = [
    {
        "id": "1",
        "title": "Kyiv waits",
        "text": "Kyiv waits.\nMinsk, too.",
        "published": "2023-04-06",
        "source": "Example Post",
        "url": "https://example.org/1",
        "language": "en",
    },
    {"id": "2", "text": 'Лиман; «Ізюм», "Куп\'янськ"', "published": "2023-04-07"},
]


def write(path: Path, rows: list[dict[str, str]]) -> Path:
    names = list(dict.fromkeys(name for row in rows for name in row))
    if path.suffix == ".jsonl":
        path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    elif path.suffix == ".json":
        path.write_text(json.dumps(rows, indent=1))
    elif path.suffix == ".parquet":
        parquet.write_table(pa.Table.from_pylist(rows), path)
    else:
        with path.open("w", newline="", encoding="utf-8") as file:
            separator = "\t" if path.suffix == ".tsv" else ","
            writer = csv.DictWriter(file, names, delimiter=separator)
            writer.writeheader()
            writer.writerows(rows)
    return path


@pytest.fixture(params=[".jsonl", ".json", ".csv", ".tsv", ".parquet"])
def suffix(request: pytest.FixtureRequest) -> str:
    return request.param


def test_all_tables_give_the_same_articles(tmp_path: Path, suffix: str) -> None:
    articles, refusals = read(write(tmp_path / f"corpus{suffix}", ROWS))
    assert refusals == []
    first, second = articles
    assert (first.id, first.title, first.text) == ("1", ROWS[0]["title"], ROWS[0]["text"])
    assert first.published == date(2023, 4, 6)
    assert (first.source, first.url) == ("Example Post", "https://example.org/1")
    assert first.language == "en"
    assert (second.id, second.text) == ("2", ROWS[1]["text"])
    assert (second.title, second.url, second.source, second.language) == (None,) * 4


def test_columns_can_be_renamed(tmp_path: Path, suffix: str) -> None:
    row = {"nr": "a", "headline": "T", "body": "Text.", "day": "2023-04-06", "text": "not this"}
    path = write(tmp_path / f"corpus{suffix}", [row])
    names = {"id": "nr", "title": "headline", "text": "body", "published": "day"}
    (article,), refusals = read(path, columns=names)
    assert (article.id, article.title, article.text) == ("a", "T", "Text.")
    assert article.published == date(2023, 4, 6)
    assert refusals == []


def test_the_date_may_be_called_date(tmp_path: Path, suffix: str) -> None:
    path = write(tmp_path / f"corpus{suffix}", [{"text": "Text.", "date": "2023-04-06"}])
    assert read(path)[0][0].published == date(2023, 4, 6)


def test_a_missing_text_column_is_named_with_those_there_are(tmp_path: Path, suffix: str) -> None:
    path = write(tmp_path / f"corpus{suffix}", [{"id": "1", "body": "Text."}])
    articles, (refusal,) = read(path)
    assert articles == []
    assert 'no "text"' in refusal.reason or 'no column "text"' in refusal.reason
    assert "id, body" in refusal.reason


def test_rows_without_an_id_are_called_by_their_place(tmp_path: Path, suffix: str) -> None:
    rows = [{"text": "One.", "url": ""}, {"text": "Two.", "url": "https://example.org/2"}]
    first, second = read(write(tmp_path / f"corpus{suffix}", rows))[0]
    assert first.id.startswith(f"corpus{suffix}:")
    assert second.id == "https://example.org/2"
    assert second.source == "example.org"


def test_an_empty_text_is_refused_alone(tmp_path: Path, suffix: str) -> None:
    rows = [{"id": "1", "text": "One."}, {"id": "2", "text": " \n"}, {"id": "3", "text": "Three."}]
    articles, (refusal,) = read(write(tmp_path / f"corpus{suffix}", rows))
    assert [article.id for article in articles] == ["1", "3"]
    assert refusal.reason.endswith(": empty text")


def test_a_text_over_the_limit_is_refused_alone(tmp_path: Path, suffix: str) -> None:
    rows = [{"id": "1", "text": "Ї" * 200}, {"id": "2", "text": "Two."}]
    path = write(tmp_path / f"corpus{suffix}", rows)
    if suffix == ".json":
        articles, (refusal,) = read(path, max_bytes=399)
        assert articles == []
        assert "over the limit of 399 bytes" in refusal.reason
        return
    articles, (refusal,) = read(path, max_bytes=399)
    assert [article.id for article in articles] == ["2"]
    assert "too large: 400 bytes, over the limit of 399 bytes" in refusal.reason
    assert len(read(path, max_bytes=400)[0]) == 2


def test_dates_that_may_be_two_days_are_reported_once(tmp_path: Path, suffix: str) -> None:
    rows = [{"text": f"Text {n}.", "date": "04/06/2023"} for n in range(3)]
    articles, (refusal,) = read(write(tmp_path / f"corpus{suffix}", rows))
    assert [article.published for article in articles] == [None] * 3
    assert refusal.reason.startswith("3 dates not understood")
    assert "04/06/2023" in refusal.reason


def test_bad_lines_are_refused_by_their_number(tmp_path: Path) -> None:
    path = tmp_path / "corpus.jsonl"
    path.write_bytes(
        b'\xef\xbb\xbf{"id": 1, "text": "One."}\n\n{"id": 2, "text": \n[1]\n{"text": 5}\n'
        b'{"text": "\xff"}\n' + b"[" * 100_000 + b'\n{"id": 3, "text": "Three."}'
    )
    articles, refusals = read(path)
    assert [article.id for article in articles] == ["1", "3"]
    assert [r.reason.split(" (")[0] for r in refusals] == [
        "line 3: not JSON",
        "line 4: not a JSON object; write one article a line",
        'line 5: "text" is not text',
        "line 6: not UTF-8 at byte 10",
        "line 7: not JSON",
    ]


def test_a_line_that_never_ends_is_not_kept_in_memory(tmp_path: Path) -> None:
    path = tmp_path / "corpus.jsonl"
    path.write_bytes(b'{"text": "' + b"x" * 100_000 + b'"}\n{"id": 2, "text": "Two."}\n')
    articles, (refusal,) = read(path, max_bytes=1000)
    assert [article.id for article in articles] == ["2"]
    assert refusal.reason == "line 1: too long: over 7,000 bytes"


def test_json_lines_under_another_name(tmp_path: Path) -> None:
    path = tmp_path / "corpus.json"
    path.write_text('{"id": 1, "text": "One."}\n{"id": 2, "text": "Two."}\n')
    assert [article.id for article in read(path)[0]] == ["1", "2"]


def test_one_json_object_is_one_article_with_the_name_of_its_file(tmp_path: Path) -> None:
    path = tmp_path / "story.json"
    path.write_text('{\n "text": "One.",\n "title": "T"\n}')
    (article,), _ = read(path)
    assert (article.id, article.title) == ("story.json", "T")


@pytest.mark.parametrize("content", ["{", "[1]", "5", '"text"', "nonsense"])
def test_json_without_articles_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "story.json"
    path.write_text(content)
    articles, refusals = read(path)
    assert articles == []
    assert len(refusals) == 1


def test_a_semicolon_separates_where_the_comma_is_decimal(tmp_path: Path) -> None:
    path = tmp_path / "corpus.csv"
    path.write_bytes(
        "id;text\r\n1;Київ, 3,5 млн\r\n".encode("cp1251") + "2;Харків і Львів.".encode("cp1251")
    )
    first, second = read(path)[0]
    assert (first.text, second.text) == ("Київ, 3,5 млн", "Харків і Львів.")


def test_rows_with_too_many_fields_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "corpus.csv"
    path.write_text('id,text\n1,"a\nb"\n2,c,d\n3,e\n4\n')
    articles, refusals = read(path)
    assert [(a.id, a.text) for a in articles] == [("1", "a\nb"), ("3", "e")]
    assert [r.reason.split(";")[0].split(" (")[0] for r in refusals] == [
        "line 4: 3 fields where the header has 2",
        'line 6: no "text"',
    ]


def test_a_quote_that_is_never_closed_does_not_swallow_the_file(tmp_path: Path) -> None:
    path = tmp_path / "corpus.csv"
    path.write_text('id,text\n1,One.\n2,"Two.\n' + "3,Three.\n" * 1000)
    articles, (refusal,) = read(path, max_bytes=1000)
    assert [article.id for article in articles] == ["1"]
    assert refusal.reason.startswith("line 3: ")
    assert "a quote that is never closed?" in refusal.reason


def test_long_articles_fit_into_csv_and_the_module_keeps_its_limit(tmp_path: Path) -> None:
    before = csv.field_size_limit()
    text = "Kyiv said so. " * 20_000
    path = write(tmp_path / "corpus.csv", [{"id": "1", "text": text}])
    assert read(path)[0][0].text == text
    assert csv.field_size_limit() == before


def test_csv_that_breaks_in_the_middle_keeps_what_was_read(tmp_path: Path) -> None:
    path = tmp_path / "corpus.csv"
    good = b"".join(b"%d,Text %d.\n" % (n, n) for n in range(20_000))
    path.write_bytes(b"id,text\n" + good + b"x,\xff\xfe\n")
    articles, (refusal,) = read(path)
    assert len(articles) > 15_000
    assert "the rest of the file was not read" in refusal.reason


def test_tables_without_rows_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id,text\n")
    (tmp_path / "b.jsonl").write_text("\n\n")
    empty = pa.table({"id": pa.array([], pa.string()), "text": pa.array([], pa.string())})
    parquet.write_table(empty, tmp_path / "c.parquet")
    assert [r.reason for r in read(tmp_path)[1]] == ["no rows below the header", "empty", "no rows"]


def test_parquet_dates_are_dates(tmp_path: Path) -> None:
    path = tmp_path / "corpus.parquet"
    when = datetime(2023, 4, 6, 23, 30)  # noqa: DTZ001 - a column without a time zone
    table = pa.table({"text": ["One.", "Two."], "date": [when, None], "id": [1, 2]})
    parquet.write_table(table, path)
    first, second = read(path)[0]
    assert (first.id, first.published) == ("1", date(2023, 4, 6))
    assert second.published is None


def test_broken_parquet_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "corpus.parquet", ROWS)
    path.write_bytes(path.read_bytes()[:-20] + b"nonsense")
    articles, (refusal,) = read(path)
    assert articles == []
    assert refusal.reason.startswith("broken Parquet")


def test_parquet_from_standard_input_is_refused_with_advice(tmp_path: Path) -> None:
    path = write(tmp_path / "corpus.parquet", ROWS)
    (refusal,) = read("-", stdin=path.read_bytes())[1]
    assert refusal.reason == "Parquet can't be read from standard input; give the file's name"


def test_a_title_of_its_own_is_not_put_into_the_text(tmp_path: Path) -> None:
    rows = [
        {"title": "Calm in Minsk", "text": "Calm in Minsk\n\nThe president of Belarus has left."}
    ]
    (article,), _ = read(write(tmp_path / "corpus.jsonl", rows))
    assert article.text == rows[0]["text"]
    assert [(p.start, p.end, p.part) for p in article.parts] == [(0, 13, "title")]


@given(st.dictionaries(st.sampled_from(["id", "title", "text", "date", "url"]), st.text()))
def test_any_json_row_is_an_article_or_a_refusal(row: dict[str, str]) -> None:
    articles, refusals = read("-", stdin=json.dumps([row]).encode())
    assert len(articles) + len(refusals) >= 1
    assert len(articles) <= 1
