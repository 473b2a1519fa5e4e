"""Grants of responsibility on single rows that no role implies (django-guardian, direct foreign keys)."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from guardian.managers import UserObjectPermissionManager
from guardian.models import UserObjectPermissionBase

from tenancy.history import track
from tenancy.managers import TenantQuerySet
from tenancy.models.base import TenantModel
from tenancy.models.departments import Department


class GrantManager(UserObjectPermissionManager):
    """What django-guardian asks of `objects`, with `.of()` for our own code; row-level security stands behind both."""

    def of(self, tenant) -> TenantQuerySet:
        rows: TenantQuerySet = TenantQuerySet(self.model, using=self._db)
        code = getattr(tenant, "pk", tenant)
        return rows.filter(tenant_id=code)._belonging_to(code)


@track()
class DepartmentGrant(TenantModel, UserObjectPermissionBase):
    """A member answers for something of a department although no role says so, e.g. its liaison roster."""

    content_object = models.ForeignKey(Department, models.CASCADE, verbose_name=_("部门"), related_name="grants")

    objects: ClassVar[Any] = GrantManager()

    class Meta(TenantModel.Meta, UserObjectPermissionBase.Meta):
        abstract = False
        verbose_name = _("单项授权")
        verbose_name_plural = _("单项授权")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.user}：{self.permission.name}（{self.content_object}）"
