"""Reading the list of key items (附件1; R023, R024) out of an uploaded table. Pure: no database.

An item begins where its own cells are filled in; rows below it whose lead's cells are blank or merged belong to it as
further cooperating departments. Examples, notes, headings repeated on a new page and rows left blank are no items;
titles of sections and totals are none either, and are said.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.tables import CellError, Line, Place, Sheet, clean, squash
from common.tables.forms import SERIAL, Columns, Form, FormEmpty, FormTable

LEAD_FIELDS = ("domain", "lead", "content", "basis", "objects", "organising_levels", "supervision_levels")
LINE_FIELDS = ("departments", "contents", "bases")
FIELDS = (*LEAD_FIELDS, *LINE_FIELDS)
LABELS: dict[str, str | Promise] = {
    "domain": gettext_lazy("监管领域"),
    "lead": gettext_lazy("行业主管（牵头监管）部门"),
    "content": gettext_lazy("牵头部门监管事项"),
    "basis": gettext_lazy("设定依据"),
    "objects": gettext_lazy("监管对象"),
    "organising_levels": gettext_lazy("组织层级"),
    "supervision_levels": gettext_lazy("监管层级"),
    "departments": gettext_lazy("配合监管部门"),
    "contents": gettext_lazy("配合部门监管事项"),
    "bases": gettext_lazy("配合事项设定依据"),
}

# Words seen in real forms; they are matched against uploaded text and therefore never translated.
_WORDS = {
    "domain": ("监管领域", "领域", "行业领域"),
    "lead": ("行业主管部门", "行业主管牵头监管部门", "牵头部门", "牵头监管部门", "主管部门"),
    "content": ("牵头部门监管事项", "监管事项", "牵头监管事项"),
    "basis": ("设定依据", "监管依据", "法律依据"),
    "objects": ("监管对象", "检查对象"),
    "organising_levels": ("组织层级",),
    "supervision_levels": ("监管层级", "层级"),
    "departments": ("配合监管部门", "配合部门"),
    "contents": ("配合部门监管事项", "配合监管事项"),
    "bases": ("配合事项设定依据", "配合部门设定依据"),
}
_FIELD_OF = {word: field for field, words in _WORDS.items() for word in words}
_TOTAL = re.compile(r"[(（]?(合|总|小|共|累) ?计([:：)）\d共]|$)")
_NOTHING = {"无", "/", "-", "—", "——"}
_LONGEST = 1000
_SHORTER = {"domain": 60, "objects": 500}
"""As many characters as an item holds, where that is less."""
_UNITS = tuple("局委办队会所院室厅部处社府")


def _columns(sheet: Sheet, row: int, anchors: Mapping[Place, Place]) -> Columns:
    """The fields a heading row names; the second 设定依据 is that of the cooperating departments.

    A heading merged downwards from the row above counts for both.
    """
    columns: Columns = {}
    for column in range(len(sheet.rows[row])):
        field = _FIELD_OF.get(squash(_merged_down(sheet, row, column, anchors)), "")
        if field == "basis" and "departments" in columns:
            field = "bases"
        if field:
            columns.setdefault(field, column)
    return columns


def _merged_down(sheet: Sheet, row: int, column: int, anchors: Mapping[Place, Place]) -> str:
    """The text of a cell; one merged downwards counts for every row it covers."""
    above, left = anchors.get((row, column), (row, column))
    return sheet.text(above if left == column else row, column)


FORM = Form(
    gettext_lazy("重点事项清单"),
    gettext_lazy("附件1的样式（可在本页下载空表）"),
    LABELS,
    known_by=frozenset({"content", "departments"}),
    begun_by=frozenset({"lead", "content"}),
    columns_of=_columns,
)


def read_annex(sheets: Sequence[Sheet]) -> FormTable:
    """The one list of an uploaded file, with its items. Errors: `TableRefused`."""
    table = FORM.find(sheets)
    items = [_line(table.sheet, table.columns, rows) for rows in _items(table)]
    if not items:
        raise FormEmpty(place=table.sheet.address(table.top, table.columns["content"]))
    titles = [_title_line(table, row) for row in table.rows() if _is_title(table, row)]
    return replace(table, lines=tuple(sorted([*items, *titles], key=lambda line: line.number)))


# --- rows -------------------------------------------------------------------------------------------------------------


def _items(table: FormTable) -> Iterator[list[int]]:
    """The rows of each item; those of an example are left out, and titles between them."""
    rows: list[int] = []
    for row in table.rows():
        if _is_title(table, row):
            continue
        if rows and _continues(table.sheet, table.columns, row, rows[0]):
            rows.append(row)
        else:
            yield from _unless_example(table, rows)
            rows = [row]
    yield from _unless_example(table, rows)


def _is_title(table: FormTable, row: int) -> bool:
    """Whether words stand in the row, but of an item nothing, or its domain alone: a title of a section, a total."""
    return table.filled(row) <= {"domain"} or bool(_TOTAL.match(next(table.words(row), "")))


def _title_line(table: FormTable, row: int) -> Line:
    """A row that is no item, rejected for that reason, so that nobody takes it for an item that was read."""
    sheet, columns = table.sheet, table.columns
    at = next(at for at, text in enumerate(sheet.rows[row]) if (word := clean(text)) and not SERIAL.fullmatch(word))
    why = _("“%s”像是分组标题、合计或说明，不是一个事项，不会导入。") % _one_line(sheet.text(row, at))
    mend = _("是标题的不必处理；确是事项的，请补填牵头部门和监管事项后重新上传。")
    values = dict.fromkeys(FIELDS, "") | {"domain": _one_line(sheet.text(row, columns["domain"]))}
    addresses = {field: sheet.address(row, column) for field, column in columns.items()}
    return Line(row + 1, values, (sheet.error(row, at, why, mend),), (), sheet.name, addresses)


def _continues(sheet: Sheet, columns: Columns, row: int, first: int) -> bool:
    """The lead's own cells are blank or merged, or were filled down unchanged; another domain is another item."""
    fields = ("lead", "content", "domain")
    own = [clean(sheet.text(row, columns[field])) for field in fields]
    above = [clean(sheet.text(first, columns[field])) for field in fields]
    return own == above or (not any(own[:2]) and own[2] in ("", above[2]))


def _unless_example(table: FormTable, rows: list[int]) -> Iterator[list[int]]:
    if rows and not table.is_example(rows[0]):
        yield rows


# --- one item ---------------------------------------------------------------------------------------------------------


def _line(sheet: Sheet, columns: Columns, rows: list[int]) -> Line:
    anchors = sheet.anchors()
    values = {field: _shown(sheet, columns[field], rows[0], anchors) for field in LEAD_FIELDS}
    values["lead"] = _leads(_merged_down(sheet, rows[0], columns["lead"], anchors))
    parts = [part for row in rows for part in _parts(sheet, columns, row)]
    values |= {field: "\n".join(part[number] for part in parts) for number, field in enumerate(LINE_FIELDS)}
    addresses = {field: sheet.address(rows[0], columns[field]) for field in FIELDS}
    places = [row for row in rows for _part in _parts(sheet, columns, row)]
    addresses |= {
        part_of(field, number): sheet.address(row, columns[field])
        for number, row in enumerate(places)
        for field in LINE_FIELDS
    }
    if values["basis"] in _NOTHING:
        values["basis"] = ""
    line = Line(rows[0] + 1, values, sheet=sheet.name, addresses=addresses)
    return Line(line.number, values, tuple(_errors(sheet, columns, rows, line)), (), sheet.name, addresses)


def part_of(field: str, number: int) -> str:
    """How a line's addresses call the cell of its cooperating department of that number, from 0."""
    return f"{field}.{number}"


def _shown(sheet: Sheet, column: int, row: int, anchors: Mapping[Place, Place]) -> str:
    return _one_line(_merged_down(sheet, row, column, anchors))


def _leads(text: str) -> str:
    """The lead in one line; several written below each other stay told apart, so that the report counts them."""
    lines = [part for line in text.splitlines() if (part := clean(line))]
    return "、".join(lines) if all(line.endswith(_UNITS) for line in lines) else "".join(lines)


def _one_line(text: str) -> str:
    return "".join(part for line in text.splitlines() if (part := clean(line)))


def _parts(sheet: Sheet, columns: Columns, row: int) -> list[tuple[str, ...]]:
    """The cooperating departments of a row: one, or several written below each other in one cell."""
    cells = [sheet.text(row, columns[field]) for field in LINE_FIELDS]
    departments, contents, bases = ([clean(line) for line in cell.strip().splitlines()] for cell in cells)
    if len(departments) > 1 and len(contents) == len(departments) >= len(bases):
        return list(zip_longest(departments, contents, bases, fillvalue=""))
    one = tuple("" if (text := _one_line(cell)) in _NOTHING else text for cell in cells)
    return [one] if any(one) else []


def _errors(sheet: Sheet, columns: Columns, rows: list[int], line: Line) -> Iterator[CellError]:
    for row in rows:
        if row in sheet.hidden_rows:
            why = _("这一行被隐藏或筛选掉了，不知道是否应当导入。")
            yield sheet.error(row, columns["content"], why, _("请取消隐藏（或删除这一行）后重新上传。"))
        for column in columns.values():
            if trouble := sheet.trouble(row, column):
                yield trouble
    for field in ("domain", "lead", "content"):
        if not line.values[field]:
            yield line.error(field, _("没有填写%s。") % LABELS[field], _("请填写后重新上传。"))
    for field in FIELDS:
        limit = _SHORTER.get(field, _LONGEST)
        longest = max(map(len, line.values[field].split("\n"))) if field in LINE_FIELDS else len(line.values[field])
        if longest > limit:
            why = _("文字太长（%(count)d字，最多%(limit)d字）。") % {"count": longest, "limit": limit}
            yield line.error(field, why, _("请精简后重新上传。"))
