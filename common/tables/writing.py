"""Plain tables as .xlsx. Everything is text; what a spreadsheet might take for a formula is marked as quoted."""

import io
from collections.abc import Iterable, Sequence

import xlsxwriter

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
_WIDEST, _NARROWEST = 60, 8


def write_xlsx(name: str, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """One sheet called `name`: a bold heading row that stays in view, and the rows, all as text."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet(name)
        cell = {"text_wrap": True, "valign": "top", "num_format": "@"}
        plain, quoted = book.add_format(cell), book.add_format(cell | {"quote_prefix": True})
        sheet.write_row(0, 0, headings, book.add_format({"bold": True, "bottom": 1}))
        sheet.freeze_panes(1, 0)
        widths = [len(heading) * 2 for heading in headings]
        for number, row in enumerate(rows, start=1):
            for column, text in enumerate(map(printable, row)):
                sheet.write_string(number, column, text, quoted if text.startswith(FORMULA_SIGNS) else plain)
                widths[column] = max(widths[column], max(map(len, text.split("\n"))) * 2)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, min(_WIDEST, max(_NARROWEST, width)))
    return file.getvalue()


def printable(text: str) -> str:
    """XML knows no control characters but the line break."""
    return "".join(sign for sign in text if sign >= " " or sign == "\n")
