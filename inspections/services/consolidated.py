"""The plan of the place: gathered from what departments approved, approved or sent back, published, changed (R087)."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.refusals import Refused
from inspections.models import AnnualPlan, ConsolidatedPart, ConsolidatedPlan
from inspections.queries.plans import included_plans, open_consolidated
from inspections.services.release import ReleaseRefused, coordinator_of, is_plan_public, owe_plan
from inspections.states import (
    APPROVED,
    CONSOLIDATED_WORKFLOW,
    COORDINATOR_APPROVED,
    DEPARTMENT_APPROVED,
    PLAN_WORKFLOW,
    PUBLISHED,
    RUNNING,
)
from tenancy.audit import record
from tenancy.models import Member, Region


class ConsolidatedRefused(Refused):
    """The plan of the place may not be approved or published so."""


@transaction.atomic
def gather(tenant: Region, year: int, *, actor: Member | None) -> ConsolidatedPlan:
    """The consolidated plan that is being prepared; a new version where none is.

    An approved one that is not public yet is opened again, so that it does not leave the newcomer out.
    """
    found = open_consolidated(tenant, year)
    if found is not None:
        if found.state == APPROVED:
            _reopen(found, actor=None, note=_("又有部门报送了计划"))
        return found
    last = ConsolidatedPlan.objects.of(tenant).filter(year=year).order_by("-version").first()
    made = ConsolidatedPlan.objects.of(tenant).create(year=year, version=last.version + 1 if last else 1)
    made.tenant = tenant
    record(actor, "inspections.gather", made)
    return made


@transaction.atomic
def approve_consolidated(plan: ConsolidatedPlan, *, actor: Member, note: str = "") -> ConsolidatedPlan:
    """Approve the plan of the place with every plan that is ready, and owe it to the public.

    Errors: `ConsolidatedRefused` when nothing is ready or the approver wrote one of the plans.
    """
    coordinator_of(plan.tenant)
    included = list(included_plans(plan))
    ready = [one for one in included if one.state == DEPARTMENT_APPROVED]
    if not included:
        raise ConsolidatedRefused(_("还没有部门审定的计划，请等部门报送后再批准。"))
    if any(one.created_by_id == actor.pk for one in ready):
        raise ConsolidatedRefused(_("其中有您编制的计划，编制人不能批准，请由另一名统筹人员办理。"))
    CONSOLIDATED_WORKFLOW.take(plan, "approve_consolidated", actor=actor, note=note)
    for one in ready:
        PLAN_WORKFLOW.take(one, "coordinate_plan", actor=actor, note=note)
    ConsolidatedPart.objects.of(plan.tenant_id).bulk_create(
        ConsolidatedPart(tenant=plan.tenant, consolidated=plan, plan=one) for one in included
    )
    plan.approved_by, plan.approved_at = actor, timezone.now()
    plan.save(update_fields=["approved_by", "approved_at"])
    owe_plan(plan, actor=actor)
    return plan


@transaction.atomic
def send_back_plan(plan: AnnualPlan, *, actor: Member, note: str) -> AnnualPlan:
    """Give a department's plan back to be changed; an approved consolidated plan is opened again.

    Errors: `MoveRefused` without a reason.
    """
    PLAN_WORKFLOW.take(plan, "send_back_plan", actor=actor, note=note)
    plan.approved_by = plan.approved_at = None
    plan.save(update_fields=["approved_by", "approved_at"])
    consolidated = open_consolidated(plan.tenant, plan.year)
    if consolidated is not None and consolidated.state == APPROVED:
        _reopen(consolidated, actor=actor, note=note)
    return plan


@transaction.atomic
def reopen_consolidated(plan: ConsolidatedPlan, *, actor: Member, note: str) -> ConsolidatedPlan:
    """Take the approval back before it is public. Errors: `MoveRefused`."""
    return _reopen(plan, actor=actor, note=note)


def _reopen(plan: ConsolidatedPlan, *, actor: Member | None, note: str) -> ConsolidatedPlan:
    CONSOLIDATED_WORKFLOW.take(plan, "reopen_consolidated", actor=actor, note=note)
    ConsolidatedPart.objects.of(plan.tenant_id).filter(consolidated=plan).delete()
    return plan


@transaction.atomic
def publish_consolidated(plan: ConsolidatedPlan, *, actor: Member | None) -> ConsolidatedPlan:
    """The plan is public: its parts are in force, the versions they change have ended.

    Errors: `ReleaseRefused` while two people have not written, checked and published its text.
    """
    if not is_plan_public(plan):
        raise ReleaseRefused(_("公示稿还没有经两人拟稿、核对并公示，请先在“公示”里办完这条公示任务。"))
    for former in ConsolidatedPlan.objects.of(plan.tenant_id).filter(year=plan.year, state=PUBLISHED):
        CONSOLIDATED_WORKFLOW.take(former, "supersede_consolidated", actor=None)
    CONSOLIDATED_WORKFLOW.take(plan, "publish_consolidated", actor=actor)
    for part in included_plans(plan).filter(state=COORDINATOR_APPROVED):
        _put_in_force(part, actor)
    return plan


def _put_in_force(plan: AnnualPlan, actor: Member | None) -> None:
    former = plan.previous
    if former is not None and former.state in (PUBLISHED, RUNNING):
        PLAN_WORKFLOW.take(former, "supersede_plan", actor=None)
    PLAN_WORKFLOW.take(plan, "publish_plan", actor=actor)


def follow_publication(tenant: Region) -> int:
    """Put in force what was published from the ledger's own page; returns how many consolidated plans moved."""
    approved = ConsolidatedPlan.objects.of(tenant).filter(state=APPROVED).select_related("tenant")
    out = [one for one in approved if is_plan_public(one)]
    for plan in out:
        publish_consolidated(plan, actor=None)
    return len(out)
