"""A person decides whether a line of an import, or another file, is the object it resembles (R048)."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.refusals import Refused
from registry.kinds import ObjectKind
from registry.models import MatchCase, ObjectEnrolment, Source, SupervisedObject
from registry.queries.visibility import towns_of
from registry.records import ENROLMENT, details_of, former_names_of, kind_of, state_of
from registry.services.enrolments import change_enrolment, enrol
from registry.services.merging import merge_objects
from registry.services.objects import add_object, bring_to, change_object
from registry.states import ENDED, MATCH_WORKFLOW
from registry.validity import day_of
from tenancy.models import Member, Region

MOST_AT_ONCE = 200


class TooManyCases(Refused):
    """More cases at once than a person can have looked at."""


@transaction.atomic
def say_same(case: MatchCase, *, actor: Member, today: date, note: str) -> SupervisedObject:
    """Two files are merged into the older; a line's facts are written where the sender may, its department enrols.

    With the same code but another name the object has been renamed. Errors: `MoveRefused`, and what writing refuses.
    """
    _decide(case, "say_same", actor, note)
    if case.other is not None:
        return merge_objects(case.object, case.other, actor=actor, reason=note).kept
    row = SupervisedObject.objects.of(case.tenant_id).select_related("department").get(pk=case.object_id)
    if _may_write(row, case):
        change_object(_with_facts(row, case.line), actor=actor, today=today)
    _enrol(case, row, actor, today)
    _follow(case, row, actor, today)
    return row


@transaction.atomic
def say_different(case: MatchCase, *, actor: Member, today: date, note: str) -> SupervisedObject:
    """Two files stay apart; a line is another object, which is added and enrolled. Errors: as above."""
    _decide(case, "say_different", actor, note)
    if case.other is not None:
        return case.other
    record = case.line
    row = SupervisedObject(
        tenant_id=case.tenant_id,
        kind=kind_of(record.get("kind", ""), record.get("uscc", "")) or ObjectKind.ENTERPRISE,
        name=record["name"],
        uscc=record.get("uscc", ""),
        department=case.department,
        source=Source.IMPORT,
    )
    add_object(_with_facts(row, record), actor=actor, today=today)
    _enrol(case, row, actor, today)
    _follow(case, row, actor, today)
    return row


MOVES = {"say_same": say_same, "say_different": say_different}


@transaction.atomic
def decide_all(cases: Sequence[MatchCase], move: str, *, actor: Member, today: date, note: str) -> int:
    """Decide many cases in one way, all or none; returns how many. Errors: `TooManyCases`, and as above."""
    if len(cases) > MOST_AT_ONCE:
        raise TooManyCases(_("一次最多判断%(most)s条，请分批勾选。") % {"most": MOST_AT_ONCE})
    for case in cases:
        MOVES[move](case, actor=actor, today=today, note=note)
    return len(cases)


def _decide(case: MatchCase, move: str, actor: Member, note: str) -> None:
    case.decided_by, case.decided_at, case.note = actor, timezone.now(), note
    case.save(update_fields=["decided_by", "decided_at", "note"])
    MATCH_WORKFLOW.take(case, move, actor=actor, note=note)


def _follow(case: MatchCase, row: SupervisedObject, actor: Member, today: date) -> None:
    """The state that the line tells becomes the object's, where the sender may say so."""
    state = state_of(case.line.get("state", ""))
    if state and _may_write(row, case):
        bring_to(row, state, actor=None, today=today, note=str(case.reason))


def _may_write(row: SupervisedObject, case: MatchCase) -> bool:
    """A department writes shared facts only of objects that nobody or itself keeps (R049)."""
    return row.department_id is None or case.department_id in (None, row.department_id)


def _with_facts(row: SupervisedObject, record: dict[str, str]) -> SupervisedObject:
    """The row with what the line tells; an empty cell tells nothing."""
    if row.pk and row.uscc and row.uscc == record.get("uscc"):
        row.name = record["name"]
    row.uscc = row.uscc or record.get("uscc", "")
    row.address = record.get("address") or row.address
    row.town = _town(row, record.get("town", "")) or row.town
    for name in ("longitude", "latitude"):
        setattr(row, name, record.get(name) or getattr(row, name))
    row.industry_id = record.get("industry") or row.industry_id
    row.former_names = list(dict.fromkeys([*row.former_names, *former_names_of(record)]))
    row.detail = {**row.detail, **details_of(row.kind, record)}
    return row


def _town(row: SupervisedObject, name: str) -> Region | None:
    return towns_of(row.tenant).filter(name=name).first() if name else None


def _enrol(case: MatchCase, row: SupervisedObject, actor: Member, today: date) -> None:
    """Put the object into the list of the department that sent the line, or write what the line says about it."""
    if case.department is None:
        return
    own: dict[str, Any] = {name: case.line[name] for name in ENROLMENT if case.line.get(name)}
    if "permit_until" in own:
        own["permit_until"] = day_of(own["permit_until"])
    writer = actor if actor.may("objects.enrol", case.department) else None
    enrolment = ObjectEnrolment.objects.of(row.tenant_id).filter(object=row, department=case.department).first()
    if enrolment is None:
        made = ObjectEnrolment(
            tenant_id=row.tenant_id,
            object=row,
            department=case.department,
            source=Source.IMPORT,
            enrolled_on=today,
            **own,
        )
        enrol(made, actor=writer)
    elif own and enrolment.state != ENDED:
        for name, value in own.items():
            setattr(enrolment, name, value)
        change_enrolment(enrolment, actor=writer)
