"""What the public learns of publications that are kept back: how many, on which ground (R127)."""

from django.db.models import Count

from publication.models import WithheldCount
from publication.queries import kept_back
from tenancy.models import Region


def count_withheld(tenant: Region) -> None:
    """Count anew what is kept back, wholly and in part, by kind and ground."""
    counts = (
        kept_back(tenant).values_list("duty__kind", "ground", "is_part").annotate(Count("duty__ref", distinct=True))
    )
    WithheldCount.objects.of(tenant).all().delete()
    WithheldCount.objects.of(tenant).bulk_create(
        WithheldCount(tenant=tenant, kind=kind, ground=ground, is_part=is_part, count=count)
        for kind, ground, is_part, count in counts.order_by()
    )
