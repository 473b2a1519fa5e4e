"""Reading the liaison roster (工作联络表, 附件3; R014) out of an uploaded file. Pure: no database.

Nothing is guessed and nothing is dropped silently: a row is a heading, a title, an example, a note, blank, or data,
and every data row comes back with what is wrong with it.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from common.tables import CellError, Line, Place, Sheet, clean, squash
from common.tables.forms import EXAMPLE
from directory.roster_cells import READERS
from directory.roster_columns import FIELDS, UNIT, Columns, RosterEmpty, find_roster, tokens

_NOTE = re.compile(r"(备?注|(填[表报])?说明|填[表报](人|单位|日期)|制表人|审核人|联系电话|报送邮箱)[：:]")
_TITLE = re.compile(r".*(联络表|联系表|名单|一览表)|附件\d*")


@dataclass(frozen=True)
class RosterTable:
    """A whole form: where its headings were found, and its lines in order."""

    columns: Columns
    rows: tuple[Line, ...]


def read_roster(sheets: Sequence[Sheet]) -> RosterTable:
    """The roster of an uploaded file. Errors: `TableRefused` when there is not exactly one whole form in it."""
    columns = find_roster(sheets)
    anchors = columns.sheet.anchors()
    rows = [_read(columns, row, anchors) for row in _data_rows(columns)]
    if not rows:
        raise RosterEmpty(place=columns.place)
    return RosterTable(columns, tuple(_mark_duplicates(rows)))


def unit_key(name: str) -> str:
    """Two spellings of one department's name compare equal: brackets, blanks and letter widths do not count."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", clean(name))).casefold()


def other_names(key: str, places: Sequence[str]) -> set[str]:
    """Other ways to write a department's name: with its place, with 监督管理 in full or short."""
    bare = key[1:] if places[0].endswith(key[:1]) else key
    written = {key, *(unit_key(place) + bare for place in places)}
    short, full = "监管", "监督管理"
    return {form for one in written for form in (one, one.replace(full, short), one.replace(short, full))}


def _data_rows(columns: Columns) -> Iterator[int]:
    """Rows below the headings that hold data. Once a note began, a line of one cell continues it."""
    is_below_note = False
    for row in range(columns.bottom + 1, len(columns.sheet.rows)):
        words = [word for text in columns.sheet.rows[row] if (word := clean(text))]
        is_note = bool(words and _NOTE.match(words[0]))
        is_below_note = is_below_note or is_note
        if words and not is_note and not _is_furniture(columns, row, words) and (len(words) > 1 or not is_below_note):
            yield row


def _is_furniture(columns: Columns, row: int, words: list[str]) -> bool:
    """A title, a heading repeated on a new page, or an example."""
    if len(words) == 1 and _TITLE.fullmatch(squash(words[0])):
        return True
    if len(tokens(columns.sheet, row)) == len(words):
        return True
    unit = clean(columns.sheet.text(row, columns.of[UNIT]))
    return bool(EXAMPLE.match(words[0]) or EXAMPLE.match(unit))


def _read(columns: Columns, row: int, anchors: dict[Place, Place]) -> Line:
    """One line. A value merged downwards counts for every line it covers (one leader of several units)."""
    sheet = columns.sheet
    values: dict[str, str] = {}
    addresses: dict[str, str] = {}
    errors: list[CellError] = []
    doubts: list[CellError] = []
    if row in sheet.hidden_rows:
        why = _("这一行被隐藏或筛选掉了，不知道是否应当导入。")
        errors.append(sheet.error(row, columns.of[UNIT], why, _("请取消隐藏（或删除这一行）后重新上传。")))
    for field in FIELDS:
        column = columns.of[field]
        above, left = anchors.get((row, column), (row, column))
        source = above if left == column else row
        verdict = READERS[field](sheet.text(source, column))
        values[field], addresses[field] = verdict.text, sheet.address(source, column)
        if trouble := sheet.trouble(source, column):
            errors.append(trouble)
        elif verdict.why:
            (doubts if verdict.is_doubt else errors).append(sheet.error(source, column, verdict.why, verdict.mend))
    return Line(row + 1, values, tuple(errors), tuple(doubts), sheet.name, addresses)


def _mark_duplicates(rows: list[Line]) -> Iterator[Line]:
    """Every line of a unit that stands in the file more than once is rejected and names the others."""
    places = defaultdict(list)
    for row in rows:
        places[unit_key(row.values[UNIT])].append(row.number)
    for row in rows:
        numbers = places[unit_key(row.values[UNIT])] if row.values[UNIT] else [row.number]
        yield row if len(numbers) == 1 else _duplicate(row, numbers)


def _duplicate(row: Line, numbers: list[int]) -> Line:
    others = "、".join(str(number) for number in numbers if number != row.number)
    why = _("这个单位在第%(others)s行也出现了。") % {"others": others}
    mend = _("一个单位只报一行，请只留正确的一行。")
    return replace(row, errors=(*row.errors, row.error(UNIT, why, mend)))
