"""A finding goes to another department as a clue, beside the own handling or instead of it (R103, R130, R131)."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from clues.models import Clue, SourceKind
from clues.services import Package, Source, raise_clue
from clues.states import RETURNED, WITHDRAWN
from inspections.models import Evidence, Finding
from inspections.queries.findings import clues_of_finding
from inspections.services.findings import FindingRefused
from inspections.states import FINDING_WITHDRAWN, FINDING_WORKFLOW
from tenancy.models import Department, Member


@dataclass(frozen=True)
class Handing:
    """Why a finding is another department's, on what basis, how urgent; `leaves`: the own part is done."""

    reason: str
    basis: str = ""
    is_urgent: bool = False
    leaves: bool = False


@transaction.atomic
def hand_over_finding(finding: Finding, to: Department, handing: Handing, *, actor: Member) -> Clue:
    """Raise a clue from the finding, with the evidence of its section by name and hash; one for each department.

    Raises `FindingRefused` for another department's finding, `ClueRefused` as `raise_clue` does, and `MoveRefused` when
    the own department wants to leave a finding that it has begun to handle.
    """
    if not actor.may("clues.raise", finding):
        raise FindingRefused(_("由%s有权限的人员移送。") % finding.department)
    if finding.state == FINDING_WITHDRAWN:
        raise FindingRefused(_("这个问题已经撤销，不能移送。确属其他部门职责的，请重新登记问题后移送。"))
    package = Package(
        matter=finding.section.content,
        fact=finding.fact,
        reason=handing.reason,
        basis=handing.basis,
        evidence=_evidence_of(finding),
        is_urgent=handing.is_urgent,
    )
    visit = finding.section.visit
    source = Source(SourceKind.FINDING, str(finding.pk), f"{visit.number} {visit.title}", finding.get_absolute_url())
    clue = raise_clue(finding.object, package, source, sender=finding.department, to=to, actor=actor)
    if handing.leaves:
        finding.copied_to = to
        finding.save(update_fields=["copied_to"])
        FINDING_WORKFLOW.take(finding, "copy_finding", actor=actor, note=handing.reason)
    return clue


def _evidence_of(finding: Finding) -> list[dict[str, str]]:
    rows = Evidence.objects.of(finding.tenant_id).filter(section=finding.section_id).order_by("number")
    return [{"what": str(one), "sha256": one.sha256} for one in rows]


@transaction.atomic
def take_back_finding(finding: Finding, *, actor: Member, note: str) -> Finding:
    """Handle a finding after all that was left to another department, once none of its clues stands.

    Raises `FindingRefused` while a department has one, `MoveRefused` without a reason.
    """
    standing = clues_of_finding(finding).exclude(state__in=(RETURNED, WITHDRAWN)).first()
    if standing is not None:
        words = {"number": standing.number, "department": standing.to_department, "state": standing.get_state_display()}
        raise FindingRefused(
            _("%(number)s在%(department)s（%(state)s），不能收回。对方退回后，才能收回由本部门处理。") % words
        )
    FINDING_WORKFLOW.take(finding, "take_back_finding", actor=actor, note=note)
    finding.copied_to = None
    finding.save(update_fields=["copied_to"])
    return finding
