"""What the tests of reports share: results, and one folder written from hostile articles."""

from __future__ import annotations

import warnings
from datetime import date
from typing import TYPE_CHECKING

import pytest
import stories
from browser import chromium
from hostile import PAYLOADS, URLS
from runs import RUN

from geomap.query import query_result
from geomap.regions import ShapeRegion
from geomap.reports import write_report

if TYPE_CHECKING:
    from pathlib import Path

    from geomap.query import QueryResult

__all__ = ["chromium"]


@pytest.fixture(scope="session")
def sample() -> QueryResult:
    """Three stories: every usage, a leftover, an unplaced name, a low score."""
    return query_result(stories.sample())


def hostile_articles() -> list[stories.Article]:
    """An article for each hostile text, which is its text, title, publisher and place's name."""
    found = []
    for number, (kind, text) in enumerate(PAYLOADS.items()):
        name = stories.place(
            text,
            "P.PPL",
            45.0 + number / 4,
            30.0 + number / 3,
            country="UA",
            admin1=text,
        )
        found.append(
            stories.story(
                f"{kind} {text}",
                f"{text} Kherson {text} Nowhere{number} {text}",
                [("Kherson", name, {}), (f"Nowhere{number}", None, {"reason": text})],
                title=text,
                source=text,
                url=URLS[number % len(URLS)],
                published=date(2022, 10, 1 + number),
            )
        )
    return found


@pytest.fixture(scope="session")
def hostile() -> QueryResult:
    """A result in which all that comes from outside is hostile."""
    return query_result(hostile_articles())


@pytest.fixture(scope="session")
def hostile_folder(hostile: QueryResult, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report folder of the hostile result, with a hostile title and region."""
    import shapely

    folder = tmp_path_factory.mktemp("hostile") / "report"
    evil = "</title><script>window.ran = 1</script> {{ 7*7 }} ${1} `x` \x00\u202e"
    asked = {"region": ShapeRegion(evil, shapely.box(20, 40, 50, 60)), "text": evil}
    with warnings.catch_warnings():
        # The figure says which letters no font of this machine has; others may have them.
        warnings.filterwarnings("ignore", "drawn as a replacement character", UserWarning)
        write_report(
            hostile,
            folder,
            title=evil,
            asked=asked,  # type: ignore[arg-type]
            runs=dict.fromkeys(hostile.articles, RUN),
        )
    return folder
