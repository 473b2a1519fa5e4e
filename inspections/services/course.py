"""What the calendar does: seasons open in December, plans begin with their first day and end with their last (R085)."""

from datetime import date

from django.db import transaction

from common.clocks import running
from inspections.models import AnnualPlan
from inspections.queries.plans import SEASON_RULE_NAME, departments_behind, season_of
from inspections.services.seasons import FIRST_MONTH, open_season
from inspections.states import PLAN_WORKFLOW, PUBLISHED, RUNNING
from tenancy.models import Region


def open_next_season(tenant: Region, *, today: date) -> None:
    """From 1 December on, the season of the year to come is open."""
    if today.month >= FIRST_MONTH:
        open_season(tenant, today.year + 1, actor=None)


@transaction.atomic
def advance_plans(tenant: Region, *, today: date) -> int:
    """Start published plans whose first entry has begun, finish those whose last has ended; returns how many moved."""
    moved = 0
    plans = AnnualPlan.objects.of(tenant).filter(state__in=[PUBLISHED, RUNNING]).prefetch_related("entries")
    for plan in plans.order_by("pk"):
        days = [(entry.starts_on, entry.ends_on) for entry in plan.entries.all()]
        if plan.state == PUBLISHED and any(starts_on <= today for starts_on, _ends_on in days):
            PLAN_WORKFLOW.take(plan, "start_plan", actor=None)
            moved += 1
        if plan.state == RUNNING and all(ends_on < today for _starts_on, ends_on in days):
            PLAN_WORKFLOW.take(plan, "finish_plan", actor=None)
            moved += 1
    return moved


@transaction.atomic
def close_season(tenant: Region, year: int) -> None:
    """Stop the clock of a season once every lead department has handed in."""
    season = season_of(tenant, year)
    if season and not departments_behind(tenant, year):
        running.stop_running(SEASON_RULE_NAME, season)
