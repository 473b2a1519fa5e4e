"""Handing over when the relation of approval and supervision of an item changed (R011)."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.clocks import rules, running
from common.due import Unit
from common.models.clocks import SourceTag
from common.refusals import Refused
from items.handover import ENTRIES
from items.models import Handover, HandoverEntry, ItemVersion
from items.notices import ask_to_hand_over
from items.states import HANDOVER_OPEN, HANDOVER_WORKFLOW
from tenancy.audit import record
from tenancy.models import Member

HANDOVER_RULE = rules.register(
    rules.ClockRule(
        "items.handover",
        gettext_lazy("监管责任交接"),
        Unit.WORKING_DAY,
        30,
        SourceTag.COMMON,
        gettext_lazy("审批与监管关系变化后应及时交接；没有统一的天数，由各地确定"),
    )
)


class HandoverRefused(Refused):
    """A line may not be ticked so; the sentence says why."""


def open_handover(version: ItemVersion, before: ItemVersion | None) -> Handover | None:
    """Open the checklist when the relation differs from that of the version before; returns it, or None."""
    if before is None or version.approval_relation in ("", before.approval_relation):
        return None
    now = timezone.now()
    handover = Handover.objects.of(version.tenant_id).create(
        version=version,
        department=version.department,
        relation_before=before.approval_relation,
        relation_after=version.approval_relation,
        opened_at=now,
    )
    HandoverEntry.objects.of(version.tenant_id).bulk_create(
        HandoverEntry(tenant_id=version.tenant_id, handover=handover, position=position, text=str(text))
        for position, text in enumerate(ENTRIES[version.approval_relation], start=1)
    )
    clock = running.start(HANDOVER_RULE.name, handover, at=now)
    handover.due_on = clock.due_on
    handover.save(update_fields=["due_on"])
    record(None, "items.open_handover", handover)
    ask_to_hand_over(handover, timezone.localdate())
    return handover


@transaction.atomic
def tick(entry: HandoverEntry, *, note: str, actor: Member) -> HandoverEntry:
    """A line is done; the handover is finished with its last line. Errors: `HandoverRefused`."""
    handover = Handover.objects.of(entry.tenant_id).select_for_update(of=("self",)).get(pk=entry.handover_id)
    if not actor.may("items.prepare", handover):
        raise HandoverRefused(_("只有责任部门可以登记交接情况。"))
    if handover.state != HANDOVER_OPEN or entry.done_at:
        raise HandoverRefused(_("这一项已经登记过，请刷新页面查看。"))
    if not note.strip():
        raise HandoverRefused(_("请写明办理情况，例如移交了多少户、何时签收。"), field="note")
    entry.note, entry.done_by, entry.done_at = note.strip(), actor, timezone.now()
    entry.save(update_fields=["note", "done_by", "done_at"])
    record(actor, "items.tick_handover", handover, note=f"{entry.text}：{note}")
    if not handover.entries.filter(done_at=None).exists():
        HANDOVER_WORKFLOW.take(handover, "finish_handover", actor=None)
        running.stop_running(HANDOVER_RULE.name, handover)
    return entry
