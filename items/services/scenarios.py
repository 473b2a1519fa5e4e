"""Writes to scenarios and the joint checklists made of them (R040, R041)."""

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.refusals import Refused
from directory.services.writing import changes_between, keep, stored
from items.models import (
    ChecklistEntry,
    JointChecklist,
    JointEntry,
    JointPart,
    Scenario,
    ScenarioItem,
    SupervisionDomain,
    SupervisionItem,
)
from items.queries.checklists import MergeTable
from tenancy.audit import record
from tenancy.models import Member, Region

FIELDS = ("name", "subject", "department", "domain", "scope", "is_ended")
APART = 0
"""Entries of a group that are asked one by one."""


class ScenarioRefused(Refused):
    """Something may not be done to a scenario; the sentence says why."""


@transaction.atomic
def keep_scenario(scenario: Scenario, items: Sequence[SupervisionItem], *, actor: Member | None) -> Scenario:
    """Write a scenario, new or changed, with the items it groups. Errors: `ScenarioRefused`, `RuleBroken`."""
    if not items:
        raise ScenarioRefused(_("请至少选择一个事项。"), field="items")
    before = stored(scenario) if scenario.pk else None
    keep(scenario, unseen=["domain"], scenario_once="name")
    rows = ScenarioItem.objects.of(scenario.tenant_id)
    rows.filter(scenario=scenario).exclude(item__in=items).delete()
    known = set(rows.filter(scenario=scenario).values_list("item", flat=True))
    new = [ScenarioItem(tenant=scenario.tenant, scenario=scenario, item=one) for one in items if one.pk not in known]
    rows.bulk_create(new)
    verb = "items.change_scenario" if before else "items.add_scenario"
    record(actor, verb, scenario, changes=changes_between(before, scenario, FIELDS))
    return scenario


@transaction.atomic
def make_joint_checklist(
    tenant: Region,
    owner: Scenario | SupervisionDomain,
    table: MergeTable,
    taken: Mapping[int, int],
    *,
    actor: Member | None,
) -> JointChecklist:
    """Make one checklist for all departments out of a merge table.

    `taken` maps the place of a group in `table.same` to the key of the entry whose words are used, or `APART` where
    its entries are asked one by one. Errors: `ScenarioRefused` when there is nothing to ask.
    """
    if not table.entries:
        raise ScenarioRefused(_("所选事项还没有启用的检查表，请先由各部门编制并启用。"))
    joint = _begin(tenant, owner, len(table.entries), actor)
    position = 0
    for place, same in enumerate(table.same):
        lead = taken.get(place, APART)
        if lead == APART:
            groups = [[entry] for entry in same.entries]
        else:
            groups = [sorted(same.entries, key=lambda entry: entry.pk != lead)]
        for group in groups:
            position += 1
            _ask(joint, position, group)
    for entry in table.single:
        position += 1
        _ask(joint, position, [entry])
    record(actor, "items.make_joint_checklist", joint, changes={_("要点数"): [str(joint.asked_before), str(position)]})
    return joint


def _begin(tenant: Region, owner: Scenario | SupervisionDomain, count: int, actor: Member | None) -> JointChecklist:
    given = {"scenario": owner} if isinstance(owner, Scenario) else {"domain": owner}
    last = JointChecklist.objects.of(tenant).filter(**given).order_by("-number").first()
    joint = JointChecklist(
        tenant=tenant,
        title=_("%(name)s联合检查表") % {"name": owner.name},
        number=last.number + 1 if last else 1,
        asked_before=count,
        made_by=actor,
        made_at=timezone.now(),
        **given,
    )
    joint.save()
    return joint


def _ask(joint: JointChecklist, position: int, entries: Sequence[ChecklistEntry]) -> None:
    asked = JointEntry(tenant=joint.tenant, joint=joint, position=position, text=entries[0].text)
    asked.save()
    parts = [JointPart(tenant=joint.tenant, joint_entry=asked, entry=entry) for entry in entries]
    JointPart.objects.of(joint.tenant_id).bulk_create(parts)
