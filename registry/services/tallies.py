"""Counts a library by night, and after a large register (R055)."""

from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone

from registry.models import LibraryTally
from registry.queries.tallies import FIGURES, count_now
from tenancy.models import Region


def gather_statistics() -> None:
    """Let PostgreSQL see how large the library has become, without waiting for autovacuum."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT gather_library_statistics()")


@transaction.atomic
def count_library(tenant: Region, *, now: datetime) -> int:
    """Replace the figures of the place; returns how many objects there are. It may run again at any time."""
    lines = count_now(tenant, timezone.localdate(now))
    Region.objects.select_for_update().get(pk=tenant.pk)
    LibraryTally.objects.of(tenant).delete()
    LibraryTally.objects.of(tenant).bulk_create(
        LibraryTally(
            tenant=tenant,
            department_id=line["department_id"],
            section=line["section"],
            counted_at=now,
            **{name: line[name] for name in FIGURES},
        )
        for line in lines
    )
    return sum(line["living"] for line in lines)
