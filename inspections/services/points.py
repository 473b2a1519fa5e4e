"""An entry of a plan composed from a joint checklist: departments and points ticked (R031, R040, R093)."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from inspections.models import PlanEntry, PlanPoint
from inspections.queries.points import versions_behind
from inspections.services.entries import EntryRefused, Pick, compose
from inspections.services.visits import checklist_for
from items.models import Checklist, JointEntry, JointPart
from items.states import IN_FORCE
from tenancy.models import Department, Member


@transaction.atomic
def compose_joint(
    entry: PlanEntry, points: Sequence[JointEntry], departments: Sequence[Department], *, actor: Member | None
) -> PlanEntry:
    """Rest the entry on the ticked points: each ticked department on the items and checklists of its own parts.

    `points` have their parts prefetched. A point in which no ticked department has a part is left out. Errors:
    `EntryRefused` without the lead, for a department without any point, for a checklist that was renewed meanwhile;
    as `compose`.
    """
    if entry.department_id not in {one.pk for one in departments}:
        raise EntryRefused(_("牵头部门自己也须参加，请勾选“%s”。") % entry.department, field="departments")
    picks = _picks(entry, points, departments)
    idle = [str(one) for one in departments if one.pk not in {pick.department.pk for pick in picks}]
    if idle:
        raise EntryRefused(_("%s没有勾选任何要点，请勾选要点，或者去掉这个部门。") % _("、").join(idle), field="points")
    compose(entry, picks, actor=actor)
    wanted = {one.pk for one in departments}
    chosen = [one for one in points if any(part.checklist.department_id in wanted for part in one.parts.all())]
    PlanPoint.objects.of(entry.tenant_id).bulk_create(
        [PlanPoint(tenant_id=entry.tenant_id, entry=entry, point=one) for one in chosen]
    )
    return entry


def join_points(joint: PlanEntry, entries: Sequence[PlanEntry]) -> None:
    """Give an entry made of several the points of all: of each joint checklist what any of them ticked (R088, R093).

    An entry that looks at a department's checklist whole brings every point in which that checklist has a part, so that
    nothing is dropped for being ticked only in part elsewhere. Needs `with_parts`.
    """
    tenant = joint.tenant_id
    points = [row.point for entry in entries for row in entry.points.all()]
    tables = {one.joint_id for one in points}
    chosen = {one.pk for one in points}
    whole = _whole_checklists(entries, tables)
    rows = JointEntry.objects.of(tenant).filter(joint__in=tables, parts__checklist__in=whole)
    chosen |= set(rows.values_list("pk", flat=True))
    made = [PlanPoint(tenant_id=tenant, entry=joint, point_id=number) for number in sorted(chosen)]
    PlanPoint.objects.of(tenant).bulk_create(made)


def _whole_checklists(entries: Sequence[PlanEntry], tables: set[int]) -> set[int]:
    """The checklists of the entries' departments that are in no joint checklist their entry ticked points of."""
    ticked: dict[int, set[int]] = {}
    rows = JointPart.objects.of(entries[0].tenant_id).filter(joint_entry__joint__in=tables).order_by()
    for joint, checklist in rows.values_list("joint_entry__joint", "entry__checklist").distinct():
        ticked.setdefault(joint, set()).add(checklist)
    found: set[int] = set()
    for entry in entries:
        own = {row.point.joint_id for row in entry.points.all()}
        found |= _checklists(entry) - {checklist for joint in own for checklist in ticked.get(joint, ())}
    return found


def _checklists(entry: PlanEntry) -> set[int]:
    """What the entry's departments check by, the whole of it."""
    pairs = [(part, line.department) for line in entry.lines.all() for part in line.items.all()]
    found = [part.checklist or checklist_for(part.item_version, department) for part, department in pairs]
    return {checklist.pk for checklist in found if checklist}


def _picks(entry: PlanEntry, points: Sequence[JointEntry], departments: Sequence[Department]) -> list[Pick]:
    """A tick in the menu for each department and checklist behind the points."""
    by_number = {one.pk: one for one in departments}
    parts = [part for one in points for part in one.parts.all() if part.checklist.department_id in by_number]
    checklists: dict[int, Checklist] = {part.checklist_id: part.checklist for part in parts}
    versions = versions_behind(entry.tenant, parts)
    renewed = [one for one in checklists.values() if one.state != IN_FORCE or one.item_id not in versions]
    if renewed:
        raise EntryRefused(_("“%s”已经更新，请先在合并工作台重新编制联合检查表。") % renewed[0], field="points")
    return [Pick(by_number[one.department_id], versions[one.item_id], one) for one in checklists.values()]
