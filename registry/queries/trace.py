"""Where a product or a batch comes from, through whose hands it went, and where it is sold (R058)."""

from collections.abc import Iterable
from dataclasses import dataclass

from registry.kinds import ObjectKind
from registry.models import ObjectRelation, RelationKind, SupervisedObject

TRACEABLE = (ObjectKind.PRODUCT, ObjectKind.BATCH)
MOST_STEPS = 12
"""Longer supply chains are data errors more often than chains."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """One hand-over: the supplier, the buyer, how many steps from the producer, and what the relation says."""

    step: int
    giver: SupervisedObject
    taker: SupervisedObject
    note: str


@dataclass(frozen=True, slots=True)
class Trace:
    """The chain of one product or batch; `unexplained` are sellers whom no recorded delivery reaches."""

    products: list[SupervisedObject]
    batches: list[SupervisedObject]
    producers: list[SupervisedObject]
    deliveries: list[Delivery]
    sellers: list[SupervisedObject]
    unexplained: list[SupervisedObject]


def trace_of(row: SupervisedObject) -> Trace:
    """The trace of a product or a batch, from the relations registered in its place.

    Of a batch its product's producers and sellers count too; deliveries are followed from the producers on.
    """
    products = _second_of([row], RelationKind.BATCH_OF)
    subject = [row, *products]
    producers = _first_of(subject, RelationKind.PRODUCES)
    sellers = _first_of(subject, RelationKind.SELLS)
    deliveries = _deliveries(row, producers)
    reached = {one.pk for one in producers} | {one.taker.pk for one in deliveries}
    return Trace(
        products=products,
        batches=_first_of([row], RelationKind.BATCH_OF),
        producers=producers,
        deliveries=deliveries,
        sellers=sellers,
        unexplained=[one for one in sellers if one.pk not in reached],
    )


def _first_of(rows: Iterable[SupervisedObject], kind: RelationKind) -> list[SupervisedObject]:
    """Who stands in this relation to one of the rows, each once."""
    found = _relations(rows).filter(kind=kind, second__in=rows)
    return list({one.first_id: one.first for one in found}.values())


def _second_of(rows: Iterable[SupervisedObject], kind: RelationKind) -> list[SupervisedObject]:
    found = _relations(rows).filter(kind=kind, first__in=rows)
    return list({one.second_id: one.second for one in found}.values())


def _relations(rows: Iterable[SupervisedObject]):
    tenant = next(iter(rows)).tenant_id
    return ObjectRelation.objects.of(tenant).select_related("first", "second").order_by("pk")


def _deliveries(row: SupervisedObject, producers: list[SupervisedObject]) -> list[Delivery]:
    """Breadth first: a delivery back into the chain is shown and not followed again."""
    found: list[Delivery] = []
    known = {one.pk for one in producers}
    frontier = producers
    for step in range(1, MOST_STEPS + 1):
        if not frontier:
            break
        supplies = _relations([row]).filter(kind=RelationKind.SUPPLIES, first__in=frontier)
        made = [Delivery(step, one.first, one.second, one.note) for one in supplies]
        found += made
        frontier = list({one.taker.pk: one.taker for one in made if one.taker.pk not in known}.values())
        known |= {one.pk for one in frontier}
    return found
