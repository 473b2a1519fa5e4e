"""Days and instants as Chinese official text writes them."""

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

SHANGHAI = ZoneInfo("Asia/Shanghai")
WEEKDAYS = "一二三四五六日"
ENDLESS = date.max
"""The last day of what holds without an end (长期); no day at all means that nobody has said."""


def day_text(on: date) -> str:
    """2026年10月10日（周六）"""
    return _("%(year)d年%(month)d月%(day)d日（周%(weekday)s）") % _parts(on)


def numeric_text(on: date) -> str:
    """2026年10月10日"""
    return _("%(year)d年%(month)d月%(day)d日") % _parts(on)


def short_text(on: date, year: int) -> str:
    """10月10日; with its year when that is not `year`."""
    return _("%(month)d月%(day)d日") % _parts(on) if on.year == year else numeric_text(on)


def short_day_text(on: date, year: int) -> str:
    """10月10日（周六）; with its year when that is not `year`."""
    return short_text(on, year) + _("（周%(weekday)s）") % _parts(on)


def span_text(days: Sequence[date], year: int) -> str:
    """10月1日至10月7日, or the one day."""
    first, last = short_text(days[0], year), short_text(days[-1], year)
    return first if first == last else _("%(first)s至%(last)s") % {"first": first, "last": last}


def moment_text(at: datetime) -> str:
    """2026年10月10日14时05分, in Asia/Shanghai."""
    at = at.astimezone(SHANGHAI)
    return numeric_text(at.date()) + _("%(hour)d时%(minute)02d分") % {"hour": at.hour, "minute": at.minute}


def last_day_text(on: date | None) -> str:
    """2026-10-10, or 长期; empty where no day is known."""
    if on is None:
        return ""
    return _("长期") if on == ENDLESS else on.isoformat()


def _parts(on: date) -> dict[str, int | str]:
    return {"year": on.year, "month": on.month, "day": on.day, "weekday": WEEKDAYS[on.weekday()]}
