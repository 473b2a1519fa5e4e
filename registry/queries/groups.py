"""Inspection groups with the people who are in them, and who may be put into one (R095)."""

from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from registry.models import InspectionGroup, Officer
from registry.queries.officers import serving_officers, with_standing
from tenancy.models import Region


def with_members(rows: QuerySet[InspectionGroup], tenant: Region, today: date) -> QuerySet[InspectionGroup]:
    """Each group with `members`: its officers who serve on `today`, by name, with what decides whether they are fit."""
    serving = with_standing(serving_officers(tenant, today)).order_by("name", "pk")
    return rows.select_related("department").prefetch_related(Prefetch("officers", serving, to_attr="members"))


def officers_for_group(group: InspectionGroup, today: date) -> QuerySet[Officer]:
    """Who may be chosen: the department's officers who serve today and whom no other group in use holds."""
    rows = serving_officers(group.tenant, today).filter(department=group.department_id)
    return rows.filter(Q(group=None) | Q(group=group) | Q(group__is_retired=True)).order_by("name", "pk")
