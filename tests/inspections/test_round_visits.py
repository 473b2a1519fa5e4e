"""All visits of a round at once: approved by another person than prepared them, announced with one text."""

from datetime import timedelta
from functools import partial

import pytest

from inspections.models import Visit
from inspections.services import round_visits
from inspections.services.disclosure import DisclosureRefused, disclose_draw
from inspections.services.visits import VisitRefused
from inspections.states import APPROVED, DISCLOSED, NOTIFIED, SCHEDULED, UNREACHABLE
from tenancy.scope import scope
from tests.factories.draws import again, make_draw, make_stage
from tests.factories.tenancy import make_member
from tests.factories.worklist import tasks_of


@pytest.fixture
def stage(nanzheng, own_files):
    stage = make_stage(nanzheng, objects=30)
    make_draw(stage, "accepted")
    return stage


@pytest.fixture
def head(stage):
    """Another head of the lead than the one who confirmed the draw."""
    return make_member(stage.place, "department_admin", stage.lead, name="另一负责人")


def states(stage) -> dict[str, int]:
    with scope(stage.place):
        rows = Visit.objects.of(stage.place).filter(task=stage.task).values_list("state", flat=True)
        return {state: list(rows).count(state) for state in set(rows)}


def act(stage, member, service, **values):
    """Call a service on the round as `member`; what was told last, and what it returned."""
    told = []
    with scope(stage.place, member=member):
        count = service(stage.task, actor=member, tell=lambda *words: told.append(words), **values)
    return told[-1:], count


def test_all_are_approved_and_announced(stage, head):
    told, count = act(stage, head, round_visits.approve_round)
    assert (states(stage), count) == ({APPROVED: 3}, 3)
    assert told == [(3, 3, "已批准3次检查")]
    act(stage, head, partial(round_visits.notify_round, materials="营业执照", contact="李四 0916-5550101"))
    assert states(stage) == {NOTIFIED: 3}


def test_who_confirmed_the_draw_approves_none_of_its_visits(stage):
    with scope(stage.place, member=stage.holder), pytest.raises(VisitRefused, match="另一名负责人"):
        round_visits.ask_to_approve(stage.task, actor=stage.holder)


def lines(member, stage, today, *keys):
    with scope(stage.place, member=member):
        return tasks_of(member, stage.place, today, *keys)


def test_a_round_is_one_line_for_who_may_approve_and_is_late_from_its_first_day(stage, head):
    keys = "inspections.rounds", "inspections.visit_approvals"
    late = stage.task.starts_on + timedelta(days=1)
    (task,) = lines(head, stage, late, *keys)
    assert (task.what, task.about) == ("批准本轮检查", f"{stage.task}：3次检查")
    assert task.due.tone == "red"
    assert lines(stage.holder, stage, late, *keys) == []
    (waiting,) = lines(stage.holder, stage, late, "inspections.rounds_prepared")
    assert waiting.what == "等待另一名负责人批准本轮检查"
    act(stage, head, round_visits.approve_round)
    assert lines(head, stage, late, *keys) == lines(stage.holder, stage, late, "inspections.rounds_prepared") == []


def test_who_prepared_it_is_told_who_may_approve_instead_of_being_refused(stage, head, sign_in):
    with scope(stage.place):
        visit = Visit.objects.of(stage.place).filter(task=stage.task).first()
    for address in (visit.get_absolute_url(), stage.task.get_absolute_url()):
        own = sign_in(stage.holder).get(address).content.decode()
        assert "另一负责人" in own
        assert "/approve" not in own
        others = sign_in(head).get(address).content.decode()
        assert "/approve" in others
        assert "由您报批" not in others


def test_another_departments_head_has_nothing_to_approve(stage):
    with scope(stage.place, member=stage.partner), pytest.raises(VisitRefused, match="没有您可以批准的检查"):
        round_visits.ask_to_approve(stage.task, actor=stage.partner)


def test_what_may_not_be_approved_is_left_and_named(stage, head):
    with scope(stage.place):
        visit = Visit.objects.of(stage.place).filter(task=stage.task).select_related("object").order_by("pk").first()
        visit.sections.first().officers.all().delete()
    told, count = act(stage, head, round_visits.approve_round)
    assert (states(stage), count) == ({APPROVED: 2, SCHEDULED: 1}, 2)
    assert "1次不能办理" in told[0][2]
    assert str(visit.object) in told[0][2]


def test_an_unapproved_visit_is_not_announced(stage, head):
    with scope(stage.place, member=head), pytest.raises(VisitRefused, match="请先批准"):
        round_visits.ask_to_notify(stage.task, materials="", contact="李四", actor=head)


def test_the_draw_is_laid_open_as_soon_as_every_visit_is_over(stage):
    with scope(stage.place, member=stage.holder):
        draw = again(stage.task.draws.get())
        visits = Visit.objects.of(stage.place).filter(task=stage.task)
        visits.exclude(pk=visits.first().pk).update(state=UNREACHABLE)
        with pytest.raises(DisclosureRefused, match="走漏"):
            disclose_draw(draw, today=stage.task.starts_on, actor=stage.holder)
        visits.update(state=UNREACHABLE)
        assert disclose_draw(draw, today=stage.task.starts_on, actor=stage.holder).state == DISCLOSED
