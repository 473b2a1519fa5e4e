"""Read a holiday notice as it is published: “元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。”

The form is that of 国务院办公厅关于…年部分节假日安排的通知 since 2014, which the autonomous regions follow in theirs.
"""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date, timedelta

from django.utils.translation import gettext as _

from common.calendars.layers import DayKind, SpecialDay
from common.calendars.reading import ReadLine, ReadYear, problems_of
from common.calendars.words import WEEKDAYS, numeric_text

MAX_SPAN_DAYS = 31
VERBS = {
    "放假": DayKind.OFF,
    "放假调休": DayKind.OFF,
    "放假公休": DayKind.OFF,
    "调休放假": DayKind.OFF,
    "补休": DayKind.OFF,
    "调休": DayKind.OFF,
    "公休": DayKind.OFF,
    "上班": DayKind.WORK,
}

_NUMBERING = r"[(（]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）、.．]"
_ITEMS_IN_ONE_LINE = re.compile(rf"(?<=。)\s*(?={_NUMBERING})")
_ARRANGEMENT = re.compile(rf"^(?:{_NUMBERING})?(?P<name>[^:,。]{{1,30}}):(?P<body>.+)$")
_DATE = (
    r"(?:(?P<year{0}>\d{{4}})年)?(?:(?P<month{0}>\d{{1,2}})月)?(?P<day{0}>\d{{1,2}})[日号](?:\((?P<note{0}>[^)]*)\))?"
)
_SPAN = re.compile(f"{_DATE.format(1)}(?:[至到~—–-]{{1,2}}{_DATE.format(2)})?")
_VERB = re.compile(rf"^(?P<verb>{'|'.join(sorted(VERBS, key=len, reverse=True))})(?:(?P<count>\d{{1,3}})天)?$")
_TOTAL = re.compile(r"^共(\d{1,3})天$")
_WEEKDAY = re.compile(r"(?:周|星期)([一二三四五六日天])")
_SPEAKS_OF_DAYS_OFF = re.compile("放假|上班|补休|调休|公休")
_YEAR_OF_NOTICE = re.compile(r"关于(?:做好)?(\d{4})年.*(?:节假日|放假)")


class Unreadable(ValueError):
    """Part of a line that cannot be understood, or cannot be right; the message says which and why."""


def read_notice(text: str, year: int) -> ReadYear:
    """Read the pasted text of the notice for `year`; never raises, problems stand beside their lines."""
    return ReadYear.of_lines(year, _lines(text, year))


def _lines(text: str, year: int) -> Iterator[ReadLine]:
    for number, raw in enumerate(_split(text), start=1):
        found = _ARRANGEMENT.match(_tight(raw))
        if found and _speaks_of_days_off(found["body"]) and "作息" not in found["name"]:
            reader = _LineReader(found["name"], year)
            reader.read(found["body"])
            problems = reader.problems or list(problems_of(reader.days, year))
            yield ReadLine(number, raw, tuple(reader.days), tuple(problems))
        else:
            yield ReadLine(number, raw, problems=tuple(_problems_of_other(_tight(raw), year)))


def _split(text: str) -> Iterator[str]:
    for line in text.splitlines():
        for item in _ITEMS_IN_ONE_LINE.split(line.strip()):
            if item.strip():
                yield item.strip()


def _tight(raw: str) -> str:
    """Full-width forms to half-width, no spaces: （周四） → (周四)."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", raw))


def _speaks_of_days_off(body: str) -> bool:
    return bool(_SPEAKS_OF_DAYS_OFF.search(body))


def _problems_of_other(line: str, year: int) -> Iterator[str]:
    """Title, salutation, signature: nothing to read, unless the notice is for another year or a name is missing."""
    named = _YEAR_OF_NOTICE.search(line)
    if named and int(named[1]) != year:
        yield _("通知写的是%(named)s年，所选年份是%(year)d年，请核对") % {"named": named[1], "year": year}
    elif re.search(r"\d日", line) and _speaks_of_days_off(line) and "作息" not in line:
        yield _("缺少节日名称，请写成“国庆节：10月1日（周四）至7日（周三）放假调休，共7天。”的样子")


class _LineReader:
    """Reads the part after the colon, clause by clause; years and months carry over as they do in the text."""

    def __init__(self, name: str, year: int) -> None:
        self.name = name
        self.year = year
        self.month: int | None = None
        self.days: list[SpecialDay] = []
        self.problems: list[str] = []

    def read(self, body: str) -> None:
        for sentence in re.split("[。;]", body):
            if sentence.startswith("鼓励"):  # advice to employers, not an arrangement
                continue
            try:
                self._sentence(sentence)
            except Unreadable as problem:
                self.problems.append(str(problem))

    def _sentence(self, sentence: str) -> None:
        waiting: list[date] = []
        off_days = 0
        for clause in sentence.split(","):
            dates, rest = self._dates(clause.removeprefix("其中").removeprefix("即"))
            if not dates:
                self._remark(rest, off_days)
            elif not rest:
                waiting += dates
            elif not rest.startswith("是"):  # “3月31日（周一）是少数民族习惯节日肉孜节” explains, arranges nothing
                kind = self._arrange(waiting + dates, rest, clause)
                off_days = len(waiting + dates) if kind is DayKind.OFF else off_days
                waiting = []
        if waiting:
            raise Unreadable(_("“%(text)s”没有写明放假还是上班") % {"text": sentence})

    def _remark(self, clause: str, off_days: int) -> None:
        if total := _TOTAL.match(clause):
            self._check_count(int(total[1]), off_days)
        elif re.search(r"\d[日号]", clause) and _speaks_of_days_off(clause):
            raise _unreadable(clause)

    def _arrange(self, dates: list[date], rest: str, clause: str) -> DayKind:
        verb = _VERB.match(rest)
        if not verb:
            raise _unreadable(clause)
        kind = VERBS[verb["verb"]]
        if verb["count"]:
            self._check_count(int(verb["count"]), len(dates))
        known = {day.on for day in self.days}
        self.days += [SpecialDay(on, kind, self.name) for on in dates if on not in known]
        return kind

    def _check_count(self, said: int, found: int) -> None:
        if said != found:
            self.problems.append(_("写明共%(said)d天，按日期数是%(found)d天，请核对") % {"said": said, "found": found})

    def _dates(self, clause: str) -> tuple[list[date], str]:
        """The dates a clause begins with, and what follows them."""
        dates: list[date] = []
        while found := _SPAN.match(clause):
            first = self._date(found, 1)
            last = self._date(found, 2, first.year) if found["day2"] else first
            dates += _span(first, last)
            clause = clause[found.end() :].lstrip("、和及")
        return dates, clause

    def _date(self, found: re.Match[str], side: int, year: int | None = None) -> date:
        if month := found[f"month{side}"]:
            self.month = int(month)
        year = int(found[f"year{side}"] or year or self.year)
        try:
            on = date(year, self.month or 0, int(found[f"day{side}"]))
        except ValueError:
            raise Unreadable(_("“%(text)s”不是有效的日期") % {"text": found[0]}) from None
        said = _WEEKDAY.search(found[f"note{side}"] or "")
        if said and said[1].replace("天", "日") != WEEKDAYS[on.weekday()]:
            raise Unreadable(
                _("%(day)s写的是周%(said)s，实为周%(weekday)s，请核对年份和日期")
                % {"day": numeric_text(on), "said": said[1], "weekday": WEEKDAYS[on.weekday()]}
            )
        return on


def _span(first: date, last: date) -> list[date]:
    length = (last - first).days + 1
    if length < 1:
        raise Unreadable(
            _("结束日期%(last)s早于开始日期%(first)s，跨年的请写明年份")
            % {"last": numeric_text(last), "first": numeric_text(first)}
        )
    if length > MAX_SPAN_DAYS:
        raise Unreadable(
            _("%(first)s起的一段长达%(days)d天，请核对起止日期") % {"first": numeric_text(first), "days": length}
        )
    return [first + timedelta(days=offset) for offset in range(length)]


def _unreadable(clause: str) -> Unreadable:
    return Unreadable(
        _("读不懂“%(text)s”，请写成“10月1日（周四）至7日（周三）放假”或“10月10日（周六）上班”的样子") % {"text": clause}
    )
