"""Until when a permit or a certificate holds, as people write it: a day, a period's last day, or 长期. Pure."""

import re
from collections.abc import Callable
from datetime import date

from common.calendars.words import ENDLESS, last_day_text

_WORDS = {
    "长期",
    "长期有效",
    "长期有效的",
    "永久",
    "永久有效",
    "永久性",
    "无固定期限",
    "无固定期",
    "无期限",
    "不限期",
    "不约定期限",
    "有效期长期",
}
_YEARS = re.compile(r"(2999|9999)\D?12\D?31日?(?: 00?:00(:00)?)?")
"""What other systems keep for 长期."""
_DAY = r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?"
_TO = re.compile(rf"\s*(?:至|到|~|～|—+|--+|(?<!\d{{4}})[-－/](?=\s*(?:{_DAY}|长期)$))\s*")


def is_endless(text: str) -> bool:
    """Whether the words say that something holds without an end."""
    return text.strip("（）() ") in _WORDS or bool(_YEARS.fullmatch(text))


def last_day(text: str, day: Callable[[str], str | None]) -> str | None:
    """The last day of a period in ISO form, or 长期; `day` reads a single day and raises `ValueError` for none."""
    last = _TO.split(text)[-1]
    return last_day_text(ENDLESS) if is_endless(last) else day(last)


def day_of(text: str) -> date:
    """The day that a line of an import keeps as text. Raises `ValueError` for what is neither a day nor 长期."""
    return ENDLESS if is_endless(text) else date.fromisoformat(text)
