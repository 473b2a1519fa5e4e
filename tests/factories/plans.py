"""Yearly plans and their entries for tests."""

from datetime import date
from itertools import count
from typing import Any

from inspections.models import AnnualPlan, PlanEntry
from inspections.queries.plans import open_consolidated
from inspections.services.consolidated import approve_consolidated, publish_consolidated
from items.models import ItemVersion
from items.queries.versions import chain_of
from items.services import steps
from items.services.settings import set_chain
from publication.models import Duty
from publication.services import duties
from tenancy.models import Department, Member, Region
from tenancy.scope import scope
from tests.factories.items import SHORTEST, make_draft, sent, signed
from tests.factories.tenancy import make_member

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


def item_in_force(lead: Department, cooperating: tuple[Department, ...] = (), **values: Any) -> ItemVersion:
    """An item of the published list, brought there by everybody who has to."""
    tenant = lead.tenant
    author, approver = make_member(tenant, "officer", lead), make_member(tenant, "district_admin")
    with scope(tenant):
        set_chain(chain_of(tenant), SHORTEST, actor=None)
    version = sent(make_draft(author, lead, list(cooperating), **values), author)
    for department in cooperating:
        signed(version, make_member(tenant, "department_admin", department))
    with scope(tenant, member=approver):
        version = ItemVersion.objects.of(tenant).get(pk=version.pk)
        steps.approve(version, actor=approver)
        steps.enforce(version, actor=approver, today=date(2026, 11, 20))
        return ItemVersion.objects.of(tenant).select_related("item").get(pk=version.pk)


def ready_entry(
    plan: AnnualPlan, version: ItemVersion, cooperating: tuple[Department, ...], **values: Any
) -> PlanEntry:
    """An entry that can be submitted: its objects are the enterprises, each department rests on the item."""
    entry = make_entry(plan, cooperating, **{"pool_query": "kind=enterprise", "grade": "key"} | values)
    with scope(plan.tenant_id):
        for line in entry.lines.all():
            line.items.create(tenant_id=plan.tenant_id, item_version=version)
    return entry


def publish_year(plan: AnnualPlan, coordinator: Member, writer: Member, checker: Member) -> AnnualPlan:
    """The consolidated plan approved, its text written and checked by two people, and public; returns the plan."""
    tenant = plan.tenant
    with scope(tenant, member=coordinator):
        consolidated = open_consolidated(tenant, plan.year)
        approve_consolidated(consolidated, actor=coordinator)
        duties.publish_duty(check_duty(tenant, "inspection_plan", writer, checker), actor=checker)
        publish_consolidated(consolidated, actor=coordinator)
        return AnnualPlan.objects.of(tenant).select_related("tenant", "department").get(pk=plan.pk)


def check_duty(tenant: Region, kind: str, writer: Member, checker: Member) -> Duty:
    """The open duty of a kind, written by one person and checked by another."""
    duty = Duty.objects.of(tenant).select_related("tenant", "department").get(kind=kind, state="due")
    duties.prepare(duty, snapshot=duty.snapshot, basis=duty.basis, actor=writer)
    return duties.check(duty, actor=checker)
