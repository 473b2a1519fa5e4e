"""Tags in force, and those a member may give (R050)."""

from datetime import date

from django.db.models import Q, QuerySet

from registry.models import ObjectTag, SupervisedObject, TagAssignment
from tenancy.models import Member, Region


def tags_to_give(tenant: Region, member: Member) -> QuerySet[ObjectTag]:
    """The shared tags and those of the member's own department."""
    own = member.hat.department_id if member.hat else None
    usable = Q(department=None) | Q(department=own)
    return ObjectTag.objects.of(tenant).filter(usable, is_retired=False).select_related("department")


def in_force(assignments: QuerySet, today: date) -> QuerySet:
    """Assignments that hold on `today`; the last day counts."""
    return assignments.filter(Q(ends_on=None) | Q(ends_on__gte=today), starts_on__lte=today)


def tags_on(row: SupervisedObject, today: date) -> QuerySet[TagAssignment]:
    """What an object is tagged with today."""
    rows = TagAssignment.objects.of(row.tenant_id).filter(object=row)
    return in_force(rows, today).select_related("tag__department", "given_by")
