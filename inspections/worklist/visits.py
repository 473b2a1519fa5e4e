"""What waits for a member around visits, findings and orders to correct."""

from typing import Any

from django.db.models import CharField, Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from common.clocks.states import DueState
from common.models.clocks import Clock
from common.worklist import TO_DO, WAITING, Asker, Desk, Section, Task, timed
from inspections.models import (
    CorrectionOrder,
    Finding,
    HeldRecord,
    InspectionTask,
    Revisit,
    SectionOfficer,
    Visit,
    VisitSection,
)
from inspections.queries.findings import open_orders
from inspections.queries.revisits import made_revisits, pending_revisits
from inspections.queries.visits import KNOWS_DRAWN, my_visits, not_drawn_or_own
from inspections.services.findings import CORRECT_RULE, VERIFY_RULE
from inspections.services.off_site import DECIDE_RULE
from inspections.services.revisits import POST_CASE_RULE
from inspections.services.visits import LATE_APPROVAL_RULE
from inspections.states import (
    ADOPTING,
    APPROVED,
    AT_THE_DOOR,
    BEFORE_ARRIVAL,
    CASE_FILED,
    CLOSED,
    EVIDENCE_SUBMITTED,
    OFF_SITE,
    ON_SITE,
    OPEN,
    POSTPONED,
    SCHEDULED,
    SECTIONS_CLOSING,
    UNSIGNED,
    VISIT_OVER,
)

_TO_LEAD = {OFF_SITE: _("非现场检查"), APPROVED: _("通知对象"), POSTPONED: _("重新安排检查")}
_TO_GO = [state for state in BEFORE_ARRIVAL if state not in (OFF_SITE, ADOPTING, SCHEDULED, APPROVED, POSTPONED)]

# --- visits of the own department -------------------------------------------------------------------------------------


def _known(asker: Asker) -> QuerySet[Visit]:
    """Visits that may be known of before somebody stands at the door, as `visits_for` gives them."""
    rows = Visit.objects.of(asker.tenant)
    return rows if asker.allows(KNOWS_DRAWN) else rows.filter(not_drawn_or_own(asker.member, asker.tenant))


def _led(asker: Asker) -> QuerySet[Visit]:
    rows = _known(asker).filter(department=asker.department)
    return rows.select_related("object").order_by("starts_on", "pk")


def _window(visit: Visit, desk: Desk) -> DueState:
    return desk.day(visit.ends_on, _t("检查时间为%(window)s。") % {"window": visit.window})


def _scheduled(asker: Asker) -> QuerySet[Visit]:
    """Single visits that wait to be approved by another than who prepared them; rounds are one line each."""
    return _led(asker).filter(state=SCHEDULED, task=None).exclude(prepared_by=asker.member)


def _approval(visit: Visit, desk: Desk) -> Task:
    return Task(_t("批准检查"), str(visit), visit.get_absolute_url(), _t("审批"), _window(visit, desk))


def _rounds(asker: Asker, visits: Q) -> QuerySet[InspectionTask]:
    """Rounds of the department with how many of such visits wait to be approved."""
    rows = InspectionTask.objects.of(asker.tenant).filter(department=asker.department)
    rows = rows.annotate(in_all=Count("visits", filter=Q(visits__state=SCHEDULED) & visits))
    return rows.filter(in_all__gt=0).order_by("starts_on", "pk")


def _round_approvals(asker: Asker) -> QuerySet[InspectionTask]:
    return _rounds(asker, ~Q(visits__prepared_by=asker.member))


def _round_due(task: InspectionTask, desk: Desk) -> DueState:
    return desk.day(task.starts_on, _t("本轮检查自%s开始，须在此前批准并通知对象。") % task.starts_on)


def _round_about(task: InspectionTask) -> str:
    return _t("%(title)s：%(count)d次检查") % {"title": task, "count": task.in_all}  # type: ignore[attr-defined]


def _round_approval(task: InspectionTask, desk: Desk) -> Task:
    due = _round_due(task, desk)
    return Task(_t("批准本轮检查"), _round_about(task), task.get_absolute_url(), _t("审批"), due)


def _rounds_prepared(asker: Asker) -> QuerySet[InspectionTask]:
    """What the member prepared and another has to approve."""
    return _rounds(asker, Q(visits__prepared_by=asker.member))


def _round_prepared(task: InspectionTask, desk: Desk) -> Task:
    what, due = _t("等待另一名负责人批准本轮检查"), _round_due(task, desk)
    return Task(what, _round_about(task), task.get_absolute_url(), _t("查看"), due)


def _emergencies(asker: Asker) -> QuerySet[Visit]:
    """Emergencies that wait for their late approval by another than who entered."""
    rows = _led(asker).filter(is_emergency=True, approved_at=None).exclude(state__in=VISIT_OVER)
    rows = rows.exclude(prepared_by=asker.member)
    return timed(rows, LATE_APPROVAL_RULE.name)


def _late_approval(visit: Visit, desk: Desk) -> Task:
    return Task(_t("补办检查审批"), str(visit), visit.get_absolute_url(), _t("审批"), desk.clock(visit))


def _to_lead(asker: Asker) -> QuerySet[Visit]:
    """What the lead does next: look from afar, notify, arrange anew."""
    return _led(asker).filter(state__in=_TO_LEAD)


def _lead(visit: Visit, desk: Desk) -> Task:
    what = str(_TO_LEAD[visit.state])
    return Task(what, str(visit), visit.get_absolute_url(), _t("办理"), _window(visit, desk))


def _to_close(asker: Asker) -> QuerySet[Visit]:
    """Visits of which every section is closed."""
    waiting = VisitSection.objects.of(asker.tenant).filter(visit=OuterRef("pk")).exclude(state=CLOSED)
    return _led(asker).filter(~Exists(waiting), state=SECTIONS_CLOSING)


def _closing(visit: Visit, desk: Desk) -> Task:
    return Task(_t("办结检查"), str(visit), visit.get_absolute_url(), _t("办结"))


def _undecided(asker: Asker) -> QuerySet[VisitSection]:
    """Sections whose department has not said whether the lead's check from afar is enough for it."""
    visits = _known(asker).filter(state=ADOPTING)
    rows = VisitSection.objects.of(asker.tenant).filter(visit__in=visits, state=OPEN, off_site_decision=None)
    rows = rows.select_related("visit__object", "department").order_by("visit__starts_on", "pk")
    return timed(rows, DECIDE_RULE.name)


def _to_decide(asker: Asker) -> QuerySet[VisitSection]:
    return _undecided(asker).filter(department=asker.department)


def _decision(section: VisitSection, desk: Desk) -> Task:
    visit = section.visit
    what = _t("决定是否采用非现场核查结果")
    return Task(what, str(visit), visit.get_absolute_url(), _t("决定"), desk.clock(section))


def _to_be_decided(asker: Asker) -> QuerySet[VisitSection]:
    """What the lead waits for from the others."""
    return _undecided(asker).filter(visit__department=asker.department)


def _deciding(section: VisitSection, desk: Desk) -> Task:
    visit = section.visit
    what = _t("等待%(department)s决定是否采用非现场核查结果") % {"department": section.department}
    return Task(what, str(visit), visit.get_absolute_url(), _t("查看"), desk.clock(section))


TO_DO.register(Section("inspections.visit_approvals", _("检查审批"), "visits.approve", _scheduled, _approval))
TO_DO.register(Section("inspections.rounds", _("本轮检查审批"), "visits.approve", _round_approvals, _round_approval))
WAITING.register(
    Section("inspections.rounds_prepared", _("等待批准"), "visits.schedule", _rounds_prepared, _round_prepared)
)
TO_DO.register(Section("inspections.emergencies", _("补办审批"), "visits.approve", _emergencies, _late_approval))
TO_DO.register(Section("inspections.lead_visits", _("牵头的检查"), "visits.schedule", _to_lead, _lead))
TO_DO.register(Section("inspections.off_site", _("采用非现场核查结果"), "visits.record", _to_decide, _decision))
WAITING.register(Section("inspections.undecided", _("等待各部门决定"), "visits.schedule", _to_be_decided, _deciding))
TO_DO.register(Section("inspections.closing", _("办结检查"), "visits.schedule", _to_close, _closing))

# --- own visits -------------------------------------------------------------------------------------------------------


def _coming(asker: Asker) -> QuerySet[Visit]:
    """Visits on which the member goes."""
    rows = my_visits(asker.member, asker.tenant).filter(state__in=_TO_GO)
    return rows.select_related("object").order_by("ends_on", "pk")


def _going(visit: Visit, desk: Desk) -> Task:
    return Task(_t("到现场检查"), str(visit), visit.get_absolute_url(), _t("打开"), _window(visit, desk))


def _sections(asker: Asker) -> QuerySet[VisitSection]:
    """The member's sections that are not closed, those of visits that ended at the door among them."""
    begun = [ON_SITE, SECTIONS_CLOSING, *AT_THE_DOOR]
    rows = VisitSection.objects.of(asker.tenant).filter(visit__state__in=begun)
    mine = rows.filter(officers__officer__member=asker.member).exclude(state=CLOSED)
    return mine.select_related("visit__object").order_by("visit__ends_on", "pk")


def _section(section: VisitSection, desk: Desk) -> Task:
    if section.visit.state in AT_THE_DOOR:
        visit = section.visit
        return Task(_t("确认本部门未能检查"), str(visit), visit.get_absolute_url(), _t("确认"))
    what = _t("办理检查单（%s）") % section.get_state_display()
    return Task(what, str(section.visit), section.get_absolute_url(), _t("办理"))


TO_DO.register(Section("inspections.my_visits", _("我的检查"), "visits.attend", _coming, _going))


def _unconfirmed(asker: Asker) -> QuerySet[VisitSection]:
    """Sections of visits the department leads that ended at the door, which others have still to confirm."""
    rows = VisitSection.objects.of(asker.tenant).filter(visit__state__in=AT_THE_DOOR, state__in=UNSIGNED)
    rows = rows.filter(visit__department=asker.department).exclude(department=asker.department)
    return rows.select_related("visit__object", "department").order_by("visit__starts_on", "pk")


def _confirming(section: VisitSection, desk: Desk) -> Task:
    visit = section.visit
    what = _t("等待%(department)s确认未能检查") % {"department": section.department}
    return Task(what, str(visit), visit.get_absolute_url(), _t("查看"))


def _held(asker: Asker) -> QuerySet[HeldRecord]:
    """What phones sent too late for the record of the member's sections, and nobody has decided."""
    rows = HeldRecord.objects.of(asker.tenant).filter(decided_at=None)
    mine = SectionOfficer.objects.of(asker.tenant).filter(section=OuterRef("section"), officer__member=asker.member)
    return rows.filter(Exists(mine)).select_related("section__visit__object").order_by("received_at", "pk")


def _deciding_held(held: HeldRecord, desk: Desk) -> Task:
    about = f"{held.section.visit}：{held}"
    return Task(
        _t("核对迟到的现场记录"), about, held.get_absolute_url(), _t("处理"), since=timezone.localdate(held.received_at)
    )


TO_DO.register(Section("inspections.my_sections", _("我的检查单"), "visits.attend", _sections, _section))
TO_DO.register(Section("inspections.held_records", _("待核对的现场记录"), "visits.record", _held, _deciding_held))
WAITING.register(Section("inspections.unconfirmed", _("等待各部门确认"), "visits.schedule", _unconfirmed, _confirming))

# --- findings and orders ----------------------------------------------------------------------------------------------


def _findings(asker: Asker) -> QuerySet[Finding]:
    """Findings of the own department that nobody has handled."""
    rows = Finding.objects.of(asker.tenant).filter(state=OPEN, department=asker.department)
    return rows.select_related("object").order_by("found_at", "pk")


def _finding(finding: Finding, desk: Desk) -> Task:
    about = f"{finding.object}：{finding}"
    return Task(_t("处理发现的问题"), about, finding.get_absolute_url(), _t("处理"))


def _again(revisits: QuerySet[Revisit], about: str) -> QuerySet[Revisit]:
    """Those of the return visits that are about the outer row."""
    return revisits.filter(**{about: OuterRef("pk")})


def _orders(asker: Asker, *rules: str) -> QuerySet:
    """The department's orders, each with its clock, whether it was reported, and how far going again is."""
    reported = Finding.objects.of(asker.tenant).filter(order=OuterRef("pk"), state=EVIDENCE_SUBMITTED)
    rows = open_orders(asker.tenant).filter(department=asker.department)
    rows = rows.annotate(
        is_reported=Exists(reported),
        is_pending=Exists(_again(pending_revisits(asker.tenant), "order")),
        is_seen=Exists(_again(made_revisits(asker.tenant), "order")),
    )
    return timed(rows, *rules)


def _undelivered(asker: Asker) -> QuerySet[CorrectionOrder]:
    """Orders to correct of which nobody has noted that the subject got them."""
    rows = open_orders(asker.tenant).filter(department=asker.department, delivered_on=None)
    return rows.select_related("section__visit__object").order_by("issued_on", "pk")


def _delivery(order: CorrectionOrder, desk: Desk) -> Task:
    about = str(order.section.visit.object)
    return Task(_t("送达责令改正通知书"), about, order.get_absolute_url(), _t("登记"), since=order.issued_on)


def _to_verify(asker: Asker) -> QuerySet[CorrectionOrder]:
    """Orders to correct to be judged: by evidence, after a return visit, or not followed until their day.

    Not those somebody is about to go to.
    """
    ripe = Q(is_reported=True) | Q(is_seen=True) | Q(due_on__lt=asker.today)
    return _orders(asker, VERIFY_RULE.name, CORRECT_RULE.name).filter(ripe, is_pending=False)


def _verification(order: CorrectionOrder, desk: Desk) -> Task:
    row: Any = order
    what, button = _t("复查改正情况"), _t("复查")
    if row.is_seen:
        what, button = _t("复查检查已办结，确认是否改正"), _t("确认")
    elif not row.is_reported:
        what, button = _t("逾期未改正，安排复查检查"), _t("安排")
    return Task(what, str(order.section.visit.object), order.get_absolute_url(), button, desk.clock(order))


def _to_correct(asker: Asker) -> QuerySet[CorrectionOrder]:
    """Orders to correct that the subject still has to follow, or that somebody goes to see."""
    waiting = Q(is_pending=True) | Q(is_reported=False, is_seen=False, due_on__gte=asker.today)
    return _orders(asker, CORRECT_RULE.name, VERIFY_RULE.name).filter(waiting)


def _correction(order: CorrectionOrder, desk: Desk) -> Task:
    row: Any = order
    about, due = str(order.section.visit.object), desk.clock(order)
    what = _t("等待复查检查") if row.is_pending else _t("等待改正")
    return Task(what, about, order.get_absolute_url(), _t("查看"), due, since=order.issued_on)


def _post_case(asker: Asker) -> QuerySet[Finding]:
    """Cases at objects of level 1 after which nobody has looked again, nor is about to (R163)."""
    rows = Finding.objects.of(asker.tenant).filter(state=CASE_FILED, department=asker.department)
    clocks = Clock.objects.of(asker.tenant).filter(rule=POST_CASE_RULE.name, stopped_at=None)
    clocks = clocks.filter(subject_kind=Finding._meta.label_lower, subject_id=Cast(OuterRef("pk"), CharField()))
    rows = rows.filter(Exists(clocks)).exclude(Exists(_again(pending_revisits(asker.tenant), "finding")))
    return timed(rows.select_related("object").order_by("case_closed_on", "pk"), POST_CASE_RULE.name)


def _look_again(finding: Finding, desk: Desk) -> Task:
    about = f"{finding.object}：{finding}"
    return Task(_t("安排案后回查"), about, finding.get_absolute_url(), _t("安排"), desk.clock(finding))


def _cases(asker: Asker) -> QuerySet[Finding]:
    """Cases of the department's findings that have not ended."""
    rows = Finding.objects.of(asker.tenant).filter(state=CASE_FILED, department=asker.department, case_closed_on=None)
    return rows.select_related("object").order_by("case_filed_on", "pk")


def _case(finding: Finding, desk: Desk) -> Task:
    about = f"{finding.object}：{finding}"
    return Task(_t("等待结案"), about, finding.get_absolute_url(), _t("查看"), since=finding.case_filed_on)


TO_DO.register(Section("inspections.findings", _("发现问题"), "findings.handle", _findings, _finding))
TO_DO.register(Section("inspections.deliveries", _("送达文书"), "findings.handle", _undelivered, _delivery))
TO_DO.register(Section("inspections.orders", _("复查改正"), "findings.handle", _to_verify, _verification))
TO_DO.register(Section("inspections.post_case", _("案后回查"), "visits.schedule", _post_case, _look_again))
WAITING.register(Section("inspections.corrections", _("等待改正"), "findings.handle", _to_correct, _correction))
WAITING.register(Section("inspections.cases", _("等待结案"), "findings.handle", _cases, _case))
