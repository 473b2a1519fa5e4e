"""What waits for a member: columns of time, permissions, and the cap."""

from datetime import date

import pytest

from common.clocks.states import DueState
from common.worklist import CAP, Board, Section, Task, by_time

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
