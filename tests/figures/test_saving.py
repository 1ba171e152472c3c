"""Files: the same bytes each time, whole or not at all."""

from __future__ import annotations

import subprocess
import sys

import matplotlib as mpl
import pytest

from geomap.errors import UsageError
from geomap.figures import figure, save_figure

SCRIPT = """
import sys
from geomap.figures import figure, save_figure
from geomap.model import Article, Mention, Place
from geomap.query import query_result

town = Place("geonames:706448", "Kherson", "P.PPL", country="UA", lat=46.6, lon=32.6)
land = Place(
    "geonames:630336", "Belarus", "A.PCLI", country="BY", lat=53.5, lon=28.0, precision="region"
)
articles = []
for place in (town, land):
    mention = Mention(0, len(place.name), place.name, place=place)
    articles.append(Article(place.id, place.name, source=place.name, mentions=(mention,)))
drawn = figure(query_result(articles), size="column")
for suffix in ("png", "svg", "pdf"):
    save_figure(drawn, f"{sys.argv[1]}.{suffix}", dpi=80, alt="A map")
"""


def test_other_processes_write_the_same_bytes(tmp_path):
    for seed in ("1", "2"):
        subprocess.run(
            [sys.executable, "-c", SCRIPT, str(tmp_path / seed)],
            check=True,
            env={"PYTHONHASHSEED": seed, "HOME": str(tmp_path), "MPLCONFIGDIR": str(tmp_path)},
        )
    for suffix in ("png", "svg", "pdf"):
        first = (tmp_path / f"1.{suffix}").read_bytes()
        assert first == (tmp_path / f"2.{suffix}").read_bytes()
        assert len(first) > 5000


@pytest.mark.parametrize("suffix", ["png", "svg", "pdf"])
def test_a_second_figure_gives_the_same_bytes_whatever_the_users_settings(tmp_path, corpus, suffix):
    result = corpus({"Kherson": 3, "Belarus": 1})
    one, other = tmp_path / f"one.{suffix}", tmp_path / f"other.{suffix}"
    save_figure(figure(result, size="column"), one)
    with mpl.rc_context(
        {"font.family": "serif", "svg.hashsalt": "x", "axes.facecolor": "red", "savefig.dpi": 33}
    ):
        save_figure(figure(result, size="column"), other)
        assert mpl.rcParams["font.family"] == ["serif"]
    assert one.read_bytes() == other.read_bytes()


def test_a_figure_is_as_large_as_it_says(tmp_path, corpus):
    from PIL import Image

    save_figure(figure(corpus({"Kherson": 1}), size="column"), tmp_path / "a.png")
    with Image.open(tmp_path / "a.png") as picture:
        assert picture.width == pytest.approx(3.35 * 300, abs=1)
    save_figure(figure(corpus({"Kherson": 1}), size="slide"), tmp_path / "b.png", dpi=72)
    with Image.open(tmp_path / "b.png") as picture:
        assert picture.size == pytest.approx((960, 540), abs=1)


def test_the_description_travels_in_the_file(tmp_path, corpus):
    from PIL import Image

    drawn = figure(corpus({"Kherson": 1}), size="column")
    save_figure(drawn, tmp_path / "a.png", alt="Map of <one> & a place\x00")
    with Image.open(tmp_path / "a.png") as picture:
        assert picture.info["Description"] == "Map of <one> & a place\ufffd"
    save_figure(drawn, tmp_path / "a.svg", alt="Map of <one> & a place")
    assert "Map of &lt;one&gt; &amp; a place" in (tmp_path / "a.svg").read_text(encoding="utf-8")


def test_an_unknown_format_is_refused_and_nothing_is_written(tmp_path, corpus):
    with pytest.raises(UsageError, match=r"end it in \.png, \.svg, \.pdf"):
        save_figure(figure(corpus({"Kherson": 1})), tmp_path / "a.gif")
    assert list(tmp_path.iterdir()) == []
