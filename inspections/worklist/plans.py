"""What waits for a member around plans and draws."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q, QuerySet, Value
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from common.clocks.running import running_clock
from common.clocks.states import DueState, due_state, soon_day
from common.worklist import TO_DO, WAITING, Section, Task
from inspections.models import AnnualPlan, Campaign, ConsolidatedPlan, Draw, DrawSecret, RedrawRequest
from inspections.queries.plans import (
    clock_of,
    departments_behind,
    included_plans,
    may_owe_plans,
    planning_year,
    season_of,
)
from inspections.services.ceremony import REVEAL_RULE
from inspections.states import (
    APPROVED,
    COMMITTED,
    COMPOSING,
    CONFLICT_CHECK,
    DEPARTMENT_APPROVED,
    DRAFT,
    DRAWN,
    FINISHED,
    PAIRED,
    POOL_PREPARED,
    SECRETS_REVEALED,
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
    """Consolidated plans to be approved or published."""
    for place in _consolidated(tenant).select_related("tenant"):
        if place.state == APPROVED:
            yield _task(_t("公示统筹计划"), place, _t("查看"))
        elif included_plans(place).filter(state=DEPARTMENT_APPROVED).exists():
            yield _task(_t("批准统筹计划"), place, _t("办理"))


def evaluations_of(member: Member, tenant: Region, today: date) -> Iterator[Task]:
    """Finished plans."""
    for plan in _plans(tenant, FINISHED):
        yield _task(_t("评估年度计划"), plan, _t("评估"))


def campaigns_of(member: Member, tenant: Region, today: date) -> Iterator[Task]:
    """Campaigns that wait to be approved by another than their author."""
    for campaign in _submitted_campaigns(member, tenant).order_by("pk"):
        yield _task(_t("批准专项整治"), campaign, _t("批准"))


def waiting_of(member: Member, tenant: Region, today: date) -> Iterator[Task]:
    """The member's plans that others have in hand."""
    for plan in _handed_in(member, tenant):
        what = _t("等待部门审定") if plan.state == CONFLICT_CHECK else _t("等待统筹批准")
        since = timezone.localdate(plan.submitted_at) if plan.submitted_at else None
        yield Task(what, str(plan), plan.get_absolute_url(), _t("查看"), since=since)


def _plans(tenant: Region | Value, *states: str) -> QuerySet[AnnualPlan]:
    return AnnualPlan.objects.of(tenant).filter(state__in=states).select_related("department").order_by("pk")


def _handed_in(member: Member | Value, tenant: Region | Value) -> QuerySet[AnnualPlan]:
    return _plans(tenant, CONFLICT_CHECK, DEPARTMENT_APPROVED).filter(created_by=member)


def _consolidated(tenant: Region | Value) -> QuerySet[ConsolidatedPlan]:
    return ConsolidatedPlan.objects.of(tenant).filter(state__in=[COMPOSING, APPROVED])


def _submitted_campaigns(member: Member | Value, tenant: Region | Value) -> QuerySet[Campaign]:
    return Campaign.objects.of(tenant).filter(state=SUBMITTED).exclude(created_by=member)


def _task(what: str, row: AnnualPlan | ConsolidatedPlan | Campaign, button: str) -> Task:
    return Task(what, str(row), row.get_absolute_url(), button)


TO_DO.register(
    Section(
        "inspections.seasons",
        _("年度计划报送"),
        "plans.prepare",
        seasons_of,
        lambda asker: may_owe_plans(asker.tenant).filter(pk=asker.department),
    )
)
TO_DO.register(
    Section(
        "inspections.drafts",
        _("计划草稿"),
        "plans.prepare",
        drafts_of,
        lambda asker: _plans(asker.tenant, DRAFT).filter(created_by=asker.member),
    )
)
TO_DO.register(
    Section(
        "inspections.approvals",
        _("计划审定"),
        "plans.approve",
        approvals_of,
        lambda asker: asker.within_reach(_plans(asker.tenant, CONFLICT_CHECK)),
    )
)
TO_DO.register(
    Section(
        "inspections.coordination",
        _("统筹计划"),
        "plans.coordinate",
        coordination_of,
        lambda asker: _consolidated(asker.tenant),
    )
)
TO_DO.register(
    Section(
        "inspections.evaluations",
        _("计划评估"),
        "plans.coordinate",
        evaluations_of,
        lambda asker: _plans(asker.tenant, FINISHED),
    )
)
TO_DO.register(
    Section(
        "inspections.campaigns",
        _("专项整治审批"),
        "campaigns.approve",
        campaigns_of,
        lambda asker: _submitted_campaigns(asker.member, asker.tenant),
    )
)
WAITING.register(
    Section(
        "inspections.waiting",
        _("等待审定、批准"),
        "plans.prepare",
        waiting_of,
        lambda asker: _handed_in(asker.member, asker.tenant),
    )
)


# --- draws ----------------------------------------------------------------------------------------------------------


def secrets_of(member: Member, tenant: Region, today: date) -> Iterator[Task]:
    """Seals and secrets that the member's department owes a draw, with the sentence of the reveal's clock."""
    rows = _secrets_owed(tenant).filter(department=member.hat.department_id if member.hat else None)
    for row in rows.select_related("draw__task", "department").order_by("pk"):
        is_sealed = row.draw.state == COMMITTED
        word = _t("揭示抽取密值") if is_sealed else _t("封存抽取密值")
        yield Task(word, str(row.draw), row.get_absolute_url(), _t("办理"), _reveal_due(row.draw, tenant, today))


def draws_of(member: Member, tenant: Region, today: date) -> Iterator[Task]:
    """Draws whose next step is the member's: to be committed, drawn, paired, confirmed."""
    for draw in _draws_to_hold(tenant).select_related("task__department").order_by("pk"):
        hat = member.hat
        if hat is not None and hat.is_of_own_department(draw) and member.may("draws.hold", draw):
            yield Task(_t("主持抽取"), str(draw), draw.get_absolute_url(), draw.get_state_display())


def redraws_of(member: Member, tenant: Region, today: date) -> Iterator[Task]:
    """Requests to draw again that wait for a coordinator other than who asked."""
    for row in _redraws_asked(member, tenant).select_related("draw__task").order_by("pk"):
        url = reverse("inspections:decide_redraw", args=[tenant, row.pk])
        since = timezone.localdate(row.requested_at)
        yield Task(_t("重新抽取申请"), str(row.draw), url, _t("答复"), since=since)


def reveals_awaited(member: Member, tenant: Region, today: date) -> Iterator[Task]:
    """Departments whose secret the member's own draws wait for."""
    for row in _secrets_sealed(tenant).select_related("draw__task__department", "department").order_by("pk"):
        if member.hat is not None and member.hat.is_of_own_department(row.draw):
            what = _t("等待%(department)s揭示密值") % {"department": row.department}
            yield Task(what, str(row.draw), row.get_absolute_url(), _t("查看"), _reveal_due(row.draw, tenant, today))


def _secrets_owed(tenant: Region | Value) -> QuerySet[DrawSecret]:
    to_seal, to_reveal = Q(draw__state=POOL_PREPARED, sealed_hash=""), Q(draw__state=COMMITTED, secret="")
    return DrawSecret.objects.of(tenant).filter(to_seal | to_reveal)


def _secrets_sealed(tenant: Region | Value) -> QuerySet[DrawSecret]:
    return DrawSecret.objects.of(tenant).filter(draw__state=COMMITTED, secret="")


def _draws_to_hold(tenant: Region | Value) -> QuerySet[Draw]:
    return Draw.objects.of(tenant).filter(state__in=[POOL_PREPARED, SECRETS_REVEALED, DRAWN, PAIRED])


def _redraws_asked(member: Member | Value, tenant: Region | Value) -> QuerySet[RedrawRequest]:
    return RedrawRequest.objects.of(tenant).filter(is_granted=None).exclude(requested_by=member)


def _reveal_due(draw: Draw, tenant: Region, today: date) -> DueState | None:
    clock = running_clock(REVEAL_RULE.name, draw) if draw.state == COMMITTED else None
    return due_state(clock, now=timezone.now(), soon=soon_day(tenant, today)) if clock else None


TO_DO.register(
    Section(
        "inspections.secrets",
        _("抽取密值"),
        "draws.seal",
        secrets_of,
        lambda asker: _secrets_owed(asker.tenant).filter(department=asker.department),
    )
)
TO_DO.register(
    Section("inspections.draws", _("主持抽取"), "draws.hold", draws_of, lambda asker: _draws_to_hold(asker.tenant))
)
TO_DO.register(
    Section(
        "inspections.redraws",
        _("重新抽取申请"),
        "draws.oversee",
        redraws_of,
        lambda asker: _redraws_asked(asker.member, asker.tenant),
    )
)
WAITING.register(
    Section(
        "inspections.reveals",
        _("等待揭示密值"),
        "draws.hold",
        reveals_awaited,
        lambda asker: _secrets_sealed(asker.tenant),
    )
)
