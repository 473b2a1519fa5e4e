"""The responsibility chain of a department (R015)."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from common.refusals import Refused
from directory.models import Responsible
from directory.services.writing import changes_between, keep, stored
from tenancy.audit import record
from tenancy.models import Member

FIELDS = ("duty", "member", "name", "post", "starts_on", "ends_on")


class NotYourChain(Refused):
    """The chain belongs to another department."""


@transaction.atomic
def name_responsible(row: Responsible, *, actor: Member | None) -> Responsible:
    """Put a person into the chain; `row` is unsaved. Errors: `NotYourChain`, `RuleBroken`, `ValidationError`."""
    _check(row, actor)
    keep(
        row,
        responsible_one_at_a_time="starts_on",
        responsible_ends_after_start="ends_on",
        responsible_is_somebody="name",
    )
    record(actor, "directory.name_responsible", row, changes=changes_between(None, row, FIELDS))
    return row


@transaction.atomic
def end_responsible(row: Responsible, *, actor: Member | None, on: date, note: str = "") -> Responsible:
    """The person answers until `on`, that day included. Errors: `NotYourChain`, `ValidationError`."""
    _check(row, actor)
    before = stored(row)
    row.ends_on = on
    keep(row)
    record(actor, "directory.end_responsible", row, note=note, changes=changes_between(before, row, ["ends_on"]))
    return row


def _check(row: Responsible, actor: Member | None) -> None:
    if actor is not None and not actor.may("departments.manage", row):
        raise NotYourChain(_("您只能维护本部门的责任人。"))
