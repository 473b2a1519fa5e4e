"""Open a round of a published plan entry: the task that is drawn and then visited."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.numbering import document_number, next_number
from common.refusals import Refused
from directory.services.writing import keep
from inspections.models import InspectionTask, PlanEntry
from inspections.queries.draws import is_in_force
from inspections.queries.pools import rounds_of
from tenancy.audit import record
from tenancy.models import Member

SERIES = "inspections.task"


class TaskRefused(Refused):
    """A task may not be opened as asked; the sentence says why."""


@transaction.atomic
def open_task(entry: PlanEntry, task: InspectionTask, *, actor: Member) -> InspectionTask:
    """Keep `task` (window and whether it is unannounced are given) as the entry's next round, numbered 〔2026〕n号.

    Raises TaskRefused for an entry that is not published, a window outside of the entry's, or one round too many.
    """
    entry = PlanEntry.objects.of(entry.tenant_id).select_for_update(of=("self",)).get(pk=entry.pk)
    _check(entry, task)
    task.tenant_id, task.entry, task.department = entry.tenant_id, entry, entry.department
    task.round = InspectionTask.objects.of(entry.tenant_id).filter(entry=entry).count() + 1
    most = rounds_of(entry)
    if most and task.round > most:
        sentence = _("计划规定每年检查%(most)d次，各轮任务均已建立。需要增加的，请先变更计划。")
        raise TaskRefused(sentence % {"most": most})
    year = timezone.localdate().year
    number = next_number(entry.tenant_id, SERIES, year)
    task.number = document_number(_("联查"), year, number)
    words = {"title": entry.title, "round": task.round}
    task.title = entry.title if task.round == 1 else _("%(title)s（第%(round)d轮）") % words
    task.is_unannounced = task.is_unannounced or entry.is_unannounced
    task.created_by = actor
    keep(task, unseen=("created_by",))
    record(actor, "inspections.open_task", task)
    return task


def _check(entry: PlanEntry, task: InspectionTask) -> None:
    if not is_in_force(entry):
        raise TaskRefused(_("计划尚未公示，不能建立抽查任务。请先办完计划的审定、批准和公示。"))
    if task.starts_on < entry.starts_on or task.ends_on > entry.ends_on:
        days = {"from": entry.starts_on, "to": entry.ends_on}
        raise TaskRefused(
            _("检查时间须在计划规定的%(from)s至%(to)s之内。请修改日期，或先变更计划。") % days,
            field=("starts_on", "ends_on"),
        )
