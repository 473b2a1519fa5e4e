"""How return visits stand: what still has to be gone to again, what was, what may be arranged (R106, R163)."""

from datetime import date, timedelta
from enum import Enum
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from inspections.attributes import InspectionOrigin
from inspections.models import CorrectionOrder, Finding, OrderLeftOut, Revisit, Visit, VisitSection
from inspections.queries.findings import AWAITING, open_orders
from inspections.queries.visits import visits_for
from inspections.results import RevisitOutcome
from inspections.states import (
    AT_THE_DOOR,
    CANCELLED,
    CASE_FILED,
    CLOSED,
    CORRECTION_ORDERED,
    EVIDENCE_SUBMITTED,
    REPLACED,
)
from risk.levels import Level
from risk.queries import level_of
from tenancy.models import Member, Region

CALLED_OFF = (CANCELLED, REPLACED)
NEAR = timedelta(days=15)
"""Orders of one object whose days lie no further ahead may be gone to together."""


class Stand(Enum):
    """How far going again is."""

    NONE = "none"
    PENDING = "pending"
    SEEN = "seen"
    IN_VAIN = "in_vain"


def open_revisit(subject: CorrectionOrder | Finding) -> Revisit | None:
    """The return visit that has no outcome yet, with its visit."""
    return subject.revisits.filter(outcome="").select_related("visit").first()


def stand_of(revisit: Revisit | None) -> Stand:
    """NONE without one or where it was called off; then until the department's section is closed; then what it met.

    The department is the one that ordered or filed the case: who leads a joint return visit decides for itself alone.
    """
    if revisit is None or revisit.subject is None or revisit.visit.state in CALLED_OFF:
        return Stand.NONE
    visit = revisit.visit
    if not visit.sections.filter(department=revisit.subject.department_id, state=CLOSED).exists():
        return Stand.PENDING
    return Stand.IN_VAIN if visit.state in AT_THE_DOOR else Stand.SEEN


def judged_states(stand: Stand, outcome: str) -> list[str]:
    """Findings of an order in which states may be found corrected, or not: without evidence only after going there.

    None while somebody is to go.
    """
    if stand == Stand.PENDING:
        return []
    may_judge = stand == Stand.SEEN or (stand == Stand.IN_VAIN and outcome == RevisitOutcome.NOT_CORRECTED)
    return [EVIDENCE_SUBMITTED, CORRECTION_ORDERED] if may_judge else [EVIDENCE_SUBMITTED]


def why_no_revisit(subject: CorrectionOrder | Finding, today: date) -> str:
    """Why nobody may arrange to go again now, and what to do instead; empty where one may.

    Before the day of an order only what the subject has reported is gone to see.
    """
    revisit = open_revisit(subject)
    stand = stand_of(revisit)
    if revisit is not None and stand == Stand.PENDING:
        return _("已经安排了复查检查（%s），请先办结；不再复查的，请取消那次检查。") % revisit.visit.number
    if isinstance(subject, Finding):
        return _why_not_after_case(subject)
    if revisit is not None and stand == Stand.SEEN:
        return _("复查检查已经办结，请先确认是否改正。")
    waiting = set(subject.findings.filter(state__in=AWAITING).values_list("state", flat=True))
    if not waiting:
        return _("没有等待改正或者复查的问题。")
    if EVIDENCE_SUBMITTED not in waiting and today < subject.due_on:
        return _("改正期限（%s）未到，也没有收到改正情况，请到期或者收到改正材料后再安排复查。") % subject.due_on
    return ""


def _why_not_after_case(finding: Finding) -> str:
    """Looking again comes after the case has ended, not while it is handled (003 item 12)."""
    if finding.state != CASE_FILED:
        return _("只有已立案的问题需要案后回查。")
    return "" if finding.case_closed_on else _("案件尚未结案，请先登记结案，再安排案后回查。")


def orders_beside(subject: CorrectionOrder | Finding, today: date, member: Member) -> list[CorrectionOrder]:
    """Other orders to the same object that one may go to along with the subject, by day: one visit, not several (R088).

    Whose day has come or comes within `NEAR`, or whose correction was reported; none that somebody goes to already.
    Those of other departments as far as the member may read them (DOMAIN 5.3).
    """
    place = subject.object_id if isinstance(subject, Finding) else subject.section.visit.object_id
    rows = open_orders(subject.tenant).filter(section__visit__object=place)
    rows = rows.filter(Q(due_on__lte=today + NEAR) | Q(findings__state=EVIDENCE_SUBMITTED))
    if isinstance(subject, CorrectionOrder):
        rows = rows.exclude(pk=subject.pk)
    known = [one for one in rows if one.department_id == subject.department_id or one.is_open_to(member)]
    return [one for one in known if not why_no_revisit(one, max(one.due_on, today))]


def needs_post_case(finding: Finding, today: date) -> bool:
    """Whether going again after the case is a duty: the object is of level 1, as a whole or in the domain (R163)."""
    scopes = {"", finding.section.domain}
    return Level.FIRST in {level_of(finding.object, today, scope) for scope in scopes}


def _own_closed(tenant: Region | Value) -> QuerySet[VisitSection]:
    """The section of the department that ordered or filed the case, closed; for the visit of an outer `Revisit`."""
    rows = VisitSection.objects.of(tenant).filter(visit=OuterRef("visit"), state=CLOSED)
    return rows.filter(department=Coalesce(OuterRef("order__department"), OuterRef("finding__department")))


def pending_revisits(tenant: Region | Value) -> QuerySet[Revisit]:
    """Return visits that are arranged or under way."""
    rows = Revisit.objects.of(tenant).filter(outcome="").exclude(visit__state__in=CALLED_OFF)
    return rows.filter(~Exists(_own_closed(tenant)))


def made_revisits(tenant: Region | Value) -> QuerySet[Revisit]:
    """Return visits whose own section is closed and from which nothing has followed yet."""
    return Revisit.objects.of(tenant).filter(Exists(_own_closed(tenant)), outcome="")


def revisits_of(subject: CorrectionOrder | Finding, member: Member) -> list[Revisit]:
    """Return visits of an order or a case that the member may know of, the latest first (DOMAIN 5.3)."""
    known = visits_for(member, subject.tenant).values("pk")
    return list(subject.revisits.filter(visit__in=known).select_related("visit__object"))


def reasons_left_out(order: CorrectionOrder) -> QuerySet[OrderLeftOut]:
    """Why return visits of other departments did not verify the order along, the latest first (R088)."""
    return order.left_out.select_related("department")


def orders_left_out(visit: Visit, member: Member) -> list[OrderLeftOut]:
    """Orders of other departments that a return visit leaves out, with the reason: for who takes part or approves."""
    if visit.origin != InspectionOrigin.REVISIT or not visit.is_open_to(member):
        return []
    return list(visit.orders_left_out.select_related("order__department"))


def verified_by(visit: Visit, member: Member) -> list[dict[str, Any]]:
    """What a visit goes to see again: the order or the finding, in words, and what came of it.

    With an address where the member may read it; what another department ordered on a visit of its own stays unnamed.
    """
    rows = visit.revisits.select_related(
        "order__section__visit__object", "order__department", "finding__section__visit"
    )
    return [_seen_again(one, member) for one in rows]


def _seen_again(revisit: Revisit, member: Member) -> dict[str, Any]:
    order, subject = revisit.order, revisit.subject
    label = _("案后回查：%s") % revisit.finding
    if order is not None:
        label = _("%(department)s责令改正（期限%(day)s）") % {"department": order.department, "day": order.due_on}
    url = subject.get_absolute_url() if subject is not None and subject.section.is_open_to(member) else ""
    return {"label": label, "url": url, "outcome": revisit.get_outcome_display()}
