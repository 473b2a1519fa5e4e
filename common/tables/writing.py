"""Plain tables as .xlsx. Everything is text; what a spreadsheet might take for a formula is marked as quoted."""

import io
from collections.abc import Iterable, Sequence
from math import ceil

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
_WIDEST, _NARROWEST = 60, 8
_A3, _A4, _MOST_ON_A4 = 8, 9, 180
_LINE, _HIGHEST = 15.0, 409.0


CELL = {"text_wrap": True, "valign": "vcenter", "border": 1}
HEADING = CELL | {"bold": True, "align": "center"}
"""How the cells of a plain table look."""


def write_xlsx(name: str, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """One sheet called `name`: a bold heading row that stays in view, and the rows, all as text."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet(name)
        cell = CELL | {"num_format": "@"}
        plain, quoted = book.add_format(cell), book.add_format(cell | {"quote_prefix": True})
        sheet.write_row(0, 0, headings, book.add_format(HEADING))
        widths = [len(heading) * 2 for heading in headings]
        written = [[printable(text) for text in row] for row in rows]
        for row in written:
            for column, text in enumerate(row):
                widths[column] = max(widths[column], max(map(len, text.split("\n"))) * 2)
        widths = [min(_WIDEST, max(_NARROWEST, width)) for width in widths]
        for number, row in enumerate(written, start=1):
            sheet.set_row(number, height_of(row, widths))
            for column, text in enumerate(row):
                sheet.write_string(number, column, text, quoted if text.startswith(FORMULA_SIGNS) else plain)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        set_page(sheet, widths)
    return file.getvalue()


def set_page(sheet: Worksheet, widths: Sequence[int]) -> None:
    """The heading stays in view; on paper A4 or A3 on its side, one page wide, the heading and a number on each page.

    `widths` are those of the columns in characters.
    """
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.set_paper(_A3 if sum(widths) > _MOST_ON_A4 else _A4)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer("&C— &P —")


def height_of(texts: Iterable[str], widths: Iterable[int]) -> float:
    """Points for a row of wrapped texts in columns of so many characters; a Chinese sign is as wide as two."""
    lines = max((_lines(text, width) for text, width in zip(texts, widths, strict=False) if text), default=1)
    return min(_HIGHEST, lines * _LINE)


def _lines(text: str, width: int) -> int:
    return sum(max(1, ceil((len(line) + len(line.encode())) / 2 / width)) for line in text.split("\n"))


def printable(text: str) -> str:
    """XML knows no control characters but the line break."""
    return "".join(sign for sign in text if sign >= " " or sign == "\n")
