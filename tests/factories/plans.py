"""Yearly plans and their entries for tests."""

from datetime import date
from itertools import count
from typing import Any

from inspections.models import AnnualPlan, PlanEntry
from tenancy.models import Department, Member
from tenancy.scope import scope

YEAR = 2027
_numbers = count(1)


def make_plan(department: Department, author: Member | None = None, year: int = YEAR, **values: Any) -> AnnualPlan:
    with scope(department.tenant):
        return AnnualPlan.objects.of(department.tenant).create(
            department=department, year=year, created_by=author, **values
        )


def make_entry(plan: AnnualPlan, cooperating: tuple[Department, ...] = (), **values: Any) -> PlanEntry:
    """An entry led by the plan's department, with one line for it and one for each cooperating department."""
    filled = {
        "number": next(_numbers),
        "title": "餐饮单位联合检查",
        "objects_text": "全区持证餐饮服务单位",
        "sample_ratio": "0.03",
        "frequency": 1,
        "starts_on": date(plan.year, 3, 1),
        "ends_on": date(plan.year, 10, 31),
    }
    with scope(plan.tenant_id):
        entry = PlanEntry.objects.of(plan.tenant_id).create(plan=plan, department=plan.department, **filled | values)
        for position, department in enumerate([plan.department, *cooperating]):
            entry.lines.create(
                tenant_id=plan.tenant_id,
                position=position,
                role="cooperating" if position else "lead",
                department=department,
                content=f"对餐饮服务单位的监管（{department}）",
            )
    return entry
