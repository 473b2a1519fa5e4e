"""What is measured of a year's plans, inside the site: overlap engine and simulation, and the raw way beside."""

import time
from datetime import date
from typing import Any

from django.db import connection, connections

from inspections.models import AnnualPlan, PlanEntry
from inspections.queries.overlaps import entries_to_merge, find_groups
from inspections.queries.pools import pool_of
from inspections.services.simulations import ask_to_simulate, run_simulation
from registry.kinds import ObjectKind
from registry.management.commands.make_objects import counties, fill
from registry.queries.industries import section_choices
from tenancy.models import Region
from tenancy.scope import scope
from tests.factories.tenancy import make_department, open_place

PLACE, YEAR = 610703000000, 2031
TODAY = date(2030, 12, 10)
SPAN = 20
"""So many departments share the entries."""


def grow(objects: int, entries: int) -> None:
    """Objects of one county, and entries over them by kind and branch, in windows that shift through the year."""
    open_place(PLACE)
    fill(list(counties(PLACE)), objects, 1)
    with connections["owner"].cursor() as cursor:
        cursor.execute("VACUUM ANALYZE registry_supervisedobject")
    with scope(PLACE):
        place = Region.objects.get(pk=PLACE)
    queries = [f"kind={kind}" for kind in (ObjectKind.ENTERPRISE, ObjectKind.SOLE_TRADER)]
    queries += [f"industry={label[0]}" for label, _codes in section_choices()]
    plans = [_plan(place, number) for number in range(min(SPAN, entries))]
    for number in range(entries):
        _entry(plans[number % len(plans)], number, queries[number % len(queries)])


def _plan(place: Region, number: int) -> AnnualPlan:
    department = make_department(place, f"测算{number}局")
    with scope(place):
        return AnnualPlan.objects.of(place).create(department=department, year=YEAR)


def _entry(plan: AnnualPlan, number: int, query: str) -> None:
    with scope(plan.tenant_id):
        entry = PlanEntry.objects.of(plan.tenant_id).create(
            plan=plan,
            department=plan.department,
            number=number + 1,
            title=f"检查{number}",
            objects_text="企业",
            pool_query=query,
            sample_ratio="0.02",
            frequency=1,
            starts_on=date(YEAR, 1 + number % 9, 1),
            ends_on=date(YEAR, 4 + number % 9, 28),
        )
        entry.lines.create(
            tenant_id=plan.tenant_id, position=0, role="lead", department=plan.department, content="检查"
        )


def overlaps() -> dict[str, Any]:
    """Seconds of the engine, and of nothing but reading the numbers of every pool once."""
    with scope(PLACE):
        place = Region.objects.get(pk=PLACE)
        started_at = time.perf_counter()
        groups = find_groups(place, YEAR, TODAY)
        ours = time.perf_counter() - started_at
        started_at = time.perf_counter()
        for query in set(entries_to_merge(place, YEAR).values_list("pool_query", flat=True)):
            _read(pool_of(place, query))
        return {"ours": ours, "raw": time.perf_counter() - started_at, "groups": len(groups)}


def _read(pool: Any) -> int:
    sql, values = pool.order_by().values("pk").query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return len(cursor.fetchall())


def _read_drawn(pool: Any, quota: int) -> int:
    sql, values = pool.order_by().values("pk").query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f"{sql} ORDER BY random() LIMIT {quota}", values)
        return len(cursor.fetchall())


def draws(runs: int) -> dict[str, Any]:
    """Seconds of trying out all entries `runs` times, and of drawing as often in SQL alone, without any figures."""
    with scope(PLACE):
        place = Region.objects.get(pk=PLACE)
        simulation = ask_to_simulate(place, YEAR, None, runs=runs, actor=None)
        started_at = time.perf_counter()
        found = run_simulation(simulation, tell=lambda *_told: None).result
        ours = time.perf_counter() - started_at
        entries = list(PlanEntry.objects.of(place).filter(plan__year=YEAR).order_by("pk"))
        started_at = time.perf_counter()
        for entry in entries:
            pool = pool_of(place, entry.pool_query)
            _read_drawn(pool, round(pool.count() * float(entry.sample_ratio or 0)))
        raw = (time.perf_counter() - started_at) * runs
        return {"ours": ours, "raw": raw, "visits": found["visits"], "objects": found["objects"]}
