"""A department's own enrolment of an object: made, kept, ended; it follows what becomes of the object (R049, R051)."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from common.refusals import Refused
from directory.services.writing import changes_between, keep, stored
from registry.models import ObjectEnrolment, SupervisedObject
from registry.notices import tell_of_change
from registry.states import ACTIVE, ENDED, ENROLLED, ENROLMENT_WORKFLOW, OBJECT_WORKFLOW, PAUSED, SUSPENDED
from tenancy.audit import record
from tenancy.models import Department, Member

FIELDS = ("basis", "grade", "permit_number", "permit_until", "note")


class EnrolmentRefused(Refused):
    """A department may not enrol this object, or not now."""


@transaction.atomic
def enrol(enrolment: ObjectEnrolment, *, actor: Member | None) -> ObjectEnrolment:
    """Put an object into a department's list; `enrolment` is unsaved and names object and department.

    The first department to enrol an object nobody keeps becomes its keeper. Errors: `EnrolmentRefused`, `RuleBroken`
    when it is enrolled already, `ValidationError` by field.
    """
    row = stored(enrolment.object)
    _check_may_enrol(row, enrolment.department, actor)
    keep(enrolment, enrolment_once="department")
    if row.department_id is None:
        row.department = enrolment.department
        row.save(update_fields=["department"])
    record(actor, "registry.enrol", enrolment, changes=changes_between(None, enrolment, FIELDS))
    return enrolment


@transaction.atomic
def enrol_many(rows: Iterable[SupervisedObject], *, actor: Member, today: date, basis: str) -> int:
    """Put several objects into the list of the actor's department, leaving out what it has and what is gone.

    Returns how many were put in. Errors: `EnrolmentRefused` for a hat without a department.
    """
    department = actor.hat.department if actor.hat else None
    if department is None:
        raise EnrolmentRefused(_("您当前的身份没有名录可以维护，请切换到部门的身份。"))
    wanted = {row.pk: row for row in rows if not row.is_gone}
    having = ObjectEnrolment.objects.of(department.tenant_id).filter(department=department, object_id__in=wanted)
    for pk in having.values_list("object_id", flat=True):
        del wanted[pk]
    for row in wanted.values():
        values = {"object": row, "department": department, "basis": basis, "enrolled_on": today}
        enrol(ObjectEnrolment(tenant_id=row.tenant_id, **values), actor=actor)
    return len(wanted)


@transaction.atomic
def change_enrolment(enrolment: ObjectEnrolment, *, actor: Member | None) -> ObjectEnrolment:
    """Write what the department keeps about the object. Errors: `EnrolmentRefused`, `ValidationError` by field."""
    before = stored(enrolment)
    _check_own(before.department, actor)
    keep(enrolment)
    record(actor, "registry.change_enrolment", enrolment, changes=changes_between(before, enrolment, FIELDS))
    return enrolment


@transaction.atomic
def move_enrolment(
    enrolment: ObjectEnrolment, move: str, *, actor: Member | None, today: date, note: str = ""
) -> ObjectEnrolment:
    """Pause, resume, end or enrol again. Errors: `MoveRefused`, `EnrolmentRefused` while the object is gone."""
    target = ENROLMENT_WORKFLOW.moves[move].target
    row = stored(enrolment.object)
    if target == ENROLLED and row.state != ACTIVE:
        words = {"object": row, "state": row.get_state_display()}
        raise EnrolmentRefused(_("“%(object)s”当前为“%(state)s”，恢复存续后才能纳入监管。") % words)
    return _move(enrolment, move, actor=actor, today=today, note=note)


def follow_object(row: SupervisedObject, *, actor: Member | None, today: date, note: str) -> None:
    """Let the departments' enrolments follow the object's new state, and tell them (R051).

    A suspended object pauses them, a gone one ends them; on the way back those come back that had followed.
    """
    rows = ObjectEnrolment.objects.of(row.tenant_id).filter(object=row).select_related("department", "tenant", "object")
    touched = [
        _move(enrolment, move, actor=None, today=today, note=_reason(row, note), follows=True)
        for enrolment in rows.order_by("pk")
        if (move := _following_move(row.state, enrolment))
    ]
    tell_of_change(row, [enrolment.department for enrolment in touched], actor=actor, today=today, note=note)


def _following_move(state: str, enrolment: ObjectEnrolment) -> str | None:
    """The move that lets an enrolment follow; None where it stays."""
    if state == ACTIVE:
        back = {PAUSED: "resume_enrolment", ENDED: "enrol_again"}
        return back.get(enrolment.state) if enrolment.follows_object else None
    if state == SUSPENDED:
        return "pause" if enrolment.state == ENROLLED else None
    return "end" if enrolment.state != ENDED else None


def _move(
    enrolment: ObjectEnrolment, move: str, *, actor: Member | None, today: date, note: str, follows: bool = False
) -> ObjectEnrolment:
    target = ENROLMENT_WORKFLOW.moves[move].target
    with transaction.atomic():
        enrolment.ended_on = today if target == ENDED else None
        enrolment.follows_object = follows and target != ENROLLED
        if target == ENDED:
            enrolment.save(update_fields=["ended_on", "follows_object"])
        ENROLMENT_WORKFLOW.take(enrolment, move, actor=actor, note=note)
        enrolment.save(update_fields=["ended_on", "follows_object"])
    return enrolment


def _reason(row: SupervisedObject, note: str) -> str:
    return _("对象%(state)s：%(note)s") % {"state": OBJECT_WORKFLOW.states[row.state], "note": note}


def _check_may_enrol(row: SupervisedObject, department: Department, actor: Member | None) -> None:
    _check_own(department, actor)
    if row.merged_into_id:
        raise EnrolmentRefused(_("这份档案已并入“%(kept)s”，请纳入保留的档案。") % {"kept": row.merged_into})
    if row.is_gone:
        raise EnrolmentRefused(_("“%(object)s”已%(state)s，不能纳入监管名录。") % _words(row))


def _words(row: SupervisedObject) -> dict[str, str]:
    return {"object": str(row), "state": str(row.get_state_display())}


def _check_own(department: Department, actor: Member | None) -> None:
    """Only the enrolling department writes its enrolment (R049)."""
    if actor is not None and not actor.may("objects.enrol", department):
        raise EnrolmentRefused(_("只能维护本部门的名录；其他部门的名录由该部门自己维护。"), field="department")
