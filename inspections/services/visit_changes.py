"""What changes a visit that is arranged: it is put off, its object gives way to the next, an officer keeps away.

Its pass is taken back each time, because it names a day, a subject and officers that no longer hold.
"""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from common.exports import request_document
from common.notices import notify
from inspections.models import Draw, DrawnObject, DrawnOfficer, SectionOfficer, Visit, VisitSection
from inspections.queries.visits import sections_on_site
from inspections.services.drawn_visits import schedule_visits
from inspections.services.off_site import stop_deciding
from inspections.services.passes import take_back_pass
from inspections.services.visits import VisitRefused
from inspections.states import BEFORE_ARRIVAL, NO_VISIT, VISIT_WORKFLOW
from tenancy.audit import record
from tenancy.models import Member


@transaction.atomic
def postpone_visit(visit: Visit, *, actor: Member, note: str) -> Visit:
    """Put a visit off for a reason; nobody is let in on the pass of the earlier day."""
    VISIT_WORKFLOW.take(visit, "postpone_visit", actor=actor, note=note)
    take_back_pass(visit, reason=note, actor=actor)
    return visit


@transaction.atomic
def cancel_visit(visit: Visit, *, actor: Member, note: str) -> Visit:
    """Call a visit off for a reason; nobody need decide on a check from afar any more."""
    VISIT_WORKFLOW.take(visit, "cancel_visit", actor=actor, note=note)
    stop_deciding(visit)
    return visit


@transaction.atomic
def reschedule_visit(visit: Visit, *, starts_on: date, ends_on: date, actor: Member, note: str) -> Visit:
    """Give a postponed visit a new window; it has to be approved again."""
    if ends_on < starts_on:
        raise VisitRefused(_("检查结束日期不能早于开始日期。"), field="ends_on")
    VISIT_WORKFLOW.take(visit, "reschedule_visit", actor=actor, note=note)
    visit.starts_on, visit.ends_on, visit.prepared_by = starts_on, ends_on, actor
    visit.approved_by = visit.approved_at = visit.notified_at = None
    visit.save(update_fields=["starts_on", "ends_on", "prepared_by", "approved_by", "approved_at", "notified_at"])
    return visit


@transaction.atomic
def follow_replacement(draw: Draw, drawn: DrawnObject, *, reason: str, actor: Member) -> Visit | None:
    """End the visit of an object that gave way and arrange those still missing, the successor's among them.

    A visit that found nobody, or was cancelled, stays as it ended. Returns the visit that ended, if one was arranged.
    Raises `VisitRefused` where somebody already stood at the door.
    """
    visit = visit_of(drawn)
    if visit is not None:
        _end_replaced(visit, reason, actor)
    schedule_visits(draw, actor=actor)
    return visit


def visit_of(drawn: DrawnObject) -> Visit | None:
    """The visit arranged for a drawn object, locked; None before the draw is accepted."""
    rows = Visit.objects.of(drawn.tenant_id).select_for_update(of=("self",))
    return rows.select_related("object", "department", "tenant").filter(drawn=drawn).first()


def _end_replaced(visit: Visit, reason: str, actor: Member) -> None:
    if visit.state in NO_VISIT:
        return
    if visit.state not in BEFORE_ARRIVAL:
        words = {"object": visit.object, "state": visit.get_state_display()}
        raise VisitRefused(_("对“%(object)s”的检查“%(state)s”，不能再替换对象。请按现场情况办结这次检查。") % words)
    VISIT_WORKFLOW.take(visit, "replace_visit", actor=actor, note=reason)
    stop_deciding(visit)
    take_back_pass(visit, reason=reason, actor=actor)
    officers = SectionOfficer.objects.of(visit.tenant_id).filter(section__visit=visit, officer__member__isnull=False)
    notify(
        [one.officer.member for one in officers.select_related("officer__member")],
        visit.tenant,
        str(_("一次检查已由递补对象代替，请勿前往")),
        kind="inspections.visit_replaced",
        body=str(_("%(visit)s：%(reason)s") % {"visit": visit, "reason": reason}),
        url=visit.get_absolute_url(),
    )


@transaction.atomic
def follow_recusal(
    gone: Sequence[DrawnOfficer], came: Sequence[DrawnOfficer], *, reason: str, actor: Member
) -> Visit | None:
    """Put the officers whom the draw names next into the places of those who keep away, the first of `gone` by himself.

    Nobody comes where a group goes on without one of its own. A subject that was told is told anew, because the notice
    names the officers. Nobody comes for a section that was settled from afar: nothing changes there. Raises
    `VisitRefused` where somebody already stood at the door.
    """
    visit = visit_of(gone[0].drawn)
    if visit is None or visit.state in NO_VISIT:
        return None
    if visit.has_begun:
        raise VisitRefused(
            _("检查已经开始，不能再更换检查人员。须回避的，请停止参与，并在本部门检查单的现场情况中写明。")
        )
    section = sections_on_site(visit).filter(department=gone[0].officer.department_id).first()
    if section is None:
        return None
    _change_officers(section, gone, came)
    names = ["、".join(str(one.officer) for one in ones) for ones in (gone, came)]
    record(actor, "inspections.change_officer", section, note=reason, changes={str(_("检查人员")): names})
    take_back_pass(visit, reason=str(_("检查人员变更：%s") % reason), actor=actor)
    if visit.notified_at is not None:
        request_document("inspections.visit_notice", visit, actor=actor)
    return visit


def _change_officers(section: VisitSection, gone: Sequence[DrawnOfficer], came: Sequence[DrawnOfficer]) -> None:
    """The rows of the officers who keep away give way to those of who came; all of them hear of it."""
    section.officers.filter(officer__in=[one.officer.officer_id for one in gone]).delete()
    for one in came:
        section.officers.create(
            tenant_id=section.tenant_id,
            officer=one.officer.officer,
            name=one.officer.name,
            certificate_number=one.officer.certificate_number,
        )
    first, *others = gone
    told = [(first, _("您已回避一次检查，不再参加"))]
    told += [(one, _("您所在的检查组由另一组递补，不再参加一次检查")) for one in others]
    told += [(one, _("您递补参加一次检查")) for one in came]
    for drawn, words in told:
        if drawn.officer.officer.member is not None:
            notify(
                drawn.officer.officer.member,
                section.tenant,
                str(words),
                kind="inspections.officer_changed",
                body=str(section.visit),
                url=section.visit.get_absolute_url(),
            )
