"""How the demonstration's plans are written down."""

from dataclasses import dataclass, field
from typing import Any

THIS_YEAR, NEXT_YEAR = 0, 1
Day = tuple[int, int]
"""Month and day; the year is that of the plan, so that the demonstration never grows old."""


@dataclass(frozen=True)
class Entry:
    """An entry: its name, its objects in words and as tag or kind of the library, its figures, its departments.

    Of `values`, `starts_on` and `ends_on` are a `Day`; `groups` are the departments of which whole groups are drawn.
    """

    title: str
    objects: str
    pool: dict[str, str]
    values: dict[str, Any]
    lines: tuple[tuple[str, str], ...]
    item: str = ""
    strata: tuple[tuple[str, str, int], ...] = ()
    groups: tuple[str, ...] = ()


@dataclass(frozen=True)
class Plan:
    """A department's plan of `THIS_YEAR` or `NEXT_YEAR`: who wrote it, who approved it (nobody: a draft), when."""

    department: str
    year: int
    author: str
    entries: tuple[Entry, ...]
    approver: str = ""
    approved_on: Day | None = None


@dataclass(frozen=True)
class Cast:
    """A place with its plans, who makes them public (who approves, writes, checks), and how much is to be joint."""

    place: int
    plans: tuple[Plan, ...]
    coordinator: str
    writer: str
    checker: str
    joint_target: str
    standards: tuple[tuple[str, str, str, int], ...] = field(default=())
