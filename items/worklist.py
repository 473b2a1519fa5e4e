"""What waits for a member around items."""

from collections.abc import Iterator
from datetime import date
from typing import TypeVar

from django.db.models import Model, QuerySet, Value
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from common.clocks.states import DueState, day_state, due_state, running_clocks, soon_day
from common.worklist import TO_DO, WAITING, Section, Task
from directory.queries.people import acts_for_place
from items.models import (
    AdjustmentTask,
    CoSignature,
    EntryConflict,
    Handover,
    ItemClaim,
    ItemVersion,
    MatterStatement,
    Responsibility,
    Submission,
    UnclearMatter,
)
from items.queries.versions import chain_of
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
    OPEN,
    SUBMITTED,
    TASK_OPEN,
)
from items.states import WAITING as NOT_HANDED_IN
from tenancy.models import Member, Region

Place = Region | Value
Row = TypeVar("Row", bound=Model)


def signatures_of(member: Member, tenant: Region, today: date) -> Iterator[Task]:
    """Co-signatures that wait for the member's department, with the sentence of their clock."""
    mine = [row for row in _open_signatures(tenant) if member.may("items.co_sign", row)]
    for signature, due in _with_clocks(mine, tenant, CO_SIGN_RULE.name, today):
        yield Task(_t("会签监管事项"), str(signature.version), signature.get_absolute_url(), _t("会签"), due)


def _with_clocks(rows: list[Row], tenant: Region, rule: str, today: date) -> Iterator[tuple[Row, DueState | None]]:
    """Each row with how its running clock stands; nothing is asked for no rows."""
    if not rows:
        return
    clocks = {clock.subject_id: clock for clock in running_clocks(tenant).filter(rule=rule)}
    now, soon = timezone.now(), soon_day(tenant, today)
    for row in rows:
        clock = clocks.get(str(row.pk))
        yield row, due_state(clock, now=now, soon=soon) if clock else None


def checks_of(member: Member, tenant: Region, today: date) -> Iterator[Task]:
    """Versions that wait for a legality check by another than their handler."""
    for version in _versions(tenant, LEGALITY_CHECK).exclude(created_by=member).exclude(sent_by=member):
        yield _task(_t("合法性审核"), version, _t("审核"))


def approvals_of(member: Member, tenant: Region, today: date) -> Iterator[Task]:
    """Versions to be approved, and approved ones to be put in force."""
    for version in _versions(tenant, SUBMITTED).exclude(created_by=member).exclude(sent_by=member):
        yield _task(_t("批准监管事项"), version, _t("批准"))
    for version in _versions(tenant, APPROVED):
        yield _task(_t("发布生效"), version, _t("办理"))


def drafts_of(member: Member, tenant: Region, today: date) -> Iterator[Task]:
    """The member's own drafts."""
    for version in _versions(tenant, DRAFT).filter(created_by=member):
        yield _task(_t("完善事项草稿"), version, _t("办理"))


def waiting_of(member: Member, tenant: Region, today: date) -> Iterator[Task]:
    """Departments that have not yet signed what the member sent."""
    for signature in _open_signatures(tenant).filter(version__sent_by=member):
        what = _t("等待%(department)s会签") % {"department": signature.department}
        version = signature.version
        since = timezone.localdate(signature.asked_at)
        yield Task(what, str(version), version.get_absolute_url(), _t("查看"), since=since)


def _open_signatures(tenant: Place) -> QuerySet[CoSignature]:
    rows = CoSignature.objects.of(tenant).filter(opinion="", is_void=False, version__state=CO_SIGNING)
    return rows.select_related("version", "department").order_by("due_on", "pk")


def _versions(tenant: Place, *states: str) -> QuerySet[ItemVersion]:
    return ItemVersion.objects.of(tenant).filter(state__in=states).order_by("pk")


def _open_conflicts(tenant: Place) -> QuerySet[EntryConflict]:
    return EntryConflict.objects.of(tenant).filter(state=OPEN)


def _not_handed_in(tenant: Place) -> QuerySet[Submission]:
    return Submission.objects.of(tenant).filter(state=NOT_HANDED_IN, campaign__closed_on__isnull=True)


def _proposed_duties(tenant: Place) -> QuerySet[Responsibility]:
    return Responsibility.objects.of(tenant).filter(state=DUTY_PROPOSED)


def _open_adjustments(tenant: Place) -> QuerySet[AdjustmentTask]:
    return AdjustmentTask.objects.of(tenant).filter(state=TASK_OPEN)


def _undecided(tenant: Place) -> QuerySet[UnclearMatter]:
    return UnclearMatter.objects.of(tenant).filter(decided_on=None)


def _owed_statements(tenant: Place) -> QuerySet[MatterStatement]:
    return MatterStatement.objects.of(tenant).filter(stance="", matter__state=CONSULTATION)


def _open_handovers(tenant: Place) -> QuerySet[Handover]:
    return Handover.objects.of(tenant).filter(state=HANDOVER_OPEN)


def _waiting_claims(tenant: Place) -> QuerySet[ItemClaim]:
    return ItemClaim.objects.of(tenant).filter(state__in=CLAIM_WAITS)


def _task(what: str, version: ItemVersion, button: str) -> Task:
    return Task(what, str(version), version.get_absolute_url(), button)


def claims_of(member: Member, tenant: Region, today: date) -> Iterator[Task]:
    """Items of the place above that wait to be claimed, merged or settled."""
    waiting = _waiting_claims(tenant)
    if not acts_for_place(member, "items.claim"):
        own = member.hat.department_id if member.hat and chain_of(tenant).departments_claim else None
        waiting = waiting.filter(department=own, department__isnull=False)
    for claim in waiting.select_related("offered").order_by("offered_at", "pk"):
        since = timezone.localdate(claim.offered_at)
        what = claim.get_state_display()
        yield Task(_t("上级事项：%s") % what, str(claim), claim.get_absolute_url(), _t("办理"), since=since)


def conflicts_of(member: Member, tenant: Region, today: date) -> Iterator[Task]:
    """Standards the member's department is to revise."""
    mine = [row for row in _open_conflicts(tenant).order_by("due_on", "pk") if member.may("items.prepare", row)]
    soon = soon_day(tenant, today) if mine else today
    for row in mine:
        due = day_state(row.due_on, _t("须在此前统一标准并启用修订后的检查表。"), today=today, soon=soon)
        yield Task(_t("统一检查标准"), row.question, row.get_absolute_url(), _t("办理"), due)


def submissions_of(member: Member, tenant: Region, today: date) -> Iterator[Task]:
    """What the member's department has not handed in."""
    mine = [row for row in _not_handed_in(tenant).select_related("campaign", "department") if _is_own(member, row)]
    soon = soon_day(tenant, today) if mine else today
    for row in mine:
        due = day_state(row.campaign.due_on, _t("清单征集的截止日期；逾期每周催报。"), today=today, soon=soon)
        url = reverse("items:submit", args=[tenant, row.pk])
        yield Task(_t("报送材料"), str(row.campaign), url, _t("报送"), due)


def _is_own(member: Member, row: Submission) -> bool:
    """Whoever coordinates may hand in for anybody but is not pressed to."""
    return member.hat is not None and member.hat.is_of_own_department(row) and member.may("items.prepare", row)


TO_DO.register(
    Section(
        "items.conflicts",
        _("标准冲突"),
        "items.prepare",
        conflicts_of,
        lambda asker: asker.within_reach(_open_conflicts(asker.tenant)),
    )
)
TO_DO.register(
    Section(
        "items.submissions",
        _("清单征集"),
        "items.prepare",
        submissions_of,
        lambda asker: _not_handed_in(asker.tenant).filter(department=asker.department),
    )
)


def duties_of(member: Member, tenant: Region, today: date) -> Iterator[Task]:
    """Responsible persons that wait for approval by another than who proposed them."""
    rows = _proposed_duties(tenant).exclude(proposed_by=member).exclude(member=member)
    for row in rows.select_related("department", "member").order_by("starts_on", "pk"):
        yield Task(_t("批准事项承办人"), str(row), row.get_absolute_url(), _t("批准"), since=row.starts_on)


def adjustments_of(member: Member, tenant: Region, today: date) -> Iterator[Task]:
    """What rests on a changed law and is the member's to adjust, with the sentence of its clock."""
    rows = _open_adjustments(tenant).select_related("department").order_by("due_on", "pk")
    mine = [row for row in rows if member.may("items.prepare", row)]
    for task, due in _with_clocks(mine, tenant, ADJUST_RULE.name, today):
        yield Task(_t("依据变动，请调整"), str(task), task.get_absolute_url(), _t("办理"), due)


def matters_of(member: Member, tenant: Region, today: date) -> Iterator[Task]:
    """Unclear matters that wait for the decider, with the sentence of their clock."""
    rows = _undecided(tenant).select_related("department").order_by("due_on", "pk")
    mine = [row for row in rows if member.may("matters.decide", row)]
    for matter, due in _with_clocks(mine, tenant, DECIDE_RULE.name, today):
        yield Task(_t("权责裁定"), str(matter), matter.get_absolute_url(), _t("办理"), due)


def statements_of(member: Member, tenant: Region, today: date) -> Iterator[Task]:
    """Statements that the member's department owes."""
    for row in _owed_statements(tenant).select_related("matter", "department").order_by("pk"):
        if member.may("matters.state", row):
            yield Task(_t("填写权责征询意见"), row.matter.title, row.get_absolute_url(), _t("填写"))


def handovers_of(member: Member, tenant: Region, today: date) -> Iterator[Task]:
    """Handovers that the member's department has to finish."""
    for handover in _open_handovers(tenant).select_related("version", "department").order_by("due_on", "pk"):
        if member.may("items.prepare", handover):
            yield Task(_t("监管责任交接"), str(handover), handover.get_absolute_url(), _t("办理"))


TO_DO.register(
    Section(
        "items.signatures",
        _("会签"),
        "items.co_sign",
        signatures_of,
        lambda asker: asker.within_reach(_open_signatures(asker.tenant)),
    )
)
TO_DO.register(
    Section(
        "items.checks",
        _("合法性审核"),
        "items.check_legality",
        checks_of,
        lambda asker: _versions(asker.tenant, LEGALITY_CHECK),
    )
)
TO_DO.register(
    Section(
        "items.approvals",
        _("事项审批"),
        "items.approve",
        approvals_of,
        lambda asker: _versions(asker.tenant, SUBMITTED, APPROVED),
    )
)
TO_DO.register(
    Section(
        "items.drafts",
        _("事项草稿"),
        "items.prepare",
        drafts_of,
        lambda asker: _versions(asker.tenant, DRAFT).filter(created_by=asker.member),
    )
)
TO_DO.register(
    Section("items.claims", _("上级事项认领"), "items.claim", claims_of, lambda asker: _waiting_claims(asker.tenant))
)
TO_DO.register(
    Section(
        "items.duties", _("事项承办人报批"), "items.approve", duties_of, lambda asker: _proposed_duties(asker.tenant)
    )
)
TO_DO.register(
    Section(
        "items.adjustments",
        _("清单调整"),
        "items.prepare",
        adjustments_of,
        lambda asker: asker.within_reach(_open_adjustments(asker.tenant)),
    )
)
TO_DO.register(
    Section(
        "items.matters",
        _("权责裁定"),
        "matters.decide",
        matters_of,
        lambda asker: asker.within_reach(_undecided(asker.tenant)),
    )
)
TO_DO.register(
    Section(
        "items.statements",
        _("权责征询"),
        "matters.state",
        statements_of,
        lambda asker: asker.within_reach(_owed_statements(asker.tenant)),
    )
)
TO_DO.register(
    Section(
        "items.handovers",
        _("责任交接"),
        "items.prepare",
        handovers_of,
        lambda asker: asker.within_reach(_open_handovers(asker.tenant)),
    )
)
WAITING.register(
    Section(
        "items.waiting",
        _("等待会签"),
        "items.prepare",
        waiting_of,
        lambda asker: _open_signatures(asker.tenant).filter(version__sent_by=asker.member),
    )
)
