"""Approvals come in: the object is filed, the supervising departments enrol it and are told (审管联动, R054)."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from common.refusals import Refused
from directory.services.writing import keep
from registry.matching import SURE
from registry.models import ApprovalEvent, ApprovalRoute, ObjectEnrolment, Source, SupervisedObject
from registry.models.approvals import EventKind
from registry.notices import tell_of_approval
from registry.queries.objects import look_alikes
from registry.services.enrolments import enrol, move_enrolment
from registry.services.follow_ups import drop_follow_ups, open_follow_ups
from registry.services.objects import add_object
from registry.states import ENDED
from tenancy.audit import record
from tenancy.models import Member


class ApprovalRefused(Refused):
    """An approval may not be told so, or not by this department."""


@transaction.atomic
def add_route(route: ApprovalRoute, *, actor: Member | None) -> ApprovalRoute:
    """Say which department supervises whoever is given an approval. Errors: `RuleBroken`, `ValidationError`."""
    keep(route, approval_route_once="supervisor", approval_route_days="check_days")
    record(actor, "registry.add_route", route)
    return route


@transaction.atomic
def remove_route(route: ApprovalRoute, *, actor: Member | None) -> None:
    """From now on the approval concerns this department no more; what was enrolled stays."""
    record(actor, "registry.remove_route", route)
    route.delete()


@transaction.atomic
def record_approval(event: ApprovalEvent, described: SupervisedObject, *, actor: Member | None) -> ApprovalEvent:
    """Take in what an approving department decided about the object `described` (unsaved, carries its tenant).

    The object is found by code or sure likeness, or filed; each department the matter leads to enrols it (or, when the
    permit is cancelled, ends the enrolment that rests on it), is told, and owes what its route asks for: telling the
    object what is required of it, a first check. Errors: `ApprovalRefused` for a matter that
    leads nowhere or a cancellation of an unknown object; those of `add_object`.
    """
    routes = list(_routes(event))
    if not routes:
        raise ApprovalRefused(
            _("“%(matter)s”还没有对应的监管部门，请先在“审管联动对应关系”中设置。") % {"matter": event.matter},
            field="matter",
        )
    event.object = _object_for(event, described, actor)
    event.told, event.created_by = len(routes), actor
    keep(event)
    for route in routes:
        _carry_out(event, route)
    record(actor, "registry.record_approval", event.object, note=str(event))
    tell_of_approval(event, [route.supervisor for route in routes])
    return event


def _routes(event: ApprovalEvent) -> Any:
    rows = ApprovalRoute.objects.of(event.tenant_id).filter(matter=event.matter, department=event.department)
    return rows.select_related("supervisor").order_by("pk")


def _object_for(event: ApprovalEvent, described: SupervisedObject, actor: Member | None) -> SupervisedObject:
    """The object on file that is surely the one described; otherwise a new file."""
    found = look_alikes(event.tenant, described.name, uscc=described.uscc, address=described.address)
    sure = [
        row for row, verdict in found if verdict.confidence == SURE or (described.uscc and row.uscc == described.uscc)
    ]
    if sure:
        return sure[0]
    if event.kind == EventKind.CANCELLATION:
        raise ApprovalRefused(_("名录库里没有这个对象，无法注销许可。请核对名称和代码。"), field="name")
    described.source = Source.APPROVAL
    return add_object(described, actor=actor, today=event.decided_on)


def _carry_out(event: ApprovalEvent, route: ApprovalRoute) -> None:
    """Make the supervising department's enrolment say what was decided."""
    rows = ObjectEnrolment.objects.of(event.tenant_id).filter(object=event.object, department=route.supervisor)
    enrolment = rows.select_related("object", "department").first()
    if event.kind == EventKind.CANCELLATION:
        _end(event, enrolment)
        return
    open_follow_ups(event, route)
    if enrolment is None:
        _enrol(event, route)
    else:
        enrolment.permit_number, enrolment.permit_until = event.permit_number, event.valid_until
        enrolment.save(update_fields=["permit_number", "permit_until"])
        if enrolment.state == ENDED:
            move_enrolment(enrolment, "enrol_again", actor=None, today=event.decided_on, note=str(event))


def _end(event: ApprovalEvent, enrolment: ObjectEnrolment | None) -> None:
    """An enrolment that rests on another permit stays."""
    if enrolment is None or enrolment.state == ENDED:
        return
    if not event.permit_number or enrolment.permit_number in ("", event.permit_number):
        move_enrolment(enrolment, "end", actor=None, today=event.decided_on, note=str(event))
        drop_follow_ups(event, enrolment.department)


def _enrol(event: ApprovalEvent, route: ApprovalRoute) -> None:
    enrolment = ObjectEnrolment(
        tenant_id=event.tenant_id,
        object=event.object,
        department=route.supervisor,
        basis=route.basis or event.matter,
        permit_number=event.permit_number,
        permit_until=event.valid_until,
        source=Source.APPROVAL,
        enrolled_on=event.decided_on,
    )
    enrol(enrolment, actor=None)
