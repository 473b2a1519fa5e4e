"""Findings and what follows: order to correct, evidence, verification, settlement, case (R078–R081, R106)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.attachments import store
from common.clocks import rules, running
from common.due import Unit
from common.exports import request_document
from common.models.clocks import SourceTag
from common.refusals import Refused
from credit.models import EventKind
from inspections.models import CorrectionOrder, Finding, VisitSection
from inspections.queries.findings import AWAITING, penalised_elsewhere, penalty_words
from inspections.queries.revisits import Stand, judged_states, open_revisit, stand_of
from inspections.results import HEAVY, PUNITIVE, Handling, RevisitOutcome, Severity, handlings_for
from inspections.services.closing import correct_result
from inspections.services.ledgers import take_back, tell_handled
from inspections.services.records import open_section, sent_before
from inspections.services.revisits import POST_CASE_RULE
from inspections.states import (
    CLOSED,
    CORRECTION_ORDERED,
    FINDING_WORKFLOW,
    OPEN,
    PUBLICATION_DECIDED,
    RECORDED,
    REFUSED_SIGNATURE,
    RESULT_SET,
    SIGNED,
)
from items.models import ChecklistEntry
from registry.models import SupervisedObject
from tenancy.audit import record
from tenancy.models import Member

CORRECT_RULE = rules.register(
    rules.ClockRule(
        "inspections.correct",
        gettext_lazy("责令改正"),
        Unit.DAY,
        15,
        SourceTag.COMMON,
        gettext_lazy("改正期限由责令改正通知书写明"),
    )
)
VERIFY_RULE = rules.register(
    rules.ClockRule(
        "inspections.verify",
        gettext_lazy("复查改正情况"),
        Unit.WORKING_DAY,
        10,
        SourceTag.COMMON,
        gettext_lazy("收到改正材料后复查的期限，由各地确认"),
    )
)
WRITABLE = (OPEN, RECORDED, SIGNED, REFUSED_SIGNATURE, RESULT_SET, PUBLICATION_DECIDED)


class FindingRefused(Refused):
    """Something may not be done with a finding; the sentence says why and what to do."""


@dataclass(frozen=True)
class Problem:
    """What was found: the fact, the law it breaks, how serious, at which point of the checklist."""

    fact: str
    basis: str
    severity: str
    entry: ChecklistEntry | None = None


@dataclass(frozen=True)
class Demand:
    """An order to correct: what is demanded, on what basis, until when."""

    demands: str
    basis: str
    due_on: date


@dataclass(frozen=True)
class Case:
    """Under which number a case is filed, who takes it over, and what sets its facts apart from another's.

    `measure` is the heavy one that the inspectors propose, with its `basis`; empty leaves it to the case unit.
    """

    number: str
    unit: str
    why_separate: str = ""
    measure: str = ""
    basis: str = ""


@dataclass(frozen=True)
class Settlement:
    """How a finding is handled on the spot; `why_spared` where a first minor one is let off (R079)."""

    handling: str
    note: str
    basis: str = ""
    why_spared: str = ""


@transaction.atomic
def add_finding(section: VisitSection, problem: Problem, *, actor: Member, device_key: UUID | None = None) -> Finding:
    """Put a problem on record, by an officer of the section until it is closed. Raises `RecordRefused`."""
    known = sent_before(Finding, section, device_key)
    if known is not None:
        return known
    locked = open_section(section, actor, states=WRITABLE)
    if problem.severity not in Severity.values:
        raise FindingRefused(_("请选择问题的程度。"), field="severity")
    if not problem.fact.strip() or not problem.basis.strip():
        raise FindingRefused(_("请写明事实和依据的法律条款。"), field=("fact", "basis"))
    finding = Finding.objects.of(locked.tenant_id).create(
        section=locked,
        department=locked.department,
        object=locked.visit.object,
        entry=problem.entry,
        fact=problem.fact.strip(),
        basis=problem.basis.strip(),
        severity=problem.severity,
        found_by=actor,
        found_at=timezone.now(),
        device_key=device_key,
    )
    record(actor, "inspections.add_finding", finding)
    return finding


# --- correction -----------------------------------------------------------------------------------------------------


@transaction.atomic
def order_correction(
    section: VisitSection, findings: Sequence[Finding], demand: Demand, *, actor: Member
) -> CorrectionOrder:
    """Order the subject to correct `findings` of the section until a day; the order becomes a paper, a clock runs.

    Raises `FindingRefused`: nothing chosen, a finding of another section, a day that has passed.
    """
    today = timezone.localdate()
    if not findings or any(finding.section_id != section.pk for finding in findings):
        raise FindingRefused(_("请选择本检查单里待处理的问题。"), field="findings")
    if demand.due_on <= today:
        raise FindingRefused(_("改正期限须晚于今天。"), field="due_on")
    if not demand.demands.strip() or not demand.basis.strip():
        raise FindingRefused(_("请写明改正要求和法律依据。"), field=("demands", "basis"))
    order = CorrectionOrder.objects.of(section.tenant_id).create(
        section=section,
        department=section.department,
        demands=demand.demands.strip(),
        basis=demand.basis.strip(),
        issued_on=today,
        due_on=demand.due_on,
        issued_by=actor,
    )
    for finding in findings:
        FINDING_WORKFLOW.take(finding, "order_correction", actor=actor)
        finding.update(order=order, handling=Handling.CORRECTION)
    _set_due(order, demand.due_on)
    request_document("inspections.correction_order", order, actor=actor)
    return order


@transaction.atomic
def deliver_order(
    order: CorrectionOrder, *, way: str, received_by: str, delivered_on: date, actor: Member
) -> CorrectionOrder:
    """Note how and to whom the order was delivered; the receipt becomes a paper."""
    _check_handler(order, actor)
    if order.delivered_on is not None:
        raise FindingRefused(_("已经登记送达。"))
    if not received_by.strip():
        raise FindingRefused(_("请写明签收人；留置送达的，写明见证人。"), field="received_by")
    if not order.issued_on <= delivered_on <= timezone.localdate():
        raise FindingRefused(_("送达日期须在责令之日与今天之间。"), field="delivered_on")
    order.update(delivery_way=way, received_by=received_by.strip(), delivered_on=delivered_on)
    record(actor, "inspections.deliver_order", order)
    request_document("inspections.delivery_receipt", order, actor=actor)
    return order


@transaction.atomic
def submit_correction(order: CorrectionOrder, *, text: str, files: Sequence[File], actor: Member) -> CorrectionOrder:
    """Take in what the subject says and shows about its corrections; its clock stops, that of verifying starts."""
    _check_handler(order, actor)
    waiting = list(order.findings.filter(state=CORRECTION_ORDERED))
    if not waiting:
        raise FindingRefused(_("没有等待改正的问题。请刷新页面查看。"))
    if not text.strip():
        raise FindingRefused(_("请写明改正情况。"), field="text")
    now = timezone.now()
    order.update(evidence=text.strip(), evidence_at=now)
    for file in files:
        store(file, order, actor=actor)
    for finding in waiting:
        FINDING_WORKFLOW.take(finding, "submit_correction", actor=actor)
    running.stop_running(CORRECT_RULE.name, order)
    running.start(VERIFY_RULE.name, order, at=now)
    return order


@transaction.atomic
def verify_correction(order: CorrectionOrder, *, text: str, actor: Member) -> CorrectionOrder:
    """Find everything corrected, by its evidence or by a return visit; the findings are closed, the clocks stop.

    Raises `FindingRefused` while a return visit is under way, and without evidence where nobody has looked again.
    """
    for finding in _verify(order, text, actor, RevisitOutcome.CORRECTED):
        FINDING_WORKFLOW.take(finding, "verify_correction", actor=actor, note=text)
        FINDING_WORKFLOW.take(finding, "close_finding", actor=actor)
        finding.update(closed_at=timezone.now())
        tell_handled(finding, EventKind.CORRECTED, actor=actor)
    return order


@transaction.atomic
def fail_correction(order: CorrectionOrder, *, text: str, due_on: date, actor: Member) -> CorrectionOrder:
    """Find it not corrected; a new day is set and the clock runs again, or a case is filed after that (R078).

    Raises `FindingRefused` as `verify_correction` does; that nobody was met on the return visit is enough here.
    """
    today = timezone.localdate()
    if due_on <= today:
        raise FindingRefused(_("新的改正期限须晚于今天。"), field="due_on")
    for finding in _verify(order, text, actor, RevisitOutcome.NOT_CORRECTED):
        FINDING_WORKFLOW.take(finding, "fail_correction", actor=actor, note=text)
        tell_handled(finding, EventKind.NOT_CORRECTED, actor=actor)
    _set_due(order, due_on)
    return order


def _set_due(order: CorrectionOrder, wanted: date) -> None:
    """Start the clock; a last day that is no working day moves on, and the order says so (5.2 no. 30)."""
    length = (wanted - timezone.localdate()).days
    clock = running.start(CORRECT_RULE.name, order, at=timezone.now(), length=length)
    order.update(due_on=clock.due_on or wanted)


def _verify(order: CorrectionOrder, text: str, actor: Member, outcome: RevisitOutcome) -> list[Finding]:
    """The findings to be judged, by evidence or by a return visit; the verification is kept with the order."""
    _check_handler(order, actor)
    revisit = open_revisit(order)
    stand = stand_of(revisit)
    if revisit is not None and stand == Stand.PENDING:
        words = _("已安排复查检查（%s），请先由检查人员办结本部门检查单，再确认改正情况；不再复查的，请取消那次检查。")
        raise FindingRefused(words % revisit.visit.number)
    found = list(order.findings.filter(state__in=judged_states(stand, outcome)))
    if not found:
        raise FindingRefused(_("没有等待复查的改正材料，也没有办结的复查检查。请先登记改正材料，或者安排复查检查。"))
    if not text.strip():
        raise FindingRefused(_("请写明复查情况。"), field="text")
    order.update(verified_on=timezone.localdate(), verified_by=actor, verification=text.strip())
    if revisit is not None:
        revisit.update(outcome=outcome if stand == Stand.SEEN else RevisitOutcome.IN_VAIN)
    _stop_clocks(order)
    return found


def _stop_clocks(order: CorrectionOrder) -> None:
    for rule in (CORRECT_RULE, VERIFY_RULE):
        running.stop_running(rule.name, order)


def _let_go(order: CorrectionOrder | None) -> None:
    """Nothing of the order may be left to wait for: its clocks stop."""
    if order is not None and not order.findings.filter(state__in=AWAITING).exists():
        _stop_clocks(order)


def _check_handler(order: CorrectionOrder, actor: Member) -> None:
    if not actor.may("findings.handle", order):
        raise FindingRefused(_("由%s有权限的人员办理。") % order.department)


# --- other ways -----------------------------------------------------------------------------------------------------


@transaction.atomic
def settle_finding(finding: Finding, settlement: Settlement, *, actor: Member) -> Finding:
    """Handle a finding on the spot: guidance, interview, warning, recall (R078–R080).

    Raises `FindingRefused`: a measure the severity does not allow, a penalty, which needs a case, sparing what is not
    minor.
    """
    if settlement.handling in HEAVY:
        raise FindingRefused(
            _("“%(handling)s”属于行政处罚，不能当场处理办结。请登记立案，由办案机构经法制审核后作出决定。")
            % {"handling": Handling(settlement.handling).label},
            field="handling",
        )
    _check_severity(finding, settlement.handling, handlings_for(finding.severity), "handling")
    if settlement.why_spared.strip() and finding.severity != Severity.MINOR:
        raise FindingRefused(_("只有轻微违法可以从轻或免予处罚。"), field="why_spared")
    FINDING_WORKFLOW.take(finding, "settle_finding", actor=actor, note=settlement.note)
    finding.update(
        handling=settlement.handling,
        handling_basis=settlement.basis.strip(),
        handling_note=settlement.note.strip(),
        is_spared=bool(settlement.why_spared.strip()),
        why_spared=settlement.why_spared.strip(),
        closed_at=timezone.now(),
    )
    return finding


def _check_severity(finding: Finding, measure: str, allowed: Sequence[str], field: str) -> None:
    if measure not in allowed:
        words = {"severity": finding.get_severity_display()}
        raise FindingRefused(_("程度“%(severity)s”的问题不能采取这种处理方式，请从轻选择。") % words, field=field)


@transaction.atomic
def file_case(finding: Finding, case: Case, *, actor: Member) -> Finding:
    """Hand the finding to a case unit under its number; the letter with the list of evidence becomes a paper.

    Raises `FindingRefused` without number or unit, for a measure that the severity does not allow or a punitive one
    without basis (R081), and, unless it says what sets the facts apart, where another department has a case on the same
    fact: one act is not fined twice (行政处罚法 第二十九条).
    """
    if not case.number.strip():
        raise FindingRefused(_("请填写立案号。"), field="case_number")
    if not case.unit.strip():
        raise FindingRefused(_("请写明接收案件的办案机构。"), field="case_unit")
    if case.measure:
        _check_severity(finding, case.measure, HEAVY if finding.severity == Severity.SERIOUS else (), "measure")
    if case.measure in PUNITIVE and not case.basis.strip():
        raise FindingRefused(_("惩罚性措施须写明国家规定的法律依据。"), field="basis")
    other = _first_penalised(finding)
    if other is not None and not case.why_separate.strip():
        raise FindingRefused(
            _(
                "%(other)s。同一个违法行为不得给予两次以上罚款（《行政处罚法》第二十九条）："
                "请先与该部门商定由一个部门处罚，或者抄告该部门；确属不同违法行为的，请写明区别。"
            )
            % {"other": penalty_words(other)},
            field="why_separate",
        )
    finding.update(
        case_number=case.number.strip(),
        case_unit=case.unit.strip(),
        case_filed_on=timezone.localdate(),
        why_separate=case.why_separate.strip(),
        handling=case.measure or finding.handling,
        handling_basis=case.basis.strip() or finding.handling_basis,
    )
    FINDING_WORKFLOW.take(finding, "file_case", actor=actor, note=f"{case.number} {case.why_separate}".strip())
    request_document("inspections.case_handover", finding, actor=actor)
    tell_handled(finding, EventKind.CASE_FILED, actor=actor)
    _let_go(finding.order)
    return finding


def _first_penalised(finding: Finding) -> Finding | None:
    """Another department's penalty for the same fact; two that ask at once wait for each other at the object."""
    SupervisedObject.objects.of(finding.tenant_id).select_for_update().get(pk=finding.object_id)
    return penalised_elsewhere(finding).first()


@transaction.atomic
def withdraw_finding(finding: Finding, *, reason: str, actor: Member) -> Finding:
    """Take a finding back because it was wrong; the ledgers and, once its section is closed, the public are corrected.

    Another person than the one who found it decides. Raises `FindingRefused` for that person.
    """
    if finding.found_by_id == actor.pk:
        raise FindingRefused(_("发现人不能撤销自己登记的问题，请由本部门另一名有权限的人员核实后办理。"), field="note")
    FINDING_WORKFLOW.take(finding, "withdraw_finding", actor=actor, note=reason)
    finding.update(closed_at=timezone.now())
    _let_go(finding.order)
    running.stop_running(POST_CASE_RULE.name, finding)
    take_back(finding, reason=reason, actor=actor)
    section = finding.section
    if section.state == CLOSED:
        correct_result(section, reason=reason, actor=actor)
    return finding
