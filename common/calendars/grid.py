"""A year as people look at it: twelve months of weeks, and its arrangement as a short list."""

import calendar as gregorian
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from common.calendars.layers import Calendar, DayStatus

_WEEKS = gregorian.Calendar(gregorian.MONDAY)


@dataclass(frozen=True, slots=True)
class Month:
    """Weeks from Monday to Sunday; None stands for days of the neighbouring months."""

    number: int
    weeks: list[list[DayStatus | None]]
    working_days: int


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Days in a row that one holiday makes off, or working."""

    name: str
    days: list[date]
    is_working: bool
    layer: str


def months_of(calendar: Calendar, year: int) -> list[Month]:
    """Raises YearNotEntered."""
    return [_month(calendar, year, number) for number in range(1, 13)]


def arrangements_of(calendar: Calendar, year: int) -> Iterator[Arrangement]:
    """The days that notices speak of, in order; raises YearNotEntered."""
    days = (calendar.status(date.fromordinal(n)) for n in range(date(year, 1, 1).toordinal(), _end(year)))
    named = ((day, day.on.toordinal() - index) for index, day in enumerate(day for day in days if day.name))
    for _key, run in groupby(named, key=lambda at: (at[0].name, at[0].is_working, at[0].layer, at[1])):
        group = [day for day, _run in run]
        yield Arrangement(group[0].name, [day.on for day in group], group[0].is_working, group[0].layer)


def _month(calendar: Calendar, year: int, number: int) -> Month:
    weeks = [
        [calendar.status(on) if on.month == number else None for on in week]
        for week in _WEEKS.monthdatescalendar(year, number)
    ]
    return Month(number, weeks, sum(day.is_working for week in weeks for day in week if day))


def _end(year: int) -> int:
    return date(year, 12, 31).toordinal() + 1
