"""The base of everything a tenant owns."""

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from tenancy.managers import TenantManager


class TenantModel(models.Model):
    """A row that belongs to the government of one place, for ever.

    `objects` answers only to `.of(tenant)` or `.under(tenant)`. `everything` serves Django's own machinery (foreign
    keys, cascades, validation); row-level security still stands behind it.
    """

    tenant = models.ForeignKey("tenancy.Region", models.PROTECT, verbose_name=_("所属地区"), related_name="+")

    everything = models.Manager()
    objects: ClassVar[Any] = TenantManager()

    class Meta:
        abstract = True
        base_manager_name = "everything"
        default_manager_name = "everything"

    def update(self, **values: Any) -> None:
        """Write some columns and no others; the service that calls has judged the values."""
        for name, value in values.items():
            setattr(self, name, value)
        self.save(update_fields=list(values))
