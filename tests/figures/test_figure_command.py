"""`geomap figure`: a question to a store, and the picture of the answer."""

from __future__ import annotations

import subprocess
import sys

import pytest
from click.testing import CliRunner

from geomap.cli import geomap
from geomap.errors import GeomapError
from geomap.model import Article, Mention
from geomap.store import MentionStore, Run


@pytest.fixture(scope="module")
def store(tmp_path_factory, places, gazetteer):
    assert gazetteer.version, "regions need a gazetteer"
    path = tmp_path_factory.mktemp("store") / "week.gpkg"
    articles = []
    for at, name in enumerate(["Kherson", "Kherson", "Kyiv", "Kherson Oblast"]):
        mention = Mention(0, len(name), name, usage="literal", place=places[name], score=0.9)
        articles.append(Article(f"a{at}", f"{name} {at}", source="Paper", mentions=(mention,)))
    with MentionStore(path) as held:
        held.add(articles, run=Run(geomap="9.9", gazetteer="abc", model="m"))
    return path


def run(*arguments):
    return CliRunner().invoke(geomap, ["figure", *map(str, arguments)])


@pytest.mark.parametrize("suffix", ["png", "svg", "pdf"])
def test_the_answer_is_a_file(store, tmp_path, suffix):
    output = tmp_path / f"map.{suffix}"
    done = run(store, "--region", "Kherson Oblast", "--size", "column", "-o", output)
    assert (done.exit_code, done.stdout.strip()) == (0, str(output))
    assert output.stat().st_size > 5000


def test_the_file_describes_the_answer(store, tmp_path):
    from PIL import Image

    output = tmp_path / "map.png"
    run(store, "--region", "Kherson Oblast", "--size", "column", "-o", output, "--dpi", "50")
    with Image.open(output) as picture:
        assert "3 mentions of 2 places in 3 articles" in picture.info["Description"]
        assert (
            "Most named in Kherson Oblast: Kherson 2, Kherson Oblast 1"
            in picture.info["Description"]
        )


def test_an_empty_answer_is_an_empty_map_and_status_1(store, tmp_path):
    done = run(store, "--region", "Fiji", "--size", "column", "-o", tmp_path / "map.png")
    assert done.exit_code == 1
    assert (tmp_path / "map.png").is_file()


def test_usages_that_are_asked_for_are_drawn(store, tmp_path):
    done = run(store, "--usage", "metonymic", "-o", tmp_path / "map.png", "--size", "column")
    assert done.exit_code == 1
    assert run(store, "--usage", "literal", "-o", tmp_path / "b.png").exit_code == 0


def test_a_wrong_file_name_is_a_mistake_of_one_line(store, tmp_path):
    done = run(store, "-o", tmp_path / "map.bmp")
    assert isinstance(done.exception, GeomapError)
    assert "end it in .png, .svg, .pdf" in str(done.exception)


def test_the_verb_is_loaded_without_the_libraries_that_draw():
    script = "import sys; import geomap.figure_commands; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert not {"matplotlib", "numpy", "pandas", "shapely"} & set(done.stdout.split())
