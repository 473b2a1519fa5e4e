"""Grants of responsibility on single departments that no role implies."""

from django.contrib.auth.models import Permission
from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from common.refusals import Refused
from directory.queries.people import current, hats_in
from tenancy.audit import record
from tenancy.models import Department, DepartmentGrant, Member
from tenancy.roles import PERMISSIONS, codename


class GrantRefused(Refused):
    """A grant that may not be given."""


def grantable() -> list[tuple[str, str | Promise]]:
    """What can be granted on a department: (permission, label)."""
    names = {name for name, _label in Department._meta.permissions}
    return [(permission, label) for permission, label in PERMISSIONS.items() if codename(permission) in names]


@transaction.atomic
def grant(department: Department, *, actor: Member | None, member: Member, permission: str) -> DepartmentGrant:
    """Let `member` do `permission` (`roster.manage`) for `department`; granting twice changes nothing.

    Errors: `GrantRefused` for oneself, for somebody without a current hat in the place, or for an ended department.
    """
    _check(department, actor, member)
    right = Permission.objects.get(
        content_type__app_label="tenancy", content_type__model="department", codename=codename(permission)
    )
    row, is_new = DepartmentGrant.objects.of(department.tenant_id).get_or_create(
        tenant_id=department.tenant_id, content_object=department, user=member, permission=right
    )
    if is_new:
        record(actor, "directory.grant", row)
    return row


@transaction.atomic
def revoke(row: DepartmentGrant, *, actor: Member | None, note: str = "") -> None:
    """Take a grant back; history keeps it."""
    record(actor, "directory.revoke", row, note=note)
    row.delete()


def _check(department: Department, actor: Member | None, member: Member) -> None:
    if actor is not None and actor.pk == member.pk:
        raise GrantRefused(_("不能给自己授权，请由其他统筹管理员办理。"), field="person")
    if department.ended_on:
        raise GrantRefused(_("部门已撤并，不能再授权。"), field="department")
    if not current(hats_in(department.tenant, member), timezone.localdate()).exists():
        raise GrantRefused(_("此人在本地区没有有效任职，请先添加任职。"), field="person")
