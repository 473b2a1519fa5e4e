"""Plans of a year: the board of a season, what is ready, what the consolidated plan holds (R085, R087)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, OuterRef, Q, QuerySet, Value

from common.clocks import running
from common.due import local_day
from common.models import Clock
from inspections.diff import EntryChange, entry_changes
from inspections.models import AnnualPlan, Campaign, ConsolidatedPlan, MergeMember, PlanEntry, PlanSeason
from inspections.queries.entries import face_of, limits_of, problems_of, with_parts
from inspections.queries.pools import Measure, measure_entry
from inspections.states import (
    APPROVED,
    COMPOSING,
    COORDINATOR_APPROVED,
    DEPARTMENT_APPROVED,
    DRAFT,
    MERGED,
    STANDING,
)
from items.states import IN_FORCE
from tenancy.models import AuditEntry, Department, Region

SEASON_RULE_NAME = "plans.season"


def season_of(tenant: Region, year: int) -> PlanSeason | None:
    """The season of a year, if it was opened."""
    return PlanSeason.objects.of(tenant).filter(year=year).first()


def planning_year(tenant: Region, today: date) -> int:
    """The year that is planned now: of the latest season that has begun, else the running year."""
    season = PlanSeason.objects.of(tenant).filter(opens_on__lte=today).order_by("-year").first()
    return season.year if season else today.year


def years_to_plan(tenant: Region, today: date) -> list[int]:
    """The year that is planned now, then later ones whose season is opened already, though it has not begun."""
    now = planning_year(tenant, today)
    later = PlanSeason.objects.of(tenant).filter(year__gt=now).order_by("year")
    return [now, *later.values_list("year", flat=True)]


def clock_of(season: PlanSeason) -> Clock | None:
    """The clock of a season, running or stopped: its due day and the sentence that explains it."""
    return running.latest_clock(SEASON_RULE_NAME, season)


def was_due(clock: Clock | None, season: PlanSeason | None) -> date | None:
    """The last day to hand in: of the clock, which moves over holidays, else as set."""
    if clock is not None and clock.due_on:
        return clock.due_on
    return season.due_on if season else None


def lead_departments(tenant: Region | Value, year: int | OuterRef) -> QuerySet[Department]:
    """Who owes a plan: departments that lead an item in force, and those that have a plan of the year."""
    leads = Q(led_items__state=IN_FORCE) | Q(annual_plans__year=year)
    return Department.objects.of(tenant).filter(leads).distinct().order_by("name", "pk")


def departments_behind(tenant: Region, year: int) -> list[Department]:
    """Lead departments that never handed in a plan of the year."""
    handed_in = AnnualPlan.objects.of(tenant).filter(year=year, approved_at__isnull=False).values("department")
    return list(lead_departments(tenant, year).exclude(pk__in=handed_in))


@dataclass(frozen=True)
class BoardLine:
    """One department on the board: its newest plan, the entries in it, when it was handed in, whether late."""

    department: Department
    plan: AnnualPlan | None
    entries: int
    handed_in_on: date | None
    days_late: int

    @property
    def is_late(self) -> bool:
        return self.days_late > 0


def board(tenant: Region, year: int, *, due_on: date | None, today: date) -> list[BoardLine]:
    """Every lead department of a year. Late is what the department's approval came, or is missing, after `due_on`."""
    plans = AnnualPlan.objects.of(tenant).filter(year=year).order_by("department", "version")
    newest = {plan.department_id: plan for plan in plans}
    first = {plan.department_id: plan for plan in plans if plan.version == 1}
    counts = _entry_counts(tenant, newest.values())
    return [
        _line(department, newest.get(department.pk), first.get(department.pk), counts, (due_on, today))
        for department in lead_departments(tenant, year)
    ]


def _line(
    department: Department,
    plan: AnnualPlan | None,
    first: AnnualPlan | None,
    counts: dict[int, int],
    days: tuple[date | None, date],
) -> BoardLine:
    due_on, today = days
    handed_in = local_day(first.approved_at) if first and first.approved_at else None
    late = ((handed_in or today) - due_on).days if due_on else 0
    return BoardLine(department, plan, counts.get(plan.pk, 0) if plan else 0, handed_in, max(0, late))


def _entry_counts(tenant: Region, plans: Iterable[AnnualPlan]) -> dict[int, int]:
    rows = PlanEntry.objects.of(tenant).filter(plan__in=[plan.pk for plan in plans]).order_by()
    return dict(rows.values_list("plan").annotate(Count("pk")))


# --- one plan ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Examined:
    """An entry with what it would do today and what stands against it."""

    entry: PlanEntry
    measured: Measure
    problems: list[str]


def examine(entries: QuerySet, *, tenant: Region, today: date) -> list[Examined]:
    """Every entry measured and checked, in their order."""
    limits = limits_of(tenant)
    found = []
    for entry in with_parts(entries):
        measured = measure_entry(entry, today)
        found.append(Examined(entry, measured, problems_of(entry, measured, limits)))
    return found


def changes_of(plan: AnnualPlan, entries: Sequence[PlanEntry]) -> list[EntryChange]:
    """What a version changes against the one before, by its `entries` (with parts); empty for a first one (R087)."""
    if plan.previous_id is None:
        return []
    former = {one.pk: one for one in with_parts(PlanEntry.objects.of(plan.tenant_id).filter(plan=plan.previous_id))}
    kept = [(former.pop(one.continues_id, None) if one.continues_id else None, one) for one in entries]
    pairs = [(face_of(old) if old else None, face_of(new)) for old, new in kept]
    return list(entry_changes([*pairs, *((face_of(gone), None) for gone in former.values())]))


def merged_away(plan: AnnualPlan) -> list[MergeMember]:
    """Entries of the department's year that went wholly into a joint one, with that one (R088)."""
    rows = MergeMember.objects.of(plan.tenant_id).filter(proposal__year=plan.year, department=plan.department_id)
    rows = rows.filter(entry=None, proposal__state=MERGED).exclude(proposal__joint=None)
    return list(rows.select_related("proposal__joint__department").order_by("pk"))


_SENT_BACK = [f"inspections.{move}" for move in ("return_plan", "send_back_plan", "return_campaign")]


def sent_back(row: AnnualPlan | Campaign) -> AuditEntry | None:
    """Who gave a draft back last, when and why; None for what was never given back, or is no draft any more (R087)."""
    if row.state != DRAFT:
        return None
    acts = AuditEntry.objects.of(row.tenant_id).filter(row_kind=row._meta.label_lower, row_id=str(row.pk))
    return acts.filter(verb__in=_SENT_BACK).order_by("-pk").first()


# --- the plan of the place --------------------------------------------------------------------------------------------


def included_plans(consolidated: ConsolidatedPlan) -> QuerySet[AnnualPlan]:
    """The plans a consolidated plan holds: those kept with it, or while it is composed, those ready and those standing.

    A department's new version takes the place of the one it changes.
    """
    rows = AnnualPlan.objects.of(consolidated.tenant_id).select_related("department", "tenant")
    if consolidated.state != COMPOSING:
        return rows.filter(parts__consolidated=consolidated).order_by("department__name")
    ready = rows.filter(year=consolidated.year, state__in=[DEPARTMENT_APPROVED, COORDINATOR_APPROVED])
    standing = Q(year=consolidated.year, state__in=STANDING) & ~Q(department__in=ready.values("department"))
    return rows.filter(Q(pk__in=ready.values("pk")) | standing).order_by("department__name")


def missing_departments(consolidated: ConsolidatedPlan) -> list[Department]:
    """Lead departments whose plan is not among those included."""
    included = set(included_plans(consolidated).values_list("department", flat=True))
    return [one for one in lead_departments(consolidated.tenant, consolidated.year) if one.pk not in included]


def open_consolidated(tenant: Region, year: int) -> ConsolidatedPlan | None:
    """The consolidated plan that is being prepared, if one is."""
    rows = ConsolidatedPlan.objects.of(tenant).filter(year=year, state__in=[COMPOSING, APPROVED])
    return rows.select_related("tenant").first()


def standing_plan(tenant: Region, department: Department, year: int) -> AnnualPlan | None:
    """The version that counts now."""
    return AnnualPlan.objects.of(tenant).filter(department=department, year=year, state__in=STANDING).first()
