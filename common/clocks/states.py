"""What is due: running clocks of a place, and how a page shows one (逾期, 今日到期, 3 个工作日内)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from common.calendars.layers import YearNotEntered
from common.clocks.yearbooks import calendar_for
from common.due import SOON_WORKING_DAYS, local_day, soon_until
from common.models.clocks import Clock, Outcome
from tenancy.models import Region

_OUTCOME_TONES = {Outcome.IN_TIME: "green", Outcome.LATE: "red", Outcome.VOID: "grey", Outcome.UNDECIDED: "blue"}


@dataclass(frozen=True, slots=True)
class DueState:
    """What `components/_due.html` shows: the word with its tone, the day, and the sentence that explains it."""

    word: str
    tone: str
    on: date | None
    sentence: str


def running_clocks(tenant: Region) -> QuerySet[Clock]:
    """Clocks of a place that were not stopped, the most urgent first; paused and undated ones last."""
    return Clock.objects.of(tenant).filter(stopped_at=None).order_by("due_at", "pk")


def overdue_clocks(tenant: Region, now: datetime) -> QuerySet[Clock]:
    """Running clocks whose due instant has passed."""
    return running_clocks(tenant).filter(due_at__lte=now)


def waiting_clocks(tenant: Region) -> QuerySet[Clock]:
    """Running clocks without a due instant because a year was not entered."""
    return running_clocks(tenant).filter(waiting_for_year__isnull=False)


def soon_day(tenant: Region, today: date) -> date:
    """The last day that counts as within 3 working days; the place object of a page remembers it.

    While the coming year is missing at the end of December, three calendar days: never later than the truth.
    """
    known = vars(tenant).setdefault("_soon_days", {})
    if today not in known:
        known[today] = _soon_day(tenant, today)
    return known[today]


def _soon_day(tenant: Region, today: date) -> date:
    try:
        return soon_until(today, calendar_for(tenant))
    except YearNotEntered:
        return today + timedelta(days=SOON_WORKING_DAYS)


def due_state(clock: Clock, *, now: datetime, soon: date) -> DueState:
    """How one clock stands at an aware instant; `soon` is the page's `soon_day`."""
    word, tone = _word(clock, now, soon)
    return DueState(word, tone, clock.due_on, clock.explanation)


def day_state(on: date, sentence: str, *, today: date, soon: date) -> DueState:
    """How a due day stands that no clock runs for, such as a yearly filing; `sentence` explains it."""
    word, tone = _day_word(on, today, soon)
    return DueState(word, tone, on, sentence)


def _word(clock: Clock, now: datetime, soon: date) -> tuple[str, str]:
    if clock.outcome:
        outcome = Outcome(clock.outcome)
        return str(outcome.label), _OUTCOME_TONES[outcome]
    if clock.waiting_for_year:
        return _("待%(year)d年历录入") % {"year": clock.waiting_for_year}, "blue"
    if clock.due_at is None or clock.due_on is None:
        return _("中止"), "grey"
    today = local_day(now)
    if now >= clock.due_at and clock.due_on >= today:
        return _("逾期"), "red"
    return _day_word(clock.due_on, today, soon)


def _day_word(on: date, today: date, soon: date) -> tuple[str, str]:
    if on < today:
        return _("逾期%(days)d天") % {"days": (today - on).days}, "red"
    if on == today:
        return _("今日到期"), "orange"
    return (_("3个工作日内"), "yellow") if on <= soon else (_("未到期"), "grey")
