"""What waits for a member, from every app: the workbench 待办 shows it and asks nothing else.

An app's `worklist.py` registers sections on the boards below; portal discovers them. A section says which rows wait and
what the line of one row is. Its rows are drawn up once a role, so they answer from an index, the most urgent first; no
more than `CAP` are shown. All sections are asked together.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache, cached_property, reduce
from operator import or_
from typing import Any, Generic, TypeVar

from django.db.models import CharField, Count, DateField, F, Model, OuterRef, Q, QuerySet, Subquery, Value, Window
from django.db.models.functions import Cast, JSONObject
from django.utils import timezone
from django.utils.functional import Promise

from common.clocks.states import DueState, day_state, due_state, soon_day
from common.models.clocks import Clock
from common.workflow import Workflow
from tenancy.models import Member, Region
from tenancy.prepared import Blank, Together
from tenancy.roles import ROLES

CAP = 50
SUNDAY = 6
_TELLS = {"due_at", "due_on", "explanation", "waiting_for_year", "outcome"}
_CLOCK = {field.name: field for field in Clock._meta.concrete_fields if field.name in _TELLS}

Row = TypeVar("Row", bound=Model)
Some = TypeVar("Some", bound=QuerySet)
Entry = TypeVar("Entry", "Section", "Figures")


@dataclass(frozen=True, slots=True)
class Task:
    """One line: what is to be done, about whom, by when and why, and the page of its one button.

    `due` explains itself (word, tone, day, sentence), None where nothing runs. `since` says how long one waits.
    """

    what: str
    about: str
    url: str
    button: str
    due: DueState | None = None
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a leader's workbench; `url` opens the rows behind it, `note` says out of how many."""

    label: str
    value: str
    url: str
    note: str = ""


@dataclass(frozen=True)
class Desk:
    """Whose lines are laid out: of one member, in one place, on one day."""

    member: Member
    tenant: Region
    today: date

    @cached_property
    def _now(self) -> datetime:
        return timezone.now()

    def day(self, on: date, sentence: str) -> DueState:
        """How a due day stands that no clock runs for."""
        return day_state(on, sentence, today=self.today, soon=soon_day(self.tenant, self.today))

    def clock(self, row: Any) -> DueState | None:
        """How the clock stands of a row that `timed` found; None where none runs."""
        if row.clock is None:
            return None
        clock = Clock(**{name: _CLOCK[name].to_python(value) for name, value in row.clock.items()})
        return due_state(clock, now=self._now, soon=soon_day(self.tenant, self.today))


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks: a role that has the section's permission, with blanks for the names."""

    role: str
    permission: str
    tenant: Value = Value(Blank.PLACE)  # noqa: RUF009
    member: Value = Value(Blank.MEMBER)  # noqa: RUF009
    department: Value = Value(Blank.DEPARTMENT)  # noqa: RUF009
    today: Cast = Cast(Value(Blank.TODAY), DateField())  # noqa: RUF009

    def allows(self, permission: str) -> bool:
        """Whether the role has a permission at all, in the whole place or in its department."""
        return ROLES[self.role].allows(permission)

    def is_whole(self, permission: str) -> bool:
        """Whether the role has a permission in the whole place."""
        return permission in ROLES[self.role].permissions

    def within_reach(self, rows: Some) -> Some:
        """Of `rows`, which have a `department`, those that the section's permission covers."""
        return rows.filter(self.covers(self.permission))

    def covers(self, permission: str, department: str = "department") -> Q:
        """The rows that a permission covers by the role; `department` is the way to theirs."""
        return ROLES[self.role].reach(permission, self.department, by=department)

    def may_move(self, workflow: Workflow) -> Q:
        """The rows with a move for the role, as `Workflow.open_to` finds them one by one."""
        moves = workflow.moves.values()
        return reduce(or_, (Q(state__in=move.source) & self.covers(move.permission) for move in moves))


def timed(rows: Some, *rules: str, of: str = "", or_stopped: bool = False) -> Some:
    """`rows`, each with its running clock of one of the rules, for `Desk.clock`.

    `of` names the relation to the row that the clock runs for; `or_stopped` takes the last one where none runs.
    """
    kind = rows.model._meta.get_field(of).related_model if of else rows.model
    number = Cast(OuterRef(f"{of}_id" if of else "pk"), CharField())
    clocks = Clock.objects.of(OuterRef("tenant_id")).filter(
        rule__in=rules, subject_kind=kind._meta.label_lower, subject_id=number
    )
    if not or_stopped:
        clocks = clocks.filter(stopped_at=None)
    clocks = clocks.order_by(F("stopped_at").desc(nulls_first=True), "due_at", "-pk")
    return rows.annotate(clock=Subquery(clocks.values_list(JSONObject(**{name: name for name in _CLOCK}))[:1]))


def as_one(rows: Some) -> Some:
    """The first of `rows` with their number as `in_all`: one line for all of them."""
    return rows.annotate(in_all=Window(Count("pk")))[:1]


@dataclass(frozen=True)
class Section(Generic[Row]):
    """Lines of one kind, for hats with `permission`: which `rows` wait, and the `line` of one (None: none after all).

    `rows` names everything a line reads, with `select_related`; it is asked once a role and kept.
    """

    key: str
    label: str | Promise
    permission: str
    rows: Callable[[Asker], QuerySet[Row]]
    line: Callable[[Row, Desk], Task | None]


@dataclass(frozen=True)
class Figures:
    """Figures of a leader's workbench, for hats with `permission`."""

    key: str
    permission: str
    figures: Callable[[Desk], Iterable[Figure]]


class Board(Generic[Entry]):
    """One part of the workbench: what apps put there, in the order it was registered."""

    def __init__(self) -> None:
        self.entries: dict[str, Entry] = {}

    def register(self, entry: Entry) -> None:
        """Naming two different entries alike is an error of the code."""
        if self.entries.setdefault(entry.key, entry) != entry:
            raise ValueError(f"two sections are called {entry.key}")

    def seen_by(self, member: Member) -> list[Entry]:
        """The entries that the member's hat may see."""
        return [entry for entry in self.entries.values() if member.may(entry.permission)]


TO_DO: Board[Section] = Board()
"""What the member has to do."""

WAITING: Board[Section] = Board()
"""What the member waits for from others, with `since`."""

FIGURES: Board[Figures] = Board()
"""What a leader's workbench opens on."""


def figures_for(desk: Desk) -> list[Figure]:
    """The figures that the member's hat may see."""
    return [figure for entry in FIGURES.seen_by(desk.member) for figure in entry.figures(desk)]


def tasks_for(desk: Desk, *boards: Board[Section]) -> list[list[Task]]:
    """The lines of each board that the member's hat may see."""
    hat = desk.member.hat
    if hat is None:
        return [[] for _ in boards]
    known = {
        Blank.PLACE: desk.tenant.pk,
        Blank.MEMBER: desk.member.pk,
        Blank.DEPARTMENT: hat.department_id,
        Blank.TODAY: desk.today,
    }
    seen = [board.seen_by(desk.member) for board in boards]
    asked = tuple((section.rows, section.permission) for sections in seen for section in sections)
    found = iter(_waiting_for(hat.role, asked).ask(known))
    return [[*_lines(sections, found, desk)] for sections in seen]


def _lines(sections: Iterable[Section], found: Iterator[Iterable[Any]], desk: Desk) -> Iterator[Task]:
    for section in sections:
        yield from filter(None, (section.line(row, desk) for row in next(found)))


@cache
def _waiting_for(role: str, sections: tuple[tuple[Callable[[Asker], QuerySet], str], ...]) -> Together:
    """The rows of these sections for a role, as many of each as are shown."""
    return Together(rows(Asker(role, permission))[:CAP] for rows, permission in sections)


@dataclass(frozen=True)
class Times:
    """Tasks by their due day, each list the earliest first; `later` also holds what has no due day."""

    overdue: list[Task]
    today: list[Task]
    week: list[Task]
    later: list[Task]


def by_time(tasks: Iterable[Task], today: date) -> Times:
    """Sort tasks into the columns of the workbench; the week ends on Sunday."""
    sunday = today + timedelta(days=SUNDAY - today.weekday())
    times = Times([], [], [], [])
    for task in sorted(tasks, key=_due_day):
        day = _due_day(task)
        if day < today:
            times.overdue.append(task)
        elif day == today:
            times.today.append(task)
        elif day <= sunday:
            times.week.append(task)
        else:
            times.later.append(task)
    return times


def _due_day(task: Task) -> date:
    return task.due.on if task.due and task.due.on else date.max
