"""A clue between two departments: sent, accepted or returned once, answered with a conclusion (R129–R135)."""

import pytest

from clues import services
from clues.models import Clue
from clues.services import ACCEPT_RULE, VERIFY_RULE, ClueRefused
from common.clocks.running import running_clock
from common.notices import inbox
from common.workflow import MoveRefused
from credit.queries import events_of
from directory.transfer import movers
from risk.queries import signals_of
from tests.factories.clues import make_clue
from tests.factories.directory import acting
from tests.factories.registry import fresh
from tests.factories.tenancy import make_department, make_member


def test_a_clue_is_numbered_and_timed(clue, receiver):
    with acting(receiver):
        assert clue.number == f"线索〔{clue.year}〕1号"
        assert running_clock(ACCEPT_RULE.name, clue).due_on == clue.due_on


def test_the_receiver_is_told_and_an_urgent_one_has_a_day(firm, housing, officer, receiver):
    clue = make_clue(firm, housing, officer, is_urgent=True)
    with acting(receiver):
        assert "移送一条紧急线索" in inbox(receiver, clue.tenant).first().subject
        assert running_clock(ACCEPT_RULE.name, clue).length == 1


def test_one_source_goes_to_one_department_once(firm, clue, housing, officer):
    with pytest.raises(ClueRefused, match="不必重复移送"):
        make_clue(firm, housing, officer)
    assert make_clue(firm, housing, officer, number="2").serial == 2


def test_nobody_sends_to_the_own_department_or_without_a_reason(firm, bureau, housing, officer):
    with pytest.raises(ClueRefused, match="请选择其他部门"):
        make_clue(firm, bureau, officer)
    with pytest.raises(ClueRefused, match="请写明移送理由"):
        make_clue(firm, housing, officer, reason=" ")
    with pytest.raises(ClueRefused, match="请写明事实"):
        make_clue(firm, housing, officer, fact=" ")


def test_an_ended_department_receives_nothing(firm, housing, officer, clue):
    housing.ended_on = clue.raised_at.date()
    with pytest.raises(ClueRefused, match="已经撤销"):
        make_clue(firm, housing, officer, number="2")


def test_accepting_stops_one_clock_and_starts_the_other(clue, receiver):
    with acting(receiver):
        services.accept_clue(clue, actor=receiver)
        assert running_clock(ACCEPT_RULE.name, clue) is None
        assert running_clock(VERIFY_RULE.name, clue).due_on == clue.due_on


def test_only_the_department_that_holds_it_acts(clue, officer):
    with acting(officer), pytest.raises(MoveRefused, match="当前的身份不能办理"):
        services.accept_clue(clue, actor=officer)


def test_a_return_needs_a_reason_and_brings_it_back_to_its_sender(clue, bureau, receiver):
    with acting(receiver):
        with pytest.raises(MoveRefused, match="须填写理由"):
            services.return_clue(clue, actor=receiver, note=" ")
        services.return_clue(clue, actor=receiver, note="属于市场监管部门")
    returned = fresh(clue)
    assert (returned.state, returned.department_id, returned.return_reason) == (
        "returned",
        bureau.pk,
        "属于市场监管部门",
    )


def test_mistake_33_a_clue_is_returned_once_and_then_stays(clue, nanzheng, officer, receiver):
    fire = make_department(nanzheng, "区消防救援大队")
    chief = make_member(nanzheng, "department_admin", fire)
    with acting(receiver):
        services.return_clue(clue, actor=receiver, note="属于消防")
    with acting(officer):
        with pytest.raises(ClueRefused, match="请选择退回部门和本部门以外"):
            services.redirect_clue(clue, receiver.hat.department, actor=officer, note="再送")
        services.redirect_clue(clue, fire, actor=officer, note="消防车通道")
        assert running_clock(ACCEPT_RULE.name, clue) is not None
    with acting(chief):
        with pytest.raises(ClueRefused, match="登记权责不清事项"):
            services.return_clue(fresh(clue), actor=chief, note="不是我们的")
        services.accept_clue(clue, actor=chief)
    assert fresh(clue).state == "accepted"


def test_a_returned_clue_is_taken_back_and_may_be_sent_again(firm, clue, housing, officer, receiver):
    with acting(receiver):
        services.return_clue(clue, actor=receiver, note="事实不清")
    with acting(officer):
        services.withdraw_clue(clue, actor=officer, note="补充事实后再送")
    assert make_clue(firm, housing, officer).serial == 2


def test_there_is_no_answer_without_a_conclusion(clue, receiver):
    with acting(receiver):
        services.accept_clue(clue, actor=receiver)
        with pytest.raises(ClueRefused, match="请选择核查结论"):
            services.answer_clue(clue, conclusion="", text="已查", actor=receiver)
        with pytest.raises(ClueRefused, match="请写明核查情况"):
            services.answer_clue(clue, conclusion="unfounded", text=" ", actor=receiver)


@pytest.mark.parametrize(("conclusion", "signals"), [("substantiated", 1), ("partly", 1), ("unfounded", 0)])
def test_what_proves_true_becomes_a_signal_and_never_touches_credit(clue, firm, receiver, conclusion, signals):
    with acting(receiver):
        services.accept_clue(clue, actor=receiver)
        services.answer_clue(clue, conclusion=conclusion, text="软管已更换", actor=receiver)
        assert running_clock(VERIFY_RULE.name, clue) is None
        assert len(signals_of(firm)) == signals
        assert not events_of(firm).exists()


def test_the_sender_learns_the_answer(clue, bureau, nanzheng, receiver):
    chief = make_member(nanzheng, "department_admin", bureau)
    with acting(receiver):
        services.accept_clue(clue, actor=receiver)
        services.answer_clue(clue, conclusion="substantiated", text="软管已更换", actor=receiver)
    with acting(chief):
        assert "核查结果：属实" in inbox(chief, clue.tenant).first().subject


def test_open_clues_move_with_a_departments_duties(clue, housing, nanzheng, admin):
    heir = make_department(nanzheng, "区城市管理局")
    mover = next(one for one in movers() if one.kind == "clues")
    with acting(admin):
        assert mover.count(nanzheng, housing) == 1
        moved = list(mover.move(nanzheng, housing, heir, clue.raised_at.date()))
        assert len(moved) == 1
        row = Clue.objects.of(nanzheng).get()
    assert (row.to_department_id, row.department_id) == (heir.pk, heir.pk)


def test_who_sent_it_learns_that_it_came_back_and_what_was_found(firm, bureau, housing, officer, receiver):
    returned, answered = make_clue(firm, housing, officer), make_clue(firm, housing, officer, number="2")
    with acting(receiver):
        services.return_clue(returned, actor=receiver, note="不属本部门")
        services.accept_clue(answered, actor=receiver)
        services.answer_clue(answered, conclusion="unfounded", text="已核查", actor=receiver)
    with acting(officer):
        told = [notice.subject for notice in inbox(officer, answered.tenant)]
    assert len([one for one in told if "退回一条线索" in one]) == 1
    assert len([one for one in told if "核查结果：不属实" in one]) == 1
