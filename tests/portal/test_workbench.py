"""The workbench: three columns of time, what one waits for, figures for leaders, a word when nothing waits."""

from datetime import timedelta

import pytest
from django.db.models import QuerySet
from django.utils import timezone

from common import worklist
from common.clocks.states import DueState
from common.worklist import Asker, Board, Figure, Figures, Section, Task
from portal.views import workbench
from tenancy.models import Membership
from tests.factories.tenancy import make_member


@pytest.fixture
def boards(monkeypatch) -> tuple[Board, Board, Board]:
    """Fresh boards: to do, waiting, figures."""
    made = Board(), Board(), Board()
    for name, board in zip(("TO_DO", "WAITING"), made[:2], strict=True):
        monkeypatch.setattr(workbench, name, board)
    monkeypatch.setattr(worklist, "FIGURES", made[2])
    return made


def put(board: Board, line: Task) -> None:
    """A line for whoever wears a hat."""
    board.register(Section("test", "测试", "workbench.view", own_hats, lambda hat, desk: line))


def own_hats(asker: Asker) -> QuerySet[Membership]:
    return Membership.objects.of(asker.tenant).filter(member=asker.member)


def test_a_task_stands_under_its_time_with_its_explanation(boards, sign_in, officer):
    yesterday = timezone.localdate() - timedelta(days=1)
    put(
        boards[0],
        Task("确认联络表", "区应急管理局", "/x/", "确认", DueState("逾期1天", "red", yesterday, "自派单之日起算。")),
    )
    page = sign_in(officer).get("/610703/").content.decode()
    assert page.index("逾期 <span") < page.index("确认联络表") < page.index("今日 <span")
    assert "自派单之日起算。" in page
    assert 'href="/x/"' in page


def test_what_is_waited_for_says_since_when(boards, sign_in, officer):
    put(boards[1], Task("答复争议", "区住建局", "/y/", "催办", since=timezone.localdate() - timedelta(days=9)))
    page = sign_in(officer).get("/610703/").content.decode()
    assert "等待他人办理" in page
    assert "起</time>" in page


def test_an_empty_workbench_says_what_comes(boards, sign_in, officer):
    assert "现在没有等您办理的事项" in sign_in(officer).get("/610703/").content.decode()


def test_only_a_leader_opens_on_figures(boards, sign_in, officer, nanzheng):
    boards[2].register(Figures("test", "workbench.view", lambda desk: [Figure("逾期", "2", "/overdue/", "共 41")]))
    assert "figure-value" not in sign_in(officer).get("/610703/").content.decode()
    leader = make_member(nanzheng, "leader")
    assert 'class="figure" href="/overdue/"' in sign_in(leader).get("/610703/").content.decode()


def test_an_outsider_finds_no_workbench(sign_in, outsider):
    assert sign_in(outsider).get("/610703/").status_code == 404
