"""The life of a clock: start, pause, resume, stop; and a new due instant when a calendar changes."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Case, Q, QuerySet, Value, When
from django.utils import timezone
from django.utils.translation import gettext as _

from common.calendars.layers import Calendar, YearNotEntered
from common.calendars.words import day_text, moment_text
from common.clocks.lengths import length_in_force
from common.clocks.yearbooks import calendar_for
from common.due import Pause, Term, Unit, due_of, local_day
from common.models.clocks import CalendarYear, Clock, ClockPause, Outcome
from common.refusals import Refused
from tenancy.audit import record
from tenancy.models import Member, Region, TenantModel


class ClockRefused(Refused):
    """The clock is not in a state for this; the sentence says why."""


def running_clock(rule: str, row: TenantModel) -> Clock | None:
    """The clock of `rule` that runs for `row`, if one does."""
    return _clocks(rule, row).filter(stopped_at=None).first()


def latest_clock(rule: str, row: TenantModel) -> Clock | None:
    """The clock of `rule` that runs for `row`, else the last that was stopped."""
    return running_clock(rule, row) or _clocks(rule, row).order_by("-pk").first()


def _clocks(rule: str, row: TenantModel) -> QuerySet[Clock]:
    kind, number = row._meta.label_lower, str(row.pk)
    return Clock.objects.of(row.tenant_id).filter(rule=rule, subject_kind=kind, subject_id=number)


@transaction.atomic
def start(rule: str, row: TenantModel, *, at: datetime, length: int | None = None) -> Clock:
    """Start the clock of `rule` for `row` at an aware instant, with the length in force in the row's place.

    `length` only where the matter itself sets its own.

    Raises UnknownRule, and ClockRefused when the clock already runs. Where the count reaches a year nobody has
    entered, the clock runs without a due instant and gets it when that year is entered.
    """
    known = length_in_force(row.tenant_id, rule)
    if running_clock(rule, row):
        raise ClockRefused(
            _("“%(subject)s”的“%(rule)s”期限已在计算中，不能重复起算，请办结后再起算新的期限")
            % {"subject": row, "rule": known.rule.label}
        )
    clock = Clock(
        tenant_id=row.tenant_id,
        rule=rule,
        subject_kind=row._meta.label_lower,
        subject_id=str(row.pk),
        subject_label=str(row)[:300],
        started_at=at,
        unit=known.rule.unit.value,
        length=length or known.length,
        source_tag=known.source,
    )
    _compute(clock, [], calendar_for(row.tenant_id))
    clock.save(force_insert=True)
    return clock


@transaction.atomic
def pause(clock: Clock, *, at: datetime, reason: str) -> Clock:
    """Let the clock stand still from `at`. Raises ClockRefused when it is stopped, paused already or overdue."""
    clock = _locked(clock)
    if _open_pause(clock):
        raise ClockRefused(_("期限已处于中止状态，恢复计算后才能再次中止"))
    if at < clock.started_at:
        raise ClockRefused(_("中止时间早于起算时间，请改填起算以后的时间"))
    if clock.due_at and at >= clock.due_at:
        raise ClockRefused(_("期限已于%(day)s届满，不能再中止，可按规定办理延期") % {"day": _due_words(clock.due_on)})
    ClockPause.objects.of(clock.tenant_id).create(clock=clock, begins_at=at, reason=reason)
    clock.due_at = clock.due_on = clock.waiting_for_year = None
    clock.explanation = _("自%(at)s起中止（%(reason)s），恢复后继续计算。") % {"at": moment_text(at), "reason": reason}
    clock.save()
    return clock


@transaction.atomic
def resume(clock: Clock, *, at: datetime) -> Clock:
    """Let a paused clock run on from `at`, with a new due instant. Raises ClockRefused when it is not paused."""
    clock = _locked(clock)
    _close_pause(clock, at)
    _compute(clock, _pauses(clock), calendar_for(clock.tenant_id))
    clock.save()
    return clock


@transaction.atomic
def stop(clock: Clock, *, at: datetime, is_void: bool = False) -> Clock:
    """End the clock: the thing was done at `at`, or (`is_void`) need not be done any more.

    Whether it was in time is decided from the dates; a pause ends with the clock. Raises ClockRefused when it was
    stopped before.
    """
    clock = _locked(clock)
    if at < clock.started_at:
        raise ClockRefused(_("停止时间早于起算时间，请改填起算以后的时间"))
    if _open_pause(clock):
        _close_pause(clock, at)
        _compute(clock, _pauses(clock), calendar_for(clock.tenant_id))
    clock.stopped_at = at
    clock.outcome = Outcome.VOID if is_void else _outcome(clock)
    clock.save()
    return clock


def stop_running(rule: str, row: TenantModel, *, is_void: bool = False) -> None:
    """`stop` the clock of `rule` for `row` now, where one runs; one that would begin later ends when it begins."""
    clock = running_clock(rule, row)
    if clock:
        stop(clock, at=max(timezone.now(), clock.started_at), is_void=is_void)


@transaction.atomic
def stop_all(rule: str, rows: Sequence[TenantModel], *, at: datetime) -> None:
    """`stop` the clock of `rule` of each of these rows of one place and model, where one runs, in few statements."""
    if not rows:
        return
    first, numbers = rows[0], [str(row.pk) for row in rows]
    clocks = Clock.objects.of(first.tenant_id).filter(rule=rule, subject_kind=first._meta.label_lower, stopped_at=None)
    clocks = clocks.filter(subject_id__in=numbers)
    for paused in clocks.filter(pauses__isnull=False, pauses__ends_at=None):
        stop(paused, at=at)
    in_time = When(due_at__gt=at, then=Value(Outcome.IN_TIME))
    undecided = When(due_at=None, then=Value(Outcome.UNDECIDED))
    clocks.update(stopped_at=at, outcome=Case(undecided, in_time, default=Value(Outcome.LATE)))


@transaction.atomic
def recompute(tenant: Region, *, reason: str, actor: Member | None = None) -> list[Clock]:
    """Reckon every running clock of a place anew after a calendar changed; returns those whose due day changed.

    Never silent: each change is an audit entry with `reason`, and the clock's own sentence tells it. Running it again
    changes nothing. Clocks that ended before their year was entered get their verdict here.
    """
    calendar = calendar_for(tenant)
    undecided = Q(stopped_at=None) | Q(outcome=Outcome.UNDECIDED)
    clocks = Clock.objects.of(tenant).filter(undecided).exclude(pauses__ends_at=None, pauses__isnull=False)
    return [
        clock
        for clock in clocks.select_for_update(of=["self"]).order_by("pk").prefetch_related("pauses")
        if _recompute(clock, calendar, reason, actor)
    ]


def recompute_after(tenant: Region, calendar_year: int) -> list[Clock]:
    """`recompute` because of one entered version, which is the reason that is told."""
    entered = CalendarYear.objects.above(tenant).select_related("tenant").get(pk=calendar_year)
    because = f"{entered.tenant}{entered}"
    return recompute(tenant, reason=f"{because}：{entered.reason}" if entered.reason else because)


def _recompute(clock: Clock, calendar: Calendar, reason: str, actor: Member | None) -> bool:
    before, told = (clock.due_on, clock.calendar_version), clock.explanation
    due_on = clock.due_on
    _compute(clock, _pauses(clock), calendar)
    if (clock.due_on, clock.calendar_version) == before:
        clock.explanation = told
        return False
    if clock.outcome == Outcome.UNDECIDED:
        clock.outcome = _outcome(clock)
    has_moved = clock.due_on != due_on
    if has_moved:
        old, new = _due_words(due_on), _due_words(clock.due_on)
        clock.explanation += _("（%(reason)s，截止日由%(old)s改为%(new)s）") % {
            "reason": reason,
            "old": old,
            "new": new,
        }
        record(actor, "clocks.recompute", clock, note=reason, changes={_("截止日"): [old, new]})
    clock.save()
    return has_moved


def _due_words(due_on: date | None) -> str:
    return day_text(due_on) if due_on else _("待定")


def _locked(clock: Clock) -> Clock:
    clock = Clock.objects.of(clock.tenant_id).select_for_update().get(pk=clock.pk)
    if clock.stopped_at:
        raise ClockRefused(_("期限已停止计算，不能再变动，确需再办的请重新发起，期限另行起算"))
    return clock


def _open_pause(clock: Clock) -> ClockPause | None:
    return clock.pauses.filter(ends_at=None).first()


def _close_pause(clock: Clock, at: datetime) -> None:
    open_pause = _open_pause(clock)
    if not open_pause:
        raise ClockRefused(_("期限并未中止，正在计算，无需恢复，请直接办理"))
    if at < open_pause.begins_at:
        raise ClockRefused(_("恢复时间早于中止时间，请改填中止以后的时间"))
    open_pause.ends_at = at
    open_pause.save()


def _pauses(clock: Clock) -> list[Pause]:
    return [Pause(pause.begins_at, pause.ends_at, pause.reason) for pause in clock.pauses.all() if pause.ends_at]


def _compute(clock: Clock, pauses: Sequence[Pause], calendar: Calendar) -> None:
    """Fill the due instant and its sentence, or the year that is waited for."""
    term = Term(clock.started_at, Unit(clock.unit), clock.length, pauses)
    try:
        due = due_of(term, calendar)
    except YearNotEntered as missing:
        clock.due_at = clock.due_on = None
        clock.waiting_for_year = last_year = missing.year
        clock.explanation = str(missing)
    else:
        clock.due_at, clock.due_on, clock.explanation = due.at, due.last_day, due.explanation
        clock.waiting_for_year, last_year = None, due.last_day.year
    # the notice of the year after may arrange the last days of December
    years = range(local_day(clock.started_at).year, last_year + 2)
    clock.calendar_version = "" if term.unit is Unit.HOUR else calendar.version_text(years)


def _outcome(clock: Clock) -> Outcome:
    if clock.stopped_at is None or clock.due_at is None:
        return Outcome.UNDECIDED
    return Outcome.IN_TIME if clock.stopped_at < clock.due_at else Outcome.LATE
