"""A visit that ends at the door: nobody could be reached, or the subject refused (R102, R110, R115, R118).

That is a result of the catalogue, and each department answers for its own: who ends the visit closes the own section,
the officers of every other department confirm theirs (DOMAIN 5.2 nos. 20, 21).
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from inspections.models import Visit, VisitSection
from inspections.queries.visits import officer_on, sections_on_site
from inspections.results import FollowUp, PublicationChoice, RecordTechnique, VisitResult
from inspections.services.closing import check_handled
from inspections.services.ledgers import tell_closed_section
from inspections.services.open_results import owe_result
from inspections.services.visits import VisitRefused, check_team
from inspections.states import (
    AT_THE_DOOR,
    CLOSED,
    REFUSED_ENTRY,
    SECTION_WORKFLOW,
    UNREACHABLE,
    UNSIGNED,
    VISIT_WORKFLOW,
)
from tenancy.models import Member

RESULTS = {UNREACHABLE: VisitResult.UNREACHABLE, REFUSED_ENTRY: VisitResult.NOT_COOPERATING}
"""What a department's result is where the visit ended so."""
NOTE_LENGTH = 1000


@transaction.atomic
def end_at_the_door(visit: Visit, move: str, *, actor: Member, note: str, follow_up: str = FollowUp.OTHER) -> Visit:
    """End the visit with its reason and close the actor's own section with the result that says so.

    `move` is find_nobody or meet_refusal. The section owes the public its text, and a refusal is told to the ledger of
    credit; no penalty follows by itself. Raises `VisitRefused` for who is not on the team, where a department has
    already signed its record, or a finding of the section has no handling; `MoveRefused` without a reason.
    """
    check_team(visit, actor)
    if sections_on_site(visit).exclude(state__in=UNSIGNED).exists():
        raise VisitRefused(_("已有部门完成签字，请按检查结果办理，不能再记为没有检查。"))
    VISIT_WORKFLOW.take(visit, move, actor=actor, note=note)
    visit.update(closed_at=timezone.now())
    own = sections_on_site(visit).filter(officers__officer__member=actor)
    for section in own.select_related("visit__object", "department", "tenant"):
        _close(section, note.strip(), follow_up, actor)
    return visit


@transaction.atomic
def confirm_at_the_door(
    section: VisitSection, *, actor: Member, note: str = "", follow_up: str = FollowUp.OTHER
) -> VisitSection:
    """An officer of the section confirms that the department could not check either; its own section is closed so.

    `note` says what the department has to add to what the other one wrote. Raises `VisitRefused` for anybody else, and
    for a section that waits for no confirmation.
    """
    rows = VisitSection.objects.of(section.tenant_id).select_for_update(of=("self",))
    locked = rows.select_related("visit__object", "department", "tenant").get(pk=section.pk)
    if officer_on(locked, actor) is None:
        raise VisitRefused(
            _("这是%(department)s的检查单，未能检查由该部门参加这次检查的执法人员自己确认，其他部门不能代办。")
            % {"department": locked.department}
        )
    if locked.visit.state not in AT_THE_DOOR or locked.state not in UNSIGNED:
        raise VisitRefused(_("这份检查单不需要确认未能检查，或者已经确认。请刷新页面查看。"))
    _close(locked, _confirmed(locked, note.strip()), follow_up, actor)
    return locked


def _confirmed(section: VisitSection, note: str) -> str:
    """What the department that ended the visit wrote, and what this one adds."""
    first = section.visit.sections.filter(state=CLOSED).exclude(result_note="").order_by("closed_at").first()
    if first is None:
        return note or section.visit.get_state_display()
    words = {"department": first.department, "account": first.result_note, "note": note}
    return (_("%(account)s（%(department)s记录，本部门确认）%(note)s") % words)[:NOTE_LENGTH]


def _close(section: VisitSection, note: str, follow_up: str, actor: Member) -> None:
    """As any closed section: its result, its public text, what the ledgers are told; no signature was to be had."""
    check_handled(section)
    now = timezone.now()
    section.update(
        techniques=section.techniques or [RecordTechnique.ON_SITE],
        account=section.account or note,
        recorded_at=section.recorded_at or now,
        result=RESULTS[section.visit.state],
        result_note=note[:NOTE_LENGTH],
        follow_up=follow_up,
        publication=PublicationChoice.PUBLISH,
        result_by=actor,
        closed_by=actor,
        closed_at=now,
    )
    owe_result(section, actor=actor)
    SECTION_WORKFLOW.take(section, "close_at_door", actor=actor, note=section.get_result_display())
    tell_closed_section(section, actor=actor)
