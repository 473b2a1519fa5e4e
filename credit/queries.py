"""What the ledger of credit answers: the grade that counts, the events, the place's table of grades."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from credit.grades import MEANINGS, Grade
from credit.models import GOOD, CreditEvent, CreditGrade, GradeMeaning
from registry.models import SupervisedObject
from registry.queries.gradings import as_events, history_of, value_of, values_of
from registry.queries.subject_file import Chapter, Event, register
from tenancy.models import Member, Region


def grade_of(row: SupervisedObject, on: date, scope: str = "") -> str:
    """A–D of one object on a day, empty where it has none; that of `scope` before the comprehensive one (R091)."""
    return value_of(CreditGrade, row, on, scope)


def grades_of(tenant: Region, objects: QuerySet, on: date, scope: str = "") -> QuerySet:
    """(object number, A–D) of those of `objects` that have a grade on the day: one statement, for pools (R097)."""
    return values_of(CreditGrade, tenant, objects, on, scope)


def events_of(row: SupervisedObject) -> QuerySet[CreditEvent]:
    """What happened, of the object and the files merged into it, the newest first."""
    files = Q(object=row) | Q(object__merged_into=row)
    return (
        CreditEvent.objects.of(row.tenant_id)
        .filter(files)
        .select_related("department", "reversal")
        .order_by("-happened_on", "-pk")
    )


def facts_against(tenant: Region, objects: QuerySet, since: date) -> QuerySet:
    """(object number, count) of distinct facts that speak against `objects` since a day; one fact counts once.

    What was taken back does not count.
    """
    rows = CreditEvent.objects.of(tenant).filter(object__in=objects.order_by().values("pk"), happened_on__gte=since)
    rows = rows.filter(reverses=None, reversal=None)
    counted = rows.exclude(kind__in=GOOD).order_by().values("object").annotate(n=Count("fact", distinct=True))
    return counted.values_list("object", "n")


def meanings(tenant: Region) -> list[GradeMeaning]:
    """The place's table of grades, A first; rows it has not set are ours, unsaved."""
    own = {row.grade: row for row in GradeMeaning.objects.of(tenant)}
    return [own.get(grade) or GradeMeaning(tenant=tenant, grade=grade, meaning=str(MEANINGS[grade])) for grade in Grade]


def words_of(tenant: Region) -> dict[str, list[str]]:
    """Grade → the words that mean it in registers handed in here."""
    return dict(GradeMeaning.objects.of(tenant).values_list("grade", "words"))


def grade_events(member: Member, row: SupervisedObject) -> list[Event]:
    """The grades in the subject file."""
    return as_events(history_of(CreditGrade, row), _t("信用等级"))


def credit_events(member: Member, row: SupervisedObject) -> Iterator[Event]:
    """The events in the subject file."""
    for event in events_of(row):
        yield Event(event.recorded_at, str(event.department), event.kind_words, event.text)


register(Chapter("credit.grades", _("信用等级"), "credit.view", grade_events))
register(Chapter("credit.events", _("信用事件"), "credit.events", credit_events))
