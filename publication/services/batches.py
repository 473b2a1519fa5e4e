"""Many duties in one act: drafted as generated, their subjects told, texts checked; who is left out, and why."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.jobs import enqueue
from common.models import JobRun
from common.refusals import Refused
from publication.models import BatchLine, Duty, DutyAct, DutyBatch
from publication.services.duties import refuse_incomplete, refuse_own_text, refuse_unchanged
from publication.services.ledger import PublicationRefused
from publication.services.objections import refuse_closed, refuse_future
from publication.services.rows import check_keys_at_once
from publication.states import DUTY_WORKFLOW
from tenancy.audit import record_all
from tenancy.models import Member, Region

BATCH_JOB = "publication.handle_batch"
MOST = 5_000
"""More are not handled in one act: nobody has looked at them."""
_AT_ONCE = 1_000

Tell = Callable[[int, int, str], None]


@dataclass(frozen=True)
class Told:
    """On which day the subjects were told, and how; `how` is the same for all."""

    on: date
    how: str


@dataclass(frozen=True)
class Sorted:
    """Duties on which an act may be done now, and the others with the sentence that says why not."""

    open: list[Duty]
    refused: list[tuple[Duty, str]]


def sort_out(act: str, duties: Iterable[Duty], *, actor: Member) -> Sorted:
    """Try the rules of `act` (a `DutyAct`) on each duty, without doing it; the same rules hold one by one."""
    sorted_out = Sorted([], [])
    for duty in duties:
        try:
            _CHECKS[DutyAct(act)](duty, actor)
        except Refused as refusal:
            sorted_out.refused.append((duty, str(refusal)))
        else:
            sorted_out.open.append(duty)
    return sorted_out


@transaction.atomic
def ask_for_batch(
    tenant: Region, act: str, duties: Sequence[Duty], *, told: Told | None = None, actor: Member
) -> JobRun:
    """Ask for `act` on all of `duties`; with `told`, drafting also registers that the subjects were told.

    Raises `PublicationRefused` where none of them may be handled, for too many, or for a day that is to come.
    """
    if len(duties) > MOST:
        raise PublicationRefused(_("一次最多办理%(most)d件。请用筛选条件分几次办理。") % {"most": MOST})
    if told is not None:
        refuse_future(told.on)
    found = sort_out(act, duties, actor=actor)
    if not found.open:
        raise PublicationRefused(_none_left(found))
    batch = DutyBatch.objects.of(tenant).create(
        act=act,
        told_on=told.on if told else None,
        told_how=told.how if told else "",
        asked_by=actor,
        asked_at=timezone.now(),
    )
    BatchLine.objects.of(tenant).bulk_create(
        [BatchLine(tenant=tenant, batch=batch, duty=duty) for duty in duties], batch_size=_AT_ONCE
    )
    return enqueue(BATCH_JOB, batch, actor=actor)


def _none_left(found: Sorted) -> str:
    if not found.refused:
        return _("没有选中可以办理的公示任务。请回到列表勾选，或者换一个筛选条件。")
    return _("选中的%(count)d件都不能办理，如：%(first)s") % {
        "count": len(found.refused),
        "first": found.refused[0][1],
    }


@transaction.atomic
def handle_batch(batch: DutyBatch, *, actor: Member, tell: Tell) -> int:
    """Do the act on what may still be handled, note why the rest may not; returns how many. It may run twice."""
    check_keys_at_once()
    batch = DutyBatch.objects.of(batch.tenant_id).select_for_update().get(pk=batch.pk)
    lines = BatchLine.objects.of(batch.tenant_id).filter(batch=batch)
    if batch.ended_at is None:
        waiting = list(lines.order_by("pk").values_list("duty", flat=True))
        for start in range(0, len(waiting), _AT_ONCE):
            _handle(batch, waiting[start : start + _AT_ONCE], actor)
            tell(min(start + _AT_ONCE, len(waiting)), len(waiting), str(batch))
        batch.ended_at = timezone.now()
        batch.save(update_fields=["ended_at"])
    return lines.filter(is_done=True).count()


def _handle(batch: DutyBatch, numbers: list[int], actor: Member) -> None:
    rows = Duty.objects.of(batch.tenant_id).filter(pk__in=numbers).prefetch_related("department", "objections")
    found = sort_out(batch.act, rows.order_by("pk").select_for_update(of=("self",)), actor=actor)
    _ACTS[DutyAct(batch.act)](found.open, batch, actor)
    lines = BatchLine.objects.of(batch.tenant_id).filter(batch=batch)
    lines.filter(duty__in=[duty.pk for duty in found.open]).update(is_done=True)
    by_reason: dict[str, list[int]] = defaultdict(list)
    for duty, reason in found.refused:
        by_reason[reason[:300]].append(duty.pk)
    for reason, refused in by_reason.items():
        lines.filter(duty__in=refused).update(is_done=False, reason=reason)


# --- the rules of each act ------------------------------------------------------------------------------------------


def _check_prepare(duty: Duty, actor: Member) -> None:
    DUTY_WORKFLOW.check(duty, "prepare", actor=actor)
    refuse_incomplete(duty, duty.snapshot)
    refuse_unchanged(duty)
    if any(objection.is_upheld for objection in duty.objections.all()):
        raise PublicationRefused(_("行政相对人的异议已经成立，不能按原文批量拟稿。请打开这一件，修改内容后保存。"))


def _check_tell(duty: Duty, actor: Member) -> None:
    refuse_closed(duty)
    if not duty.concerns_subject:
        raise PublicationRefused(_("这类信息不涉及具体的行政相对人，不需要告知。"))
    if duty.told_on is not None:
        raise PublicationRefused(
            _("已于%(day)s告知，不重复登记。需要更改的，请打开这一件办理。") % {"day": duty.told_on}
        )
    if not actor.may("publication.prepare", duty):
        words = {"department": duty.department}
        raise PublicationRefused(_("这是%(department)s的公示任务，请由该部门登记告知。") % words)


def _check_check(duty: Duty, actor: Member) -> None:
    DUTY_WORKFLOW.check(duty, "check", actor=actor)
    refuse_own_text(duty, actor)
    refuse_unchanged(duty)
    if names := list(dict.fromkeys(one.name for _label, one in duty.suspected_names)):
        raise PublicationRefused(
            _("文字里可能有自然人姓名（%s），不能批量核对。请打开这一件，逐处看过再核对。") % _("、").join(names[:5])
        )


_CHECKS: dict[DutyAct, Callable[[Duty, Member], None]] = {
    DutyAct.PREPARE: _check_prepare,
    DutyAct.TELL: _check_tell,
    DutyAct.CHECK: _check_check,
}


# --- and what each does ---------------------------------------------------------------------------------------------


def _prepare(duties: list[Duty], batch: DutyBatch, actor: Member) -> None:
    """Drafted, and told in the same statement where the batch says how and nobody was told before."""
    told = [duty for duty in duties if batch.told_how and duty.concerns_subject and duty.told_on is None]
    is_told = {duty.pk for duty in told}
    written = {"prepared_by": actor}
    DUTY_WORKFLOW.take_all(told, "prepare", actor=actor, values=written | _telling(batch))
    DUTY_WORKFLOW.take_all([one for one in duties if one.pk not in is_told], "prepare", actor=actor, values=written)
    _record_telling(told, batch, actor)


def _tell(duties: list[Duty], batch: DutyBatch, actor: Member) -> None:
    rows = Duty.objects.of(batch.tenant_id).filter(pk__in=[duty.pk for duty in duties])
    rows.update(**_telling(batch))
    _record_telling(duties, batch, actor)


def _telling(batch: DutyBatch) -> dict[str, Any]:
    return {"told_on": batch.told_on, "told_how": batch.told_how}


def _record_telling(duties: list[Duty], batch: DutyBatch, actor: Member) -> None:
    record_all(actor, "publication.tell", duties, changes={_("告知方式"): ["", batch.told_how]})


def _check(duties: list[Duty], batch: DutyBatch, actor: Member) -> None:
    DUTY_WORKFLOW.take_all(duties, "check", actor=actor)


_ACTS: dict[DutyAct, Callable[[list[Duty], DutyBatch, Member], None]] = {
    DutyAct.PREPARE: _prepare,
    DutyAct.TELL: _tell,
    DutyAct.CHECK: _check,
}
