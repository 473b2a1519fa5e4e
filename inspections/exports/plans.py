"""Plans on paper: 附件2 (R086) as a workbook and a Word document, as the printed form has it.

The heading 监管部门 spans two columns, role and name. An entry's own cells are merged over the rows of its departments.
"""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import xlsxwriter
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.shared import Cm
from docx.table import Table

from common.tables import printable
from inspections.attributes import Role
from inspections.faces import EntryFace, LineFace
from items.exports import (
    BLANK_LINES,
    BODY_FONT,
    BOX,
    DOCX_TYPE,
    HEAD_FONT,
    TITLE_FONT,
    XLSX_TYPE,
    AnnexPaper,
    Pen,
    fill_row,
    lines_of,
    merge_down,
    new_document,
    set_page,
    write_paragraph,
)
from tenancy.models import Region

HEADINGS = (
    gettext_lazy("序号"),
    gettext_lazy("综合监管计划名称"),
    gettext_lazy("监管部门"),
    "",
    gettext_lazy("监管事项"),
    gettext_lazy("监管对象"),
    gettext_lazy("检查数量（比例、频次）"),
    gettext_lazy("检查起止时间"),
)
"""The empty one is the second column under 监管部门."""
PARTY, NAME = 2, 3
OWN = (0, 1, 5, 6, 7)
"""Columns an entry fills once, merged over its departments."""
LINE = (2, 3, 4)
_WIDTHS = (1.0, 3.6, 2.2, 3.6, 5.4, 4.4, 3.4, 3.2)  # centimetres; 26.8 on landscape A4
_POINTS = 14


@dataclass(frozen=True)
class Writer:
    """One kind of file a plan is written as."""

    suffix: str
    label: str | Promise
    write: Callable[[AnnexPaper, Sequence[EntryFace]], bytes]
    content_type: str


def paper_of(tenant: Region, year: int, note: str = "") -> AnnexPaper:
    """The form's frame for a place and a year."""
    words = {"place": tenant.name, "year": year}
    title = _("%(place)s跨部门综合监管工作计划（%(year)d年度）") % words
    return AnnexPaper(annex=_("附件2"), title=title, notes=[note] if note else [])


def own_cells(face: EntryFace) -> list[str]:
    """The texts of the columns in `OWN`."""
    return [printable(text) for text in (face.number, face.title, face.objects, face.quantity, face.period)]


def line_cells(face: EntryFace) -> list[list[str]]:
    """The texts of the columns in `LINE`, a list for each department."""
    return [[printable(text) for text in (one.part, one.department, one.content)] for one in face.lines]


def blank_face(number: int) -> EntryFace:
    """An empty entry to write on, its roles printed as in the form."""
    lines = (LineFace(str(Role.LEAD.label), "", ""), *(LineFace(str(Role.COOPERATING.label), "", ""),) * 2)
    return EntryFace(str(number), "", lines, "", "", "")


def _filled(faces: Sequence[EntryFace]) -> list[EntryFace]:
    return list(faces) or [blank_face(number) for number in range(1, BLANK_LINES // 3 + 2)]


# --- .xlsx ------------------------------------------------------------------------------------------------------------


def plan_xlsx(paper: AnnexPaper, faces: Sequence[EntryFace]) -> bytes:
    """附件2 as .xlsx; without entries an empty form."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet(_("监管工作计划"))
        set_page(sheet, _WIDTHS)
        last = len(HEADINGS) - 1
        sheet.write_string(0, 0, paper.annex, book.add_format({"font_name": HEAD_FONT, "font_size": 16}))
        title = book.add_format({"font_name": TITLE_FONT, "font_size": 22, "align": "center", "valign": "vcenter"})
        sheet.merge_range(1, 0, 1, last, paper.title, title)
        sheet.set_row(1, 42)
        sheet.set_row(2, 34)
        head = book.add_format(BOX | {"font_name": HEAD_FONT, "align": "center"})
        for column, heading in enumerate(HEADINGS):
            sheet.write_string(2, column, str(heading), head)
        sheet.merge_range(2, PARTY, 2, NAME, str(HEADINGS[PARTY]), head)
        body = BOX | {"font_name": BODY_FONT}
        pen = Pen(sheet, book.add_format(body), book.add_format(body | {"quote_prefix": True}))
        below = _write_entries(pen, 3, _filled(faces))
        for row, text in enumerate(paper.notes, start=below):
            sheet.write_string(row, 0, text, book.add_format({"font_name": BODY_FONT, "font_size": 10}))
    return file.getvalue()


def _write_entries(pen: Pen, top: int, faces: Sequence[EntryFace]) -> int:
    for face in faces:
        own, lines = own_cells(face), line_cells(face)
        for column, text in zip(OWN, own, strict=True):
            pen.down(top, column, len(lines), text)
        for row, cells in enumerate(lines, start=top):
            pen.sheet.set_row(row, _height(own, cells, len(lines)))
            for column, text in zip(LINE, cells, strict=True):
                pen.cell(row, column, text)
        top += len(lines)
    return top


def _height(own: Sequence[str], cells: Sequence[str], lines: int) -> float:
    """Points for one row of an entry: its own text, or its share of the text merged over all rows."""
    tall = max(lines_of(text, _WIDTHS[column]) for column, text in zip(LINE, cells, strict=True))
    shared = max(lines_of(text, _WIDTHS[column]) for column, text in zip(OWN, own, strict=True)) / lines
    return max(tall, shared) * _POINTS + 10


# --- .docx ------------------------------------------------------------------------------------------------------------


def plan_docx(paper: AnnexPaper, faces: Sequence[EntryFace]) -> bytes:
    """附件2 as .docx; without entries an empty form."""
    document = new_document(paper)
    table = document.add_table(0, len(HEADINGS), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for column, width in zip(table.columns, _WIDTHS, strict=True):
        column.width = Cm(width)
    _head(table)
    for face in _filled(faces):
        _fill_entry(table, face)
    for note in paper.notes:
        write_paragraph(document.add_paragraph(), note, BODY_FONT, 10)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _head(table: Table) -> None:
    cells = fill_row(table, [str(heading) for heading in HEADINGS], HEAD_FONT, _WIDTHS)
    row = table.rows[0]._tr
    row.remove(cells[NAME]._tc)
    span = OxmlElement("w:gridSpan")
    span.set(f"{{{span.nsmap['w']}}}val", "2")
    cells[PARTY]._tc.get_or_add_tcPr().append(span)
    cells[PARTY].width = Cm(_WIDTHS[PARTY] + _WIDTHS[NAME])
    row.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _fill_entry(table: Table, face: EntryFace) -> None:
    own, lines = own_cells(face), line_cells(face)
    for number, cells in enumerate(lines):
        texts = dict(zip(OWN, own if number == 0 else [""] * len(OWN), strict=True)) | dict(
            zip(LINE, cells, strict=True)
        )
        row = fill_row(table, [texts[column] for column in range(len(HEADINGS))], BODY_FONT, _WIDTHS)
        for column in OWN if len(lines) > 1 else ():
            merge_down(row[column], is_first=number == 0)


WRITERS = {
    "xlsx": Writer("xlsx", gettext_lazy("附件2（.xlsx）"), plan_xlsx, XLSX_TYPE),
    "docx": Writer("docx", gettext_lazy("附件2（.docx）"), plan_docx, DOCX_TYPE),
}
"""The files a plan is written as, by the word in their address."""
