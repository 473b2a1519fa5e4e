"""Off site first: looked at from afar; each department says for itself whether that is enough (R102, R105)."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.clocks import rules, running
from common.due import Unit
from common.models.clocks import SourceTag
from common.refusals import Refused
from inspections.models import OffSiteCheck, OffSiteDecision, Visit, VisitSection
from inspections.queries.visits import undecided_sections
from inspections.results import WITH_PROBLEM, FollowUp, PublicationChoice, RecordTechnique, VisitResult
from inspections.services.ledgers import tell_closed_section
from inspections.services.open_results import owe_result
from inspections.states import ADOPTING, OPEN, SECTION_WORKFLOW, VISIT_WORKFLOW
from items.attributes import Technique
from tenancy.audit import record
from tenancy.models import Member

_TECHNIQUES = {Technique.DOCUMENTS: RecordTechnique.DOCUMENTS}
"""How the record form names what was done; whatever is not about papers is done over the network."""
REASONS_LENGTH = 300


DECIDE_RULE = rules.register(
    rules.ClockRule(
        "inspections.decide_off_site",
        gettext_lazy("决定是否采用非现场核查结果"),
        Unit.WORKING_DAY,
        3,
        SourceTag.COMMON,
        gettext_lazy("牵头部门提出非现场核查结果后，其他部门决定的期限，由各地确认"),
    )
)


class OffSiteRefused(Refused):
    """An off-site check, or what a department makes of it, may not be kept as it is; the sentence says why."""


# --- the lead looks from afar ---------------------------------------------------------------------------------------


@transaction.atomic
def record_off_site(
    check: OffSiteCheck, *, why_on_site: str = "", result: str = VisitResult.NO_PROBLEM, actor: Member
) -> Visit:
    """Keep the unsaved check of its visit: enough for the lead, or the visit waits for approval.

    Where it was enough the lead's own section is closed with `result` and owes the public its text (R102, R118); the
    other departments decide for theirs, and without any the visit is settled. Raises `OffSiteRefused`: nothing
    written, a day to come, no reason to go on site, a result that has to be verified there; `MoveRefused` for a visit
    that is not to be checked off site now.
    """
    _look_over(check, why_on_site, result)
    visit = check.visit
    others = visit.sections.exclude(department=visit.department_id)
    enough = "offer_off_site" if others.exists() else "settle_off_site"
    VISIT_WORKFLOW.take(
        visit,
        enough if check.is_enough else "need_on_site",
        actor=actor,
        note=check.text if check.is_enough else why_on_site,
    )
    check.tenant_id, check.done_by = visit.tenant_id, actor
    check.result = result if check.is_enough else ""
    check.save(force_insert=True)
    if check.is_enough:
        _close_own(check, actor)
        _ask_others(visit)
    else:
        visit.update(why_on_site=why_on_site.strip())
    return visit


def _ask_others(visit: Visit) -> None:
    """A clock for every department that has still to decide."""
    for section in undecided_sections(visit):
        running.start(DECIDE_RULE.name, section, at=timezone.now())


def stop_deciding(visit: Visit) -> None:
    """Nobody need decide any more: the visit is called off."""
    for section in visit.sections.filter(state=OPEN, off_site_decision=None):
        running.stop_running(DECIDE_RULE.name, section, is_void=True)


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


def _close_own(check: OffSiteCheck, actor: Member) -> None:
    """The lead's section alone, which speaks for the object; the visit too where nobody else takes part."""
    visit = check.visit
    rows = visit.sections.select_related("visit__object", "visit__tenant", "department", "tenant")
    for section in rows.filter(department=visit.department_id):
        section.techniques = [_TECHNIQUES.get(Technique(check.technique), RecordTechnique.NETWORK)]
        section.account = check.text
        _decide(section, check, actor)
        _close(section, check, actor)
        tell_closed_section(section, actor=actor)
    if visit.state != ADOPTING:
        visit.update(closed_at=timezone.now())


def _close(section: VisitSection, check: OffSiteCheck, actor: Member) -> None:
    section.recorded_at = section.closed_at = timezone.now()
    section.result, section.follow_up, section.publication = check.result, FollowUp.NONE, PublicationChoice.PUBLISH
    section.result_by = section.closed_by = actor
    section.save()
    SECTION_WORKFLOW.take(section, "settle_section", actor=actor, note=str(check))
    owe_result(section, actor=actor)


# --- the others decide ----------------------------------------------------------------------------------------------


@transaction.atomic
def adopt_off_site(section: VisitSection, *, actor: Member) -> VisitSection:
    """The department relies on the lead's check: its own section is closed with that result, as its account says.

    It owes the public its text, and tells the ledgers nothing: the one who looked has. With the last decision the
    visit is settled, or goes on for those who did not adopt. Raises `OffSiteRefused`: another department's section,
    nothing to decide.
    """
    locked, check = _to_decide(section, actor)
    words = {"lead": locked.visit.department, "day": check.done_on, "text": check.text}
    locked.techniques = [RecordTechnique.OTHERS_RESULT]
    locked.account = _("采用%(lead)s%(day)s非现场检查的结果：%(text)s") % words
    _decide(locked, check, actor)
    _close(locked, check, actor)
    _conclude(locked.visit)
    return locked


@transaction.atomic
def decline_off_site(section: VisitSection, *, reason: str, actor: Member) -> VisitSection:
    """The department does not rely on the lead's check: its own section stays open for a visit on site (R105).

    Raises `OffSiteRefused` without a reason, and as `adopt_off_site` does.
    """
    locked, check = _to_decide(section, actor)
    if not reason.strip():
        raise OffSiteRefused(_("不采用非现场核查结果的，请写明须到现场的理由。"), field="reason")
    _decide(locked, check, actor, reason.strip())
    record(actor, "inspections.decline_off_site", locked, note=reason)
    _conclude(locked.visit)
    return locked


def _to_decide(section: VisitSection, actor: Member) -> tuple[VisitSection, OffSiteCheck]:
    """The section with its visit, which is locked: of two departments that decide at once one is the last."""
    if not actor.may("visits.record", section):
        words = {"department": section.department}
        raise OffSiteRefused(
            _("这是%(department)s的检查单，是否采用非现场核查结果由该部门自己决定，其他部门不能代办。") % words
        )
    visits = Visit.objects.of(section.tenant_id).select_for_update(of=("self",))
    visit = visits.select_related("object", "department", "tenant").get(pk=section.visit_id)
    found = undecided_sections(visit).filter(pk=section.pk).select_related("department", "tenant").first()
    if found is None:
        raise OffSiteRefused(_("这份检查单没有待决定的非现场核查结果，或者本部门已经决定。请刷新页面查看。"))
    found.visit = visit
    return found, OffSiteCheck.objects.of(visit.tenant_id).get(visit=visit)


def _decide(section: VisitSection, check: OffSiteCheck, actor: Member, reason: str = "") -> None:
    OffSiteDecision.objects.of(section.tenant_id).create(
        section=section,
        source=check,
        is_adopted=not reason,
        reason=reason,
        decided_by=actor,
        decided_at=timezone.now(),
    )
    running.stop_running(DECIDE_RULE.name, section)


def _conclude(visit: Visit) -> None:
    """After the last decision: settled from afar, or on to an ordinary visit of the sections that remain."""
    if undecided_sections(visit).exists():
        return
    declined = OffSiteDecision.objects.of(visit.tenant_id).filter(section__visit=visit, is_adopted=False)
    reasons = _reasons(declined.select_related("section__department"))
    if reasons:
        VISIT_WORKFLOW.take(visit, "visit_the_rest", actor=None, note=reasons)
        visit.update(why_on_site=reasons[:REASONS_LENGTH])
    else:
        VISIT_WORKFLOW.take(visit, "settle_adopted", actor=None)
        visit.update(closed_at=timezone.now())


def _reasons(declined: Iterable[OffSiteDecision]) -> str:
    return _("；").join(f"{one.section.department}：{one.reason}" for one in declined)
