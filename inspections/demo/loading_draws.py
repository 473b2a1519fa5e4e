"""Two draws of 南郑区 for the demonstration: one laid open after its visits, one that waits for a secret."""

import hashlib
from datetime import date, timedelta

from inspections.draw import sealed
from inspections.models import AnnualPlan, Draw, DrawSecret, InspectionTask, PlanEntry
from inspections.services import ceremony, disclosure, pairing, pools, rounds
from inspections.states import PUBLISHED
from tenancy.models import Department, Member, Membership, Region
from tenancy.scope import scope

PLACE = 610703000000
MARKET, HOUSING = "区市场监管局", "区住建局"
AUTHOR, HOLDER, PARTNER = "nanzheng.officer", "nanzheng.department", "nanzheng.housing"
TITLE = "全区监管对象跨部门联合抽查"


def load_draws(today: date) -> int:
    """Load both tasks unless there are tasks already; returns how many draws were made."""
    with scope(PLACE):
        place = Region.objects.get(pk=PLACE)
        if InspectionTask.objects.of(place).exists():
            return 0
        entry = _entry(place, today)
        holder, partner = _person(place, HOLDER), _person(place, PARTNER)
    _laid_open(place, entry, holder, partner, today)
    _waiting(place, entry, holder, partner, today)
    return 2


def _entry(place: Region, today: date) -> PlanEntry:
    """An entry of this year's plan, which is public already; drawn four times a year."""
    departments = {one.name: one for one in Department.objects.of(place).filter(name__in=(MARKET, HOUSING))}
    author = Member.objects.get(username=AUTHOR)
    plan, _is_new = AnnualPlan.objects.of(place).get_or_create(
        tenant=place,
        department=departments[MARKET],
        year=today.year,
        defaults={"state": PUBLISHED, "created_by": author},
    )
    entry = PlanEntry.objects.of(place).create(
        plan=plan,
        department=departments[MARKET],
        number=plan.entries.count() + 1,
        title=TITLE,
        objects_text="全区在册的监管对象",
        pool_query="",
        sample_ratio="0.2",
        frequency=4,
        starts_on=today - timedelta(days=60),
        ends_on=today + timedelta(days=90),
    )
    parts = (("lead", MARKET, "对食品经营和特种设备的监管"), ("cooperating", HOUSING, "对燃气使用的监管"))
    for position, (role, name, content) in enumerate(parts, start=1):
        entry.lines.create(tenant=place, position=position, role=role, department=departments[name], content=content)
    return entry


def _open(entry: PlanEntry, starts_on: date, ends_on: date, holder: Member) -> InspectionTask:
    task = InspectionTask(starts_on=starts_on, ends_on=ends_on)
    return rounds.open_task(entry, task, actor=holder)


def _laid_open(place: Region, entry: PlanEntry, holder: Member, partner: Member, today: date) -> None:
    with scope(place, member=holder):
        task = _open(entry, today - timedelta(days=30), today - timedelta(days=1), holder)
        draw = _sealed(task, holder, partner)
        ceremony.commit_draw(draw, actor=holder)
        for code, member in (("01", holder), ("02", partner)):
            ceremony.reveal_secret(_of(draw, code), secret_text(task, code), actor=member)
        draw = ceremony.hold_draw(ceremony.ask_to_draw(draw, actor=holder), actor=holder)
        draw = pairing.pair_draw(draw, actor=holder)
        pairing.accept_draw(draw, actor=holder)
        disclosure.disclose_draw(draw, today=today)


def _waiting(place: Region, entry: PlanEntry, holder: Member, partner: Member, today: date) -> None:
    """Committed; the lead has revealed, the other department has not."""
    with scope(place, member=holder):
        task = _open(entry, today, today + timedelta(days=30), holder)
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


def _person(place: Region, login: str) -> Member:
    """The account, wearing its hat of the place."""
    member = Member.objects.get(username=login)
    member.hat = Membership.objects.of(place).filter(member=member).select_related("department").first()
    return member
