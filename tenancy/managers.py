"""Managers that refuse to forget the tenant: `objects` answers only through `.of()` or `.under()`."""

from typing import Any, Self

from django.db import models

from tenancy.regions import last_code


class UnscopedQuery(RuntimeError):
    """A query on a tenant-owned model did not say whose rows it wants."""


class TenantQuerySet(models.QuerySet):
    """Rows of one tenant; rows made through it belong to that tenant."""

    def _belonging_to(self, tenant: int) -> Self:
        self._hints: dict[str, Any] = {**self._hints, "tenant": tenant}
        return self

    def create(self, **values: Any) -> Any:
        if "tenant" in self._hints and "tenant" not in values:
            values.setdefault("tenant_id", self._hints["tenant"])
        return super().create(**values)


class TenantManager(models.Manager):
    """`objects` of every tenant-owned model."""

    def get_queryset(self) -> TenantQuerySet:
        raise UnscopedQuery(f"{self.model.__name__}.objects needs .of(tenant) or .under(tenant)")

    def _rows(self) -> TenantQuerySet:
        return TenantQuerySet(self.model, using=self._db)

    def of(self, tenant: Any) -> TenantQuerySet:
        """Rows owned by `tenant` (a region or its code); the start of every query."""
        code = getattr(tenant, "pk", tenant)
        return self._rows().filter(tenant_id=code)._belonging_to(code)

    def under(self, tenant: Any) -> TenantQuerySet:
        """Rows of `tenant` and every place below it, for reading only (needs a scope opened with `down`)."""
        code = getattr(tenant, "pk", tenant)
        return self._rows().filter(tenant_id__gte=code, tenant_id__lte=last_code(code))
