"""A printed form as a Word document."""

import io
from collections.abc import Mapping, Sequence

from docx import Document
from docx.document import Document as DocumentFile
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from common.tables.printed.paper import (
    ANNEX_POINTS,
    BODY_FONT,
    HEAD_FONT,
    TITLE_FONT,
    TITLE_POINTS,
    Entry,
    Layout,
    Paper,
)
from common.tables.writing import printable

_PADDING = "57"  # twentieths of a point, a millimetre: Word's two would leave short columns no room


def printed_docx(layout: Layout, paper: Paper, entries: Sequence[Entry]) -> bytes:
    """The form as .docx; without entries an empty form."""
    document = Document()
    _set_section(document)
    _write(document.add_paragraph(), paper.annex, HEAD_FONT, ANNEX_POINTS)
    title = _write(document.add_paragraph(), paper.title, TITLE_FONT, TITLE_POINTS)
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.paragraph_format.space_before = title.paragraph_format.space_after = Pt(10)
    table = _new_table(document, layout)
    _fill_head(table, layout)
    for entry in layout.filled(entries):
        _fill_entry(table, layout, entry)
    for number, note in enumerate(paper.notes):
        below = _write(document.add_paragraph(), note, BODY_FONT, layout.points)
        below.paragraph_format.space_before = Pt(0 if number else 6)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _set_section(document: DocumentFile) -> None:
    """A4 on its side, page numbers as on official papers."""
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = Cm(1.4)
    section.top_margin = section.bottom_margin = Cm(2)
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for words in ("— ", "", " —"):
        run = _write(footer, words, BODY_FONT, 12).runs[-1]
        if not words:
            field = OxmlElement("w:fldSimple")
            field.set(qn("w:instr"), "PAGE")
            run._r.addnext(field)


def _new_table(document: DocumentFile, layout: Layout) -> Table:
    table = document.add_table(0, len(layout.widths), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for column, width in zip(table.columns, layout.widths, strict=True):
        column.width = Cm(width)
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), _PADDING)
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    look = table._tbl.tblPr.find(qn("w:tblLook"))  # the margins stand before it
    look.addprevious(margins)
    return table


def _fill_head(table: Table, layout: Layout) -> None:
    """The headings, said again on every page."""
    row = table.add_row()
    texts = dict(enumerate(layout.headings))
    _fill_row(row, layout, texts, HEAD_FONT)
    cells = row.cells
    for first, count in layout.spans.items():
        for column in range(first + 1, first + count):
            row._tr.remove(cells[column]._tc)
        cells[first]._tc.grid_span = count
        cells[first].width = Cm(sum(layout.widths[first : first + count]))
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _fill_entry(table: Table, layout: Layout, entry: Entry) -> None:
    """An entry's own cells merged over its lines, in the XML itself: python-docx's merging leaves blank paragraphs."""
    for number, line in enumerate(entry.lines):
        row = table.add_row()
        _fill_row(row, layout, {**(dict.fromkeys(entry.own, "") if number else entry.own), **line}, BODY_FONT)
        cells = row.cells
        for column in entry.own if len(entry.lines) > 1 else ():
            cells[column]._tc.get_or_add_tcPr().vMerge_val = "continue" if number else "restart"


def _fill_row(row: _Row, layout: Layout, texts: Mapping[int, str], font: str) -> None:
    row.height, row.height_rule = Cm(0.9), WD_ROW_HEIGHT_RULE.AT_LEAST
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    cells = row.cells
    for column, text in texts.items():
        _fill_cell(cells[column], text, font, layout, column)


def _fill_cell(cell: _Cell, text: str, font: str, layout: Layout, column: int) -> None:
    cell.width = Cm(layout.widths[column])
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    paragraph = _write(cell.paragraphs[0], text, font, layout.points)
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
    if font == HEAD_FONT or column in layout.centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _write(paragraph: Paragraph, text: str, font: str, points: int) -> Paragraph:
    """A run of Chinese text. Word keeps the Chinese font apart from the Latin one; both are set, and the language,
    without which signs like “、” stand in the middle of their square, as in Taiwan.
    """
    run = paragraph.add_run(printable(text))
    run.font.size = Pt(points)
    run.font.name = font
    properties = run.element.get_or_add_rPr()
    properties.get_or_add_rFonts().set(qn("w:eastAsia"), font)
    language = OxmlElement("w:lang")
    language.set(qn("w:eastAsia"), "zh-CN")
    properties.append(language)
    paragraph.paragraph_format.space_after = Pt(0)
    return paragraph
