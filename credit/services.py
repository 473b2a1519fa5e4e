"""What is written into the ledger of credit: grades, events, the place's table of grades."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from credit.models import CreditEvent, CreditGrade, EventKind, GradeMeaning, Stage
from directory.services.writing import changes_between, keep
from registry.models import SupervisedObject
from registry.services.gradings import record_grading
from tenancy.audit import record
from tenancy.models import Department, Member, Region


@dataclass(frozen=True)
class Happened:
    """What happened, on which day, in a sentence that officials read."""

    kind: EventKind
    on: date
    text: str


@dataclass(frozen=True)
class Source:
    """Where an event comes from: the kind of row above, its number, its page, and the fact it tells.

    Events of one fact, told by several departments, share `fact`; empty: the source alone tells it.
    """

    kind: str
    number: str
    url: str = ""
    fact: str = ""


def record_grade(grade: CreditGrade, *, actor: Member | None) -> CreditGrade:
    """Give an object a grade; earlier ones stay (R091, R142). Errors: those of `record_grading`."""
    return record_grading(grade, verb="credit.record_grade", actor=actor)


@transaction.atomic
def record_event(
    row: SupervisedObject, what: Happened, source: Source, *, department: Department, actor: Member | None = None
) -> CreditEvent:
    """Write down what happened, once: told again by the same source it gives the row that is there (R110, R144).

    Who calls has verified it; an unverified clue never comes here (DOMAIN 5.2 no. 38). Nothing is published by it.
    """
    event, is_new = CreditEvent.objects.of(row.tenant_id).get_or_create(
        reverses=None,
        kind=what.kind,
        source_kind=source.kind,
        source_number=source.number,
        defaults={
            "tenant_id": row.tenant_id,
            "object": row,
            "stage": Stage.ENFORCEMENT if what.kind == EventKind.CASE_FILED else Stage.SUPERVISION,
            "happened_on": what.on,
            "department": department,
            "text": what.text[:500],
            "fact": source.fact or f"{source.kind}:{source.number}",
            "source_url": source.url,
            "recorded_by": actor,
        },
    )
    if is_new:
        record(actor, "credit.record_event", event, note=f"{event.get_kind_display()} {source.number}")
    return event


@transaction.atomic
def reverse_events(tenant: Region, source: Source, *, reason: str, on: date, actor: Member | None) -> int:
    """Take back all that a source told, each by a row of its own; nothing is deleted. Returns how many were taken back.

    Taking back again changes nothing. `reason` is what officials read in the new row.
    """
    rows = CreditEvent.objects.of(tenant).filter(source_kind=source.kind, source_number=source.number)
    standing = list(rows.filter(reverses=None, reversal=None).order_by("pk"))
    for event in standing:
        reversal = CreditEvent.objects.of(tenant).create(
            object=event.object,
            kind=event.kind,
            stage=event.stage,
            happened_on=on,
            department=event.department,
            text=reason[:500],
            fact=event.fact,
            source_kind=source.kind,
            source_number=source.number,
            source_url=source.url,
            recorded_by=actor,
            reverses=event,
        )
        record(actor, "credit.reverse_event", reversal, note=reason)
    return len(standing)


@transaction.atomic
def set_meaning(meaning: GradeMeaning, *, actor: Member) -> GradeMeaning:
    """Keep what a grade means here and how registers write it. Errors: `ValidationError` by field."""
    before = GradeMeaning.objects.of(meaning.tenant_id).filter(grade=meaning.grade).first()
    meaning.pk, meaning._state.adding = (before.pk if before else None), before is None
    changes = changes_between(before, meaning, ["meaning", "words"])
    keep(meaning, meaning_once="grade")
    record(actor, "credit.set_meaning", meaning, note=_("%s的含义") % meaning, changes=changes)
    return meaning
