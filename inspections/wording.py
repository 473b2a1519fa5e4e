"""What a plan's wording says about how many, how often and when (附件2; R086, R090). Pure: no database.

The wording stays as it was written. What can be decided becomes a figure; the rest becomes a question for a person.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from common.calendars.words import numeric_text, short_text
from common.tables import clean
from items.quantities import YEAR, Amount, Pace, read_pace, read_quota

# Words of real plans, matched against typed text and therefore never translated.
_WHOLE_YEAR = re.compile(r"^(\d{4}年)?(全年|全年度|年度内|本年度|贯穿全年|长期)$")
_PARTS = {"上半年": (1, 6), "下半年": (7, 12), "一季度": (1, 3), "二季度": (4, 6), "三季度": (7, 9), "四季度": (10, 12)}
_PART = re.compile(r"^(?:(\d{4})年)?第?(上半年|下半年|[一二三四]季度)$")
_BETWEEN = re.compile(r"至|到|—+|–|~|～|－|(?<=[月日])-|(?<=\d)-(?=\d+月)|(?<=\d)-(?=\d{4}\D)")
_DAY = re.compile(r"^(?:(\d{4})[年./-])?(\d{1,2})(?:月|[./-](?=\d)|$)(?:(\d{1,2})日?)?$")
_TIMES = re.compile(r"次")


@dataclass(frozen=True)
class Quantity:
    """`count` in objects, `ratio` as a share of one, `frequency` visits to one object a year; None where not said.

    `questions` are for a person: what the wording leaves open.
    """

    count: int | None = None
    ratio: Decimal | None = None
    frequency: int | None = None
    questions: tuple[str, ...] = ()


def read_quantity(text: str) -> Quantity:
    """Number, ratio and frequency out of one cell: 不低于3%，每年1次; 20户; 每年1次33%；或者分次达到."""
    text = clean(text)
    quota, pace = read_quota(text), read_pace(text) if _TIMES.search(text) else Pace()
    ratio, asked_ratio = _planned(quota.ratio, _("比例"))
    count, asked_count = _planned(quota.count, _("数量"))
    frequency, asked_pace = _a_year(pace)
    both = [_("比例和数量都写了，请选定按哪一个执行。")] if ratio and count else []
    silent = [] if pace.times else [_("没有写频次，请填写每年检查几次。")]
    questions = [*quota.questions, *asked_ratio, *asked_count, *pace.questions, *asked_pace, *both, *silent]
    return Quantity(int(count) if count else None, ratio, frequency, tuple(dict.fromkeys(questions)))


def quantity_words(count: int | None, ratio: Decimal | None, frequency: int | None) -> str:
    """The printed cell: 比例3%，每年1次."""
    parts = [
        _("%d户") % count if count else "",
        _("比例%s") % ratio_words(ratio) if ratio is not None else "",
        _("每年%d次") % frequency if frequency else "",
    ]
    return _("，").join(part for part in parts if part)


def ratio_words(ratio: Decimal | None) -> str:
    """A share of one as people write it: 3%, 0.2%."""
    return "" if ratio is None else f"{(ratio * 100).normalize():f}%"


def read_ratio(text: str) -> Decimal | None:
    """A typed ratio as a share of one: 3, 3% and 不低于3% are 0.03, 2‰ is 0.002; None for any other than 0 to 100%."""
    found = re.fullmatch(r"(?:不低于|不少于|至少|≥)?\s*(\d+(?:\.\d+)?)\s*([%％‰]?)", clean(text))
    if not found:
        return None
    share = Decimal(found.group(1)) / (1000 if found.group(2) == "‰" else 100)
    return share if share <= 1 else None


def _planned(amount: Amount | None, what: str) -> tuple[Decimal | None, list[str]]:
    """The figure to plan with: an exact one, or the least that was promised. A range or a ceiling is asked."""
    if amount is None:
        return None, []
    if amount.low is None or (amount.high is not None and amount.high != amount.low):
        return None, [_("%s写的是上限或范围，请填写本年度要执行的数。") % what]
    return Decimal(amount.low.numerator) / amount.low.denominator, []


def _a_year(pace: Pace) -> tuple[int | None, list[str]]:
    """Visits a year; what is less than one a year, or a range, is asked."""
    if pace.times is None or pace.months is None or pace.questions:
        return None, []
    times, asked = _planned(pace.times, _("频次"))
    if times is None:
        return None, asked
    yearly = times * YEAR / pace.months
    if yearly != int(yearly) or yearly < 1:
        return None, [_("折合每年不是整数次，请填写本年度检查几次。")]
    return int(yearly), []


# --- the period -------------------------------------------------------------------------------------------------------


def read_period(text: str, year: int) -> tuple[date, date] | None:
    """First and last day out of 3月—10月, 2026年3月1日至10月31日, 全年, 上半年, 第二季度; None where it cannot be read.

    `year` is the plan's, for wording that names none. A month without a day is the whole month.
    """
    text = "".join(clean(text).split())
    if found := _WHOLE_YEAR.match(text):
        year = int(found.group(1)[:4]) if found.group(1) else year
        return date(year, 1, 1), date(year, 12, 31)
    if found := _PART.match(text):
        first, last = _PARTS[found.group(2)]
        year = int(found.group(1) or year)
        return date(year, first, 1), _last_day(year, last)
    sides = _BETWEEN.split(text)
    if len(sides) > 2:
        return None
    starts = _side(sides[0], year, is_last=False)
    ends = _side(sides[-1], starts.year, is_last=True) if starts else None
    return (starts, ends) if starts and ends and starts <= ends else None


def period_words(starts_on: date, ends_on: date) -> str:
    """2026年3月1日至10月31日."""
    ends = short_text(ends_on, starts_on.year)
    return _("%(starts)s至%(ends)s") % {"starts": numeric_text(starts_on), "ends": ends}


def _side(text: str, year: int, *, is_last: bool) -> date | None:
    found = _DAY.match(text.removesuffix("底").removesuffix("前"))
    if not found:
        return None
    year, month = int(found.group(1) or year), int(found.group(2))
    if not 1 <= month <= 12:
        return None
    last = _last_day(year, month)
    if found.group(3) is None:
        return last if is_last else date(year, month, 1)
    day = int(found.group(3))
    return date(year, month, day) if 1 <= day <= last.day else None


def _last_day(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
