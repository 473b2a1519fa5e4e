"""Visits and caps for tests of the visit budget."""

from datetime import date
from itertools import count
from typing import Any

from django.utils import timezone

from inspections.models import CapRule, Visit, VisitSection
from registry.models import SupervisedObject
from tenancy.models import Department, Region
from tenancy.scope import scope

DAY = date(2026, 5, 8)
_serials = count(1001)
"""Above the numbers that services give out."""


def make_visit(row: SupervisedObject, departments: list[Department], state: str = "closed", **values: Any) -> Visit:
    """A visit in that state with a section for each department, the first leading."""
    with scope(row.tenant_id):
        visit = Visit.objects.of(row.tenant_id).create(
            department=departments[0],
            object=row,
            year=2026,
            serial=next(_serials),
            title="联合检查",
            starts_on=values.pop("on", DAY),
            ends_on=date(2030, 12, 31),
            origin="random",
            prepared_at=timezone.now(),
            state=state,
            **values,
        )
        for department in departments:
            VisitSection.objects.of(row.tenant_id).create(visit=visit, department=department, content="检查")
        return visit


def make_cap(tenant: Region, most: int, scope_word: str = "together", **values: Any) -> CapRule:
    """A cap that is in force since 2026."""
    fields = {"basis": "南政办发〔2026〕12号", "first_year": 2026, **values}
    with scope(tenant):
        return CapRule.objects.of(tenant).create(scope=scope_word, most=most, **fields)
