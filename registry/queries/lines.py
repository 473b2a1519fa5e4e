"""The library as its list shows it: one statement a page, however many places and departments it names (R048)."""

from typing import Any, NamedTuple

from django.contrib.postgres.fields import ArrayField
from django.db.models import CharField, QuerySet
from django.db.models.expressions import RawSQL

from registry.kinds import ObjectKind
from registry.queries.objects import listed
from registry.states import ACTIVE, OBJECT_WORKFLOW, SUSPENDED

_TONES = {ACTIVE: "green", SUSPENDED: "yellow"}

_DEPARTMENTS = """ARRAY(
    SELECT department.name
      FROM registry_objectenrolment AS enrolment
      JOIN tenancy_department AS department
        ON department.tenant_id = enrolment.tenant_id AND department.id = enrolment.department_id
     WHERE enrolment.tenant_id = registry_supervisedobject.tenant_id
       AND enrolment.object_id = registry_supervisedobject.id AND enrolment.state <> 'ended'
     ORDER BY enrolment.id)"""


class ObjectLine(NamedTuple):
    """One line: what the list shows of an object and nothing else."""

    pk: int
    tenant_id: int
    name: str
    kind: str
    uscc: str
    state: str
    verified_on: Any
    place: str
    town: str | None
    name_key: str
    departments: list[str]

    def __str__(self) -> str:
        return self.name

    @property
    def kind_label(self) -> str:
        return str(ObjectKind(self.kind).label)

    @property
    def badge(self) -> dict[str, str]:
        return state_badge(self.state)


def state_badge(state: str) -> dict[str, str]:
    """The state of an object as a badge."""
    return {"label": str(OBJECT_WORKFLOW.states[state]), "tone": _TONES.get(state, "grey")}


def lines(rows: QuerySet) -> QuerySet:
    """Of objects the tuples of `ObjectLine`, without the files that were merged into others."""
    departments = RawSQL(_DEPARTMENTS, [], output_field=ArrayField(CharField()))  # noqa: S611 no input
    own = ("pk", "tenant_id", "name", "kind", "uscc", "state", "verified_on")
    return listed(rows).values_list(*own, "tenant__name", "town__name", "name_key", departments)
