"""Objects for tests, made through the services."""

from datetime import date
from itertools import count
from typing import Any

from registry.models import ObjectEnrolment, SupervisedObject
from registry.services.enrolments import enrol
from registry.services.objects import add_object
from registry.uscc import check_mark
from tenancy.models import Department, Region
from tenancy.scope import scope

TODAY = date(2026, 11, 20)
_numbers = count(1)


def uscc(number: int | None = None, place: str = "610721") -> str:
    """A valid code; by default of a county that is none today."""
    body = f"91{place}{(next(_numbers) if number is None else number):09d}"
    return body + check_mark(body)


def make_object(tenant: Region, name: str = "陕西华信科技有限公司", **values: Any) -> SupervisedObject:
    with scope(tenant):
        row = SupervisedObject(tenant=tenant, name=name, kind=values.pop("kind", "enterprise"), **values)
        return add_object(row, actor=None, today=TODAY)


def make_enrolment(row: SupervisedObject, department: Department, **values: Any) -> ObjectEnrolment:
    with scope(row.tenant_id):
        enrolment = ObjectEnrolment(
            tenant_id=row.tenant_id, object=row, department=department, enrolled_on=TODAY, **values
        )
        return enrol(enrolment, actor=None)


def fresh(row: Any) -> Any:
    """The row as it stands in the database."""
    with scope(row.tenant_id):
        return type(row).objects.of(row.tenant_id).get(pk=row.pk)
