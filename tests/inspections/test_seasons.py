"""Seasons: the usual days, other days with a reason, the clock, the board, what the calendar does by itself."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from common.models import Clock
from directory.services.writing import RuleBroken
from inspections.models import AnnualPlan, PlanLimits, PlanSeason, StratumDefault
from inspections.queries.plans import board, clock_of, planning_year
from inspections.services import seasons
from inspections.services.course import advance_plans, open_next_season
from inspections.services.seasons import SeasonRefused, open_season, set_limits, set_season, set_stratum_defaults
from tenancy.scope import scope
from tests.factories.plans import YEAR, item_in_force, make_entry
from tests.factories.registry import fresh
from tests.inspections.test_plans import refusal


def test_a_season_opens_in_december_by_itself(nanzheng):
    with scope(nanzheng):
        open_next_season(nanzheng, today=date(2026, 11, 30))
        assert planning_year(nanzheng, date(2026, 11, 30)) == 2026
        open_next_season(nanzheng, today=date(2026, 12, 1))
        open_next_season(nanzheng, today=date(2026, 12, 2))
        assert planning_year(nanzheng, date(2026, 12, 1)) == 2027


def test_the_clock_of_a_season_ends_with_january(nanzheng):
    with scope(nanzheng):
        clock = clock_of(open_season(nanzheng, 2025, actor=None))
        assert (clock.length, clock.unit) == (61, "day")
        assert clock.due_on in (None, date(2025, 1, 31), date(2025, 2, 5), date(2025, 2, 8))


def test_other_days_need_a_reason_and_move_the_clock(nanzheng, admin):
    with scope(nanzheng, member=admin):
        season = open_season(nanzheng, 2027, actor=admin)
        season.due_on = date(2027, 2, 23)
        sentence = refusal(RuleBroken, lambda: set_season(season, actor=admin))
        assert sentence == "日期与每年12月1日开始、次年1月31日截止的规定不同，请写明理由。"
        season.reason = "区政府办通知延期"
        set_season(season, actor=admin)
        assert clock_of(season).length == 84
        season.due_on = date(2026, 11, 1)
        assert "晚于开始编制" in refusal(RuleBroken, lambda: set_season(season, actor=admin))


def test_the_board_names_who_is_late(handed_in, bureau, nanzheng):
    with scope(nanzheng):
        (line,) = board(nanzheng, YEAR, due_on=date(2026, 1, 31), today=date(2027, 2, 1))
        assert line.department == bureau and line.is_late and line.entries == 1
        (line,) = board(nanzheng, YEAR, due_on=date(2099, 1, 31), today=date(2027, 2, 1))
        assert not line.is_late


def test_what_came_late_is_told_from_what_is_owed(
    handed_in, bureau, housing, admin, sign_in, no_second_factor, nanzheng
):
    item_in_force(housing, (bureau,), content="对燃气使用的监管")
    with scope(nanzheng, member=admin):
        PlanSeason.objects.of(nanzheng).create(
            year=YEAR, opens_on=date(2026, 1, 1), due_on=date(2026, 1, 31), reason="试点"
        )
    page = sign_in(admin).get(f"/610703/plans/?year={YEAR}").content.decode()
    late = (timezone.localdate() - date(2026, 1, 31)).days
    assert f"迟报{late}天" in page
    assert f"逾期{late}天" in page
    assert "逾期（含迟报）" in page


def test_a_lead_department_without_a_plan_stands_on_the_board(version, bureau, nanzheng):
    with scope(nanzheng):
        (line,) = board(nanzheng, YEAR, due_on=date(2027, 1, 31), today=date(2027, 2, 3))
        assert (line.department, line.plan, line.days_late) == (bureau, None, 3)


def test_a_published_plan_begins_and_ends_with_its_entries(published, nanzheng):
    with scope(nanzheng):
        assert advance_plans(nanzheng, today=date(YEAR, 2, 28)) == 0
        assert advance_plans(nanzheng, today=date(YEAR, 3, 1)) == 1
        assert fresh(published).state == "running"
        assert advance_plans(nanzheng, today=date(YEAR, 11, 1)) == 1
        assert AnnualPlan.objects.of(nanzheng).get().state == "finished"


def test_the_usual_table_replaces_the_one_before(nanzheng, admin):
    def row(value: str, ratio: str) -> StratumDefault:
        return StratumDefault(tenant=nanzheng, basis="risk_level", value=value, ratio=Decimal(ratio))

    with scope(nanzheng, member=admin):
        set_stratum_defaults(nanzheng, "risk_level", [row("1", "0.3"), row("3", "0")], actor=admin)
        set_stratum_defaults(nanzheng, "risk_level", [row("1", "0.5")], actor=admin)
        assert str(StratumDefault.objects.of(nanzheng).get().ratio_text) == "50%"
        with pytest.raises(SeasonRefused, match="等于不检查"):
            set_stratum_defaults(nanzheng, "risk_level", [row("1", "0")], actor=admin)


def test_limits_are_kept_once_a_place(nanzheng, admin):
    with scope(nanzheng, member=admin):
        set_limits(PlanLimits(tenant=nanzheng, most_ratio=Decimal("0.05")), actor=admin)
        assert PlanLimits.objects.of(nanzheng).get().ratio_text == "5%"


def test_who_opens_a_season_at_the_same_moment_is_told(nanzheng, monkeypatch):
    with scope(nanzheng):
        open_season(nanzheng, YEAR, actor=None)
        monkeypatch.setattr(seasons, "season_of", lambda *_asked: None)
        with pytest.raises(RuleBroken, match="这个年度的计划季已经开启"):
            open_season(nanzheng, YEAR, actor=None)


@pytest.mark.usefixtures("no_second_factor")
def test_the_target_of_joint_inspection_is_set_and_drawn_as_a_line(handed_in, bureau, housing, admin, sign_in):
    alone = make_entry(handed_in, (), number=77, title="单独检查的一项")
    browser = sign_in(admin)
    assert browser.post("/610703/plans/standards/limits/", {"joint_target": "90"}).status_code == 302
    assert "90%" in browser.get("/610703/plans/standards/").content.decode()
    year = handed_in.year
    board = browser.get(f"/610703/plans/?year={year}").content.decode()
    assert "目标90%" in board
    assert "1/2" in board
    late = browser.get(f"/610703/plans/?year={year}&show=handed_in").content.decode()
    assert bureau.name in late
    merges = browser.get(f"/610703/merges/?year={year}").content.decode()
    assert f"single={bureau.pk}" in merges
    assert alone.title not in merges
    assert alone.title in browser.get(f"/610703/merges/?year={year}&single={bureau.pk}").content.decode()
    assert alone.title not in browser.get(f"/610703/merges/?year={year}&joint={bureau.pk}").content.decode()


def test_who_is_below_the_target_is_marked(handed_in, admin, sign_in, nanzheng):
    with scope(nanzheng, member=admin):
        set_limits(PlanLimits(tenant=nanzheng, joint_target=Decimal("0.5")), actor=admin)
    make_entry(handed_in, (), number=78, sample_ratio="1", pool_query="kind=enterprise")
    page = sign_in(handed_in.created_by).get(f"/610703/merges/?year={handed_in.year}").content.decode()
    assert "低于目标" in page


def test_the_board_says_to_which_day_a_holiday_moves_the_last_one(nanzheng, admin, no_second_factor, sign_in):
    with scope(nanzheng, member=admin):
        season = open_season(nanzheng, 2026, actor=admin)
        Clock.objects.of(nanzheng).filter(pk=clock_of(season).pk).update(due_on=date(2026, 2, 2))
    assert "2026-01-31前报送。（遇休息日顺延至2026-02-02）" in sign_in(admin).get("/610703/plans/?year=2026").text
    with scope(nanzheng, member=admin):
        Clock.objects.of(nanzheng).filter(pk=clock_of(season).pk).update(due_on=date(2026, 1, 31))
    assert "遇休息日顺延" not in sign_in(admin).get("/610703/plans/?year=2026").text
