"""How far a task is: visits by state, by department, and how much of the range they cover (R042, R107)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from inspections.models import InspectionTask, PlanEntryLine, Visit, VisitSection
from inspections.queries.pools import pool_of
from inspections.queries.visits import visits_for
from inspections.states import AT_THE_DOOR, CLOSED, LOOKED_AT, NO_VISIT, REPLACED, VISIT_WORKFLOW
from registry.models import ChainStage, SupervisedObject
from registry.queries.key_lists import units_along
from registry.queries.tallies import kept_tally
from registry.states import ACTIVE
from tenancy.models import Member, Region


@dataclass(frozen=True)
class Progress:
    """Of `whole` objects `done` are looked at; `states` says (state, word, visits) of each state that occurs.

    `whole` counts the visits of a task that draws, and the objects of the range of one that covers all of them;
    `unvisited` of those have no visit in this task. `chain` says (link, objects, looked at) of each link of the chain
    of production, operation, use and testing at which units of key lists in the range stand (R107).
    """

    whole: int
    done: int
    states: tuple[tuple[str, str, int], ...]
    unvisited: int = 0
    chain: tuple[tuple[str, int, int], ...] = ()

    @property
    def share(self) -> int:
        """Hundredths done, rounded down: all is said of all only."""
        return self.done * 100 // self.whole if self.whole else 0


def readable_states(task: InspectionTask, member: Member) -> dict[str, int]:
    """By state: how many visits of the task the member may open (DOMAIN 5.3)."""
    rows = visits_for(member, task.tenant).filter(task=task).order_by()
    return dict(rows.values_list("state").annotate(Count("pk")))


def progress_of(task: InspectionTask) -> Progress:
    """The task's progress as it stands now, replaced objects left out; needs its entry and tenant."""
    visits = Visit.objects.of(task.tenant_id).filter(task=task).exclude(state=REPLACED)
    counted = dict(visits.order_by().values_list("state").annotate(Count("pk")))
    states = tuple((state, str(word), counted[state]) for state, word in VISIT_WORKFLOW.choices if state in counted)
    done = sum(counted.get(state, 0) for state in LOOKED_AT) - _waiting(visits).count()
    if not task.entry.covers_all:
        return Progress(sum(counted.values()), done, states)
    objects = pool_of(task.tenant, task.entry.pool_query)
    missing = objects.exclude(pk__in=visits.values("object")).count()
    return Progress(sum(counted.values()) + missing, done, states, missing, _chain(task, objects, visits))


def _chain(task: InspectionTask, objects: QuerySet, visits: QuerySet[Visit]) -> tuple[tuple[str, int, int], ...]:
    units = units_along(task.tenant_id, objects.order_by().values("pk")).order_by()
    seen = visits.filter(state__in=LOOKED_AT).exclude(pk__in=_waiting(visits).values("pk")).values("object")
    looked_at = Count("object", distinct=True, filter=Q(object__in=seen))
    rows = units.values("stage").annotate(whole=Count("object", distinct=True), done=looked_at)
    found = {row["stage"]: (row["whole"], row["done"]) for row in rows}
    return tuple((str(stage.label), *found.get(stage, (0, 0))) for stage in ChainStage) if found else ()


def _waiting(visits: QuerySet[Visit]) -> QuerySet[Visit]:
    """Visits that ended at the door and wait for departments to confirm that they could not check either (R102)."""
    waiting = VisitSection.objects.of(OuterRef("tenant_id")).filter(visit=OuterRef("pk")).exclude(state=CLOSED)
    return visits.filter(Exists(waiting), state__in=AT_THE_DOOR)


def uncovered(
    rows: QuerySet[SupervisedObject], tenant: Region, year: int, member: Member
) -> QuerySet[SupervisedObject]:
    """Of `rows` those in business to which no plan of the year sends anybody, as far as the member may know (R107).

    What was called off, replaced, or found nobody does not count as a visit; what nobody was told of yet does not
    either, so that nobody learns from a gap in this list who was drawn (DOMAIN 5.3).
    """
    visits = _planned(tenant, year, member).filter(object=OuterRef("pk"))
    return rows.filter(~Exists(visits), state=ACTIVE, merged_into=None)


@dataclass(frozen=True)
class Uncovered:
    """Of `whole` objects in business, counted then or (None) now, `missing` are not visited by any plan of the year."""

    whole: int
    missing: int
    counted_at: datetime | None = None


def count_uncovered(tenant: Region, year: int, member: Member) -> Uncovered:
    """How many `uncovered` has: all, of a large library as of its last count, less the few that are visited."""
    alive = SupervisedObject.objects.of(tenant).filter(state=ACTIVE, merged_into=None)
    tally, visits = kept_tally(tenant), _planned(tenant, year, member)
    visited = alive.filter(pk__in=visits.order_by().values("object")).count()
    whole = tally.sum("active") if tally else alive.count()
    return Uncovered(whole, max(0, whole - visited), tally and tally.counted_at)


def _planned(tenant: Region, year: int, member: Member) -> QuerySet[Visit]:
    return visits_for(member, tenant).filter(entry__plan__year=year).exclude(state__in=NO_VISIT)


def lines_of(task: InspectionTask) -> list[PlanEntryLine]:
    """The departments of a task, each with `sections` of it and how many of them are `closed`."""
    rows = VisitSection.objects.of(task.tenant_id).filter(visit__task=task).order_by().values("department")
    counted: dict[int, dict[str, Any]] = {
        row["department"]: row for row in rows.annotate(n=Count("pk"), closed=Count("pk", filter=Q(state=CLOSED)))
    }
    lines: list[Any] = list(task.entry.lines.select_related("department").order_by("position"))
    for line in lines:
        found = counted.get(line.department_id, {"n": 0, "closed": 0})
        line.sections, line.closed = found["n"], found["closed"]
    return lines


def tasks_of(tenant: Region) -> QuerySet[InspectionTask]:
    """The tasks of a place, the newest first, to choose one."""
    return InspectionTask.objects.of(tenant).order_by("-starts_on", "-pk")
