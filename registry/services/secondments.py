"""Officers lent to other places (R068). Each place writes its own row; the other learns of it by message.

lender: offer ──message──► borrower: received ──accept──message──► lender: accepted
"""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from common.jobs import enqueue
from common.refusals import Refused
from directory.services.writing import keep
from registry.models import Certificate, Officer, Secondment, SecondmentOffer
from registry.notices import tell_of_answer, tell_of_offer
from registry.states import ACCEPTED, BORROWING, LENDING, OFFERED, RECEIVED
from tenancy.audit import record
from tenancy.models import Department, Member, Region

_RULES = {
    "secondment_ends_after_start": "ends_on",
    "secondment_has_domain": "domains",
}


class SecondmentRefused(Refused):
    """A secondment that may not be made; the sentence says why."""


@dataclass(frozen=True)
class Message:
    """What the borrowing place is told; days as ISO text, so that it can travel in a queue."""

    number: int
    name: str
    department: str
    job_kind: str
    specialties: list[str]
    certificate_number: str
    issuing_body: str
    certificate_starts_on: str
    certificate_ends_on: str
    domains: list[str]
    task: str
    document_number: str
    starts_on: str
    ends_on: str


@transaction.atomic
def offer_secondment(secondment: Secondment, *, actor: Member) -> Secondment:
    """Offer an own officer to another place; `secondment` is unsaved and carries its tenant.

    The officer must hold a certificate that covers the whole time and every domain lent; the borrowing place judges
    nothing it cannot see. Errors: `SecondmentRefused`, `RuleBroken`, `ValidationError` by field.
    """
    certificate = _covering(secondment)
    _check_target(secondment)
    secondment.offered_by = actor
    keep(secondment, **_RULES)
    words = {_("借入地区"): ["", secondment.to_place.name], _("文号"): ["", secondment.document_number]}
    record(actor, "registry.offer_secondment", secondment, changes=words)
    told = asdict(_message(secondment, certificate))
    enqueue("registry.deliver_secondment", secondment, actor=actor, place=secondment.to_place_id, message=told)
    return secondment


@transaction.atomic
def recall_secondment(secondment: Secondment, *, actor: Member | None, note: str) -> Secondment:
    """Call an officer back before the time. Errors: `MoveRefused`."""
    LENDING.take(secondment, "recall_secondment", actor=actor, note=note)
    enqueue("registry.withdraw_secondment", secondment, actor=actor, place=secondment.to_place_id, note=note)
    return secondment


@transaction.atomic
def receive_offer(place: Region, sender: Region, told: dict[str, Any], *, today: date) -> SecondmentOffer:
    """Write down what another place offers; runs in this place's scope. The same message twice changes nothing."""
    message = Message(**told)
    known = SecondmentOffer.objects.of(place).filter(from_place=sender, from_number=message.number).first()
    if known is not None:
        return known
    values = asdict(message)
    offer = SecondmentOffer(
        tenant=place,
        from_place=sender,
        from_number=values.pop("number"),
        from_department=values.pop("department"),
        **values,
    )
    offer.save()
    offer.refresh_from_db()
    record(None, "registry.receive_secondment", offer, note=message.document_number)
    tell_of_offer(offer, today=today)
    return offer


@transaction.atomic
def accept_offer(offer: SecondmentOffer, *, department: Department, actor: Member) -> Officer:
    """Take the offered officer into the own library for the time and the domains agreed.

    He becomes a row of this place that cites the sender's number. Errors: `MoveRefused`, `RuleBroken`.
    """
    BORROWING.take(offer, "accept_secondment", actor=actor)
    officer = Officer(
        tenant=offer.tenant,
        department=department,
        name=offer.name,
        job_kind=offer.job_kind,
        specialties=offer.specialties,
        starts_on=offer.starts_on,
        ends_on=offer.ends_on,
        origin=offer.from_place,
        origin_number=offer.from_number,
    )
    keep(officer)
    keep(
        Certificate(
            tenant=offer.tenant,
            officer=officer,
            number=offer.certificate_number,
            issuing_body=offer.issuing_body,
            domains=offer.domains,
            starts_on=offer.certificate_starts_on,
            ends_on=offer.certificate_ends_on,
        ),
        certificate_number_of_one_officer="department",
    )
    offer.officer = officer
    offer.save(update_fields=["officer"])
    _answer(offer, "confirm_secondment", actor)
    return officer


@transaction.atomic
def decline_offer(offer: SecondmentOffer, *, actor: Member, note: str) -> SecondmentOffer:
    """Send the officer's offer back with the reason. Errors: `MoveRefused`."""
    BORROWING.take(offer, "decline_secondment", actor=actor, note=note)
    _answer(offer, "refuse_secondment", actor, note)
    return offer


def _answer(offer: SecondmentOffer, move: str, actor: Member, note: str = "") -> None:
    told = {"place": offer.from_place_id, "number": offer.from_number, "move": move, "note": note}
    enqueue("registry.answer_secondment", offer, actor=actor, **told)


@transaction.atomic
def take_answer(place: Region, by: Region, number: int, *, move: str, note: str) -> None:
    """Write the answer of the place `by` into the own row; runs in this place's scope. Twice changes nothing."""
    secondment = Secondment.objects.of(place).filter(pk=number, to_place=by, state=OFFERED).first()
    if secondment is not None:
        LENDING.take(secondment, move, actor=None, note=note)
        tell_of_answer(secondment)


@transaction.atomic
def take_back(place: Region, sender: Region, number: int, *, note: str, today: date) -> None:
    """End what another place has recalled; runs in this place's scope. Twice changes nothing."""
    offers = SecondmentOffer.objects.of(place).filter(from_place=sender, from_number=number)
    offer = offers.filter(state__in=[RECEIVED, ACCEPTED]).first()
    if offer is None:
        return
    BORROWING.take(offer, "withdraw_secondment", actor=None, note=note)
    if offer.officer is not None:
        last = max(offer.officer.starts_on, today)
        Officer.objects.of(place).filter(pk=offer.officer_id).update(ends_on=min(last, offer.ends_on))
        record(None, "registry.end_service", offer.officer, note=note)


def _covering(secondment: Secondment) -> Certificate:
    """The certificate that holds for the whole time and every domain. Errors: `SecondmentRefused`."""
    officer = secondment.officer
    if officer.origin_id is not None:
        raise SecondmentRefused(
            _("%(name)s是从%(place)s借入的，不能再借出。") % {"name": officer, "place": officer.origin}
        )
    rows = Certificate.objects.of(secondment.tenant_id).filter(officer=officer, revoked_on__isnull=True)
    rows = rows.filter(starts_on__lte=secondment.starts_on, ends_on__gte=secondment.ends_on)
    certificate = rows.filter(domains__contains=secondment.domains).first()
    if certificate is None:
        sentence = _("%s没有一本证件覆盖整个借调期和全部借调领域。请缩短借调期或减少领域，或先办理换证。")
        raise SecondmentRefused(sentence % officer, field="ends_on")
    return certificate


def _check_target(secondment: Secondment) -> None:
    if secondment.to_place_id == secondment.tenant_id:
        raise SecondmentRefused(_("不能借调到本地区，部门之间的调动请修改所属部门。"), field="to_place")
    if not secondment.to_place.is_tenant:
        raise SecondmentRefused(_("%s还没有开通平台，收不到借调函。") % secondment.to_place, field="to_place")
    open_rows = Secondment.objects.of(secondment.tenant_id).filter(
        officer=secondment.officer,
        state__in=[OFFERED, ACCEPTED],
        starts_on__lte=secondment.ends_on,
        ends_on__gte=secondment.starts_on,
    )
    standing = open_rows.select_related("to_place").first()
    if standing is not None:
        words = {"name": secondment.officer, "place": standing.to_place}
        raise SecondmentRefused(_("%(name)s在这段时间已借调（或正在商借）到%(place)s。") % words, field="starts_on")


def _message(secondment: Secondment, certificate: Certificate) -> Message:
    officer = secondment.officer
    return Message(
        number=secondment.pk,
        name=officer.name,
        department=officer.department.name,
        job_kind=officer.job_kind,
        specialties=officer.specialties,
        certificate_number=certificate.number,
        issuing_body=certificate.issuing_body,
        certificate_starts_on=certificate.starts_on.isoformat(),
        certificate_ends_on=certificate.ends_on.isoformat(),
        domains=secondment.domains,
        task=secondment.task,
        document_number=secondment.document_number,
        starts_on=secondment.starts_on.isoformat(),
        ends_on=secondment.ends_on.isoformat(),
    )
