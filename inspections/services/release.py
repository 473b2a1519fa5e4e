"""What the public is owed of plans and campaigns, and whether it is out (R087, R094)."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.refusals import Refused
from directory.queries.roster import holder_of
from inspections.faces import EntryFace
from inspections.models import Campaign, ConsolidatedPlan, PlanEntry
from inspections.published import CAMPAIGN, YEAR_PLAN
from inspections.queries.entries import face_of, with_parts
from inspections.queries.plans import included_plans
from inspections.wording import period_words
from publication.models import Duty, PublicRecord
from publication.services.duties import open_duty
from publication.services.ledger import Publication
from tenancy.models import Department, Member, Region
from tenancy.models.departments import Coordination

BASIS = gettext_lazy("《国务院办公厅关于深入推进跨部门综合监管的指导意见》")


class ReleaseRefused(Refused):
    """Something may not be shown to the public yet."""


def coordinator_of(tenant: Region) -> Department:
    """Who coordinates joint inspection here, by function (R004). Errors: `ReleaseRefused` where nobody does."""
    found = holder_of(tenant, Coordination.JOINT_INSPECTION) or holder_of(tenant, Coordination.OVERALL)
    if found is None:
        raise ReleaseRefused(_("本地区还没有指定承担“联合抽查统筹”职能的部门，请先在“统筹职能”里指定。"))
    return found


def owe_plan(consolidated: ConsolidatedPlan, *, actor: Member | None) -> Duty:
    """Open, or renew, the duty to publish the plan of the place."""
    publication = Publication(
        kind=YEAR_PLAN.name,
        ref=str(consolidated.year),
        title=_("%(place)s跨部门综合监管工作计划（%(year)d年度）")
        % {"place": consolidated.tenant.name, "year": consolidated.year},
        snapshot=plan_snapshot(consolidated),
        basis=str(BASIS),
    )
    return open_duty(consolidated.tenant, publication, department=coordinator_of(consolidated.tenant), actor=actor)


def owe_campaign(campaign: Campaign, *, actor: Member | None) -> Duty:
    """Open, or renew, the duty to publish a campaign, later with its result."""
    publication = Publication(
        kind=CAMPAIGN.name,
        ref=str(campaign.pk),
        title=campaign.title,
        snapshot=campaign_snapshot(campaign),
        basis=str(BASIS),
    )
    return open_duty(campaign.tenant, publication, department=campaign.department, actor=actor)


def plan_snapshot(consolidated: ConsolidatedPlan) -> dict[str, Any]:
    """The plan of the place as text: its entries numbered through, department by department."""
    plans = list(included_plans(consolidated))
    entries = PlanEntry.objects.of(consolidated.tenant_id).filter(plan__in=plans)
    rows = _rows(with_parts(entries).order_by("plan__department__name", "number"))
    reasons = [f"{plan.department}：{plan.change_reason}" for plan in plans if plan.change_reason]
    return {
        "year": str(consolidated.year),
        "version": consolidated.version_word,
        "change": "；".join(reasons),
        "entry_count": str(len(rows)),
        "entries": rows,
    }


def campaign_snapshot(campaign: Campaign) -> dict[str, Any]:
    """A campaign as text."""
    return {
        "period": period_words(campaign.starts_on, campaign.ends_on),
        "lead": campaign.department.name,
        "participants": _("、").join(party.department.name for party in campaign.parties.select_related("department")),
        "pattern": str(campaign.get_pattern_display()),
        "reason": campaign.reason,
        "filing": f"{campaign.filed_with} {campaign.filing_number}".strip(),
        "entries": _rows(with_parts(campaign.entries.all())),
        "result": campaign.result,
    }


def _rows(entries: Iterable[PlanEntry]) -> list[dict[str, Any]]:
    return [_row(number, entry) for number, entry in enumerate(entries, start=1)]


def _row(number: int, entry: PlanEntry) -> dict[str, Any]:
    face: EntryFace = face_of(entry)
    return {
        "number": str(number),
        "title": face.title,
        "lines": [{"part": one.part, "department": one.department, "content": one.content} for one in face.lines],
        "objects": face.objects,
        "quantity": face.quantity,
        "period": _("%d年度内") % entry.starts_on.year if entry.is_unannounced else face.period,
    }


# --- whether it is out ------------------------------------------------------------------------------------------------


def is_public(tenant: Region, kind: str, ref: str, **wanted: str) -> bool:
    """Whether the public sees (kind, ref) now, with these fields."""
    rows = PublicRecord.objects.of(tenant).filter(kind=kind, ref=ref, is_withdrawn=False)
    found = rows.first()
    return found is not None and all(found.snapshot.get(name) == value for name, value in wanted.items())


def is_plan_public(plan: ConsolidatedPlan) -> bool:
    """Whether the public sees this version of the plan of the place."""
    return is_public(plan.tenant, YEAR_PLAN.name, str(plan.year), version=plan.version_word)
