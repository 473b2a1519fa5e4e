"""The national arrangements published for 2004–2026, as the chinesecalendar package (MIT) holds them."""

from chinese_calendar import constants

from common.calendars.layers import DayKind, SpecialDay

_SHORT_NAMES = {"清明", "端午", "中秋"}


def published_years() -> dict[int, list[SpecialDay]]:
    """Year -> its days off and made-up working days. The last days of a year stand in that year."""
    years: dict[int, list[SpecialDay]] = {}
    for kind, days in ((DayKind.OFF, constants.holidays), (DayKind.WORK, constants.workdays)):
        for on, holiday in days.items():
            years.setdefault(on.year, []).append(SpecialDay(on, kind, _name(holiday)))
    return years


def _name(holiday: str) -> str:
    name = constants.Holiday(holiday).chinese
    return f"{name}节" if name in _SHORT_NAMES else name
