"""The officer library as a table people fill in: its columns, its words, its days. Pure: no database.

One heading row; the columns may stand in any order and others may stand between them. A blank row, a note and a row
that begins with 例 are passed over; everything else is data and comes back with what is wrong with it.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.calendars.words import ENDLESS, last_day_text
from common.tables import CellError, Line, Place, Sheet, clean, digits_only, squash
from common.tables.forms import Columns, Form, FormEmpty, FormTable
from registry.domains import join_words, split_words
from registry.validity import is_endless

HEADINGS = {
    "name": gettext_lazy("姓名"),
    "department": gettext_lazy("所属部门"),
    "job_kind": gettext_lazy("人员类别"),
    "number": gettext_lazy("执法证号"),
    "issuing_body": gettext_lazy("发证机关"),
    "domains": gettext_lazy("执法领域"),
    "starts_on": gettext_lazy("有效期起"),
    "ends_on": gettext_lazy("有效期至"),
    "specialties": gettext_lazy("专业特长"),
}
FIELDS = tuple(HEADINGS)

# Words seen in real lists; they are matched against uploaded text and therefore never translated.
_WORDS = {
    "name": ("姓名", "执法人员姓名", "人员姓名"),
    "department": ("所属部门", "单位", "所在单位", "工作单位", "执法单位", "部门"),
    "job_kind": ("人员类别", "人员性质", "岗位类别"),
    "number": ("执法证号", "执法证件号", "行政执法证号", "证件编号", "证号"),
    "issuing_body": ("发证机关", "颁发机关", "发证单位"),
    "domains": ("执法领域", "执法类别", "执法范围", "执法种类"),
    "starts_on": ("有效期起", "发证日期", "有效期开始", "有效期自"),
    "ends_on": ("有效期至", "有效期止", "到期日期", "有效期"),
    "specialties": ("专业特长", "专业", "特长", "专业资质"),
}
_FIELD_OF = {word: field for field, words in _WORDS.items() for word in words}
_JOB_KINDS = {
    "行政执法类公务员": "civil_servant",
    "公务员": "civil_servant",
    "具有执法资格的工作人员": "qualified",
    "事业编制": "qualified",
    "日常监管工作人员": "daily",
    "日常监管": "daily",
}
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?: 00:00:00)?|(\d{4})(\d{2})(\d{2})")
_NUMBER = re.compile(r"[0-9A-Za-z\-]{4,40}")


def _headings(sheet: Sheet, row: int, anchors: Mapping[Place, Place]) -> Columns:
    """The column of each field; the first of two alike counts."""
    found: Columns = {}
    for column in range(len(sheet.rows[row])):
        field = _FIELD_OF.get(squash(sheet.text(row, column)))
        if field:
            found.setdefault(field, column)
    return found


FORM = Form(
    gettext_lazy("执法人员名录"),
    gettext_lazy("本页的空表"),
    HEADINGS,
    known_by=frozenset({"name", "number"}),
    begun_by=frozenset({"name", "number"}),
    columns_of=_headings,
    optional=frozenset({"specialties"}),
)


def read_officers(sheets: Sequence[Sheet]) -> FormTable:
    """The officers of an uploaded file. Errors: `TableRefused` when there is not exactly one whole table in it."""
    table = FORM.find(sheets)
    rows = [row for row in table.rows() if not table.is_example(row)]
    if not rows:
        raise FormEmpty(place=table.sheet.address(table.top, table.columns["name"]))
    return replace(table, lines=tuple(_line(table.sheet, row, table.columns) for row in rows))


def _line(sheet: Sheet, row: int, columns: Columns) -> Line:
    values, addresses, errors = {}, {}, []
    for field in FIELDS:
        column = columns.get(field)
        if column is None:
            values[field] = ""
            continue
        addresses[field] = sheet.address(row, column)
        text, why, mend = READERS[field](clean(sheet.text(row, column)))
        values[field] = text
        trouble = sheet.trouble(row, column)
        if trouble or why:
            errors.append(trouble or sheet.error(row, column, why, mend))
    errors += _period(values, row, sheet, columns)
    return Line(row + 1, values, tuple(errors), (), sheet.name, addresses)


def _period(values: dict[str, str], row: int, sheet: Sheet, columns: Columns) -> Iterator[CellError]:
    starts, ends = parse_day(values["starts_on"]), parse_last_day(values["ends_on"])
    if starts and ends and ends < starts:
        why = _("有效期至早于有效期起。")
        yield sheet.error(row, columns["ends_on"], why, _("请核对两个日期。"))


# --- readers: the value as it is kept, why it will not do, how to mend it ------------------------------------------

Read = tuple[str, str, str]


def parse_day(text: str) -> date | None:
    """A day in any of the usual spellings (2025-03-01, 2025/3/1, 2025年3月1日, 20250301); None when it is none."""
    found = _DAY.fullmatch(text)
    if found is None:
        return None
    year, month, day = (int(part) for part in found.groups() if part)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def parse_last_day(text: str) -> date | None:
    """A day as above, or 长期; None when it is neither."""
    return ENDLESS if is_endless(text) else parse_day(text)


def _needed(text: str) -> Read:
    return (text, "", "") if text else ("", _("没有填写。"), _("请补填后重新上传。"))


def _name(text: str) -> Read:
    return _needed(text.replace(" ", "") if "·" not in text else text)


def _number(text: str) -> Read:
    number = digits_only(text).upper()
    if not number:
        return _needed("")
    if not _NUMBER.fullmatch(number):
        return number, _("执法证号只含数字、字母和短横，至少4位。"), _("请核对证件上的编号。")
    return number, "", ""


def _job_kind(text: str) -> Read:
    if not text:
        return _needed("")
    kind = _JOB_KINDS.get(text)
    if kind is None:
        return text, _("看不出是哪一类人员。"), _("请写行政执法类公务员、具有执法资格的工作人员或日常监管工作人员。")
    return kind, "", ""


def _day(text: str) -> Read:
    if not text:
        return _needed("")
    day = parse_day(text)
    if day is None:
        return text, _("不是日期。"), _("请写成2026-03-01的样子。")
    return day.isoformat(), "", ""


def _last_day(text: str) -> Read:
    if is_endless(text):
        return last_day_text(ENDLESS), "", ""
    kept, why, mend = _day(text)
    return kept, why, mend and _("请写成2026-03-01的样子；没有期限的写“长期”。")


def _domains(text: str) -> Read:
    return _needed(join_words(split_words(text)))


def _specialties(text: str) -> Read:
    return join_words(split_words(text)), "", ""


READERS: dict[str, Callable[[str], Read]] = {
    "name": _name,
    "department": _needed,
    "job_kind": _job_kind,
    "number": _number,
    "issuing_body": _needed,
    "domains": _domains,
    "starts_on": _day,
    "ends_on": _last_day,
    "specialties": _specialties,
}
