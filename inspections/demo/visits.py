"""Put the demonstration's visits into the database: every step is taken by a person who may take it."""

from dataclasses import replace
from datetime import timedelta

from django.utils import timezone

from inspections.demo.clues import load_clues
from inspections.demo.making import Seen, finish, photograph
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
from inspections.models import Visit, VisitSection
from inspections.queries.records import points_of
from inspections.services import records, visits
from inspections.services.findings import Problem
from inspections.services.records import Answer
from items.demo.loading import person
from items.models import ItemVersion
from items.states import IN_FORCE
from registry.models import Officer, SupervisedObject
from tenancy.models import Department, Region
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
            texts = {point.entry.text for point in points_of(section)}
            finish(section, _seen(texts), person(place, WRITERS[section.department.name]))
        visits.leave_site(visit, actor=writer)
        visits.close_visit(visit, actor=writer)


def _begin(place: Region, section: VisitSection) -> None:
    """Half of the points answered, one photo: what a phone shows in the middle of a visit."""
    writer = person(place, WRITERS[section.department.name])
    for point in points_of(section)[:2]:
        records.answer(section, point.entry, Answer("pass"), actor=writer)
    photograph(section, "储配站大门和安全警示标识", writer)
    records.write_account(section, techniques=["on_site", "documents"], account=ON_SITE, actor=writer)


def _seen(point_texts: set[str]) -> Seen:
    """The labour department, whose checklist asks for it, found something; the others did not."""
    who, words = STATEMENT
    clean = Seen(ACCOUNT, who, "营业场所和营业执照", statement=words)
    text, note = FAILED
    if text not in point_texts:
        return clean
    return replace(clean, problem=Problem(note, BREACH, "minor"), failed=text, demands=DEMANDS, basis=ORDER_BASIS)
