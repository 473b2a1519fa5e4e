"""A printed form as a workbook. Text only: what a spreadsheet might take for a formula is marked as quoted."""

import io
from collections.abc import Mapping, Sequence
from math import ceil
from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from common.tables.printed.paper import (
    ANNEX_POINTS,
    BODY_FONT,
    HEAD_FONT,
    TITLE_FONT,
    TITLE_POINTS,
    Entry,
    Layout,
    Paper,
    lines_in,
)
from common.tables.writing import FORMULA_SIGNS, printable

_CHARACTERS_PER_CM = 5.0  # Excel's column width at 11 points
_LINE = 1.4  # points a line takes for each point of its letters
_LOWEST, _HIGHEST = 28, 400
"""A row one can write in by hand, and nearly the highest that Excel knows; a longer text goes on in the next row."""
_TITLE_ROW, _HEAD_ROW = 1, 2
_A3, _A4 = 8, 9


def printed_xlsx(layout: Layout, paper: Paper, entries: Sequence[Entry]) -> bytes:
    """The form as .xlsx; without entries an empty form."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False}) as book:
        form = _Form(book, layout)
        form.head(paper)
        form.notes(form.body(layout.filled(entries)), paper.notes)
    return file.getvalue()


class _Form:
    """One sheet on its way to paper."""

    def __init__(self, book: xlsxwriter.Workbook, layout: Layout) -> None:
        self.book, self.layout = book, layout
        self.sheet: Worksheet = book.add_worksheet(layout.name)
        self.plain = self._box(), self._box(align="center")
        self.quoted = self._box(quote_prefix=True), self._box(quote_prefix=True, align="center")
        _set_page(self.sheet, layout)

    def _box(self, **more: Any) -> Any:
        face = {"border": 1, "valign": "vcenter", "text_wrap": True, "num_format": "@"}
        return self.book.add_format(face | {"font_name": BODY_FONT, "font_size": self.layout.points} | more)

    def head(self, paper: Paper) -> None:
        """The mark, the title over the form's columns, the headings."""
        mark = self.book.add_format({"font_name": HEAD_FONT, "font_size": ANNEX_POINTS})
        self.sheet.write_string(0, 0, paper.annex, mark)
        face = {"font_name": TITLE_FONT, "font_size": TITLE_POINTS, "align": "center", "valign": "vcenter"}
        self._across(_TITLE_ROW, paper.title, self.book.add_format(face))
        self.sheet.set_row(_TITLE_ROW, 42)
        layout = self.layout
        head = self._box(font_name=HEAD_FONT, align="center")
        for column, heading in enumerate(layout.headings):
            if count := layout.spans.get(column):
                self.sheet.merge_range(_HEAD_ROW, column, _HEAD_ROW, column + count - 1, "", head)
            if column not in layout.covered:
                self.sheet.write_string(_HEAD_ROW, column, heading, head)
        tallest = max(layout.lines_of(heading, column) for column, heading in enumerate(layout.headings))
        self.sheet.set_row(_HEAD_ROW, max(_LOWEST, self._points(tallest)))

    def body(self, entries: Sequence[Entry]) -> int:
        """Write every entry; returns the row below the last."""
        top = _HEAD_ROW + 1
        for entry in entries:
            first = top
            for line, height in zip(entry.lines, self._heights(entry), strict=True):
                rows = ceil(height / _HIGHEST)
                for row in range(top, top + rows):
                    self.sheet.set_row(row, height / rows)
                self._cells(line, top, rows)
                top += rows
            self._cells(entry.own, first, top - first)
        return top

    def notes(self, top: int, notes: Sequence[str]) -> None:
        """The notes under the table, as wide as the form."""
        face = {"font_name": BODY_FONT, "font_size": self.layout.points, "text_wrap": True, "valign": "vcenter"}
        note = self.book.add_format(face)
        width = sum(self.layout.widths[self.layout.repeated : self.layout.last + 1])
        for row, text in enumerate(notes, start=top):
            self._across(row, text, note)
            self.sheet.set_row(row, self._points(lines_in(text, width, self.layout.points)))

    def _across(self, row: int, text: str, face: Any) -> None:
        """Over the form's columns, without those said again on the next sheet: it would be cut off there."""
        first = self.layout.repeated
        self.sheet.merge_range(row, first, row, self.layout.last, "", face)
        self.sheet.write_string(row, first, text, face)

    def _cells(self, texts: Mapping[int, str], top: int, rows: int) -> None:
        for column, text in texts.items():
            words = printable(text)
            face = (self.quoted if words.startswith(FORMULA_SIGNS) else self.plain)[column in self.layout.centred]
            if rows > 1:
                self.sheet.merge_range(top, column, top + rows - 1, column, "", face)
            self.sheet.write_string(top, column, words, face)

    def _heights(self, entry: Entry) -> list[float]:
        """Points for each line of an entry: its own text, or its share of the text merged over all lines."""
        share = self._tallest(entry.own) / len(entry.lines)
        return [max(_LOWEST, self._points(max(share, self._tallest(line)))) for line in entry.lines]

    def _tallest(self, texts: Mapping[int, str]) -> int:
        return max((self.layout.lines_of(text, column) for column, text in texts.items()), default=1)

    def _points(self, lines: float) -> float:
        return lines * self.layout.points * _LINE + 8


def _set_page(sheet: Worksheet, layout: Layout) -> None:
    """On its side, as wide as the paper, headings on every page, numbers as on official papers."""
    sheet.set_landscape()
    sheet.set_paper(_A3 if layout.abreast > 1 else _A4)
    sheet.set_margins(left=0.5, right=0.5, top=0.8, bottom=0.8)
    sheet.center_horizontally()
    sheet.repeat_rows(_HEAD_ROW)
    sheet.set_footer("&C— &P —")
    sheet.fit_to_pages(layout.abreast, 0)
    if layout.repeated:
        sheet.repeat_columns(0, layout.repeated - 1)
    for column, width in enumerate(layout.widths):
        sheet.set_column(column, column, width * _CHARACTERS_PER_CM)
