"""What waits for a member: columns of time, permissions, and the cap."""

from datetime import date

import pytest

from common.clocks.states import DueState
from common.notices import inbox, notify
from common.worklist import CAP, Asker, Board, Section, Task, by_time
from tenancy.models import Membership
from tenancy.scope import scope
from tests.factories.tenancy import make_department, make_member

THURSDAY = date(2026, 11, 19)
FRIDAY, SUNDAY, MONDAY = date(2026, 11, 20), date(2026, 11, 22), date(2026, 11, 23)


def task(what: str, on: date | None = None) -> Task:
    due = DueState("未到期", "grey", on, "自立案之日起算。") if on else None
    return Task(what, "区应急管理局", "/", "办理", due)


def section(lines, key="rosters", permission="workbench.view") -> Section[Task]:
    return Section(key, "联络表", permission, lambda member, tenant, today: lines)


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
    board: Board[Task] = Board()
    board.register(section([task("查看")]))
    board.register(section([task("审计")], key="audit", permission="audit.view"))
    assert [one.what for one in board.lines(officer, nanzheng, THURSDAY)] == ["查看"]


def test_a_section_gives_no_more_than_its_share(officer, nanzheng):
    board: Board[Task] = Board()
    board.register(section([task("一条")] * (CAP + 1)))
    assert len(board.lines(officer, nanzheng, THURSDAY)) == CAP


def test_two_sections_are_not_called_the_same():
    board: Board[Task] = Board()
    board.register(section([]))
    with pytest.raises(ValueError, match="rosters"):
        board.register(section([task("另一个")]))


def test_a_section_is_asked_only_when_something_waits_at_its_door(officer, nanzheng, admin, django_assert_num_queries):
    """One question for all doors, whoever asks and however many there are."""
    asked = []

    def unread(key: str) -> Section[Task]:
        def lines(member, tenant, today):
            asked.append((key, member))
            return [task(key)]

        return Section(
            key, "消息", "workbench.view", lines, lambda asker: inbox(asker.member, asker.tenant).filter(kind=key)
        )

    board: Board[Task] = Board()
    for key in ("first", "second"):
        board.register(unread(key))
    with scope(nanzheng, member=officer):
        notify(officer, nanzheng, "请办理", kind="second")
        with django_assert_num_queries(1):
            assert [one.what for one in board.lines(officer, nanzheng, THURSDAY)] == ["second"]
        assert board.lines(admin, nanzheng, THURSDAY) == []
    assert asked == [("second", officer)]


def test_a_departmental_hat_is_asked_for_its_own_department(officer, admin, nanzheng, bureau):
    board: Board[Task] = Board()
    other = make_department(nanzheng, "区应急管理局")

    def hats(asker):
        return asker.within_reach(Membership.objects.of(asker.tenant).filter(member=other_officer.pk))

    other_officer = make_member(nanzheng, "officer", other)
    board.register(Section("hats", "任职", "roster.manage", lambda *asked: [task("有")], hats))
    departmental = make_member(nanzheng, "department_admin", bureau)
    with scope(nanzheng):
        assert board.lines(departmental, nanzheng, THURSDAY) == []
        assert len(board.lines(make_member(nanzheng, "department_admin", other), nanzheng, THURSDAY)) == 1
        assert len(board.lines(admin, nanzheng, THURSDAY)) == 1


def test_a_door_tells_what_any_permission_covers(officer, admin, nanzheng, bureau):
    """Everything in the whole place, the own department's rows, or nothing."""
    other = make_department(nanzheng, "区应急管理局")
    make_member(nanzheng, "officer", other)
    with scope(nanzheng):
        hats = Membership.objects.of(nanzheng)
        for hat, permission, covered in [
            (admin.hat, "officers.manage", 3),
            (officer.hat, "items.prepare", 1),
            (officer.hat, "officers.manage", 0),
        ]:
            assert hats.filter(Asker.known(hat, "roster.view", THURSDAY).covers(permission)).count() == covered


def test_a_door_behind_which_nothing_can_wait_stays_shut(officer, nanzheng):
    board: Board[Task] = Board()

    def nothing(asker):
        return Membership.objects.of(asker.tenant).filter(asker.covers("officers.manage"))

    board.register(Section("nothing", "任职", "roster.view", lambda *asked: [task("有")], nothing))
    with scope(nanzheng, member=officer):
        assert board.lines(officer, nanzheng, THURSDAY) == []
