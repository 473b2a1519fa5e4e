"""The liaison roster on paper: 附件3 (R014) as a workbook and as a Word document, in the layout of the form.

Both carry text only. A value that a spreadsheet might take for a formula is stored as text and marked as quoted, so
it stays text when somebody edits the cell.
"""

import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import cast

import xlsxwriter
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Cm, Pt
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from common.exports import Asked, Field, export
from common.exports.writers import Writer as ExportWriter
from common.tables import FORMULA_SIGNS, printable
from directory.filters import RosterFilters
from directory.models import LiaisonEntry
from directory.queries.roster import holder_of, roster_of
from directory.roster_columns import FIELDS
from tenancy.models import Region
from tenancy.models.departments import Coordination
from tenancy.scope import current_scope

TITLE_FONT, HEAD_FONT, BODY_FONT = "方正小标宋简体", "黑体", "仿宋"
BLANK_LINES = 10  # an empty form still has lines to write on
_WIDTHS = (6.0, 2.8, 4.1, 3.5, 2.8, 4.1, 3.5)  # centimetres; 26.8 on landscape A4
_CHARACTERS_PER_CM = 4.6  # Excel's column width at 11 points
_BOX = {"border": 1, "align": "center", "valign": "vcenter", "text_wrap": True, "num_format": "@"}


@dataclass(frozen=True)
class RosterPaper:
    """What stands around the lines: 附件3, the title, and the note under the table (none when empty)."""

    annex: str
    title: str
    note: str = ""


@dataclass(frozen=True)
class Writer:
    """One kind of file the form is written as."""

    write: Callable[[RosterPaper, Iterable[Mapping[str, str]]], bytes]
    content_type: str


def paper_of(tenant: Region, today: date) -> RosterPaper:
    """The form's frame for a place: where and by when the form of the year of `today` is filed (R014)."""
    collector = holder_of(tenant, Coordination.COLLECTION)
    note = _("注：各行业主管（牵头监管）部门于%(year)s年1月15日前将此表报送%(collector)s。")
    return RosterPaper(
        annex=_("附件3"),
        title=_("%(place)s跨部门综合监管工作联络表") % {"place": tenant.name},
        note=note % {"year": today.year, "collector": collector or _("统筹部门")},
    )


def headings() -> list[str]:
    """The seven column headings in the words and the order of the form."""
    person = [_("职务"), _("手机号码")]
    return [_("单位名称"), _("分管领导"), *person, _("工作联系人"), *person]


def roster_xlsx(paper: RosterPaper, rows: Iterable[Mapping[str, str]]) -> bytes:
    """The form as .xlsx; each row maps the seven `FIELDS` to text."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet(_("工作联络表"))
        _set_page(sheet)
        last = len(FIELDS) - 1
        sheet.write_string(0, 0, paper.annex, book.add_format({"font_name": HEAD_FONT, "font_size": 16}))
        title = {"font_name": TITLE_FONT, "font_size": 22, "align": "center", "valign": "vcenter"}
        sheet.merge_range(1, 0, 1, last, "", book.add_format(title))
        sheet.write_string(1, 0, paper.title, book.add_format(title))
        sheet.set_row(1, 42)
        head = book.add_format(_BOX | {"font_name": HEAD_FONT, "font_size": 12})
        for column, heading in enumerate(headings()):
            sheet.write_string(2, column, heading, head)
        sheet.set_row(2, 30)
        body = _BOX | {"font_name": BODY_FONT, "font_size": 12}
        plain, quoted = book.add_format(body), book.add_format(body | {"quote_prefix": True})
        below = _write_lines(sheet, 3, _lines(rows), plain, quoted)
        if paper.note:
            note = book.add_format({"font_name": BODY_FONT, "font_size": 12, "text_wrap": True, "valign": "top"})
            sheet.merge_range(below, 0, below, last, "", note)
            sheet.write_string(below, 0, paper.note, note)
            sheet.set_row(below, 36)
    return file.getvalue()


def roster_docx(paper: RosterPaper, rows: Iterable[Mapping[str, str]]) -> bytes:
    """The form as .docx; each row maps the seven `FIELDS` to text."""
    document = Document()
    _set_section(document.sections[0])
    _paragraph(document.add_paragraph(), paper.annex, HEAD_FONT, 16)
    title = _paragraph(document.add_paragraph(), paper.title, TITLE_FONT, 22)
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.paragraph_format.space_before = title.paragraph_format.space_after = Pt(12)
    _fill_table(document.add_table(0, len(FIELDS), style="Table Grid"), _lines(rows))
    if paper.note:
        _paragraph(document.add_paragraph(), paper.note, BODY_FONT, 12).paragraph_format.space_before = Pt(6)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _lines(rows: Iterable[Mapping[str, str]]) -> list[list[str]]:
    lines = [[printable(row[field]) for field in FIELDS] for row in rows]
    return lines or [[""] * len(FIELDS)] * BLANK_LINES


def _set_page(sheet: Worksheet) -> None:
    """A4 on its side, one page wide, headings on every page, page numbers as on official papers."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.5, right=0.5, top=0.8, bottom=0.8)
    sheet.center_horizontally()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(2)
    sheet.set_footer("&C— &P —")
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width * _CHARACTERS_PER_CM)


def _write_lines(sheet: Worksheet, top: int, lines: Sequence[Sequence[str]], plain: Format, quoted: Format) -> int:
    """Write each line as text from row `top`; return the row below the last."""
    for row, line in enumerate(lines, start=top):
        sheet.set_row(row, 28)
        for column, text in enumerate(line):
            sheet.write_string(row, column, text, quoted if text.startswith(FORMULA_SIGNS) else plain)
    return top + len(lines)


def _set_section(section: Section) -> None:
    """A4 on its side, page numbers as on official papers."""
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = Cm(1.4)
    section.top_margin = section.bottom_margin = Cm(2)
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for words in ("— ", "", " —"):
        run = _paragraph(footer, words, BODY_FONT, 12).runs[-1]
        if not words:
            field = OxmlElement("w:fldSimple")
            field.set(qn("w:instr"), "PAGE")
            run._r.addnext(field)


def _fill_table(table: Table, lines: Sequence[Sequence[str]]) -> None:
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    for column, width in zip(table.columns, _WIDTHS, strict=True):
        column.width = Cm(width)
    _fill_row(table.add_row(), headings(), HEAD_FONT)
    for line in lines:
        _fill_row(table.add_row(), line, BODY_FONT)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _fill_row(row: _Row, texts: Sequence[str], font: str) -> None:
    row.height, row.height_rule = Cm(1), WD_ROW_HEIGHT_RULE.AT_LEAST
    for cell, text, width in zip(row.cells, texts, _WIDTHS, strict=True):
        _fill_cell(cell, text, font, width)


def _fill_cell(cell: _Cell, text: str, font: str, width: float) -> None:
    cell.width = Cm(width)
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    paragraph = _paragraph(cell.paragraphs[0], text, font, 12)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(3)


def _paragraph(paragraph: Paragraph, text: str, font: str, points: int) -> Paragraph:
    """Word keeps the Chinese font apart from the Latin one; both are set."""
    run = paragraph.add_run(text)
    run.font.size = Pt(points)
    run.font.name = font
    properties = run.element.get_or_add_rPr()
    properties.get_or_add_rFonts().set(qn("w:eastAsia"), font)
    language = OxmlElement("w:lang")
    language.set(qn("w:eastAsia"), "zh-CN")
    properties.append(language)
    paragraph.paragraph_format.space_after = Pt(0)
    return paragraph


WRITERS = {
    "xlsx": Writer(roster_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "docx": Writer(roster_docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
}


def _form_writer(write: Callable[[RosterPaper, Iterable[Mapping[str, str]]], bytes]) -> ExportWriter:
    """The form as the Export pattern writes a list: all rows at once, for the place whose scope is open."""

    def fill(path: Path, title: str, columns: Sequence[Field], rows: Iterable[LiaisonEntry]) -> Iterator[int]:
        lines = [entry.values for entry in rows]
        place = Region.objects.get(pk=cast(int, current_scope().tenant))
        path.write_bytes(write(paper_of(place, timezone.localdate()), lines))
        yield len(lines)

    return fill


@export(
    "directory.roster",
    label=gettext_lazy("工作联络表"),
    permission="roster.view",
    columns=[],
    writers={kind: _form_writer(writer.write) for kind, writer in WRITERS.items()},
)
def roster_rows(asked: Asked) -> QuerySet:
    """The lines the list shows."""
    found = RosterFilters(asked.GET, queryset=roster_of(asked.tenant), request=asked)
    return found.qs.order_by("department__name", "pk")
