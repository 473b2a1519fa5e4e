"""Which column of a register holds which field: recognised by its heading, or as a person assigned it before."""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import compress
from operator import itemgetter

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from common.tables import CellError, Sheet, TableRefused, clean_all, squash
from common.tables.sheet import column_letters

HEADER_WITHIN = 20
"""Headings are looked for in this many first rows; a title or a note may stand above them."""
SAMPLES = 3


class NoHeadings(TableRefused):
    why = _("文件里没有找到表头，也没有可以读取的行。")
    mend = _("请在第一行写上各列的标题（如“名称”“统一社会信用代码”），下面每行一条，再重新上传。")


class RegisterHidden(TableRefused):
    why = _("名册在隐藏的工作表“%(sheet)s”里。")
    mend = _("请取消隐藏，核对内容后重新上传。")


class TwoRegisters(TableRefused):
    why = _("文件里有几张名册（工作表“%(first)s”“%(second)s”），一次只能导入一张。")
    mend = _("请把它们合并成一张，或分成几个文件分别上传；不用的工作表请删去。")


@dataclass(frozen=True)
class Column:
    """A field of a register: its name in code, its heading in our own form, other headings it is known by."""

    name: str
    heading: str | Promise
    also: tuple[str, ...] = ()
    is_required: bool = False


@dataclass(frozen=True)
class Header:
    """A heading row: where it stands, what is typed, and which field each column holds (empty: none)."""

    sheet: Sheet
    row: int
    headings: Sequence[str]
    fields: Sequence[str]

    def place(self, column: int) -> str:
        """Where a clerk finds the heading."""
        return self.sheet.address(self.row, column)

    def samples(self, column: int) -> list[str]:
        """The first values under the heading."""
        under = range(self.row + 1, min(self.row + 1 + HEADER_WITHIN, len(self.sheet.rows)))
        return [text[:60] for row in under if (text := self.sheet.text(row, column).strip())][:SAMPLES]


def signature_of(headings: Sequence[str]) -> str:
    """What two files with the same headings have in common, however their blanks and brackets are typed."""
    return hashlib.sha256("\n".join(map(squash, headings)).encode()).hexdigest()


def recognise(headings: Sequence[str], columns: Sequence[Column]) -> list[str]:
    """The field of each heading, empty where none is known; of two headings for one field the first counts."""
    known = {squash(str(text)): column.name for column in columns for text in (column.heading, *column.also)}
    free = {column.name for column in columns}
    found = []
    for heading in headings:
        name = known.get(squash(heading), "")
        found.append(name if name in free else "")
        free.discard(name)
    return found


def find_header(sheets: Sequence[Sheet], columns: Sequence[Column], remembered: Mapping[str, Sequence[str]]) -> Header:
    """The heading row: one a person has assigned before, else the one with most known headings, else the first row.

    `remembered` maps signatures to fields. Errors: `NoHeadings` when there is nothing below any row, `RegisterHidden`
    and `TwoRegisters` when it is not clear what is meant.
    """
    visible = [sheet for sheet in sheets if not sheet.is_hidden]
    rows = [header for sheet in visible for header in _candidates(sheet)]
    assigned = [Header(sheet, row, texts, remembered.get(signature_of(texts), ())) for sheet, row, texts in rows]
    headers = [Header(sheet, row, texts, recognise(texts, columns)) for sheet, row, texts in rows]
    chosen = next((header for header in assigned if header.fields), None) or max(headers, key=_known, default=None)
    if chosen is None or not _known(chosen):
        _refuse_hidden(sheets, columns)
    if chosen is None:
        raise NoHeadings
    _refuse_others(chosen, headers, required_names(columns))
    return chosen


def _known(header: Header) -> int:
    return sum(map(bool, header.fields))


def _refuse_hidden(sheets: Sequence[Sheet], columns: Sequence[Column]) -> None:
    for sheet in sheets:
        if sheet.is_hidden and any(
            sum(map(bool, recognise(texts, columns))) > 1 for _s, _r, texts in _candidates(sheet)
        ):
            raise RegisterHidden(sheet=sheet.name)


def _refuse_others(chosen: Header, headers: Sequence[Header], required: Sequence[str]) -> None:
    """Another sheet with as good a heading row would be lost without a word."""
    for header in headers:
        is_other = header.sheet is not chosen.sheet and set(required) <= set(header.fields)
        if is_other and 2 * _known(header) > _known(chosen) > 1:
            raise TwoRegisters(first=chosen.sheet.name, second=header.sheet.name)


def _candidates(sheet: Sheet) -> Iterator[tuple[Sheet, int, list[str]]]:
    """Rows that may be headings: something below them, two texts at least unless the sheet has a single column.

    Where headings stand in two rows (许可信息 above 许可证号 and 有效期), the lower row is a candidate too, with the
    upper one's texts where it has none of its own.
    """
    anchors = sheet.anchors()
    for number in range(min(HEADER_WITHIN, len(sheet.rows) - 1)):
        headings = _headings(sheet.rows[number])
        if sum(map(bool, headings)) >= min(2, len(sheet.rows[number + 1])):
            yield sheet, number, headings
        if number and any(first[0] < number for (row, _c), first in anchors.items() if row == number):
            above = sheet.rows[number - 1]
            wide = max(len(headings), len(above))
            both = zip(_padded(headings, wide), _padded(clean_all(above), wide), strict=True)
            yield sheet, number, _headings([text or upper for text, upper in both])


def _headings(texts: Sequence[str]) -> list[str]:
    headings = list(clean_all(texts))
    while headings and not headings[-1]:
        headings.pop()
    return headings


def _padded(texts: Sequence[str], length: int) -> list[str]:
    return [*texts, *[""] * (length - len(texts))]


@dataclass
class Frame:
    """The rows of a register as columns of clean text, blank rows left out.

    `numbers` are the rows' numbers in the file, from 1; `values` the texts of each field, equally long; `errors` and
    `doubts` what is wrong, by position in those lists.
    """

    header: Header
    numbers: list[int]
    values: dict[str, list[str]]
    errors: dict[int, list[CellError]] = field(default_factory=dict)
    doubts: dict[int, list[CellError]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.numbers)

    def reject(self, at: int, name: str, why: str, mend: str) -> None:
        """Reject the cell of field `name` of the row at position `at`; of several faults of a cell the first counts."""
        cell = self._cell(at, name, why, mend)
        errors = self.errors.setdefault(at, [])
        if all(error.address != cell.address for error in errors):
            errors.append(cell)

    def doubt(self, at: int, name: str, why: str, mend: str) -> None:
        """Doubt that cell."""
        self.doubts.setdefault(at, []).append(self._cell(at, name, why, mend))

    def _cell(self, at: int, name: str, why: str, mend: str) -> CellError:
        place = self.header.fields.index(name)
        return self.header.sheet.error(self.numbers[at] - 1, place, why, mend)


def read_frame(header: Header) -> Frame:
    """The rows under a heading row; cells with troubles of their own (formulas, error values) are rejected."""
    sheet, first = header.sheet, header.row + 1
    places = {name: place for place, name in enumerate(header.fields) if name}
    columns = {name: _column(sheet.rows[first:], place) for name, place in places.items()}
    _spread_merged(sheet, first, {place: columns[name] for name, place in places.items()})
    values = {name: clean_all(texts) for name, texts in columns.items()}
    filled = list(map(any, zip(*values.values(), strict=True)))
    frame = Frame(
        header,
        list(compress(range(first + 1, len(sheet.rows) + 1), filled)),
        {name: list(compress(texts, filled)) for name, texts in values.items()},
    )
    _reject_troubles(frame, {place: name for name, place in places.items()})
    return frame


def _column(rows: Sequence[Sequence[str]], place: int) -> list[str]:
    """The texts at that place, of short rows none."""
    try:
        return list(map(itemgetter(place), rows))
    except IndexError:
        return [row[place] if place < len(row) else "" for row in rows]


def _spread_merged(sheet: Sheet, first: int, columns: Mapping[int, list[str]]) -> None:
    """A merged cell says the same for every row it covers; merged to the right it stays where it is."""
    for (row, column), anchor in sheet.anchors().items():
        if row >= first and column in columns and anchor[1] == column:
            columns[column][row - first] = sheet.text(*anchor)


def _reject_troubles(frame: Frame, names: Mapping[int, str]) -> None:
    if not frame.header.sheet.troubles:
        return
    positions = {number - 1: at for at, number in enumerate(frame.numbers)}
    for (row, column), trouble in frame.header.sheet.troubles.items():
        if column in names and row in positions:
            frame.reject(positions[row], names[column], trouble.why, trouble.mend)


# --- rows that are none -----------------------------------------------------------------------------------------------

_TOTAL = re.compile(r"[(（]?(合计|总计|小计|共计|累计|总数)([:：)）\d共]|$)")
_REMARK = re.compile(
    r"(备?注|(填[表报])?说明|填[表报](人|单位|日期|时间)|制表(人|单位|日期|时间)?|审核人?|审批人|联系电话|数据来源|统计(时间|日期|截止)|截[至止])"
    r"[:：\d]"
)
_SECTION = re.compile(r"[(（]?[一二三四五六七八九十]+[)）、.．]")
_ASIDE_BEGINS = frozenset("合总小共累注备填说制审联数统截(（一二三四五六七八九十 　")
_MOSTLY, _FEW = 0.5, 3


def set_aside(frame: Frame) -> None:
    """Rows that are no entries (totals, notes, headings of groups, headings repeated on a new page), and hidden ones.

    Each is rejected for that reason alone, so that nothing is kept of it and nothing is lost without a word.
    """
    sheet = frame.header.sheet
    names = [name for name in frame.header.fields if name in frame.values]
    counts = [sum(map(bool, texts)) for texts in zip(*(frame.values[name] for name in names), strict=True)]
    is_wide = len(names) >= _FEW and sum(count > 1 for count in counts) >= _MOSTLY * len(counts)
    for at, number in enumerate(frame.numbers):
        is_lonely = is_wide and counts[at] == 1 and _is_lonely(sheet.rows[number - 1])
        is_hidden = number - 1 in sheet.hidden_rows
        words = [text for text in sheet.rows[number - 1][:_FEW] if text]
        if not (is_lonely or is_hidden or any(text[0] in _ASIDE_BEGINS for text in words)):
            continue
        if why := _why_aside(words, is_lonely) or _why_doubted(is_lonely, is_hidden):
            frame.errors.pop(at, None)
            frame.doubts.pop(at, None)
            frame.reject(at, next(name for name in names if frame.values[name][at]), *why)
    _set_headings_aside(frame, names)


def _is_lonely(row: Sequence[str]) -> bool:
    """Whether one cell says anything, serial numbers apart; what stands in columns that are not read counts too."""
    return sum(bool(text.strip()) and not text.isdecimal() for text in row) <= 1


def _set_headings_aside(frame: Frame, names: Sequence[str]) -> None:
    headings = {name: squash(text) for name, text in zip(frame.header.fields, frame.header.headings, strict=True)}
    for at, text in enumerate(frame.values[names[0]]):
        if text and text[0] == headings[names[0]][:1] and squash(text) == headings[names[0]]:
            alike = sum(squash(frame.values[name][at]) == headings[name] for name in names)
            if alike >= min(2, len(names)):
                frame.errors.pop(at, None)
                frame.reject(at, names[0], gettext("这一行是重复的表头。"), gettext("不必处理；这一行不会导入。"))


def _why_aside(texts: Sequence[str], is_lonely: bool) -> tuple[str, str] | None:
    """(why, mend) of a row that begins with these texts and is no entry."""
    words = [word for text in texts if (word := "".join(text.split()))]
    if any(map(_TOTAL.match, words)):
        why = gettext("这一行是合计，不是名册的内容。")
    elif words and _REMARK.match(words[0]):
        why = gettext("这一行是表下的说明，不是名册的内容。")
    elif is_lonely and words and _SECTION.match(words[0]):
        why = gettext("这一行是分组标题，不是名册的内容。")
    else:
        return None
    return why, gettext("不必处理；这一行不会导入。")


def _why_doubted(is_lonely: bool, is_hidden: bool) -> tuple[str, str] | None:
    if is_lonely:
        why = gettext("这一行只填了一格，像是分组标题或说明。")
        return why, gettext("确应导入的，请补填其他栏目；不是的，不必处理。")
    if is_hidden:
        why = gettext("这一行被隐藏或筛选掉了，不知道是否应当导入。")
        return why, gettext("请取消隐藏（或删除这一行）后重新上传。")
    return None


def column_name(place: int) -> str:
    """What a column without a heading is called: 第C列."""
    return str(_("第%(letters)s列")) % {"letters": column_letters(place)}


def required_names(columns: Sequence[Column]) -> list[str]:
    """The fields without which a row means nothing."""
    return [column.name for column in columns if column.is_required]


def headings_of(columns: Sequence[Column]) -> dict[str, str]:
    """Field names and the headings of our own form."""
    return {column.name: str(column.heading) for column in columns}
