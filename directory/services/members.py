"""Accounts: made, changed, switched off, and helped back in. A password is shown once and changed at first sign-in."""

import secrets

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.refusals import Refused
from directory.queries.people import hats_everywhere, may_administer, may_secure
from directory.services.hats import LastAdministrator, is_last_administrator, put_on
from directory.services.writing import changes_between, keep, stored
from tenancy import services
from tenancy.audit import record
from tenancy.lockout import forgive
from tenancy.models import Member, Membership
from tenancy.sessions import end_sessions

FIELDS = ("username", "name", "employee_number", "mobile", "email")

_LOWER, _UPPER, _DIGITS = "abcdefghjkmnpqrstuvwxyz", "ABCDEFGHJKMNPQRSTUVWXYZ", "23456789"


class NotYourAccount(Refused):
    """The account is not the actor's to deal with."""


@transaction.atomic
def add_member(member: Member, *, actor: Member | None, hat: Membership) -> str:
    """Make an account with its first hat; both are unsaved. Returns the temporary password, shown once.

    Errors: what `add_hat` refuses, `RuleBroken`, `ValidationError` by field.
    """
    password = temporary_password()
    member.home = hat.tenant
    member.must_change_password = True
    member.set_password(password)
    keep(member, member_employee_number="employee_number", member_username_any_case="username")
    record(actor, "directory.add_member", member, changes=changes_between(None, member, FIELDS))
    hat.member = member
    put_on(hat, actor=actor)
    return password


@transaction.atomic
def change_member(member: Member, *, actor: Member | None) -> Member:
    """Write the new values that `member` carries. Errors: `NotYourAccount`, `RuleBroken`, `ValidationError`."""
    before = stored(member)
    _check_administers(actor, before)
    keep(member, member_employee_number="employee_number", member_username_any_case="username")
    record(actor, "directory.change_member", member, changes=changes_between(before, member, FIELDS))
    return member


@transaction.atomic
def deactivate_member(member: Member, *, actor: Member | None, note: str) -> Member:
    """Nobody signs in with the account any more; hats and history stay.

    Errors: `NotYourAccount`, `LastAdministrator`.
    """
    _check_administers(actor, member)
    if actor is not None and actor.pk == member.pk:
        raise NotYourAccount(_("不能停用自己的账号。"))
    if any(is_last_administrator(hat) for hat in hats_everywhere(member, timezone.localdate())):
        raise LastAdministrator(_("此人是本地区唯一的统筹管理员，请先任命另一名统筹管理员。"))
    _set_active(member, False)
    end_sessions(member)
    record(actor, "directory.deactivate_member", member, note=note)
    return member


@transaction.atomic
def reactivate_member(member: Member, *, actor: Member | None, note: str = "") -> Member:
    """The account may be signed in with again. Errors: `NotYourAccount`."""
    _check_administers(actor, member)
    _set_active(member, True)
    record(actor, "directory.reactivate_member", member, note=note)
    return member


@transaction.atomic
def reset_password(member: Member, *, actor: Member | None, note: str = "") -> str:
    """Give a new temporary password, which is returned and shown once. Errors: `NotYourAccount`."""
    if not (actor is None or may_secure(actor, member)):
        _check_administers(actor, member)
    password = temporary_password()
    member.set_password(password)
    member.must_change_password = True
    member.save(update_fields=["password", "must_change_password"])
    forgive(member)
    end_sessions(member)
    record(actor, "directory.reset_password", member, note=note)
    return password


@transaction.atomic
def unlock_member(member: Member, *, actor: Member, note: str = "") -> None:
    """Forget the failed sign-ins that locked the account. Errors: `NotYourAccount`."""
    if not may_secure(actor, member):
        _check_administers(actor, member)
    services.unlock_account(member, actor=actor, note=note)


@transaction.atomic
def reset_second_factor(member: Member, *, actor: Member, note: str) -> None:
    """Remove the second factor of somebody who lost it; a new one is set up at the next sign-in.

    Only another security officer of the place that made the account. Errors: `NotYourAccount`.
    """
    if actor.pk == member.pk or not may_secure(actor, member):
        raise NotYourAccount(_("重置两步验证须由建立账号的地区的另一名安全保密员办理。"))
    services.reset_second_factor(member, actor=actor, note=note)


def temporary_password() -> str:
    """Three groups that are easy to read out, without signs that look alike: Kwmr-tzhp-4827."""

    def pick(signs: str, count: int) -> str:
        return "".join(secrets.choice(signs) for _number in range(count))

    return f"{pick(_UPPER, 1)}{pick(_LOWER, 3)}-{pick(_LOWER, 4)}-{pick(_DIGITS, 4)}"


def _set_active(member: Member, is_active: bool) -> None:
    member.is_active = is_active
    member.save(update_fields=["is_active"])


def _check_administers(actor: Member | None, member: Member) -> None:
    if actor is not None and not may_administer(actor, member):
        raise NotYourAccount(
            _("这个账号不归您管理：账号由“%(home)s”建立，部门管理员只能管理仅在本部门任职的人员。")
            % {"home": member.home}
        )
