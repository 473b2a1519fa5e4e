"""What waits for a member: columns of time, permissions, and the cap."""

from datetime import date

import pytest
from django.db.models import QuerySet
from django.utils import timezone

from common.clocks.rules import RULES, ClockRule
from common.clocks.running import start, stop_running
from common.clocks.states import DueState
from common.due import Unit
from common.models.clocks import SourceTag
from common.notices import inbox, notify
from common.worklist import CAP, Asker, Board, Desk, Section, Task, as_one, by_time, tasks_for, timed
from tenancy.models import Membership
from tenancy.scope import scope
from tests.factories.tenancy import make_department, make_member

THURSDAY = date(2026, 11, 19)
ANSWER = ClockRule("tests.answered", "答复", Unit.HOUR, 24, SourceTag.COMMON)
FRIDAY, SUNDAY, MONDAY = date(2026, 11, 20), date(2026, 11, 22), date(2026, 11, 23)


def task(what: str, on: date | None = None) -> Task:
    due = DueState("未到期", "grey", on, "自立案之日起算。") if on else None
    return Task(what, "区应急管理局", "/", "办理", due)


def own_hats(asker: Asker) -> QuerySet[Membership]:
    return Membership.objects.of(asker.tenant).filter(member=asker.member)


def section(what: str, rows=own_hats, *, key="rosters", permission="workbench.view") -> Section:
    return Section(key, "联络表", permission, rows, lambda row, desk: task(what))


def lines(board: Board, member, place) -> list[str]:
    with scope(place, member=member):
        return [one.what for one in tasks_for(Desk(member, place, THURSDAY), board)[0]]


def test_tasks_stand_in_their_column_of_time():
    tasks = [task("下周", MONDAY), task("无期限"), task("逾期", date(2026, 11, 18)), task("周日", SUNDAY)]
    times = by_time([*tasks, task("今日", THURSDAY), task("周五", FRIDAY)], THURSDAY)
    assert [one.what for one in times.overdue] == ["逾期"]
    assert [one.what for one in times.today] == ["今日"]
    assert [one.what for one in times.week] == ["周五", "周日"]
    assert [one.what for one in times.later] == ["下周", "无期限"]


def test_on_sunday_the_week_is_over():
    assert by_time([task("周一", MONDAY)], SUNDAY).week == []


def test_a_board_shows_only_what_the_hat_may_see(officer, nanzheng):
    board: Board[Section] = Board()
    board.register(section("查看"))
    board.register(section("审计", key="audit", permission="audit.view"))
    assert lines(board, officer, nanzheng) == ["查看"]


def test_a_section_gives_no_more_than_its_share(officer, nanzheng):
    board: Board[Section] = Board()
    board.register(section("一条", lambda asker: inbox(asker.member, asker.tenant)))
    with scope(nanzheng, member=officer):
        for _number in range(CAP + 1):
            notify(officer, nanzheng, "请办理", kind="tests.told")
    assert lines(board, officer, nanzheng) == ["一条"] * CAP


def test_two_sections_are_not_called_the_same():
    board: Board[Section] = Board()
    board.register(section("一个"))
    with pytest.raises(ValueError, match="rosters"):
        board.register(section("另一个"))


def test_one_question_brings_the_rows_of_all_sections(officer, nanzheng, admin, django_assert_num_queries):
    board: Board[Section] = Board()
    for key in ("first", "second"):
        board.register(section(key, lambda asker, key=key: inbox(asker.member, asker.tenant).filter(kind=key), key=key))
    with scope(nanzheng, member=officer):
        notify(officer, nanzheng, "请办理", kind="second")
        with django_assert_num_queries(2):
            assert [one.what for one in tasks_for(Desk(officer, nanzheng, THURSDAY), board)[0]] == ["second"]
    assert lines(board, admin, nanzheng) == []


def test_a_departmental_hat_is_asked_for_its_own_department(admin, nanzheng, bureau):
    other = make_department(nanzheng, "区应急管理局")
    make_member(nanzheng, "officer", other)
    board: Board[Section] = Board()

    def officers(asker):
        return asker.within_reach(Membership.objects.of(asker.tenant).filter(role="officer"))

    board.register(section("有", officers, permission="roster.manage"))
    assert lines(board, make_member(nanzheng, "department_admin", bureau), nanzheng) == []
    assert lines(board, make_member(nanzheng, "department_admin", other), nanzheng) == ["有"]
    assert lines(board, admin, nanzheng) == ["有"]


@pytest.mark.parametrize(
    ("permission", "of_admin", "of_officer"), [("officers.manage", 3, 0), ("items.prepare", 3, 1), ("audit.view", 0, 0)]
)
def test_rows_are_those_that_any_permission_covers(admin, officer, nanzheng, permission, of_admin, of_officer):
    """Everything in the whole place, the own department's rows, or nothing, which is not asked at all."""
    make_member(nanzheng, "officer", make_department(nanzheng, "区应急管理局"))
    board: Board[Section] = Board()
    board.register(section("行", lambda asker: Membership.objects.of(asker.tenant).filter(asker.covers(permission))))
    assert [len(lines(board, who, nanzheng)) for who in (admin, officer)] == [of_admin, of_officer]


def test_one_line_says_how_many_there_are(officer, nanzheng):
    board: Board[Section] = Board()

    def rows(asker):
        return as_one(inbox(asker.member, asker.tenant).order_by("pk"))

    board.register(
        Section("all", "消息", "workbench.view", rows, lambda row, desk: task(f"{row.subject}等{row.in_all}条"))
    )
    with scope(nanzheng, member=officer):
        for subject in ("甲", "乙", "丙"):
            notify(officer, nanzheng, subject, kind="tests.told")
    assert lines(board, officer, nanzheng) == ["甲等3条"]


def test_a_line_tells_its_clock_and_after_its_end_the_last_one_where_asked(officer, nanzheng, bureau, monkeypatch):
    monkeypatch.setitem(RULES, ANSWER.name, ANSWER)
    with scope(nanzheng, member=officer):
        start(ANSWER.name, bureau, at=timezone.now())
    running, kept = clock_words(officer, nanzheng)
    assert running == kept != ""
    with scope(nanzheng, member=officer):
        stop_running(ANSWER.name, bureau)
    assert clock_words(officer, nanzheng) == ("", "按期")


def clock_words(member, place) -> tuple[str, str]:
    """How the clock of the member's department stands: the running one, and else the last one."""

    def words(*, or_stopped: bool) -> str:
        board: Board[Section] = Board()
        board.register(
            Section(
                "timed",
                "期限",
                "workbench.view",
                lambda asker: timed(own_hats(asker), ANSWER.name, of="department", or_stopped=or_stopped),
                lambda row, desk: task(getattr(desk.clock(row), "word", "")),
            )
        )
        return lines(board, member, place)[0]

    return words(or_stopped=False), words(or_stopped=True)
