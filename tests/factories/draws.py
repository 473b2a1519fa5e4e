"""A task ready to be drawn, and draws brought to any of their states by the services people use."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from inspections.draw import sealed
from inspections.models import Draw, DrawnObject, DrawSecret, DrawStratum, InspectionTask, PlanEntry
from inspections.queries.frozen import Candidate, candidates
from inspections.services import ceremony, pairing, pools, rounds
from registry.models import SupervisedObject
from tenancy.models import Department, Member, Region
from tenancy.scope import scope
from tests.factories.officers import make_officer
from tests.factories.plans import make_entry, make_plan
from tests.factories.registry import make_object, uscc
from tests.factories.tenancy import make_department, make_member

STEPS = ("frozen", "sealed", "committed", "revealed", "drawn", "paired", "accepted")


@dataclass
class Stage:
    """Two departments with officers, a pool of objects, and who acts for them; `author` made the plan."""

    place: Region
    lead: Department
    other: Department
    author: Member
    holder: Member
    partner: Member
    coordinator: Member
    entry: PlanEntry
    task: InspectionTask
    objects: list[SupervisedObject]
    secrets: dict[str, str] = field(default_factory=lambda: {"01": "a" * 64, "02": "b" * 64})


def make_stage(place: Region, *, objects: int = 40, officers: int = 4, **entry: Any) -> Stage:
    """市场监管局 leads, 住建局 takes part; one in ten is drawn unless the entry says otherwise."""
    today = timezone.localdate()
    lead, other = make_department(place, "区市场监管局"), make_department(place, "区住建局")
    author = make_member(place, "officer", lead, name="编制人")
    plan = make_plan(lead, author, year=today.year, state="published")
    window = {"starts_on": today - timedelta(days=30), "ends_on": today + timedelta(days=60)}
    made = make_entry(plan, (other,), **{"sample_ratio": "0.1", **window, **entry})
    for department in (lead, other):
        for number in range(officers):
            make_officer(department, f"{department.name[1:3]}检查员{number}")
    rows = [make_object(place, f"汉中第{number}餐饮店", uscc=uscc()) for number in range(objects)]
    holder = make_member(place, "department_admin", lead, name="主持人")
    return Stage(
        place, lead, other, author, holder,
        make_member(place, "department_admin", other, name="住建负责人"),
        make_member(place, "district_admin", name="统筹人"),
        made, open_round(made, holder), rows,
    )  # fmt: skip


def open_round(entry: PlanEntry, actor: Member, *, ends_on: date | None = None, **values: Any) -> InspectionTask:
    today = timezone.localdate()
    task = InspectionTask(starts_on=today, ends_on=ends_on or today + timedelta(days=20), **values)
    with scope(entry.tenant_id, member=actor):
        return rounds.open_task(entry, task, actor=actor)


def make_draw(stage: Stage, until: str = "frozen", task: InspectionTask | None = None, **values: Any) -> Draw:
    """An attempt of the stage's task, brought through `STEPS` up to `until`."""
    with scope(stage.place, member=stage.holder):
        draw = pools.prepare_draw(task or stage.task, Draw(**values), actor=stage.holder)
        draw = pools.freeze_pool(draw)
    for step in STEPS[1 : STEPS.index(until) + 1]:
        draw = _ON[step](stage, draw)
    return draw


def secret_of(draw: Draw, code: str) -> DrawSecret:
    return DrawSecret.objects.of(draw.tenant_id).select_related("department").get(draw=draw, code=code)


def again(draw: Draw) -> Draw:
    return Draw.objects.of(draw.tenant_id).select_related("task__entry", "task__tenant").get(pk=draw.pk)


def seal_all(stage: Stage, draw: Draw) -> Draw:
    for code, member in (("01", stage.holder), ("02", stage.partner)):
        with scope(stage.place, member=member):
            ceremony.seal_secret(secret_of(draw, code), sealed(stage.secrets[code]), actor=member)
    return draw


def commit(stage: Stage, draw: Draw) -> Draw:
    with scope(stage.place, member=stage.holder):
        return ceremony.commit_draw(again(draw), actor=stage.holder)


def reveal_all(stage: Stage, draw: Draw) -> Draw:
    for code, member in (("01", stage.holder), ("02", stage.partner)):
        with scope(stage.place, member=member):
            ceremony.reveal_secret(secret_of(draw, code), stage.secrets[code], actor=member)
    with scope(stage.place):
        return again(draw)


def hold(stage: Stage, draw: Draw) -> Draw:
    with scope(stage.place, member=stage.holder):
        asked = ceremony.ask_to_draw(draw, beacon_value="7" if draw.beacon_name else "", actor=stage.holder)
        return ceremony.hold_draw(asked, actor=stage.holder)


def pair(stage: Stage, draw: Draw) -> Draw:
    with scope(stage.place, member=stage.holder):
        return pairing.pair_draw(draw, actor=stage.holder)


def accept(stage: Stage, draw: Draw) -> Draw:
    with scope(stage.place, member=stage.holder):
        return pairing.accept_draw(again(draw), actor=stage.holder)


_ON = {
    "sealed": seal_all,
    "committed": commit,
    "revealed": reveal_all,
    "drawn": hold,
    "paired": pair,
    "accepted": accept,
}


def drawn_rows(draw: Draw) -> list[DrawnObject]:
    with scope(draw.tenant_id):
        rows = DrawnObject.objects.of(draw.tenant_id).filter(draw=draw).select_related("object")
        return list(rows.order_by("stratum", "rank"))


def candidates_of(draw: Draw) -> list[Candidate]:
    """The frozen pool by strata, each in the order of its seats."""
    with scope(draw.tenant_id):
        strata = DrawStratum.objects.of(draw.tenant_id).filter(draw=draw).order_by("number")
        return [one for stratum in strata for one in candidates(draw, stratum)]
