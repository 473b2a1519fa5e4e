"""Read a year's arrangement from rows of a sheet with the columns 日期, 类型 (放假 or 上班) and 名称."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from django.utils.translation import gettext as _

from common.calendars.layers import DayKind, SpecialDay
from common.calendars.notices import read_notice
from common.calendars.reading import ReadLine, ReadYear, problems_of

COLUMNS = ("日期", "类型", "名称")
KINDS = {"放假": DayKind.OFF, "上班": DayKind.WORK}
MAX_NAME_LENGTH = 50

_DATE = re.compile(r"^(?:(\d{4})[年./-])?(\d{1,2})[月./-](\d{1,2})日?(?:00:00:00)?$")


def read_arrangement(text: str, year: int) -> ReadYear:
    """Read what was pasted: rows of a sheet when the first line has tabs in it, otherwise a notice."""
    lines = text.strip().splitlines()
    if lines and "\t" in lines[0].strip():
        return read_rows([line.split("\t") for line in lines], year)
    return read_notice(text, year)


def as_text(rows: Iterable[Sequence[str]]) -> str:
    """Rows of an uploaded sheet as `read_arrangement` reads them; empty rows are left out."""
    tidy = ([" ".join(cell.split()) for cell in row] for row in rows)
    return "\n".join("\t".join(row) for row in tidy if any(row))


def read_rows(rows: Iterable[Sequence[str]], year: int) -> ReadYear:
    """`rows` are cell texts, heading row first; never raises, problems stand beside their rows.

    A date may be written 2026-10-01, 2026/10/1, 2026年10月1日 or 10月1日.
    """
    return ReadYear.of_lines(year, _lines(rows, year))


def _lines(rows: Iterable[Sequence[str]], year: int) -> Iterator[ReadLine]:
    numbered = ((number, [_tight(cell) for cell in row]) for number, row in enumerate(rows, start=1))
    filled = ((number, row) for number, row in numbered if any(row))
    number, heading = next(filled, (1, []))
    if missing := [name for name in COLUMNS if name not in heading]:
        yield ReadLine(number, _shown(heading), problems=(_missing(missing),))
        return
    places = [heading.index(name) for name in COLUMNS]
    for number, row in filled:
        yield _line(number, [row[place] if place < len(row) else "" for place in places], year)


def _line(number: int, cells: Sequence[str], year: int) -> ReadLine:
    written, kind, name = cells[0], KINDS.get(cells[1]), cells[2]
    on = _date(written, year)
    problems = []
    if on is None:
        problems.append(_("“日期”栏“%(value)s”不是日期，请写成2026-10-01的样子") % {"value": written})
    if kind is None:
        problems.append(_("“类型”栏“%(value)s”应为“放假”或“上班”") % {"value": cells[1]})
    if not 0 < len(name) <= MAX_NAME_LENGTH:
        problems.append(_("“名称”栏应填节日名称，不超过%(most)d字") % {"most": MAX_NAME_LENGTH})
    if on is None or kind is None or problems:
        return ReadLine(number, _shown(cells), problems=tuple(problems))
    day = SpecialDay(on, kind, name)
    return ReadLine(number, _shown(cells), (day,), tuple(problems_of([day], year)))


def _date(written: str, year: int) -> date | None:
    found = _DATE.match(written)
    if not found:
        return None
    try:
        return date(int(found[1] or year), int(found[2]), int(found[3]))
    except ValueError:
        return None


def _tight(cell: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", cell))


def _shown(cells: Sequence[str]) -> str:
    return " | ".join(cells)


def _missing(columns: Sequence[str]) -> str:
    return _("首行缺少“%(columns)s”栏；首行应依次为：日期、类型、名称") % {"columns": "、".join(columns)}
