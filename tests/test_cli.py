"""The command line as a user meets it: real processes, the real model, the real gazetteer."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parent.parent / "examples" / "articles"
HOSTILE = "Troops left Kherson. <script>alert(1)</script> {{7*7}} ${alert(1)} {% raw %} `x` \\2019"


def geomap(*arguments: str | Path, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "geomap", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
    )


class DataBlock(HTMLParser):
    """What stands in the page's JSON blocks, as a browser would read them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.inside = False
        self.blocks: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside = tag == "script" and ("type", "application/json") in attrs

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.blocks.append(data)

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002
        self.inside = False


def strings(value: object) -> list[str]:
    """Every string in a JSON value."""
    if isinstance(value, dict):
        return [s for key, v in value.items() for s in [key, *strings(v)]]
    if isinstance(value, list):
        return [s for v in value for s in strings(v)]
    return [value] if isinstance(value, str) else []


@pytest.fixture(scope="module")
def mixed_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what people really have: good files, and files that must be refused."""
    folder = tmp_path_factory.mktemp("mixed")
    (folder / "good.txt").write_text("Shells hit Kharkiv on Monday.\n", encoding="utf-8")
    (folder / "hostile.txt").write_text(HOSTILE, encoding="utf-8")
    (folder / "cyrillic.txt").write_bytes(
        ("Вчера в Харькове прошла встреча, сообщили местные власти города. " * 3).encode("cp1251")
    )
    (folder / "empty.txt").write_bytes(b"")
    (folder / "photo.txt").write_bytes(bytes(range(256)) * 40)
    with (folder / "huge.txt").open("wb") as huge:
        huge.truncate(50_000_000)
    return folder


@pytest.fixture(scope="module")
def mixed_run(
    mixed_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[subprocess.CompletedProcess[str], str]:
    page = tmp_path_factory.mktemp("maps") / "mixed.html"
    done = geomap("map", mixed_folder, "-o", page)
    return done, page.read_text(encoding="utf-8")


def test_refused_files_are_named_and_the_rest_is_mapped(
    mixed_run: tuple[subprocess.CompletedProcess[str], str],
) -> None:
    done, _ = mixed_run
    assert done.returncode == 3
    refused = [line for line in done.stderr.splitlines() if "refused " in line]
    assert [name for name in ("empty.txt", "huge.txt", "photo.txt") if name in str(refused)] == [
        "empty.txt",
        "huge.txt",
        "photo.txt",
    ]
    assert "Traceback" not in done.stderr


def test_an_article_in_another_language_is_read(
    mixed_run: tuple[subprocess.CompletedProcess[str], str],
) -> None:
    done, _ = mixed_run
    assert "not in Latin letters" not in done.stderr


@pytest.mark.parametrize("verb", [("parse", "--workers", "2"), ("ingest", "--store", "s.gpkg")])
def test_articles_in_a_language_that_is_not_read_are_counted_at_the_end(
    tmp_path: Path, verb: tuple[str, ...]
) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    norwegian = "Det regnet i Oslo hele dagen, og politiet stengte flere veier i sentrum av byen."
    for name in ("one", "two"):
        (folder / f"{name}.txt").write_text(f"{norwegian} {name}", encoding="utf-8")
    command, option, value = verb
    done = geomap(command, folder, option, tmp_path / value if command == "ingest" else value)
    assert done.returncode == 0, done.stderr
    said = "geomap: 2 articles in no, which is not read: most names in them are missed"
    assert done.stderr.splitlines()[-1] == said
    assert "Warning" not in done.stderr


def test_the_text_of_every_accepted_file_is_shown_as_text(
    mixed_run: tuple[subprocess.CompletedProcess[str], str],
) -> None:
    _, page = mixed_run
    shown = "\n".join(s for block in DataBlock(page).blocks for s in strings(json.loads(block)))
    assert HOSTILE in shown
    assert "Вчера в Харькове" in shown
    assert "Shells hit Kharkiv" in shown
    assert "<script>alert(1)" not in page


def test_a_second_run_writes_the_same_bytes_whatever_the_workers(tmp_path: Path) -> None:
    for name, workers in (("one", 1), ("two", 2)):
        done = geomap("map", EXAMPLES, "-o", tmp_path / f"{name}.html", "--workers", str(workers))
        assert done.returncode == 0, done.stderr
    assert (tmp_path / "one.html").read_bytes() == (tmp_path / "two.html").read_bytes()


def test_standard_input_and_output() -> None:
    done = geomap("parse", "-", stdin="Drones set fire to a depot in the Rostov region of Russia.")
    assert done.returncode == 0, done.stderr
    (record,) = [json.loads(line) for line in done.stdout.splitlines()]
    found = {m["text"]: m["place"] and m["place"]["name"] for m in record["mentions"]}
    assert found == {"Rostov": "Rostov Oblast", "Russia": "Russia"}


def test_the_gold_format_has_offsets_into_the_text(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus.jsonl"
    text = "Ukrainian troops entered Kherson."
    corpus.write_text(json.dumps({"id": 7, "title": "Minsk", "text": text}), encoding="utf-8")
    done = geomap("parse", corpus, "--format", "gold", "--usage", "literal,metonymic")
    assert done.returncode == 0, done.stderr
    (record,) = [json.loads(line) for line in done.stdout.splitlines()]
    assert record["id"] == "7"
    (name,) = record["toponyms"]
    assert text[name["start"] : name["end"]] == name["surface"] == "Kherson"
    assert name["country"] == "UA"


def test_nothing_found_is_exit_status_one() -> None:
    assert geomap("parse", "-", stdin="Nothing is named here at all.").returncode == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["map", "no-such-folder", "-o", "{out}"],
        ["parse", "-", "--format", "gold", "--usage", "sarcastic"],
        ["parse", "-", "--usage", "literal"],
        ["parse", "-", "--column", "text"],
        ["map", "-", "-o", "{file}/page.html"],
        ["map", "{file}", "-o", "{out}", "--tiles", "no-such-file.pmtiles"],
        ["map", "{file}", "-o", "{out}", "--tiles", "https://example.org/{{z}}/{{x}}/{{y}}"],
        ["evaluate", "no-such-file.jsonl"],
        ["no-such-verb"],
    ],
)
def test_a_wrong_question_is_one_message_and_no_traceback(
    arguments: list[str], tmp_path: Path
) -> None:
    file = tmp_path / "file"
    file.write_text("x", encoding="utf-8")
    filled = [a.format(out=tmp_path / "page.html", file=file) for a in arguments]
    done = geomap(*filled, stdin="Kyiv stands.")
    assert done.returncode in {2, 3}
    assert "Traceback" not in done.stderr
    assert done.stderr.strip()


def test_a_failed_run_leaves_the_earlier_page(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("earlier", encoding="utf-8")
    done = geomap("map", "-", "-o", page, "--model", "no_such_model", stdin="Kyiv stands.")
    assert done.returncode == 2
    assert "no_such_model" in done.stderr
    assert page.read_text(encoding="utf-8") == "earlier"
    assert [p.name for p in tmp_path.iterdir()] == ["page.html"]


def test_a_profile_of_the_publisher_tells_paris_from_paris(tmp_path: Path) -> None:
    def row(key: str, text: str) -> str:
        return json.dumps({"id": key, "source": "paper.example", "text": text}) + "\n"

    corpus = tmp_path / "earlier.jsonl"
    local = "Paris, Texas, and Reno in Lamar County, Texas, share a road with Blossom and Powderly."
    corpus.write_text(row("a", local) + row("b", local) + row("c", local), encoding="utf-8")
    story = tmp_path / "story.jsonl"
    story.write_text(row("d", "Firefighters in Paris saved a barn."), encoding="utf-8")
    learned = tmp_path / "profile.json"
    done = geomap("profile", corpus, "-o", learned)
    assert done.returncode == 0, done.stderr

    def country(*options: str | Path) -> str:
        record = json.loads(geomap("parse", story, *options).stdout)
        return str(record["mentions"][0]["place"]["country"])

    assert (country(), country("--profile", learned)) == ("FR", "US")
    broken = geomap("parse", story, "--profile", story)
    assert broken.returncode == 2
    assert "is no outlet profile" in broken.stderr
