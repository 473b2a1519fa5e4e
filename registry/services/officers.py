"""Writes to the officer library (R061–R063): people, their certificates, their training, their absence."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from common.refusals import Refused
from directory.services.writing import changes_between, keep, stored
from registry.models import Certificate, Officer, Training
from registry.notices import tell_of_ending
from registry.queries.officers import ending_certificates, threshold_of
from registry.services.borrowed import tell_borrowers
from tenancy.audit import record
from tenancy.models import Department, Member, Region

FIELDS = ("department", "name", "member", "job_kind", "specialties", "starts_on")
CERTIFICATE_FIELDS = ("number", "issuing_body", "domains", "starts_on", "ends_on")
_RULES = {
    "officer_once_an_account": "member",
    "certificate_ends_after_start": "ends_on",
    "certificate_has_domain": "domains",
    "certificate_once": "number",
    "certificate_number_of_one_officer": "number",
    "officer_ends_after_start": "ends_on",
    "officer_suspension_ends_after_start": "suspended_until",
    "training_hours_plausible": "hours",
}


class OfficerRefused(Refused):
    """Something may not be done to an officer's row; the sentence says why."""


@transaction.atomic
def add_officer(officer: Officer, certificate: Certificate | None, *, actor: Member | None) -> Officer:
    """Take somebody into the library, with the certificate where there is one already.

    Both are unsaved and carry their tenant. Errors: `OfficerRefused` for another department, `RuleBroken`,
    `ValidationError` by field.
    """
    _check_department(officer.department, actor)
    keep(officer, **_RULES)
    record(actor, "registry.add_officer", officer, changes=changes_between(None, officer, FIELDS))
    if certificate is not None:
        _keep_certificate(officer, certificate, actor=actor)
    return officer


@transaction.atomic
def change_officer(officer: Officer, *, actor: Member | None) -> Officer:
    """Write the new values that `officer` carries; in another department he leaves his group.

    Errors as for `add_officer`.
    """
    before = stored(officer)
    _check_department(before.department, actor)
    _check_department(officer.department, actor)
    if officer.department != before.department:
        officer.group = None
    keep(officer, **_RULES)
    record(actor, "registry.change_officer", officer, changes=changes_between(before, officer, FIELDS))
    return officer


@transaction.atomic
def renew_certificate(officer: Officer, certificate: Certificate, *, actor: Member | None) -> Certificate:
    """Register a new certificate, or the renewal of one: a new row; the old ones stay as history.

    Errors: `OfficerRefused` when the officer has left, `RuleBroken`, `ValidationError` by field.
    """
    _check_department(officer.department, actor)
    if officer.ends_on is not None and officer.ends_on < certificate.starts_on:
        raise OfficerRefused(_("%(name)s已于%(on)s离库，不能再登记证件。") % {"name": officer, "on": officer.ends_on})
    _keep_certificate(officer, certificate, actor=actor)
    tell_borrowers(officer, actor=actor)
    return certificate


@transaction.atomic
def correct_certificate(certificate: Certificate, *, actor: Member | None) -> Certificate:
    """Mend a slip of the pen in a certificate. Errors: `RuleBroken`, `ValidationError` by field."""
    before = stored(certificate)
    _check_department(before.officer.department, actor)
    if before.ends_on != certificate.ends_on:
        certificate.warned_days = None
    keep(certificate, **_RULES)
    changes = changes_between(before, certificate, CERTIFICATE_FIELDS)
    record(actor, "registry.correct_certificate", certificate.officer, changes=changes)
    tell_borrowers(certificate.officer, actor=actor)
    return certificate


@transaction.atomic
def revoke_certificate(certificate: Certificate, *, on: date, reason: str, actor: Member | None) -> Certificate:
    """Take a certificate out of force from the day `on`. Raises `OfficerRefused` when it was revoked before."""
    row = stored(certificate)
    _check_department(row.officer.department, actor)
    if row.revoked_on is not None:
        raise OfficerRefused(_("这个证件已于%s注销，不必重复办理。") % row.revoked_on)
    row.revoked_on, row.revoke_reason = on, reason
    keep(row)
    changes = changes_between(certificate, row, ["revoked_on"])
    record(actor, "registry.revoke_certificate", row.officer, note=reason, changes=changes)
    tell_borrowers(row.officer, actor=actor)
    return row


@transaction.atomic
def suspend_officer(officer: Officer, *, since: date, until: date | None, reason: str, actor: Member | None) -> Officer:
    """Bar somebody from enforcement for a time; no end means until it is lifted. Errors: `RuleBroken`."""
    before = stored(officer)
    _check_department(before.department, actor)
    officer.suspended_on, officer.suspended_until, officer.suspension_reason = since, until, reason
    keep(officer, **_RULES)
    changes = changes_between(before, officer, ["suspended_on", "suspended_until"])
    record(actor, "registry.suspend_officer", officer, note=reason, changes=changes)
    tell_borrowers(officer, actor=actor)
    return officer


@transaction.atomic
def reinstate_officer(officer: Officer, *, note: str, actor: Member | None) -> Officer:
    """Lift a suspension. Raises `OfficerRefused` where there is none."""
    before = stored(officer)
    _check_department(before.department, actor)
    if before.suspended_on is None:
        raise OfficerRefused(_("%s没有暂停执法，不必恢复。") % officer)
    officer.suspended_on, officer.suspended_until, officer.suspension_reason = None, None, ""
    keep(officer)
    changes = changes_between(before, officer, ["suspended_on", "suspended_until"])
    record(actor, "registry.reinstate_officer", officer, note=note, changes=changes)
    tell_borrowers(officer, actor=actor)
    return officer


@transaction.atomic
def end_service(officer: Officer, *, on: date, reason: str, actor: Member | None) -> Officer:
    """Somebody leaves the library after the day `on`; what was drawn before stays. Errors: `OfficerRefused`."""
    before = stored(officer)
    _check_department(before.department, actor)
    if before.ends_on is not None and before.ends_on <= on:
        raise OfficerRefused(_("%(name)s已于%(on)s离库。") % {"name": officer, "on": before.ends_on})
    officer.ends_on = on
    keep(officer, **_RULES)
    changes = changes_between(before, officer, ["ends_on"])
    record(actor, "registry.end_service", officer, note=reason, changes=changes)
    return officer


@transaction.atomic
def record_training(training: Training, *, actor: Member | None) -> Training:
    """Write down hours of training. Errors: `RuleBroken`, `ValidationError` by field."""
    _check_department(training.officer.department, actor)
    keep(training, **_RULES)
    changes = changes_between(None, training, ["held_on", "topic", "hours"])
    record(actor, "registry.record_training", training.officer, changes=changes)
    return training


@transaction.atomic
def warn_of_endings(tenant: Region, *, today: date) -> int:
    """Tell the officer and the department of certificates that end in 90, 30 or 7 days, once each (R063).

    Returns how many certificates were told of. Whoever was told of 30 days is next told of 7; a run that was missed
    gives the warning that is due now.
    """
    due = []
    for certificate in ending_certificates(tenant, today).select_for_update(of=("self",)):
        threshold = threshold_of((certificate.ends_on - today).days)
        if threshold is not None and (certificate.warned_days is None or threshold < certificate.warned_days):
            certificate.warned_days = threshold
            due.append(certificate)
    Certificate.objects.of(tenant).bulk_update(due, ["warned_days"])
    tell_of_ending(tenant, due, today=today)
    return len(due)


@transaction.atomic
def move_officers(tenant: Region, source: Department, target: Department) -> list[Officer]:
    """Everyone of one department goes to another, with a transfer of duties (R013)."""
    rows = Officer.objects.of(tenant).filter(department=source).select_for_update(of=("self",)).order_by("pk")
    officers = list(rows)
    Officer.objects.of(tenant).filter(pk__in=[officer.pk for officer in officers]).update(department=target)
    return officers


def _keep_certificate(officer: Officer, certificate: Certificate, *, actor: Member | None) -> Certificate:
    certificate.officer = officer
    keep(certificate, **_RULES)
    changes = changes_between(None, certificate, CERTIFICATE_FIELDS)
    record(actor, "registry.renew_certificate", officer, changes=changes)
    return certificate


def _check_department(department: Department, actor: Member | None) -> None:
    if actor is not None and not actor.may("officers.manage", department):
        sentence = _("您只能维护本部门的执法人员，其他部门的请由该部门或名录管理员办理。")
        raise OfficerRefused(sentence, field="department")
