"""Writes to the libraries of experts and third parties (R064, R065), and declared interests of everybody."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from common.refusals import Refused
from directory.services.writing import changes_between, keep, stored
from registry import uscc
from registry.models import Expert, Interest, Officer, ThirdPartyBody
from registry.queries.officers import may_declare
from tenancy.audit import record
from tenancy.models import Member

_COMMON = ("department", "domains", "starts_on", "ends_on")
FIELDS = {
    Expert: ("name", "employer", "title", *_COMMON),
    ThirdPartyBody: ("name", "uscc", "kind", "accreditation", "scope", *_COMMON),
}
_RULES = {
    "expert_ends_after_start": "ends_on",
    "expert_has_domain": "domains",
    "thirdpartybody_ends_after_start": "ends_on",
    "thirdpartybody_has_domain": "domains",
    "body_once": "uscc",
    "interest_ends_after_declared": "ended_on",
}


class AssistantRefused(Refused):
    """Something may not be done to the libraries of experts and third parties; the sentence says why."""


@transaction.atomic
def add_assistant(row: Expert | ThirdPartyBody, *, actor: Member | None) -> Expert | ThirdPartyBody:
    """Take an expert or a body into its library; `row` is unsaved and carries its tenant.

    Errors: `AssistantRefused` for another department or a wrong code, `RuleBroken`, `ValidationError` by field.
    """
    _check(row, actor)
    keep(row, **_RULES)
    record(actor, "registry.add_assistant", row, changes=changes_between(None, row, FIELDS[type(row)]))
    return row


@transaction.atomic
def change_assistant(row: Expert | ThirdPartyBody, *, actor: Member | None) -> Expert | ThirdPartyBody:
    """Write the new values that `row` carries; a renewed term is a new end. Errors as for `add_assistant`."""
    before = stored(row)
    _check(before, actor)
    _check(row, actor)
    keep(row, **_RULES)
    record(actor, "registry.change_assistant", row, changes=changes_between(before, row, FIELDS[type(row)]))
    return row


@transaction.atomic
def declare_interest(interest: Interest, *, actor: Member | None) -> Interest:
    """Put a ground for recusal on record; officers declare for themselves. Errors: `AssistantRefused`, `RuleBroken`."""
    _check_declaring(interest, actor)
    _check_code(interest.uscc)
    keep(interest, **_RULES)
    changes = changes_between(None, interest, ["organisation", "relation"])
    record(actor, "registry.declare_interest", interest.holder, changes=changes)
    return interest


@transaction.atomic
def end_interest(interest: Interest, *, on: date, note: str, actor: Member | None) -> Interest:
    """Say that a ground for recusal holds no longer after the day `on`. Errors: `AssistantRefused`, `RuleBroken`."""
    row = stored(interest)
    _check_declaring(row, actor)
    if row.ended_on is not None:
        raise AssistantRefused(_("这项回避申报已于%s解除。") % row.ended_on)
    row.ended_on = on
    keep(row, **_RULES)
    record(actor, "registry.end_interest", row.holder, note=note, changes={row.organisation: ["", on.isoformat()]})
    return row


def _check(row: Expert | ThirdPartyBody, actor: Member | None) -> None:
    if actor is not None and not actor.may("officers.manage", row.department):
        raise AssistantRefused(_("您只能维护本部门推荐的专家和机构。"), field="department")
    if isinstance(row, ThirdPartyBody):
        _check_code(row.uscc)


def _check_code(code: str) -> None:
    if code and not uscc.is_valid(code):
        raise AssistantRefused(_("统一社会信用代码校验不通过，请核对十八位代码。"), field="uscc")


def _check_declaring(interest: Interest, actor: Member | None) -> None:
    holder = interest.holder
    if actor is None:
        return
    may = may_declare(actor, holder) if isinstance(holder, Officer) else actor.may("officers.manage", holder)
    if not may:
        raise AssistantRefused(_("回避事项由本人或其单位申报。"))
