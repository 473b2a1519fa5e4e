"""Reading the list of key items (附件1; R023, R024) out of an uploaded table. Pure: no database.

An item begins where its own cells are filled in; rows below it whose lead's cells are blank or merged belong to it as
further cooperating departments. Examples, notes, headings repeated on a new page and rows left blank are no items;
titles of sections and totals are none either, and are said.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.tables import CellError, Line, Place, Sheet, TableRefused, clean, squash

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
_EXAMPLE = re.compile(r"[（(\[【]?(例|示例|样例|范例)([：:）)\]】]|如[：:]|$)")
NOTE = re.compile(r"(备?注|(填[表报])?说明|填[表报](人|单位|日期)|制表人|审核人|联系电话)[：:\d]")
_TOTAL = re.compile(r"[(（]?(合|总|小|共|累) ?计([:：)）\d共]|$)")
_SERIAL = re.compile(r"[\d０-９.,．、()（）①-⑳-]*")
_NOTHING = {"无", "/", "-", "—", "——"}
_LONGEST = 1000
_SHORTER = {"domain": 60, "objects": 500}
"""As many characters as an item holds, where that is less."""
_UNITS = tuple("局委办队会所院室厅部处社府")


class ListNotFound(TableRefused):
    why = gettext_lazy("没有找到重点事项清单：文件里没有“监管领域、牵头部门监管事项、配合监管部门”这几个列标题。")
    mend = gettext_lazy("请使用附件1的样式（可在本页下载空表），保留表头后重新上传。")


class ListColumnMissing(TableRefused):
    why = gettext_lazy("%(place)s 的表头缺少%(missing)s。")
    mend = gettext_lazy("请按附件1的十一列补齐。")


class TwoLists(TableRefused):
    why = gettext_lazy("文件里有两张重点事项清单（“%(first)s”“%(second)s”），一次只能导入一张。")
    mend = gettext_lazy("请把它们合并成一张，或分成几个文件分别上传；不用的请删去。")


class ListGoesOn(TableRefused):
    why = gettext_lazy("%(first)s 的清单在 %(second)s 里好像还有后续的行，但那张表没有表头，会读不到。")
    mend = gettext_lazy("请把两张表合并成一张（或给后一张补上表头，另存为一个文件上传）后重新上传。")


class ListHidden(TableRefused):
    why = gettext_lazy("重点事项清单在隐藏的工作表“%(sheet)s”里。")
    mend = gettext_lazy("请取消隐藏，核对内容后重新上传。")


class ListEmpty(TableRefused):
    why = gettext_lazy("%(place)s 的表头下面一项也没有填写。")
    mend = gettext_lazy("请填写后重新上传；“例”字开头的行只作示范，不会导入。")


@dataclass(frozen=True)
class AnnexTable:
    """The list found: its sheet, its heading row, the column of each field, its items in order."""

    sheet: Sheet
    top: int
    columns: dict[str, int]
    lines: tuple[Line, ...]


def read_annex(sheets: Sequence[Sheet]) -> AnnexTable:
    """The one list of an uploaded workbook, the first of a document. Errors: `TableRefused`."""
    sheet, top, columns = _find(sheets)
    rows = list(_table_rows(sheet, top, columns))
    items = [_line(sheet, columns, item) for item in _items(sheet, columns, rows)]
    if not items:
        raise ListEmpty(place=sheet.address(top, columns["content"]))
    titles = [_title_line(sheet, columns, row) for row in rows if _is_title(sheet, columns, row)]
    return AnnexTable(sheet, top, columns, tuple(sorted([*items, *titles], key=lambda line: line.number)))


def _find(sheets: Sequence[Sheet]) -> tuple[Sheet, int, dict[str, int]]:
    found = [(sheet, *heading) for sheet in sheets if (heading := _heading(sheet))]
    visible = [one for one in found if not one[0].is_hidden]
    if found and not visible:
        raise ListHidden(sheet=found[0][0].name)
    if not visible:
        raise ListNotFound
    (sheet, top, columns), *others = visible
    for other, row, fields in others:
        if sheet.kind == "xlsx" or any(_items(other, fields, list(_table_rows(other, row, fields)))):
            raise TwoLists(first=sheet.name, second=other.name)
    _check(sheet, top, columns)
    _refuse_rest(sheet, columns, sheets)
    return sheet, top, columns


def _refuse_rest(sheet: Sheet, columns: dict[str, int], sheets: Sequence[Sheet]) -> None:
    """A table of a document that goes on in another without headings; its rows would be lost without a word."""
    if sheet.kind != "docx":
        return
    for other in sheets[list(sheets).index(sheet) + 1 :]:
        is_alike = max(map(len, other.rows), default=0) == max(map(len, sheet.rows))
        if is_alike and _heading(other) is None and any(_filled(other, columns, row) for row in range(len(other.rows))):
            raise ListGoesOn(first=sheet.name, second=other.name)


def _heading(sheet: Sheet) -> tuple[int, dict[str, int]] | None:
    """Where the headings stand, the lower row of two, and the column of each field."""
    anchors = sheet.anchors()
    for top in range(len(sheet.rows)):
        if {"content", "departments"} <= set(_columns(sheet, top, {})):
            return top, _columns(sheet, top, anchors)
    return None


def _columns(sheet: Sheet, row: int, anchors: dict[Place, Place]) -> dict[str, int]:
    """The fields a heading row names; the second 设定依据 is that of the cooperating departments.

    A heading merged downwards from the row above counts for both.
    """
    columns: dict[str, int] = {}
    for column in range(len(sheet.rows[row])):
        field = _FIELD_OF.get(squash(_merged_down(sheet, row, column, anchors)), "")
        if field == "basis" and "departments" in columns:
            field = "bases"
        if field:
            columns.setdefault(field, column)
    return columns


def _merged_down(sheet: Sheet, row: int, column: int, anchors: dict[Place, Place]) -> str:
    """The text of a cell; one merged downwards counts for every row it covers."""
    above, left = anchors.get((row, column), (row, column))
    return sheet.text(above if left == column else row, column)


def _check(sheet: Sheet, top: int, columns: dict[str, int]) -> None:
    missing = [str(LABELS[field]) for field in FIELDS if field not in columns]
    if missing:
        quoted = "、".join(_("“%s”") % label for label in missing)
        raise ListColumnMissing(place=sheet.address(top, 0), missing=quoted)


# --- rows -------------------------------------------------------------------------------------------------------------


def _table_rows(sheet: Sheet, top: int, columns: dict[str, int]) -> Iterator[int]:
    """The rows that say something: no headings repeated, no notes, and below a note only what is an item again."""
    is_below = False
    for row in range(top + 1, len(sheet.rows)):
        is_note = bool(NOTE.match(next(_words(sheet, row), "")))
        filled = _filled(sheet, columns, row)
        is_below = is_note or (is_below and not {"lead", "content"} <= filled)
        is_blank = not filled and all(_SERIAL.fullmatch(word) for word in _words(sheet, row))
        if not (is_below or is_blank or "content" in _columns(sheet, row, {})):
            yield row


def _words(sheet: Sheet, row: int) -> Iterator[str]:
    return (word for text in sheet.rows[row] if (word := clean(text)))


def _filled(sheet: Sheet, columns: dict[str, int], row: int) -> set[str]:
    return {field for field in FIELDS if clean(sheet.text(row, columns[field]))}


def _items(sheet: Sheet, columns: dict[str, int], table: Sequence[int]) -> Iterator[list[int]]:
    """The rows of each item; those of an example are left out, and titles between them."""
    rows: list[int] = []
    for row in table:
        if _is_title(sheet, columns, row):
            continue
        if rows and _continues(sheet, columns, row, rows[0]):
            rows.append(row)
        else:
            yield from _unless_example(sheet, columns, rows)
            rows = [row]
    yield from _unless_example(sheet, columns, rows)


def _is_title(sheet: Sheet, columns: dict[str, int], row: int) -> bool:
    """Whether words stand in the row, but of an item nothing, or its domain alone: a title of a section, a total."""
    return _filled(sheet, columns, row) <= {"domain"} or bool(_TOTAL.match(next(_words(sheet, row), "")))


def _title_line(sheet: Sheet, columns: dict[str, int], row: int) -> Line:
    """A row that is no item, rejected for that reason, so that nobody takes it for an item that was read."""
    at = next(at for at, text in enumerate(sheet.rows[row]) if (word := clean(text)) and not _SERIAL.fullmatch(word))
    why = _("“%s”像是分组标题、合计或说明，不是一个事项，不会导入。") % _one_line(sheet.text(row, at))
    mend = _("是标题的不必处理；确是事项的，请补填牵头部门和监管事项后重新上传。")
    values = dict.fromkeys(FIELDS, "") | {"domain": _one_line(sheet.text(row, columns["domain"]))}
    addresses = {field: sheet.address(row, column) for field, column in columns.items()}
    return Line(row + 1, values, (sheet.error(row, at, why, mend),), (), sheet.name, addresses)


def _continues(sheet: Sheet, columns: dict[str, int], row: int, first: int) -> bool:
    """The lead's own cells are blank or merged, or were filled down unchanged; another domain is another item."""
    fields = ("lead", "content", "domain")
    own = [clean(sheet.text(row, columns[field])) for field in fields]
    above = [clean(sheet.text(first, columns[field])) for field in fields]
    return own == above or (not any(own[:2]) and own[2] in ("", above[2]))


def _unless_example(sheet: Sheet, columns: dict[str, int], rows: list[int]) -> Iterator[list[int]]:
    if rows and not any(_EXAMPLE.match(clean(text)) for text in sheet.rows[rows[0]]):
        yield rows


# --- one item ---------------------------------------------------------------------------------------------------------


def _line(sheet: Sheet, columns: dict[str, int], rows: list[int]) -> Line:
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


def _shown(sheet: Sheet, column: int, row: int, anchors: dict[Place, Place]) -> str:
    return _one_line(_merged_down(sheet, row, column, anchors))


def _leads(text: str) -> str:
    """The lead in one line; several written below each other stay told apart, so that the report counts them."""
    lines = [part for line in text.splitlines() if (part := clean(line))]
    return "、".join(lines) if all(line.endswith(_UNITS) for line in lines) else "".join(lines)


def _one_line(text: str) -> str:
    return "".join(part for line in text.splitlines() if (part := clean(line)))


def _parts(sheet: Sheet, columns: dict[str, int], row: int) -> list[tuple[str, ...]]:
    """The cooperating departments of a row: one, or several written below each other in one cell."""
    cells = [sheet.text(row, columns[field]) for field in LINE_FIELDS]
    departments, contents, bases = ([clean(line) for line in cell.strip().splitlines()] for cell in cells)
    if len(departments) > 1 and len(contents) == len(departments) >= len(bases):
        return list(zip_longest(departments, contents, bases, fillvalue=""))
    one = tuple("" if (text := _one_line(cell)) in _NOTHING else text for cell in cells)
    return [one] if any(one) else []


def _errors(sheet: Sheet, columns: dict[str, int], rows: list[int], line: Line) -> Iterator[CellError]:
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
