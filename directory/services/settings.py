"""What a place decides for itself about using the platform (R205)."""

from django.db import transaction

from directory.services.writing import changes_between, keep
from tenancy.audit import record
from tenancy.models import Member, TenantSettings

FIELDS = ("second_factor_roles", "idle_minutes", "notices_by_email")


@transaction.atomic
def change_settings(settings: TenantSettings, *, actor: Member | None) -> TenantSettings:
    """Write the new values that `settings` carries; the first saving makes the row. Errors: `ValidationError`."""
    before = TenantSettings.objects.of(settings.tenant_id).select_for_update().first()
    settings.pk = before.pk if before else None
    settings._state.adding = before is None
    keep(settings)
    was = before or TenantSettings(tenant_id=settings.tenant_id)
    record(actor, "directory.change_settings", settings, changes=changes_between(was, settings, FIELDS))
    return settings
