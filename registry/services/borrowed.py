"""What changes about a lent officer reaches the borrowing place by message, so that nobody unfit is drawn there (R068).

lender: certificate renewed, corrected, revoked, suspension ──message──► borrower: the own row follows, people are told
"""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from common.jobs import enqueue
from registry.models import Certificate, Officer, Secondment, SecondmentOffer
from registry.notices import tell_of_standing
from registry.states import ACCEPTED, OFFERED, RECEIVED
from tenancy.audit import record
from tenancy.models import Member, Region

_CERTIFICATE = ("number", "issuing_body", "starts_on", "ends_on", "revoked_on", "revoke_reason")
_SUSPENSION = ("suspended_on", "suspended_until", "suspension_reason")


def tell_borrowers(officer: Officer, *, actor: Member | None) -> None:
    """Send the officer's certificates and suspension to every place that has, or is offered, the officer."""
    rows = Secondment.objects.of(officer.tenant_id).filter(
        officer=officer, state__in=[OFFERED, ACCEPTED], ends_on__gte=timezone.localdate()
    )
    for lent in rows.order_by("pk"):
        told = {"number": lent.pk, "suspension": _values(officer, _SUSPENSION), "certificates": _certificates(lent)}
        enqueue("registry.deliver_standing", lent, actor=actor, place=lent.to_place_id, message=told)


def _certificates(lent: Secondment) -> list[dict[str, Any]]:
    """The certificates that bear on the time lent, with those of their domains that were lent."""
    rows = Certificate.objects.of(lent.tenant_id).filter(officer=lent.officer_id, ends_on__gte=lent.starts_on)
    return [
        {**_values(row, _CERTIFICATE), "domains": [word for word in row.domains if word in lent.domains]}
        for row in rows.order_by("pk")
    ]


def _values(row: Any, names: tuple[str, ...]) -> dict[str, Any]:
    """The values of some fields, days as ISO text, so that they can travel in a queue."""
    found = {name: getattr(row, name) for name in names}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in found.items()}


@transaction.atomic
def take_standing(place: Region, sender: Region, told: dict[str, Any], *, today: date) -> None:
    """Write into the own row what the lending place told; runs in this place's scope. Twice changes nothing."""
    offers = SecondmentOffer.objects.of(place).filter(from_place=sender, from_number=told["number"])
    offer = offers.filter(state__in=[RECEIVED, ACCEPTED]).select_related("officer").first()
    if offer is None:
        return
    changed = _follow_offer(offer, told["certificates"])
    if offer.officer is not None:
        changed |= _follow_suspension(offer.officer, told["suspension"])
        changed |= any([_follow_certificate(offer.officer, one) for one in told["certificates"]])
    if changed:
        record(None, "registry.take_standing", offer.officer or offer)
        tell_of_standing(offer, today=today)


def _follow_offer(offer: SecondmentOffer, certificates: list[dict[str, Any]]) -> bool:
    """An offer nobody has answered yet shows the certificate that holds longest."""
    valid = [one for one in certificates if one["revoked_on"] is None and one["domains"]]
    if offer.state != RECEIVED or not valid:
        return False
    best = max(valid, key=lambda one: one["ends_on"])
    values = {
        "certificate_number": best["number"],
        "issuing_body": best["issuing_body"],
        "certificate_starts_on": date.fromisoformat(best["starts_on"]),
        "certificate_ends_on": date.fromisoformat(best["ends_on"]),
    }
    return _write(offer, values)


def _follow_suspension(officer: Officer, told: dict[str, Any]) -> bool:
    days = {name: date.fromisoformat(told[name]) if told[name] else None for name in _SUSPENSION[:2]}
    return _write(officer, {**days, "suspension_reason": told["suspension_reason"]})


def _follow_certificate(officer: Officer, told: dict[str, Any]) -> bool:
    """A certificate known by number and first day follows; an unknown one that serves here is added."""
    starts_on, ends_on = date.fromisoformat(told["starts_on"]), date.fromisoformat(told["ends_on"])
    revoked_on = date.fromisoformat(told["revoked_on"]) if told["revoked_on"] else None
    values: dict[str, Any] = {
        "issuing_body": told["issuing_body"],
        "ends_on": ends_on,
        "revoked_on": revoked_on,
        "revoke_reason": told["revoke_reason"],
    }
    rows = Certificate.objects.of(officer.tenant_id).filter(officer=officer, number=told["number"])
    known = rows.filter(starts_on=starts_on).first() or (rows.first() if rows.count() == 1 and revoked_on else None)
    if known is not None:
        return _write(known, values | ({"domains": told["domains"]} if told["domains"] else {}))
    if revoked_on or not told["domains"]:
        return False
    fresh = Certificate(tenant_id=officer.tenant_id, officer=officer, number=told["number"], domains=told["domains"])
    fresh.starts_on = starts_on
    return _write(fresh, values)


def _write(row: Any, values: dict[str, Any]) -> bool:
    """Save what differs; whether anything did."""
    if row.pk and all(getattr(row, name) == value for name, value in values.items()):
        return False
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    return True
