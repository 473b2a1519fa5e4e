"""Building blocks: whole rosters as files, and ways to spoil them."""

import csv
import io
import zipfile
from collections.abc import Callable, Iterable, Sequence

import openpyxl
from docx import Document
from openpyxl.worksheet.worksheet import Worksheet

HEADINGS = ["单位名称", "分管领导", "职务", "手机号码", "工作联系人", "职务", "手机号码"]
MARKET = ["区市场监管局", "张三", "副局长", "13900000001", "李四", "股长", "13800000002"]
HOUSING = ["区住建局", "王五", "总工程师", "13900000003", "赵六", "科员", "13800000004"]
TITLE = "南郑区跨部门综合监管工作联络表"
WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"

Rows = Iterable[Sequence[object]]


def whole() -> list[list[object]]:
    """Headings and two good lines."""
    return [list(HEADINGS), list(MARKET), list(HOUSING)]


def with_cell(row: int, column: int, value: object) -> list[list[object]]:
    """A whole roster but for one cell; row 1 is the first line under the headings."""
    rows = whole()
    rows[row][column] = value
    return rows


def workbook(rows: Rows, *, sheet: str = "Sheet1", then: Callable[[Worksheet], object] | None = None) -> bytes:
    """An .xlsx holding the rows; `then` may spoil the sheet before it is saved."""
    book = openpyxl.Workbook()
    book.active.title = sheet
    for row in rows:
        book.active.append(list(row))
    if then:
        then(book.active)
    return saved(book)


def document(*tables: Rows) -> bytes:
    """A .docx holding the tables one below the other."""
    paper = Document()
    for rows in map(list, tables):
        table = paper.add_table(len(rows), max(map(len, rows)))
        for row, values in enumerate(rows):
            for column, value in enumerate(values):
                table.cell(row, column).text = str(value)
        paper.add_paragraph()
    return saved(paper)


def text(rows: Rows, encoding: str = "utf-8", separator: str = ",") -> bytes:
    """Separated text in some encoding."""
    file = io.StringIO()
    csv.writer(file, delimiter=separator).writerows(rows)
    return file.getvalue().encode(encoding)


def saved(thing: object) -> bytes:
    file = io.BytesIO()
    thing.save(file)
    return file.getvalue()


def repacked(
    package: bytes,
    change: Callable[[str, bytes], bytes] = lambda _name, content: content,
    added: dict[str, bytes] | None = None,
) -> bytes:
    """The same container with parts changed or added."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, content in (added or {}).items():
            new.writestr(name, content)
    return file.getvalue()


def replaced(package: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """The same container with some bytes of one part replaced; they must be there."""

    def change(name: str, content: bytes) -> bytes:
        if name != part:
            return content
        assert old in content, f"{old!r} is not in {part}"
        return content.replace(old, new)

    return repacked(package, change)


def container(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in parts.items():
            new.writestr(name, content)
    return file.getvalue()


def ole(stream: str) -> bytes:
    """The head of an old Office container whose directory names one stream."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + stream.encode("utf-16-le") + b"\0" * 512
