"""What waits for a member around visits, findings and orders to correct."""

from collections.abc import Callable, Iterator
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from common.clocks.states import DueState, day_state, due_state, running_clocks, soon_day
from common.models import Clock
from common.worklist import TO_DO, WAITING, Asker, Section, Task
from inspections.models import Finding, SectionOfficer, Visit, VisitSection
from inspections.queries.findings import open_orders
from inspections.queries.visits import my_visits
from inspections.services.findings import CORRECT_RULE, VERIFY_RULE
from inspections.services.visits import LATE_APPROVAL_RULE
from inspections.states import (
    APPROVED,
    BEFORE_ARRIVAL,
    CLOSED,
    CORRECTION_ORDERED,
    EVIDENCE_SUBMITTED,
    OFF_SITE,
    ON_SITE,
    OPEN,
    POSTPONED,
    SCHEDULED,
    SECTIONS_CLOSING,
    VISIT_OVER,
)
from tenancy.models import Member, Region


def _clocks(tenant: Region, *rules: str) -> dict[tuple[str, str], Clock]:
    return {(clock.rule, clock.subject_id): clock for clock in running_clocks(tenant).filter(rule__in=rules)}


def _due(clock: Clock | None, tenant: Region, today: date) -> DueState | None:
    return due_state(clock, now=timezone.now(), soon=soon_day(tenant, today)) if clock else None


def _window(visit: Visit, tenant: Region, today: date) -> DueState:
    sentence = _t("检查时间为%(window)s。") % {"window": visit.window}
    return day_state(visit.ends_on, sentence, today=today, soon=soon_day(tenant, today))


def approvals_of(member: Member, tenant: Region, today: date) -> Iterator[Task]:
    """Visits of the own department that wait for approval, and emergencies that wait for theirs."""
    department = member.hat.department_id if member.hat else None
    rows = Visit.objects.of(tenant).filter(department=department).select_related("object")
    for visit in rows.filter(state=SCHEDULED).exclude(prepared_by=member).order_by("starts_on")[:50]:
        yield Task(_t("批准检查"), str(visit), visit.get_absolute_url(), _t("审批"), _window(visit, tenant, today))
    clocks = _clocks(tenant, LATE_APPROVAL_RULE.name)
    for visit in rows.filter(is_emergency=True, approved_at=None).exclude(state__in=VISIT_OVER):
        due = _due(clocks.get((LATE_APPROVAL_RULE.name, str(visit.pk))), tenant, today)
        yield Task(_t("补办检查审批"), str(visit), visit.get_absolute_url(), _t("审批"), due)


def lead_tasks_of(member: Member, tenant: Region, today: date) -> Iterator[Task]:
    """What the lead does next: notify, arrange anew, close when every section is closed."""
    department = member.hat.department_id if member.hat else None
    rows = Visit.objects.of(tenant).filter(department=department).select_related("object").order_by("starts_on")
    words = {OFF_SITE: _t("非现场检查"), APPROVED: _t("通知对象"), POSTPONED: _t("重新安排检查")}
    for visit in rows.filter(state__in=words)[:50]:
        yield Task(words[visit.state], str(visit), visit.get_absolute_url(), _t("办理"), _window(visit, tenant, today))
    waiting = VisitSection.objects.of(tenant).exclude(state=CLOSED).values("visit")
    for visit in rows.filter(state=SECTIONS_CLOSING).exclude(pk__in=waiting):
        yield Task(_t("办结检查"), str(visit), visit.get_absolute_url(), _t("办结"))


def own_visits_of(member: Member, tenant: Region, today: date) -> Iterator[Task]:
    """Visits on which the member goes, and own sections that are not closed."""
    rows = my_visits(member, tenant).select_related("object").order_by("ends_on", "pk")
    coming = [state for state in BEFORE_ARRIVAL if state not in (OFF_SITE, SCHEDULED, APPROVED, POSTPONED)]
    for visit in rows.filter(state__in=coming):
        yield Task(_t("到现场检查"), str(visit), visit.get_absolute_url(), _t("打开"), _window(visit, tenant, today))
    sections = VisitSection.objects.of(tenant).filter(
        officers__officer__member=member, visit__state__in=[ON_SITE, SECTIONS_CLOSING]
    )
    for section in sections.exclude(state=CLOSED).select_related("visit__object", "department"):
        words = _t("办理检查单（%s）") % section.get_state_display()
        yield Task(words, str(section.visit), section.get_absolute_url(), _t("办理"))


def findings_of(member: Member, tenant: Region, today: date) -> Iterator[Task]:
    """Findings of the own department that nobody has handled, and those copied to it."""
    department = member.hat.department_id if member.hat else None
    for finding in Finding.objects.of(tenant).filter(department=department, state=OPEN).select_related("object"):
        about = f"{finding.object}：{finding}"
        yield Task(_t("处理发现的问题"), about, finding.get_absolute_url(), _t("处理"))


def orders_of(member: Member, tenant: Region, today: date) -> Iterator[Task]:
    """Orders to correct whose evidence waits to be verified, with the sentence of the clock."""
    clocks = _clocks(tenant, VERIFY_RULE.name)
    department = member.hat.department_id if member.hat else None
    for order in open_orders(tenant).filter(department=department, findings__state=EVIDENCE_SUBMITTED):
        due = _due(clocks.get((VERIFY_RULE.name, str(order.pk))), tenant, today)
        yield Task(_t("复查改正情况"), str(order.section.visit.object), order.get_absolute_url(), _t("复查"), due)


def corrections_of(member: Member, tenant: Region, today: date) -> Iterator[Task]:
    """Orders to correct that the subject still has to follow."""
    clocks = _clocks(tenant, CORRECT_RULE.name)
    department = member.hat.department_id if member.hat else None
    for order in open_orders(tenant).filter(department=department).exclude(findings__state=EVIDENCE_SUBMITTED):
        due = _due(clocks.get((CORRECT_RULE.name, str(order.pk))), tenant, today)
        url = order.get_absolute_url()
        yield Task(_t("等待改正"), str(order.section.visit.object), url, _t("查看"), due, since=order.issued_on)


def _approvals(asker: Asker) -> QuerySet:
    rows = Visit.objects.of(asker.tenant).filter(Q(state=SCHEDULED) | Q(is_emergency=True, approved_at=None))
    return asker.within_reach(rows)


def _led(asker: Asker) -> QuerySet:
    rows = Visit.objects.of(asker.tenant).filter(state__in=[OFF_SITE, APPROVED, POSTPONED, SECTIONS_CLOSING])
    return asker.within_reach(rows)


def _mine(asker: Asker) -> QuerySet:
    rows = SectionOfficer.objects.of(asker.tenant).filter(officer__member=asker.member)
    return rows.exclude(section__visit__state__in=VISIT_OVER)


def _findings(*states: str) -> Callable[[Asker], QuerySet]:
    return lambda asker: asker.within_reach(Finding.objects.of(asker.tenant).filter(state__in=states))


TO_DO.register(Section("inspections.visit_approvals", _("检查审批"), "visits.approve", approvals_of, _approvals))
TO_DO.register(Section("inspections.lead_visits", _("牵头的检查"), "visits.schedule", lead_tasks_of, _led))
TO_DO.register(Section("inspections.my_visits", _("我的检查"), "visits.attend", own_visits_of, _mine))
TO_DO.register(Section("inspections.findings", _("发现问题"), "findings.handle", findings_of, _findings(OPEN)))
TO_DO.register(
    Section("inspections.orders", _("复查改正"), "findings.handle", orders_of, _findings(EVIDENCE_SUBMITTED))
)
WAITING.register(
    Section("inspections.corrections", _("等待改正"), "findings.handle", corrections_of, _findings(CORRECTION_ORDERED))
)
