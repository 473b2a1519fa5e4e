"""What the public learns of publications that are kept back: how many, on which ground (R127)."""

from django.db.models import Count

from publication.models import Exemption, WithheldCount
from publication.states import EXEMPTED
from tenancy.models import Region


def count_withheld(tenant: Region) -> None:
    """Count anew what is kept back whole, by kind and ground."""
    kept_back = Exemption.objects.of(tenant).filter(is_granted=True, duty__state=EXEMPTED, fields=[])
    counts = kept_back.values_list("duty__kind", "ground").annotate(Count("duty", distinct=True)).order_by()
    WithheldCount.objects.of(tenant).all().delete()
    WithheldCount.objects.of(tenant).bulk_create(
        WithheldCount(tenant=tenant, kind=kind, ground=ground, count=count) for kind, ground, count in counts
    )
