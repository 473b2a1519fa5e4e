"""What waits for a member around plans."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from common.clocks.states import due_state, soon_day
from common.worklist import TO_DO, WAITING, Section, Task
from inspections.models import AnnualPlan, Campaign, ConsolidatedPlan
from inspections.queries.plans import clock_of, departments_behind, included_plans, planning_year, season_of
from inspections.states import (
    APPROVED,
    COMPOSING,
    CONFLICT_CHECK,
    DEPARTMENT_APPROVED,
    DRAFT,
    FINISHED,
    SUBMITTED,
)
from tenancy.models import Member, Region


def seasons_of(member: Member, tenant: Region, today: date) -> Iterator[Task]:
    """The plan that the member's department has not handed in, with the sentence of the season's clock."""
    year = planning_year(tenant, today)
    season = season_of(tenant, year)
    hat = member.hat
    if season is None or hat is None or season.opens_on > today:
        return
    if not any(one.pk == hat.department_id for one in departments_behind(tenant, year)):
        return
    clock = clock_of(season)
    due = due_state(clock, now=timezone.now(), soon=soon_day(tenant, today)) if clock else None
    url = f"{reverse('inspections:plans', args=[tenant])}?year={year}"
    yield Task(_t("编制年度监管计划"), str(season), url, _t("办理"), due)


def drafts_of(member: Member, tenant: Region, today: date) -> Iterator[Task]:
    """Drafts of the member's own."""
    for plan in _plans(tenant, DRAFT).filter(created_by=member):
        yield _task(_t("完善计划草稿"), plan, _t("办理"))


def approvals_of(member: Member, tenant: Region, today: date) -> Iterator[Task]:
    """Plans of the member's department that wait to be approved by another than their author."""
    for plan in _plans(tenant, CONFLICT_CHECK).exclude(created_by=member):
        if member.may("plans.approve", plan):
            yield _task(_t("审定年度计划"), plan, _t("审定"))


def coordination_of(member: Member, tenant: Region, today: date) -> Iterator[Task]:
    """Consolidated plans to be approved or followed, finished plans to be evaluated."""
    for place in ConsolidatedPlan.objects.of(tenant).filter(state__in=[COMPOSING, APPROVED]).select_related("tenant"):
        if place.state == APPROVED:
            yield _task(_t("公示统筹计划"), place, _t("查看"))
        elif included_plans(place).filter(state=DEPARTMENT_APPROVED).exists():
            yield _task(_t("批准统筹计划"), place, _t("办理"))
    for plan in _plans(tenant, FINISHED):
        yield _task(_t("评估年度计划"), plan, _t("评估"))


def campaigns_of(member: Member, tenant: Region, today: date) -> Iterator[Task]:
    """Campaigns that wait to be approved by another than their author."""
    rows = Campaign.objects.of(tenant).filter(state=SUBMITTED).exclude(created_by=member)
    for campaign in rows.order_by("pk"):
        yield _task(_t("批准专项整治"), campaign, _t("批准"))


def waiting_of(member: Member, tenant: Region, today: date) -> Iterator[Task]:
    """The member's plans that others have in hand."""
    for plan in _plans(tenant, CONFLICT_CHECK, DEPARTMENT_APPROVED).filter(created_by=member):
        what = _t("等待部门审定") if plan.state == CONFLICT_CHECK else _t("等待统筹批准")
        since = timezone.localdate(plan.submitted_at) if plan.submitted_at else None
        yield Task(what, str(plan), plan.get_absolute_url(), _t("查看"), since=since)


def _plans(tenant: Region, *states: str):
    return AnnualPlan.objects.of(tenant).filter(state__in=states).select_related("department").order_by("pk")


def _task(what: str, row: AnnualPlan | ConsolidatedPlan | Campaign, button: str) -> Task:
    return Task(what, str(row), row.get_absolute_url(), button)


TO_DO.register(Section("inspections.seasons", _("年度计划报送"), "plans.prepare", seasons_of))
TO_DO.register(Section("inspections.drafts", _("计划草稿"), "plans.prepare", drafts_of))
TO_DO.register(Section("inspections.approvals", _("计划审定"), "plans.approve", approvals_of))
TO_DO.register(Section("inspections.coordination", _("统筹计划"), "plans.coordinate", coordination_of))
TO_DO.register(Section("inspections.campaigns", _("专项整治审批"), "campaigns.approve", campaigns_of))
WAITING.register(Section("inspections.waiting", _("等待审定、批准"), "plans.prepare", waiting_of))
