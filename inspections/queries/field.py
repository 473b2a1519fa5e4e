"""What a phone takes along before it goes where there is no network: its visits, their sections, points and bases."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet

from inspections.models import Evidence, HeldRecord, SectionEntry, Signature, Visit, VisitSection
from inspections.queries.records import Point, points_of
from inspections.queries.visits import my_visits, officer_on
from inspections.states import APPROVED, NOTIFIED, ON_SITE, PASS_ISSUED, SECTIONS_CLOSING, UNANNOUNCED
from tenancy.models import Member, Region

TO_GO = (APPROVED, NOTIFIED, UNANNOUNCED, PASS_ISSUED, ON_SITE, SECTIONS_CLOSING)
"""Visits that are approved and not over: what an officer may still need on the phone."""


def field_visits(member: Member, tenant: Region) -> QuerySet[Visit]:
    """The member's own visits to go to or under way, the next first."""
    rows = my_visits(member, tenant).filter(state__in=TO_GO).select_related("object", "department")
    return rows.order_by("starts_on", "pk")


def visit_line(visit: Visit) -> dict[str, Any]:
    """A visit as the phone's list shows it."""
    return {
        "pk": visit.pk,
        "number": visit.number,
        "title": visit.title,
        "object": visit.object.name,
        "address": visit.object.address,
        "starts_on": visit.starts_on.isoformat(),
        "ends_on": visit.ends_on.isoformat(),
        "state": visit.state,
        "state_word": visit.get_state_display(),
        "has_arrived": visit.arrived_at is not None,
    }


def download(visit: Visit, member: Member, today: date) -> dict[str, Any]:
    """The whole visit as plain values: every section to read, the member's own to write."""
    sections = visit.sections.select_related("department", "visit__object", "tenant").prefetch_related(
        "officers", "statements", "signatures"
    )
    return visit_line(visit) | {
        "materials": visit.materials,
        "sections": [_section(section, member, today) for section in sections],
    }


def _section(section: VisitSection, member: Member, today: date) -> dict[str, Any]:
    mine = officer_on(section, member)
    points = points_of(section, today)
    return {
        "pk": section.pk,
        "department": section.department.name,
        "content": section.content,
        "state": section.state,
        "state_word": section.get_state_display(),
        "is_mine": mine is not None,
        "taker": mine.name if mine else "",
        "techniques": section.techniques,
        "account": section.account,
        "record_hash": section.record_hash,
        "held": section.held.filter(decided_at=None).count(),
        "officers": [
            {"pk": one.pk, "name": one.name, "certificate_number": one.certificate_number}
            for one in section.officers.all()
        ],
        "points": [_point(point) for point in points],
        "answers": [_answer(point.answer, point.rivals) for point in points if point.answer],
        "statements": [{"given_by": one.given_by, "text": one.text} for one in section.statements.all()],
        "evidence": [_evidence(piece) for piece in section.evidence.order_by("number")],
        "signatures": [_signature(one) for one in section.signatures.all() if one.record_hash == section.record_hash],
    }


def _point(point: Point) -> dict[str, Any]:
    entry = point.entry
    return {
        "pk": entry.pk,
        "checklist": entry.checklist.title,
        "text": entry.text,
        "evidence": entry.evidence,
        "rule": entry.rule,
        "basis": entry.basis,
        "offers": [
            f"{one.section.department}：{one.get_outcome_display()} {one.note}（{one.section.visit.number}）"
            for one in point.offers
        ],
    }


def _answer(row: SectionEntry, rivals: Sequence[SectionEntry] = ()) -> dict[str, Any]:
    return {
        "pk": row.pk,
        "entry": row.entry_id,
        "outcome": row.outcome,
        "note": row.note,
        "is_conflict": row.is_conflict,
        "by": row.recorded_by.name if row.recorded_by else "",
        "at": row.observed_at.isoformat(),
        "rivals": [_answer(one) for one in rivals],
    }


def _evidence(row: Evidence) -> dict[str, Any]:
    return {
        "number": row.number,
        "kind": row.kind,
        "description": row.description,
        "place": row.place,
        "sha256": row.sha256,
        "taken_at": row.taken_at.isoformat(),
        "taker": row.taker_name,
        "entry": row.entry_id,
        "chain_hash": row.chain_hash,
    }


def _signature(row: Signature) -> dict[str, Any]:
    return {"role": row.role, "name": row.name, "officer": row.officer_id, "is_refused": row.is_refused}


# --- what could not be written ---------------------------------------------------------------------------------------


def undecided(tenant: Region) -> QuerySet[HeldRecord]:
    """What came too late and waits for a person, the oldest first."""
    rows = HeldRecord.objects.of(tenant).filter(decided_at=None)
    return rows.select_related("section__visit__object", "department", "sent_by")
