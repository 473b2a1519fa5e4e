"""How the demonstration's plans are written down."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Entry:
    """An entry: its name, its objects in words and as tag or kind of the library, its figures, its departments."""

    title: str
    objects: str
    pool: dict[str, str]
    values: dict[str, Any]
    lines: tuple[tuple[str, str], ...]
    item: str = ""
    strata: tuple[tuple[str, str, int], ...] = ()


@dataclass(frozen=True)
class Plan:
    """A department's plan: who wrote it, who approved it (nobody: a draft), on which day."""

    department: str
    year: int
    author: str
    entries: tuple[Entry, ...]
    approver: str = ""
    approved_on: date | None = None


@dataclass(frozen=True)
class Cast:
    """A place with its plans, and who makes them public: who approves, writes, checks."""

    place: int
    plans: tuple[Plan, ...]
    coordinator: str
    writer: str = ""
    checker: str = ""
    standards: tuple[tuple[str, str, str, int], ...] = field(default=())
