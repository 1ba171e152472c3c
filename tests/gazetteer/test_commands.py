"""The gazetteer on the command line: build, info, search."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from geomap.gazetteer.commands import gazetteer

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def run(few_path: Path, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    monkeypatch.setenv("GEOMAP_GAZETTEER", str(few_path))
    return CliRunner()


def test_search_prints_a_table_that_explains_each_hit(run: CliRunner) -> None:
    result = run.invoke(gazetteer, ["search", "Gebiet Cherson"])
    assert result.exit_code == 0
    header, hit = result.output.splitlines()
    assert header.split()[:4] == ["id", "name", "kind", "in"]
    assert header.endswith("why")
    assert "geonames:706442" in hit
    assert "composed from Oblast Cherson" in hit


def test_search_gives_json_for_machines(run: CliRunner) -> None:
    result = run.invoke(
        gazetteer, ["search", "Chersoń", "--kind", "town", "--country", "UA", "--json"]
    )
    (hit,) = json.loads(result.output)
    assert (hit["id"], hit["country"], hit["group"]) == ("geonames:706448", "UA", "town")
    assert hit["reason"] == "name (pl)"
    assert 0 < hit["score"] <= 1


def test_the_number_of_hits_is_limited(run: CliRunner) -> None:
    result = run.invoke(gazetteer, ["search", "Ivanivka", "--limit", "2"])
    assert len(result.output.splitlines()) == 3


def test_nothing_found_is_said_on_stderr_and_ends_with_1(run: CliRunner) -> None:
    result = run.invoke(gazetteer, ["search", "Qqqq", "--exact"])
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "no place named 'Qqqq'" in result.stderr


def test_info_says_what_is_in_it(run: CliRunner, few_path: Path) -> None:
    info = json.loads(run.invoke(gazetteer, ["info", "--json"]).output)
    assert info["path"] == str(few_path)
    assert info["counts"]["place"] > 5000
    assert info["up_to_date"] is False  # these are not the sources installed
    assert "left_out" in run.invoke(gazetteer, ["info"]).output
