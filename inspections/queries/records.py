"""What stands in a section: points with the answers that hold, evidence, signatures, what others found (R103)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from inspections.models import Evidence, SectionEntry, SectionItem, Signature, VisitSection
from inspections.queries.points import asked_together, points_of_section
from inspections.queries.visits import RECENT
from inspections.record_seal import Seal, broken_link, digest
from inspections.results import EntryOutcome, SignerRole
from items.models import ChecklistEntry
from registry.queries.officers import LEAST_OFFICERS


@dataclass
class Point:
    """A point of the checklist, the answer that holds, the evidence on it, and what other departments found on it.

    `rivals` are the answers that disagree, that which holds among them, in the order in which they arrived.
    """

    entry: ChecklistEntry
    answer: SectionEntry | None = None
    rivals: list[SectionEntry] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)
    offers: list[SectionEntry] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        return self.answer is None or self.answer.is_conflict


def entries_of(section: VisitSection) -> QuerySet[ChecklistEntry]:
    """The points the section has to look at, in the order of its checklists."""
    checklists = SectionItem.objects.of(section.tenant_id).filter(section=section).values("checklist")
    rows = ChecklistEntry.objects.of(section.tenant_id).filter(checklist__in=checklists)
    rows = points_of_section(section, rows)
    return rows.select_related("checklist", "fact").order_by("checklist", "position", "pk")


def answers_of(section: VisitSection) -> dict[int, SectionEntry]:
    """By point: the answer written last, which is the one that holds."""
    return {entry: rows[-1] for entry, rows in _written(section).items()}


def _written(section: VisitSection) -> dict[int, list[SectionEntry]]:
    """By point: every answer, in the order in which they arrived."""
    rows = SectionEntry.objects.of(section.tenant_id).filter(section=section)
    found: dict[int, list[SectionEntry]] = defaultdict(list)
    for row in rows.select_related("recorded_by").order_by("pk"):
        found[row.entry_id].append(row)
    return found


def _disagreeing(rows: Sequence[SectionEntry]) -> list[SectionEntry]:
    """The answers in conflict at the end of the row and the one they were written beside; none where all agree."""
    place = len(rows)
    while place and rows[place - 1].is_conflict:
        place -= 1
    return list(rows[max(place - 1, 0) :]) if place < len(rows) else []


def points_of(section: VisitSection, today: date | None = None) -> list[Point]:
    """Every point of the section; with `today` also what other departments found on the same facts within a year."""
    entries = list(entries_of(section))
    written = _written(section)
    evidence: dict[int | None, list[Evidence]] = defaultdict(list)
    for piece in section.evidence.order_by("number"):
        evidence[piece.entry_id].append(piece)
    offers = offers_for(section, entries, today) if today else {}
    return [_point(one, written.get(one.pk, []), evidence[one.pk], offers.get(one.pk, [])) for one in entries]


def _point(
    entry: ChecklistEntry, rows: Sequence[SectionEntry], evidence: list[Evidence], offers: list[SectionEntry]
) -> Point:
    return Point(entry, rows[-1] if rows else None, _disagreeing(rows), evidence, offers)


def offers_for(section: VisitSection, entries: Sequence[ChecklistEntry], today: date) -> dict[int, list[SectionEntry]]:
    """By point: answers of other departments to points on the same shared fact of this object, newest first.

    Only what was signed counts, within a year, and not what this section has already taken or declined (R103, R112).
    What stands under one point of the visit's joint checklist is asked once, so there the answer itself is enough.
    """
    by_fact: dict[int | None, list[int]] = defaultdict(list)
    for entry in entries:
        if entry.fact_id:
            by_fact[entry.fact_id].append(entry.pk)
    together = asked_together(section, entries)
    if not by_fact and not together:
        return {}
    decided = set(section.recognitions.values_list("entry_id", "source_id"))
    signed = Q(entry__fact__in=by_fact, section__signed_at__isnull=False)
    beside = Q(entry__in=together, section__visit=section.visit_id)
    rows = SectionEntry.objects.of(section.tenant_id).filter(signed | beside)
    rows = rows.filter(section__visit__object=section.visit.object_id)
    rows = rows.filter(received_at__date__gte=today - RECENT).exclude(section__department=section.department_id)
    last = {(row.section_id, row.entry_id): row for row in rows.select_related(*_TOLD).order_by("pk")}
    found: dict[int, list[SectionEntry]] = defaultdict(list)
    for row in sorted(last.values(), key=lambda row: row.pk, reverse=True):
        for asked in dict.fromkeys([*by_fact.get(row.entry.fact_id, ()), *together.get(row.entry_id, ())]):
            if (asked, row.pk) not in decided and row.outcome != EntryOutcome.NOT_APPLICABLE:
                found[asked].append(row)
    return found


_TOLD = ("entry__fact", "section__department", "section__visit")


def failing_points(section: VisitSection) -> list[SectionEntry]:
    """Answers that hold and say 不合格."""
    return [row for row in answers_of(section).values() if row.outcome == EntryOutcome.FAIL]


# --- seals ----------------------------------------------------------------------------------------------------------


def record_of(section: VisitSection) -> dict[str, Any]:
    """The record as it is read to those who sign it: plain values, in one order, hashed by `record_seal`."""
    answers = answers_of(section)
    evidence = list(section.evidence.order_by("number"))
    return {
        "visit": section.visit.number,
        "department": section.department.name,
        "object": section.visit.object.name,
        "content": section.content,
        "techniques": sorted(section.techniques),
        "account": section.account,
        "officers": [[one.name, one.certificate_number] for one in section.officers.order_by("pk")],
        "answers": [[entry, answers[entry].outcome, answers[entry].note] for entry in sorted(answers)],
        "statements": [[one.given_by, one.text] for one in section.statements.order_by("pk")],
        "evidence": [one.chain_hash for one in evidence],
    }


def record_digest(section: VisitSection) -> str:
    """The hash that everyone signs."""
    return digest(record_of(section))


def broken_evidence(section: VisitSection) -> int | None:
    """The number of the first piece whose chain does not hold; None when the evidence is whole (5.2 no. 23)."""
    return broken_link((seal_of(one), one.chain_hash) for one in section.evidence.order_by("number"))


def seal_of(evidence: Evidence) -> Seal:
    """What was fixed of a piece when it was taken."""
    return Seal(evidence.sha256, evidence.taken_at, evidence.place, evidence.taker_name, evidence.description)


# --- signatures -----------------------------------------------------------------------------------------------------


def signatures_under(section: VisitSection) -> QuerySet[Signature]:
    """Signatures under the record as it stands now; those under an earlier wording do not count."""
    return section.signatures.filter(record_hash=section.record_hash).order_by("pk")


def has_officers_signed(section: VisitSection) -> bool:
    """Whether at least two officers have signed the record as it stands."""
    signed = signatures_under(section).filter(role=SignerRole.OFFICER).values("officer").distinct()
    return signed.count() >= LEAST_OFFICERS
