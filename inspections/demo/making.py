"""How a visit of the demonstration is made: looked at, photographed, signed, judged and closed by who goes there."""

import struct
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from hashlib import sha256
from math import sin

from django.core.files.base import ContentFile
from django.utils import timezone

from inspections.models import SectionOfficer, Visit, VisitSection
from inspections.queries.records import points_of
from inspections.results import SignerRole
from inspections.services import closing, findings, records, signing, visits
from inspections.services.closing import Outcome
from inspections.services.findings import Demand, Problem
from inspections.services.records import Answer, Capture
from inspections.services.signing import Signing
from items.demo.loading import person
from items.models import ChecklistEntry
from tenancy.models import Member

DAYS_TO_CORRECT = 15


@dataclass(frozen=True)
class Seen:
    """What a department writes into its record, who of the subject signs, and the problem it found, if any.

    `failed` is the point of the checklist that the problem is about; `statement` what the signer says for the record.
    """

    account: str
    signer: str
    photo: str
    statement: str = ""
    problem: Problem | None = None
    failed: str = ""
    demands: str = ""
    basis: str = ""


def make(visit: Visit, seen: Mapping[str, Seen]) -> None:
    """From the door to the end: each department, by its name, records what it has `seen`."""
    sections = list(visit.sections.select_related("visit__object", "department", "tenant"))
    writers = {section.department_id: _writer_of(section) for section in sections}
    lead = writers[visit.department_id]
    visits.arrive(visit, actor=lead)
    for section in sections:
        finish(section, seen[section.department.name], writers[section.department_id])
    visits.leave_site(visit, actor=lead)
    visits.close_visit(visit, actor=lead)


def _writer_of(section: VisitSection) -> Member:
    """Somebody with an account among those who go for the section."""
    rows = SectionOfficer.objects.of(section.tenant_id).filter(section=section).exclude(officer__member=None)
    return person(section.tenant, rows.order_by("pk").values_list("officer__member__username", flat=True)[0])


def finish(section: VisitSection, seen: Seen, writer: Member) -> None:
    """Every point answered, evidence, signatures, result; a problem is ordered to be corrected."""
    failed = _answer(section, seen, writer)
    photograph(section, seen.photo, writer)
    if seen.statement:
        records.add_statement(section, seen.statement, given_by=seen.signer, given_at=timezone.now(), actor=writer)
    records.write_account(section, techniques=["on_site", "documents"], account=seen.account, actor=writer)
    records.finish_record(section, actor=writer)
    for officer in SectionOfficer.objects.of(section.tenant_id).filter(section=section):
        _sign(section, Signing(SignerRole.OFFICER, officer.name, timezone.now(), officer), writer)
    _sign(section, Signing(SignerRole.SUBJECT, seen.signer, timezone.now()), writer)
    if seen.problem:
        finding = findings.add_finding(section, replace(seen.problem, entry=failed), actor=writer)
        due = timezone.localdate() + timedelta(days=DAYS_TO_CORRECT)
        findings.order_correction(section, [finding], Demand(seen.demands, seen.basis, due), actor=writer)
    outcome = Outcome("corrected", "correct") if seen.problem else Outcome("no_problem", "none")
    closing.set_result(section, outcome, actor=writer)
    closing.decide_publication(section, choice="publish", note="", actor=writer)
    closing.close_section(section, actor=writer)


def _answer(section: VisitSection, seen: Seen, writer: Member) -> ChecklistEntry | None:
    """Answer every point; returns the one that failed."""
    failed = None
    for point in points_of(section):
        given = Answer("pass")
        if seen.problem and point.entry.text == seen.failed:
            failed, given = point.entry, Answer("fail", seen.problem.fact)
        records.answer(section, point.entry, given, actor=writer)
    return failed


def photograph(section: VisitSection, shows: str, writer: Member) -> None:
    capture = Capture("photo", shows, section.visit.object.address, timezone.now())
    file = ContentFile(_picture(section.pk), name="现场照片.png")
    records.add_evidence(section, file, capture, actor=writer)


def _sign(section: VisitSection, signed: Signing, writer: Member) -> None:
    image = ContentFile(_scribble(signed.name), name="签字.png")
    signing.sign(section, image, signed, actor=writer)


def _picture(shade: int, side: int = 48) -> bytes:
    """A small grey PNG; each number gives another."""
    return _png([bytes((shade * 37 + column * 3) % 256 for column in range(side))] * side)


def _scribble(name: str, width: int = 240, height: int = 90) -> bytes:
    """A PNG with a line as a finger would draw it; each name gives another."""
    dice, paper = iter(sha256(name.encode()).digest()), [bytearray(b"\xff" * width) for _row in range(height)]
    waves = [(4 + next(dice) / 25, 0.5 + next(dice) / 70, next(dice) / 40) for _wave in range(4)]
    for step in range(4_000):
        at = step / 4_000
        swing = [size * sin(speed * 10 * at + turn) for size, speed, turn in waves]
        x, y = int(30 + at * (width - 60) + swing[0] + swing[1]), int(height / 2 + swing[2] + swing[3])
        for row in paper[y : y + 3]:
            row[x : x + 3] = bytes(3)
    return _png([bytes(row) for row in paper])


def _png(rows: Sequence[bytes]) -> bytes:
    """A grey PNG of these rows of pixels."""
    header = struct.pack(">IIBBBBB", len(rows[0]), len(rows), 8, 0, 0, 0, 0)
    lines = zlib.compress(b"".join(b"\x00" + row for row in rows))
    chunks = [(b"IHDR", header), (b"IDAT", lines), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
