"""Departments as forms and pages ask for them."""

from datetime import date

from django.db.models import Count, Q, QuerySet

from tenancy.models import Department, Region


def open_departments(tenant: Region) -> QuerySet[Department]:
    """The departments that have not been ended."""
    return Department.objects.of(tenant).filter(ended_on__isnull=True)


def upper_departments(tenant: Region) -> QuerySet[Department]:
    """Departments of the places above, the nearest place first: the choices of 上级对口部门 (R002).

    Places read the departments above them; the wall lets nothing else through.
    """
    above = Department.everything.filter(tenant__in=tenant.ancestor_codes, ended_on__isnull=True)
    return above.select_related("tenant").order_by("-tenant_id", "name", "pk")


def with_people(rows: QuerySet[Department], today: date) -> QuerySet[Department]:
    """Adds `people`: how many members wear a hat in the department today."""
    is_current = Q(memberships__starts_on__lte=today) & (
        Q(memberships__ends_on__isnull=True) | Q(memberships__ends_on__gte=today)
    )
    return rows.annotate(people=Count("memberships__member", filter=is_current, distinct=True))
