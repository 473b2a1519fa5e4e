"""When a period ends, and the sentence that says why. Pure: no database.

How the law is read here (DOMAIN 1.30):

* The day of the act is not counted; counting begins on the day after (民法典 201 条 1 款). Hours run from the moment
  itself (201 条 2 款) and never stop for a holiday.
* When the last day is a rest day, it moves to the first working day after (203 条 1 款). Weekends are rest days unless
  a notice makes them working days (调休上班).
* The last day ends at 24:00 (203 条 2 款). A due instant is therefore midnight at the end of that day, exclusive: a
  matter settled before it is in time, from it on it is overdue. Show `Due.last_day`, never the date of the instant.
* Periods in days stop by whole days: from the day of the pause (not counted) until the day of resumption (counted
  again). A pause that ends on the day it began changes nothing. Periods in hours stop to the second.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from itertools import groupby

from django.utils.translation import gettext as _

from common.calendars.layers import ONE_DAY, Calendar, DayStatus
from common.calendars.words import SHANGHAI, day_text, moment_text, short_day_text, span_text

SOON_WORKING_DAYS = 3


class Unit(StrEnum):
    """What a period is counted in."""

    HOUR = "hour"
    DAY = "day"
    WORKING_DAY = "working_day"


@dataclass(frozen=True, slots=True)
class Pause:
    """The time in which a period stood still, half-open: `begins_at` ≤ t < `ends_at`; both aware."""

    begins_at: datetime
    ends_at: datetime
    reason: str = ""

    def __post_init__(self) -> None:
        if self.ends_at < self.begins_at:
            raise ValueError("a pause ends before it begins")


@dataclass(frozen=True, slots=True)
class Term:
    """A period: so many units from an aware instant, less its pauses."""

    started_at: datetime
    unit: Unit
    length: int
    pauses: Sequence[Pause] = ()

    def __post_init__(self) -> None:
        if self.length < 1:
            raise ValueError("a period is at least one unit long")
        instants = [self.started_at, *(at for pause in self.pauses for at in (pause.begins_at, pause.ends_at))]
        if any(at.tzinfo is None for at in instants):
            raise ValueError("a period needs aware instants")


@dataclass(frozen=True, slots=True)
class Due:
    """When a term ends: the exclusive instant, the last day on which one is in time, and why in words."""

    at: datetime
    last_day: date
    explanation: str


class Step(StrEnum):
    """What a day meant for a period counted in days."""

    COUNTED = "counted"
    RESTED = "rested"
    PAUSED = "paused"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Walked:
    """One day of the walk from the start to the last day; `pause` is the reason when the period stood still."""

    day: DayStatus
    step: Step
    pause: str = ""


def due_of(term: Term, calendar: Calendar) -> Due:
    """The end of `term` on `calendar`.

    Raises YearNotEntered when the count reaches a year whose national arrangement is missing (never for hours).
    """
    if term.unit is Unit.HOUR:
        return _due_in_hours(term)
    walk = list(_walk(term, calendar))
    last_day = walk[-1].day.on
    at = datetime.combine(last_day + ONE_DAY, time.min, SHANGHAI)
    return Due(at, last_day, _explain_days(term, walk, calendar))


def local_day(at: datetime) -> date:
    """The day of an aware instant in Asia/Shanghai, the one official time (DOMAIN 1.48)."""
    return at.astimezone(SHANGHAI).date()


def soon_until(today: date, calendar: Calendar) -> date:
    """The last day that is still "within 3 working days" of `today`; raises YearNotEntered."""
    return calendar.working_day_after(today, SOON_WORKING_DAYS)


# Hours


def _due_in_hours(term: Term) -> Due:
    ends_at = term.started_at.astimezone(UTC) + timedelta(hours=term.length)
    stood_still = []
    reached = term.started_at
    for pause in sorted(term.pauses, key=lambda pause: pause.begins_at):
        begins_at = max(pause.begins_at, reached)
        if begins_at < ends_at and pause.ends_at > begins_at:
            ends_at += pause.ends_at - begins_at
            reached = pause.ends_at
            stood_still.append(pause)
    ends_at = ends_at.astimezone(SHANGHAI)
    return Due(ends_at, local_day(ends_at), _explain_hours(term, stood_still, ends_at))


def _explain_hours(term: Term, stood_still: list[Pause], ends_at: datetime) -> str:
    parts = [
        _("自%(start)s起连续计算%(length)d小时，节假日不间断")
        % {"start": moment_text(term.started_at), "length": term.length}
    ]
    for pause in stood_still:
        parts.append(
            _("%(from)s至%(until)s中止%(reason)s，不计入")
            % {
                "from": moment_text(pause.begins_at),
                "until": moment_text(pause.ends_at),
                "reason": _in_brackets(pause.reason),
            }
        )
    parts.append(_("截止%(end)s") % {"end": moment_text(ends_at)})
    return "；".join(parts) + "。"


# Days and working days


def _walk(term: Term, calendar: Calendar) -> Iterator[Walked]:
    """Every day from the day after the start to the last day, with what it meant."""
    remaining = term.length
    paused = [(local_day(p.begins_at), local_day(p.ends_at), p.reason) for p in term.pauses]
    for day in calendar.days_after(local_day(term.started_at)):
        reasons = [reason for begins_on, ends_on, reason in paused if begins_on <= day.on < ends_on]
        if reasons:
            yield Walked(day, Step.PAUSED, reasons[0])
            continue
        if not remaining:
            yield Walked(day, Step.MOVED)
        elif term.unit is Unit.DAY or day.is_working:
            remaining -= 1
            yield Walked(day, Step.COUNTED)
        else:
            yield Walked(day, Step.RESTED)
        if not remaining and day.is_working:
            return


def _explain_days(term: Term, walk: list[Walked], calendar: Calendar) -> str:
    start, last_day = local_day(term.started_at), walk[-1].day.on
    parts = [_head(term, start), *_pauses(walk, start.year)]
    if term.unit is Unit.WORKING_DAY:
        parts += [*_rests(walk, start.year), *_made_up(walk, start.year)]
    else:
        parts += _moved(walk, start.year)
    parts.append(_("截止%(end)s24时") % {"end": day_text(last_day)})
    for year in range(start.year, last_day.year + 1):
        parts += [
            _("%(layer)s%(year)d年地方节假日尚未录入，录入后重新推算") % {"layer": layer, "year": year}
            for layer in calendar.missing_locally(year)
        ]
    return "；".join(parts) + "。"


def _head(term: Term, start: date) -> str:
    form = _("自%(start)s次日起算%(length)d个工作日")
    if term.unit is Unit.DAY:
        form = _("自%(start)s次日起算%(length)d日（自然日）")
    return form % {"start": day_text(start), "length": term.length}


def _pauses(walk: list[Walked], year: int) -> Iterator[str]:
    for (step, reason), group in groupby(walk, key=lambda walked: (walked.step, walked.pause)):
        if step is Step.PAUSED:
            days = [walked.day.on for walked in group]
            yield _("%(days)s中止%(count)d日%(reason)s，不计入") % {
                "days": span_text(days, year),
                "count": len(days),
                "reason": _in_brackets(reason),
            }


def _rests(walk: list[Walked], year: int) -> Iterator[str]:
    """Holidays by name; plain weekends only as a number, everybody knows them."""
    rested = [walked.day for walked in walk if walked.step is Step.RESTED]
    phrases = _holidays([day for day in rested if day.name], year)
    if weekend := sum(day.is_plain_weekend for day in rested):
        phrases.append(_("周末休息%(count)d天") % {"count": weekend})
    if phrases:
        yield _("%(days)s，不计入") % {"days": "、".join(phrases)}


def _made_up(walk: list[Walked], year: int) -> Iterator[str]:
    days = [walked.day.on for walked in walk if walked.step is Step.COUNTED and walked.day.is_made_up]
    if days:
        yield _("%(days)s调休上班，计入") % {"days": "、".join(short_day_text(on, year) for on in days)}


def _moved(walk: list[Walked], year: int) -> Iterator[str]:
    """Why the last day is not the day the count ended on."""
    last_counted = [walked.day for walked in walk if walked.step is Step.COUNTED][-1]
    if last_counted.is_working:
        return
    why = last_counted.name or _("休息日")
    yield _("期满日%(nominal)s为%(why)s，顺延至其后首个工作日") % {
        "nominal": short_day_text(last_counted.on, year),
        "why": why,
    }


def _holidays(days: list[DayStatus], year: int) -> list[str]:
    """10月1日至10月7日（国庆节）放假; a holiday that only a place keeps names the place."""
    phrases = []
    runs = groupby(enumerate(days), key=lambda at: (at[1].name, at[1].layer, at[1].on.toordinal() - at[0]))
    for (name, layer, _run), group in runs:
        span = span_text([day.on for _index, day in group], year)
        whose = f"{name}，{layer}" if layer else name
        phrases.append(_("%(span)s（%(name)s）放假") % {"span": span, "name": whose})
    return phrases


def _in_brackets(reason: str) -> str:
    return _("（%(reason)s）") % {"reason": reason} if reason else ""
