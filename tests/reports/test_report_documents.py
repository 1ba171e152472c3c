"""Every document prints the same numbers, and hostile text only as text."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from typing import TYPE_CHECKING

import docx
import lxml.etree
import lxml.html
import pytest
from hostile import PAYLOADS
from reading import docx_tables, docx_text, html_tables, html_text, markdown_html
from runs import RUN

from geomap.reports import make_report, write_report
from geomap.reports.folder import FILES
from geomap.reports.sections import Table, sections
from geomap.reports.text import shown

if TYPE_CHECKING:
    from pathlib import Path

    from geomap.query import QueryResult

IN_TEXT = {
    *("h1", "h2", "p", "a", "img", "em", "strong", "ul", "li", "blockquote"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}
IN_PAGE = {
    *("html", "head", "meta", "title", "style", "body", "main", "div", "section", "figure"),
    *("figcaption", "iframe", "caption", "dl", "dt", "dd", "bdi", "mark"),
}


@pytest.fixture(scope="module")
def folder(sample: QueryResult, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("sample") / "new" / "report"
    write_report(sample, made, title="The south", runs=dict.fromkeys(sample.articles, RUN))
    return made


def tables_of(result: QueryResult) -> list[list[list[str]]]:
    report = make_report(result, runs=dict.fromkeys(result.articles, RUN))
    return [
        [list(block.header), *map(list, block.rows)]
        for section in sections(report)
        for block in section.blocks
        if isinstance(block, Table)
    ]


def test_the_folder_holds_what_it_should(folder: Path) -> None:
    assert sorted(path.name for path in folder.iterdir()) == sorted(FILES)
    assert all(path.stat().st_size for path in folder.iterdir())


@pytest.mark.parametrize("which", ["sample", "hostile"])
def test_all_documents_have_the_same_tables(
    which: str, folder: Path, hostile_folder: Path, request: pytest.FixtureRequest
) -> None:
    where = folder if which == "sample" else hostile_folder
    expected = tables_of(request.getfixturevalue(which))
    assert len(expected) >= 5
    page = html_tables((where / "report.html").read_text(encoding="utf-8"))
    markdown = html_tables(markdown_html((where / "report.md").read_text(encoding="utf-8")))
    for found in (page, markdown, docx_tables(where / "report.docx")):
        # The question of the hostile folder leaves nothing out, as the sample's does.
        assert found == expected


def test_the_numbers_of_the_tables_are_those_of_the_result(
    folder: Path, sample: QueryResult
) -> None:
    places = html_tables((folder / "report.html").read_text(encoding="utf-8"))[0]
    counted = sample.frame["name"].value_counts()
    assert {row[0]: int(row[3]) for row in places[1:]} == dict(counted)
    assert int(sum(int(row[3]) for row in places[1:])) == len(sample.frame)
    rows = list(csv.DictReader(io.StringIO((folder / "mentions.csv").read_text("utf-8"))))
    assert [row["mention_id"] for row in rows if row["place_id"]] == list(
        sample.frame["mention_id"]
    )
    assert len(rows) == len(sample.frame) + len(sample.unplaced)


@pytest.mark.parametrize("name", ["report.html", "report.md", "report.docx"])
def test_summary_citation_and_alternative_text_are_everywhere(
    name: str, folder: Path, sample: QueryResult
) -> None:
    report = make_report(sample, runs=dict.fromkeys(sample.articles, RUN))
    text = (
        docx_text(folder / name)
        if name.endswith("docx")
        else html_text(markdown_html((folder / name).read_text(encoding="utf-8")))
        if name.endswith("md")
        else html_text((folder / name).read_text(encoding="utf-8"))
    )
    assert report.summary in text
    assert report.citation in text
    assert all(said in text for said in (*report.method, *report.limits))
    for sentence in report.sentences:
        assert sentence.before + sentence.name + sentence.after in text


@pytest.mark.parametrize("text", PAYLOADS.values(), ids=PAYLOADS)
def test_hostile_text_is_shown_as_text(text: str, hostile_folder: Path) -> None:
    said = shown(text)
    assert said in html_text((hostile_folder / "report.html").read_text(encoding="utf-8"))
    assert said in docx_text(hostile_folder / "report.docx")
    markdown = markdown_html((hostile_folder / "report.md").read_text(encoding="utf-8"))
    assert said in html_text(markdown)


def test_hostile_text_makes_no_element(hostile_folder: Path) -> None:
    allowed = {*IN_PAGE, *IN_TEXT}
    root = lxml.html.document_fromstring((hostile_folder / "report.html").read_text("utf-8"))
    assert {node.tag for node in root.iter() if isinstance(node.tag, str)} <= allowed
    assert not [name for node in root.iter() for name in node.attrib if name.startswith("on")]
    links = [node.get("href") for node in root.iter("a")]
    assert links
    assert all(link.startswith("https://example.org/") for link in links)
    markdown = markdown_html((hostile_folder / "report.md").read_text(encoding="utf-8"))
    tree = lxml.html.fragment_fromstring(markdown, create_parent=True)
    assert {node.tag for node in tree.iterdescendants() if isinstance(node.tag, str)} <= IN_TEXT
    snippets = (hostile_folder / "embed.html").read_text(encoding="utf-8")
    snippet = lxml.html.fragment_fromstring(snippets)
    tags = {node.tag for node in snippet.iter()}
    assert tags == {"figure", "iframe", "noscript", "a", "img", "figcaption"}
    for name in ("embed.html", "embed.md"):
        assert "{{" not in (hostile_folder / name).read_text(encoding="utf-8").replace("\\{", "")


def test_the_snippets_show_map_picture_and_words(folder: Path, sample: QueryResult) -> None:
    text = (folder / "embed.html").read_text(encoding="utf-8")
    frame = lxml.html.fragment_fromstring(text).find("iframe")
    assert frame.get("src") == "map.html"
    assert frame.get("title") == "Interactive map: The south"
    assert 'src="map.png"' in text
    markdown = (folder / "embed.md").read_text(encoding="utf-8")
    assert markdown.startswith('<iframe src="map.html" title="Interactive map: The south"')
    # Inside a frame HTML knows no elements: what reads Markdown sees them, a browser does not.
    assert '<a href="map.html"><img src="map.png"' in markdown_html(markdown)
    assert str(len(sample.articles)) in markdown


def test_the_word_document_is_built_for_word(folder: Path, sample: QueryResult) -> None:
    document = docx.Document(str(folder / "report.docx"))
    styles = [paragraph.style.name for paragraph in document.paragraphs if paragraph.style]
    assert styles[0] == "Title"
    assert styles.count("Heading 1") == len(sections(make_report(sample)))
    assert styles.count("Caption") == len(document.tables) + 1
    xml = document.element.body
    pictures = xml.xpath(".//wp:docPr")
    assert len(pictures) == 1
    assert pictures[0].get("descr").startswith("Map")
    for table in document.tables:
        assert table.rows[0]._tr.xpath("./w:trPr/w:tblHeader")
    with zipfile.ZipFile(folder / "report.docx") as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                lxml.etree.fromstring(archive.read(name))


def test_links_of_the_word_document_lead_to_the_web_alone(hostile_folder: Path) -> None:
    part = docx.Document(str(hostile_folder / "report.docx")).part
    outside = [rel.target_ref for rel in part.rels.values() if rel.is_external]
    assert outside
    assert all(target.startswith("https://example.org/") for target in outside)


def test_every_row_can_be_traced(folder: Path, sample: QueryResult) -> None:
    features = json.loads((folder / "mentions.geojson").read_text(encoding="utf-8"))["features"]
    assert len(features) == len(sample.frame)
    for feature in features:
        row = feature["properties"]
        text = sample.articles[row["article_id"]].text
        assert text[row["start"] : row["end"]] == row["text"]
        assert text[row["sentence_start"] : row["sentence_end"]] == row["sentence"]
        assert (row["geomap"], row["gazetteer"], row["model"]) == ("1.2.3", "abc", "model")
        drawn = row["group"] in {"town", "site"}
        point = {"type": "Point", "coordinates": [row["lon"], row["lat"]]}
        assert feature["geometry"] == (point if drawn else None)
    rows = list(csv.DictReader(io.StringIO((folder / "mentions.csv").read_text("utf-8"))))
    (missing,) = [row for row in rows if not row["place_id"]]
    assert (missing["text"], missing["reason"]) == ("Qqville", "no place has this name")
    assert missing["gazetteer"] == "abc"
    assert [int(row["start"]) for row in rows if row["article_id"] == "a2"] == sorted(
        int(row["start"]) for row in rows if row["article_id"] == "a2"
    )


def test_a_spreadsheet_finds_no_formula(hostile_folder: Path) -> None:
    text = (hostile_folder / "mentions.csv").read_text(encoding="utf-8")
    rows = list(csv.reader(io.StringIO(text)))
    cells = [cell for row in rows for cell in row]
    assert any(cell.startswith("'=HYPERLINK") for cell in cells)
    assert not [c for c in cells if c.startswith(("=", "@", "+", "\t", "\r"))]
    assert not [c for c in cells if c.startswith("-") and not re.fullmatch(r"-[\d.]+", c)]
