"""Entries of a draft: written, composed from the menu of checklists, stratified, copied (R086, R091, R093)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from common.refusals import Refused
from directory.services.writing import changes_between, keep
from inspections.attributes import Role
from inspections.models import AnnualPlan, Campaign, PlanEntry, PlanEntryLine, PlanLineItem, PlanStratum
from inspections.queries.candidates import entries_of_group, group_of
from inspections.queries.entries import ground_of
from inspections.states import DRAFT
from items.attributes import Grade
from items.models import Checklist, ItemVersion, JointPart
from items.states import IN_FORCE
from registry.services.candidates import take_out_of_plan
from tenancy.audit import record
from tenancy.models import Department, Member, Region

FIELDS = (
    "title", "objects_text", "pool_query", "sample_count", "sample_ratio", "frequency", "quantity_rule",
    "quantity_text", "starts_on", "ends_on", "regime", "technique", "origin", "is_unannounced", "apart_reason",
    "apart_basis",
)  # fmt: skip
_BESIDE = {
    "plan_entry_ends_after_start": "ends_on",
    "plan_entry_ratio_is_share": "sample_ratio",
    "plan_entry_two_figures_need_rule": "quantity_rule",
    "plan_entry_apart_has_basis": "apart_basis",
}


class EntryRefused(Refused):
    """An entry may not be written so, or not now, or not by this member."""


@dataclass(frozen=True)
class LineContent:
    """A department's part: what it inspects, which officers it needs."""

    department: Department
    content: str
    min_officers: int = 2
    domain: str = ""
    specialties: Sequence[str] = ()
    is_by_group: bool = False


@dataclass(frozen=True)
class EntryContent:
    """All of an entry: `values` by the names in `FIELDS`, the lead's line first, then the cooperating ones."""

    values: Mapping[str, Any]
    lines: Sequence[LineContent] = field(default_factory=list)


@transaction.atomic
def add_entry(parent: AnnualPlan | Campaign, content: EntryContent, *, actor: Member | None) -> PlanEntry:
    """A new entry at the end of a draft. Errors: `EntryRefused`, `RuleBroken` and `ValidationError` by field."""
    _lock_draft(parent, actor)
    last = parent.entries.aggregate(last=Max("number"))["last"] or 0
    entry = PlanEntry(tenant=parent.tenant, department=parent.department, number=last + 1, **_parent(parent))
    _write(entry, content)
    record(actor, "inspections.add_entry", entry)
    return entry


@transaction.atomic
def change_entry(entry: PlanEntry, content: EntryContent, *, actor: Member | None) -> PlanEntry:
    """Write an entry of a draft anew; the audit says what differs. Errors: as `add_entry`."""
    _lock_draft(entry.parent, actor)
    before = PlanEntry.objects.of(entry.tenant_id).get(pk=entry.pk)
    _write(entry, content)
    record(actor, "inspections.change_entry", entry, changes=changes_between(before, entry, FIELDS))
    return entry


@transaction.atomic
def remove_entry(entry: PlanEntry, *, actor: Member | None) -> None:
    """Take an entry out of a draft; those after it move up. Errors: `EntryRefused`."""
    parent = entry.parent
    _lock_draft(parent, actor)
    record(actor, "inspections.remove_entry", entry)
    group = group_of(entry)
    entry.delete()
    let_candidates_go(parent.tenant, group)
    for number, row in enumerate(parent.entries.order_by("number"), start=1):
        if row.number != number:
            row.number = number
            row.save(update_fields=["number"])


def let_candidates_go(tenant: Region, group: int | None) -> None:
    """After an entry is gone: its candidates wait to be planned anew, unless a copy of it still visits them (R052)."""
    if group is not None and not entries_of_group(tenant, group):
        take_out_of_plan(tenant, group)


# --- the menu (R093) --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Pick:
    """A tick in the menu: this department inspects this item, with this checklist where it has one."""

    department: Department
    version: ItemVersion
    checklist: Checklist | None = None


@transaction.atomic
def compose(entry: PlanEntry, picks: Sequence[Pick], *, actor: Member | None) -> PlanEntry:
    """Rest an entry on the ticked items; a department ticked for the first time gets a line, its matter as in the list.

    It then goes by whole checklists, not by the points of a joint one. An entry that rests on a key item is a key one
    (R037). Errors: `EntryRefused` for an item that is not the department's or not in force.
    """
    _lock_draft(entry.parent, actor)
    for pick in picks:
        _check_pick(pick)
    PlanLineItem.objects.of(entry.tenant_id).filter(line__entry=entry).delete()
    entry.points.all().delete()
    lines = {line.department_id: line for line in entry.lines.all()}
    for pick in picks:
        line = lines.get(pick.department.pk) or _line_for(entry, pick, len(lines))
        lines[pick.department.pk] = line
        line.items.create(tenant_id=entry.tenant_id, item_version=pick.version, checklist=pick.checklist)
    is_key = any(pick.version.grade == Grade.KEY for pick in picks)
    entry.grade = Grade.KEY if is_key else Grade.GENERAL
    entry.save(update_fields=["grade"])
    record(actor, "inspections.compose", entry, note=_("、").join(dict.fromkeys(str(one.version) for one in picks)))
    return entry


def _check_pick(pick: Pick) -> None:
    words = {"item": pick.version, "department": pick.department}
    if pick.version.state != IN_FORCE:
        raise EntryRefused(_("事项“%(item)s”已不是现行版本，请刷新后重新勾选。") % words, field="points")
    if ground_of(pick.version, pick.department.pk) is None:
        raise EntryRefused(_("事项“%(item)s”里没有%(department)s的职责，不能由它检查。") % words, field="points")


def _line_for(entry: PlanEntry, pick: Pick, position: int) -> PlanEntryLine:
    role = Role.LEAD if pick.department.pk == entry.department_id else Role.COOPERATING
    return entry.lines.create(
        tenant_id=entry.tenant_id,
        position=0 if role == Role.LEAD else position + 1,
        role=role,
        department=pick.department,
        content=ground_of(pick.version, pick.department.pk) or "",
    )


# --- strata (R091) ----------------------------------------------------------------------------------------------------


@transaction.atomic
def set_strata(entry: PlanEntry, rows: Sequence[PlanStratum], *, actor: Member | None) -> PlanEntry:
    """Keep the entry's table of strata in place of the one before; without rows it has none.

    Errors: `EntryRefused` when the rows mix two bases or draw nothing.
    """
    _lock_draft(entry.parent, actor)
    if len({row.basis for row in rows}) > 1:
        raise EntryRefused(_("分层标准混用了信用等级和风险等级，请只按一种分层。"))
    if rows and not any(row.ratio > 0 for row in rows):
        raise EntryRefused(_("各层的抽查比例都是0，等于不检查，请至少给一层写上比例。"), field="ratio", line=0)
    entry.strata.all().delete()
    for row in rows:
        keep(row)
    record(actor, "inspections.set_entry_strata", entry)
    return entry


# --- copies -----------------------------------------------------------------------------------------------------------


def copy_entries(source: AnnualPlan, target: AnnualPlan, *, years: int) -> None:
    """Copy all entries into a draft, their days moved by whole years; within a year each cites the one it continues."""
    for entry in source.entries.prefetch_related("lines__items__item_version", "strata", "points"):
        copied = PlanEntry(
            tenant_id=target.tenant_id,
            plan=target,
            department=target.department,
            number=entry.number,
            grade=entry.grade,
            continues=None if years else entry,
            **{name: getattr(entry, name) for name in FIELDS},
        )
        copied.starts_on, copied.ends_on = _moved(entry.starts_on, years), _moved(entry.ends_on, years)
        copied.save()
        _copy_parts(entry, copied)


def _copy_parts(entry: PlanEntry, copied: PlanEntry) -> None:
    for line in entry.lines.all():
        parts = list(line.items.all())
        twin = copied.lines.create(
            tenant_id=copied.tenant_id,
            **{name: getattr(line, name) for name in ("position", "role", "department", "content")},
            **{name: getattr(line, name) for name in ("domain", "specialties", "min_officers", "is_by_group")},
        )
        for part in parts:
            version = _current(part.item_version)
            twin.items.create(tenant_id=copied.tenant_id, item_version=version, checklist_id=part.checklist_id)
    for point in entry.points.all():
        copied.points.create(tenant_id=copied.tenant_id, point_id=point.point_id)
    for row in entry.strata.all():
        values = {name: getattr(row, name) for name in ("basis", "value", "ratio", "frequency", "technique")}
        copied.strata.create(tenant_id=copied.tenant_id, **values)


def _current(version: ItemVersion) -> ItemVersion:
    """The version of the same item that is in force, so that a copy does not rest on an old list."""
    rows = ItemVersion.objects.of(version.tenant_id).filter(item=version.item_id, state=IN_FORCE)
    return rows.first() or version


def _moved(on: date, years: int) -> date:
    """The same day of another year; 29 February becomes 28."""
    day = 28 if (on.month, on.day) == (2, 29) else on.day
    return date(on.year + years, on.month, day) if years else on


# --- writing ----------------------------------------------------------------------------------------------------------


def _parent(parent: AnnualPlan | Campaign) -> dict[str, Any]:
    return {"plan": parent} if isinstance(parent, AnnualPlan) else {"campaign": parent}


def _lock_draft(parent: AnnualPlan | Campaign, actor: Member | None) -> None:
    permission = "plans.prepare" if isinstance(parent, AnnualPlan) else "campaigns.prepare"
    if actor is not None and not actor.may(permission, parent):
        raise EntryRefused(_("您只能编制本部门牵头的计划，其他部门的计划请由该部门编制。"))
    locked = type(parent).objects.of(parent.tenant_id).select_for_update(of=("self",)).get(pk=parent.pk)
    if locked.state != DRAFT:
        raise EntryRefused(_("这份计划已不是草稿，内容不能再改。需要修改的，请先退回；已公示的，请办理变更。"))


def _write(entry: PlanEntry, content: EntryContent) -> None:
    for name, value in content.values.items():
        setattr(entry, name, value)
    _check_lines(entry, content.lines)
    keep(entry, unseen=("continues",), **_BESIDE)
    _write_lines(entry, content.lines)


def _check_lines(entry: PlanEntry, lines: Sequence[LineContent]) -> None:
    if not lines or lines[0].department.pk != entry.department_id:
        raise EntryRefused(_("第一行应是牵头部门自己的监管事项，请补上。"))
    departments = [line.department.pk for line in lines]
    for number, department in enumerate(departments[1:], start=1):
        if department in departments[:number]:
            own = number - 1  # the lead's is no line of the form
            raise EntryRefused(
                _("同一部门在一项计划中只能填一行，请把它的事项合并填写。"), field="department", line=own
            )


def _write_lines(entry: PlanEntry, lines: Sequence[LineContent]) -> None:
    """Lines that stay keep the items they rest on."""
    standing = {line.department_id: line for line in entry.lines.all()}
    wanted = {line.department.pk for line in lines}
    for department_id, row in standing.items():
        if department_id not in wanted:
            row.delete()
    for position, given in enumerate(lines):
        row = standing.get(given.department.pk) or PlanEntryLine(
            tenant_id=entry.tenant_id, entry=entry, department=given.department
        )
        row.position, row.role = position, Role.COOPERATING if position else Role.LEAD
        row.content, row.domain = given.content, given.domain
        row.specialties, row.min_officers = list(given.specialties), given.min_officers
        row.is_by_group = given.is_by_group
        keep(row, plan_line_two_officers="min_officers")
    if standing.keys() - wanted:
        _drop_idle_points(entry)


def _drop_idle_points(entry: PlanEntry) -> None:
    """Let go of the points of a joint checklist in which no department that still takes part has a part (R093)."""
    parts = JointPart.objects.of(entry.tenant_id).filter(
        entry__checklist__department__in=entry.lines.values("department")
    )
    entry.points.exclude(point__in=parts.values("joint_entry")).delete()
