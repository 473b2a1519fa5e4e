"""What was found at an object before, and what is still to be corrected (R079, R106)."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q, QuerySet, Value
from django.utils.translation import gettext as _

from clues.models import Clue, SourceKind
from clues.queries import clues_of
from inspections.models import CorrectionOrder, Finding, VisitSection
from inspections.queries.records import failing_points
from inspections.queries.visits import visits_for
from inspections.results import FollowUp, Severity, VisitResult
from inspections.states import (
    CASE_FILED,
    CLOSED,
    CORRECTION_ORDERED,
    EVIDENCE_SUBMITTED,
    FINDING_WITHDRAWN,
    OPEN,
    VERIFIED,
)
from tenancy.models import Member, Region

PUNISHABLE = timedelta(days=730)
"""How long a breach may be punished."""
AWAITING = (CORRECTION_ORDERED, EVIDENCE_SUBMITTED)
UNSETTLED = (OPEN, *AWAITING)
"""Findings nobody has done with yet; a case that was filed goes its own way."""


def readable_findings(member: Member, tenant: Region) -> QuerySet[Finding]:
    """Findings the member may read: own department's, those copied to it, and of visits it takes part in (5.3)."""
    department = member.hat.department_id if member.hat else None
    rows = Finding.objects.of(tenant).filter(section__visit__in=visits_for(member, tenant).values("pk"))
    if member.may("visits.oversee"):
        return rows
    mine = Q(department=department) | Q(copied_to=department) | Q(section__visit__department=department)
    part = Q(section__visit__sections__department=department)
    return rows.filter(mine | part | Q(section__state=CLOSED)).distinct()


def standing_findings(section: VisitSection) -> QuerySet[Finding]:
    """The findings of a section that were not withdrawn."""
    return section.findings.exclude(state=FINDING_WITHDRAWN).order_by("pk")


def result_at_hand(section: VisitSection) -> dict[str, str]:
    """The result and what follows that the findings of a section suggest, by field; empty where they leave it open."""
    states = set(standing_findings(section).values_list("state", flat=True))
    if not states:
        return {} if failing_points(section) else {"result": VisitResult.NO_PROBLEM, "follow_up": FollowUp.NONE}
    if states == {CORRECTION_ORDERED}:
        return {"result": VisitResult.CORRECTED, "follow_up": FollowUp.CORRECT}
    return {}


def earlier_findings(finding: Finding) -> QuerySet[Finding]:
    """Findings at the same object before this one, the newest first."""
    rows = Finding.objects.of(finding.tenant_id).filter(object=finding.object_id, found_at__lt=finding.found_at)
    rows = rows.exclude(state=FINDING_WITHDRAWN)
    return rows.exclude(pk=finding.pk).select_related("department", "section__visit").order_by("-found_at")


def penalised_elsewhere(finding: Finding) -> QuerySet[Finding]:
    """Findings of the same fact for which another department has filed a case, the newest first.

    One fact: the same question asked on one visit, or the same words about the same object within two years, after
    which a breach is no longer punished (行政处罚法 第二十九条、第三十六条).
    """
    entry = finding.entry
    asked = Q(pk=None)
    if entry is not None:
        asked = Q(entry__fact=entry.fact_id) if entry.fact_id else Q(entry=entry)
    since = finding.found_at - PUNISHABLE
    same = asked & Q(section__visit=finding.section.visit_id) | Q(fact=finding.fact, found_at__gte=since)
    rows = Finding.objects.of(finding.tenant_id).filter(same, object=finding.object_id)
    rows = rows.filter(state=CASE_FILED).exclude(department=finding.department_id)
    return rows.select_related("department").order_by("-found_at", "-pk")


def penalty_words(finding: Finding) -> str:
    """Who punishes a fact already, in words."""
    words = {"department": finding.department, "number": finding.case_number}
    return _("%(department)s已对同一事实立案（%(number)s）") % words


@dataclass(frozen=True)
class FirstMinor:
    """Whether a finding may be the first minor one, and on what that rests; a hint, never a decision (R079)."""

    applies: bool
    sentence: str


def first_minor(finding: Finding) -> FirstMinor:
    """First violation, minor, corrected in time: the three marks of 003 item 31, with the history they rest on."""
    earlier = earlier_findings(finding).count()
    if finding.severity != Severity.MINOR:
        return FirstMinor(False, _("程度不是“轻微”，不适用首次轻微从轻或免予处罚。"))
    if earlier:
        return FirstMinor(False, _("此前已有%(count)d次问题记录，不是首次。") % {"count": earlier})
    corrected = finding.state in (VERIFIED, CLOSED)
    done = _("已按期改正") if corrected else _("尚待改正，按期改正后可以从轻或免予处罚")
    return FirstMinor(True, _("首次、轻微，本平台没有此前的问题记录；%s。是否适用由办案人员决定并写明理由。") % done)


def clues_of_finding(finding: Finding) -> QuerySet[Clue]:
    """What was sent to other departments because of the finding, the earliest first."""
    return clues_of(finding.tenant, SourceKind.FINDING, str(finding.pk))


def open_orders(tenant: Region | Value) -> QuerySet[CorrectionOrder]:
    """Orders with something still to be corrected or verified, the earliest due first."""
    rows = CorrectionOrder.objects.of(tenant).filter(findings__state__in=AWAITING).distinct()
    return rows.select_related("section__visit__object", "department").order_by("due_on", "pk")
