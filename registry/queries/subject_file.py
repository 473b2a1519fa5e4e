"""一户一档: what happened to an object, across departments (R053).

Apps above register a `Chapter` that tells their part: they know what the reader may see of it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry.models import ObjectEnrolment, SupervisedObject
from registry.queries.visibility import sees_inside
from tenancy.models import AuditEntry, Member
from tenancy.verbs import word_for

LIMIT = 100


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the timeline."""

    at: datetime
    actor: str
    text: str
    note: str = ""


@dataclass(frozen=True)
class Chapter:
    """One app's part of the file: `events(member, object)` gives what that reader may see, the newest first."""

    key: str
    label: str | Promise
    permission: str
    events: Callable[[Member, SupervisedObject], Iterable[Event]]


CHAPTERS: dict[str, Chapter] = {}


def register(chapter: Chapter) -> None:
    """Add a part to every file; naming two different parts alike is an error of the code."""
    if CHAPTERS.setdefault(chapter.key, chapter) != chapter:
        raise ValueError(f"two chapters are called {chapter.key}")


def timeline(member: Member, row: SupervisedObject) -> list[Event]:
    """All parts the reader's hat may open, the newest event first, no more than `LIMIT`."""
    parts = [chapter.events(member, row) for chapter in CHAPTERS.values() if member.may(chapter.permission)]
    return sorted((event for part in parts for event in part), key=lambda event: event.at, reverse=True)[:LIMIT]


def library_events(member: Member, row: SupervisedObject) -> list[Event]:
    """What was done in the library: to the object, and by each department to its enrolment.

    Of another department's enrolment only the act is told; of a place below only that something was done.
    """
    enrolments = {str(one.pk): one for one in row.enrolments.all()}
    mine = Q(row_kind=SupervisedObject._meta.label_lower, row_id=str(row.pk))
    theirs = Q(row_kind=ObjectEnrolment._meta.label_lower, row_id__in=list(enrolments))
    entries = AuditEntry.objects.of(row.tenant_id).filter(mine | theirs).order_by("-pk")[:LIMIT]
    return [_event(member, row, entry, enrolments.get(entry.row_id)) for entry in entries]


def _event(member: Member, row: SupervisedObject, entry: AuditEntry, enrolment: ObjectEnrolment | None) -> Event:
    is_enrolment = entry.row_kind == ObjectEnrolment._meta.label_lower
    is_open = member.hat is not None and member.hat.tenant_id == row.tenant_id
    if is_enrolment:
        is_open = enrolment is not None and sees_inside(member, enrolment)
    text = word_for(entry.verb)
    if is_enrolment and enrolment is not None:
        text = _("%(act)s（%(department)s）") % {"act": text, "department": enrolment.department}
    note = _("；").join(part for part in (entry.note, entry.changes_words if is_open else "") if part)
    return Event(entry.at, entry.actor_name if is_open else "", text, note if is_open else "")


register(Chapter("registry", gettext_lazy("名录库"), "objects.view", library_events))
