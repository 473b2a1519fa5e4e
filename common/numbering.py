"""Numbers without gaps or doubles: the counter's row is locked until the one who asked commits."""

from django.db import transaction
from django.db.models import F

from common.models import Counter
from tenancy.models import Region


def next_number(tenant: Region | int, series: str, year: int) -> int:
    """The next number of a series in a place and year, from 1."""
    return next_numbers(tenant, series, year, 1)[0]


@transaction.atomic
def next_numbers(tenant: Region | int, series: str, year: int, count: int) -> range:
    """The next `count` numbers of a series in a place and year, from 1.

    Who asks at the same time waits for our transaction; if that is rolled back, the numbers are given again.
    """
    counter = Counter.objects.of(tenant).filter(series=series, year=year)
    if not counter.update(last=F("last") + count):
        fresh = Counter(tenant_id=getattr(tenant, "pk", tenant), series=series, year=year)
        Counter.objects.of(tenant).bulk_create([fresh], ignore_conflicts=True)
        counter.update(last=F("last") + count)
    last = counter.get().last
    return range(last - count + 1, last + 1)


def document_number(prefix: str, year: int | str, number: int | str) -> str:
    """发文字号: 南双联办〔2026〕12号, with the brackets and without leading zeros that GB/T 9704 asks for (7.2.5)."""
    return f"{prefix}〔{year}〕{number}号"
