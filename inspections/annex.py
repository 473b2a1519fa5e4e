"""Reading the yearly plan (附件2; R086) out of an uploaded table. Pure: no database.

An entry begins where its name stands; rows below it whose name is blank or merged are its further departments. The
heading 监管部门 covers two columns: the role and the department's name. Rows without a department are lines left blank.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.tables import CellError, Line, Place, Sheet, clean, squash
from common.tables.forms import Columns, Form, FormEmpty, FormTable
from inspections.wording import period_words, read_period

OWN_FIELDS = ("title", "objects", "quantity", "period")
LINE_FIELDS = ("roles", "departments", "contents")
FIELDS = ("title", *LINE_FIELDS, "objects", "quantity", "period")
LABELS: dict[str, str | Promise] = {
    "title": gettext_lazy("综合监管计划名称"),
    "roles": gettext_lazy("监管部门（牵头或配合）"),
    "departments": gettext_lazy("监管部门（名称）"),
    "contents": gettext_lazy("监管事项"),
    "objects": gettext_lazy("监管对象"),
    "quantity": gettext_lazy("检查数量（比例、频次）"),
    "period": gettext_lazy("检查起止时间"),
}
LEAD, COOPERATING = "牵头部门", "配合部门"
"""As the form prints them; the report of an import shows them so."""

# Words seen in real forms; they are matched against uploaded text and therefore never translated.
_WORDS = {
    "title": ("综合监管计划名称", "计划名称", "监管计划名称", "抽查计划名称"),
    "roles": ("监管部门", "检查部门", "部门"),
    "contents": ("监管事项", "检查事项", "检查内容"),
    "objects": ("监管对象", "检查对象"),
    "quantity": ("检查数量（比例、频次）", "检查数量(比例、频次)", "检查数量", "抽查比例", "检查数量比例频次"),
    "period": ("检查起止时间", "检查时间", "起止时间", "检查期限"),
}
_FIELD_OF = {squash(word): field for field, words in _WORDS.items() for word in words}
_ROLES = {
    "牵头部门": LEAD,
    "牵头": LEAD,
    "牵头单位": LEAD,
    "配合部门": COOPERATING,
    "配合": COOPERATING,
    "参与部门": COOPERATING,
}
_LONGEST = {"title": 200, "objects": 500, "quantity": 300, "period": 100, "contents": 1000}


def _columns(sheet: Sheet, row: int, anchors: Mapping[Place, Place]) -> Columns:
    """The fields a heading row names; the name of a department stands in the column after its role."""
    columns: Columns = {}
    for column in range(len(sheet.rows[row])):
        field = _FIELD_OF.get(squash(sheet.text(row, column)))
        if field:
            columns.setdefault(field, column)
    if "roles" in columns and columns["roles"] + 1 not in columns.values():
        columns["departments"] = columns["roles"] + 1
    return columns


FORM = Form(
    gettext_lazy("年度监管计划"),
    gettext_lazy("附件2的样式（可在本页下载空表）"),
    LABELS,
    known_by=frozenset({"title", "roles"}),
    begun_by=frozenset({"title", "roles"}),
    columns_of=_columns,
)


def read_plan(sheets: Sequence[Sheet]) -> FormTable:
    """The one plan of an uploaded file, with its entries. Errors: `TableRefused`."""
    table = FORM.find(sheets)
    entries = list(_entries(table))
    if not entries:
        raise FormEmpty(place=table.sheet.address(table.top, table.columns["title"]))
    lines = (_line(table.sheet, table.columns, rows) for rows in entries)
    year = _year_above(table)
    return replace(table, lines=tuple(_dated(line, year) if year else line for line in lines))


_YEAR = re.compile(r"(20\d\d)\s*年度?")


def _year_above(table: FormTable) -> int | None:
    """The year that the title above the heading names."""
    above = (table.sheet.text(row, column) for row in range(table.top) for column in range(len(table.sheet.rows[row])))
    found = next(filter(None, map(_YEAR.search, above)), None)
    return int(found[1]) if found else None


def _dated(line: Line, year: int) -> Line:
    """The line with the year of the title in a period that names none."""
    period = read_period(line.values["period"], year)
    return replace(line, values=dict(line.values) | {"period": period_words(*period)}) if period else line


# --- rows -------------------------------------------------------------------------------------------------------------


def _entries(table: FormTable) -> Iterator[list[int]]:
    """The rows of each entry; examples are left out."""
    rows: list[int] = []
    anchors = table.sheet.anchors()
    for row in filter(partial(_is_used, table), table.rows()):
        if rows and _continues(table.sheet, table.columns, row, rows[0], anchors):
            rows.append(row)
        else:
            yield from _unless_example(table, rows)
            rows = [row]
    yield from _unless_example(table, rows)


def _is_used(table: FormTable, row: int) -> bool:
    """Whether more than a printed role stands in the row."""
    return bool(table.filled(row) - {"roles"})


def _continues(sheet: Sheet, columns: Columns, row: int, first: int, anchors: dict[Place, Place]) -> bool:
    """The name is blank, merged with the one above, or was filled down beside a cooperating department."""
    title = clean(sheet.text(row, columns["title"]))
    if not title:
        return True
    role = _ROLES.get(squash(sheet.text(row, columns["roles"])))
    return title == clean(sheet.text(first, columns["title"])) and role == COOPERATING


def _unless_example(table: FormTable, rows: list[int]) -> Iterator[list[int]]:
    if rows and not table.is_example(rows[0]):
        yield rows


# --- one entry --------------------------------------------------------------------------------------------------------


def _line(sheet: Sheet, columns: Columns, rows: list[int]) -> Line:
    anchors = sheet.anchors()
    values = {field: _shown(sheet, columns[field], rows[0], anchors) for field in OWN_FIELDS}
    parts = [part for row in rows if (part := _part(sheet, columns, row, rows[0]))]
    values |= {field: "\n".join(part[number] for part in parts) for number, field in enumerate(LINE_FIELDS)}
    addresses = {field: sheet.address(rows[0], columns[field]) for field in FIELDS}
    line = Line(rows[0] + 1, values, sheet=sheet.name, addresses=addresses)
    return Line(line.number, values, tuple(_errors(sheet, columns, rows, line)), (), sheet.name, addresses)


def _shown(sheet: Sheet, column: int, row: int, anchors: dict[Place, Place]) -> str:
    """The text of a cell; one merged downwards counts for every row it covers."""
    above, left = anchors.get((row, column), (row, column))
    return _one_line(sheet.text(above if left == column else row, column))


def _part(sheet: Sheet, columns: Columns, row: int, first: int) -> tuple[str, ...] | None:
    """Role, department and matter of a row; None where no department is written. A first row without a role leads."""
    role, department, content = (_one_line(sheet.text(row, columns[field])) for field in LINE_FIELDS)
    if not (department or content):
        return None
    role = _ROLES.get(squash(role), "" if role else (LEAD if row == first else COOPERATING))
    return role, department, content


def _one_line(text: str) -> str:
    return "".join(part for line in text.splitlines() if (part := clean(line)))


def _errors(sheet: Sheet, columns: Columns, rows: list[int], line: Line) -> Iterator[CellError]:
    for row in rows:
        if row in sheet.hidden_rows:
            why = _("这一行被隐藏或筛选掉了，不知道是否应当导入。")
            yield sheet.error(row, columns["title"], why, _("请取消隐藏（或删除这一行）后重新上传。"))
        for column in columns.values():
            if trouble := sheet.trouble(row, column):
                yield trouble
        yield from _part_errors(sheet, columns, row, rows[0])
    for field in ("title", "objects", "period"):
        if not line.values[field]:
            yield line.error(field, _("没有填写%s。") % LABELS[field], _("请填写后重新上传。"))
    if line.values["roles"].split("\n").count(LEAD) != 1:
        why = _("每项计划应有且只有一个牵头部门。")
        yield sheet.error(rows[0], columns["roles"], why, _("请改正监管部门一列后重新上传。"))
    for field, limit in _LONGEST.items():
        longest = max(map(len, line.values[field].split("\n")))
        if longest > limit:
            why = _("文字太长（%(count)d字，最多%(limit)d字）。") % {"count": longest, "limit": limit}
            yield line.error(field, why, _("请精简后重新上传。"))


def _part_errors(sheet: Sheet, columns: Columns, row: int, first: int) -> Iterator[CellError]:
    part = _part(sheet, columns, row, first)
    if part is None:
        return
    role, department, content = part
    if not role:
        why = _("看不出是牵头部门还是配合部门。")
        yield sheet.error(row, columns["roles"], why, _("请写“牵头部门”或“配合部门”。"))
    if not department:
        yield sheet.error(row, columns["departments"], _("没有填写部门名称。"), _("请填写后重新上传。"))
    if not content:
        why = _("没有填写%s的监管事项。") % (department or _("这个部门"))
        yield sheet.error(row, columns["contents"], why, _("请写明这个部门检查什么。"))
