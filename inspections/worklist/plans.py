"""What waits for a member around plans and campaigns."""

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from common.worklist import TO_DO, WAITING, Asker, Desk, Section, Task, timed
from inspections.models import AnnualPlan, Campaign, ConsolidatedPlan, PlanSeason
from inspections.queries.plans import SEASON_RULE_NAME, lead_departments
from inspections.states import (
    APPROVED,
    COMPOSING,
    CONFLICT_CHECK,
    DEPARTMENT_APPROVED,
    DRAFT,
    FINISHED,
    PUBLISHED,
    SUBMITTED,
)


def _season(asker: Asker) -> QuerySet[PlanSeason]:
    """The season that plans now, while the member's department has not handed in."""
    begun = PlanSeason.objects.of(asker.tenant).filter(opens_on__lte=asker.today).order_by("-year")
    owes = lead_departments(asker.tenant, OuterRef("year")).filter(pk=asker.department)
    handed_in = AnnualPlan.objects.of(asker.tenant).filter(
        year=OuterRef("year"), department=asker.department, approved_at__isnull=False
    )
    rows = PlanSeason.objects.of(asker.tenant).filter(year=Subquery(begun.values("year")[:1]))
    return timed(rows.filter(Exists(owes), ~Exists(handed_in)), SEASON_RULE_NAME, or_stopped=True)


def _filing(season: PlanSeason, desk: Desk) -> Task:
    url = f"{reverse('inspections:plans', args=[desk.tenant])}?year={season.year}"
    return Task(_t("编制年度监管计划"), str(season), url, _t("办理"), desk.clock(season))


def _plans(asker: Asker, *states: str) -> QuerySet[AnnualPlan]:
    return AnnualPlan.objects.of(asker.tenant).filter(state__in=states).select_related("department").order_by("pk")


def _drafts(asker: Asker) -> QuerySet[AnnualPlan]:
    """Drafts of the member's own."""
    return _plans(asker, DRAFT).filter(created_by=asker.member)


def _draft(plan: AnnualPlan, desk: Desk) -> Task:
    return _task(_t("修改退回的计划") if plan.submitted_at else _t("完善计划草稿"), plan, _t("办理"))


def _approvals(asker: Asker) -> QuerySet[AnnualPlan]:
    """Plans of the member's department that wait to be approved by another than their author."""
    return asker.within_reach(_plans(asker, CONFLICT_CHECK).exclude(created_by=asker.member))


def _approval(plan: AnnualPlan, desk: Desk) -> Task:
    return _task(_t("审定年度计划"), plan, _t("审定"))


def _consolidated(asker: Asker) -> QuerySet[ConsolidatedPlan]:
    """Consolidated plans to be published, and those to be approved in which a department's plan is new."""
    new = AnnualPlan.objects.of(asker.tenant).filter(year=OuterRef("year"), state=DEPARTMENT_APPROVED)
    rows = ConsolidatedPlan.objects.of(asker.tenant).select_related("tenant").order_by("pk")
    return rows.filter(Q(state=APPROVED) | (Q(state=COMPOSING) & Exists(new)))


def _coordination(place: ConsolidatedPlan, desk: Desk) -> Task:
    if place.state == APPROVED:
        return _task(_t("公示统筹计划"), place, _t("查看"))
    return _task(_t("批准统筹计划"), place, _t("办理"))


def _finished(asker: Asker) -> QuerySet[AnnualPlan]:
    return _plans(asker, FINISHED)


def _evaluation(plan: AnnualPlan, desk: Desk) -> Task:
    return _task(_t("评估年度计划"), plan, _t("评估"))


def _campaigns(asker: Asker) -> QuerySet[Campaign]:
    """Campaigns that wait to be approved by another than their author."""
    return Campaign.objects.of(asker.tenant).filter(state=SUBMITTED).exclude(created_by=asker.member).order_by("pk")


def _campaign(campaign: Campaign, desk: Desk) -> Task:
    return _task(_t("批准专项整治"), campaign, _t("批准"))


def _campaign_steps(asker: Asker) -> QuerySet[Campaign]:
    """Own drafts, what the department has to file once it is approved, and to report on once it is over."""
    over = Q(state=PUBLISHED, ends_on__lt=asker.today)
    rows = Campaign.objects.of(asker.tenant).order_by("pk")
    step = Q(state=APPROVED) | over
    return rows.filter(Q(state=DRAFT, created_by=asker.member) | step & asker.covers(asker.permission))


def _campaign_step(campaign: Campaign, desk: Desk) -> Task:
    words = {DRAFT: _t("完善专项整治草稿"), APPROVED: _t("登记专项整治备案"), PUBLISHED: _t("报告专项整治结果")}
    return _task(words[campaign.state], campaign, _t("办理"))


def _handed_in(asker: Asker) -> QuerySet[AnnualPlan]:
    """The member's plans that others have in hand."""
    return _plans(asker, CONFLICT_CHECK, DEPARTMENT_APPROVED).filter(created_by=asker.member)


def _awaited(plan: AnnualPlan, desk: Desk) -> Task:
    what = _t("等待部门审定") if plan.state == CONFLICT_CHECK else _t("等待统筹批准")
    since = timezone.localdate(plan.submitted_at) if plan.submitted_at else None
    return Task(what, str(plan), plan.get_absolute_url(), _t("查看"), since=since)


def _task(what: str, row: AnnualPlan | ConsolidatedPlan | Campaign, button: str) -> Task:
    return Task(what, str(row), row.get_absolute_url(), button)


TO_DO.register(Section("inspections.seasons", _("年度计划报送"), "plans.prepare", _season, _filing))
TO_DO.register(Section("inspections.drafts", _("计划草稿"), "plans.prepare", _drafts, _draft))
TO_DO.register(Section("inspections.approvals", _("计划审定"), "plans.approve", _approvals, _approval))
TO_DO.register(Section("inspections.coordination", _("统筹计划"), "plans.coordinate", _consolidated, _coordination))
TO_DO.register(Section("inspections.evaluations", _("计划评估"), "plans.coordinate", _finished, _evaluation))
TO_DO.register(Section("inspections.campaigns", _("专项整治审批"), "campaigns.approve", _campaigns, _campaign))
TO_DO.register(
    Section("inspections.campaign_steps", _("专项整治办理"), "campaigns.prepare", _campaign_steps, _campaign_step)
)
WAITING.register(Section("inspections.waiting", _("等待审定、批准"), "plans.prepare", _handed_in, _awaited))
