"""Codes of places: which are free, which are taken, and what became of a retired one."""

from django.db.models import Q, QuerySet

from directory.succession import REASSIGNED, Change, Life, lives_of
from tenancy.models import Region, RegionChange
from tenancy.models.regions import RegionLevel
from tenancy.regions import COUNTRY

_FIRST_ZONE = 71  # the statistics bureau numbers development zones from 71


def places_below(tenant: Region) -> QuerySet[Region]:
    """The places that `tenant` may switch on: those one level below; from the platform all down to the counties."""
    rows = Region.objects.filter(retired_on__isnull=True)
    if tenant.pk == COUNTRY:
        return rows.exclude(pk=COUNTRY).exclude(level=RegionLevel.TOWNSHIP)
    return rows.filter(parent=tenant)


def is_code_known(code: int) -> bool:
    """Whether the code is in use or ever was; a code is not given twice."""
    was_used = RegionChange.objects.filter(Q(old_code=code) | Q(new_code=code)).exists()
    return was_used or Region.objects.filter(code=code).exists()


def overlapping(tenant: Region, first: int, last: int) -> Region | None:
    """A place below `tenant` whose range meets `first`–`last`; None when the range is free."""
    below = Region.objects.filter(code__gt=tenant.code, code__lte=tenant.last)
    return below.filter(code__lte=last, last__gte=first).order_by("code").first()


def free_zone_code(tenant: Region) -> int | None:
    """A code to propose for a new zone below `tenant`; None when all numbers from 71 are taken."""
    step = {"province": 100_000_000, "city": 1_000_000, "county": 1_000}.get(tenant.level)
    if step is None:
        return None
    numbers = range(_FIRST_ZONE, 100) if step > 1_000 else range(401, 1_000)
    candidates = (tenant.code + number * step for number in numbers)
    return next((code for code in candidates if is_free(tenant, code, code + step - 1)), None)


def is_free(tenant: Region, first: int, last: int) -> bool:
    """Whether nothing published and nothing made here bears a code from `first` to `last`."""
    return not is_code_known(first) and overlapping(tenant, first, last) is None


def lives(code: int) -> list[Life]:
    """Every place that ever bore `code`, the earliest first, and where each is today."""
    return lives_of(code, PublishedChanges())


class PublishedChanges:
    """The gazette: the published changes since 1980 and the table of places in use."""

    def changes(self, code: int) -> list[Change]:
        return _read(RegionChange.objects.filter(Q(old_code=code) | Q(new_code=code)))

    def reassignments(self, name: str, year: int) -> list[Change]:
        return _read(RegionChange.objects.filter(new_name=name, year=year, change=REASSIGNED))

    def name_today(self, code: int) -> str | None:
        return Region.objects.filter(code=code, retired_on__isnull=True).values_list("name", flat=True).first()


def _read(rows: QuerySet[RegionChange]) -> list[Change]:
    return [
        Change(row.year, row.change, row.old_code, row.old_name, row.new_code, row.new_name)
        for row in rows.order_by("year", "pk")
    ]
