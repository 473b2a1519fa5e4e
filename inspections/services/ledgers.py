"""What visits tell the ledgers below: credit events and risk signals, each once, taken back by an entry (R110, R160).

A finding speaks once its section is closed: the record is signed and the result set, so it is verified (5.2 nos. 38,
41). What is handled later speaks when it is done. Departments that found one fact together share its mark (5.2 no. 43).
"""

from django.utils import timezone
from django.utils.translation import gettext as _

from credit.models import EventKind
from credit.services import Happened, record_event, reverse_events
from credit.services import Source as CreditSource
from inspections.models import Finding, VisitSection
from inspections.queries.findings import standing_findings
from inspections.results import Severity, VisitResult
from registry.services.follow_ups import meet_first_checks
from risk.models import SignalKind
from risk.services import Seen, record_signal, reverse_signals
from risk.services import Source as RiskSource
from tenancy.models import Member

SECTION, FINDING = "inspections.section", "inspections.finding"
WEIGHTS = {Severity.MINOR: 1, Severity.GENERAL: 3, Severity.SERIOUS: 4}
"""How grave a signal is, 1–5."""


def tell_closed_section(section: VisitSection, *, actor: Member) -> None:
    """Tell what a department's closed section came to: no problem, its problems, or that the check was obstructed.

    The first check that an approval asked for is thereby made, and its result flows back (R054).
    """
    _meet_first_checks(section, actor)
    findings = list(standing_findings(section).select_related("object", "department", "entry"))
    for finding in findings:
        _tell_problem(finding, actor)
    if section.result == VisitResult.NO_PROBLEM and not findings:
        _tell_section(section, EventKind.NO_PROBLEM, actor)
    if section.result == VisitResult.NOT_COOPERATING:
        _tell_section(section, EventKind.REFUSED, actor)


def _meet_first_checks(section: VisitSection, actor: Member) -> None:
    visit = section.visit
    words = {"number": visit.number, "result": section.get_result_display(), "note": section.result_note}
    meet_first_checks(
        visit.object,
        section.department,
        on=timezone.localdate(visit.arrived_at or section.closed_at),
        result=_("%(number)s检查结果：%(result)s。%(note)s") % words,
        actor=actor,
    )


def tell_handled(finding: Finding, kind: EventKind, *, actor: Member) -> None:
    """Tell what became of a finding: corrected, not corrected, a case filed."""
    record_event(
        finding.object,
        Happened(kind, timezone.localdate(), finding.fact),
        _credit_source(finding),
        department=finding.department,
        actor=actor,
    )


def take_back(finding: Finding, *, reason: str, actor: Member) -> None:
    """Take back everything that was told of a finding."""
    today, words = timezone.localdate(), _("问题已撤销：%s") % reason
    reverse_events(finding.tenant, _credit_source(finding), reason=words, on=today, actor=actor)
    source = RiskSource(FINDING, number_of(finding), finding.get_absolute_url())
    reverse_signals(finding.tenant, source, reason=words, on=today, actor=actor)


def tell_clean_after_all(section: VisitSection, *, actor: Member) -> None:
    """A closed section all of whose findings were withdrawn speaks for the object."""
    _tell_section(section, EventKind.NO_PROBLEM, actor)


def number_of(finding: Finding) -> str:
    """The number a finding goes by in the ledgers: its visit's, and its own."""
    return f"{finding.section.visit.number}-{finding.pk}"


def _tell_problem(finding: Finding, actor: Member) -> None:
    """A spared minor one is no credit event, as the law spares it; it stays a sign for planners."""
    seen_on = timezone.localdate(finding.found_at)
    if not finding.is_spared:
        record_event(
            finding.object,
            Happened(EventKind.PROBLEM, seen_on, finding.fact),
            _credit_source(finding),
            department=finding.department,
            actor=actor,
        )
    record_signal(
        finding.object,
        Seen(SignalKind.FINDING, WEIGHTS[Severity(finding.severity)], seen_on, finding.fact, finding.section.domain),
        RiskSource(FINDING, number_of(finding), finding.get_absolute_url()),
        department=finding.department,
        actor=actor,
    )


def _tell_section(section: VisitSection, kind: EventKind, actor: Member) -> None:
    visit = section.visit
    number = f"{visit.number}-{section.department.short_name or section.department.name}"
    record_event(
        visit.object,
        Happened(kind, timezone.localdate(visit.arrived_at or section.closed_at), section.content),
        CreditSource(SECTION, number, section.get_absolute_url(), f"visit:{visit.pk}"),
        department=section.department,
        actor=actor,
    )


def _credit_source(finding: Finding) -> CreditSource:
    return CreditSource(FINDING, number_of(finding), finding.get_absolute_url(), _fact_of(finding))


def _fact_of(finding: Finding) -> str:
    """The mark of the fact: departments that asked the same thing on one visit found one fact."""
    entry = finding.entry
    if entry is None:
        return ""
    asked = f"fact:{entry.fact_id}" if entry.fact_id else f"entry:{entry.pk}"
    return f"visit:{finding.section.visit_id}:{asked}"
