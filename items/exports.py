"""The list of key items on paper: 附件1 (R023) as a workbook and a Word document, and the extended list (R025).

An item's cells are merged over the lines of its cooperating departments, as the printed form has them. Text only: what
a spreadsheet might take for a formula is stored as text and marked as quoted.
"""

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

import xlsxwriter
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from docx import Document
from docx.document import Document as DocumentFile
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from xlsxwriter.worksheet import Worksheet

from common.tables import FORMULA_SIGNS, printable
from items.faces import ItemFace, LineFace
from items.published import ITEM_LIST
from items.snapshots import changes_between, faces_of
from publication.kinds import Offer, PublicFile, offer
from tenancy.models import Region

HEADINGS = (
    gettext_lazy("序号"),
    gettext_lazy("监管领域"),
    gettext_lazy("行业主管（牵头监管）部门"),
    gettext_lazy("牵头部门监管事项"),
    gettext_lazy("设定依据"),
    gettext_lazy("监管对象"),
    gettext_lazy("组织层级"),
    gettext_lazy("监管层级"),
    gettext_lazy("配合监管部门"),
    gettext_lazy("配合部门监管事项"),
    gettext_lazy("设定依据"),
)
LEAD_COLUMNS = 8
BLANK_LINES = 6  # an empty form still has lines to write on
TITLE_FONT, HEAD_FONT, BODY_FONT = "方正小标宋简体", "黑体", "仿宋"
_WIDTHS = (1.0, 1.9, 2.6, 3.4, 3.2, 2.6, 1.5, 1.5, 2.6, 3.4, 3.1)  # centimetres; 26.8 on landscape A4
_MORE_WIDTH = 3.0
_CHARACTERS_PER_CM = 4.6  # Excel's column width at 11 points
_SIGN_CM, _LINE_POINTS = 0.36, 14  # a Chinese sign and a line of text at 10 points
BOX = {"border": 1, "valign": "vcenter", "text_wrap": True, "num_format": "@", "font_size": 10}


@dataclass(frozen=True)
class NumberedFace:
    """An item with its 序号."""

    number: str
    face: ItemFace

    @property
    def lead_cells(self) -> list[str]:
        face = self.face
        cells = [self.number, face.domain, face.lead, face.content, face.basis, face.objects]
        return [printable(text) for text in [*cells, face.organising_levels, face.supervision_levels]]

    @property
    def line_cells(self) -> list[list[str]]:
        """Three cells a cooperating department; one blank line when there is none."""
        lines = self.face.lines or (LineFace("", ""),)
        return [[printable(text) for text in (line.department, line.content, line.basis)] for line in lines]

    @property
    def more_cells(self) -> list[str]:
        return [printable(text) for text in self.face.more.values()]


@dataclass(frozen=True)
class AnnexPaper:
    """What stands around the list: 附件1, the title, the notes on filling it in."""

    annex: str
    title: str
    notes: Sequence[str]


@dataclass(frozen=True)
class Writer:
    """One kind of file the list is written as."""

    suffix: str
    label: str | Promise
    write: Callable[[AnnexPaper, Sequence[NumberedFace]], bytes]
    content_type: str


def paper_of(tenant: Region) -> AnnexPaper:
    """The form's frame for a place."""
    return _paper(_("%(place)s跨部门综合监管重点事项清单") % {"place": tenant.name})


def _paper(title: str, *remarks: str) -> AnnexPaper:
    return AnnexPaper(
        annex=_("附件1"),
        title=title,
        notes=[
            _("注：1.监管领域可根据《国民经济行业分类》中的行业大类填写，也可根据监管实际填写。"),
            _("2.监管事项应描述具体的检查内容。"),
            _("3.设定依据为法律法规的具体条文。"),
            _("4.监管层级指省市县。"),
            *remarks,
        ],
    )


# --- .xlsx ------------------------------------------------------------------------------------------------------------


def annex_xlsx(paper: AnnexPaper, items: Sequence[NumberedFace]) -> bytes:
    """The printed form as .xlsx; without items an empty form."""
    return _xlsx(paper, items, [])


def extended_xlsx(paper: AnnexPaper, items: Sequence[NumberedFace]) -> bytes:
    """The eleven columns, then every attribute the printed form has no column for (R025)."""
    return _xlsx(paper, items, list(items[0].face.more) if items else [])


def _xlsx(paper: AnnexPaper, items: Sequence[NumberedFace], more: list[str]) -> bytes:
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet(_("重点事项清单"))
        headings = [*(str(heading) for heading in HEADINGS), *more]
        set_page(sheet, [*_WIDTHS, *(_MORE_WIDTH for _heading in more)])
        last = len(headings) - 1
        sheet.write_string(0, 0, paper.annex, book.add_format({"font_name": HEAD_FONT, "font_size": 16}))
        title = book.add_format({"font_name": TITLE_FONT, "font_size": 22, "align": "center", "valign": "vcenter"})
        sheet.merge_range(1, 0, 1, last, paper.title, title)
        sheet.set_row(1, 42)
        sheet.set_row(2, 32)
        head = book.add_format(BOX | {"font_name": HEAD_FONT, "align": "center"})
        for column, heading in enumerate(headings):
            sheet.write_string(2, column, heading, head)
        body = BOX | {"font_name": BODY_FONT}
        pen = Pen(sheet, book.add_format(body), book.add_format(body | {"quote_prefix": True}))
        below = _write_items(pen, 3, items, len(more)) if items else pen.blanks(3, len(headings))
        note = book.add_format({"font_name": BODY_FONT, "font_size": 10})
        for row, text in enumerate(paper.notes, start=below):
            sheet.write_string(row, 0, text, note)
    return file.getvalue()


@dataclass(frozen=True)
class Pen:
    """Writes cells of text, merged downwards where an entry has several lines."""

    sheet: Worksheet
    plain: object
    quoted: object

    def blanks(self, top: int, width: int) -> int:
        for row in range(top, top + BLANK_LINES):
            self.sheet.set_row(row, 28)
            for column in range(width):
                self.cell(row, column, "")
        return top + BLANK_LINES

    def down(self, row: int, column: int, count: int, text: str) -> None:
        if count > 1:
            self.sheet.merge_range(row, column, row + count - 1, column, "", self.plain)
        self.cell(row, column, text)

    def cell(self, row: int, column: int, text: str) -> None:
        self.sheet.write_string(row, column, text, self.quoted if text.startswith(FORMULA_SIGNS) else self.plain)


def _write_items(pen: Pen, top: int, items: Sequence[NumberedFace], more: int) -> int:
    """Write every item from row `top`; returns the row below the last."""
    for item in items:
        lines = item.line_cells
        for column, text in enumerate(item.lead_cells):
            pen.down(top, column, len(lines), text)
        for row, cells in enumerate(lines, start=top):
            pen.sheet.set_row(row, _height(item, cells, len(lines)))
            for column, text in enumerate(cells, start=LEAD_COLUMNS):
                pen.cell(row, column, text)
        for column, text in enumerate(item.more_cells[:more], start=len(HEADINGS)):
            pen.down(top, column, len(lines), text)
        top += len(lines)
    return top


def _height(item: NumberedFace, cells: Sequence[str], lines: int) -> float:
    """Points for one line of an item: its own text, or its share of the text merged over all lines."""
    own = max(map(lines_of, cells, _WIDTHS[LEAD_COLUMNS:]))
    shared = max(map(lines_of, item.lead_cells, _WIDTHS)) / lines
    return max(own, shared) * _LINE_POINTS + 8


def lines_of(text: str, width: float) -> int:
    """How many lines a text of Chinese signs takes in a column of `width` centimetres."""
    return ceil(max(1, len(text)) / (width // _SIGN_CM - 1))


def set_page(sheet: Worksheet, widths: Sequence[float]) -> None:
    """A4 on its side, columns of `widths` centimetres, headings on every page, numbers as on official papers."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.5, right=0.5, top=0.8, bottom=0.8)
    sheet.center_horizontally()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(2)
    sheet.set_footer("&C— &P —")
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width * _CHARACTERS_PER_CM)


# --- .docx ------------------------------------------------------------------------------------------------------------


def new_document(paper: AnnexPaper) -> DocumentFile:
    """A4 on its side, with the mark of the annex and its title."""
    document = Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = Cm(1.4)
    write_paragraph(document.add_paragraph(), paper.annex, HEAD_FONT, 16)
    write_paragraph(document.add_paragraph(), paper.title, TITLE_FONT, 22).alignment = WD_ALIGN_PARAGRAPH.CENTER
    return document


def annex_docx(paper: AnnexPaper, items: Sequence[NumberedFace]) -> bytes:
    """The printed form as .docx; without items an empty form."""
    document = new_document(paper)
    _fill_table(document.add_table(0, len(HEADINGS), style="Table Grid"), items)
    for note in paper.notes:
        write_paragraph(document.add_paragraph(), note, BODY_FONT, 10)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _fill_table(table: Table, items: Sequence[NumberedFace]) -> None:
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, width in zip(table.columns, _WIDTHS, strict=True):
        column.width = Cm(width)
    fill_row(table, [str(heading) for heading in HEADINGS], HEAD_FONT, _WIDTHS)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for item in items:
        _fill_item(table, item)
    for _number in range(0 if items else BLANK_LINES):
        fill_row(table, [""] * len(HEADINGS), BODY_FONT, _WIDTHS)


def _fill_item(table: Table, item: NumberedFace) -> None:
    """The lead's cells merged over the lines."""
    lines = item.line_cells
    for number, cells in enumerate(lines):
        lead = item.lead_cells if number == 0 else [""] * LEAD_COLUMNS
        row = fill_row(table, [*lead, *cells], BODY_FONT, _WIDTHS)
        for cell in row[:LEAD_COLUMNS] if len(lines) > 1 else []:
            merge_down(cell, is_first=number == 0)


def merge_down(cell: _Cell, *, is_first: bool) -> None:
    """Let a cell be part of one merged downwards, in the XML itself: python-docx's merging leaves blank paragraphs."""
    merge = OxmlElement("w:vMerge")
    if is_first:
        merge.set(qn("w:val"), "restart")
    cell._tc.get_or_add_tcPr().append(merge)


def fill_row(table: Table, texts: Sequence[str], font: str, widths: Sequence[float]) -> tuple[_Cell, ...]:
    """A row of centred cells of these widths in centimetres."""
    cells = table.add_row().cells
    for cell, text, width in zip(cells, texts, widths, strict=True):
        cell.width = Cm(width)
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        write_paragraph(cell.paragraphs[0], text, font, 9)
    return cells


def write_paragraph(paragraph: Paragraph, text: str, font: str, points: int) -> Paragraph:
    """A run of text in a paragraph. Word keeps the Chinese font apart from the Latin one; both are set."""
    run = paragraph.add_run(text)
    run.font.size = Pt(points)
    run.font.name = font
    run.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    paragraph.paragraph_format.space_after = Pt(0)
    return paragraph


XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
WRITERS = {
    "xlsx": Writer("xlsx", gettext_lazy("附件1（.xlsx）"), annex_xlsx, XLSX_TYPE),
    "docx": Writer("docx", gettext_lazy("附件1（.docx）"), annex_docx, DOCX_TYPE),
    "extended": Writer("xlsx", gettext_lazy("扩展清单（.xlsx）"), extended_xlsx, XLSX_TYPE),
}
"""The files a list is written as, by the word in their address."""


# --- what the public downloads (R033) ---------------------------------------------------------------------------------


def _public(writer: Writer) -> PublicFile:
    """A published list in the same form, from its snapshot alone."""

    def write(title: str, snapshot: Mapping[str, Any], remark: str) -> bytes:
        items = [NumberedFace(number, face) for number, face in faces_of(snapshot).items()]
        return writer.write(_paper(title, remark), items)

    return PublicFile(writer.suffix, writer.label, writer.content_type, write)


offer(ITEM_LIST, Offer((_public(WRITERS["xlsx"]), _public(WRITERS["docx"])), changes_between))
