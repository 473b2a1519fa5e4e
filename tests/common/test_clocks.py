"""Clock rows, the calendars kept behind them, and what happens to running clocks when a year is entered."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from common import clocks
from common.calendars.layers import DayKind, SpecialDay, YearNotEntered
from common.clocks.yearbooks import YearRefused, calendar_for, enter_year, own_days, years_in_force
from common.due import Unit
from common.jobs.worker import run_job
from common.models import CalendarDay, CalendarYear, Clock, ClockPause, JobRun, JobState
from common.models.clocks import Outcome, SourceTag
from tenancy.models import AuditEntry, Region
from tenancy.scope import scope
from tests.factories.tenancy import open_place

SHANGHAI = ZoneInfo("Asia/Shanghai")
XINJIANG, URUMQI = 650000000000, 650100000000
VERIFY = clocks.ClockRule("tests.verify", "核实", Unit.WORKING_DAY, 5, SourceTag.LAW)
ANSWER = clocks.ClockRule("tests.answer", "答复", Unit.HOUR, 24, SourceTag.COMMON)


@pytest.fixture(autouse=True)
def rules(monkeypatch):
    monkeypatch.setattr(clocks.rules, "RULES", {VERIFY.name: VERIFY, ANSWER.name: ANSWER})


@pytest.fixture
def nation(db) -> Region:
    return open_place(0)


@pytest.fixture
def own(nanzheng, bureau):
    """A running scope of 南郑区 with a department as the row that has a deadline."""
    with scope(nanzheng):
        yield bureau


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=SHANGHAI)


def off(*days: date, name: str = "节日") -> list[SpecialDay]:
    return [SpecialDay(day, DayKind.OFF, name) for day in days]


def enter(tenant: Region, year: int, days: list[SpecialDay], reason: str = "") -> CalendarYear:
    with scope(tenant):
        return enter_year(tenant, year, days, actor=None, source="通知", reason=reason)


# The life of a clock


def test_a_started_clock_knows_its_due_day_its_calendar_and_why(own):
    clock = clocks.start("tests.verify", own, at=at(2026, 9, 28, 10))
    assert (clock.due_on, clock.due_at) == (date(2026, 10, 10), at(2026, 10, 11))
    assert "10月10日（周六）调休上班" in clock.explanation
    assert clock.calendar_version == "全国2026年第1版"
    assert (clock.subject_kind, clock.subject_id) == ("tenancy.department", str(own.pk))
    assert clock.source_tag == SourceTag.LAW
    assert list(clocks.running_clocks(own.tenant)) == [clock]


def test_a_clock_starts_once_and_only_by_a_known_rule(own):
    clocks.start("tests.verify", own, at=at(2026, 9, 28))
    with pytest.raises(clocks.ClockRefused, match="期限已在计算中，不能重复起算，请办结后再起算新的期限"):
        clocks.start("tests.verify", own, at=at(2026, 9, 29))
    with pytest.raises(clocks.UnknownRule):
        clocks.start("tests.typo", own, at=at(2026, 9, 29))
    assert clocks.start("tests.answer", own, at=at(2026, 9, 29, 9)).due_at == at(2026, 9, 30, 9)


def test_the_database_refuses_a_second_running_clock_of_one_rule(own):
    clock = clocks.start("tests.verify", own, at=at(2026, 9, 28))
    clock.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        clock.save(force_insert=True)


def test_a_stopped_clock_says_from_its_dates_whether_it_was_in_time(own):
    in_time = clocks.stop(clocks.start("tests.verify", own, at=at(2026, 9, 28)), at=at(2026, 10, 10, 23, 59))
    late = clocks.stop(clocks.start("tests.verify", own, at=at(2026, 9, 28)), at=at(2026, 10, 11))
    void = clocks.stop(clocks.start("tests.verify", own, at=at(2026, 9, 28)), at=at(2026, 10, 12), is_void=True)
    assert [clock.outcome for clock in (in_time, late, void)] == [Outcome.IN_TIME, Outcome.LATE, Outcome.VOID]
    with pytest.raises(clocks.ClockRefused, match="已停止"):
        clocks.stop(void, at=at(2026, 10, 13))


def test_a_paused_clock_has_no_due_day_and_gets_a_later_one_when_resumed(own):
    clock = clocks.start("tests.verify", own, at=at(2026, 11, 2))
    assert clock.due_on == date(2026, 11, 9)
    paused = clocks.pause(clock, at=at(2026, 11, 4, 9), reason="检验检测")
    assert (paused.due_at, paused.due_on) == (None, None)
    assert "中止（检验检测）" in paused.explanation
    resumed = clocks.resume(paused, at=at(2026, 11, 6, 9))
    assert resumed.due_on == date(2026, 11, 11)
    assert "11月4日至11月5日中止2日（检验检测），不计入" in resumed.explanation


def test_a_clock_does_not_stop_before_it_began(own):
    clock = clocks.start("tests.verify", own, at=at(2026, 11, 2))
    with pytest.raises(clocks.ClockRefused, match="停止时间早于起算时间，请改填起算以后的时间"):
        clocks.stop(clock, at=at(2026, 11, 1))


def test_pausing_and_resuming_are_refused_where_they_make_no_sense(own):
    clock = clocks.start("tests.verify", own, at=at(2026, 11, 2))
    with pytest.raises(clocks.ClockRefused, match="期限并未中止，正在计算，无需恢复，请直接办理"):
        clocks.resume(clock, at=at(2026, 11, 3))
    with pytest.raises(clocks.ClockRefused, match="中止时间早于起算时间，请改填起算以后的时间"):
        clocks.pause(clock, at=at(2026, 11, 1), reason="检测")
    with pytest.raises(clocks.ClockRefused, match="期限已于2026年11月9日（周一）届满，不能再中止，可按规定办理延期"):
        clocks.pause(clock, at=at(2026, 11, 10), reason="检测")
    clocks.pause(clock, at=at(2026, 11, 3), reason="检测")
    with pytest.raises(clocks.ClockRefused, match="已处于中止"):
        clocks.pause(clock, at=at(2026, 11, 4), reason="检测")
    with pytest.raises(clocks.ClockRefused, match="恢复时间早于中止时间，请改填中止以后的时间"):
        clocks.resume(clock, at=at(2026, 11, 2))


def test_stopping_a_paused_clock_ends_the_pause_too(own):
    clock = clocks.pause(clocks.start("tests.verify", own, at=at(2026, 11, 2)), at=at(2026, 11, 9), reason="检测")
    clock = clocks.stop(clock, at=at(2026, 12, 1))
    assert clock.outcome == Outcome.IN_TIME
    with pytest.raises(clocks.ClockRefused, match="期限已停止计算，不能再变动，确需再办的请重新发起"):
        clocks.stop(clock, at=at(2026, 12, 2))
    assert not ClockPause.objects.of(own.tenant).filter(ends_at=None).exists()


@pytest.mark.parametrize(
    ("now", "word", "tone"),
    [
        (at(2026, 11, 2, 12), "未到期", "grey"),
        (at(2026, 11, 5, 12), "3个工作日内", "yellow"),
        (at(2026, 11, 9, 23, 59), "今日到期", "orange"),
        (at(2026, 11, 10), "逾期1天", "red"),
        (at(2026, 11, 13, 8), "逾期4天", "red"),
    ],
)
def test_a_page_shows_how_a_clock_stands(own, now, word, tone):
    clock = clocks.start("tests.verify", own, at=at(2026, 11, 2))
    state = clocks.due_state(clock, now=now, soon=clocks.soon_day(own.tenant, now.date()))
    assert (state.word, state.tone, state.on) == (word, tone, date(2026, 11, 9))
    assert state.sentence == clock.explanation
    assert clocks.overdue_clocks(own.tenant, now).exists() == (tone == "red")


def test_hours_are_overdue_on_the_very_day(own):
    clock = clocks.start("tests.answer", own, at=at(2026, 11, 2, 9))
    state = clocks.due_state(clock, now=at(2026, 11, 3, 10), soon=date(2026, 11, 5))
    assert (state.word, state.tone) == ("逾期", "red")


def test_paused_waiting_and_stopped_clocks_say_so(own):
    waiting = clocks.start("tests.verify", own, at=at(2026, 12, 30))
    show = {"now": at(2026, 12, 31), "soon": clocks.soon_day(own.tenant, date(2026, 12, 31))}
    assert clocks.due_state(waiting, **show).word == "待2027年历录入"
    assert clocks.due_state(clocks.pause(waiting, at=at(2026, 12, 31), reason="检测"), **show).word == "中止"
    assert clocks.due_state(clocks.stop(waiting, at=at(2026, 12, 31), is_void=True), **show).word == "不再适用"


# Years


def test_the_published_years_are_entered_from_the_start(own):
    calendar = calendar_for(own.tenant)
    assert [year.year for year in years_in_force(own.tenant)] == list(range(2004, 2027))
    assert calendar.status(date(2026, 6, 19)).name == "端午节"
    with pytest.raises(YearNotEntered):
        calendar.status(date(2027, 1, 1))


def test_the_calendar_of_a_place_is_one_query_once_it_is_warm(own, django_assert_num_queries):
    calendar_for(own.tenant)
    with django_assert_num_queries(1):
        calendar_for(own.tenant)


def test_a_clock_into_a_year_nobody_entered_waits_for_it_and_then_gets_its_day(own, nation):
    clock = clocks.start("tests.verify", own, at=at(2026, 12, 30))
    assert (clock.due_at, clock.waiting_for_year) == (None, 2027)
    assert "全国2027年的节假日安排尚未录入" in clock.explanation
    assert list(clocks.waiting_clocks(own.tenant)) == [clock]
    enter(nation, 2027, off(date(2027, 1, 1), name="元旦"))
    assert clocks.recompute(own.tenant, reason="2027年节假日安排（第1版）") == [clock]
    clock.refresh_from_db()
    assert (clock.due_on, clock.waiting_for_year) == (date(2027, 1, 7), None)
    assert clock.explanation.endswith("（2027年节假日安排（第1版），截止日由待定改为2027年1月7日（周四））")


def test_a_clock_stopped_before_its_year_was_entered_gets_its_verdict_later(own, nation):
    clock = clocks.stop(clocks.start("tests.verify", own, at=at(2026, 12, 30)), at=at(2027, 1, 8))
    assert clock.outcome == Outcome.UNDECIDED
    enter(nation, 2027, off(date(2027, 1, 1)))
    clocks.recompute(own.tenant, reason="录入")
    clock.refresh_from_db()
    assert clock.outcome == Outcome.LATE


def test_a_changed_calendar_moves_a_due_day_with_its_reason_on_record_and_only_once(own, nation):
    clock = clocks.start("tests.verify", own, at=at(2026, 11, 2))
    enter(nation, 2026, [*published(2026), *off(date(2026, 11, 9), name="临时休假")], reason="国务院办公厅补充通知")
    assert clocks.recompute(own.tenant, reason="补充通知") == [clock]
    assert clocks.recompute(own.tenant, reason="补充通知") == []
    clock.refresh_from_db()
    assert clock.due_on == date(2026, 11, 10)
    assert clock.calendar_version == "全国2026年第2版"
    entry = AuditEntry.objects.of(own.tenant).get(verb="clocks.recompute")
    assert entry.note == "补充通知"
    assert entry.changes == {"截止日": ["2026年11月9日（周一）", "2026年11月10日（周二）"]}


def test_paused_and_stopped_clocks_are_left_alone_by_a_changed_calendar(own, nation):
    paused = clocks.pause(clocks.start("tests.verify", own, at=at(2026, 11, 2)), at=at(2026, 11, 3), reason="检测")
    stopped = clocks.stop(clocks.start("tests.answer", own, at=at(2026, 11, 2)), at=at(2026, 11, 2, 20))
    enter(nation, 2026, [*published(2026), *off(date(2026, 11, 9))], reason="补充通知")
    assert clocks.recompute(own.tenant, reason="补充通知") == []
    paused.refresh_from_db()
    stopped.refresh_from_db()
    assert (paused.due_on, stopped.outcome) == (None, Outcome.IN_TIME)


def test_entering_a_year_reckons_the_clocks_of_every_place_below_by_jobs(nanzheng, bureau, nation):
    with scope(nanzheng):
        clock = clocks.start("tests.verify", bureau, at=at(2026, 12, 30))
    enter(nation, 2027, off(date(2027, 1, 1), name="元旦"))
    run_jobs(nation, "common.tell_places")
    run_jobs(nanzheng, "common.recompute_clocks")
    with scope(nanzheng):
        clock.refresh_from_db()
        assert clock.due_on == date(2027, 1, 7)
        assert "全国2027年节假日安排（第1版）" in clock.explanation
        assert AuditEntry.objects.of(nanzheng).filter(verb="clocks.recompute").exists()


def run_jobs(place: Region, name: str) -> None:
    """Do what the worker does with the jobs that a place was asked for."""
    with scope(place):
        runs = list(JobRun.objects.of(place).filter(name=name, state=JobState.QUEUED))
    assert runs
    for run in runs:
        run_job(place.pk, run.pk)


def published(year: int) -> list[SpecialDay]:
    """The days of the national year as they are in force."""
    rows = CalendarDay.everything.filter(calendar_year__year=year, calendar_year__version=1, tenant_id=0)
    return [SpecialDay(row.on, DayKind(row.kind), row.name) for row in rows]


def test_the_days_of_a_region_hold_in_the_places_below_and_nowhere_else(nanzheng):
    xinjiang, urumqi = open_place(XINJIANG), open_place(URUMQI)
    day = date(2026, 5, 27)
    enter(xinjiang, 2026, off(day, name="古尔邦节"))
    with scope(urumqi):
        status = calendar_for(urumqi).status(day)
        assert (status.is_working, status.name, status.layer) == (False, "古尔邦节", xinjiang.name)
    with scope(nanzheng):
        assert calendar_for(nanzheng).is_working(day)


def test_a_place_keeps_only_what_differs_from_above(nation):
    xinjiang = open_place(XINJIANG)
    with scope(xinjiang):
        repeated = off(date(2026, 10, 1), date(2026, 10, 3), name="国庆节")
        weekend_in_the_feast = off(date(2026, 5, 30), name="古尔邦节")
        assert own_days(xinjiang, [*repeated, *weekend_in_the_feast]) == weekend_in_the_feast


def test_a_place_waits_with_its_year_until_the_nation_has_its_own(db):
    with pytest.raises(YearRefused, match="全国2027年的节假日安排尚未录入"):
        enter(open_place(XINJIANG), 2027, off(date(2027, 3, 10), name="肉孜节"))


def test_an_empty_national_year_is_refused_and_an_empty_local_one_is_not(nation):
    with pytest.raises(YearRefused, match="没有读到"):
        enter(nation, 2027, [])
    assert enter(open_place(XINJIANG), 2026, []).version == 1


def test_a_year_entered_again_needs_a_reason_and_becomes_a_new_version(nation):
    with pytest.raises(YearRefused, match="须写明原因"):
        enter(nation, 2026, off(date(2026, 10, 1)))
    assert enter(nation, 2026, off(date(2026, 10, 1)), reason="更正").version == 2
    with scope(nation):
        assert calendar_for(nation).is_working(date(2026, 10, 2))
        assert AuditEntry.objects.of(nation).filter(verb="calendars.enter", note="更正").exists()


def test_an_entered_version_is_never_rewritten(nation):
    year = enter(nation, 2026, off(date(2026, 10, 1)), reason="更正")
    for change in (lambda: CalendarYear.objects.of(nation).update(source="别的"), lambda: year.days.all().delete()):
        with scope(nation), pytest.raises(ProgrammingError), transaction.atomic():
            change()


def test_a_place_cannot_write_the_calendar_of_the_nation(nanzheng, nation):
    with scope(nanzheng), pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        enter_year(nation, 2027, off(date(2027, 1, 1)), actor=None, source="通知")


def test_clocks_of_one_place_are_hidden_from_another(own, abaga):
    clocks.start("tests.verify", own, at=at(2026, 11, 2))
    with scope(abaga):
        assert not Clock.everything.exists()
        assert not clocks.running_clocks(own.tenant).exists()


def test_two_rules_cannot_share_a_name():
    assert clocks.register(VERIFY) is VERIFY
    with pytest.raises(ValueError, match="two clock rules"):
        clocks.register(clocks.ClockRule(VERIFY.name, "别的", Unit.DAY, 1, SourceTag.LAW))


@pytest.mark.parametrize(
    ("day", "word", "tone"),
    [
        (date(2026, 11, 20), "逾期2天", "red"),
        (date(2026, 11, 22), "今日到期", "orange"),
        (date(2026, 11, 25), "3个工作日内", "yellow"),
        (date(2026, 11, 26), "未到期", "grey"),
    ],
)
def test_a_day_without_a_clock_is_shown_in_the_same_words(day, word, tone):
    state = clocks.day_state(day, "每年确认一次。", today=date(2026, 11, 22), soon=date(2026, 11, 25))
    assert (state.word, state.tone, state.on, state.sentence) == (word, tone, day, "每年确认一次。")
