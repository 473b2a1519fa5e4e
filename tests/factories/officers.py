"""Officers for tests."""

from datetime import date, timedelta
from itertools import count
from typing import Any

from registry.models import Certificate, InspectionGroup, Officer
from registry.queries.officers import with_standing
from registry.services.officers import add_officer
from tenancy.models import Department
from tenancy.scope import scope

TODAY = date(2026, 11, 22)
SINCE = date(2024, 1, 1)
_numbers = count(61070301001)


def make_officer(
    department: Department,
    name: str = "梁书远",
    *,
    days: int | None = 400,
    domains: tuple[str, ...] = ("食品",),
    **values: Any,
) -> Officer:
    """An officer in the library since 2024 whose certificate ends `days` after TODAY; None: without one."""
    officer = Officer(tenant=department.tenant, department=department, name=name, starts_on=SINCE, **values)
    certificate = None if days is None else make_certificate(department, days, domains)
    with scope(department.tenant):
        add_officer(officer, certificate, actor=None)
        return with_standing(Officer.objects.of(department.tenant)).get(pk=officer.pk)


def make_certificate(
    department: Department, days: int, domains: tuple[str, ...] = ("食品",), **values: Any
) -> Certificate:
    """An unsaved certificate that has begun and ends `days` after TODAY."""
    ends_on = TODAY + timedelta(days=days)
    given = {
        "number": str(next(_numbers)),
        "starts_on": min(ends_on - timedelta(days=5 * 365), SINCE),
        "ends_on": ends_on,
    }
    return Certificate(tenant=department.tenant, issuing_body="区司法局", domains=list(domains), **(given | values))


def make_group(department: Department, name: str, *officers: Officer) -> InspectionGroup:
    """An inspection group in use with these members."""
    with scope(department.tenant):
        group = InspectionGroup.objects.of(department.tenant).create(department=department, name=name)
        Officer.objects.of(department.tenant).filter(pk__in=[one.pk for one in officers]).update(group=group)
    return group
