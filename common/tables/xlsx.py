"""Sheets of a workbook: values by calamine, and what calamine does not tell by a look at the XML.

calamine builds a full rectangle, so a sheet holding nothing but its very last cell would take 36 GB and end the
process. The XML is therefore searched for cells beyond the limits before calamine opens it. A shared text used by
every cell would grow the same way; the product of both is limited too.
"""

import re
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from io import BytesIO
from posixpath import join, normpath
from tempfile import NamedTemporaryFile
from typing import cast

from django.utils.translation import gettext as _
from lxml import etree
from python_calamine import CalamineError, CalamineWorkbook, SheetMetadata, SheetTypeEnum, SheetVisibleEnum

from common.tables.packages import SAFE_XML, Parts, parse_xml, repack
from common.tables.refusals import (
    CellTooLong,
    Corrupt,
    HasExternalLinks,
    NoTable,
    StrangeInside,
    TooManyColumns,
    TooManyRows,
    TooManySheets,
    UnpacksTooLarge,
)
from common.tables.sheet import Limits, Place, Range, Sheet, Trouble, column_letters

# One spelling of every attribute, so that plain searches (twenty times faster) find what any parser would find.
_ONE_SPELLING = bytes.maketrans(b"\t\r\n'abcdefghijklmnopqrstuvwxyz", b'   "ABCDEFGHIJKLMNOPQRSTUVWXYZ')
_SHAPE = bytes.maketrans(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ123456789", b"A" * 26 + b"0" * 9)
_CELLS_STAND_IN = b"SHEETDATA"  # calamine looks for cells nowhere else
_NOTABLE = (b"<F", b":F", b"HIDDEN", b'"E"')  # formulas, hidden rows and columns, error values
_AT = b' R *= *"'
# Parts that hold no cells; some of them have attributes that look like cell references.
_NO_CELLS = re.compile(r"docProps/|customXml/|xl/(theme|drawings|charts|diagrams|pivot\w+|persons|\w*comments)", re.I)
_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([1-9]\d{0,6})")
_LAST_COLUMN = 16_384
_ITEM_ENDS, _SHORT = b"</si>", 1024
# LibreOffice writes the last rows of a sheet, empty as they are, once whole columns were formatted.
_EMPTY_ROWS = re.compile(rb"<(?:\w+:)?row\b[^<>]*(?:/>|>\s*</(?:\w+:)?row>)")
_EXACT = 1e15  # Excel keeps fifteen digits
_Value = str | float | bool | date | datetime | time | timedelta


def read_xlsx(parts: Parts, limits: Limits) -> list[Sheet]:
    """Every worksheet in order, hidden ones marked. Errors: `TableRefused` before anything dangerous is parsed."""
    if any(name.startswith("xl/externalLinks/") for name in parts):
        raise HasExternalLinks
    parts = {name: content for name, content in parts.items() if not _NO_CELLS.match(name)}
    paths = _sheet_paths(parts)
    try:
        with _guarded(parts, limits) as (book, notable):
            wanted = [(n, meta) for n, meta in enumerate(book.sheets_metadata) if meta.typ == SheetTypeEnum.WorkSheet]
            if not wanted:
                raise NoTable
            if len(book.sheet_names) > limits.sheets:
                raise TooManySheets(count=len(book.sheet_names), limit=limits.sheets)
            _check_names(wanted, paths, parts)
            return [_sheet(book, n, notable.get(paths[meta.name], b""), meta, limits) for n, meta in wanted]
    except (CalamineError, etree.XMLSyntaxError, ValueError) as error:
        raise Corrupt from error


@contextmanager
def _guarded(parts: Parts, limits: Limits) -> Iterator[tuple[CalamineWorkbook, Parts]]:
    """The workbook and those of its parts that hold something calamine does not tell.

    calamine reads the shared texts, beside the search, when it opens a workbook, and no sheet before it is asked. From
    a file it does so without a turn of Python's.
    """
    with NamedTemporaryFile(suffix=".xlsx") as clean:
        repack(parts, clean)
        with ThreadPoolExecutor(max_workers=1) as thread:
            opening = thread.submit(CalamineWorkbook.from_path, clean.name)
            notable, is_changed = _guard(parts, limits)
        if is_changed:
            repack(parts, clean)
        with CalamineWorkbook.from_path(clean.name) if is_changed else opening.result() as book:
            yield book, notable


def _guard(parts: Parts, limits: Limits) -> tuple[Parts, bool]:
    """Refuse cells beyond the limits wherever they stand, known sheet or not; rows out there without cells are dropped.

    Returns the parts that hold something calamine does not tell, and whether rows were dropped.
    """
    row = b"[A-Z]*0*(?:%b)" % _above(str(limits.rows), "0123456789")
    column = b"(?:%b)\\d" % _above(column_letters(limits.columns - 1), "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    beyond = re.compile(_AT + b"(?:%b|%b)" % (row, column))
    longest = _longest_shared(parts)
    notable, is_changed = {}, False
    for name, content in list(parts.items()):
        plain = content.translate(_ONE_SPELLING)
        if _CELLS_STAND_IN not in plain:
            continue
        is_beyond = beyond.search(plain, _first_far(plain, limits))
        if is_beyond:
            parts[name], is_changed = _EMPTY_ROWS.sub(b"", content), True
            plain = parts[name].translate(_ONE_SPELLING)
            is_beyond = beyond.search(plain, _first_far(plain, limits))
        if is_beyond:
            is_wide = re.search(_AT + column, plain)
            raise (
                TooManyColumns(sheet=_("工作表"), limit=limits.columns)
                if is_wide
                else TooManyRows(sheet=_("工作表"), limit=limits.rows)
            )
        if longest * _most_cells(plain) > limits.text and longest * _cells(plain) > limits.text:
            raise UnpacksTooLarge
        if any(mark in plain for mark in _NOTABLE):
            notable[name] = parts[name]
    return notable, is_changed


def _first_far(plain: bytes, limits: Limits) -> int:
    """Where the element begins of the first cell that by its shape, letters and digits, may lie beyond the limits.

    Shapes are found much faster than a pattern, and most sheets hold none of these.
    """
    shape, cells = plain.translate(_SHAPE), plain.find(_CELLS_STAND_IN)
    marks = (b"0" * len(str(limits.rows)) + b'"', b"A" * len(column_letters(limits.columns - 1)) + b"0")
    first = min((at for at in (shape.find(mark, cells) for mark in marks) if at >= 0), default=len(plain))
    return max(cells, plain.rfind(b"<", cells, first + 1))


def _most_cells(plain: bytes) -> int:
    """More cells that show a shared text than this there are not."""
    return len(plain) // len('<c t="s"><v>0</v></c>')


def _cells(plain: bytes) -> int:
    return plain.count(b"<C") + plain.count(b":C")


def _above(limit: str, signs: str) -> bytes:
    """A pattern for every number that is greater than `limit`, written in `signs`: more signs, or a greater one."""
    ways = [f"[{signs[0]}-{signs[-1]}]" + f"{{{len(limit) + 1},}}"]
    for place, sign in enumerate(limit):
        if sign != signs[-1]:
            greater = f"[{signs[signs.index(sign) + 1]}-{signs[-1]}]"
            rest = f"[{signs[0]}-{signs[-1]}]{{{len(limit) - place - 1}}}"
            ways.append(limit[:place] + greater + rest)
    return "|".join(ways).encode()


def _longest_shared(parts: Parts) -> int:
    """Bytes of the longest shared text at most, mark-up included; `_SHORT` where all are shorter."""
    shared = [content for name, content in parts.items() if name.lower() == "xl/sharedstrings.xml"]
    return max(map(_longest_item, shared), default=0)


def _longest_item(content: bytes) -> int:
    """Cut where an item ends; within CDATA that mark could be mere text."""
    if b"<![CDATA[" in content:
        return len(content)
    return _SHORT if _are_short(content) else max(map(len, content.split(_ITEM_ENDS)))


def _are_short(content: bytes) -> bool:
    """Whether an item ends in every so many bytes: a hundred times faster than looking at each."""
    at = 0
    while at + _SHORT < len(content):
        end = content.rfind(_ITEM_ENDS, at, at + _SHORT)
        if end < 0:
            return False
        at = end + len(_ITEM_ENDS)
    return True


def _sheet_paths(parts: Parts) -> dict[str, str]:
    """Sheet names and the parts they stand in."""
    relations = {r.get("Id"): r.get("Target", "") for r in parse_xml(parts.get("xl/_rels/workbook.xml.rels", b""))}
    paths = {}
    for sheet in parse_xml(parts["xl/workbook.xml"]).iterfind(".//{*}sheet"):
        number = next((value for key, value in sheet.attrib.items() if key.endswith("}id")), "")
        paths[sheet.get("name", "")] = normpath(join("/xl", relations.get(number, ""))).lstrip("/")
    return paths


def _check_names(wanted: list[tuple[int, SheetMetadata]], paths: dict[str, str], parts: Parts) -> None:
    """What calamine reads must be what was searched: every sheet has a name and a part of its own."""
    found = [paths.get(meta.name, "") for _number, meta in wanted]
    if len(set(found)) < len(found) or not all(path in parts for path in found):
        raise StrangeInside


def _sheet(book: CalamineWorkbook, number: int, xml: bytes, meta: SheetMetadata, limits: Limits) -> Sheet:
    source = book.get_sheet_by_index(number)
    values = source.to_python(skip_empty_area=False)
    if len(values) > limits.rows:
        raise TooManyRows(sheet=source.name, limit=limits.rows)
    if values and len(values[0]) > limits.columns:
        raise TooManyColumns(sheet=source.name, limit=limits.columns)
    notable = _Notable(limits)
    notable.walk(xml)
    mixed = {number: row for number, row in enumerate(values) if not _is_short_text(row, limits.cell)}
    sheet = Sheet(
        source.name,
        "xlsx",
        [[_text(value) for value in row] if n in mixed else cast(list[str], row) for n, row in enumerate(values)],
        merged=_merged(source.merged_cell_ranges or [], limits),
        troubles=notable.troubles | dict(_lost_digits(mixed)),
        hidden_rows=frozenset(notable.hidden_rows),
        hidden_columns=frozenset(notable.hidden_columns),
        is_hidden=meta.visible != SheetVisibleEnum.Visible,
    )
    _refuse_long(sheet, mixed, limits)
    return sheet


def _text(value: _Value) -> str:
    """A value as a clerk would read it: 13900000000.0 is 13900000000."""
    if type(value) is str:
        return value
    if type(value) is float:
        return str(int(value)) if value.is_integer() else repr(value)
    return str(value)


def _merged(ranges: list[Range], limits: Limits) -> tuple[Range, ...]:
    """Merged ranges cut to the limits, as a merge may well span whole columns. Errors: ranges that overlap."""
    cut = tuple((first, (min(last[0], limits.rows - 1), min(last[1], limits.columns - 1))) for first, last in ranges)
    if sum(_area(first, last) for first, last in cut) > limits.rows * limits.columns:
        raise StrangeInside
    return cut


def _area(first: Place, last: Place) -> int:
    return max(0, last[0] - first[0] + 1) * max(0, last[1] - first[1] + 1)


def _lost_digits(rows: dict[int, list[_Value]]) -> Iterator[tuple[Place, Trouble]]:
    for row, cells in rows.items():
        for column, value in enumerate(cells):
            if type(value) is float and abs(value) >= _EXACT:
                yield (
                    (row, column),
                    Trouble(
                        _("这一格是数字格式，超过15位的部分已被 Excel 改成了0。"),
                        _("请把该列设为“文本”格式后重新输入。"),
                    ),
                )


def _is_short_text(row: list[_Value], most: int) -> bool:
    """Whether the row holds nothing but text and no cell is too long: one quick look that most rows stand."""
    try:
        return len("".join(cast(list[str], row))) <= most
    except TypeError:
        return False


def _refuse_long(sheet: Sheet, numbers: Iterable[int], limits: Limits) -> None:
    for row in numbers:
        cells = sheet.rows[row]
        length = max(map(len, cells), default=0)
        if length > limits.cell:
            address = sheet.address(row, [len(text) for text in cells].index(length))
            raise CellTooLong(sheet=sheet.name, address=address, count=length, limit=limits.cell)


class _Notable:
    """Formulas, error values, hidden rows and columns of one sheet. Only walked when a quick look found any."""

    def __init__(self, limits: Limits) -> None:
        self.budget = limits.rows * limits.columns
        self.troubles: dict[Place, Trouble] = {}
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.row = self.column = -1

    def walk(self, xml: bytes) -> None:
        """Look at every cell of the sheet; nothing to do when it holds nothing notable."""
        if not xml:
            return
        for event, element in etree.iterparse(BytesIO(xml), events=("start", "end"), **SAFE_XML):
            name = etree.QName(element).localname if isinstance(element.tag, str) else ""
            if event == "start":
                self._enter(name, element)
            elif name in ("c", "row"):
                element.clear()

    def _enter(self, name: str, element: etree._Element) -> None:
        if name == "row":
            self._enter_row(element)
        elif name == "c":
            self._enter_cell(element)
        elif name == "f":
            self._formula(element.get("ref", "") if element.get("t") == "array" else "")
        elif name == "col" and element.get("hidden") in ("1", "true"):
            last = min(int(element.get("max", "1")), _LAST_COLUMN)
            self.hidden_columns.update(range(int(element.get("min", "1")) - 1, last))

    def _enter_row(self, element: etree._Element) -> None:
        self.row = int(element.get("r", self.row + 2)) - 1
        self.column = -1
        if element.get("hidden") in ("1", "true"):
            self.hidden_rows.add(self.row)

    def _enter_cell(self, element: etree._Element) -> None:
        place = _place(element.get("r", ""))
        self.row, self.column = place or (self.row, self.column + 1)
        if element.get("t") == "e":
            self.troubles[self.row, self.column] = Trouble(
                _("这一格是错误值（如 #N/A、#REF!）。"), _("请改为填写正确的内容。")
            )

    def _formula(self, span: str) -> None:
        first, _colon, last = span.partition(":")
        start = _place(first) or (self.row, self.column)
        end = _place(last) or start
        self.budget -= _area(start, end)
        if self.budget < 0:
            raise StrangeInside
        trouble = Trouble(_("这一格是公式，算出的结果可能不是您要的。"), _("请复制后“选择性粘贴—数值”，只留下内容。"))
        for row in range(start[0], end[0] + 1):
            for column in range(start[1], end[1] + 1):
                self.troubles[row, column] = trouble


def _place(reference: str) -> Place | None:
    """B5 → (4, 1); nothing for anything else."""
    found = _REFERENCE.fullmatch(reference.upper())
    if not found:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]) - 1, column - 1
