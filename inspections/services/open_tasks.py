"""What the public learns of a task once it is over: who, on what, how, how often, and what came of it (R119)."""

from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.calendars.words import numeric_text
from inspections.models import DrawnObject, InspectionTask, PlanEntry, PlanLineItem, Visit, VisitSection
from inspections.published import INSPECTION_TASK
from inspections.results import VisitResult
from inspections.states import VISIT_OVER
from publication.models import Duty
from publication.queries import FEWEST_SHOWN
from publication.services.duties import open_duty
from publication.services.ledger import Publication
from tenancy.models import Member

BASIS = gettext_lazy("《优化营商环境条例》第五十四条、《国务院办公厅关于推广随机抽查规范事中事后监管的通知》")


def owe_task(task: InspectionTask, *, actor: Member | None) -> Duty:
    """Open the duty of the lead to publish what a task came to; its clock runs from now.

    It counts, and names no company: each result is published by its own department.
    """
    publication = Publication(
        kind=INSPECTION_TASK.name,
        ref=f"task-{task.pk}",
        title=_("%(task)s完成情况") % {"task": task.title},
        snapshot=_snapshot(task),
        basis=str(BASIS),
    )
    return open_duty(task.tenant, publication, department=task.department, actor=actor)


def _snapshot(task: InspectionTask) -> dict[str, str]:
    entry, visits = task.entry, Visit.objects.of(task.tenant_id).filter(task=task)
    lines = list(entry.lines.select_related("department").order_by("position"))
    period = {"from": numeric_text(task.starts_on), "to": numeric_text(task.ends_on)}
    counts = {
        "how": _("全部检查") if entry.covers_all else _("抽取"),
        "drawn": _drawn(task),
        "visits": visits.count(),
        "over": visits.filter(state__in=VISIT_OVER).count(),
    }
    return {
        "task_number": task.number,
        "departments": "\n".join(f"{line.get_role_display()}：{line.department}" for line in lines),
        "duties": "\n".join(f"{line.department}：{line.content}" for line in lines),
        "items": "\n".join(dict.fromkeys(_items(task))),
        "objects": entry.objects_text,
        "mode": _("%(regime)s，%(technique)s")
        % {
            "regime": entry.get_regime_display(),
            "technique": entry.get_technique_display(),
        },
        "frequency": entry.quantity_text or (_("每年%d次") % entry.frequency if entry.frequency else ""),
        "procedure": _procedure(entry),
        "period": _("%(from)s至%(to)s") % period,
        "extent": _("%(how)s%(drawn)d个对象，安排检查%(visits)d次，已结束%(over)d次。") % counts,
        "results": "\n".join(_results(task)),
    }


def _procedure(entry: PlanEntry) -> str:
    """Where every object of the range is visited only who goes there is drawn (R107)."""
    if entry.covers_all:
        return _("范围内的监管对象全部检查，执法人员随机抽取，承诺事先公布，检查结束后公开抽取全过程。")
    return _("监管对象和执法人员随机抽取，承诺事先公布，检查结束后公开抽取全过程。")


def _drawn(task: InspectionTask) -> int:
    rows = DrawnObject.objects.of(task.tenant_id).filter(draw__task=task)
    return rows.values("object").distinct().count()


def _items(task: InspectionTask) -> Iterator[str]:
    rows = PlanLineItem.objects.of(task.tenant_id).filter(line__entry=task.entry_id)
    for row in rows.select_related("item_version__item").order_by("item_version__item__number"):
        version = row.item_version
        yield _("第%(number)d号　%(name)s") % {"number": version.item.number, "name": " ".join(str(version).split())}


def _results(task: InspectionTask) -> Iterator[str]:
    """How often each result; a count in which a company of a small place could be recognised is not told (no. 31)."""
    rows = VisitSection.objects.of(task.tenant_id).filter(visit__task=task).exclude(result="")
    counts = Counter(rows.values_list("result", flat=True))
    for result in VisitResult:
        count = counts[result.value]
        if count:
            told = _("%d次") % count if count >= FEWEST_SHOWN else _("不足%d次") % FEWEST_SHOWN
            yield _("%(result)s：%(count)s") % {"result": result.label, "count": told}
