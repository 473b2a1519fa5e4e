"""Candidates for joint checking become an entry of a plan: every one visited, their departments its parties (R052)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from common.refusals import Refused
from inspections.attributes import InspectionOrigin
from inspections.models import AnnualPlan, PlanEntry
from inspections.queries.candidates import (
    PARAMETER,
    departments_behind,
    group_of,
    matter_of,
)
from inspections.services.entries import FIELDS, EntryContent, LineContent, add_entry, change_entry
from items.attributes import Regime, Technique
from registry.models import JointCandidate
from registry.services.candidates import put_into_plan
from registry.states import ACCEPTED
from tenancy.audit import record
from tenancy.models import Department, Member

NAMED = 3
"""So many objects an entry names; the others are counted."""


class CandidatesRefused(Refused):
    """Candidates may not be put into a plan so; the sentence says why and what to do."""


@dataclass(frozen=True)
class JointEntry:
    """How the new entry is called and in which days it is visited, both counted."""

    title: str
    starts_on: date
    ends_on: date


@transaction.atomic
def plan_candidates(
    plan: AnnualPlan, candidates: Sequence[JointCandidate], joint: JointEntry, *, actor: Member
) -> PlanEntry:
    """A new entry of the draft that visits every one of the candidates once, led by the plan's department.

    Errors: `CandidatesRefused`; `EntryRefused` and `ValidationError` as `add_entry`.
    """
    _check(plan.department, candidates)
    values = {
        "title": joint.title,
        "objects_text": _named(candidates),
        "pool_query": "",
        "frequency": 1,
        "starts_on": joint.starts_on,
        "ends_on": joint.ends_on,
        "regime": Regime.FULL,
        "technique": Technique.ON_SITE,
        "origin": InspectionOrigin.SPECIAL,
    }
    others = [one for one in departments_behind(plan.tenant, candidates) if one.pk != plan.department_id]
    lines = [LineContent(one, matter_of(plan.tenant, one, plan.department)) for one in (plan.department, *others)]
    entry = add_entry(plan, EntryContent(values, lines), actor=actor)
    entry.pool_query = f"{PARAMETER}={entry.pk}"
    entry.save(update_fields=["pool_query"])
    _put(entry, entry.pk, candidates, actor)
    return entry


@transaction.atomic
def add_candidates(entry: PlanEntry, candidates: Sequence[JointCandidate], *, actor: Member) -> PlanEntry:
    """More candidates for an entry of a draft that visits some already; departments that are new get a line.

    Errors: `CandidatesRefused` for an entry with another range; as `change_entry`.
    """
    _check(entry.department, candidates)
    number = group_of(entry)
    if number is None:
        raise CandidatesRefused(_("这项计划不是由联合检查候选组成的，不能加入，请另立一项。"), field="entry")
    _put(entry, number, candidates, actor)
    whole = list(JointCandidate.objects.of(entry.tenant_id).filter(planned_in=number).select_related("object"))
    standing = {line.department_id: line for line in entry.lines.select_related("department").order_by("position")}
    lines = [
        LineContent(one.department, one.content, one.min_officers, one.domain, one.specialties, one.is_by_group)
        for one in standing.values()
    ]
    lines += [
        LineContent(one, matter_of(entry.tenant, one, entry.department))
        for one in departments_behind(entry.tenant, candidates)
        if one.pk not in standing
    ]
    values = {name: getattr(entry, name) for name in FIELDS} | {"objects_text": _named(whole)}
    return change_entry(entry, EntryContent(values, lines), actor=actor)


def _put(entry: PlanEntry, number: int, candidates: Sequence[JointCandidate], actor: Member) -> None:
    put_into_plan(candidates, number)
    record(actor, "inspections.plan_candidates", entry, note=_named(candidates))


def _check(lead: Department, candidates: Sequence[JointCandidate]) -> None:
    if not candidates:
        raise CandidatesRefused(_("还没有选择候选，请回到联合检查候选列表勾选。"))
    waiting = [str(one) for one in candidates if one.state != ACCEPTED]
    if waiting:
        raise CandidatesRefused(_("%s没有采纳，或者已列入计划，请刷新列表后重新勾选。") % _("、").join(waiting[:NAMED]))
    foreign = [str(one) for one in candidates if lead.pk not in one.departments]
    if foreign:
        words = {"lead": lead, "names": _("、").join(foreign[:NAMED])}
        raise CandidatesRefused(
            _("%(names)s不在%(lead)s的监管名录内，不能由它牵头，请去掉，或者由监管它的部门列入。") % words,
            field="plan",
        )


def _named(candidates: Sequence[JointCandidate]) -> str:
    names = _("、").join(str(one) for one in candidates[:NAMED])
    if len(candidates) <= NAMED:
        return names
    return _("%(names)s等%(count)d个对象") % {"names": names, "count": len(candidates)}
