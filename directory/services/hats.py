"""Roles handed out and taken back: who wears which hat, where, and for how long."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.refusals import Refused
from directory.notices import tell_wearer
from directory.queries.people import acts_for_place, current, departments_to_staff, roles_to_give
from directory.services.writing import changes_between, keep, stored
from tenancy.audit import record
from tenancy.backends import login_id
from tenancy.models import Member, Membership
from tenancy.roles import ROLES

FIELDS = ("member", "role", "department", "starts_on", "ends_on")

_FIELD_OF = {
    "membership_separation": "role",
    "membership_once": "role",
    "membership_department": "department",
    "membership_ends_after_start": "ends_on",
}


class OwnRole(Refused):
    """Somebody handed a role to themselves."""


class RoleNotYours(Refused):
    """The role or the department is not the actor's to give."""


class LastAdministrator(Refused):
    """The place would be left without anybody to run it."""


@transaction.atomic
def put_on(hat: Membership, *, actor: Member | None) -> Membership:
    """Give the hat, unsaved and with its tenant, to its member.

    The member may belong to another place; the hat counts only here. Errors: `OwnRole`, `RoleNotYours`, `RuleBroken`
    (the three separated roles), `ValidationError` by field.
    """
    if actor is not None:
        _check_right(hat, actor)
    keep(hat, unseen=["member"], **_FIELD_OF)
    record(actor, "directory.put_on_hat", hat, changes=changes_between(None, hat, FIELDS))
    tell_wearer(hat)
    return hat


class NobodyOfThatName(Refused):
    """The sign-in name means no account."""


@transaction.atomic
def invite(hat: Membership, *, actor: Member, login: str) -> Membership:
    """Give the hat, unsaved and without a member, to the person who signs in as `login`, wherever the account was made.

    Errors: `NobodyOfThatName`, `RoleNotYours` for a department's administrator, and those of `put_on`.
    """
    if not acts_for_place(actor, "members.manage"):
        raise RoleNotYours(_("添加外地人员须由统筹管理员办理。"))
    member_id = login_id(login)
    if member_id is None:
        raise NobodyOfThatName(_("没有这个登录名，请向本人核对。"), field="login")
    hat.member_id = member_id
    return put_on(hat, actor=actor)


@transaction.atomic
def take_off(hat: Membership, *, actor: Member | None, on: date, note: str = "") -> Membership:
    """The hat is worn until `on`, that day included. Errors: `RoleNotYours`, `LastAdministrator`, `ValidationError`."""
    before = stored(hat)
    if actor is not None and hat.role not in roles_to_give(actor):
        raise RoleNotYours(_("您不能办理这个角色的任职。"))
    if actor is not None and not actor.may("members.manage", hat):
        raise RoleNotYours(_("您只能办理本部门的任职。"))
    if is_last_administrator(hat):
        raise LastAdministrator(_("此人是本地区唯一的统筹管理员，请先任命另一名统筹管理员。"))
    hat.ends_on = on
    keep(hat, unseen=["member"], **_FIELD_OF)
    record(actor, "directory.take_off_hat", hat, note=note, changes=changes_between(before, hat, ["ends_on"]))
    return hat


def is_last_administrator(hat: Membership) -> bool:
    """Whether the place of `hat` would have no administrator without it."""
    if "members.manage" not in ROLES[hat.role].permissions:
        return False
    others = Membership.objects.of(hat.tenant_id).filter(role=hat.role, member__is_active=True)
    return not current(others.exclude(member=hat.member_id), timezone.localdate()).exists()


def _check_right(hat: Membership, actor: Member) -> None:
    if hat.member_id == actor.pk:
        raise OwnRole(_("不能给自己添加角色，请由其他统筹管理员办理。"), field="role")
    if hat.role not in roles_to_give(actor):
        raise RoleNotYours(_("您的身份不能授予“%(role)s”。") % {"role": hat.get_role_display()}, field="role")
    if hat.department is not None and hat.department not in departments_to_staff(actor, hat.tenant):
        raise RoleNotYours(_("您只能在本部门添加任职，且部门未撤并。"), field="department")
