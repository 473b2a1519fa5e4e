"""Rows into spreadsheets, a row at a time, so that memory stays flat however long the list is."""

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from operator import attrgetter
from pathlib import Path
from typing import Any, Protocol

import xlsxwriter
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from common.calendars.words import ENDLESS, last_day_text
from common.tables.writing import CELL, HEADING, height_of, set_page

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
_EXCEL_CELL = 32_767
BOM = "\ufeff"
"""Excel takes a CSV file for UTF-8 only when it begins with this."""


@dataclass(frozen=True)
class Field:
    """A column of the file: its heading, and the value as a path of attributes ("department.name") or a function.

    `name` is the list's column of the same meaning: asked `?sort=name`, the file is ordered by `sort` like the list.
    `width` is in characters.
    """

    label: str | Promise
    value: str | Callable[[Any], Any]
    name: str = ""
    sort: str = ""
    width: int = 16

    def of(self, row: Any) -> Any:
        return attrgetter(self.value)(row) if isinstance(self.value, str) else self.value(row)


class Writer(Protocol):
    """Writes rows to a file; gives how many it has written after each."""

    def __call__(self, path: Path, title: str, columns: Sequence[Field], rows: Iterable[Any]) -> Iterator[int]: ...


def shown(value: Any) -> Any:
    """A value as the file shows it: truths become 是/否, lists one text, days without an end 长期, text is harmless.

    Text that a spreadsheet would take for a formula gets an apostrophe in front (CSV injection).
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(value, datetime):
        return timezone.localtime(value).replace(tzinfo=None) if timezone.is_aware(value) else value
    if isinstance(value, date):
        return last_day_text(value) if value == ENDLESS else value
    if isinstance(value, int | float | Decimal):
        return value
    if isinstance(value, list | tuple | set):
        value = _("、").join(str(one) for one in value)
    text = str(value)
    return f"'{text}" if text.startswith(_DANGEROUS) else text


def write_csv(path: Path, title: str, columns: Sequence[Field], rows: Iterable[Any]) -> Iterator[int]:
    """UTF-8 with BOM, one heading line."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(BOM)
        writer = csv.writer(file)
        writer.writerow([str(column.label) for column in columns])
        for number, row in enumerate(rows, start=1):
            writer.writerow([_as_text(shown(column.of(row))) for column in columns])
            yield number


def _as_text(value: Any) -> str:
    return value.strftime("%Y-%m-%d %H:%M") if isinstance(value, datetime) else str(value)


def write_xlsx(path: Path, title: str, columns: Sequence[Field], rows: Iterable[Any]) -> Iterator[int]:
    """One sheet with a heading that stays in sight; nothing in it is a formula or a link."""
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "in_memory": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        formats: dict[type, Any] = {
            datetime: book.add_format(CELL | {"num_format": "yyyy-mm-dd hh:mm"}),
            date: book.add_format(CELL | {"num_format": "yyyy-mm-dd"}),
            str: book.add_format(CELL),
        }
        sheet = book.add_worksheet(_sheet_name(title))
        set_page(sheet, [column.width for column in columns])
        heading = book.add_format(HEADING)
        for place, column in enumerate(columns):
            sheet.set_column(place, place, column.width)
            sheet.write_string(0, place, str(column.label), heading)
        widths = [column.width for column in columns]
        for number, row in enumerate(rows, start=1):
            values = [shown(column.of(row)) for column in columns]
            sheet.set_row(number, height_of((value if isinstance(value, str) else "" for value in values), widths))
            for place, value in enumerate(values):
                _write_cell(sheet, number, place, value, formats)
            yield number


def _write_cell(sheet: Any, line: int, place: int, value: Any, formats: dict[type, Any]) -> None:
    if isinstance(value, date):
        sheet.write_datetime(line, place, value, formats[type(value)])
    elif isinstance(value, int | float | Decimal):
        sheet.write_number(line, place, value, formats[str])
    else:
        sheet.write_string(line, place, value[:_EXCEL_CELL], formats[str])


def _sheet_name(title: str) -> str:
    """Excel allows 31 characters and forbids some."""
    return "".join(letter for letter in title if letter not in "[]:*?/\\'")[:31] or "Sheet1"


WRITERS: dict[str, Writer] = {"xlsx": write_xlsx, "csv": write_csv}
