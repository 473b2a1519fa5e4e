"""Put the demonstration's plans into the database: every step is taken by a person who may take it."""

from datetime import date, datetime, time
from decimal import Decimal
from urllib.parse import urlencode

from common.calendars.words import SHANGHAI
from inspections.demo.samples import CASTS
from inspections.demo.shapes import Cast, Entry, Plan
from inspections.models import AnnualPlan, PlanEntry, PlanLimits, PlanStratum, StratumDefault
from inspections.queries.entries import ground_of, versions_open_to
from inspections.queries.plans import open_consolidated
from inspections.services import consolidated, plans, seasons
from inspections.services.entries import EntryContent, LineContent, Pick, add_entry, compose, set_strata
from items.demo.loading import person
from items.models import Checklist
from items.states import IN_FORCE
from publication.models import Duty
from publication.services import duties
from registry.models import ObjectTag
from tenancy.models import Department, Member, Region
from tenancy.scope import scope


def load_plans(today: date) -> int:
    """Load the plans of the demonstration unless a place has some; returns how many were added."""
    return sum(_load_place(cast, today) for cast in CASTS)


def _load_place(cast: Cast, today: date) -> int:
    with scope(cast.place):
        place = Region.objects.get(pk=cast.place)
        if AnnualPlan.objects.of(place).exists():
            return 0
        coordinator = person(place, cast.coordinator)
        seasons.open_season(place, today.year, actor=coordinator)
        limits = PlanLimits(tenant=place, joint_target=Decimal(cast.joint_target))
        seasons.set_limits(limits, actor=coordinator)
        rows = [
            StratumDefault(tenant=place, basis=basis, value=value, ratio=Decimal(ratio), frequency=frequency)
            for basis, value, ratio, frequency in cast.standards
        ]
        if rows:
            seasons.set_stratum_defaults(place, rows[0].basis, rows, actor=coordinator)
        for plan in cast.plans:
            _load_plan(place, plan, today)
        _publish(place, cast, coordinator, today.year)
    return len(cast.plans)


def _load_plan(place: Region, sample: Plan, today: date) -> None:
    department = Department.objects.of(place).select_related("tenant").get(name=sample.department)
    author = person(place, sample.author)
    plan = plans.begin_plan(department, today.year + sample.year, actor=author)
    for entry in sample.entries:
        _load_entry(place, plan, entry, author)
    if sample.approved_on is None:
        return
    plans.submit_plan(plan, actor=author)
    plans.approve_plan(plan, actor=person(place, sample.approver))
    approved_on = min(today, date(plan.year, *sample.approved_on))
    handed_in_at = datetime.combine(approved_on, time(10), SHANGHAI)
    AnnualPlan.objects.of(place).filter(pk=plan.pk).update(submitted_at=handed_in_at, approved_at=handed_in_at)


def _load_entry(place: Region, plan: AnnualPlan, sample: Entry, author: Member) -> None:
    departments = {one.name: one for one in Department.objects.of(place)}
    lines = [
        LineContent(departments[name], content, is_by_group=name in sample.groups) for name, content in sample.lines
    ]
    values = {"title": sample.title, "objects_text": sample.objects, "pool_query": _query(place, sample.pool)}
    days = {name: date(plan.year, *sample.values[name]) for name in ("starts_on", "ends_on")}
    entry = add_entry(plan, EntryContent(values | sample.values | days, lines), actor=author)
    if sample.item:
        compose(entry, _picks(place, sample.item, [line.department for line in lines]), actor=author)
    if sample.strata:
        rows = [
            PlanStratum(
                tenant=place, entry=entry, basis="risk_level", value=value, ratio=Decimal(ratio), frequency=frequency
            )
            for value, ratio, frequency in sample.strata
        ]
        set_strata(PlanEntry.objects.of(place).get(pk=entry.pk), rows, actor=author)


def _query(place: Region, pool: dict[str, str]) -> str:
    """The query of the list of objects; a tag is named in words and asked by its number."""
    tag = ObjectTag.objects.of(place).filter(name=pool.get("tag", "")).first()
    return urlencode(pool | ({"tag": tag.pk} if tag else {}))


def _picks(place: Region, content: str, departments: list[Department]) -> list[Pick]:
    version = next(one for one in versions_open_to(place) if one.content == content)
    tables = {one.department_id: one for one in Checklist.objects.of(place).filter(item=version.item, state=IN_FORCE)}
    return [
        Pick(department, version, tables.get(department.pk))
        for department in departments
        if ground_of(version, department.pk) is not None
    ]


def _publish(place: Region, cast: Cast, coordinator: Member, year: int) -> None:
    """The coordinator approves the plan of the place, two people write and check its text, and it is out."""
    of_year = open_consolidated(place, year)
    if of_year is None:
        return
    consolidated.approve_consolidated(of_year, actor=coordinator)
    writer, checker = person(place, cast.writer), person(place, cast.checker)
    duty = Duty.objects.of(place).select_related("tenant", "department").get(kind="inspection_plan", state="due")
    duties.prepare(duty, snapshot=duty.snapshot, basis=duty.basis, actor=writer)
    duties.check(duty, actor=checker)
    duties.publish_duty(duty, actor=checker)
    consolidated.publish_consolidated(of_year, actor=coordinator)
