"""Read a year's arrangement from sheet rows with the columns 日期, 类型 (放假 or 上班) and 名称."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from django.utils.translation import gettext as _

from common.calendars.layers import DayKind, SpecialDay
from common.calendars.reading import ReadLine, ReadYear, problems_of

COLUMNS = ("日期", "类型", "名称")
KINDS = {"放假": DayKind.OFF, "上班": DayKind.WORK}
MAX_NAME_LENGTH = 50

_DATE = re.compile(r"^(?:(\d{4})[年./-])?(\d{1,2})[月./-](\d{1,2})日?$")


def read_rows(rows: Iterable[Sequence[object]], year: int) -> ReadYear:
    """`rows` are cell values, heading row first; never raises, problems stand beside their rows.

    A date may be a date cell or text (2026-10-01, 2026/10/1, 2026年10月1日, 10月1日).
    """
    return ReadYear.of_lines(year, _lines(rows, year))


def _lines(rows: Iterable[Sequence[object]], year: int) -> Iterator[ReadLine]:
    numbered = ((number, row) for number, row in enumerate(rows, start=1) if any(_text(cell) for cell in row))
    number, heading = next(numbered, (1, ()))
    places = {name: place for place, name in enumerate(map(_text, heading)) if name in COLUMNS}
    if missing := [name for name in COLUMNS if name not in places]:
        yield ReadLine(number, _shown(heading), problems=(_missing(missing),))
        return
    for number, row in numbered:
        cells = [row[places[name]] if places[name] < len(row) else "" for name in COLUMNS]
        yield _line(number, cells, year)


def _line(number: int, cells: Sequence[object], year: int) -> ReadLine:
    on, kind, name = _date(cells[0], year), KINDS.get(_text(cells[1])), _text(cells[2])
    problems = []
    if on is None:
        problems.append(_("“日期”栏“%(value)s”不是日期，请写成2026-10-01的样子") % {"value": _text(cells[0])})
    if kind is None:
        problems.append(_("“类型”栏“%(value)s”应为“放假”或“上班”") % {"value": _text(cells[1])})
    if not 0 < len(name) <= MAX_NAME_LENGTH:
        problems.append(_("“名称”栏应填节日名称，不超过%(most)d字") % {"most": MAX_NAME_LENGTH})
    if on is None or kind is None or problems:
        return ReadLine(number, _shown(cells), problems=tuple(problems))
    day = SpecialDay(on, kind, name)
    return ReadLine(number, _shown(cells), (day,), tuple(problems_of([day], year)))


def _date(cell: object, year: int) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    found = _DATE.match(_text(cell)) if isinstance(cell, str) else None
    if not found:
        return None
    try:
        return date(int(found[1] or year), int(found[2]), int(found[3]))
    except ValueError:
        return None


def _text(cell: object) -> str:
    return "" if cell is None else re.sub(r"\s+", "", unicodedata.normalize("NFKC", str(cell)))


def _shown(cells: Sequence[object]) -> str:
    texts = (cell.isoformat()[:10] if isinstance(cell, date) else _text(cell) for cell in cells)
    return " | ".join(texts)


def _missing(columns: Sequence[str]) -> str:
    return _("首行缺少“%(columns)s”栏；首行应依次为：日期、类型、名称") % {"columns": "、".join(columns)}
