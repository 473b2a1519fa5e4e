"""What waits for a member, from every app: the workbench 待办 shows it and asks nothing else.

An app's `worklist.py` registers sections on the three boards below; portal discovers them. Sections are read whenever
a workbench opens, so they answer from an index, the most urgent line first, and no more than `CAP` of them are shown.
Most have nothing for most people: one question, drawn up once, asks all of them at the door (`Section.waits`).
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, reduce
from itertools import islice
from operator import or_
from typing import Generic, Self, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db.models import DateField, Q, QuerySet, Value
from django.db.models.functions import Cast
from django.utils.functional import Promise

from common.clocks.states import DueState
from common.workflow import Workflow
from tenancy.models import Member, Membership, Region
from tenancy.prepared import Blank, Question
from tenancy.roles import ROLES

CAP = 50
SUNDAY = 6

Line = TypeVar("Line")


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


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks at the door: a role that has the section's permission, with blanks for the names."""

    role: str
    permission: str
    tenant: Value = Value(Blank.PLACE)  # noqa: RUF009
    member: Value = Value(Blank.MEMBER)  # noqa: RUF009
    department: Value = Value(Blank.DEPARTMENT)  # noqa: RUF009
    today: Cast = Cast(Value(Blank.TODAY), DateField())  # noqa: RUF009

    @classmethod
    def known(cls, hat: Membership, permission: str, today: date) -> Self:
        """The same without blanks: the rows behind the door, for whoever wears the hat."""
        day = Cast(Value(today), DateField())
        return cls(hat.role, permission, Value(hat.tenant_id), Value(hat.member_id), Value(hat.department_id), day)

    @property
    def is_whole(self) -> bool:
        """Whether the section's permission covers the whole place."""
        return self.permission in ROLES[self.role].permissions

    def within_reach(self, rows: QuerySet) -> QuerySet:
        """Of `rows`, which have a `department`, those that the section's permission covers."""
        return rows.filter(self.covers(self.permission))

    def covers(self, permission: str, department: str = "department") -> Q:
        """The rows that a permission covers by the role; `department` is the way to theirs."""
        return ROLES[self.role].reach(permission, self.department, by=department)

    def may_move(self, workflow: Workflow) -> Q:
        """The rows with a move for the role, as `Workflow.open_to` finds them one by one."""
        moves = workflow.moves.values()
        return reduce(or_, (Q(state__in=move.source) & self.covers(move.permission) for move in moves))


@dataclass(frozen=True)
class Section(Generic[Line]):
    """Lines of one kind: `lines(member, tenant, today)`, asked only when the hat has `permission`.

    `waits` names rows without which there are no lines, as closely as an index can tell; it may promise too much, and
    never too little. Figures have none: they are always asked.
    """

    key: str
    label: str | Promise
    permission: str
    lines: Callable[[Member, Region, date], Iterable[Line]]
    waits: Callable[[Asker], QuerySet] | None = None


class Board(Generic[Line]):
    """The sections of one part of the workbench, in the order they were registered."""

    def __init__(self) -> None:
        self.sections: dict[str, Section[Line]] = {}

    def register(self, section: Section[Line]) -> None:
        """Naming two different sections alike is an error of the code."""
        if self.sections.setdefault(section.key, section) != section:
            raise ValueError(f"two sections are called {section.key}")

    def lines(self, member: Member, tenant: Region, today: date) -> list[Line]:
        """The lines of all sections that the member's hat may see."""
        return lines_of([self], member, tenant, today)[0]


def lines_of(boards: Sequence[Board[Line]], member: Member, tenant: Region, today: date) -> list[list[Line]]:
    """The lines of several boards, each as `Board.lines` gives them; all doors are asked in one question."""
    seen = [[one for one in board.sections.values() if member.may(one.permission)] for board in boards]
    waiting = _with_something([section for sections in seen for section in sections], member, tenant, today)
    return [
        [
            line
            for section in sections
            if section.key in waiting
            for line in islice(section.lines(member, tenant, today), CAP)
        ]
        for sections in seen
    ]


def _with_something(sections: Sequence[Section[Line]], member: Member, tenant: Region, today: date) -> set[str]:
    """Keys of the sections in which something may wait: one question to the database for all of them."""
    hat = member.hat
    doors = {section.key: (section.waits, section.permission) for section in sections if section.waits}
    if hat is None or not doors:
        return {section.key for section in sections}
    question = _at_the_doors(hat.role, tuple(doors.values()))
    known = {Blank.PLACE: tenant.pk, Blank.MEMBER: member.pk, Blank.DEPARTMENT: hat.department_id, Blank.TODAY: today}
    (answers,) = question.ask(known)
    empty = {key for key, is_there in zip(doors, answers, strict=True) if not is_there}
    return {section.key for section in sections} - empty


@cache
def _at_the_doors(role: str, doors: tuple[tuple[Callable[[Asker], QuerySet], str], ...]) -> Question:
    """One row, with a column a door: whether anything waits behind it."""
    asked = [_door(waits(Asker(role, permission))) for waits, permission in doors]
    return Question(
        f"SELECT {', '.join(sql for sql, _parameters in asked)}",
        tuple(value for _sql, parameters in asked for value in parameters),
    )


def _door(rows: QuerySet) -> tuple[str, tuple]:
    try:
        sql, parameters = rows.query.exists().sql_with_params()
    except EmptyResultSet:
        return "false", ()
    return f"EXISTS ({sql})", parameters


TO_DO: Board[Task] = Board()
"""What the member has to do."""

WAITING: Board[Task] = Board()
"""What the member waits for from others, with `since`."""

FIGURES: Board[Figure] = Board()
"""What a leader's workbench opens on."""


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
