"""The pages of the draw: who sees what, each step by its own form, refusals beside the field, the public pages."""

import time
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from common.jobs.worker import WORKER_SEEN
from common.models import JobRun, Notice
from inspections.models import Draw, InspectionTask, RedrawRequest
from inspections.services import ceremony
from tenancy.scope import scope
from tests.factories.draws import again, drawn_rows, make_draw, make_stage
from tests.factories.worklist import tasks_of

HOME = "/610703"


@pytest.fixture
def stage(nanzheng, no_second_factor):
    return make_stage(nanzheng)


@pytest.fixture
def holder(stage, sign_in):
    return sign_in(stage.holder)


@pytest.fixture
def partner(stage, sign_in):
    return sign_in(stage.partner)


def text(response) -> str:
    return response.content.decode()


def state_of(draw) -> str:
    with scope(draw.tenant_id):
        return again(draw).state


def test_the_list_of_tasks_says_how_far_each_is(stage, holder):
    make_draw(stage, "committed")
    page = text(holder.get(f"{HOME}/tasks/"))
    assert stage.task.title in page
    assert "已公布承诺" in page


def test_a_task_is_opened_from_its_entry(stage, holder):
    with scope(stage.place):
        type(stage.entry).objects.of(stage.place).filter(pk=stage.entry.pk).update(frequency=2)
    day = stage.task.starts_on.isoformat()
    answer = holder.post(f"{HOME}/tasks/new/{stage.entry.pk}/", {"starts_on": day, "ends_on": day})
    assert answer.status_code == 302
    with scope(stage.place):
        assert InspectionTask.objects.of(stage.place).get(round=2).number.startswith("联查〔")


def test_a_window_outside_of_the_plan_is_refused_beside_the_field(stage, holder):
    with scope(stage.place):
        type(stage.entry).objects.of(stage.place).filter(pk=stage.entry.pk).update(frequency=2)
    late = (stage.entry.ends_on + timedelta(days=9)).isoformat()
    answer = holder.post(f"{HOME}/tasks/new/{stage.entry.pk}/", {"starts_on": late, "ends_on": late})
    assert answer.status_code == 422
    assert "计划规定" in text(answer)


def test_the_pool_is_looked_at_before_it_is_frozen(stage, holder):
    page = text(holder.get(f"{HOME}/tasks/{stage.task.pk}/prepare/"))
    assert "对象池 40 个，应抽 4 个" in page
    answer = holder.post(f"{HOME}/tasks/{stage.task.pk}/prepare/", {"missing_rule": "void", "beacon_name": ""})
    with scope(stage.place):
        draw = Draw.objects.of(stage.place).get()
    assert answer.url == draw.get_absolute_url()
    assert (draw.missing_rule, draw.attempt) == ("void", 1)


def test_the_room_shows_seals_as_they_come_and_offers_each_its_own_step(stage, holder, partner):
    draw = make_draw(stage)
    room = draw.get_absolute_url()
    assert "尚未交来封存值" in text(holder.get(room))
    waiting = f"等待{stage.lead}、{stage.other}封存密值"
    assert waiting in text(holder.get(room))
    answer = partner.post(f"{HOME}/draws/{draw.pk}/seal/", {"sealed_hash": "XYZ"})
    assert answer.status_code == 422
    assert "64位十六进制" in text(answer)
    assert partner.post(f"{HOME}/draws/{draw.pk}/seal/", {"sealed_hash": "B" * 64}).status_code == 302
    poll = text(holder.get(room, HTTP_HX_REQUEST="true"))
    assert poll.lstrip().startswith('<div class="room"')
    assert "已封存" in poll
    assert f"draws/{draw.pk}/commit/" in text(holder.get(room))
    assert f"draws/{draw.pk}/commit/" not in text(partner.get(room))


def test_a_commitment_that_comes_too_early_says_who_is_missing(stage, holder):
    draw = make_draw(stage)
    answer = holder.post(f"{HOME}/draws/{draw.pk}/commit/")
    assert answer.status_code == 422
    assert "尚未封存密值" in text(answer)


def test_from_commitment_to_list_by_the_forms(stage, holder, partner):
    draw = make_draw(stage, "sealed")
    assert holder.post(f"{HOME}/draws/{draw.pk}/commit/").status_code == 302
    wrong = partner.post(f"{HOME}/draws/{draw.pk}/reveal/", {"secret": "x" * 64})
    assert wrong.status_code == 422
    assert "不是当初封存的密值" in text(wrong)
    partner.post(f"{HOME}/draws/{draw.pk}/reveal/", {"secret": stage.secrets["02"]})
    room = text(holder.get(draw.get_absolute_url()))
    assert f"等待{stage.lead}在" in room
    assert "前揭示密值，然后抽取对象" in room
    assert stage.secrets["02"][:24] not in text(holder.get(draw.get_absolute_url()))
    holder.post(f"{HOME}/draws/{draw.pk}/reveal/", {"secret": stage.secrets["01"]})
    assert state_of(draw) == "secrets_revealed"
    assert stage.secrets["02"][:24] in text(holder.get(draw.get_absolute_url()))
    assert holder.post(f"{HOME}/draws/{draw.pk}/draw/").status_code == 302
    again_too = holder.post(f"{HOME}/draws/{draw.pk}/draw/")
    assert "抽取正在进行" in text(again_too)
    ledger = holder.get("/610703/publication/ledger/").content.decode()
    assert "<td>密值已揭示</td>" in ledger, "what goes on in steps is not corrected by the next one"
    assert "<td>更正</td>" not in ledger


def test_a_foreign_department_has_no_secret_here(stage, sign_in, nanzheng, admin):
    draw = make_draw(stage)
    assert sign_in(admin).get(f"{HOME}/draws/{draw.pk}/seal/").status_code == 404


def test_an_outsider_gets_404(stage, sign_in, outsider):
    draw = make_draw(stage, "drawn")
    for path in (f"draws/{draw.pk}/", f"draws/{draw.pk}/list/", f"tasks/{stage.task.pk}/"):
        assert sign_in(outsider).get(f"{HOME}/{path}").status_code == 404


def test_a_replacement_is_asked_a_reason_and_shows_in_the_list(stage, holder):
    draw = make_draw(stage, "paired")
    first = drawn_rows(draw)[0]
    assert holder.post(f"{HOME}/drawn/{first.pk}/replace/", {"note": ""}).status_code == 422
    assert holder.post(f"{HOME}/drawn/{first.pk}/replace/", {"note": "企业已歇业"}).status_code == 302
    page = text(holder.get(f"{HOME}/draws/{draw.pk}/list/"))
    assert "企业已歇业" in page
    assert f"递补“{first.object.name}”" in page


def test_a_redraw_is_asked_for_and_answered_by_the_coordinator(stage, holder, sign_in):
    draw = make_draw(stage, "drawn")
    assert holder.post(f"{HOME}/draws/{draw.pk}/redraw/", {"note": "误选范围"}).status_code == 302
    with scope(stage.place):
        request = RedrawRequest.objects.of(stage.place).get()
    assert holder.get(f"{HOME}/redraws/{request.pk}/decide/").status_code == 403
    coordinator = sign_in(stage.coordinator)
    assert "答复重新抽取申请" in text(coordinator.get(draw.get_absolute_url()))
    refusal = coordinator.post(f"{HOME}/redraws/{request.pk}/decide/", {"is_granted": "0", "note": ""})
    assert "须写明理由" in text(refusal) or "请写明理由" in text(refusal)
    assert coordinator.post(f"{HOME}/redraws/{request.pk}/decide/", {"is_granted": "1"}).status_code == 302
    assert state_of(draw) == "voided"
    assert "准备再次抽取" in text(holder.get(f"{HOME}/tasks/{stage.task.pk}/"))


def test_a_void_attempt_says_why_and_what_to_do_next(stage, holder, sign_in):
    draw = make_draw(stage, "committed", missing_rule="void")
    with scope(stage.place):
        Draw.objects.of(stage.place).filter(pk=draw.pk).update(reveal_by=timezone.now())
        ceremony.close_due_reveals(now=timezone.now())
    room = text(holder.get(draw.get_absolute_url()))
    assert "本次抽取已作废：有部门未在期限内揭示密值，按承诺书作废。" in room
    assert "请申请重新抽取" in room
    ask = f"{HOME}/draws/{draw.pk}/redraw/"
    assert ask in room
    assert holder.post(ask, {"note": "住建局当天停电"}).status_code == 302
    with scope(stage.place):
        request = RedrawRequest.objects.of(stage.place).get()
    decided = sign_in(stage.coordinator).post(f"{HOME}/redraws/{request.pk}/decide/", {"is_granted": "1"})
    assert decided.status_code == 302, text(decided)
    room = text(holder.get(draw.get_absolute_url()))
    assert "有部门未在期限内揭示密值，按承诺书作废。统筹管理员已批准再次抽取" in room
    assert ask not in room


def newest_run(draw) -> JobRun:
    return JobRun.objects.of(draw.tenant_id).filter(row_id=draw.pk).order_by("-pk").first()


def test_while_the_draw_is_at_work_nobody_is_offered_it_and_a_silent_worker_is_told(stage, holder):
    draw = make_draw(stage, "revealed")
    step = f"{HOME}/draws/{draw.pk}/draw/"
    assert step in text(holder.get(draw.get_absolute_url()))
    assert holder.post(step).status_code == 302
    cache.set(WORKER_SEEN, time.time())
    room = text(holder.get(draw.get_absolute_url()))
    assert step not in room
    assert "等待办理" in room
    assert "没有响应" not in room
    cache.delete(WORKER_SEEN)
    assert "恢复后自动从头办理这一步，结果相同，不会留下半份" in text(holder.get(draw.get_absolute_url()))


def test_a_draw_that_failed_may_be_started_again(stage, holder):
    draw = make_draw(stage, "revealed")
    step = f"{HOME}/draws/{draw.pk}/draw/"
    holder.post(step)
    with scope(stage.place):
        run = newest_run(draw)
        ended = {"state": "failed", "started_at": timezone.now(), "finished_at": timezone.now()}
        JobRun.objects.of(stage.place).filter(pk=run.pk).update(error="办理这项任务的进程多次意外中断。", **ended)
    room = text(holder.get(draw.get_absolute_url()))
    assert "办理这项任务的进程多次意外中断。" in room
    assert step in room
    assert holder.post(step).status_code == 302
    with scope(stage.place):
        assert newest_run(draw).pk != run.pk


def test_officers_are_not_sent_twice(stage, holder):
    draw = make_draw(stage, "drawn")
    step = f"{HOME}/draws/{draw.pk}/pair/"
    assert step in text(holder.get(draw.get_absolute_url()))
    assert holder.post(step).status_code == 302
    assert step not in text(holder.get(draw.get_absolute_url()))
    assert "人员匹配正在进行，请等待结果。" in text(holder.post(step))


def test_nobody_confirms_past_a_request_to_draw_again(stage, holder, sign_in):
    draw = make_draw(stage, "paired")
    holder.post(f"{HOME}/draws/{draw.pk}/redraw/", {"note": "误选范围"})
    accept = f"{HOME}/draws/{draw.pk}/accept/"
    assert accept not in text(holder.get(draw.get_absolute_url()))
    refusal = holder.post(accept)
    assert "统筹管理员答复之前不能确认结果" in text(refusal)
    with scope(stage.place):
        request = RedrawRequest.objects.of(stage.place).get()
    sign_in(stage.coordinator).post(f"{HOME}/redraws/{request.pk}/decide/", {"is_granted": "1"})
    assert f"{HOME}/tasks/{stage.task.pk}/prepare/" in text(holder.get(draw.get_absolute_url()))
    with scope(stage.place):
        told = Notice.objects.of(stage.place).get(member=stage.holder, kind="inspections.redraw")
        (line,) = tasks_of(stage.holder, stage.place, timezone.localdate(), "inspections.draws")
    assert "可以重新抽取" in told.subject
    assert (line.what, line.url) == ("准备再次抽取", stage.task.get_absolute_url())
    assert "准备再次抽取" in text(holder.get(told.url))
