"""Plans tried out: asked for by a person, drawn many times by a job, kept as figures (R090; DOMAIN 3 no. 3)."""

import secrets
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from heapq import nlargest
from typing import Any

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from common.jobs import enqueue
from common.refusals import Refused
from inspections.attributes import UNRATED, StratumBasis
from inspections.models import CapRule, MergeProposal, PlanEntry, Simulation
from inspections.models.budget import CapScope
from inspections.queries.budget import rules_of, usage_of
from inspections.queries.entries import with_parts
from inspections.queries.overlaps import entries_of
from inspections.queries.pools import GRADES, pool_of, strata_of
from inspections.quotas import shares_of, total_of
from inspections.simulation import Cap, Outcome, Part, Stratum, simulate
from inspections.states import PROPOSED
from registry.models import SupervisedObject
from registry.queries.officers import fit_officers
from tenancy.audit import record
from tenancy.models import Department, Member, Region

SIMULATE_JOB = "inspections.simulate"
VISITS_A_DAY = 2
"""How many visits an officer makes on a working day, for the forecast of officers needed."""
WORST = 20
Tell = Callable[[int, int, str], None]


class SimulationRefused(Refused):
    """There is nothing to try out."""


@transaction.atomic
def ask_to_simulate(
    tenant: Region, year: int, entry: PlanEntry | None, *, runs: int, actor: Member | None
) -> Simulation:
    """Have one entry, or all plans of the year, tried out by a job. Errors: `SimulationRefused`."""
    if entry is None and not entries_of(tenant, year).exists():
        raise SimulationRefused(_("%d年度还没有计划，请先编制计划再模拟。") % year)
    if entry is not None and not entry.pool_query:
        raise SimulationRefused(_("这项计划还没有圈定对象范围，请先在计划里选定对象范围。"))
    simulation = Simulation.objects.of(tenant).create(
        year=year,
        entry=entry,
        title=_("模拟：%s") % (entry or _("%d年度各部门计划") % year),
        runs=runs,
        seed=secrets.randbits(62),
        asked_by=actor,
        asked_at=timezone.now(),
    )
    record(actor, "inspections.simulate", simulation)
    enqueue(SIMULATE_JOB, simulation, actor=actor)
    return simulation


@transaction.atomic
def run_simulation(simulation: Simulation, *, tell: Tell) -> Simulation:
    """Draw as often as asked on the pools as they are now and keep the figures. May run twice."""
    simulation = Simulation.objects.of(simulation.tenant_id).select_for_update(of=("self",)).get(pk=simulation.pk)
    if simulation.done_at:
        return simulation
    entries = _entries(simulation)
    tell(0, simulation.runs, _("读取对象范围"))
    pools = Pools(simulation.tenant, timezone.localdate())
    parts = [pools.part(entry) for entry in entries]
    rules, caps = pools.caps(simulation.year, parts)
    outcome = simulate(
        parts,
        len(pools.numbers),
        caps,
        runs=simulation.runs,
        seed=simulation.seed,
        tell=lambda done, runs: tell(done, runs, _("模拟抽取")),
    )
    simulation.result = _figures(simulation, entries, parts, pools, outcome)
    simulation.result["caps"] = _caps(simulation.tenant, rules, caps, outcome)
    simulation.done_at = timezone.now()
    simulation.save(update_fields=["result", "done_at"])
    return simulation


def _entries(simulation: Simulation) -> list[PlanEntry]:
    rows = PlanEntry.objects.of(simulation.tenant_id).filter(pk=simulation.entry_id)
    if simulation.entry_id is None:
        rows = entries_of(simulation.tenant, simulation.year).exclude(pool_query="")
    return list(with_parts(rows))


class Pools:
    """The objects of several pools under common positions, each pool read once."""

    def __init__(self, tenant: Region, today: date) -> None:
        self.tenant, self.today = tenant, today
        self.positions: dict[int, int] = {}
        self.numbers: list[int] = []
        self.known: dict[str, list[int]] = {}

    def part(self, entry: PlanEntry) -> Part:
        """An entry as the simulation draws it; needs `with_parts`."""
        departments = frozenset(line.department_id for line in entry.lines.all()) or frozenset({entry.department_id})
        return Part(tuple(self._strata(entry)), departments)

    def _strata(self, entry: PlanEntry) -> Iterable[Stratum]:
        pool = self._positions_of(entry.pool_query)
        table = strata_of(entry)
        if table is None:
            yield Stratum(pool, total_of(len(pool), entry.figures), entry.frequency or 1)
            return
        rated = dict(GRADES[StratumBasis(table.basis)](self.tenant, pool_of(self.tenant, entry.pool_query), self.today))
        by_value: dict[str, list[int]] = defaultdict(list)
        for position in pool:
            by_value[rated.get(self.numbers[position], UNRATED)].append(position)
        sizes = {value: len(found) for value, found in by_value.items()}
        for share in shares_of(sizes, table.ratios, entry.figures):
            yield Stratum(by_value[share.value], share.quota, table.times(share.value, entry.frequency))

    def _positions_of(self, query: str) -> list[int]:
        if query not in self.known:
            found = pool_of(self.tenant, query).order_by().values_list("pk", flat=True).iterator(chunk_size=20_000)
            self.known[query] = [self._position(number) for number in found]
        return self.known[query]

    def _position(self, number: int) -> int:
        position = self.positions.setdefault(number, len(self.numbers))
        if position == len(self.numbers):
            self.numbers.append(number)
        return position

    def caps(self, year: int, parts: Iterable[Part]) -> tuple[list[tuple[CapRule, int | None]], list[Cap]]:
        """The caps of the year with the visits there are already; one by each department becomes several."""
        departments = frozenset().union(*(part.departments for part in parts))
        named: list[tuple[CapRule, int | None]] = []
        caps = []
        for rule in rules_of(self.tenant, year):
            used = usage_of(rule, self.tenant, year)
            for department in _counted_apart(rule, departments):
                named.append((rule, department))
                caps.append(self._cap(rule, department, used))
        return named, caps

    def _cap(self, rule: CapRule, department: int | None, used: list[tuple[int, int | None, int]]) -> Cap:
        counted = {self.positions[number]: n for number, by, n in used if by == department and number in self.positions}
        concerned = None
        if rule.kinds:
            rows = SupervisedObject.objects.of(self.tenant).filter(kind__in=rule.kinds)
            numbers = rows.values_list("pk", flat=True)
            concerned = frozenset(self.positions[number] for number in numbers if number in self.positions)
        return Cap(rule.most, None if department is None else frozenset({department}), counted, concerned)


def _counted_apart(rule: CapRule, departments: frozenset[int]) -> list[int | None]:
    """For whom a cap is counted: each of the departments, the one it names, or all together."""
    if rule.scope == CapScope.EACH:
        return list(sorted(departments))
    return [rule.department_id]


# --- figures ----------------------------------------------------------------------------------------------------------


def _figures(
    simulation: Simulation, entries: list[PlanEntry], parts: list[Part], pools: Pools, outcome: Outcome
) -> dict[str, Any]:
    """What the page shows, as plain values."""
    visits = [sum(stratum.quota * stratum.frequency for stratum in part.strata) for part in parts]
    apart = sum(count * len(part.departments) for count, part in zip(visits, parts, strict=True))
    proposed = MergeProposal.objects.of(simulation.tenant_id).filter(year=simulation.year, state=PROPOSED)
    return {
        "objects": len(pools.numbers),
        "entries": len(entries),
        "visits": sum(visits),
        "histogram": [round(count, 1) for count in outcome.histogram],
        "peak": outcome.peak,
        "worst": _worst(pools, outcome, simulation.runs),
        "officers": _officers(simulation.tenant, entries, visits),
        "saved_by_joint": apart - sum(visits),
        "saved_by_proposals": proposed.aggregate(saved=Sum("saved"))["saved"] or 0,
    }


def _worst(pools: Pools, outcome: Outcome, runs: int) -> list[dict[str, Any]]:
    """The objects that would be visited most, with the mean of their visits."""
    best = nlargest(WORST, range(len(pools.numbers)), key=lambda position: outcome.totals[position])
    hit = {pools.numbers[position]: outcome.totals[position] / runs for position in best if outcome.totals[position]}
    names = dict(SupervisedObject.objects.of(pools.tenant).filter(pk__in=hit).values_list("pk", "name"))
    return [{"pk": number, "name": names[number], "mean": round(mean, 2)} for number, mean in hit.items()]


def _officers(tenant: Region, entries: list[PlanEntry], visits: list[int]) -> list[dict[str, Any]]:
    """Officer-days each department needs, and has on the working days of the windows it is part of."""
    needed: dict[int, float] = defaultdict(float)
    days: dict[int, set[date]] = defaultdict(set)
    for entry, count in zip(entries, visits, strict=True):
        for line in entry.lines.all():
            needed[line.department_id] += count * line.min_officers / VISITS_A_DAY
            days[line.department_id].update(_working_days(entry.starts_on, entry.ends_on))
    names = dict(Department.objects.of(tenant).filter(pk__in=needed).values_list("pk", "name"))
    fit: dict[int, int] = defaultdict(int)
    for department in fit_officers(tenant, on=timezone.localdate()).values_list("department_id", flat=True):
        fit[department] += 1
    return [
        {
            "department": names[number],
            "needed": round(count, 1),
            "officers": fit[number],
            "available": fit[number] * len(days[number]),
        }
        for number, count in sorted(needed.items(), key=lambda pair: -pair[1])
    ]


def _working_days(first: date, last: date) -> Iterable[date]:
    """Monday to Friday; next year's holidays are not known when a plan is made."""
    count = (last - first).days + 1
    return (day for day in (first + timedelta(days=n) for n in range(count)) if day.weekday() < 5)


def _caps(
    tenant: Region, rules: list[tuple[CapRule, int | None]], caps: list[Cap], outcome: Outcome
) -> list[dict[str, Any]]:
    """Each cap: how many objects would be beyond it on average, how many are already."""
    wanted = {number for _rule, number in rules if number}
    names = dict(Department.objects.of(tenant).filter(pk__in=wanted).values_list("pk", "name"))
    return [
        {
            "rule": str(rule),
            "department": names.get(number or 0, ""),
            "broken": round(broken, 1),
            "already": sum(used > cap.most for used in cap.used.values()),
        }
        for (rule, number), cap, broken in zip(rules, caps, outcome.broken, strict=True)
    ]
