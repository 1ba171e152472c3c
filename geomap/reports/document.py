"""report.docx: the report as a Word document in the styles of its template."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from functools import singledispatchmethod
from typing import TYPE_CHECKING, Any

from geomap.errors import UsageError
from geomap.reports.sections import (
    Bullets,
    Facts,
    Paragraph,
    Quotes,
    Table,
    sections,
    source_line,
)

if TYPE_CHECKING:
    from pathlib import Path

    from docx.document import Document

    from geomap.reports.report import KeySentence, Report
    from geomap.reports.sections import Block

STYLES = ("Title", "Heading 1", "Caption", "List Bullet", "Quote", "Table Grid")
"""The styles that a template must have; Word has them all, and lists them once they are used."""

_EPOCH = (1980, 1, 1, 0, 0, 0)
_NO_DATE = datetime(1980, 1, 1)  # noqa: DTZ001 - the file's format knows no time zone here
_A4_CM = (21.0, 29.7)
_MARGIN_CM = 2.3
_FIGURE_SHARE = 0.68
"""Of a page's height, so that title, figure and caption share the first page."""
_TABLE_POINTS = 9
_NARROWEST, _WIDEST = 13, 36
"""Letters that a column of a table is wide at least, and at most when shares are given out."""
_PROPERTY = 255
"""Letters that the properties of a file may have."""
_TOGETHER = 3
"""Rows of a table that stay on one page with its caption."""


def report_document(report: Report, *, picture: bytes, template: Path | None = None) -> bytes:
    """The report as a .docx file; the same report gives the same bytes.

    ``picture`` is the figure as PNG. ``template`` is a .docx of the user's own: what stands in it
    stays, the report follows in its styles (`STYLES`). Raises UsageError where it can't be read or
    lacks a style.
    """
    writer = _Writer(_opened(template), report)
    writer.write(picture)
    out = io.BytesIO()
    writer.document.save(out)
    return _undated(out.getvalue())


def _opened(template: Path | None) -> Document:
    import docx
    from docx.opc.exceptions import PackageNotFoundError
    from docx.shared import Cm

    try:
        document = docx.Document(str(template)) if template else docx.Document()
    except (OSError, ValueError, KeyError, zipfile.BadZipFile, PackageNotFoundError) as error:
        raise UsageError(f"can't read the template {template}: {error}") from error
    missing = [name for name in STYLES if name not in document.styles]
    if missing:
        raise UsageError(
            f"{template} has no style {', '.join(missing)}: use it once in Word, and save"
        )
    if template is None:
        section = document.sections[0]
        section.page_width, section.page_height = Cm(_A4_CM[0]), Cm(_A4_CM[1])
        section.left_margin = section.right_margin = Cm(_MARGIN_CM)
        section.top_margin = section.bottom_margin = Cm(_MARGIN_CM)
    return document


class _Writer:
    """Puts a report at the end of a document."""

    def __init__(self, document: Document, report: Report) -> None:
        self.document = document
        self.report = report
        self._count: dict[str, int] = {}

    def write(self, picture: bytes) -> None:
        """Write all of the report."""
        core = self.document.core_properties
        core.title, core.author, core.comments = self.report.title[:_PROPERTY], "geomap", ""
        core.last_modified_by, core.revision = "geomap", 1
        core.created = core.modified = _NO_DATE
        self.document.add_paragraph(self.report.title, style="Title")
        self.document.add_paragraph(self.report.summary)
        self._figure(picture)
        for section in sections(self.report):
            self.document.add_heading(section.heading, level=1)
            for block in section.blocks:
                self.block(block)

    def _figure(self, picture: bytes) -> None:
        width, height = self._room()
        shape = self.document.add_picture(io.BytesIO(picture))
        share = min(1.0, width / shape.width, _FIGURE_SHARE * height / shape.height)
        shape.width, shape.height = int(shape.width * share), int(shape.height * share)
        named = shape._inline.docPr  # noqa: SLF001 - the library has no other way to alternative text
        named.set("name", "Map")
        named.set("descr", self.report.alt_text)
        self.document.paragraphs[-1].paragraph_format.keep_with_next = True
        self._caption("Figure", self.report.caption)

    def _caption(self, kind: str, text: str, *, above: bool = False) -> None:
        """A caption with a number that Word counts, for its lists of figures and tables."""
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        self._count[kind] = self._count.get(kind, 0) + 1
        paragraph = self.document.add_paragraph(f"{kind} ", style="Caption")
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), f" SEQ {kind} \\* ARABIC ")
        counted = paragraph.add_run(str(self._count[kind]))
        field.append(counted._r)  # noqa: SLF001 - fields are beyond the library
        paragraph._p.append(field)  # noqa: SLF001
        paragraph.add_run(f". {text}")
        paragraph.paragraph_format.keep_with_next = above

    def _room(self) -> tuple[int, int]:
        """The width and height of a page's text, in the units of the file (914,400 an inch)."""
        page = self.document.sections[-1]
        width = (page.page_width or 0) - (page.left_margin or 0) - (page.right_margin or 0)
        height = (page.page_height or 0) - (page.top_margin or 0) - (page.bottom_margin or 0)
        return width, height

    def _widths(self, table: Table) -> list[int]:
        """The widths of columns, by their longest text within bounds; together the whole width."""
        longest = [
            min(
                max(_NARROWEST, *(len(row[at]) + 2 for row in [table.header, *table.rows])), _WIDEST
            )
            for at in range(len(table.header))
        ]
        return [self._room()[0] * length // sum(longest) for length in longest]

    @singledispatchmethod
    def block(self, block: Block) -> None:
        """Add a block."""
        raise TypeError(f"{type(block).__name__} is no block")

    @block.register(Paragraph)
    def _(self, block: Paragraph) -> None:
        self.document.add_paragraph(block.text)

    @block.register(Bullets)
    def _(self, block: Bullets) -> None:
        for item in block.items:
            self.document.add_paragraph(item, style="List Bullet")

    @block.register(Facts)
    def _(self, block: Facts) -> None:
        for fact in block.facts:
            paragraph = self.document.add_paragraph(style="List Bullet")
            paragraph.add_run(f"{fact.name}: ").bold = True
            paragraph.add_run(fact.value)

    @block.register(Table)
    def _(self, block: Table) -> None:
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.oxml import OxmlElement
        from docx.shared import Pt

        self._caption("Table", block.caption, above=True)
        table = self.document.add_table(rows=0, cols=len(block.header), style="Table Grid")
        left = len(block.header) - block.numbers
        table.autofit = False
        widths = self._widths(block)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        for number, row in enumerate([block.header, *block.rows]):
            made = table.add_row()
            properties = made._tr.get_or_add_trPr()  # noqa: SLF001 - as above
            properties.append(OxmlElement("w:cantSplit"))
            if number == 0:
                properties.append(OxmlElement("w:tblHeader"))
            for at, (cell, text) in enumerate(zip(made.cells, row, strict=True)):
                cell.width = widths[at]
                paragraph = cell.paragraphs[0]
                paragraph.paragraph_format.space_after = 0
                # The head of a table is not left alone at the foot of a page.
                paragraph.paragraph_format.keep_with_next = number < _TOGETHER
                run = paragraph.add_run(text)
                run.bold = number == 0 or None
                run.font.size = Pt(_TABLE_POINTS)
                if at >= left:
                    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        self.document.add_paragraph(block.more or "")

    @block.register(Quotes)
    def _(self, block: Quotes) -> None:
        for sentence in block.sentences:
            paragraph = self.document.add_paragraph(sentence.before, style="Quote")
            paragraph.paragraph_format.keep_with_next = True
            paragraph.add_run(sentence.name).bold = True
            paragraph.add_run(sentence.after)
            self._source(sentence)

    def _source(self, sentence: KeySentence) -> None:
        title, rest = source_line(sentence)
        paragraph = self.document.add_paragraph(f"{sentence.place}: ")
        run = paragraph.add_run(title)
        if sentence.link:
            _link(paragraph, run, sentence.link)
        paragraph.add_run(f", {rest}")


def _link(paragraph: Any, run: Any, address: str) -> None:  # noqa: ANN401 - the library's own
    """Make a run the text of a link; blue and underlined, as readers know links."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import RGBColor

    run.font.underline = True
    run.font.color.rgb = RGBColor(0x0B, 0x4F, 0x8A)
    link = OxmlElement("w:hyperlink")
    key = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link.set(qn("r:id"), key)
    link.append(run._r)  # noqa: SLF001 - links are beyond the library
    paragraph._p.append(link)  # noqa: SLF001


def _undated(packed: bytes) -> bytes:
    """The same archive without the time at which it was made."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(packed)) as made,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as undated,
    ):
        for name in made.namelist():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            undated.writestr(entry, made.read(name))
    return out.getvalue()
