"""What was done to a visit and all that hangs on it, in one line of time; visits in the subject file (R053, R100)."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from inspections.models import CorrectionOrder, Finding, Visit, VisitSection
from inspections.queries.visits import visits_for
from inspections.states import CLOSED
from registry.models import SupervisedObject
from registry.queries.subject_file import LIMIT, Chapter, Event, register
from tenancy.models import AuditEntry, Member
from tenancy.verbs import word_for

LENGTH = 100


def thread_of(visit: Visit) -> list[dict[str, Any]]:
    """Acts on the visit, its sections, findings and orders, the newest first: at, actor, text.

    Only that something was done and by whom; what was written stays with those who may read the section.
    """
    sections = {str(one.pk): str(one.department) for one in visit.sections.select_related("department")}
    rows: list[tuple[Any, list[str]]] = [
        (Visit, [str(visit.pk)]),
        (VisitSection, list(sections)),
        (Finding, _keys(Finding.objects.of(visit.tenant_id).filter(section__visit=visit))),
        (CorrectionOrder, _keys(CorrectionOrder.objects.of(visit.tenant_id).filter(section__visit=visit))),
    ]
    about = Q()
    for model, keys in rows:
        about |= Q(row_kind=model._meta.label_lower, row_id__in=keys)
    entries = AuditEntry.objects.of(visit.tenant_id).filter(about).order_by("-pk")[:LENGTH]
    section_kind = VisitSection._meta.label_lower
    return [
        {
            "at": entry.at,
            "actor": entry.actor_name,
            "text": word_for(entry.verb),
            "note": sections.get(entry.row_id, "") if entry.row_kind == section_kind else "",
        }
        for entry in entries
    ]


def _keys(rows: Any) -> list[str]:
    return [str(key) for key in rows.values_list("pk", flat=True)]


def visit_events(member: Member, row: SupervisedObject) -> Iterator[Event]:
    """Arrivals, and the results of departments that closed their sections."""
    visits = visits_for(member, row.tenant).filter(object=row, arrived_at__isnull=False)
    for visit in visits.select_related("department").order_by("-arrived_at")[:LIMIT]:
        text = _("接受检查（%(number)s）") % {"number": visit.number}
        yield Event(visit.arrived_at or visit.prepared_at, visit.department.name, text, visit.title)
    sections = VisitSection.objects.of(row.tenant_id).filter(visit__object=row, state=CLOSED)
    for section in sections.select_related("department", "visit").order_by("-closed_at")[:LIMIT]:
        closed_at = section.closed_at or section.visit.prepared_at
        yield Event(closed_at, section.department.name, _("检查结果"), section.get_result_display())


register(Chapter("inspections.visits", gettext_lazy("检查"), "visits.view", visit_events))
