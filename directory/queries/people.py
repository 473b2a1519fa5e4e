"""Who belongs to a place, which hats somebody wears, and whom a member may deal with."""

from datetime import date
from typing import Any

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from tenancy.hats import hats_of
from tenancy.models import Department, Member, Membership, Region
from tenancy.roles import ROLES, SEPARATED_ROLES
from tenancy.scope import current_scope, scope


def people_of(tenant: Region) -> QuerySet[Member]:
    """Everyone with an account made by `tenant` or a hat worn there, now or once."""
    return Member.objects.filter(Q(home=tenant) | Q(pk__in=Membership.objects.of(tenant).values("member")))


def people_with_hats(tenant: Region, today: date) -> QuerySet[Any]:
    """`people_of` with `hats_here`, the hats each wears in `tenant` today."""
    hats = current(Membership.objects.of(tenant), today).select_related("department", "tenant")
    here = Prefetch("memberships", queryset=hats.order_by("role", "pk"), to_attr="hats_here")
    return people_of(tenant).select_related("home").prefetch_related(here)


def working_here(tenant: Region) -> QuerySet[Member]:
    """People with a current hat in `tenant` and an account in use: whom to choose for a duty."""
    hats = current(Membership.objects.of(tenant), timezone.localdate())
    return Member.objects.filter(pk__in=hats.values("member"), is_active=True)


def hats_in(tenant: Region, member: Member) -> QuerySet[Membership]:
    """The member's hats in one place, the newest first."""
    rows = Membership.objects.of(tenant).filter(member=member).select_related("department", "tenant")
    return rows.order_by("-starts_on", "-pk")


def current(rows: QuerySet[Membership], today: date) -> QuerySet[Membership]:
    """Hats that may be worn on `today`; the last day counts."""
    return rows.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=today), starts_on__lte=today)


def hats_everywhere(member: Member, today: date) -> list[Membership]:
    """The hats the member wears today in every place; read as the member, whose own hats no wall hides."""
    with scope(current_scope().tenant, member=member):
        return hats_of(member, today)


def worn(member: Member) -> Membership:
    """The hat in which the member acts. Errors: `LookupError` outside of a place."""
    if member.hat is None:
        raise LookupError(f"{member.pk} wears no hat")
    return member.hat


def acts_for_place(member: Member, permission: str) -> bool:
    """Whether the hat has `permission` in the whole place and not only in its own department."""
    return member.hat is not None and member.is_active and permission in member.hat.definition.permissions


def roles_to_give(actor: Member) -> list[str]:
    """The roles `actor` may hand out.

    A department's administrator hands out departmental roles of the own department. Operator, auditor and security
    officer are handed out by the place's administrator, but never by somebody who holds one of them (DOMAIN 58).
    """
    if not actor.may("members.manage"):
        return []
    if not acts_for_place(actor, "members.manage"):
        return [code for code, role in ROLES.items() if role.is_departmental]
    held = {hat.role for hat in hats_everywhere(actor, timezone.localdate())}
    barred = SEPARATED_ROLES if held & set(SEPARATED_ROLES) else []
    return [code for code in ROLES if code not in barred]


def departments_to_staff(actor: Member, tenant: Region) -> QuerySet[Department]:
    """The departments in which `actor` may hand out roles."""
    rows = Department.objects.of(tenant).filter(ended_on__isnull=True)
    if acts_for_place(actor, "members.manage"):
        return rows
    return rows.filter(pk=worn(actor).department_id) if actor.may("members.manage") else rows.none()


def may_administer(actor: Member, member: Member) -> bool:
    """Whether `actor` may change the account of `member` and set its password.

    The place that made the account answers for it. A department's administrator deals only with people who wear no
    hat but departmental ones of that department; otherwise a new password would open another's powers.
    """
    if actor.hat is None or member.home_id != actor.hat.tenant_id or not actor.may("members.manage"):
        return False
    if acts_for_place(actor, "members.manage"):
        return True
    hats = hats_everywhere(member, timezone.localdate())
    return bool(hats) and all(_is_below(actor, hat) for hat in hats)


def may_secure(actor: Member, member: Member) -> bool:
    """Whether `actor` is a security officer of the place that made the account of `member`."""
    return actor.may("members.secure") and worn(actor).tenant_id == member.home_id


def _is_below(actor: Member, hat: Membership) -> bool:
    own = worn(actor)
    is_own = hat.tenant_id == own.tenant_id and hat.department_id == own.department_id
    return is_own and hat.definition.is_departmental
