"""What waits for a member around draws."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from common.worklist import TO_DO, WAITING, Asker, Desk, Section, Task, timed
from inspections.models import Draw, DrawSecret, RedrawRequest
from inspections.services.ceremony import REVEAL_RULE
from inspections.states import COMMITTED, DRAWN, PAIRED, POOL_PREPARED, SECRETS_REVEALED, VOIDED


def _secrets(asker: Asker) -> QuerySet[DrawSecret]:
    """Seals and secrets that the member's department owes a draw."""
    to_seal, to_reveal = Q(draw__state=POOL_PREPARED, sealed_hash=""), Q(draw__state=COMMITTED, secret="")
    return _with_draw(asker).filter(to_seal | to_reveal, department=asker.department)


def _secret(row: DrawSecret, desk: Desk) -> Task:
    word = _t("揭示抽取密值") if row.draw.state == COMMITTED else _t("封存抽取密值")
    return Task(word, str(row.draw), row.get_absolute_url(), _t("办理"), desk.clock(row))


def _with_draw(asker: Asker) -> QuerySet[DrawSecret]:
    rows = DrawSecret.objects.of(asker.tenant).select_related("draw__task", "department").order_by("pk")
    return timed(rows, REVEAL_RULE.name, of="draw")


def _draws(asker: Asker) -> QuerySet[Draw]:
    """Draws whose next step is the member's: to be committed, drawn, paired, confirmed, or held once more."""
    rows = Draw.objects.of(asker.tenant)
    granted = RedrawRequest.objects.of(asker.tenant).filter(draw=OuterRef("pk"), is_granted=True)
    later = rows.filter(task=OuterRef("task"), attempt__gt=OuterRef("attempt"))
    again = Q(Exists(granted), ~Exists(later), state=VOIDED)
    to_hold = Q(state__in=[POOL_PREPARED, SECRETS_REVEALED, DRAWN, PAIRED]) | again
    return rows.filter(to_hold, task__department=asker.department).select_related("task").order_by("pk")


def _draw(draw: Draw, desk: Desk) -> Task:
    if draw.state == VOIDED:
        return Task(_t("准备再次抽取"), str(draw.task), draw.task.get_absolute_url(), _t("办理"))
    return Task(_t("主持抽取"), str(draw), draw.get_absolute_url(), draw.get_state_display())


def _redraws(asker: Asker) -> QuerySet[RedrawRequest]:
    """Requests to draw again that wait for a coordinator other than who asked."""
    rows = RedrawRequest.objects.of(asker.tenant).filter(is_granted=None).exclude(requested_by=asker.member)
    return rows.select_related("draw__task").order_by("pk")


def _redraw(row: RedrawRequest, desk: Desk) -> Task:
    url = reverse("inspections:decide_redraw", args=[desk.tenant, row.pk])
    since = timezone.localdate(row.requested_at)
    return Task(_t("重新抽取申请"), str(row.draw), url, _t("答复"), since=since)


def _reveals(asker: Asker) -> QuerySet[DrawSecret]:
    """Departments whose secret the own department's draws wait for."""
    return _with_draw(asker).filter(draw__state=COMMITTED, secret="", draw__task__department=asker.department)


def _reveal(row: DrawSecret, desk: Desk) -> Task:
    what = _t("等待%(department)s揭示密值") % {"department": row.department}
    return Task(what, str(row.draw), row.get_absolute_url(), _t("查看"), desk.clock(row))


TO_DO.register(Section("inspections.secrets", _("抽取密值"), "draws.seal", _secrets, _secret))
TO_DO.register(Section("inspections.draws", _("主持抽取"), "draws.hold", _draws, _draw))
TO_DO.register(Section("inspections.redraws", _("重新抽取申请"), "draws.oversee", _redraws, _redraw))
WAITING.register(Section("inspections.reveals", _("等待揭示密值"), "draws.hold", _reveals, _reveal))
