"""Off site first: looked at from afar, then settled, or on to an on-site visit for a reason (R105)."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.refusals import Refused
from inspections.models import OffSiteCheck, Visit, VisitSection
from inspections.results import WITH_PROBLEM, FollowUp, PublicationChoice, RecordTechnique, VisitResult
from inspections.services.ledgers import tell_closed_section
from inspections.services.open_results import owe_result
from inspections.states import SECTION_WORKFLOW, VISIT_WORKFLOW
from items.attributes import Technique
from tenancy.models import Member

_TECHNIQUES = {Technique.DOCUMENTS: RecordTechnique.DOCUMENTS}
"""How the record form names what was done; whatever is not about papers is done over the network."""


class OffSiteRefused(Refused):
    """An off-site check may not be kept as it is; the sentence says why."""


@transaction.atomic
def record_off_site(
    check: OffSiteCheck, *, why_on_site: str = "", result: str = VisitResult.NO_PROBLEM, actor: Member
) -> Visit:
    """Keep the unsaved check of its visit: enough, and nobody goes there; else the visit waits for approval.

    Where it was enough every section is closed with `result` and owes the public its text (R102, R118). Raises
    `OffSiteRefused`: nothing written, a day to come, no reason to go on site, a result that has to be verified there;
    `MoveRefused` for a visit that is not to be checked off site now.
    """
    _look_over(check, why_on_site, result)
    visit = check.visit
    move = "settle_off_site" if check.is_enough else "need_on_site"
    VISIT_WORKFLOW.take(visit, move, actor=actor, note=check.text if check.is_enough else why_on_site)
    check.tenant_id, check.done_by = visit.tenant_id, actor
    check.save(force_insert=True)
    if check.is_enough:
        visit.closed_at = timezone.now()
        _close_sections(check, result, actor)
    else:
        visit.why_on_site = why_on_site.strip()
    visit.save(update_fields=["closed_at", "why_on_site"])
    return visit


def _look_over(check: OffSiteCheck, why_on_site: str, result: str) -> None:
    if not check.text.strip():
        raise OffSiteRefused(_("请写明检查情况。"), field="text")
    if check.done_on > timezone.localdate():
        raise OffSiteRefused(_("检查日期不能晚于今天。"), field="done_on")
    if not check.is_enough and not why_on_site.strip():
        raise OffSiteRefused(
            _("非现场检查能达到目的的，原则上不再现场检查。确需到现场的，请写明理由。"), field="why_on_site"
        )
    if check.is_enough and result in WITH_PROBLEM:
        raise OffSiteRefused(_("非现场检查发现问题的，请选择“确需现场检查”，到现场核实后登记问题。"), field="result")


def _close_sections(check: OffSiteCheck, result: str, actor: Member) -> None:
    """The lead's section by its own check; the other departments' by taking over its result, as the record says."""
    visit = check.visit
    own = _TECHNIQUES.get(Technique(check.technique), RecordTechnique.NETWORK)
    for section in visit.sections.select_related("visit__object", "visit__tenant", "department", "tenant"):
        is_lead = section.department_id == visit.department_id
        section.techniques = [own if is_lead else RecordTechnique.OTHERS_RESULT]
        section.account = check.text if is_lead else _taken_over(visit, check)
        _close(section, check, result, actor)
        if is_lead:
            tell_closed_section(section, actor=actor)


def _taken_over(visit: Visit, check: OffSiteCheck) -> str:
    words = {"lead": visit.department, "day": check.done_on, "text": check.text}
    return _("采用%(lead)s%(day)s非现场检查的结果：%(text)s") % words


def _close(section: VisitSection, check: OffSiteCheck, result: str, actor: Member) -> None:
    section.recorded_at = section.closed_at = timezone.now()
    section.result, section.follow_up, section.publication = result, FollowUp.NONE, PublicationChoice.PUBLISH
    section.result_by = section.closed_by = actor
    section.save()
    SECTION_WORKFLOW.take(section, "settle_section", actor=None, note=str(check))
    owe_result(section, actor=actor)
