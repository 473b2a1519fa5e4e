"""What hangs together with an object, read from its side (R059)."""

from dataclasses import dataclass

from django.db.models import Q

from registry.models import ObjectRelation, SupervisedObject
from registry.models.relations import BACKWARDS, RelationKind


@dataclass(frozen=True, slots=True)
class Related:
    """One neighbour: how it is related, read from here; `pk` is the relation's."""

    pk: int
    word: str
    row: SupervisedObject
    note: str


def relations_of(row: SupervisedObject) -> list[Related]:
    """The neighbours of an object in both directions."""
    rows = ObjectRelation.objects.of(row.tenant_id).filter(Q(first=row) | Q(second=row))
    return [_seen_from(row, one) for one in rows.select_related("first", "second").order_by("kind", "pk")]


def _seen_from(row: SupervisedObject, one: ObjectRelation) -> Related:
    if one.first_id == row.pk:
        return Related(one.pk, one.get_kind_display(), one.second, one.note)
    return Related(one.pk, str(BACKWARDS[RelationKind(one.kind)]), one.first, one.note)
