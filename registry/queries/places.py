"""Other places that use the platform."""

from django.db.models import QuerySet

from tenancy.models import Region
from tenancy.regions import COUNTRY


def places_to_lend_to(tenant: Region) -> QuerySet[Region]:
    """Places that can receive a message, in the order of their codes."""
    return Region.objects.filter(is_tenant=True).exclude(pk__in=[COUNTRY, tenant.pk]).order_by("code")
