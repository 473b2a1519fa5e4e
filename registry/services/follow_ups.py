"""What a department owes after an approval: telling the object what is required of it, a first check (R054)."""

from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.clocks import rules, running
from common.due import Unit
from common.models.clocks import SourceTag
from common.refusals import Refused
from registry.models import ApprovalEvent, ApprovalRoute, FollowUp, FollowUpKind, SupervisedObject
from registry.models.approvals import EventKind
from registry.notices import tell_of_result
from registry.states import DUTY_DUE, FOLLOW_UP_WORKFLOW
from tenancy.audit import record
from tenancy.models import Department, Member

NOTICE_RULE = rules.register(
    rules.ClockRule(
        "registry.notice",
        gettext_lazy("审批后告知监管要求"),
        Unit.WORKING_DAY,
        10,
        SourceTag.COMMON,
        gettext_lazy("审管联动，期限在对应关系中逐项规定"),
    )
)
CHECK_RULE = rules.register(
    rules.ClockRule(
        "registry.first_check",
        gettext_lazy("审批后首次检查"),
        Unit.WORKING_DAY,
        60,
        SourceTag.COMMON,
        gettext_lazy("审管联动，期限在对应关系中逐项规定"),
    )
)
_RULES = {FollowUpKind.NOTICE: NOTICE_RULE, FollowUpKind.FIRST_CHECK: CHECK_RULE}
_FIRST = (EventKind.LICENCE, EventKind.FILING)
"""A changed licence is told again, not checked for the first time again."""


class FollowUpRefused(Refused):
    """The result cannot be so; the sentence says why."""


def open_follow_ups(event: ApprovalEvent, route: ApprovalRoute) -> list[FollowUp]:
    """What the route asks of the supervising department after this event; each with its clock from the decision on."""
    wanted = {FollowUpKind.NOTICE: route.notice_days}
    if event.kind in _FIRST:
        wanted[FollowUpKind.FIRST_CHECK] = route.check_days
    return [_open(event, route.supervisor, kind, days) for kind, days in wanted.items() if days]


def _open(event: ApprovalEvent, department: Department, kind: FollowUpKind, days: int) -> FollowUp:
    row = FollowUp.objects.of(event.tenant_id).create(
        event=event, object=event.object, department=department, kind=kind.value
    )
    begun = timezone.make_aware(datetime.combine(event.decided_on, time(9)))
    row.due_on = running.start(_RULES[kind].name, row, at=begun, length=days).due_on
    row.save(update_fields=["due_on"])
    record(None, "registry.open_follow_up", row.object, note=str(row))
    return row


@transaction.atomic
def finish_follow_up(row: FollowUp, *, actor: Member, on: date, result: str) -> FollowUp:
    """Write down what was done and what came of it; the approving department is told.

    Errors: `FollowUpRefused` for a day that cannot be, `MoveRefused`.
    """
    today = timezone.localdate()
    if not row.event.decided_on <= on <= today:
        raise FollowUpRefused(_("办理日期须在审批决定之后、今天之前。"), field="done_on")
    FOLLOW_UP_WORKFLOW.take(row, "finish_follow_up", actor=actor, note=result)
    _keep_result(row, on, result, actor)
    return row


@transaction.atomic
def meet_first_checks(
    subject: SupervisedObject, department: Department, *, on: date, result: str, actor: Member
) -> list[FollowUp]:
    """The department checked the object on the day `on`: what approvals before that day asked for is done (R054).

    Each is finished with `result`, and its approving department told; returns them. `actor` closed the check.
    """
    rows = FollowUp.objects.of(subject.tenant_id).filter(
        object=subject,
        department=department,
        kind=FollowUpKind.FIRST_CHECK,
        state=DUTY_DUE,
        event__decided_on__lte=on,
    )
    met = list(rows.select_related("event__department", "event__created_by", "object", "department", "tenant"))
    for row in met:
        FOLLOW_UP_WORKFLOW.take(row, "finish_follow_up", actor=None, note=result)
        _keep_result(row, on, result, actor)
    return met


def _keep_result(row: FollowUp, on: date, result: str, actor: Member) -> None:
    row.done_on, row.result = on, result
    row.save(update_fields=["done_on", "result"])
    _stop(row)
    tell_of_result(row, actor=actor, today=timezone.localdate())


@transaction.atomic
def waive_follow_up(row: FollowUp, *, actor: Member | None, note: str) -> FollowUp:
    """It need not be done, for a reason. Errors: `MoveRefused`."""
    FOLLOW_UP_WORKFLOW.take(row, "waive_follow_up", actor=actor, note=note)
    _stop(row, is_void=True)
    return row


def drop_follow_ups(event: ApprovalEvent, department: Department) -> None:
    """The permit is gone and so is what it asked of the department."""
    rows = FollowUp.objects.of(event.tenant_id).filter(object=event.object, department=department, state=DUTY_DUE)
    for row in rows.select_related("event", "object"):
        waive_follow_up(row, actor=None, note=str(event))


def _stop(row: FollowUp, *, is_void: bool = False) -> None:
    running.stop_running(_RULES[FollowUpKind(row.kind)].name, row, is_void=is_void)
