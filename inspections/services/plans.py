"""A lead department's plan: begun, copied, submitted, approved by another person, changed anew (R085, R087)."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.refusals import Refused
from directory.services.writing import keep
from inspections.models import AnnualPlan
from inspections.queries.candidates import group_of
from inspections.queries.plans import examine, merged_away, standing_plan
from inspections.services.consolidated import gather
from inspections.services.course import close_season
from inspections.services.entries import copy_entries, let_candidates_go
from inspections.services.merges import ask_to_find
from inspections.states import DRAFT, PLAN_WORKFLOW, PUBLISHED, RUNNING
from tenancy.audit import record
from tenancy.models import Department, Member


class PlanRefused(Refused):
    """A plan may not be begun, changed or moved so."""


@transaction.atomic
def begin_plan(department: Department, year: int, *, actor: Member | None) -> AnnualPlan:
    """An empty draft of a department's year. Errors: `PlanRefused`, `RuleBroken` when one is being prepared."""
    _check_author(department, actor)
    if standing_plan(department.tenant, department, year):
        raise PlanRefused(_("这个部门本年度的计划已经公示，需要调整请在原计划上办理“变更”。"), field="department")
    plan = AnnualPlan(tenant=department.tenant, department=department, year=year, created_by=actor)
    keep(plan, annual_plan_one_in_preparation="department")
    record(actor, "inspections.begin_plan", plan)
    return plan


@transaction.atomic
def copy_plan(source: AnnualPlan, year: int, *, actor: Member | None) -> AnnualPlan:
    """Last year's entries as a draft of another year, their days moved; nothing of the approval goes with them.

    A yearly plan never goes on without being approved anew (mistake 19). Errors: as `begin_plan`.
    """
    if year <= source.year:
        raise PlanRefused(_("只能把以前年度的计划复制到以后的年度。"), field="year")
    plan = begin_plan(source.department, year, actor=actor)
    copy_entries(source, plan, years=year - source.year)
    record(actor, "inspections.copy_plan", plan, note=str(source))
    return plan


@transaction.atomic
def change_plan(plan: AnnualPlan, *, reason: str, actor: Member | None) -> AnnualPlan:
    """A new version of a published plan, a draft that cites it; the old one holds until the new is published.

    Errors: `PlanRefused`, `RuleBroken` when a version is being prepared.
    """
    _check_author(plan.department, actor)
    if plan.state not in (PUBLISHED, RUNNING):
        raise PlanRefused(_("只有已公示、尚未执行完毕的计划可以变更；草稿请直接修改。"))
    if not reason.strip():
        raise PlanRefused(_("变更已公示的计划须写明理由。"), field="reason")
    draft = AnnualPlan(
        tenant=plan.tenant,
        department=plan.department,
        year=plan.year,
        version=plan.version + 1,
        previous=plan,
        change_reason=reason.strip(),
        created_by=actor,
    )
    keep(draft, annual_plan_one_in_preparation="reason", annual_plan_change_says_why="reason")
    copy_entries(plan, draft, years=0)
    record(actor, "inspections.change_plan", draft, note=reason)
    return draft


@transaction.atomic
def discard_plan(plan: AnnualPlan, *, actor: Member | None) -> None:
    """Throw a draft away with its entries. Errors: `PlanRefused`."""
    _check_author(plan.department, actor)
    locked = AnnualPlan.objects.of(plan.tenant_id).select_for_update(of=("self",)).get(pk=plan.pk)
    if locked.state != DRAFT:
        raise PlanRefused(_("这份计划已不是草稿，不能删除。需要修改的，请先退回。"))
    record(actor, "inspections.discard_plan", locked)
    groups = {group_of(entry) for entry in locked.entries.all()}
    locked.delete()
    for group in groups:
        let_candidates_go(plan.tenant, group)


@transaction.atomic
def submit_plan(plan: AnnualPlan, *, actor: Member | None, note: str = "") -> AnnualPlan:
    """Hand the draft on to be checked and approved in the department.

    One whose entries all went into joint ones is handed in empty, so that its department is not late (R088).
    Errors: `PlanRefused` while anything stands against an entry, `MoveRefused`.
    """
    examined = examine(plan.entries.all(), tenant=plan.tenant, today=timezone.localdate())
    if not examined and not merged_away(plan):
        raise PlanRefused(_("计划里还没有一项内容，请先添加或导入。"))
    wrong = [one for one in examined if one.problems]
    if wrong:
        words = {"count": len(wrong), "number": wrong[0].entry.number, "first": wrong[0].problems[0]}
        raise PlanRefused(_("还有%(count)d项计划需要补正。第%(number)d项：%(first)s") % words)
    _check_days(plan, examined)
    PLAN_WORKFLOW.take(plan, "submit_plan", actor=actor, note=note)
    ask_to_find(plan.tenant, plan.year, actor=None)
    plan.submitted_at = timezone.now()
    plan.save(update_fields=["submitted_at"])
    return plan


def _check_days(plan: AnnualPlan, examined: list) -> None:
    for one in examined:
        if not one.entry.starts_on.year == one.entry.ends_on.year == plan.year:
            words = {"number": one.entry.number, "year": plan.year}
            raise PlanRefused(_("第%(number)d项计划的检查时间不在%(year)d年度内，请改正。") % words)


@transaction.atomic
def approve_plan(plan: AnnualPlan, *, actor: Member, note: str = "") -> AnnualPlan:
    """Another person of the department approves; the plan joins the consolidated one. Errors: `PlanRefused`."""
    if plan.created_by_id == actor.pk:
        raise PlanRefused(_("编制人不能审定自己的计划，请由本部门另一名负责人审定。"))
    PLAN_WORKFLOW.take(plan, "approve_plan", actor=actor, note=note)
    plan.approved_by, plan.approved_at = actor, timezone.now()
    keep(plan, unseen=("created_by",), annual_plan_approved_by_another="__all__")
    gather(plan.tenant, plan.year, actor=actor)
    close_season(plan.tenant, plan.year)
    return plan


@transaction.atomic
def return_plan(plan: AnnualPlan, *, actor: Member, note: str) -> AnnualPlan:
    """Back to the author, with the reason. Errors: `MoveRefused`."""
    return PLAN_WORKFLOW.take(plan, "return_plan", actor=actor, note=note)


@transaction.atomic
def evaluate_plan(plan: AnnualPlan, *, evaluation: str, actor: Member) -> AnnualPlan:
    """The coordinator says how a finished plan was carried out. Errors: `MoveRefused` without a text."""
    PLAN_WORKFLOW.take(plan, "evaluate_plan", actor=actor, note=evaluation)
    plan.evaluation = evaluation
    plan.save(update_fields=["evaluation"])
    return plan


def _check_author(department: Department, actor: Member | None) -> None:
    if actor is not None and not actor.may("plans.prepare", department):
        raise PlanRefused(_("您只能编制本部门牵头的计划，其他部门的计划请由该部门编制。"), field="department")
