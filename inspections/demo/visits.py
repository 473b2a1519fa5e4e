"""Put the demonstration's visits into the database: every step is taken by a person who may take it."""

import struct
import zlib
from datetime import timedelta

from django.core.files.base import ContentFile
from django.utils import timezone

from inspections.demo.clues import load_clues
from inspections.demo.visit_samples import (
    ACCOUNT,
    APPROVERS,
    BREACH,
    CONTACT,
    CREWS,
    DEMANDS,
    FAILED,
    MATERIALS,
    ON_SITE,
    ORDER_BASIS,
    PLACE,
    SAMPLES,
    STATEMENT,
    WRITERS,
    Sample,
)
from inspections.models import SectionOfficer, Visit, VisitSection
from inspections.queries.records import points_of
from inspections.results import SignerRole
from inspections.services import closing, findings, records, signing, visits
from inspections.services.closing import Outcome
from inspections.services.findings import Demand, Problem
from inspections.services.records import Answer, Capture
from inspections.services.signing import Signing
from items.demo.loading import person
from items.models import ItemVersion
from items.states import IN_FORCE
from registry.models import Officer, SupervisedObject
from tenancy.models import Department, Member, Region
from tenancy.scope import scope

_WAY = ("scheduled", "notified", "on_site", "closed")


def load_visits() -> int:
    """Load them unless the place has some; returns how many were added."""
    with scope(PLACE):
        place = Region.objects.get(pk=PLACE)
        if Visit.objects.of(place).exists():
            return 0
        for sample in SAMPLES:
            _load(place, sample)
        load_clues(place)
    return len(SAMPLES)


def _load(place: Region, sample: Sample) -> None:
    departments = {one.name: one for one in Department.objects.of(place)}
    version = ItemVersion.objects.of(place).get(content=sample.item, state=IN_FORCE)
    first = timezone.localdate() + timedelta(days=sample.days)
    visit = Visit(
        tenant=place,
        department=departments[sample.lead],
        object=SupervisedObject.objects.of(place).get(name=sample.subject, merged_into=None),
        title=sample.title.format(year=first.year),
        origin=sample.origin,
        source_note=sample.note.format(year=first.year),
        starts_on=first,
        ends_on=first + timedelta(days=4),
    )
    parts = [visits.Part(departments[name], [version], _crew(place, name)) for name in (sample.lead, *sample.others)]
    visits.plan_visit(visit, parts, actor=person(place, WRITERS[sample.lead]))
    _advance(place, visit, sample)


def _crew(place: Region, department: str) -> list[Officer]:
    rows = Officer.objects.of(place).filter(name__in=CREWS[department], department__name=department)
    return list(rows.prefetch_related("certificates").order_by("pk"))


def _advance(place: Region, visit: Visit, sample: Sample) -> None:
    goal = _WAY.index(sample.until)
    writer = person(place, WRITERS[sample.lead])
    if goal >= _WAY.index("notified"):
        visits.approve_visit(visit, actor=person(place, APPROVERS[sample.lead]))
        visits.notify_visit(visit, materials=MATERIALS, contact=CONTACT[sample.lead], actor=writer)
    if goal >= _WAY.index("on_site"):
        visits.arrive(visit, actor=writer)
    sections = list(visit.sections.select_related("visit__object", "department", "tenant"))
    if sample.until == "on_site":
        _begin(place, sections[0])
    if sample.until == "closed":
        for section in sections:
            _finish(place, section)
        visits.leave_site(visit, actor=writer)
        visits.close_visit(visit, actor=writer)


def _begin(place: Region, section: VisitSection) -> None:
    """Half of the points answered, one photo: what a phone shows in the middle of a visit."""
    writer = person(place, WRITERS[section.department.name])
    for point in points_of(section)[:2]:
        records.answer(section, point.entry, Answer("pass"), actor=writer)
    photograph(section, "储配站大门和安全警示标识", writer)
    records.write_account(section, techniques=["on_site", "documents"], account=ON_SITE, actor=writer)


def photograph(section: VisitSection, shows: str, writer: Member) -> None:
    capture = Capture("photo", shows, section.visit.object.address, timezone.now())
    file = ContentFile(picture(section.pk), name="现场照片.png")
    records.add_evidence(section, file, capture, actor=writer)


def _finish(place: Region, section: VisitSection) -> None:
    """Recorded, signed, with its result; the labour department found something and ordered it corrected."""
    writer = person(place, WRITERS[section.department.name])
    for point in points_of(section):
        text, note = FAILED
        given = Answer("fail", note) if point.entry.text == text else Answer("pass")
        records.answer(section, point.entry, given, actor=writer)
    photograph(section, "营业场所和营业执照", writer)
    who, words = STATEMENT
    records.add_statement(section, words, given_by=who, given_at=timezone.now(), actor=writer)
    records.write_account(section, techniques=["on_site", "documents"], account=ACCOUNT, actor=writer)
    records.finish_record(section, actor=writer)
    for officer in SectionOfficer.objects.of(place).filter(section=section):
        sign(section, Signing(SignerRole.OFFICER, officer.name, timezone.now(), officer), writer)
    sign(section, Signing(SignerRole.SUBJECT, who, timezone.now()), writer)
    failing = [point for point in points_of(section) if point.answer and point.answer.outcome == "fail"]
    for point in failing:
        finding = findings.add_finding(section, Problem(FAILED[1], BREACH, "minor", point.entry), actor=writer)
        due = timezone.localdate() + timedelta(days=15)
        findings.order_correction(section, [finding], Demand(DEMANDS, ORDER_BASIS, due), actor=writer)
    outcome = Outcome("corrected", "correct") if failing else Outcome("no_problem", "none")
    closing.set_result(section, outcome, actor=writer)
    closing.decide_publication(section, choice="publish", note="", actor=writer)
    closing.close_section(section, actor=writer)


def sign(section: VisitSection, signed: Signing, writer: Member) -> None:
    image = ContentFile(picture(section.pk + len(signed.name)), name="签字.png")
    signing.sign(section, image, signed, actor=writer)


def picture(shade: int, side: int = 48) -> bytes:
    """A small grey PNG; each number gives another."""
    row = b"\x00" + bytes((shade * 37 + column * 3) % 256 for column in range(side))
    header = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(row * side)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
