"""Joint checklists as plans and visits use them: which are up to date, what each department looks at (R031, R093)."""

from collections.abc import Iterable, Iterator

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from inspections.models import PlanEntry, Visit, VisitPoint, VisitSection
from items.models import ChecklistEntry, ItemVersion, JointChecklist, JointEntry, JointPart
from items.states import IN_FORCE
from tenancy.models import Region


def joints_to_use(tenant: Region) -> QuerySet[JointChecklist]:
    """Joint checklists all of whose parts are in force; of each matter or domain the latest alone."""
    stale = JointPart.objects.of(tenant).filter(joint_entry__joint=OuterRef("pk"))
    stale = stale.exclude(entry__checklist__state=IN_FORCE)
    same = Q(scenario=OuterRef("scenario")) | Q(domain=OuterRef("domain"))
    later = JointChecklist.objects.of(tenant).filter(same, number__gt=OuterRef("number"))
    rows = JointChecklist.objects.of(tenant).filter(~Exists(stale), ~Exists(later))
    return rows.select_related("scenario", "domain").order_by("-made_at", "-pk")


def points_to_use(joint: JointChecklist) -> list[JointEntry]:
    """Its points, each with the departments' own entries."""
    rows = JointEntry.objects.of(joint.tenant_id).filter(joint=joint).order_by("position", "pk")
    return list(rows.prefetch_related("parts__checklist__department", "parts__fact"))


def versions_behind(tenant: Region, parts: Iterable[ChecklistEntry]) -> dict[int, ItemVersion]:
    """By supervision item the version in force that the parts' checklists belong to."""
    items = {part.checklist.item_id for part in parts}
    rows = ItemVersion.objects.of(tenant).filter(item__in=items, state=IN_FORCE)
    rows = rows.select_related("item", "department").prefetch_related("lines__department", "lines__bases", "bases")
    return {one.item_id: one for one in rows}


def point_problems(entry: PlanEntry) -> Iterator[str]:
    """What stands against the entry's points; needs `with_parts`."""
    parts = [part for one in entry.points.all() for part in one.point.parts.all()]
    departments = {line.department_id for line in entry.lines.all()}
    if any(part.checklist.state != IN_FORCE for part in parts if part.checklist.department_id in departments):
        yield _("联合检查表所依的部门检查表已经更新，请在合并工作台重新编制后，按新的联合检查表重新勾选要点。")


def points_of_section(section: VisitSection, rows: QuerySet[ChecklistEntry]) -> QuerySet[ChecklistEntry]:
    """Of a section's entries those it looks at: of a checklist that is in the joint one only what was ticked there."""
    points = VisitPoint.objects.of(section.tenant_id).filter(visit=section.visit_id)
    ticked = JointPart.objects.of(section.tenant_id).filter(joint_entry__in=points.values("point"))
    joined = JointPart.objects.of(section.tenant_id).filter(joint_entry__joint__in=points.values("point__joint"))
    return rows.filter(Q(pk__in=ticked.values("entry")) | ~Q(checklist__in=joined.values("entry__checklist")))


def asked_together(section: VisitSection, entries: Iterable[ChecklistEntry]) -> dict[int, list[int]]:
    """By entry of another department the section's own ones under the same joint point of the visit: asked once."""
    own = {entry.pk for entry in entries}
    points = VisitPoint.objects.of(section.tenant_id).filter(visit=section.visit_id)
    rows = JointPart.objects.of(section.tenant_id).filter(joint_entry__in=points.values("point"))
    groups: dict[int, list[int]] = {}
    for point, entry in rows.order_by("pk").values_list("joint_entry", "entry"):
        groups.setdefault(point, []).append(entry)
    return {
        other: [one for one in group if one in own]
        for group in groups.values()
        for other in group
        if other not in own and own.intersection(group)
    }


def joints_of(visit: Visit) -> list[JointChecklist]:
    """The joint checklists a visit goes by."""
    chosen = VisitPoint.objects.of(visit.tenant_id).filter(visit=visit).values("point__joint")
    return list(JointChecklist.objects.of(visit.tenant_id).filter(pk__in=chosen).order_by("title", "pk"))
