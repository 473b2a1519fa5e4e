"""Going again: the visit that verifies an order to correct, or looks again after a case (R106, R163)."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.clocks import rules, running
from common.due import Unit
from common.models.clocks import SourceTag
from common.refusals import Refused
from inspections.attributes import InspectionOrigin
from inspections.models import CorrectionOrder, Finding, Revisit, Visit, VisitSection
from inspections.queries.revisits import needs_post_case, open_revisit, why_no_revisit
from inspections.results import RevisitOutcome
from inspections.services.visits import Part, plan_visit
from tenancy.audit import record
from tenancy.models import Member

POST_CASE_RULE = rules.register(
    rules.ClockRule(
        "inspections.post_case",
        gettext_lazy("案后回查"),
        Unit.DAY,
        90,
        SourceTag.COMMON,
        gettext_lazy("对一级风险对象立案后开展回查的期限，由各地确认"),
    )
)


class RevisitRefused(Refused):
    """Nobody may go again as asked; the sentence says why and what to do."""


@transaction.atomic
def plan_revisit(subject: CorrectionOrder | Finding, visit: Visit, parts: Sequence[Part], *, actor: Member) -> Revisit:
    """Arrange `visit` (unsaved, with its window) to verify an order or to look again after a case, for approval.

    It is led by the department that ordered or handed over, goes to the same object, and is approved and noticed as any
    other. Raises `RevisitRefused` for who may not arrange it, too early, or where one is under way; `VisitRefused` as
    `plan_visit` does.
    """
    locked = type(subject).objects.of(subject.tenant_id).select_for_update(of=("self",)).get(pk=subject.pk)
    if not actor.may("visits.schedule", subject):
        raise RevisitRefused(_("复查检查由%s安排，请联系该部门。") % subject.department)
    why = why_no_revisit(locked, timezone.localdate())
    if why:
        raise RevisitRefused(why)
    former = open_revisit(locked)
    if former is not None:
        former.update(outcome=RevisitOutcome.IN_VAIN)
    visit.tenant_id, visit.department, visit.origin = subject.tenant_id, subject.department, InspectionOrigin.REVISIT
    visit.object = subject.object if isinstance(subject, Finding) else subject.section.visit.object
    visit.source_note = visit.source_note or source_words(subject)
    plan_visit(visit, parts, actor=actor)
    link = {"finding": subject} if isinstance(subject, Finding) else {"order": subject}
    made = Revisit.objects.of(subject.tenant_id).create(visit=visit, **link)
    record(actor, "inspections.plan_revisit", subject, note=visit.number)
    return made


def source_words(subject: CorrectionOrder | Finding) -> str:
    """What the visit comes from, as its papers say."""
    number = subject.section.visit.number
    if isinstance(subject, Finding):
        return _("%(number)s检查立案（%(case)s）后的回查") % {"number": number, "case": subject.case_number}
    return _("复查%(number)s检查的责令改正（期限%(day)s）") % {"number": number, "day": subject.due_on}


def owe_post_case(finding: Finding) -> None:
    """After a case at an object of level 1 the clock of going again runs (R163)."""
    if needs_post_case(finding, timezone.localdate()):
        running.start(POST_CASE_RULE.name, finding, at=timezone.now())


def conclude_post_case(section: VisitSection) -> None:
    """With its own section closed a department has looked again after its case; the clock stops."""
    rows = Revisit.objects.of(section.tenant_id).filter(visit=section.visit_id, outcome="")
    for revisit in rows.filter(finding__department=section.department_id).select_related("finding"):
        revisit.update(outcome=RevisitOutcome.LOOKED)
        if revisit.finding is not None:
            running.stop_running(POST_CASE_RULE.name, revisit.finding)
