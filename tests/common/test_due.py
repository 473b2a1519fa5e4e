"""When periods end: known cases, the law's rules one by one, and an independent day-by-day computation."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import chinese_calendar
import pytest
from chinese_calendar import constants
from hypothesis import given, settings
from hypothesis import strategies as st

from common.calendars.layers import Calendar, DayKind, Layer, SpecialDay, YearNotEntered
from common.calendars.words import moment_text
from common.due import Pause, Term, Unit, due_of, local_day, soon_until

SHANGHAI = ZoneInfo("Asia/Shanghai")
YEARS = range(2018, 2027)


def reference_layer() -> Layer:
    """The published arrangements of 2018–2026."""
    notices = {year: [] for year in YEARS}
    for kind, days in ((DayKind.OFF, constants.holidays), (DayKind.WORK, constants.workdays)):
        for on, holiday in days.items():
            if on.year in notices:
                notices[on.year].append(SpecialDay(on, kind, constants.Holiday(holiday).chinese))
    return Layer.of_notices("全国", notices)


NATIONAL = reference_layer()
CHINA = Calendar([NATIONAL])
XINJIANG = Calendar(
    [
        NATIONAL,
        Layer.of_notices(
            "新疆维吾尔自治区",
            {2025: [SpecialDay(date(2025, 6, day), DayKind.OFF, "古尔邦节") for day in range(6, 11)]},
        ),
    ]
)


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=SHANGHAI)


def last_day(start: datetime, unit: Unit, length: int, calendar: Calendar = CHINA, *pauses: Pause) -> date:
    return due_of(Term(start, unit, length, pauses), calendar).last_day


def explanation(start: datetime, unit: Unit, length: int, calendar: Calendar = CHINA, *pauses: Pause) -> str:
    return due_of(Term(start, unit, length, pauses), calendar).explanation


# Known cases


@pytest.mark.parametrize(
    ("start", "length", "expected"),
    [
        (at(2025, 9, 26, 9), 7, date(2025, 10, 13)),  # Sunday 28 Sept and Saturday 11 Oct are worked, 1–8 Oct are off
        (at(2025, 9, 30, 23, 59), 1, date(2025, 10, 9)),
        (at(2026, 2, 13, 17), 1, date(2026, 2, 14)),  # the Saturday before Spring Festival is worked
        (at(2026, 2, 13, 17), 2, date(2026, 2, 24)),
        (at(2026, 2, 24, 8), 4, date(2026, 2, 28)),  # and so is the last Saturday of February
        (at(2026, 9, 28, 10), 5, date(2026, 10, 10)),
        (at(2025, 12, 31, 16), 1, date(2026, 1, 4)),  # over the year: 1–3 Jan off, Sunday 4 Jan worked
        (at(2018, 12, 28, 9), 1, date(2018, 12, 29)),  # arranged by the notice for 2019
        (at(2018, 12, 28, 9), 2, date(2019, 1, 2)),
    ],
)
def test_mistake_30_working_days_end_where_the_published_calendar_says(start, length, expected):
    assert last_day(start, Unit.WORKING_DAY, length) == expected


@pytest.mark.parametrize(
    ("start", "length", "expected"),
    [
        (at(2025, 9, 20, 9), 15, date(2025, 10, 9)),  # 5 Oct lies in the holiday, 9 Oct is the first working day
        (at(2025, 9, 1, 9), 27, date(2025, 9, 28)),  # a Sunday, but worked
        (at(2026, 10, 1, 9), 2, date(2026, 10, 8)),
        (at(2026, 12, 1, 9), 30, date(2026, 12, 31)),
        (at(2026, 11, 20, 9), 1, date(2026, 11, 23)),  # Saturday to Monday
    ],
)
def test_mistake_30_calendar_days_run_through_but_the_last_one_moves_off_a_rest_day(start, length, expected):
    assert last_day(start, Unit.DAY, length) == expected


def test_hours_run_through_holidays_from_the_moment_itself():
    due = due_of(Term(at(2026, 10, 1, 14, 25), Unit.HOUR, 24), CHINA)
    assert due.at == at(2026, 10, 2, 14, 25)
    assert due.last_day == date(2026, 10, 2)


def test_mistake_30_regional_holidays_move_a_due_day_only_in_their_region():
    start = at(2025, 6, 4, 9)
    assert last_day(start, Unit.WORKING_DAY, 3) == date(2025, 6, 9)
    assert last_day(start, Unit.WORKING_DAY, 3, XINJIANG) == date(2025, 6, 12)


# The rules


def test_the_start_day_is_the_day_in_shanghai_whatever_zone_the_instant_is_in():
    evening_in_utc = datetime(2026, 9, 27, 17, 0, tzinfo=UTC)  # 01:00 on the 28th in Shanghai
    assert local_day(evening_in_utc) == date(2026, 9, 28)
    assert last_day(evening_in_utc, Unit.WORKING_DAY, 1) == date(2026, 9, 29)


def test_the_last_day_ends_at_midnight_exclusive():
    due = due_of(Term(at(2026, 9, 28, 10), Unit.WORKING_DAY, 1), CHINA)
    assert due.last_day == date(2026, 9, 29)
    assert due.at == at(2026, 9, 30)


def test_a_year_nobody_entered_raises_for_days_and_not_for_hours():
    start = at(2026, 12, 30, 9)
    with pytest.raises(YearNotEntered):
        last_day(start, Unit.WORKING_DAY, 2)
    with pytest.raises(YearNotEntered):
        last_day(start, Unit.DAY, 2)
    assert last_day(start, Unit.HOUR, 72) == date(2027, 1, 2)


@pytest.mark.parametrize("length", [0, -3])
def test_a_period_has_at_least_one_unit(length):
    with pytest.raises(ValueError):
        Term(at(2026, 1, 5), Unit.DAY, length)


def test_naive_instants_are_refused():
    naive = datetime(2026, 1, 5, 9)
    with pytest.raises(ValueError):
        Term(naive, Unit.DAY, 1)
    with pytest.raises(ValueError):
        Pause(at(2026, 1, 6), at(2026, 1, 5))


def test_three_working_days_ahead_skip_the_weekend():
    assert soon_until(date(2026, 11, 19), CHINA) == date(2026, 11, 24)


# Pauses


def test_days_stand_still_from_the_day_of_the_pause_until_the_day_of_resumption():
    pause = Pause(at(2026, 11, 3, 15), at(2026, 11, 5, 9), "检验检测")  # Tuesday to Thursday
    assert last_day(at(2026, 11, 2, 9), Unit.WORKING_DAY, 2) == date(2026, 11, 4)
    assert last_day(at(2026, 11, 2, 9), Unit.WORKING_DAY, 2, CHINA, pause) == date(2026, 11, 6)


def test_a_pause_on_the_last_day_leaves_the_day_of_resumption():
    pause = Pause(at(2026, 11, 3, 15), at(2026, 11, 5, 9))
    assert last_day(at(2026, 11, 2, 9), Unit.WORKING_DAY, 1, CHINA, pause) == date(2026, 11, 5)


def test_a_pause_within_one_day_changes_nothing_in_days():
    pause = Pause(at(2026, 11, 3, 9), at(2026, 11, 3, 17))
    assert last_day(at(2026, 11, 2, 9), Unit.WORKING_DAY, 1, CHINA, pause) == date(2026, 11, 3)


def test_a_pause_during_the_move_off_a_rest_day_moves_it_further():
    pause = Pause(at(2026, 11, 23, 9), at(2026, 11, 25, 9))
    assert last_day(at(2026, 11, 20, 9), Unit.DAY, 1, CHINA, pause) == date(2026, 11, 25)


def test_hours_stand_still_to_the_second_and_overlapping_pauses_count_once():
    start = at(2026, 11, 2, 9)
    pauses = (Pause(at(2026, 11, 2, 10), at(2026, 11, 2, 12)), Pause(at(2026, 11, 2, 11), at(2026, 11, 2, 13, 0, 30)))
    assert due_of(Term(start, Unit.HOUR, 4, pauses), CHINA).at == at(2026, 11, 2, 16, 0, 30)


def test_a_pause_after_the_hours_have_run_out_changes_nothing():
    pause = Pause(at(2026, 11, 2, 14), at(2026, 11, 2, 15))
    assert due_of(Term(at(2026, 11, 2, 9), Unit.HOUR, 4, (pause,)), CHINA).at == at(2026, 11, 2, 13)


# The sentence


def test_the_sentence_names_holidays_weekends_and_worked_saturdays():
    assert explanation(at(2026, 9, 28, 10), Unit.WORKING_DAY, 5) == (
        "自2026年9月28日（周一）次日起算5个工作日；10月1日至10月7日（国庆节）放假，不计入；"
        "10月10日（周六）调休上班，计入；截止2026年10月10日（周六）24时。"
    )
    assert "周末休息2天，不计入" in explanation(at(2026, 11, 20, 9), Unit.WORKING_DAY, 1)


def test_the_sentence_of_calendar_days_says_why_the_last_day_moved():
    assert explanation(at(2026, 10, 1, 9), Unit.DAY, 2) == (
        "自2026年10月1日（周四）次日起算2日（自然日）；期满日10月3日（周六）为国庆节，顺延至其后首个工作日；"
        "截止2026年10月8日（周四）24时。"
    )
    assert "期满日11月21日（周六）为休息日" in explanation(at(2026, 11, 20, 9), Unit.DAY, 1)


def test_the_sentence_of_hours_tells_pauses_with_their_reason():
    pause = Pause(at(2026, 11, 2, 10), at(2026, 11, 2, 12, 5), "检验检测")
    assert explanation(at(2026, 11, 2, 9), Unit.HOUR, 4, CHINA, pause) == (
        "自2026年11月2日9时00分起连续计算4小时，节假日不间断；"
        "2026年11月2日10时00分至2026年11月2日12时05分中止（检验检测），不计入；截止2026年11月2日15时05分。"
    )
    assert moment_text(datetime(2026, 1, 1, 0, 5, tzinfo=UTC)) == "2026年1月1日8时05分"


def test_the_sentence_names_the_place_whose_holiday_it_is_and_paused_days():
    pause = Pause(at(2025, 6, 11, 9), at(2025, 6, 13, 9), "专家评审")
    said = explanation(at(2025, 6, 4, 9), Unit.WORKING_DAY, 3, XINJIANG, pause)
    assert "6月6日至6月10日（古尔邦节，新疆维吾尔自治区）放假" in said
    assert "6月11日至6月12日中止2日（专家评审），不计入" in said
    assert said.endswith("截止2025年6月16日（周一）24时。")


def test_the_sentence_warns_of_a_local_year_that_is_still_missing():
    said = explanation(at(2026, 5, 6, 9), Unit.WORKING_DAY, 3, XINJIANG)
    assert "新疆维吾尔自治区2026年地方节假日尚未录入，录入后重新推算" in said


def test_days_of_another_year_are_written_with_their_year():
    assert "2026年1月1日至2026年1月3日（元旦）放假" in explanation(at(2025, 12, 31, 9), Unit.WORKING_DAY, 1)


# Against an independent computation

starts = st.datetimes(
    datetime(2018, 1, 1),
    datetime(2025, 6, 30),
    timezones=st.sampled_from([SHANGHAI, UTC]),
)


@st.composite
def terms(draw: st.DrawFn, unit: Unit) -> Term:
    start = draw(starts)
    pauses = []
    for _index in range(draw(st.integers(0, 3))):
        begins_at = start + timedelta(minutes=draw(st.integers(-2_000, 60_000)))
        pauses.append(Pause(begins_at, begins_at + timedelta(minutes=draw(st.integers(0, 30_000)))))
    return Term(start, unit, draw(st.integers(1, 90)), tuple(pauses))


def naive_days(term: Term) -> date:
    """Make the list of all days that count, take the one the length names, then go on to a day one may end on."""
    stopped = set()
    for pause in term.pauses:
        day, until = pause.begins_at.astimezone(SHANGHAI).date(), pause.ends_at.astimezone(SHANGHAI).date()
        stopped |= {date.fromordinal(n) for n in range(day.toordinal(), until.toordinal())}
    start = term.started_at.astimezone(SHANGHAI).date()
    running = [d for d in (start + timedelta(days=n) for n in range(1, 400)) if d not in stopped]
    working = [d for d in running if chinese_calendar.is_workday(d)]
    if term.unit is Unit.WORKING_DAY:
        return working[term.length - 1]
    return min(d for d in working if d >= running[term.length - 1])


def naive_hours(term: Term) -> datetime:
    """Cross out every paused second and find the one after the last that is needed."""
    start = int(term.started_at.timestamp())
    pauses = [(p.begins_at.timestamp(), p.ends_at.timestamp()) for p in term.pauses]
    second, needed = start, term.length * 3600
    while needed:
        stop = max((until for begin, until in pauses if begin <= second < until), default=None)
        if stop is not None:
            second = int(stop)
            continue
        step = min([needed, *(int(begin) - second for begin, until in pauses if begin > second and until > begin)])
        second, needed = second + step, needed - step
    return datetime.fromtimestamp(second, SHANGHAI)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from([Unit.DAY, Unit.WORKING_DAY]).flatmap(terms))
def test_days_agree_with_the_naive_computation(term):
    due = due_of(term, CHINA)
    assert due.last_day == naive_days(term)
    assert due.at == datetime.combine(due.last_day + timedelta(days=1), datetime.min.time(), SHANGHAI)
    assert due.explanation.endswith("24时。")


@settings(max_examples=200, deadline=None)
@given(terms(Unit.HOUR).map(lambda t: Term(t.started_at.replace(microsecond=0), t.unit, t.length, t.pauses)))
def test_hours_agree_with_the_naive_computation(term):
    whole = tuple(Pause(p.begins_at.replace(microsecond=0), p.ends_at.replace(microsecond=0)) for p in term.pauses)
    term = Term(term.started_at, term.unit, term.length, whole)
    assert due_of(term, CHINA).at == naive_hours(term)


@settings(max_examples=100, deadline=None)
@given(terms(Unit.WORKING_DAY))
def test_a_longer_period_never_ends_earlier(term):
    longer = Term(term.started_at, term.unit, term.length + 1, term.pauses)
    assert due_of(longer, CHINA).at > due_of(term, CHINA).at


@settings(max_examples=100, deadline=None)
@given(terms(Unit.DAY))
def test_no_day_period_ends_on_a_rest_day(term):
    assert CHINA.is_working(due_of(term, CHINA).last_day)
