"""Where the liaison roster (工作联络表, 附件3) stands in an uploaded file, and which of its columns is which.

Clerks keep the words of the form, not its exact shape: a title row above, one heading row or two, blanks and line
breaks inside headings, a serial number in front, remarks behind. All of that is read by the headings' words.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.tables import Sheet, TableRefused, squash

UNIT = "unit"
PEOPLE = ("leader", "liaison")
FIELDS = ("unit", "leader", "leader_post", "leader_mobile", "liaison", "liaison_post", "liaison_mobile")
HEADINGS = {
    "unit": gettext_lazy("单位名称"),
    "leader": gettext_lazy("分管领导"),
    "leader_post": gettext_lazy("分管领导职务"),
    "leader_mobile": gettext_lazy("分管领导手机号码"),
    "liaison": gettext_lazy("工作联系人"),
    "liaison_post": gettext_lazy("工作联系人职务"),
    "liaison_mobile": gettext_lazy("工作联系人手机号码"),
}

# Words seen in real forms; they are matched against uploaded text and therefore never translated.
_WORDS = {
    "unit": ("单位名称", "单位", "部门名称", "部门", "成员单位", "填报单位", "单位全称"),
    "leader": ("分管领导", "分管领导姓名", "分管负责人", "分管领导名单"),
    "liaison": ("工作联系人", "工作联系人姓名", "联系人", "联系人姓名", "联络员", "工作联络员", "联络员姓名"),
    "name": ("姓名",),
    "post": ("职务", "职务职级", "职务/职级", "现任职务", "职务或岗位"),
    "mobile": ("手机号码", "手机", "手机号", "移动电话", "联系电话", "电话", "电话号码", "联系方式"),
}
_TOKENS = {word: token for token, words in _WORDS.items() for word in words}
_GROUPS = ("unit", *PEOPLE)


class RosterNotFound(TableRefused):
    why = gettext_lazy("没有找到联络表：%(looked)s里没有“单位名称、分管领导、工作联系人”这几个列标题。")
    mend = gettext_lazy("请使用附件3的样式（可在本页下载空表），保留表头后重新上传。")


class RosterEmpty(TableRefused):
    why = gettext_lazy("%(place)s 的表头下面一行也没有填写。")
    mend = gettext_lazy("请填写后重新上传；“例”字开头的行只作示范，不会导入。")


class RosterHidden(TableRefused):
    why = gettext_lazy("联络表在隐藏的工作表“%(sheet)s”里。")
    mend = gettext_lazy("请取消隐藏，核对内容后重新上传。")


class TwoRosters(TableRefused):
    why = gettext_lazy("文件里有两张联络表（%(first)s、%(second)s），不知道以哪一张为准。")
    mend = gettext_lazy("请只保留一张。")


class ColumnMissing(TableRefused):
    why = gettext_lazy("%(place)s 的表头缺少%(missing)s这一列。")
    mend = gettext_lazy("请按附件3的七列补齐：单位名称；分管领导、职务、手机号码；工作联系人、职务、手机号码。")


class ColumnTwice(TableRefused):
    why = gettext_lazy("%(place)s 的表头里“%(heading)s”出现了两次（第%(first)s列、第%(second)s列）。")
    mend = gettext_lazy("请只保留附件3的七列，每列一个标题。")


class ColumnHidden(TableRefused):
    why = gettext_lazy("%(place)s 的“%(heading)s”一列被隐藏了。")
    mend = gettext_lazy("请取消隐藏该列，核对内容后重新上传。")


@dataclass(frozen=True)
class Columns:
    """A roster found: its heading row(s) `top`–`bottom` in `sheet` and the column of each field; all from 0."""

    sheet: Sheet
    top: int
    bottom: int
    of: dict[str, int]
    ignored: dict[int, str]

    def heading(self, field: str) -> tuple[str, str]:
        """The heading of a field as typed, and its address."""
        column = self.of[field]
        row = self.bottom if self.sheet.text(self.bottom, column) else self.top
        return self.sheet.text(row, column), self.sheet.address(row, column)

    @property
    def place(self) -> str:
        """Where a clerk finds the heading: sheet and cell."""
        return _place(self.sheet, self.top, self.of[UNIT])


def find_roster(sheets: Sequence[Sheet]) -> Columns:
    """The one roster of a file. Errors: none, hidden, two of them, a column missing, twice or hidden."""
    found = [(sheet, row) for sheet in sheets for row in _heading_rows(sheet)]
    visible = [(sheet, row) for sheet, row in found if not sheet.is_hidden]
    if found and not visible:
        raise RosterHidden(sheet=found[0][0].name)
    if not visible:
        raise _nearest(sheets)
    first, others = visible[0], [(sheet, row) for sheet, row in visible[1:] if sheet is not visible[0][0]]
    if others:
        sheet, row = others[0]
        raise TwoRosters(first=_place(*first, 0), second=_place(sheet, row, 0))
    return _columns(*first)


def tokens(sheet: Sheet, row: int) -> dict[int, str]:
    """The known heading words of a row, by column."""
    width = len(sheet.rows[row]) if row < len(sheet.rows) else 0
    known = {column: _TOKENS.get(squash(sheet.text(row, column)), "") for column in range(width)}
    return {column: token for column, token in known.items() if token}


def _heading_rows(sheet: Sheet) -> list[int]:
    return [row for row in range(len(sheet.rows)) if set(_GROUPS) <= set(tokens(sheet, row).values())]


def _nearest(sheets: Sequence[Sheet]) -> TableRefused:
    """No heading row is whole: say what the best one lacks, or that there is none."""
    candidates = [
        (len(set(words)), sheet, row, words)
        for sheet in sheets
        for row in range(len(sheet.rows))
        if len(set(words := list(tokens(sheet, row).values())) & {*_GROUPS, "post", "mobile"}) >= 3
    ]
    if not candidates:
        looked = "、".join(_("工作表“%(name)s”") % {"name": sheet.name} for sheet in sheets if sheet.kind == "xlsx")
        return RosterNotFound(looked=looked or _("文件"))
    _count, sheet, row, words = max(candidates, key=lambda candidate: candidate[0])
    missing = next(group for group in _GROUPS if group not in words)
    return ColumnMissing(place=_place(sheet, row, 0), missing=_quoted([missing]))


def _columns(sheet: Sheet, top: int) -> Columns:
    """Each column belongs to the nearest group heading at or left of it; the second heading row refines."""
    upper, lower = tokens(sheet, top), tokens(sheet, top + 1)
    has_two = len(lower) >= 2 and not set(_GROUPS) & set(lower.values())
    leaves = {**upper, **lower} if has_two else upper
    group, columns = "", Columns(sheet, top, top + has_two, {}, {})
    for column in range(max(len(row) for row in sheet.rows[top : columns.bottom + 1])):
        group = upper[column] if upper.get(column) in _GROUPS else group
        field = _field(group, leaves.get(column, ""))
        heading = sheet.text(columns.bottom, column) or sheet.text(top, column)
        if field:
            _claim(columns, field, column)
        elif squash(heading):
            columns.ignored[column] = heading
    _check(columns)
    return columns


def _field(group: str, token: str) -> str:
    """The field a heading word names inside a group: 职务 under 分管领导 is `leader_post`."""
    if group in PEOPLE:
        return {group: group, "name": group, "post": f"{group}_post", "mobile": f"{group}_mobile"}.get(token, "")
    return UNIT if token == UNIT else ""


def _claim(columns: Columns, field: str, column: int) -> None:
    first = columns.of.setdefault(field, column)
    if first != column:
        raise ColumnTwice(
            place=_place(columns.sheet, columns.top, first),
            heading=HEADINGS[field],
            first=first + 1,
            second=column + 1,
        )


def _check(columns: Columns) -> None:
    sheet, top = columns.sheet, columns.top
    missing = [field for field in FIELDS if field not in columns.of]
    if missing:
        raise ColumnMissing(place=_place(sheet, top, 0), missing=_quoted(missing))
    for field, column in columns.of.items():
        if column in sheet.hidden_columns:
            raise ColumnHidden(place=_place(sheet, top, column), heading=HEADINGS[field])


def _quoted(fields: Sequence[str]) -> str:
    return "、".join(f"“{HEADINGS[field]}”" for field in fields)


def _place(sheet: Sheet, row: int, column: int) -> str:
    address = sheet.address(row, column)
    if sheet.kind != "xlsx":
        return address
    return _("工作表“%(name)s”%(address)s") % {"name": sheet.name, "address": address}
