"""Violence or obstruction on site: asking the competent organ to assist (R109)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.exports import request_document
from inspections.models import Incident, Visit
from inspections.queries.visits import is_on_team
from inspections.services.visits import VisitRefused
from tenancy.audit import record
from tenancy.models import Member


@dataclass(frozen=True)
class Account:
    """What happened, when and where, and whom one asks for help."""

    kind: str
    happened_at: datetime
    place: str
    text: str
    recipient: str


@transaction.atomic
def report_incident(visit: Visit, account: Account, *, actor: Member, device_key: UUID | None = None) -> Incident:
    """Record it and ask for assistance; the letter becomes a paper. Raises `VisitRefused`."""
    known = Incident.objects.of(visit.tenant_id).filter(device_key=device_key, visit=visit).first()
    if device_key is not None and known is not None:
        return known
    if not is_on_team(visit, actor):
        raise VisitRefused(_("只有这次检查的执法人员可以登记突发情况。"))
    if visit.arrived_at is None:
        raise VisitRefused(_("到达现场之后才能登记突发情况。"))
    incident = Incident.objects.of(visit.tenant_id).create(
        visit=visit,
        department_id=actor.hat.department_id if actor.hat else None,
        kind=account.kind,
        happened_at=account.happened_at,
        place=account.place,
        account=account.text,
        recipient=account.recipient,
        asked_at=timezone.now(),
        asked_by=actor,
        device_key=device_key,
    )
    record(actor, "inspections.report_incident", visit, note=str(incident.get_kind_display()))
    request_document("inspections.assistance_letter", incident, actor=actor)
    return incident


@transaction.atomic
def settle_incident(incident: Incident, *, outcome: str, actor: Member) -> Incident:
    """Note what the assistance came to."""
    if not actor.may("visits.record", incident):
        raise VisitRefused(_("由登记突发情况的部门填写协助结果。"))
    if incident.settled_at is not None:
        raise VisitRefused(_("协助结果已经登记。"))
    if not outcome.strip():
        raise VisitRefused(_("请写明协助结果。"), field="outcome")
    incident.outcome, incident.settled_at = outcome.strip(), timezone.now()
    incident.save(update_fields=["outcome", "settled_at"])
    record(actor, "inspections.settle_incident", incident.visit, note=outcome)
    return incident
