"""What waits for a member, from every app: the workbench 待办 shows it and asks nothing else.

An app's `worklist.py` registers sections on the three boards below; portal discovers them. Sections are read whenever
a workbench opens, so they answer from an index, the most urgent line first, and no more than `CAP` of them are shown.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import Generic, TypeVar

from django.utils.functional import Promise

from common.clocks.states import DueState
from tenancy.models import Member, Region

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


@dataclass(frozen=True)
class Section(Generic[Line]):
    """Lines of one kind: `lines(member, tenant, today)`, asked only when the hat has `permission`."""

    key: str
    label: str | Promise
    permission: str
    lines: Callable[[Member, Region, date], Iterable[Line]]


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
        return [
            line
            for section in self.sections.values()
            if member.may(section.permission)
            for line in islice(section.lines(member, tenant, today), CAP)
        ]


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
