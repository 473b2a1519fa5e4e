"""No attempt is repeated quietly: who wants another asks, the coordinator decides, everyone sees it (5.2 no. 13)."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.clocks import running
from common.notices import notify
from common.refusals import Refused
from inspections.models import Draw, RedrawRequest
from inspections.queries.draws import open_request
from inspections.services.ceremony import REVEAL_RULE
from inspections.services.disclosure import show_draw
from inspections.states import ACCEPTED, DISCLOSED, DRAW_WORKFLOW, VOIDED
from tenancy.audit import record
from tenancy.models import Member


class RedrawRefused(Refused):
    """Another attempt may not be asked for or decided; the sentence says why."""


@transaction.atomic
def ask_redraw(draw: Draw, *, reason: str, actor: Member) -> RedrawRequest:
    """Ask the coordinator to void this attempt and allow another."""
    draw = Draw.objects.of(draw.tenant_id).select_for_update(of=("self",)).select_related("task").get(pk=draw.pk)
    if not reason.strip():
        raise RedrawRefused(_("请写明申请重新抽取的理由，理由将向社会公开。"), field="note")
    if draw.state in (ACCEPTED, DISCLOSED):
        raise RedrawRefused(_("抽取结果已经确认，不能重新抽取。个别对象不能检查的，请按次序替换。"))
    if RedrawRequest.objects.of(draw.tenant_id).filter(draw=draw, is_granted=None).exists():
        raise RedrawRefused(_("已有一份申请正在等待批准。"))
    if RedrawRequest.objects.of(draw.tenant_id).filter(draw=draw, is_granted=True).exists():
        raise RedrawRefused(_("重新抽取已获批准，请在任务页面准备下一次抽取。"))
    asked = RedrawRequest.objects.of(draw.tenant_id).create(
        draw=draw, reason=reason, requested_by=actor, requested_at=timezone.now()
    )
    record(actor, "inspections.ask_redraw", draw, note=reason)
    return asked


@transaction.atomic
def decide_redraw(asked: RedrawRequest, *, is_granted: bool, note: str = "", actor: Member) -> RedrawRequest:
    """Grant: the attempt is void and stays visible, the task may be drawn once more. Never by who asked."""
    rows = RedrawRequest.objects.of(asked.tenant_id).select_for_update(of=("self",))
    asked = rows.select_related("requested_by", "draw__task__tenant").get(pk=asked.pk)
    if asked.is_granted is not None:
        raise RedrawRefused(_("这项申请已经办结。请刷新页面查看结果。"))
    if asked.requested_by_id == actor.pk:
        raise RedrawRefused(_("申请人不能批准自己的申请，请由其他统筹管理员办理。"))
    if not is_granted and not note.strip():
        raise RedrawRefused(_("不予批准的，请写明理由。"), field="note")
    asked.is_granted, asked.note = is_granted, note
    asked.decided_by, asked.decided_at = actor, timezone.now()
    asked.save(update_fields=["is_granted", "note", "decided_by", "decided_at"])
    if is_granted and asked.draw.state != VOIDED:
        _void(asked.draw, asked.reason, actor)
    else:
        record(actor, "inspections.decide_redraw", asked.draw, note=note)
    _tell_decided(asked)
    return asked


def _tell_decided(asked: RedrawRequest) -> None:
    """Who asked learns the answer, and what is to be done now."""
    task = asked.draw.task
    words = {"draw": asked.draw}
    if asked.is_granted:
        subject, body = _("“%(draw)s”可以重新抽取"), _("本次抽取已作废。请在抽查任务页面准备下一次抽取。")
    else:
        subject, body = _("“%(draw)s”不予重新抽取"), _("请按本次抽取继续办理。理由：%s") % asked.note
    url = task.get_absolute_url() if asked.is_granted else asked.draw.get_absolute_url()
    notify(asked.requested_by, task.tenant, subject % words, kind="inspections.redraw", body=body, url=url)


def check_not_asked(draw: Draw) -> None:
    """Raise `RedrawRefused` while somebody asks for another attempt: the list is not confirmed past the coordinator."""
    if open_request(draw) is not None:
        raise RedrawRefused(_("已经申请重新抽取，统筹管理员答复之前不能确认结果。请先请统筹管理员答复。"))


def _void(draw: Draw, reason: str, actor: Member) -> None:
    DRAW_WORKFLOW.take(draw, "void_draw", actor=actor, note=reason)
    running.stop_running(REVEAL_RULE.name, draw, is_void=True)
    show_draw(draw, actor=actor)
