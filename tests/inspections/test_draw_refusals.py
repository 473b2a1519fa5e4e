"""What is read by who comes too early, too late or twice to a draw, or made the plan himself."""

from datetime import timedelta

import pytest
from django.utils import timezone

from inspections.models import Draw, DrawnOfficer, Visit
from inspections.services import ceremony, disclosure, pairing, pools, redraws, replacements
from inspections.services.visits import VisitRefused
from inspections.states import DRAW_WORKFLOW, ON_SITE
from tenancy.scope import scope
from tests.factories.draws import again, drawn_rows, make_draw, make_stage, secret_of


@pytest.fixture
def stage(nanzheng, own_files):
    return make_stage(nanzheng)


def refused(kind, act, *given, **more) -> str:
    with pytest.raises(kind) as refusal:
        act(*given, **more)
    return str(refusal.value)


def test_who_made_the_plan_does_not_hold_its_draw(stage):
    draw = make_draw(stage, "sealed")
    with scope(stage.place, member=stage.author):
        sentence = refused(ceremony.DrawRefused, ceremony.commit_draw, again(draw), actor=stage.author)
    assert "抽取不能由编制人主持" in sentence


def test_a_secret_is_revealed_neither_before_the_commitment_nor_after_the_time(stage):
    draw = make_draw(stage, "sealed")
    with scope(stage.place, member=stage.holder):
        given = (secret_of(draw, "01"), stage.secrets["01"])
        sentence = refused(ceremony.DrawRefused, ceremony.reveal_secret, *given, actor=stage.holder)
        assert "现在不是揭示密值的时候" in sentence
        ceremony.commit_draw(again(draw), actor=stage.holder)
        past = timezone.now() - timedelta(minutes=1)
        Draw.objects.of(stage.place).filter(pk=draw.pk).update(reveal_by=past)
        sentence = refused(ceremony.DrawRefused, ceremony.reveal_secret, *given, actor=stage.holder)
        assert "揭示期限已过" in sentence


def test_another_attempt_is_asked_for_once(stage):
    draw = make_draw(stage, "drawn")
    with scope(stage.place, member=stage.holder):
        asked = redraws.ask_redraw(draw, reason="误选了范围", actor=stage.holder)
        sentence = refused(redraws.RedrawRefused, redraws.ask_redraw, draw, reason="再催", actor=stage.holder)
        assert sentence == "已有一份申请正在等待批准。"
        redraws.decide_redraw(asked, is_granted=True, actor=stage.coordinator)
        sentence = refused(redraws.RedrawRefused, redraws.ask_redraw, draw, reason="再催", actor=stage.holder)
        assert "重新抽取已获批准" in sentence


def test_a_draw_that_lapsed_is_not_begun_again_without_leave(stage):
    draw = make_draw(stage, "committed")
    with scope(stage.place, member=stage.holder):
        DRAW_WORKFLOW.take(draw, "lapse_draw", actor=None)
        sentence = refused(pools.PoolRefused, pools.prepare_draw, stage.task, Draw(), actor=stage.holder)
    assert "再次抽取须经统筹管理员批准" in sentence


def test_what_is_laid_open_is_neither_replaced_nor_recused(stage):
    draw = make_draw(stage, "accepted")
    with scope(stage.place, member=stage.holder):
        pair = DrawnOfficer.objects.of(stage.place).select_related("drawn__draw", "officer__officer").first()
        sentence = refused(pairing.PairingRefused, pairing.recuse, pair, reason=" ", actor=stage.holder)
        assert sentence == "请写明回避的理由。"
        disclosure.disclose_draw(draw, today=stage.task.ends_on + timedelta(days=1))
        sentence = refused(pairing.PairingRefused, pairing.recuse, pair, reason="亲属", actor=stage.holder)
        assert "现在不能办理回避" in sentence
        drawn = drawn_rows(draw)[0]
        given = {"reason": "企业已歇业", "actor": stage.holder}
        sentence = refused(replacements.ReplacementRefused, replacements.replace_drawn, drawn, **given)
        assert "现在不能替换对象" in sentence


def test_nobody_is_replaced_who_is_being_visited(stage):
    drawn = drawn_rows(make_draw(stage, "accepted"))[0]
    with scope(stage.place, member=stage.holder):
        Visit.objects.of(stage.place).filter(drawn=drawn).update(state=ON_SITE)
        given = {"reason": "企业已歇业", "actor": stage.holder}
        sentence = refused(VisitRefused, replacements.replace_drawn, drawn, **given)
    assert "不能再替换对象。请按现场情况办结这次检查" in sentence
