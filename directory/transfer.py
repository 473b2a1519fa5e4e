"""What moves when a department hands over its duties: every app registers the kinds of rows it holds (R013).

An app says in its `movers` module, which is imported when the site starts:

    register("clues", _("在办线索"), count=count_open_clues, move=move_clues, page="clues:clues")
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from tenancy.models import Department, Region


@dataclass(frozen=True)
class Moved:
    """One row that moved, for the report; `note` says what became of it where that is not plain."""

    row_id: int
    label: str
    note: str = ""


Count = Callable[[Region, Department], int]
Move = Callable[[Region, Department, Department, date], Iterable[Moved]]


@dataclass(frozen=True)
class Mover:
    """One kind of rows: how many a department holds now, and how they pass to another on a date.

    `move(tenant, source, target, on)` runs inside the transfer's transaction; from `on` the target answers. `page`
    names the list that shows them, narrowed by `?department=`; empty where there is none.
    """

    kind: str
    label: str | Promise
    count: Count
    move: Move
    page: str = ""


class KindTwice(ValueError):
    """Two apps registered the same kind: a slip in the code."""


_MOVERS: dict[str, Mover] = {}


def register(kind: str, label: str | Promise, count: Count, move: Move, page: str = "") -> None:
    """Add a kind of rows to every later transfer, in the order of registration."""
    if kind in _MOVERS:
        raise KindTwice(kind)
    _MOVERS[kind] = Mover(kind, label, count, move, page)


def movers() -> list[Mover]:
    """All kinds, in the order in which they move."""
    return list(_MOVERS.values())


def label_of(kind: str) -> str:
    """What people call a kind; a kind whose app is gone keeps its name."""
    return str(_MOVERS[kind].label) if kind in _MOVERS else kind


def holdings(tenant: Region, department: Department) -> list[tuple[Mover, int]]:
    """What a department holds today, kinds with nothing left out: the preview of a transfer."""
    counted = ((mover, mover.count(tenant, department)) for mover in movers())
    return [(mover, number) for mover, number in counted if number]
