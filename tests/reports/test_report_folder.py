"""The folder as a whole: the same bytes, all or nothing, templates, the command."""

from __future__ import annotations

from typing import TYPE_CHECKING

import docx
import lxml.html
import pytest
import stories
from click.testing import CliRunner
from reading import docx_text, html_text
from runs import RUN

from geomap.cli import geomap
from geomap.errors import UsageError
from geomap.query import query_result
from geomap.reports import make_report, write_report
from geomap.reports.document import report_document
from geomap.reports.folder import FILES
from geomap.reports.markdown import report_markdown
from geomap.reports.page import report_page
from geomap.store import MentionStore

if TYPE_CHECKING:
    from pathlib import Path

    from geomap.query import QueryResult

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8ffff"
    "3f0005fe02fea735818b0000000049454e44ae426082"
)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_a_second_run_writes_the_same_bytes(sample: QueryResult, tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_report(sample, tmp_path / name, title="T")
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_files_of_the_user_stay_and_ours_are_replaced(sample: QueryResult, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "report.md").write_text("earlier", encoding="utf-8")
    write_report(sample, tmp_path)
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted([*FILES, "notes.txt"])
    assert (tmp_path / "notes.txt").read_text(encoding="utf-8") == "mine"
    assert (tmp_path / "report.md").read_text(encoding="utf-8").startswith("# Places named")


def test_a_failed_run_leaves_the_earlier_folder(sample: QueryResult, tmp_path: Path) -> None:
    folder = tmp_path / "report"
    folder.mkdir()
    (folder / "report.html").write_text("earlier", encoding="utf-8")
    templates = tmp_path / "templates"
    templates.mkdir()
    # The last document to be written fails, when all others are there.
    (templates / "report.docx").write_bytes(b"no archive")
    with pytest.raises(UsageError, match="can't read the template"):
        write_report(sample, folder, templates=templates)
    assert contents(folder) == {"report.html": b"earlier"}
    with pytest.raises(UsageError, match="can't read the template"):
        write_report(sample, tmp_path / "new", templates=templates)
    assert not (tmp_path / "new").exists()


def test_what_can_not_be_written_is_said(sample: QueryResult, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(UsageError, match="can't write"):
        write_report(sample, tmp_path / "file" / "report")
    (tmp_path / "report" / "map.png").mkdir(parents=True)
    with pytest.raises(UsageError, match=r"map\.png is a folder"):
        write_report(sample, tmp_path / "report")
    with pytest.raises(UsageError, match="no template in"):
        write_report(sample, tmp_path / "other", templates=tmp_path)
    unplaced = query_result([stories.story("a", "Qqville.", [("Qqville", None, {})])])
    with pytest.raises(UsageError, match="nothing to report"):
        write_report(unplaced, tmp_path / "other")


def test_a_page_of_one_s_own_is_filled(sample: QueryResult, tmp_path: Path) -> None:
    template = tmp_path / "report.html"
    template.write_text(
        "<html><head><title data-geomap='title'>Acme: </title></head><body>"
        "<p id=mine>Ours</p><section data-geomap='places'><h2>Places</h2></section>"
        "<div data-geomap='map'></div></body></html>",
        encoding="utf-8",
    )
    report = make_report(sample, title="A & <b>")
    page = report_page(report, picture=PIXEL, map_page="<p>map", template=template)
    root = lxml.html.document_fromstring(page)
    assert root.findtext(".//title") == "Acme: A & <b>"
    assert [node.tag for node in root.find(".//section")] == ["h2", "div"]
    assert root.find(".//iframe").get("srcdoc") == "<p>map"
    assert "data-geomap" not in page
    template.write_text("<p data-geomap='weather'></p>", encoding="utf-8")
    with pytest.raises(UsageError, match="slot 'weather'; known: citation, countries"):
        report_page(report, picture=PIXEL, map_page="", template=template)


def test_markdown_of_one_s_own_is_filled(sample: QueryResult, tmp_path: Path) -> None:
    template = tmp_path / "report.md"
    template.write_text(
        "---\nlang: en\n---\n<!-- geomap: title -->\nOurs {{ x }}\n<!-- geomap:places -->\n",
        encoding="utf-8",
    )
    made = report_markdown(make_report(sample, title="T"), template=template)
    assert made.startswith("---\nlang: en\n---\n# T\nOurs {{ x }}\n*Places by number")
    template.write_text("one\n<!-- geomap: weather -->\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"report.md:2 has a slot 'weather'"):
        report_markdown(make_report(sample), template=template)


def test_a_word_document_of_one_s_own_lends_its_styles(sample: QueryResult, tmp_path: Path) -> None:
    template = tmp_path / "report.docx"
    own = docx.Document()
    own.add_paragraph("Acme Research")
    own.styles["Heading 1"].font.name = "Acme Sans"
    own.save(str(template))
    made = tmp_path / "made.docx"
    made.write_bytes(report_document(make_report(sample), picture=PIXEL, template=template))
    assert docx_text(made).startswith("Acme Research")
    assert docx.Document(str(made)).styles["Heading 1"].font.name == "Acme Sans"
    own.styles["Caption"].delete()
    own.save(str(template))
    with pytest.raises(UsageError, match="has no style Caption"):
        report_document(make_report(sample), picture=PIXEL, template=template)


def test_a_long_title_is_whole_in_the_word_document(sample: QueryResult, tmp_path: Path) -> None:
    made = tmp_path / "made.docx"
    report = make_report(sample, title="Long " * 200)
    made.write_bytes(report_document(report, picture=PIXEL))
    assert docx_text(made).startswith(("Long " * 200).strip())


def test_the_command_writes_the_folder_and_says_so(tmp_path: Path) -> None:
    store = tmp_path / "week.gpkg"
    with MentionStore(store) as held:
        held.add(stories.sample(), run=RUN)

    def run(*arguments: str | Path) -> tuple[int, str, str]:
        done = CliRunner().invoke(geomap, ["report", str(store), *map(str, arguments)])
        if done.exception and not isinstance(done.exception, SystemExit):
            raise done.exception
        return done.exit_code, done.stdout, done.stderr

    folder = tmp_path / "report"
    question = ("--region", "bbox:32,46,34,47", "--since", "2022-10-01", "--usage", "literal")
    status, said, notes = run("-o", folder, "--title", "South", *question)
    assert status == 0
    assert said.splitlines() == [str(folder / name) for name in FILES]
    assert "not counted" in notes
    text = html_text((folder / "report.html").read_text(encoding="utf-8"))
    with MentionStore(store, create=False) as held:
        count = held.count("place", source=["The Example", "Another Paper"], usage="literal")
    kherson = int(count.set_index("name")["mentions"]["Kherson"])
    assert f"Khersontown{kherson}" in text.replace("Kherson Oblast, Ukraine", "").replace(
        "Kherson Oblast, UA", ""
    )
    assert "Published from2022-10-01" in text
    assert "Usage of the nameliteral" in text
    status, said, notes = run("-o", tmp_path / "none", "--text", "zebra")
    assert (status, said) == (1, "")
    assert "nothing was written" in notes
    assert not (tmp_path / "none").exists()
