"""A department's part of the library passes to another one: files it keeps, its list, tags, tasks, routes (R013)."""

from collections.abc import Iterator
from datetime import date

from django.db import models
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from registry.models import ApprovalRoute, ObjectEnrolment, ObjectTag, SupervisedObject, Verification
from registry.services.enrolments import move_enrolment
from registry.states import ENDED, TO_VERIFY
from tenancy.models import Department, Region

Passed = tuple[models.Model, str]
"""A row that changed hands, and what became of it where that is not plain."""

_AT_ONCE = 1_000


def _handed(rows: QuerySet, target: Department) -> Iterator[Passed]:
    """Give rows to the target, a thousand at a time: a large library stays out of memory."""
    numbers = list(rows.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(numbers), _AT_ONCE):
        batch = rows.model.objects.of(target.tenant_id).filter(pk__in=numbers[start : start + _AT_ONCE])
        batch.update(department=target)
        for row in batch.order_by("pk"):
            yield row, ""


def files_of(tenant: Region, department: Department) -> QuerySet:
    """The files that a department keeps."""
    return SupervisedObject.objects.of(tenant).filter(department=department)


def hand_over_files(tenant: Region, source: Department, target: Department, on: date) -> Iterator[Passed]:
    """The target keeps the files from now on."""
    yield from _handed(files_of(tenant, source), target)


def list_of(tenant: Region, department: Department) -> QuerySet:
    """What a department has enrolled and not ended."""
    return ObjectEnrolment.objects.of(tenant).filter(department=department).exclude(state=ENDED)


def hand_over_list(tenant: Region, source: Department, target: Department, on: date) -> Iterator[Passed]:
    """Enrolments go over; where the target has enrolled the object itself, the source's ends."""
    theirs = ObjectEnrolment.objects.of(tenant).filter(department=target).values("object")
    doubled = list_of(tenant, source).filter(object__in=theirs).select_related("object", "department", "tenant")
    note = _("职责划转到%(target)s") % {"target": target}
    for enrolment in doubled.order_by("pk"):
        yield move_enrolment(enrolment, "end", actor=None, today=on, note=note), _("划入部门已纳入名录，原名录移出")
    yield from _handed(list_of(tenant, source), target)


def tags_of(tenant: Region, department: Department) -> QuerySet:
    """A department's own tags."""
    return ObjectTag.objects.of(tenant).filter(department=department)


def hand_over_tags(tenant: Region, source: Department, target: Department, on: date) -> Iterator[Passed]:
    """A tag that the target has by the same name keeps the source's name with it."""
    taken = set(tags_of(tenant, target).values_list("name", flat=True))
    for tag in tags_of(tenant, source).order_by("pk"):
        tag.department = target
        if tag.name in taken:
            tag.name = f"{tag.name}·{source}"[:40]
        tag.save(update_fields=["department", "name"])
        yield tag, ""


def tasks_of(tenant: Region, department: Department) -> QuerySet:
    """What a department still has to verify."""
    return Verification.objects.of(tenant).filter(department=department, state=TO_VERIFY)


def hand_over_tasks(tenant: Region, source: Department, target: Department, on: date) -> Iterator[Passed]:
    """The target verifies what is left."""
    yield from _handed(tasks_of(tenant, source).select_related("object"), target)


def routes_of(tenant: Region, department: Department) -> QuerySet:
    """Routes of approvals that begin or end with a department."""
    return ApprovalRoute.objects.of(tenant).filter(Q(department=department) | Q(supervisor=department))


def hand_over_routes(tenant: Region, source: Department, target: Department, on: date) -> Iterator[Passed]:
    """Both ends go over; a route that the target has already is not doubled."""
    for route in routes_of(tenant, source).select_related("supervisor", "department").order_by("pk"):
        route.department = target if route.department_id == source.pk else route.department
        if route.supervisor_id == source.pk:
            route.supervisor = target
        twin = ApprovalRoute.objects.of(tenant).filter(matter=route.matter, supervisor=route.supervisor)
        if twin.exclude(pk=route.pk).exists():
            moved = ApprovalRoute(pk=route.pk, matter=route.matter, supervisor=route.supervisor)
            route.delete()
            yield moved, _("划入部门已有相同的对应关系")
        else:
            route.save(update_fields=["department", "supervisor"])
            yield route, ""
