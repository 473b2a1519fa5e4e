"""How far a task is: visits by state, by department, and how much of the range they cover (R042, R107)."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from inspections.models import InspectionTask, PlanEntryLine, Visit, VisitSection
from inspections.queries.pools import pool_of
from inspections.states import CLOSED, LOOKED_AT, REPLACED, VISIT_WORKFLOW
from tenancy.models import Region


@dataclass(frozen=True)
class Progress:
    """Of `whole` objects `done` are looked at; `states` says (state, word, visits) of each state that occurs.

    `whole` counts the visits of a task that draws, and the objects of the range of one that covers all of them;
    `unvisited` of those have no visit in this task.
    """

    whole: int
    done: int
    states: tuple[tuple[str, str, int], ...]
    unvisited: int = 0

    @property
    def share(self) -> int:
        """Hundredths done, rounded down: all is said of all only."""
        return self.done * 100 // self.whole if self.whole else 0


def progress_of(task: InspectionTask) -> Progress:
    """The task's progress as it stands now, replaced objects left out; needs its entry and tenant."""
    visits = Visit.objects.of(task.tenant_id).filter(task=task).exclude(state=REPLACED)
    counted = dict(visits.order_by().values_list("state").annotate(Count("pk")))
    states = tuple((state, str(word), counted[state]) for state, word in VISIT_WORKFLOW.choices if state in counted)
    done = sum(counted.get(state, 0) for state in LOOKED_AT)
    if not task.entry.covers_all:
        return Progress(sum(counted.values()), done, states)
    objects = pool_of(task.tenant, task.entry.pool_query)
    missing = objects.exclude(pk__in=visits.values("object")).count()
    return Progress(sum(counted.values()) + missing, done, states, missing)


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
