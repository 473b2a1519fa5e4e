"""What waits for a member around items."""

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from common.worklist import TO_DO, WAITING, Asker, Desk, Section, Task, timed
from items.models import (
    AdjustmentTask,
    CoSignature,
    EntryConflict,
    Handover,
    ItemChain,
    ItemClaim,
    ItemVersion,
    MatterStatement,
    Responsibility,
    Submission,
    UnclearMatter,
    UpperRequest,
    VersionStep,
)
from items.models.steps import Opinion
from items.queries.responsibilities import with_contents
from items.services.handovers import HANDOVER_RULE
from items.services.laws import ADJUST_RULE
from items.services.matters import DECIDE_RULE
from items.services.steps import CO_SIGN_RULE
from items.states import (
    APPROVED,
    CLAIM_WAITS,
    CO_SIGNING,
    CONSULTATION,
    DRAFT,
    DUTY_PROPOSED,
    HANDOVER_OPEN,
    LEGALITY_CHECK,
    MEETING,
    OPEN,
    SUBMITTED,
    TASK_OPEN,
    UPPER_ASKED,
    UPPER_REVIEW,
)
from items.states import WAITING as NOT_HANDED_IN

LONGEST = 60

# --- versions of the list ---------------------------------------------------------------------------------------------


def _drafts(asker: Asker) -> QuerySet[ItemVersion]:
    """The member's own drafts."""
    return ItemVersion.objects.of(asker.tenant).filter(state=DRAFT, created_by=asker.member).order_by("pk")


def _draft(version: ItemVersion, desk: Desk) -> Task:
    return _task(_t("完善事项草稿"), version, _t("办理"))


def _objected(asker: Asker) -> QuerySet[ItemVersion]:
    """Versions of the member's department that another one objects to."""
    objections = CoSignature.objects.of(asker.tenant).filter(
        version=OuterRef("pk"), opinion=Opinion.OBJECT, is_void=False
    )
    rows = ItemVersion.objects.of(asker.tenant).filter(Exists(objections), state=CO_SIGNING)
    return asker.within_reach(rows).order_by("pk")


def _objection(version: ItemVersion, desk: Desk) -> Task:
    return _task(_t("处理会签异议"), version, _t("办理"))


def _signatures(asker: Asker) -> QuerySet[CoSignature]:
    """Co-signatures that wait for the member's department."""
    return timed(asker.within_reach(_unsigned(asker)), CO_SIGN_RULE.name)


def _unsigned(asker: Asker) -> QuerySet[CoSignature]:
    rows = CoSignature.objects.of(asker.tenant).filter(opinion="", is_void=False, version__state=CO_SIGNING)
    return rows.select_related("version", "department").order_by("due_on", "pk")


def _signature(row: CoSignature, desk: Desk) -> Task:
    return Task(_t("会签监管事项"), str(row.version), row.get_absolute_url(), _t("会签"), desk.clock(row))


def _signatures_awaited(asker: Asker) -> QuerySet[CoSignature]:
    """Departments that have not yet signed what the member sent."""
    return _unsigned(asker).filter(version__sent_by=asker.member)


def _signature_awaited(row: CoSignature, desk: Desk) -> Task:
    what = _t("等待%(department)s会签") % {"department": row.department}
    url, since = row.version.get_absolute_url(), timezone.localdate(row.asked_at)
    return Task(what, str(row.version), url, _t("查看"), since=since)


def _of_others(asker: Asker, *states: str) -> QuerySet[ItemVersion]:
    """Versions that another than their handler has to look at, and the place leaves to nobody else."""
    steps = VersionStep.objects.of(asker.tenant).filter(version=OuterRef("pk"), round=OuterRef("round"))
    of_another = steps.filter(kind=OuterRef("state")).exclude(role__in=["", asker.role])
    rows = ItemVersion.objects.of(asker.tenant).filter(~Exists(of_another), state__in=states)
    return rows.exclude(created_by=asker.member).exclude(sent_by=asker.member).order_by("pk")


def _checks(asker: Asker) -> QuerySet[ItemVersion]:
    return _of_others(asker, LEGALITY_CHECK)


def _check(version: ItemVersion, desk: Desk) -> Task:
    return _task(_t("合法性审核"), version, _t("审核"))


def _approvals(asker: Asker) -> QuerySet[ItemVersion]:
    return _of_others(asker, MEETING, UPPER_REVIEW, SUBMITTED)


def _approval(version: ItemVersion, desk: Desk) -> Task:
    if version.state == SUBMITTED:
        return _task(_t("批准监管事项"), version, _t("批准"))
    return _task(str(version.get_state_display()), version, _t("办理"))


def _approved(asker: Asker) -> QuerySet[ItemVersion]:
    return ItemVersion.objects.of(asker.tenant).filter(state=APPROVED).order_by("pk")


def _release(version: ItemVersion, desk: Desk) -> Task:
    return _task(_t("发布生效"), version, _t("办理"))


def _task(what: str, version: ItemVersion, button: str) -> Task:
    return Task(what, str(version), version.get_absolute_url(), button)


TO_DO.register(Section("items.signatures", _("会签"), "items.co_sign", _signatures, _signature))
TO_DO.register(Section("items.checks", _("合法性审核"), "items.check_legality", _checks, _check))
TO_DO.register(Section("items.approvals", _("事项审批"), "items.approve", _approvals, _approval))
TO_DO.register(Section("items.releases", _("发布生效"), "items.approve", _approved, _release))
TO_DO.register(Section("items.objections", _("会签异议"), "items.prepare", _objected, _objection))
TO_DO.register(Section("items.drafts", _("事项草稿"), "items.prepare", _drafts, _draft))
WAITING.register(Section("items.waiting", _("等待会签"), "items.prepare", _signatures_awaited, _signature_awaited))

# --- claims, responsibilities, adjustments ----------------------------------------------------------------------------


def _claims(asker: Asker) -> QuerySet[ItemClaim]:
    """Items of the place above that wait to be claimed, merged or settled."""
    rows = ItemClaim.objects.of(asker.tenant).filter(state__in=CLAIM_WAITS)
    if not asker.is_whole("items.claim"):
        departments_claim = ItemChain.objects.of(asker.tenant).filter(departments_claim=True)
        rows = rows.filter(Exists(departments_claim), department=asker.department)
    return rows.select_related("offered").order_by("offered_at", "pk")


def _claim(claim: ItemClaim, desk: Desk) -> Task:
    what = _t("上级事项：%s") % claim.get_state_display()
    since = timezone.localdate(claim.offered_at)
    return Task(what, str(claim), claim.get_absolute_url(), _t("办理"), since=since)


def _duties(asker: Asker) -> QuerySet[Responsibility]:
    """Responsible persons that wait for approval by another than who proposed them."""
    rows = Responsibility.objects.of(asker.tenant).filter(state=DUTY_PROPOSED)
    rows = rows.exclude(proposed_by=asker.member).exclude(member=asker.member)
    rows = rows.select_related("department", "member", "item").order_by("starts_on", "pk")
    return with_contents(asker.tenant, rows)


def _duty(row: Responsibility, desk: Desk) -> Task:
    item = (row.content or str(row.item))[:LONGEST]  # type: ignore[attr-defined]
    about = _t("%(item)s　%(person)s") % {"item": item, "person": row}
    return Task(_t("批准事项承办人"), about, row.get_absolute_url(), _t("批准"), since=row.starts_on)


def _adjustments(asker: Asker) -> QuerySet[AdjustmentTask]:
    """What rests on a changed law and is the member's to adjust."""
    rows = asker.within_reach(AdjustmentTask.objects.of(asker.tenant).filter(state=TASK_OPEN))
    return timed(rows.order_by("due_on", "pk"), ADJUST_RULE.name)


def _adjustment(row: AdjustmentTask, desk: Desk) -> Task:
    return Task(_t("依据变动，请调整"), str(row), row.get_absolute_url(), _t("办理"), desk.clock(row))


def _upper_requests(asker: Asker) -> QuerySet[UpperRequest]:
    """Versions of places below that wait for this place's approval."""
    rows = UpperRequest.objects.of(asker.tenant).filter(state=UPPER_ASKED)
    return rows.select_related("from_place").order_by("asked_at", "pk")


def _upper_request(request: UpperRequest, desk: Desk) -> Task:
    about = f"{request.from_place}：{request}"
    since = timezone.localdate(request.asked_at)
    return Task(_t("批复下级报批的事项"), about, request.get_absolute_url(), _t("办理"), since=since)


TO_DO.register(Section("items.upper", _("下级报批事项"), "items.approve", _upper_requests, _upper_request))
TO_DO.register(Section("items.claims", _("上级事项认领"), "items.claim", _claims, _claim))
TO_DO.register(Section("items.duties", _("事项承办人报批"), "items.approve", _duties, _duty))
TO_DO.register(Section("items.adjustments", _("清单调整"), "items.prepare", _adjustments, _adjustment))

# --- unclear matters and handovers ------------------------------------------------------------------------------------


def _matters(asker: Asker) -> QuerySet[UnclearMatter]:
    """Unclear matters that wait for the decider."""
    rows = asker.within_reach(UnclearMatter.objects.of(asker.tenant).filter(decided_on=None))
    return timed(rows.order_by("due_on", "pk"), DECIDE_RULE.name)


def _matter(row: UnclearMatter, desk: Desk) -> Task:
    return Task(_t("权责裁定"), str(row), row.get_absolute_url(), _t("办理"), desk.clock(row))


def _statements(asker: Asker) -> QuerySet[MatterStatement]:
    """Statements that the member's department owes."""
    rows = MatterStatement.objects.of(asker.tenant).filter(stance="", matter__state=CONSULTATION)
    return asker.within_reach(rows).select_related("matter").order_by("pk")


def _statement(row: MatterStatement, desk: Desk) -> Task:
    return Task(_t("填写权责征询意见"), row.matter.title, row.get_absolute_url(), _t("填写"))


def _handovers(asker: Asker) -> QuerySet[Handover]:
    """Handovers that the member's department has to finish."""
    rows = asker.within_reach(Handover.objects.of(asker.tenant).filter(state=HANDOVER_OPEN))
    return timed(rows.select_related("version").order_by("due_on", "pk"), HANDOVER_RULE.name)


def _handover(row: Handover, desk: Desk) -> Task:
    return Task(_t("监管责任交接"), str(row), row.get_absolute_url(), _t("办理"), desk.clock(row))


TO_DO.register(Section("items.matters", _("权责裁定"), "matters.decide", _matters, _matter))
TO_DO.register(Section("items.statements", _("权责征询"), "matters.state", _statements, _statement))
TO_DO.register(Section("items.handovers", _("责任交接"), "items.prepare", _handovers, _handover))

# --- standards and collection -----------------------------------------------------------------------------------------


def _conflicts(asker: Asker) -> QuerySet[EntryConflict]:
    """Standards the member's department is to revise."""
    return asker.within_reach(EntryConflict.objects.of(asker.tenant).filter(state=OPEN)).order_by("due_on", "pk")


def _conflict(row: EntryConflict, desk: Desk) -> Task:
    due = desk.day(row.due_on, _t("须在此前统一标准并启用修订后的检查表。"))
    return Task(_t("统一检查标准"), row.question, row.get_absolute_url(), _t("办理"), due)


def _submissions(asker: Asker) -> QuerySet[Submission]:
    """What the member's department has not handed in; whoever coordinates may hand in for all but is not pressed to."""
    rows = Submission.objects.of(asker.tenant).filter(state=NOT_HANDED_IN, campaign__closed_on__isnull=True)
    return rows.filter(department=asker.department).select_related("campaign").order_by("campaign__due_on", "pk")


def _submission(row: Submission, desk: Desk) -> Task:
    due = desk.day(row.campaign.due_on, _t("清单征集的截止日期；逾期每周催报。"))
    url = reverse("items:submit", args=[desk.tenant, row.pk])
    return Task(_t("报送材料"), str(row.campaign), url, _t("报送"), due)


TO_DO.register(Section("items.conflicts", _("标准冲突"), "items.prepare", _conflicts, _conflict))
TO_DO.register(Section("items.submissions", _("清单征集"), "items.prepare", _submissions, _submission))
