"""Roster files as people fill them in."""

import io
from collections.abc import Sequence
from pathlib import Path

import openpyxl

from tests.browser.desk import Desk

HEAD_ROW = 3
GOOD = [
    ("区教体局", "林之远", "副局长", "13800000001", "周雨禾", "科长", "13900000001"),
    ("区民政局", "高明远", "副局长", "13800000002", "叶知秋", "科长", "13900000002"),
]


def fill_form(desk: Desk, folder: Path, rows: Sequence[Sequence[str]]) -> Path:
    """The platform's own empty form with these rows typed in."""
    blank = desk.context.request.get(f"{desk.site.url}/610703/roster/blank.xlsx").body()
    book = openpyxl.load_workbook(io.BytesIO(blank))
    for number, row in enumerate(rows, start=HEAD_ROW + 1):
        for column, value in enumerate(row, start=1):
            book.active.cell(number, column).value = value
    file = folder / "附件3.xlsx"
    book.save(file)
    return file
