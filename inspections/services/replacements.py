"""A drawn object that cannot be visited gives way to the next in the same order; nobody is picked (5.2 no. 14)."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from common.refusals import Refused
from inspections.models import Draw, DrawnObject, Replacement
from inspections.services.drawing import draw_next
from inspections.services.pairing import send_officers
from inspections.services.visit_changes import follow_replacement
from inspections.states import ACCEPTED, DRAWN, PAIRED
from tenancy.audit import record
from tenancy.models import Member


class ReplacementRefused(Refused):
    """An object may not be replaced; the sentence says why."""


@transaction.atomic
def replace_drawn(drawn: DrawnObject, *, reason: str, actor: Member) -> DrawnObject:
    """Take the next of the stratum's order instead; one that is gone by now is passed over, with that as the reason.

    After the draw was accepted the visits follow: the one arranged ends as replaced, the successor's is scheduled.
    Raises ReplacementRefused without a reason, after the visits, twice, and when the stratum is used up; VisitRefused
    where somebody already stood at the door.
    """
    rows = Draw.objects.of(drawn.tenant_id).select_for_update(of=("self",))
    draw = rows.select_related("task__entry", "task__tenant").get(pk=drawn.draw_id)
    if not reason.strip():
        raise ReplacementRefused(_("请写明替换的理由。"), field="note")
    if draw.state not in (DRAWN, PAIRED, ACCEPTED):
        raise ReplacementRefused(_("现在不能替换对象。请刷新页面查看抽取进度。"))
    if Replacement.objects.of(draw.tenant_id).filter(drawn=drawn).exists():
        raise ReplacementRefused(_("这个对象已经替换，不必重复办理。"))
    successor = _put_next(draw, drawn, reason, actor)
    while successor.object.is_gone or successor.object.merged_into_id:
        successor = _put_next(draw, successor, _("递补时已注销、迁出或并入其他档案"), actor)
    if draw.state != DRAWN:
        send_officers(draw, [successor], actor=actor)
    if draw.state == ACCEPTED:
        follow_replacement(draw, drawn, reason=reason, actor=actor)
    changes = {str(_("对象")): [str(drawn), str(successor)]}
    record(actor, "inspections.replace_drawn", draw, note=reason, changes=changes)
    return successor


def _put_next(draw: Draw, drawn: DrawnObject, reason: str, actor: Member) -> DrawnObject:
    mine = DrawnObject.objects.of(draw.tenant_id).filter(draw=draw, stratum=drawn.stratum)
    last = mine.aggregate(last=Max("rank"))["last"]
    if not draw_next(draw, draw.strata.get(number=drawn.stratum), 1, after=last):
        raise ReplacementRefused(
            _("本层对象已全部抽完，没有可递补的对象。不能检查的，请在确认结果以后取消这户的检查，并写明理由。")
        )
    successor = mine.select_related("object").get(rank=last + 1)
    Replacement.objects.of(draw.tenant_id).create(
        drawn=drawn, successor=successor, reason=reason, decided_by=actor, decided_at=timezone.now()
    )
    return successor
