"""Writes to checklists: drafted, filled, put in force, revised; standards that contradict each other (R046)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from common.refusals import Refused
from directory.services.writing import keep
from items.models import Checklist, ChecklistEntry, EntryConflict, ItemVersion, SharedFact
from items.notices import tell_of_conflict
from items.queries.checklists import departments_of
from items.queries.versions import current_versions
from items.services.laws import settle_checklist_tasks
from items.states import CHECKLIST_WORKFLOW, CONFLICT_WORKFLOW, DRAFT, IN_FORCE
from tenancy.audit import record
from tenancy.models import Department, Member, Region


class ChecklistRefused(Refused):
    """Something may not be done to a checklist; the sentence says why."""


@dataclass(frozen=True)
class EntryContent:
    """One entry as it is typed."""

    text: str
    rule: str
    basis: str
    evidence: str = ""
    technique: str = "on_site"
    fact: SharedFact | None = None


@transaction.atomic
def draft_checklist(
    version: ItemVersion, *, department: Department, entries: Sequence[EntryContent], actor: Member | None
) -> Checklist:
    """Begin a department's checklist for an item, or its next version.

    Errors: `ChecklistRefused` when the department has no part in the item or is not the actor's, `RuleBroken` when a
    draft is open.
    """
    _check_part(version, department)
    if actor is not None and not actor.may("items.prepare", department):
        raise ChecklistRefused(_("您只能起草本部门的检查表。"), field="department")
    last = Checklist.objects.of(version.tenant_id).filter(item=version.item, department=department)
    number = (last.order_by("-number").values_list("number", flat=True).first() or 0) + 1
    checklist = Checklist(
        tenant=version.tenant,
        item=version.item,
        department=department,
        title=_("%(content)s检查表") % {"content": version.content[:100]},
        number=number,
        created_by=actor,
    )
    keep(checklist, checklist_one_draft="item")
    _write(checklist, entries)
    record(actor, "items.draft_checklist", checklist)
    return checklist


@transaction.atomic
def change_entries(checklist: Checklist, entries: Sequence[EntryContent], *, actor: Member | None) -> Checklist:
    """Write a draft's entries anew. Raises `ChecklistRefused` when it is no draft any more or another department's."""
    row = Checklist.objects.of(checklist.tenant_id).select_for_update(of=("self",)).get(pk=checklist.pk)
    if row.state != DRAFT:
        raise ChecklistRefused(_("检查表已启用，不能直接改。请点“修订”，改好后启用新版本。"))
    if actor is not None and not actor.may("items.prepare", row):
        raise ChecklistRefused(_("您只能修改本部门的检查表。"))
    ChecklistEntry.objects.of(row.tenant_id).filter(checklist=row).delete()
    _write(row, entries)
    record(actor, "items.change_checklist", row, changes={_("要点数"): ["", str(len(entries))]})
    return row


@transaction.atomic
def enforce_checklist(checklist: Checklist, *, actor: Member, today: date) -> Checklist:
    """Put a draft in force; the version before is superseded. The author's own draft takes another person (1.20).

    Errors: `ChecklistRefused` for an empty one or the author's own, `MoveRefused`.
    """
    if checklist.created_by_id == actor.pk:
        raise ChecklistRefused(_("起草人不能启用自己的检查表，请由本部门另一名负责人启用。"))
    if not checklist.entries.exists():
        raise ChecklistRefused(_("检查表还没有要点，请先填写。"))
    others = Checklist.objects.of(checklist.tenant_id).filter(
        item=checklist.item_id, department=checklist.department_id
    )
    for old in others.filter(state=IN_FORCE):
        CHECKLIST_WORKFLOW.take(old, "supersede_checklist", actor=None)
        settle_checklist_tasks(checklist, old)
    CHECKLIST_WORKFLOW.take(checklist, "enforce_checklist", actor=actor)
    Checklist.objects.of(checklist.tenant_id).filter(pk=checklist.pk).update(in_force_on=today)
    checklist.in_force_on = today
    return checklist


@transaction.atomic
def revise_checklist(checklist: Checklist, *, actor: Member) -> Checklist:
    """A draft of the next version with the same entries. Errors as for `draft_checklist`."""
    version = current_version(checklist)
    entries = [
        EntryContent(one.text, one.rule, one.basis, one.evidence, one.technique, one.fact)
        for one in checklist.entries.select_related("fact")
    ]
    return draft_checklist(version, department=checklist.department, entries=entries, actor=actor)


def current_version(checklist: Checklist) -> ItemVersion:
    """The item's version to work on: in force, else in preparation. Raises `ChecklistRefused` when it ended."""
    versions = current_versions(checklist.tenant).filter(item=checklist.item).prefetch_related("lines")
    found = sorted(versions, key=lambda version: version.state != IN_FORCE)
    if not found:
        raise ChecklistRefused(_("这个事项已不在清单里，检查表不再修订。"))
    return found[0]


@transaction.atomic
def add_fact(tenant: Region, *, name: str, hint: str, actor: Member) -> SharedFact:
    """Name a fact that several departments ask for. Errors: `RuleBroken`, `ValidationError`."""
    fact = SharedFact(tenant=tenant, name=name, hint=hint)
    keep(fact, shared_fact_once="name")
    record(actor, "items.add_fact", fact)
    return fact


# --- conflicts ------------------------------------------------------------------------------------------------------


@transaction.atomic
def raise_conflict(conflict: EntryConflict, *, actor: Member, today: date) -> EntryConflict:
    """Open the task to bring two standards together; officers see it on both checklists until it is settled.

    Errors: `ChecklistRefused`, `RuleBroken` when it is open already.
    """
    departments = {conflict.first.checklist.department_id, conflict.second.checklist.department_id}
    if conflict.department_id not in departments:
        raise ChecklistRefused(_("修订由两个要点所属的部门之一负责。"), field="department")
    if conflict.due_on < today:
        raise ChecklistRefused(_("修订期限不能早于今天。"), field="due_on")
    conflict.raised_by = actor
    keep(conflict, entry_conflict_once="question")
    record(actor, "items.raise_conflict", conflict)
    tell_of_conflict(conflict, today=today)
    return conflict


@transaction.atomic
def settle_conflict(conflict: EntryConflict, move: str, *, actor: Member, note: str) -> EntryConflict:
    """Say how the standards agree now (`settle_conflict`), or that they never differed (`dismiss_conflict`).

    Settled is only what was revised: the entry of the department in charge must have a newer version in force.
    Errors: `ChecklistRefused`, `MoveRefused`.
    """
    if move == "settle_conflict" and not _is_revised(conflict):
        sentence = _("%s的检查表还没有启用修订后的版本，标准仍不一致。请先修订并启用检查表。")
        raise ChecklistRefused(sentence % conflict.department)
    CONFLICT_WORKFLOW.take(conflict, move, actor=actor, note=note)
    EntryConflict.objects.of(conflict.tenant_id).filter(pk=conflict.pk).update(answer=note[:300])
    return conflict


def _is_revised(conflict: EntryConflict) -> bool:
    sides = [conflict.first.checklist, conflict.second.checklist]
    return any(side.state != IN_FORCE for side in sides if side.department_id == conflict.department_id)


def _check_part(version: ItemVersion, department: Department) -> None:
    if department.pk not in departments_of(version):
        sentence = _("%(department)s不是这个事项的牵头或配合部门，没有检查依据，不能编检查表。")
        raise ChecklistRefused(sentence % {"department": department}, field="department")


def _write(checklist: Checklist, entries: Sequence[EntryContent]) -> None:
    rows = [
        ChecklistEntry(
            tenant=checklist.tenant,
            checklist=checklist,
            position=position,
            text=entry.text,
            evidence=entry.evidence,
            rule=entry.rule,
            basis=entry.basis,
            technique=entry.technique,
            fact=entry.fact,
        )
        for position, entry in enumerate(entries, start=1)
    ]
    ChecklistEntry.objects.of(checklist.tenant_id).bulk_create(rows)
