"""Candidates for joint tasks: found every night, decided with reasons (R052)."""

from collections.abc import Sequence
from datetime import date

from django.db import connection, transaction
from django.db.models import Count

from registry.models import JointCandidate, ObjectEnrolment
from registry.states import CANDIDATE_WORKFLOW, ENROLLED, OPEN, PLANNED
from tenancy.models import Member, Region

_FIND = """
WITH touched AS (
    INSERT INTO registry_jointcandidate AS known (tenant_id, object_id, state, departments, count, found_on)
    SELECT tenant_id, object_id, 'open', array_agg(department_id ORDER BY department_id), count(*), %s
      FROM registry_objectenrolment
     WHERE tenant_id = %s AND state = 'enrolled'
     GROUP BY tenant_id, object_id
    HAVING count(*) >= 2
    ON CONFLICT (object_id) DO UPDATE
       SET departments = excluded.departments, count = excluded.count, found_on = excluded.found_on
     WHERE known.departments <> excluded.departments OR known.state = 'lapsed'
    RETURNING id, state)
SELECT id FROM touched WHERE state IN ('dismissed', 'lapsed')
"""
"""One statement for the whole library: memory stays flat, and a second run changes nothing."""


@transaction.atomic
def find_candidates(tenant: Region, *, today: date) -> int:
    """Bring the candidates of a place up to date; returns how many wait for a decision.

    New ones are open; a dismissed one comes back when its departments changed; an open one lapses when fewer than two
    departments are left; an accepted one stays.
    """
    with connection.cursor() as cursor:
        cursor.execute(_FIND, [today, tenant.pk])
        again = [number for (number,) in cursor.fetchall()]
    rows = JointCandidate.objects.of(tenant)
    for candidate in rows.filter(pk__in=again).order_by("pk"):
        CANDIDATE_WORKFLOW.take(candidate, "reopen", actor=None)
    for candidate in rows.filter(state=OPEN).exclude(object__in=_shared(tenant)).order_by("pk"):
        CANDIDATE_WORKFLOW.take(candidate, "lapse", actor=None)
    return rows.filter(state=OPEN).count()


def _shared(tenant: Region):
    """Numbers of the objects that two or more departments supervise now."""
    enrolled = ObjectEnrolment.objects.of(tenant).filter(state=ENROLLED).order_by()
    return enrolled.values("object").annotate(count=Count("pk")).filter(count__gte=2).values("object")


@transaction.atomic
def decide(candidate: JointCandidate, move: str, *, actor: Member, note: str) -> JointCandidate:
    """Accept for joint checking, or dismiss with a reason. Errors: `MoveRefused`."""
    return CANDIDATE_WORKFLOW.take(candidate, move, actor=actor, note=note)


@transaction.atomic
def accept_many(candidates: Sequence[JointCandidate], *, actor: Member, note: str) -> int:
    """Accept many with one reason, all or none; returns how many. Errors: `MoveRefused`."""
    for candidate in candidates:
        decide(candidate, "accept_candidate", actor=actor, note=note)
    return len(candidates)


@transaction.atomic
def put_into_plan(candidates: Sequence[JointCandidate], number: int) -> None:
    """Tell accepted candidates which plan entry they are in; who plans has checked who may. Errors: `MoveRefused`."""
    CANDIDATE_WORKFLOW.take_all(_locked(candidates), "plan_candidate", actor=None, values={"planned_in": number})


@transaction.atomic
def take_out_of_plan(tenant: Region, number: int) -> int:
    """Give back the candidates of a plan entry that is gone, to be planned elsewhere; returns how many."""
    rows = JointCandidate.objects.of(tenant).filter(planned_in=number, state=PLANNED)
    found = list(rows.select_for_update(of=("self",)).order_by("pk"))
    CANDIDATE_WORKFLOW.take_all(found, "unplan_candidate", actor=None, values={"planned_in": None})
    return len(found)


def _locked(candidates: Sequence[JointCandidate]) -> list[JointCandidate]:
    rows = JointCandidate.objects.of(candidates[0].tenant_id) if candidates else JointCandidate.objects.of(0)
    found = rows.filter(pk__in=[one.pk for one in candidates]).select_for_update(of=("self",)).select_related("object")
    return list(found.order_by("pk"))
