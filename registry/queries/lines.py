"""The library as its list shows it: one statement a page, however many places and departments it names (R048)."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from registry.kinds import ObjectKind
from registry.models import NEVER
from registry.queries.objects import codes_in
from registry.searching import plain
from registry.states import ACTIVE, OBJECT_WORKFLOW, SUSPENDED

_TONES = {ACTIVE: "green", SUSPENDED: "yellow"}


class ObjectLine(NamedTuple):
    """One line: what the list shows of an object and nothing else."""

    pk: int
    tenant_id: int
    name: str
    kind: str
    uscc: str
    state: str
    verified_on: date | None
    place: str
    town: str | None
    name_key: str
    departments: list[str]

    def __str__(self) -> str:
        return self.name

    @property
    def last_verified(self) -> date:
        """The day by which lists order it."""
        return self.verified_on or NEVER

    @property
    def kind_label(self) -> str:
        return str(ObjectKind(self.kind).label)

    @property
    def badge(self) -> dict[str, str]:
        return state_badge(self.state)


def state_badge(state: str) -> dict[str, str]:
    """The state of an object as a badge."""
    return {"label": str(OBJECT_WORKFLOW.states[state]), "tone": _TONES.get(state, "grey")}


def page_of_lines(rows: QuerySet) -> list[ObjectLine]:
    """The lines of some objects in their order; `rows` are cut to a page."""
    try:
        return _lines(*rows.values_list("pk").query.sql_with_params())
    except EmptyResultSet:
        return []


def page_of_names(
    text: str, *, most: int, key: tuple[int, ...] | None = None, is_backwards: bool = False
) -> list[ObjectLine]:
    """Of the running scope at most `most` by name or code, beyond `key`, (place, number), in the order of the list.

    With `is_backwards` they come against that order, the nearest first. A common word is answered by walking an index
    instead of collecting every hit.
    """
    place, number = key or (None, None)
    values = [plain(text), codes_in(text), most, place, number, is_backwards]
    return _lines("SELECT registry_find('name', %s, %s, %s, %s, %s, %s)", values)


def _lines(numbers: str, values: Sequence[Any]) -> list[ObjectLine]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM registry_lines(ARRAY({numbers}))", values)  # noqa: S608 the ORM's or our own
        return [ObjectLine(*row) for row in cursor.fetchall()]
