"""Who may read which clue, what waits, and the clues of a source (5.3; R129, R134)."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q, QuerySet, Value
from django.utils.translation import gettext_lazy as _

from clues.models import Clue
from clues.states import OPEN_STATES, RETURNED
from registry.models import SupervisedObject
from registry.queries.subject_file import LIMIT, Chapter, Event, register
from tenancy.models import Member, Region


def _department_of(member: Member) -> int | None:
    return member.hat.department_id if member.hat else None


def readable_clues(member: Member, tenant: Region) -> QuerySet[Clue]:
    """Clues the member may know of: of the own department, sent or received; all for who oversees (5.3)."""
    rows = Clue.objects.of(tenant).select_related("object", "from_department", "to_department", "department", "tenant")
    if member.may("clues.oversee"):
        return rows
    own = _department_of(member)
    return rows.filter(Q(from_department=own) | Q(to_department=own))


def may_read_content(clue: Clue, member: Member, today: date) -> bool:
    """The two departments read all of it; who oversees reads what came back or is late, of the rest the state (5.3)."""
    if clue.concerns(_department_of(member)):
        return True
    return member.may("clues.oversee") and (clue.state == RETURNED or is_late(clue, today))


def is_late(clue: Clue, today: date) -> bool:
    """Whether somebody should have acted before `today`."""
    return clue.state in OPEN_STATES and clue.due_on is not None and clue.due_on < today


def clues_of(tenant: Region | int, kind: str, number: str) -> QuerySet[Clue]:
    """The clues raised from one source, the earliest first."""
    rows = Clue.objects.of(tenant).filter(source_kind=kind, source_number=number)
    return rows.select_related("to_department", "from_department", "object").order_by("pk")


def open_clues(tenant: Region | Value) -> QuerySet[Clue]:
    """Clues on which somebody still has to act, the most urgent first."""
    rows = Clue.objects.of(tenant).filter(state__in=OPEN_STATES).select_related("object", "department", "to_department")
    return rows.order_by("due_on", "pk")


def clue_events(member: Member, row: SupervisedObject) -> Iterator[Event]:
    """In the subject file, for the two departments only: that a clue was sent, and its state."""
    own = _department_of(member)
    rows = Clue.objects.of(row.tenant_id).filter(Q(from_department=own) | Q(to_department=own), object=row)
    for clue in rows.select_related("from_department", "to_department").order_by("-raised_at")[:LIMIT]:
        words = {"number": clue.number, "department": clue.to_department, "state": clue.get_state_display()}
        text = _("移送线索%(number)s：%(department)s（%(state)s）") % words
        yield Event(clue.raised_at, str(clue.from_department), str(text), clue.matter)


register(Chapter("clues", _("问题线索"), "clues.view", clue_events))
