"""What the liaison roster says (R014)."""

from datetime import date

from django.db.models import Func, QuerySet, Value

from directory.models import LiaisonEntry
from directory.roster_form import unit_key
from tenancy.models import CoordinatorFunction, Department, Region


def roster_of(tenant: Region) -> QuerySet:
    """The place's roster, departments by name; departments that were merged away have left it."""
    rows = LiaisonEntry.objects.of(tenant).filter(department__ended_on__isnull=True)
    return rows.select_related("department", "confirmed_by")


def departments_without_entry(tenant: Region) -> QuerySet:
    """Departments that never filed a line."""
    return Department.objects.of(tenant).filter(ended_on__isnull=True, liaisons__isnull=True)


def filing_day(year: int) -> date:
    """The day by which the form of a year is filed (R014: the notice set 15 January)."""
    return date(year, 1, 15)


def departments_to_confirm(tenant: Region, today: date) -> QuerySet:
    """Present departments without a line confirmed in the year of `today`, by name."""
    return departments_unconfirmed_since(tenant, date(today.year, 1, 1))


def departments_unconfirmed_since(tenant: Region | Value, first: date | Func) -> QuerySet:
    """The same, for a line confirmed on `first` or later."""
    confirmed = LiaisonEntry.objects.of(tenant).filter(confirmed_on__gte=first)
    departments = Department.objects.of(tenant).filter(ended_on__isnull=True)
    return departments.exclude(pk__in=confirmed.values("department"))


def unconfirmed(tenant: Region, today: date) -> QuerySet:
    """Lines not yet confirmed in the year of `today`."""
    return roster_of(tenant).filter(confirmed_on__lt=date(today.year, 1, 1))


def departments_by_key(tenant: Region) -> dict[str, list[Department]]:
    """Present departments by every name they go by (full and short), spelling levelled by `unit_key`."""
    found: dict[str, list[Department]] = {}
    for department in Department.objects.of(tenant).filter(ended_on__isnull=True):
        for key in {unit_key(name) for name in (department.name, department.short_name) if name}:
            found.setdefault(key, []).append(department)
    return found


def holder_of(tenant: Region, function: str) -> Department | None:
    """The department that holds a coordinating function here, if one was named (R004)."""
    found = CoordinatorFunction.objects.of(tenant).filter(function=function).select_related("department").first()
    return found.department if found else None
