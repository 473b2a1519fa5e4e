"""Writes the lines of an imported officer library: new people, renewals, corrections (R061)."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction

from directory.queries.people import current
from registry.domains import split_words
from registry.models import Certificate, JobKind, Officer
from registry.services.officers import add_officer, change_officer, correct_certificate, renew_certificate
from registry.validity import day_of
from tenancy.models import Department, Member, Membership, Region

_KINDS = {str(kind.label): kind.value for kind in JobKind}


@transaction.atomic
def keep_rows(
    tenant: Region, lines: Sequence[tuple[Department, Mapping[str, str]]], *, actor: Member, today: date
) -> None:
    """Write (department, values by field) lines; an officer is known by the certificate's number.

    A line whose period begins later than the stored one is a renewal, any other difference a correction. A new officer
    gets the one account that the department has under that name, without which no visit reaches the phone. Errors as
    for the services of single officers; nothing is kept then.
    """
    numbers = [values["number"] for _department, values in lines]
    rows = Certificate.objects.of(tenant).filter(number__in=numbers, revoked_on__isnull=True)
    stored = {row.number: row for row in rows.select_related("officer__department").order_by("ends_on", "pk")}
    accounts = _accounts(tenant, today)
    for department, values in lines:
        certificate = stored.get(values["number"])
        if certificate is None:
            officer = _filled(Officer(tenant=tenant, starts_on=today), department, values)
            officer.member = accounts.get((department.pk, officer.name))
            add_officer(officer, _certificate(tenant, values), actor=actor)
        else:
            _update(certificate, department, values, actor)


def _accounts(tenant: Region, today: date) -> dict[tuple[int | None, str], Member]:
    """(department, name) → the account; names that a department has twice, and accounts in use, are left out."""
    hats = current(Membership.objects.of(tenant).exclude(department=None).filter(member__is_active=True), today)
    used = set(Officer.objects.of(tenant).exclude(member=None).values_list("member", flat=True))
    found: dict[tuple[int | None, str], set[Member]] = {}
    for hat in hats.select_related("member"):
        found.setdefault((hat.department_id, hat.member.name), set()).add(hat.member)
    return {key: one for key, (one, *others) in found.items() if not others and one.pk not in used}


def _update(certificate: Certificate, department: Department, values: Mapping[str, str], actor: Member) -> None:
    officer = _filled(certificate.officer, department, values)
    change_officer(officer, actor=actor)
    fresh = _certificate(certificate.tenant, values)
    if fresh.starts_on > certificate.starts_on:
        renew_certificate(officer, fresh, actor=actor)
        return
    for name in ("issuing_body", "domains", "starts_on", "ends_on"):
        setattr(certificate, name, getattr(fresh, name))
    correct_certificate(certificate, actor=actor)


def _filled(officer: Officer, department: Department, values: Mapping[str, str]) -> Officer:
    officer.department, officer.name = department, values["name"]
    officer.job_kind, officer.specialties = _KINDS[values["job_kind"]], split_words(values["specialties"])
    return officer


def _certificate(tenant: Region, values: Mapping[str, str]) -> Certificate:
    return Certificate(
        tenant=tenant,
        number=values["number"],
        issuing_body=values["issuing_body"],
        domains=split_words(values["domains"]),
        starts_on=date.fromisoformat(values["starts_on"]),
        ends_on=day_of(values["ends_on"]),
    )
