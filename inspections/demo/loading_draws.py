"""Draws of 南郑区: one whose visits were made and that is laid open, one that waits for a secret."""

import hashlib
from datetime import date, timedelta

from inspections.demo.making import make
from inspections.demo.samples import DRAWN
from inspections.demo.visit_samples import CLEAN, CONTACT, FAULTY, GAS_MATERIALS, MARKET, WRITERS
from inspections.draw import sealed
from inspections.models import Draw, DrawSecret, InspectionTask, PlanEntry, Visit
from inspections.services import ceremony, disclosure, pairing, pools, rounds, visits
from inspections.states import PUBLISHED
from items.demo.loading import person
from tenancy.models import Member, Region
from tenancy.scope import scope

PLACE = 610703000000


HOLDER, PARTNER, COORDINATOR = "nanzheng.department", "nanzheng.housing", "nanzheng.admin"


def load_draws(today: date) -> int:
    """Load the tasks of 南郑区 unless there are tasks already; returns how many draws were made."""
    with scope(PLACE):
        place = Region.objects.get(pk=PLACE)
        if InspectionTask.objects.of(place).exists():
            return 0
        entry = published_entry(place, DRAWN, today)
        holder, partner = person(place, HOLDER), person(place, PARTNER)
    _laid_open(place, entry, holder, partner, today)
    _waiting(place, entry, holder, partner, today)
    return 2


def published_entry(place: Region, title: str, today: date) -> PlanEntry:
    """An entry of this year's plan as the public reads it."""
    return PlanEntry.objects.of(place).get(title=title, plan__year=today.year, plan__state=PUBLISHED)


def open_round(entry: PlanEntry, starts_on: date, ends_on: date, holder: Member) -> InspectionTask:
    """A round between these days, as far as the entry allows: at New Year it begins later."""
    first, last = max(starts_on, entry.starts_on), min(ends_on, entry.ends_on)
    task = InspectionTask(starts_on=min(first, entry.ends_on), ends_on=max(first, last))
    return rounds.open_task(entry, task, actor=holder)


def drawn(task: InspectionTask, holder: Member, partner: Member) -> Draw:
    """The task drawn and paired, every department having revealed."""
    draw = _sealed(task, holder, partner)
    ceremony.commit_draw(draw, actor=holder)
    for code, member in (("01", holder), ("02", partner)):
        ceremony.reveal_secret(_of(draw, code), secret_text(task, code), actor=member)
    draw = ceremony.hold_draw(ceremony.ask_to_draw(draw, actor=holder), actor=holder)
    return pairing.pair_draw(draw, actor=holder)


def _laid_open(place: Region, entry: PlanEntry, holder: Member, partner: Member, today: date) -> None:
    with scope(place, member=holder):
        task = open_round(entry, today - timedelta(days=30), today, holder)
        draw = drawn(task, holder, partner)
        pairing.accept_draw(draw, actor=person(place, COORDINATOR))
        rows = Visit.objects.of(place).filter(task=task).select_related("object", "tenant", "department")
        for number, visit in enumerate(rows.order_by("serial")):
            visits.approve_visit(visit, actor=holder)
            contact = CONTACT[MARKET]
            visits.notify_visit(visit, materials=GAS_MATERIALS, contact=contact, actor=person(place, WRITERS[MARKET]))
            make(visit, CLEAN if number else FAULTY)
        disclosure.disclose_draw(draw, today=today)


def _waiting(place: Region, entry: PlanEntry, holder: Member, partner: Member, today: date) -> None:
    """Committed; the lead has revealed, the other department has not."""
    with scope(place, member=holder):
        task = open_round(entry, today, today + timedelta(days=30), holder)
        draw = _sealed(task, holder, partner)
        ceremony.commit_draw(draw, actor=holder)
        ceremony.reveal_secret(_of(draw, "01"), secret_text(task, "01"), actor=holder)


def _sealed(task: InspectionTask, holder: Member, partner: Member) -> Draw:
    draw = pools.freeze_pool(pools.prepare_draw(task, Draw(), actor=holder))
    for code, member in (("01", holder), ("02", partner)):
        ceremony.seal_secret(_of(draw, code), sealed(secret_text(task, code)), actor=member)
    return draw


def secret_text(task: InspectionTask, code: str) -> str:
    """A secret that the demonstration can reveal again; a real one is 32 random bytes kept by its department."""
    return hashlib.sha256(f"{task.number} {code}".encode()).hexdigest()


def _of(draw: Draw, code: str) -> DrawSecret:
    return DrawSecret.objects.of(draw.tenant_id).select_related("department").get(draw=draw, code=code)
