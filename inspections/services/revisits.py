"""Going again: the visit that verifies an order to correct, or looks again after a case (R106, R163)."""

from collections.abc import Collection, Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.clocks import rules, running
from common.due import Unit
from common.models.clocks import SourceTag
from common.notices import holders, notify
from common.refusals import Refused
from inspections.attributes import InspectionOrigin
from inspections.models import CorrectionOrder, Finding, OrderLeftOut, Revisit, Visit, VisitSection
from inspections.queries.revisits import open_revisit, orders_beside, why_no_revisit
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
        gettext_lazy("对一级风险对象结案后开展回查的期限，由各地确认"),
    )
)


class RevisitRefused(Refused):
    """Nobody may go again as asked; the sentence says why and what to do."""


@transaction.atomic
def plan_revisit(
    subject: CorrectionOrder | Finding,
    visit: Visit,
    parts: Sequence[Part],
    *,
    actor: Member,
    also: Sequence[CorrectionOrder] = (),
    why_apart: str = "",
) -> Revisit:
    """Arrange `visit` (unsaved, with its window) to verify an order or to look again after a case, for approval.

    It is led by the department that ordered or handed over, goes to the same object, and is approved and noticed as any
    other. `also` are further orders to the object that it verifies, each with an outcome that its own department
    decides: reported as corrected or due when the visit begins; a department whose order it verifies has a part, so
    that one visit does for all (R088). What another department could have had verified along is left out only for the
    reason `why_apart`, which that department reads. Raises `RevisitRefused` for who may not arrange it, too early, or
    where one is under way; `VisitRefused` as `plan_visit` does.
    """
    if not actor.may("visits.schedule", subject):
        raise RevisitRefused(_("复查检查由%s安排，请联系该部门。") % subject.department)
    visit.tenant_id, visit.department, visit.origin = subject.tenant_id, subject.department, InspectionOrigin.REVISIT
    visit.object = subject.object if isinstance(subject, Finding) else subject.section.visit.object
    subjects = [subject, *also]
    locked = [_locked(one) for one in sorted(subjects, key=lambda row: (isinstance(row, CorrectionOrder), row.pk))]
    why = next(why_no_revisit(one, timezone.localdate()) for one in locked if one == subject)
    if why:
        raise RevisitRefused(why)
    _check_beside(also, visit, {part.department.pk for part in parts})
    visit.source_note = visit.source_note or _("；").join(source_words(one) for one in subjects)[:300]
    left_out = _left_out(subject, visit, also, actor)
    if left_out and not why_apart.strip():
        raise RevisitRefused(_why_ask(left_out), field="why_apart")
    plan_visit(visit, parts, actor=actor)
    for order in left_out:
        _leave_out(order, visit, why_apart.strip(), actor)
    for order in also:
        _link(order, visit, actor)
    return _link(subject, visit, actor)


def _locked(subject: CorrectionOrder | Finding) -> CorrectionOrder | Finding:
    return type(subject).objects.of(subject.tenant_id).select_for_update(of=("self",)).get(pk=subject.pk)


def _check_beside(also: Sequence[CorrectionOrder], visit: Visit, coming: Collection[int]) -> None:
    """Further orders are to the same object, of departments that come, and due when the visit begins."""
    for order in also:
        if order.section.visit.object_id != visit.object_id:
            raise RevisitRefused(_("一次检查只能一并复查对同一对象的责令改正，请重新选择。"), field="also")
        if order.department_id not in coming:
            raise RevisitRefused(
                _("一并复查%s的责令改正的，该部门须一同检查，请勾选它和它的事项。") % order.department, field="also"
            )
        why = why_no_revisit(order, visit.starts_on)
        if why:
            words = {"day": order.due_on, "why": why}
            raise RevisitRefused(
                _("期限%(day)s的责令改正不能一并复查：%(why)s请去掉勾选，或者推迟检查开始日期。") % words, field="also"
            )


def _left_out(
    subject: CorrectionOrder | Finding, visit: Visit, also: Sequence[CorrectionOrder], actor: Member
) -> list[CorrectionOrder]:
    """Orders of other departments that could be verified along when the visit begins, and are not."""
    beside = orders_beside(subject, timezone.localdate(), actor)
    others = [one for one in beside if one.department_id != subject.department_id and one not in also]
    return [one for one in others if not why_no_revisit(one, visit.starts_on)]


def _why_ask(left_out: Sequence[CorrectionOrder]) -> str:
    names = _("、").join(dict.fromkeys(str(one.department) for one in left_out))
    return _("%s对同一对象也有责令改正等待复查，请一并勾选；确实不能一并复查的，请写明理由，该部门可以看到。") % names


def _leave_out(order: CorrectionOrder, visit: Visit, reason: str, actor: Member) -> None:
    """Keep the reason where the other department reads it, and tell whoever heads it."""
    OrderLeftOut.objects.of(order.tenant_id).create(
        visit=visit, order=order, department=visit.department, reason=reason
    )
    record(actor, "inspections.leave_order_out", order, note=reason)
    notify(
        holders(visit.tenant, "department_admin", timezone.localdate(), order.department),
        visit.tenant,
        str(_("其他部门安排复查，未一并复查本部门的责令改正")),
        kind="inspections.order_left_out",
        body=str(_("%(order)s：%(reason)s") % {"order": order, "reason": reason}),
        url=order.get_absolute_url(),
    )


def _link(subject: CorrectionOrder | Finding, visit: Visit, actor: Member) -> Revisit:
    """A return visit of one order or case; one before it that came to nothing is done with."""
    former = open_revisit(subject)
    if former is not None:
        former.update(outcome=RevisitOutcome.IN_VAIN)
    link = {"finding": subject} if isinstance(subject, Finding) else {"order": subject}
    made = Revisit.objects.of(subject.tenant_id).create(visit=visit, **link)
    record(actor, "inspections.plan_revisit", subject, note=visit.number)
    return made


def source_words(subject: CorrectionOrder | Finding) -> str:
    """What the visit comes from, as its papers say."""
    number = subject.section.visit.number
    if isinstance(subject, Finding):
        return _("%(number)s检查所立案件（%(case)s）结案后的回查") % {"number": number, "case": subject.case_number}
    return _("复查%(number)s检查的责令改正（期限%(day)s）") % {"number": number, "day": subject.due_on}


def conclude_post_case(section: VisitSection) -> None:
    """With its own section closed a department has looked again after its case; the clock stops."""
    rows = Revisit.objects.of(section.tenant_id).filter(visit=section.visit_id, outcome="")
    for revisit in rows.filter(finding__department=section.department_id).select_related("finding"):
        revisit.update(outcome=RevisitOutcome.LOOKED)
        if revisit.finding is not None:
            running.stop_running(POST_CASE_RULE.name, revisit.finding)
