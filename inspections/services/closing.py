"""A section's result, its publication, its end: each by its own officers alone (R102; DOMAIN 5.2 nos. 20, 21, 28)."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from inspections.models import VisitSection
from inspections.queries.findings import standing_findings
from inspections.queries.records import failing_points
from inspections.results import WITH_PROBLEM, FollowUp, PublicationChoice, VisitResult
from inspections.services.ledgers import tell_clean_after_all, tell_closed_section
from inspections.services.open_results import owe_corrected_result, owe_result
from inspections.services.records import RecordRefused, open_section
from inspections.services.revisits import conclude_post_case
from inspections.states import (
    AT_THE_DOOR,
    OPEN,
    PUBLICATION_DECIDED,
    REFUSED_SIGNATURE,
    RESULT_SET,
    SECTION_WORKFLOW,
    SIGNED,
)
from tenancy.models import Member


@dataclass(frozen=True)
class Outcome:
    """A department's result of the catalogue, what follows, and a remark."""

    result: str
    follow_up: str
    note: str = ""


@transaction.atomic
def set_result(section: VisitSection, outcome: Outcome, *, actor: Member) -> VisitSection:
    """Choose the result from the catalogue (5.2 no. 20); it must fit what was recorded.

    Raises `RecordRefused` where points failed and no finding says so, or a problem is claimed without a finding.
    """
    locked = open_section(section, actor, states=(SIGNED, REFUSED_SIGNATURE))
    _check_result(locked, outcome)
    locked.update(
        result=outcome.result,
        follow_up=outcome.follow_up,
        result_note=outcome.note.strip(),
        result_by=actor,
    )
    return SECTION_WORKFLOW.take(locked, "set_result", actor=actor, note=str(VisitResult(outcome.result).label))


def _check_result(section: VisitSection, outcome: Outcome) -> None:
    if outcome.result not in VisitResult.values:
        raise RecordRefused(_("请从检查结果目录中选择。"), field="result")
    if outcome.follow_up not in FollowUp.values:
        raise RecordRefused(_("请选择后续处理。"), field="follow_up")
    findings = standing_findings(section).count()
    if outcome.result in WITH_PROBLEM and not findings:
        raise RecordRefused(_("结果是发现问题的，请先在检查单里登记发现的问题。"), field="result")
    if outcome.result == VisitResult.NO_PROBLEM and findings:
        raise RecordRefused(
            _("检查单已登记%(count)d个问题，结果不能是“未发现问题”。") % {"count": findings}, field="result"
        )
    failing = failing_points(section)
    if outcome.result == VisitResult.NO_PROBLEM and failing:
        words = {"count": len(failing), "first": str(failing[0].entry)}
        raise RecordRefused(
            _("有%(count)d个要点不合格（如“%(first)s”），结果不能是“未发现问题”，请先登记问题。") % words,
            field="result",
        )


@transaction.atomic
def decide_publication(section: VisitSection, *, choice: str, note: str, actor: Member) -> VisitSection:
    """Publish, or announce that an exemption will be asked for with its ground: a tick alone keeps nothing back."""
    locked = open_section(section, actor, states=(RESULT_SET,))
    if choice not in PublicationChoice.values:
        raise RecordRefused(_("请选择公示，或者公示前申请不予公示。"), field="choice")
    if choice == PublicationChoice.REQUEST_EXEMPTION and not note.strip():
        raise RecordRefused(_("申请不予公示的，请写明理由；批准前仍计算公示期限。"), field="note")
    locked.update(publication=choice, publication_note=note.strip())
    return SECTION_WORKFLOW.take(locked, "decide_publication", actor=actor, note=note)


@transaction.atomic
def close_section(section: VisitSection, *, actor: Member) -> VisitSection:
    """Close the department's own section, which then owes the public its result (R118); others stay as they are.

    The ledgers of credit and risk are told (R110). Raises `RecordRefused` while a finding has no handling.
    """
    locked = open_section(section, actor, states=(PUBLICATION_DECIDED,))
    check_handled(locked)
    locked.update(closed_by=actor, closed_at=timezone.now())
    owe_result(locked, actor=actor)
    SECTION_WORKFLOW.take(locked, "close_section", actor=actor)
    tell_closed_section(locked, actor=actor)
    conclude_post_case(locked)
    return locked


def check_handled(section: VisitSection) -> None:
    """Raise `RecordRefused` while a finding of the section has no handling."""
    untouched = section.findings.filter(state=OPEN)
    if untouched.exists():
        words = {"count": untouched.count(), "first": untouched.first()}
        raise RecordRefused(_("还有%(count)d个问题没有处理（如“%(first)s”），请先责令改正或作其他处理。") % words)


@transaction.atomic
def correct_result(section: VisitSection, *, reason: str, actor: Member) -> VisitSection:
    """Bring a closed section's result in line with the findings that still stand; the public text is owed anew.

    With no finding left it says that none was found, and why it said otherwise; that nobody was let in stands without
    any. What is public is corrected by an entry, through the same duty as the first time; a result lawfully kept back
    stays back.
    """
    rests_on_findings = section.result in WITH_PROBLEM and section.visit.state not in AT_THE_DOOR
    if rests_on_findings and not standing_findings(section).exists():
        note = _("更正：所列问题已撤销（%s）。") % reason
        section.update(result=VisitResult.NO_PROBLEM, result_note=f"{section.result_note}{note}"[:1000])
        tell_clean_after_all(section, actor=actor)
    owe_corrected_result(section, reason=_("撤销所列问题：%s") % reason, actor=actor)
    return section
