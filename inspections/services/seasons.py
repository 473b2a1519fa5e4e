"""Seasons, limits and usual strata of a place (R085, R091, R092)."""

from collections.abc import Sequence
from datetime import date, datetime, time

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.calendars.words import SHANGHAI
from common.clocks import rules, running
from common.due import Unit
from common.models.clocks import SourceTag
from common.refusals import Refused
from directory.services.writing import changes_between, keep, stored
from inspections.models import PlanLimits, PlanSeason, StratumDefault
from inspections.queries.plans import SEASON_RULE_NAME, season_of
from tenancy.audit import record
from tenancy.models import Member, Region

FIRST_MONTH = 12
"""The season of a year opens on the first day of this month of the year before."""
USUAL_DAYS = 61

SEASON_RULE = rules.register(
    rules.ClockRule(
        SEASON_RULE_NAME,
        gettext_lazy("年度监管计划报送"),
        Unit.DAY,
        USUAL_DAYS,
        SourceTag.LAW,
        gettext_lazy("《南郑区推进跨部门综合监管工作实施方案》（七）：每年1月底之前制定本年度检查工作计划"),
    )
)


class SeasonRefused(Refused):
    """A season may not be opened or moved so."""


def usual_days(year: int) -> tuple[date, date]:
    """1 December before, 31 January."""
    return date(year - 1, FIRST_MONTH, 1), date(year, 1, 31)


@transaction.atomic
def open_season(tenant: Region, year: int, *, actor: Member | None) -> PlanSeason:
    """Open the season of a year with the usual days; one that is open already is given back.

    Late or early, its clock runs from the first day to the last (R085).
    """
    season = season_of(tenant, year)
    if season is not None:
        return season
    opens_on, due_on = usual_days(year)
    season = PlanSeason(tenant=tenant, year=year, opens_on=opens_on, due_on=due_on)
    keep(season, plan_season_once="year")
    _run_clock(season)
    record(actor, "inspections.open_season", season)
    return season


@transaction.atomic
def set_season(season: PlanSeason, *, actor: Member) -> PlanSeason:
    """Keep other days for a season, with the reason; the clock is reckoned anew. Errors: `RuleBroken` by field."""
    before = stored(season)
    names = ("opens_on", "due_on", "reason")
    changes = changes_between(before, season, names)
    keep(
        season,
        plan_season_due_after_opening="due_on",
        plan_season_other_days_need_reason="reason",
    )
    if (before.opens_on, before.due_on) != (season.opens_on, season.due_on):
        _run_clock(season)
    record(actor, "inspections.set_season", season, changes=changes, note=season.reason)
    return season


def _run_clock(season: PlanSeason) -> None:
    begins_at = datetime.combine(season.opens_on, time(), SHANGHAI)
    running.stop_running(SEASON_RULE_NAME, season, is_void=True)
    running.start(SEASON_RULE_NAME, season, at=begins_at, length=(season.due_on - season.opens_on).days)


@transaction.atomic
def set_limits(limits: PlanLimits, *, actor: Member) -> PlanLimits:
    """Keep the place's limits for general items and its target of joint inspection (R037, R089)."""
    names = ("most_ratio", "most_count", "most_frequency", "joint_target")
    changes = changes_between(stored(limits) if limits.pk else None, limits, names)
    keep(limits)
    record(actor, "inspections.set_limits", limits, changes=changes)
    return limits


@transaction.atomic
def set_stratum_defaults(
    tenant: Region, basis: str, rows: Sequence[StratumDefault], *, actor: Member
) -> list[StratumDefault]:
    """Keep the place's usual table of one basis in place of the one before. Errors: `SeasonRefused`."""
    if not any(row.ratio > 0 for row in rows):
        raise SeasonRefused(_("各层的抽查比例都是0，等于不检查，请至少给一层写上比例。"))
    StratumDefault.objects.of(tenant).filter(basis=basis).delete()
    for row in rows:
        keep(row)
    record(
        actor,
        "inspections.set_strata",
        tenant,
        note=str(dict(StratumDefault._meta.get_field("basis").flatchoices)[basis]),
    )
    return list(rows)
