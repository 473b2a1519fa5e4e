"""What came out of reading somebody's arrangement of a year: line by line, with what is wrong in words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.utils.translation import gettext as _

from common.calendars.layers import SATURDAY, DayKind, SpecialDay
from common.calendars.words import WEEKDAYS, numeric_text, span_text


@dataclass(frozen=True, slots=True)
class ReadLine:
    """One line (or sheet row) as given, the days found in it and its problems; a line may have neither."""

    number: int
    text: str
    days: tuple[SpecialDay, ...] = ()
    problems: tuple[str, ...] = ()

    def understood(self, year: int) -> list[str]:
        """How the line was read: ["10月1日至10月7日放假（国庆节，7天）", "10月10日上班（国庆节，1天）"]."""
        words = {
            DayKind.OFF: _("%(days)s放假（%(name)s，%(count)d天）"),
            DayKind.WORK: _("%(days)s上班（%(name)s，%(count)d天）"),
        }
        return [
            words[run[0].kind]
            % {"days": span_text([day.on for day in run], year), "name": run[0].name, "count": len(run)}
            for run in runs_of(self.days)
        ]


@dataclass(frozen=True, slots=True)
class ReadYear:
    """All lines of one year's arrangement."""

    year: int
    lines: tuple[ReadLine, ...]

    @classmethod
    def of_lines(cls, year: int, lines: Iterable[ReadLine]) -> "ReadYear":
        """Adds what only shows when lines are seen together: one day off in one line and worked in another."""
        return cls(year, tuple(_contradictions_marked(lines)))

    @property
    def days(self) -> list[SpecialDay]:
        """Every day once, in order."""
        days = {day.on: day for line in self.lines for day in line.days}
        return [days[on] for on in sorted(days)]

    @property
    def has_problems(self) -> bool:
        return any(line.problems for line in self.lines)


def runs_of(days: Iterable[SpecialDay]) -> list[list[SpecialDay]]:
    """Days that follow each other with the same kind and name, together."""
    ordered = enumerate(sorted(days, key=lambda day: day.on))
    runs = groupby(ordered, key=lambda at: (at[1].kind, at[1].name, at[1].on.toordinal() - at[0]))
    return [[day for _index, day in group] for _key, group in runs]


def problems_of(days: Iterable[SpecialDay], year: int) -> Iterator[str]:
    """What cannot be right about single days of the arrangement of `year`."""
    earliest, latest = date(year - 1, 12, 1), date(year, 12, 31)
    for day in days:
        if not earliest <= day.on <= latest:
            yield _("%(day)s不在%(year)d年的安排范围内（可含上一年12月），请核对年份") % {
                "day": numeric_text(day.on),
                "year": year,
            }
        elif day.kind is DayKind.WORK and day.on.weekday() < SATURDAY:
            yield _("%(day)s是周%(weekday)s，本来就是工作日；“上班”只用于调休的周六、周日") % {
                "day": numeric_text(day.on),
                "weekday": WEEKDAYS[day.on.weekday()],
            }


def _contradictions_marked(lines: Iterable[ReadLine]) -> Iterator[ReadLine]:
    seen: dict[date, tuple[int, DayKind]] = {}
    for line in lines:
        problems = list(line.problems)
        for day in line.days:
            number, kind = seen.setdefault(day.on, (line.number, day.kind))
            if kind is not day.kind:
                problems.append(
                    _("%(day)s与第%(line)d行矛盾：一处放假、一处上班") % {"day": numeric_text(day.on), "line": number}
                )
        yield ReadLine(line.number, line.text, line.days, tuple(problems))
